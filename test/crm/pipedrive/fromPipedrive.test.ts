import { InvalidArgumentError } from 'account-village'
import { fromPipedrive, type PipedriveInput, type PipedriveOptions } from 'account-village/pipedrive'
import { describe, expect, it } from 'vitest'
import { activity, base, codes, deal, dealId, KEYS, note, only, onlyOf, org, organization, page, person, type Row, who } from './records.js'

/** What the official client documents of version 2: every field is optional. */
interface ClientPerson {
  id?: number
  name?: string
  org_id?: number | null
  emails?: { value?: string; primary?: boolean; label?: string }[]
  add_time?: string
  is_deleted?: boolean
  custom_fields?: Record<string, unknown>
}
interface ClientPersons {
  success?: boolean
  data?: ClientPerson[]
  additional_data?: { next_cursor?: string | null }
}

describe('what the official client gives', () => {
  const answer: ClientPersons = { success: true, data: [{ id: 1, name: 'Mira Holm', org_id: 9 }], additional_data: { next_cursor: null } }
  // That this compiles is the test: the objects fit the types of the input as they are.
  const inputs: readonly PipedriveInput[] = [
    { organizations: base.organizations, persons: answer },
    [page(base.organizations), answer],
    { organizations: new Set(base.organizations), persons: [answer] },
    [...base.organizations, ...(answer.data ?? [])],
    { organizations: { success: true, data: base.organizations[0] }, persons: answer },
  ]

  it.each(inputs.map((input, i) => [i, input] as const))('is taken as it is: %i', (_, input) => {
    expect(only(input).stakeholders).toMatchObject([{ id: who(1), name: 'Mira Holm' }])
  })
})

describe('an organization', () => {
  it.each([
    ['parent', 1, 9],
    ['daughter', 9, 1],
  ])('of a relationship %s between %i and %i is below the other', (type, owner, linked) => {
    const organizations = [organization(1), organization(9)]
    const nested = {
      id: 3,
      type,
      rel_owner_org_id: { name: 'A', value: owner },
      rel_linked_org_id: { name: 'B', value: linked },
      active_flag: true,
    }
    const flat = { id: 3, type, rel_owner_org_id: owner, rel_linked_org_id: linked }
    for (const relationship of [nested, flat]) {
      const { villages, issues } = fromPipedrive({ organizations, organizationRelationships: [relationship] })
      expect([villages.map(({ account }) => account.parent), issues]).toEqual([[undefined, org(1)], []])
    }
  })

  it.each([
    { type: 'related', active_flag: true },
    { type: 'parent', active_flag: false },
  ])('is below none by %j', fields => {
    const organizationRelationships = [{ id: 3, rel_owner_org_id: 1, rel_linked_org_id: 9, ...fields }]
    const { villages, issues } = fromPipedrive({ organizations: [organization(1), organization(9)], organizationRelationships })
    expect([villages.map(({ account }) => account.parent), issues]).toEqual([[undefined, undefined], []])
  })

  it('below another is a unit of it when the options say so', () => {
    const organizationRelationships = [{ id: 3, type: 'parent', rel_owner_org_id: 1, rel_linked_org_id: 9 }]
    const village = only(
      { ...base, organizations: [organization(1), organization(9)], organizationRelationships },
      { subsidiaries: 'units' },
    )
    expect([village.account.id, village.units.map(({ id }) => id), village.stakeholders[0]?.unit]).toEqual([org(1), [org(9)], org(9)])
  })

  it('with several parents has the first, which is an issue', () => {
    const organizationRelationships = [2, 1].map(owner => ({ id: owner, type: 'parent', rel_owner_org_id: owner, rel_linked_org_id: 9 }))
    const result = fromPipedrive({ organizations: [1, 2, 9].map(id => organization(id)), organizationRelationships })
    expect([result.villages.map(({ account }) => account.parent), codes(result)]).toEqual([
      [undefined, undefined, org(1)],
      ['organization contradiction'],
    ])
  })
})

