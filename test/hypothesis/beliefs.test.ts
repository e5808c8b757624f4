import { DEFAULT_SETTINGS, type Settings } from 'account-village'
import { describe, expect, test } from 'vitest'
import { beliefsOf } from '../../src/hypothesis/beliefs.js'

/** Every number in which settings differ from those of the library, by its place. */
function changesIn(settings: unknown, usual: unknown, place = ''): readonly (readonly [string, number])[] {
  if (typeof settings === 'number') return settings === usual ? [] : [[place, Number(settings.toFixed(12))]]
  if (typeof settings !== 'object' || settings === null) return []
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) =>
    changesIn(
      value,
      typeof usual === 'object' && usual !== null ? Reflect.get(usual, key) : undefined,
      place === '' ? key : `${place}.${key}`,
    ),
  )
}
const at = (settings: Settings, name: string, value: number) =>
  Object.fromEntries(
    changesIn(
      beliefsOf(settings, 'new')
        .find(({ belief }) => belief === name)
        ?.apply(value),
      settings,
    ),
  )
const of = (start: string, values: object) => Object.fromEntries(Object.entries(values).map(([key, value]) => [`${start}.${key}`, value]))

/** Where a belief is tried, and what the settings are at both ends: in what is written here they differ from those of the library. */
const BELIEFS: readonly (readonly [string, number, number, object, object])[] = [
  ['sentiment.priorMean', -0.2, 0.2, of('sentiment', { priorMean: -0.2 }), of('sentiment', { priorMean: 0.2 })],
  ['decision.yesThreshold.new', -0.2, 0.2, of('decision', { 'yesThreshold.new': -0.2 }), of('decision', { 'yesThreshold.new': 0.2 })],
  [
    'sentiment.offset',
    -0.15,
    0.15,
    of('sentiment.offset', { meeting: -0.15, impression: -0.15, text: -0.15 }),
    of('sentiment.offset', { meeting: 0.15, impression: 0.15, text: 0.15 }),
  ],
  ['sentiment.priorSd', 0.5 / 1.4, 0.7, of('sentiment', { priorSd: 0.357142857143 }), of('sentiment', { priorSd: 0.7 })],
  ['sentiment.halfLifeDays', 90, 360, of('sentiment', { halfLifeDays: 90 }), of('sentiment', { halfLifeDays: 360 })],
  [
    'sentiment.readingSd',
    2 / 3,
    1.5,
    of('sentiment.readingSd', {
      interview: 0.1,
      survey: 0.166666666667,
      meeting: 0.2,
      comment: 0.2,
      impression: 0.233333333333,
      text: 0.333333333333,
    }),
    of('sentiment.readingSd', { interview: 0.225, survey: 0.375, meeting: 0.45, comment: 0.45, impression: 0.525, text: 0.75 }),
  ],
  [
    'sentiment.sharedSd',
    0,
    2,
    of('sentiment.sharedSd', { meeting: 0, impression: 0, text: 0 }),
    of('sentiment.sharedSd', { meeting: 0.4, impression: 0.4, text: 0.6 }),
  ],
  ['sentiment.silence.slope', 0, 1, of('sentiment', { 'silence.slope': 0 }), of('sentiment', { 'silence.slope': 1 })],
  ['sentiment.sameUnitCorrelation', 0, 0.6, of('sentiment', { sameUnitCorrelation: 0 }), of('sentiment', { sameUnitCorrelation: 0.6 })],
  [
    'sentiment.sameDayCorrelation',
    0,
    1.5,
    of('sentiment.sameDayCorrelation', { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 }),
    of('sentiment.sameDayCorrelation', { interview: 0.75, survey: 1, meeting: 0.75, comment: 0.75, impression: 1, text: 1 }),
  ],
  ['influence.openness', 0.15, 0.6, of('influence', { openness: 0.15 }), of('influence', { openness: 0.6 })],
  ['decision.neverDecided', 0, 0.2, of('decision', { neverDecided: 0 }), of('decision', { neverDecided: 0.2 })],
  ['decision.riskTolerance', 0, 0.4, of('decision', { riskTolerance: 0 }), of('decision', { riskTolerance: 0.4 })],
  [
    'authority.roleMass.decider',
    0.5,
    2,
    of('authority.roleMass', { approver: 2, decisionMaker: 2.5, economicBuyer: 3, executiveSponsor: 1.5 }),
    of('authority.roleMass', { approver: 8, decisionMaker: 10, economicBuyer: 12, executiveSponsor: 6 }),
  ],
  [
    'authority.roleMass.gate',
    0.5,
    2,
    of('authority.roleMass', { technicalBuyer: 1, gatekeeper: 0.5, procurement: 0.75, legalCompliance: 0.75 }),
    of('authority.roleMass', { technicalBuyer: 4, gatekeeper: 2, procurement: 3, legalCompliance: 3 }),
  ],
  [
    'authority.roleMass.advocate',
    0.5,
    2,
    of('authority.roleMass', { champion: 0.5, coach: 0.25, influencer: 0.5 }),
    of('authority.roleMass', { champion: 2, coach: 1, influencer: 2 }),
  ],
  [
    'authority.roleMass.user',
    0.5,
    2,
    of('authority.roleMass', { user: 0.5, initiator: 0.25 }),
    of('authority.roleMass', { user: 2, initiator: 1 }),
  ],
]

