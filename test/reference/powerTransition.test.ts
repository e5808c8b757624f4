import { detectHandover, type HandoverEvent, type HandoverOptions } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/powerTransition.json' with { type: 'json' }
import { always } from '../support/law.js'

const { trace, before, after, hazardPerDay } = reference
const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0)
const events: HandoverEvent[] = trace.map(({ day, byDecider }) => ({ day, byDecider, p0: before, p1: after }))
const DEFAULTS = { hazardPerDay, falseAlarmShare: 0.05, withinDayCorrelation: 0.3 }
const lastDay = trace.at(-1)?.day ?? Number.NaN

describe('the series of one event at a time', () => {
  const found = detectHandover(events, { ...DEFAULTS, day: lastDay })

  test('has the probability of its source after every event', () => {
    expect(found.path.map(({ day }) => day)).toEqual(trace.map(({ day }) => day))
    found.path.forEach(({ probability }, i) => {
      expect(Math.abs(probability - (trace[i]?.probability ?? Number.NaN))).toBeLessThanOrEqual(1e-12)
    })
    expect(Math.abs(1 - found.probability - reference.noChangeYet)).toBeLessThanOrEqual(1e-12)
  })

  test('has the probability of its source whenever it is asked for, and knows nothing of later events', () => {
    for (const { day, probability } of trace) {
      expect(Math.abs(detectHandover(events, { ...DEFAULTS, day }).probability - probability)).toBeLessThanOrEqual(1e-12)
      expect(detectHandover(events, { ...DEFAULTS, day }).path.every(each => each.day <= day)).toBe(true)
    }
  })

  test('takes the defaults of the source for what nobody says otherwise', () => {
    const bare = events.map(({ day, byDecider }) => ({ day, byDecider }))
    expect(detectHandover(bare, { ...DEFAULTS, day: lastDay })).toEqual(found)
    const numbers = events.map(({ byDecider, ...event }) => ({ ...event, byDecider: byDecider ? 1 : 0, weight: 1 }))
    expect(detectHandover(numbers, { ...DEFAULTS, day: lastDay })).toEqual(found)
  })

  test('dates the change to the middle of the most probable gap of its source', () => {
    const [from = Number.NaN, to = Number.NaN] = reference.mostProbableGap
    expect(found.date?.day).toBe((from + to) / 2)
  })

  test('has an interval for the date outside of which a fifth of the posterior of its source lies', () => {
    const [earliest = Number.NaN, latest = Number.NaN] = found.date?.interval ?? []
    expect(shareUpTo(earliest)).toBeCloseTo(0.1, 9)
    expect(shareUpTo(latest)).toBeCloseTo(0.9, 9)
  })

  test('raises no flag below its threshold, and at it on the day on which it is reached', () => {
    expect(found).not.toHaveProperty('flaggedDay')
    const reached = trace.find(({ probability }) => probability >= 0.88)
    expect(detectHandover(events, { ...DEFAULTS, falseAlarmShare: 0.12, day: 1000 }).flaggedDay).toBe(reached?.day)
    const exactly = found.path.at(-1)?.probability ?? Number.NaN
    expect(detectHandover(events, { ...DEFAULTS, falseAlarmShare: 1 - exactly + 1e-12, day: lastDay }).flaggedDay).toBe(lastDay)
    expect(detectHandover(events, { ...DEFAULTS, falseAlarmShare: 1 - exactly - 1e-12, day: lastDay })).not.toHaveProperty('flaggedDay')
  })

  test('is not flagged by waiting, however probable a change becomes', () => {
    const later = detectHandover(events, { ...DEFAULTS, day: 3000 })
    expect(later.probability).toBeGreaterThan(0.99)
    expect(later).not.toHaveProperty('flaggedDay')
    expect(later.probability).toBeCloseTo(1 - reference.noChangeYet * (1 - hazardPerDay) ** (3000 - lastDay), 12)
  })
})

