import { record, revise, snapshot } from 'account-village'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, only, onlyOf, rest } from './records.js'

const ANNA = id('Contact', 'Anna1')
const OPP = id('Opportunity', 'Opp01')
const CREATED = '2025-01-10T08:00:00.000+0000'
const at = (day: string): string => `${day}T09:00:00.000+0000`
const utc = (day: string): string => `${day}T09:00:00.000Z`

const { Account } = acme()
const anna = (fields: object = {}) => rest('Contact', 'Anna1', { AccountId: ACME, Name: 'Anna Kurz', CreatedDate: CREATED, ...fields })
const opportunity = (fields: object = {}) =>
  rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal', CurrencyIsoCode: 'EUR', CreatedDate: CREATED, ...fields })

/** A row of the history of a field. */
const changed = (object: 'ContactHistory' | 'OpportunityFieldHistory', key: string, fields: object) =>
  rest(object, key, { [object === 'ContactHistory' ? 'ContactId' : 'OpportunityId']: object === 'ContactHistory' ? ANNA : OPP, ...fields })

/** A message of change data capture. */
function message(entityName: string, recordId: string, changeType: string, day: string, fields: object = {}): object {
  return {
    ...fields,
    ChangeEventHeader: {
      entityName,
      recordIds: [recordId],
      changeType,
      changeOrigin: 'com/salesforce/api/soap/64.0;client=Example',
      transactionKey: '00000000-0000-0000-0000-000000000001',
      sequenceNumber: 1,
      commitTimestamp: Date.parse(utc(day)),
      changedFields: Object.keys(fields),
    },
  }
}

describe('the history of an opportunity', () => {
  const input = {
    Account,
    Opportunity: [opportunity({ Amount: 120_000, CloseDate: '2026-06-30', StageName: 'Closed Won', IsClosed: true, IsWon: true })],
    OpportunityFieldHistory: [
      changed('OpportunityFieldHistory', 'His02', {
        Field: 'StageName',
        OldValue: 'Proposal',
        NewValue: 'Closed Won',
        CreatedDate: at('2026-05-04'),
      }),
      changed('OpportunityFieldHistory', 'His01', { Field: 'Amount', OldValue: 90_000, NewValue: 120_000, CreatedDate: at('2026-02-03') }),
    ],
  }
  const village = only(input)

  it('tells what was known when: amounts, dates, and that it was still open', () => {
    const seen = (day: string) => snapshot(village, day).decisions.map(({ value, outcome }) => [value?.amount, outcome?.result])
    expect(seen('2025-01-09')).toEqual([])
    expect(seen('2025-01-11')).toEqual([[90_000, undefined]])
    expect(seen('2026-02-02')).toEqual([[90_000, undefined]])
    expect(seen('2026-02-03')).toEqual([[120_000, undefined]])
    expect(seen('2026-05-03')).toEqual([[120_000, undefined]])
    expect(seen('2026-05-04')).toEqual([[120_000, 'won']])
  })

  it('closes it when its stage says so, and not on the day that was expected', () => {
    expect(snapshot(village, '2026-11-20').decisions[0]?.outcome).toEqual({ result: 'won', at: utc('2026-05-04') })
  })

  it('counts it once', () => {
    expect(fromSalesforce(input).coverage.accounts[0]?.decisions).toBe(1)
    expect(fromSalesforce(input).issues).toEqual([])
  })

  it('may be that of its stages, which says what held from then on and not what was before', () => {
    const stages = [
      ['Hist1', '2026-02-03', 'Proposal', 90_000],
      ['Hist2', '2026-05-04', 'Closed Won', 120_000],
    ].map(([key, day, StageName, Amount]) =>
      rest('OpportunityHistory', String(key), {
        OpportunityId: OPP,
        CreatedDate: at(String(day)),
        StageName,
        Amount,
        CloseDate: '2026-06-30',
      }),
    )
    const told = only({ Account, Opportunity: input.Opportunity, OpportunityHistory: stages })
    const seen = (day: string) => snapshot(told, day).decisions.map(({ value, outcome }) => [value?.amount, outcome?.result])
    expect(seen('2026-05-03')).toEqual([[90_000, undefined]])
    expect(seen('2026-05-04')).toEqual([[120_000, 'won']])
  })

  it('is taken into a village of an earlier import as if it had been known all along', () => {
    const before = only({ Account, Opportunity: [opportunity({ Amount: 90_000, CloseDate: '2026-06-30', StageName: 'Proposal' })] })
    const both = record(before, village)
    expect(snapshot(both, '2026-01-01').decisions[0]?.value?.amount).toBe(90_000)
    expect(snapshot(both, '2026-11-20').decisions[0]?.value?.amount).toBe(120_000)
    expect(revise(both, village, { recordedAt: '2026-11-20' })).toBe(both)
  })
})

