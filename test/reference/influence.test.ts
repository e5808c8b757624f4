import { createVillage, power, snapshot } from 'account-village'
import { friedkinJohnsen } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import published from '../fixtures/reference/influence.json' with { type: 'json' }
import coupling from '../fixtures/reference/influenceCoupling.json' with { type: 'json' }
import { day } from '../support/days.js'
import { influenceMatrix } from '../support/influenceMatrix.js'

const { weights, susceptibility, opinions, kite } = published
const { sameWithoutDiagonal: withoutDiagonal } = coupling.published
const product = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map(row => row.reduce((sum, each, j) => sum + each * (vector[j] ?? Number.NaN), 0))

describe("Friedkin and Johnsen's example of four people", () => {
  test('has the total influence that was printed, and its ten digits', () => {
    const { totalInfluence: direct } = friedkinJohnsen({ weights })
    expect(direct).toEqual(published.totalInfluence.map(row => row.map(value => expect.closeTo(value, 10))))
    expect(direct.map(row => row.map(value => Number(value.toFixed(3))))).toEqual(published.totalInfluenceTo3Digits)
    direct.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(Math.abs(value - (published.totalInfluencePublished[i]?.[j] ?? Number.NaN))).toBeLessThan(0.0011)
      })
    })
  })

  test('is the same when the susceptibilities are given', () => {
    expect(friedkinJohnsen({ weights, susceptibility }).totalInfluence).toEqual(
      published.totalInfluence.map(row => row.map(value => expect.closeTo(value, 10))),
    )
  })

  test('settles where it was printed to settle', () => {
    const settled = product(friedkinJohnsen({ weights }).totalInfluence, opinions)
    expect(settled).toEqual(published.settled.map(value => expect.closeTo(value, 9)))
    expect(settled.map(Math.round)).toEqual(published.settledPublished)
  })

  test('settles where talking step by step leads', () => {
    const steps = [opinions]
    for (let round = 0; round < 200; round++) {
      const heard = product(weights, steps[round] ?? [])
      steps.push(heard.map((value, i) => (susceptibility[i] ?? 0) * value + (1 - (susceptibility[i] ?? 0)) * (opinions[i] ?? 0)))
    }
    expect(steps.slice(0, published.firstSteps.length)).toEqual(
      published.firstSteps.map(step => step.map(value => expect.closeTo(value, 8))),
    )
    const settled = product(friedkinJohnsen({ weights }).totalInfluence, opinions)
    expect(settled).toEqual((steps.at(-1) ?? []).map(value => expect.closeTo(value, 10)))
  })

  test('gives everybody the mean of their column as power when all decide alike', () => {
    const ids = ['p1', 'p2', 'p3', 'p4']
    const village = createVillage({
      account: 'Four',
      stakeholders: ids.map((id, i) => ({
        id,
        openness: withoutDiagonal.susceptibility[i] ?? Number.NaN,
        roles: [{ role: i === 0 ? 'user' : 'approver', authority: 1 }],
      })),
      ties: weights.flatMap((row, i) =>
        row.flatMap((weight, j) =>
          i === j || weight === 0 ? [] : [{ from: ids[j] ?? '', to: ids[i] ?? '', kind: 'influence', weight } as const],
        ),
      ),
    })
    const s = snapshot(village, day(0))
    expect(power(s).map(each => each.share)).toEqual(published.meanColumn.map(value => expect.closeTo(value, 9)))
    expect(influenceMatrix(s).matrix).toEqual(published.totalInfluence.map(row => row.map(value => expect.closeTo(value, 9))))
  })
})

describe("Krackhardt's kite", () => {
  test('has the PageRank of two other programs as its mean column when all are equally open to others', () => {
    const size = kite.degree.length
    const neighbours = kite.degree.map((_, i) => kite.edges.flatMap(([a = -1, b = -1]) => (a === i ? [b] : b === i ? [a] : [])))
    expect(neighbours.map(each => each.length)).toEqual(kite.degree)
    const listening = neighbours.map(each => Array.from({ length: size }, (_, j) => (each.includes(j) ? 1 / each.length : 0)))
    const { totalInfluence: total } = friedkinJohnsen({ weights: listening, susceptibility: listening.map(() => 0.85) })
    const means = total.map((_, j) => total.reduce((sum, row) => sum + (row[j] ?? Number.NaN), 0) / size)
    expect(means).toEqual(kite.pageRank.map(value => expect.closeTo(value, 8)))
  })
})
