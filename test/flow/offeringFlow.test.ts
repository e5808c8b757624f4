import { accountSentiment, createVillage, type Snapshot, snapshot, type VillageInput, whatIf } from 'account-village'
import { offeringFlow } from 'account-village/listening'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { liftedUse } from '../../src/flow/use.js'
import { amended } from '../../src/village/work.js'
import { exact, strangeNumbers } from '../support/exact.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const UNITS = [
  { id: 'lab', name: 'Lab', kind: 'department' },
  { id: 'works', name: 'Works', kind: 'site' },
  { id: 'team', name: 'Team', kind: 'team', parent: 'works' },
  { id: 'sales', name: 'Sales', kind: 'department' },
] as const
const PEOPLE = [
  { id: 'ann', unit: 'lab', roles: ['user'] },
  { id: 'bo', unit: 'works', roles: ['user'] },
  { id: 'cy', unit: 'team', roles: ['champion'] },
  { id: 'di', unit: 'team', roles: ['user'] },
  { id: 'ed', unit: 'sales', roles: ['economicBuyer'] },
] as const
const see = (input: Partial<VillageInput>, day = '2026-03-02'): Snapshot =>
  snapshot(createVillage({ account: 'Acme', units: UNITS, stakeholders: PEOPLE, ...input }), day)
const flow = (input: Partial<VillageInput>, day?: string) => offeringFlow(see(input, day))
const unit = (input: Partial<VillageInput>, id: string, day?: string) => flow(input, day).units.find(each => each.unit === id)
const liked = (...ids: string[]) => ids.map(stakeholder => ({ stakeholder, at: '2026-03-01', sentiment: 0.9, via: 'interview' as const }))

describe('use', () => {
  test('is what was measured last, and unknown where nothing was', () => {
    const usage = [
      { at: '2026-01-01', unit: 'lab', level: 0.2 },
      { at: '2026-02-01', unit: 'lab', level: 0.6 },
      { at: '2026-04-01', unit: 'lab', level: 0.9 },
    ]
    expect(unit({ usage }, 'lab')).toMatchObject({
      use: 0.6,
      measuredAt: '2026-02-01T00:00:00.000Z',
      firstUsedAt: '2026-01-01T00:00:00.000Z',
    })
    expect(unit({ usage }, 'sales')).not.toHaveProperty('use')
    expect(flow({}).use).toBeUndefined()
  })

  test('of a whole is the mean of its parts by people, where it was not measured itself', () => {
    // Works: bo alone at 0.2, and the team of two at 0.8.
    const usage = [
      { at: '2026-02-01', stakeholder: 'bo', level: 0.2 },
      { at: '2026-02-01', unit: 'team', level: 0.8 },
      { at: '2026-02-02', unit: 'lab', level: 0.1 },
    ]
    expect(unit({ usage }, 'works')?.use).toBeCloseTo((0.2 + 2 * 0.8) / 3, 12)
    expect(flow({ usage }).use).toBeCloseTo((3 * ((0.2 + 2 * 0.8) / 3) + 0.1) / 4, 12)
    expect(flow({ usage: [...usage, { at: '2026-02-02', level: 0.33 }] }).use).toBe(0.33)
  })

  test('of a whole is as old as the latest part of it', () => {
    const people = ['u', 'v', 'w'].map(id => ({ id, unit: 'lab' }))
    const usage = people.map(({ id }, i) => ({ at: `2026-02-0${i + 1}`, stakeholder: id, level: 0.1 }))
    expect(unit({ stakeholders: people, usage }, 'lab')).toMatchObject({
      measuredAt: '2026-02-03T00:00:00.000Z',
      use: expect.closeTo(0.1, 12),
    })
  })

  test('of somebody who left no longer counts, and still says when it came', () => {
    const input = {
      stakeholders: [...PEOPLE, { id: 'flo', unit: 'lab', leftAt: '2026-02-15' }],
      usage: [{ at: '2026-01-01', stakeholder: 'flo', level: 1 }],
    }
    expect(unit(input, 'lab')).toMatchObject({ firstUsedAt: '2026-01-01T00:00:00.000Z' })
    expect(unit(input, 'lab')).not.toHaveProperty('use')
  })
})

