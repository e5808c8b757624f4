import { snapshot } from 'account-village'
import { fromHubSpot } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'
import { type ApiRecord, api, codes, company, deal, defined, linked, only, onlyOf } from './records.js'

const at = (day: string): string => `${day}T08:15:00.000Z`
const spell = (value: string | null, day: string): object => ({ value, timestamp: at(day) })

/** Company 9 and a deal of it. */
const withDeal = (properties: ApiRecord['properties'], extra: Partial<ApiRecord> = {}, more: object = {}) =>
  fromHubSpot({
    companies: [api('9', { name: 'Tessmer' })],
    deals: [api('7', { dealname: 'Pilot', ...properties }, extra)],
    dealsToCompanies: [linked('7', [9, defined(5, 'Primary'), defined(341)])],
    ...more,
  })

describe('a deal', () => {
  it('is a decision with its worth and its date', () => {
    const { villages, issues } = withDeal({
      amount: '3000.50',
      deal_currency_code: 'SEK',
      closedate: '2027-02-26T10:00:00Z',
      dealstage: 'contractsent',
    })
    expect(issues).toEqual([])
    expect(villages[0]?.decisions).toEqual([
      {
        id: deal('7'),
        name: 'Pilot',
        kind: 'new',
        value: { amount: 3000.5, currency: 'SEK' },
        expectedAt: '2027-02-26T10:00:00.000Z',
        source: 'hubspot',
        recordedAt: at('2024-02-05'),
      },
    ])
  })

  it.each([
    ['newbusiness', 'new'],
    ['existingbusiness', 'expansion'],
    ['Renewal', 'renewal'],
    [null, 'new'],
  ])('of the type %s is of the kind %s', (dealtype, kind) => {
    expect(onlyOf(withDeal({ dealtype })).decisions[0]?.kind).toBe(kind)
  })

  it.each([
    ['closedwon', {}, 'won'],
    ['Closed Won', {}, 'won'],
    ['closedlost', {}, 'lost'],
    ['4711', { hs_is_closed_won: 'true', hs_is_closed: 'true' }, 'won'],
    ['4711', { hs_is_closed_won: 'false', hs_is_closed: 'true' }, 'lost'],
    ['4711', { hs_is_closed_lost: 'true' }, 'lost'],
    ['4711', {}, undefined],
    ['contractsent', { hs_is_closed: 'false' }, undefined],
  ])('in the stage %s with %j ended: %s', (dealstage, properties, result) => {
    expect(onlyOf(withDeal({ dealstage, closedate: '2026-01-31', ...properties })).decisions[0]?.outcome?.result).toBe(result)
  })

  it.each([
    ['1.0', 'won'],
    ['0.0', 'lost'],
  ])('ended as its pipeline says of the stage, with the probability %s: %s', (probability, result) => {
    const pipelines = {
      results: [{ id: 'p', label: 'P', stages: [{ id: '4711', label: 'End', metadata: { isClosed: 'true', probability } }] }],
    }
    expect(onlyOf(withDeal({ dealstage: '4711', closedate: '2026-01-31' }, {}, { pipelines })).decisions[0]?.outcome?.result).toBe(result)
    const open = { results: [{ id: 'p', stages: [{ id: '4711', metadata: { isClosed: 'false', probability } }] }] }
    expect(onlyOf(withDeal({ dealstage: '4711', closedate: '2026-01-31' }, {}, { pipelines: open })).decisions[0]?.outcome).toBeUndefined()
  })

  it('that ended without a date ended when it came into that stage, if its history tells', () => {
    const dealstage = [spell('closedlost', '2026-01-31'), spell('contractsent', '2025-01-31')]
    const [now] = onlyOf(withDeal({ dealstage: 'closedlost' }, { propertiesWithHistory: { dealstage } })).decisions.filter(
      each => each.outcome,
    )
    expect(now?.outcome).toEqual({ result: 'lost', at: at('2026-01-31') })
    const without = withDeal({ dealstage: 'closedlost' })
    expect([onlyOf(without).decisions, codes(without)]).toEqual([[], ['deal missingValue']])
  })

  it('was worth and expected what its history says, for who asks what was known then', () => {
    const propertiesWithHistory = {
      amount: [spell('90000', '2026-01-12'), spell('60000', '2025-03-03'), spell('20000', '2024-02-05')],
      closedate: [spell('2027-02-26', '2025-06-01'), spell('2025-12-31', '2024-02-05')],
      dealstage: [spell('closedwon', '2026-02-20'), spell('contractsent', '2024-02-05')],
    }
    const village = onlyOf(
      withDeal(
        { amount: '90000', deal_currency_code: 'EUR', closedate: '2027-02-26', dealstage: 'closedwon', hs_is_closed_won: 'true' },
        { propertiesWithHistory },
      ),
    )
    const known = (day: string): unknown[] =>
      snapshot(village, day).decisions.map(({ value, expectedAt, outcome }) => [value?.amount, expectedAt?.slice(0, 10), outcome?.result])
    expect(['2024-12-31', '2025-04-01', '2025-07-01', '2026-02-01', '2027-03-01'].map(known)).toEqual([
      [[20000, '2025-12-31', undefined]],
      [[60000, '2025-12-31', undefined]],
      [[60000, '2027-02-26', undefined]],
      [[90000, '2027-02-26', undefined]],
      [[90000, '2027-02-26', 'won']],
    ])
  })

  it('without a currency has none, which is an issue, unless the options give one', () => {
    const result = withDeal({ amount: '3000' })
    expect([onlyOf(result).decisions[0]?.value, codes(result)]).toEqual([{ amount: 3000, currency: 'XXX' }, ['deal noCurrency']])
  })

  it('without a company is an issue', () => {
    const result = withDeal({}, {}, { dealsToCompanies: [] })
    expect([onlyOf(result).decisions, codes(result)]).toEqual([[], ['deal missingValue']])
  })

  it('of several companies is of the primary one, or of the first, which is an issue', () => {
    const companies = [api('8', { name: 'Other' }), api('9', { name: 'Tessmer' })]
    const where = (...to: readonly (readonly [number, ...object[]])[]) => {
      const result = withDeal({}, {}, { companies, dealsToCompanies: [linked('7', ...to)] })
      return [result.villages.flatMap(({ account, decisions }) => (decisions.length > 0 ? account.id : [])), codes(result)]
    }
    expect(where([8, defined(341)], [9, defined(341), defined(5)])).toEqual([[company('9')], []])
    expect(where([9, defined(341)], [8, defined(341)])).toEqual([[company('8')], ['deal missingValue']])
  })

  it('may have the id of a company and of a contact', () => {
    const village = only({
      companies: [api('9', { name: 'Tessmer' })],
      contacts: [api('9', { lastname: 'Okafor', associatedcompanyid: '9' })],
      deals: [api('9', { dealname: 'Pilot' })],
      dealsToCompanies: [linked('9', [9, defined(5)])],
      contactsToDeals: [linked('9', [9, defined(4), { category: 'USER_DEFINED', typeId: 36, label: 'Champion' }])],
    })
    expect(village.roles).toMatchObject([{ stakeholder: 'hubspot:contact:9', decision: 'hubspot:deal:9', role: 'champion' }])
  })
})
