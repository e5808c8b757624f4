import {
  accountSentiment,
  byStakeholder,
  decisionOutlook,
  decisionOutlooks,
  revenueAtRisk,
  type SentimentNode,
  sentiments,
  sentimentTrend,
  vetoHolders,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'
import { always } from '../support/law.js'
import { allMeasures, played } from '../support/measures.js'
import { type Plot, type Reading, type Scene, scenes, withoutCommonSwings, withoutSharedErrors } from '../support/villages.js'

describe('sentiment', () => {
  test('never gives NaN or infinity, whatever the village', () => {
    always(scenes, scene => {
      expect(strangeNumbers(allMeasures(played(scene).s))).toEqual([])
    })
  })

  test("never lowers the account's sentiment nor the probability of yes when one person's readings rise", () => {
    const raises = fc.record({ scene: scenes, who: fc.nat(11), by: fc.integer({ min: 1, max: 50 }).map(n => n / 100) })
    always(raises, ({ scene: whole, who, by }) => {
      // With an error in common, what a reporter says of one person tells how rosy they are about another; in a unit, a later reading of a
      // third that did not rise speaks against those that did.
      const scene = withoutCommonSwings(withoutSharedErrors(whole))
      const before = withReadings(scene, ({ sentiment }) => sentiment / 2)
      const after = withReadings(scene, ({ person, sentiment }) => sentiment / 2 + (isOf(person, who, scene.plot) ? by : 0))
      const [low, high] = [played(before).s, played(after).s]
      expect(accountSentiment(high).tree.contribution).toBeGreaterThanOrEqual(accountSentiment(low).tree.contribution - 1e-12)
      const [least, most] = [decisionOutlook(low).probabilityOfYes, decisionOutlook(high).probabilityOfYes]
      expect(most === undefined).toBe(least === undefined)
      if (least !== undefined) expect(most).toBeGreaterThanOrEqual(least - 1e-12)
    })
  })

  test('is the same for the account, every part, every class and the veto-aware score when everybody is heard almost exactly at that value now', () => {
    const heards = fc.record({ scene: scenes, sentiment: fc.integer({ min: -100, max: 100 }).map(n => n / 100) })
    always(heards, ({ scene, sentiment }) => {
      const { value, heard, byClass, vetoAware, tree } = accountSentiment(played(everybodyHeard(scene, sentiment)).s)
      const classes = Object.values(byClass)
      // Whoever has no share in the account's voice was not heard of it either.
      for (const each of classes) expect(each.value === undefined).toBe(!(each.share > 0))
      const all = [value, heard, vetoAware.value, vetoAware.bar, ...classes.flatMap(each => each.value ?? []), ...valuesIn(tree)]
      for (const each of all) expect(each).toBeCloseTo(sentiment, 7)
    })
  })

  test('is undefined and not 0 wherever there is no evidence', () => {
    always(scenes, scene => {
      const { s } = played(withoutEvidence(scene))
      const account = accountSentiment(s)
      const trend = sentimentTrend(s, { since: instant(-2000) })
      const values = [
        ...sentiments(s).map(each => each.value),
        ...[account.value, account.interval, account.heard, account.probabilityFavourable, account.divergence],
        ...[account.vetoAware.value, account.vetoAware.interval, account.vetoAware.bar, account.vetoAware.cappedBy],
        ...Object.values(account.byClass).flatMap(each => [each.value, each.sd, each.interval]),
        ...[revenueAtRisk(s).amount, revenueAtRisk(s).interval, revenueAtRisk(s).amounts[0]],
        ...valuesIn(account.tree),
        ...vetoHolders(s).map(holder => holder.value),
        ...[trend.change, trend.sd, trend.probabilityOfDecline],
      ]
      expect(new Set(values)).toEqual(new Set([undefined]))
      expect(account.state).toBe('insufficientSignal')
      expect(account.bounds).toEqual([-1, 1])
      expect([account.coverage, account.shareHeard]).toEqual([0, 0])
      expect(decisionOutlooks(s).filter(({ basis }) => basis !== 'priorOnly')).toEqual([])
    })
  })

  test('is mirrored when all readings are, as long as nothing is expected beforehand', () => {
    const mirrored = {
      favourable: 'unfavourable',
      unfavourable: 'favourable',
      neutral: 'neutral',
      undecided: 'undecided',
      insufficientSignal: 'insufficientSignal',
    }
    always(scenes, scene => {
      // Silence speaks against us, whatever was heard.
      const heard = { ...scene, plot: { ...scene.plot, requests: [] } }
      const bright = played(heard).s
      const dark = played(withReadings(heard, ({ sentiment }) => 0 - sentiment)).s
      const [up, down] = [accountSentiment(bright), accountSentiment(dark)]
      expect(down.state).toBe(mirrored[up.state])
      expect([down.sd, down.coverage]).toEqual([expect.closeTo(up.sd, 12), expect.closeTo(up.coverage, 12)])
      const mirror = (interval: readonly [number, number] | undefined) => interval && [-interval[1], -interval[0]]
      for (const [one, other] of [
        [up.interval, down.interval],
        [up.bounds, down.bounds],
      ] as const)
        near(mirror(one), other)
      const turned = [up.value, up.heard, up.divergence?.value, ...classesOf(up)].map(negative)
      near(turned, [down.value, down.heard, down.divergence?.value, ...classesOf(down)])
      const [surely, hardly] = [up, down].map(each => each.probabilityFavourable)
      if (surely !== undefined && up.sd > 1e-6) near([1 - surely, up.divergence?.sd], [hardly, down.divergence?.sd], 6)
      near(valuesIn(up.tree).map(negative), valuesIn(down.tree))
      const known = sentiments(dark)
      for (const { stakeholder: id, value, sd } of sentiments(bright))
        near([negative(value), sd], [byStakeholder(known).get(id)?.value, byStakeholder(known).get(id)?.sd])
      const [rise, fall] = [bright, dark].map(s => sentimentTrend(s, { since: instant(-300) }))
      near([negative(rise?.change), rise?.sd], [fall?.change, fall?.sd])
      if (rise?.sd !== undefined && rise.sd > 1e-6) near([1 - (rise.probabilityOfDecline ?? 0)], [fall?.probabilityOfDecline], 6)
    })
  })
})

/** The same scene with other readings. */
function withReadings(scene: Scene, sentiment: (reading: { readonly person: number; readonly sentiment: number }) => number): Scene {
  const { plot } = scene
  return {
    ...scene,
    plot: {
      ...plot,
      observations: plot.observations.map(each => ({ ...each, sentiment: sentiment(each) })),
      interviews: plot.interviews.map(each => ({
        ...each,
        sentiment: each.sentiment === null ? null : sentiment({ person: each.person, sentiment: each.sentiment }),
      })),
    },
  }
}

function withoutEvidence(scene: Scene): Scene {
  const { plot } = scene
  return {
    ...scene,
    plot: { ...plot, requests: [], observations: [], interviews: plot.interviews.map(each => ({ ...each, sentiment: null })) },
  }
}

/** The same scene in which everybody is there and known, every unit has people, and everybody was just heard. */
function everybodyHeard(scene: Scene, sentiment: number): Scene {
  const forever = { since: null, days: null }
  const plain = { decision: null, authority: null }
  const nobody = { unit: null, openness: null, riskAppetite: null, ...forever }
  const people = [...scene.plot.people, nobody, nobody]
  const { asOf, settings } = scene.view
  const plot: Plot = {
    ...scene.plot,
    people: people.slice(-12).map((person, i) => ({ ...person, ...forever, unit: i < scene.plot.units.length ? i : person.unit })),
    units: scene.plot.units.slice(0, people.length),
    roles: [...scene.plot.roles, { person: 0, role: 'user', ...plain, ...forever }, { person: 1, role: 'approver', ...plain, ...forever }],
    observations: [...scene.plot.observations, ...people.slice(-12).map((_, person): Reading => exactReading(person, asOf, sentiment))],
  }
  const account = { ...settings?.account, leastCoverage: 0.3 }
  return { ...scene, plot, view: { ...scene.view, asDay: false, knownOn: null, settings: { ...settings, account } } }
}

function exactReading(person: number, at: number, sentiment: number): Reading {
  return { person, at, sentiment, via: 'interview', sd: 1e-6, confidence: null, by: null, decision: null, lag: null }
}

function isOf(person: number, who: number, { people }: Plot): boolean {
  return people.length > 0 && person % people.length === who % people.length
}

function valuesIn(node: SentimentNode): (number | undefined)[] {
  return [node.value, ...node.children.flatMap(valuesIn)]
}

function classesOf({ byClass }: ReturnType<typeof accountSentiment>): (number | undefined)[] {
  return Object.values(byClass).map(each => each.value)
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : 0 - value
}

function near(actual: readonly (number | undefined)[] | undefined, wanted: readonly (number | undefined)[] | undefined, digits = 10): void {
  expect(actual).toEqual(wanted?.map(each => (each === undefined ? undefined : expect.closeTo(each, digits))))
}
