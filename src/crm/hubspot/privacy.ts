import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import { addWish, type Wish, withholding, withMerged } from '../privacy.js'
import { type SourceRecord, textOf, toFlag } from '../record.js'
import type { ResolvedOptions } from './options.js'
import type { Source } from './records.js'

/**
 * The ids of contacts who were deleted for their privacy, who opted out, or whom we may not process, and of all records that were merged
 * into theirs.
 *
 * Whatever else is imported asks here first, so that nothing is left of them.
 */
export function withheldIn(source: Source, options: ResolvedOptions, ledger: Ledger): ReadonlySet<string> {
  const { all, masters, gone, erased } = source
  const wishes = new Map<string, Wish>()
  const goesOnAs = (id: string): string => masters.get(id) ?? id
  for (const id of erased) addWish(wishes, goesOnAs(id), 'shouldForget')
  for (const contact of all.get('contact') ?? []) addWish(wishes, goesOnAs(contact.id), wishOf(contact, options))
  return withMerged(withholding(wishes, ledger, gone), masters)
}

/**
 * Who wants no e-mail at all may be taken to object to profiling for direct marketing as well.
 *
 * @see Regulation (EU) 2016/679, article 21, paragraphs 2 and 3
 */
function wishOf(contact: SourceRecord, { fields, requireLegalBasis, dropsOptedOutOfEmail }: ResolvedOptions): Wish | undefined {
  if (fields.optOut !== undefined && isYes(contact, fields.optOut)) return 'optedOutOfProcessing'
  if (requireLegalBasis && textOf(contact, 'hs_legal_basis') === undefined) return 'optedOutOfProcessing'
  return dropsOptedOutOfEmail && wantsNoMail(contact) ? 'optedOutOfProfiling' : undefined
}

/** Whether a contact wants no e-mail of any kind. */
export function wantsNoMail(contact: SourceRecord): boolean {
  return isYes(contact, NO_MAIL)
}

export const NO_MAIL = 'hs_email_optout'

/** What is neither yes nor no is taken for yes: of the two mistakes it is the one that can be undone. */
function isYes(contact: SourceRecord, field: string): boolean {
  const given = fieldOf(contact.fields, field)
  return given !== undefined && toFlag(given) !== false
}
