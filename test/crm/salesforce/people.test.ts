import { snapshot, VILLAGE_LIMITS } from 'account-village'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, only, onlyOf, rest } from './records.js'

const OTHER = id('Account', 'Other')
const { Account } = acme()
const accounts = [...Account, rest('Account', 'Other', { Name: 'Other' })]
const ANNA = id('Contact', 'Anna1')
const anna = (fields: object = {}) => rest('Contact', 'Anna1', { AccountId: ACME, Name: 'Anna Kurz', ...fields })
const relation = (fields: object, account = ACME) =>
  rest('AccountContactRelation', account === ACME ? 'Rel01' : 'Rel02', { AccountId: account, ContactId: ANNA, ...fields })

describe('a contact', () => {
  it('becomes a person of the account, with everything that Salesforce has of them', () => {
    const contact = anna({
      Title: 'Engineer',
      Email: 'anna@kessler.example',
      Department: 'Maintenance',
      CreatedDate: '2025-04-01T06:00:00.000+0000',
    })
    expect(only({ Account, Contact: [contact] }).stakeholders).toEqual([
      {
        id: ANNA,
        name: 'Anna Kurz',
        title: 'Engineer',
        email: 'anna@kessler.example',
        unit: `${ACME}:department:maintenance`,
        externalIds: [{ source: 'salesforce', id: ANNA }],
        source: 'salesforce',
        recordedAt: '2025-04-01T06:00:00.000Z',
      },
    ])
  })

  it.each([
    [{ Name: null, FirstName: 'Anna', LastName: 'Kurz' }, 'Anna Kurz'],
    [{ Name: '', LastName: 'Kurz' }, 'Kurz'],
    [{ Name: null }, undefined],
    [{ Name: 'Robert"; DROP TABLE <script>' }, 'Robert"; DROP TABLE <script>'],
  ])('is named by %o', (fields, name) => {
    expect(only({ Account, Contact: [anna(fields)] }).stakeholders[0]?.name).toBe(name)
  })

  it('without an account is an issue, and left out', () => {
    const result = fromSalesforce({ Account, Contact: [anna({ AccountId: null })] })
    expect(onlyOf(result).stakeholders).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'Contact', id: ANNA, code: 'missingValue' }])
  })
})

describe('a department', () => {
  const departments = (...names: (string | null)[]) =>
    only({ Account, Contact: names.map((Department, i) => rest('Contact', `Anna${i}`, { AccountId: ACME, Department })) })

  it('becomes a unit whose id includes the account, so that two accounts may have one of the same name', () => {
    const contacts = [anna({ Department: 'IT' }), rest('Contact', 'Bert1', { AccountId: OTHER, Department: 'IT' })]
    const { villages } = fromSalesforce({ Account: accounts, Contact: contacts })
    expect(villages.map(village => village.units)).toEqual([
      [{ id: `${ACME}:department:it`, name: 'IT', kind: 'department', source: 'salesforce' }],
      [{ id: `${OTHER}:department:it`, name: 'IT', kind: 'department', source: 'salesforce' }],
    ])
  })

  it('is one in whatever case and spacing it is written, and is called by the first of its names', () => {
    expect(departments('quality  control', ' Quality Control ', 'QUALITY CONTROL', null).units.map(unit => unit.name)).toEqual([
      'QUALITY CONTROL',
    ])
  })

  it.each(['__proto__', 'constructor', 'a:department:b', '<b>', '👩🏽‍⚖️', 'İ', '\ud800'])('may be called %j', name => {
    const village = departments(name, 'IT')
    expect(village.units).toHaveLength(2)
    expect(village.units.map(unit => unit.name)).toContain(name)
  })
})

