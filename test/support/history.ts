import { type AccountMoment, accountHistory, type SnapshotOptions, snapshot, type TimeInput, type Village } from 'account-village'

/** The ends of the eight quarters before a moment. */
export function quartersBefore(village: Village, asOf: TimeInput, options: SnapshotOptions = {}): AccountMoment[] {
  const last = snapshot(village, asOf, options).asOf
  return accountHistory(village, asOf, { ...options, step: { months: 3 }, steps: 8 }).filter(({ at }) => at !== last)
}
