import {
  byStakeholder as byId,
  type ChangeContribution,
  type ChangeNode,
  createVillage,
  explainChange,
  revise,
  snapshot,
  type Village,
  type VillageInput,
} from 'account-village'
import { explainRollUp } from 'account-village/portfolio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const units = ['fin', 'ops'].map(id => ({ id, name: id, kind: 'department' as const }))
const heard = (stakeholder: string, at: string, sentiment: number) => ({
  id: `${stakeholder} ${at}`,
  stakeholder,
  at,
  sentiment,
  via: 'interview' as const,
})
const AT = ['2026-03-02', '2026-06-01'] as const

const changeOf = (village: Village) => explainChange(snapshot(village, AT[0]), snapshot(village, AT[1]))
const reasons = (contributions: readonly ChangeContribution[]) =>
  contributions.map(({ kind, stakeholder, unit, reading }) =>
    [kind, stakeholder ?? unit, ...(reading === undefined ? [] : [reading])].join(' '),
  )
const sumOf = (contributions: readonly ChangeContribution[]) => contributions.reduce((sum, { amount }) => sum + amount, 0)

describe('why an account changed', () => {
  test('names whoever joins as the first of a unit, or leaves as the last, as if the unit had others', () => {
    const input = (unit: string): VillageInput => ({
      account: 'Acme',
      units,
      stakeholders: [
        { id: 'ann', unit: 'ops', roles: ['user'] },
        { id: 'cem', unit: 'ops', roles: ['approver'] },
        { id: 'bo', unit, roles: ['economicBuyer'], joinedAt: '2026-04-01' },
      ],
      observations: [heard('ann', '2026-02-02', 0.8), heard('bo', '2026-05-11', -0.4)],
    })
    for (const [before, after] of [AT, [...AT].reverse()] as const) {
      const village = createVillage(input('fin'))
      const { contributions, byStakeholder, total, tree } = explainChange(snapshot(village, before ?? ''), snapshot(village, after ?? ''))
      expect(reasons(contributions).slice(0, 2).sort()).toEqual(['person bo', 'weight ops'])
      expect(sumOf(contributions)).toBeCloseTo(total, 12)
      expect(byId(byStakeholder).get('bo')?.amount).toBe(contributions.find(({ stakeholder }) => stakeholder === 'bo')?.amount)
      expect(tree.children.map(({ kind, id, inBoth }) => [kind, id, inBoth])).toEqual([
        ['unit', 'ops', true],
        ['stakeholder', 'bo', false],
      ])
    }
  })

  test('calls a reading new only when it was not known: what somebody said who joins was known before', () => {
    const village = createVillage({
      account: 'Acme',
      units,
      stakeholders: [
        { id: 'ann', unit: 'ops', roles: ['user'] },
        { id: 'bo', unit: 'ops', roles: ['economicBuyer'], joinedAt: '2026-04-01' },
      ],
      observations: [heard('bo', '2026-02-02', 0.8)],
    })
    expect(reasons(changeOf(village).contributions)).toContain('ageing bo bo 2026-02-02')
    const back = explainChange(snapshot(village, AT[1]), snapshot(village, AT[0]))
    expect(reasons(back.contributions)).toContain('ageing bo bo 2026-02-02')
  })

  test('names the reading of whoever turned against us when they changed units', () => {
    const stayed = createVillage({
      account: 'Acme',
      units,
      stakeholders: [
        { id: 'ann', unit: 'ops', roles: ['user'] },
        { id: 'bo', unit: 'ops', roles: ['economicBuyer'] },
        { id: 'cem', unit: 'fin', roles: ['approver'] },
      ],
      observations: [
        heard('ann', '2026-02-02', 0.1),
        heard('bo', '2026-02-02', 0.8),
        heard('cem', '2026-02-02', 0.1),
        heard('bo', '2026-05-20', -0.8),
      ],
    })
    const moved = revise(stayed, { stakeholders: [{ id: 'bo', unit: 'fin' }] }, { recordedAt: '2026-05-01' })
    const [one, other] = [changeOf(stayed), changeOf(moved)]
    expect(reasons(other.contributions)[0]).toBe('newReading bo bo 2026-05-20')
    const [first] = one.contributions
    expect(reasons(one.contributions)[0]).toBe('newReading bo bo 2026-05-20')
    // They weigh what they weighed; only those around them, who sway with them, are others.
    expect(Math.abs((other.contributions[0]?.amount ?? 0) / (first?.amount ?? Number.NaN) - 1)).toBeLessThan(0.2)
    expect(sumOf(other.contributions)).toBeCloseTo(other.total, 12)
    expect(other.tree.children.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['unit fin', 'unit ops', 'stakeholder bo'])
  })

  test('sums to the change whoever moves where, and names everybody whose sentiment moved', () => {
    const moves = fc.array(fc.record({ person: fc.nat(59), unit: fc.nat(59) }), { minLength: 1, maxLength: 6 })
    always(fc.record({ scene: scenes, moves }), ({ scene, moves: all }) => {
      const { village } = played(scene)
      if (village.units.length === 0 || village.stakeholders.length === 0) return
      const moved = new Map(
        all.map(({ person, unit }) => {
          const who = village.stakeholders[person % village.stakeholders.length] ?? expect.fail()
          return [who.id, { ...who, unit: village.units[unit % village.units.length]?.id ?? '' }]
        }),
      )
      const later = revise(village, { stakeholders: [...moved.values()] }, { recordedAt: '2030-01-01' })
      const [before, after] = [snapshot(later, '2026-03-02'), snapshot(later, '2026-06-01', { knownOn: '2030-01-02' })]
      for (const [start, end] of [
        [before, after],
        [after, before],
      ] as const) {
        const { contributions, byStakeholder, total, tree } = explainChange(start, end)
        expect(Math.abs(sumOf(contributions) - total)).toBeLessThanOrEqual(1e-12)
        expect(Math.abs(tree.amount - total)).toBeLessThanOrEqual(1e-12)
        const everybody = new Set([...start.stakeholders, ...end.stakeholders].map(({ id }) => id))
        expect(new Set(byStakeholder.map(({ stakeholder }) => stakeholder))).toEqual(everybody)
      }
    })
  })
})

