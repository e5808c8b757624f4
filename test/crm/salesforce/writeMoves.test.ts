import { accountReport, createVillage, InvalidArgumentError, snapshot, type VillageInput } from 'account-village'
import { fromSalesforce, type SalesforceWriteOptions, toSalesforce } from 'account-village/salesforce'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_IDS } from '../../support/hostileIds.js'
import { always } from '../../support/law.js'
import { ACME, acme, id, onlyOf, rest } from './records.js'

const [ANNA, OPP, TASK, KIM, LEE] = [
  id('Contact', 'Anna1'),
  id('Opportunity', 'Opp01'),
  id('Task', 'Task1'),
  id('User', 'Kim01'),
  id('User', 'Lee01'),
]
const NOW = '2026-03-02'

type Moves = NonNullable<VillageInput['moves']>
const see = (moves: Moves, more: Partial<VillageInput> = {}) =>
  snapshot(
    createVillage({
      account: { id: ACME, name: 'Acme' },
      stakeholders: [{ id: ANNA }, { id: 'bo' }],
      teammates: [
        { id: KIM },
        { id: 'lee', externalIds: [{ source: 'salesforce', id: LEE }] },
        { id: 'max' },
        { id: 'out', leftAt: '2026-01-01' },
      ],
      decisions: [{ id: OPP, name: 'Renewal', kind: 'renewal' }],
      moves,
      ...more,
    }),
    NOW,
  )
const write = (moves: Moves, options: SalesforceWriteOptions = {}, more: Partial<VillageInput> = {}) => {
  const { batches, issues } = toSalesforce(see(moves, more), { moves: true, ...options })
  return {
    batches: batches.filter(({ object }) => object === 'Task'),
    issues: issues.map(({ object, id: of, code }) => [object, of, code]),
  }
}
const only = (move: Moves[number], options: SalesforceWriteOptions = {}, more: Partial<VillageInput> = {}) =>
  write([move], options, more).batches[0]?.records[0]

