import { byStakeholder, createVillage, sentiments, sentimentTrend, snapshot } from 'account-village'
import { filterSentiment } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../support/days.js'
import { denseFilter } from '../support/denseFilter.js'
import { exact } from '../support/exact.js'
import { always, inProportion } from '../support/law.js'
import { played } from '../support/measures.js'
import { eventsIn } from '../support/sentimentEvents.js'
import { inputOf, type Scene, scenes, viewOf } from '../support/villages.js'

describe('the sentiments of a village', () => {
  test('are those of the joint normal distribution of its people, its reporters and all that happened', () => {
    const found = { readings: 0, errors: 0, silences: 0, upheavals: 0 }
    always(scenes, scene => {
      const { village, s } = played(scene)
      const events = eventsIn(s, village)
      const { mean, covariance } = denseFilter(events)
      const rows = byStakeholder(sentiments(s))
      s.stakeholders.forEach(({ id }, i) => {
        const row = rows.get(id)
        expect(row?.sd).toBeCloseTo(Math.sqrt(covariance[i]?.[i] ?? Number.NaN), 9)
        if (row?.value !== undefined) expect(row.value).toBeCloseTo(mean[i] ?? Number.NaN, 9)
        expect(row?.readings).toBe(events.readings.filter(({ person }) => person === id).length)
      })
      found.readings += events.readings.length
      found.errors += events.shared?.length ?? 0
      found.silences += events.silences?.length ?? 0
      found.upheavals += events.upheavals?.length ?? 0
    })
    expect(found.readings).toBeGreaterThan(inProportion(2000))
    for (const count of [found.errors, found.silences, found.upheavals]) expect(count).toBeGreaterThan(inProportion(200))
  })

  test('are the same for a moment on its own as in a series, whatever comes, is withdrawn or was answered late', () => {
    const series = fc.record({
      scene: scenes,
      steps: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 3, maxLength: 10 }),
      asDays: fc.boolean(),
    })
    always(
      series,
      ({ scene, steps, asDays }) => {
        const input = inputOf(scene)
        const { options } = viewOf(scene)
        const village = createVillage(input)
        let at = -100
        for (const step of steps) {
          at += step / 4
          const moment = asDays ? instant(Math.floor(at)).slice(0, 10) : instant(at)
          const { knownOn: _, decision: __, ...view } = options
          const alone = sentiments(snapshot(createVillage(input), moment, view))
          expect(exact(sentiments(snapshot(village, moment, view)))).toBe(exact(alone))
        }
      },
      300,
    )
  })

  test('are the same bits without shared errors and correlation of a day, whoever reported it', () => {
    always(scenes, scene => {
      const bare = without(scene)
      const { asOf, options } = viewOf(bare)
      const input = inputOf(bare)
      const rows = (keep: (by: string | undefined) => string | undefined) => {
        const observations = (input.observations ?? []).map((each, i) => ({ ...each, id: `o${i}`, by: keep(each.by) }))
        // What they are worth together hangs on who reported them, even where it counts for nothing.
        return sentiments(snapshot(createVillage({ ...input, observations }), asOf, options)).map(({ effectiveReadings: _, ...row }) => row)
      }
      expect(exact(rows(by => by))).toBe(exact(rows(() => undefined)))
    })
  })
})

describe('the end of what is known', () => {
  test('is where reliability falls below the limit, to the second', () => {
    let ends = 0
    always(scenes, scene => {
      const { village, s } = played({ ...scene, plot: { ...scene.plot, requests: [] } })
      const { options } = viewOf(scene)
      for (const { stakeholder, goodUntil, reliability } of sentiments(s)) {
        if (goodUntil === undefined) continue
        expect(reliability).toBeGreaterThanOrEqual(s.settings.account.staleReliability)
        // Nothing more becomes known, and nobody comes or goes.
        const later = [-1000, 1000].map(by => {
          const moment = new Date(Date.parse(goodUntil) + by).toISOString()
          return snapshot(village, moment, { ...options, knownOn: s.knownOn })
        })
        if (
          later.some(
            ({ stakeholders, observations, interviews, upheavals, decision }) =>
              exact([stakeholders, observations, interviews, upheavals, decision]) !==
              exact([s.stakeholders, s.observations, s.interviews, s.upheavals, s.decision]),
          )
        )
          continue
        ends += 1
        const [before, after] = later.map(each => byStakeholder(sentiments(each)).get(stakeholder)?.reliability ?? Number.NaN)
        expect(before).toBeGreaterThanOrEqual(s.settings.account.staleReliability)
        expect(after).toBeLessThan(s.settings.account.staleReliability)
      }
    })
    expect(ends).toBeGreaterThan(inProportion(100))
  })
})

test('a trend is the posterior of the difference, by all that happened before, between and after', () => {
  always(scenes, scene => {
    const { village, s } = played(scene)
    const since = instant(Math.min(scene.view.asOf, 0) - 60)
    const [person] = s.stakeholders
    if (person === undefined || Date.parse(since) > Date.parse(s.agedTo)) return
    const { change, sd } = sentimentTrend(s, { since, stakeholder: person.id })
    if (change === undefined || sd === undefined) return
    const events = eventsIn(s, village)
    const weights = events.people.map(id => Number(id === person.id))
    const { mean, covariance } = denseFilter(events, { day: Date.parse(since) / 86_400_000, weights })
    const [now, then] = [events.people.indexOf(person.id), mean.length - 1]
    const P = (i: number, j: number): number => covariance[i]?.[j] ?? Number.NaN
    expect(change).toBeCloseTo((mean[now] ?? Number.NaN) - (mean[then] ?? Number.NaN), 8)
    expect(sd ** 2).toBeCloseTo(P(now, now) + P(then, then) - 2 * P(now, then), 8)
  })
})

test('the kernel and the dense joint distribution agree on what villages hold', () => {
  always(scenes, scene => {
    const { village, s } = played(scene)
    const events = eventsIn(s, village)
    const [state, dense] = [filterSentiment(events), denseFilter(events)]
    expect(state.logLikelihood).toBeCloseTo(dense.logLikelihood, 7)
  })
})

function without(scene: Scene): Scene {
  const { settings } = scene.view
  const sentiment = {
    ...settings?.sentiment,
    sharedSd: { meeting: 0, impression: 0, text: 0 },
    sameDayCorrelation: { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 },
  }
  return { ...scene, view: { ...scene.view, settings: { ...settings, sentiment } } }
}
