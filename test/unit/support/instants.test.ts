import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, formatInstant, isDay, parseInstant, toInstant } from '../../../src/support/instants.js'
import dates from '../../fixtures/hostile/dates.json' with { type: 'json' }
import { always } from '../../support/law.js'

describe('parseInstant', () => {
  test.each(dates.accept)('takes %s', text => {
    expect(parseInstant(text)).toBe(Date.parse(text))
  })

  test.each(dates.reject)('refuses %j', text => {
    expect(parseInstant(text)).toBeUndefined()
    expect(toInstant(text)).toBeUndefined()
  })

  test('takes a day as its first instant in UTC', () => {
    expect(parseInstant('2026-03-02')).toBe(Date.UTC(2026, 2, 2))
    expect(toInstant('2026-03-02')).toBe('2026-03-02T00:00:00.000Z')
  })

  test('takes offsets of up to 14 hours either way, with a colon', () => {
    expect(toInstant('2026-03-02T09:30:00+05:45')).toBe('2026-03-02T03:45:00.000Z')
    expect(toInstant('2026-03-02T09:30-03:30')).toBe('2026-03-02T13:00:00.000Z')
    for (const offset of ['+14:01', '-14:01', '+0530', '+05', '+05:60', ' +05:00'])
      expect(parseInstant(`2026-03-02T09:30:00${offset}`)).toBeUndefined()
  })

  test('drops what is finer than a millisecond', () => {
    expect(toInstant('2026-03-02T09:30:00.1239999Z')).toBe('2026-03-02T09:30:00.123Z')
    expect(toInstant('2026-03-02T09:30:00.1Z')).toBe('2026-03-02T09:30:00.100Z')
    expect(parseInstant(Date.UTC(2026, 2, 2) + 1.9)).toBe(Date.UTC(2026, 2, 2) + 1)
  })

  test('takes Dates and milliseconds of the years 0 to 9999 only', () => {
    expect(parseInstant(new Date(Date.UTC(2026, 2, 2)))).toBe(Date.UTC(2026, 2, 2))
    expect(parseInstant(Date.parse('9999-12-31T23:59:59.999Z'))).toBe(Date.parse('9999-12-31T23:59:59.999Z'))
    expect(toInstant('0000-01-01')).toBe('0000-01-01T00:00:00.000Z')
    const strange = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Date.parse('9999-12-31T23:59:59.999Z') + 1,
      new Date(Number.NaN),
      new Date(8.64e15),
    ]
    for (const each of [...strange, null, undefined, true, {}, [], [2026, 3, 2], 10n]) expect(parseInstant(each)).toBeUndefined()
  })

  test('agrees with the calendar of the platform on every day of 800 years', () => {
    for (let day = Date.UTC(1800, 0, 1); day < Date.UTC(2600, 0, 1); day += DAY) {
      const text = new Date(day).toISOString()
      if (parseInstant(text) !== day || parseInstant(text.slice(0, 10)) !== day) expect.fail(text)
    }
  })

  test('takes back every instant as it was formatted', () => {
    always(fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') }), milliseconds => {
      expect(parseInstant(formatInstant(milliseconds))).toBe(milliseconds)
      expect(toInstant(formatInstant(milliseconds))).toBe(new Date(milliseconds).toISOString())
    })
  })

  test('reads the stored form as strictly as any other', () => {
    for (const text of [
      '2026-02-30T00:00:00.000Z',
      '2026-03-02T24:00:00.000Z',
      '2026-03-02T00:00:00.0a0Z',
      '2026-03-02T00:00:00.00:Z',
      '2026-13-02T00:00:00.000Z',
      '/026-03-02T00:00:00.000Z',
    ]) {
      expect(parseInstant(text)).toBeUndefined()
    }
  })
})

describe('isDay', () => {
  test('tells a day from an instant and from anything else', () => {
    expect(isDay('2026-03-02')).toBe(true)
    for (const other of ['2026-03-02T00:00:00Z', '2026-02-30', '2026-3-002', 20_260_302, new Date(0), null])
      expect(isDay(other)).toBe(false)
  })
})