describe('the history of a contact', () => {
  it('gives the titles that they had, each for its time', () => {
    const village = only({
      Account,
      Contact: [anna({ Title: 'CFO' })],
      ContactHistory: [
        changed('ContactHistory', 'His01', { Field: 'Title', OldValue: 'Controller', NewValue: 'CFO', CreatedDate: at('2026-02-03') }),
      ],
    })
    const titleOn = (day: string) =>
      snapshot(village, day)
        .stakeholders.filter(each => each.id === ANNA)
        .map(each => each.title)
    expect([titleOn('2025-01-09'), titleOn('2025-06-01'), titleOn('2026-02-02'), titleOn('2026-02-03')]).toEqual([
      [],
      ['Controller'],
      ['Controller'],
      ['CFO'],
    ])
  })

  it('gives no title that they had before there was a record of them', () => {
    const changedOn = (CreatedDate: string) =>
      fromSalesforce({
        Account,
        Contact: [anna({ Title: 'CFO' })],
        ContactHistory: [changed('ContactHistory', 'His01', { Field: 'Title', OldValue: 'Controller', NewValue: 'CFO', CreatedDate })],
      })
    for (const early of [CREATED, '2024-12-31T08:00:00.000+0000']) {
      expect(codes(changedOn(early))).toEqual([])
      expect(onlyOf(changedOn(early)).stakeholders.map(({ title }) => title)).toEqual(['CFO'])
    }
    const later = onlyOf(changedOn('2025-01-10T08:00:00.001+0000'))
    expect(later.stakeholders.map(({ title }) => title).sort()).toEqual(['CFO', 'Controller'])
  })

  it('leads from one account to the next, and keeps them in the one that they left', () => {
    const other = rest('Account', 'Other', { Name: 'Ölbach' })
    const move = { Field: 'Account', CreatedDate: at('2026-02-03') }
    const result = fromSalesforce({
      Account: [...Account, other],
      Contact: [anna({ AccountId: other.Id })],
      ContactHistory: [
        changed('ContactHistory', 'His01', { ...move, OldValue: ACME, NewValue: other.Id }),
        // Salesforce tells a lookup twice, by id and by name.
        changed('ContactHistory', 'His02', { ...move, OldValue: 'Kessler Walzwerk', NewValue: 'Ölbach' }),
      ],
    })
    expect(result.issues).toEqual([])
    expect(result.villages.map(({ account, stakeholders }) => [account.name, stakeholders[0]?.joinedAt, stakeholders[0]?.leftAt])).toEqual([
      ['Kessler Walzwerk', undefined, utc('2026-02-03')],
      ['Ölbach', utc('2026-02-03'), undefined],
    ])
  })

  it('gives the reporting lines that were', () => {
    const people = ['Bert1', 'Carla'].map(key => rest('Contact', key, { AccountId: ACME }))
    const village = only({
      Account,
      Contact: [anna({ ReportsToId: people[1]?.Id }), ...people],
      ContactHistory: [
        changed('ContactHistory', 'His01', {
          Field: 'ReportsTo',
          OldValue: people[0]?.Id,
          NewValue: people[1]?.Id,
          CreatedDate: at('2026-02-03'),
        }),
      ],
    })
    const managersOn = (day: string) => snapshot(village, day).ties.map(({ to }) => to)
    expect(managersOn('2026-02-02')).toEqual([people[0]?.Id])
    expect(managersOn('2026-02-04')).toEqual([people[1]?.Id])
  })
})

