import { detectHandover, type HandoverEvent } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../../src/math/handoverEvidence.js'
import { afterEvents, type HandoverRule, type HandoverState, probabilityAfter } from '../../src/math/handoverRule.js'
import { aged, probabilityOf, swaying } from '../../src/math/logOdds.js'
import { always } from '../support/law.js'

const RULE: HandoverRule = { hazardPerDay: 1 / 365, withinDayCorrelation: 0.3, up: 0.95, down: 0.2 }
const RULE_OPTIONS = { hazardPerDay: 1 / 365, withinDayCorrelation: 0.3, falseAlarmShare: 0.05 }
const BY_DECIDER: HandoverEvent = { day: 0, byDecider: true }
const BY_USER: HandoverEvent = { day: 0, byDecider: false }
const logit = (probability: number): number => Math.log(probability / (1 - probability))

/** The states after the events of each moment, in order. */
function statesAfter(moments: readonly (readonly HandoverEvent[])[], rule = RULE): HandoverState[] {
  const states: HandoverState[] = []
  for (const events of moments) states.push(afterEvents(states.at(-1), events, rule))
  return states
}
const daily = (count: number, from: number, event: HandoverEvent): HandoverEvent[][] =>
  Array.from({ length: count }, (_, i) => [{ ...event, day: from + i }])

describe('log odds', () => {
  const probabilities = fc.integer({ min: 0, max: 999 }).map(n => n / 1000)
  const times = fc.record({ days: fc.integer({ min: 0, max: 500 }), hazard: fc.constantFrom(1 / 3650, 1 / 365, 0.05, 0.4) })

  test('age as a chain of two states does of which one is never left', () => {
    always(fc.tuple(probabilities, times), ([probability, { days, hazard }]) => {
      expect(probabilityOf(aged(logit(probability), days, hazard))).toBeCloseTo(1 - (1 - probability) * (1 - hazard) ** days, 12)
    })
  })

  test('sway as a chain of two states does that turns as easily either way', () => {
    always(fc.tuple(probabilities, times), ([probability, { days, hazard }]) => {
      const distance = (probability - 0.5) * (1 - 2 * hazard) ** days
      expect(probabilityOf(swaying(logit(probability), days, hazard))).toBeCloseTo(0.5 + distance, 12)
    })
  })

  test('stay what they are in no time, however likely power turns in a day', () => {
    for (const hazard of [0.1, 0.5, 0.9]) for (const odds of [-40, 0, 2.5]) expect(swaying(odds, 0, hazard)).toBe(odds)
  })

  test('are lost after a day on which everything turns as often as not, and sway no further', () => {
    for (const hazard of [0.5, 0.9]) expect(probabilityOf(swaying(logit(0.99), 1, hazard))).toBeCloseTo(0.5, 12)
  })
})

describe('evidence', () => {
  test('is told by the part that was driven, and a part of nothing says nothing, even of something impossible', () => {
    expect(evidenceOf({ day: 0, byDecider: true, p0: 0.25, p1: 1 })).toBeCloseTo(Math.log(4), 12)
    expect(evidenceOf({ day: 0, byDecider: false, p0: 0, p1: 0.5 })).toBeCloseTo(Math.log(0.5), 12)
    expect(evidenceOf({ day: 0, byDecider: 0.5, p0: 0.25, p1: 0.5, weight: 0.5 })).toBeCloseTo((Math.log(2) + Math.log(2 / 3)) / 4, 12)
  })
})