describe('a person', () => {
  it('of version 2 is one with name, title and primary address', () => {
    const emails = [
      { label: 'home', value: 'a@home.example', primary: false },
      { label: 'work', value: 'mira@work.example', primary: true },
    ]
    expect(only({ ...base, persons: [person(1, { name: 'Mira Holm', job_title: 'CTO', emails })] }).stakeholders).toEqual([
      {
        id: who(1),
        name: 'Mira Holm',
        title: 'CTO',
        email: 'mira@work.example',
        externalIds: [{ source: 'pipedrive', id: '1' }],
        source: 'pipedrive',
        recordedAt: '2024-02-05T08:15:00.000Z',
      },
    ])
  })

  it('of version 1 is the same', () => {
    const nested = {
      id: 1,
      name: 'Mira Holm',
      job_title: 'CTO',
      org_id: { value: 9, name: 'Org 9', people_count: 1 },
      owner_id: { id: 5, value: 5, active_flag: true },
      email: [{ label: 'work', value: 'mira@work.example', primary: true }],
      add_time: '2024-02-05 08:15:00',
      update_time: '2026-03-02 08:15:00',
      active_flag: true,
    }
    const flat = person(1, { name: 'Mira Holm', job_title: 'CTO', emails: [{ value: 'mira@work.example', primary: true }] })
    const versions = [nested, flat].map(each => fromPipedrive({ ...base, persons: [each] }))
    expect(versions[0]).toEqual(versions[1])
    // Both of one person are that person, because times of version 1 are in UTC.
    expect(fromPipedrive({ ...base, persons: [nested, flat] })).toEqual(versions[1])
  })

  it('without an organization is an issue, unless a deal leads to one', () => {
    const persons = [person(1, { org_id: null })]
    expect(codes(fromPipedrive({ ...base, persons }))).toEqual(['person missingValue'])
    expect(only({ ...base, persons, deals: [deal(7, { person_id: 1 })] }).stakeholders.map(({ id }) => id)).toEqual([who(1)])
  })

  it.each([{ is_deleted: true }, { active_flag: false }])('that was deleted is counted: %j', fields => {
    const result = fromPipedrive({ ...base, persons: [person(1, fields)], activities: [activity(1)] })
    expect([onlyOf(result).stakeholders, onlyOf(result).interactions.map(({ participants }) => participants), result.issues]).toEqual([
      [],
      [[]],
      [],
    ])
    expect(result.coverage.leftOut.deleted).toBe(1)
  })
})

