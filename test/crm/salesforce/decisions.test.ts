import { fromSalesforce, type SalesforceOptions } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, onlyOf, rest } from './records.js'

const OPP = id('Opportunity', 'Opp01')

function withOpportunity(fields: object, options?: SalesforceOptions) {
  const opportunity = rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Lines 4 and 5', CloseDate: '2027-01-31', ...fields })
  return fromSalesforce({ ...acme(), Opportunity: [opportunity] }, options)
}
const decisionOf = (fields: object, options?: SalesforceOptions) => onlyOf(withOpportunity(fields, options)).decisions[0]

describe('an opportunity', () => {
  it('becomes a decision', () => {
    const fields = {
      StageName: 'Negotiation/Review',
      Amount: 125_000,
      CurrencyIsoCode: 'EUR',
      IsClosed: false,
      IsWon: false,
      Type: 'Renewal',
      CreatedDate: '2026-06-15T09:00:00.000+0000',
    }
    const result = withOpportunity(fields)
    expect(onlyOf(result).decisions).toEqual([
      {
        id: OPP,
        name: 'Lines 4 and 5',
        kind: 'renewal',
        value: { amount: 125_000, currency: 'EUR' },
        expectedAt: '2027-01-31T00:00:00.000Z',
        source: 'salesforce',
        recordedAt: '2026-06-15T09:00:00.000Z',
      },
    ])
    expect(result.issues).toEqual([])
  })

  it.each([
    ['Renewal', 'renewal'],
    ['Existing Customer - Renewal', 'renewal'],
    ['New Renewal', 'renewal'],
    ['Existing Customer - Upgrade', 'expansion'],
    ['Existing Customer - Replacement', 'expansion'],
    ['Existing Business', 'expansion'],
    ['Add-On Business', 'expansion'],
    ['Add On', 'expansion'],
    ['Upsell', 'expansion'],
    ['Expansion', 'expansion'],
    ['New Customer', 'new'],
    ['new business', 'new'],
    [null, 'new'],
    ['', 'new'],
  ])('of type %j is of kind %s', (Type, kind) => {
    const result = withOpportunity({ Type })
    expect(onlyOf(result).decisions[0]?.kind).toBe(kind)
    expect(result.unmapped).toEqual([])
  })

  it('of another type is new, and its type is counted', () => {
    const result = withOpportunity({ Type: 'Tender' })
    expect(onlyOf(result).decisions[0]?.kind).toBe('new')
    expect(result.unmapped).toEqual([{ field: 'Opportunity.Type', value: 'Tender', count: 1 }])
  })

  it.each([
    [{ IsClosed: true, IsWon: true }, 'won'],
    [{ IsClosed: true, IsWon: false }, 'lost'],
    [{ IsClosed: 'true', IsWon: 'false' }, 'lost'],
    [{ IsClosed: 'WAHR', IsWon: 'FALSCH' }, 'lost'],
    [{ IsClosed: true, StageName: 'Closed Lost' }, 'lost'],
    [{ StageName: 'Closed Won' }, 'won'],
    [{ StageName: 'closed lost' }, 'lost'],
    [{ IsClosed: true, IsWon: true, StageName: 'Signed' }, 'won'],
    [{ IsClosed: false, IsWon: false, StageName: 'Prospecting' }, undefined],
    [{}, undefined],
  ])('has fallen when it says so: %o', (fields, result) => {
    expect(decisionOf(fields)?.outcome).toEqual(result === undefined ? undefined : { result, at: '2027-01-31T00:00:00.000Z' })
  })

  it('that is closed without a date is an issue and left out, and so is what refers to it', () => {
    const input = {
      ...acme('Anna1'),
      Opportunity: [rest('Opportunity', 'Opp01', { AccountId: ACME, IsClosed: true, IsWon: false })],
      OpportunityContactRole: [
        rest('OpportunityContactRole', 'Role1', { OpportunityId: OPP, ContactId: id('Contact', 'Anna1'), Role: 'Coach' }),
      ],
      Event: [rest('Event', 'Event', { WhatId: OPP, ActivityDate: '2026-03-02' })],
    }
    const result = fromSalesforce(input)
    expect(onlyOf(result)).toMatchObject({ decisions: [], roles: [] })
    expect(onlyOf(result).interactions[0]).not.toHaveProperty('decision')
    expect(result.issues).toMatchObject([{ object: 'Opportunity', id: OPP, code: 'missingValue' }])
  })

  it('that is open may have no date and no name', () => {
    const result = withOpportunity({ CloseDate: null, Name: null })
    expect(onlyOf(result).decisions).toEqual([{ id: OPP, name: OPP, kind: 'new', source: 'salesforce' }])
    expect(result.issues).toEqual([])
  })

  it('without an account is an issue', () => {
    const result = withOpportunity({ AccountId: null })
    expect(onlyOf(result).decisions).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'Opportunity', id: OPP, code: 'missingValue' }])
  })
})

describe('the amount of an opportunity', () => {
  it.each([
    [125_000, 125_000],
    ['125000.5', 125_000.5],
    [0, 0],
    ['1e3', 1000],
    [' 5 ', 5],
  ])('may be a number or a text: %j', (Amount, amount) => {
    expect(decisionOf({ Amount, CurrencyIsoCode: 'EUR' })?.value).toEqual({ amount, currency: 'EUR' })
  })

  it.each([null, '', undefined])('may be missing: %j', Amount => {
    expect(decisionOf({ Amount })).not.toHaveProperty('value')
  })

  it.each([-1, '1,500', '0x10', 'much', Number.POSITIVE_INFINITY, true])('that is no amount is an issue: %j', Amount => {
    const result = withOpportunity({ Amount })
    expect(onlyOf(result).decisions[0]).not.toHaveProperty('value')
    expect(codes(result)).toEqual(['Opportunity invalidValue'])
  })

  it('is in the currency of the record, else in that of the options', () => {
    expect(decisionOf({ Amount: 5, CurrencyIsoCode: 'usd' }, { currency: 'EUR' })?.value?.currency).toBe('USD')
    expect(decisionOf({ Amount: 5 }, { currency: 'EUR' })?.value?.currency).toBe('EUR')
  })

  it('is in no currency, which is one issue, when nobody names one', () => {
    const opportunities = ['Opp01', 'Opp02', 'Opp03'].map(key =>
      rest('Opportunity', key, { AccountId: ACME, Amount: key === 'Opp03' ? null : 5, CloseDate: '2027-01-31' }),
    )
    const result = fromSalesforce({ ...acme(), Opportunity: opportunities })
    expect(onlyOf(result).decisions.map(decision => decision.value?.currency)).toEqual(['XXX', 'XXX', undefined])
    expect(codes(result)).toEqual(['Opportunity noCurrency'])
  })

  it('needs no currency when there is none', () => {
    expect(withOpportunity({}).issues).toEqual([])
  })

  it('in a currency that is none is an issue', () => {
    const result = withOpportunity({ Amount: 5, CurrencyIsoCode: 'Taler' }, { currency: 'EUR' })
    expect(onlyOf(result).decisions[0]?.value?.currency).toBe('EUR')
    expect(codes(result)).toEqual(['Opportunity invalidValue'])
  })
})
