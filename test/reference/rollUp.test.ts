import { createVillage, rollUp, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/rollUp.json' with { type: 'json' }

const AT = '2026-03-02'
const account = (id: string, sentiment?: number) =>
  snapshot(
    createVillage({
      account: { id, name: id, parent: 'parent', annualRevenue: { amount: 100_000, currency: 'EUR' } },
      stakeholders: [{ id: 'bo', roles: ['economicBuyer', 'user'] }],
      observations: sentiment === undefined ? [] : [{ stakeholder: 'bo', at: AT, sentiment, via: 'interview' }],
    }),
    AT,
  )

describe('a parent of two accounts of which one was heard', () => {
  const [parent] = rollUp([account('a', 0.8), account('b')])

  test('has the figures of the source', () => {
    const { value, sd, shareHeard, missing, coverage, bounds } = reference.parent
    expect(parent?.value).toBeCloseTo(value, 9)
    expect(parent?.sd).toBeCloseTo(sd, 9)
    expect(parent?.shareHeard).toBeCloseTo(shareHeard, 9)
    expect(parent?.coverage).toBeCloseTo(coverage, 9)
    expect(parent?.missing).toEqual(missing)
    expect(parent?.bounds).toEqual(bounds.map(end => expect.closeTo(end, 9)))
    expect(parent?.children[0]?.value).toBeCloseTo(reference.a.value, 9)
    expect(parent?.children[0]?.sd).toBeCloseTo(reference.a.sd, 9)
    expect(parent?.children[1]?.value).toBeUndefined()
  })
})
