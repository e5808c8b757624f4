import { byStakeholder, createVillage, power, type Snapshot, snapshot, type VillageInput } from 'account-village'
import { motives } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { exact, strangeNumbers } from '../support/exact.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const BASE = {
  account: { id: 'acme', name: 'Acme', value: ['functional', 'financial'] },
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'ben', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'], riskAppetite: 0.2 },
    { id: 'cy', roles: ['approver'] },
    { id: 'di', roles: ['champion'] },
  ],
  motives: [
    { id: 'm1', stakeholder: 'ann', kind: 'functional', statement: 'fewer hand-offs', source: 'call notes', since: '2026-01-05' },
    { id: 'm2', stakeholder: 'ann', kind: 'career', statement: 'to be seen', since: '2026-02-01' },
    { id: 'm3', stakeholder: 'ben', kind: 'relationship', statement: 'they like us', until: '2026-02-01' },
    { id: 'm4', stakeholder: 'bo', kind: 'reputation', statement: 'to be in your research, not to use it' },
    { id: 'm5', stakeholder: 'cy', kind: 'risk', statement: 'no audit findings', since: '2026-06-01' },
  ],
} as const satisfies VillageInput
const see = (day = '2026-03-02', input: VillageInput = BASE): Snapshot => snapshot(createVillage(input), day)

describe('motives', () => {
  test('stand with everybody whom we know, the most powerful first, dated and with their source', () => {
    const s = see()
    const { people } = motives(s)
    const shares = [...power(s)].map(({ stakeholder: id, share }) => [id, share] as const).sort(([, a], [, b]) => b - a)
    expect(people.map(({ stakeholder, share }) => [stakeholder, share]).sort()).toEqual(shares.map(pair => [...pair]).sort())
    expect(people.map(({ share }) => share)).toEqual(shares.map(([, share]) => share))
    expect(people.find(({ stakeholder }) => stakeholder === 'ann')?.motives[0]).toMatchObject({
      id: 'm1',
      source: 'call notes',
      since: '2026-01-05T00:00:00.000Z',
    })
  })

  test('hold from and until the days given', () => {
    const known = (day: string) =>
      motives(see(day))
        .people.flatMap(({ motives: own }) => own.map(({ id }) => id))
        .sort()
    expect(known('2026-01-10')).toEqual(['m1', 'm3', 'm4'])
    expect(known('2026-03-02')).toEqual(['m1', 'm2', 'm4'])
    expect(known('2026-06-01')).toEqual(['m1', 'm2', 'm4', 'm5'])
  })

  test('are held against what we believe we sell: all of them, some or none', () => {
    const { people, mismatches } = motives(see('2026-01-10'))
    expect(Object.fromEntries(people.map(({ stakeholder, answered }) => [stakeholder, answered]))).toEqual({
      ann: 'all',
      ben: 'none',
      bo: 'none',
      cy: undefined,
      di: undefined,
    })
    expect(mismatches.map(({ stakeholder }) => stakeholder)).toEqual(['bo', 'ben'])
    expect(motives(see()).people.find(({ stakeholder }) => stakeholder === 'ann')?.answered).toBe('some')
  })

  test('mismatch nothing where nobody has said what we sell', () => {
    const { value, mismatches, kinds } = motives(see())
    expect([value, mismatches.length, kinds.every(({ sold }) => sold !== undefined)]).toEqual([['functional', 'financial'], 1, true])
  })

  test('say nothing of what nobody has said, and are refused by their name', () => {
    const found = motives(see('2026-03-02', { ...BASE, account: 'acme' }))
    const { value, mismatches, kinds, people, riskAndReward } = found
    expect([value, mismatches]).toEqual([undefined, []])
    expect(Object.keys(found)).not.toContain('value')
    expect(people.flatMap(Object.keys)).not.toContain('answered')
    expect(riskAndReward.users).toStrictEqual({ people: 2, known: 1 })
    const unknown = motives(see('2026-03-02', { account: 'acme', stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }] }))
    expect(unknown.riskAndReward.deciders).toStrictEqual({ people: 1, known: 0, cautious: [] })
    expect(refused(() => callLoosely(motives, {})).message).toMatch(/^motives: /)
    expect(kinds.every(({ sold }) => sold === undefined)).toBe(true)
    expect(motives(see('2026-03-02', { ...BASE, account: { id: 'acme', name: 'Acme', value: [] } })).mismatches).toHaveLength(2)
  })

  test('that are unknown are ranked by power, and ask nothing of placeholders', () => {
    const s = see('2026-03-02', {
      ...BASE,
      stakeholders: [...BASE.stakeholders.slice(0, 2), { id: 'di', roles: ['champion'] }],
      motives: [],
    })
    expect(s.placeholders).toEqual(['?decider'])
    expect(motives(s).unknown.map(({ stakeholder }) => stakeholder)).toEqual(['di', 'ann', 'ben'])
    expect(motives(see()).unknown.map(({ stakeholder }) => stakeholder)).toEqual(['cy', 'di', 'ben'])
  })

  test('are summed up by kind and by class, with the power behind them', () => {
    const s = see()
    const share = (id: string) => byStakeholder(power(s)).get(id)?.share ?? Number.NaN
    const { kinds, byClass } = motives(s)
    expect(kinds).toEqual([
      { kind: 'reputation', stakeholders: ['bo'], share: share('bo'), sold: false },
      { kind: 'career', stakeholders: ['ann'], share: share('ann'), sold: false },
      { kind: 'functional', stakeholders: ['ann'], share: share('ann'), sold: true },
    ])
    expect(byClass.map(({ class: each, people, known }) => [each, people, known])).toEqual([
      ['decider', 2, 1],
      ['advocate', 1, 0],
      ['user', 2, 1],
    ])
    expect(byClass[0]?.shareKnown).toBeCloseTo(share('bo'), 12)
  })
})

