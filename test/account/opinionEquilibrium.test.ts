import {
  type AfterDeliberation,
  accountSentiment,
  byStakeholder as byId,
  createVillage,
  type DecisionRule,
  decisionOutlook,
  opinionEquilibrium,
  power,
  recordDeparture,
  type Snapshot,
  sentiments,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { amended } from '../../src/village/work.js'
import { passes } from '../support/bruteForce.js'
import { strangeNumbers } from '../support/exact.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always, inProportion } from '../support/law.js'
import { played } from '../support/measures.js'
import { jointly } from '../support/sentimentEvents.js'
import { scenes, withoutSharedErrors } from '../support/villages.js'

const AT = '2026-03-02'
const NINETY = 1.6448536269514722

describe('where opinions settle in any village', () => {
  test("is V m with covariance V P V', as the sums written out have it", () => {
    always(
      scenes,
      scene => {
        const { village, s } = played(scene)
        const { byStakeholder, account } = opinionEquilibrium(s)
        expect(strangeNumbers([byStakeholder, account])).toEqual([])
        const { ids, matrix } = influenceMatrix(s)
        const { mean, covariance } = jointly(s, village)
        const rights = ids.map(id => byId(power(s)).get(id)?.authority ?? Number.NaN)
        const whole = ids.map((_, j) => sum(matrix.map((row, i) => (rights[i] ?? 0) * (row[j] ?? 0))))
        expect(byStakeholder.map(({ stakeholder }) => stakeholder)).toEqual([...ids].sort())
        for (const [settled, parts] of [
          ...ids.map((id, i) => [byId(byStakeholder).get(id), matrix[i] ?? []] as const),
          [account, whole] as const,
        ]) {
          const value = sum(parts.map((part, j) => part * (mean[j] ?? Number.NaN)))
          const variance = sum(parts.flatMap((a, j) => parts.map((b, k) => a * b * (covariance[j]?.[k] ?? Number.NaN))))
          const sd = Math.sqrt(Math.max(0, variance))
          expect(settled?.sd).toBeCloseTo(sd, 8)
          if (settled?.value === undefined) expect(settled?.interval).toBeUndefined()
          else {
            expect(settled.value).toBeCloseTo(onScale(value), 9)
            expect(settled.interval).toEqual([
              expect.closeTo(onScale(value - NINETY * sd), 7),
              expect.closeTo(onScale(value + NINETY * sd), 7),
            ])
          }
        }
      },
      400,
    )
  })

  test('is undefined for exactly those of whose opinion nobody heard has a part, or of which a hundredth is known at most', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const known = byId(sentiments(s))
      const { ids, matrix } = influenceMatrix(s)
      const { byStakeholder, account } = opinionEquilibrium(s)
      const rights = ids.map(id => byId(power(s)).get(id)?.authority ?? Number.NaN)
      const whole = ids.map((_, j) => sum(matrix.map((row, i) => (rights[i] ?? 0) * (row[j] ?? 0))))
      for (const [settled, parts] of [
        ...ids.map((id, i) => [byId(byStakeholder).get(id), matrix[i] ?? []] as const),
        [account, whole] as const,
      ]) {
        const covered = sum(parts.map((part, j) => part * (known.get(ids[j] ?? '')?.reliability ?? Number.NaN)))
        const isHeard = parts.some((part, j) => part > 0 && known.get(ids[j] ?? '')?.value !== undefined)
        if (Math.abs(covered - 0.01) > 1e-12) expect(settled?.value !== undefined).toBe(isHeard && covered >= 0.01)
      }
    })
  })

  test('is for the account its expected sentiment, where no unit has a share of its own', () => {
    always(
      scenes,
      any => {
        const scene = { ...any, plot: { ...any.plot, units: any.plot.units.map(unit => ({ ...unit, share: null })) } }
        const { s } = played(scene)
        const { value, sd } = opinionEquilibrium(s).account
        const { tree } = accountSentiment(s)
        expect(sd).toBeCloseTo(tree.sd, 9)
        if (value !== undefined) expect(value).toBeCloseTo(onScale(tree.contribution), 12)
      },
      400,
    )
  })
})

