import { byStakeholder, createVillage, gatekeepers, power, type Snapshot, type StakeholderInput, snapshot, type Tie } from 'account-village'
import { friedkinJohnsen } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { network } from '../../src/influence/network.js'
import reference from '../fixtures/reference/influenceCoupling.json' with { type: 'json' }
import { influenceMatrix } from '../support/influenceMatrix.js'

const close = (wanted: number) => expect.closeTo(wanted, 12)
const closeRows = (rows: readonly (readonly number[])[]) => rows.map(row => row.map(close))
const of = (stakeholders: readonly StakeholderInput[], ties: readonly Tie[]): Snapshot =>
  snapshot(createVillage({ account: 'Acme', stakeholders, ties }), '2026-03-02')
const heeded = (s: Snapshot, listener: string): Record<string, number> => {
  const { weights } = network(s)
  const i = s.stakeholders.findIndex(({ id }) => id === listener)
  return Object.fromEntries(s.stakeholders.map(({ id }, j) => [id, weights[i]?.get(j) ?? 0]))
}
const openness = (s: Snapshot, id: string): number =>
  network(s).susceptibility[s.stakeholders.findIndex(each => each.id === id)] ?? Number.NaN

describe('the published example', () => {
  test('settles where it was printed to settle, with its self-weights and without', () => {
    const { weights, equilibrium, sameWithoutDiagonal } = reference.published
    const opinions = [25, 25, 75, 85]
    const settled = (total: readonly (readonly number[])[]): number[] =>
      total.map(row => row.reduce((sum, each, j) => sum + each * (opinions[j] ?? Number.NaN), 0))
    const direct = friedkinJohnsen({ weights }).totalInfluence
    expect(settled(direct)).toEqual(equilibrium.map(value => expect.closeTo(value, 4)))
    const others = weights.map((row, i) => {
      const self = row[i] ?? Number.NaN
      // Somebody who listens to nobody is moved by nobody, whatever is in their row.
      return self === 1 ? row : row.map((weight, j) => (i === j ? 0 : weight / (1 - self)))
    })
    const { totalInfluence } = friedkinJohnsen({ weights: others, susceptibility: sameWithoutDiagonal.susceptibility })
    expect(totalInfluence).toEqual(closeRows(direct))
  })
})

describe('advisers of one decider', () => {
  test.each(Object.entries(reference.advisersOfTheCfo.powerOfCfo))('%s of them leave the decider with %d', (count, expected) => {
    const users = Array.from({ length: Number(count) }, (_, i) => `u${i}`)
    const s = of(
      [{ id: 'cfo', roles: ['economicBuyer'] }, ...users.map((id): StakeholderInput => ({ id, roles: ['user'] }))],
      users.map((from, i) => ({ from, to: 'cfo', kind: 'influence', ...(i % 2 === 0 && { weight: 3 + i }) })),
    )
    expect(byStakeholder(power(s)).get('cfo')?.share).toBeCloseTo(expected, 12)
  })
})

describe('a chain from a user to a buyer', () => {
  const s = of(
    [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }, { id: 'eve' }],
    [
      { from: 'ann', to: 'eve', kind: 'influence' },
      { from: 'eve', to: 'bo', kind: 'influence' },
    ],
  )

  test('has the shares of its source', () => {
    const rows = byStakeholder(power(s))
    const ids = ['ann', 'eve', 'bo']
    expect(ids.map(id => rows.get(id)?.authority)).toEqual(reference.chain.authority.map(close))
    expect(ids.map(id => rows.get(id)?.share)).toEqual(reference.chain.power.map(close))
  })

  test('has the one in the middle as its only gatekeeper, and nobody of whom the class itself is all', () => {
    expect(gatekeepers(s)).toEqual(reference.chain.gatekeepers.map(({ stakeholder, lost }) => ({ stakeholder, lost: close(lost) })))
  })
})

describe('ties of several kinds', () => {
  const people: StakeholderInput[] = ['a', 'b', 'c', 'd', 'e', 'x'].map(id => ({ id, roles: [id === 'x' ? 'economicBuyer' : 'user'] }))
  const informs: Tie = { from: 'd', to: 'x', kind: 'informs', confidence: 0.4 }

  test('meet by the weight of their kind', () => {
    const s = of(people, [
      { from: 'a', to: 'x', kind: 'influence', weight: 60 },
      { from: 'b', to: 'x', kind: 'influence', weight: 20 },
      { from: 'c', to: 'x', kind: 'influence' },
      { from: 'x', to: 'e', kind: 'reportsTo' },
      informs,
    ])
    const { W: expected } = reference.kinds
    expect(heeded(s, 'x')).toEqual({ ...Object.fromEntries(Object.entries(expected).map(([id, value]) => [id, close(value)])), x: 0 })
    expect(openness(s, 'x')).toBeCloseTo(0.3 * reference.kinds.reach, 12)
  })

  test('that are weak and doubtful move somebody only a little', () => {
    expect(openness(of(people, [informs]), 'x')).toBeCloseTo(reference.kinds.onlyInforms.openness, 12)
  })
})

describe('the worked example', () => {
  const { input, asOf, expected } = reference.workedExample
  const s = snapshot(createVillage(JSON.parse(JSON.stringify(input))), asOf)

  test('has the listening weights and susceptibilities of its source', () => {
    const { weights, susceptibility } = network(s)
    expect(expected.W.map((row, i) => row.map((_, j) => weights[i]?.get(j) ?? 0))).toEqual(closeRows(expected.W))
    expect([...susceptibility]).toEqual(expected.openness.map(close))
  })

  test('has the total influence, the rights and the power of its source', () => {
    expect(influenceMatrix(s).matrix).toEqual(closeRows(expected.totalInfluence))
    expect(power(s).map(({ authority }) => authority)).toEqual(expected.authority.map(close))
    expect(power(s).map(({ share }) => share)).toEqual(expected.power.map(close))
  })

  test('has the gatekeepers of its source', () => {
    expect(gatekeepers(s)).toEqual(expected.gatekeepers.map(({ stakeholder, lost }) => ({ stakeholder, lost: close(lost) })))
  })
})
