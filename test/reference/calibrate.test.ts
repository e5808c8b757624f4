import { createVillage, snapshot } from 'account-village'
import { calibrate } from 'account-village/forecast'
import { describe, expect, test } from 'vitest'
import { mostPlausible } from '../../src/forecast/fitted.js'
import { answersLogLikelihood, askedIn, SLOPE } from '../../src/forecast/silenceFit.js'
import reference from '../fixtures/reference/calibrate.json' with { type: 'json' }
import silence from '../fixtures/reference/silenceSlope.json' with { type: 'json' }
import { instant } from '../support/days.js'

const NOTHING = { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 }

describe('the joint fit', () => {
  const villages = reference.accounts.map(({ units, readings }, g) =>
    createVillage({
      account: String(g).padStart(2, '0'),
      units: [...new Set(units)].map(id => ({ id, name: id, kind: 'team' as const })),
      stakeholders: units.map((unit, i) => ({ id: String(i), unit })),
      observations: readings.map(({ day, person, via, value }) => ({
        stakeholder: String(person),
        at: instant(day),
        sentiment: value,
        via: via as 'survey',
      })),
    }),
  )
  const found = calibrate(villages, { settings: { sentiment: { readingSd: reference.readingSd, sameDayCorrelation: NOTHING } } })
  const { maximum, modelSd } = reference
  const rows = [
    ['sentiment.halfLifeDays', maximum.halfLifeDays, modelSd['log halfLifeDays'], true],
    ['sentiment.priorSd', maximum.priorSd, modelSd['log priorSd'], true],
    ['sentiment.readingSdFactor', maximum.readingSdFactor, modelSd['log readingSdFactor'], true],
    ['sentiment.sharedSdFactor', maximum.sharedFactor, modelSd['log sharedFactor'], true],
    ['sentiment.priorMean', maximum.priorMean, modelSd.priorMean, false],
    ['sentiment.offset.meeting', maximum['offset.meeting'], modelSd['offset.meeting'], false],
    ['sentiment.offset.impression', maximum['offset.impression'], modelSd['offset.impression'], false],
  ] as const

  test.each(rows)('gives %s as computed, as sure as the model and the accounts say', (setting, value, sd, isLogarithmic) => {
    const scale = isLogarithmic ? Math.log : (each: number) => each
    const fit = found.fits.find(each => each.setting === setting)
    expect(Math.abs(scale(fit?.value ?? Number.NaN) - scale(value))).toBeLessThan(isLogarithmic ? 0.002 : 0.0005)
    const [low, high] = fit?.interval ?? [Number.NaN, Number.NaN]
    const reach = (scale(high) - scale(low)) / 2
    // Never surer than the model; here the accounts differ by little more than it says.
    expect(reach).toBeGreaterThan(1.6448536 * sd * 0.999)
    expect(reach).toBeLessThan(1.6448536 * sd * 1.1)
  })

  test('has the density of the defaults as computed', () => {
    expect(found.baseline.readings).toBeCloseTo(reference.logPosteriorAtDefaults, 9)
  })
})

describe('the slope of silence', () => {
  const prior = { priorMean: 0, priorSd: 0.5 }
  const asked = silence.accounts.flatMap(({ people, groups, readings, requests }, g) => {
    const village = createVillage({
      account: String(g),
      units: [...new Set(groups)].map(id => ({ id, name: id, kind: 'team' as const })),
      stakeholders: people.map((id, i) => ({ id, unit: groups[i] ?? '' })),
      observations: readings.map(({ day, person, value }) => ({
        stakeholder: person,
        at: instant(day),
        sentiment: value,
        via: 'survey' as const,
      })),
      requests: requests.map(({ day, person }) => ({ stakeholder: person, at: instant(day), via: 'survey' as const })),
    })
    const s = snapshot(village, instant(2000), { settings: { sentiment: { sameDayCorrelation: NOTHING } } })
    const answers = [...requests].sort((a, b) => a.day - b.day).map(({ answered }) => answered)
    // Which of several is answered was drawn for each; what is known just before is what is compared.
    return askedIn({ village, s }, undefined).map((each, i) => ({ ...each, answered: answers[i] === true }))
  })

  test.each(silence.logLikelihood)('has the likelihood of $slope as computed', ({ slope, value }) => {
    expect(answersLogLikelihood(asked, new Map([['survey', silence.rate]]), prior, slope)).toBeCloseTo(value, 9)
  })

  test('is the most plausible one', () => {
    const logLikelihood = (slope: number) => answersLogLikelihood(asked, new Map([['survey', silence.rate]]), prior, slope)
    expect(mostPlausible(logLikelihood, SLOPE, { low: 0, high: 3 }).value).toBeCloseTo(silence.maximum, 4)
  })
})
