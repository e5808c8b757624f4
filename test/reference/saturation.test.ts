import { saturation } from 'account-village/math'
import { expect, test } from 'vitest'
import reference from '../fixtures/reference/saturation.json' with { type: 'json' }

test('themes are saturated after as many interviews as in the source, although a later run brings more again', () => {
  const { newThemes, ratios, reachedAt, baseThemes } = reference
  expect(newThemes.slice(0, 4).reduce((sum, count) => sum + count, 0)).toBe(baseThemes)
  expect(saturation(newThemes, { base: 4, run: 2, threshold: 0.05 })).toEqual({
    reachedAt,
    ratios: ratios.map(ratio => expect.closeTo(ratio, 12)),
  })
})

test('three new themes over 37 are the published 8 percent, too many for a threshold of 5', () => {
  const { ratios, reachedAt } = saturation([10, 10, 10, 7, 2, 1], { base: 4, run: 2, threshold: 0.05 })
  expect(ratios.map(ratio => Math.round(ratio * 100))).toEqual([8])
  expect(reachedAt).toBeUndefined()
})
