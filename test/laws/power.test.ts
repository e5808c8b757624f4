import { byStakeholder, createVillage, power, record, snapshot, type Tie } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always } from '../support/law.js'
import { differences, played, seen } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

describe('power', () => {
  test('is shared out completely, and nobody has less than none', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const known = [...power(s)]
      expect(known.map(({ stakeholder }) => stakeholder)).toEqual(s.stakeholders.map(({ id }) => id).sort())
      expect(sum(known.map(({ share }) => share))).toBeCloseTo(1, 9)
      expect(sum(known.map(({ authority }) => authority))).toBeCloseTo(1, 9)
      for (const { share, authority, influence } of known) {
        expect(Math.min(share, authority)).toBeGreaterThanOrEqual(0)
        expect(influence).toBe(share - authority)
      }
    })
  })

  test('is each right to decide, handed on to those whose opinion it expresses', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const { ids, matrix } = influenceMatrix(s)
      const known = ids.map(id => byStakeholder(power(s)).get(id) ?? expect.fail())
      known.forEach(({ share }, j) => {
        expect(share).toBeCloseTo(sum(known.map(({ authority }, i) => authority * (matrix[i]?.[j] ?? Number.NaN))), 9)
      })
    })
  })

  test('comes from total influence in which every settled opinion is made up completely of first opinions', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const { ids, matrix } = influenceMatrix(s)
      expect(ids).toEqual(s.stakeholders.map(({ id }) => id))
      for (const row of matrix) {
        expect(row).toHaveLength(ids.length)
        expect(sum(row)).toBeCloseTo(1, 9)
        expect(Math.min(...row)).toBeGreaterThanOrEqual(0)
      }
    })
  })

  test('equals weighted PageRank when all decide alike and are equally open to others', () => {
    const edges = fc.array(fc.record({ from: fc.nat(11), to: fc.nat(11), weight: fc.integer({ min: 1, max: 500 }).map(n => n / 100) }), {
      maxLength: 40,
      size: 'max',
    })
    always(
      fc.record({ people: fc.integer({ min: 2, max: 12 }), edges, damping: fc.integer({ min: 5, max: 95 }).map(n => n / 100) }),
      net => {
        const listening = listeningWeights(net)
        const ids = listening.map((_, i) => `p${String(i).padStart(2, '0')}`)
        const village = createVillage({
          account: 'Acme',
          stakeholders: listening.map((_, i) => ({
            id: ids[i] ?? '',
            roles: [{ role: i === 0 ? 'user' : 'decisionMaker', authority: 1 }],
            openness: net.damping,
          })),
          ties: listening.flatMap((row, i) =>
            row.flatMap((weight, j): Tie[] => (weight > 0 ? [{ from: ids[j] ?? '', to: ids[i] ?? '', kind: 'influence', weight }] : [])),
          ),
        })
        const s = snapshot(village, day(0))
        const { matrix } = influenceMatrix(s)
        pageRank(listening, net.damping).forEach((rank, j) => {
          expect(sum(matrix.map(row => row[j] ?? Number.NaN)) / ids.length).toBeCloseTo(rank, 11)
          expect(byStakeholder(power(s)).get(ids[j] ?? '')?.share).toBeCloseTo(rank, 11)
        })
      },
    )
  })

  test('does not change when people are at odds', () => {
    always(
      fc.record({ scene: scenes, pairs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { minLength: 1, maxLength: 5 }) }),
      ({ scene, pairs }) => {
        const { village, s } = played(scene)
        const id = (i: number): string => village.stakeholders[i % village.stakeholders.length]?.id ?? ''
        const ties = pairs.flatMap(([a, b]): Tie[] => (id(a) === id(b) ? [] : [{ from: id(a), to: id(b), kind: 'conflict', weight: 9 }]))
        // That a champion is at odds with somebody who can stop the decision is a risk of its own, which moves may answer, and nobody introduces us to whom they are at odds with.
        expect(
          differences(seen(record(village, { ties }), scene), s).filter(
            name => !['graph', 'risks', 'planCoverage', 'introductions', 'nextMoves'].includes(name),
          ),
        ).toEqual([])
      },
    )
  })
})

/** Row `i`: how much `i` listens to each other. Everybody listens to the next one, so that nobody listens to nobody. */
function listeningWeights(net: {
  readonly people: number
  readonly edges: readonly { readonly from: number; readonly to: number; readonly weight: number }[]
}): number[][] {
  const weights = Array.from({ length: net.people }, () => Array.from({ length: net.people }, () => 0))
  weights.forEach((row, i) => {
    row[(i + 1) % net.people] = 0.7
  })
  for (const { from, to, weight } of net.edges) {
    const row = weights[to % net.people]
    if (row !== undefined && from % net.people !== to % net.people) row[from % net.people] = weight
  }
  return weights
}

/** Weighted PageRank of "listens to" by power iteration, straight from its definition. */
function pageRank(listening: readonly (readonly number[])[], damping: number): number[] {
  const size = listening.length
  const steps = listening.map(row => row.map(weight => weight / sum(row)))
  let rank = listening.map(() => 1 / size)
  for (let change = 1; change > 1e-16; ) {
    const next = rank.map((_, j) => (1 - damping) / size + damping * sum(rank.map((each, i) => each * (steps[i]?.[j] ?? Number.NaN))))
    change = Math.max(...next.map((each, j) => Math.abs(each - (rank[j] ?? 0)))) * (1 - damping)
    rank = next
  }
  return rank
}
