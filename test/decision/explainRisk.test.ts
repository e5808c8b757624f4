import {
  createVillage,
  type DeepPartial,
  explainRisk,
  revenueAtRisk,
  type Settings,
  type Snapshot,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shapley } from '../../src/support/shapley.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] }
const village = (people: readonly string[] = ['ann', 'bo', 'cy'], currency = 'EUR') =>
  createVillage({
    account: 'Acme',
    stakeholders: people.map((id, i) => ({ id, roles: [i === 0 ? 'user' : 'decisionMaker'] })),
    decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency }, ...(people.length === 3 && { rule }) }],
  })

describe('a change of the money at risk', () => {
  test('is divided by Shapley: of two who only together help, each gets half', () => {
    const s = snapshot(village(), '2026-03-02')
    const heard = whatIf(s, [
      { hear: 'ann', sentiment: 0.4 },
      { hear: 'bo', sentiment: 0.4 },
    ])
    const { total, contributions, exact } = explainRisk(s, heard)
    expect(exact).toBe(true)
    expect(contributions.map(({ stakeholder }) => stakeholder)).toEqual(['ann', 'bo'])
    expect(contributions.map(({ amount }) => amount)).toEqual([expect.closeTo(total / 2, 9), expect.closeTo(total / 2, 9)])
    expect(total).toBeCloseTo((revenueAtRisk(heard).amount ?? 0) - (revenueAtRisk(s).amount ?? 0), 9)
  })

  test('names the rule and the value beside the people', () => {
    const s = snapshot(village(), '2026-03-02')
    const granted = whatIf(s, { grantVeto: 'ann' })
    const dearer: Snapshot = { ...granted, decision: { ...(granted.decision ?? expect.fail()), value: { amount: 3000, currency: 'EUR' } } }
    const { contributions, before, after } = explainRisk(s, dearer)
    expect(new Set(contributions.map(({ kind }) => kind))).toEqual(new Set(['veto', 'value']))
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(after - before, 9)
    expect(explainRisk(s, s)).toMatchObject({ total: 0, contributions: [], exact: true })
  })

  test('names whoever joins, is given another role or is heard, and what was believed otherwise', () => {
    const input = {
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'] },
        { id: 'cem', roles: ['decisionMaker'], joinedAt: '2026-04-01' },
        {
          id: 'dee',
          roles: [
            { role: 'influencer', until: '2026-04-10' },
            { role: 'economicBuyer', since: '2026-04-10' },
          ],
        },
      ],
      observations: [{ stakeholder: 'ann', at: '2026-05-01', sentiment: 0.6, via: 'interview' }],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
    } satisfies VillageInput
    const acme = createVillage(input)
    const of = (from: string, to: string, settings: DeepPartial<Settings> = {}) => {
      const [before, after] = [snapshot(acme, from), snapshot(acme, to, { settings })]
      const { contributions, total, exact } = explainRisk(before, after)
      expect(exact).toBe(true)
      expect(total).toBeCloseTo((revenueAtRisk(after).amount ?? 0) - (revenueAtRisk(before).amount ?? 0), 9)
      expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 9)
      return contributions.map(({ kind, stakeholder }) => [kind, ...(stakeholder === undefined ? [] : [stakeholder])].join(' ')).sort()
    }
    expect(of('2026-03-31', '2026-04-01')).toEqual(['person cem'])
    expect(of('2026-04-01', '2026-03-31')).toEqual(['person cem'])
    expect(of('2026-04-09', '2026-04-10')).toEqual(['role dee'])
    expect(of('2026-04-30', '2026-05-01')).toEqual(['stakeholder ann'])
    expect(of('2026-03-31', '2026-05-01')).toEqual(['person cem', 'role dee', 'stakeholder ann'])
    expect(of('2026-05-01', '2026-05-01', { decision: { yesThreshold: { new: 0.5 } } })).toEqual(['settings'])
    expect(of('2026-04-30', '2026-05-01', { sentiment: { priorSd: 0.9 } })).toEqual(['settings', 'stakeholder ann'])
  })

  test('is divided as the mean over all orders in which the village itself could have changed', () => {
    // Each change of the village by itself; the village is built anew for every set of them.
    const changes = ['person cem', 'role dee', 'stakeholder ann', 'value', 'veto fay'] as const
    const built = (come: ReadonlySet<string>): Snapshot => {
      const has = (change: (typeof changes)[number]): boolean => come.has(change)
      const at = createVillage({
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['economicBuyer'] },
          { id: 'bo', roles: ['decisionMaker'] },
          ...(has('person cem') ? [{ id: 'cem', roles: ['economicBuyer' as const] }] : []),
          { id: 'dee', roles: [has('role dee') ? 'economicBuyer' : 'influencer'] },
          { id: 'fay', roles: ['user'] },
        ],
        vetoes: has('veto fay') ? [{ stakeholder: 'fay' }] : [],
        observations: has('stakeholder ann') ? [{ id: 'o1', stakeholder: 'ann', at: '2026-03-01', sentiment: 0.7, via: 'interview' }] : [],
        decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: has('value') ? 3000 : 1000, currency: 'EUR' } }],
      })
      return snapshot(at, '2026-03-02')
    }
    const lossOf = (come: ReadonlySet<string>): number => revenueAtRisk(built(come)).amount ?? Number.NaN
    const sums = new Map<string, number>()
    const orders = permutations([0, 1, 2, 3, 4])
    for (const order of orders) {
      const come = new Set<string>()
      for (const i of order) {
        const before = lossOf(come)
        const change = changes[i] ?? expect.fail()
        come.add(change)
        sums.set(change, (sums.get(change) ?? 0) + (lossOf(come) - before) / orders.length)
      }
    }
    const { contributions, exact } = explainRisk(built(new Set()), built(new Set(changes)))
    expect(exact).toBe(true)
    const found = new Map(contributions.map(({ kind, stakeholder = '', amount }) => [`${kind} ${stakeholder}`.trim(), amount]))
    expect([...found.keys()].sort()).toEqual([...changes])
    for (const [change, amount] of sums) expect(found.get(change)).toBeCloseTo(amount, 9)
  })

  test('above twelve changes is estimated from random orders, to within a few standard errors, the same each time', () => {
    const people = Array.from({ length: 14 }, (_, i) => `p${i}`)
    const s = snapshot(village(people), '2026-03-02')
    const heard = whatIf(
      s,
      people.map((id, i) => ({ hear: id, sentiment: (i - 6) / 10 })),
    )
    const { contributions, exact, total } = explainRisk(s, heard)
    expect(exact).toBe(false)
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 6)
    expect(explainRisk(s, heard)).toEqual(explainRisk(s, { ...heard }))
    const some = contributions.find(({ standardError }) => standardError > 0)
    expect(some).toBeDefined()
  })

  test.each([
    ['no value', snapshot(createVillage({ account: 'A', decisions: [{ id: 'd', name: 'D', kind: 'new' }] }), '2026-03-02')],
    ['no decision', snapshot(createVillage({ account: 'A' }), '2026-03-02')],
    ['another currency', snapshot(village(['ann', 'bo', 'cy'], 'USD'), '2026-03-02')],
  ])('is refused by name where there is %s', (_, other) => {
    expect(refused(() => explainRisk(snapshot(village(), '2026-03-02'), other))).toMatchObject({
      name: 'InvalidArgumentError',
      paths: ['after'],
    })
  })

  test('is explained completely in any village', () => {
    always(
      fc.record({ scene: scenes, days: fc.integer({ min: -200, max: 200 }) }),
      ({ scene, days }) => {
        const { village: any, s } = played(scene)
        const decision = s.decision?.id
        const other = snapshot(any, Date.parse(s.asOf) + days * 864e5)
        if (decision === undefined || other.decision?.id !== decision) return
        if (revenueAtRisk(s).amount === undefined || revenueAtRisk(other).amount === undefined) return
        const { total, contributions } = explainRisk(s, other)
        const scale = Math.max(1, s.decision?.value?.amount ?? 1)
        expect(Math.abs(contributions.reduce((sum, { amount }) => sum + amount, 0) - total)).toBeLessThanOrEqual(1e-12 * scale)
        expect(Math.abs(total - ((revenueAtRisk(other).amount ?? 0) - (revenueAtRisk(s).amount ?? 0)))).toBeLessThanOrEqual(1e-12 * scale)
      },
      500,
    )
  })
})

