import { describe, expect, it } from 'vitest'
import { amount, count, day, grouped, percent, signed, signedPoints } from '../../src/render/numbers.js'

describe('a sentiment', () => {
  it.each([
    [0.31, '+0.31'],
    [-0.31, '−0.31'],
    [1, '+1.00'],
    [-1, '−1.00'],
    [0.005, '+0.01'],
    [-1.234, '−1.23'],
  ])('%d has its sign: %s', (value, text) => {
    expect(signed(value)).toBe(text)
  })

  it('that rounds to nothing has no sign, whichever side it comes from', () => {
    for (const value of [0, -0, 0.004, -0.004, 1e-300, -1e-300]) expect(signed(value).trim()).toBe('0.00')
  })

  it('that nobody knows is no number', () => {
    expect(signed(undefined)).toBe('–')
  })

  it('takes five columns, unless it is unknown', () => {
    for (const value of [0, 0.5, -0.5, 1, -1]) expect(signed(value)).toHaveLength(5)
  })
})

describe('a share', () => {
  it.each([
    [0, '0 %'],
    [-0, '0 %'],
    [0.46, '46 %'],
    [0.005, '1 %'],
    [0.995, '>99 %'],
    [1, '100 %'],
    [1 + 1e-15, '100 %'],
    [1 - 1e-15, '100 %'],
  ])('%d is %s', (share, text) => {
    expect(percent(share)).toBe(text)
  })

  it('that is not quite nothing or everything is not printed as such', () => {
    for (const share of [1e-300, 1e-9, 0.001, 0.0049]) expect(percent(share)).toBe('<1 %')
    for (const share of [0.9951, 0.999, 1 - 1e-8]) expect(percent(share)).toBe('>99 %')
  })

  it('that differs has its sign, and none when it rounds to nothing', () => {
    expect(signedPoints(0.12)).toBe('+12 points')
    expect(signedPoints(-0.12)).toBe('−12 points')
    expect(signedPoints(-1)).toBe('−100 points')
    // Alike on both sides, as rounding half upwards would not be.
    expect([signedPoints(0.125), signedPoints(-0.125)]).toEqual(['+13 points', '−13 points'])
    for (const share of [0, -0, 0.004, -0.004]) expect(signedPoints(share)).toBe('0 points')
  })
})

describe('an amount of money', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1\u202f000'],
    [165_600.4, '165\u202f600'],
    [999_999.5, '1\u202f000\u202f000'],
    [1_234_567_890, '1\u202f234\u202f567\u202f890'],
    [-1000, '-1\u202f000'],
    [-123_456, '-123\u202f456'],
    [9_007_199_254_740_991, '9\u202f007\u202f199\u202f254\u202f740\u202f991'],
    [1e21, '1e+21'],
  ])('%d is %s in whole units', (value, text) => {
    expect(grouped(value)).toBe(text)
  })

  it('that rounds to nothing has no sign', () => {
    for (const value of [-0, -0.4, -1e-17]) expect(grouped(value)).toBe('0')
  })

  it('has its currency before it, unless it has none', () => {
    expect(amount({ amount: 165_600, currency: 'EUR' })).toBe('EUR 165\u202f600')
    expect(amount({ amount: 165_600, currency: 'XXX' })).toBe('165\u202f600')
  })
})

describe('other words for numbers', () => {
  it('count things', () => {
    expect([0, 1, 2, 1000].map(number => count(number, 'person', 'people'))).toEqual([
      '0 people',
      '1 person',
      '2 people',
      '1\u202f000 people',
    ])
  })

  it('name the day of an instant', () => {
    expect(day('2026-03-02T23:59:59.999Z')).toBe('2026-03-02')
    expect(day('2026-03-02')).toBe('2026-03-02')
  })
})
