import type { Membership } from '../draft.js'
import { fieldOf } from '../fields.js'
import { type SourceRecord, textOf, toFlag } from '../record.js'
import { type Context, learned } from './context.js'
import { spellsOf } from './histories.js'
import { endsOf } from './links.js'
import { givenId, idOf, liveRecords, referenceOf } from './records.js'
import { addBuyingRoles } from './roles.js'

/** Adds the contacts, with the companies that they have to do with, and what their properties say of them. */
export function addContacts(context: Context): void {
  const { source, draft } = context
  for (const contact of liveRecords(source, 'contact')) {
    if (draft.withheld.has(contact.id)) continue
    draft.people.push(personFrom(contact, context))
    draft.memberships.push(...membershipsOf(contact, context))
    addBuyingRoles(contact, context)
    addVeto(contact, context)
    addManager(contact, context)
  }
}

function personFrom(contact: SourceRecord, { draft, reading }: Context) {
  const { id } = contact
  const parts = ['firstname', 'lastname'].flatMap(field => textOf(contact, field)?.trim() ?? [])
  const name = parts.length > 0 ? parts.join(' ') : undefined
  const title = textOf(contact, 'jobtitle')
  const email = textOf(contact, 'email')
  const department = textOf(contact, reading.fields.department)
  const given = givenId('contact', id)
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(email !== undefined && { email }),
    ...(given !== undefined && { externalIds: [{ source: draft.source, id: given }] }),
    ...(department !== undefined && { department }),
    from: contact,
  }
}

/** The company that each contact belongs to: the primary one, which a property and an association tell. */
export function homeOf(contact: SourceRecord, { source }: Context): string | undefined {
  const primary = source.links.of(contact.id, 'contact', 'company').find(({ isPrimary }) => isPrimary)?.to
  return referenceOf(contact, 'associatedcompanyid', 'company', source) ?? primary
}

/** The companies that a contact has to do with, and those that were theirs before, which their history tells. */
function membershipsOf(contact: SourceRecord, context: Context): Membership[] {
  const { source } = context
  const { id: person } = contact
  const home = homeOf(contact, context)
  const others = endsOf(source.links.of(person, 'contact', 'company')).filter(account => account !== home)
  const recorded = learned(contact, context)
  const current = (account: string, kind: 'home' | 'relation'): Membership => ({
    person,
    account,
    kind,
    isActive: true,
    ...recorded,
    from: contact,
  })
  const former = formerHomes(contact, context).filter(({ account }) => account !== home && !others.includes(account))
  return [
    ...(home === undefined ? [] : [current(home, 'home')]),
    ...others.map(account => current(account, 'relation')),
    ...former.map(({ account, until }): Membership => ({ person, account, kind: 'relation', isActive: false, until, from: contact })),
  ]
}

function formerHomes({ id }: SourceRecord, { source }: Context): readonly { readonly account: string; readonly until: string }[] {
  const spells = spellsOf(source, id, 'associatedcompanyid')
  const left = spells.flatMap(({ value }, i) => {
    const until = spells[i + 1]?.since
    const given = value.trim() === '' ? undefined : idOf('company', value)
    return given === undefined || until === undefined ? [] : [[source.masters.get(given) ?? given, until] as const]
  })
  // Who came back left for good when they left last.
  return [...new Map(left)].map(([account, until]) => ({ account, until }))
}

function addVeto(contact: SourceRecord, context: Context): void {
  const field = context.reading.fields.veto
  const given = field === undefined ? undefined : fieldOf(contact.fields, field)
  if (given === undefined || toFlag(given) === false) return
  const fact = {
    id: `${contact.id}:veto`,
    stakeholder: contact.id,
    ...(toFlag(given) === undefined && { scope: String(given).trim() }),
    basis: 'stated' as const,
    ...learned(contact, context),
  }
  context.draft.vetoes.push({ fact, from: contact })
}

function addManager(contact: SourceRecord, context: Context): void {
  const { reading, source, draft } = context
  const field = reading.fields.reportsTo
  const to = field === undefined ? undefined : referenceOf(contact, field, 'contact', source)
  if (to === undefined) return
  const fact = {
    id: `${contact.id}:reportsTo`,
    from: contact.id,
    to,
    kind: 'reportsTo',
    basis: 'stated',
    ...learned(contact, context),
  } as const
  draft.ties.push({ fact, from: contact })
}
