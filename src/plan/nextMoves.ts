import { accountObjective } from '../account/objective.js'
import { wholeOf } from '../account/whole.js'
import { chanceOfYes } from '../decision/prospect.js'
import { errorFor, quoted } from '../errors.js'
import { MOST_MONEY, type Money } from '../model/account.js'
import { isOpenDecision } from '../model/openDecision.js'
import { findingsIn } from '../risk/assessRisk.js'
import type { Finding } from '../risk/finding.js'
import { deepFreeze } from '../support/freeze.js'
import { within as inRange, SENTIMENT } from '../support/interval.js'
import { anyText, calling, choose, fieldsOf, idText, type OptionShape, optionsOf, whole, within, wrong } from '../support/options.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { heardForAccount } from './accountHearing.js'
import { isUninhabited, type MovesChosen, movesFor } from './choose.js'
import { type MoveUnderway, moveUnderway } from './moveUnderway.js'
import { moneyOf, type NextMove, nextMove } from './nextMove.js'
import { nextToFall } from './nextToFall.js'
import { type OverdueRow, overdueIn } from './overdue.js'
import type { MoveToCost } from './plannedMoves.js'
import type { MoveAim, Setting } from './setting.js'
import { type SpareHours, spareHours } from './spareHours.js'

/** What there is to spend, and what an hour must be worth. */
export interface NextMovesOptions {
  /** Hours of ours, 0..1e9; 16 when absent. */
  readonly hours?: number | undefined
  /** At most so many moves, a whole number of at least 0; 5 when absent. */
  readonly limit?: number | undefined
  /** The teammate whose hours they are: only their own ways to people count. */
  readonly by?: string | undefined
  /** What an hour costs, in the currency of the decision; an hour must then be worth that. */
  readonly hourCost?: Money | undefined
  /** Hours that a move costs, above 0, where the settings do not know it better. */
  readonly effort?: ((move: MoveToCost) => number) | undefined
}

const NEXT_MOVES_OPTIONS: OptionShape<NextMovesOptions> = {
  hours: within(0, 1e9),
  limit: whole(0),
  by: idText,
  hourCost: fieldsOf<Money>({ amount: within(0, MOST_MONEY), currency: anyText }, ['amount', 'currency']),
  effort: calling,
}

/** What is worth our hours. */
export interface NextMoves {
  /** What moves are judged by: the chance of yes of the decision in view, or the account's sentiment where none is open. */
  readonly aim: MoveAim
  /** The decision by whose chance moves are judged. */
  readonly decision?: string
  /** That chance as things stand, 0..1, with nothing of `moves` or `underway` done; absent where no decision is open. */
  readonly probabilityOfYes?: number
  /** How it would be if all that is under way and chosen succeeded. It is no forecast. */
  readonly after: MovesOutcome
  /** What to do, most worth an hour first, and after that whom to hear for the sake of the account as a whole. */
  readonly moves: readonly NextMove[]
  /** Why there is none: nobody of theirs is known, there are no hours or places, or nothing is worth an hour. */
  readonly reason?: 'nobodyKnown' | 'noHours' | 'nothingWorthIt'
  /** The moves that are planned or were started, by the day on which they are due. */
  readonly underway: readonly MoveUnderway[]
  /** Moves, expectations and comments of which the day is past, the longest first. */
  readonly overdue: readonly OverdueRow[]
  /** The critical findings and warnings that no move here can end. */
  readonly openFindings: readonly Finding[]
  /** Hours of the budget that `moves` leave; what is under way costs none of them. */
  readonly hoursLeft: number
  /** How many moves could be made and are not worth an hour. */
  readonly notWorthIt: number
  /** From whom hours could be taken: users who get more than their power asks for. */
  readonly takeFrom: readonly SpareHours[]
}

/** How things would stand; what is not known is absent. */
export interface MovesOutcome {
  /** The chance of yes at the vote, 0..1. */
  readonly probabilityOfYes?: number
  /** The expected sentiment of the account, -1..1. */
  readonly accountSentiment?: number
  /** The value of the decision times the chance of a no; only where the chance of yes rests on evidence. */
  readonly revenueAtRisk?: Money
}

