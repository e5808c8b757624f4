import { describe, expect, it } from 'vitest'
import { amount, count, day, grouped, percent, signed, signedPercent } from '../../src/render/numbers.js'

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
    expect(signedPercent(0.12)).toBe('+12 %')
    expect(signedPercent(-0.12)).toBe('−12 %')
    expect(signedPercent(-1)).toBe('−100 %')
    // Alike on both sides, as rounding half upwards would not be.
    expect([signedPercent(0.125), signedPercent(-0.125)]).toEqual(['+13 %', '−13 %'])
    for (const share of [0, -0, 0.004, -0.004]) expect(signedPercent(share)).toBe('0 %')
  })
})

describe('an amount of money', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [165_600.4, '165,600'],
    [999_999.5, '1,000,000'],
    [1_234_567_890, '1,234,567,890'],
    [-1000, '-1,000'],
    [-123_456, '-123,456'],
    [9_007_199_254_740_991, '9,007,199,254,740,991'],
    [1e21, '1e+21'],
  ])('%d is %s in whole units', (value, text) => {
    expect(grouped(value)).toBe(text)
  })

  it('that rounds to nothing has no sign', () => {
    for (const value of [-0, -0.4, -1e-17]) expect(grouped(value)).toBe('0')
  })

  it('has its currency before it, unless it has none', () => {
    expect(amount({ amount: 165_600, currency: 'EUR' })).toBe('EUR 165,600')
    expect(amount({ amount: 165_600, currency: 'XXX' })).toBe('165,600')
  })
})

describe('other words for numbers', () => {
  it('count things', () => {
    expect([0, 1, 2, 1000].map(number => count(number, 'person', 'people'))).toEqual(['0 people', '1 person', '2 people', '1,000 people'])
  })

  it('name the day of an instant', () => {
    expect(day('2026-03-02T23:59:59.999Z')).toBe('2026-03-02')
    expect(day('2026-03-02')).toBe('2026-03-02')
  })
})
