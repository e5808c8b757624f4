import { VillageError } from 'account-village'
import * as math from 'account-village/math'
import { describe, expect, it } from 'vitest'
import { drawsFrom } from '../support/draws.js'
import { strangeNumbers } from '../support/exact.js'
import { HOSTILE_VALUES, placesIn, spoilt } from '../support/hostileValues.js'
import { callLoosely, refused, within } from '../support/refusal.js'

const rule = {
  quota: 3,
  members: [{ of: 'ann', weight: 2 }, { of: { quota: 1, members: [{ of: 'bo' }, { of: 'cy' }] } }, { of: 'di', veto: true }, { of: 'ann' }],
}
const each = new Map([
  ['ann', 0.5],
  ['bo', 0.2],
  ['cy', 0.7],
  ['di', 0.9],
])

/** A call of every function that makes sense; its numbers are spoilt one by one, and several at a time. */
const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  blockingCoalitions: [rule],
  clearedBar: [rule, each],
  criticalPath: [
    [
      { id: 'a', duration: 2, start: 1 },
      { id: 'b', duration: 3, after: ['a'], due: 9 },
      { id: 'c', duration: 4, after: ['a', 'b'] },
    ],
    { until: 8, spread: 0.3 },
  ],
  detectHandover: [
    [0, 7, 7, 14, 30].map(day => ({ day, byDecider: day > 7, weight: 0.5 })),
    {
      day: 40,
      structural: [{ day: 20, to: 'deciders', probability: 0.3 }],
      hazardPerDay: 1 / 365,
      reversalPerDay: 1 / 730,
      falseAlarmShare: 0.05,
      reversedBelow: 0.05,
      withinDayCorrelation: 0.3,
    },
  ],
  filterSentiment: [
    {
      people: ['ann', 'bo'],
      groups: ['a', 'a'],
      readings: [
        { day: 0, person: 'ann', value: 0.7, sd: 0.15 },
        { day: 5, person: 'bo', value: -0.7, sd: 0.5 },
        { day: 5, person: 'ann', value: 0.1, sd: 0.2, offset: 0.05, shared: 'kim' },
      ],
      shared: [{ key: 'kim', mean: 0.1, sd: 0.2 }],
      upheavals: [{ day: 20, people: ['ann'], strength: 0.4 }],
      silences: [{ day: 30, person: 'bo', rate: 0.3, slope: 0.5 }],
      day: 90,
      prior: { mean: 0.1, sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
    },
  ],
  friedkinJohnsen: [
    {
      weights: [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
      susceptibility: [0.5, 0.25],
    },
  ],
  groupDifferences: [
    [
      { person: 'ann', group: 'a', value: 0.6, variance: 0.02 },
      { person: 'ann', group: 'b', value: -0.2, variance: 0.06 },
      { person: 'bo', group: 'b', value: 0.1, variance: 0.09 },
      { person: 'bo', group: 'c', value: 0.5, variance: 0.02 },
    ],
  ],
  interviewsEnough: [
    [['price'], ['speed', 'support'], ['price']],
    { first: 2, more: 1, run: 1, newsLimit: 0.3, openQuestions: 1, left: 4 },
  ],
  pairedDifference: [
    [0.04, 0.09, 0.16],
    [0.25, 0.2, 0.3],
    ['acme', 'acme', 'bode'],
  ],
  passProbability: [rule, each],
  refitted: [Array.from({ length: 14 }, (_, i) => ({ account: `account ${i}`, came: i % 2, score: (5 * i) % 7 }))],
  saturation: [[16, 10, 7, 4, 3, 0, 1, 1], { base: 4, run: 2, threshold: 0.05 }],
  seatShares: [rule, each],
  selectMoves: [
    {
      means: [0.3, -0.1],
      covariance: [
        [0.04, 0.01],
        [0.01, 0.09],
      ],
      influence: [
        [1, 0],
        [0.5, 0.5],
      ],
      rule: {
        quota: 2,
        members: [
          { person: 0, weight: 2 },
          { person: 1, veto: true },
        ],
      },
      threshold: 0.1,
      ageing: {
        factor: 0.7,
        priorMean: 0,
        priorCovariance: [
          [0.25, 0],
          [0, 0.25],
        ],
      },
      stillFalls: 0.9,
      error: 0.0225,
      indirectWeight: 0.25,
      hours: 12,
      limit: 3,
      leastPerHour: 0.0001,
      moves: [
        { id: 'win', effort: 6, chance: 0.6, sway: { person: 0, by: 0.2 }, needs: 'hear' },
        { id: 'hear', effort: 2, hear: 1 },
        { id: 'other', effort: 2, direct: 0.01, coverage: 0.1, indirect: 0.2 },
      ],
    },
  ],
  shelfLife: [{ known: 0.6, least: 0.3, halfLifeDays: 180 }],
  stillFalls: [30, { neverDecided: 0.1, slipDays: 60 }],
  themeNews: [[['price'], ['speed', 'support'], ['price']]],
  votingPower: [rule],
}

/** What is strange in an answer; nothing where the call is refused by the library. */
function strangeOf(name: string, given: readonly unknown[]): unknown {
  try {
    return strangeNumbers(callLoosely(Reflect.get(math, name), ...given))
  } catch (error) {
    return error instanceof VillageError ? [] : error
  }
}

describe('what must not hang on how a number is written', () => {
  const alike = { quota: 1, members: [{ of: 'ann' }, { of: 'bo' }] }

  it('is a quota between two whole numbers: weights are whole, so that only the next one can be reached', () => {
    for (const quota of [5e-324, 1e-308, 0.5]) expect(math.votingPower({ ...alike, quota })).toEqual(math.votingPower(alike))
    expect([...math.votingPower(alike).players.values()].map(({ banzhaf, initiative }) => [banzhaf, initiative])).toEqual([
      [0.5, 1],
      [0.5, 1],
    ])
  })

  it('is an explicit undefined: it is as good as an absent field', () => {
    const given = { people: ['ann'], readings: [{ day: 0, person: 'ann', value: 0.7, sd: 0.15 }], day: 9 }
    const prior = { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 }
    const written = callLoosely(math.filterSentiment, { ...given, groups: undefined, prior: { ...prior, mean: undefined } })
    expect(written).toEqual(math.filterSentiment({ ...given, prior }))
  })

  it('are weights that cannot be added exactly: they are refused', () => {
    const heavy = { quota: 1, members: [1, 2].map(i => ({ of: `${i}`, weight: Number.MAX_SAFE_INTEGER })) }
    expect(refused(() => math.votingPower(heavy))).toMatchObject({ code: 'invalidRule', paths: ['rule.members'] })
  })

  it('is a list of thousands of millions of holes: it is refused before anything is done for each of them', () => {
    const endless = new Array(2 ** 32 - 1)
    const options = { base: 4, run: 2, threshold: 0.05 }
    expect(within(5, () => refused(() => math.saturation(endless, options))).code).toBe('limitExceeded')
    expect(within(5, () => refused(() => math.friedkinJohnsen({ weights: endless }))).code).toBe('limitExceeded')
    expect(refused(() => callLoosely(math.saturation, new Array(3), options)).paths).toEqual(['newThemesPerInterview[0]'])
    expect(within(5, () => refused(() => math.votingPower({ quota: 1, members: endless }))).code).toBe('limitExceeded')
  })
})

describe('a function of the kernel', () => {
  it('is tried with hostile numbers, whichever it is', () => {
    expect(Object.keys(CALLS)).toEqual(Object.keys(math).sort())
  })

  describe.each(Object.entries(CALLS))('%s', (name, given) => {
    const places = placesIn(given)

    it('answers what makes sense', () => {
      expect(strangeOf(name, given)).toEqual([])
      expect(places.length).toBeGreaterThan(3)
    })

    it('gives finite numbers or the error of the library, whatever stands in one place', () => {
      const wrong = places.flatMap(place =>
        HOSTILE_VALUES.flatMap(value => {
          const strange = strangeOf(name, spoilt(given, [[place, value]]))
          return Array.isArray(strange) && strange.length === 0 ? [] : [[place.join('.'), value, String(strange)]]
        }),
      )
      expect(wrong).toEqual([])
    })

    it('does so whatever stands in several places', () => {
      const draw = drawsFrom(20_260_302)
      const wrong = Array.from({ length: 3000 }, () => {
        const spoils = Array.from(
          { length: 2 + draw.below(3) },
          () => [draw.one(places), HOSTILE_VALUES[draw.below(HOSTILE_VALUES.length)]] as const,
        )
        const strange = strangeOf(name, spoilt(given, spoils))
        return Array.isArray(strange) && strange.length === 0
          ? []
          : [[spoils.map(([place, value]) => [place.join('.'), value]), String(strange)]]
      }).flat()
      expect(wrong.slice(0, 5)).toEqual([])
    })
  })
})
