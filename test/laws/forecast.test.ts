import { createVillage, decisionOutlook, record, recordOutcome, type Snapshot, snapshot, type Village } from 'account-village'
import { backtest, calibrate } from 'account-village/forecast'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decidingRule } from '../../src/decision/rule.js'
import { extensionOf } from '../../src/math/extension.js'
import { covarianceOf, meanOf } from '../../src/math/sentimentFilter.js'
import { sentimentState } from '../../src/sentiment/state.js'
import { normalCdf } from '../../src/support/normal.js'
import { instant } from '../support/days.js'
import { exact, strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always, inProportion } from '../support/law.js'
import { shuffled } from '../support/shuffle.js'
import { surprise, timeless } from '../support/surprises.js'
import { inputOf, type Scene, scenes } from '../support/villages.js'

const LEADS = [1, 30, 120]
const quarters = (min: number, max: number) => fc.integer({ min: 4 * min, max: 4 * max }).map(n => n / 4)
const outcomes = fc.array(
  fc.option(fc.record({ at: quarters(0, 250), result: fc.constantFrom('won', 'lost', 'noDecision') }), { freq: 4 }),
  {
    minLength: 1,
    maxLength: 3,
  },
)

/** Accounts of which most decisions fall. */
const accounts: fc.Arbitrary<Told> = fc.record({ scene: scenes, outcomes })
const bases = fc.array(accounts, { minLength: 1, maxLength: 3 })
const accountIds = fc.oneof(
  { arbitrary: fc.constant(['a', 'b', 'c']), weight: 9 },
  { arbitrary: fc.shuffledSubarray([...HOSTILE_IDS], { minLength: 3, maxLength: 3 }), weight: 1 },
)

interface Told {
  readonly scene: Scene
  readonly outcomes: readonly ({ readonly at: number; readonly result: 'won' | 'lost' | 'noDecision' } | null)[]
}

/** The account with its decisions fallen, at least one of them there. */
function told({ scene, outcomes }: Told, id: string): Village {
  const input = inputOf(scene)
  const { decisions = [] } = input
  const all = decisions.length > 0 ? decisions : [{ id: 'the only decision', name: 'a decision', kind: 'new' as const }]
  return createVillage({
    ...input,
    account: { id, name: 'Acme' },
    decisions: all.map(({ outcome: _, ...decision }, i) => {
      const fallen = outcomes[i % outcomes.length]
      return fallen == null ? decision : { ...decision, outcome: { result: fallen.result, at: instant(fallen.at) } }
    }),
  })
}

/** What comes, or is learned however long it had been true, from a moment on. */
interface News {
  readonly person: number
  readonly at: number
  readonly lag: number
}

const news = fc.record({ person: fc.nat(11), at: quarters(-50, 260), lag: fc.oneof(fc.constant(0), quarters(0, 300)) })

function later(village: Village, { person, at, lag }: News): Village {
  const recordedAt = instant(at)
  const facts = {
    ...surprise(village, person, 'newcomer', { at: instant(at - lag), recordedAt }),
    ...timeless(village, person, { recordedAt }),
  }
  const open = village.decisions.find(({ outcome }) => outcome === undefined)
  const known = record(village, facts)
  return open === undefined ? known : recordOutcome(known, open.id, { result: 'lost', at: instant(at) })
}

/** The probability that each player of the rule says yes, all that is known having aged by some days. */
function agedAnswers(s: Snapshot, days: number): Float64Array {
  const { filter, index } = sentimentState(s)
  const { priorMean, priorSd, halfLifeDays } = s.settings.sentiment
  const { yesThreshold, riskTolerance } = s.settings.decision
  const kind = s.decision?.kind ?? 'new'
  const fade = 2 ** (-days / halfLifeDays)
  return Float64Array.from(decidingRule(s).rule.players, player => {
    const i = index.get(player)
    const person = s.stakeholders.find(({ id }) => id === player)
    const isHere = i !== undefined && person !== undefined
    const [mean, variance] = isHere ? [meanOf(filter, i), covarianceOf(filter, i, i)] : [priorMean, priorSd ** 2]
    const shift = riskTolerance * ((person?.riskAppetite ?? 0.5) - 0.5)
    const bar = yesThreshold[kind] + (kind === 'renewal' ? shift : -shift)
    const sd = Math.sqrt(fade ** 2 * variance + (1 - fade ** 2) * priorSd ** 2)
    return normalCdf((priorMean + fade * (mean - priorMean) - bar) / sd)
  })
}

