import type { DecisionRule } from 'account-village'
import { byStakeholder } from 'account-village'
import { blockingCoalitions, clearedBar, passProbability, votingPower } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barOf, blockingOf, gameOf, passes, powerOf, probabilityOf } from '../support/bruteForce.js'
import { always } from '../support/law.js'
import { crowdedRules, readOnceRules, rules } from '../support/rules.js'

const shares = fc.array(
  fc.integer({ min: 0, max: 100 }).map(n => n / 100),
  { minLength: 12, maxLength: 12 },
)
const values = fc.array(
  fc.integer({ min: -10, max: 10 }).map(n => n / 10),
  { minLength: 12, maxLength: 12 },
)
/** A number for each player of a rule. */
const given = (rule: DecisionRule, numbers: readonly number[]): Map<string, number> =>
  new Map(gameOf(rule).players.map((player, i) => [player, numbers[i] ?? Number.NaN]))

const bySizeThenName = (a: readonly string[], b: readonly string[]): number => {
  const first = a.findIndex((name, i) => name !== b[i])
  return a.length - b.length || ((a[first] ?? '') < (b[first] ?? '') ? -1 : 1)
}

describe.each([
  ['in which everybody sits in one place', readOnceRules],
  ['in which people sit in several places', crowdedRules],
])('a rule %s', (_, some) => {
  test('gives everybody the voting power that counting all coalitions gives', () => {
    always(some, rule => {
      const { players, winningCoalitions } = votingPower(rule)
      const counted = powerOf(gameOf(rule))
      expect(winningCoalitions).toBe(counted.winningCoalitions)
      expect(players.map(({ stakeholder }) => stakeholder)).toEqual(counted.players.map(({ player }) => player))
      for (const { player, veto, ...indices } of counted.players) {
        const power = byStakeholder(players).get(player)
        expect(power?.veto).toBe(veto)
        for (const [name, index] of Object.entries(indices)) expect(Reflect.get(power ?? {}, name), name).toBeCloseTo(index, 10)
      }
    })
  })

  test('passes with the probability that adding up all coalitions gives', () => {
    always(fc.tuple(some, shares), ([rule, numbers]) => {
      const yes = given(rule, numbers)
      expect(passProbability(rule, yes).probability).toBeCloseTo(
        probabilityOf(gameOf(rule), player => yes.get(player) ?? Number.NaN),
        12,
      )
    })
  })

  test('hangs on each person by the difference between their certain yes and their certain no', () => {
    always(fc.tuple(some, shares), ([rule, numbers]) => {
      const yes = given(rule, numbers)
      const { pivotality } = passProbability(rule, yes)
      const certain = (player: string, share: number): number => passProbability(rule, new Map(yes).set(player, share)).probability
      for (const { stakeholder: player, pivotality: slope } of pivotality) {
        expect(slope).toBeCloseTo(certain(player, 1) - certain(player, 0), 12)
        expect(slope).toBeGreaterThanOrEqual(0)
        expect(slope).toBeLessThanOrEqual(1)
      }
    })
  })

  test('is stopped by exactly the smallest groups whose complement loses', () => {
    always(some, rule => {
      const { coalitions, complete } = blockingCoalitions(rule)
      expect(complete).toBe(true)
      expect(coalitions.map(group => group.join(' + ')).sort()).toEqual(blockingOf(gameOf(rule)))
      expect(coalitions).toEqual(coalitions.map(group => [...group].sort()).sort(bySizeThenName))
    })
  })

  test('clears the highest bar at which those who reach it win, and names somebody who stands at it', () => {
    always(fc.tuple(some, values), ([rule, numbers]) => {
      const own = given(rule, numbers)
      const { bar, cappedBy } = clearedBar(rule, own)
      expect(bar).toBe(barOf(rule, own))
      expect(own.get(cappedBy)).toBe(bar)
    })
  })
})

describe('voting power', () => {
  test('is shared out completely by both indices', () => {
    always(rules, rule => {
      const powers = votingPower(rule).players
      for (const index of ['shapleyShubik', 'banzhaf'] as const) {
        expect(powers.reduce((sum, power) => sum + power[index], 0)).toBeCloseTo(1, 10)
      }
    })
  })

  test('prevents with certainty exactly when nothing passes without the player', () => {
    always(rules, rule => {
      for (const { stakeholder: player, veto, preventive } of votingPower(rule).players) {
        const stopsAll = !passes(rule, other => other !== player)
        expect(veto).toBe(stopsAll)
        if (stopsAll) expect(preventive).toBe(1)
        else expect(preventive).toBeLessThan(1)
      }
    })
  })
})
