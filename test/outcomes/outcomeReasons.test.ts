import { createVillage, type Village, type VillageInput } from 'account-village'
import { outcomeReasons } from 'account-village/forecast'
import { describe, expect, test } from 'vitest'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { callLoosely, refused } from '../support/refusal.js'

interface Told {
  readonly result: 'won' | 'lost' | 'noDecision'
  readonly reasons?: readonly string[]
  readonly bo?: string
  readonly ann?: string
}
const account = (id: string, { result, reasons, bo, ann }: Told, more: Partial<VillageInput> = {}): Village =>
  createVillage({
    account: id,
    stakeholders: [
      { id: 'ann', roles: ['user', { role: 'champion', since: '2026-06-01' }] },
      { id: 'bo', roles: ['economicBuyer'] },
    ],
    motives: [{ stakeholder: 'bo', kind: 'risk', statement: 's' }],
    decisions: [
      {
        id: 'd',
        name: 'D',
        kind: 'new',
        outcome: {
          result,
          at: '2026-03-02',
          ...(reasons !== undefined && { reasons }),
          statedBy: [
            ...(bo === undefined ? [] : [{ stakeholder: 'bo', reason: bo }]),
            ...(ann === undefined ? [] : [{ stakeholder: 'ann', reason: ann }]),
          ],
        },
      },
    ],
    ...more,
  })
// Wilson's interval of 2 in 3 at 90 %, by SciPy: binomtest(2, 3).proportion_ci(0.9, 'wilson').
const TWO_OF_THREE = [0.25353386828122415, 0.9217342736662716].map(end => expect.closeTo(end, 12))