describe('custom fields', () => {
  const personFields = [
    {
      key: KEYS.role,
      field_type: 'set',
      name: 'Role',
      options: [
        { id: 31, label: 'Champion' },
        { id: 32, label: 'End user' },
        { id: 33, label: 'Blocker' },
      ],
    },
    {
      key: KEYS.veto,
      field_type: 'enum',
      name: 'Can stop',
      options: [
        { id: 41, label: 'No' },
        { id: 42, label: 'budget' },
      ],
    },
  ]
  const roles = (input: object, options: PipedriveOptions = {}) => {
    const { villages, unmapped } = fromPipedrive({ ...base, personFields, ...input }, { fields: { role: KEYS.role }, ...options })
    return [villages.flatMap(village => village.roles.map(({ stakeholder, role }) => [stakeholder, role])), unmapped]
  }
  const expected = [
    [who(1), 'champion'],
    [who(1), 'user'],
  ]

  it.each([
    ['version 2', { custom_fields: { [KEYS.role]: [31, 32] } }],
    ['version 1', { [KEYS.role]: '31,32' }],
    ['an export', { [KEYS.role]: 'Champion, End user' }],
  ])('hold roles as in %s', (_, fields) => {
    expect(roles({ persons: [person(1, fields)] })).toEqual([expected, []])
  })

  it('hold no role that nothing is known of, a blocker least of all', () => {
    expect(roles({ persons: [person(1, { custom_fields: { [KEYS.role]: [33, 99] } })] })).toEqual([
      [],
      [
        { field: 'person.role', value: '99', count: 1 },
        { field: 'person.role', value: 'Blocker', count: 1 },
      ],
    ])
    expect(roles({ persons: [person(1, { custom_fields: { [KEYS.role]: 99 } })] }, { roles: { '99': 'coach' } })).toEqual([
      [[who(1), 'coach']],
      [],
    ])
  })

  it('are the labels of persons where the options say so', () => {
    const labels = {
      key: 'label_ids',
      field_type: 'set',
      options: [
        { id: 5, label: 'Gatekeeper' },
        { id: 6, label: 'Hot lead' },
      ],
    }
    const persons = [person(1, { label_ids: [5, 6] })]
    expect(roles({ persons, personFields: [labels] }, { fields: { role: 'label_ids' } })).toEqual([[[who(1), 'gatekeeper']], []])
  })

  it('hold what else the options name', () => {
    const custom_fields = { [KEYS.mood]: 4, [KEYS.veto]: 42, [KEYS.boss]: 2 }
    const persons = [person(1, { custom_fields, owner_id: 5 }), person(2, { custom_fields: { [KEYS.veto]: 41 } })]
    const fields = { sentiment: KEYS.mood, veto: KEYS.veto, reportsTo: KEYS.boss }
    const village = only({ ...base, persons, personFields }, { fields, sentimentScale: [1, 5] })
    expect(village.observations).toMatchObject([
      { stakeholder: who(1), sentiment: 0.5, at: '2026-03-02T08:15:00.000Z', via: 'impression', by: 'pipedrive:user:5' },
    ])
    expect(village.vetoes).toMatchObject([{ stakeholder: who(1), scope: 'budget' }])
    expect(village.ties).toMatchObject([{ from: who(1), to: who(2), kind: 'reportsTo' }])
  })

  it('of a deal name who plays a role in it', () => {
    const flat = deal(7, { custom_fields: { [KEYS.buyer]: 2 } })
    const nested = deal(7, { custom_fields: {}, [KEYS.buyer]: { value: 2, name: 'Person 2' } })
    for (const each of [flat, nested]) {
      const village = only({ ...base, deals: [each] }, { dealRoles: { [KEYS.buyer]: 'economicBuyer' } })
      expect(village.roles).toMatchObject([{ stakeholder: who(2), role: 'economicBuyer', decision: dealId(7) }])
    }
  })
})

describe('a deal', () => {
  const decision = (fields: Row, options: PipedriveOptions = {}, more: object = {}) => {
    const result = fromPipedrive({ ...base, deals: [deal(7, fields)], ...more }, options)
    return { decision: onlyOf(result).decisions[0], result }
  }

  it('is a decision with its worth and its date', () => {
    expect(decision({ title: 'Renewal', value: 3000.5, currency: 'SEK', expected_close_date: '2027-02-26' }).decision).toEqual({
      id: dealId(7),
      name: 'Renewal',
      kind: 'new',
      value: { amount: 3000.5, currency: 'SEK' },
      expectedAt: '2027-02-26T00:00:00.000Z',
      source: 'pipedrive',
      recordedAt: '2024-02-05T08:15:00.000Z',
    })
  })

  it.each([
    [
      { status: 'won', won_time: '2026-01-31T10:00:00Z' },
      { result: 'won', at: '2026-01-31T10:00:00.000Z' },
    ],
    [
      { status: 'won', won_time: '2026-01-31 10:00:00' },
      { result: 'won', at: '2026-01-31T10:00:00.000Z' },
    ],
    [
      { status: 'lost', close_time: '2026-01-31 10:00:00', lost_reason: 'Price' },
      { result: 'lost', at: '2026-01-31T10:00:00.000Z', reasons: ['Price'] },
    ],
    [{ status: 'open', lost_time: '2026-01-31 10:00:00' }, undefined],
  ])('with %j ended as %j', (fields, outcome) => {
    expect(decision(fields).decision?.outcome).toEqual(outcome)
  })

  it('that ended nobody knows when is an issue', () => {
    const { decision: none, result } = decision({ status: 'won' })
    expect([none, codes(result)]).toEqual([undefined, ['deal missingValue']])
  })

  it.each([{ status: 'deleted' }, { is_deleted: true }])('that was deleted is counted: %j', fields => {
    const { decision: none, result } = decision(
      fields,
      {},
      { participants: [{ id: 4, person_id: 1, related_item_type: 'deal', related_item_id: 7 }] },
    )
    expect([none, result.issues, result.coverage.leftOut.deleted]).toEqual([undefined, [], 1])
  })

  it('is a renewal when a custom field says so', () => {
    const dealFields = [
      {
        key: KEYS.kind,
        field_type: 'enum',
        options: [
          { id: 1, label: 'Renewal' },
          { id: 2, label: 'Barter' },
        ],
      },
    ]
    const kind = (id: number) => decision({ custom_fields: { [KEYS.kind]: id } }, { fields: { dealKind: KEYS.kind } }, { dealFields })
    expect(kind(1).decision?.kind).toBe('renewal')
    expect([kind(2).decision?.kind, kind(2).result.unmapped]).toEqual(['new', [{ field: 'deal.dealKind', value: 'Barter', count: 1 }]])
  })

  it('is of the organization of its person when it names none', () => {
    expect(decision({ org_id: null, person_id: { value: 1, name: 'Person 1' } }).decision?.id).toBe(dealId(7))
    expect(codes(decision({ org_id: null }).result)).toEqual(['deal missingValue'])
  })

  it('has participants of other organizations among its people', () => {
    const participants = [
      {
        id: 4,
        person_id: { value: 3, name: 'Person 3' },
        add_time: '2025-01-01 00:00:00',
        active_flag: true,
        related_item_type: 'deal',
        related_item_id: 7,
      },
    ]
    const result = fromPipedrive({ ...base, persons: [person(3, { org_id: 404 })], deals: [deal(7)], participants })
    expect([onlyOf(result).stakeholders.map(({ id }) => id), result.issues]).toEqual([[who(3)], []])
    expect(codes(fromPipedrive({ ...base, participants }))).toEqual(['participant missingRecord'])
  })
})

