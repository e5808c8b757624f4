import { fromSalesforce, SALESFORCE_ROLES, type SalesforceOptions } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, onlyOf, rest } from './records.js'

const ANNA = id('Contact', 'Anna1')
const OPP = id('Opportunity', 'Opp01')
const opportunity = rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal', CloseDate: '2027-01-31' })

function withRelation(fields: object, options?: SalesforceOptions) {
  const relation = rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: ANNA, IsActive: true, ...fields })
  return fromSalesforce({ ...acme('Anna1'), AccountContactRelation: [relation] }, options)
}

function withPart(fields: object, options?: SalesforceOptions) {
  const role = rest('OpportunityContactRole', 'Role1', { OpportunityId: OPP, ContactId: ANNA, ...fields })
  return fromSalesforce({ ...acme('Anna1'), Opportunity: [opportunity], OpportunityContactRole: [role] }, options)
}

describe('the roles of a relation', () => {
  it('become role facts, one for each label between semicolons, with their time', () => {
    const result = withRelation({
      Roles: 'Decision Maker;Influencer',
      StartDate: '2025-02-01',
      EndDate: '2026-06-30',
      CreatedDate: '2025-02-03T10:00:00.000+0000',
    })
    const fact = {
      stakeholder: ANNA,
      since: '2025-02-01T00:00:00.000Z',
      until: '2026-06-30T00:00:00.000Z',
      basis: 'stated',
      source: 'salesforce',
      recordedAt: '2025-02-03T10:00:00.000Z',
    }
    const link = id('AccountContactRelation', 'Rel01')
    expect(onlyOf(result).roles).toEqual([
      { id: `${link}:role:decisionMaker`, role: 'decisionMaker', ...fact },
      { id: `${link}:role:influencer`, role: 'influencer', ...fact },
    ])
    expect(result.issues).toEqual([])
  })

  it('may come as a list', () => {
    expect(onlyOf(withRelation({ Roles: ['Coach', 'Influencer'] })).roles.map(({ role }) => role)).toEqual(['coach', 'influencer'])
  })

  it.each([
    ['Business User', ['user']],
    ['User', ['user']],
    ['End User', ['user']],
    ['Initiator', ['initiator']],
    ['Champion', ['champion']],
    ['Coach', ['coach']],
    ['Influencer', ['influencer']],
    ['Evaluator', ['technicalBuyer']],
    ['Technical Buyer', ['technicalBuyer']],
    ['Gatekeeper', ['gatekeeper']],
    ['Procurement', ['procurement']],
    ['Purchasing', ['procurement']],
    ['Legal', ['legalCompliance']],
    ['Compliance', ['legalCompliance']],
    ['Approver', ['approver']],
    ['Authorised Approver', ['approver']],
    ['Authorized Approver', ['approver']],
    ['Decision Maker', ['decisionMaker']],
    ['Primary Decision Maker', ['decisionMaker']],
    ['Economic Buyer', ['economicBuyer']],
    ['Economic Decision Maker', ['economicBuyer']],
    ['Executive Sponsor', ['executiveSponsor']],
    ['Other', []],
    ['', []],
    [null, []],
    [' ;; ', []],
  ])('are by default: %j means %j', (Roles, roles) => {
    for (const label of [Roles, Roles?.toUpperCase(), Roles === null ? null : ` ${Roles?.toLowerCase()} `]) {
      const result = withRelation({ Roles: label })
      expect(onlyOf(result).roles.map(({ role }) => role)).toEqual(roles)
      expect(result.unmapped).toEqual([])
    }
  })

  it('that several labels mean are one', () => {
    expect(onlyOf(withRelation({ Roles: 'Economic Buyer;Economic Decision Maker;economic buyer' })).roles).toHaveLength(1)
  })

  it('that end before they begin are left out, as an issue', () => {
    const result = withRelation({ Roles: 'Coach', StartDate: '2026-06-30', EndDate: '2026-01-31' })
    expect(onlyOf(result).roles).toEqual([])
    expect(codes(result)).toEqual(['AccountContactRelation invalidValue'])
  })

  it('with a date that is none are taken without it, as an issue', () => {
    const result = withRelation({ Roles: 'Coach', StartDate: '31.02.2026' })
    expect(onlyOf(result).roles[0]).not.toHaveProperty('since')
    expect(codes(result)).toEqual(['AccountContactRelation invalidValue'])
  })
})

describe('the role in an opportunity', () => {
  it('becomes a role fact of that decision', () => {
    expect(onlyOf(withPart({ Role: 'Economic Buyer', CreatedDate: '2026-02-03T10:00:00.000+0000' })).roles).toEqual([
      {
        id: `${id('OpportunityContactRole', 'Role1')}:role:economicBuyer`,
        stakeholder: ANNA,
        role: 'economicBuyer',
        decision: OPP,
        basis: 'stated',
        source: 'salesforce',
        recordedAt: '2026-02-03T10:00:00.000Z',
      },
    ])
  })

  it.each([
    ['its opportunity', { OpportunityId: id('Opportunity', 'Away1') }, 'missingRecord'],
    ['its opportunity', { OpportunityId: null }, 'missingValue'],
    ['its contact', { ContactId: id('Contact', 'Away1') }, 'missingRecord'],
    ['its contact', { ContactId: null }, 'missingValue'],
  ])('without %s is an issue: %o', (_, fields, code) => {
    const result = withPart({ Role: 'Coach', ...fields })
    expect(onlyOf(result).roles).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'OpportunityContactRole', id: id('OpportunityContactRole', 'Role1'), code }])
  })
})

