import type { Village } from 'account-village'
import { type ImportResult, mergeImport } from 'account-village/import'
import { recordMove } from 'account-village/moves'
import { fromSalesforce, type SalesforceOptions } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, onlyOf, rest } from './records.js'

const [ANNA, BERT, OPP] = [id('Contact', 'Anna1'), id('Contact', 'Bert1'), id('Opportunity', 'Opp01')]
const [KIM, LEE, QUEUE] = [id('User', 'Kim01'), id('User', 'Lee01'), '00G5g00000Queue1IAG']
const TASK = id('Task', 'Task1')
const { Account, Contact } = acme('Anna1', 'Bert1')
const Opportunity = [
  rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal', CloseDate: '2027-01-31', StageName: 'Qualification' }),
]

const task = (fields: object = {}) =>
  rest('Task', 'Task1', {
    AccountId: ACME,
    WhoId: ANNA,
    WhatId: OPP,
    OwnerId: KIM,
    Subject: 'Send the offer',
    Status: 'Not Started',
    ActivityDate: '2026-03-20',
    CreatedDate: '2026-03-02T09:00:00.000+0000',
    ...fields,
  })
const user = (fields: object = {}, key = 'Kim01') => rest('User', key, { Name: 'Kim Sørensen', Email: 'kim@us.example', ...fields })
const read = (tables: object, options?: SalesforceOptions): ImportResult =>
  fromSalesforce({ Account, Contact, Opportunity, ...tables }, options)
const villageOf = (fields: object, tables: object = {}): Village => onlyOf(read({ Task: [task(fields)], ...tables }))

describe('an open task', () => {
  it('is a move of the one who owns it', () => {
    const result = read({ Task: [task()], User: [user()] })
    expect(onlyOf(result)).toMatchObject({
      interactions: [],
      moves: [
        {
          id: TASK,
          statement: 'Send the offer',
          with: [ANNA],
          by: KIM,
          decision: OPP,
          plannedAt: '2026-03-02T09:00:00.000Z',
          dueAt: '2026-03-20T00:00:00.000Z',
          source: 'salesforce',
          basis: 'stated',
        },
      ],
    })
    expect(onlyOf(result).moves[0]).not.toHaveProperty('status')
    expect(result.issues).toEqual([])
    expect(result.coverage.leftOut.openTasks).toBe(0)
  })

  it.each([
    ['In Progress', 'started'],
    ['In Bearbeitung', 'started'],
    ['Waiting on someone else', undefined],
    ['Deferred', undefined],
  ])('that is %s was begun when its record was changed, or not at all', (Status, state) => {
    const [move] = villageOf({ Status, SystemModstamp: '2026-03-09T09:00:00.000+0000' }).moves
    expect(move?.status).toEqual(state === undefined ? undefined : [{ at: '2026-03-09T09:00:00.000Z', state }])
  })

  it('that several take part in is with all of them, and one of a lead alone with nobody', () => {
    const TaskRelation = [rest('TaskRelation', 'Rel01', { TaskId: TASK, RelationId: BERT })]
    expect(villageOf({}, { TaskRelation }).moves[0]?.with).toEqual([ANNA, BERT])
    expect(villageOf({ WhoId: id('Lead', 'Lead1') }).moves[0]).not.toHaveProperty('with')
  })

  it('of a queue is nobody’s, and one without a subject is called by its id', () => {
    const [move] = villageOf({ OwnerId: QUEUE, Subject: null }).moves
    expect(move).not.toHaveProperty('by')
    expect(move?.statement).toBe(TASK)
  })

  it('of which nothing tells whether it is done is counted', () => {
    const result = read({ Task: [task({ Status: null })] })
    expect([onlyOf(result).moves, result.coverage.leftOut.openTasks]).toEqual([[], 1])
  })

  it('that leads to no account is told, and one with nobody but who is to be forgotten is not', () => {
    const Individual = [rest('Individual', 'Indi1', { ShouldForget: true })]
    const forgotten = [Contact[1], rest('Contact', 'Anna1', { AccountId: ACME, IndividualId: Individual[0]?.Id })]
    expect(codes(read({ Task: [task({ AccountId: null, WhoId: null, WhatId: null })] }))).toEqual(['Task missingValue'])
    const result = read({ Task: [task()], Contact: forgotten, Individual })
    expect([onlyOf(result).moves, result.issues, result.coverage.leftOut.openTasks]).toEqual([[], [], 0])
    expect(JSON.stringify(result)).not.toContain('Send the offer')
  })

  it('says as little as it may where names and texts are left out', () => {
    const village = onlyOf(read({ Task: [task()], User: [user({ Title: 'Account executive' })] }, { redact: true }))
    expect(village.moves).toMatchObject([{ id: TASK, statement: TASK, by: KIM, with: [ANNA] }])
    expect(village.teammates).toEqual([{ id: KIM, externalIds: [{ source: 'salesforce', id: KIM }], source: 'salesforce' }])
    expect(JSON.stringify(village)).not.toMatch(/Send|Kim S|kim@|executive/)
  })

  it('of a long subject is cut to what a move can hold', () => {
    expect(villageOf({ Subject: 'x'.repeat(20_000) }).moves[0]?.statement).toHaveLength(10_000)
  })

  it('is one of at most 2,000, those due last', () => {
    const day = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
    const Task = Array.from({ length: 2001 }, (_, i) =>
      rest('Task', `${10_000 + i}`, { AccountId: ACME, Status: 'Open', ActivityDate: day(i) }),
    )
    const result = read({ Task })
    expect(onlyOf(result).moves).toHaveLength(2000)
    expect(onlyOf(result).moves.some(({ id: move }) => move === id('Task', '10000'))).toBe(false)
    expect([codes(result), result.coverage.leftOut.openTasks]).toEqual([['Account limitExceeded'], 1])
  })
})