/**
 * What to do next, with whom, through whom, by when, why, and what it is worth: the moves of most worth that fit into some hours.
 *
 * A move gains by what it adds to the chance of yes at the vote, or to the account's sentiment where no decision is open; it is worth that and
 * `settings.moves.indirectWeight` times what it takes from the expected error `2 F (1 - F)` of that chance. What is under way counts as done.
 * Hours and places that are left go to whoever tells most of the account as a whole. Of several open decisions the next to fall counts; name
 * one when you take the snapshot to have its moves.
 *
 * @throws InvalidArgumentError for options that make no sense: no such teammate, an hour's cost in another currency than that of the decision,
 * or where that has no value
 * @see selectMoves of account-village/math for the choice, and docs/concepts/moves.md for each kind of move
 * @example
 * import { createVillage, nextMoves, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['economicBuyer'] }, { id: 'bo', roles: ['user'], veto: true }],
 *   observations: [{ stakeholder: 'ann', at: '2026-09-21', sentiment: -0.1, via: 'interview' }],
 *   expectations: [{ id: 'e1', stakeholder: 'ann', statement: 'live by May', importance: 0.8, status: [] }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', expectedAt: '2026-12-31' }],
 * })
 * const { moves } = nextMoves(snapshot(village, '2026-10-01'), { hours: 10 })
 * moves.map(({ id, effort }) => [id, effort]) //=> [['hear:bo', 2], ['meet:e1', 8]]
 */
export function nextMoves(snapshot: Snapshot, options?: NextMovesOptions): NextMoves {
  checkGiven('nextMoves', snapshot)
  const { hours = 16, limit = 5, ...given } = optionsOf('nextMoves', options, NEXT_MOVES_OPTIONS)
  refuseUnknownTeammate(snapshot, given.by)
  return suggestedIn('nextMoves', snapshot, { ...given, hours, limit })
}

/** The options once they were checked, and with their defaults. */
export interface Budgeted extends NextMovesOptions {
  readonly hours: number
  readonly limit: number
}

/** What is worth our hours. What is wrong with what an hour or a move costs is said in the name of whoever asks. */
export function suggestedIn(where: string, snapshot: Snapshot, { hours, limit, by, hourCost, effort }: Budgeted): NextMoves {
  const view = nextToFall(snapshot)
  const leastPerHour = leastWorth(view, hourCost)
  const found = movesFor(view, { where, hours, limit, leastPerHour, by, effort })
  const { aim, chosen } = found
  const findings = findingsIn(snapshot)
  const { underway, moves: direct } = inTurn(view, findings, found)
  const others = aim === 'account' ? [] : forAccount(view, findings, found, { hours: hours - sumOf(direct), places: limit - direct.length })
  const moves = [...direct, ...others]
  const ended = new Set([...moves, ...underway].flatMap(({ answers }) => answers.flatMap(({ kind, id }) => (kind === 'finding' ? id : []))))
  const taken = new Set(others.map(({ id }) => id))
  const probabilityOfYes = chanceOfYes(view)
  return deepFreeze({
    aim,
    ...(aim === 'decision' && view.decision !== undefined && { decision: view.decision.id }),
    ...(probabilityOfYes !== undefined && { probabilityOfYes }),
    after: outcomeOf(view, found),
    moves,
    ...(moves.length === 0 && { reason: reasonWhyNot(view, { hours, limit }) }),
    underway,
    overdue: overdueIn(view),
    openFindings: findings.filter(({ id, severity }) => severity !== 'info' && !ended.has(id)),
    hoursLeft: hours - sumOf(moves),
    notWorthIt: chosen.left.filter(({ id, worth, perHour }) => !taken.has(id) && !(worth > 0 && perHour >= leastPerHour)).length,
    takeFrom: spareHours(view),
  })
}

