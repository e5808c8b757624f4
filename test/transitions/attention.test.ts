import {
  type AttentionOptions,
  attentionBalance,
  byStakeholder as byId,
  createVillage,
  power,
  powerByClass,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day, instant } from '../support/days.js'
import { callLoosely, refused } from '../support/refusal.js'

type Interactions = NonNullable<VillageInput['interactions']>

const PEOPLE: NonNullable<VillageInput['stakeholders']> = [
  { id: 'ann', roles: ['user'] },
  { id: 'bo', roles: ['economicBuyer'] },
  { id: 'cy', roles: ['champion'] },
  { id: 'di', roles: ['legalCompliance'] },
  { id: 'x' },
]
const of = (interactions: Interactions, options: AttentionOptions = { days: 90 }, rest: Partial<VillageInput> = {}) =>
  attentionBalance(snapshot(createVillage({ account: 'Acme', stakeholders: PEOPLE, interactions, ...rest }), day(100)), options)
const met = (n: number, participants: readonly string[], effort?: number): Interactions[number] => ({
  at: instant(n),
  kind: 'meeting',
  participants,
  ...(effort !== undefined && { effort }),
})

describe('attention', () => {
  test('is counted in hours, divided equally among those who took part, when all interactions say how many they took', () => {
    const { unit, interactions, byStakeholder } = of([met(50, ['ann', 'bo'], 3), met(60, ['ann'], 1)])
    expect([unit, interactions]).toEqual(['hours', 2])
    expect(byId(byStakeholder).get('ann')).toMatchObject({ contacts: 2, effort: 2.5, attention: 2.5 / 4 })
    expect(byId(byStakeholder).get('bo')).toMatchObject({ contacts: 1, effort: 1.5, attention: 1.5 / 4 })
    expect(byId(byStakeholder).get('x')).toMatchObject({ contacts: 0, effort: 0, attention: 0 })
    expect(byStakeholder.map(({ stakeholder }) => stakeholder)).toEqual(['ann', 'bo', 'cy', 'di', 'x'])
  })

  test('is counted in contacts as soon as one interaction does not say, and still tells the hours that are known', () => {
    const { unit, byStakeholder } = of([met(50, ['ann', 'bo'], 300), met(60, ['ann'])])
    expect(unit).toBe('contacts')
    expect(byId(byStakeholder).get('ann')).toMatchObject({ contacts: 2, effort: 150, attention: 2 / 3 })
    expect(byId(byStakeholder).get('bo')).toMatchObject({ contacts: 1, effort: 150, attention: 1 / 3 })
  })

  test("is counted in contacts, and is nobody's, where there was none", () => {
    const none = of([])
    expect([none.unit, none.interactions, none.overinvestment]).toEqual(['contacts', 0, undefined])
    expect(none.byStakeholder.every(({ attention }) => attention === 0)).toBe(true)
  })

  test('counts nobody twice in one interaction', () => {
    expect(byId(of([met(50, ['ann', 'ann', 'bo'], 2)]).byStakeholder).get('ann')).toMatchObject({
      contacts: 1,
      effort: 1,
      attention: 0.5,
    })
  })

  test('is that of the days asked for, the first of which is excluded and the last included', () => {
    const interactions = [met(70, ['ann']), met(70.25, ['ann']), met(100, ['bo']), met(101, ['bo'])]
    expect(of(interactions, { days: 30 })).toMatchObject({ days: 30, interactions: 2 })
    expect(of(interactions, { days: 29.5 }).interactions).toBe(1)
    expect(of(interactions, { days: 1000 }).interactions).toBe(3)
    // All of the day of the snapshot counts.
    expect(of([met(100.9, ['bo'])], { days: 1 }).interactions).toBe(1)
  })

  test('is refused over no days, and over days that are no number', () => {
    for (const days of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refused(() => of([], { days }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['days'] })
    }
  })

  test('is refused where nobody says over how many days', () => {
    const s = snapshot(createVillage({ account: 'Acme' }), day(90))
    const refusal = refused(() => callLoosely(attentionBalance, s, {}))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: ['days'] })
    expect(refusal.message).toMatch(/^attentionBalance: /)
  })

  test('of people who have left goes to nobody who is there', () => {
    const stakeholders = [...PEOPLE, { id: 'gone', leftAt: day(80) }]
    const { byStakeholder } = of([met(50, ['ann', 'gone'], 4), met(60, ['bo'], 2)], { days: 90 }, { stakeholders })
    expect(byId(byStakeholder).has('gone')).toBe(false)
    expect(byId(byStakeholder).get('ann')).toMatchObject({ effort: 2, attention: 0.5 })
  })

  test('is a share however large the hours are, which end where no account could take them', () => {
    expect(refused(() => of([met(50, ['ann'], 1_000_001)]))).toMatchObject({
      name: 'InvalidVillageError',
      paths: ['interactions[0].effort'],
    })
    const { byStakeholder, overinvestment } = of([met(50, ['ann'], 1e6), met(60, ['ann', 'bo'], 1e6)])
    expect(byId(byStakeholder).get('ann')?.attention).toBeCloseTo(0.75, 12)
    expect(byId(byStakeholder).get('bo')?.attention).toBeCloseTo(0.25, 12)
    expect(overinvestment).toBeCloseTo(0.75 - 1 / 10.5, 2)
  })
})