/** The share of the source's posterior, given that there was a change, up to a day; between two events it is taken to come evenly. */
function shareUpTo(day: number): number {
  const masses = reference.changeBeforeEvent.map((mass, i) => {
    const [from, to] = [trace[i - 1]?.day ?? 0, trace[i]?.day ?? 0]
    return to <= day ? mass : from >= day ? 0 : (mass * (day - from)) / (to - from)
  })
  return sum(masses) / (1 - reference.noChangeYet)
}

const shares = fc.oneof(
  fc.boolean(),
  fc.integer({ min: 0, max: 4 }).map(n => n / 4),
)
const chance = fc.integer({ min: 2, max: 98 }).map(n => n / 100)
const series = fc.record({
  events: fc.array(
    fc.record({
      // So few days that several events fall on one.
      day: fc.integer({ min: 0, max: 60 }),
      byDecider: shares,
      p0: chance,
      p1: chance,
      weight: fc.integer({ min: 0, max: 4 }).map(n => n / 4),
    }),
    { minLength: 1, maxLength: 25, size: 'max' },
  ),
  options: fc.record({
    hazardPerDay: fc.constantFrom(1 / 3650, 1 / 365, 0.05, 0.4),
    falseAlarmShare: fc.constantFrom(0.01, 0.05, 0.2),
    withinDayCorrelation: fc.constantFrom(0, 0.3, 1),
    day: fc.integer({ min: 0, max: 90 }),
  }),
})

describe('any series', () => {
  test('has the probability that an explicit sum over all dates of the change has, also where events share a day', () => {
    always(series, ({ events: some, options }) => {
      const found = detectHandover(some, options)
      expect(found.probability).toBeCloseTo(explicitSum(some, options).probability, 11)
      for (const { day, probability } of found.path) {
        expect(probability).toBeCloseTo(explicitSum(some, { ...options, day }).probability, 11)
      }
    })
  })

  test('has the date that an explicit sum over all dates of the change has', () => {
    always(series, ({ events: some, options }) => {
      const { date } = detectHandover(some, options)
      const { gaps, total } = explicitSum(some, options)
      if (!(total > 0)) {
        expect(date).toBeUndefined()
        return
      }
      const most = Math.max(...gaps.map(({ mass }) => mass))
      const best = gaps.filter(({ mass }) => mass >= most * (1 - 1e-9))
      expect(best.map(({ from, to }) => (from + to) / 2)).toContain(date?.day)
      const upTo = (end: number): number => sum(gaps.map(({ from, to, mass }) => mass * within((end - from) / (to - from)))) / total
      expect((date?.interval ?? []).map(upTo)).toEqual([expect.closeTo(0.1, 9), expect.closeTo(0.9, 9)])
    })
  })

  test('is flagged on the first day on which its probability reaches the threshold, and not before', () => {
    always(series, ({ events: some, options }) => {
      const { path, flaggedDay } = detectHandover(some, options)
      expect(flaggedDay).toBe(path.find(({ probability }) => probability >= 1 - options.falseAlarmShare)?.day)
      expect(path.map(({ day }) => day)).toEqual(
        [...new Set(some.map(({ day }) => day).filter(day => day <= options.day))].sort((a, b) => a - b),
      )
    })
  })

  test('does not depend on the order in which its events are given', () => {
    always(series, ({ events: some, options }) => {
      const { probability } = detectHandover(some, options)
      expect(detectHandover([...some].reverse(), options).probability).toBeCloseTo(probability, 12)
    })
  })
})

