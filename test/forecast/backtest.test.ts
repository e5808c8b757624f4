import {
  byStakeholder,
  createVillage,
  decisionOutlook,
  RISK_RULES,
  recordOutcome,
  recordSentiment,
  sentiments,
  snapshot,
  type Village,
  type VillageInput,
} from 'account-village'
import { backtest, FORECAST_LIMITS } from 'account-village/forecast'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { day, instant } from '../support/days.js'
import { exact, strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { callLoosely, refused } from '../support/refusal.js'
import { shuffled } from '../support/shuffle.js'
import { type Base, simulated, type Truth } from './simulated.js'

type Result = 'won' | 'lost' | 'noDecision'

const account = (id: string, results: readonly Result[], more: Partial<VillageInput> = {}): Village =>
  createVillage({
    account: id,
    stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
    observations: [{ stakeholder: 'bo', at: day(0), sentiment: (id.length % 5) / 5, via: 'interview' }],
    decisions: results.map((result, i) => ({ id: `deal ${i}`, name: 'Deal', kind: 'new', outcome: { result, at: day(100 + i) } })),
    ...more,
  })

/** As many accounts as results, with one decision each. */
const accounts = (...results: readonly Result[]): Village[] => results.map((result, i) => account(`account ${i}`, [result]))
const times = (count: number, result: Result): Result[] => Array(count).fill(result)

describe('a forecast', () => {
  const village = recordSentiment(account('Acme', ['won']), [
    { stakeholder: 'bo', at: instant(69.9), sentiment: 0.6, via: 'interview' },
    { stakeholder: 'bo', at: instant(70.9), sentiment: -0.9, via: 'interview' },
    { stakeholder: 'bo', at: instant(20), recordedAt: instant(71), sentiment: -0.9, via: 'interview' },
  ])

  test('is the outlook on a snapshot so many days before the outcome, which includes the whole of that day', () => {
    const { leads } = backtest([village])
    expect(leads.map(({ days, forecasts }) => [days, ...forecasts.map(({ at }) => at)])).toEqual([
      [30, day(70)],
      [60, day(40)],
      [90, day(10)],
    ])
    for (const { forecasts } of leads) {
      for (const { at, probabilityOfYes } of forecasts) {
        const { today = Number.NaN } =
          byStakeholder(decisionOutlook(snapshot(village, at, { decision: 'deal 0' })).byStakeholder).get('bo') ?? {}
        expect(probabilityOfYes < 0.5).toBe(today < 0.5)
      }
    }
    expect(leads[0]?.forecasts[0]?.probabilityOfYes).toBeLessThan(0.35)
    expect(backtest([village], { leads: [31] }).leads[0]?.forecasts[0]?.probabilityOfYes).toBeGreaterThan(0.8)
  })

  test('of a decision without a day ages by the lead', () => {
    for (const [lead, { forecasts }] of [1, 30, 90].map(
      lead => [lead, backtest([village], { leads: [lead] }).leads[0] ?? expect.fail()] as const,
    )) {
      const s = snapshot(village, day(100 - lead), { decision: 'deal 0' })
      const { value = Number.NaN, sd = Number.NaN } = byStakeholder(sentiments(s)).get('bo') ?? {}
      const fade = 2 ** (-lead / 180)
      const aged = normalCdf((fade * value) / Math.sqrt(fade ** 2 * sd ** 2 + (1 - fade ** 2) * 0.25))
      // Bo alone has more than half of the rights, and a veto.
      expect(forecasts[0]?.probabilityOfYes).toBeCloseTo(aged, 12)
    }
  })

  test('of a decision with a day is the outlook of that day, also where it was overdue or came sooner than expected', () => {
    for (const expected of [60, 95, 140]) {
      const dated = recordSentiment(
        account('Acme', [], {
          decisions: [{ id: 'deal', name: 'Deal', kind: 'new', expectedAt: day(expected), outcome: { result: 'won', at: day(100) } }],
        }),
        { stakeholder: 'bo', at: instant(20), sentiment: 0.6, via: 'interview' },
      )
      const chances = backtest([dated], { leads: [30] }).leads[0]?.forecasts.map(each => each.probabilityOfYes) ?? []
      const { state, probabilityOfYes, stillFalls } = decisionOutlook(snapshot(dated, day(70), { decision: 'deal' }))
      expect(chances).toEqual([expect.closeTo(probabilityOfYes ?? Number.NaN, 15)])
      expect(state).toBe(expected < 70 ? 'overdue' : 'dated')
      expect(stillFalls).toBeCloseTo(expected < 70 ? (1 + 1 / 9) / (1 + Math.exp(10 / 60) / 9) : 1, 12)
    }
  })

  test('counts its days from the calendar day of the outcome, at whatever hour it fell', () => {
    for (const hour of [0, 0.5, 0.999]) {
      const late = account('Acme', [], {
        decisions: [{ id: 'deal', name: 'Deal', kind: 'new', outcome: { result: 'won', at: instant(100 + hour) } }],
      })
      expect(backtest([late], { leads: [1, 100] }).leads.map(({ forecasts }) => forecasts[0]?.at)).toEqual([day(99), day(0)])
    }
  })

  test('follows the settings', () => {
    const settings = { decision: { yesThreshold: { new: 0.5 } }, sentiment: { halfLifeDays: 20 } }
    const [lead] = backtest([village], { leads: [40], settings }).leads
    const s = snapshot(village, day(60), { decision: 'deal 0', settings })
    const { value = Number.NaN, sd = Number.NaN } = byStakeholder(sentiments(s)).get('bo') ?? {}
    expect(lead?.forecasts[0]?.probabilityOfYes).toBeCloseTo(normalCdf((value / 4 - 0.5) / Math.sqrt(sd ** 2 / 16 + (15 / 16) * 0.25)), 12)
  })
})

describe('a decision of which there is no forecast', () => {
  const skippedOf = (village: Village, leads = [30]) => backtest([village], { leads }).leads.map(({ skipped }) => skipped)
  const decided = (more: object, at = day(100)) =>
    account('Acme', [], { decisions: [{ id: 'deal', name: 'Deal', kind: 'new', outcome: { result: 'won', at }, ...more }] })

  test('is told with its reason: it was not yet known', () => {
    const late = decided({ recordedAt: day(80) })
    const skipped = [{ account: 'Acme', decision: 'deal', reason: 'decisionNotKnown' }]
    expect(skippedOf(late, [19, 20, 21])).toEqual([[], [], skipped])
  })

  test('is told with its reason: by what was known then it had fallen', () => {
    const first = recordOutcome(decided({ outcome: undefined }), 'deal', { result: 'noDecision', at: day(50) })
    const revived = recordOutcome(first, 'deal', { result: 'won', at: day(100) })
    expect(skippedOf(revived, [30, 60])).toEqual([[{ account: 'Acme', decision: 'deal', reason: 'alreadyFallen' }], []])
  })

  test('is told with its reason: no calendar has the day', () => {
    expect(skippedOf(decided({}, '0000-01-15'))).toEqual([[{ account: 'Acme', decision: 'deal', reason: 'noSuchDay' }]])
  })

  test('is told with its reason: its rule is too large', () => {
    const people = Array.from({ length: 13 }, (_, i) => `p${String(i).padStart(2, '0')}`)
    const body = { quota: 7, members: people.map(of => ({ of })) }
    const twice = account('Acme', [], {
      stakeholders: people.map(id => ({ id })),
      observations: [],
      decisions: [
        {
          id: 'deal',
          name: 'Deal',
          kind: 'new',
          outcome: { result: 'won', at: day(100) },
          rule: { quota: 2, members: [{ of: body }, { of: body }] },
        },
      ],
    })
    expect(skippedOf(twice)).toEqual([[{ account: 'Acme', decision: 'deal', reason: 'ruleTooLarge' }]])
  })

  test('is none that was retracted or is still open', () => {
    expect(backtest([decided({ retractedAt: day(120) }), account('Other', [])]).outcomes).toBe(0)
    expect(backtest([decided({ outcome: undefined })]).outcomes).toBe(0)
  })
})

describe('outcomes', () => {
  test('within a time are judged, from its first moment up to but not including its last', () => {
    const village = account('Acme', ['won', 'lost', 'won'])
    const within = (options: object) => backtest([village], { leads: [30], ...options }).leads[0]?.forecasts.map(({ decision }) => decision)
    expect(within({ since: day(101) })).toEqual(['deal 1', 'deal 2'])
    expect(within({ until: day(101) })).toEqual(['deal 0'])
    expect(within({ since: day(101), until: instant(102) })).toEqual(['deal 1'])
  })

  test('are taken as known now, or as known just before `until`', () => {
    const first = recordOutcome(account('Acme', [], { decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }] }), 'deal', {
      result: 'lost',
      at: day(100),
    })
    const revised = recordOutcome(first, 'deal', { result: 'won', at: day(100) }, { recordedAt: day(130) })
    const outcome = (until?: string) =>
      backtest([revised], { leads: [30], ...(until !== undefined && { until }) }).leads[0]?.forecasts.map(each => each.outcome)
    expect(outcome()).toEqual(['won'])
    expect(outcome(day(130))).toEqual(['lost'])
    expect(outcome(instant(130.001))).toEqual(['won'])
    expect(outcome(day(100))).toEqual([])
  })

  test('count as not won when lost and when nothing was decided', () => {
    const [lead] = backtest(accounts('won', 'lost', 'noDecision'), { leads: [30] }).leads
    expect([lead?.won, lead?.notWon, lead?.accounts]).toEqual([1, 2, 3])
  })
})