function reasonWhyNot(
  view: Snapshot,
  { hours, limit }: { readonly hours: number; readonly limit: number },
): NonNullable<NextMoves['reason']> {
  if (isUninhabited(view)) return 'nobodyKnown'
  return hours === 0 || limit === 0 ? 'noHours' : 'nothingWorthIt'
}

function refuseUnknownTeammate({ teammates, asOf }: Snapshot, by: string | undefined): void {
  const ids = teammates.map(({ id }) => id)
  if (by === undefined || ids.includes(by)) return
  const way = ids.length === 0 ? 'Record teammates first.' : choose(by, ids)
  throw errorFor('nextMoves', [wrong('by', `there is no teammate ${quoted(by)} on ${asOf.slice(0, 10)}. ${way}`)])
}

/** What an hour must be worth, as a share of the decision's value where one is in view. */
function leastWorth({ decision, settings }: Snapshot, hourCost: Money | undefined): number {
  if (hourCost === undefined) return settings.moves.leastPerHour
  const value = decision !== undefined && isOpenDecision(decision) ? decision.value : undefined
  if (value === undefined || !(value.amount > 0)) {
    throw errorFor('nextMoves', [
      wrong('hourCost', 'can be held only against an open decision in view that has a value. Leave it out, or name one.'),
    ])
  }
  if (value.currency !== hourCost.currency) {
    throw errorFor('nextMoves', [
      wrong('hourCost.currency', `${quoted(hourCost.currency)} is not the currency of the decision, ${quoted(value.currency)}`),
    ])
  }
  return hourCost.amount / value.amount
}

/** What is under way and what was chosen, each with what it adds to those before it. */
function inTurn(
  view: Snapshot,
  findings: readonly Finding[],
  { aim, choice, underway, planned, chosen }: MovesChosen,
): Pick<NextMoves, 'underway' | 'moves'> {
  const { objective, beliefs } = choice
  let before = objective.value(beliefs.means)
  const settingNow = (): Setting => ({ view, aim, before, uncertainty: objective.uncertainty, findings })
  let told = 0
  const rows = underway.map(each => {
    const adds = chosen.underway.slice(told, told + each.does.length)
    told += each.does.length
    const row = moveUnderway(settingNow(), each, adds)
    before += row.gain
    return row
  })
  const moves = chosen.chosen.flatMap(adds => {
    const own = planned.get(adds.id)
    if (own === undefined) return []
    const row = nextMove(settingNow(), own, adds)
    before += row.gain
    return [row]
  })
  return { underway: rows, moves }
}

/** Whom to hear for the sake of the account in what is left of hours and places. */
function forAccount(
  view: Snapshot,
  findings: readonly Finding[],
  { planned, chosen }: MovesChosen,
  room: { readonly hours: number; readonly places: number },
): readonly NextMove[] {
  const taken = new Set(chosen.chosen.map(({ id }) => id))
  const hearings = [...planned.values()].filter(({ id, kind }) => kind === 'hear' && !taken.has(id))
  const { value, uncertainty } = accountObjective(view)
  const setting: Setting = { view, aim: 'account', before: value(chosen.means), uncertainty, findings }
  return heardForAccount(view, hearings, chosen.joint, room).map(({ planned: own, adds }) => nextMove(setting, own, adds))
}

function outcomeOf(view: Snapshot, { aim, choice, meansAfter }: MovesChosen): MovesOutcome {
  const probabilityOfYes = aim === 'decision' ? choice.objective.value(meansAfter) : undefined
  const revenueAtRisk = probabilityOfYes === undefined ? undefined : moneyOf(view, 1 - probabilityOfYes)
  const isKnown = wholeOf(view).value !== undefined
  return {
    ...(probabilityOfYes !== undefined && { probabilityOfYes }),
    ...(isKnown && { accountSentiment: inRange(accountObjective(view).value(meansAfter), SENTIMENT) }),
    ...(revenueAtRisk !== undefined && { revenueAtRisk }),
  }
}

function sumOf(moves: readonly NextMove[]): number {
  return moves.reduce((sum, { effort }) => sum + effort, 0)
}
