import type { Instant } from '../support/instants.js'
import { compareText, sortedByText } from '../support/order.js'
import type { ImportIssue, InferredRule, LeftOut, UnmappedValue } from './result.js'

/** What an import writes down on its way: what is wrong, what is unknown and what was left out. */
export interface Ledger {
  readonly issues: ImportIssue[]
  /** Counts by field, and by value within it. */
  readonly unmapped: Map<string, Map<string, number>>
  readonly inferred: InferredRule[]
  readonly leftOut: { -readonly [Reason in keyof LeftOut]: number }
  /** When each record that came was last changed, by its id; empty where the source does not tell. */
  readonly stamps: Map<string, Instant>
}

export function openLedger(): Ledger {
  return {
    issues: [],
    unmapped: new Map(),
    inferred: [],
    leftOut: {
      shouldForget: 0,
      optedOutOfProcessing: 0,
      optedOutOfProfiling: 0,
      deleted: 0,
      merged: 0,
      leads: 0,
      openTasks: 0,
      childEvents: 0,
      notHeld: 0,
      archived: 0,
      mirrored: 0,
      unfinished: 0,
      anonymous: 0,
      duplicates: 0,
      mailAddresses: 0,
      overLimit: 0,
    },
    stamps: new Map(),
  }
}

/** The ledger as it is now, so that what is written into either from now on is not in the other. */
export function ledgerLike({ issues, inferred, unmapped, leftOut, stamps }: Ledger): Ledger {
  const values = new Map([...unmapped].map(([field, counts]) => [field, new Map(counts)]))
  return { issues: [...issues], inferred: [...inferred], unmapped: values, leftOut: { ...leftOut }, stamps }
}

/** Writes down an issue with a record. */
export function report(
  ledger: Ledger,
  record: { readonly object: string; readonly id?: string },
  code: ImportIssue['code'],
  message: string,
): void {
  const { object, id } = record
  ledger.issues.push({ object, ...(id !== undefined && { id }), code, message })
}

/** Writes down a value of a picklist that nothing is known of. */
export function countUnmapped(ledger: Ledger, field: string, value: string): void {
  const values = ledger.unmapped.get(field) ?? new Map<string, number>()
  ledger.unmapped.set(field, values.set(value, (values.get(value) ?? 0) + 1))
}

/** Writes down by what rule a column was read that nobody gave. */
export function noteInferred(ledger: Ledger, rule: InferredRule): void {
  ledger.inferred.push(rule)
}

/** The rules that columns settled, in the order of fields. */
export function inferredOf(ledger: Ledger): InferredRule[] {
  return [...ledger.inferred].sort((a, b) => compareText(a.field, b.field))
}

/** The issues in order, each once. */
export function issuesOf(ledger: Ledger): ImportIssue[] {
  const byText = new Map(ledger.issues.map(issue => [JSON.stringify([issue.object, issue.id ?? '', issue.code, issue.message]), issue]))
  return sortedByText(byText, ([text]) => text).map(([, issue]) => issue)
}

/**
 * The unknown values, the most frequent of each field first.
 *
 * @param redact whether only their number is to be told: a value may be a text about people
 */
export function unmappedOf(ledger: Ledger, { redact }: { readonly redact: boolean }): UnmappedValue[] {
  const all = [...ledger.unmapped].flatMap(([field, values]) => {
    if (redact) return [{ field, value: '', count: [...values.values()].reduce((sum, count) => sum + count, 0) }]
    return [...values].map(([value, count]) => ({ field, value, count }))
  })
  return all.sort((a, b) => compareText(a.field, b.field) || b.count - a.count || compareText(a.value, b.value))
}