describe('why decisions were won and lost', () => {
  const villages = [
    account('a', { result: 'lost', reasons: ['Price'], bo: 'price' }),
    account('b', { result: 'noDecision', bo: 'Price ', ann: 'speed' }),
    account('c', { result: 'lost', ann: 'trust' }),
    account('d', { result: 'won', bo: 'trust', ann: 'Speed' }),
    account('e', { result: 'won' }),
    createVillage({ account: 'f', decisions: [{ id: 'd', name: 'D', kind: 'new' }] }),
  ]
  const found = outcomeReasons(villages)

  test('is counted once for a decision, purchase and non-purchase apart, with an interval', () => {
    expect(found.decisions).toEqual({ bought: 2, notBought: 3, withoutReasons: 1, accounts: 5 })
    expect(found.reasons.map(({ reason }) => reason)).toEqual(['Price', 'speed', 'trust'])
    expect(found.reasons[0]).toEqual({
      reason: 'Price',
      bought: { count: 0, of: 1, share: 0, interval: [0, expect.closeTo(0.7301, 4)] },
      notBought: { count: 2, of: 3, share: expect.closeTo(2 / 3, 12), interval: TWO_OF_THREE },
    })
  })

  test('stands by class, role and motive of those who gave it, as they were then', () => {
    expect(found.byClass.map(each => each.class)).toEqual(['decider', 'user'])
    const [decider, user] = found.byClass
    expect(decider?.reasons[0]).toMatchObject({ reason: 'price', notBought: { count: 2, of: 2 }, bought: { count: 0, of: 1 } })
    expect(user?.reasons.map(({ reason, bought, notBought }) => [reason, bought.count, bought.of, notBought.count, notBought.of])).toEqual([
      ['speed', 1, 1, 1, 2],
      ['trust', 0, 1, 1, 2],
    ])
    expect(found.byRole.map(({ role }) => role)).toEqual(['user', 'economicBuyer'])
    expect(found.byMotive.map(({ motive }) => motive)).toEqual(['risk'])
  })

  test('are listed by how often they were given, on whichever side', () => {
    const often = (['won', 'lost', 'lost'] as const).map((result, i) => account(`o${i}`, { result, bo: 'zeal' }))
    const found = outcomeReasons([account('a', { result: 'won', bo: 'a' }), account('b', { result: 'won', bo: 'b' }), ...often])
    expect(found.reasons.map(({ reason }) => reason)).toEqual(['zeal', 'a', 'b'])
  })

  test('are those of each decision by itself, and of no class, role or motive where the one who gave it was not there', () => {
    const stakeholders = [
      { id: 'ann', roles: ['user' as const] },
      { id: 'bo', roles: ['economicBuyer' as const], leftAt: '2026-02-01' },
    ]
    const lost = { result: 'lost' as const, at: '2026-03-02', statedBy: [{ stakeholder: 'bo', reason: 'price' }] }
    const won = { result: 'won' as const, at: '2026-01-05', statedBy: [{ stakeholder: 'ann', reason: 'speed' }] }
    const decisions = [lost, won].map((outcome, i) => ({ id: `d${i}`, name: 'D', kind: 'new' as const, outcome }))
    const found = outcomeReasons([account('a', { result: 'lost' }, { stakeholders, decisions })])
    expect(found.reasons.map(({ reason, bought, notBought }) => [reason, bought.count, notBought.count])).toEqual([
      ['price', 0, 1],
      ['speed', 1, 0],
    ])
    expect(found.byClass.map(each => [each.class, each.reasons.map(({ reason }) => reason)])).toEqual([['user', ['speed']]])
    expect(found.byRole.map(({ role }) => role)).toEqual(['user'])
    expect(found.byMotive).toEqual([])
  })

  test('are told by what is known at last of those days', () => {
    const late = { stakeholder: 'ann', kind: 'career' as const, statement: 's', recordedAt: '2026-05-01' }
    const villages = [account('a', { result: 'lost', ann: 'price' }, { motives: [late] })]
    expect(outcomeReasons(villages).byMotive.map(({ motive }) => motive)).toEqual(['career'])
    expect(outcomeReasons(villages, { until: '2026-05-01' }).byMotive).toEqual([])
  })

  test('never gives a share of nothing', () => {
    const [only] = outcomeReasons([account('a', { result: 'lost', bo: 'price' })]).reasons
    expect(only?.bought).toEqual({ count: 0, of: 0, interval: [0, 1] })
    expect(outcomeReasons([])).toEqual({
      decisions: { bought: 0, notBought: 0, withoutReasons: 0, accounts: 0 },
      reasons: [],
      byClass: [],
      byRole: [],
      byMotive: [],
    })
  })

  test('does not depend on the order of accounts', () => {
    expect(outcomeReasons([...villages].reverse())).toEqual(found)
  })

  test('looks at what fell from a day on, and was known before another', () => {
    expect(outcomeReasons(villages, { since: '2026-03-03' }).decisions.notBought).toBe(0)
    expect(outcomeReasons(villages, { since: '2026-03-02' }).decisions.notBought).toBe(3)
    expect(outcomeReasons(villages, { until: '2026-03-02' }).decisions.notBought).toBe(0)
    expect(outcomeReasons(villages, { until: '2026-03-03' }).decisions.notBought).toBe(3)
  })

  test('is refused by name for what makes no sense', () => {
    expect(refused(() => outcomeReasons([...villages, ...villages])).paths[0]).toBe('villages')
    expect(refused(() => outcomeReasons(villages, { since: 'soon' })).name).toBe('InvalidDateError')
    expect(refused(() => callLoosely(outcomeReasons, villages, { unti: '2026-01-01' })).name).toBe('InvalidArgumentError')
    const stranger = { stakeholder: 'eve', reason: 'r' }
    const outcome = { result: 'won' as const, at: '2026-03-02', statedBy: [stranger] }
    expect(refused(() => createVillage({ account: 'a', decisions: [{ id: 'd', name: 'D', kind: 'new', outcome }] }))).toMatchObject({
      name: 'UnknownStakeholderError',
      paths: ['decisions[0].outcome.statedBy[0].stakeholder'],
    })
  })

  test('holds with hostile words', () => {
    for (const word of HOSTILE_IDS) {
      expect(outcomeReasons([account('a', { result: 'lost', bo: word })]).reasons.map(({ reason }) => reason)).toEqual([word])
    }
  })
})
