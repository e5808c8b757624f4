import { learned } from '../context.js'
import { report } from '../ledger.js'
import { addPersonReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { silentOn, states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import type { Context } from './context.js'
import { isUnmailable } from './privacy.js'
import { liveRecords, referencesOf } from './records.js'
import { idsIn } from './row.js'

/** Adds the people, with their company, and what attributes of one's own say of them. */
export function addPeople(context: Context): void {
  const { source, draft, ledger } = context
  for (const person of liveRecords(source, 'person')) {
    const { id } = person
    if (draft.withheld.has(id)) continue
    draft.people.push(personFrom(person, context))
    states(draft, person, ['company'], ['account'])
    const [account, ...others] = referencesOf(person, 'company', source)
    if (others.length > 0) report(ledger, person, 'contradiction', 'It has several companies. The first in the order of ids was taken.')
    if (account !== undefined) {
      draft.memberships.push({ person: id, account, kind: 'home', isActive: true, ...learned(person, context), from: person })
    }
    addRoles(person, context)
    addManager(person, context)
    addVeto(person, { stakeholder: id }, undefined, context)
    addPersonReading(person, context)
  }
}

function personFrom(person: SourceRecord, { draft, options, ledger }: Context) {
  const { id } = person
  const parts = ['name.first_name', 'name.last_name'].flatMap(field => textOf(person, field)?.trim() ?? [])
  const name = textOf(person, 'name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  const title = textOf(person, 'job_title')
  const [address] = idsIn(textOf(person, 'email_addresses'))
  const department = options.fields.department === undefined ? undefined : textOf(person, options.fields.department)
  const isOut = isUnmailable(person, options.fields.noEmail)
  if (address !== undefined && isOut) ledger.leftOut.mailAddresses++
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(address !== undefined && !isOut && { email: address }),
    externalIds: [{ source: draft.source, id: id.slice('attio:'.length) }],
    ...(department !== undefined && { department }),
    ...silentOn(person, {
      name: ['name', 'name.first_name', 'name.last_name'],
      title: ['job_title'],
      email: ['email_addresses', ...(isOut ? ['id'] : [])],
      unit: [options.fields.department],
    }),
    from: person,
  }
}

function addRoles(person: SourceRecord, context: Context): void {
  const { options, draft, ledger } = context
  const field = options.fields.role
  states(draft, person, [field], ['role:'])
  const labels = field === undefined ? [] : idsIn(textOf(person, field))
  for (const role of rolesFor(options.roles, labels, 'person.role', ledger)) {
    const fact = { id: `${person.id}:role:${role}`, stakeholder: person.id, role, basis: 'stated', ...learned(person, context) } as const
    draft.roles.push({ fact, from: person })
  }
}

function addManager(person: SourceRecord, context: Context): void {
  const field = context.options.fields.reportsTo
  states(context.draft, person, [field], ['reportsTo'])
  const [to] = field === undefined ? [] : referencesOf(person, field, context.source)
  if (to === undefined) return
  const { id } = person
  const fact = { id: `${id}:reportsTo`, from: id, to, kind: 'reportsTo', basis: 'stated', ...learned(person, context) } as const
  context.draft.ties.push({ fact, from: person })
}
