import { snapshot, VILLAGE_LIMITS } from 'account-village'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ORG, READING } from './org.js'
import { ACME, acme, codes, id, rest } from './records.js'

const org = fromSalesforce(Object.fromEntries(ORG), READING)

describe('the coverage of an account', () => {
  it('counts its people, those with a role, those with a reading, and the classes that nobody is of', () => {
    expect(org.coverage.accounts).toEqual([
      {
        id: id('Account', 'Group'),
        people: 2,
        peopleWithRole: 1,
        peopleWithReading: 1,
        roleShare: 0.5,
        missingClasses: ['user'],
        interactions: 2,
        decisions: 1,
      },
      {
        id: id('Account', 'Other'),
        people: 3,
        peopleWithRole: 1,
        peopleWithReading: 1,
        roleShare: 1 / 3,
        missingClasses: ['user', 'decider'],
        interactions: 1,
        decisions: 0,
      },
      {
        id: id('Account', 'Plant'),
        people: 2,
        peopleWithRole: 1,
        peopleWithReading: 1,
        roleShare: 0.5,
        missingClasses: ['decider'],
        interactions: 2,
        decisions: 1,
      },
    ])
  })

  it('has no share of people with a role where there are no people', () => {
    expect(fromSalesforce(acme()).coverage.accounts).toEqual([
      { id: ACME, people: 0, peopleWithRole: 0, peopleWithReading: 0, missingClasses: ['user', 'decider'], interactions: 0, decisions: 0 },
    ])
  })
})

describe('the issues', () => {
  it('come in order, each once', () => {
    const keys = org.issues.map(issue => JSON.stringify([issue.object, issue.id ?? '', issue.code, issue.message]))
    expect(keys).toEqual([...new Set(keys)].sort())
  })

  it('hold no name, no mail and no text of anybody', () => {
    const text = JSON.stringify(org.issues)
    for (const word of ['Kurz', 'nordwalz', 'Nordwalz', 'Ngozi', 'Maintenance', 'safety', 'Engineer', 'Renewal'])
      expect(text).not.toContain(word)
  })

  it('of one import are these', () => {
    expect(codes(org)).toEqual([
      'Account selfReference',
      'AccountContactRelation missingValue',
      'AccountPlan missingValue',
      'AccountPlanObjective invalidValue',
      'AccountPlanStakeholder missingRecord',
      'Contact otherAccount',
      'Contact otherAccount',
      'Contact selfReference',
      'Event otherAccount',
      'OpportunityContactRole missingRecord',
      'Task invalidValue',
    ])
  })
})

describe('what cannot be held', () => {
  it('makes an issue of the account and no village, and leaves the other accounts as they are', () => {
    const { Account } = acme()
    const calls = Array.from({ length: VILLAGE_LIMITS.facts + 1 }, (_, i) => ({
      Id: `00T5g000${String(i).padStart(7, '0')}`,
      AccountId: ACME,
      Status: 'Completed',
      ActivityDate: '2026-03-02',
    }))
    const result = fromSalesforce({ Account: [...Account, rest('Account', 'Other', { Name: 'Other' })], Task: calls })
    expect(result.villages.map(village => village.account.name)).toEqual(['Other'])
    expect(result.issues).toMatchObject([{ object: 'Account', id: ACME, code: 'refused' }])
  })
})

describe('a village from Salesforce', () => {
  const day = (date: string) => `${date}T08:15:00.000+0000`
  const input = {
    ...acme(),
    Contact: [rest('Contact', 'Anna1', { AccountId: ACME, CreatedDate: day('2025-04-01') })],
    Task: [
      rest('Task', 'Task1', {
        AccountId: ACME,
        WhoId: id('Contact', 'Anna1'),
        Status: 'Completed',
        ActivityDate: '2025-05-02',
        CreatedDate: day('2025-06-01'),
      }),
    ],
  }
  const [village] = fromSalesforce(input).villages

  it.each([
    ['2025-03-31', 0, 0],
    ['2025-04-01', 1, 0],
    ['2025-05-31', 1, 0],
    ['2025-06-01', 1, 1],
  ])('knows nothing before Salesforce did: on %s', (date, people, interactions) => {
    if (village === undefined) throw new Error('no village')
    const seen = snapshot(village, date)
    expect([seen.stakeholders.length - seen.placeholders.length, seen.interactions.length]).toEqual([people, interactions])
  })
})
