import {
  byStakeholder,
  createVillage,
  type DeepPartial,
  decisionOutlook,
  explainRisk,
  recordSentiment,
  revise,
  type Settings,
  type Snapshot,
  sentiments,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChangingNumber, shapley } from '../../src/support/shapley.js'
import { amended } from '../../src/village/work.js'
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
    expect(total).toBeCloseTo(lossIn(heard) - lossIn(s), 9)
  })

  test('names the rule and the value beside the people', () => {
    const s = snapshot(village(), '2026-03-02')
    const granted = whatIf(s, { grantVeto: 'ann' })
    const dearer = amended(granted, { decision: { ...(granted.decision ?? expect.fail()), value: { amount: 3000, currency: 'EUR' } } })
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
      expect(total).toBeCloseTo(lossIn(after) - lossIn(before), 9)
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

  test('takes all for lost while those whom nobody knew are gone and nobody has come yet', () => {
    // Everybody says yes with 1/2. At risk are 500; 1000 without anybody; 750 with two who can stop it.
    const acme = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'cy', roles: ['user', 'economicBuyer'], joinedAt: '2026-03-02' }],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
    })
    const { contributions } = explainRisk(snapshot(acme, '2026-03-01'), snapshot(acme, '2026-03-02'))
    const amounts = byStakeholder(
      contributions.flatMap(({ stakeholder, amount }) => (stakeholder === undefined ? [] : [{ stakeholder, amount }])),
    )
    expect(amounts.get('cy')?.amount).toBeCloseTo(-125 / 3, 9)
    expect(amounts.get('?decider')?.amount).toBeCloseTo(-125 / 3, 9)
    expect(amounts.get('?user')?.amount).toBeCloseTo(250 / 3, 9)
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
    const lossOf = (come: ReadonlySet<string>): number => lossIn(built(come))
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

  test('is exact however many answers changed, and estimated where many roles and vetoes did, to within a few standard errors', () => {
    const people = range(14).map(i => `p${i}`)
    const s = snapshot(village(people), '2026-03-02')
    const heard = whatIf(
      s,
      people.map((id, i) => ({ hear: id, sentiment: (i - 6) / 10 })),
    )
    const answers = explainRisk(s, heard)
    expect(answers.contributions).toHaveLength(13)
    expect(answers.exact).toBe(true)
    expect(sumOf(answers.contributions)).toBeCloseTo(answers.total, 9)
    // The veto of each of the thirteen who decide alike adds the same; that of p0, a user, another.
    const vetoed = whatIf(
      s,
      people.map(id => ({ grantVeto: id })),
    )
    const { contributions, exact, total } = explainRisk(s, vetoed)
    expect(exact).toBe(false)
    expect(sumOf(contributions)).toBeCloseTo(total, 6)
    expect(explainRisk(s, vetoed)).toEqual(explainRisk(s, amended(vetoed, {})))
    const alike = contributions.filter(({ stakeholder }) => stakeholder !== 'p0')
    const mean = sumOf(alike) / alike.length
    expect(alike).toHaveLength(13)
    for (const { amount, standardError } of alike) {
      expect(standardError).toBeGreaterThan(0)
      expect(Math.abs(amount - mean)).toBeLessThan(4 * standardError)
    }
  })

  test('is split to the reading, by whom it is and how sure we are', () => {
    const acme = createVillage({
      account: 'Acme',
      units: [{ id: 'lab', name: 'Lab', kind: 'department' }],
      stakeholders: [
        { id: 'ann', roles: ['user'], unit: 'lab' },
        { id: 'bo', roles: ['economicBuyer'], unit: 'lab' },
      ],
      observations: [
        { id: 'old', stakeholder: 'bo', at: '2026-01-02', sentiment: -0.2, via: 'meeting' },
        { id: 'told', stakeholder: 'ann', at: '2026-02-20', sentiment: 0.9, via: 'survey', retractedAt: '2026-03-01' },
        { id: 'new', stakeholder: 'bo', at: '2026-03-01', sentiment: 0.6, via: 'interview' },
      ],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
    })
    const [before, after] = [snapshot(acme, '2026-02-21'), snapshot(acme, '2026-03-02')]
    const { contributions } = explainRisk(before, after)
    const bo = contributions.find(({ stakeholder }) => stakeholder === 'bo') ?? expect.fail()
    expect(bo.reasons.map(({ kind, stakeholder = '', reading = '' }) => `${kind} ${stakeholder} ${reading}`.trim()).sort()).toEqual([
      'ageing bo old',
      'certainty',
      'newReading bo new',
      'withdrawnReading ann told',
    ])
    expect(sumOf(bo.reasons)).toBeCloseTo(bo.amount, 9)
    // Good news lowers what is at risk; that good news of a colleague fell away raises it.
    const amountOf = (reading: string): number => bo.reasons.find(each => each.reading === reading)?.amount ?? Number.NaN
    expect(amountOf('new')).toBeLessThan(0)
    expect(amountOf('told')).toBeGreaterThan(0)
  })

  test('is split under the beliefs of each order, so that bad news adds to the risk also where the decision became another', () => {
    const one = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'di', roles: ['economicBuyer'] }],
      observations: [
        { id: 'good', stakeholder: 'di', at: '2026-02-01', sentiment: 0.5, via: 'text', sd: 0.8 },
        { id: 'bad', stakeholder: 'di', at: '2026-03-01', sentiment: -0.15, via: 'text', sd: 0.3 },
      ],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
    })
    const renewed = revise(
      one,
      { decisions: [{ id: 'deal', name: 'D', kind: 'renewal', value: { amount: 1000, currency: 'EUR' } }] },
      { recordedAt: '2026-02-20' },
    )
    const { contributions } = explainRisk(snapshot(renewed, '2026-02-10'), snapshot(renewed, '2026-03-02'))
    expect(contributions.map(({ kind }) => kind).sort()).toEqual(['rule', 'stakeholder'])
    const { amount, reasons } = contributions.find(({ kind }) => kind === 'stakeholder') ?? expect.fail()
    expect(reasons.map(({ kind, reading }) => [kind, reading ?? ''].join(' ')).sort()).toEqual([
      'ageing good',
      'certainty ',
      'newReading bad',
    ])
    expect(sumOf(reasons)).toBeCloseTo(amount, 9)
    for (const reason of reasons) expect(Math.abs(reason.amount)).toBeLessThan(200)
    expect(reasons.find(({ reading }) => reading === 'bad')?.amount).toBeGreaterThan(0)
  })

  test('is split between what was said and how sure we are by the mean of both orders', () => {
    const s = snapshot(village(), '2026-03-02')
    const heard = snapshot(
      recordSentiment(village(), { id: 'o', stakeholder: 'cy', at: '2026-03-02', sentiment: -0.8, via: 'interview' }),
      '2026-03-02',
    )
    const [first] = explainRisk(s, heard).contributions
    const threshold = s.settings.decision.yesThreshold.new
    const [there, here] = [s, heard].map(each => byStakeholder(sentiments(each)).get('cy') ?? expect.fail())
    const [before, after] = [
      { mean: 0, sd: there?.sd ?? Number.NaN },
      { mean: here?.value ?? Number.NaN, sd: here?.sd ?? Number.NaN },
    ]
    const chance = (mean: number, sd: number): number => upperTail((threshold - mean) / sd)
    const byMean =
      (chance(after.mean, before.sd) - chance(before.mean, before.sd) + chance(after.mean, after.sd) - chance(before.mean, after.sd)) / 2
    const whole = chance(after.mean, after.sd) - chance(before.mean, before.sd)
    const { amount = Number.NaN, reasons = [] } = first ?? {}
    expect(reasons.map(({ kind, reading }) => [kind, reading])).toEqual([
      ['newReading', 'o'],
      ['certainty', undefined],
    ])
    expect(reasons[0]?.amount).toBeCloseTo((amount * byMean) / whole, 4)
    expect(reasons[1]?.amount).toBeCloseTo(amount * (1 - byMean / whole), 4)
  })

  const without = 'has no open decision with a value in view'
  const priced = { id: 'd', name: 'D', kind: 'new', value: { amount: 1, currency: 'EUR' } } as const
  const of = (...decisions: NonNullable<VillageInput['decisions']>) => snapshot(createVillage({ account: 'Acme', decisions }), '2026-03-02')
  test.each([
    ['no value', of({ id: 'd', name: 'D', kind: 'new' }), without],
    ['no decision', of(), without],
    ['a decision that has fallen', of({ ...priced, outcome: { at: '2026-03-01', result: 'won' } }), without],
    ['another currency', snapshot(village(['ann', 'bo', 'cy'], 'USD'), '2026-03-02'), 'is in USD, the one before in EUR'],
  ])('is refused by name where there is %s', (_, other, message) => {
    const s = snapshot(village(), '2026-03-02')
    expect(refused(() => explainRisk(s, other))).toEqual({
      name: 'InvalidArgumentError',
      code: 'invalidArgument',
      paths: ['after'],
      message: `explainRisk: after: ${message}`,
    })
    if (message === without) expect(refused(() => explainRisk(other, s)).message).toBe(`explainRisk: before: ${without}`)
  })

  test('names another rule and another day of the decision, which by itself is all of it', () => {
    const acme = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'] },
      ],
      observations: [{ stakeholder: 'bo', at: '2026-03-01', sentiment: 0.6, via: 'interview' }],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, expectedAt: '2026-04-01' }],
    })
    const s = snapshot(acme, '2026-03-02')
    const deal = s.decision ?? expect.fail()
    const later = amended(s, { decision: { ...deal, expectedAt: '2026-09-01T00:00:00.000Z' } })
    const other = amended(s, { decision: { ...deal, rule: { quota: 1, members: [{ of: 'ann' }, { of: 'bo' }] } } })
    for (const [after, kind] of [[later, 'date'] as const, [other, 'rule'] as const]) {
      const { contributions, total } = explainRisk(s, after)
      expect(total).toBeCloseTo(lossIn(after) - lossIn(s), 9)
      expect(Math.abs(total)).toBeGreaterThan(1)
      expect(contributions.map(each => each.kind)).toContain(kind)
      expect(sumOf(contributions)).toBeCloseTo(total, 9)
    }
    expect(explainRisk(s, other).contributions).toMatchObject([{ kind: 'rule', amount: expect.closeTo(explainRisk(s, other).total, 9) }])
  })

  test('is explained completely in any village', () => {
    always(
      fc.record({ scene: scenes, days: fc.integer({ min: -200, max: 200 }) }),
      ({ scene, days }) => {
        const { village: any, s } = played(scene)
        const decision = s.decision?.id
        const other = snapshot(any, Date.parse(s.asOf) + days * 864e5)
        if (decision === undefined || other.decision?.id !== decision) return
        if (decisionOutlook(s).revenueAtRisk === undefined || decisionOutlook(other).revenueAtRisk === undefined) return
        const { total, contributions } = explainRisk(s, other)
        // All amounts are parts of the value, and so are their rounding errors, whatever cancels.
        const scale = Math.max(1, s.decision?.value?.amount ?? 1)
        for (const { amount, reasons } of contributions.filter(each => each.reasons.length > 0)) {
          expect(Math.abs(sumOf(reasons) - amount)).toBeLessThanOrEqual(
            1e-12 * Math.max(...reasons.map(each => Math.abs(each.amount)), scale),
          )
        }
        expect(Math.abs(contributions.reduce((sum, { amount }) => sum + amount, 0) - total)).toBeLessThanOrEqual(1e-12 * scale)
        expect(Math.abs(total - (lossIn(other) - lossIn(s)))).toBeLessThanOrEqual(1e-12 * scale)
      },
      500,
    )
  })
})

