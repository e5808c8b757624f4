import { filterSentiment, friedkinJohnsen, saturation, shelfLife } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { strangeNumbers } from '../support/exact.js'
import { callLoosely, refused } from '../support/refusal.js'

describe('friedkinJohnsen', () => {
  test.each([
    [
      'a row that does not sum to 1',
      {
        weights: [
          [0.5, 0.4],
          [0, 1],
        ],
      },
      ['weights[0]'],
    ],
    [
      'a negative weight',
      {
        weights: [
          [1.5, -0.5],
          [0, 1],
        ],
      },
      ['weights[0]'],
    ],
    ['a row that is too short', { weights: [[1], [0, 1]] }, ['weights[0]']],
    [
      'a weight that is no number',
      {
        weights: [
          [Number.NaN, 1],
          [0, 1],
        ],
      },
      ['weights[0]'],
    ],
    [
      'an endless weight',
      {
        weights: [
          [Number.POSITIVE_INFINITY, 0],
          [0, 1],
        ],
      },
      ['weights[0]'],
    ],
    [
      'a susceptibility outside 0..1',
      {
        weights: [
          [0.5, 0.5],
          [0, 1],
        ],
        susceptibility: [0.5, 1.1],
      },
      ['susceptibility[1]'],
    ],
    [
      'too few susceptibilities',
      {
        weights: [
          [0.5, 0.5],
          [0, 1],
        ],
        susceptibility: [0.5],
      },
      ['susceptibility'],
    ],
    [
      'opinions that never settle',
      {
        weights: [
          [0, 1],
          [1, 0],
        ],
        susceptibility: [1, 1],
      },
      ['susceptibility'],
    ],
  ])('refuses %s, and says where', (_, input, paths) => {
    const refusal = refused(() => friedkinJohnsen(input))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument' })
    expect(refusal.paths).toEqual(expect.arrayContaining(paths))
    expect(refusal.message.startsWith('friedkinJohnsen: ')).toBe(true)
  })

  test.each([
    ['nothing', null, 'input'],
    ['a list in place of the fields', [[1]], 'input'],
    ['weights that are no list', { weights: 3 }, 'weights'],
    ['a row that is no list', { weights: [[1, 0], 1] }, 'weights[1]'],
    ['susceptibilities that are no list', { weights: [[1]], susceptibility: 1 }, 'susceptibility'],
  ])('refuses %s, and says where', (_, input, path) => {
    const refusal = refused(() => callLoosely(friedkinJohnsen, input))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: [path] })
    expect(refusal.message.startsWith('friedkinJohnsen: ')).toBe(true)
  })

  test('says how many weights and susceptibilities it needs, and all that is wrong at once', () => {
    const refusal = refused(() => friedkinJohnsen({ weights: [[1], [0, 2]], susceptibility: [-0.1, 0, 0] }))
    expect(refusal.paths).toEqual(['weights[0]', 'weights[1]', 'susceptibility[0]', 'susceptibility'])
    expect(refusal.message).toContain('needs 2 weights')
    expect(refusal.message).toContain('needs 2 values')
  })

  test('takes a row whose sum is 1 but for rounding, and susceptibilities of 0 and 1', () => {
    const row = (over: number) => ({
      weights: [
        [0.5, 0.5 + over],
        [0, 1],
      ],
      susceptibility: [1, 0],
    })
    for (const over of [0, 9e-10, -9e-10]) {
      expect(friedkinJohnsen(row(over)).totalInfluence).toEqual([
        [0, expect.closeTo(1, 8)],
        [0, 1],
      ])
    }
    for (const over of [2e-9, -2e-9]) expect(refused(() => friedkinJohnsen(row(over))).paths).toEqual(['weights[0]'])
  })

  test('lets somebody without a view of their own adopt that of whom they listen to', () => {
    expect(
      friedkinJohnsen({
        weights: [
          [0, 1],
          [0, 1],
        ],
      }).totalInfluence,
    ).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  test('leaves everybody as they are where nobody listens', () => {
    expect(
      friedkinJohnsen({
        weights: [
          [1, 0],
          [0, 1],
        ],
      }).totalInfluence,
    ).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect(friedkinJohnsen({ weights: [] }).totalInfluence).toEqual([])
  })
})