describe('an activity', () => {
  it.each([
    ['call', 'call'],
    ['meeting', 'meeting'],
    ['lunch', 'meeting'],
    ['email', 'email'],
    ['task', 'other'],
    ['deadline', 'other'],
  ])('of the type %s is an interaction of the kind %s', (type, kind) => {
    expect(only({ ...base, activities: [activity(1, { type })] }).interactions).toEqual([
      {
        id: 'pipedrive:activity:1',
        at: '2026-02-10T08:00:00.000Z',
        kind,
        participants: [who(1)],
        effort: 0.75,
        basis: 'observed',
        source: 'pipedrive',
      },
    ])
  })

  it('has whoever of us it belongs to, by either name of the field', () => {
    const ours = (fields: object) => only({ ...base, activities: [activity(1, { ...fields })] }).interactions[0]?.ours
    expect([ours({ owner_id: 5 }), ours({ user_id: 6 }), ours({ user_id: { id: 7, name: 'Us' } }), ours({ user_id: null })]).toEqual([
      ['pipedrive:user:5'],
      ['pipedrive:user:6'],
      ['pipedrive:user:7'],
      undefined,
    ])
  })

  it('of another type is counted, or what the options say', () => {
    const activities = [activity(1, { type: 'product_demo' })]
    expect(fromPipedrive({ ...base, activities }).unmapped).toEqual([{ field: 'activity.type', value: 'product_demo', count: 1 }])
    expect(only({ ...base, activities }, { activityTypes: { Product_Demo: 'demo' } }).interactions[0]?.kind).toBe('demo')
  })

  it('that is not done is a move, or counted', () => {
    const activities = [activity(1, { done: false, type: 'meeting' }), activity(2, { done: 0, type: 'task' })]
    const { villages, coverage } = fromPipedrive({ ...base, activities })
    expect([villages[0]?.interactions, villages[0]?.moves.length, coverage.leftOut.notHeld]).toEqual([[], 1, 1])
  })

  it('is with its participants, and in a deal', () => {
    const participants = [
      { person_id: 2, primary: false },
      { person_id: 1, primary: true },
    ]
    const village = only({ ...base, deals: [deal(7)], activities: [activity(1, { participants, deal_id: 7, org_id: null })] })
    expect(village.interactions).toMatchObject([{ participants: [who(1), who(2)], decision: dealId(7) }])
  })

  it('is driven by the organiser of a meeting, where that is one of its people', () => {
    const attendees = [
      { person_id: 1, is_organizer: 0 },
      { person_id: 2, is_organizer: 1 },
      { person_id: null, user_id: 5, is_organizer: true },
    ]
    const driven = (type: string, list: object[]) =>
      only({ ...base, activities: [activity(1, { type, attendees: list })] }).interactions.map(({ drivenBy }) => drivenBy)
    expect(driven('meeting', attendees)).toEqual([who(2)])
    expect(driven('call', attendees)).toEqual([undefined])
    expect(driven('meeting', [attendees[0] ?? {}, attendees[2] ?? {}])).toEqual([undefined])
  })

  it.each([
    [{ due_time: '' }, '2026-02-10T00:00:00.000Z'],
    [{ due_time: null }, '2026-02-10T00:00:00.000Z'],
    [{ due_time: '23:30' }, '2026-02-10T23:30:00.000Z'],
    [{ due_date: null, marked_as_done_time: '2026-02-11 09:00:00' }, '2026-02-11T09:00:00.000Z'],
  ])('took place when it was due, in UTC: %j', (fields, at) => {
    expect(only({ ...base, activities: [activity(1, fields)] }).interactions[0]?.at).toBe(at)
  })

  it('with a wrong length or without a date is an issue', () => {
    expect(codes(fromPipedrive({ ...base, activities: [activity(1, { duration: 'long' })] }))).toEqual(['activity invalidValue'])
    expect(codes(fromPipedrive({ ...base, activities: [activity(1, { due_date: null })] }))).toEqual(['activity missingValue'])
    expect(codes(fromPipedrive({ ...base, activities: [activity(1, { org_id: null, person_id: null })] }))).toEqual([
      'activity missingValue',
    ])
  })
})

