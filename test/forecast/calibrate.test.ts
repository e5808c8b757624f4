import { createVillage, RISK_RULES, record, snapshot, type Village } from 'account-village'
import { backtest, type Calibration, calibrate, type FittedSetting } from 'account-village/forecast'
import { filterSentiment } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { latestViews } from '../../src/forecast/closed.js'
import { plausibility } from '../../src/forecast/fitted.js'
import { askedIn } from '../../src/forecast/silenceFit.js'
import { normalCdf, normalDensity } from '../../src/support/normal.js'
import { day, instant } from '../support/days.js'
import { exact, strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { callLoosely, refused } from '../support/refusal.js'
import { shuffled } from '../support/shuffle.js'
import { reported, simulated, surveyed, type Truth } from './simulated.js'

const TRUTH: Truth = { halfLifeDays: 120, priorSd: 0.3, threshold: 0.1, lead: 30 }
const fitOf = ({ fits }: Calibration, setting: FittedSetting['setting']) => fits.find(each => each.setting === setting)

describe('the likelihood of readings', () => {
  test('is the joint normal density of all readings, with colleagues of a unit correlated and accounts independent', () => {
    const villages = [crowd('one', 3), crowd('two', 5)]
    const { logLikelihood, readings } = calibrate(villages)
    expect(readings).toBe(8)
    const density = villages.map(jointLogDensity).reduce((sum, each) => sum + each, 0)
    expect(logLikelihood.readings).toBeCloseTo(density, 10)
  })

  test('holds every reading, also those about a decision other than the one open', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }, { id: 'bo', leftAt: day(5) }],
      decisions: [
        { id: 'done', name: 'Done', kind: 'new', outcome: { result: 'won', at: day(50) } },
        { id: 'open', name: 'Open', kind: 'new' },
      ],
      observations: [
        { stakeholder: 'ann', at: day(1), sentiment: 0.1, via: 'survey', decision: 'done' },
        { stakeholder: 'ann', at: day(2), sentiment: 0.2, via: 'survey', decision: 'open' },
        { stakeholder: 'ann', at: day(3), sentiment: 0.3, via: 'survey' },
        { stakeholder: 'bo', at: day(4), sentiment: 0.4, via: 'survey' },
      ],
      interviews: [{ id: 'i', stakeholder: 'ann', at: day(4), sentiment: 0.4, answers: [] }],
    })
    const found = calibrate([village], { lead: 1 })
    expect([found.readings, found.repeatedReadings, found.repeatedlyHeard]).toEqual([5, 3, 1])
    const ofAnn = filterSentiment({
      people: ['ann'],
      readings: [
        { day: 1, person: 'ann', value: 0.1, sd: 0.25 },
        { day: 2, person: 'ann', value: 0.2, sd: 0.25 },
        { day: 3, person: 'ann', value: 0.3, sd: 0.25 },
        { day: 4, person: 'ann', value: 0.4, sd: 0.15 },
      ],
      day: 4,
      prior: { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
    })
    const variance = 0.25 + 0.0625
    const ofBo = -0.5 * (Math.log(2 * Math.PI * variance) + 0.16 / variance)
    expect(found.baseline.readings).toBeCloseTo(ofAnn.logLikelihood + ofBo, 12)
  })
})