describe('filterSentiment', () => {
  const prior = { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 }
  const reading = { day: 0, person: 'ann', value: 0.5, sd: 0.2 }
  const kim = { key: 'kim', sd: 0.2 }
  const silence = { day: 0, person: 'ann', rate: 0.3, slope: 0.5 }
  const ask = (over: object) => callLoosely(filterSentiment, { people: ['ann'], readings: [reading], day: 1, prior, ...over })

  test.each([
    ['somebody twice', { people: ['ann', 'ann'] }, ['people']],
    ['too few groups', { people: ['ann', 'bo'], groups: ['one'] }, ['groups']],
    ['a mean that is no number', { prior: { ...prior, mean: Number.NaN } }, ['prior.mean']],
    ['a standard deviation of 0', { prior: { ...prior, sd: 0 } }, ['prior.sd']],
    ['an endless standard deviation', { prior: { ...prior, sd: Number.POSITIVE_INFINITY } }, ['prior.sd']],
    ['a half-life of 0', { prior: { ...prior, halfLifeDays: 0 } }, ['prior.halfLifeDays']],
    ['a half-life that is no number', { prior: { ...prior, halfLifeDays: Number.NaN } }, ['prior.halfLifeDays']],
    ['a correlation of 1', { prior: { ...prior, sameGroupCorrelation: 1 } }, ['prior.sameGroupCorrelation']],
    ['a negative correlation', { prior: { ...prior, sameGroupCorrelation: -0.1 } }, ['prior.sameGroupCorrelation']],
    ['a reading of nobody', { readings: [{ ...reading, person: 'bo' }] }, ['readings[0].person']],
    ['a reading without error', { readings: [{ ...reading, sd: 0 }] }, ['readings[0].sd']],
    ['a reading of nothing', { readings: [reading, { ...reading, value: Number.NaN }] }, ['readings[1]']],
    ['a reading that was never taken', { readings: [{ ...reading, day: Number.NaN }] }, ['readings[0]']],
    ['a reading with endless error', { readings: [{ ...reading, sd: Number.POSITIVE_INFINITY }] }, ['readings[0].sd']],
    ['a reading with a shared error that there is not', { readings: [{ ...reading, shared: 'kim' }] }, ['readings[0].shared']],
    ['an offset that is no number', { readings: [{ ...reading, offset: Number.NaN }] }, ['readings[0].offset']],
    ['a key twice', { shared: [kim, kim] }, ['shared']],
    ['a shared error without sd', { shared: [{ key: 'kim' }] }, ['shared[0]']],
    ['a shared error without key', { shared: [{ sd: 1 }] }, ['shared[0]']],
    ['an upheaval of nobody', { upheavals: [{ day: 0, people: ['ann', 'bo'], strength: 1 }] }, ['upheavals[0].people[1]']],
    ['an upheaval of more than everything', { upheavals: [{ day: 0, strength: 1.1 }] }, ['upheavals[0].strength']],
    ['an upheaval that never came', { upheavals: [{ day: Number.NaN, strength: 1 }] }, ['upheavals[0].day']],
    ['a silence of nobody', { silences: [{ ...silence, person: 'bo' }] }, ['silences[0].person']],
    ['a silence that never came', { silences: [{ ...silence, day: Number.NaN }] }, ['silences[0].day']],
    ['an answer that is certain', { silences: [{ ...silence, rate: 1 }] }, ['silences[0].rate']],
    ['a negative slope', { silences: [{ ...silence, slope: -1 }] }, ['silences[0].slope']],
    ['no day', { day: Number.NaN }, ['day']],
    ['a day that never comes', { day: Number.POSITIVE_INFINITY }, ['day']],
  ])('refuses %s, and says where', (_, over, paths) => {
    expect(refused(() => ask(over))).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths })
  })

  test.each([
    ['nothing', [null], 'input'],
    ['people who are no list', [{ people: 'ann', readings: [], day: 0, prior }], 'people'],
    ['groups that are no list', [{ people: [], groups: 'it', readings: [], day: 0, prior }], 'groups'],
    ['readings that are no list', [{ people: [], readings: {}, day: 0, prior }], 'readings'],
    ['a reading without fields', [{ people: ['ann'], readings: [reading, 7], day: 0, prior }], 'readings[1]'],
    ['shared errors that are no list', [{ people: [], readings: [], shared: 'kim', day: 0, prior }], 'shared'],
    [
      'an upheaval of people who are no list',
      [{ people: [], readings: [], upheavals: [{ people: 'ann' }], day: 0, prior }],
      'upheavals[0].people',
    ],
    ['no prior', [{ people: [], readings: [], day: 0 }], 'prior'],
  ])('refuses %s, and says where', (_, given, path) => {
    const refusal = refused(() => callLoosely(filterSentiment, ...given))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: [path] })
    expect(refusal.message.startsWith('filterSentiment: ')).toBe(true)
  })

  test('says all that is wrong at once', () => {
    const refusal = refused(() =>
      ask({
        people: ['ann', 'ann'],
        groups: ['it'],
        readings: [{ day: Number.NaN, person: 'bo', value: 2, sd: 0 }],
        day: 1e51,
        prior: { mean: Number.NaN, sd: 0, halfLifeDays: 0, sameGroupCorrelation: 1 },
      }),
    )
    expect(refusal.paths).toEqual([
      'people',
      'groups',
      'day',
      'prior.mean',
      'prior.sd',
      'prior.halfLifeDays',
      'prior.sameGroupCorrelation',
      'readings[0].person',
      'readings[0].sd',
      'readings[0]',
    ])
    expect(refusal.message).toMatch(/^filterSentiment: /)
    expect(refusal.message).toContain('needs 2 groups')
    expect(refused(() => ask({ readings: [{ ...reading, person: 'bo' }] })).message).toContain('"bo"')
  })

  test('takes all that is just within its ranges', () => {
    const atEnds = { mean: 1e50, sd: 1e50, halfLifeDays: Number.MIN_VALUE, sameGroupCorrelation: 0 }
    for (const over of [
      { day: 1e50 },
      { prior: atEnds },
      { prior: { ...prior, sd: 1e-50 } },
      { readings: [{ ...reading, sd: 1e50 }] },
      { readings: [{ ...reading, day: -1e50 }] },
      { readings: [{ ...reading, value: 1e50 }] },
      { readings: [{ ...reading, offset: -1e50, shared: 'kim' }], shared: [{ key: 'kim', mean: 1e50, sd: 1e50 }] },
      { readings: [{ ...reading, shared: 'kim' }], shared: [{ key: 'kim', sd: 0 }] },
      { upheavals: [{ day: 1, strength: 1 }] },
      { silences: [{ ...silence, rate: Number.MIN_VALUE, slope: 1e50 }] },
      { silences: [{ ...silence, rate: 1 - 2 ** -53, slope: 1e50 }] },
    ]) {
      expect(strangeNumbers(ask(over))).toEqual([])
    }
  })

  test('hears readings of one day in the order given, and those of the day of the question', () => {
    const readings = [reading, { ...reading, day: 3, value: -0.5 }]
    const alone = filterSentiment({ people: ['ann'], readings: [reading], day: 3, prior })
    const both = filterSentiment({ people: ['ann'], readings, day: 3, prior })
    expect(both.mean[0]).toBeLessThan(alone.mean[0] ?? Number.NaN)
    expect(both.logLikelihood).not.toBe(alone.logLikelihood)
  })

  test('takes readings in any order of days and leaves later ones alone', () => {
    const readings = [{ ...reading, day: 5, value: -0.5 }, { ...reading, day: 99, value: 1 }, reading]
    const sorted = filterSentiment({ people: ['ann'], readings: [reading, { ...reading, day: 5, value: -0.5 }], day: 10, prior })
    expect(filterSentiment({ people: ['ann'], readings, day: 10, prior })).toEqual(sorted)
  })

  test('hears a group in one member and others not at all', () => {
    const { mean, covariance } = filterSentiment({
      people: ['ann', 'bo', 'cy'],
      groups: ['it', 'it', 'hq'],
      readings: [reading],
      day: 0,
      prior,
    })
    expect(mean).toEqual([expect.closeTo(0.5 * (0.25 / 0.29), 12), expect.closeTo(0.3 * 0.5 * (0.25 / 0.29), 12), 0])
    expect(covariance[2]).toEqual([0, 0, 0.25])
    expect(covariance[1]?.[1]).toBeCloseTo(0.25 - 0.075 ** 2 / 0.29, 12)
  })

  test('stays a distribution however exact readings are, and however often they contradict each other', () => {
    for (const sd of [1e-3, 1e-6, 1e-8, 1e-9, 1e-12, 1e-100, 1e-200, 5e-324]) {
      const values = [1, -1, 0.5, 0.5]
      const readings = values.map((value, i) => ({ day: i < 3 ? 0 : 1e-9, person: i % 2 === 0 ? 'ann' : 'bo', value, sd }))
      const state = filterSentiment({
        people: ['ann', 'bo', 'cy'],
        groups: ['it', 'it', 'it'],
        readings: [...readings, ...readings],
        day: 0,
        prior,
      })
      expect(strangeNumbers(state), `with a standard deviation of ${sd}`).toEqual([])
      for (const mean of state.mean) expect(Math.abs(mean), `with a standard deviation of ${sd}`).toBeLessThanOrEqual(1.001)
      state.covariance.forEach((row, i) => {
        expect(row[i]).toBeGreaterThanOrEqual(0)
        expect(row[i]).toBeLessThanOrEqual(0.25)
      })
    }
  })

  test('does not fade without end in sight', () => {
    const { mean } = filterSentiment({
      people: ['ann'],
      readings: [reading],
      day: 1e9,
      prior: { ...prior, halfLifeDays: Number.POSITIVE_INFINITY },
    })
    expect(mean[0]).toBeCloseTo(0.5 * (0.25 / 0.29), 12)
    expect(filterSentiment({ people: ['ann'], readings: [reading], day: 1e9, prior })).toMatchObject({ mean: [0], covariance: [[0.25]] })
  })
})

