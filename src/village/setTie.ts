import { errorFor, type Issue, quoted } from '../errors.js'
import type { Tie } from '../model/tie.js'
import type { Village } from '../model/village.js'
import { formatInstant, type TimeInput } from '../support/instants.js'
import { optionsOf } from '../support/options.js'
import { reading } from '../support/reading.js'
import { admit } from './admit.js'
import { joined } from './check.js'
import { LEARNED_OPTIONS, type Learned, momentOf, reviseAs, tooEarly } from './revise.js'
import type { Row } from './rows.js'
import { rowsOf } from './village.js'

/** The tie that is to hold between two people. */
export interface WantedTie extends Pick<Tie<TimeInput>, 'from' | 'to' | 'kind' | 'since' | 'until'> {
  /** How strong it is beside the other ties of whoever is moved by it; 0 when there is none. */
  readonly weight: number
}

/**
 * The village in which one tie of a kind holds between two people, in place of what held so far; a weight of 0 only ends that.
 *
 * The ties of that kind and direction that are in force at `since` end there. Without `since` they are corrected: from `recordedAt` on it is
 * believed that the new tie held in their place, or, where none is in force at `recordedAt`, ever since the last one ended. Ties that begin
 * later are kept, and the new one ends where the next begins, unless `until` is earlier. A tie without `since` whose `until` is not after
 * `recordedAt` corrects in the same way what was in force just before `until`. A conflict has no direction. When what is wanted holds already,
 * the same village comes back.
 *
 * @throws UnknownStakeholderError when nobody has one of the ids; InvalidVillageError, or a narrower error, for what is no tie;
 * InvalidArgumentError when a tie in force was itself learned, or retracted, after `recordedAt`
 * @example
 * import { createVillage, setTie, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
 * })
 * const change = { from: 'ann', to: 'bo', kind: 'influence', weight: 3, since: '2026-02-01' } as const
 * const stronger = setTie(village, change, { recordedAt: '2026-03-02' })
 * const weightOn = (day: string) => snapshot(stronger, day, { knownOn: '2026-03-02' }).ties.map(({ weight = 1 }) => weight)
 * weightOn('2026-01-31') //=> [1]
 * weightOn('2026-02-01') //=> [3]
 */
export function setTie(village: Village, tie: WantedTie, options: Learned): Village {
  const { recordedAt } = optionsOf('setTie', options, LEARNED_OPTIONS, ['recordedAt'])
  const moment = momentOf('setTie', recordedAt)
  const wanted = wantedRow(village, tie)
  const alike = rowsOf('setTie', village).ties.filter(row => row.knownTo > moment && isBetween(row.fact, wanted.fact))
  const at = tie.since === undefined ? Math.min(moment, wanted.to - 1) : wanted.from
  const begun = alike.filter(({ from }) => from <= at)
  const since = tie.since === undefined ? beginAmong(begun, at) : wanted.from
  const until = alike.reduce((end, { from }) => (from > at ? Math.min(end, from) : end), wanted.to)
  const inForce = begun.filter(({ to }) => to > since)
  refuseBelievedLater(inForce, moment)
  const kept = inForce.find(row => row.from <= since && row.to === until && holds(row, tie.weight))
  const ended = inForce.flatMap(row => (row === kept ? [] : [endedAt(row, since, moment)]))
  const begins = kept === undefined && tie.weight !== 0 && since < until ? [spanning(tie, since, until)] : []
  return reviseAs('setTie', village, { ties: [...begins, ...ended] }, moment)
}

/** The tie as a row, its form and its people checked, also where it is only to end. */
function wantedRow(village: Village, tie: WantedTie): Row<Tie> {
  const spread = reading('setTie', 'tie', () => ({ ...tie, weight: tie?.weight === 0 ? 1 : tie?.weight }))
  const admitted = admit('setTie', { ties: [spread] })
  joined('setTie', rowsOf('setTie', village), admitted)
  const [row] = admitted.rows.ties
  if (row === undefined) throw new TypeError('a tie makes a row')
  return row
}

function isBetween(tie: Tie, { from, to, kind }: Tie): boolean {
  if (tie.kind !== kind) return false
  return (tie.from === from && tie.to === to) || (kind === 'conflict' && tie.from === to && tie.to === from)
}

/** When what is in force at a moment began, or what was in force before it has ended: nothing else has held since. */
function beginAmong(begun: readonly Row<Tie>[], at: number): number {
  const begins = begun.reduce((first, { from, to }) => (to > at ? Math.min(first, from) : first), Number.POSITIVE_INFINITY)
  const ends = begun.reduce((last, { to }) => (to > at ? last : Math.max(last, to)), Number.NEGATIVE_INFINITY)
  return begins === Number.POSITIVE_INFINITY ? ends : Math.max(begins, ends)
}

/** What was learned or given up after a moment was not yet so believed at it, and cannot end then. */
function refuseBelievedLater(rows: readonly Row<Tie>[], moment: number): void {
  const issues = rows.flatMap((row): Issue[] => {
    if (row.knownFrom > moment) return [tooEarly('ties', row, moment)]
    if (row.knownTo === Number.POSITIVE_INFINITY) return []
    const message = `was retracted on ${formatInstant(row.knownTo)}, after ${formatInstant(moment)}`
    return [{ path: `ties ${quoted(row.id)}`, message, code: 'invalidArgument' }]
  })
  if (issues.length > 0) throw errorFor('setTie', issues)
}

function holds({ fact: { weight, confidence = 1 } }: Row<Tie>, wanted: number): boolean {
  return weight === wanted && confidence === 1
}

/** A tie that ends where the new one begins, or, when it has not begun by then, is no longer believed. */
function endedAt({ fact, from }: Row<Tie>, since: number, moment: number): Tie<TimeInput> {
  return from < since ? { ...fact, until: formatInstant(since) } : { ...fact, retractedAt: formatInstant(moment) }
}

function spanning({ since: _, until: __, ...tie }: WantedTie, since: number, until: number): Tie<TimeInput> {
  return {
    ...tie,
    ...(Number.isFinite(since) && { since: formatInstant(since) }),
    ...(Number.isFinite(until) && { until: formatInstant(until) }),
  }
}