describe('an opinion that settles', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }, { id: 'cy' }],
    ties: [
      { from: 'ann', to: 'bo', kind: 'influence' },
      { from: 'ann', to: 'cy', kind: 'conflict' },
    ],
    observations: [{ stakeholder: 'ann', at: AT, sentiment: 0.8, via: 'survey', sd: 0.5 }],
  })

  test('is mixed by hand: three tenths of Ann, and Bo, of whom nothing is known', () => {
    // Bo is open by 0.3, and Ann is all that he hears.
    const { byStakeholder } = opinionEquilibrium(snapshot(village, AT))
    expect(byId(byStakeholder).get('ann')).toMatchObject({
      value: expect.closeTo(0.4, 12),
      sd: expect.closeTo(Math.sqrt(0.125), 12),
    })
    expect(byId(byStakeholder).get('bo')).toMatchObject({
      value: expect.closeTo(0.3 * 0.4, 12),
      sd: expect.closeTo(Math.hypot(0.3 * Math.sqrt(0.125), 0.7 * 0.5), 12),
    })
    expect(byId(byStakeholder).get('cy')).toEqual({ stakeholder: 'cy', value: undefined, sd: expect.closeTo(0.5, 12), interval: undefined })
  })

  test('is no longer that of somebody who has left', () => {
    const { byStakeholder } = opinionEquilibrium(snapshot(recordDeparture(village, 'ann', AT), AT))
    expect(byStakeholder.map(({ stakeholder }) => stakeholder)).toEqual(['?user', 'bo', 'cy'])
    for (const { value } of byStakeholder) expect(value).toBeUndefined()
  })
})

