import {
  type AccountSentiment,
  accountSentiment,
  BUYING_ROLES,
  createVillage,
  decisionOutlooks,
  type RollUpNode,
  rollUp,
  type Snapshot,
  snapshot,
  whatIf,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLE_CLASSES } from '../../src/model/role.js'
import { normalCdf } from '../../src/support/normal.js'
import { day } from '../support/days.js'
import { always, inProportion } from '../support/law.js'
import { played } from '../support/measures.js'
import { casts, type Scene, scenes } from '../support/villages.js'

describe('the word for an account', () => {
  test('is said only when it is right with the asked probability', () => {
    const words = new Map<string, number>()
    always(scenes, scene => {
      const { s } = played(scene)
      const { state, value, sd, tree, coverage, probabilityFavourable } = accountSentiment(s)
      const { verdictProbability: q, neutralBand: band, leastCoverage } = s.settings.account
      words.set(state, (words.get(state) ?? 0) + 1)
      expect(probabilityFavourable === undefined).toBe(value === undefined)
      if (value === undefined || probabilityFavourable === undefined) {
        expect(state).toBe('insufficientSignal')
        return
      }
      const mean = tree.contribution
      if (sd < 1e-9) return
      const above = (bar: number): number => normalCdf((mean - bar) / sd)
      expect(probabilityFavourable).toBeCloseTo(above(0), 9)
      const inBand = above(-band) - above(band)
      const holds = {
        neutral: inBand >= q - 1e-9,
        favourable: above(0) >= q - 1e-9,
        unfavourable: above(0) <= 1 - q + 1e-9,
        undecided: coverage >= leastCoverage - 1e-9,
        insufficientSignal: coverage <= leastCoverage + 1e-9,
      }
      expect(holds[state]).toBe(true)
      // No word that is right so often is kept back.
      if (inBand > q + 1e-9) expect(state).toBe('neutral')
      else if (Math.max(above(0), 1 - above(0)) > q + 1e-9) expect(['neutral', 'favourable', 'unfavourable']).toContain(state)
    })
    for (const word of ['favourable', 'unfavourable', 'neutral', 'undecided', 'insufficientSignal'])
      expect(words.get(word) ?? 0, word).toBeGreaterThan(inProportion(8))
  })

  test('has finite numbers on their scales beside it', () => {
    always(scenes, scene => {
      const { shareHeard, coverage, heard, byClass, divergence, vetoAware } = accountSentiment(played(scene).s)
      for (const share of [shareHeard, coverage, ...Object.values(byClass).flatMap(each => [each.shareHeard, each.coverage, each.share])])
        expect(Math.abs(share - 0.5)).toBeLessThanOrEqual(0.5 + 1e-9)
      const sentiments = [
        heard,
        ...Object.values(byClass).flatMap(each => [each.value, each.interval]),
        vetoAware.value,
        vetoAware.interval,
      ]
      for (const each of sentiments.flat()) expect(Math.abs(each ?? 0)).toBeLessThanOrEqual(1)
      for (const each of [divergence?.value, divergence?.interval].flat()) expect(Math.abs(each ?? 0)).toBeLessThanOrEqual(2)
      for (const { value, sd, interval, heard: people } of Object.values(byClass)) {
        expect([sd === undefined, interval === undefined]).toEqual([value === undefined, value === undefined])
        if (value !== undefined) expect(people).toBeGreaterThan(0)
      }
    })
  })
})

