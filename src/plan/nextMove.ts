import { interviewGuide } from '../listening/interviewGuide.js'
import { isFirm } from '../listening/reasons.js'
import type { ChosenMove } from '../math/moveStage.js'
import type { Money } from '../model/account.js'
import type { MoveAnswer, MoveKind } from '../model/move.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Timing, timingOf } from './dates.js'
import { canEnd } from './mends.js'
import { reasonFor } from './moveReasons.js'
import type { PlannedMove } from './plannedMoves.js'
import type { MoveAim, Setting } from './setting.js'
import { statementOf } from './statement.js'

/** Something to do. */
export interface NextMove extends Timing {
  /** The kind, a colon, and what it is about. */
  readonly id: string
  /** What sort of move it is: the part of `id` before the colon. */
  readonly kind: MoveKind
  /** What to do, in a sentence that names people. */
  readonly statement: string
  /** The people of theirs with whom it is done, who are all there. */
  readonly with: readonly string[]
  /** The id of what it is about: a person, a seat, an expectation, a barrier, a comment; what would be lost in a hand-over. */
  readonly about: string
  /** What it is judged by: the chance of yes of the decision, or the account's sentiment. */
  readonly aim: MoveAim
  /** The decision by whose chance of yes it is judged; absent where it is the account. */
  readonly decision?: string
  /** What it adds to that if it succeeds, times the probability that it does, after the moves before it. */
  readonly gain: number
  /** The gain times the value of the decision; only where something firm is known of its chance of yes. */
  readonly money?: Money
  /** By how much it lowers the expected error of what it is judged by. */
  readonly knowledge: number
  /** The same times the value of the decision. */
  readonly knowledgeMoney?: Money
  /** `gain`, and `settings.moves.indirectWeight` times knowledge and what else it is worth. */
  readonly worth: number
  /** `worth` divided by `effort`; 0 where it costs no hours. */
  readonly perHour: number
  /** Hours of ours that it costs. */
  readonly effort: number
  /** Business days that it takes, the time for introductions included. */
  readonly days: number
  /** The probability that it succeeds, above 0 and at most 1. */
  readonly chance: number
  /** By how much it moves the sentiment of whom it is with, if it succeeds; absent where it moves nobody's. */
  readonly sway?: number
  /** The teammate who knows them best, or gets to them; absent where nobody does. */
  readonly by?: string
  /** Their name, where it is known. */
  readonly byName?: string
  /** The people of theirs who introduce us, from us on. */
  readonly through: readonly string[]
  /** Whether nobody of ours knows or gets to them. */
  readonly cold: boolean
  /** The move that is done before it. */
  readonly needs?: string
  /** The expectation, barrier, comment or question that it answers, and the findings that it can end. */
  readonly answers: readonly MoveAnswer[]
  /** Why, in sentences without names. */
  readonly why: string
  /** The topics of `interviewGuide` that are open with whom it hears. */
  readonly ask?: readonly string[]
}

/** A move with what it adds, by when it must be done, and why. */
export function nextMove(setting: Setting, planned: PlannedMove, adds: ChosenMove): NextMove {
  const { view, aim, findings } = setting
  const { id, kind, about, with: people, way, effort, days, needs, effect, finishBy } = planned
  const ended = findings.filter(finding => canEnd(planned, finding))
  const presses = planned.presses === true || ended.some(({ severity }) => severity === 'critical')
  const timing = timingOf(view, days, finishBy, presses)
  const { gain, knowledge, worth, perHour } = adds
  const { by, through, chance, cold } = way
  const priced = (part: number): Money | undefined => (aim === 'decision' && part !== 0 ? moneyOf(view, part) : undefined)
  const [money, knowledgeMoney] = [priced(gain), priced(knowledge)]
  const byName = view.teammates.find(({ id: own }) => own === by)?.name
  const [asked] = kind === 'hear' ? people : []
  return {
    id,
    kind,
    statement: statementOf(view, { kind, about, with: people, through }),
    with: people,
    about,
    aim,
    ...(aim === 'decision' && view.decision !== undefined && { decision: view.decision.id }),
    gain,
    ...(money !== undefined && { money }),
    knowledge,
    ...(knowledgeMoney !== undefined && { knowledgeMoney }),
    worth,
    perHour,
    effort,
    days,
    chance,
    ...(effect.sway !== undefined && { sway: effect.sway.by }),
    ...(by !== undefined && { by }),
    ...(byName !== undefined && { byName }),
    through,
    cold,
    ...(needs !== undefined && { needs }),
    ...timing,
    answers: [...planned.answers, ...ended.map(finding => ({ kind: 'finding' as const, id: finding.id }))],
    why: reasonFor(setting, planned, adds, timing),
    ...(asked !== undefined && { ask: topicsFor(view, asked) }),
  }
}

/** A part of the decision's value, where something firm is known of its chance of yes. */
export function moneyOf(view: Snapshot, part: number): Money | undefined {
  const value = view.decision?.value
  if (value === undefined || !isFirm(view)) return undefined
  return { amount: value.amount * part, currency: value.currency }
}

function topicsFor(s: Snapshot, stakeholder: string): readonly string[] {
  const { questions } = interviewGuide(s, stakeholder)
  return [...new Set(questions.flatMap(({ scope, topic }) => (scope === 'specific' ? [topic] : [])))]
}