describe('a decision after deliberation', () => {
  const people = ['ann', 'bo', 'cy', 'di', 'ed', 'fay']
  const rule: DecisionRule = {
    quota: 3,
    members: [
      { of: { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy' }] }, weight: 2 },
      { of: 'di', veto: true },
      { of: 'ed' },
      { of: 'fay' },
    ],
  }
  const sentimentOf = [0.5, -0.2, 0.3, 0.15, -0.6, 0.1]
  const input = (unit: boolean, tied: boolean, by: DecisionRule = rule): VillageInput => ({
    account: 'Acme',
    units: [{ id: 'ops', name: 'Operations', kind: 'department' }],
    stakeholders: people.map((id, i) => ({ id, roles: [i === 0 ? 'user' : 'approver'], ...(unit && i < 4 && { unit: 'ops' }) })),
    ties: tied
      ? [
          { from: 'ann', to: 'bo', kind: 'influence', weight: 2 },
          { from: 'bo', to: 'cy', kind: 'influence' },
          { from: 'cy', to: 'ann', kind: 'reportsTo', weight: 0.5 },
          { from: 'ed', to: 'di', kind: 'influence', weight: 1.5 },
          { from: 'ann', to: 'di', kind: 'influence', weight: 0.7 },
          { from: 'fay', to: 'ed', kind: 'influence' },
        ]
      : [],
    observations: people.slice(0, 5).map((stakeholder, i) => ({
      stakeholder,
      at: '2026-01-10',
      sentiment: sentimentOf[i] ?? 0,
      via: 'comment',
    })),
    decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule: by }],
  })
  const at = (unit: boolean, tied: boolean, by?: DecisionRule) => snapshot(createVillage(input(unit, tied, by)), AT)

  test.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])("passes as often as when everybody's opinion is drawn and mixed one by one (units %s, ties %s)", (unit, tied) => {
    const s = at(unit, tied)
    const { probabilityOfYes, standardError, draws } = deliberated(s)
    expect(draws).toBe(4096)
    const brute = simulated(s, rule, 100_000)
    expect(Math.abs(probabilityOfYes - brute.share)).toBeLessThan(3 * Math.hypot(standardError, brute.error))
    expect(brute.share).toBeGreaterThan(0.05)
    expect(brute.share).toBeLessThan(0.95)
  })

  test('sways together: who is in one unit and hears the same agrees more often than the answers one by one', () => {
    const all: DecisionRule = { quota: 4, members: ['ann', 'bo', 'cy', 'di'].map(of => ({ of })) }
    const s = at(true, true, all)
    const { probabilityOfYes, standardError } = deliberated(s)
    const brute = simulated(s, all, 100_000)
    expect(Math.abs(probabilityOfYes - brute.share)).toBeLessThan(3 * Math.hypot(standardError, brute.error))
  })

  test('is what it is without, where nobody moves or sways with anybody', () => {
    for (const by of [rule, 'ann', { quota: 1, members: people.map(of => ({ of })) }] satisfies DecisionRule[]) {
      const s = at(false, false, by)
      const { probabilityOfYes, standardError } = deliberated(s)
      expect(Math.abs(probabilityOfYes - (decisionOutlook(s).probabilityOfYes ?? Number.NaN))).toBeLessThan(3 * standardError)
    }
  })

  test('is what it is without in many villages as often as chance has it', () => {
    const errors: number[] = []
    always(
      scenes,
      any => {
        const { plot } = any
        // Without an error in common, which makes people look alike.
        const scene = withoutSharedErrors({
          ...any,
          plot: { ...plot, ties: [], people: plot.people.map(person => ({ ...person, unit: null })) },
        })
        const { probabilityOfYes, stillFalls = Number.NaN, afterDeliberation } = decisionOutlook(played(scene).s)
        if (probabilityOfYes === undefined || afterDeliberation === undefined) return
        const { standardError, draws } = afterDeliberation
        // Where almost all draws end alike, or each of almost all pairs of them otherwise than its twin, the error cannot be told from them.
        const isTold = ((standardError / stillFalls) * draws) ** 2 > 25
        if (probabilityOfYes * draws > 50 && (stillFalls - probabilityOfYes) * draws > 50 && isTold)
          errors.push((afterDeliberation.probabilityOfYes - probabilityOfYes) / standardError)
        else expect(Math.abs(afterDeliberation.probabilityOfYes - probabilityOfYes)).toBeLessThan(0.02)
      },
      200,
    )
    expect(errors.length).toBeGreaterThan(inProportion(50))
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(5)
    // One error in twenty is that wide; five standard deviations more is no accident.
    const usual = errors.length / 20
    expect(errors.filter(error => Math.abs(error) > 2).length).toBeLessThan(usual + 5 * Math.sqrt(usual))
  })

  test('is the same each time, for a snapshot made anew', () => {
    expect(deliberated(at(true, true))).toEqual(deliberated(at(true, true)))
    const s = at(true, true)
    expect(deliberated(amended(s, {}))).toEqual(deliberated(s))
  })

  test('tells its own error: the spread of pairs, each of two opposite draws', () => {
    const { probabilityOfYes: p, standardError, draws } = deliberated(at(true, true))
    expect(standardError).toBeGreaterThan(0)
    // A pair of opposite draws never varies more than two that agree always.
    expect(standardError).toBeLessThanOrEqual(Math.sqrt((p * (1 - p)) / (draws / 2)) + 1e-12)
  })

  test('is certain where everybody is', () => {
    const sure = (sentiment: number) =>
      whatIf(
        at(true, true),
        people.map(hear => ({ hear, sentiment, sd: 1e-4 })),
      )
    expect(deliberated(sure(0.9))).toMatchObject({ probabilityOfYes: 1, standardError: 0 })
    expect(deliberated(sure(-0.9))).toMatchObject({ probabilityOfYes: 0, standardError: 0 })
  })

  test('draws fewer outcomes where so many sit that it would take long', () => {
    const many = Array.from({ length: 200 }, (_, i) => ({ id: `p${i}`, roles: [i === 0 ? ('user' as const) : ('decisionMaker' as const)] }))
    const large = createVillage({ account: 'Acme', stakeholders: many, decisions: [{ id: 'd', name: 'D', kind: 'new' }] })
    // 2 ** 26 multiplications of 200 rows and columns, and one more, in pairs.
    expect(deliberated(snapshot(large, AT)).draws).toBe(2 * Math.ceil(2 ** 26 / 40_001 / 2))
  })

  test('judges the seat of somebody who has left like somebody never heard, whom nobody moves', () => {
    const gone = snapshot(recordDeparture(createVillage(input(true, true, 'bo')), 'bo', AT), AT)
    const { probabilityOfYes, standardError } = deliberated(gone)
    expect(Math.abs(probabilityOfYes - 0.5)).toBeLessThanOrEqual(3 * standardError + 1e-12)
    const pair: DecisionRule = { quota: 2, members: [{ of: 'bo' }, { of: 'ann' }] }
    const s = snapshot(recordDeparture(createVillage(input(true, true, pair)), 'bo', AT), AT)
    const after = deliberated(s)
    const ann = simulated(s, 'ann', 100_000)
    expect(Math.abs(after.probabilityOfYes - ann.share / 2)).toBeLessThan(3 * Math.hypot(after.standardError, ann.error))
  })
})

