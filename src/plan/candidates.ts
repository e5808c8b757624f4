import { seatedBeliefs } from '../account/objective.js'
import { decidingRule } from '../decision/rule.js'
import { isOpen, voteOn } from '../decision/vote.js'
import { openComments } from '../feedback/openComments.js'
import { offeringFlow } from '../flow/offeringFlow.js'
import { isPowerful } from '../influence/isPowerful.js'
import { powerByStakeholder } from '../influence/power.js'
import { membersOf } from '../influence/powerByClass.js'
import { listeningCadence } from '../listening/cadence.js'
import { questionsOf } from '../listening/questions.js'
import type { MoveCandidate } from '../math/moveChoice.js'
import type { MoveAnswer, MoveKind } from '../model/move.js'
import { progressReport } from '../moves/progressReport.js'
import { knownPeople } from '../moves/relationships.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { powerTransitions } from '../transitions/powerTransitions.js'
import { type ReadinessItem, readinessItems } from '../transitions/readinessItems.js'
import type { Snapshot } from '../village/snapshot.js'
import { after, before, boundsOf, startOf } from './dates.js'

/** A move that could be made, before it is known who makes it. */
export interface Possible {
  /** The kind, a colon, and what it is about. */
  readonly id: string
  readonly kind: MoveKind
  readonly about: string
  /** The people with whom it is made, who are all there. */
  readonly with: readonly string[]
  /** What else it is about, by id, as findings name it. */
  readonly things: readonly string[]
  /** What it does if it succeeds. People are places in `seatedBeliefs`. */
  readonly effect: Pick<MoveCandidate, 'sway' | 'hear' | 'direct' | 'coverage' | 'indirect'>
  readonly answers: readonly MoveAnswer[]
  /** Hours and business days that it costs and takes without an introduction. */
  readonly effort: number
  readonly days: number
  /** The last day on which it makes sense to be done, in milliseconds. */
  readonly finishBy?: number | undefined
  /** Whether it hears somebody overdue or never heard. */
  readonly presses?: boolean
  /** What is to be said of it where that is not in numbers; in sentences, or in parts of one for an expectation. */
  readonly words?: readonly string[]
}

/** Every move that could be made, judged for the decision in view; in no order. */
export function possibleMoves(s: Snapshot): readonly Possible[] {
  return [
    ...identifying(s),
    ...hearing(s),
    ...meeting(s),
    ...winningOver(s),
    ...lifting(s),
    ...preparing(s),
    ...answering(s),
    ...sharing(s),
  ]
}

type Told = Pick<Possible, 'with' | 'effect'> & Partial<Possible>

function possible(s: Snapshot, kind: Possible['kind'], about: string, told: Told): Possible {
  const { effortHours, durationDays } = s.settings.moves
  const own = { effort: effortHours[kind], days: durationDays[kind] }
  return { id: `${kind}:${about}`, kind, about, things: [about], answers: [], ...own, ...told }
}

/** Finding out who has a seat that nobody known has, or will have when the decision falls. */
function identifying(s: Snapshot): Possible[] {
  const { seats } = seatedBeliefs(s)
  const ghosts = s.placeholders.map(id => [id, placeOf(s, id)] as const)
  return [...ghosts, ...seats].map(([seat, hear]) =>
    possible(s, 'identify', seat, { with: [], effect: { hear }, things: [seat, ...holdersBefore(s, seat)], finishBy: toldInTime(s) }),
  )
}

/** Who has left of those who had the role of a seat. */
function holdersBefore(s: Snapshot, seat: string): string[] {
  const roles = new Set(s.roles.flatMap(({ stakeholder, role }) => (stakeholder === seat ? [role] : [])))
  const gone = new Set(s.former.map(({ id }) => id))
  return s.roleHistory.flatMap(({ stakeholder, role }) => (roles.has(role) && gone.has(stakeholder) ? [stakeholder] : []))
}

