import { createVillage, type Snapshot, snapshot, type VillageInput } from 'account-village'
import { listeningSample } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const DAY = '2026-03-02'
const see = (input: Partial<VillageInput>, account = 'acme'): Snapshot =>
  snapshot(
    createVillage({
      account,
      units: [{ id: 'it', name: 'IT', kind: 'department' }],
      stakeholders: [
        { id: 'bo', unit: 'it', roles: ['economicBuyer'] },
        ...['u0', 'u1', 'u2', 'u3'].map(id => ({ id, roles: ['user' as const] })),
      ],
      ...input,
    }),
    DAY,
  )
const said = (
  stakeholder: string,
  via: 'interview' | 'survey' | 'comment' | 'meeting' | 'impression' | 'text' = 'survey',
  at = '2026-02-20',
) => ({ stakeholder, at, sentiment: 0.4, via }) as const
const heard = (s: Snapshot, options?: Parameters<typeof listeningSample>[1]) => {
  const counts = listeningSample(s, options).groups.map(({ group, heard: number }) => [group, number])
  return Object.fromEntries(counts)
}

describe('the sample of a survey', () => {
  test('is by class and unit, with the interval of Wilson, against power', () => {
    // The mass of the buyer is 6 and that of users 1, so that they have 6/7 and 1/7 of all power.
    const { shareOfPower, dissimilarity, groups } = listeningSample(see({ observations: ['u0', 'u1', 'u2'].map(id => said(id)) }))
    expect(shareOfPower).toBeCloseTo(3 / 28, 12)
    expect(dissimilarity).toBeCloseTo(6 / 7, 12)
    // With z = 1.6449, n = 3: none of three is 0 .. z^2 / (3 + z^2).
    const end = 1.6448536269514722 ** 2 / (3 + 1.6448536269514722 ** 2)
    const row = (by: string, group: string, people: number, number: number, power: number, verdict: string) => ({
      by,
      group,
      people,
      heard: number,
      shareOfHeard: number / 3,
      shareOfPower: expect.closeTo(power, 12),
      interval: number === 0 ? [0, expect.closeTo(end, 12)] : [expect.closeTo(1 - end, 12), 1],
      verdict,
    })
    expect(groups).toEqual([
      row('class', 'decider', 1, 0, 6 / 7, 'under'),
      row('class', 'user', 4, 3, 1 / 7, 'over'),
      row('unit', '', 4, 3, 1 / 7, 'over'),
      row('unit', 'it', 1, 0, 6 / 7, 'under'),
    ])
  })

  test('is fair where power lies within what chance allows', () => {
    const { groups, dissimilarity } = listeningSample(see({ observations: ['bo', 'u0'].map(id => said(id)) }))
    expect(groups.map(({ verdict }) => verdict)).toEqual(['fair', 'fair', 'fair', 'fair'])
    expect(dissimilarity).toBeCloseTo(6 / 7 - 1 / 2, 12)
  })

  test('holds own words only: interviews, surveys and comments, as facts too, and none that was refused', () => {
    const observations = [said('bo', 'meeting'), said('bo', 'impression'), said('bo', 'text'), said('u0', 'interview')]
    const interviews = [
      { id: 'i1', at: '2026-02-20', stakeholder: 'u1', answers: [] },
      { id: 'i2', at: '2026-02-20', stakeholder: 'bo', answers: [], consent: { given: false, at: '2026-02-20' } },
    ]
    const s = see({ observations, interviews, comments: [{ id: 'c', at: '2026-02-20', stakeholder: 'u2', text: 'x', via: 'hallway' }] })
    expect(heard(s)).toMatchObject({ decider: 0, user: 3 })
    expect(heard(s, { via: ['interview'] })).toMatchObject({ user: 2 })
    expect(heard(s, { via: ['comment', 'survey'] })).toMatchObject({ user: 1 })
    expect(listeningSample(s, { via: ['meeting'] }).dissimilarity).toBeUndefined()
  })

  test('holds what was said of any decision, whichever is in view', () => {
    const decisions = ['deal', 'module'].map(id => ({ id, name: id, kind: 'new' as const }))
    const outcome = { result: 'won' as const, at: '2026-02-25' }
    const observations = [
      { ...said('u0'), decision: 'deal' },
      { ...said('u1'), decision: 'module' },
    ]
    expect(heard(see({ decisions, observations }))).toMatchObject({ user: 2 })
    expect(
      heard(see({ decisions: decisions.map(each => (each.id === 'deal' ? { ...each, outcome } : each)), observations })),
    ).toMatchObject({ user: 2 })
  })

  test('counts what was said in the last year, or within the days given, and each person once', () => {
    const s = see({
      observations: [said('u0', 'survey', '2025-03-02'), said('u1', 'survey', '2025-03-01'), said('u2'), said('u2', 'comment')],
    })
    expect(heard(s)).toMatchObject({ user: 2 })
    expect(heard(s, { days: 366 })).toMatchObject({ user: 3 })
    expect(heard(s, { days: 10 })).toMatchObject({ user: 1 })
  })

  test('of nobody has power and no shares, interval or verdict', () => {
    const none = listeningSample(see({}))
    expect(none).toEqual({
      shareOfPower: 0,
      groups: none.groups.map(({ by, group, people, shareOfPower }) => ({ by, group, people, heard: 0, shareOfPower })),
    })
    expect(none.groups).toHaveLength(4)
    expect(listeningSample([])).toEqual({ shareOfPower: 0, groups: [] })
  })

  test('of several accounts pools people, and has the mean of their power', () => {
    const one = see({ observations: [said('bo')] })
    const other = see({ stakeholders: [{ id: 'x', roles: ['user'] }], units: [], observations: [said('x')] }, 'b')
    const { shareOfPower, groups } = listeningSample([other, one])
    expect(listeningSample([one, other])).toEqual({ shareOfPower, dissimilarity: expect.anything(), groups })
    // Of the other account nobody is known who decides, so that 6/7 of its power lies with a placeholder.
    expect(shareOfPower).toBeCloseTo((6 / 7 + 1 / 7) / 2, 12)
    expect(groups.map(({ group, people, heard: number, shareOfPower: power }) => [group, people, number, power])).toEqual([
      ['decider', 1, 1, expect.closeTo(6 / 7, 12)],
      ['user', 5, 1, expect.closeTo(1 / 7, 12)],
      ['', 5, 1, expect.closeTo((1 / 7 + 1) / 2, 12)],
      ['it', 1, 1, expect.closeTo(3 / 7, 12)],
    ])
  })

  test('refuses what makes no sense', () => {
    expect(refused(() => listeningSample([], { days: 0 })).paths).toEqual(['days'])
    expect(refused(() => callLoosely(listeningSample, [], { via: ['gossip'] })).paths).toEqual(['via[0]'])
    expect(refused(() => listeningSample([see({}), see({})])).paths).toEqual(['snapshots'])
  })

  test('adds up, whatever the village', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        const { shareOfPower, dissimilarity, groups } = listeningSample(s)
        for (const by of ['class', 'unit']) {
          const own = groups.filter(group => group.by === by)
          const sum = (value: (group: (typeof own)[number]) => number): number => own.reduce((total, group) => total + value(group), 0)
          expect(sum(({ shareOfPower: power }) => power)).toBeCloseTo(1, 9)
          expect(sum(({ people }) => people)).toBe(s.stakeholders.length - s.placeholders.length)
          if (dissimilarity !== undefined) expect(sum(({ shareOfHeard = 0 }) => shareOfHeard)).toBeCloseTo(1, 9)
        }
        expect([0 <= shareOfPower, shareOfPower <= 1, 0 <= (dissimilarity ?? 0), (dissimilarity ?? 0) <= 1 + 1e-12]).toEqual([
          true,
          true,
          true,
          true,
        ])
      },
      200,
    )
  })
})
