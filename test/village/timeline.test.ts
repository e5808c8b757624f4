import { createVillage, timeline } from 'account-village'
import { describe, expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', joinedAt: '2026-02-15', recordedAt: '2026-03-20' }] })
const moments = (from: string, to: string, step: { days: number } | { weeks: number } | { months: number }): string[] =>
  timeline(village, () => 0, { from, to, step }).map(({ at }) => at)

describe('a timeline', () => {
  test('has its first moment and its last, if a step meets it', () => {
    expect(moments('2026-03-01', '2026-03-03', { days: 1 })).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
    expect(moments('2026-03-01', '2026-03-14', { weeks: 1 })).toEqual(['2026-03-01', '2026-03-08'])
  })

  test('counts months from the first day', () => {
    expect(moments('2026-01-31', '2026-05-31', { months: 1 })).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ])
    expect(moments('2024-02-29', '2026-02-28', { months: 12 })).toEqual(['2024-02-29', '2025-02-28', '2026-02-28'])
  })

  test('of instants has instants, at the same time of day by UTC whatever the season', () => {
    expect(moments('2026-03-28T23:30:00Z', '2026-03-31T00:00:00Z', { days: 1 })).toEqual([
      '2026-03-28T23:30:00.000Z',
      '2026-03-29T23:30:00.000Z',
      '2026-03-30T23:30:00.000Z',
    ])
  })

  test('up to a day includes the whole of that day', () => {
    expect(moments('2026-03-01T09:00:00Z', '2026-03-03', { days: 1 })).toHaveLength(3)
  })

  test('knows at each moment what was known then, unless told otherwise', () => {
    const there = (options: object) =>
      timeline(village, s => s.stakeholders.some(({ id }) => id === 'ann'), {
        from: '2026-02-01',
        to: '2026-04-01',
        step: { months: 1 },
        ...options,
      }).map(({ value }) => value)
    expect(there({})).toEqual([false, false, true])
    expect(there({ knownOn: '2026-04-01' })).toEqual([false, true, true])
  })

  test.each([
    [{ days: 0 }],
    [{ days: 1.5 }],
    [{ weeks: -1 }],
    [{ months: Number.NaN }],
    [{ years: 1 }],
    [{}],
    [{ days: 1, weeks: 1 }],
    [{ days: '1' }],
    [null],
    [7],
    [undefined],
  ])('refuses a step of %j', step => {
    const refusal = refused(() => callLoosely(timeline, village, () => 0, { from: '2026-03-01', to: '2026-03-02', step }))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: ['step'] })
  })
})