describe('a relation between a contact and an account', () => {
  it('makes the contact a person of that account, even when their own is another', () => {
    const result = fromSalesforce({
      Account: accounts,
      Contact: [anna({ Department: 'IT' })],
      AccountContactRelation: [relation({ Roles: 'Influencer' }, OTHER)],
    })
    expect(result.villages.map(village => village.stakeholders.map(person => person.id))).toEqual([[ANNA], [ANNA]])
    expect(result.villages.map(village => village.roles.length)).toEqual([0, 1])
    expect(result.villages.map(village => village.units.length)).toEqual([1, 0])
    expect(result.issues).toEqual([])
  })

  it('is enough when their own account is not in the import', () => {
    const result = fromSalesforce({
      Account: accounts,
      Contact: [anna({ AccountId: id('Account', 'Away1') })],
      AccountContactRelation: [relation({}, OTHER)],
    })
    expect(result.villages.map(village => village.stakeholders.length)).toEqual([0, 1])
    expect(result.issues).toEqual([])
  })

  it.each([
    ['contact', { ContactId: id('Contact', 'Away1') }, 'missingRecord'],
    ['contact', { ContactId: null }, 'missingValue'],
    ['account', { AccountId: null }, 'missingValue'],
  ])('without its %s is an issue: %o', (_, fields, code) => {
    const result = fromSalesforce({ Account, Contact: [anna()], AccountContactRelation: [{ ...relation({ Roles: 'Coach' }), ...fields }] })
    expect(onlyOf(result).roles).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'AccountContactRelation', code }])
  })

  it('that ended means that the person left the account', () => {
    const village = only({
      Account,
      Contact: [anna()],
      AccountContactRelation: [relation({ IsActive: false, EndDate: '2026-04-30', Roles: 'Champion' })],
    })
    expect(village.stakeholders[0]?.leftAt).toBe('2026-04-30T00:00:00.000Z')
    expect(village.roles[0]?.until).toBe('2026-04-30T00:00:00.000Z')
    expect(snapshot(village, '2026-04-29').stakeholders.map(person => person.id)).toContain(ANNA)
    expect(snapshot(village, '2026-04-30').stakeholders.map(person => person.id)).not.toContain(ANNA)
  })

  it('that ended several times means that they left on the last day', () => {
    const days = ['2026-04-30', '2026-08-31', '2025-12-31']
    for (const order of [days, [...days].reverse()]) {
      const ended = order.map((EndDate, i) =>
        rest('AccountContactRelation', `Rel0${i}`, { AccountId: ACME, ContactId: ANNA, IsActive: false, EndDate }),
      )
      expect(only({ Account, Contact: [anna()], AccountContactRelation: ended }).stakeholders[0]?.leftAt).toBe('2026-08-31T00:00:00.000Z')
    }
  })

  it('that ended in one account says nothing of another', () => {
    const relations = [relation({ IsActive: false, EndDate: '2026-04-30' }), relation({ IsActive: true }, OTHER)]
    const { villages } = fromSalesforce({ Account: accounts, Contact: [anna({ AccountId: OTHER })], AccountContactRelation: relations })
    expect(villages.map(village => village.stakeholders[0]?.leftAt)).toEqual(['2026-04-30T00:00:00.000Z', undefined])
  })

  it('that ended between two units of one village does not mean that the person left it', () => {
    const relations = [relation({ IsActive: false, EndDate: '2026-04-30' }), relation({ IsActive: true }, OTHER)]
    const group = accounts.map(account => (account.Id === OTHER ? { ...account, ParentId: ACME } : account))
    const village = only(
      { Account: group, Contact: [anna({ AccountId: OTHER })], AccountContactRelation: relations },
      { subsidiaries: 'units' },
    )
    expect(village.stakeholders).toMatchObject([{ unit: OTHER }])
    expect(village.stakeholders[0]).not.toHaveProperty('leftAt')
    expect(
      only(
        {
          Account: group,
          Contact: [anna({ AccountId: OTHER })],
          AccountContactRelation: relations.map(each => ({ ...each, IsActive: false, EndDate: each.EndDate ?? '2026-06-30' })),
        },
        { subsidiaries: 'units' },
      ).stakeholders[0]?.leftAt,
    ).toBe('2026-06-30T00:00:00.000Z')
  })

  it('that ended nobody knows when is an issue, and the person stays without anything that they do or say', () => {
    const input = {
      Account,
      Contact: [
        anna({ Mood__c: 1, Veto__c: true, ReportsToId: id('Contact', 'Bert1'), LastModifiedDate: '2026-01-01' }),
        rest('Contact', 'Bert1', { AccountId: ACME, ReportsToId: ANNA }),
      ],
      AccountContactRelation: [relation({ IsActive: 'false', Roles: 'Champion;Sage' })],
      Task: [
        rest('Task', 'Task1', {
          AccountId: ACME,
          WhoId: ANNA,
          Status: 'Completed',
          ActivityDate: '2026-03-02',
          Mood__c: 1,
          Driver__c: ANNA,
        }),
      ],
    }
    const result = fromSalesforce(input, { fields: { sentiment: 'Mood__c', veto: 'Veto__c', drivenBy: 'Driver__c' } })
    expect(result.villages[0]).toMatchObject({ roles: [], vetoes: [], ties: [], observations: [], interactions: [{ participants: [] }] })
    expect(result.villages[0]?.interactions[0]).not.toHaveProperty('drivenBy')
    expect(result.villages[0]?.stakeholders.map(person => person.id)).toEqual([ANNA, id('Contact', 'Bert1')])
    expect(result.villages[0]?.stakeholders[0]).not.toHaveProperty('leftAt')
    expect(result.issues).toMatchObject([
      { object: 'AccountContactRelation', id: id('AccountContactRelation', 'Rel01'), code: 'missingValue' },
    ])
    expect(result.unmapped).toEqual([])
  })

  it('that says nothing of being active is', () => {
    const village = only({ Account, Contact: [anna()], AccountContactRelation: [relation({ EndDate: '2026-04-30', Roles: 'Coach' })] })
    expect(village.stakeholders[0]).not.toHaveProperty('leftAt')
    expect(village.roles[0]?.until).toBe('2026-04-30T00:00:00.000Z')
  })
})

