import { createVillage, record, setTie, snapshot, type Village } from 'account-village'
import { describe, expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

const people = [{ id: 'ann' }, { id: 'bo' }]
const influence = { from: 'ann', to: 'bo', kind: 'influence' } as const
const conflict = { from: 'ann', to: 'bo', kind: 'conflict' } as const
const NOW = { recordedAt: '2026-03-02' }
const of = (...ties: readonly object[]): Village =>
  createVillage({ account: 'Acme', stakeholders: people, ties: ties.map(tie => ({ ...influence, recordedAt: '2025-01-01', ...tie })) })
const seen = (village: Village, asOf: string, knownOn = '2026-03-02') =>
  snapshot(village, asOf, { knownOn }).ties.map(({ kind, weight = 1 }) => [kind, weight])

describe('setTie', () => {
  test('ends the ties in force, stacked ones too, and begins the new one on the same day', () => {
    const set = setTie(of({ id: 't1' }, { id: 't2', weight: 4 }), { ...influence, weight: 3, since: '2026-02-01' }, NOW)
    expect(seen(set, '2026-01-31')).toEqual([
      ['influence', 1],
      ['influence', 4],
    ])
    expect(seen(set, '2026-02-01')).toEqual([['influence', 3]])
    expect(seen(set, '2026-02-15', '2026-03-01')).toHaveLength(2)
  })

  test('without a beginning corrects: the new tie takes the place in time of the one in force', () => {
    const set = setTie(of({ since: '2025-06-01', until: '2026-06-01' }), { ...influence, weight: 3 }, NOW)
    expect(seen(set, '2025-06-01')).toEqual([['influence', 3]])
    expect([seen(set, '2025-05-31'), seen(set, '2025-06-01', '2026-03-01')]).toEqual([[], [['influence', 1]]])
    const ended = setTie(of({ until: '2025-06-01' }), { ...influence, weight: 3 }, NOW)
    expect([seen(ended, '2025-05-31'), seen(ended, '2025-06-01')]).toEqual([[['influence', 1]], [['influence', 3]]])
  })

  test('without a beginning and with an end that has passed corrects what held just before that end', () => {
    const set = (village: Village) => setTie(village, { ...influence, weight: 3, until: '2026-02-01' }, NOW)
    const later = set(of({ since: '2026-02-01', weight: 2 }))
    expect([seen(later, '2026-01-31'), seen(later, '2026-02-01')]).toEqual([[['influence', 3]], [['influence', 2]]])
    expect(set(later)).toBe(later)
    const shorter = set(of({ since: '2025-06-01' }))
    expect(['2025-05-31', '2025-06-01', '2026-01-31', '2026-02-01'].map(at => seen(shorter, at))).toEqual([
      [],
      [['influence', 3]],
      [['influence', 3]],
      [],
    ])
  })

  test('keeps a tie that begins later, and ends where that begins or earlier', () => {
    const later = of({ since: '2026-05-01', weight: 2 })
    const set = setTie(later, { ...influence, weight: 3, since: '2026-04-01' }, NOW)
    expect([seen(set, '2026-04-30'), seen(set, '2026-05-01')]).toEqual([[['influence', 3]], [['influence', 2]]])
    const brief = setTie(later, { ...influence, weight: 3, since: '2026-04-01', until: '2026-04-10' }, NOW)
    expect([seen(brief, '2026-04-09'), seen(brief, '2026-04-10'), seen(brief, '2026-05-01')]).toEqual([
      [['influence', 3]],
      [],
      [['influence', 2]],
    ])
  })

  test('with a weight of 0 only ends what holds, and changes nothing where nothing does', () => {
    const gone = setTie(of({}), { ...influence, weight: 0, since: '2026-02-01' }, NOW)
    expect([seen(gone, '2026-01-31').length, seen(gone, '2026-02-01').length]).toEqual([1, 0])
    expect(setTie(gone, { ...influence, weight: 0 }, NOW)).toBe(gone)
  })

  test('leaves other kinds and the other direction alone, but a conflict has none', () => {
    const all = of({ id: 't1' }, { id: 't2', from: 'bo', to: 'ann' }, { id: 't3', from: 'bo', to: 'ann', kind: 'conflict' })
    const set = setTie(all, { ...influence, weight: 0 }, NOW)
    expect(seen(set, '2026-03-02')).toEqual([
      ['influence', 1],
      ['conflict', 1],
    ])
    expect(seen(setTie(all, { ...conflict, weight: 2 }, NOW), '2026-03-02')).toContainEqual(['conflict', 2])
    expect(seen(setTie(all, { ...conflict, weight: 2 }, NOW), '2026-03-02')).not.toContainEqual(['conflict', 1])
  })

  test('gives the same village back where the same holds already, and replaces what is trusted less', () => {
    const plain = of({ weight: 3 })
    expect(setTie(plain, { ...influence, weight: 3 }, NOW)).toBe(plain)
    expect(setTie(plain, { ...influence, weight: 3, since: '2026-02-01' }, NOW)).toBe(plain)
    const doubted = setTie(of({ weight: 3, confidence: 0.5 }), { ...influence, weight: 3 }, NOW)
    expect(snapshot(doubted, '2026-03-02').ties).toMatchObject([{ weight: 3 }])
    expect(snapshot(doubted, '2026-03-02').ties[0]?.confidence).toBeUndefined()
  })

  test.each([
    ['nobody', { ...influence, to: 'cy', weight: 0 }, 'UnknownStakeholderError', 'ties[0].to'],
    ['a weight below 0', { ...influence, weight: -1 }, 'InvalidVillageError', 'ties[0].weight'],
    ['a kind that there is not', { ...influence, kind: 'love', weight: 0 }, 'InvalidVillageError', 'ties[0].kind'],
    ['no date', { ...influence, weight: 1, since: 'May' }, 'InvalidDateError', 'ties[0].since'],
    [
      'an end before the beginning',
      { ...influence, weight: 1, since: '2026-02-02', until: '2026-02-01' },
      'InvalidVillageError',
      'ties[0].until',
    ],
    ['a tie to oneself', { ...influence, to: 'ann', weight: 0 }, 'InvalidVillageError', 'ties[0]'],
    ['nothing', undefined, 'InvalidVillageError', 'ties[0].from'],
  ])('refuses %s', (_, tie, name, path) => {
    const fault = refused(() => callLoosely(setTie, of(), tie, NOW))
    expect([fault.name, fault.paths[0], fault.message.startsWith('setTie: ')]).toEqual([name, path, true])
  })

  test('refuses a day on which nobody knew yet, or knew still, of a tie in force', () => {
    expect(refused(() => setTie(of({ recordedAt: '2026-03-05' }), { ...influence, weight: 3 }, NOW)).message).toContain('was learned on')
    const given = of({ id: 't1', retractedAt: '2026-03-05' })
    expect(refused(() => setTie(given, { ...influence, weight: 3 }, NOW)).message).toContain('was retracted on')
    expect(refused(() => callLoosely(setTie, of(), { ...influence, weight: 1 })).name).toBe('InvalidArgumentError')
    expect(seen(setTie(record(of(), {}), { ...influence, weight: 3 }, NOW), '2026-03-02')).toEqual([['influence', 3]])
  })
})
