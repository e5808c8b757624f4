import { detectHandover, type HandoverEvent, type HandoverOptions, type StructuralEvent } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beliefOn, cutChain, emptyChain, extendChain, flagAfter, type HandoverRule, readChain } from '../../src/math/handoverChain.js'
import { dateMasses } from '../../src/math/handoverDate.js'
import { handoverDays } from '../../src/math/handoverDays.js'
import { exact } from '../support/exact.js'
import { always } from '../support/law.js'
import { callLoosely, refusal, refused } from '../support/refusal.js'
import { shuffled } from '../support/shuffle.js'

const USUAL: HandoverOptions = { day: 100 }
const event = (over: Partial<HandoverEvent> = {}): HandoverEvent => ({ day: 1, byDecider: true, ...over })
const appointed = (over: Partial<StructuralEvent> = {}): StructuralEvent => ({ day: 1, to: 'deciders', probability: 0.3, ...over })
const weekly = (from: number, count: number, byDecider: boolean): HandoverEvent[] =>
  Array.from({ length: count }, (_, week) => event({ day: from + 7 * week, byDecider }))
/** Users drive for half a year, deciders from then on. */
const HANDED_OVER = [...weekly(0, 26, false), ...weekly(182, 26, true)]
const RULE: HandoverRule = { hazardPerDay: 1 / 365, reversalPerDay: 1 / 730, falseAlarmShare: 0.05, reversedBelow: 0.05 }
/** The chain of some events. */
function chainOf(events: readonly HandoverEvent[], structural: readonly StructuralEvent[] = [], rule = RULE) {
  const chain = emptyChain()
  for (const each of handoverDays(events, structural, 0.3)) extendChain(chain, each, rule)
  return chain
}
const last = (path: readonly { readonly probability: number }[]): number => path.at(-1)?.probability ?? Number.NaN

