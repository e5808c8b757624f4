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
import { network } from '../../src/influence/network.js'
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
  const row = (ties: readonly Tie[], settings?: DeepPartial<Settings>) => matrix(ties, settings)[1]
  const toBo = (from: string, more: Partial<Tie> = {}): Tie => ({ from, to: 'bo', kind: 'influence', ...more })
  const close = (...row: number[]) => row.map(value => expect.closeTo(value, 12))

  test('of influence moves whom it leads to', () => {
    expect(matrix([toBo('ann')])).toEqual([[1, 0, 0], close(0.3, 0.7, 0), [0, 0, 1]])
  })

  test('of reporting moves whoever reports, half as much', () => {
    expect(matrix([{ from: 'ann', to: 'bo', kind: 'reportsTo' }])).toEqual([close(0.85, 0.15, 0), [0, 1, 0], [0, 0, 1]])
  })

  test('of informing moves whoever is informed, a quarter as much', () => {
    expect(row([toBo('ann', { kind: 'informs' })])).toEqual(close(0.075, 0.925, 0))
  })

  test('reaches as far as the settings say, and not at all when that is 0', () => {
    for (const kind of ['influence', 'reportsTo', 'informs'] as const) {
      const tie: Tie = kind === 'reportsTo' ? { from: 'bo', to: 'ann', kind } : toBo('ann', { kind })
      expect(row([tie], { influence: { kindWeight: { [kind]: 0.8 } } })).toEqual(close(0.24, 0.76, 0))
      expect(matrix([tie], { influence: { kindWeight: { [kind]: 0 } } })).toEqual(ALONE)
    }
  })

  test('of conflict moves nobody, however strong', () => {
    expect(matrix([{ from: 'ann', to: 'bo', kind: 'conflict', weight: 1e6 }])).toEqual(ALONE)
  })

  test('is compared with those of its kind only, in any unit', () => {
    const ties = [toBo('ann', { weight: 60 }), toBo('cy', { weight: 20 })]
    expect(row(ties)).toEqual(close(0.3 * 0.75, 0.7, 0.3 * 0.25))
    const superior: Tie = { from: 'bo', to: 'cy', kind: 'reportsTo', weight: 1e-3 }
    expect(row([toBo('ann', { weight: 60 }), superior])).toEqual(close(0.3 / 1.5, 0.7, 0.15 / 1.5))
  })

  test('from two sources is one tie, with the largest weight times confidence', () => {
    const twice = [
      toBo('ann', { weight: 2, source: 'crm' }),
      toBo('ann', { weight: 10, confidence: 0.5, source: 'survey' }),
      toBo('cy', { weight: 5 }),
    ]
    expect(row(twice)).toEqual(close(0.15, 0.7, 0.15))
  })

  test('without weight counts as the mean of the others of its kind to the same listener', () => {
    const ties = [toBo('ann', { weight: 30, confidence: 0.1 }), toBo('ann', { weight: 10 }), toBo('cy')]
    expect(row(ties)).toEqual(close(0.1, 0.7, 0.2))
    expect(row([toBo('ann'), toBo('cy')])).toEqual(close(0.15, 0.7, 0.15))
    expect(row([...ties, { from: 'ann', to: 'cy', kind: 'influence', weight: 500 }])?.[1]).toBeCloseTo(0.7, 12)
  })

  test('moves by how far it is trusted: others more beside it, and the listener less when none is trusted more', () => {
    expect(row([toBo('ann', { confidence: 0.25 }), toBo('cy')])).toEqual(close(0.3 * 0.2, 0.7, 0.3 * 0.8))
    expect(row([toBo('ann', { confidence: 0.25 })])).toEqual(close(0.075, 0.925, 0))
    expect(matrix([toBo('ann', { confidence: 0 })])).toEqual(ALONE)
  })

  test('of numbers at the ends of what there is still counts', () => {
    expect(row([toBo('ann', { weight: 1.7e308 }), toBo('cy', { weight: 1.7e308 })])).toEqual(close(0.15, 0.7, 0.15))
    expect(row([toBo('ann', { weight: 5e-324 }), toBo('cy')])).toEqual(close(0.15, 0.7, 0.15))
    expect(row([toBo('ann', { confidence: 5e-324 })])).toEqual(close(0, 1, 0))
    expect(row([toBo('ann', { weight: 1.7e308, confidence: 0 }), toBo('cy', { weight: 5e-324 })])).toEqual(close(0, 0.7, 0.3))
  })
})

describe('openness', () => {
  const tie: Tie = { from: 'ann', to: 'bo', kind: 'influence', weight: 3 }

  test('is as large as the settings say, unless somebody is known to be firmer', () => {
    const firm = three.map(person => (person.id === 'bo' ? { ...person, openness: 0.1 } : person))
    expect(matrix([tie], { influence: { openness: 0.8 } })[1]?.[1]).toBeCloseTo(0.2, 12)
    expect(matrix([tie], { influence: { openness: 0.8 } }, firm)[1]?.[1]).toBeCloseTo(0.9, 12)
  })

  test('of 0 is that of somebody who listens to nobody', () => {
    const closed = three.map(person => ({ ...person, openness: 0 }))
    expect(matrix([tie], {}, closed)).toEqual(ALONE)
    expect(network(of(closed, [tie])).weights.every(({ size }) => size === 0)).toBe(true)
  })

  test('never leaves anybody without a view of their own, so that a circle of followers settles', () => {
    const circle = ['ann', 'bo', 'cy'].map((from, i): Tie => ({ from, to: ['bo', 'cy', 'ann'][i] ?? '', kind: 'influence', weight: 1e12 }))
    for (const row of matrix(circle, { influence: { openness: 0.99 } })) {
      expect(row.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12)
      for (const each of row) expect(each).toBeCloseTo(1 / 3, 2)
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
    for (const order of ['abc', 'bca', 'cab', 'bac']) {
      const roles = [{}, { authority: 5 }, { authority: 2 }].map((own, i) => ({ id: order[i] ?? '', role: 'user' as const, ...own }))
      expect(authority([{ id: 'ann', roles }, ...shared.slice(1)])).toEqual(rights)
    }
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
    // A snapshot has its placeholders last.
    expect(totalInfluence(of(three.filter(({ id }) => id !== 'bo'))).map(({ from }) => from)).toEqual(['?decider', 'ann', 'cy'])
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
