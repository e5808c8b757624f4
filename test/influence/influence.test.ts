import {
  byStakeholder,
  createVillage,
  type DeepPartial,
  power,
  type Settings,
  type StakeholderInput,
  snapshot,
  type Tie,
} from 'account-village'
import { totalInfluence } from 'account-village/graph'
import { describe, expect, test } from 'vitest'
import { membersOf } from '../../src/influence/powerByClass.js'
import { influenceMatrix } from '../support/influenceMatrix.js'

const of = (stakeholders: readonly StakeholderInput[], ties: readonly Tie[] = [], settings: DeepPartial<Settings> = {}) =>
  snapshot(createVillage({ account: 'Acme', stakeholders, ties }), '2026-03-02', { settings })
const three: StakeholderInput[] = [
  { id: 'ann', roles: ['user'] },
  { id: 'bo', roles: ['economicBuyer'] },
  { id: 'cy', roles: ['champion'] },
]
const matrix = (ties: readonly Tie[], settings?: DeepPartial<Settings>, people = three): readonly (readonly number[])[] =>
  influenceMatrix(of(people, ties, settings)).matrix
const authority = (stakeholders: readonly StakeholderInput[], settings?: DeepPartial<Settings>) =>
  new Map([...power(of(stakeholders, [], settings))].map(({ stakeholder: id, ...each }) => [id, each.authority]))

const ALONE = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

describe('a tie', () => {
  test('of influence moves whom it leads to', () => {
    // Bo listens to Ann as much as to himself, and half of what he settles on is what he settled on: 1/3 hers, 2/3 his own.
    expect(matrix([{ from: 'ann', to: 'bo', kind: 'influence' }])).toEqual([
      [1, 0, 0],
      [expect.closeTo(1 / 3, 12), expect.closeTo(2 / 3, 12), 0],
      [0, 0, 1],
    ])
  })

  test('of reporting moves whoever reports', () => {
    const up = matrix([{ from: 'ann', to: 'bo', kind: 'reportsTo' }])
    expect(up).toEqual(matrix([{ from: 'bo', to: 'ann', kind: 'influence' }]))
    expect(up[0]?.[1]).toBeCloseTo(1 / 3, 12)
  })

  test('of reporting weighs by its setting, and not at all when that is 0', () => {
    const report: Tie = { from: 'ann', to: 'bo', kind: 'reportsTo', weight: 2 }
    expect(matrix([report], { influence: { reportsToWeight: 1.5 } })).toEqual(matrix([{ ...report, weight: 3 }]))
    expect(matrix([report], { influence: { reportsToWeight: 0 } })).toEqual(ALONE)
    const heard: Tie = { ...report, kind: 'influence' }
    expect(matrix([heard], { influence: { reportsToWeight: 1.5 } })).toEqual(matrix([heard]))
  })

  test('of conflict moves nobody, however strong', () => {
    expect(matrix([{ from: 'ann', to: 'bo', kind: 'conflict', weight: 1e6 }])).toEqual(ALONE)
  })

  test('adds to others between the same two', () => {
    const twice = matrix([
      { from: 'ann', to: 'bo', kind: 'influence', weight: 2 },
      { from: 'bo', to: 'ann', kind: 'reportsTo' },
      { from: 'ann', to: 'bo', kind: 'influence', source: 'crm' },
    ])
    expect(twice[1]).toEqual(matrix([{ from: 'ann', to: 'bo', kind: 'influence', weight: 4 }])[1])
  })

  test('weighs by how far it is trusted, and not at all when it is not', () => {
    const tie: Tie = { from: 'ann', to: 'bo', kind: 'influence', weight: 4 }
    expect(matrix([{ ...tie, confidence: 0.25 }])).toEqual(matrix([{ ...tie, weight: 1 }]))
    expect(matrix([{ ...tie, confidence: 0 }])).toEqual(ALONE)
  })
})

