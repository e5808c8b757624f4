import { learned, learnedAfter } from '../context.js'
import { addPersonReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { silentOn, states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import { fieldPeriods } from './changes.js'
import type { Context } from './context.js'
import { idFrom } from './identity.js'
import { unmailableIn } from './privacy.js'
import { liveRecords, referenceOf } from './records.js'
import { shareIn } from './shares.js'

/** Adds the contacts, with their own account, and whom they report to. */
export function addContacts(context: Context): void {
  const unmailable = unmailableIn(context.source, context.ledger)
  for (const contact of liveRecords(context.source, 'Contact')) {
    if (!context.draft.withheld.has(contact.id)) addContact(contact, unmailable.has(contact.id), context)
  }
}

function addContact(contact: SourceRecord, isUnmailable: boolean, context: Context): void {
  const { draft } = context
  const { id } = contact
  const account = referenceOf(contact, 'AccountId', context)
  draft.people.push(personFrom(contact, isUnmailable, context))
  states(draft, contact, ['AccountId', 'Account.Id'], ['account'])
  addStays(contact, account, context)
  addManagers(contact, context)
  addPersonReading(contact, context)
  if (account !== undefined) addVeto(contact, { stakeholder: id }, account, context)
}

/** Adds the account that somebody belongs to, and those that they belonged to before. */
function addStays(contact: SourceRecord, account: string | undefined, context: Context): void {
  const { draft, source } = context
  const periods = fieldPeriods(source.changes, contact.id, 'AccountId', account)
  const link = { person: contact.id, from: contact }
  for (const { value, until } of periods.slice(0, -1)) {
    const former = value === null || value === undefined ? undefined : idFrom(source.names, String(value))
    // Where somebody was before need not be in the import, so that its absence is no issue.
    if (former === undefined || former === account || until === undefined || !source.present.has(former)) continue
    draft.memberships.push({ ...link, ...learned(contact, context), account: former, kind: 'relation', isActive: false, until })
  }
  const since = periods.at(-1)?.since
  if (account !== undefined) {
    const known = learnedAfter(since, contact, context)
    draft.memberships.push({ ...link, account, kind: 'home', isActive: true, ...known, ...(since !== undefined && { since }) })
  }
}

/** Adds whom somebody reports to, and to whom they reported before. */
function addManagers(contact: SourceRecord, context: Context): void {
  const { draft, source } = context
  const { id } = contact
  const manager = referenceOf(contact, 'ReportsToId', context)
  states(draft, contact, ['ReportsToId', 'ReportsTo.Id'], ['reportsTo'])
  const tie = { from: id, kind: 'reportsTo', basis: 'stated' } as const
  for (const { value, since, until } of fieldPeriods(source.changes, id, 'ReportsToId', manager)) {
    const to = value === null || value === undefined ? undefined : idFrom(source.names, String(value))
    if (to === undefined || (until !== undefined && !source.present.has(to))) continue
    const fact = {
      ...tie,
      id: until === undefined ? `${id}:reportsTo` : `${id}:reportsTo:${until}`,
      to: source.masters.get(to) ?? to,
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...learnedAfter(since, contact, context),
    }
    draft.ties.push({ fact, from: contact })
  }
}

/** What the privacy record of somebody is called among the systems that know them. */
const INDIVIDUAL = 'salesforce:Individual'

function personFrom(contact: SourceRecord, isUnmailable: boolean, context: Context) {
  const { id } = contact
  const name = nameOf(contact)
  const title = textOf(contact, 'Title')
  const address = textOf(contact, 'Email')
  if (address !== undefined && isUnmailable) context.ledger.leftOut.mailAddresses++
  const department = textOf(contact, 'Department')
  const departmentShare = shareIn(contact, context)
  const individual = referenceOf(contact, 'IndividualId', context)
  const externalIds = [
    ...(id.startsWith('@') ? [] : [{ source: context.draft.source, id }]),
    // A later import may hold nothing but the Individual, who is to be forgotten.
    ...(individual === undefined ? [] : [{ source: INDIVIDUAL, id: individual }]),
  ]
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(address !== undefined && !isUnmailable && { email: address }),
    ...(externalIds.length > 0 && { externalIds }),
    ...(department !== undefined && { department }),
    ...(departmentShare !== undefined && { departmentShare }),
    ...formerTitles(contact, title, context),
    ...silentOn(contact, {
      name: ['Name', 'FirstName', 'LastName'],
      title: ['Title'],
      email: ['Email', ...(isUnmailable ? ['Id'] : [])],
      unit: ['Department'],
      externalIds: ['IndividualId'],
    }),
    from: contact,
  }
}

/** The titles that somebody had before, each known for as long as it was theirs, and since when the present one is known. */
function formerTitles(contact: SourceRecord, title: string | undefined, context: Context) {
  const periods = fieldPeriods(context.source.changes, contact.id, 'Title', title)
  const { recordedAt: created } = learned(contact, context)
  const former = periods.flatMap(({ value, since = created, until }) => {
    if (until === undefined || value === undefined || (since !== undefined && since >= until)) return []
    return [{ ...(value !== null && { title: String(value) }), ...(since !== undefined && { recordedAt: since }), retractedAt: until }]
  })
  const since = periods.at(-1)?.since
  return since === undefined || former.length === 0 ? {} : { former, recordedAt: since }
}

function nameOf(contact: SourceRecord): string | undefined {
  const parts = ['FirstName', 'LastName'].flatMap(field => textOf(contact, field) ?? [])
  return textOf(contact, 'Name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
}
