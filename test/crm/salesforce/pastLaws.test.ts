import { parseVillage, record } from 'account-village'
import { fromSalesforce } from 'account-village/salesforce'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../../support/law.js'
import { ORG, READING } from './org.js'
import { id, rest } from './records.js'

const [GROUP, PLANT, OTHER] = [id('Account', 'Group'), id('Account', 'Plant'), id('Account', 'Other')]
const [ANNA, BERT, DAVID] = ['Anna1', 'Bert1', 'David'].map(key => id('Contact', key))
const on = (day: string) => ({ CreatedDate: `${day}T09:00:00.000+0000` })
const message = (entityName: string, recordId: string | undefined, changeType: string, day: string, fields: object = {}): object => ({
  ...fields,
  ChangeEventHeader: {
    entityName,
    recordIds: [recordId],
    changeType,
    commitTimestamp: Date.parse(`${day}T10:00:00Z`),
    commitUser: '0055f000005mc66AAA',
  },
})

/** What is told of the past of the small org, and of its committees and meetings. */
const PAST: readonly object[] = [
  rest('OpportunityFieldHistory', 'His01', {
    OpportunityId: id('Opportunity', 'Renew'),
    Field: 'Amount',
    OldValue: 70_000,
    NewValue: 90_000,
    ...on('2026-02-03'),
  }),
  rest('OpportunityFieldHistory', 'His02', {
    OpportunityId: id('Opportunity', 'Renew'),
    Field: 'CloseDate',
    OldValue: '2026-12-31',
    NewValue: '2027-02-26',
    ...on('2026-03-04'),
  }),
  rest('OpportunityHistory', 'His03', {
    OpportunityId: id('Opportunity', 'Pilot'),
    StageName: 'Closed Lost',
    Amount: 12_500.5,
    CloseDate: '2025-11-28',
    ...on('2025-11-27'),
  }),
  rest('ContactHistory', 'His04', { ContactId: ANNA, Field: 'Title', OldValue: 'Apprentice', NewValue: 'Engineer', ...on('2025-06-02') }),
  rest('ContactHistory', 'His05', { ContactId: DAVID, Field: 'Account', OldValue: GROUP, NewValue: OTHER, ...on('2025-07-02') }),
  rest('ContactHistory', 'His06', { ContactId: ANNA, Field: 'ReportsTo', OldValue: DAVID, NewValue: BERT, ...on('2025-08-02') }),
  message('AccountContactRelation', id('AccountContactRelation', 'Rel01'), 'UPDATE', '2026-01-15', { Roles: 'Business User;Influencer' }),
  message('AccountContactRelation', id('AccountContactRelation', 'Rel01'), 'UPDATE', '2025-01-15', { Roles: 'Business User' }),
  message('Contact', BERT, 'UPDATE', '2026-04-15', { Title: 'Treasurer' }),
  message('Contact', id('Contact', 'Eve01'), 'UPDATE', '2026-04-15', { Title: 'Secret' }),
  rest('BuyingCommittee', 'Comm1', { AccountId: PLANT, Name: 'Mill' }),
  rest('BuyingCommitteeMember', 'Memb1', {
    BuyingCommitteeId: id('BuyingCommittee', 'Comm1'),
    ReferenceMemberId: BERT,
    AdditionMethod: 'Agent',
  }),
  rest('BuyingCommitteeRole', 'Role1', { Name: 'Champion' }),
  rest('BuyingComteMbrRoleAsgnt', 'Asgn1', {
    BuyingCommitteeMemberId: id('BuyingCommitteeMember', 'Memb1'),
    BuyingCommitteeRoleId: id('BuyingCommitteeRole', 'Role1'),
  }),
  rest('EventRelation', 'Rela1', { EventId: id('Event', 'Evnt1'), RelationId: ANNA, IsWhat: false, Status: 'Accepted' }),
  rest('TaskRelation', 'Rela2', { TaskId: id('Task', 'Task1'), RelationId: id('Contact', 'Carla'), IsWhat: false }),
]
const records: readonly object[] = [...[...ORG.values()].flat(), ...PAST]

describe.each(['accounts', 'units'] as const)('the past of an org, read with subsidiaries: %s', subsidiaries => {
  const read = (input: readonly object[]) => fromSalesforce(input, { ...READING, subsidiaries })
  const expected = read(records)

  it('adds to what is so today', () => {
    const today = read([...ORG.values()].flat())
    const count = ({ villages }: typeof today, of: 'roles' | 'ties' | 'decisions' | 'stakeholders') =>
      villages.reduce((sum, village) => sum + village[of].length, 0)
    for (const of of ['roles', 'ties', 'decisions', 'stakeholders'] as const)
      expect([of, count(expected, of)]).not.toEqual([of, count(today, of)])
    expect(JSON.stringify(expected)).not.toMatch(/Secret|Eve01/)
  })

  it('is the same in whatever order and however often its records come', () => {
    always(
      fc.tuple(fc.shuffledSubarray([...records], { minLength: records.length }), fc.subarray([...records])),
      ([order, again]) => expect(read([...order, ...again])).toEqual(expected),
      40,
    )
  })

  it('can be taken in from any part of the records, and from all of them after', () => {
    always(
      fc.subarray([...records]),
      part => {
        const { villages, issues } = read(part)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
      },
      80,
    )
    for (const [i, village] of expected.villages.entries()) expect(record(village, read(records).villages[i] ?? village)).toBe(village)
  })

  it('survives any damage', () => {
    const damage = fc.oneof(
      fc.constantFrom(null, '', 'x', -1, '2026-02-30', '__proto__', ANNA, BERT, GROUP, true, []),
      fc.jsonValue({ maxDepth: 2 }),
    )
    always(
      fc.tuple(fc.infiniteStream(damage), fc.infiniteStream(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 6 })),
      ([values, dice, odds]) => {
        const change = (value: unknown, name: string): unknown => {
          if (name === 'attributes' || dice.next().value >= odds) return value
          return values.next().value
        }
        const damaged = records.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value, name)])))
        const { villages, issues } = read(damaged)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
      },
      120,
    )
  })
})
