import { fromDynamics } from 'account-village/dynamics'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, FORMATTED, guid, lookup, only } from './rows.js'

const deal = (fields: object) => ({ opportunityid: guid(21), name: 'Renewal', ...lookup('parentaccountid', ACME, 'account'), ...fields })
const decisionFrom = (fields: object, more: object = {}, options = {}) =>
  only({ ...acme(), ...more, opportunities: [deal(fields)] }, options).decisions[0]

describe('an opportunity', () => {
  it.each([
    [{ statecode: 1, actualclosedate: '2026-02-01' }, 'won'],
    [{ statecode: 2, actualclosedate: '2026-02-01' }, 'lost'],
    [{ statecode: 2, statuscode: 5, actualclosedate: '2026-02-01' }, 'lost'],
    [{ statecode: 2, statuscode: 4, actualclosedate: '2026-02-01' }, 'noDecision'],
    [{ statecode: 'Won', actualclosedate: '2026-02-01' }, 'won'],
    [{ statecode: '1', actualclosedate: '2026-02-01T00:00:00Z' }, 'won'],
  ])('is decided: %j', (fields, result) => {
    expect(decisionFrom(fields)?.outcome).toEqual({ result, at: '2026-02-01T00:00:00.000Z' })
  })

  it('is open until its state says otherwise', () => {
    expect(decisionFrom({ statecode: 0, actualclosedate: '2026-02-01' })).not.toHaveProperty('outcome')
    expect(decisionFrom({ estimatedclosedate: '2026-09-30' })).toMatchObject({ expectedAt: '2026-09-30T00:00:00.000Z' })
  })

  it('is left out, and told, when it is closed and nobody knows when', () => {
    const result = fromDynamics({ ...acme(), opportunities: [deal({ statecode: 1, estimatedclosedate: '2026-02-01' })] })
    expect(result.villages[0]?.decisions).toEqual([])
    expect(codes(result)).toEqual(['opportunity missingValue'])
  })

  it('is worth what was estimated, and once it is won what was agreed', () => {
    const currency = { currency: 'EUR' }
    expect(decisionFrom({ estimatedvalue: 90_000, actualvalue: 80_000 }, {}, currency)?.value).toEqual({ amount: 90_000, currency: 'EUR' })
    const won = { statecode: 1, actualclosedate: '2026-02-01', estimatedvalue: 90_000 }
    expect(decisionFrom({ ...won, actualvalue: 80_000 }, {}, currency)?.value?.amount).toBe(80_000)
    expect(decisionFrom(won, {}, currency)?.value?.amount).toBe(90_000)
  })

  it('has the currency that it leads to, in the import or expanded, and not the name of one', () => {
    const priced = { estimatedvalue: 5, ...lookup('transactioncurrencyid', guid(31), undefined, 'US Dollar') }
    const transactioncurrencies = [{ transactioncurrencyid: guid(31), isocurrencycode: 'USD' }]
    expect(decisionFrom(priced, { transactioncurrencies })?.value?.currency).toBe('USD')
    expect(decisionFrom({ estimatedvalue: 5, transactioncurrencyid: { isocurrencycode: 'usd' } })?.value?.currency).toBe('USD')
    expect(decisionFrom(priced)?.value?.currency).toBe('XXX')
    expect(codes(fromDynamics({ ...acme(), opportunities: [deal(priced)] }))).toEqual(['opportunity noCurrency'])
  })

  it('is a renewal or an expansion by the label of the column that the options name', () => {
    const kindOf = (label: string) =>
      decisionFrom({ new_kind: 1, [`new_kind${FORMATTED}`]: label }, {}, { fields: { kind: 'new_kind' } })?.kind
    expect(['Renewal', 'Upsell', 'New business'].map(kindOf)).toEqual(['renewal', 'expansion', 'new'])
    expect(decisionFrom({ new_kind: 'Renewal' })?.kind).toBe('new')
  })

  it('belongs to its customer when that is a company', () => {
    const opportunities = [{ opportunityid: guid(21), name: 'Renewal', ...lookup('customerid', ACME, 'account') }]
    expect(only({ ...acme(), opportunities }).decisions).toHaveLength(1)
    const person = [{ opportunityid: guid(21), name: 'Renewal', ...lookup('customerid', guid(11), 'contact') }]
    expect(codes(fromDynamics({ ...acme(11), opportunities: person }))).toEqual(['opportunity missingValue'])
  })
})
