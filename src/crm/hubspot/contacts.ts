import { learned } from '../context.js'
import type { DraftPerson, FormerPerson, Membership } from '../draft.js'
import { addPersonReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { silentOn, states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import type { Context } from './context.js'
import { COMPANY_NAMES } from './fields.js'
import { type PropertyPeriod, periodsOf } from './histories.js'
import { givenId, idOf } from './ids.js'
import { endsOf } from './links.js'
import { NO_MAIL, wantsNoMail } from './privacy.js'
import { liveRecords, referenceOf } from './records.js'
import { addBuyingRoles } from './roles.js'

/** Adds the contacts, with the companies that they have to do with, and what their properties say of them. */
export function addContacts(context: Context): void {
  const { source, draft } = context
  for (const contact of liveRecords(source, 'contact')) {
    if (draft.withheld.has(contact.id)) continue
    draft.people.push(personFrom(contact, context))
    draft.memberships.push(...membershipsOf(contact, context))
    states(draft, contact, ['associatedcompanyid'], ['account'])
    addBuyingRoles(contact, context)
    addVeto(contact, { stakeholder: contact.id }, undefined, context)
    addPersonReading(contact, context)
    addManager(contact, context)
  }
}

function personFrom(contact: SourceRecord, context: Context): DraftPerson {
  const { draft, options } = context
  const { id } = contact
  const parts = ['firstname', 'lastname'].flatMap(field => textOf(contact, field)?.trim() ?? [])
  const name = parts.length > 0 ? parts.join(' ') : undefined
  const title = textOf(contact, 'jobtitle')
  const address = textOf(contact, 'email')
  const isUnwanted = wantsNoMail(contact)
  if (address !== undefined && isUnwanted) context.ledger.leftOut.mailAddresses++
  const department = textOf(contact, options.fields.department)
  const given = givenId('contact', id)
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(address !== undefined && !isUnwanted && { email: address }),
    ...(given !== undefined && { externalIds: [{ source: draft.source, id: given }] }),
    ...(COMPANY_NAMES.some(field => textOf(contact, field) !== undefined) && { namesAccount: true as const }),
    ...(department !== undefined && { department }),
    ...formerTitles(contact, context),
    ...silentOn(contact, {
      name: ['firstname', 'lastname'],
      title: ['jobtitle'],
      email: isUnwanted ? [NO_MAIL] : ['email'],
      unit: [options.fields.department],
    }),
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
  const periods = periodsOf(source, person, 'associatedcompanyid')
  const known = { person, ...learned(contact, context), from: contact }
  // Where somebody was before need not be in the import, so that its absence is no issue.
  const former = formerHomes(periods, context).filter(([id]) => id !== home && !others.includes(id) && source.present.has(id))
  const since = periods.length > 1 ? periods.at(-1)?.since : undefined
  return [
    ...(home === undefined
      ? []
      : [{ ...known, account: home, kind: 'home', isActive: true, ...(since !== undefined && { since }) } as const]),
    ...others.map(account => ({ ...known, account, kind: 'relation', isActive: true }) as const),
    ...former.map(([account, until]) => ({ ...known, account, kind: 'relation', isActive: false, until }) as const),
  ]
}

/** The companies that somebody belonged to before, and until when. Who came back left for good when they left last. */
function formerHomes(periods: readonly PropertyPeriod[], { source }: Context): readonly (readonly [account: string, until: string])[] {
  const left = periods.flatMap(({ value }, i): [string, string][] => {
    const until = periods[i + 1]?.since
    const given = value.trim() === '' ? undefined : idOf('company', value)
    return given === undefined || until === undefined ? [] : [[source.masters.get(given) ?? given, until]]
  })
  return [...new Map(left)]
}

/** The titles that somebody had before, each known from when it was entered until the next. */
function formerTitles(contact: SourceRecord, { source }: Context): Pick<DraftPerson, 'former' | 'recordedAt'> {
  const periods = periodsOf(source, contact.id, 'jobtitle')
  const last = periods.at(-1)
  if (last === undefined || periods.length < 2) return {}
  const former = periods.slice(0, -1).map(
    ({ value, since }, i): FormerPerson => ({
      ...(value !== '' && { title: value }),
      recordedAt: since,
      retractedAt: periods[i + 1]?.since ?? last.since,
    }),
  )
  return { former, recordedAt: last.since }
}

function addManager(contact: SourceRecord, context: Context): void {
  const { options, source, draft } = context
  const field = options.fields.reportsTo
  states(draft, contact, [field], ['reportsTo'])
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