describe('judgement', () => {
  test('needs 10 won and 10 not won, and is refused below with the forecasts all the same', () => {
    for (const [won, lost, none, judged] of [
      [9, 25, 0, false],
      [25, 5, 4, false],
      [10, 5, 5, true],
      [10, 10, 0, true],
    ] as const) {
      const villages = accounts(...times(won, 'won'), ...times(lost, 'lost'), ...times(none, 'noDecision'))
      const { leads } = backtest(villages)
      for (const lead of leads) {
        expect(lead.judged).toBe(judged)
        expect(lead.reason).toBe(judged ? undefined : 'tooFewOutcomes')
        expect(lead.scores === undefined).toBe(!judged)
        expect(lead.forecasts).toHaveLength(won + lost + none)
        expect(strangeNumbers(lead)).toEqual([])
      }
    }
  })

  test('is refused for one account, however many decisions it has', () => {
    const one = account('Acme', [...times(30, 'won'), ...times(30, 'lost')])
    const [lead] = backtest([one], { leads: [30] }).leads
    expect(lead).toMatchObject({ won: 30, notWon: 30, accounts: 1, judged: false, reason: 'singleAccount', scores: undefined })
    const two = backtest([one, account('Other', ['won'])], { leads: [30] }).leads[0]
    expect(two).toMatchObject({ accounts: 2, judged: true })
    expect(strangeNumbers(two)).toEqual([])
  })

  test('is refused lead by lead: decisions known only lately leave the long leads with too few', () => {
    const late = account('account 0', [], {
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', recordedAt: day(50), outcome: { result: 'won', at: day(100) } }],
    })
    const villages = [late, ...accounts(...times(10, 'won'), ...times(10, 'lost')).slice(1)]
    expect(backtest(villages).leads.map(({ judged, skipped }) => [judged, skipped.length])).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
    ])
  })

  const truth: Truth = { halfLifeDays: 120, priorSd: 0.3, threshold: 0.1, lead: 30 }
  const base: Base = { accounts: 300, gaps: [120, 40, 10] }
  // Findings take most of the time, and nothing here is about them.
  const risk = { disabledRules: RISK_RULES.map(({ id }) => id) }
  const settings = { sentiment: { halfLifeDays: 120, priorSd: 0.3 }, decision: { yesThreshold: { new: 0.1 } }, risk }

  test('finds forecasts by true beliefs as good as they say of themselves, and better than the base rate', () => {
    let holding = 0
    for (const seed of [1, 2, 3]) {
      const [lead] = backtest(simulated(seed, truth, base), { leads: [30], settings }).leads
      const { brier, rivals, parts, bins, skill } = lead?.scores ?? {}
      const improvement = rivals?.find(({ name }) => name === 'baseRate')?.difference
      // Under true probabilities the score is expected to be the mean of p (1 - p), with the variance of p (1 - p) (1 - 2p)^2.
      const own = lead?.forecasts.map(({ probabilityOfYes: p }) => p * (1 - p)) ?? []
      const expected = own.reduce((sum, each) => sum + each, 0) / own.length
      const sd = Math.sqrt(own.reduce((sum, each) => sum + each * (1 - 4 * each), 0)) / own.length
      expect(Math.abs((brier?.value ?? 0) - expected)).toBeLessThan(4 * sd)
      expect(brier?.standardError).toBeGreaterThan(sd / 2)
      expect(improvement?.value).toBeGreaterThan(4 * (improvement?.standardError ?? Number.POSITIVE_INFINITY))
      // What is not told by the forecasts is the same part of what the base rate leaves open, in expectation and as it came.
      const share = (lead?.won ?? Number.NaN) / own.length
      const open = share * (1 - share)
      expect(1 - expected / open).toBeGreaterThan(0.3)
      expect(Math.abs((skill ?? Number.NaN) - (1 - expected / open))).toBeLessThan((4 * sd) / open)
      expect(parts?.reliability).toBeLessThan(0.015)
      const held = bins?.filter(({ forecast, interval: [low, high] }) => low <= forecast && forecast <= high) ?? []
      holding += held.length
      expect(bins).toHaveLength(10)
    }
    // Of thirty intervals of 90 %, fewer than twenty hold the truth once in 20,000 times.
    expect(holding).toBeGreaterThanOrEqual(20)
  })

  test('finds them so however long the lead, because they age to the day of the vote, and what a vote on that day would give surer than it may be', () => {
    const villages = simulated(7, truth, { accounts: 600, gaps: [95, 65, 35, 10] })
    const scored = (chances: readonly { readonly chance: number; readonly won: boolean }[]) => {
      const brier = chances.reduce((sum, { chance, won }) => sum + (chance - Number(won)) ** 2, 0) / chances.length
      const own = chances.map(({ chance }) => chance * (1 - chance))
      const expected = own.reduce((sum, each) => sum + each, 0) / own.length
      const sd = Math.sqrt(own.reduce((sum, each) => sum + each * (1 - 4 * each), 0)) / own.length
      return (brier - expected) / sd
    }
    for (const { days, forecasts } of backtest(villages, { leads: [30, 60, 90], settings }).leads) {
      const atVote = forecasts.map(({ probabilityOfYes, outcome }) => ({ chance: probabilityOfYes, won: outcome === 'won' }))
      expect(Math.abs(scored(atVote))).toBeLessThan(4)
      const byAccount = new Map(villages.map(village => [village.account.id, village]))
      const today = forecasts.map(({ account: id, decision, at, outcome }) => {
        const s = snapshot(byAccount.get(id) ?? expect.fail(), at, { decision, settings })
        return { chance: decisionOutlook(s).ifVotedToday?.probabilityOfYes ?? Number.NaN, won: outcome === 'won' }
      })
      expect(scored(today)).toBeGreaterThan(days === 30 ? 2 : 4)
    }
  })

  test('finds forecasts by wrong beliefs worse', () => {
    const villages = simulated(4, truth, base)
    const wrong = { decision: { yesThreshold: { new: 0.6 } }, risk }
    const score = (beliefs: typeof settings | typeof wrong) => backtest(villages, { leads: [30], settings: beliefs }).leads[0]?.scores
    expect(score(wrong)?.brier.value).toBeGreaterThan(score(settings)?.brier.value ?? 1)
    expect(score(wrong)?.parts.reliability).toBeGreaterThan(0.05)
  })
})

