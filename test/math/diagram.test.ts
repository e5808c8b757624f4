import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diagramOf } from '../../src/math/diagram.js'
import { RULE_LIMITS } from '../../src/math/rule.js'
import { always } from '../support/law.js'
import { refused } from '../support/refusal.js'

const members = (weights: readonly number[]) => weights.map((weight, member) => ({ member, weight }))
const games = fc
  .record({ weights: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 7 }), share: fc.integer({ min: 1, max: 10 }) })
  .map(({ weights, share }) => ({
    weights,
    quota: Math.ceil((share * weights.reduce((sum, weight) => sum + weight, 0)) / 10),
  }))

describe('a diagram of weights and a quota', () => {
  test('leads each way of answering to where its sum does, and asks only while that is open', () => {
    always(games, ({ weights, quota }) => {
      const diagram = diagramOf(members(weights), quota)
      for (let answers = 0; answers < 2 ** weights.length; answers++) {
        const says = (i: number): boolean => ((answers >> i) & 1) === 1
        let state = 0
        let asked = -1
        while (state < diagram.states) {
          const member = diagram.member[state] ?? Number.NaN
          expect(member).toBe(asked + 1)
          asked = member
          state = (says(member) ? diagram.ifYes : diagram.ifNo)[state] ?? Number.NaN
        }
        const reached = weights.reduce((sum, weight, i) => sum + (says(i) ? weight : 0), 0) >= quota
        expect(state).toBe(diagram.states + (reached ? 0 : 1))
      }
    })
  })

  test('has one state for each member and each different sum from which both ends are still open', () => {
    always(games, ({ weights, quota }) => {
      let sums = new Set([0])
      let open = weights.reduce((sum, weight) => sum + weight, 0)
      let states = 0
      for (const weight of weights) {
        const undecided = [...sums].filter(sum => sum < quota && sum + open >= quota)
        states += undecided.length
        sums = new Set(undecided.flatMap(sum => [sum, sum + weight]))
        open -= weight
      }
      expect(diagramOf(members(weights), quota).states).toBe(states)
    })
  })

  test('is reached at once where nothing is asked for', () => {
    for (const quota of [0, -3]) {
      const { states, ifYes, ifNo } = diagramOf(members([1, 2]), quota)
      expect([...ifYes.slice(0, 1), ...ifNo.slice(0, 1)]).toEqual([states, states])
      expect(diagramOf([], quota).states).toBe(0)
    }
  })

  test('of too many different sums is refused, with the way out', () => {
    const different = members(Array.from({ length: 40 }, (_, i) => 2 ** i))
    expect(refused(() => diagramOf(different, 2 ** 39))).toMatchObject({ name: 'LimitExceededError' })
    // Of `n` members of equal weight each has a state for every sum below the quota from which those left can still reach it.
    const equal = members(Array.from({ length: 899 }, () => 1))
    expect(diagramOf(equal, 400).states).toBe(RULE_LIMITS.sums)
    expect(refused(() => diagramOf(equal, 401))).toMatchObject({ name: 'LimitExceededError' })
  })
})