describe("Shapley's value", () => {
  const games = fc.integer({ min: 1, max: 7 }).chain(count =>
    fc.record({
      count: fc.constant(count),
      worths: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2 ** count, maxLength: 2 ** count }),
    }),
  )
  const worthIn = (worths: readonly number[], count: number) => (isDone: (change: number) => boolean) =>
    worths[Array.from({ length: count }, (_, i) => (isDone(i) ? 2 ** i : 0)).reduce((sum, bit) => sum + bit, 0)] ?? Number.NaN

  test('is the mean over all orders', () => {
    always(
      games,
      ({ count, worths }) => {
        const worth = worthIn(worths, count)
        const orders = permutations(Array.from({ length: count }, (_, i) => i))
        const sums = new Array<number>(count).fill(0)
        for (const order of orders) {
          const done = new Set<number>()
          for (const change of order) {
            const before = worth(each => done.has(each))
            done.add(change)
            sums[change] = (sums[change] ?? 0) + worth(each => done.has(each)) - before
          }
        }
        const { values } = shapley(count, worth, 12, 0)
        expect(values).toEqual(sums.map(sum => expect.closeTo(sum / orders.length, 9)))
      },
      60,
    )
  })

  test('by random orders is near the exact one, and sums to the same', () => {
    const worth = (isDone: (change: number) => boolean): number =>
      [3, 1, 4, 1, 5, 9].reduce((sum, each, i) => (isDone(i) ? sum * 1.1 + each : sum), 0)
    const exactly = shapley(6, worth, 12, 0)
    const near = shapley(6, worth, 0, 2000)
    expect(near.exact).toBe(false)
    near.values.forEach((value, i) => {
      expect(Math.abs(value - (exactly.values[i] ?? Number.NaN))).toBeLessThan(4 * (near.errors[i] ?? 0))
    })
    expect(near.values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(
      worth(() => true),
      9,
    )
  })
})

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap(item => permutations(items.filter(other => other !== item)).map(rest => [item, ...rest]))
}
