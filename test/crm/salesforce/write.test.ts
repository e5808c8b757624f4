import {
  accountReport,
  BUYING_ROLES,
  createVillage,
  InvalidArgumentError,
  type RoleFact,
  record,
  recordDeparture,
  snapshot,
  type Village,
} from 'account-village'
import { fromSalesforce, type SalesforceWriteOptions, toSalesforce } from 'account-village/salesforce'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../../support/law.js'
import { ORG, READING } from './org.js'
import { ACME, acme, id, only, onlyOf, rest } from './records.js'

const [ANNA, BERT] = ['Anna1', 'Bert1'].map(key => id('Contact', key))
const OPP = id('Opportunity', 'Opp01')
const people = acme('Anna1', 'Bert1')
const opportunity = rest('Opportunity', 'Opp01', {
  AccountId: ACME,
  Name: 'Renewal',
  Amount: 1000,
  CurrencyIsoCode: 'EUR',
  CloseDate: '2027-01-31',
})
const base = [...people.Account, ...people.Contact, opportunity]

/** What is said of roles, however the facts are called. */
const sayings = (village: Village): string[] =>
  village.roles.map(({ stakeholder, role, decision }: RoleFact) => [stakeholder, role, decision ?? ''].join(' ')).sort()

const withRoles = (roles: readonly RoleFact[]): Village => record(only(base), { roles })

describe('the roles of a village, written and read again', () => {
  const targets = ['AccountContactRole', 'AccountContactRelation', 'BuyingCommittee'] as const
  const anyRole = fc.record(
    {
      stakeholder: fc.constantFrom(ANNA ?? '', BERT ?? ''),
      role: fc.constantFrom(...BUYING_ROLES),
      decision: fc.constant(OPP),
    },
    { requiredKeys: ['stakeholder', 'role'] },
  )

  it.each(targets)('are the same, those of the account by %s', accountRoles => {
    always(
      fc.array(anyRole, { maxLength: 12 }),
      roles => {
        const village = withRoles(roles)
        const { batches, issues } = toSalesforce(village, { accountRoles })
        expect(issues).toEqual([])
        const again = fromSalesforce([...base, ...batches])
        expect(again.issues).toEqual([])
        expect(again.unmapped).toEqual([])
        expect([...new Set(sayings(onlyOf(again)))]).toEqual([...new Set(sayings(village))])
      },
      100,
    )
  })

  it('are the same for a whole org, under the same ids', () => {
    const org = fromSalesforce(Object.fromEntries(ORG), READING)
    const others = [...ORG].filter(([object]) => object !== 'OpportunityContactRole' && object !== 'AccountContactRelation')
    for (const village of org.villages) {
      const { batches, issues } = toSalesforce(village, { include: 'all', ...(READING.roles !== undefined && { roles: READING.roles }) })
      expect(issues).toEqual([])
      const again = fromSalesforce([...others.flatMap(([, records]) => records), ...batches], READING)
      const same = again.villages.find(each => each.account.id === village.account.id)
      const lasting = village.roles.filter(role => role.until === undefined)
      expect(same?.roles.map(({ id, stakeholder, role }) => [id, stakeholder, role])).toEqual(
        lasting.map(({ id, stakeholder, role }) => [id, stakeholder, role]),
      )
    }
  })

  it('keep the label of an org that means them all', () => {
    const roles = { Payer: ['economicBuyer', 'approver'] } as const
    const village = withRoles([
      { stakeholder: ANNA ?? '', role: 'approver' },
      { stakeholder: ANNA ?? '', role: 'economicBuyer' },
    ])
    const { batches } = toSalesforce(village, { roles })
    expect(batches.flatMap(({ records }) => records.map(({ Role }) => Role))).toEqual(['Payer'])
    expect(sayings(onlyOf(fromSalesforce([...base, ...batches], { roles })))).toEqual(sayings(village))
  })
})

