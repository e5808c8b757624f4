import { type Ledger, report } from './ledger.js'
import { numberOf, type SourceRecord } from './record.js'

/** The numbers that stand for the worst and the best. The worst may be the larger one. */
export type Scale = readonly [worst: number, best: number]

/** A number on a scale as a sentiment: the worst is -1, the best 1, and what lies between is mapped linearly; `undefined` beyond the ends. */
export function onScale(given: number, [worst, best]: Scale): number | undefined {
  if (given < Math.min(worst, best) || given > Math.max(worst, best)) return undefined
  // Rounding must not lead beyond the ends, and adding 0 makes the negative zero an ordinary one.
  return Math.min(1, Math.max(-1, (2 * given - worst - best) / (best - worst))) + 0
}

/** The sentiment in a field; what is no number, or out of the scale, is an issue. */
export function sentimentIn(record: SourceRecord, field: string, scale: Scale, ledger: Ledger): number | undefined {
  const given = numberOf(record, field, ledger)
  const sentiment = given === undefined ? undefined : onScale(given, scale)
  if (given !== undefined && sentiment === undefined) {
    report(ledger, record, 'invalidValue', `${field} is not between ${scale[0]} and ${scale[1]}, so it was left out.`)
  }
  return sentiment
}
