import { flagIn, isNothing } from '../../reading/words.js'
import { learned } from '../context.js'
import { addPersonReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { silentOn, states } from '../silence.js'
import type { Context } from './context.js'
import type { PipedriveKind } from './objects.js'
import { isUnsubscribed } from './privacy.js'
import { choicesOf, fieldColumns, liveRecords, referenceOf } from './records.js'

/** Adds the persons, with their organization, and what their custom fields say of them. */
export function addPersons(context: Context): void {
  const { source, draft } = context
  for (const person of liveRecords(source, 'person')) {
    if (draft.withheld.has(person.id)) continue
    const account = referenceOf(person, 'org_id', 'organization', source)
    draft.people.push(personFrom(person, context))
    states(draft, person, fieldColumns('org_id'), ['account'])
    if (account !== undefined) {
      draft.memberships.push({ person: person.id, account, kind: 'home', isActive: true, ...learned(person, context), from: person })
    }
    addRoles(person, context)
    addVeto(person, context)
    addManager(person, context)
    addPersonReading(person, context)
  }
}

function personFrom(person: SourceRecord<PipedriveKind>, { source, draft, options, ledger }: Context) {
  const { id } = person
  const parts = ['first_name', 'last_name'].flatMap(field => textOf(person, field)?.trim() ?? [])
  const name = textOf(person, 'name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  const title = textOf(person, 'job_title')
  const isOut = isUnsubscribed(person)
  const address = source.mails.get(id) ?? textOf(person, 'primary_email') ?? textOf(person, 'email')
  if (address !== undefined && isOut) ledger.leftOut.mailAddresses++
  const [department] = options.fields.department === undefined ? [] : choicesOf(person, options.fields.department, source)
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(address !== undefined && !isOut && { email: address }),
    externalIds: [{ source: draft.source, id: id.slice('pipedrive:person:'.length) }],
    ...(department !== undefined && { department }),
    ...silentOn(person, {
      name: ['name', 'first_name', 'last_name'],
      title: ['job_title'],
      email: ['primary_email', 'email', 'emails', ...(source.mails.has(id) || isOut ? ['id'] : [])],
      unit: fieldColumns(options.fields.department),
    }),
    from: person,
  }
}

function addRoles(person: SourceRecord, context: Context): void {
  const { source, options, draft, ledger } = context
  const field = options.fields.role
  if (field === undefined) return
  states(draft, person, fieldColumns(field), ['role:'])
  for (const role of rolesFor(options.roles, choicesOf(person, field, source), 'person.role', ledger)) {
    const fact = { id: `${person.id}:role:${role}`, stakeholder: person.id, role, basis: 'stated' as const, ...learned(person, context) }
    draft.roles.push({ fact, from: person })
  }
}

function addVeto(person: SourceRecord, context: Context): void {
  const { source, options, draft } = context
  const field = options.fields.veto
  states(draft, person, fieldColumns(field), ['veto'])
  const { words } = options.rules
  const labels = field === undefined ? [] : choicesOf(person, field, source).filter(each => !isNothing(each, words))
  const given = labels.filter(each => flagIn(each, words) !== false)
  if (given.length === 0) return
  const scope = given.filter(each => flagIn(each, words) === undefined).join(', ')
  const fact = {
    id: `${person.id}:veto`,
    stakeholder: person.id,
    ...(scope !== '' && { scope }),
    basis: 'stated' as const,
    ...learned(person, context),
  }
  draft.vetoes.push({ fact, from: person })
}

function addManager(person: SourceRecord, context: Context): void {
  const field = context.options.fields.reportsTo
  states(context.draft, person, fieldColumns(field), ['reportsTo'])
  const to = field === undefined ? undefined : referenceOf(person, field, 'person', context.source)
  if (to === undefined) return
  const fact = {
    id: `${person.id}:reportsTo`,
    from: person.id,
    to,
    kind: 'reportsTo',
    basis: 'stated',
    ...learned(person, context),
  } as const
  context.draft.ties.push({ fact, from: person })
}