/** Hearing somebody whose turn it is. */
function hearing(s: Snapshot): Possible[] {
  const refused = new Map(
    s.interviews.flatMap(({ stakeholder, consent }) => (consent === undefined ? [] : [[stakeholder, !consent.given]])),
  )
  const questions = questionsOf([s]).filter(({ state }) => state === 'open')
  // On a Sunday we plan Monday.
  const nextWorkingDay = after(s, boundsOf(s).today, 0)
  return listeningCadence(s).turns.flatMap(({ stakeholder, status, reason, dueOn }): Possible[] => {
    if (startOf(dueOn) > nextWorkingDay || refused.get(stakeholder) === true) return []
    return [
      possible(s, 'hear', stakeholder, {
        with: [stakeholder],
        effect: { hear: placeOf(s, stakeholder) },
        answers: questions.map(({ id }) => ({ kind: 'question', id })),
        finishBy: toldInTime(s) ?? startOf(dueOn),
        presses: status === 'overdue' || reason === 'neverHeard',
      }),
    ]
  })
}

/** Meeting what somebody expects. */
function meeting(s: Snapshot): Possible[] {
  const { settled } = boundsOf(s)
  const people = new Set(knownPeople(s))
  return s.expectations.flatMap(({ id, stakeholder, importance, dueAt, decision, status }): Possible[] => {
    const isOfOther = decision !== undefined && s.decision !== undefined && decision !== s.decision.id
    if (isOfOther || status.at(-1)?.state === 'met' || !people.has(stakeholder)) return []
    const ends = [...(dueAt === undefined ? [] : [startOf(dueAt)]), ...(settled === undefined ? [] : [settled])]
    return [
      possible(s, 'meet', id, {
        with: [stakeholder],
        effect: swaying(s, stakeholder, importance),
        things: [id],
        answers: [{ kind: 'expectation', id, stakeholder }],
        finishBy: ends.length === 0 ? undefined : Math.min(...ends),
        words: [...(dueAt === undefined ? [] : [`due ${dueAt.slice(0, 10)}`]), ...(status.at(-1)?.state === 'missed' ? ['missed'] : [])],
      }),
    ]
  })
}

/** Winning over somebody with a seat who was heard lately and to whom we owe nothing. */
function winningOver(s: Snapshot): Possible[] {
  const known = sentimentsByStakeholder(s)
  const owed = new Set(s.expectations.flatMap(({ stakeholder, status }) => (status.at(-1)?.state === 'met' ? [] : [stakeholder])))
  const people = new Set(knownPeople(s))
  return decidingRule(s).rule.players.flatMap((id): Possible[] => {
    const { value, reliability = 0 } = known.get(id) ?? {}
    const isKnown = value !== undefined && reliability >= s.settings.account.staleReliability
    if (!people.has(id) || owed.has(id) || !isKnown) return []
    return [possible(s, 'winOver', id, { with: [id], effect: swaying(s, id, s.settings.moves.importance.winOver), finishBy: inTime(s) })]
  })
}

/** Lifting a barrier, which moves nobody's sentiment but raises use. */
function lifting(s: Snapshot): Possible[] {
  const value = isOpen(voteOn(s)) ? s.decision?.value : undefined
  const people = new Map(s.units.map(({ id }) => [id, s.stakeholders.filter(({ unit }) => unit === id).map(person => person.id)]))
  return offeringFlow(s).barriers.map(({ barrier, units, gain, yearly }) => {
    const indirect = value !== undefined && yearly?.currency === value.currency && value.amount > 0 ? yearly.amount / value.amount : 0
    return possible(s, 'liftBarrier', barrier, {
      with: [],
      effect: { indirect },
      things: [barrier, ...units, ...units.flatMap(unit => people.get(unit) ?? [])],
      answers: [{ kind: 'barrier', id: barrier }],
      finishBy: inTime(s),
      words: gain === undefined ? [] : [`Lifting it raises use by ${Math.round(gain * 100)} % of what was bought.`],
    })
  })
}