describe('a note', () => {
  it('is an interaction, and neither a sentiment nor a comment', () => {
    const village = only({ ...base, notes: [note(1)] })
    expect(village.interactions).toMatchObject([
      { id: 'pipedrive:note:1', at: '2026-02-13T08:15:00.000Z', kind: 'other', participants: [who(1)] },
    ])
    expect([village.observations, village.comments]).toEqual([[], []])
    expect(JSON.stringify(village)).not.toContain('They said so')
  })
})

describe('somebody who', () => {
  const everywhere = (fields: Row): object => ({
    organizations: [organization(9)],
    persons: [
      person(1, { custom_fields: { [KEYS.boss]: 666 } }),
      person(666, { name: 'Gwendolyn', job_title: 'Ghost', custom_fields: { [KEYS.role]: 'Seer', [KEYS.boss]: 1 }, ...fields }),
    ],
    deals: [deal(7, { person_id: 666, custom_fields: { [KEYS.buyer]: 666 } })],
    participants: [
      { id: 4, person_id: 666, related_item_type: 'deal', related_item_id: 7 },
      { id: 5, person_id: 666, related_item_type: 'deal', related_item_id: 404 },
    ],
    activities: [
      activity(1, { person_id: 666 }),
      activity(2, { participants: [{ person_id: 666 }] }),
      activity(3, { person_id: 666, done: false }),
    ],
    notes: [note(1, { person_id: 666 })],
  })
  const options: PipedriveOptions = {
    fields: { role: KEYS.role, reportsTo: KEYS.boss, optOut: KEYS.veto },
    dealRoles: { [KEYS.buyer]: 'coach' },
  }

  it.each([
    ['unsubscribed', { marketing_status: 'unsubscribed' }, 'optedOutOfProfiling'],
    ['opted out by a custom field', { [KEYS.veto]: 'yes' }, 'optedOutOfProcessing'],
  ] as const)('%s leaves no trace but a count', (_, fields, reason) => {
    const result = fromPipedrive(everywhere(fields), { ...options, emailOptOut: 'dropPerson' })
    const text = JSON.stringify(result)
    for (const trace of ['666', 'Gwendolyn', 'Ghost', 'Seer']) expect(text).not.toContain(trace)
    expect([result.issues, onlyOf(result).interactions.map(({ id }) => id)]).toEqual([[], ['pipedrive:activity:2']])
    expect(result.coverage.leftOut[reason]).toBe(1)
    expect(Object.values(result.coverage.leftOut).reduce((sum, each) => sum + each)).toBe(1)
  })

  it.each([
    [{ marketing_status: 'no_consent' }, {}],
    [{ marketing_status: 'subscribed' }, {}],
    [{ marketing_status: 'unsubscribed' }, {}],
    [{ [KEYS.veto]: 'no' }, {}],
  ] as const)('never said so stays: %j %j', (fields, reading) => {
    expect(JSON.stringify(fromPipedrive(everywhere(fields), { ...options, ...reading }))).toContain('Gwendolyn')
  })
})

