import { expect, test } from 'vitest'
import { leanBundle } from '../bench/starting.js'

/** The kilobytes that a bundle of what most programs need has, compressed. */
const MOST = 60

test('a bundle of createVillage, snapshot and accountSentiment is small and holds no library of graphs', async () => {
  const { text, compressed } = await leanBundle()
  expect(text).toContain('export{')
  expect(text).not.toMatch(/graphology|betweenness/i)
  expect(compressed / 1000).toBeLessThan(MOST)
}, 60_000)