describe('the accounts', () => {
  const villages = accounts(...times(25, 'won'), ...times(25, 'lost'))

  test('may come in any order: the answer is the same bit for bit', () => {
    for (const seed of [1, 2, 3]) expect(exact(backtest(shuffled(villages, seed)))).toBe(exact(backtest(villages)))
  })

  test('may have any ids', () => {
    const hostile = HOSTILE_IDS.map(id =>
      createVillage({
        account: { id, name: id },
        stakeholders: [{ id, roles: ['economicBuyer'] }],
        observations: [{ stakeholder: id, at: day(0), sentiment: 0.5, via: 'interview' }],
        decisions: [{ id, name: id, kind: 'new', outcome: { result: 'won', at: day(100) } }],
      }),
    )
    const [lead] = backtest(hostile, { leads: [30] }).leads
    expect(lead?.accounts).toBe(HOSTILE_IDS.length)
    expect(lead?.forecasts.map(each => each.account)).toEqual([...HOSTILE_IDS].sort())
    expect(lead?.forecasts.every(each => each.account === each.decision)).toBe(true)
    expect(new Set(lead?.forecasts.map(each => each.probabilityOfYes)).size).toBe(1)
  })

  test('may be none', () => {
    expect(backtest([])).toMatchObject({ outcomes: 0, accounts: 0 })
    expect(backtest([]).leads.map(({ judged, reason }) => [judged, reason])).toEqual(Array(3).fill([false, 'tooFewOutcomes']))
  })

  test('are refused when one is there twice', () => {
    const refusal = refused(() => backtest([...villages, account('account 7', [])]))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: ['villages'] })
    expect(refusal.message).toContain('"account 7"')
  })
})

