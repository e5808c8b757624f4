import {
  byStakeholder,
  createVillage,
  decisionOutlook,
  explainRisk,
  type Snapshot,
  sentiments,
  snapshot,
  type VillageFacts,
} from 'account-village'
import { stillFalls } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { outlookByStakeholder } from '../../src/decision/outlook.js'
import { chanceOfYes } from '../../src/decision/prospect.js'
import { normalCdf } from '../../src/support/normal.js'

const DAY = '2026-03-02'
const PRIOR = { priorMean: 0.2 }
/** One interview of the day: what is expected after it, and how much is open. */
const KNOWN = { mean: 0.2 + (-0.5 - 0.2) * (0.25 / (0.25 + 0.15 ** 2)), variance: (0.25 * 0.15 ** 2) / (0.25 + 0.15 ** 2) }
const UNKNOWN = { mean: 0.2, variance: 0.25 }
const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }] }
const of = (asOf: string, facts: Partial<Omit<VillageFacts, 'account'>> = {}, expectedAt = '2026-05-01', prior = PRIOR) =>
  snapshot(
    createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'] },
      ],
      observations: [{ id: 'o', stakeholder: 'bo', at: DAY, sentiment: -0.5, via: 'interview' }],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule, expectedAt }],
      ...facts,
    }),
    asOf,
    { settings: { sentiment: prior } },
  )
/** The probability of a yes at the vote, after so many days in which nothing is heard. */
const yes = ({ mean, variance }: typeof KNOWN, days: number): number => {
  const fade = 2 ** (-days / 180)
  return normalCdf((0.2 + fade * (mean - 0.2)) / Math.sqrt(fade ** 2 * variance + (1 - fade ** 2) * 0.25))
}

describe('the money at risk', () => {
  test('is saved and kept by somebody as far as it hangs on them', () => {
    const rows = byStakeholder(decisionOutlook(of(DAY)).byStakeholder)
    const [ann, bo] = [yes(UNKNOWN, 60), yes(KNOWN, 60)]
    expect(rows.get('bo')).toMatchObject({
      probabilityOfYes: expect.closeTo(bo, 12),
      pivotality: expect.closeTo(ann, 12),
      worthSaving: expect.closeTo(1000 * (1 - bo) * ann, 9),
      mustKeep: expect.closeTo(1000 * bo * ann, 9),
    })
  })

  test('is less the more days a decision is overdue that may never be made', () => {
    const { state, daysLeft, stillFalls: falls } = decisionOutlook(of(DAY, {}, '2026-02-10'))
    expect([state, daysLeft]).toEqual(['overdue', -20])
    expect(falls).toBeCloseTo(stillFalls(20, { neverDecided: 0.1, slipDays: 60 }), 12)
    expect(decisionOutlook(of('2026-02-10', {}, '2026-02-10'))).toMatchObject({ state: 'dated', daysLeft: 0, stillFalls: 1 })
  })

  test('is all that is told where nobody knows when the decision falls, and what it is worth', () => {
    const undated = decisionOutlook(of(DAY, { decisions: [{ id: 'deal', name: 'D', kind: 'new', rule }] }))
    expect(undated).toMatchObject({ state: 'undated', agedDays: 0, probabilityOfYes: expect.closeTo(yes(UNKNOWN, 0) * yes(KNOWN, 0), 12) })
    for (const absent of ['daysLeft', 'revenueAtRisk']) expect(undated).not.toHaveProperty(absent)
    expect(undated.byStakeholder.flatMap(Object.keys)).not.toContain('worthSaving')
  })

  test('rests on evidence up to where half of the chance hangs on people never heard', () => {
    // Of a heard one whose yes is as likely as not, and another never heard who must agree, the chance is anything from 0 to 0.5.
    const half = { id: 'o', stakeholder: 'bo', at: DAY, sentiment: 0, via: 'interview' } as const
    const basisWith = (priorMean: number) => decisionOutlook(of(DAY, { observations: [half] }, DAY, { priorMean })).basis
    expect(basisWith(0)).toBe('evidence')
    expect(basisWith(0.01)).toBe('mostlyPrior')
  })

  test('counts whoever leaves right after the day of the vote, and nobody who leaves on it', () => {
    const leaving = (leftAt: string) => {
      const stakeholders = [
        { id: 'ann', roles: ['user' as const] },
        { id: 'bo', roles: ['economicBuyer' as const], leftAt },
      ]
      return byStakeholder(decisionOutlook(of(DAY, { stakeholders })).byStakeholder).get('bo')?.probabilityOfYes
    }
    expect(leaving('2026-05-02')).toBeCloseTo(yes(KNOWN, 60), 12)
    expect(leaving('2026-05-01T23:59:59Z')).toBeCloseTo(yes(UNKNOWN, 60), 12)
  })
})