describe('a part in an opportunity', () => {
  const opportunity = rest('Opportunity', 'Opp01', { AccountId: OTHER, CloseDate: '2027-01-31' })
  const role = rest('OpportunityContactRole', 'Role1', { OpportunityId: opportunity.Id, ContactId: ANNA, Role: 'Economic Buyer' })

  it('makes a contact of another account a person of that of the opportunity', () => {
    const { villages, issues } = fromSalesforce({
      Account: accounts,
      Contact: [anna()],
      Opportunity: [opportunity],
      OpportunityContactRole: [role],
    })
    expect(villages.map(village => village.stakeholders.length)).toEqual([1, 1])
    expect(villages[1]?.roles).toMatchObject([{ stakeholder: ANNA, role: 'economicBuyer', decision: opportunity.Id }])
    expect(issues).toEqual([])
  })

  it('does not bring back who left', () => {
    const relations = [relation({ IsActive: false, EndDate: '2026-04-30' }, OTHER)]
    const { villages } = fromSalesforce({
      Account: accounts,
      Contact: [anna()],
      Opportunity: [opportunity],
      OpportunityContactRole: [role],
      AccountContactRelation: relations,
    })
    expect(villages[1]?.stakeholders[0]?.leftAt).toBe('2026-04-30T00:00:00.000Z')
  })
})

describe('reporting lines', () => {
  const bert = (fields: object = {}) => rest('Contact', 'Bert1', { AccountId: ACME, ...fields })

  it('become ties within the village', () => {
    const contact = anna({ ReportsToId: id('Contact', 'Bert1'), CreatedDate: '2025-04-01T06:00:00.000+0000' })
    expect(only({ Account, Contact: [contact, bert()] }).ties).toEqual([
      {
        id: `${ANNA}:reportsTo`,
        from: ANNA,
        to: id('Contact', 'Bert1'),
        kind: 'reportsTo',
        basis: 'stated',
        source: 'salesforce',
        recordedAt: '2025-04-01T06:00:00.000Z',
      },
    ])
  })

  it('may run in a circle', () => {
    const result = fromSalesforce({ Account, Contact: [anna({ ReportsToId: id('Contact', 'Bert1') }), bert({ ReportsToId: ANNA })] })
    expect(onlyOf(result).ties).toHaveLength(2)
    expect(result.issues).toEqual([])
  })

  it.each([
    ['to themselves', ANNA, 'selfReference'],
    ['to somebody who is not in the import', id('Contact', 'Away1'), 'missingRecord'],
    ['to somebody of another account', id('Contact', 'Carla'), 'otherAccount'],
  ])('%s are an issue', (_, ReportsToId, code) => {
    const result = fromSalesforce({ Account: accounts, Contact: [anna({ ReportsToId }), rest('Contact', 'Carla', { AccountId: OTHER })] })
    expect(result.villages[0]?.ties).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'Contact', id: ANNA, code }])
  })

  it('are no issue in an account that is not their own', () => {
    const contacts = [anna({ ReportsToId: id('Contact', 'Bert1') }), bert()]
    const result = fromSalesforce({ Account: accounts, Contact: contacts, AccountContactRelation: [relation({}, OTHER)] })
    expect(result.villages.map(village => village.ties.length)).toEqual([1, 0])
    expect(result.issues).toEqual([])
  })
})

