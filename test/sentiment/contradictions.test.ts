import { createVillage, type Observation, snapshot, type VillageFacts } from 'account-village'
import { describe, expect, test } from 'vitest'
import { contradictions } from '../../src/sentiment/contradictions.js'

const word = (stakeholder: string, sentiment: number, at: string): Observation => ({ stakeholder, sentiment, at, via: 'interview' })
const report = (sentiment: number, rest: Partial<Observation> = {}): Observation => ({
  id: 'report',
  stakeholder: 'ann',
  sentiment,
  at: '2026-02-20',
  via: 'impression',
  by: 'kim',
  sd: 0.1,
  ...rest,
})
const found = (observations: readonly Observation[], facts: Omit<VillageFacts, 'account'> = {}, contradiction = 1.5) =>
  contradictions(
    snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo' }], observations, ...facts }), '2026-03-02', {
      settings: { risk: { contradiction } },
    }),
  )

describe('a report contradicts', () => {
  test('what the person said before it, and not what they say later', () => {
    expect(found([word('ann', -0.5, '2026-02-10'), report(0.8)])).toMatchObject([
      { stakeholder: 'ann', by: 'kim', reading: 'report', direction: 'rosier' },
    ])
    expect(found([word('ann', 0.7, '2026-02-10'), report(-0.6)])).toMatchObject([{ direction: 'gloomier' }])
    expect(found([word('bo', 0.7, '2026-02-10'), report(-0.6, { stakeholder: 'bo' })])).toMatchObject([{ stakeholder: 'bo' }])
    expect(found([word('ann', 0.7, '2026-02-10'), report(0.8), word('ann', -0.9, '2026-02-25')])).toEqual([])
  })

  test('nobody who has not spoken within half a year, whatever others say', () => {
    expect(found([word('bo', -0.9, '2026-02-10'), report(1)])).toEqual([])
    expect(found([word('ann', -0.9, '2025-08-20'), report(1)])).toEqual([])
    expect(found([word('ann', -0.9, '2025-08-24'), word('bo', 0.1, '2025-08-20'), report(1)])).toHaveLength(1)
    expect(found([word('ann', -0.9, '2025-08-23'), word('bo', 0.1, '2026-02-10'), report(1)])).toEqual([])
    expect(found([word('ann', -0.9, '2026-02-21'), report(1)])).toEqual([])
  })

  test('what is just as far off as is asked, and nothing closer', () => {
    const facts = [word('ann', -0.5, '2026-02-10'), report(0.8)]
    const z = found(facts)[0]?.z ?? Number.NaN
    // Of what the interview told of the prior's variance, ten days later.
    const [told, kept] = [0.25 / (0.25 + 0.15 ** 2), 2 ** (-10 / 180)]
    expect(z).toBeCloseTo((0.8 + 0.5 * told * kept) / Math.sqrt(0.25 * (1 - told * kept ** 2) + 0.1 ** 2), 12)
    expect([found(facts, {}, z), found(facts, {}, z + 1e-12)]).toEqual([found(facts), []])
  })

  test('nobody who does not answer, or is not there yet', () => {
    const request = { id: 'q', stakeholder: 'ann', at: '2026-01-02', via: 'survey' as const }
    const facts = [word('ann', -0.5, '2026-01-01'), report(0.8)]
    expect(found(facts, { requests: [request] })).toEqual(found(facts))
    const later = { stakeholders: [{ id: 'ann', joinedAt: '2026-06-01' }, { id: 'bo' }] }
    expect([found(facts, later), found(facts).length]).toEqual([[], 1])
  })

  test('nothing that no longer holds since an upheaval', () => {
    const upheaval = { at: '2026-02-15', kind: 'merger', strength: 1 } as const
    expect(found([word('ann', 0.9, '2026-02-10'), report(-0.5)])).toHaveLength(1)
    expect(found([word('ann', 0.9, '2026-02-10'), report(-0.5)], { upheavals: [upheaval] })).toEqual([])
  })

  test('by the last that a reporter said, of each by themselves', () => {
    const own = word('ann', -0.5, '2026-02-01')
    expect(found([own, report(0.8), report(-0.4, { id: 'later', at: '2026-02-22' })])).toEqual([])
    const two = found([own, report(0.8), report(0.9, { id: 'other', by: 'lee', at: '2026-02-22' })])
    expect(two.map(({ by, reading }) => [by, reading])).toEqual([
      ['kim', 'report'],
      ['lee', 'other'],
    ])
  })
})
