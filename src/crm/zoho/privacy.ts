import type { Ledger } from '../ledger.js'
import { addWish, type Wish, withholding } from '../privacy.js'
import { flagOf, type SourceRecord } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

/** The ids of contacts who opted out. Whatever else is imported asks here first, so that nothing is left of them. */
export function withheldIn(source: Source, options: ResolvedOptions, ledger: Ledger): ReadonlySet<string> {
  const wishes = new Map<string, Wish>()
  for (const contact of source.all.get('contact') ?? []) addWish(wishes, contact.id, wishOf(contact, options))
  return withholding(wishes, ledger, source.gone)
}

function wishOf(contact: SourceRecord, { fields: { optOut }, dropsOptedOutOfEmail }: ResolvedOptions): Wish | undefined {
  if (flagOf(contact, '$stop_processing') === true || (optOut !== undefined && flagOf(contact, optOut) === true)) {
    return 'optedOutOfProcessing'
  }
  return dropsOptedOutOfEmail && isUnmailable(contact) ? 'optedOutOfProfiling' : undefined
}

/** Whether a contact wants no e-mail. */
export function isUnmailable(contact: SourceRecord): boolean {
  return flagOf(contact, 'Email_Opt_Out') === true
}
