import { fromPipedrive, type PipedriveInput, type PipedriveOptions } from 'account-village/pipedrive'
import * as v1 from 'pipedrive/v1'
import * as v2 from 'pipedrive/v2'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { localApi, type Reply, type Sent } from '../api.js'
import { activity, codes, deal, KEYS, note, organization, person, type Row, who } from './records.js'

const nested = (id: number): Row => ({
  value: id,
  name: `Org ${id}`,
  people_count: 2,
  owner_id: 5,
  address: null,
  cc_email: 'x@pipedrivemail.com',
})
const options = [
  { id: 31, label: 'Champion', color: null },
  { id: 33, label: 'Blocker', color: null },
]

/** What an account of Pipedrive answers under each version, by path. */
const ANSWERS: ReadonlyMap<string, readonly Row[]> = new Map([
  ['/api/v2/organizations', [organization(9), organization(8), organization(7, { is_deleted: true })]],
  [
    '/api/v2/persons',
    [
      person(1, {
        first_name: 'Mira',
        job_title: 'CTO',
        emails: [{ label: 'work', value: 'mira@org9.example', primary: true }],
        custom_fields: { [KEYS.role]: [31, 33], [KEYS.veto]: null },
      }),
      person(2, { custom_fields: { [KEYS.role]: null } }),
      person(3, { org_id: 8 }),
    ],
  ],
  [
    '/api/v2/deals',
    [
      deal(7, { person_id: 1, expected_close_date: '2027-02-26', custom_fields: { [KEYS.buyer]: 2 } }),
      deal(6, { status: 'won', won_time: '2026-01-31T10:00:00Z', close_time: '2026-01-31T10:00:00Z' }),
    ],
  ],
  [
    '/api/v2/activities',
    [
      activity(1, {
        participants: [{ person_id: 1, primary: true }],
        attendees: [{ email_address: 'x@org9.example', person_id: 2, is_organizer: 0 }],
      }),
      activity(2, { done: false }),
    ],
  ],
  [
    '/api/v2/personFields',
    [
      {
        field_name: 'Role',
        field_code: KEYS.role,
        field_type: 'set',
        is_custom_field: true,
        is_optional_response_field: false,
        options,
        subfields: null,
      },
    ],
  ],
  ['/v1/personFields', [{ id: 40, key: KEYS.role, name: 'Role', field_type: 'set', active_flag: true, options }]],
  [
    '/v1/deals/7/participants',
    [
      {
        id: 21,
        person_id: {
          active_flag: true,
          name: 'Person 3',
          email: [{ label: 'work', value: 'p3@org8.example', primary: true }],
          phone: [],
          owner_id: 5,
          value: 3,
        },
        add_time: '2026-02-01 08:15:00',
        active_flag: true,
        related_item_type: 'deal',
        related_item_id: 7,
        related_item_data: { title: 'Deal 7' },
      },
    ],
  ],
  [
    '/v1/organizationRelationships',
    [
      {
        id: 4,
        type: 'parent',
        rel_owner_org_id: nested(9),
        rel_linked_org_id: nested(8),
        calculated_type: 'daughter',
        calculated_related_org_id: 9,
        related_organization_name: 'Org 9',
        add_time: '2024-02-05 08:15:00',
        active_flag: true,
      },
    ],
  ],
  ['/v1/notes', [note(1)]],
])

const api = await localApi(answer)

/** Version 2 turns pages by a cursor, version 1 by a start, here two records at a time. */
function answer({ path, query }: Sent): Reply | undefined {
  const [, table = '', id] = /^(\/api\/v2\/\w+)\/(\d+)$/.exec(path) ?? []
  if (id !== undefined) return { json: { success: true, data: ANSWERS.get(table)?.find(record => record.id === Number(id)) } }
  const records = ANSWERS.get(path)
  if (records === undefined) return undefined
  const from = Number(query.get('cursor') ?? query.get('start') ?? 0)
  const hasMore = from + 2 < records.length
  const additional_data = path.startsWith('/api/v2/')
    ? { next_cursor: hasMore ? String(from + 2) : null }
    : { start: from, limit: 2, more_items_in_collection: hasMore }
  return { json: { success: true, data: records.slice(from, from + 2), additional_data } }
}

const one = new v1.Configuration({ apiKey: 'secret', basePath: `${api.origin}/v1` })
const two = new v2.Configuration({ apiKey: 'secret', basePath: `${api.origin}/api/v2` })
const READING: PipedriveOptions = { fields: { role: KEYS.role }, dealRoles: { [KEYS.buyer]: 'economicBuyer' } }