describe('more people than a village can hold', () => {
  const many = VILLAGE_LIMITS.stakeholders
  const crowd = Array.from({ length: many + 3 }, (_, i) =>
    rest('Contact', `c${String(i).padStart(4, '0')}`, { AccountId: ACME, Department: `d${i}` }),
  )
  // Those of whom something is known have the last ids, so that the order of ids would leave them out.
  const [role, reading, tie, activity] = ['zzzz4', 'zzzz3', 'zzzz2', 'zzzz1'].map(key => id('Contact', key))
  const input = {
    Account,
    Contact: [
      ...crowd,
      ...['zzzz1', 'zzzz3', 'zzzz4'].map(key => rest('Contact', key, { AccountId: ACME })),
      rest('Contact', 'zzzz2', { AccountId: ACME, ReportsToId: id('Contact', 'c0000') }),
    ],
    AccountContactRelation: [rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: role, Roles: 'Coach' })],
    Task: [
      rest('Task', 'Task1', { AccountId: ACME, WhoId: reading, Status: 'Completed', ActivityDate: '2026-03-02', Mood__c: 1 }),
      rest('Task', 'Task2', { AccountId: ACME, WhoId: activity, Status: 'Completed', ActivityDate: '2026-03-02' }),
      rest('Task', 'Task3', {
        AccountId: ACME,
        WhoId: id('Contact', 'c0001'),
        Status: 'Completed',
        ActivityDate: '2026-03-02',
        Driver__c: activity,
      }),
    ],
  }
  const result = fromSalesforce(input, { fields: { sentiment: 'Mood__c', drivenBy: 'Driver__c' } })
  const village = onlyOf(result)

  it('are an issue of the account, and are counted', () => {
    expect(village.stakeholders).toHaveLength(many)
    expect(result.issues).toMatchObject([{ object: 'Account', id: ACME, code: 'limitExceeded' }])
    expect(result.coverage.leftOut.overLimit).toBe(7)
  })

  it('leave out those of whom least is known, and what was only theirs', () => {
    const kept = new Set(village.stakeholders.map(person => person.id))
    for (const person of [role, reading, tie, activity, id('Contact', 'c0000'), id('Contact', 'c0001')]) expect(kept).toContain(person)
    expect(village.units).toHaveLength(many - 4)
    expect(village.interactions.map(interaction => interaction.participants.length)).toEqual([1, 1, 1])
    expect(village.ties).toHaveLength(1)
  })

  const LEVELS = ['nothing', 'an activity', 'a reporting line', 'a reading', 'a role'] as const

  it.each(LEVELS.slice(1).map((better, i) => [better, LEVELS[i] ?? 'nothing'] as const))(
    'keep those with %s before those with %s',
    (better, worse) => {
      // The one person of the better kind has the last id, so that the order of ids would leave them out.
      const keys = Array.from({ length: many }, (_, i) => `r${String(i).padStart(4, '0')}`)
      const known = [...keys.map(key => withSomething(key, worse)), withSomething('zzzzz', better)]
      const input = {
        Account,
        Contact: known.map(({ contact }) => contact),
        Task: known.flatMap(({ task }) => task),
        AccountContactRelation: known.flatMap(({ relation }) => relation),
      }
      const result = fromSalesforce(input, { fields: { sentiment: 'Mood__c' } })
      const people = onlyOf(result).stakeholders.map(person => person.id)
      expect(people).toHaveLength(many)
      expect(people).toContain(id('Contact', 'zzzzz'))
      expect(codes(result)).toEqual(['Account limitExceeded'])
    },
  )
})

/** A contact of whom something is known, with the records that say it. */
function withSomething(key: string, what: string) {
  const done = { AccountId: ACME, WhoId: id('Contact', key), Status: 'Completed', ActivityDate: '2026-03-02' }
  return {
    contact: rest('Contact', key, {
      AccountId: ACME,
      ReportsToId: what === 'a reporting line' ? id('Contact', key === 'r0000' ? 'r0001' : 'r0000') : null,
    }),
    task: what === 'an activity' || what === 'a reading' ? [rest('Task', key, { ...done, Mood__c: what === 'a reading' ? 1 : null })] : [],
    relation:
      what === 'a role' ? [rest('AccountContactRelation', key, { AccountId: ACME, ContactId: id('Contact', key), Roles: 'Coach' })] : [],
  }
}
