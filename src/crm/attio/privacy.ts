import type { Ledger } from '../ledger.js'
import { addWish, type Wish, withholding, withMerged } from '../privacy.js'
import { flagOf, type SourceRecord } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

/** The ids of people who opted out, and of all records that were merged into theirs. Whatever else is imported asks here first, so that nothing is left of them. */
export function withheldIn(source: Source, options: ResolvedOptions, ledger: Ledger): ReadonlySet<string> {
  const wishes = new Map<string, Wish>()
  for (const person of source.all.get('person') ?? []) {
    addWish(wishes, source.masters.get(person.id) ?? person.id, wishOf(person, options))
  }
  return withMerged(withholding(wishes, ledger, source.gone), source.masters)
}

function wishOf(person: SourceRecord, { fields: { optOut, noEmail }, dropsOptedOutOfEmail }: ResolvedOptions): Wish | undefined {
  if (optOut !== undefined && flagOf(person, optOut) === true) return 'optedOutOfProcessing'
  return dropsOptedOutOfEmail && isUnmailable(person, noEmail) ? 'optedOutOfProfiling' : undefined
}

/** Whether a person wants no e-mail, as far as an attribute tells. */
export function isUnmailable(person: SourceRecord, noEmail: string | undefined): boolean {
  return noEmail !== undefined && flagOf(person, noEmail) === true
}