/** What is to be done before deciders take over, beside hearing and addressing them. */
function preparing(s: Snapshot): Possible[] {
  const handover = handoverChance(s)
  const power = powerByStakeholder(s)
  const people = new Set(knownPeople(s))
  const [decider] = membersOf(s, 'decider')
    .filter(id => people.has(id))
    .sort((a, b) => (power.get(b)?.share ?? 0) - (power.get(a)?.share ?? 0))
  return readinessItems(s).flatMap((item): Possible[] => {
    const partners = item.kind === 'onlyUsersVoice' ? [decider] : item.stakeholders
    const present = partners.flatMap(id => (id !== undefined && people.has(id) ? [id] : []))
    const why = WHY_PREPARED[item.kind]
    if (why === undefined || present.length === 0) return []
    const { coverage, probabilityOfYes } = item.price
    // Who is known to leave takes what only they carry along in any case.
    const chance = item.kind === 'championLeaving' ? 1 : handover
    return [
      possible(s, 'prepareHandover', [item.kind, item.matter ?? item.stakeholders[0] ?? ''].join(':'), {
        with: present,
        effect: { direct: probabilityOfYes * chance, coverage: coverage * chance },
        things: item.stakeholders,
        finishBy: inTime(s),
        words: [why],
      }),
    ]
  })
}

/** Why what would be lost in a hand-over is prepared for, of what is more than to hear and address deciders. */
const WHY_PREPARED: { readonly [Kind in ReadinessItem['kind']]?: string } = {
  onlyUsersVoice: 'Only users have said it, and it is lost when deciders take over.',
  soleBridge: 'All that users say reaches deciders through one person.',
  championLeaving: 'What only they carry to deciders goes with them.',
  championWithoutInfluence: 'Nobody listens to the champion that we have.',
}

/** The probability that power passes, or has, from users to deciders; where nothing is known of it, until the decision. */
function handoverChance(s: Snapshot): number {
  const known = powerTransitions(s).flatMap(({ status, probability = 0 }) => (status === 'noEvidence' ? [] : [probability]))
  if (known.length > 0) return Math.max(...known)
  const { state, agedDays } = voteOn(s)
  const days = state === 'dated' || state === 'overdue' ? agedDays : s.settings.risk.days
  return -Math.expm1(-s.settings.handover.hazardPerDay * days)
}

/** Answering what somebody said. */
function answering(s: Snapshot): Possible[] {
  const people = new Set(knownPeople(s))
  return openComments(s).flatMap(({ comment, stakeholder, at, state, days }): Possible[] => {
    if (!people.has(stakeholder)) return []
    const isDone = state === 'untold'
    return [
      possible(s, 'answer', comment, {
        with: [stakeholder],
        effect: swaying(s, stakeholder, s.settings.moves.importance.answer),
        things: [comment],
        answers: [{ kind: 'comment', id: comment, stakeholder }],
        ...(isDone && { effort: UNTOLD_HOURS }),
        finishBy: after(s, startOf(at), s.settings.listening.answerDays),
        words: [
          isDone
            ? 'Something was done about what they said, and nobody has told them.'
            : `Said ${Math.floor(days)} days ago, and nothing was done about it.`,
        ],
      }),
    ]
  })
}

/** To tell somebody what was done takes less than to do it. */
const UNTOLD_HOURS = 0.5

/** Showing somebody who matters what came of what they asked for. */
function sharing(s: Snapshot): Possible[] {
  const seats = new Set(decidingRule(s).rule.players)
  const power = powerByStakeholder(s)
  // Who is answered is told what came of it then.
  const untold = new Set(openComments(s).flatMap(({ stakeholder, state }) => (state === 'untold' ? [stakeholder] : [])))
  return knownPeople(s)
    .filter(id => !untold.has(id) && (seats.has(id) || isPowerful(power.get(id)?.share ?? 0, s)) && progressReport(s, { with: id }).news)
    .map(id =>
      possible(s, 'share', id, {
        with: [id],
        effect: swaying(s, id, s.settings.moves.importance.share),
        finishBy: inTime(s),
        words: ['Something that they asked for is done, and nobody has told them.'],
      }),
    )
}

function swaying(s: Snapshot, id: string, importance: number): Possible['effect'] {
  return { sway: { person: placeOf(s, id), by: s.settings.expectation.met * importance } }
}

function placeOf(s: Snapshot, id: string): number {
  return s.stakeholders.findIndex(person => person.id === id)
}

/** The last day on which something can be done that is to bear on the decision in view. */
function inTime(s: Snapshot): number | undefined {
  return boundsOf(s).settled
}

/** The last day on which somebody can be heard so that they can still be won over. */
function toldInTime(s: Snapshot): number | undefined {
  const { settled } = boundsOf(s)
  return settled === undefined ? undefined : before(s, settled, s.settings.moves.durationDays.winOver)
}