describe('a page', () => {
  it('that is followed by another is an issue when the other is not there', () => {
    const first = {
      success: true,
      data: [person(1)],
      additional_data: { pagination: { start: 0, limit: 1, more_items_in_collection: true, next_start: 1 } },
    }
    const last = {
      success: true,
      data: [person(2)],
      additional_data: { pagination: { start: 1, limit: 1, more_items_in_collection: false } },
    }
    const organizations = page(base.organizations)
    expect(codes(fromPipedrive({ organizations, persons: first }))).toEqual(['person incomplete'])
    expect(codes(fromPipedrive({ organizations, persons: page([person(1)], 'eyJ') }))).toEqual(['person incomplete'])
    expect(codes(fromPipedrive({ organizations, persons: [last, first] }))).toEqual([])
  })

  it('that is an error, or holds nothing, is no record', () => {
    expect(codes(fromPipedrive({ success: false, error: 'Scope and URL mismatch', errorCode: 403 }))).toEqual(['error unknownObject'])
    expect(codes(fromPipedrive({ ...base, deals: { success: false, data: [] } }))).toEqual(['deal incomplete'])
    expect(codes(fromPipedrive({ ...base, deals: { success: true, data: null } }))).toEqual([])
  })

  it('of records that are not imported is an issue', () => {
    const leads = [{ id: '8ba414d0', title: 'Lead', person_id: 2, expected_close_date: null }]
    expect(codes(fromPipedrive({ ...base, leads }))).toEqual(['leads unknownObject'])
  })
})

describe('options that make no sense', () => {
  it.each([
    [{ rolls: {} }, ['options.rolls']],
    [{ dealRoles: { [KEYS.buyer]: 'king' } }, [`options.dealRoles.${KEYS.buyer}`]],
    [{ activityTypes: { demo: 'show' } }, ['options.activityTypes.demo']],
    [{ emailOptOut: true }, ['options.emailOptOut']],
    [{ fields: { mood: 'x' } }, ['options.fields.mood']],
  ])('are refused by name: %j', (options, paths) => {
    const call = (): unknown => Reflect.apply(fromPipedrive, undefined, [{}, options])
    expect(call).toThrow(InvalidArgumentError)
    expect(call).toThrow(expect.objectContaining({ issues: paths.map(path => expect.objectContaining({ path })) }))
  })
})

describe('what names a record that was merged', () => {
  it('names the one under which it goes on', () => {
    const merged = { is_deleted: true, merge_what_id: 1 }
    const village = only({
      organizations: base.organizations,
      persons: [person(1), person(2, merged), person(3)],
      deals: [deal(1), deal(2, merged)],
      participants: [{ id: 5, deal_id: 2, person_id: 3 }],
      activities: [activity(7, { person_id: 2, deal_id: 2, done: true, due_date: '2026-02-03' })],
    })
    expect(village.interactions.map(({ participants, decision }) => [participants, decision])).toEqual([[[who(1)], dealId(1)]])
    const links = village.imports?.[0]?.records.flatMap(({ id, links = [] }) => (id === 'pipedrive:participant:5' ? links : []))
    expect(links).toEqual([{ person: who(3), decision: dealId(1), kind: 'part' }])
  })
})

describe('a list that the web page exports', () => {
  it('is told once, and not read', () => {
    const rows = [1, 2].map(id => ({ 'Person - ID': String(id), 'Person - Name': `Person ${id}`, 'Person - Organization': 'Org 9' }))
    const { villages, issues } = fromPipedrive({ organizations: base.organizations, persons: rows })
    expect([villages.map(({ stakeholders }) => stakeholders.length), issues.map(({ object, code }) => `${object} ${code}`)]).toEqual([
      [0],
      ['list of the web page unknownObject'],
    ])
    expect(issues[0]?.message).toContain('(2)')
  })
})