describe('the detector of hand-overs', () => {
  test.each<[string, Partial<HandoverOptions>, string, string]>([
    ['a hazard below 0', { hazardPerDay: -0.01 }, 'hazardPerDay', 'is not a number of at least 0'],
    ['a hazard that is no number', { hazardPerDay: Number.NaN }, 'hazardPerDay', 'is not a number of at least 0'],
    ['a rate of reversals below 0', { reversalPerDay: -0.01 }, 'reversalPerDay', 'is not a number of at least 0'],
    ['an endless rate of reversals', { reversalPerDay: Number.POSITIVE_INFINITY }, 'reversalPerDay', 'is not a number of at least 0'],
    ['a share of false alarms of 0', { falseAlarmShare: 0 }, 'falseAlarmShare', 'is not a number between 0 and 1'],
    ['a share of false alarms of 1', { falseAlarmShare: 1 }, 'falseAlarmShare', 'is not a number between 0 and 1'],
    ['a reversal below 0', { reversedBelow: 0 }, 'reversedBelow', 'is not a number between 0 and 1'],
    ['a reversal below 1', { reversedBelow: 1 }, 'reversedBelow', 'is not a number between 0 and 1'],
    ['a correlation below 0', { withinDayCorrelation: -0.01 }, 'withinDayCorrelation', 'is not a number from 0 to 1'],
    ['a correlation above 1', { withinDayCorrelation: 1.01 }, 'withinDayCorrelation', 'is not a number from 0 to 1'],
    ['a question on no day', { day: Number.NaN }, 'day', 'is not a'],
    ['a question on an endless day', { day: Number.POSITIVE_INFINITY }, 'day', 'is not a'],
    ['a structural event on no day', { structural: [appointed({ day: Number.NaN })] }, 'structural[0].day', 'is not a number'],
    ['a structural event below 0', { structural: [appointed({ probability: -0.01 })] }, 'structural[0].probability', 'is not within 0..1'],
    ['a structural event above 1', { structural: [appointed({ probability: 1.01 })] }, 'structural[0].probability', 'is not within 0..1'],
  ])('refuses %s, and says where', (_, options, path, message) => {
    const found = refused(() => detectHandover([event()], { ...USUAL, ...options }))
    expect(found).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths: [path] })
    expect(found.message).toMatch(/^detectHandover: /)
    expect(found.message).toContain(message)
  })

  test.each<[string, unknown, string, string]>([
    ['an event on no day', event({ day: Number.NaN }), 'events[1].day', 'is not a number'],
    ['a weight below 0', event({ weight: -0.01 }), 'events[1].weight', 'is not within 0..1'],
    ['a weight above 1', event({ weight: 1.01 }), 'events[1].weight', 'is not within 0..1'],
    ['a part of an event', { day: 1, byDecider: 0.5 }, 'events[1].byDecider', 'is neither true nor false'],
  ])('refuses %s, and says where', (_, given, path, message) => {
    const found = refused(() => callLoosely(detectHandover, [event(), given], USUAL))
    expect(found).toMatchObject({ name: 'InvalidArgumentError', paths: [path] })
    expect(found.message).toContain(message)
  })

  test.each([
    ['events that are no list', [3, USUAL], ['events']],
    ['an event without fields', [[event(), null], USUAL], ['events[1]']],
    ['options without fields', [[], {}], ['day']],
    ['no options', [[]], ['options']],
    ['structural events that are no list', [[], { day: 1, structural: 3 }], ['structural']],
    ['a structural event to nobody', [[], { day: 1, structural: [{ ...appointed(), to: 'gate' }] }], ['structural[0].to']],
    ['an option that there is not', [[], { day: 1, p0: 0.3 }], ['p0']],
  ])('refuses %s', (_, given, paths) => {
    const found = refused(() => callLoosely(detectHandover, ...given))
    expect(found).toMatchObject({ name: 'InvalidArgumentError', paths })
    expect(found.message).toMatch(/^detectHandover: /)
  })

  test('refuses everything at once, later events too', () => {
    const events = [event({ day: 1e9, weight: 2 }), event({ weight: Number.NaN })]
    const structural = [appointed({ day: 1e9, probability: 2 })]
    expect(refused(() => detectHandover(events, { day: 1, structural })).paths).toEqual([
      'events[0].weight',
      'events[1].weight',
      'structural[0].probability',
    ])
    const options = { day: Number.NaN, hazardPerDay: -1, reversalPerDay: -1, falseAlarmShare: 2, reversedBelow: 2, withinDayCorrelation: 2 }
    expect(refusal(() => detectHandover(events, options))).toMatchObject({ issues: Array(8).fill({ code: 'invalidArgument' }) })
  })

  test('takes what stands in the table of settings for what nobody says otherwise', () => {
    const spelledOut = {
      hazardPerDay: 1 / 365,
      reversalPerDay: 1 / 730,
      falseAlarmShare: 0.05,
      reversedBelow: 0.05,
      withinDayCorrelation: 0.3,
      structural: [],
      day: 400,
    }
    const events = HANDED_OVER.map(each => ({ ...each, weight: 1 }))
    expect(detectHandover(events, spelledOut)).toEqual(detectHandover(HANDED_OVER, { day: 400 }))
  })

  test('has no opinion without any event, and none of what comes after the question', () => {
    const nothing = { probability: 0, noChange: 1, flagged: false, turns: [], path: [] }
    expect(detectHandover([], USUAL)).toStrictEqual(nothing)
    expect(detectHandover(HANDED_OVER, { day: -1 })).toStrictEqual(nothing)
    expect(detectHandover(HANDED_OVER, { day: 14.5 })).toEqual(detectHandover(weekly(0, 3, false), { day: 14 }))
    expect(detectHandover([event({ day: 0.5 })], { day: 0.4 })).toStrictEqual(nothing)
    expect(detectHandover([event({ day: 0.5 })], { day: 0.5 }).path).toHaveLength(1)
  })

  test('flags the first day after which it is as sure as asked, and takes it back on the first on which it is as unsure', () => {
    const events = [...HANDED_OVER, ...weekly(364, 40, false)]
    const { path, turns } = detectHandover(events, { day: 700 })
    const [up, down] = turns.map(({ day }) => path.findIndex(each => each.day === day))
    expect(turns.map(({ status }) => status)).toEqual(['flagged', 'reversed'])
    expect(up).toBe(path.findIndex(({ probability }) => probability >= 0.95))
    expect(down).toBe(path.findIndex(({ probability }, i) => i > (up ?? 0) && probability <= 0.05))
    const flags = path.map(({ day }) => detectHandover(events, { day }).flaggedDay)
    expect(flags).toEqual(path.map((_, i) => (i >= (up ?? 0) && i < (down ?? 0) ? path[up ?? 0]?.day : undefined)))
    const exactly = { falseAlarmShare: 1 - (path[20]?.probability ?? Number.NaN), day: 700 }
    expect(detectHandover(events, exactly).turns[0]?.day).toBe(
      path.find(({ probability }) => probability >= 1 - exactly.falseAlarmShare)?.day,
    )
  })

  test('is not flagged by waiting: power may pass in silence, either way, for ninety days at most', () => {
    const options = { hazardPerDay: 0.02, reversalPerDay: 0.01 }
    const events = weekly(0, 2, true)
    const at = (day: number) => detectHandover(events, { ...options, day })
    expect(at(7.9).probability).toBe(last(at(7).path))
    expect(at(8).probability).toBeGreaterThan(at(7).probability)
    expect(at(97)).toEqual({ ...at(9999), date: expect.anything() })
    expect(at(97).probability).toBeGreaterThan(at(96).probability)
    const eager = { ...options, falseAlarmShare: 1 - (last(at(7).path) + at(97).probability) / 2 }
    expect(detectHandover(events, { ...eager, day: 97 })).toMatchObject({ flagged: false, turns: [] })
  })

  test('finds that a high share is a habit and no hand-over', () => {
    const { probability, decidersLead, flagged } = detectHandover(weekly(0, 100, true), { day: 700 })
    expect(flagged).toBe(false)
    expect(probability).toBeLessThan(0.1)
    expect(decidersLead).toBeGreaterThan(0.99)
  })

  test('takes structural events for what they may do: on a day of their own, and to whom', () => {
    const events = weekly(0, 10, false)
    const on = (...structural: StructuralEvent[]) => detectHandover(events, { structural, day: 70 })
    const quiet = on()
    const rises = [0.1, 0.3, 0.6, 0.9].map(probability => on(appointed({ day: 66, probability })))
    const probabilities = rises.map(({ probability }) => probability)
    expect(probabilities).toEqual([...probabilities].sort((a, b) => a - b))
    expect(probabilities[0]).toBeGreaterThan(quiet.probability)
    expect(rises[0]?.path.at(-1)?.day).toBe(66)
    expect(rises[2]?.date?.day).toBe(66)
    const twice = on(appointed({ day: 66, probability: 0.3 }), appointed({ day: 66.5, probability: 0.2 }))
    expect(twice.probability).toBeCloseTo(on(appointed({ day: 66, probability: 0.44 })).probability, 12)
    const back = on(appointed({ day: 66, probability: 0.9 }), appointed({ day: 68, to: 'users', probability: 1 }))
    expect(back.path.at(-1)).toMatchObject({ day: 68, probability: 0 })
  })

  test('holds where one day is all there is, of any number of events and however alike', () => {
    const crowd = Array.from({ length: 5000 }, () => event({ day: 3 }))
    for (const withinDayCorrelation of [0, 1]) {
      const { probability, share, path } = detectHandover([event({ day: 0, byDecider: false }), ...crowd], {
        withinDayCorrelation,
        structural: [appointed({ day: 3, probability: 1 })],
        day: 3,
      })
      expect(probability).toBeGreaterThan(0.5)
      expect(share?.now).toBeGreaterThan(0.6)
      expect(path).toHaveLength(2)
    }
    // The likelihoods of these are too small to be told from 0.
    const certain = detectHandover([...crowd, event({ day: 9, byDecider: false })], { withinDayCorrelation: 0, day: 9 })
    expect(certain.share?.now).toBeGreaterThan(0.8)
    expect(certain.decidersLead).toBeCloseTo(1, 9)
  })

  test('holds whatever the sides drove by thousands in a day', () => {
    const both = [event({ day: 3 }), event({ day: 3, byDecider: false })]
    const { share, decidersLead } = detectHandover(Array(5000).fill(both).flat(), { withinDayCorrelation: 0, day: 3 })
    expect(share?.now).toBeCloseTo(0.5, 9)
    expect(decidersLead).toBeCloseTo(1, 9)
  })

  test('goes on where only the unlikely side is possible', () => {
    const users = Array.from({ length: 5000 }, () => event({ day: 3, byDecider: false }))
    const structural = [appointed({ day: 0, probability: 1 })]
    const found = detectHandover([event({ day: 0 }), ...users], { withinDayCorrelation: 0, reversalPerDay: 0, structural, day: 3 })
    // Whoever rose by two levels at least drives three of ten, and that is no hand-over.
    expect(found.share?.now).toBeCloseTo(0.3, 9)
    expect(found.probability).toBeCloseTo(0, 9)
  })

  test('turns at a probability of exactly the limit', () => {
    const events = [...HANDED_OVER, ...weekly(364, 40, false)]
    const { path } = detectHandover(events, { day: 700 })
    const up = path.findIndex(({ probability }) => probability >= 0.9)
    const down = path.findIndex(({ probability }, i) => i > up && probability <= 0.1)
    const [raised = expect.fail(), lowered = expect.fail()] = [path[up], path[down]]
    // Of a number from 1/2 to 1 what is left to 1 is exact.
    const limits = { falseAlarmShare: 1 - raised.probability, reversedBelow: lowered.probability }
    expect(detectHandover(events, { ...limits, day: 700 }).turns).toEqual([
      { day: raised.day, status: 'flagged' },
      { day: lowered.day, status: 'reversed' },
    ])
  })

  test('never passes where it cannot, and never back where that is impossible', () => {
    const never = { hazardPerDay: 0, reversalPerDay: 0 }
    expect(detectHandover(HANDED_OVER, { ...never, day: 400 })).toMatchObject({ probability: 0, noChange: 1, turns: [] })
    expect(detectHandover(HANDED_OVER, { ...never, day: 400 })).not.toHaveProperty('date')
    const once = detectHandover([...HANDED_OVER, ...weekly(364, 10, false)], { reversalPerDay: 0, day: 430 })
    expect(once.probability).toBeGreaterThan(detectHandover([...HANDED_OVER, ...weekly(364, 10, false)], { day: 430 }).probability)
  })
})

