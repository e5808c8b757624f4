import {
  accountSentiment,
  createVillage,
  decisionOutlook,
  power,
  type Snapshot,
  sentiments,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/verdicts.json' with { type: 'json' }

describe.each(reference.cases.map(each => [each.name, each] as const))('the village "%s"', (_, { village, asOf, expected }) => {
  const seen = (): Snapshot => {
    const { settings } = reference
    const options: object = { settings }
    return snapshot(createVillage(asInput(village)), asOf, options)
  }

  test('has the verdict of the source', () => {
    expect(accountSentiment(seen())).toMatchObject(near(expected.account))
  })

  test('has the classes and their divergence of the source', () => {
    const { byClass, divergence } = accountSentiment(seen())
    expect(Object.keys(byClass).sort()).toEqual(Object.keys(expected.byClass).sort())
    expect(byClass).toMatchObject(near(expected.byClass))
    for (const [name, { heard }] of Object.entries(expected.byClass))
      if (heard === 0) expect(Reflect.get(byClass, name)).toMatchObject({ value: undefined, sd: undefined, interval: undefined })
    if (expected.divergence === null) expect(divergence).toBeUndefined()
    else expect(divergence).toEqual(near(expected.divergence))
  })

  test('has the outlook of the source', () => {
    const { probabilityOfYes, range, basis, unheard, byStakeholder } = decisionOutlook(seen())
    expect({ probabilityOfYes, range, basis, unheard }).toEqual(near(expected.outlook))
    const known = new Map(village.stakeholders.map(({ id }, i) => [id, expected.known[i]]))
    for (const row of byStakeholder) expect(row.known).toBeCloseTo(known.get(row.stakeholder) ?? Number.NaN, 9)
  })

  test('has of each person what the source has', () => {
    const s = seen()
    const [told, shares] = [sentiments(s), power(s)]
    village.stakeholders.forEach(({ id }, i) => {
      const own = told.find(({ stakeholder }) => stakeholder === id) ?? expect.fail()
      expect(own.reliability).toBeCloseTo(expected.reliability[i] ?? Number.NaN, 9)
      expect(Reflect.get(own, 'known')).toBeCloseTo(expected.known[i] ?? Number.NaN, 9)
      expect(Reflect.get(own, 'effectiveReadings')).toBeCloseTo(Number(Reflect.get(expected.effectiveReadings, id)), 9)
      expect(shares.find(({ stakeholder }) => stakeholder === id)?.share).toBeCloseTo(expected.power[i] ?? Number.NaN, 9)
    })
  })
})

/** The village as it was written; what it holds is checked when it is made. */
function asInput(village: unknown): VillageInput {
  if (!isInput(village)) throw new Error('no village')
  return village
}

function isInput(village: unknown): village is VillageInput {
  return typeof village === 'object' && village !== null && 'account' in village
}

/** The same with numbers to within 1e-9, and nothing where the source has null. */
function near(value: unknown): Record<string, unknown> {
  const parts: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(Object(value))) parts[key] = nearly(part)
  return parts
}

function nearly(value: unknown): unknown {
  if (value === null) return undefined
  if (typeof value === 'number') return expect.closeTo(value, 9)
  if (Array.isArray(value)) return value.map(nearly)
  return typeof value === 'object' ? near(value) : value
}
