import { learned } from '../context.js'
import { report } from '../ledger.js'
import { addPersonReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { silentOn, states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import { choiceIn, shownIn } from './choices.js'
import type { Context } from './context.js'
import { idIn, lookupColumns } from './lookups.js'
import { NO_MAIL, wantsNoMail } from './privacy.js'
import { liveRecords } from './records.js'
import { addTags } from './tags.js'

/** Adds the contacts, with their own account and what their tags say of their part in it. */
export function addContacts(context: Context): void {
  for (const contact of liveRecords(context.source, 'contact')) {
    if (!context.draft.withheld.has(contact.id)) addContact(contact, context)
  }
}

function addContact(contact: SourceRecord, context: Context): void {
  const { source, draft } = context
  const account = idIn(contact, 'parentcustomerid', 'account', source) ?? idIn(contact, 'accountid', 'account', source)
  draft.people.push(personFrom(contact, context))
  states(draft, contact, [...lookupColumns('parentcustomerid'), ...lookupColumns('accountid')], ['account'])
  addReportingLine(contact, context)
  addPersonReading(contact, context)
  if (account === undefined) return
  const isActive = isThere(contact, context)
  draft.memberships.push({ person: contact.id, account, kind: 'home', isActive, ...learned(contact, context), from: contact })
  addTags(contact, account, context)
  addVeto(contact, { stakeholder: contact.id }, account, context, shownIn)
}

function addReportingLine(contact: SourceRecord, context: Context): void {
  const { source, draft, options } = context
  const { id } = contact
  const { reportsTo: column } = options.fields
  states(draft, contact, column === undefined ? [] : lookupColumns(column), ['reportsTo'])
  const manager = column === undefined ? undefined : idIn(contact, column, 'contact', source)
  if (manager === undefined) return
  const fact = { id: `${id}:reportsTo`, from: id, to: manager, kind: 'reportsTo', basis: 'stated', ...learned(contact, context) } as const
  draft.ties.push({ fact, from: contact })
}

/** Whether somebody is still there. The day on which a contact was deactivated is not the one on which the person left. */
function isThere(contact: SourceRecord, { ledger }: Context): boolean {
  const isInactive = choiceIn(contact, 'statecode', [['inactive', 1, 'inactive']]) !== undefined
  const hasLeft = choiceIn(contact, 'msdyn_orgchangestatus', [['left', 1, 'not at company']]) !== undefined
  if (!isInactive && !hasLeft) return true
  const reason = isInactive ? 'It is inactive' : 'It is marked as no longer at the company'
  const message = `${reason}, and no one knows when the person left. They were kept without anything that they do or say.`
  report(ledger, contact, 'missingValue', message)
  return false
}

function personFrom(contact: SourceRecord, { draft, ledger }: Context) {
  const { id } = contact
  const parts = ['firstname', 'lastname'].flatMap(column => textOf(contact, column) ?? [])
  const name = textOf(contact, 'fullname') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  const title = textOf(contact, 'jobtitle')
  const department = textOf(contact, 'department')
  const address = textOf(contact, 'emailaddress1')
  const isUnwanted = address !== undefined && wantsNoMail(contact)
  if (isUnwanted) ledger.leftOut.mailAddresses++
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(address !== undefined && !isUnwanted && { email: address }),
    externalIds: [{ source: draft.source, id }],
    ...(department !== undefined && { department }),
    ...silentOn(contact, {
      name: ['fullname', 'firstname', 'lastname'],
      title: ['jobtitle'],
      email: ['emailaddress1', ...NO_MAIL],
      unit: ['department'],
    }),
    from: contact,
  }
}
