import { fieldOf } from '../fields.js'
import { type Ledger, report } from '../ledger.js'
import type { ResolvedImportOptions } from '../options.js'
import { addWish, strongestWish, WISHES, type Wish, withholding, withMerged } from '../privacy.js'
import { type SourceRecord, toFlag } from '../record.js'
import { referenceOf, type Source } from './records.js'

/**
 * The ids of contacts who are to be forgotten or who opted out, of all records that were merged into theirs, and of the accounts that are
 * such a person.
 *
 * Whatever else is imported asks here first, so that nothing is left of them.
 */
export function withheldIn(
  source: Source,
  { dropsOptedOutOfEmail }: Pick<ResolvedImportOptions, 'dropsOptedOutOfEmail'>,
  ledger: Ledger,
): ReadonlySet<string> {
  const wishes = wishesOfIndividuals(source)
  const people = wishesOfPeople(source, wishes, ledger)
  const unmailable = dropsOptedOutOfEmail ? unmailableIn(source, ledger) : new Set<string>()
  for (const id of unmailable) addWish(people, id, 'optedOutOfProfiling')
  const withheld = withMerged(withholding(people, ledger, source.gone), source.masters)
  return new Set([...withheld, ...accountsOf(source, people, ledger)])
}

/** The records that say what somebody wishes, whoever that is, where it is to be left out. */
export function wishesIn(source: Source): ReadonlySet<string> {
  return new Set(wishesOfIndividuals(source).keys())
}

function wishesOfIndividuals(source: Source): ReadonlyMap<string, Wish> {
  const wishes = new Map<string, Wish>()
  for (const individual of source.all.get('Individual') ?? []) addWish(wishes, goesOnAs(source, individual.id), wishIn(individual, ''))
  return wishes
}

const FIELDS = {
  shouldForget: 'ShouldForget',
  optedOutOfProcessing: 'HasOptedOutProcessing',
  optedOutOfProfiling: 'HasOptedOutProfiling',
} as const

function wishIn(record: SourceRecord, prefix: string): Wish | undefined {
  return WISHES.find(wish => saysYes(record, prefix + FIELDS[wish]))
}

/** What is neither yes nor no is taken for yes: of the two mistakes it is the one that can be undone. */
function saysYes({ fields }: SourceRecord, field: string): boolean {
  const given = fieldOf(fields, field)
  return given !== undefined && toFlag(given) !== false
}

/** The contacts who want no mail, which may stand with the account that is such a person. */
export function unmailableIn(source: Source, ledger: Ledger): ReadonlySet<string> {
  const contacts = (source.live.get('Contact') ?? []).filter(contact => saysYes(contact, 'HasOptedOutOfEmail'))
  const accounts = (source.live.get('Account') ?? []).filter(account => saysYes(account, 'PersonHasOptedOutOfEmail'))
  const people = accounts.flatMap(account => referenceOf(account, 'PersonContactId', { source, ledger }) ?? [])
  return new Set([...contacts.map(({ id }) => id), ...people])
}

/** The wishes of contacts, and of accounts that are a person and have no contact of their own, by id. */
function wishesOfPeople(source: Source, wishes: ReadonlyMap<string, Wish>, ledger: Ledger): Map<string, Wish> {
  const people = new Map<string, Wish>()
  const individuals = new Set((source.all.get('Individual') ?? []).map(({ id }) => goesOnAs(source, id)))
  let unknown = 0
  for (const contact of source.all.get('Contact') ?? []) {
    const individual = referenceOf(contact, 'IndividualId', { source, ledger })
    addWish(people, goesOnAs(source, contact.id), strongestWish(wishIn(contact, 'Individual.'), wishes.get(individual ?? '')))
    if (individual !== undefined && !individuals.has(individual) && fieldOf(contact.fields, 'Individual.ShouldForget') === undefined)
      unknown++
  }
  for (const account of source.all.get('Account') ?? []) {
    const individual = referenceOf(account, 'PersonIndividualId', { source, ledger })
    addWish(people, referenceOf(account, 'PersonContactId', { source, ledger }) ?? account.id, wishes.get(individual ?? ''))
  }
  if (unknown > 0) {
    const message = `Some that contacts name are not in the import (${unknown}), so whether these people want to be left out is not known.`
    report(ledger, { object: 'Individual' }, 'missingRecord', message)
  }
  return people
}

/** The accounts that are a person who is left out. */
function accountsOf(source: Source, people: ReadonlyMap<string, Wish>, ledger: Ledger): string[] {
  const accounts = source.all.get('Account') ?? []
  return accounts.filter(account => people.has(referenceOf(account, 'PersonContactId', { source, ledger }) ?? '')).map(({ id }) => id)
}

function goesOnAs({ masters }: Source, id: string): string {
  return masters.get(id) ?? id
}