describe("Shapley's value", () => {
  const LIMITS = { switches: 12, work: 600_000, orders: 512 }
  const ONE_SCENE = { scenes: 1, size: 1, sceneOf: () => 0 }
  const inAll = (slides: readonly (readonly number[])[]): number[] =>
    slides.reduce<number[]>((sums, scene) => scene.map((each, i) => each + (sums[i] ?? 0)), [])

  /** Numbers that are linear in each slide, whatever the switches say: a value for every combination of both. */
  const games = fc
    .record({ switches: fc.integer({ min: 0, max: 4 }), slides: fc.integer({ min: 0, max: 4 }) })
    .chain(({ switches, slides }) =>
      fc
        .array(fc.integer({ min: -50, max: 50 }), { minLength: 2 ** (switches + slides), maxLength: 2 ** (switches + slides) })
        .map(worths => gameOf(switches, slides, worths)),
    )

  function gameOf(switches: number, slides: number, worths: readonly number[]): ChangingNumber {
    const worth = (isFlipped: (change: number) => boolean, isMoved: (change: number) => boolean): number => {
      const bits = [...range(switches).map(isFlipped), ...range(slides).map(isMoved)]
      return worths[bits.reduce((sum, isSet, i) => sum + (isSet ? 2 ** i : 0), 0)] ?? Number.NaN
    }
    const corners = range(2 ** slides)
    const chanceOf = (corner: number, share: number, left: number): number =>
      range(slides).reduce((product, i) => product * (i === left ? 1 : (corner >> i) & 1 ? share : 1 - share), 1)
    return {
      switches,
      slides,
      // The first switch sets the scene.
      scenes: 2,
      sceneOf: isFlipped => Number(isFlipped(0)),
      size: 1,
      worth,
      along(isFlipped, share, slopes) {
        const at = (corner: number): number => worth(isFlipped, i => ((corner >> i) & 1) === 1)
        for (const i of range(slides)) {
          slopes[i] = corners.reduce((sum, corner) => sum + chanceOf(corner, share, i) * ((corner >> i) & 1 ? at(corner) : -at(corner)), 0)
        }
        return corners.reduce((sum, corner) => sum + chanceOf(corner, share, -1) * at(corner), 0)
      },
    }
  }

  /** By the definition: every order of all changes, one after the other. */
  function byDefinition({ switches, slides, worth }: ChangingNumber): number[] {
    const orders = permutations(range(switches + slides))
    const sums = new Array<number>(switches + slides).fill(0)
    for (const order of orders) {
      const done = new Set<number>()
      const now = (): number =>
        worth(
          i => done.has(i),
          i => done.has(switches + i),
        )
      for (const change of order) {
        const before = now()
        done.add(change)
        sums[change] = (sums[change] ?? 0) + now() - before
      }
    }
    return sums.map(sum => sum / orders.length)
  }

  test('is the mean over all orders, of switches and slides alike', () => {
    always(
      games.filter(({ switches, slides }) => switches + slides <= 6),
      game => {
        const { switches, slides, exact } = shapley(game, LIMITS)
        expect(exact).toBe(true)
        expect([...switches, ...inAll(slides)]).toEqual(byDefinition(game).map(value => expect.closeTo(value, 9)))
      },
      100,
    )
  })

  test('of a slide is told apart by scene: what it adds before and after the switch that sets it', () => {
    // A slide that adds 1 before the switch and 5 after it, each in half of all orders.
    const { slides, switches } = shapley(gameOf(1, 1, [0, 10, 1, 15]), LIMITS)
    expect(slides).toEqual([[expect.closeTo(0.5, 12)], [expect.closeTo(2.5, 12)]])
    expect(switches).toEqual([expect.closeTo(12, 12)])
    const sampled = shapley(gameOf(1, 1, [0, 10, 1, 15]), { switches: 0, work: 100, orders: 512 })
    expect(sampled.slides).toEqual([[expect.closeTo(0.5, 12)], [expect.closeTo(2.5, 12)]])
  })

  test('by random orders is near the exact one, and sums to the same', () => {
    const worths = range(2 ** 6).map(mask => [3, 1, 4, 1, 5, 9].reduce((sum, each, i) => ((mask >> i) & 1 ? sum * 1.1 + each : sum), 0))
    const game = gameOf(3, 3, worths)
    const near = shapley(game, { switches: 2, work: 72_000, orders: 2000 })
    const values = [...near.switches, ...inAll(near.slides)]
    expect(near.exact).toBe(false)
    byDefinition(game).forEach((value, i) => {
      expect(Math.abs(value - (values[i] ?? Number.NaN))).toBeLessThan(4 * (near.errors[i] ?? 0))
    })
    expect(values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(worths.at(-1) ?? Number.NaN, 9)
  })

  test('of two hundred slides is exact, and of many switches takes fewer orders', () => {
    // Everybody has to say yes: whose probability rises from 0.9 to 1 adds the same as everybody else.
    let looks = 0
    const all = (share: number): number => (0.9 + 0.1 * share) ** 200
    const many: ChangingNumber = {
      ...ONE_SCENE,
      switches: 0,
      slides: 200,
      worth: (_, isMoved) => range(200).reduce((product, i) => product * (isMoved(i) ? 1 : 0.9), 1),
      along(_, share, slopes) {
        looks++
        slopes.fill((0.1 * all(share)) / (0.9 + 0.1 * share))
        return all(share)
      },
    }
    const { slides, exact } = shapley(many, LIMITS)
    expect(exact).toBe(true)
    expect(looks).toBe(100)
    for (const value of inAll(slides)) expect(value).toBeCloseTo((1 - 0.9 ** 200) / 200, 15)
    let asked = 0
    const worth: ChangingNumber['worth'] = isFlipped => {
      asked++
      return range(200).filter(isFlipped).length
    }
    expect(shapley({ ...many, switches: 200, slides: 0, worth }, LIMITS)).toMatchObject({ exact: false })
    expect(asked).toBe(136 * 2 * 201)
  })
})

/** The value of the decision in view times the probability of no, whatever it rests on. */
function lossIn(s: Snapshot): number {
  return decisionOutlook(s).revenueAtRisk?.amount ?? Number.NaN
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap(item => permutations(items.filter(other => other !== item)).map(rest => [item, ...rest]))
}

/** The probability that a standard normal number is above a bound, by Simpson's rule on its density. */
function upperTail(bound: number): number {
  const steps = 2000
  const width = (10 - bound) / steps
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  const weight = (i: number): number => (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2)
  return (range(steps + 1).reduce((sum, i) => sum + weight(i) * density(bound + i * width), 0) * width) / 3
}

function sumOf(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0)
}
