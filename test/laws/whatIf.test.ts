import {
  coverage,
  type DecisionOutlook,
  decisionOutlook,
  explainChange,
  explainRisk,
  type Hypothesis,
  type Snapshot,
  whatIf,
} from 'account-village'
import { nextInterviews } from 'account-village/listening'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanSentiments } from '../../src/sentiment/state.js'
import { comparable, disagreements } from '../support/agreement.js'
import { strangeNumbers } from '../support/exact.js'
import { cameTrue, frozen, hypothesisOf, type Idea, ideasOf, KINDS, RECORDABLE } from '../support/ideas.js'
import { SEPARATE_WORDS } from '../support/independent.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always, inProportion } from '../support/law.js'
import { allMeasures, outlookOf, played, seen } from '../support/measures.js'
import { nearly } from '../support/nearly.js'
import { type Scene, scenes, withoutSharedErrors } from '../support/villages.js'

describe.each(RECORDABLE)('a hypothesis of the kind %s about any village', kind => {
  test('gives the measures of the village in which it has come true', () => {
    let compared = 0
    always(
      fc.record({ scene: scenes, idea: ideasOf([kind]) }),
      ({ scene: any, idea }) => {
        // What meeting an expectation does to sentiments is supposed and nothing that a village could record.
        const scene: Scene = { ...any, view: { ...any.view, settings: { ...any.view.settings, expectation: { met: 0 } } } }
        const { village, s } = played(scene)
        const hypothesis = hypothesisOf(s, idea, 'newcomer')
        if (hypothesis === undefined) return
        const supposed = whatIf(s, hypothesis)
        const truth = cameTrue(village, s, hypothesis, supposed)
        if (truth === undefined) return
        compared++
        expect(disagreements(comparable(supposed), comparable(seen(truth, scene)))).toEqual([])
      },
      150,
    )
    expect(compared).toBeGreaterThan(inProportion(9))
  })
})