describe('events of one day', () => {
  const day = (count: number, psi: number) => {
    const many = Array.from({ length: count }, () => ({ day: 10, byDecider: true }))
    const { path } = detectHandover([{ day: 0, byDecider: false }, ...many], { ...DEFAULTS, withinDayCorrelation: psi, day: 20 })
    const odds = (path[1]?.probability ?? Number.NaN) / (1 - (path[1]?.probability ?? Number.NaN))
    const prior = 1 - (1 - hazardPerDay) ** 10
    return { days: path.length, evidence: Math.log(odds / (prior / (1 - prior))) }
  }

  test('tell together what they tell one by one, divided by how alike they are', () => {
    const ratio = Math.log(after / before)
    expect(day(1, 0.3)).toEqual({ days: 2, evidence: expect.closeTo(ratio, 11) })
    expect(day(5, 0.3)).toEqual({ days: 2, evidence: expect.closeTo((5 * ratio) / 2.2, 11) })
    expect(day(5, 0)).toEqual({ days: 2, evidence: expect.closeTo(5 * ratio, 11) })
    // If one is as good as another, all of them tell what one does.
    expect(day(5, 1)).toEqual({ days: 2, evidence: expect.closeTo(ratio, 11) })
  })

  test('are those of one whole day, and no others', () => {
    const two = (first: number, second: number): number =>
      detectHandover(
        [
          { day: first, byDecider: true },
          { day: second, byDecider: true },
        ],
        { ...DEFAULTS, day: 20 },
      ).path.length
    expect([two(10, 10.99), two(10.99, 11), two(-0.5, 0.5), two(-0.5, -0.1)]).toEqual([1, 2, 2, 1])
  })
})

describe('long and strong evidence', () => {
  test('can be taken back, however certain it was: the explicit sum is met after months of either', () => {
    // Every day for a quarter deciders drive, and then users do.
    const turning = Array.from({ length: 180 }, (_, day) => ({ day, byDecider: day >= 1 && day <= 90 }))
    for (const day of [90, 120, 150, 179]) {
      const options = { ...DEFAULTS, day }
      expect(detectHandover(turning, options).probability).toBeCloseTo(explicitSum(turning, options).probability, 9)
    }
  })

  test('is a number, however much a single day tells', () => {
    const many = Array.from({ length: 2000 }, () => ({ day: 1, byDecider: true, p0: 0.2, p1: 0.8 }))
    const extreme = { day: 1, byDecider: true, p0: 1e-310, p1: 0.999 }
    const first = { day: 0, byDecider: false }
    for (const some of [
      [first, ...many],
      [first, extreme],
      [first, extreme, { ...extreme, day: 2, byDecider: false, p0: 0.999, p1: 1e-310 }],
    ]) {
      const { probability, path } = detectHandover(some, { ...DEFAULTS, withinDayCorrelation: 0, day: 1 })
      expect(probability).toBeCloseTo(1, 12)
      expect(path.at(-1)?.probability).toBeCloseTo(1, 12)
    }
  })
})

/**
 * The probability that the change has come, and where it may lie, by going through every day on which it may have come: the prior of the day times what all events
 * from that day on tell. The first day with events is before any change.
 */
function explicitSum(events: readonly HandoverEvent[], { hazardPerDay: hazard, withinDayCorrelation, day: until }: HandoverOptions) {
  const days = [...new Set(events.map(({ day }) => day).filter(day => day <= until))].sort((a, b) => a - b)
  const first = days[0] ?? until
  const told = days.map(day => {
    const ofDay = events.filter(event => event.day === day)
    const ratios = ofDay.map(({ byDecider, p0 = 0.3, p1 = 0.6, weight = 1 }) => {
      const [whenDecider, whenUser] = [Math.log(p1 / p0), Math.log((1 - p1) / (1 - p0))]
      return weight * (Number(byDecider) * whenDecider + (1 - Number(byDecider)) * whenUser)
    })
    return sum(ratios) / (1 + (ofDay.length - 1) * withinDayCorrelation)
  })
  const massOf = (change: number): number =>
    (1 - hazard) ** (change - first - 1) * hazard * Math.exp(sum(told.filter((_, i) => (days[i] ?? 0) >= change)))
  const ends = [...days, until]
  const gaps = ends.slice(1).map((to, i) => {
    const from = ends[i] ?? to
    return { from, to, mass: sum(Array.from({ length: to - from }, (_, n) => massOf(from + n + 1))) }
  })
  const total = sum(gaps.map(({ mass }) => mass))
  const none = (1 - hazard) ** (until - first)
  return { probability: total / (total + none), gaps: gaps.filter(({ to, from }) => to > from), total }
}

/** The share of a gap that lies before a moment, 0..1. */
function within(share: number): number {
  return Math.min(Math.max(share, 0), 1)
}
