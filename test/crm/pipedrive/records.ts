import type { Village } from 'account-village'
import { fromPipedrive, type PipedriveOptions } from 'account-village/pipedrive'
import { codes, onlyOf } from '../results.js'

/** The keys of custom fields. */
export const KEYS = {
  role: '9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e0b2d4f6a',
  mood: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
  veto: 'aa11bb22cc33dd44ee55ff6600112233445566aa',
  boss: '0011223344556677889900aabbccddeeff001122',
  buyer: 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
  kind: 'cafebabecafebabecafebabecafebabecafebabe',
} as const

export interface Row {
  readonly [field: string]: unknown
}

/** Records as version 2 of the API gives them. */
export const organization = (id: number, fields: Row = {}): Row => ({
  id,
  name: `Org ${id}`,
  owner_id: 5,
  add_time: '2024-02-05T08:15:00Z',
  update_time: '2026-03-02T08:15:00Z',
  is_deleted: false,
  custom_fields: {},
  ...fields,
})
export const person = (id: number, fields: Row = {}): Row => ({
  ...organization(id, { name: `Person ${id}`, org_id: 9, emails: [] }),
  ...fields,
})
export const deal = (id: number, fields: Row = {}): Row => ({
  id,
  title: `Deal ${id}`,
  org_id: 9,
  person_id: null,
  pipeline_id: 1,
  stage_id: 2,
  value: 1000,
  currency: 'EUR',
  status: 'open',
  add_time: '2024-02-05T08:15:00Z',
  update_time: '2026-03-02T08:15:00Z',
  is_deleted: false,
  custom_fields: {},
  ...fields,
})
export const activity = (id: number, fields: Row = {}): Row => ({
  id,
  subject: 'Talk',
  type: 'call',
  done: true,
  due_date: '2026-02-10',
  due_time: '08:00:00',
  duration: '00:45:00',
  org_id: 9,
  person_id: 1,
  deal_id: null,
  add_time: '2026-02-01T08:15:00Z',
  update_time: '2026-02-10T09:15:00Z',
  is_deleted: false,
  ...fields,
})
export const note = (id: number, fields: Row = {}): Row => ({
  id,
  content: '<p>They said so.</p>',
  org_id: 9,
  person_id: 1,
  deal_id: null,
  add_time: '2026-02-13 08:15:00',
  update_time: '2026-02-13 08:15:00',
  active_flag: true,
  ...fields,
})

/** Organization 9 with persons 1 and 2. */
export const base = { organizations: [organization(9)], persons: [person(1), person(2)] }

/** The id under which villages know an object. */
export const org = (id: number): string => `pipedrive:organization:${id}`
export const who = (id: number): string => `pipedrive:person:${id}`
export const dealId = (id: number): string => `pipedrive:deal:${id}`

/** An answer of version 2 of the API. */
export const page = (data: readonly Row[], next: string | null = null): Row => ({
  success: true,
  data,
  additional_data: { next_cursor: next },
})

/** The only village in the input. */
export function only(input: object, options: PipedriveOptions = {}): Village {
  return onlyOf(fromPipedrive(input, options))
}

export { codes, onlyOf }
