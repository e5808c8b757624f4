import { createVillage, explainChange, explainRisk, InvalidArgumentError, rollUp, sentimentTrend, snapshot } from 'account-village'
import { describe, expect, it } from 'vitest'

const [acme, bode] = ['Acme', 'Bode'].map(account => {
  const village = createVillage({
    account: { id: account, name: account, annualRevenue: { amount: 1, currency: 'EUR' } },
    units: [{ id: 'it', name: 'IT', kind: 'department' }],
    stakeholders: [{ id: 'ann', roles: ['economicBuyer'], unit: 'it' }],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 100, currency: 'EUR' } }],
  })
  return snapshot(village, '2026-03-02')
})

describe('an argument that makes no sense', () => {
  if (acme === undefined || bode === undefined) throw new Error('no snapshot')

  it.each([
    ['two accounts explained', 'after', () => explainChange(acme, bode)],
    ['the risk of two accounts', 'after', () => explainRisk(acme, bode)],
    ['a trend of a person and of a unit', 'unit', () => sentimentTrend(acme, { since: '2026-01-01', stakeholder: 'ann', unit: 'it' })],
    ['a weight that is no number', 'accounts', () => rollUp([acme], { weight: new Map([['Acme', Number.NaN]]) })],
  ])('is refused: %s', (_, path, call) => {
    expect(call).toThrow(InvalidArgumentError)
    expect(call).toThrow(path)
  })
})
