import {
  accountSentiment,
  blockingCoalitions,
  byStakeholder as byId,
  createVillage,
  decisionOutlook,
  power,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  snapshot,
  vetoHolders,
  votingPower,
} from 'account-village'
import { clearedBar, votingPower as powerOfRule } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockingOf, type Game, passes, powerOf, probabilityOf, winsOf } from '../support/bruteForce.js'
import { day } from '../support/days.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { type Scene, scenes } from '../support/villages.js'

describe('a decision without a rule of its own', () => {
  test('passes when everyone with a veto agrees and those who agree hold more than half of the decision rights', () => {
    always(scenes, scene => {
      const { s } = played(withoutRules(scene, 7))
      const game = defaultGame(s)
      const { players, winningCoalitions } = votingPower(s)
      const counted = powerOf(game)
      const idle = game.players.length - players.length
      expect(winningCoalitions * 2 ** idle).toBe(counted.winningCoalitions)
      for (const { player, veto, banzhafAbsolute, shapleyShubik } of counted.players) {
        expect(byId(players).get(player)?.veto ?? false).toBe(veto)
        expect(byId(players).get(player)?.banzhafAbsolute ?? 0).toBeCloseTo(banzhafAbsolute, 12)
        expect(byId(players).get(player)?.shapleyShubik ?? 0).toBeCloseTo(shapleyShubik, 12)
      }
      expect(
        blockingCoalitions(s)
          .coalitions.map(group => group.join(' + '))
          .sort(),
      ).toEqual(blockingOf(game))
      expect(
        vetoHolders(s)
          .map(holder => holder.stakeholder)
          .sort(),
      ).toEqual(counted.players.filter(({ veto }) => veto).map(({ player }) => player))
      expectOutlook(s, game)
    })
  })

  test('passes by the same rule when up to 14 people hold rights of any size', () => {
    const rights = fc.array(fc.oneof(fc.nat(20), fc.nat(100_000)), { minLength: 10, maxLength: 14 })
    always(
      rights,
      masses => {
        const stakeholders = masses.map((authority, i) => ({
          id: `p${String(i).padStart(2, '0')}`,
          roles: [{ role: i % 2 === 0 ? 'user' : 'decisionMaker', authority } as const],
        }))
        const s = snapshot(createVillage({ account: 'Acme', stakeholders }), day(0))
        const game = defaultGame(s)
        const { players, winningCoalitions } = votingPower(s)
        expect(winningCoalitions * 2 ** (game.players.length - players.length)).toBe(winsOf(game))
      },
      200,
    )
  })
})

describe('a decision with a rule of its own', () => {
  test('passes when its rule does and everybody agrees who was granted a veto', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const rule = s.decision?.rule
      if (rule === undefined) return
      const game = { players: votingPower(s).players.map(({ stakeholder }) => stakeholder), wins: (_: number) => false }
      const granted = s.vetoes.map(veto => veto.stakeholder)
      const whole = byNames(game.players, agrees => passes(rule, agrees) && granted.every(agrees))
      expect(votingPower(s).winningCoalitions).toBe(powerOf(whole).winningCoalitions)
      expectOutlook(s, whole)
    })
  })
})

