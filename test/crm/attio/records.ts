import type { Village } from 'account-village'
import { type AttioOptions, fromAttio } from 'account-village/attio'
import { codes, onlyOf } from '../results.js'

export interface Row {
  readonly [field: string]: unknown
}

/** The id of a record. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
/** The id under which villages know it. */
export const of = (n: number): string => `attio:${id(n)}`

const HELD = { active_from: '2026-01-05T08:15:00.000000000Z', active_until: null, created_by_actor: { type: 'system', id: null } }
const held = (attribute_type: string, parts: Row): Row => ({ ...HELD, ...parts, attribute_type })

export const text = (value: unknown): Row[] => [held('text', { value })]
export const select = (...titles: readonly string[]): Row[] =>
  titles.map(title => held('select', { option: { title, is_archived: false } }))
export const ref = (object: string, ...ids: readonly number[]): Row[] =>
  ids.map(n => held('record-reference', { target_object: object, target_record_id: id(n) }))
/** Members of the workspace. */
export const actor = (...ids: readonly number[]): Row[] =>
  ids.map(n => held('actor-reference', { referenced_actor_type: 'workspace-member', referenced_actor_id: id(n) }))
export const mails = (...addresses: readonly string[]): Row[] =>
  addresses.map(address => held('email-address', { email_address: address, email_domain: 'x.example' }))
export const named = (full: string): Row[] => [held('personal-name', { first_name: 'x', last_name: 'y', full_name: full })]
export const stage = (title: string, since = HELD.active_from): Row[] => [
  held('status', { status: { title, is_archived: false }, active_from: since }),
]
export const money = (currency_value: unknown, currency_code: string | null = 'EUR'): Row[] => [
  held('currency', { currency_value, currency_code }),
]

const record = (n: number, values: Row): Row => ({
  id: { workspace_id: id(999), object_id: id(998), record_id: id(n) },
  created_at: '2024-02-05T08:15:00.000000000Z',
  web_url: 'https://app.attio.com/x',
  values,
})

export const company = (n: number, values: Row = {}): Row => record(n, { name: text(`Company ${n}`), domains: [], team: [], ...values })
export const person = (n: number, values: Row = {}): Row =>
  record(n, { name: named(`Person ${n}`), email_addresses: mails(`p${n}@x.example`), company: ref('companies', 1), ...values })
export const deal = (n: number, values: Row = {}): Row =>
  record(n, {
    name: text(`Deal ${n}`),
    stage: stage('In Progress'),
    value: money(1000),
    associated_company: ref('companies', 1),
    associated_people: [],
    ...values,
  })
export const meeting = (n: number, fields: Row = {}): Row => ({
  id: { workspace_id: id(999), meeting_id: id(n) },
  title: 'Review',
  is_all_day: false,
  start: { datetime: '2026-02-10T10:00:00.000+01:00', timezone: 'Europe/Berlin' },
  end: { datetime: '2026-02-10T11:30:00.000+01:00', timezone: 'Europe/Berlin' },
  participants: [{ status: 'accepted', is_organizer: true, email_address: 'p11@x.example' }],
  linked_records: [{ object_slug: 'companies', object_id: id(997), record_id: id(1) }],
  created_at: '2026-02-01T08:15:00.000000000Z',
  ...fields,
})
export const note = (n: number, fields: Row = {}): Row => ({
  id: { workspace_id: id(999), note_id: id(n) },
  parent_object: 'people',
  parent_record_id: id(11),
  title: 'x',
  content_plaintext: 'They said so.',
  created_at: '2026-02-13T08:15:00.000000000Z',
  created_by_actor: { type: 'workspace-member', id: id(900) },
  ...fields,
})
export const task = (n: number, fields: Row = {}): Row => ({
  id: { workspace_id: id(999), task_id: id(n) },
  content_plaintext: 'Send it',
  deadline_at: '2026-03-20T15:00:00.000000000Z',
  is_completed: false,
  completed_at: null,
  linked_records: [{ target_object_id: 'people', target_record_id: id(11) }],
  assignees: [{ referenced_actor_type: 'workspace-member', referenced_actor_id: id(900) }],
  created_by_actor: { type: 'workspace-member', id: id(901) },
  created_at: '2026-02-01T08:15:00.000000000Z',
  ...fields,
})
export const member = (n: number, fields: Row = {}): Row => ({
  id: { workspace_id: id(999), workspace_member_id: id(n) },
  first_name: 'Lee',
  last_name: 'Ito',
  email_address: 'lee@us.example',
  access_level: 'member',
  created_at: '2024-02-05T08:15:00.000000000Z',
  ...fields,
})
/** The message of a webhook that something happened to a record. */
export const message = (event_type: string, n: number, more: Row = {}): Row => ({
  webhook_id: id(996),
  events: [
    { event_type, id: { workspace_id: id(999), object_id: id(998), record_id: id(n) }, actor: { type: 'system', id: null }, ...more },
  ],
})

/** Company 1 with people 11 and 12. */
export const base = { companies: [company(1)], people: [person(11), person(12)] }

export function only(input: object, options: AttioOptions = {}): Village {
  return onlyOf(fromAttio(input, options))
}

export { codes, onlyOf }