/** A number on the scale of sentiment. */
function onScale(value: number): number {
  return Math.min(Math.max(value, -1), 1)
}

function deliberated(s: Snapshot): AfterDeliberation {
  return decisionOutlook(s).afterDeliberation ?? expect.fail('no open decision in view')
}

/**
 * The share of draws in which a rule passes: everybody's own opinion is drawn, and all then listen to each other until nothing moves.
 *
 * Opinions are drawn by the eigenvalue-free way of conditioning one person after another; whoever has left does not talk.
 */
function simulated(s: Snapshot, rule: DecisionRule, draws: number): { readonly share: number; readonly error: number } {
  const { mean, covariance } = jointly(s)
  const { ids, matrix } = influenceMatrix(s)
  const size = ids.length
  // Gauss: taking everybody before out of each, so that what is left of each is independent.
  const rest = covariance.slice(0, size).map(row => row.slice(0, size))
  const loadings: number[][] = []
  for (let k = 0; k < size; k++) {
    const own = Math.sqrt(Math.max(rest[k]?.[k] ?? 0, 0))
    const column = rest.map(row => (own > 1e-9 ? (row[k] ?? 0) / own : 0))
    loadings.push(column)
    rest.forEach((row, i) => {
      row.forEach((_, j) => {
        row[j] = (row[j] ?? 0) - (column[i] ?? 0) * (column[j] ?? 0)
      })
    })
  }
  const threshold = s.settings.decision.yesThreshold[s.decision?.kind ?? 'new']
  const normal = normals(20_260_302)
  let yes = 0
  for (let draw = 0; draw < draws; draw++) {
    const z = ids.map(() => normal())
    const own = ids.map((_, i) => (mean[i] ?? 0) + sum(z.map((each, k) => each * (loadings[k]?.[i] ?? 0))))
    const settled = new Map(ids.map((id, i) => [id, sum((matrix[i] ?? []).map((part, j) => part * (own[j] ?? 0)))]))
    if (passes(rule, player => (settled.get(player) ?? Number.NaN) >= threshold)) yes++
  }
  const share = yes / draws
  return { share, error: Math.sqrt((share * (1 - share)) / draws) }
}

/** Standard normal numbers by G. Marsaglia's polar method on the multiply-with-carry generator of his own. */
function normals(seed: number): () => number {
  let [z, w] = [seed, 362_436_069]
  const uniform = (): number => {
    z = (36_969 * (z & 65_535) + (z >>> 16)) >>> 0
    w = (18_000 * (w & 65_535) + (w >>> 16)) >>> 0
    return ((((z << 16) >>> 0) + w) % 2 ** 32) / 2 ** 32
  }
  return () => {
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1]
      const square = x * x + y * y
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