/** All pages of something of version 2. */
async function collected<Page extends { readonly additional_data?: { readonly next_cursor?: string | null } }>(
  get: (cursor?: string) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await get()]
  for (let next = pages[0]?.additional_data?.next_cursor; typeof next === 'string'; next = pages.at(-1)?.additional_data?.next_cursor) {
    pages.push(await get(next))
  }
  return pages
}

const at = (cursor?: string) => (cursor === undefined ? {} : { cursor })

describe('what the official client gives', async () => {
  const [persons, deals] = [new v2.PersonsApi(two), new v2.DealsApi(two)]
  const given = {
    organizations: await collected(cursor => new v2.OrganizationsApi(two).getOrganizations(at(cursor))),
    persons: await collected(cursor => persons.getPersons(at(cursor))),
    deals: await deals.getDeals(),
    activities: await new v2.ActivitiesApi(two).getActivities(),
    personFields: await new v2.PersonFieldsApi(two).getPersonFields(),
    participants: await new v1.DealsApi(one).getDealParticipants({ id: 7 }),
    organizationRelationships: await new v1.OrganizationRelationshipsApi(one).getOrganizationRelationships({ org_id: 9 }),
    notes: await new v1.NotesApi(one).getNotes(),
  }
  const raw = {
    organizations: ANSWERS.get('/api/v2/organizations'),
    persons: ANSWERS.get('/api/v2/persons'),
    deals: ANSWERS.get('/api/v2/deals'),
    activities: ANSWERS.get('/api/v2/activities'),
    personFields: ANSWERS.get('/api/v2/personFields'),
    participants: ANSWERS.get('/v1/deals/7/participants'),
    organizationRelationships: ANSWERS.get('/v1/organizationRelationships'),
    notes: ANSWERS.get('/v1/notes'),
  }
  const expected = fromPipedrive(raw, READING)

  it('gives the villages of the JSON', () => {
    expectTypeOf(given).toExtend<PipedriveInput>()
    expect(given.persons).toHaveLength(2)
    expect(fromPipedrive(given, READING)).toEqual(expected)
    expect(expected.issues).toEqual([])
    const [village] = expected.villages.filter(({ account }) => account.parent === undefined)
    expect(village?.stakeholders.map(({ id }) => id)).toEqual([who(1), who(2), who(3)])
    expect(village?.roles.map(({ stakeholder, role }) => [stakeholder, role])).toEqual([
      [who(2), 'economicBuyer'],
      [who(1), 'champion'],
    ])
    expect(village?.interactions.map(({ participants }) => participants)).toEqual([[who(1), who(2)], [who(1)]])
  })

  it('gives the same by one record at a time', async () => {
    const organizations = await Promise.all([9, 8, 7].map(id => new v2.OrganizationsApi(two).getOrganization({ id })))
    expectTypeOf(organizations[0]).exclude<undefined>().toExtend<PipedriveInput>()
    expect(fromPipedrive({ ...given, organizations }, READING)).toEqual(expected)
  })

  it('gives the same by the fields of version 1', async () => {
    const personFields = await new v1.PersonFieldsApi(one).getPersonFields()
    expect(fromPipedrive({ ...given, personFields }, READING)).toEqual(expected)
  })

  it('is an issue when a page is missing, of either version', async () => {
    expect(codes(fromPipedrive({ ...given, persons: given.persons.slice(0, 1) }, READING))).toContain('person incomplete')
    const notes: v1.GetNotesResponse = {
      ...given.notes,
      additional_data: { pagination: { start: 0, limit: 2, more_items_in_collection: true } },
    }
    expect(codes(fromPipedrive({ ...given, notes }, READING))).toEqual(['note incomplete'])
    const participants = { ...given.participants, additional_data: { start: 0, limit: 2, more_items_in_collection: true } }
    expectTypeOf(participants).toExtend<v1.GetDealParticipantsResponse>()
    expect(codes(fromPipedrive({ ...given, participants }, READING))).toEqual(['participant incomplete'])
  })

  it('is refused by the compiler where it is not awaited, and is an issue all the same', async () => {
    const page = persons.getPersons()
    // @ts-expect-error A promise is not its page.
    const results = [fromPipedrive(page)]
    // @ts-expect-error Neither is it under a name.
    results.push(fromPipedrive({ persons: page }))
    for (const result of results) expect(result.issues).toEqual([expect.objectContaining({ code: 'unreadable' })])
    await page
  })
})