describe('the way of the offering', () => {
  const usage = [
    { at: '2026-01-01', unit: 'lab', level: 0.5 },
    { at: '2026-01-20', stakeholder: 'cy', level: 0.4 },
    { at: '2026-01-01', unit: 'sales', level: 0 },
  ]
  const ties = [
    { from: 'ann', to: 'cy', kind: 'influence', weight: 2 },
    { from: 'ed', to: 'ann', kind: 'influence' },
    { from: 'ed', to: 'di', kind: 'reportsTo', weight: 3 },
    { from: 'bo', to: 'ann', kind: 'conflict', weight: 9 },
  ] as const

  test('leads from unit to unit in the order in which each began to use it, along the strongest ties', () => {
    const found = flow({ usage, ties }).units.map(({ unit: id, firstUsedAt = '', from = '' }) => [id, firstUsedAt.slice(0, 10), from])
    expect(found).toEqual([
      ['lab', '2026-01-01', ''],
      ['team', '2026-01-20', 'lab'],
      ['sales', '', 'team'],
      ['works', '', ''],
    ])
  })

  test('leads nowhere along a conflict, or where nothing is known', () => {
    expect(flow({ usage }).units.every(({ from }) => from === undefined)).toBe(true)
  })

  test('leads from whoever used it before, of equally strong ties from the earliest and then by id', () => {
    const to = (...from: readonly string[]) => from.map(each => ({ from: each, to: 'ed', kind: 'influence' as const }))
    const began = (id: string, day: number) => ({ at: `2026-01-0${day}`, unit: id, level: 0.1 })
    const from = (all: ReturnType<typeof began>[], ...people: readonly string[]) => unit({ usage: all, ties: to(...people) }, 'sales')?.from
    expect(from([began('lab', 2), began('works', 1)], 'ann', 'bo')).toBe('works')
    expect(from([began('lab', 1), began('works', 1)], 'bo', 'ann')).toBe('lab')
    expect(from([began('lab', 2), began('works', 3), began('sales', 3)], 'ann', 'bo')).toBe('lab')
    expect(from([began('works', 3), began('sales', 3)], 'ann', 'bo')).toBeUndefined()
    expect(from([], 'ann', 'bo')).toBeUndefined()
    // What one person uses began where they are; what the account uses began nowhere.
    expect(
      unit(
        {
          usage: [
            { at: '2026-01-01', level: 1 },
            { at: '2026-01-02', stakeholder: 'ann', level: 0 },
          ],
        },
        'lab',
      ),
    ).toStrictEqual({
      unit: 'lab',
      people: 1,
      use: 0,
      measuredAt: '2026-01-02T00:00:00.000Z',
      barriers: [],
      likedUnused: false,
    })
    expect(flow({})).toStrictEqual({
      units: ['lab', 'sales', 'team', 'works'].map(id => ({
        unit: id,
        people: { lab: 1, sales: 1, team: 2, works: 3 }[id],
        barriers: [],
        likedUnused: false,
      })),
      barriers: [],
    })
  })
})

