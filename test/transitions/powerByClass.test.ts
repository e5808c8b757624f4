import { createVillage, gatekeepers, power, powerByClass, type StakeholderInput, snapshot, type Tie, timeline } from 'account-village'
import { betweenness } from 'account-village/graph'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { refused } from '../support/refusal.js'

const of = (stakeholders: readonly StakeholderInput[], ties: readonly Tie[] = []) =>
  snapshot(createVillage({ account: 'Acme', stakeholders, ties }), day(0))

describe('power by class', () => {
  test('is the mass of the roles where nobody listens to anybody', () => {
    // user 1, champion 1, technicalBuyer 2, economicBuyer 6 and nobody's role 1.
    const s = of([
      { id: 'ann', roles: ['user'] },
      { id: 'abe', roles: ['user'] },
      { id: 'cy', roles: ['champion'] },
      { id: 'it', roles: ['technicalBuyer'] },
      { id: 'bo', roles: ['economicBuyer', 'user'] },
      { id: 'x' },
    ])
    const third = 1 / 3
    expect(powerByClass(s)).toEqual({
      user: expect.closeTo((2 * third) / 11, 12),
      advocate: expect.closeTo(1 / 11, 12),
      gate: expect.closeTo(2 / 11, 12),
      decider: expect.closeTo((6 + third) / 11, 12),
      unknown: expect.closeTo(1 / 11, 12),
    })
  })

  test('moves to those who are listened to', () => {
    const people: StakeholderInput[] = [
      { id: 'ann', roles: ['user'] },
      { id: 'bo', roles: ['economicBuyer'] },
    ]
    expect(powerByClass(of(people, [{ from: 'ann', to: 'bo', kind: 'influence' }])).user).toBeCloseTo(1 / 7 + (0.3 * 6) / 7, 12)
  })

  test('gives what nobody holds to its placeholder', () => {
    expect(powerByClass(of([{ id: 'ann', roles: ['user'] }])).decider).toBeCloseTo(6 / 7, 12)
    expect(powerByClass(of([]))).toMatchObject({ decider: expect.closeTo(6 / 7, 12), user: expect.closeTo(1 / 7, 12) })
  })

  test('is a slow view: as a series it changes when roles do', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: [{ role: 'approver' }] },
        { id: 'cy', roles: [{ role: 'economicBuyer', since: day(20) }] },
      ],
    })
    // Until Cy is appointed, the mass of those whose role nobody knows is hers.
    const series = timeline(village, powerByClass, { from: day(0), to: day(30), step: { days: 10 } })
    expect(series.map(({ value }) => value.decider)).toEqual([4 / 6, 4 / 6, 10 / 11, 10 / 11].map(share => expect.closeTo(share, 12)))
  })
})

describe('gatekeepers', () => {
  // Users reach the decider through Eve alone; a side branch of many people hangs on Sid, who leads nowhere.
  const branch = ['b1', 'b2', 'b3', 'b4']
  const people: StakeholderInput[] = [
    { id: 'ann', roles: ['user'] },
    { id: 'abe', roles: ['user'] },
    { id: 'eve', roles: ['gatekeeper'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'sid', roles: ['coach'] },
    ...branch.map((id): StakeholderInput => ({ id, roles: ['influencer'] })),
  ]
  const influence = (from: string, to: string, weight = 1): Tie => ({ from, to, kind: 'influence', weight })
  const s = of(people, [
    influence('ann', 'eve', 4),
    influence('abe', 'eve', 4),
    influence('eve', 'bo', 2),
    ...branch.flatMap(id => [influence(id, 'sid'), influence('sid', id)]),
  ])

  test('are those who carry what users say to those who decide', () => {
    const [first, ...others] = gatekeepers(s)
    // Without Eve, users have no say with anybody; without Bo, they keep the one with Eve.
    expect(first).toEqual({ stakeholder: 'eve', lost: 1 })
    expect(others.map(({ stakeholder }) => stakeholder)).toEqual(['abe', 'ann', 'b1', 'b2', 'b3', 'b4', 'bo', 'sid'])
    for (const { lost } of others) expect(lost).toBeCloseTo(0, 12)
  })

  test('are not those in the middle of the network: betweenness names somebody else', () => {
    const all = gatekeepers(s)
    const rows = betweenness(s)
    const between = new Map(rows.map(row => [row.stakeholder, row.betweenness]))
    expect(rows.map(({ stakeholder }) => stakeholder)).toEqual(people.map(({ id }) => id).sort())
    expect([...rows].sort((a, b) => b.betweenness - a.betweenness)[0]?.stakeholder).toBe('sid')
    expect(all.find(({ stakeholder }) => stakeholder === 'sid')?.lost).toBeCloseTo(0, 12)
    // Of the 8 * 7 ordered pairs of others, Sid stands between the 4 * 3 of his branch, Eve between each user and Bo.
    expect(between.get('sid')).toBeCloseTo(12 / 56, 12)
    expect(between.get('eve')).toBeCloseTo(2 / 56, 12)
    expect(between.get('ann')).toBe(0)
  })

  test('are as many as asked for, the most needed first', () => {
    const all = gatekeepers(s)
    expect(all).toHaveLength(people.length)
    expect(gatekeepers(s, { limit: 1 })).toEqual(all.slice(0, 1))
    expect(gatekeepers(s, { limit: 99 })).toEqual(all)
  })

  test('refuse to be fewer than one', () => {
    for (const limit of [0, -1, 1.5, Number.NaN]) {
      expect(refused(() => gatekeepers(s, { limit })).name).toBe('InvalidArgumentError')
    }
  })

  test('can be followed for another class', () => {
    // Eve has a say with Bo alone, which passes through nobody.
    const fromGates = gatekeepers(s, { from: 'gate' })
    expect(fromGates.map(({ stakeholder }) => stakeholder)).toEqual(['abe', 'ann', 'b1', 'b2', 'b3', 'b4', 'sid'])
    expect(fromGates.map(({ lost }) => lost)).toEqual(fromGates.map(() => 0))
    // Advocates speak to each other only.
    expect(gatekeepers(s, { from: 'advocate' })).toEqual([])
    // Nobody's role is unknown, so that there is nobody whose say could be lost.
    expect(gatekeepers(s, { from: 'unknown' })).toEqual([])
  })

  test('leave out whoever is the only one of the class, and whoever is the only one to whom it has anything to say', () => {
    const ann: StakeholderInput = { id: 'ann', roles: ['user'] }
    const bo: StakeholderInput = { id: 'bo', roles: ['economicBuyer'] }
    const two = of([ann, bo], [influence('ann', 'bo')])
    expect(gatekeepers(two)).toEqual([])
    expect(gatekeepers(of([ann, bo, { id: 'cy' }]))).toEqual([])
    expect(gatekeepers(of([ann, bo, { id: 'cy' }], [influence('ann', 'bo')]))).toEqual([{ stakeholder: 'cy', lost: 0 }])
    expect(betweenness(two).map(row => row.betweenness)).toEqual([0, 0])
  })

  test('do not depend on how busy anybody is', () => {
    const busy = createVillage({
      account: 'Acme',
      stakeholders: people,
      interactions: [{ at: day(0), kind: 'meeting', participants: ['sid'], effort: 500 }],
    })
    const quiet = createVillage({ account: 'Acme', stakeholders: people })
    expect(gatekeepers(snapshot(busy, day(0)))).toEqual(gatekeepers(snapshot(quiet, day(0))))
    expect([...power(snapshot(busy, day(0)))]).toEqual([...power(snapshot(quiet, day(0)))])
  })
})