describe('risk and reward', () => {
  test('shows how much risk deciders take beside what users get', () => {
    const { riskAndReward } = motives(see('2026-06-01'))
    expect(riskAndReward).toEqual({
      deciders: { people: 2, known: 1, appetite: 0.2, cautious: ['bo', 'cy'] },
      users: { people: 2, known: 1, rewarded: 1 },
    })
  })

  test('takes whoever has to comply for cautious, and nobody for their reputation', () => {
    const motive = (stakeholder: string, kind: 'compliance' | 'reputation') => ({ id: stakeholder, stakeholder, kind, statement: 's' })
    const input: VillageInput = { ...BASE, motives: [motive('cy', 'compliance'), motive('bo', 'reputation')] }
    const willing = BASE.stakeholders.map(each => ({ ...each, riskAppetite: 0.5 }))
    expect(motives(see('2026-03-02', { ...input, stakeholders: willing })).riskAndReward.deciders.cautious).toEqual(['cy'])
    const both = [motive('cy', 'compliance'), { ...motive('cy', 'reputation'), id: 'other' }]
    expect(motives(see('2026-03-02', { ...BASE, motives: both, stakeholders: willing })).riskAndReward.deciders.cautious).toEqual(['cy'])
  })

  test('weighs those without any power alike', () => {
    const users = ['ann', 'ben'].map(id => ({ id, roles: [{ role: 'user' as const, authority: 0 }] }))
    const input: VillageInput = {
      ...BASE,
      stakeholders: [...users, { id: 'bo', roles: ['economicBuyer'] }],
      motives: BASE.motives.slice(0, 3),
    }
    expect(motives(see('2026-01-10', input)).riskAndReward.users).toEqual({ people: 2, known: 2, rewarded: 0.5 })
  })

  test('weighs by power', () => {
    const stakeholders = [
      { id: 'bo', roles: ['economicBuyer' as const], riskAppetite: 0.2 },
      { id: 'cy', roles: ['approver' as const], riskAppetite: 0.7 },
    ]
    // The masses of the two roles are 6 and 4; the user whom nobody knows weighs nothing here.
    const { deciders, users } = motives(see('2026-03-02', { account: 'acme', stakeholders })).riskAndReward
    expect(deciders.appetite).toBeCloseTo(0.6 * 0.2 + 0.4 * 0.7, 12)
    expect(users).toEqual({ people: 0, known: 0 })
  })
})

test('motives have no strange number and do not depend on ids, whatever the village', () => {
  always(
    scenes,
    scene => {
      const { s } = played(scene)
      const found = motives(s)
      expect(strangeNumbers(found)).toEqual([])
      expect(exact(motives(played(scene).s))).toBe(exact(found))
      const named = s.stakeholders.filter(({ id }) => !s.placeholders.includes(id))
      expect(found.people.length).toBe(named.length)
      expect(found.unknown.length + found.people.filter(({ motives: own }) => own.length > 0).length).toBe(named.length)
    },
    200,
  )
})