describe('a unit that likes us and does not use it', () => {
  const usage = [{ at: '2026-02-01', unit: 'team', level: 0.1 }]
  const barriers = [{ id: 'fee', kind: 'policy' as const, statement: 'a charge for each call', unit: 'works', blocks: 0.8 }]

  test('is found, with what holds it back', () => {
    const s = see({ usage, barriers, observations: liked('cy', 'di') })
    const node = accountSentiment(s)
      .tree.children.find(({ id }) => id === 'works')
      ?.children.find(({ id }) => id === 'team')
    expect(offeringFlow(s).units.find(each => each.unit === 'team')).toMatchObject({
      likedUnused: true,
      barriers: ['fee'],
      sentiment: node?.value,
    })
    expect(offeringFlow(s).barriers[0]).toMatchObject({
      barrier: 'fee',
      units: ['team', 'works'],
      likedUnused: ['team'],
      people: 3,
    })
  })

  test('is not the whole of which it is a part, unless that was measured too', () => {
    const observations = liked('bo', 'cy', 'di')
    expect(unit({ usage, observations }, 'works')).toMatchObject({ use: 0.1, likedUnused: false })
    expect(unit({ usage: [...usage, { at: '2026-02-01', stakeholder: 'bo', level: 0 }], observations }, 'works')?.likedUnused).toBe(true)
  })

  test('is just one as far as it must like us, and may use it; people have no part in it by the name of a unit', () => {
    const observations = liked('cy', 'di')
    const { sentiment = Number.NaN } = unit({ observations }, 'team') ?? {}
    const level = (used: number, likedFrom = sentiment) => {
      const village = createVillage({
        account: 'Acme',
        units: UNITS,
        stakeholders: PEOPLE,
        observations,
        usage: [{ ...usage[0], at: '2026-02-01', level: used }],
      })
      const s = snapshot(village, '2026-03-02', { settings: { listening: { likedFrom, unusedUpTo: 0.3 } } })
      return offeringFlow(s).units.find(each => each.unit === 'team')?.likedUnused
    }
    expect([level(0.3), level(0.31), level(0.3, sentiment + 1e-9)]).toEqual([true, false, false])
    const twin = { stakeholders: [{ id: 'lab', unit: 'works', roles: ['user' as const] }], observations: liked('lab') }
    expect(unit(twin, 'lab')).not.toHaveProperty('sentiment')
  })

  test('is none when it was never heard, does not like us, uses it, or was never measured', () => {
    const is = (input: Partial<VillageInput>) => unit({ usage, ...input }, 'team')?.likedUnused
    expect(is({})).toBe(false)
    expect(is({ observations: liked('cy', 'di') })).toBe(true)
    expect(is({ observations: [{ stakeholder: 'cy', at: '2026-03-01', sentiment: 0.1, via: 'interview' }] })).toBe(false)
    expect(is({ observations: liked('cy'), usage: [{ at: '2026-02-01', unit: 'team', level: 0.21 }] })).toBe(false)
    expect(is({ observations: liked('cy'), usage: [] })).toBe(false)
  })
})

