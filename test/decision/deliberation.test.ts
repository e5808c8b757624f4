import { type BuyingRole, createVillage, decisionOutlook, type Snapshot, snapshot } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { committeeAtVote, filterIn } from '../../src/decision/committee.js'
import { voteOn } from '../../src/decision/vote.js'
import { ballotOf } from '../../src/math/compiledRule.js'
import { covarianceOf, meanOf } from '../../src/math/sentimentFilter.js'
import { randomFrom } from '../../src/support/random.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always } from '../support/law.js'

const DRAWS = 4096
const ROLES = ['user', 'economicBuyer', 'legalCompliance', 'champion', 'decisionMaker'] as const satisfies readonly BuyingRole[]

const committees = fc.record({
  people: fc.integer({ min: 1, max: 7 }),
  roles: fc.array(fc.constantFrom(...ROLES), { minLength: 7, maxLength: 7 }),
  ties: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 8 }),
  heard: fc.array(fc.tuple(fc.nat(6), fc.integer({ min: -9, max: 9 })), { maxLength: 12 }),
  leaves: fc.boolean(),
  quota: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
})
type Drawn = typeof committees extends fc.Arbitrary<infer Value> ? Value : never

function seen({ people, roles, ties, heard, leaves, quota }: Drawn): Snapshot {
  const id = (i: number): string => `p${i % people}`
  const rule = { quota: Math.min(quota ?? 1, people), members: Array.from({ length: people }, (_, i) => ({ of: id(i) })) }
  const village = createVillage({
    account: 'Acme',
    units: [{ id: 'it', name: 'IT', kind: 'team' }],
    stakeholders: Array.from({ length: people }, (_, i) => ({
      id: id(i),
      roles: [roles[i] ?? 'user'],
      ...(i % 2 === 0 && { unit: 'it' }),
      ...(leaves && i === 1 && { leftAt: '2026-04-01', recordedAt: '2026-01-01' }),
    })),
    ties: ties.flatMap(([from, to]) =>
      from % people === to % people ? [] : [{ from: id(from), to: id(to), kind: 'influence' as const, source: `${from} ${to}` }],
    ),
    observations: heard.map(([who, tenths], i) => ({
      id: `o${i}`,
      stakeholder: id(who),
      at: '2026-03-02',
      sentiment: tenths / 10,
      via: 'meeting' as const,
    })),
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', expectedAt: '2026-05-01', ...(quota !== undefined && { rule }) }],
  })
  return snapshot(village, '2026-03-20')
}

/** The share of draws that pass, each drawn by itself and every seat asked. */
function byPlainDraws(s: Snapshot): number {
  const { rule, places, thresholds, means, variances } = committeeAtVote(s)
  const vote = voteOn(s)
  const filter = filterIn(s, vote.agedDays)
  const { matrix } = influenceMatrix(s)
  const people = s.stakeholders.map((_, i) => i)
  const rows = places.map(place => (place === undefined ? undefined : matrix[place]))
  const covariance = rows.map((row, a) =>
    rows.map((other, b) => {
      if (row === undefined || other === undefined) return a === b ? (variances[a] ?? 0) : 0
      return sum(people, i => sum(people, j => (row[i] ?? 0) * (other[j] ?? 0) * covarianceOf(filter, i, j)))
    }),
  )
  const settled = rows.map((row, a) => (row === undefined ? (means[a] ?? 0) : sum(people, i => (row[i] ?? 0) * meanOf(filter, i))))
  const factor = cholesky(covariance)
  const random = randomFrom(1)
  const ballot = ballotOf(rule)
  let passed = 0
  for (let pair = 0; pair < DRAWS / 2; pair++) {
    const normals = rows.map(() => random.normal())
    const sways = factor.map(row => sum(row, (part, k) => part * (normals[k] ?? 0)))
    for (const sign of [1, -1]) {
      passed += Number(ballot(Uint8Array.from(sways, (sway, a) => Number((settled[a] ?? 0) + sign * sway >= (thresholds[a] ?? 0)))))
    }
  }
  return (vote.stillFalls * passed) / DRAWS
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const factor: number[][] = matrix.map(() => [])
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = (row[j] ?? 0) - sum(factor[j] ?? [], (part, k) => (k < j ? part * (factor[i]?.[k] ?? 0) : 0))
      const head = factor[j]?.[j] ?? 0
      const own = i === j ? Math.sqrt(Math.max(rest > 1e-14 * (row[i] ?? 0) ? rest : 0, 0)) : head > 0 ? rest / head : 0
      factor[i]?.push(own)
    }
  })
  return factor
}

function sum<Item>(items: readonly Item[], part: (item: Item, i: number) => number): number {
  return items.reduce((total, item, i) => total + part(item, i), 0)
}

describe('the outlook after deliberation', () => {
  test('counts the draws that pass when each is drawn by itself and every seat is asked', () => {
    always(
      committees,
      drawn => {
        const s = seen(drawn)
        // A draw on the very edge of a threshold may fall on either side of it.
        expect(Math.abs((decisionOutlook(s).afterDeliberation?.probabilityOfYes ?? Number.NaN) - byPlainDraws(s))).toBeLessThan(1.5 / DRAWS)
      },
      60,
    )
  })
})
