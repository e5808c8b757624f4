import { learned } from '../context.js'
import { addPersonReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { silentOn, states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import type { Context } from './context.js'
import { isUnmailable } from './privacy.js'
import { columnsOf, liveRecords, referenceOf } from './records.js'

/** Adds the contacts, with their account, whom they report to, and what their custom fields say of them. */
export function addContacts(context: Context): void {
  const { source, draft } = context
  for (const contact of liveRecords(source, 'contact')) {
    const { id } = contact
    if (draft.withheld.has(id)) continue
    const account = referenceOf(contact, 'Account_Name', 'account')
    draft.people.push(personFrom(contact, context))
    states(draft, contact, columnsOf('Account_Name'), ['account'])
    if (account !== undefined) {
      draft.memberships.push({ person: id, account, kind: 'home', isActive: true, ...learned(contact, context), from: contact })
    }
    addRoles(contact, context)
    addManager(contact, context)
    addVeto(contact, { stakeholder: id }, undefined, context)
    addPersonReading(contact, context)
  }
}

function personFrom(contact: SourceRecord, { draft, ledger }: Context) {
  const { id } = contact
  const parts = ['First_Name', 'Last_Name'].flatMap(field => textOf(contact, field)?.trim() ?? [])
  const name = textOf(contact, 'Full_Name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  const [title, department, address] = ['Title', 'Department', 'Email'].map(field => textOf(contact, field))
  const isOut = isUnmailable(contact)
  if (address !== undefined && isOut) ledger.leftOut.mailAddresses++
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(address !== undefined && !isOut && { email: address }),
    externalIds: [{ source: draft.source, id: id.slice('zoho:contact:'.length) }],
    ...(department !== undefined && { department }),
    ...silentOn(contact, {
      name: ['Full_Name', 'First_Name', 'Last_Name'],
      title: ['Title'],
      email: ['Email', ...(isOut ? ['id'] : [])],
      unit: ['Department'],
    }),
    from: contact,
  }
}

function addRoles(contact: SourceRecord, context: Context): void {
  const { options, draft, ledger } = context
  const field = options.fields.role
  states(draft, contact, [field], ['role:'])
  const labels = field === undefined ? [] : (textOf(contact, field) ?? '').split(';')
  for (const role of rolesFor(options.roles, labels, 'contact.role', ledger)) {
    const fact = { id: `${contact.id}:role:${role}`, stakeholder: contact.id, role, basis: 'stated', ...learned(contact, context) } as const
    draft.roles.push({ fact, from: contact })
  }
}

function addManager(contact: SourceRecord, context: Context): void {
  const { id } = contact
  states(context.draft, contact, columnsOf('Reporting_To'), ['reportsTo'])
  const to = referenceOf(contact, 'Reporting_To', 'contact')
  if (to === undefined) return
  const fact = { id: `${id}:reportsTo`, from: id, to, kind: 'reportsTo', basis: 'stated', ...learned(contact, context) } as const
  context.draft.ties.push({ fact, from: contact })
}
