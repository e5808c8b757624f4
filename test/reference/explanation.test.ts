import { byStakeholder as byId, decisionOutlook, explainChange, opinionEquilibrium, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import aggregation from '../fixtures/reference/aggregation.json' with { type: 'json' }
import reference from '../fixtures/reference/explanation.json' with { type: 'json' }
import golden from '../fixtures/reference/goldenVillage.json' with { type: 'json' }
import { day } from '../support/days.js'
import { goldenVillage } from '../support/golden.js'
import { rolledUp } from '../support/rolledUp.js'

describe('the change of the golden village between its two days', () => {
  const { golden } = reference
  const village = goldenVillage()
  const { total, contributions, byStakeholder } = explainChange(snapshot(village, day(60)), snapshot(village, day(120)))

  test('is explained person by person as in the source', () => {
    expect(total).toBeCloseTo(golden.total, 12)
    expect(Object.fromEntries(byStakeholder.map(({ stakeholder, amount }) => [stakeholder, amount]))).toEqual(
      Object.fromEntries(Object.entries(golden.byStakeholder).map(([id, amount]) => [id, expect.closeTo(amount, 12)])),
    )
  })

  test('is explained reading by reading as in the source, as new ones and old ones that age', () => {
    const ids = new Map(
      village.observations.map(({ id, stakeholder, at }) => [
        id,
        `${Math.round((Date.parse(at) - Date.parse(day(0))) / 864e5)}:${stakeholder}`,
      ]),
    )
    const found = contributions.map(({ kind, reading = '', amount }) => [ids.get(reading), kind, amount] as const)
    expect(new Map(found.map(([reading, , amount]) => [reading, amount]))).toEqual(
      new Map(
        Object.entries(golden.byReading)
          .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
          .map(([reading, amount]) => [reading, expect.closeTo(amount, 12)]),
      ),
    )
    expect(
      found
        .filter(([, kind]) => kind === 'newReading')
        .map(([reading]) => reading)
        .sort(),
    ).toEqual(['110:exec', '118:user2', '75:user1', '90:security'])
    expect(found.every(([, kind]) => kind === 'newReading' || kind === 'ageing')).toBe(true)
  })
})

describe('the change of the nested account', () => {
  const [first, second] = aggregation.dates
  const change = explainChange(rolledUp(first ?? expect.fail()), rolledUp(second ?? expect.fail()))

  test('is explained level by level as in the source', () => {
    const { nested } = reference
    expect(change.total).toBeCloseTo(nested.total, 12)
    const named = new Map<string, number>()
    const add = (key: string, amount: number): void => void named.set(key, (named.get(key) ?? 0) + amount)
    const walk = (node: typeof change.tree, depth: number): void => {
      const own = node.amount - node.byWeight - node.children.reduce((sum, child) => sum + child.amount, 0)
      if (node.kind === 'stakeholder') add(`sentiment:${node.id}`, own)
      if (node.kind === 'unit') add(`${depth === 1 ? 'unit' : 'group'} weight:${node.id}`, node.byWeight)
      for (const child of node.children) walk(child, depth + 1)
    }
    walk(change.tree, 0)
    const large = new Map([...named].filter(([, amount]) => Math.abs(amount) > 1e-13).sort())
    expect(large).toEqual(
      new Map(
        Object.entries(nested.parts)
          .sort()
          .map(([key, amount]) => [key, expect.closeTo(amount, 12)]),
      ),
    )
  })
})

describe('the golden village after deliberation', () => {
  const { afterDeliberation } = reference.golden
  test.each([
    [60, afterDeliberation.day60],
    [120, afterDeliberation.day120],
  ])('on day %i passes as often as in the simulation of the source, within the error of both', (asOf, expected) => {
    const { probabilityOfYes, standardError, draws } =
      decisionOutlook(snapshot(goldenVillage(), day(asOf))).afterDeliberation ?? expect.fail()
    expect(draws).toBe(4096)
    expect(standardError).toBeGreaterThan(0.002)
    expect(standardError).toBeLessThan(0.01)
    const error = Math.sqrt(standardError ** 2 + (expected * (1 - expected)) / afterDeliberation.draws)
    expect(Math.abs(probabilityOfYes - expected)).toBeLessThan(3 * error)
  })

  test.each([
    [60, afterDeliberation.yes60],
    [120, afterDeliberation.yes120],
  ])('on day %i has the settled opinions of the source', (asOf, expected) => {
    const { byStakeholder } = opinionEquilibrium(snapshot(goldenVillage(), day(asOf)))
    const yes = golden.ids.map(id => {
      const { value = 0, sd } = byId(byStakeholder).get(id) ?? expect.fail()
      return normalCdf(value / sd)
    })
    expect(yes).toEqual(expected.map(each => expect.closeTo(each, 9)))
  })
})
