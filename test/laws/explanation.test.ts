import { accountSentiment, explainChange, snapshot } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

/** Settings of before, some of which are replaced after. */
const beliefs = fc.constantFrom(
  {},
  {},
  { sentiment: { halfLifeDays: 60 } },
  { sentiment: { priorMean: 0.2, sameUnitCorrelation: 0 } },
  { authority: { roleMass: { user: 7 } }, influence: { openness: 0.6 } },
)

describe('the change between any two snapshots of any village', () => {
  test('is explained completely: the reasons, and the parts of the tree, sum to it', () => {
    always(fc.record({ scene: scenes, days: fc.integer({ min: -400, max: 400 }), settings: beliefs }), ({ scene, days, settings }) => {
      const { village, s } = played(scene)
      const other = snapshot(village, Date.parse(s.asOf) + days * 864e5, { settings })
      for (const [before, after] of [
        [s, other],
        [other, s],
      ] as const) {
        const { total, contributions, tree, byStakeholder, before: start, after: end } = explainChange(before, after)
        const sum = contributions.reduce((all, { amount }) => all + amount, 0)
        const settled = contributions.find(({ kind }) => kind === 'settings')?.amount ?? 0
        expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-12)
        expect(Math.abs(tree.amount + settled - total)).toBeLessThanOrEqual(1e-12)
        const ofUnits = contributions.reduce((all, { unit, amount }) => (unit === undefined ? all : all + amount), 0)
        const ofPeople = byStakeholder.reduce((all, { amount }) => all + amount, 0)
        expect(Math.abs(ofPeople + ofUnits + settled - total)).toBeLessThanOrEqual(1e-12)
        const shown = [accountSentiment(before).value, accountSentiment(after).value]
        if (shown[0] !== undefined) expect(start).toBeCloseTo(shown[0], 12)
        if (shown[1] !== undefined) expect(end).toBeCloseTo(shown[1], 12)
      }
    })
  })

  test('from a snapshot to itself is nothing, for no reason', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        expect(explainChange(s, s)).toMatchObject({ total: 0, contributions: [] })
      },
      200,
    )
  })
})