describe('somebody of whom nothing was heard', () => {
  const newcomers = fc.record({ scene: scenes, role: fc.constantFrom(...BUYING_ROLES), veto: fc.boolean() })

  test('never narrows the range of a chance of yes by joining', () => {
    let found = 0
    always(newcomers, ({ scene, role, veto }) => {
      const { s } = played(scene)
      const joined = whatIf(s, { add: { id: 'a newcomer', roles: [role], veto } })
      const after = new Map(decisionOutlooks(joined).map(each => [each.decision, each]))
      for (const { decision, range: [low, high] = [0, 0], byStakeholder: seats } of decisionOutlooks(s)) {
        const { range: [least, most] = [Number.NaN, Number.NaN], byStakeholder: more = [] } = after.get(decision) ?? {}
        // A newcomer who takes the place of a placeholder takes its rights away.
        const stays = seats.every(({ stakeholder }) => more.some(each => each.stakeholder === stakeholder))
        if (!stays) continue
        found++
        expect(least).toBeLessThanOrEqual(low + 1e-9)
        expect(most).toBeGreaterThanOrEqual(high - 1e-9)
      }
    })
    expect(found).toBeGreaterThan(inProportion(300))
  })

  test('does not change the value of their class, whose people hold one role each, where nobody listens to them', () => {
    let found = 0
    always(newcomers, ({ scene, role }) => {
      const { s } = played(simple(scene))
      const own = ROLE_CLASSES[role]
      const rolesOf = (id: string) => s.roles.filter(({ stakeholder }) => stakeholder === id).map(each => each.role)
      const members = s.stakeholders.map(({ id }) => rolesOf(id)).filter(roles => roles.some(each => ROLE_CLASSES[each] === own))
      const kinds = new Set(members.flat())
      // A role's rights are divided among all who hold it; of several roles in the class one would lose and others not.
      if (members.some(roles => new Set(roles).size > 1) || (kinds.has(role) && kinds.size > 1)) return
      const before = accountSentiment(s).byClass[own]
      const after = accountSentiment(whatIf(s, { add: { id: 'a newcomer', roles: [role] } })).byClass[own]
      if (before?.value === undefined) return
      found++
      expect(after?.value).toBeCloseTo(before.value, 9)
      expect(after?.sd).toBeCloseTo(before.sd ?? Number.NaN, 9)
      expect(after?.people).toBe(before.people + 1)
      expect(after?.heard).toBe(before.heard)
      expect(after?.shareHeard).toBeLessThanOrEqual(before.shareHeard + 1e-9)
    })
    expect(found).toBeGreaterThan(inProportion(30))
  })
})

/** The same scene without shares of units, parts of rights and roles that only some decisions know. */
function simple(scene: Scene): Scene {
  const { plot } = scene
  return {
    ...scene,
    plot: {
      ...plot,
      // What comes to somebody from those who listen to them is not divided among all who hold the role.
      ties: [],
      units: plot.units.map(unit => ({ ...unit, share: null })),
      roles: plot.roles.map(each => ({ ...each, authority: null, decision: null })),
    },
  }
}

describe('an account never heard', () => {
  const heard = fc.record({ sentiment: fc.integer({ min: -100, max: 100 }), revenue: fc.integer({ min: 1, max: 1000 }) })
  const groups = fc.record({
    children: fc.array(heard, { minLength: 1, maxLength: 5 }),
    revenue: fc.integer({ min: 1, max: 3000 }),
    cast: casts,
  })
  const account = (id: string, revenue: number, sentiment?: number): Snapshot =>
    snapshot(
      createVillage({
        account: { id, name: id, parent: 'a group', annualRevenue: { amount: revenue, currency: 'EUR' } },
        stakeholders: [{ id: 'bo', roles: ['economicBuyer', 'user'] }],
        observations:
          sentiment === undefined ? [] : [{ stakeholder: 'bo', at: day(0), sentiment: sentiment / 100, via: 'interview', sd: 0.4 }],
      }),
      day(0),
    )

  test('leaves the value of its parent as it is, widens the bounds and is named', () => {
    always(
      groups,
      ({ children, revenue, cast }) => {
        const given = children.map((each, i) => account(cast.people[i] ?? '', each.revenue, each.sentiment))
        const silent = cast.people[children.length] ?? ''
        const [before, after] = [given, [...given, account(silent, revenue)]].map((all): RollUpNode => rollUp(all)[0] ?? expect.fail())
        expect(after?.value).toBeCloseTo(before?.value ?? Number.NaN, 12)
        expect(after?.sd).toBeCloseTo(before?.sd ?? Number.NaN, 12)
        expect(after?.missing).toEqual([silent])
        const [[low, high], [least, most]] = [before?.bounds ?? [0, 0], after?.bounds ?? [0, 0]]
        expect(least).toBeLessThanOrEqual(low + 1e-12)
        expect(most).toBeGreaterThanOrEqual(high - 1e-12)
        expect(most - least).toBeGreaterThan(high - low - 1e-12)
        for (const node of [before, after]) expectInside(node ?? expect.fail())
      },
      300,
    )
  })
})

function expectInside({ value, interval, bounds, state, probabilityFavourable = Number.NaN }: RollUpNode): void {
  const ends = [-1, bounds[0], interval?.[0] ?? 0, value ?? 0, interval?.[1] ?? 0, bounds[1], 1]
  // The interval is of those heard alone, and may reach beyond the bounds of all.
  expect([-1, bounds[0], bounds[1], 1]).toEqual([-1, bounds[0], bounds[1], 1].sort((a, b) => a - b))
  expect(ends.slice(2, 5)).toEqual(ends.slice(2, 5).sort((a, b) => a - b))
  const right: Partial<Record<AccountSentiment['state'], boolean>> = {
    favourable: probabilityFavourable >= 0.8,
    unfavourable: probabilityFavourable <= 0.2 + 1e-12,
  }
  expect(right[state] ?? true).toBe(true)
}
