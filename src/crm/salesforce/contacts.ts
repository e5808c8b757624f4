import { type SourceRecord, textOf } from '../record.js'
import { type Context, learned } from './context.js'
import { liveRecords, referenceOf } from './records.js'
import { shareIn } from './shares.js'
import { addVeto } from './vetoes.js'

/** Adds the contacts, with their own account, and whom they report to. */
export function addContacts(context: Context): void {
  for (const contact of liveRecords(context.source, 'Contact')) {
    if (!context.draft.withheld.has(contact.id)) addContact(contact, context)
  }
}

function addContact(contact: SourceRecord, context: Context): void {
  const { draft, ledger } = context
  const { id } = contact
  const account = referenceOf(contact, 'AccountId', context)
  const manager = referenceOf(contact, 'ReportsToId', { ...context, ledger })
  draft.people.push(personFrom(contact, context))
  if (account !== undefined) {
    draft.memberships.push({ person: id, account, kind: 'home', isActive: true, ...learned(contact, context), from: contact })
    addVeto(contact, { stakeholder: id }, account, context)
  }
  if (manager !== undefined) {
    const fact = { id: `${id}:reportsTo`, from: id, to: manager, kind: 'reportsTo', basis: 'stated', ...learned(contact, context) } as const
    draft.ties.push({ fact, from: contact })
  }
}

function personFrom(contact: SourceRecord, context: Context) {
  const { id } = contact
  const name = nameOf(contact)
  const title = textOf(contact, 'Title')
  const email = textOf(contact, 'Email')
  const department = textOf(contact, 'Department')
  const departmentShare = shareIn(contact, context)
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(email !== undefined && { email }),
    ...(!id.startsWith('@') && { externalIds: [{ source: context.draft.source, id }] }),
    ...(department !== undefined && { department }),
    ...(departmentShare !== undefined && { departmentShare }),
    from: contact,
  }
}

function nameOf(contact: SourceRecord): string | undefined {
  const parts = ['FirstName', 'LastName'].flatMap(field => textOf(contact, field) ?? [])
  return textOf(contact, 'Name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
}