describe('a back-test', () => {
  test('cannot see the future: whatever comes after the day of a forecast leaves it as it was', () => {
    always(fc.record({ account: accounts, what: news }), ({ account, what }) => {
      const village = told(account, 'a')
      const settings = account.scene.view.settings
      const options = { leads: LEADS, ...(settings !== null && { settings }) }
      const forecasts = (known: Village) =>
        backtest([known], options).leads.map(lead =>
          lead.forecasts.filter(forecast => Date.parse(forecast.at) + 86_400_000 <= Date.parse(instant(what.at))),
        )
      const before = forecasts(village)
      const ids = new Set(village.decisions.flatMap(({ id, outcome }) => (outcome === undefined ? [] : [id])))
      const after = forecasts(later(village, what)).map(lead => lead.filter(({ decision }) => ids.has(decision)))
      expect(exact(after)).toBe(exact(before))
    })
  })

  test('up to a moment is the same whatever came or was learned from then on', () => {
    always(
      fc.record({ base: bases, ids: accountIds, what: news }),
      ({ base, ids, what }) => {
        const villages = base.map((each, i) => told(each, ids[i] ?? ''))
        const options = { leads: LEADS, until: instant(what.at) }
        const known = villages.map(village => later(village, what))
        expect(exact(backtest(known, options))).toBe(exact(backtest(villages, options)))
      },
      400,
    )
  })

  test('forecasts what the outlook on that day says, and tells of every other decision why not', () => {
    let undated = 0
    always(
      accounts,
      account => {
        const village = told(account, 'a')
        const { leads, outcomes: count } = backtest([village], { leads: LEADS })
        for (const { days, forecasts, skipped } of leads) {
          expect(forecasts.length + skipped.length).toBe(count)
          for (const { decision, at, probabilityOfYes } of forecasts) {
            const s = snapshot(village, at, { decision })
            const outlook = decisionOutlook(s)
            if (outlook.state !== 'undated') expect(probabilityOfYes).toBeCloseTo(outlook.probabilityOfYes ?? Number.NaN, 12)
            else {
              // Of a decision without a day what is known ages by the lead: the same state, later.
              undated++
              const aged = agedAnswers(s, days)
              expect(probabilityOfYes).toBeCloseTo(extensionOf(decidingRule(s).rule).probability(aged), 12)
            }
          }
        }
        expect(strangeNumbers(leads)).toEqual([])
      },
      400,
    )
    expect(undated).toBeGreaterThan(inProportion(50))
  })

  test('is the same bit for bit whatever the order of the accounts', () => {
    always(
      fc.record({ base: bases, ids: accountIds, seed: fc.nat(1000) }),
      ({ base, ids, seed }) => {
        const villages = base.map((each, i) => told(each, ids[i] ?? ''))
        expect(exact(backtest(shuffled(villages, seed), { leads: LEADS }))).toBe(exact(backtest(villages, { leads: LEADS })))
      },
      400,
    )
  })
})

describe('a calibration', () => {
  test('before a moment is the same whatever came or was learned from then on', () => {
    always(
      fc.record({ base: bases, ids: accountIds, what: news }),
      ({ base, ids, what }) => {
        const villages = base.map((each, i) => told(each, ids[i] ?? ''))
        const options = { before: instant(what.at) }
        const known = villages.map(village => later(village, what))
        expect(exact(calibrate(known, options))).toBe(exact(calibrate(villages, options)))
      },
      400,
    )
  })

  test('gives no NaN and no infinity, and the same bit for bit whatever the order of the accounts', () => {
    always(
      fc.record({ base: bases, ids: accountIds, seed: fc.nat(1000) }),
      ({ base, ids, seed }) => {
        const villages = base.map((each, i) => told(each, ids[i] ?? ''))
        const found = calibrate(villages)
        expect(strangeNumbers(found)).toEqual([])
        expect(exact(calibrate(shuffled(villages, seed)))).toBe(exact(found))
      },
      400,
    )
  })

  test('begins with the density that the filter of a snapshot gives', () => {
    let shared = 0
    always(scenes, scene => {
      const village = createVillage({ ...inputOf(scene), account: { id: 'a', name: 'Acme' } })
      const settings = { ...scene.view.settings, sentiment: { ...scene.view.settings?.sentiment, silence: { slope: 0 } } }
      const s = snapshot(village, '9999-12-31', { settings })
      // With a decision in view readings about others are out of it.
      if (s.decision !== undefined) return
      const { filter, errors } = sentimentState(s)
      if (errors.size > 0) shared++
      const { readings } = calibrate([village], { settings }).baseline
      if (readings === undefined) expect(filter.logLikelihood).toBe(0)
      else expect(Math.abs(readings - filter.logLikelihood)).toBeLessThan(1e-9 * Math.max(1, Math.abs(readings)))
    })
    expect(shared).toBeGreaterThan(inProportion(20))
  })
})