describe('what is written of roles', () => {
  it('is what Salesforce does not hold yet, unless all is asked for', () => {
    const part = rest('OpportunityContactRole', 'Role1', { OpportunityId: OPP, ContactId: ANNA, Role: 'Evaluator' })
    const village = record(only([...base, part]), { roles: [{ stakeholder: BERT ?? '', role: 'champion', decision: OPP }] })
    const { attributes: _, ...written } = toSalesforce(village).batches[0]?.records[0] ?? {}
    expect(written).toEqual({ OpportunityId: OPP, ContactId: BERT, Role: 'Champion' })
    expect(toSalesforce(village).batches).toHaveLength(1)
    expect(toSalesforce(village, { include: 'all' }).batches.map(({ object, externalId }) => [object, externalId])).toEqual([
      ['OpportunityContactRole', 'Id'],
      ['OpportunityContactRole', undefined],
    ])
  })

  it('is nothing of roles that have ended', () => {
    expect(toSalesforce(withRoles([{ stakeholder: ANNA ?? '', role: 'user', until: '2026-01-01' }])).batches).toEqual([])
  })

  it('of people whom Salesforce does not know is an issue, or found by an external id', () => {
    const village = createVillage({
      account: { id: ACME, name: 'Acme' },
      stakeholders: [{ id: 'hubspot:501', name: 'Ines Vogt', roles: ['user'] }],
    })
    const { batches, issues } = toSalesforce(village)
    expect(batches).toEqual([])
    expect(issues).toMatchObject([{ object: 'Contact', id: 'hubspot:501', code: 'invalidId' }])
    expect(JSON.stringify(issues)).not.toContain('Ines')
    const found = toSalesforce(village, { externalIds: { Contact: 'Village_Id__c' } })
    expect(found.batches[0]?.records[0]).toMatchObject({
      AccountId: ACME,
      Contact: { Village_Id__c: 'hubspot:501' },
      Role: 'Business User',
    })
  })

  it('of people of another source whom Salesforce knows too goes to their contact', () => {
    const village = createVillage({
      account: { id: ACME, name: 'Acme' },
      stakeholders: [{ id: 'hubspot:501', roles: ['user'], externalIds: [{ source: 'salesforce', id: ANNA ?? '' }] }],
    })
    expect(toSalesforce(village).batches[0]?.records[0]).toMatchObject({ ContactId: ANNA })
  })
})

describe('a snapshot', () => {
  const roles: RoleFact[] = [
    { stakeholder: ANNA ?? '', role: 'champion', until: '2026-06-01' },
    { stakeholder: BERT ?? '', role: 'approver', since: '2026-06-01', until: '2027-01-01' },
    { stakeholder: BERT ?? '', role: 'economicBuyer', decision: OPP },
  ]
  const fields = { Contact: { power: 'Village_Power__c' } }
  const labelsOn = (day: string): unknown[] =>
    toSalesforce(snapshot(withRoles(roles), day)).batches.flatMap(({ records }) => records.map(({ ContactId, Role }) => [ContactId, Role]))

  it('gives the roles of its day, those that end later included, and the scores of a report', () => {
    expect(labelsOn('2026-05-01')).toEqual([
      [ANNA, 'Champion'],
      [BERT, 'Economic Buyer'],
    ])
    expect(labelsOn('2026-07-01')).toEqual([
      [BERT, 'Approver'],
      [BERT, 'Economic Buyer'],
    ])
    const s = snapshot(withRoles(roles), '2026-07-01')
    const [both, scores] = [toSalesforce(s, { fields }), toSalesforce(accountReport(s), { fields })]
    expect(both.batches.filter(({ object }) => object === 'Contact')).toEqual(scores.batches)
    expect(both.batches.map(({ object }) => object).sort()).toEqual(['AccountContactRole', 'Contact', 'OpportunityContactRole'])
  })

  it('knows the buying committee of somebody who has left, and does not write a second one', () => {
    const committee = rest('BuyingCommittee', 'Comm1', { AccountId: ACME, Name: 'Rolling' })
    const member = rest('BuyingCommitteeMember', 'Memb1', { BuyingCommitteeId: committee.Id, ReferenceMemberId: ANNA })
    const known = record(only([...base, committee, member]), { roles: [{ stakeholder: BERT ?? '', role: 'champion' }] })
    const left = snapshot(recordDeparture(known, ANNA ?? '', '2026-05-01'), '2026-06-01')
    expect(left.former.map(({ id: person }) => person)).toEqual([ANNA])
    const { batches } = toSalesforce(left, { accountRoles: 'BuyingCommittee', committeeRoles: { Champion: '0aB5g00000Ro1lEAAR' } })
    expect(batches.map(({ object }) => object)).toEqual(['BuyingCommitteeMember', 'BuyingComteMbrRoleAsgnt'])
    expect(batches[0]?.records[0]?.BuyingCommitteeId).toBe(committee.Id)
  })

  it('gives nothing of those whom nobody knows', () => {
    const s = snapshot(only(base), '2026-07-01')
    expect(s.placeholders).not.toEqual([])
    expect(toSalesforce(s)).toEqual({ batches: [], issues: [] })
  })
})