describe('hypotheses about any village', () => {
  test('leave the village and the snapshot as they are, one after another', () => {
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(KINDS), { minLength: 1, maxLength: 5 }) }),
      ({ scene, ideas }) => {
        const { village, s } = played(scene)
        frozen([village, s])
        const before = JSON.stringify([village, s])
        const { supposed, hypotheses } = suppose(s, ideas)
        expect(whatIf(s, hypotheses)).toEqual(supposed)
        expect(JSON.stringify([village, s])).toBe(before)
      },
      300,
    )
  })

  test('give no measure NaN or infinity, name nobody who is not there, and keep all shares at 1', () => {
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(KINDS), { minLength: 1, maxLength: 5 }) }),
      ({ scene, ideas }) => {
        const { supposed: s } = suppose(played(scene).s, ideas)
        const measures = allMeasures(s)
        expect(strangeNumbers(measures)).toEqual([])
        expect(total([...measures.power.values()].map(({ share }) => share))).toBeCloseTo(1, 9)
        for (const row of influenceMatrix(s).matrix) expect(total(row)).toBeCloseTo(1, 9)
        const people = new Set(s.stakeholders.map(({ id }) => id))
        expect(people.size).toBe(s.stakeholders.length)
        const named = [...s.vetoes, ...s.roles, ...s.motives].map(({ stakeholder }) => stakeholder)
        for (const id of [...named, ...s.ties.flatMap(({ from, to }) => [from, to]), ...s.placeholders]) expect(people).toContain(id)
      },
      500,
    )
  })

  test('keep every sentiment within what the readings and expectations allow', () => {
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(['meet', 'miss', 'sway', 'hear']), { minLength: 2, maxLength: 6 }) }),
      ({ scene: any, ideas }) => {
        // What is taken off a report for its reporter may lead beyond what was heard, and so may silence; and of two interviews of one day
        // the second changes what the first says.
        const scene = withoutSharedErrors({
          ...any,
          plot: { ...any.plot, requests: [] },
          view: {
            ...any.view,
            settings: { ...any.view.settings, sentiment: { ...any.view.settings?.sentiment, ...SEPARATE_WORDS }, expectation: { met: 1 } },
          },
        })
        const start = played(scene).s
        const { supposed } = suppose(start, ideas)
        const most = Math.max(1, ...valuesIn(start).map(Math.abs))
        for (const value of valuesIn(supposed)) expect(Math.abs(value)).toBeLessThanOrEqual(most + 1e-9)
      },
      500,
    )
  })

  test('meet or miss an expectation as they sway its owner by the setting', () => {
    let settled = 0
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(KINDS), { maxLength: 2 }), which: fc.nat(9), isMet: fc.boolean() }),
      ({ scene, ideas, which, isMet }) => {
        const { supposed: s } = suppose(played(scene).s, ideas)
        const { id, stakeholder = '', importance = 0, status = [] } = s.expectations[which % s.expectations.length] ?? {}
        const isThere = s.stakeholders.some(person => person.id === stakeholder)
        if (id === undefined || !isThere || status.at(-1)?.state === (isMet ? 'met' : 'missed')) return
        const { met, lossAversion } = s.settings.expectation
        const by = importance * met * (isMet ? 1 : -lossAversion)
        if (Math.abs(by) > 2) return
        settled++
        const [one, other] = [whatIf(s, isMet ? { meet: id } : { miss: id }), whatIf(s, { sway: stakeholder, by })]
        expect(one.shifts).toEqual(other.shifts)
        expect(outlookOf(one)).toEqual(outlookOf(other))
      },
      300,
    )
    expect(settled).toBeGreaterThan(inProportion(20))
  })

  test('sway up for no worse chance of yes and no lower sentiment, down for no better, and never unsettle how sure we are', () => {
    always(
      fc.record({ scene: scenes, idea: ideasOf(['sway']) }),
      ({ scene, idea }) => {
        const { s } = played(scene)
        const hypothesis = hypothesisOf(s, idea, '')
        if (hypothesis === undefined) return
        const supposed = whatIf(s, hypothesis)
        const sign = Math.sign(idea.sentiment)
        const rise = ({ probabilityOfYes: before }: DecisionOutlook, { probabilityOfYes: after }: DecisionOutlook): number =>
          before === undefined || after === undefined ? 0 : after - before
        expect(sign * rise(decisionOutlook(s), decisionOutlook(supposed))).toBeGreaterThanOrEqual(-1e-9)
        const [before, after] = [meanSentiments(s), meanSentiments(supposed)]
        for (const [i, mean] of before.entries()) expect(sign * ((after[i] ?? Number.NaN) - mean)).toBeGreaterThanOrEqual(-1e-12)
        expect(coverage(supposed)).toEqual(nearly(coverage(s)))
      },
      300,
    )
  })

  test('keep the canonical order in which a snapshot holds its people and facts', () => {
    always(
      fc.record({ scene: scenes, idea: ideasOf(['add', 'lose', 'hear', 'grantVeto', 'tie']) }),
      ({ scene, idea }) => {
        const { village, s } = played(scene)
        const hypothesis = hypothesisOf(s, idea, 'newcomer')
        if (hypothesis === undefined) return
        const supposed = whatIf(s, hypothesis)
        const truth = cameTrue(village, s, hypothesis, supposed)
        if (truth === undefined) return
        const real = seen(truth, scene)
        expect(supposed.stakeholders.map(({ id }) => id)).toEqual(real.stakeholders.map(({ id }) => id))
        expect(supposed.former.map(({ id }) => id)).toEqual(real.former.map(({ id }) => id))
        expect(supposed.roles.map(({ stakeholder, role }) => [stakeholder, role])).toEqual(
          real.roles.map(({ stakeholder, role }) => [stakeholder, role]),
        )
      },
      300,
    )
  })

  test('are explained completely, and only what sways is called a hypothesis', () => {
    let moved = 0
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(KINDS), { minLength: 1, maxLength: 5 }) }),
      ({ scene, ideas }) => {
        const { s } = played(scene)
        const { supposed, hypotheses } = suppose(s, ideas)
        const settles = hypotheses.some(each => 'meet' in each || 'miss' in each || 'sway' in each)
        for (const [before, after] of [
          [s, supposed],
          [supposed, s],
        ] as const) {
          const { total: change, contributions, tree } = explainChange(before, after)
          expect(Math.abs(total(contributions.map(({ amount }) => amount)) - change)).toBeLessThanOrEqual(1e-12)
          expect(Math.abs(tree.amount - change)).toBeLessThanOrEqual(1e-12)
          const kinds = new Set(contributions.map(({ kind }) => kind))
          if (!settles) expect(kinds).not.toContain('hypothesis')
          if (settles && kinds.has('hypothesis')) moved++
          expect(kinds).not.toContain('settings')
        }
      },
      500,
    )
    expect(moved).toBeGreaterThan(inProportion(20))
  })

  test('have the change of the money at risk explained completely', () => {
    let explained = 0
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(KINDS), { minLength: 1, maxLength: 6 }) }),
      ({ scene, ideas }) => {
        const { s } = played(scene)
        const value = s.decision?.value?.amount
        if (value === undefined || s.decision?.outcome !== undefined) return
        const { supposed } = suppose(s, ideas)
        const { total: change, contributions, before, after, exact: isExact } = explainRisk(s, supposed)
        const scale = Math.max(1, value)
        expect(Math.abs(total(contributions.map(({ amount }) => amount)) - change)).toBeLessThanOrEqual(1e-12 * scale)
        expect(Math.abs(before - lossIn(s))).toBeLessThanOrEqual(1e-12 * scale)
        expect(Math.abs(after - lossIn(supposed))).toBeLessThanOrEqual(1e-12 * scale)
        for (const { amount, standardError } of contributions) {
          expect(Math.abs(amount)).toBeLessThanOrEqual(scale + 1e-9)
          if (isExact) expect(standardError).toBe(0)
        }
        explained++
      },
      500,
    )
    expect(explained).toBeGreaterThan(inProportion(50))
  })

  test('leave plans that name nobody twice and reach everybody through people who are there, tie by tie', () => {
    always(
      fc.record({ scene: scenes, ideas: fc.array(ideasOf(KINDS), { maxLength: 4 }) }),
      ({ scene, ideas }) => {
        const { supposed: s } = suppose(played(scene).s, ideas)
        const people = new Set(s.stakeholders.map(({ id }) => id))
        const near = new Set(
          s.ties.flatMap(({ from, to, kind }) => (kind === 'conflict' ? [] : [JSON.stringify([from, to]), JSON.stringify([to, from])])),
        )
        const heard = new Set(
          [...s.observations, ...s.interviews.filter(({ sentiment }) => sentiment !== undefined)].map(each => each.stakeholder),
        )
        const met = new Set(s.interactions.flatMap(({ participants }) => participants))
        const plan = nextInterviews(s, { aim: 'account', limit: 20 })
        expect(new Set(plan.map(({ stakeholder }) => stakeholder)).size).toBe(plan.length)
        for (const { stakeholder, path } of plan) {
          expect(people).toContain(stakeholder)
          for (const each of path) expect(people).toContain(each)
          if (path.length === 0) continue
          expect(heard.has(path[0] ?? '') || met.has(path[0] ?? '')).toBe(true)
          expect(met).not.toContain(stakeholder)
          const chain = [...path, stakeholder]
          expect(new Set(chain).size).toBe(chain.length)
          for (const [i, each] of path.entries()) expect(near).toContain(JSON.stringify([each, chain[i + 1]]))
        }
      },
      400,
    )
  })
})

/** What several ideas, one after another, make of a snapshot. */
function suppose(s: Snapshot, ideas: readonly Idea[]): { readonly supposed: Snapshot; readonly hypotheses: readonly Hypothesis[] } {
  let supposed = s
  const hypotheses: Hypothesis[] = []
  for (const [i, idea] of ideas.entries()) {
    const hypothesis = hypothesisOf(supposed, idea, `newcomer ${i}`)
    if (hypothesis === undefined) continue
    hypotheses.push(hypothesis)
    supposed = whatIf(supposed, hypothesis)
  }
  return { supposed, hypotheses }
}

/** The value of the decision in view times the probability of no, whatever it rests on. */
function lossIn(s: Snapshot): number {
  return decisionOutlook(s).revenueAtRisk?.amount ?? Number.NaN
}

function valuesIn(s: Snapshot): number[] {
  return [...allMeasures(s).sentiments.values()].flatMap(({ value }) => (value === undefined ? [] : [value]))
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