describe('people of ours', () => {
  const done = { Status: 'Completed' }

  it('are teammates where something names them, by their record or by what names them', () => {
    const Task = [
      task(done),
      rest('Task', 'Task2', { ...done, AccountId: ACME, OwnerId: LEE, 'Owner.Name': 'Lee Ito', ActivityDate: '2026-03-02' }),
    ]
    const User = [user({ Title: 'Account executive', Department: 'Sales' }), user({}, 'Idle1')]
    const village = onlyOf(read({ Task, User }))
    expect(village.teammates).toEqual([
      {
        id: KIM,
        name: 'Kim Sørensen',
        title: 'Account executive',
        email: 'kim@us.example',
        team: 'Sales',
        externalIds: [{ source: 'salesforce', id: KIM }],
        source: 'salesforce',
      },
      { id: LEE, name: 'Lee Ito', source: 'salesforce' },
    ])
    expect(village.interactions.map(({ ours }) => ours)).toEqual([[LEE], [KIM]])
  })

  it.each([
    [{ IsActive: true }, undefined],
    [{ IsActive: 'false', LastModifiedDate: '2026-02-01T00:00:00.000+0000' }, '2026-02-01T00:00:00.000Z'],
  ])('left when their record was changed that says so: %o', (fields, leftAt) => {
    expect(villageOf(done, { User: [user(fields)] }).teammates[0]?.leftAt).toBe(leftAt)
  })

  it('who left nobody knows when are taken to be there, which is told', () => {
    const result = read({ Task: [task(done)], User: [user({ IsActive: false })] })
    expect(onlyOf(result).teammates[0]).not.toHaveProperty('leftAt')
    expect(codes(result)).toEqual(['User missingValue'])
  })

  it('who report a sentiment are teammates as well', () => {
    const options = { fields: { sentiment: 'Mood__c', sentimentDate: 'Moody__c' } }
    const people = [rest('Contact', 'Anna1', { AccountId: ACME, OwnerId: LEE, Mood__c: 1, Moody__c: '2026-03-02' })]
    const village = onlyOf(read({ Contact: people }, options))
    expect(village.teammates.map(each => each.id)).toEqual(village.observations.map(({ by }) => by))
  })

  it('are at most 1,000, those whom most names', () => {
    const Task = Array.from({ length: 1002 }, (_, i) =>
      rest('Task', `${10_000 + i}`, {
        ...done,
        AccountId: ACME,
        OwnerId: id('User', `${10_000 + (i % 1001)}`),
        ActivityDate: '2026-03-02',
      }),
    )
    const result = read({ Task })
    expect(onlyOf(result).teammates).toHaveLength(1000)
    expect(onlyOf(result).interactions.filter(({ ours = [] }) => ours.length === 0)).toHaveLength(1)
    expect([codes(result), result.coverage.leftOut.overLimit]).toEqual([['Account limitExceeded'], 1])
  })
})