describe('lifting a barrier', () => {
  const barrier = (id: string, blocks: number, rest: object = {}) => ({ id, kind: 'policy' as const, statement: 'x', blocks, ...rest })

  test('gives back what it takes, of what others leave', () => {
    const usage = [{ at: '2026-02-01', level: 0.12 }]
    const s = see({ usage, barriers: [barrier('a', 0.5), barrier('b', 0.6)] })
    // Without both it would be 0.12 / (0.5 * 0.4) = 0.6.
    const gains = Object.fromEntries(offeringFlow(s).barriers.map(({ barrier: id, gain }) => [id, gain]))
    expect(gains).toEqual({ a: expect.closeTo(0.6 * 0.4 - 0.12, 12), b: expect.closeTo(0.6 * 0.5 - 0.12, 12) })
    expect(offeringFlow(whatIf(s, [{ liftBarrier: 'a' }, { liftBarrier: 'b' }])).use).toBeCloseTo(0.6, 12)
    expect(offeringFlow(s).barriers.map(({ barrier: id }) => id)).toEqual(['b', 'a'])
  })

  test('is told in order of what it is worth, then of whom it holds back, then of id; in a unit by how much it prevents', () => {
    const barriers = [
      barrier('d', 0.5, { unit: 'team' }),
      barrier('c', 0.2, { unit: 'team' }),
      barrier('b', 0.2, { unit: 'team' }),
      barrier('a', 0.2, { unit: 'lab' }),
    ]
    expect(unit({ barriers }, 'team')?.barriers).toEqual(['d', 'b', 'c'])
    expect(flow({ barriers }).barriers.map(({ barrier: id, people }) => [id, people])).toEqual([
      ['b', 2],
      ['c', 2],
      ['d', 2],
      ['a', 1],
    ])
    const late = { ...barrier('e', 0.9), since: '2026-02-02' }
    const valued = flow({ barriers: [...barriers, late], usage: [{ at: '2026-02-01', level: 0.1 }] }).barriers
    expect(valued.map(({ barrier: id }) => id)).toEqual(['d', 'b', 'c', 'a', 'e'])
    expect(valued.at(-1)).not.toHaveProperty('gain')
    // Nobody knows who decides here.
    expect(flow({ stakeholders: [PEOPLE[0]], barriers: [barrier('x', 0.5)] }).barriers[0]?.people).toBe(1)
  })

  test('counts for the units in which nobody is known, each as one', () => {
    const empty = [
      { id: 'empty', name: 'E', kind: 'site' as const },
      ...['one', 'two'].map(id => ({ id, name: id, kind: 'team' as const, parent: 'empty' })),
    ]
    const input = { units: [...UNITS, ...empty], stakeholders: [PEOPLE[0]] }
    // Of seven units the works have an empty team and the sales are empty, beside these two: with Ann five in all.
    const s = see({ ...input, usage: [{ at: '2026-02-01', level: 0.4 }], barriers: [barrier('x', 0.5, { unit: 'empty' })] })
    expect(offeringFlow(s).barriers[0]?.gain).toBeCloseTo(0.4 / (1 - 0.5 * (2 / 5)) - 0.4, 12)
    expect(offeringFlow(s).barriers[0]?.units).toEqual(['empty', 'one', 'two'])
    const usage = [
      { at: '2026-02-03', unit: 'lab', level: 0.2 },
      { at: '2026-02-04', unit: 'one', level: 0.5 },
      { at: '2026-02-05', unit: 'two', level: 0.8 },
    ]
    // Ann's unit counts once, and that of the two twice.
    expect(flow({ ...input, usage }).use).toBeCloseTo((0.2 + 2 * 0.65) / 3, 12)
    expect(unit({ ...input, usage }, 'empty')).toMatchObject({ use: expect.closeTo(0.65, 12), measuredAt: '2026-02-05T00:00:00.000Z' })
  })

  test('without anything to gain is worth no money', () => {
    const account = { id: 'Acme', name: 'Acme', annualRevenue: { amount: 1000, currency: 'EUR' } }
    expect(flow({ account, barriers: [barrier('x', 0.5)] }).barriers[0]).toStrictEqual({
      barrier: 'x',
      kind: 'policy',
      units: UNITS.map(({ id }) => id).sort(),
      likedUnused: [],
      people: 5,
    })
  })

  test('that holds a part back counts for that part', () => {
    const usage = [{ at: '2026-02-01', level: 0.4 }]
    // Two of five people are in the team, and one of five is named.
    const s = see({ usage, barriers: [barrier('team', 1, { unit: 'team' }), barrier('ann', 0.5, { stakeholders: ['ann', 'ann'] })] })
    const all = 0.4 / ((1 - 2 / 5) * (1 - 0.5 / 5))
    const gains = Object.fromEntries(offeringFlow(s).barriers.map(({ barrier: id, gain }) => [id, gain]))
    expect(gains).toEqual({ team: expect.closeTo(all * 0.9 - 0.4, 12), ann: expect.closeTo(all * 0.6 - 0.4, 12) })
    expect(offeringFlow(s).barriers.map(({ barrier: id, people }) => [id, people])).toEqual([
      ['team', 2],
      ['ann', 1],
    ])
  })

  test('where nothing is used is judged by units that nothing holds back, and unknown where there is none', () => {
    const stopped = { at: '2026-02-01', unit: 'team', level: 0 }
    const barriers = [barrier('fee', 1, { unit: 'team' })]
    const open = see({ usage: [stopped, { at: '2026-02-01', unit: 'lab', level: 0.7 }], barriers })
    const lifted = offeringFlow(whatIf(open, { liftBarrier: 'fee' })).units.find(each => each.unit === 'team')
    expect(lifted).toMatchObject({ use: 0.7, barriers: [] })
    const level = (at: string, unitId: string, used: number) => ({ at, unit: unitId, level: used })
    const others = [level('2026-02-01', 'lab', 0.7), level('2026-02-01', 'sales', 0.9), level('2026-02-01', 'works', 0)]
    const mixed = see({
      units: [...UNITS, { id: 'idle', name: 'Idle', kind: 'site' }],
      usage: [stopped, ...others, level('2026-02-01', 'idle', 0)],
      barriers: [...barriers, barrier('half', 0.5, { unit: 'sales' }), barrier('more', 0.5, { unit: 'team' })],
    })
    // Only the lab uses anything with nothing to hold it back; the other barrier leaves half.
    expect(liftedUse(mixed, 'fee').filter(({ unit: id }) => id === 'team')).toStrictEqual([
      { at: '2026-02-01T00:00:00.000Z', unit: 'team', level: expect.closeTo(0.35, 12) },
    ])
    expect(liftedUse(see({ usage: [{ at: '2026-02-01', level: 0.4 }], barriers: [barrier('all', 0.5)] }), 'all')).toStrictEqual([
      { at: '2026-02-01T00:00:00.000Z', level: expect.closeTo(0.8, 12) },
    ])
    expect(liftedUse(see({ usage: [{ at: '2026-02-01', level: 1 }], barriers: [barrier('all', 0.5)] }), 'all')).toEqual([])
    const closed = see({ usage: [stopped], barriers })
    expect(offeringFlow(closed).barriers[0]).not.toHaveProperty('gain')
    expect(offeringFlow(whatIf(closed, { liftBarrier: 'fee' })).units.find(each => each.unit === 'team')?.use).toBe(0)
  })

  test('that began after the use was measured gives nothing back', () => {
    const usage = [{ at: '2026-02-01', level: 0.5 }]
    expect(flow({ usage, barriers: [barrier('fee', 0.5, { since: '2026-02-02' })] }).barriers[0]).not.toHaveProperty('gain')
    expect(flow({ usage, barriers: [barrier('fee', 0.5, { since: '2026-02-01' })] }).barriers[0]?.gain).toBeCloseTo(0.5, 12)
  })

  test('never gives more than all that was bought, and costs the money paid for it', () => {
    const account = { id: 'Acme', name: 'Acme', annualRevenue: { amount: 1000, currency: 'EUR' } }
    const [worth] = flow({ account, usage: [{ at: '2026-02-01', level: 0.9 }], barriers: [barrier('fee', 0.5)] }).barriers
    expect(worth).toMatchObject({ gain: expect.closeTo(0.1, 12), yearly: { amount: expect.closeTo(100, 9), currency: 'EUR' } })
  })

  test('changes no sentiment', () => {
    const s = see({ usage: [{ at: '2026-02-01', level: 0.2 }], barriers: [barrier('fee', 0.5)], observations: liked('ann') })
    expect(exact(accountSentiment(whatIf(s, { liftBarrier: 'fee' })))).toBe(exact(accountSentiment(s)))
  })
})