/** Records of some months, crowded or sparse, in which either side drives. */
const days = fc.integer({ min: 0, max: 1600 }).map(n => n / 4)
const weights = fc.integer({ min: 0, max: 10 }).map(n => n / 10)
const records = fc.record({
  events: fc.array(
    fc.record({
      day: days,
      byDecider: fc.boolean(),
      weight: fc.oneof({ arbitrary: fc.constant(1), weight: 3 }, { arbitrary: weights, weight: 1 }),
    }),
    { maxLength: 60, size: 'max' },
  ),
  structural: fc.array(fc.record({ day: days, to: fc.constantFrom('deciders', 'users'), probability: weights }), { maxLength: 4 }),
  until: days,
})

describe('whatever is recorded', () => {
  test('the order in which it is given changes nothing, not by a single bit', () => {
    always(fc.record({ record: records, seed: fc.nat() }), ({ record: { events, structural, until }, seed }) => {
      const other = detectHandover(shuffled(events, seed), { structural: shuffled(structural, seed + 1), day: until })
      expect(exact(other)).toBe(exact(detectHandover(events, { structural, day: until })))
    })
  })

  test('what is believed after a day depends on nothing after it', () => {
    always(records, ({ events, structural, until }) => {
      const whole = detectHandover(events, { structural, day: 400 })
      const then = detectHandover(events, { structural, day: Math.floor(until) + 0.999 })
      expect(exact(then.path)).toBe(exact(whole.path.filter(({ day }) => day <= until)))
      expect(then.turns).toEqual(whole.turns.filter(({ day }) => day <= until))
    })
  })

  test('events that weigh nothing change nothing', () => {
    always(fc.record({ record: records, idle: records }), ({ record: { events, structural, until }, idle }) => {
      const more = [...events, ...idle.events.map(each => ({ ...each, weight: 0 }))]
      const appointments = [...structural, ...idle.structural.map(each => ({ ...each, probability: 0 }))]
      const found = detectHandover(more, { structural: appointments, day: until })
      expect(exact(found)).toBe(exact(detectHandover(events, { structural, day: until })))
    })
  })

  test('a record in which one side drives everything is no hand-over, however irregular', () => {
    always(fc.record({ record: records, byDecider: fc.boolean() }), ({ record: { events }, byDecider }) => {
      const { path, probability, flagged } = detectHandover(
        events.map(each => ({ ...each, byDecider })),
        { day: 400 },
      )
      for (const each of [...path, { probability }]) expect(each.probability).toBeLessThan(0.5)
      expect(flagged).toBe(false)
    })
  })

  test('probabilities and shares are within 0 to 1, and the date adds up to them', () => {
    always(records, ({ events, structural, until }) => {
      const found = detectHandover(events, { structural, day: until })
      const { probability, noChange, decidersLead = 0, share, date, path, turns, flagged, flaggedDay } = found
      expect(noChange + probability).toBe(1)
      const shares = [share?.now, share?.before, share?.after].flatMap(each => each ?? [])
      for (const each of [probability, noChange, decidersLead, ...shares, ...path.flatMap(after => [after.probability, after.share])]) {
        expect(each).toBeGreaterThanOrEqual(0)
        expect(each).toBeLessThanOrEqual(1)
      }
      if (share?.before !== undefined && share.after !== undefined) expect(share.after - share.before).toBeGreaterThan(0.2 - 1e-9)
      expect(date === undefined).toBe(probability === 0)
      expect(flagged).toBe(turns.at(-1)?.status === 'flagged')
      expect(flaggedDay).toBe(flagged ? turns.at(-1)?.day : undefined)
      if (date === undefined) return
      expect(date.interval[0]).toBeLessThanOrEqual(date.day)
      expect(date.interval[1]).toBeGreaterThanOrEqual(date.day)
      expect(date.interval[0]).toBeGreaterThanOrEqual(path[0]?.day ?? Number.NaN)
      expect(date.interval[1]).toBeLessThanOrEqual(Math.floor(until))
    })
  })

  test('the masses of all dates sum to the probability', () => {
    always(records, ({ events, structural }) => {
      const sum = dateMasses(chainOf(events, structural), 400, RULE).reduce((total, { mass }) => total + mass, 0)
      expect(Math.abs(sum - detectHandover(events, { structural, day: 400 }).probability)).toBeLessThan(1e-12)
    })
  })
})