describe('a change of weights', () => {
  const person = (id: string, rest: object = {}) => ({ id, roles: ['user' as const, 'approver' as const], ...rest })
  const half = (id: string) => ({ id, name: id, kind: 'team' as const, share: 0.5 })

  test('is that of a unit in which nobody was known, until somebody comes', () => {
    // The prior is 0; of the unit's half all falls to whoever comes as the first in it, at what they said.
    const village = createVillage({
      account: 'Acme',
      units: [half('a'), half('b')],
      stakeholders: [person('ann', { unit: 'a' }), person('bo', { unit: 'b', joinedAt: '2026-04-01' })],
      observations: [heard('ann', '2026-02-02', 0.8), heard('bo', '2026-05-11', -0.4)],
    })
    const { tree, total, contributions } = explainChange(snapshot(village, AT[0]), snapshot(village, AT[0], { knownOn: AT[1] }))
    expect([total, contributions, tree.children.map(child => [child.kind, child.id])]).toEqual([
      0,
      [],
      [
        ['unit', 'a'],
        ['unit', 'b'],
      ],
    ])
    const { contributions: all, ...grown } = changeOf(village)
    expect(
      leavesOf(grown.tree).map(({ kind, id, inBoth, weightBefore, weightAfter, path }) => [
        kind,
        id,
        inBoth,
        weightBefore,
        weightAfter,
        path,
      ]),
    ).toEqual([
      ['stakeholder', 'ann', true, 1, 1, 0.5],
      ['stakeholder', 'bo', false, 0, 1, 0],
      ['unit', 'b', false, 1, 0, 0],
    ])
    expect(reasons(all).sort()).toEqual(['ageing ann ann 2026-02-02', 'person bo', 'weight b'])
    expect(sumOf(all)).toBeCloseTo(grown.total, 12)
  })

  test('is that of whoever stays, in which nothing is -0, and equal ones are in order of id', () => {
    const roles = (since: string) => [
      { role: 'user' as const, authority: 1 },
      { role: 'approver' as const, authority: 2, since },
    ]
    const village = createVillage({
      account: 'Acme',
      units: [half('ann'), half('a')],
      // The unit has the name of a person, who is in another.
      stakeholders: [...['cy', 'bo', 'ann'].map(id => person(id, { unit: 'a', ...(id === 'cy' && { roles: roles('2026-04-01') }) }))],
      observations: ['cy', 'bo', 'ann'].map((id, i) => ({ ...heard(id, '2026-03-05', id === 'cy' ? -0.8 : 0.8), id: `o${i}` })),
    })
    const change = explainChange(snapshot(village, '2026-03-04'), snapshot(village, AT[1]))
    expect(sumOf(change.contributions)).toBeCloseTo(change.total, 12)
    expect(JSON.parse(JSON.stringify(change))).toEqual(change)
    const kinds = reasons(change.contributions)
    expect(kinds.filter(each => each.startsWith('newReading'))).toEqual(['newReading ann o2', 'newReading bo o1', 'newReading cy o0'])
    expect(kinds.filter(each => each.startsWith('weight')).sort()).toEqual(['weight ann', 'weight bo', 'weight cy'])
    expect(change.contributions.filter(({ kind }) => kind === 'weight').every(({ stakeholder }) => stakeholder !== undefined)).toBe(true)
  })
})

function leavesOf(node: ChangeNode): readonly ChangeNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf)
}

test('a roll-up names an account that comes below another that is new, and one that changes its parent', () => {
  const account = (id: string, parent: string | undefined, revenue: number, sentiment: number) =>
    snapshot(
      createVillage({
        account: { id, name: id, ...(parent !== undefined && { parent }), annualRevenue: { amount: revenue, currency: 'EUR' } },
        stakeholders: [{ id: `${id} ann`, roles: ['decisionMaker', 'user'] }],
        observations: [{ stakeholder: `${id} ann`, at: '2026-03-01', sentiment, via: 'interview' }],
      }),
      AT[0],
    )
  const [top, west, east, shop] = [
    account('top', undefined, 5, 0.1),
    account('west', 'top', 3, 0.2),
    account('east', 'top', 2, -0.5),
    account('shop', 'east', 1, -0.9),
  ]
  const grown = explainRollUp([top, west], [top, west, east, shop])[0]
  expect(
    grown?.contributions
      .filter(({ kind }) => kind === 'account')
      .map(({ account: id }) => id)
      .sort(),
  ).toEqual(['east', 'shop'])
  expect(grown?.contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(grown?.total ?? Number.NaN, 12)
  const [before, after] = [
    [top, west, east, shop],
    [top, west, east, account('shop', 'west', 1, 0.9)],
  ]
  const turned = explainRollUp(before ?? [], after ?? [])[0]
  expect(turned?.contributions[0]).toMatchObject({ kind: 'sentiment', account: 'shop' })
  expect(turned?.contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(turned?.total ?? Number.NaN, 12)
})
