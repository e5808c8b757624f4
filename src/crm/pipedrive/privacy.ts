import { flagIn, isNothing } from '../../reading/words.js'
import { type Ledger, report } from '../ledger.js'
import { addWish, type Wish, withholding, withMerged } from '../privacy.js'
import { type SourceRecord, textOf } from '../record.js'
import type { ResolvedOptions } from './options.js'
import { choicesOf, type Source } from './records.js'

/**
 * The ids of persons who opted out, and of all records that were merged into theirs.
 *
 * Whatever else is imported asks here first, so that nothing is left of them.
 */
export function withheldIn(source: Source, options: ResolvedOptions, ledger: Ledger): ReadonlySet<string> {
  const wishes = new Map<string, Wish>()
  const { optOut } = options.fields
  let unclear = 0
  for (const person of source.all.get('person') ?? []) {
    const said = optOut === undefined ? [] : saidIn(choicesOf(person, optOut, source), options)
    if (said.includes(undefined)) unclear++
    addWish(wishes, source.masters.get(person.id) ?? person.id, wishOf(person, said, options))
  }
  if (unclear > 0) {
    const message = `The field optOut says neither yes nor no in some (${unclear}), so it was taken for yes. Say what the words mean with the options yes and no.`
    report(ledger, { object: 'person' }, 'invalidValue', message)
  }
  return withMerged(withholding(wishes, ledger, source.gone), source.masters)
}

/**
 * Who unsubscribed may be taken to object to profiling for direct marketing as well. `no_consent` is what everybody is who was
 * never asked, and no wish.
 *
 * @see Regulation (EU) 2016/679, article 21, paragraphs 2 and 3
 */
function wishOf(person: SourceRecord, said: readonly (boolean | undefined)[], { dropsOptedOutOfEmail }: ResolvedOptions): Wish | undefined {
  // What is neither yes nor no is taken for yes: of the two mistakes it is the one that can be undone.
  if (said.some(each => each !== false)) return 'optedOutOfProcessing'
  return dropsOptedOutOfEmail && isUnsubscribed(person) ? 'optedOutOfProfiling' : undefined
}

/** Whether a person unsubscribed from all e-mail. */
export function isUnsubscribed(person: SourceRecord): boolean {
  return textOf(person, 'marketing_status') === 'unsubscribed'
}

/** What options say as yes or no, those left out that say nothing. */
function saidIn(labels: readonly string[], { rules }: ResolvedOptions): readonly (boolean | undefined)[] {
  return labels.flatMap(label => (isNothing(label, rules.words) ? [] : [flagIn(label, rules.words)]))
}