describe('a report', () => {
  const village = record(withRoles([{ stakeholder: ANNA ?? '', role: 'economicBuyer', decision: OPP }]), {
    observations: [{ id: 'o1', stakeholder: ANNA ?? '', at: '2026-11-02', sentiment: -0.9, via: 'interview' }],
  })
  const report = accountReport(snapshot(village, '2026-11-20'))
  const options: SalesforceWriteOptions = {
    fields: {
      Contact: { power: 'Village_Power__c', sentiment: 'Village_Sentiment__c' },
      Account: { state: 'Village_State__c' },
      Opportunity: { probabilityOfYes: 'Village_Yes__c' },
    },
    findings: {
      object: 'Village_Finding__c',
      key: 'Key__c',
      account: 'Account__c',
      rule: 'Rule__c',
      severity: 'Severity__c',
      people: 'People__c',
    },
  }
  const { batches, issues } = toSalesforce(report, options)
  const recordsOf = (object: string) => batches.filter(batch => batch.object === object).flatMap(({ records }) => records)

  it('gives the scores of the account, of the decision in view and of everybody', () => {
    expect(issues).toEqual([])
    expect(recordsOf('Account')).toMatchObject([{ Id: ACME, Village_State__c: report.sentiment.state }])
    expect(recordsOf('Opportunity')).toMatchObject([{ Id: OPP, Village_Yes__c: report.probabilityOfYes }])
    const anna = report.people.find(person => person.stakeholder === ANNA)
    expect(recordsOf('Contact')).toContainEqual({
      attributes: { type: 'Contact' },
      Id: ANNA,
      Village_Power__c: anna?.power.share,
      Village_Sentiment__c: anna?.sentiment.value,
    })
  })

  it('writes what is unknown as null, so that no old number passes for a new one', () => {
    const silent = report.people.find(person => person.sentiment.readings === 0 && !person.placeholder)
    expect(silent?.sentiment.value).toBeUndefined()
    expect(recordsOf('Contact').find(({ Id }) => Id === silent?.stakeholder)?.Village_Sentiment__c).toBeNull()
  })

  it('gives findings with a key that stays the same from day to day', () => {
    const later = toSalesforce(accountReport(snapshot(village, '2026-11-21')), options)
    const keys = (all: typeof batches): unknown[] =>
      all.filter(({ object }) => object === 'Village_Finding__c').flatMap(({ records }) => records.map(({ Key__c }) => Key__c))
    expect(keys(batches).length).toBeGreaterThan(0)
    expect(new Set(keys(batches)).size).toBe(keys(batches).length)
    expect(keys(later.batches)).toEqual(keys(batches))
    expect(recordsOf('Village_Finding__c').map(({ Rule__c }) => Rule__c)).toEqual(report.risks.map(({ rule }) => rule))
  })

  it('writes nothing where no field is named, and nothing of placeholders', () => {
    expect(toSalesforce(report).batches).toEqual([])
    expect(report.people.some(({ placeholder }) => placeholder)).toBe(true)
    expect(recordsOf('Contact').map(({ Id }) => Id)).not.toContain('?user')
  })
})

it.each([
  [{ include: 'some' }],
  [{ accountRoles: 'Contact' }],
  [{ fields: { Contact: { power: 'no field' } } }],
  [{ findings: { object: 'X__c' } }],
  [{ colour: 'red' }],
])('an option that makes no sense is refused: %j', options => {
  expect(() => Reflect.apply(toSalesforce, undefined, [only(base), options])).toThrow(InvalidArgumentError)
})
