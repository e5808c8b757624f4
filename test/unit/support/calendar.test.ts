import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { businessDaysAfter, businessDaysBefore, businessDaysBetween } from '../../../src/support/calendar.js'
import { DAY } from '../../../src/support/instants.js'
import { always } from '../../support/law.js'

const day = (text: string): number => Date.parse(text)
const text = (instant: number): string => new Date(instant).toISOString().slice(0, 10)
const cases = fc.record({
  start: fc.integer({ min: 0, max: 4000 }),
  hour: fc.integer({ min: 0, max: 23 }),
  count: fc.integer({ min: 0, max: 60 }),
  holidays: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
})

/** Whether somebody works, by the week day of the calendar. */
const works = (instant: number, holidays: readonly string[]): boolean =>
  ![0, 6].includes(new Date(instant).getUTCDay()) && !holidays.includes(text(instant))

describe('business days', () => {
  test('are Mondays to Fridays', () => {
    // 2 March 2026 is a Monday.
    expect(text(businessDaysAfter(day('2026-03-02'), 5, []))).toBe('2026-03-09')
    expect(text(businessDaysAfter(day('2026-03-07'), 0, []))).toBe('2026-03-09')
    expect(text(businessDaysAfter(day('2026-03-02T17:30:00Z'), 0, []))).toBe('2026-03-02')
    expect(businessDaysBetween(day('2026-03-02'), day('2026-03-09'), [])).toBe(5)
    expect(businessDaysBetween(day('2026-03-06'), day('2026-03-08'), [])).toBe(0)
    expect(businessDaysBetween(day('2026-03-09'), day('2026-03-06'), [])).toBe(-1)
  })

  test('leave holidays out, each once, and those on a weekend not twice', () => {
    const holidays = ['2026-04-03', '2026-04-06', '2026-04-06', '2026-04-04']
    expect(text(businessDaysAfter(day('2026-04-02'), 1, holidays))).toBe('2026-04-07')
    expect(text(businessDaysAfter(day('2026-04-03'), 0, holidays))).toBe('2026-04-07')
    expect(businessDaysBetween(day('2026-04-02'), day('2026-04-07'), holidays)).toBe(1)
  })

  test('are those that counting day by day finds', () => {
    always(
      cases,
      ({ start, hour, count, holidays: offsets }) => {
        const from = day('2026-01-01') + start * DAY
        const holidays = offsets.map(offset => text(from + offset * DAY))
        let [at, left] = [from, count]
        if (left === 0) while (!works(at, holidays)) at += DAY
        for (; left > 0; left--)
          do at += DAY
          while (!works(at, holidays))
        expect(businessDaysAfter(from + hour * 3_600_000, count, holidays)).toBe(at)
        let between = 0
        for (let each = from + DAY; each <= at; each += DAY) if (works(each, holidays)) between++
        expect(businessDaysBetween(from, at, holidays)).toBe(between)
        expect(businessDaysBetween(at, from, holidays)).toBe(between === 0 ? 0 : -between)
      },
      300,
    )
  })

  test('before a day are the latest from which as many later is no later', () => {
    // 2 March 2026 is a Monday.
    expect(text(businessDaysBefore(day('2026-03-02'), 1, []))).toBe('2026-02-27')
    expect(text(businessDaysBefore(day('2026-03-01T12:00:00Z'), 0, []))).toBe('2026-02-27')
    expect(text(businessDaysBefore(day('2026-04-07'), 1, ['2026-04-03', '2026-04-06']))).toBe('2026-04-02')
    always(
      cases,
      ({ start, hour, count, holidays: offsets }) => {
        const to = day('2026-01-01') + start * DAY
        const holidays = offsets.map(offset => text(to - offset * DAY))
        const from = businessDaysBefore(to + hour * 3_600_000, count, holidays)
        expect([works(from, holidays), businessDaysAfter(from, count, holidays) <= to]).toEqual([true, true])
        expect(businessDaysAfter(businessDaysAfter(from, 1, holidays), count, holidays)).toBeGreaterThan(to)
      },
      300,
    )
  })

  test('end with the calendar', () => {
    expect(text(businessDaysAfter(day('9999-12-30'), 40, []))).toBe('9999-12-31')
    expect(businessDaysBefore(day('0000-01-10'), 40, [])).toBe(day('0000-01-01'))
    expect(businessDaysBetween(day('0001-01-01'), day('9999-12-31'), [])).toBeGreaterThan(2_600_000)
  })
})
