import { afterEvents, type HandoverRule, type HandoverState } from '../math/handoverRule.js'
import type { Interaction } from '../model/interaction.js'
import { days } from '../sentiment/readings.js'
import { DAY, isDay, parseInstant } from '../support/instants.js'
import type { RoleSpell } from '../village/roleSpell.js'
import type { Snapshot } from '../village/snapshot.js'
import { compareEvidence, type DatedEvidence, drivenEvidence, evidenceIn } from './evidence.js'

/** What is believed of a hand-over, and when it would first have been flagged with what was known then. */
export interface Followed {
  readonly evidence: readonly DatedEvidence[]
  /** Where it stands after the last evidence; absent without any. */
  readonly state: HandoverState | undefined
  /** The first moment at which what was known then would have made the rule fire, in days. */
  readonly flaggedOn: number | undefined
}

/**
 * Follows a hand-over through every moment at which something happened or became known, each time with what was believed then: whatever
 * came late is taken in when it came, and all after it is weighed anew.
 */
export function followed(s: Snapshot, decision: string | undefined): Followed {
  const interactions = s.interactions.filter(each => each.decision === undefined || each.decision === decision)
  const roles = s.roleHistory.filter(role => role.decision === undefined || role.decision === decision)
  const turns = new Set(roles.flatMap(turnsOf))
  const rule = ruleOf(s)
  let chain: Link[] = []
  let believed: readonly RoleSpell[] = roles.filter(role => isBelieved(role, Number.NEGATIVE_INFINITY))
  let first: Interaction | undefined
  let flaggedOn: number | undefined
  for (const { moment, news } of momentsOf(interactions, turns, lastMoment(s))) {
    const earliest = [...(first === undefined ? [] : [first]), ...news].reduce<Interaction | undefined>(earlier, undefined)
    // Other roles make other evidence of the same events, and an earlier first event lets more roles count.
    if (turns.has(moment) || (chain.length > 0 && earliest?.at !== first?.at)) {
      believed = roles.filter(role => isBelieved(role, moment))
      const known = interactions.filter(each => knownFrom(each) <= moment)
      chain = []
      extend(chain, evidenceIn(s, { interactions: known, roles: believed, until: moment }), rule)
    } else for (const each of news) for (const evidence of drivenEvidence(s, each, believed)) insert(chain, evidence, rule)
    first = earliest
    if (flaggedOn === undefined && chain.at(-1)?.state.everFlagged === true) flaggedOn = moment
  }
  return { evidence: chain.flatMap(({ evidence }) => evidence), state: chain.at(-1)?.state, flaggedOn }
}

function earlier(a: Interaction | undefined, b: Interaction): Interaction {
  // Stored instants are ordered as texts.
  return a === undefined || b.at < a.at ? b : a
}

/** The evidence of one moment, and where the hand-over stands after it. */
interface Link {
  readonly evidence: readonly DatedEvidence[]
  readonly state: HandoverState
}

/** Puts further evidence, in order, at the end of a chain. */
function extend(chain: Link[], evidence: readonly DatedEvidence[], rule: HandoverRule): void {
  for (let from = 0; from < evidence.length; ) {
    const day = evidence[from]?.event.day
    let to = from + 1
    while (to < evidence.length && evidence[to]?.event.day === day) to++
    const moment = evidence.slice(from, to)
    const state = afterEvents(
      chain.at(-1)?.state,
      moment.map(({ event }) => event),
      rule,
    )
    chain.push({ evidence: moment, state })
    from = to
  }
}

/** Puts one more piece of evidence into a chain; its moment and what comes after it are weighed anew. */
function insert(chain: Link[], evidence: DatedEvidence, rule: HandoverRule): void {
  let place = chain.length
  while (place > 0 && (chain[place - 1]?.state.day ?? 0) >= evidence.event.day) place--
  const later = chain.splice(place).flatMap(link => link.evidence)
  extend(chain, [evidence, ...later].sort(compareEvidence), rule)
}

function ruleOf(s: Snapshot): HandoverRule {
  const { hazardPerDay, withinDayCorrelation, falseAlarmShare, reversedBelow } = s.settings.handover
  return { hazardPerDay, withinDayCorrelation, up: 1 - falseAlarmShare, down: reversedBelow }
}

/** The last moment that the snapshot sees, in days. */
function lastMoment(s: Snapshot): number {
  return isDay(s.asOf) ? ((parseInstant(s.asOf) ?? 0) + DAY - 1) / DAY : days(s.asOf)
}

/** From when on an interaction could be known. */
function knownFrom({ at, recordedAt }: Interaction): number {
  return Math.max(days(at), recordedAt === undefined ? Number.NEGATIVE_INFINITY : days(recordedAt))
}

/** Every moment at which something happened or our belief changed, in order, with the interactions that came to be known at it. */
function momentsOf(
  interactions: readonly Interaction[],
  turns: ReadonlySet<number>,
  now: number,
): { readonly moment: number; readonly news: readonly Interaction[] }[] {
  const news = new Map<number, Interaction[]>()
  for (const each of interactions) {
    const moment = knownFrom(each)
    const others = news.get(moment)
    if (others === undefined) news.set(moment, [each])
    else others.push(each)
  }
  for (const turn of turns) if (turn <= now && !news.has(turn)) news.set(turn, [])
  return [...news].sort(([a], [b]) => a - b).map(([moment, each]) => ({ moment, news: each }))
}

/** The moments at which a role begins or ends, or our belief in it does. */
function turnsOf({ since, until, knownSince, knownUntil }: RoleSpell): number[] {
  return [since, until, knownSince, knownUntil].flatMap(instant => (instant === undefined ? [] : [days(instant)]))
}

function isBelieved({ knownSince, knownUntil }: RoleSpell, moment: number): boolean {
  return (knownSince === undefined || days(knownSince) <= moment) && (knownUntil === undefined || moment < days(knownUntil))
}