describe('a move', () => {
  const ask = { id: 'ask', statement: 'Ask Anna', with: [ANNA, 'bo'], by: 'lee', decision: OPP, dueAt: '2026-03-20' } as const

  it('is a task of its teammate with its first contact, for its opportunity', () => {
    expect(write([ask])).toEqual({
      batches: [
        {
          object: 'Task',
          records: [
            {
              attributes: { type: 'Task' },
              Subject: 'Ask Anna',
              ActivityDate: '2026-03-20',
              Status: 'Not Started',
              Priority: 'High',
              WhoId: ANNA,
              WhatId: OPP,
              OwnerId: LEE,
            },
          ],
        },
      ],
      issues: [],
    })
  })

  it('that says what another says is a task of its own', () => {
    expect(write([ask, { ...ask, id: 'again' }]).batches[0]?.records).toHaveLength(2)
  })

  it('is written only where that is asked for', () => {
    const { batches } = toSalesforce(see([ask]))
    expect(batches.filter(({ object }) => object === 'Task')).toEqual([])
  })

  it.each([
    [undefined, 'Not Started'],
    ['started', 'In Progress'],
    ['done', 'Completed'],
  ] as const)('that is %s is %s', (state, Status) => {
    expect(only({ ...ask, ...(state && { status: [{ at: '2026-02-20', state }] }) })?.Status).toBe(Status)
  })

  it('is urgent when it is late or nothing has less slack', () => {
    const all = write([ask, { id: 'late', statement: 'Late', dueAt: '2026-02-20' }, { ...ask, id: 'idle', dueAt: '2026-09-20' }])
    expect(all.batches[0]?.records.map(({ Subject, Priority }) => [Subject, Priority])).toEqual([
      ['Ask Anna', 'Normal'],
      ['Ask Anna', 'Normal'],
      ['Late', 'High'],
    ])
  })

  it('without a day is due when it can be done, and one that was done on the day on which it was', () => {
    const { dueAt: _, ...open } = ask
    expect(only({ ...open, durationDays: 2 })?.ActivityDate).toBe('2026-03-04')
    expect(only({ ...open, status: [{ at: '2026-02-20', state: 'done' }] })?.ActivityDate).toBe('2026-02-20')
  })

  it('of more than 255 characters stands in the description as a whole', () => {
    const statement = `${'x'.repeat(254)}😀!`
    expect(only({ ...ask, statement })).toMatchObject({ Subject: 'x'.repeat(254), Description: statement })
    expect(only({ ...ask, statement: 'x'.repeat(255) })).not.toHaveProperty('Description')
  })

  it('with a placeholder or somebody without a Salesforce id is of the account or opportunity alone, which is told', () => {
    for (const who of ['bo', '?decider']) {
      const people = [{ id: ANNA, roles: ['user'] as const }, { id: 'bo' }, ...(who === 'bo' ? [] : [{ id: who }])]
      const { batches, issues } = write([{ ...ask, with: [who], decision: undefined }], {}, { stakeholders: people })
      expect(batches[0]?.records[0]).toMatchObject({ WhatId: ACME })
      expect(batches[0]?.records[0]).not.toHaveProperty('WhoId')
      expect(issues.filter(([object]) => object === 'Task')).toEqual([['Task', 'ask', 'missingValue']])
    }
  })

  it.each([['max'], ['out'], [undefined]])('of somebody who cannot own it has no owner, or is left out: %s', by => {
    const move = { ...ask, by }
    expect(only(move)).not.toHaveProperty('OwnerId')
    expect(write([move]).issues).toEqual(by === undefined ? [] : [['Task', 'ask', 'missingValue']])
    expect(write([move], { ownerRequired: true })).toEqual({ batches: [], issues: [['Task', 'ask', 'missingValue']] })
    expect(write([ask], { ownerRequired: true }).issues).toEqual([])
  })

  it('of an account that Salesforce does not know, with nobody whom it knows, is left out', () => {
    const { batches, issues } = write([{ ...ask, with: [], decision: undefined }], {}, { account: 'Acme' })
    expect([batches, issues.at(-1)]).toEqual([[], ['Task', 'ask', 'invalidId']])
  })

  it('is found by the external id of tasks, where one is named', () => {
    const options = { externalIds: { Task: 'Move__c' } }
    expect(write([ask], options).batches).toMatchObject([{ externalId: 'Move__c', records: [{ Move__c: 'ask', Subject: 'Ask Anna' }] }])
    const [written] = write([ask], options).batches
    const base = { ...acme('Anna1'), Opportunity: [rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal' })] }
    const read = fromSalesforce({ ...base, Task: [{ ...written?.records[0], Id: TASK }] }, { fields: { move: 'Move__c' } })
    expect([onlyOf(read).moves, read.coverage.leftOut.openTasks]).toEqual([[], 1])
  })
})

describe('a move that came from a task', () => {
  const came = { id: TASK, source: 'salesforce', statement: 'Send it', with: [ANNA], by: KIM, dueAt: '2026-03-20' } as const
  const busy = { id: 'busy', statement: 'Urgent', dueAt: '2026-02-02' }

  it('goes back to it, and overwrites nothing with what says nothing', () => {
    const { batches, issues } = write([came, busy])
    expect(batches.find(({ externalId }) => externalId === 'Id')).toEqual({
      object: 'Task',
      externalId: 'Id',
      records: [
        { attributes: { type: 'Task' }, Id: TASK, Subject: 'Send it', ActivityDate: '2026-03-20', WhoId: ANNA, WhatId: ACME, OwnerId: KIM },
      ],
    })
    expect(issues).toEqual([])
    expect(only({ ...came, status: [{ at: '2026-02-20', state: 'done' }] })).toMatchObject({ Id: TASK, Status: 'Completed' })
    expect(only(came)).toMatchObject({ Priority: 'High' })
    const { dueAt: _, ...undated } = came
    expect(only(undated)).not.toHaveProperty('ActivityDate')
  })

  it('is not written where the task is closed, and told where the move was dropped', () => {
    const done = { ...came, status: [{ at: '2026-02-20', state: 'done' as const }] }
    const interactions = [{ id: TASK, at: '2026-02-20', kind: 'other' as const, participants: [ANNA] }]
    expect(write([done], {}, { interactions })).toEqual({ batches: [], issues: [] })
    const dropped = [{ at: '2026-02-20', state: 'dropped' as const }]
    expect(write([{ ...came, status: dropped }])).toEqual({ batches: [], issues: [['Task', TASK, 'invalidValue']] })
    expect(write([{ ...busy, status: dropped }])).toEqual({ batches: [], issues: [] })
  })

  it('is the same when it is written and read again', () => {
    const Task = [
      rest('Task', 'Task1', {
        AccountId: ACME,
        WhoId: ANNA,
        WhatId: OPP,
        OwnerId: KIM,
        Subject: 'Send it',
        Status: 'Deferred',
        ActivityDate: '2026-03-20',
      }),
    ]
    const base = { ...acme('Anna1'), Opportunity: [rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal' })] }
    const village = onlyOf(fromSalesforce({ ...base, Task }))
    const { batches } = toSalesforce(snapshot(village, NOW), { moves: true })
    const [written] = batches.filter(({ object }) => object === 'Task').flatMap(({ records }) => records)
    expect(onlyOf(fromSalesforce({ ...base, Task: [{ ...Task[0], ...written }] }))).toEqual(village)
  })
})

describe('moves with ids of any kind', () => {
  it('are each one task, or told', () => {
    always(
      fc.record({ ids: fc.uniqueArray(fc.constantFrom(...HOSTILE_IDS), { minLength: 1, maxLength: 5 }), has: fc.boolean() }),
      ({ ids, has }) => {
        const moves = ids.map(each => ({ id: each, statement: each, by: 'lee', with: [has ? ANNA : 'bo'] }))
        const { batches, issues } = write(moves)
        expect(batches.flatMap(({ records }) => records.map(({ Subject, Description = Subject }) => Description)).sort()).toEqual(
          [...ids].sort(),
        )
        expect(issues).toHaveLength(has ? 0 : ids.length)
      },
      100,
    )
  })
})

describe('moves of what is no snapshot', () => {
  it('are refused, as are options that make no sense', () => {
    const s = see([])
    const village = createVillage({ account: 'Acme' })
    for (const given of [village, accountReport(s)]) expect(() => toSalesforce(given, { moves: true })).toThrow(InvalidArgumentError)
    expect(() => toSalesforce(s, JSON.parse('{"moves":1,"ownerRequired":"no"}'))).toThrow(/moves.*ownerRequired/s)
  })
})