describe('a chain of days', () => {
  /** Flags that turn easily, and limits that cross: whoever is above both may turn every day. */
  const rules = fc.record({
    hazardPerDay: fc.constantFrom(0, 0.01, 0.2),
    reversalPerDay: fc.constantFrom(0, 0.02),
    falseAlarmShare: fc.integer({ min: 1, max: 19 }).map(n => n / 20),
    reversedBelow: fc.integer({ min: 1, max: 19 }).map(n => n / 20),
  })

  test('has the flag that reading all of it gives, whatever was read before', () => {
    always(fc.tuple(records, rules, fc.nat(10)), ([{ events, structural }, rule, read]) => {
      const whole = chainOf(events, structural, rule)
      const chain = emptyChain()
      whole.days.forEach((day, i) => {
        extendChain(chain, day, rule)
        if (i === read) readChain(chain, rule)
      })
      expect(flagAfter(chain, rule)).toBe(readChain(whole, rule).turns.at(-1)?.status)
      expect(flagAfter(emptyChain(), rule)).toBeUndefined()
    })
  })

  test('has the flag at exactly the limits', () => {
    const events = [...HANDED_OVER, ...weekly(364, 40, false)]
    const { beliefs } = readChain(chainOf(events), RULE)
    for (const [up, { probability }] of beliefs.entries()) {
      if (probability < 0.9) continue
      const until = chainOf(events.slice(0, up + 1))
      expect(flagAfter(until, { ...RULE, falseAlarmShare: 1 - probability })).toBe('flagged')
      // Where the same limit takes it back, it turns every day.
      const crossed = { ...RULE, falseAlarmShare: 1 - probability, reversedBelow: probability }
      expect(flagAfter(until, crossed)).toBe(readChain(chainOf(events.slice(0, up + 1)), crossed).turns.at(-1)?.status)
    }
    const down = beliefs.findIndex(({ probability }, i) => i > 40 && probability <= 0.05)
    const exactly = { ...RULE, reversedBelow: beliefs[down]?.probability ?? Number.NaN }
    expect(flagAfter(chainOf(events.slice(0, down + 1)), exactly)).toBe('reversed')
  })

  test('is read from its end only as far as the flag hangs on it', () => {
    const flagged = chainOf(HANDED_OVER)
    expect(flagAfter(flagged, RULE)).toBe('flagged')
    expect(flagged.beliefs).toEqual([])
    // The last day is between the limits: one more is looked at.
    const doubted = chainOf([...HANDED_OVER, ...weekly(364, 3, false)])
    const [before, then] = [49, 54].map(i => readChain(chainOf([...HANDED_OVER, ...weekly(364, 3, false)]), RULE).beliefs[i]?.probability)
    const between = { ...RULE, falseAlarmShare: 1 - (before ?? Number.NaN) }
    expect(then).toBeLessThan(before ?? Number.NaN)
    expect(flagAfter(doubted, between)).toBe('flagged')
    expect(doubted.beliefs).toEqual([])
    const single = chainOf([event({ day: 0 })], [appointed({ day: 0, probability: 1 })])
    const eager = { ...RULE, falseAlarmShare: 0.9 }
    expect(flagAfter(single, eager)).toBe('flagged')
    expect(single.beliefs).toEqual([])
    expect(flagAfter(chainOf(weekly(0, 4, false)), RULE)).toBeUndefined()
  })

  test('cut and continued is the same as if it had never been longer', () => {
    always(fc.tuple(records, fc.nat(20), fc.nat(20)), ([{ events, structural }, read, left]) => {
      const whole = chainOf(events, structural)
      const chain = emptyChain()
      whole.days.forEach((day, i) => {
        extendChain(chain, day, RULE)
        if (i === read) readChain(chain, RULE)
      })
      const length = Math.min(left, whole.days.length)
      cutChain(chain, length)
      expect(chain.days).toEqual(whole.days.slice(0, length))
      for (const day of whole.days.slice(length)) extendChain(chain, day, RULE)
      expect(exact(readChain(chain, RULE).beliefs)).toBe(exact(readChain(whole, RULE).beliefs))
      expect(chain.turns).toEqual(whole.turns)
    })
  })

  test('that is empty has no dates', () => {
    expect(dateMasses(emptyChain(), 10, RULE)).toEqual([])
    expect(beliefOn(chainOf(weekly(0, 3, true)), 14, RULE)).toEqual(readChain(chainOf(weekly(0, 3, true)), RULE).beliefs[2])
  })
})

test('a whole day tells the same in whatever order its events come, to the bit', () => {
  const weights = [0.1, 0.7, undefined]
  const events = weights.map(weight => event({ weight }))
  const structural = [0.05, 0.15, 0.25].map(probability => appointed({ probability }))
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  const told = orders.map(order =>
    exact(
      handoverDays(
        order.flatMap(i => events[i] ?? []),
        order.flatMap(i => structural[i] ?? []),
        0,
      ),
    ),
  )
  expect(new Set(told).size).toBe(1)
})