describe('a view of their own', () => {
  test('is kept as firmly as the settings say, unless somebody is known to be firmer', () => {
    const tie: Tie = { from: 'ann', to: 'bo', kind: 'influence', weight: 3 }
    const soft = matrix([tie])[1]?.[1] ?? 0
    expect(matrix([tie], { influence: { selfWeight: 3 } })).toEqual(matrix([{ ...tie, weight: 1 }]))
    const firm = three.map(person => (person.id === 'bo' ? { ...person, selfWeight: 3 } : person))
    expect(matrix([tie], { influence: { selfWeight: 0.001 } }, firm)[1]).toEqual(matrix([{ ...tie, weight: 1 }])[1])
    expect(soft).toBeLessThan(matrix([tie], {}, firm)[1]?.[1] ?? 0)
  })

  test('is kept a little in any case, so that a circle of followers settles', () => {
    const circle = ['ann', 'bo', 'cy'].map((from, i): Tie => ({ from, to: ['bo', 'cy', 'ann'][i] ?? '', kind: 'influence', weight: 1e12 }))
    for (const selfWeight of [1e-6, 1e-12, 5e-324]) {
      const total = matrix(circle, { influence: { selfWeight } })
      for (const row of total) {
        expect(row.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
        for (const each of row) expect(each).toBeCloseTo(1 / 3, 5)
      }
    }
  })
})

describe('the right to decide', () => {
  test('is that of the role, shared equally by those who hold it, so that heads do not outvote power', () => {
    const users = Array.from({ length: 50 }, (_, i): StakeholderInput => ({ id: `u${i}`, roles: ['user'] }))
    const rights = authority([...users, { id: 'bo', roles: ['economicBuyer'] }])
    expect(rights.get('bo')).toBeCloseTo(6 / 7, 12)
    expect(rights.get('u7')).toBeCloseTo(1 / 7 / 50, 12)
  })

  test('adds up over several roles, each counted once', () => {
    const rights = authority([
      { id: 'ann', roles: ['user', 'champion', 'user', { role: 'user', source: 'crm' }] },
      { id: 'bo', roles: ['economicBuyer'] },
    ])
    expect(rights.get('ann')).toBeCloseTo(2 / 8, 12)
  })

  test('is as large as it was given, the largest counting, and takes nothing from the others of the role', () => {
    const shared: StakeholderInput[] = [
      { id: 'ann', roles: [{ role: 'user', authority: 5 }, { role: 'user', authority: 2 }, 'user'] },
      { id: 'bo', roles: ['user'] },
      { id: 'cy', roles: ['economicBuyer'] },
    ]
    const rights = authority(shared)
    expect([...rights.values()]).toEqual([5, 0.5, 6].map(mass => expect.closeTo(mass / 11.5, 12)))
  })

  test('of those whose role nobody knows is one mass for all of them', () => {
    const people: StakeholderInput[] = [...three.slice(0, 2), { id: 'x' }, { id: 'y' }]
    expect(authority(people).get('x')).toBeCloseTo(0.5 / 8, 12)
    expect(authority(people, { authority: { unknownMass: 0 } }).get('x')).toBe(0)
    expect(byStakeholder(power(of(people))).get('x')?.class).toBe('unknown')
  })

  test('is equal where nobody has any', () => {
    const rights = authority(three.map(({ id }) => ({ id, roles: [{ role: id === 'bo' ? 'approver' : 'user', authority: 0 }] })))
    expect([...rights.values()]).toEqual([1, 1, 1].map(() => expect.closeTo(1 / 3, 12)))
  })

  test('sums to 1 however large the numbers', () => {
    const huge = ['ann', 'bo'].map(
      (id): StakeholderInput => ({ id, roles: [{ role: id === 'ann' ? 'user' : 'approver', authority: 1.7e308 }] }),
    )
    expect([...authority(huge).values()]).toEqual([0.5, 0.5])
  })

  test('decides the class: whoever decides is a decider, whatever else they do', () => {
    const classes = [
      ['user', 'champion', 'gatekeeper', 'approver'],
      ['user', 'champion', 'procurement'],
      ['initiator', 'coach'],
      ['user'],
    ] as const
    const people = classes.map((roles, i): StakeholderInput => ({ id: `p${i}`, roles }))
    expect(power(of(people)).map(each => each.class)).toEqual(['decider', 'gate', 'advocate', 'user'])
  })
})

describe('somebody without a tie', () => {
  test('has the power of their rights', () => {
    for (const { share, authority: rights, influence } of power(of(three)))
      expect([share, influence]).toEqual([expect.closeTo(rights, 12), expect.closeTo(0, 12)])
  })
})

describe('total influence', () => {
  test('has a row for each part of an opinion, and none where nobody has any, in order of id', () => {
    const reversed = [...three].reverse()
    const rows = totalInfluence(of(reversed, [{ from: 'cy', to: 'ann', kind: 'influence' }]))
    expect(rows.map(({ stakeholder, from }) => `${stakeholder} ${from}`)).toEqual(['ann ann', 'ann cy', 'bo bo', 'cy cy'])
    for (const { share } of rows) expect(share).toBeGreaterThan(0)
  })
})

describe('a class', () => {
  test('has those as members whose strongest role is in it', () => {
    const people: StakeholderInput[] = [...three, { id: 'di', roles: ['user', 'approver'] }, { id: 'ed', roles: ['user'] }, { id: 'fay' }]
    const s = of(people)
    expect((['user', 'advocate', 'gate', 'decider', 'unknown'] as const).map(own => membersOf(s, own))).toEqual([
      ['ann', 'ed'],
      ['cy'],
      [],
      ['bo', 'di'],
      ['fay'],
    ])
  })
})
