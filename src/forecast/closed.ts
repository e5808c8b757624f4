import { LimitExceededError, quoted } from '../errors.js'
import type { Outcome } from '../model/decision.js'
import type { Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import type { Village } from '../model/village.js'
import { formatInstant, type Instant, parseInstant } from '../support/instants.js'
import { wrong } from '../support/options.js'
import { sortedByText } from '../support/order.js'
import type { Snapshot, SnapshotOptions } from '../village/snapshot.js'
import { snapshot } from '../village/takeSnapshot.js'
import { ownCopy } from '../village/village.js'
import { FORECAST_LIMITS } from './limits.js'
import { refuse } from './options.js'

/** A village with the snapshot that knows most of it. */
export interface LatestView {
  readonly village: Village
  readonly s: Snapshot
}

/** A decision that has fallen. */
export interface ClosedDecision {
  readonly village: Village
  readonly account: string
  readonly decision: string
  /** When it fell, in milliseconds since 1970. */
  readonly at: number
  readonly outcome: Outcome
  /** Up to when what was learned counts. */
  readonly knownOn: Instant
}

/** Snapshot options with settings only where some are given. */
export function believing(settings: DeepPartial<Settings> | undefined): SnapshotOptions {
  return settings === undefined ? {} : { settings }
}

/**
 * Every account as it is known at last, or as it was just before a moment, in order of account.
 *
 * @throws InvalidArgumentError when an account is there twice
 */
export function latestViews(
  where: string,
  villages: readonly Village[],
  before: number | undefined,
  settings?: DeepPartial<Settings>,
): LatestView[] {
  refuseMore(where, 'villages', villages.length, 'Take a sample of the accounts.')
  const moment = before === undefined ? THE_END : formatInstant(before - 1)
  const views = villages
    .map(village => ownCopy(where, village))
    .map(village => ({ village, s: snapshot(village, moment, believing(settings)) }))
  const inOrder = sortedByText(views, ({ s }) => s.account.id)
  const twice = inOrder.filter(({ s }, i) => s.account.id === inOrder[i - 1]?.s.account.id)
  refuse(
    where,
    twice.map(({ s }) => wrong('villages', `holds the account ${quoted(s.account.id)} more than once. Merge its villages with record().`)),
  )
  return inOrder
}

/** Every decision that had fallen by then, in order of account and decision. */
export function closedDecisions(where: string, views: readonly LatestView[], since = Number.NEGATIVE_INFINITY): ClosedDecision[] {
  const closed = views.flatMap(({ village, s }) =>
    s.decisions.flatMap(({ id, outcome }): ClosedDecision[] => {
      const at = parseInstant(outcome?.at)
      if (outcome === undefined || at === undefined || at < since) return []
      return [{ village, account: s.account.id, decision: id, at, outcome, knownOn: s.knownOn }]
    }),
  )
  refuseMore(where, 'outcomes', closed.length, 'Take fewer accounts, or a shorter time.')
  return closed
}

/** Refuses more of something than the declared limit. */
export function refuseMore(where: string, what: 'villages' | 'outcomes' | 'readings', actual: number, wayOut: string): void {
  const most = FORECAST_LIMITS[what]
  if (actual > most) throw new LimitExceededError(where, what, most, actual, wayOut)
}

/** The last day that there is: everything ever recorded has been learned by then. */
const THE_END = '9999-12-31'
