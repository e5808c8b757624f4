import type { Village } from 'account-village'
import { fromAttio } from 'account-village/attio'
import { mergeImport } from 'account-village/import'
import { describe, expect, it } from 'vitest'
import {
  base,
  codes,
  company,
  deal,
  id,
  mails,
  meeting,
  message,
  note,
  of,
  only,
  onlyOf,
  person,
  type Row,
  ref,
  select,
  stage,
  text,
} from './records.js'

describe('a person', () => {
  it('is one of their company, with the first of their addresses', () => {
    const village = only({
      ...base,
      people: [person(11, { job_title: text('CFO'), email_addresses: mails('b@x.example', 'a@x.example') })],
    })
    expect(village.stakeholders).toMatchObject([
      {
        id: of(11),
        name: 'Person 11',
        title: 'CFO',
        email: 'a@x.example',
        externalIds: [{ source: 'attio', id: id(11) }],
        recordedAt: '2024-02-05T08:15:00.000Z',
      },
    ])
  })

  it('has what holds now of what was ever set', () => {
    const before = { ...text('Intern')[0], active_until: '2025-01-01T00:00:00.000000000Z' }
    expect(only({ ...base, people: [person(11, { job_title: [before, ...text('CFO')] })] }).stakeholders[0]?.title).toBe('CFO')
    expect(only({ ...base, people: [person(11, { job_title: [before] })] }).stakeholders[0]?.title).toBeUndefined()
  })

  it('keeps their mail address unless an attribute says that they want none, or are left out for it where that is asked for', () => {
    const rows = { ...base, people: [person(11, { no_mail: text(true) }), person(12)] }
    const fields = { noEmail: 'no_mail' }
    const kept = fromAttio(rows, { fields })
    expect(onlyOf(kept).stakeholders.map(({ email }) => email)).toEqual([undefined, 'p12@x.example'])
    expect(kept.coverage.leftOut.mailAddresses).toBe(1)
    expect(only(rows, { fields, emailOptOut: 'dropPerson' }).stakeholders.map(each => each.id)).toEqual([of(12)])
  })

  it('is nowhere once they opted out, be it by another record that was merged into theirs', () => {
    const rows = {
      ...base,
      people: [person(11, { leave: text('yes') }), person(12)],
      deals: [deal(21, { associated_people: ref('people', 11, 12) })],
      meetings: [meeting(31)],
      events: [message('record.merged', 11, { duplicate_record_id: id(14) })],
    }
    const result = fromAttio(rows, { fields: { optOut: 'leave' } })
    for (const trace of [id(11), id(14), 'p11@']) expect(JSON.stringify(result)).not.toContain(trace)
    expect([result.issues, onlyOf(result).interactions]).toEqual([[], []])
  })

  it('of several companies belongs to the first, which is told', () => {
    const result = fromAttio({ ...base, people: [person(11, { company: ref('companies', 2, 1) })] })
    expect([onlyOf(result).stakeholders.length, codes(result)]).toEqual([1, ['person contradiction']])
  })
})

describe('a deal', () => {
  it('is a decision with its value and its people, which ended when its stage began', () => {
    const deals = [
      deal(21, { associated_people: ref('people', 12, 11) }),
      deal(22, { stage: stage('Won 🎉', '2026-03-02T08:15:00.000000000Z') }),
      deal(23, { stage: stage('In legal') }),
    ]
    const result = fromAttio({ ...base, deals }, { stages: { 'In legal': 'open' } })
    expect(result.issues).toEqual([])
    expect(onlyOf(result).decisions).toMatchObject([
      { id: of(21), kind: 'new', value: { amount: 1000, currency: 'EUR' } },
      { outcome: { result: 'won', at: '2026-03-02T08:15:00.000Z' } },
      { name: 'Deal 23' },
    ])
    expect(onlyOf(result).decisions.map(({ stateUnknown }) => stateUnknown)).toEqual([undefined, undefined, undefined])
  })

  it('makes somebody of another company one of this, and belongs to that of its people where it has none', () => {
    const input = {
      companies: [company(1)],
      people: [person(11), person(15, { company: ref('companies', 9) })],
      deals: [deal(21, { associated_company: [], associated_people: ref('people', 11, 15) })],
    }
    const village = only(input)
    expect([village.decisions.length, village.stakeholders.map(each => each.id)]).toEqual([1, [of(11), of(15)]])
    expect(codes(fromAttio({ ...input, deals: [deal(21, { associated_company: [] })] }))).toContain('deal missingValue')
  })
})

