import { describe, expect, test } from 'vitest'
import { aged, probabilityOf, swaying } from '../../src/math/logOdds.js'

describe('log odds that sway', () => {
  test.each([0.1, 0.5, 0.9, 1 - 1e-12])('stay what they are in no time, also with a chance of %s a day', hazard => {
    for (const logOdds of [-40, -1, 0, 2.5, 40]) expect(swaying(logOdds, 0, hazard)).toBe(logOdds)
  })

  test.each([0.5, 0.8])('are even after a day in which power is as likely to have turned as not: %s', hazard => {
    for (const logOdds of [-3, 0, 3]) expect(probabilityOf(swaying(logOdds, 1, hazard))).toBeCloseTo(0.5, 12)
  })

  test('turn a day at a time as a chain of two states does', () => {
    const [hazard, start] = [0.02, 0.9]
    let expected = start
    for (let day = 0; day < 30; day++) expected = expected * (1 - hazard) + (1 - expected) * hazard
    expect(probabilityOf(swaying(Math.log(start / (1 - start)), 30, hazard))).toBeCloseTo(expected, 12)
  })
})

describe('log odds that age', () => {
  test('rise by the chance that power has passed', () => {
    expect(probabilityOf(aged(Number.NEGATIVE_INFINITY, 10, 0.01))).toBeCloseTo(1 - 0.99 ** 10, 12)
  })
})