describe('messages of change data capture', () => {
  const relation = rest('AccountContactRelation', 'Rel01', {
    AccountId: ACME,
    ContactId: ANNA,
    Roles: 'Business User;Influencer',
    CreatedDate: CREATED,
  })
  const changedRoles = message('AccountContactRelation', relation.Id, 'UPDATE', '2026-02-03', { Roles: 'Business User;Economic Buyer' })

  it('date the roles that they tell of', () => {
    const later = message('AccountContactRelation', relation.Id, 'UPDATE', '2026-04-01', { Roles: 'Economic Buyer' })
    const village = only([...Account, anna(), relation, later, changedRoles])
    const rolesOn = (day: string) =>
      snapshot(village, day)
        .roles.filter(each => each.stakeholder === ANNA)
        .map(({ role }) => role)
    expect(rolesOn('2026-03-01').sort()).toEqual(['economicBuyer', 'user'])
    expect(rolesOn('2026-04-02')).toEqual(['economicBuyer'])
    expect(village.roles.map(({ role, since, until }) => [role, since, until])).toEqual([
      ['economicBuyer', utc('2026-02-03'), undefined],
      ['user', utc('2026-02-03'), utc('2026-04-01')],
    ])
  })

  it('of roles that came after the end of the relation give none', () => {
    const rolesWhere = (EndDate: string) => {
      const ended = rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: ANNA, Roles: 'Coach', EndDate })
      const result = fromSalesforce([...Account, anna(), ended, changedRoles])
      expect(codes(result)).toEqual([])
      return onlyOf(result).roles.map(({ role, since, until }) => [role, since, until])
    }
    expect(rolesWhere('2026-02-02')).toEqual([])
    const held = [utc('2026-02-03'), '2026-12-31T00:00:00.000Z']
    expect(rolesWhere('2026-12-31')).toEqual([
      ['economicBuyer', ...held],
      ['user', ...held],
    ])
  })

  it('change a record from then on, whatever comes first', () => {
    const title = message('Contact', ANNA, 'UPDATE', '2026-02-03', { Title: 'CFO' })
    const old = anna({ Title: 'Controller', SystemModstamp: at('2026-01-01') })
    for (const input of [
      [...Account, old, title],
      [title, old, ...Account],
    ]) {
      expect(only(input).stakeholders[0]?.title).toBe('CFO')
    }
  })

  it('give a name in parts, in place of the whole one', () => {
    const married = message('Contact', ANNA, 'UPDATE', '2026-02-03', { Name: { FirstName: 'Anna', LastName: 'Sand' } })
    expect(only([...Account, anna({ SystemModstamp: at('2026-01-01') }), married]).stakeholders[0]?.name).toBe('Anna Sand')
  })

  it('create, delete and restore', () => {
    const created = message('Contact', ANNA, 'CREATE', '2026-02-03', { AccountId: ACME, Name: { LastName: 'Kurz' } })
    const deleted = message('Contact', ANNA, 'DELETE', '2026-03-01')
    const restored = message('Contact', ANNA, 'UNDELETE', '2026-03-02')
    expect(only([...Account, created]).stakeholders.map(({ name }) => name)).toEqual(['Kurz'])
    expect(only([deleted, ...Account, created]).stakeholders).toEqual([])
    expect(only([restored, ...Account, created, deleted]).stakeholders).toHaveLength(1)
    expect(fromSalesforce([deleted, ...Account, created]).coverage.leftOut.deleted).toBe(1)
  })

  it('may stand in the envelopes in which they are delivered, and be about several records', () => {
    const both = message('ContactChangeEvent', ANNA, 'UPDATE', '2026-02-03', { Title: 'CFO' })
    const header: unknown = Reflect.get(both, 'ChangeEventHeader')
    const payload = { ...both, ChangeEventHeader: { ...Object(header), recordIds: [ANNA, id('Contact', 'Bert1')] } }
    const people = [anna(), rest('Contact', 'Bert1', { AccountId: ACME })]
    for (const envelope of [
      payload,
      { schema: 'x', payload, event: { replayId: 1 } },
      { channel: '/data', data: { schema: 'x', payload } },
    ]) {
      expect(only([...Account, ...people, envelope]).stakeholders.map(({ title }) => title)).toEqual(['CFO', 'CFO'])
    }
  })

  it('that tell of a gap are an issue, because the change itself is not there', () => {
    const result = fromSalesforce([...Account, anna(), message('Contact', ANNA, 'GAP_UPDATE', '2026-02-03')])
    expect(codes(result)).toEqual(['Contact incomplete'])
    expect(onlyOf(result).stakeholders[0]?.name).toBe('Anna Kurz')
  })

  it('of objects that are not imported are counted', () => {
    expect(codes(fromSalesforce([...Account, message('Lead', '00Q5f000005mc66AAA', 'UPDATE', '2026-02-03')]))).toEqual([
      'Lead unknownObject',
    ])
  })

  it('of people who are to be forgotten leave no trace', () => {
    const individual = rest('Individual', 'Indiv', { ShouldForget: true })
    const told = [
      message('Contact', ANNA, 'UPDATE', '2026-02-03', { Title: 'Oracle' }),
      changed('ContactHistory', 'His01', { Field: 'Title', OldValue: 'Seer', NewValue: 'Oracle', CreatedDate: at('2026-02-03') }),
    ]
    const result = fromSalesforce([...Account, anna({ IndividualId: individual.Id }), individual, relation, changedRoles, ...told])
    expect(JSON.stringify(result)).not.toMatch(new RegExp(`${ANNA}|Oracle|Seer`))
  })
})