describe('what took place', () => {
  it('is a meeting with those who were invited by mail and did not decline, and who called it', () => {
    const participants = [
      { status: 'accepted', is_organizer: true, email_address: 'P11@x.example' },
      { status: 'declined', email_address: 'p12@x.example' },
      { status: 'accepted', email_address: 'us@home.example' },
    ]
    const linked_records = [{ object_slug: 'deals', object_id: id(995), record_id: id(21) }]
    expect(only({ ...base, deals: [deal(21)], meetings: [meeting(31, { participants, linked_records })] }).interactions).toMatchObject([
      {
        id: of(31),
        kind: 'meeting',
        at: '2026-02-10T09:00:00.000Z',
        effort: 1.5,
        participants: [of(11)],
        drivenBy: of(11),
        decision: of(21),
      },
    ])
  })

  it('lasts a day where it has no time, and is with nobody whose address several have', () => {
    const days = { start: { date: '2026-02-10' }, end: { date: '2026-02-11' }, is_all_day: true }
    const people = [person(11), person(12, { email_addresses: mails('p11@x.example') })]
    const [held] = only({ ...base, people, meetings: [meeting(31, days)] }).interactions
    expect([held?.at, held?.effort, held?.participants]).toEqual(['2026-02-10T00:00:00.000Z', undefined, []])
  })

  it('is a note on whom or what it is', () => {
    const notes = [
      note(41),
      note(42, { parent_object: 'companies', parent_record_id: id(1), created_by_actor: { type: 'system', id: null } }),
    ]
    expect(only({ ...base, notes }).interactions).toMatchObject([
      { kind: 'other', participants: [of(11)], ours: [`attio:member:${id(900)}`] },
      { participants: [] },
    ])
  })
})

describe('records', () => {
  it('of other objects are counted, and a page that says that there is more is an issue', () => {
    const more = { data: base.people, pagination: { next_cursor: 'c' } }
    expect(codes(fromAttio({ ...base, people: more, users: [{ id: { record_id: id(5) }, values: {} }] }))).toEqual([
      'person incomplete',
      'users unknownObject',
    ])
  })
})

describe('a later import', () => {
  const first = mergeImport([], fromAttio({ ...base, deals: [deal(21, { associated_people: ref('people', 11) })] }), {
    recordedAt: '2026-03-10',
  }).villages
  const later = (input: object, known: readonly Village[] = first) => {
    const { villages, changes } = mergeImport(known, fromAttio(input, { fields: { optOut: 'leave', role: 'buying_role' } }), {
      recordedAt: '2026-06-01',
    })
    const [village] = villages
    if (village === undefined) throw new Error('no account')
    const people = village.stakeholders
      .filter(({ retractedAt, leftAt }) => retractedAt === undefined && leftAt === undefined)
      .map(each => each.id)
    return { village, villages, people, changes }
  }

  it('changes nothing when it is the same', () => {
    expect(later({ ...base, deals: [deal(21, { associated_people: ref('people', 11) })] }).village).toEqual(first[0])
  })

  it('takes away what a webhook says was deleted, and follows what was merged', () => {
    expect(later([message('record.deleted', 12)]).people).toEqual([of(11)])
    const merged = later([message('record.merged', 12, { duplicate_record_id: id(11) })])
    expect([merged.people, merged.changes.withdrawn.merged]).toEqual([[of(12)], [{ from: of(11), into: of(12) }]])
    expect(later([message('record.updated', 12)]).village).toEqual(first[0])
  })

  it('takes the newest that arrives, moves and erases', () => {
    const role = (...titles: readonly string[]): Row => person(11, { buying_role: select(...titles) })
    const known = later({ people: [role('Champion', 'Influencer')] }).villages
    const { village } = later({ people: [role('Influencer')] }, known)
    expect(village.roles.filter(({ retractedAt }) => retractedAt === undefined).map(each => each.role)).toEqual(['influencer'])
    const moved = later({ companies: [company(2)], people: [person(12, { company: ref('companies', 2) })] })
    expect(moved.changes.withdrawn.moved).toEqual([{ stakeholder: of(12), from: of(1), to: of(2) }])
    expect(JSON.stringify(later({ people: [person(11, { leave: text(true) })] }).village)).not.toContain(id(11))
  })
})

describe('a list that the web page exports', () => {
  it('is told once, and not read', () => {
    const rows = [11, 12].map(number => ({ 'Record ID': id(number), Record: 'Ines Vogt', Company: 'Brennfeld' }))
    expect(fromAttio({ people: rows }).issues.map(({ object, code }) => [object, code])).toEqual([
      ['list of the web page', 'unknownObject'],
    ])
  })
})