describe('whatever the village', () => {
  const share = fc.integer({ min: 0, max: 100 }).map(n => n / 100)
  const facts = fc.record({
    scene: scenes,
    usage: fc.array(fc.record({ at: fc.integer({ min: 0, max: 200 }), unit: fc.nat(9), level: share, kind: fc.nat(2) }), { maxLength: 8 }),
    barriers: fc.array(fc.record({ unit: fc.nat(9), person: fc.nat(20), blocks: share, kind: fc.nat(2) }), { maxLength: 4 }),
  })

  test('lifting gives what the flow says, and all numbers stay what they are', () => {
    always(
      facts,
      ({ scene, usage, barriers }) => {
        const { s: bare } = played(scene)
        const pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % Math.max(items.length, 1)]
        const s = amended(bare, {
          usage: usage
            .sort((a, b) => a.at - b.at)
            .map(({ at, unit: n, level, kind }, i) => {
              const where = kind === 0 ? undefined : pick(bare.units, n)?.id
              return {
                id: `u${i}`,
                at: new Date(Date.UTC(2026, 0, 1 + at)).toISOString(),
                level,
                ...(where !== undefined && { unit: where }),
              }
            }),
          barriers: barriers.map(({ unit: n, person, blocks, kind }, i) => {
            const where = kind === 1 ? pick(bare.units, n)?.id : undefined
            const who = kind === 2 ? pick(bare.stakeholders, person)?.id : undefined
            const limits = { ...(where !== undefined && { unit: where }), ...(who !== undefined && { stakeholders: [who] }) }
            return { id: `b${i}`, statement: 'x', kind: 'policy' as const, blocks, ...limits }
          }),
        })
        const found = offeringFlow(s)
        expect(strangeNumbers(found)).toEqual([])
        expect(found.units.map(({ unit: id }) => id).sort()).toEqual(s.units.map(({ id }) => id).sort())
        for (const { barrier: id, gain } of found.barriers) {
          const after = offeringFlow(whatIf(s, { liftBarrier: id }))
          if (gain === undefined) expect(after.use).toBe(found.use)
          else {
            expect(gain).toBeGreaterThanOrEqual(-1e-12)
            expect(after.use).toBeCloseTo((found.use ?? Number.NaN) + gain, 12)
          }
        }
      },
      200,
    )
  })
})