describe('options', () => {
  test.each([
    [{ leads: [] }, ['leads']],
    [{ leads: 30 }, ['leads']],
    [{ leads: [0] }, ['leads[0]']],
    [{ leads: [30, 1.5, -1] }, ['leads[1]', 'leads[2]']],
    [{ leads: [Number.NaN, Number.POSITIVE_INFINITY] }, ['leads[0]', 'leads[1]']],
    [{ leads: ['30'] }, ['leads[0]']],
    [{ leads: [FORECAST_LIMITS.leadDays + 1] }, ['leads[0]']],
    [{ leads: [30, 60, 30] }, ['leads']],
    [{ leads: Array.from({ length: 13 }, (_, i) => i + 1) }, ['leads']],
    [{ lead: 30 }, ['lead']],
    [{ settings: { sentiment: { halfLife: 3 } } }, ['settings.sentiment.halfLife']],
    [{ settings: null }, ['settings']],
    [{ settings: { risk: { disabledRules: ['noSuchRule'] } } }, ['settings.risk.disabledRules']],
    [{ settings: { risk: { likelihoodRatio: { noSuchRule: 2 } } } }, ['settings.risk.likelihoodRatio']],
    [null, ['options']],
    [7, ['options']],
  ])('that make no sense are refused by name: %j', (options, paths) => {
    const refusal = refused(() => callLoosely(backtest, [], options))
    expect([refusal.name, refusal.paths]).toEqual(['InvalidArgumentError', paths])
    expect(refusal.message).toMatch(/^backtest: /)
  })

  test.each([['since'], ['until']])('refuse a date that is none as %s', path => {
    for (const wrong of ['2026-02-30', '', null, Number.NaN, {}]) {
      expect(refused(() => callLoosely(backtest, [], { [path]: wrong }))).toMatchObject({ name: 'InvalidDateError', paths: [path] })
    }
    expect(refused(() => backtest([], { until: '0000-01-01' }))).toMatchObject({ name: 'InvalidDateError', paths: ['until'] })
  })

  test('refuse villages that are no list, and a village that is none', () => {
    for (const villages of [undefined, null, {}, 'Acme']) {
      expect(refused(() => callLoosely(backtest, villages))).toMatchObject({ name: 'InvalidArgumentError', paths: ['villages'] })
    }
    expect(refused(() => callLoosely(backtest, [null]))).toMatchObject({ code: 'invalidArgument' })
  })

  test('refuse more accounts than the limit', () => {
    const many = Array(FORECAST_LIMITS.villages + 1).fill(account('Acme', []))
    expect(refused(() => backtest(many))).toMatchObject({ name: 'LimitExceededError' })
  })
})