describe('a later import', () => {
  const at = (day: string) => ({ SystemModstamp: `2026-${day}T09:00:00.000+0000` })
  const first = read({ Task: [task(at('03-02'))], User: [user(at('03-02'))] })
  const known = mergeImport([], first, { recordedAt: '2026-03-03' }).villages
  const later = (tables: object, before = known, recordedAt = '2026-03-25'): Village => {
    const { villages, changes } = mergeImport(before, fromSalesforce(tables), { recordedAt })
    expect(changes.issues).toEqual([])
    const [village] = villages
    if (village === undefined) throw new Error('there is no village')
    return village
  }
  const closing = { Status: 'Completed', CompletedDateTime: '2026-03-19T15:00:00.000+0000', ...at('03-19') }
  const closed = later({ Task: [task(closing)] })
  const believed = <Fact extends { readonly retractedAt?: string | undefined }>(facts: readonly Fact[]) =>
    facts.filter(({ retractedAt }) => retractedAt === undefined)

  it('of a task that is done now makes its move done, and an interaction of it', () => {
    expect(believed(closed.moves)).toMatchObject([
      {
        id: TASK,
        statement: 'Send the offer',
        with: [ANNA],
        by: KIM,
        decision: OPP,
        status: [{ at: '2026-03-19T15:00:00.000Z', state: 'done' }],
      },
    ])
    expect(closed.interactions).toMatchObject([
      { id: TASK, at: '2026-03-19T15:00:00.000Z', participants: [ANNA], decision: OPP, ours: [KIM] },
    ])
    expect(closed.teammates).toMatchObject([{ id: KIM, name: 'Kim Sørensen', email: 'kim@us.example' }])
    expect(later({ Task: [task(closing)] }, [closed], '2026-03-26')).toBe(closed)
  })

  it('of one that is open again takes both back', () => {
    const open = later({ Task: [task({ Status: 'In Progress', ...at('03-27') })] }, [closed], '2026-03-28')
    expect(believed(open.moves)).toMatchObject([{ id: TASK, status: [{ at: '2026-03-27T09:00:00.000Z', state: 'started' }] }])
    expect(believed(open.interactions)).toEqual([])
    const planned = later({ Task: [task(at('03-29'))] }, [open], '2026-03-30')
    expect(believed(planned.moves)[0]).not.toHaveProperty('status')
  })

  it('of one that was deleted retracts its move', () => {
    expect(believed(later({ Task: [task({ IsDeleted: true, ...at('03-19') })] }).moves)).toEqual([])
  })

  it('keeps what people of ours recorded of the move', () => {
    const ours = known.map(village => recordMove(village, TASK, { at: '2026-03-10', state: 'done', outcome: 'They liked it.' }))
    const [move] = believed(later({ Task: [task({ Subject: 'Send the new offer', Status: 'In Progress', ...at('03-11') })] }, ours).moves)
    expect(move).toMatchObject({
      statement: 'Send the new offer',
      outcome: 'They liked it.',
      status: [{ at: '2026-03-10T00:00:00.000Z', state: 'done' }],
    })
  })

  it('leaves out those due longest ago of more than a village can hold', () => {
    const Task = Array.from({ length: 2001 }, (_, i) =>
      rest('Task', `${10_000 + i}`, { AccountId: ACME, Status: 'Open', ActivityDate: `20${10 + (i % 20)}-01-01` }),
    )
    const many = mergeImport(known, fromSalesforce({ Task: Task.slice(0, 1999) }), { recordedAt: '2026-03-20' })
    const { villages, changes } = mergeImport(many.villages, fromSalesforce({ Task: Task.slice(1999) }), { recordedAt: '2026-03-21' })
    expect(many.changes.issues).toEqual([])
    expect(changes.issues.map(({ code }) => code)).toEqual(['limitExceeded'])
    expect(believed(villages[0]?.moves ?? [])).toHaveLength(2000)
    expect(believed(villages[0]?.moves ?? []).map(each => each.id)).toEqual(
      expect.arrayContaining([TASK, id('Task', '11999'), id('Task', '12000')]),
    )
  })

  it('tells of one of us to all who know them, and of nobody whom nothing names', () => {
    const left = later({ User: [user({ IsActive: false, LastModifiedDate: '2026-03-20', ...at('03-20') })] })
    expect(believed(left.teammates)).toMatchObject([{ id: KIM, leftAt: '2026-03-20T00:00:00.000Z' }])
    const given = later({ Task: [task({ OwnerId: LEE, ...at('03-21') })] }, [left])
    expect(believed(given.teammates).map(each => each.id)).toEqual([LEE])
    expect(believed(given.moves)[0]?.by).toBe(LEE)
  })
})
