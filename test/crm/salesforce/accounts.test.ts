import { VILLAGE_LIMITS, type Village } from 'account-village'
import { fromSalesforce, type ImportResult } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { codes, id, only, rest } from './records.js'

const key = (i: number): string => `a${String(i).padStart(4, '0')}`
const account = (name: string, parent?: string, fields: object = {}) =>
  rest('Account', name, { Name: name, ParentId: parent === undefined ? null : id('Account', parent), ...fields })
const parents = ({ villages }: ImportResult) => villages.map(({ account: { name, parent } }) => [name, parent])

describe('an account', () => {
  it('becomes a village, with or without people', () => {
    const { villages } = fromSalesforce({
      Account: [account('North'), account('South')],
      Contact: [rest('Contact', 'Anna1', { AccountId: id('Account', 'North') })],
    })
    expect(villages.map(village => [village.account.name, village.stakeholders.length])).toEqual([
      ['North', 1],
      ['South', 0],
    ])
  })

  it('has a name, a parent, and when Salesforce learned of it, and not its own revenue', () => {
    const village = only({ Account: [account('North', 'Group', { AnnualRevenue: 5e9, CreatedDate: '2025-04-01T06:00:00.000+0000' })] })
    expect(village.account).toEqual({
      id: id('Account', 'North'),
      name: 'North',
      parent: id('Account', 'Group'),
      source: 'salesforce',
      recordedAt: '2025-04-01T06:00:00.000Z',
    })
  })

  it('without a name is called by its id, which is an issue', () => {
    const result = fromSalesforce({ Account: [{ Id: id('Account', 'North') }] })
    expect(result.villages[0]?.account.name).toBe(id('Account', 'North'))
    expect(codes(result)).toEqual(['Account missingValue'])
  })

  it('that is not in the import is one issue, with the number of records that belong to it', () => {
    const belongs = { AccountId: id('Account', 'Away1') }
    const result = fromSalesforce({
      Account: [account('North')],
      Contact: [rest('Contact', 'Anna1', belongs), rest('Contact', 'Bert1', belongs)],
      Opportunity: [rest('Opportunity', 'Opp01', { ...belongs, CloseDate: '2027-01-31' })],
    })
    expect(result.issues).toMatchObject([{ object: 'Account', id: id('Account', 'Away1'), code: 'missingRecord' }])
    expect(result.issues[0]?.message).toContain('(3)')
  })
})

describe('accounts that belong to each other', () => {
  it('in a circle are cut at the first, as an issue', () => {
    const result = fromSalesforce({
      Account: [account('aaaaB', 'aaaaC'), account('aaaaC', 'aaaaD'), account('aaaaD', 'aaaaB'), account('aaaaE', 'aaaaD')],
    })
    expect(parents(result)).toEqual([
      ['aaaaB', undefined],
      ['aaaaC', id('Account', 'aaaaD')],
      ['aaaaD', id('Account', 'aaaaB')],
      ['aaaaE', id('Account', 'aaaaD')],
    ])
    expect(result.issues).toMatchObject([{ object: 'Account', id: id('Account', 'aaaaB'), code: 'cycle' }])
  })

  it('or to themselves, have no parent, as an issue', () => {
    const result = fromSalesforce({ Account: [account('North', 'North')] })
    expect(parents(result)).toEqual([['North', undefined]])
    expect(codes(result)).toEqual(['Account selfReference'])
  })

  it('or to one in the bin, have no parent', () => {
    expect(parents(fromSalesforce({ Account: [account('North', 'Group'), account('Group', undefined, { IsDeleted: true })] }))).toEqual([
      ['North', undefined],
    ])
  })
})