describe('beliefs about readings', () => {
  const sample = (seed: number): Village[] => simulated(seed, TRUTH, { accounts: 60, gaps: [310, 230, 150, 90, 40, 10] })
  const true_: readonly (readonly [FittedSetting['setting'], number])[] = [
    ['sentiment.halfLifeDays', Math.log(TRUTH.halfLifeDays)],
    ['sentiment.priorSd', Math.log(TRUTH.priorSd)],
    ['sentiment.readingSdFactor', 0],
    ['sentiment.priorMean', 0],
  ]

  test('are found again in simulated accounts, as near as their intervals say', () => {
    const seeds = Array.from({ length: 8 }, (_, i) => i + 1)
    const deviations = seeds.map(seed => {
      const found = calibrate(sample(seed))
      return true_.map(([setting, truth]) => {
        const { value = Number.NaN, interval: [low, high] = [Number.NaN, Number.NaN] } = fitOf(found, setting) ?? {}
        const scale = setting === 'sentiment.priorMean' ? (each: number) => each : Math.log
        expect((scale(low) + scale(high)) / 2).toBeCloseTo(scale(value), 9)
        return ((scale(value) - truth) * 2 * 1.6448536) / (scale(high) - scale(low))
      })
    })
    true_.forEach(([setting], k) => {
      const own = deviations.map(each => each[k] ?? Number.NaN)
      expect(Math.max(...own.map(Math.abs)), setting).toBeLessThan(4)
      const mean = own.reduce((sum, each) => sum + each, 0) / own.length
      // Priors pull a little, and readings that are cut at -1 and 1 shrink spreads a little.
      expect(Math.abs(mean), setting).toBeLessThan(1)
      // The root mean square of eight standard normal numbers lies in here but once in some thousands.
      const spread = Math.sqrt(own.reduce((sum, each) => sum + each * each, 0) / own.length)
      expect(spread, setting).toBeGreaterThan(0.25)
      expect(spread, setting).toBeLessThan(1.9)
    })
  })

  test('are what a snapshot takes: the factors are multiplied out', () => {
    const found = calibrate(sample(1), { settings: { sentiment: { readingSd: { interview: 0.3 }, offset: { survey: 0.1 } } } })
    const factor = fitOf(found, 'sentiment.readingSdFactor')?.value ?? Number.NaN
    // Interviews are half as wide of the mark as given.
    expect(factor).toBeGreaterThan(0.4)
    expect(factor).toBeLessThan(0.6)
    const { readingSd, offset, sharedSd, halfLifeDays } = found.settings.sentiment ?? {}
    expect(readingSd).toMatchObject({ interview: expect.closeTo(0.3 * factor, 12), text: expect.closeTo(0.5 * factor, 12) })
    expect([offset, sharedSd]).toEqual([{ survey: 0.1 }, undefined])
    expect(halfLifeDays).toBe(fitOf(found, 'sentiment.halfLifeDays')?.value)
    expect(fitOf(found, 'sentiment.sharedSdFactor')).toEqual({
      setting: 'sentiment.sharedSdFactor',
      given: 1,
      value: 1,
      reason: 'doesNotOccur',
    })
  })

  test('are the best of what lies around them, by the densities of the kernel and the priors', () => {
    const villages = sample(3).slice(0, 60)
    const found = calibrate(villages)
    const at = (shifts: readonly number[]): number => {
      const [halfLife = 0, sd = 0, factor = 0, mean = 0] = true_.map(([setting], k) => {
        const value = fitOf(found, setting)?.value ?? Number.NaN
        return (setting === 'sentiment.priorMean' ? value : Math.log(value)) + (shifts[k] ?? 0)
      })
      const prior =
        plausibility(halfLife, { mean: Math.log(180), sd: 0.7 }) +
        plausibility(sd, { mean: Math.log(0.5), sd: 0.5 }) +
        plausibility(factor, { mean: 0, sd: 0.5 }) +
        plausibility(mean, { mean: 0, sd: 0.3 })
      return (
        kernelLogLikelihood(villages, { halfLifeDays: Math.exp(halfLife), sd: Math.exp(sd), error: 0.15 * Math.exp(factor), mean }) + prior
      )
    }
    const best = at([])
    expect(found.logLikelihood.readings).toBeGreaterThan(found.baseline.readings ?? 0)
    for (const reach of [0.02, 0.3]) {
      for (let code = 0; code < 81; code++) {
        const shifts = [1, 3, 9, 27].map(unit => reach * ((Math.floor(code / unit) % 3) - 1))
        // The search comes within a thousandth of the maximum.
        expect(at(shifts)).toBeLessThanOrEqual(best + 0.001)
      }
    }
  })

  test('are the same from interviews as from observations of interviews, also where these state their own error', () => {
    const words = (account: number) =>
      Array.from({ length: 4 }, (_, j) => ({
        id: `word ${j}`,
        stakeholder: 'p',
        at: day(30 * j + (account % 9)),
        sentiment: ((37 * account + 61 * j) % 41) / 20 - 1,
        ...(j % 2 === 1 && { sd: 0.6 }),
      }))
    const base = Array.from({ length: 25 }, (_, account) => ({
      account: `a${account}`,
      stakeholders: [{ id: 'p' }],
      words: words(account),
    }))
    const told = base.map(({ words: all, ...input }) =>
      createVillage({ ...input, interviews: all.map(each => ({ ...each, answers: [] })) }),
    )
    const heard = base.map(({ words: all, ...input }) =>
      createVillage({ ...input, observations: all.map(each => ({ ...each, via: 'interview' as const })) }),
    )
    const [one, other] = [calibrate(told), calibrate(heard)]
    expect(exact(one.fits)).toBe(exact(other.fits))
    expect(one.logLikelihood.readings).toBeCloseTo(calibrate(told, { settings: one.settings }).baseline.readings ?? 0, 9)
  })

  test('tell by how much each source is rosier than people, and how far reporters differ', () => {
    const fits = [1, 2].map(seed => calibrate(reported(seed, { offset: 0.3, sharedSd: 0.1 })))
    for (const found of fits) {
      const { value = Number.NaN, interval: [low, high] = [Number.NaN, Number.NaN] } = fitOf(found, 'sentiment.offset.meeting') ?? {}
      expect(Math.abs(value - 0.3)).toBeLessThan(2 * (high - low))
      const factor = fitOf(found, 'sentiment.sharedSdFactor')
      expect(factor?.interval?.[1]).toBeGreaterThan(0.4)
      expect(factor?.interval?.[0]).toBeLessThan(0.6)
    }
    for (const found of fits) expect(fitOf(found, 'sentiment.offset.meeting')?.interval?.[0]).toBeGreaterThan(0)
  })

  test('leave a reporter who is known from elsewhere as given', () => {
    const villages = reported(5, { offset: 0.3, sharedSd: 0 })
    const reporters = [
      { by: 'kim', offset: 0.3, sd: 0 },
      { by: 'lee', offset: 0.3, sd: 0 },
    ]
    const found = calibrate(villages, { settings: { sentiment: { reporters } } })
    for (const setting of ['sentiment.offset.meeting', 'sentiment.sharedSdFactor'] as const) {
      expect(fitOf(found, setting)?.reason).toBe('doesNotOccur')
    }
    expect(found.baseline.readings).toBeGreaterThan(calibrate(villages).baseline.readings ?? 0)
  })

  test('end at the bound of the search, and have no interval, where nothing ever fades', () => {
    const still = simulated(5, { ...TRUTH, halfLifeDays: 1e9 }, { accounts: 250, gaps: [9000, 8000, 4000, 2000, 800, 200, 10] })
    const halfLife = fitOf(calibrate(still), 'sentiment.halfLifeDays')
    expect(halfLife).toEqual({ setting: 'sentiment.halfLifeDays', given: 180, value: expect.closeTo(3650, 6), atLimit: true })
  })

  test.each([
    ['too few people were heard again', 19, [60, 50, 40, 30, 10]],
    ['too few readings repeat earlier ones', 49, [60, 10]],
    ['nobody was heard twice', 200, [10]],
  ] as const)('stay as given where %s', (_, count, gaps) => {
    const settings = { sentiment: { halfLifeDays: 99, sameUnitCorrelation: 0.1 }, risk: { days: 7 } }
    const found = calibrate(simulated(6, TRUTH, { accounts: count, gaps }), { settings })
    const reason = 'tooFewRepeatedReadings'
    expect(found.fits.slice(0, 4)).toEqual([
      { setting: 'sentiment.halfLifeDays', given: 99, value: 99, reason },
      { setting: 'sentiment.priorSd', given: 0.5, value: 0.5, reason },
      { setting: 'sentiment.priorMean', given: 0, value: 0, reason },
      { setting: 'sentiment.readingSdFactor', given: 1, value: 1, reason },
    ])
    expect(found.settings.sentiment).toEqual(settings.sentiment)
    expect(found.logLikelihood.readings).toBe(found.baseline.readings)
  })

  test.each([
    [20, [60, 50, 40, 10]],
    [50, [60, 10]],
  ] as const)('are fitted from %i people heard at %j days before', (count, gaps) => {
    const found = calibrate(simulated(6, TRUTH, { accounts: count, gaps }))
    expect(found.fits.slice(0, 4).map(({ reason }) => reason)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('silence', () => {
  const slopeOf = (villages: readonly Village[]): FittedSetting | undefined => fitOf(calibrate(villages), 'sentiment.silence.slope')

  test('says much where the happy answer, and nothing where answers are random', () => {
    const happy = slopeOf(surveyed(1, 100, x => 1 / (1 + Math.exp(-4 * x))))
    // A logistic slope of 4 is one of 4 / 1.7 of a probit curve.
    expect(happy?.interval?.[0]).toBeGreaterThan(1)
    expect(happy?.interval?.[1]).toBeGreaterThan(4 / 1.7)
    const random = slopeOf(surveyed(2, 100, () => 0.5))
    expect(random?.interval?.[0] ?? 0).toBeLessThan(0.3)
  })

  test('teaches how often each source is answered, where there is enough of it', () => {
    const found = calibrate(surveyed(3, 60, () => 0.4))
    const { value = 0, interval } = fitOf(found, 'sentiment.silence.rate.survey') ?? {}
    expect(found.requests).toBe(180)
    expect(Math.round(value * 182)).toBeCloseTo(value * 182, 9)
    expect(interval?.[0]).toBeLessThan(value)
    expect(interval?.[1]).toBeGreaterThan(value)
    expect(Math.abs(value - 0.4)).toBeLessThan(0.15)
    expect(fitOf(found, 'sentiment.silence.rate.interview')).toEqual({
      setting: 'sentiment.silence.rate.interview',
      given: 0.6,
      value: 0.6,
      reason: 'tooFewRequests',
    })
    expect(found.settings.sentiment?.silence).toMatchObject({ rate: { survey: value } })
  })

  test('counts a request as answered by a word within its wait, whatever was asked meanwhile, and not while it waits', () => {
    const ask = (at: string) => ({ stakeholder: 'p', at, via: 'survey' as const })
    const asked = (requests: readonly ReturnType<typeof ask>[], words: readonly string[], before: string, leftAt?: string) => {
      const village = createVillage({
        account: 'A',
        stakeholders: [{ id: 'p', leftAt }],
        requests,
        comments: words.map(at => ({ id: at, stakeholder: 'p', at, text: 'Yes.' })),
      })
      return latestViews('test', [village], Date.parse(before), undefined).flatMap(view =>
        askedIn(view, undefined).map(each => each.answered),
      )
    }
    const twice = [ask('2026-02-14'), ask('2026-02-20')]
    expect(asked(twice, [], '2026-02-25')).toEqual([])
    expect(asked(twice, [], '2026-03-17')).toEqual([false])
    expect(asked(twice, ['2026-02-22'], '2026-02-25')).toEqual([true, true])
    expect(asked(twice, ['2026-03-18'], '2026-06-01')).toEqual([false, true])
    expect(asked(twice, ['2026-02-14'], '2026-06-01')).toEqual([false, false])
    expect(asked(twice, [], '2026-06-01', '2026-03-17')).toEqual([false])
  })

  test.each([
    ['99 requests', 33, () => 0.5],
    ['nobody who did not answer', 60, () => 1],
    ['nobody who did', 60, () => 0],
  ])('teaches nothing from %s', (_, accounts, answers) => {
    expect(slopeOf(surveyed(4, accounts, answers))).toEqual({
      setting: 'sentiment.silence.slope',
      given: 0.5,
      value: 0.5,
      reason: 'tooFewRequests',
    })
  })
})

describe('the threshold', () => {
  const settings = { sentiment: { halfLifeDays: TRUTH.halfLifeDays, priorSd: TRUTH.priorSd } }
  // Everybody is heard once, so that half-life and prior sd stay as given.
  const sample = (seed: number, threshold = TRUTH.threshold, accounts = 200): Village[] =>
    simulated(seed, { ...TRUTH, threshold }, { accounts, gaps: [10], kind: 'expansion' })

  test('is found again in simulated outcomes, as near as sampling theory lets it be', () => {
    const deviations = [-0.2, 0, 0.15].flatMap(threshold =>
      [1, 2].map(seed => {
        const villages = sample(seed, threshold)
        const found = calibrate(villages, { settings })
        const value = found.settings.decision?.yesThreshold?.expansion ?? Number.NaN
        const error = thresholdError(villages, threshold, settings.sentiment)
        const { interval: [low, high] = [0, 0] } = fitOf(found, 'decision.yesThreshold.expansion') ?? {}
        expect((low + high) / 2).toBeCloseTo(value, 9)
        expect((high - low) / (2 * 1.6448536 * error)).toBeGreaterThan(0.75)
        expect((high - low) / (2 * 1.6448536 * error)).toBeLessThan(1.35)
        return (value - threshold) / error
      }),
    )
    expect(Math.max(...deviations.map(Math.abs))).toBeLessThan(4)
    const mean = deviations.reduce((sum, each) => sum + each, 0) / deviations.length
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(deviations.length))
  })

  test('is the best of a fine grid of back-tests', () => {
    const villages = sample(7, 0.1, 80)
    const found = calibrate(villages, { settings })
    const at = (expansion: number): number => outcomesLogLikelihood(villages, { ...settings, decision: { yesThreshold: { expansion } } })
    const value = found.settings.decision?.yesThreshold?.expansion ?? Number.NaN
    expect(at(value)).toBeCloseTo(found.logLikelihood.outcomes ?? 0, 9)
    expect(at(0)).toBeCloseTo(found.baseline.outcomes ?? 0, 9)
    const plausible = (each: number): number => at(each) + plausibility(each, { mean: 0, sd: 0.3 })
    const best = Math.max(...steps(20).map(i => plausible(-1 + i / 10)), ...steps(10).map(i => plausible(value + (i - 5) / 250)))
    expect(best).toBeLessThanOrEqual(plausible(value) + 1e-9)
  })

  test('is that of its own kind, and others stay as given', () => {
    const both = [...sample(8), ...renamed(simulated(9, { ...TRUTH, threshold: -0.3 }, { accounts: 200, gaps: [10], kind: 'renewal' }))]
    const found = calibrate(both, { settings })
    expect(found.settings.decision?.yesThreshold).toEqual({ expansion: expect.closeTo(0.1, 1), renewal: expect.closeTo(-0.3, 1) })
    expect(found.settings.decision?.yesThreshold?.expansion).toBe(
      calibrate(sample(8), { settings }).settings.decision?.yesThreshold?.expansion,
    )
    expect(fitOf(found, 'decision.yesThreshold.new')).toEqual({
      setting: 'decision.yesThreshold.new',
      given: 0,
      value: 0,
      reason: 'tooFewOutcomes',
    })
    expect(found).toMatchObject({ outcomes: 400, accounts: 400 })
  })

  test('needs 10 won and 10 not won', () => {
    const all = sample(10)
    const [won, lost] = ['won', 'lost'].map(result => all.filter(({ decisions }) => decisions[0]?.outcome?.result === result))
    const reason = (a: number, b: number) =>
      fitOf(calibrate([...(won ?? []).slice(0, a), ...(lost ?? []).slice(0, b)], { settings }), 'decision.yesThreshold.expansion')?.reason
    expect([reason(10, 10), reason(9, 60), reason(60, 9)]).toEqual([undefined, 'tooFewOutcomes', 'tooFewOutcomes'])
  })

  test('survives an outcome that was impossible', () => {
    const sure = createVillage({
      account: 'sure',
      stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
      observations: [{ stakeholder: 'bo', at: instant(369.99), sentiment: 1, via: 'interview', sd: 1e-6 }],
      decisions: [{ id: 'deal', name: 'Deal', kind: 'expansion', rule: 'bo', outcome: { result: 'lost', at: day(400) } }],
    })
    const found = calibrate([...sample(11), sure], { settings })
    expect(strangeNumbers(found)).toEqual([])
    expect(found.settings.decision?.yesThreshold?.expansion).toBeCloseTo(0.1, 1)
  })
})

describe('a calibration', () => {
  const villages = simulated(12, TRUTH, { accounts: 120, gaps: [90, 10] })
  const before = day(500)
  const settings = {
    account: { leastCoverage: 0.2 },
    decision: { yesThreshold: { renewal: -0.1 }, vetoWeight: 0.4 },
    sentiment: { priorMean: 0.01 },
  }

  test('keeps the other settings given, and gives what a snapshot and a back-test take', () => {
    const found = calibrate(villages, { settings })
    expect(found.settings).toEqual({
      account: { leastCoverage: 0.2 },
      decision: { yesThreshold: { renewal: -0.1, new: expect.any(Number) }, vetoWeight: 0.4 },
      sentiment: {
        priorMean: expect.any(Number),
        halfLifeDays: expect.any(Number),
        priorSd: expect.any(Number),
        readingSd: expect.objectContaining({ survey: expect.any(Number) }),
      },
    })
    const s = snapshot(villages[0] ?? createVillage({ account: 'none' }), day(400), { settings: found.settings })
    expect(s.settings.sentiment.halfLifeDays).toBe(found.settings.sentiment?.halfLifeDays)
    const [lead] = backtest(villages, { leads: [30], settings: found.settings }).leads
    expect(lead?.judged).toBe(true)
    expect(found).not.toHaveProperty('reason')
  })

  test('sees nothing that came or was learned later', () => {
    const found = calibrate(villages, { before })
    // One a day from day 400 on, those of days 400 to 499.
    expect(found.outcomes).toBe(100)
    const later = villages.map((village, i) =>
      record(village, {
        observations: [
          { stakeholder: 'bo', at: instant(500 + i), sentiment: -1, via: 'interview' },
          { stakeholder: 'bo', at: day(100), recordedAt: instant(500 + i / 7), sentiment: 1, via: 'survey' },
        ],
        decisions: [{ id: 'other', name: 'Other', kind: 'new', recordedAt: instant(500), outcome: { result: 'won', at: day(450) } }],
        roles: [{ stakeholder: 'bo', role: 'user', since: day(1), recordedAt: instant(501) }],
      }),
    )
    expect(exact(calibrate(later, { before }))).toBe(exact(found))
    expect(exact(calibrate(later))).not.toBe(exact(calibrate(villages)))
  })

  test('improves forecasts of the outcomes that came after', () => {
    const base = simulated(13, { ...TRUTH, threshold: 0.25 }, { accounts: 400, gaps: [90, 40, 10] })
    const cut = day(630)
    const learned = calibrate(base, { before: cut }).settings
    const later = (beliefs: object) =>
      backtest(base, { leads: [30], since: cut, settings: beliefs }).leads[0]?.scores?.brier.value ?? Number.NaN
    expect(later(learned)).toBeLessThan(later({}))
  })

  test('is the same bit for bit for accounts in any order', () => {
    const found = exact(calibrate(villages, { before }))
    for (const seed of [1, 2]) expect(exact(calibrate(shuffled(villages, seed), { before }))).toBe(found)
  })

  test('takes any ids', () => {
    const plain = simulated(14, TRUTH, { accounts: HOSTILE_IDS.length, gaps: [90, 40, 10] })
    const hostile = plain.map((village, i) => withIds(village, [...HOSTILE_IDS].sort()[i] ?? ''))
    // In the same order, so that sums are too.
    const numbered = plain.map((village, i) => withIds(village, String(i).padStart(4, '0')))
    const parts = ({ settings: learned, fits, logLikelihood, baseline }: Calibration) => exact({ learned, fits, logLikelihood, baseline })
    expect(parts(calibrate(hostile))).toBe(parts(calibrate(numbered)))
  })

  test('of too little gives the settings as they were, with the reason', () => {
    expect(calibrate([])).toEqual({
      settings: {},
      fits: expect.any(Array),
      logLikelihood: { readings: undefined, outcomes: undefined },
      baseline: { readings: undefined, outcomes: undefined },
      readings: 0,
      repeatedReadings: 0,
      repeatedlyHeard: 0,
      requests: 0,
      outcomes: 0,
      accounts: 0,
      skipped: [],
      reason: 'tooLittle',
    })
    const few = calibrate(villages.slice(0, 12), { settings })
    expect([few.reason, few.settings, few.logLikelihood]).toEqual(['tooLittle', settings, few.baseline])
    expect(few.fits.every(({ reason, given, value }) => reason !== undefined && given === value)).toBe(true)
  })

  test('tells which decisions it could not look at', () => {
    const late = createVillage({
      account: 'late',
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', recordedAt: day(90), outcome: { result: 'won', at: day(100) } }],
    })
    expect(calibrate([late]).skipped).toEqual([{ account: 'late', decision: 'deal', reason: 'decisionNotKnown' }])
    expect(calibrate([late], { lead: 10 }).skipped).toEqual([])
  })

  test.each([
    [{ lead: 0 }, ['lead']],
    [{ lead: 3651 }, ['lead']],
    [{ lead: '30' }, ['lead']],
    [{ befor: '2026-01-01' }, ['befor']],
    [{ settings: { sentiment: { priorSd: -1 } } }, ['settings.sentiment.priorSd']],
    [{ lead: Number.NaN, settings: { x: 1 } }, ['lead', 'settings.x']],
    [null, ['options']],
  ])('refuses options that make no sense: %j', (options, paths) => {
    const refusal = refused(() => callLoosely(calibrate, [], options))
    expect([refusal.name, refusal.paths]).toEqual(['InvalidArgumentError', paths])
    expect(refusal.message).toMatch(/^calibrate: /)
  })

  test('refuses dates that are none, lists that are none, and an account twice', () => {
    for (const wrong of ['2026-02-30', 'soon', null]) {
      expect(refused(() => callLoosely(calibrate, [], { before: wrong }))).toMatchObject({ name: 'InvalidDateError', paths: ['before'] })
    }
    expect(refused(() => callLoosely(calibrate, {}))).toMatchObject({ name: 'InvalidArgumentError', paths: ['villages'] })
    const [village] = villages
    expect(refused(() => callLoosely(calibrate, [village, village]))).toMatchObject({ name: 'InvalidArgumentError', paths: ['villages'] })
  })
})

/** The standard error of a threshold from outcomes that one person each decides. */
function thresholdError(
  villages: readonly Village[],
  threshold: number,
  { halfLifeDays, priorSd }: { halfLifeDays: number; priorSd: number },
): number {
  const information = villages.reduce((sum, { observations: [reading] }) => {
    const kept = 2 ** (-10 / halfLifeDays)
    const gain = priorSd ** 2 / (priorSd ** 2 + 0.15 ** 2)
    const sd = priorSd * Math.sqrt(1 - gain * kept * kept)
    const z = (kept * gain * (reading?.sentiment ?? 0) - threshold) / sd
    const p = normalCdf(z)
    return sum + normalDensity(z) ** 2 / (sd * sd * p * (1 - p))
  }, 0)
  return 1 / Math.sqrt(information)
}

function kernelLogLikelihood(
  villages: readonly Village[],
  { halfLifeDays, sd, error, mean }: { halfLifeDays: number; sd: number; error: number; mean: number },
): number {
  return villages.reduce((sum, { observations }) => {
    const readings = observations.map(each => ({ day: Date.parse(each.at) / 86_400_000, person: 'bo', value: each.sentiment, sd: error }))
    const prior = { mean, sd, halfLifeDays, sameGroupCorrelation: 0.3 }
    return sum + filterSentiment({ people: ['bo'], readings, day: 40_000, prior }).logLikelihood
  }, 0)
}

function outcomesLogLikelihood(villages: readonly Village[], settings: object): number {
  // Findings are no part of it.
  const withoutRules = { ...settings, risk: { disabledRules: RISK_RULES.map(({ id }) => id) } }
  const forecasts = backtest(villages, { leads: [30], settings: withoutRules }).leads.flatMap(lead => lead.forecasts)
  return forecasts.reduce((sum, { probabilityOfYes: p, outcome }) => sum + Math.log(Math.max(1e-9, outcome === 'won' ? p : 1 - p)), 0)
}

/** An account in whose unit all sway together, and one person on their own; everybody is heard once, on different days. */
function crowd(account: string, people: number): Village {
  const ids = Array.from({ length: people }, (_, i) => `person ${i}`)
  return createVillage({
    account,
    units: [{ id: 'unit', name: 'Unit', kind: 'team' }],
    stakeholders: ids.map((id, i) => ({ id, ...(i > 0 && { unit: 'unit' }) })),
    observations: ids.map((id, i) => ({ stakeholder: id, at: instant(i * i * 7), sentiment: Math.sin(i + people), via: 'survey' })),
  })
}

/** The density of all readings of a crowd by their covariance matrix, through its Cholesky factor. */
function jointLogDensity({ observations, stakeholders }: Village): number {
  const unitOf = new Map(stakeholders.map(({ id, unit }) => [id, unit]))
  const days = observations.map(({ at }) => Date.parse(at) / 86_400_000)
  const covariance = observations.map((a, i) =>
    observations.map((b, j) => {
      const same =
        a.stakeholder === b.stakeholder
          ? 1
          : unitOf.get(a.stakeholder) !== undefined && unitOf.get(a.stakeholder) === unitOf.get(b.stakeholder)
            ? 0.3
            : 0
      return 0.25 * same * 2 ** (-Math.abs((days[i] ?? 0) - (days[j] ?? 0)) / 180) + (i === j ? 0.0625 : 0)
    }),
  )
  const rows: number[][] = []
  const whitened: number[] = []
  let sum = 0
  covariance.forEach((row, i) => {
    const factor: number[] = []
    for (let j = 0; j < i; j++) factor.push(((row[j] ?? 0) - dot(factor, rows[j] ?? [], j)) / (rows[j]?.[j] ?? 0))
    const head = Math.sqrt((row[i] ?? 0) - dot(factor, factor, i))
    rows.push([...factor, head])
    whitened.push(((observations[i]?.sentiment ?? 0) - dot(factor, whitened, i)) / head)
    sum -= Math.log(head) + 0.5 * Math.log(2 * Math.PI) + 0.5 * (whitened[i] ?? 0) ** 2
  })
  return sum
}

function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function renamed(villages: readonly Village[]): Village[] {
  return villages.map(village => createVillage({ ...village, account: { ...village.account, id: `other ${village.account.id}` } }))
}

/** The village with one id for its account, its person and its decision. */
function withIds(village: Village, id: string): Village {
  return createVillage({
    account: { id, name: 'Account' },
    stakeholders: [{ id, roles: ['economicBuyer'] }],
    observations: village.observations.map(({ at, sentiment, via }) => ({ stakeholder: id, at, sentiment, via })),
    decisions: village.decisions.map(({ outcome }) => ({
      id,
      name: 'Deal',
      kind: 'new',
      rule: id,
      ...(outcome !== undefined && { outcome }),
    })),
  })
}

function steps(count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => i)
}