describe('a hand-over that may be taken back', () => {
  test('has before its first flag the probability that the detector has', () => {
    const steps = fc.array(fc.record({ apart: fc.integer({ min: 0, max: 9 }), byDecider: fc.boolean() }), { minLength: 1, maxLength: 12 })
    always(steps, each => {
      let day = 0
      const events = each.map(({ apart, byDecider }): HandoverEvent => {
        day += apart
        return { day, byDecider }
      })
      const last = statesAfter(
        events.map(event => [event]),
        { ...RULE, up: 1 },
      ).at(-1)
      expect(last?.flagged).toBe(false)
      const { probability } = detectHandover(events, { ...RULE_OPTIONS, day })
      expect(probabilityOf(last?.logOdds ?? Number.NaN)).toBeCloseTo(probability, 12)
    })
  })

  test('begins as one that cannot have happened', () => {
    expect(afterEvents(undefined, [{ ...BY_DECIDER, day: 3 }], RULE)).toEqual({
      logOdds: Number.NEGATIVE_INFINITY,
      day: 3,
      flagged: false,
      everFlagged: false,
      before: { logOdds: Number.NEGATIVE_INFINITY, day: 3 },
      evidence: expect.closeTo(Math.log(2), 12),
      count: 1,
    })
  })

  test('takes events of one day for what they tell together, whether they are given at once or one by one', () => {
    const first = statesAfter([[BY_USER]])
    const three = [0.1, 0.5, 0.9].map(hour => ({ ...BY_DECIDER, day: 7 + hour }))
    const oneByOne = three.reduce<HandoverState | undefined>((state, event) => afterEvents(state, [event], RULE), first[0])
    const atOnce = afterEvents(
      first[0],
      three.map(event => ({ ...event, day: 7.9 })),
      RULE,
    )
    expect(oneByOne).toEqual({ ...atOnce, evidence: expect.closeTo(3 * Math.log(2), 12), logOdds: expect.closeTo(atOnce.logOdds, 12) })
    expect(atOnce.count).toBe(3)
    expect(atOnce.logOdds).toBeCloseTo(aged(Number.NEGATIVE_INFINITY, 7.9, RULE.hazardPerDay) + (3 * Math.log(2)) / 1.6, 12)
    const nextDay = afterEvents(atOnce, [{ ...BY_DECIDER, day: 8 }], RULE)
    expect(nextDay).toMatchObject({ count: 1, evidence: expect.closeTo(Math.log(2), 12), before: { day: 7.9, logOdds: atOnce.logOdds } })
  })

  test('is flagged at its upper threshold, taken back at its lower, and remembers that it was flagged', () => {
    const states = statesAfter([[BY_USER], ...daily(20, 1, BY_DECIDER), ...daily(40, 21, BY_USER)])
    const probabilities = states.map(({ logOdds }) => probabilityOf(logOdds))
    const up = states.findIndex(({ flagged }) => flagged)
    const down = states.findIndex(({ flagged }, i) => i > up && !flagged)
    expect(up).toBe(probabilities.findIndex(probability => probability >= RULE.up))
    expect(down).toBe(probabilities.findIndex((probability, i) => i > up && probability <= RULE.down))
    expect(up).toBeGreaterThan(1)
    expect(down).toBeGreaterThan(21)
    expect(states.map(({ everFlagged }) => everFlagged)).toEqual(states.map((_, i) => i >= up))
    expect(states.slice(down).every(({ flagged }) => !flagged)).toBe(true)
  })

  test('turns at exactly its thresholds', () => {
    const moments = [[BY_USER], ...daily(20, 1, BY_DECIDER), ...daily(10, 21, BY_USER)]
    const free = statesAfter(moments)
    const high = probabilityOf(free[3]?.logOdds ?? Number.NaN)
    expect(statesAfter(moments.slice(0, 4), { ...RULE, up: high }).map(({ flagged }) => flagged)).toEqual([false, false, false, true])
    const low = probabilityOf(free.at(-1)?.logOdds ?? Number.NaN)
    expect(free.at(-1)?.flagged).toBe(true)
    expect(statesAfter(moments, { ...RULE, down: low }).at(-1)?.flagged).toBe(false)
  })

  test('sways while it is flagged, and only grows likelier while it is not', () => {
    const flagged = statesAfter([[BY_USER], ...daily(20, 1, BY_DECIDER)]).at(-1)
    const unflagged = statesAfter([[BY_USER], ...daily(2, 1, BY_DECIDER)]).at(-1)
    if (flagged === undefined || unflagged === undefined) throw new Error('there are no states')
    expect([flagged.flagged, unflagged.flagged]).toEqual([true, false])
    const [high, low] = [flagged, unflagged].map(({ logOdds }) => probabilityOf(logOdds))
    const hazard = RULE.hazardPerDay
    expect(probabilityAfter(flagged, 90, hazard)).toBeCloseTo(0.5 + ((high ?? Number.NaN) - 0.5) * (1 - 2 * hazard) ** 90, 12)
    expect(probabilityAfter(unflagged, 90, hazard)).toBeCloseTo(1 - (1 - (low ?? Number.NaN)) * (1 - hazard) ** 90, 12)
    // The same holds of events that come after such a time: one that tells nothing shows it.
    const silent = { ...BY_DECIDER, weight: 0 }
    expect(probabilityOf(afterEvents(flagged, [{ ...silent, day: flagged.day + 90 }], RULE).logOdds)).toBeCloseTo(
      probabilityAfter(flagged, 90, hazard),
      12,
    )
  })
})