describe("with subsidiaries: 'units'", () => {
  const units = (...accounts: object[]): ImportResult => fromSalesforce({ Account: accounts }, { subsidiaries: 'units' })
  const unitsOf = ({ villages }: ImportResult) => villages.map(({ units }) => units.map(({ name, kind, parent }) => [name, kind, parent]))

  it('accounts below another become units of kind subsidiary in the village of the topmost', () => {
    const result = units(account('Plant', 'North'), account('Group'), account('North', 'Group'), account('Other'))
    expect(result.villages.map(village => village.account.name)).toEqual(['Group', 'Other'])
    expect(unitsOf(result)).toEqual([
      [
        ['North', 'subsidiary', undefined],
        ['Plant', 'subsidiary', id('Account', 'North')],
      ],
      [],
    ])
    expect(result.issues).toEqual([])
  })

  it('the topmost account is the highest in the import', () => {
    const result = units(account('Plant', 'North'), account('North', 'Group'))
    expect(parents(result)).toEqual([['North', id('Account', 'Group')]])
    expect(unitsOf(result)).toEqual([[['Plant', 'subsidiary', undefined]]])
  })

  it('villages stand in the order of their ids, whatever the ids of their units', () => {
    const result = units(account('aaaaB', 'aaaaZ'), account('aaaaM'), account('aaaaZ'))
    expect(result.villages.map(village => village.account.name)).toEqual(['aaaaM', 'aaaaZ'])
  })

  it('accounts in a circle make one village', () => {
    const result = units(account('aaaaB', 'aaaaC'), account('aaaaC', 'aaaaB'))
    expect(result.villages.map(village => village.account.name)).toEqual(['aaaaB'])
    expect(codes(result)).toEqual(['Account cycle'])
  })

  it('departments stand below their subsidiary, and people in them', () => {
    const contacts = [
      rest('Contact', 'Anna1', { AccountId: id('Account', 'Plant'), Department: 'Maintenance' }),
      rest('Contact', 'Bert1', { AccountId: id('Account', 'Plant') }),
      rest('Contact', 'Carla', { AccountId: id('Account', 'Group'), Department: 'Maintenance' }),
      rest('Contact', 'David', { AccountId: id('Account', 'Group') }),
    ]
    const village = only({ Account: [account('Group'), account('Plant', 'Group')], Contact: contacts }, { subsidiaries: 'units' })
    expect(village.stakeholders.map(person => person.unit)).toEqual([
      `${id('Account', 'Plant')}:department:maintenance`,
      id('Account', 'Plant'),
      `${id('Account', 'Group')}:department:maintenance`,
      undefined,
    ])
    expect(village.units.map(({ id, parent }) => [id, parent])).toEqual([
      [`${id('Account', 'Group')}:department:maintenance`, undefined],
      [id('Account', 'Plant'), undefined],
      [`${id('Account', 'Plant')}:department:maintenance`, id('Account', 'Plant')],
    ])
  })

  it('opportunities, activities and lines within the group are all in the one village', () => {
    const input = {
      Account: [account('Group'), account('Plant', 'Group')],
      Contact: [
        rest('Contact', 'Anna1', { AccountId: id('Account', 'Plant'), ReportsToId: id('Contact', 'Bert1') }),
        rest('Contact', 'Bert1', { AccountId: id('Account', 'Group') }),
      ],
      Opportunity: [rest('Opportunity', 'Opp01', { AccountId: id('Account', 'Plant'), CloseDate: '2027-01-31' })],
      Task: [
        rest('Task', 'Task1', {
          AccountId: id('Account', 'Group'),
          WhoId: id('Contact', 'Anna1'),
          WhatId: id('Opportunity', 'Opp01'),
          IsClosed: true,
          ActivityDate: '2026-03-02',
        }),
      ],
    }
    const result = fromSalesforce(input, { subsidiaries: 'units' })
    expect(result.issues).toEqual([])
    expect(result.villages).toMatchObject([
      { ties: [{}], decisions: [{}], interactions: [{ participants: [id('Contact', 'Anna1')], decision: id('Opportunity', 'Opp01') }] },
    ])
  })

  it.each([
    ['upwards', (i: number) => i],
    ['downwards', (i: number) => 99 - i],
  ])(
    'accounts deeper than units may nest are lifted to the last level, as an issue, so that departments still have a place: ids %s',
    (_, number) => {
      const depth = VILLAGE_LIMITS.unitDepth + 5
      const chain = Array.from({ length: depth + 1 }, (_, i) => account(key(number(i)), i === 0 ? undefined : key(number(i - 1))))
      const contacts = chain.map((record, i) => rest('Contact', key(i), { AccountId: record.Id, Department: 'Works' }))
      const result = fromSalesforce({ Account: chain, Contact: contacts }, { subsidiaries: 'units' })
      const [village] = result.villages
      expect(depthOf(village)).toBe(VILLAGE_LIMITS.unitDepth)
      expect(village?.units).toHaveLength(2 * depth + 1)
      const tooDeep = chain.slice(VILLAGE_LIMITS.unitDepth + 1).map(record => record.Id)
      expect(result.issues.map(issue => [issue.id, issue.code])).toEqual(tooDeep.sort().map(id => [id, 'limitExceeded']))
    },
  )
})

/** How many units stand above the deepest. */
function depthOf(village: Village | undefined): number {
  const parent = new Map(village?.units.map(unit => [unit.id, unit.parent]))
  const above = (unit: string): number => {
    const next = parent.get(unit)
    return next === undefined ? 0 : above(next) + 1
  }
  return Math.max(...[...parent.keys()].map(above))
}