describe('the balance', () => {
  const balanced = of([met(50, ['ann'], 6), met(60, ['bo'], 2), met(70, ['cy'], 1), met(80, ['di'], 1)])

  test('holds attention against power, person by person', () => {
    const s = snapshot(createVillage({ account: 'Acme', stakeholders: PEOPLE }), day(100))
    for (const { stakeholder: id, attention, target, excess } of balanced.byStakeholder) {
      expect(target).toBe(byId(power(s)).get(id)?.share)
      expect(excess).toBe(attention - target)
    }
  })

  test('adds people up by class', () => {
    const { byClass } = balanced
    expect(Object.keys(byClass).sort()).toEqual(['advocate', 'decider', 'gate', 'unknown', 'user'])
    expect(byClass.user).toMatchObject({ contacts: 1, effort: 6, attention: 0.6 })
    expect(byClass.decider).toMatchObject({ contacts: 1, effort: 2, attention: 0.2 })
    expect(byClass.advocate).toMatchObject({ attention: 0.1 })
    expect(byClass.gate).toMatchObject({ attention: 0.1 })
    expect(byClass.unknown).toMatchObject({ contacts: 0, attention: 0 })
    const shares = powerByClass(snapshot(createVillage({ account: 'Acme', stakeholders: PEOPLE }), day(100)))
    for (const own of ['user', 'advocate', 'gate', 'decider', 'unknown'] as const) {
      expect(byClass[own].target).toBeCloseTo(shares[own], 12)
    }
  })

  test('is above 0 when users get more than their power, and below when they get less', () => {
    expect(balanced.overinvestment).toBeCloseTo(0.6 - balanced.byClass.user.target, 12)
    expect(balanced.overinvestment).toBeGreaterThan(0)
    const neglected = of([met(50, ['bo'], 6)])
    expect(neglected.overinvestment).toBeCloseTo(-neglected.byClass.user.target, 12)
    expect(neglected.overinvestment).toBeLessThan(0)
  })

  test('is no number where there was no interaction, not even one that is long past', () => {
    expect(of([]).overinvestment).toBeUndefined()
    expect(of([met(5, ['ann'])], { days: 90 }).overinvestment).toBeUndefined()
    expect(byId(of([]).byStakeholder).get('ann')).toMatchObject({ contacts: 0, effort: 0, attention: 0 })
  })

  test('never feeds back into influence', () => {
    const shares = (interactions: Interactions) => [
      ...power(snapshot(createVillage({ account: 'Acme', stakeholders: PEOPLE, interactions }), day(100))),
    ]
    expect(shares([met(50, ['ann'], 1000)])).toEqual(shares([]))
  })
})

describe("Walker's thirds", () => {
  const targets = (stakeholders: NonNullable<VillageInput['stakeholders']>) =>
    new Map(
      [...of([], { days: 90, target: 'walkerThirds' }, { stakeholders }).byStakeholder].map(({ stakeholder: id, target }) => [id, target]),
    )

  test('go to the choosers with most power, to the other choosers and to the users with most power, in equal parts', () => {
    const found = targets([
      { id: 'boss', roles: ['economicBuyer'] },
      { id: 'sponsor1', roles: ['executiveSponsor'] },
      { id: 'sponsor2', roles: ['executiveSponsor'] },
      { id: 'key1', roles: [{ role: 'user', authority: 2 }] },
      { id: 'key2', roles: [{ role: 'user', authority: 2 }] },
      { id: 'minor', roles: [{ role: 'user', authority: 0.5 }] },
      { id: 'champion', roles: ['champion'] },
      { id: 'x' },
    ])
    expect([...found]).toEqual(
      Object.entries({ boss: 1 / 3, champion: 0, key1: 1 / 6, key2: 1 / 6, minor: 0, sponsor1: 1 / 6, sponsor2: 1 / 6, x: 0 }).map(
        ([id, share]) => [id, expect.closeTo(share, 12)],
      ),
    )
  })

  test('count whoever can stop the decision among the choosers', () => {
    const found = targets([
      { id: 'ann', roles: ['user'] },
      { id: 'bo', roles: ['economicBuyer'] },
      { id: 'vera', roles: ['user'], veto: true },
    ])
    expect([...found]).toEqual([
      ['ann', expect.closeTo(1 / 3, 12)],
      ['bo', expect.closeTo(1 / 3, 12)],
      ['vera', expect.closeTo(1 / 3, 12)],
    ])
  })

  test('that are for nobody go to the others', () => {
    // All choosers have the same power, so that nobody is in the second third.
    const found = targets([
      { id: 'ann', roles: ['user'] },
      { id: 'bo', roles: ['decisionMaker'] },
      { id: 'cy', roles: ['decisionMaker'] },
    ])
    expect([...found]).toEqual([
      ['ann', expect.closeTo(1 / 2, 12)],
      ['bo', expect.closeTo(1 / 4, 12)],
      ['cy', expect.closeTo(1 / 4, 12)],
    ])
  })

  test('treat alike whose power is equal, however many they are', () => {
    for (let count = 2; count <= 12; count++) {
      const equal = Array.from({ length: count }, (_, i) => ({ id: `d${i}`, roles: ['decisionMaker' as const] }))
      const found = targets([{ id: 'ann', roles: ['user'] }, ...equal])
      expect(equal.map(({ id }) => found.get(id))).toEqual(equal.map(() => expect.closeTo(1 / 2 / count, 12)))
    }
  })

  test('change the target and nothing else', () => {
    const interactions = [met(50, ['ann'], 6), met(60, ['bo'], 2)]
    const [byPower, byThirds] = [of(interactions), of(interactions, { days: 90, target: 'walkerThirds' })]
    const attention = ({ byStakeholder }: typeof byPower) =>
      [...byStakeholder].map(({ stakeholder: id, contacts, effort, attention }) => [id, contacts, effort, attention])
    expect(attention(byThirds)).toEqual(attention(byPower))
    expect(byThirds.byClass.user.target).toBeCloseTo(1 / 2, 12)
    expect(byThirds.overinvestment).toBeCloseTo(0.75 - 1 / 2, 12)
  })
})
