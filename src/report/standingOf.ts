import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import type { TimeInput } from '../support/instants.js'
import { date, type OptionShape, optionsOf } from '../support/options.js'
import { pastSnapshot } from '../village/pastSnapshot.js'
import { SNAPSHOT_OPTIONS, type SnapshotOptions } from '../village/snapshot.js'
import { snapshotAs } from '../village/takeSnapshot.js'
import { standingChange } from './standingChange.js'
import { type AccountStanding, standingIn } from './standingIn.js'

/** When and how an account is looked at. */
export interface StandingOptions extends SnapshotOptions {
  /** The moment; a day includes the whole of that day. */
  readonly asOf: TimeInput
  /** A moment before, since which the row says how the account has moved. */
  readonly since?: TimeInput | undefined
}

/** What each option of a standing may be. */
export const STANDING_OPTIONS: OptionShape<StandingOptions> = { ...SNAPSHOT_OPTIONS, asOf: date, since: date }

/**
 * Where an account stands at a moment: one row of some twenty numbers, whose JSON is under 1 KB where ids and names are of usual length, and
 * some 1.2 KB with `since`.
 *
 * Rank rows by `money` in two parts: by `revenueAtRisk`, and after these, marked as not judged, by `notJudged`.
 *
 * @throws InvalidArgumentError for options that are missing or make no sense; InvalidDateError for a date that is none;
 * UnknownDecisionError for a decision not known by then; the errors of `parseVillage` for a village that this library did not make
 * @example
 * import { createVillage } from 'account-village'
 * import { standingOf } from 'account-village/portfolio'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: -0.3, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' }, expectedAt: '2026-05-31' }],
 * })
 * const { verdict, probabilityOfYes, money, weakestSeat } = standingOf(village, { asOf: '2026-03-02' })
 * verdict //=> 'unfavourable'
 * probabilityOfYes //=> 0.2984
 * money[0]?.revenueAtRisk //=> 70161.4735
 * weakestSeat //=> { stakeholder: 'bo', cause: 'against', share: 0.7016 }
 */
export function standingOf(village: Village, options: StandingOptions): AccountStanding {
  const { asOf, since, ...view } = optionsOf('standingOf', options, STANDING_OPTIONS, ['asOf'])
  return standingAsked('standingOf', village, { asOf, view, ...(since !== undefined && { since: { asOf: since, view } }) })
}

/** What is asked of an account, and of the account at a moment before: data that may be sent elsewhere. */
export interface StandingAsk {
  readonly asOf: TimeInput
  readonly view: SnapshotOptions
  readonly since?: { readonly asOf: TimeInput; readonly view: SnapshotOptions }
}

/** The row of `standingOf` in the name of another function; what is known may be seen otherwise at the moment before. */
export function standingAsked(where: string, village: Village, { asOf, view, since }: StandingAsk): AccountStanding {
  const s = snapshotAs(where, village, asOf, view)
  const standing = standingIn(s)
  if (since === undefined) return standing
  const before = pastSnapshot(village, since.asOf, { ...since.view, decision: s.decision?.id })
  return deepFreeze({ ...standing, change: standingChange(before, s) })
}
