import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../../src/support/hash.js'
import { always } from '../../support/law.js'

/**
 * The fingerprint as its comment tells it, in whole numbers of unlimited size: two FNV-1a hashes with 32 bits, mixed at the end. Derived ids live in stored
 * data, so it must never give anything else.
 */
function inWholeNumbers(text: string): string {
  const u32 = (n: bigint): bigint => BigInt.asUintN(32, n)
  let [low, high] = [0x811c9dc5n, 0x9e3779b9n]
  for (let i = 0; i < text.length; i++) {
    const unit = BigInt(text.charCodeAt(i))
    low = u32((low ^ unit) * 0x01000193n)
    high = u32((high ^ unit) * 0x5bd1e995n) ^ (high >> 15n)
  }
  const mixed = (word: bigint): bigint => {
    const once = u32((word ^ (word >> 16n)) * 0x21f0aaadn)
    const twice = u32((once ^ (once >> 15n)) * 0x735a2d97n)
    return twice ^ (twice >> 15n)
  }
  const words = [mixed(low ^ (high >> 7n)), mixed(high ^ u32(low * 0x01000193n))]
  return words.map(word => word.toString(16).padStart(8, '0')).join('')
}

describe('fingerprint', () => {
  test.each([
    ['', '7a4f1659e153f978'],
    ['a', '5b5491b00654bae3'],
    ['{"stakeholder":"ann","role":"user"}', '4dba56cfa72fa575'],
    ['Zürich 🌍 \u0000', '12ddf03709ee25e9'],
  ])('of %j stays what it is in stored data', (text, stored) => {
    expect(fingerprint(text)).toBe(stored)
  })

  test('is what its definition says, for any text', () => {
    always(fc.string({ unit: 'binary', maxLength: 40 }), text => {
      expect(fingerprint(text)).toBe(inWholeNumbers(text))
    })
  })

  test('tells 100,000 similar texts apart', () => {
    const texts = Array.from(
      { length: 100_000 },
      (_, i) => `{"stakeholder":"p${i}","at":"2026-03-02T00:00:00.000Z","sentiment":${i / 1000}}`,
    )
    expect(new Set(texts.map(fingerprint)).size).toBe(texts.length)
  })
})