describe('a belief that may be otherwise', () => {
  test.each(BELIEFS)('%s is tried from %d to %d', (name, low, high, atLow, atHigh) => {
    const { range } = beliefsOf(DEFAULT_SETTINGS, 'new').find(({ belief }) => belief === name) ?? expect.fail()
    expect(range).toEqual([expect.closeTo(low, 12), expect.closeTo(high, 12)])
    expect(range.map(value => at(DEFAULT_SETTINGS, name, value))).toEqual([atLow, atHigh])
  })

  test('is none but these', () => {
    const names = BELIEFS.map(([name]) => name)
    expect(beliefsOf(DEFAULT_SETTINGS, 'new').map(({ belief }) => belief)).toEqual(names)
    expect(beliefsOf(DEFAULT_SETTINGS, 'renewal')[1]).toMatchObject({
      belief: 'decision.yesThreshold.renewal',
      range: [-0.55, expect.closeTo(-0.15, 12)],
    })
  })

  test.each([
    ['sentiment.priorMean', { priorMean: 0.9 }, {}, 0.7, 1],
    ['decision.yesThreshold.new', {}, { yesThreshold: { ...DEFAULT_SETTINGS.decision.yesThreshold, new: -0.9 } }, -1, -0.7],
    ['sentiment.priorSd', { priorSd: 90 }, {}, 90 / 1.4, 100],
    ['sentiment.halfLifeDays', { halfLifeDays: 1e9 }, {}, 5e8, 1e9],
    ['sentiment.silence.slope', { silence: { ...DEFAULT_SETTINGS.sentiment.silence, slope: 8 } }, {}, 0, 10],
    ['sentiment.sameUnitCorrelation', { sameUnitCorrelation: 0.8 }, {}, 0, 0.9],
    ['decision.neverDecided', {}, { neverDecided: 0.6 }, 0, 0.99],
    ['decision.riskTolerance', {}, { riskTolerance: 0.8 }, 0, 1],
  ])('%s is tried no further than a setting may be', (name, sentiment, decision, low, high) => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      sentiment: { ...DEFAULT_SETTINGS.sentiment, ...sentiment },
      decision: { ...DEFAULT_SETTINGS.decision, ...decision },
    }
    const { range } = beliefsOf(settings, 'new').find(({ belief }) => belief === name) ?? expect.fail()
    expect(range).toEqual([expect.closeTo(low, 6), expect.closeTo(high, 6)])
  })

  test('is held within what a setting may be where a range of your own goes beyond', () => {
    expect([-5, 5].map(value => at(DEFAULT_SETTINGS, 'sentiment.priorMean', value)['sentiment.priorMean'])).toEqual([-1, 1])
    expect(at(DEFAULT_SETTINGS, 'sentiment.offset', 1.5)['sentiment.offset.text']).toBe(1)
    expect(at(DEFAULT_SETTINGS, 'sentiment.offset', -9)['sentiment.offset.text']).toBe(-1)
    expect(at(DEFAULT_SETTINGS, 'sentiment.readingSd', 0)['sentiment.readingSd.text']).toBe(1e-6)
    expect(at(DEFAULT_SETTINGS, 'influence.openness', 3)['influence.openness']).toBe(0.99)
  })
})
