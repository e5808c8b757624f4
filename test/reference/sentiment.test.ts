import { byStakeholder, createVillage, type DeepPartial, type Settings, sentiments, sentimentTrend, snapshot } from 'account-village'
import { filterSentiment } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/sentiment.json' with { type: 'json' }
import { day } from '../support/days.js'
import { OWN_WORDS } from '../support/independent.js'

const { readings, filtered, forecast, changes, staleness } = reference
const prior = { mean: reference.mean, sd: reference.sd, halfLifeDays: reference.halfLifeDays, sameGroupCorrelation: 0.3 }
const settings: DeepPartial<Settings> = {
  sentiment: { ...OWN_WORDS, priorMean: reference.mean, priorSd: reference.sd, halfLifeDays: reference.halfLifeDays },
}
const heard = readings.map(each => ({ ...each, person: 'ann' }))
const stateOn = (at: number) => filterSentiment({ people: ['ann'], readings: heard, day: at, prior })
const village = createVillage({
  account: 'One',
  stakeholders: [{ id: 'ann', roles: ['user'] }],
  observations: readings.map(({ day: at, value, sd }) => ({ stakeholder: 'ann', at: day(at), sentiment: value, via: 'text', sd })),
})

describe('one person read nine times', () => {
  test('has the filtered mean and variance of the source on each day, one without a reading among them', () => {
    for (const { t, mean, var: variance, reliability } of filtered) {
      const state = stateOn(t)
      expect(state.mean[0]).toBeCloseTo(mean, 12)
      expect(state.covariance[0]?.[0]).toBeCloseTo(variance, 12)
      const known = byStakeholder(sentiments(snapshot(village, day(t), { settings }))).get('ann')
      expect(known).toMatchObject({
        value: expect.closeTo(mean, 10),
        sd: expect.closeTo(Math.sqrt(variance), 10),
        reliability: expect.closeTo(reliability, 10),
      })
    }
  })

  test('has the likelihood of the source', () => {
    expect(stateOn(400).logLikelihood).toBeCloseTo(reference.logLikelihood, 12)
  })

  test('is forecast to fade as in the source', () => {
    for (const { t, mean, var: variance, reliability } of forecast) {
      expect(stateOn(t).mean[0]).toBeCloseTo(mean, 12)
      expect(stateOn(t).covariance[0]?.[0]).toBeCloseTo(variance, 12)
      expect(byStakeholder(sentiments(snapshot(village, day(t), { settings }))).get('ann')?.reliability).toBeCloseTo(reliability, 10)
    }
  })

  test('has changed between two dates as in the source, the earlier one restated', () => {
    for (const { now, since, change, sd, probabilityOfDecline } of changes) {
      const s = snapshot(village, day(now), { settings })
      const wanted = {
        change: expect.closeTo(change, 10),
        sd: expect.closeTo(sd, 10),
        probabilityOfDecline: expect.closeTo(probabilityOfDecline, 10),
      }
      expect(sentimentTrend(s, { since: day(since), stakeholder: 'ann' })).toEqual(wanted)
    }
  })
})

describe('a single reading', () => {
  test.each(staleness)('of the source "$channel" loses its reliability as tabulated', row => {
    const table = {
      0: row.reliability_after_0d,
      30: row.reliability_after_30d,
      90: row.reliability_after_90d,
      180: row.reliability_after_180d,
      365: row.reliability_after_365d,
    }
    const via = ({ 0.15: 'interview', 0.25: 'survey', 0.35: 'impression', 0.5: 'text' } as const)[row.obs_sd] ?? 'comment'
    const once = createVillage({
      account: 'One',
      stakeholders: [{ id: 'ann', roles: ['user'] }],
      observations: [{ stakeholder: 'ann', at: day(0), sentiment: 0.5, via }],
    })
    for (const [after, reliability] of Object.entries(table)) {
      expect(
        byStakeholder(sentiments(snapshot(once, day(Number(after)), { settings: { sentiment: OWN_WORDS } }))).get('ann')?.reliability,
      ).toBeCloseTo(reliability, 6)
    }
  })
})
