import { byStakeholder, createVillage, decisionOutlook, explainRisk, snapshot, type VillageFacts } from 'account-village'
import { stillFalls } from 'account-village/math'
import { describe, expect, test } from 'vitest'
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
})