describe('saturation', () => {
  const usual = { base: 4, run: 2, threshold: 0.05 }

  test.each([
    ['a count with a fraction', [1.5], usual, ['newThemesPerInterview[0]']],
    ['a negative count', [1, -1], usual, ['newThemesPerInterview[1]']],
    ['a count that is no number', [Number.NaN], usual, ['newThemesPerInterview[0]']],
    ['no base', [1], { ...usual, base: 0 }, ['base']],
    ['a run of half an interview', [1], { ...usual, run: 0.5 }, ['run']],
    ['a threshold above 1', [1], { ...usual, threshold: 1.1 }, ['threshold']],
    ['a threshold that is no number', [1], { ...usual, threshold: Number.NaN }, ['threshold']],
  ])('refuses %s, and says where', (_, counts, options, paths) => {
    const refusal = refused(() => saturation(counts, options))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths })
    expect(refusal.message).toMatch(/^saturation: /)
  })

  test('refuses what is no list of counts, and options that are missing', () => {
    expect(refused(() => callLoosely(saturation, 4, usual)).paths).toEqual(['newThemesPerInterview'])
    expect(refused(() => callLoosely(saturation, [], {})).paths).toEqual(['base', 'run', 'threshold'])
    expect(refused(() => callLoosely(saturation, 4, usual)).message).toMatch(/^saturation: /)
  })

  test('takes a base and runs of one interview, and thresholds of nothing and of all', () => {
    expect(saturation([2, 1, 0, 2], { base: 1, run: 1, threshold: 0 })).toEqual({ reachedAt: 2, ratios: [0.5, 0, 1] })
    expect(saturation([2, 2, 1], { base: 1, run: 1, threshold: 1 })).toEqual({ reachedAt: 1, ratios: [1, 0.5] })
  })

  test('has one ratio as soon as the first run is complete', () => {
    expect(saturation([4, 0, 0, 0, 1], { ...usual, run: 1 })).toEqual({ ratios: [0.25] })
  })

  test('has nothing to say before the first run is complete, nor without any theme in the base', () => {
    expect(saturation([9, 9, 9, 9, 0], usual)).toEqual({ ratios: [] })
    expect(saturation([], usual)).toEqual({ ratios: [] })
    expect(saturation([0, 0, 0, 0, 0, 0], usual)).toEqual({ ratios: [] })
  })

  test('is reached at a ratio of exactly the threshold', () => {
    expect(saturation([5, 5, 5, 5, 1, 0], usual)).toEqual({ reachedAt: 4, ratios: [0.05] })
  })
})

describe('shelfLife', () => {
  test('is a half of the half-life for each halving of what is known', () => {
    expect(shelfLife({ known: 0.8, least: 0.2, halfLifeDays: 30 })).toBeCloseTo(30, 12)
  })

  test('is over where it already has, and has no end where nothing is asked', () => {
    expect(shelfLife({ known: 0.2, least: 0.2, halfLifeDays: 30 })).toBe(0)
    for (const least of [0, -0.1]) {
      for (const known of [0, 0.2]) expect(shelfLife({ known, least, halfLifeDays: 30 })).toBeUndefined()
    }
    expect(shelfLife({ known: 0.2, least: 0.1, halfLifeDays: Number.POSITIVE_INFINITY })).toBeUndefined()
  })

  test.each([
    [{ known: -0.1, least: 0.1, halfLifeDays: 30 }, 'known'],
    [{ known: 0.1, least: Number.NaN, halfLifeDays: 30 }, 'least'],
    [{ known: 0.1, least: 0.1, halfLifeDays: 0 }, 'halfLifeDays'],
  ])('refuses %j', (given, path) => {
    expect(refused(() => shelfLife(given))).toMatchObject({ name: 'InvalidArgumentError', paths: [path] })
  })
})