describe('the outlook', () => {
  test('puts at risk what the decision is worth times the probability of no', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const { state, probabilityOfYes = Number.NaN, basis, byStakeholder, revenueAtRisk: risk, stillFalls = 1 } = decisionOutlook(s)
      const { amount, currency, interval, range, byDecision, omitted } = revenueAtRisk(s)
      const { value, outcome } = s.decision ?? {}
      const isOpen = s.decision !== undefined && outcome === undefined
      expect(['undated', 'dated', 'overdue'].includes(state)).toBe(isOpen)
      expect(risk).toEqual(
        isOpen && value !== undefined ? { amount: expect.closeTo(value.amount * (1 - probabilityOfYes), 6), currency: 'EUR' } : undefined,
      )
      if (isOpen) {
        const isIn = value !== undefined && basis !== 'priorOnly'
        expect([amount, currency]).toEqual(isIn ? [risk?.amount, risk?.currency] : [undefined, undefined])
        expect([byDecision.length, omitted.length]).toEqual(isIn ? [1, 0] : [0, 1])
      }
      if (amount !== undefined && interval !== undefined && range !== undefined) {
        const ends = [interval[0], range[0], amount, range[1], interval[1]]
        for (const [i, end] of ends.entries()) expect(end).toBeGreaterThanOrEqual((ends[i - 1] ?? 0) - 1e-6)
      }
      for (const { probabilityOfYes: yes = Number.NaN, pivotality = Number.NaN, worthSaving, mustKeep } of byStakeholder) {
        if (risk === undefined || value === undefined) expect([worthSaving, mustKeep]).toEqual([undefined, undefined])
        else {
          expect(pivotality).toBeLessThanOrEqual(stillFalls)
          expect([worthSaving, mustKeep]).toEqual(
            [(1 - yes) * pivotality, yes * pivotality].map(share => expect.closeTo(value.amount * share, 6)),
          )
        }
      }
    })
  })

  test('caps the veto-aware score at the bar that the committee clears', () => {
    always(scenes, scene => {
      const settings = { ...scene.view.settings, account: { leastCoverage: 0 } }
      const { s } = played({ ...scene, view: { ...scene.view, settings } })
      const { value, vetoAware } = accountSentiment(s)
      const beta = s.settings.decision.vetoWeight
      // The score is of today: whoever will have left by the vote counts.
      const knownOf = byId(sentiments(s))
      const isHeard = decisionOutlook(s).byStakeholder.some(({ stakeholder }) => (knownOf.get(stakeholder)?.known ?? 0) > 0)
      const { bar } = vetoAware
      expect(bar !== undefined).toBe(value !== undefined && isHeard)
      if (value === undefined || bar === undefined || vetoAware.cappedBy === undefined) return
      // Expected sentiments may lie beyond the scale, and a score never does.
      const mean = accountSentiment(s).tree.contribution
      expect(vetoAware.value).toBeCloseTo(Math.min(Math.max((1 - beta) * mean + beta * bar, -1), 1), 12)
      expect(vetoAware.cappedByUnheard).toBe((knownOf.get(vetoAware.cappedBy)?.known ?? 0) === 0)
      expect(votingPower(s).players.map(({ stakeholder }) => stakeholder)).toContain(vetoAware.cappedBy)
      const rule = s.decision?.rule
      if (rule === undefined || s.vetoes.length > 0) return
      const means = new Map(peopleOf(accountSentiment(s).tree).map(({ id, share, contribution }) => [id, contribution / share]))
      if (powerOfRule(rule).players.every(({ stakeholder: player }) => Number.isFinite(means.get(player))))
        expect(bar).toBeCloseTo(clearedBar(rule, means).bar, 9)
    })
  })
})

/** The rule by default, straight from its words. Rights that only rounding takes above a half are a half. */
function defaultGame(s: Snapshot): Game {
  const rights = new Map([...power(s)].map(({ stakeholder: id, authority }) => [id, authority]))
  const vetoRoles = new Set<string>(s.settings.decision.vetoRoles)
  const vetoes = [
    ...s.vetoes.map(veto => veto.stakeholder),
    ...s.roles.filter(({ role }) => vetoRoles.has(role)).map(role => role.stakeholder),
  ]
  const players = [...rights.keys()].sort()
  return byNames(players, agrees => {
    const agreed = players.reduce((sum, player) => sum + (agrees(player) ? (rights.get(player) ?? 0) : 0), 0)
    return vetoes.every(agrees) && agreed > 0.5 + 1e-12
  })
}

function byNames(players: readonly string[], wins: (agrees: (player: string) => boolean) => boolean): Game {
  const bits = new Map(players.map((player, i) => [player, 1 << i]))
  return { players, wins: coalition => wins(player => (coalition & (bits.get(player) ?? 0)) !== 0) }
}

function expectOutlook(s: Snapshot, game: Game): void {
  const { probabilityOfYes, stillFalls = Number.NaN, byStakeholder } = decisionOutlook(s)
  if (probabilityOfYes === undefined) return
  const yes = (player: string): number => byId(byStakeholder).get(player)?.probabilityOfYes ?? 0.5
  expect(probabilityOfYes).toBeCloseTo(stillFalls * probabilityOf(game, yes), 10)
  for (const { stakeholder: player, pivotality } of byStakeholder) {
    const certain = (share: number): number => probabilityOf(game, other => (other === player ? share : yes(other)))
    expect(pivotality).toBeCloseTo(stillFalls * (certain(1) - certain(0)), 10)
  }
}

function withoutRules(scene: Scene, people: number): Scene {
  const { plot } = scene
  return {
    ...scene,
    plot: { ...plot, people: plot.people.slice(0, people), decisions: plot.decisions.map(each => ({ ...each, rule: null })) },
  }
}

function peopleOf(node: ReturnType<typeof accountSentiment>['tree']): (typeof node)[] {
  return node.children.length === 0 ? (node.kind === 'stakeholder' ? [node] : []) : node.children.flatMap(peopleOf)
}
