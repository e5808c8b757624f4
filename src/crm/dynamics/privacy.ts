import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import { addWish, type Wish, withholding, withMerged } from '../privacy.js'
import { type SourceRecord, toFlag } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './source.js'

/**
 * The ids of contacts who opted out, of all rows that were merged into theirs, and of accounts that did.
 *
 * Whatever else is imported asks here first, so that nothing is left of them.
 */
export function withheldIn(source: Source, { fields, dropsOptedOutOfEmail }: ResolvedOptions, ledger: Ledger): ReadonlySet<string> {
  const wishes = new Map<string, Wish>()
  const columns = [OPTED_OUT, ...(fields.optOut === undefined ? [] : [fields.optOut])]
  for (const table of ['account', 'contact']) {
    for (const record of source.all.get(table) ?? []) {
      const optedOut = (table === 'contact' ? columns : [OPTED_OUT]).some(column => saysYes(record, column))
      const isUnwanted = dropsOptedOutOfEmail && table === 'contact' && wantsNoMail(record)
      const wish = optedOut ? 'optedOutOfProcessing' : isUnwanted ? 'optedOutOfProfiling' : undefined
      addWish(wishes, source.masters.get(record.id) ?? record.id, wish)
    }
  }
  return withMerged(withholding(wishes, ledger), source.masters)
}

/** Whether somebody wants no mail, be it of us or to many, or no marketing at all. */
export function wantsNoMail(contact: SourceRecord): boolean {
  return NO_MAIL.some(column => saysYes(contact, column))
}

const OPTED_OUT = 'msdyn_gdproptout'
export const NO_MAIL = ['donotemail', 'donotbulkemail', 'donotsendmm']

/** What is neither yes nor no is taken for yes: of the two mistakes it is the one that can be undone. */
function saysYes({ fields }: SourceRecord, column: string): boolean {
  const given = fieldOf(fields, column)
  return given !== undefined && toFlag(given) !== false
}