describe('a change of the money at risk', () => {
  test('is divided between what was said and how sure it makes us as of the day of the vote', () => {
    const [before, after] = [of(DAY, { observations: [] }), of(DAY)]
    const reasons = explainRisk(before, after).contributions.find(({ stakeholder }) => stakeholder === 'bo')?.reasons ?? []
    const amountOf = (kind: string) => reasons.find(each => each.kind === kind)?.amount ?? Number.NaN
    const [mixed, other] = [
      yes({ mean: KNOWN.mean, variance: UNKNOWN.variance }, 60),
      yes({ mean: UNKNOWN.mean, variance: KNOWN.variance }, 60),
    ]
    const [start, end] = [yes(UNKNOWN, 60), yes(KNOWN, 60)]
    const byMean = (mixed - start + (end - other)) / 2
    const byVariance = (other - start + (end - mixed)) / 2
    // Of each, as much is lost as the other's yes is likely.
    const ann = yes(UNKNOWN, 60)
    expect(amountOf('newReading')).toBeCloseTo(-1000 * byMean * ann, 9)
    expect(amountOf('certainty')).toBeCloseTo(-1000 * byVariance * ann, 9)
  })

  test('is one of the horizon where a vote comes nearer', () => {
    const reasons = explainRisk(of('2026-02-20'), of('2026-04-20')).contributions.flatMap(each => each.reasons)
    const kinds = new Map(reasons.map(({ kind, amount }) => [kind, amount]))
    expect([...kinds.keys()].sort()).toEqual(['certainty', 'horizon', 'newReading'])
    // What is known keeps more of its weight the nearer the vote is; bad news then counts for more.
    expect(kinds.get('horizon')).toBeGreaterThan(0)
  })

  /** One person who decides alone, on something to be renewed, in 60 days. */
  const alone = (bo: object, readings: readonly (readonly [id: string, sentiment: number, sd?: number])[] = []) =>
    of(DAY, {
      stakeholders: [{ id: 'ann' }, { id: 'bo', ...bo }],
      observations: readings.map(([id, sentiment, sd]) => ({
        id,
        stakeholder: 'bo',
        at: DAY,
        sentiment,
        via: 'interview',
        ...(sd !== undefined && { sd }),
      })),
      decisions: [
        { id: 'deal', name: 'D', kind: 'renewal', value: { amount: 1000, currency: 'EUR' }, rule: 'bo', expectedAt: '2026-05-01' },
      ],
    })
  const reasonsOf = (before: Snapshot, after: Snapshot) => explainRisk(before, after).contributions.flatMap(({ reasons }) => reasons)
  /** A yes at the vote, by mean, variance and appetite of today. */
  const renews = (mean: number, variance: number, appetite: number, days = 60): number => {
    const fade = 2 ** (-days / 180)
    const sd = Math.sqrt(fade ** 2 * variance + (1 - fade ** 2) * 0.25)
    return normalCdf((0.2 + fade * (mean - 0.2) - (-0.35 + 0.2 * (appetite - 0.5))) / sd)
  }

  test('is divided between words, certainty and appetite by the mean of all their orders, the largest first', () => {
    const [there, here] = [
      { ...UNKNOWN, appetite: 0.1 },
      { ...KNOWN, appetite: 1 },
    ]
    const found = reasonsOf(alone({ riskAppetite: 0.1 }), alone({ riskAppetite: 1 }, [['o', -0.5]]))
    const aspects = ['mean', 'variance', 'appetite'] as const
    const orders = aspects.flatMap(first => aspects.filter(each => each !== first).map(second => [first, second] as const))
    const adds = (aspect: (typeof aspects)[number]): number => {
      const chance = (changed: readonly string[]) => {
        const value = (name: (typeof aspects)[number]) => (changed.includes(name) ? here : there)[name]
        return renews(value('mean'), value('variance'), value('appetite'))
      }
      const steps = orders.map(([first, second]) => {
        const order = [first, second, ...aspects.filter(each => each !== first && each !== second)]
        const before = order.slice(0, order.indexOf(aspect))
        return chance([...before, aspect]) - chance(before)
      })
      return steps.reduce((sum, step) => sum + step, 0) / orders.length
    }
    const amounts = new Map(found.map(({ kind, amount }) => [kind, amount]))
    expect(amounts.get('newReading')).toBeCloseTo(-1000 * adds('mean'), 9)
    expect(amounts.get('certainty')).toBeCloseTo(-1000 * adds('variance'), 9)
    expect(amounts.get('appetite')).toBeCloseTo(-1000 * adds('appetite'), 9)
    const sizes = found.map(({ amount }) => Math.abs(amount))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    const [small, ...others] = reasonsOf(alone({ riskAppetite: 0 }), alone({ riskAppetite: 1 }, [['o', 0.21, 0.9]])).map(({ kind }) => kind)
    expect([small, others.length]).toEqual(['appetite', 2])
  })

  test('is nobody’s appetite where a seat becomes vacant, or no longer will be', () => {
    const stays = alone({ riskAppetite: 0.9 }, [['o', 0.5]])
    const leaves = alone({ riskAppetite: 0.9, leftAt: '2026-04-01' }, [['o', 0.5]])
    for (const [before, after] of [[stays, leaves] as const, [leaves, stays] as const])
      expect(reasonsOf(before, after).map(({ kind }) => kind)).toEqual(['horizon'])
    expect(reasonsOf(alone({ riskAppetite: 0.9 }), alone({ riskAppetite: 0.1 })).map(({ kind }) => kind)).toEqual(['appetite'])
  })

  test('tells two words apart that together leave the sentiment where it was, by how steep a yes is there', () => {
    const before = alone({})
    const after = alone({}, [
      ['good', 0.7],
      ['bad', -0.3],
    ])
    const { value: good = Number.NaN } =
      sentiments(
        alone({}, [
          ['a', 0.7],
          ['b', 0.7],
        ]),
      ).find(({ stakeholder }) => stakeholder === 'bo') ?? {}
    const { sd = Number.NaN, value } = sentiments(after).find(({ stakeholder }) => stakeholder === 'bo') ?? {}
    expect(value).toBeCloseTo(0.2, 12)
    const slope = (variance: number) => (renews(0.2 + 1e-5, variance, 0.5) - renews(0.2 - 1e-5, variance, 0.5)) / 2e-5
    const each = (1000 * ((good - 0.2) / 2) * (slope(0.25) + slope(sd ** 2))) / 2
    const amounts = new Map(reasonsOf(before, after).map(({ kind, reading = kind, amount }) => [reading, amount]))
    expect(amounts.get('good')).toBeCloseTo(-each, 5)
    expect(amounts.get('bad')).toBeCloseTo(each, 5)
    expect(amounts.get('certainty')).toBeCloseTo(-1000 * (renews(0.2, sd ** 2, 0.5) - renews(0.2, 0.25, 0.5)), 9)
  })
})

test('the chance of yes alone, and each seat by id, are those of the outlook', () => {
  for (const s of [of(DAY), of('2026-06-01')]) {
    expect(chanceOfYes(s)).toBe(decisionOutlook(s).probabilityOfYes)
    expect([...outlookByStakeholder(s)]).toEqual(decisionOutlook(s).byStakeholder.map(row => [row.stakeholder, row]))
  }
  expect(chanceOfYes(of(DAY, { decisions: [] }))).toBeUndefined()
})
