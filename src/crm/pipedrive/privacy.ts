import type { Ledger } from '../ledger.js'
import { addWish, type Wish, withholding } from '../privacy.js'
import { type SourceRecord, textOf, toFlag } from '../record.js'
import type { ResolvedOptions } from './options.js'
import { choicesOf, type Source } from './records.js'

/**
 * The ids of persons who opted out. Whatever else is imported asks here first, so that nothing is left of them.
 */
export function withheldIn(source: Source, options: ResolvedOptions, ledger: Ledger): ReadonlySet<string> {
  const wishes = new Map<string, Wish>()
  for (const person of source.all.get('person') ?? []) addWish(wishes, person.id, wishOf(person, source, options))
  return withholding(wishes, ledger, source.gone)
}

/**
 * Whoever unsubscribed objects to direct marketing, and with it to profiling for that purpose. `no_consent` is what everybody is who was
 * never asked, and no wish.
 *
 * @see Regulation (EU) 2016/679, article 21, paragraphs 2 and 3
 */
function wishOf(person: SourceRecord, source: Source, { fields, keepsOptedOutOfEmail }: ResolvedOptions): Wish | undefined {
  const given = fields.optOut === undefined ? [] : choicesOf(person, fields.optOut, source)
  // What is neither yes nor no is taken for yes: of the two mistakes it is the one that can be undone.
  if (given.some(each => toFlag(each) !== false)) return 'optedOutOfProcessing'
  const isOut = textOf(person, 'marketing_status')?.trim().toLowerCase() === 'unsubscribed'
  return isOut && !keepsOptedOutOfEmail ? 'optedOutOfProfiling' : undefined
}
