import { describe, expect, test } from 'vitest'
import { type SentimentEvent, type Shake, type Silence, sameEvent } from '../../src/sentiment/events.js'
import type { Reading } from '../../src/sentiment/reading.js'

const AT = '2026-03-02T00:00:00.000Z'
const silence: Silence = {
  kind: 'silence',
  id: 'q',
  stakeholder: 'ann',
  askedAt: AT,
  via: 'survey',
  at: AT,
  day: 9,
  recorded: 9,
  rate: 0.3,
  slope: 0.5,
}
const shake: Shake = { kind: 'upheaval', id: 'u', at: AT, day: 9, recorded: 9, strength: 0.4, concerned: new Set(['ann', 'bo']) }
const reading: Reading = {
  id: 'o',
  kind: 'observation',
  stakeholder: 'ann',
  at: AT,
  day: 9,
  recorded: 9,
  via: 'survey',
  by: undefined,
  value: 0.5,
  ownVariance: 0.04,
  variance: 0.04,
  effective: 1,
  shared: undefined,
  offset: 0,
}
const everybody: Shake = { ...shake, concerned: undefined }

describe('two events say the same', () => {
  test.each<[string, SentimentEvent, SentimentEvent]>([
    ['silences of the same request', silence, { ...silence }],
    ['upheavals that concern the same people, in whatever order', shake, { ...shake, concerned: new Set(['bo', 'ann']) }],
    ['upheavals that concern everybody', everybody, { ...everybody }],
    ['one and the same reading', reading, reading],
  ])('as %s', (_, a, b) => {
    expect([sameEvent(a, b), sameEvent(b, a)]).toEqual([true, true])
  })

  test.each<[string, SentimentEvent, SentimentEvent | undefined]>([
    ['a silence and nothing', silence, undefined],
    ['an upheaval and nothing', shake, undefined],
    ['silences of two requests', silence, { ...silence, id: 'r' }],
    ['silences of two people', silence, { ...silence, stakeholder: 'bo' }],
    ['silences of two days', silence, { ...silence, day: 10 }],
    ['silences of which one was less to be expected', silence, { ...silence, rate: 0.4 }],
    ['silences of which one says more', silence, { ...silence, slope: 0.6 }],
    ['a silence and an upheaval of the same id', silence, { ...shake, id: 'q' }],
    ['two upheavals', shake, { ...shake, id: 'v' }],
    ['upheavals of two days', shake, { ...shake, day: 10 }],
    ['upheavals of two strengths', shake, { ...shake, strength: 0.5 }],
    ['upheavals that concern other people', shake, { ...shake, concerned: new Set(['ann', 'cy']) }],
    ['upheavals of which one concerns fewer people', shake, { ...shake, concerned: new Set(['ann']) }],
    ['upheavals of which one concerns everybody', shake, everybody],
    // A reading that counts otherwise is another object: those that stay are kept as they are.
    ['a reading and one that counts otherwise', reading, { ...reading, variance: 0.06 }],
    ['a reading and an upheaval', reading, shake],
  ])('not as %s', (_, a, b) => {
    expect(sameEvent(a, b)).toBe(false)
    if (b !== undefined) expect(sameEvent(b, a)).toBe(false)
  })
})