describe('labels that nothing is known of', () => {
  it('are counted by field, the most frequent first, and are no role', () => {
    const links = ['Payer;Seer', 'Payer', 'Blocker', null].map((Roles, i) =>
      rest('AccountContactRelation', `Rel0${i}`, { AccountId: ACME, ContactId: ANNA, Roles }),
    )
    const part = rest('OpportunityContactRole', 'Role1', { OpportunityId: OPP, ContactId: ANNA, Role: 'Payer' })
    const result = fromSalesforce({
      ...acme('Anna1'),
      Opportunity: [opportunity],
      OpportunityContactRole: [part],
      AccountContactRelation: links,
    })
    expect(onlyOf(result).roles).toEqual([])
    expect(result.unmapped).toEqual([
      { field: 'AccountContactRelation.Roles', value: 'Payer', count: 2 },
      { field: 'AccountContactRelation.Roles', value: 'Blocker', count: 1 },
      { field: 'AccountContactRelation.Roles', value: 'Seer', count: 1 },
      { field: 'OpportunityContactRole.Role', value: 'Payer', count: 1 },
    ])
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '<script>'])('may be anything: %j', label => {
    expect(withRelation({ Roles: label }).unmapped).toEqual([{ field: 'AccountContactRelation.Roles', value: label, count: 1 }])
  })

  it('are given a meaning by the options: a role, several, or none', () => {
    const options: SalesforceOptions = {
      roles: {
        'billing contact': 'procurement',
        Payer: ['economicBuyer', 'approver'],
        Blocker: null,
        'Decision Maker': 'executiveSponsor',
      },
    }
    const result = withRelation({ Roles: 'Billing Contact;PAYER;Blocker;Decision Maker;Coach' }, options)
    expect(onlyOf(result).roles.map(({ role }) => role)).toEqual(['approver', 'coach', 'economicBuyer', 'executiveSponsor', 'procurement'])
    expect(result.unmapped).toEqual([])
  })

  it('include blockers: being against us is no role', () => {
    expect(Object.keys(SALESFORCE_ROLES)).not.toContain('Blocker')
  })
})

describe('a veto', () => {
  const options: SalesforceOptions = { fields: { veto: 'Can_Stop__c' } }
  const contact = (fields: object) =>
    fromSalesforce(
      { ...acme(), Contact: [rest('Contact', 'Anna1', { AccountId: ACME, CreatedDate: '2025-04-01T06:00:00.000+0000', ...fields })] },
      options,
    )

  it('stands in the field that the options name, and nowhere else', () => {
    expect(onlyOf(contact({ Can_Stop__c: true })).vetoes).toEqual([
      { id: `${ANNA}:veto`, stakeholder: ANNA, basis: 'stated', source: 'salesforce', recordedAt: '2025-04-01T06:00:00.000Z' },
    ])
    expect(
      onlyOf(fromSalesforce({ ...acme(), Contact: [rest('Contact', 'Anna1', { AccountId: ACME, Can_Stop__c: true })] })).vetoes,
    ).toEqual([])
  })

  it.each([true, 'true', 'TRUE', 'yes', 1, '1'])('is held by a yes: %j', Can_Stop__c => {
    expect(onlyOf(contact({ Can_Stop__c })).vetoes).toHaveLength(1)
    expect(onlyOf(contact({ Can_Stop__c })).vetoes[0]).not.toHaveProperty('scope')
  })

  it.each([false, 'false', 'No', 'None', 0, '', ' ', null])('is not held by a no: %j', Can_Stop__c => {
    expect(onlyOf(contact({ Can_Stop__c })).vetoes).toEqual([])
  })

  it('has the scope that the field says in words', () => {
    expect(onlyOf(contact({ Can_Stop__c: ' data protection ' })).vetoes).toMatchObject([{ scope: 'data protection' }])
  })

  it('of a relation lasts as long as the relation', () => {
    const result = withRelation({ Can_Stop__c: true, StartDate: '2025-02-01', EndDate: '2026-06-30' }, options)
    expect(onlyOf(result).vetoes).toMatchObject([
      { id: `${id('AccountContactRelation', 'Rel01')}:veto`, since: '2025-02-01T00:00:00.000Z', until: '2026-06-30T00:00:00.000Z' },
    ])
  })

  it('of a part in an opportunity is one of that decision', () => {
    expect(onlyOf(withPart({ Role: 'Evaluator', Can_Stop__c: 'security' }, options)).vetoes).toMatchObject([
      { scope: 'security', decision: OPP },
    ])
  })

  it('of a contact holds in their own account only', () => {
    const other = rest('Account', 'Other', { Name: 'Other' })
    const relation = rest('AccountContactRelation', 'Rel01', { AccountId: other.Id, ContactId: ANNA })
    const { Account } = acme()
    const result = fromSalesforce(
      {
        Account: [...Account, other],
        Contact: [rest('Contact', 'Anna1', { AccountId: ACME, Can_Stop__c: true })],
        AccountContactRelation: [relation],
      },
      options,
    )
    expect(result.villages.map(village => village.vetoes.length)).toEqual([1, 0])
  })
})
