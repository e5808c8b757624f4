import {
  blockingCoalitions,
  byStakeholder as byId,
  createVillage,
  type DecisionRule,
  decisionOutlook,
  explainChange,
  explainRisk,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  snapshot,
  votingPower,
  whatIf,
} from 'account-village'
import { passProbability } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectedSentiment } from '../../src/account/explainChange.js'
import { barClearedWith, committee, passing } from '../../src/decision/committee.js'
import { voiceShares } from '../../src/influence/voice.js'
import { barOf } from '../../src/math/bar.js'
import { eventWeightsIn, takenEvents } from '../../src/sentiment/trace.js'
import { normalCdf, normalDensity } from '../../src/support/normal.js'
import { amended } from '../../src/village/work.js'
import { blockingOf, type Game, gameOf, passes, powerOf, probabilityOf } from '../support/bruteForce.js'
import { day } from '../support/days.js'
import { always, inProportion } from '../support/law.js'
import { played } from '../support/measures.js'
import { rules } from '../support/rules.js'
import { type Plot, type Scene, scenes } from '../support/villages.js'

const shares = fc.array(
  fc.integer({ min: 1, max: 99 }).map(n => n / 100),
  { minLength: 12, maxLength: 12 },
)

describe('the slope of the probability of yes', () => {
  test('by each answer is the quotient of small differences', () => {
    always(
      fc.tuple(rules, shares),
      ([rule, numbers]) => {
        const yes = new Map(gameOf(rule).players.map((player, i) => [player, numbers[i] ?? Number.NaN]))
        const at = (player: string, by: number): number =>
          passProbability(rule, new Map(yes).set(player, (yes.get(player) ?? 0) + by)).probability
        for (const { stakeholder: player, pivotality: slope } of passProbability(rule, yes).pivotality) {
          const h = 1e-3
          expect((at(player, h) - at(player, -h)) / (2 * h)).toBeCloseTo(slope, 10)
        }
      },
      400,
    )
  })

  test('by each sentiment is the pivotality times the density at the threshold', () => {
    // Nobody moves anybody and an expectation moves its owner by a ten-thousandth either way.
    const h = 1e-4
    const settings = { expectation: { met: h, lossAversion: 1 } }
    always(
      fc.record({ rule: rules, heard: fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 12, maxLength: 12 }) }),
      ({ rule, heard }) => {
        const { players } = gameOf(rule)
        const village = createVillage({
          account: 'Acme',
          stakeholders: players.map(id => ({ id, roles: ['user', 'approver'] })),
          observations: players.map((stakeholder, i) => ({
            stakeholder,
            at: day(0),
            sentiment: (heard[i] ?? 0) / 100,
            via: 'survey',
            sd: 0.3 + i / 20,
          })),
          expectations: players.map(id => ({ id, stakeholder: id, statement: 'a hope', importance: 1, status: [] })),
          decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule }],
        })
        const s = snapshot(village, day(0), { settings })
        const { byStakeholder } = decisionOutlook(s)
        for (const id of players) {
          const { pivotality = Number.NaN, probabilityOfYes, worthSaving = 0, mustKeep = 0 } = byId(byStakeholder).get(id) ?? expect.fail()
          const { value = 0, sd } = byId(sentiments(s)).get(id) ?? expect.fail()
          const expected = (pivotality * normalDensity(value / sd)) / sd
          const chance = (of: Snapshot): number => decisionOutlook(of).probabilityOfYes ?? Number.NaN
          const found = (chance(whatIf(s, { meet: id })) - chance(whatIf(s, { miss: id }))) / (2 * h)
          expect(Math.abs(found - expected)).toBeLessThan(1e-6)
          expect(probabilityOfYes).toBeCloseTo(normalCdf(value / sd), 12)
          // What turning them into a certain yes saves, and into a certain no costs.
          const yes = new Map([...byStakeholder].map(({ stakeholder: player, ...each }) => [player, each.probabilityOfYes ?? Number.NaN]))
          const certain = (answer: number): number => 1000 * (1 - passProbability(rule, new Map(yes).set(id, answer)).probability)
          const now = revenueAtRisk(s).amount ?? Number.NaN
          expect(worthSaving).toBeCloseTo(now - certain(1), 8)
          expect(mustKeep).toBeCloseTo(certain(0) - now, 8)
        }
      },
      100,
    )
  })

  test('by the bar leads to the bar that is cleared with a given probability', () => {
    always(
      scenes,
      scene => {
        const seats = committee(played(scene).s)
        if (Math.min(...seats.variances) < 1e-4) return
        const bars = [0.95, 0.6, 0.3, 0.05].map(probability => {
          const bar = barClearedWith(seats, probability, barOf(seats.rule, seats.means).bar)
          expect(passing({ ...seats, thresholds: seats.thresholds.map(() => bar) })).toBeCloseTo(probability, 9)
          return bar
        })
        expect(bars).toEqual([...bars].sort((a, b) => a - b))
      },
      300,
    )
  })
})

describe('the weight of each reading', () => {
  const choices = fc.record({ scene: scenes, which: fc.nat(30), by: fc.constantFrom(-0.5, -0.01, 0.01, 0.5) })

  test("in the account's sentiment is what it rises by when the reading does", () => {
    let found = 0
    always(choices, ({ scene, which, by }) => {
      const { s } = played(halved(scene))
      const all = takenEvents(s).map(({ event }) => event)
      const place = which % Math.max(all.length, 1)
      const chosen = all[place]
      if (chosen === undefined) return
      const weight = eventWeightsIn(s, voiceShares(s))[place] ?? Number.NaN
      if (chosen.kind === 'upheaval' || chosen.kind === 'silence') return
      const raised = raisedBy(s, chosen.kind, chosen.id, by)
      expect((expectedSentiment(raised) - expectedSentiment(s)) / by).toBeCloseTo(weight, 9)
      found += Number(weight !== 0)
    })
    expect(found).toBeGreaterThan(inProportion(300))
  })

  test('leaves nothing of the sentiment unexplained: the prior, and each reading less the prior', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const { priorMean } = s.settings.sentiment
      const weights = eventWeightsIn(s, voiceShares(s))
      const parts = takenEvents(s).map(({ value }, k) => (weights[k] ?? Number.NaN) * value)
      expect(Math.abs(parts.reduce((sum, part) => sum + part, priorMean) - expectedSentiment(s))).toBeLessThan(1e-12)
    })
  })

  test('in the explanation of a change is what the change rises by when the reading does', () => {
    let found = 0
    always(
      fc.record({ choice: choices, days: fc.integer({ min: 1, max: 300 }) }),
      ({ choice: { scene, which, by }, days }) => {
        const { village, s: later } = played(halved(scene))
        const earlier = snapshot(village, new Date(Date.parse(later.asOf) - days * 864e5), {
          ...(later.decision !== undefined && { decision: later.decision.id }),
          settings: later.settings,
        })
        const known = new Set(earlier.observations.map(({ id }) => id))
        const news = later.observations.filter(({ id }) => !known.has(id))
        const chosen = news[which % Math.max(news.length, 1)]
        if (chosen === undefined) return
        const raised = raisedBy(later, 'observation', chosen.id, by)
        const amount = (of: Snapshot): number =>
          explainChange(earlier, of).contributions.find(({ kind, reading }) => kind === 'newReading' && reading === chosen.id)?.amount ?? 0
        const rise = explainChange(earlier, raised).total - explainChange(earlier, later).total
        const others = (of: Snapshot): number => explainChange(earlier, of).total - amount(of)
        // Where nobody's weight changed, the reading alone takes the whole rise; otherwise weights are priced by it as well.
        const byReadings = (of: Snapshot): boolean =>
          explainChange(earlier, of).contributions.every(({ kind }) => ['newReading', 'ageing', 'withdrawnReading'].includes(kind))
        if (!byReadings(later) || !byReadings(raised)) return
        found += Number(rise !== 0)
        expect((amount(raised) - amount(later)) / by).toBeCloseTo(rise / by, 9)
        expect(others(raised)).toBeCloseTo(others(later), 11)
      },
      1000,
    )
    expect(found).toBeGreaterThan(inProportion(30))
  })
})

describe('whatever counts coalitions of up to ten people agrees with going through all of them', () => {
  test('in the voting power and the blocking groups of a decision with its own rule and granted vetoes', () => {
    always(
      committees(10),
      one => {
        const { s, game } = one
        const { players, winningCoalitions } = votingPower(s)
        const counted = powerOf(game)
        const idle = game.players.length - players.length
        expect(winningCoalitions * 2 ** idle).toBe(counted.winningCoalitions)
        for (const { player, veto, ...indices } of counted.players) {
          const power = byId(players).get(player)
          if (power === undefined) expect(indices.banzhafAbsolute).toBe(0)
          else {
            expect(power.veto).toBe(veto)
            for (const [name, index] of Object.entries(indices)) expect(Reflect.get(power, name), name).toBeCloseTo(index, 10)
          }
        }
        const { coalitions, complete } = blockingCoalitions(s)
        expect(complete).toBe(true)
        expect(coalitions.map(group => [...group].sort().join(' + ')).sort()).toEqual(blockingOf(game))
      },
      150,
    )
  })

  test('in the outlook', () => {
    always(
      committees(10),
      ({ s, game }) => {
        const { probabilityOfYes, byStakeholder } = decisionOutlook(s)
        const yes = (player: string): number => byId(byStakeholder).get(player)?.probabilityOfYes ?? 0.5
        expect(probabilityOfYes).toBeCloseTo(probabilityOf(game, yes), 11)
      },
      150,
    )
  })

  test('in what each change adds to the money at risk, by all orders of the changes', () => {
    always(
      fc.record({
        one: committees(6),
        heard: fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 10, maxLength: 10 }),
        granted: fc.nat(20),
        dearer: fc.boolean(),
      }),
      ({ one: { s }, heard, granted, dearer }) => expectShapley(s, heard, granted, dearer, byOrders),
      40,
    )
  })

  test('in what each change adds to the money at risk, by all groups of up to ten changes', () => {
    always(
      fc.record({
        one: committees(8),
        heard: fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 10, maxLength: 10 }),
        granted: fc.nat(20),
        dearer: fc.boolean(),
      }),
      ({ one: { s }, heard, granted, dearer }) => expectShapley(s, heard, granted, dearer, byGroups),
      25,
    )
  })
})

/** Committees of up to so many people, with a rule and vetoes that were granted, and the game that they play. */
function committees(most: number): fc.Arbitrary<{ readonly s: Snapshot; readonly game: Game }> {
  const weights = fc.array(
    fc.record({ weight: fc.integer({ min: 1, max: 9 }), veto: fc.nat(7), granted: fc.nat(9), nested: fc.boolean() }),
    {
      minLength: 3,
      maxLength: most,
    },
  )
  return fc.record({ weights, quota: fc.integer({ min: 20, max: 90 }) }).map(({ weights: people, quota }) => {
    const seats = people.map(({ weight, veto }, i) => ({ of: `p${i}`, weight, veto: veto === 0 }))
    const inner = seats.filter((_, i) => people[i]?.nested)
    const outer = seats.filter((_, i) => !people[i]?.nested)
    const body = (members: typeof seats): DecisionRule => ({
      quota: Math.ceil((members.reduce((sum, { weight }) => sum + weight, 0) * quota) / 100),
      members,
    })
    const rule: DecisionRule =
      inner.length === 0 || outer.length === 0
        ? body(seats)
        : {
            quota: 2 + (quota % 3),
            members: [
              { of: body(inner), weight: 2 },
              { of: body(outer), weight: 2 },
              { of: 'p0', weight: 1 },
            ],
          }
    const vetoes = people.flatMap(({ granted }, i) => (granted === 0 ? [{ stakeholder: `p${i}` }] : []))
    const village = createVillage({
      account: 'Acme',
      stakeholders: people.map((_, i) => ({ id: `p${i}`, roles: [i === 0 ? 'user' : 'approver'] })),
      vetoes,
      decisions: [{ id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule }],
    })
    const players = people.map((_, i) => `p${i}`)
    const bits = new Map(players.map((player, i) => [player, 1 << i]))
    const wins = (coalition: number): boolean => {
      const agrees = (player: string): boolean => (coalition & (bits.get(player) ?? 0)) !== 0
      return passes(rule, agrees) && vetoes.every(({ stakeholder }) => agrees(stakeholder))
    }
    return { s: snapshot(village, day(0)), game: { players: [...players].sort(), wins: byOrderOf(players, wins) } }
  })
}

/** The same game with the players in order of text, as everything else has them. */
function byOrderOf(players: readonly string[], wins: (coalition: number) => boolean): (coalition: number) => boolean {
  const sorted = [...players].sort()
  const places = sorted.map(player => players.indexOf(player))
  return coalition => wins(places.reduce((mask, place, i) => mask | (((coalition >> i) & 1) << place), 0))
}

type Worth = (done: ReadonlySet<number>) => number

/** Compares the explanation of a change of people, of who has a veto and of the value with Shapley's value found another way. */
function expectShapley(
  s: Snapshot,
  heard: readonly number[],
  granted: number,
  dearer: boolean,
  values: (count: number, worth: Worth) => number[],
): void {
  const people = s.stakeholders.map(({ id }) => id)
  const opinions = people.flatMap((hear, i) => ((heard[i] ?? 0) % 4 === 0 ? [] : [{ hear, sentiment: (heard[i] ?? 0) / 100 }]))
  const veto = granted < people.length ? [{ grantVeto: people[granted] ?? '' }] : []
  const value = s.decision?.value?.amount ?? Number.NaN
  const told = whatIf(s, [...opinions, ...veto])
  const decision = told.decision ?? expect.fail()
  const after = dearer ? amended(told, { decision: { ...decision, value: { amount: 3 * value, currency: 'EUR' } } }) : told
  const explained = explainRisk(s, after)
  expect(explained.exact).toBe(true)
  const rule = s.decision?.rule ?? expect.fail()
  const players = gameOf(rule).players
  const yes = (of: Snapshot) => (id: string) => byId(decisionOutlook(of).byStakeholder).get(id)?.probabilityOfYes ?? 0.5
  const [then, now] = [yes(s), yes(after)]
  const { contributions } = explained
  const worth: Worth = done => {
    const come = contributions.filter((_, i) => done.has(i))
    const changed = new Set(come.flatMap(({ kind, stakeholder }) => (kind === 'stakeholder' ? [stakeholder] : [])))
    const has = (kind: string): boolean => come.some(each => each.kind === kind)
    const vetoes = (has('veto') ? after : s).vetoes.map(({ stakeholder }) => stakeholder)
    const everybody = [...new Set([...players, ...vetoes])].sort()
    const bits = new Map(everybody.map((player, i) => [player, 1 << i]))
    const wins = (coalition: number): boolean => {
      const agrees = (player: string): boolean => (coalition & (bits.get(player) ?? 0)) !== 0
      return passes(rule, agrees) && vetoes.every(agrees)
    }
    const passing = probabilityOf({ players: everybody, wins }, id => (changed.has(id) ? now(id) : then(id)))
    return (has('value') ? (after.decision?.value?.amount ?? 0) : value) * (1 - passing)
  }
  const expected = values(contributions.length, worth)
  contributions.forEach(({ amount, standardError }, i) => {
    expect(amount).toBeCloseTo(expected[i] ?? Number.NaN, 7)
    expect(standardError).toBe(0)
  })
  // Whatever is not named changes nothing.
  expect(worth(new Set(contributions.keys()))).toBeCloseTo(explained.after, 7)
  expect(explained.after).toBeCloseTo(decisionOutlook(after).revenueAtRisk?.amount ?? Number.NaN, 9)
  expect(worth(new Set())).toBeCloseTo(explained.before, 7)
}

/** The mean over all orders, each walked through. */
function byOrders(count: number, worth: Worth): number[] {
  const sums = new Array<number>(count).fill(0)
  const known = new Map<string, number>()
  const worthOf = (done: readonly number[]): number => {
    const key = [...done].sort((a, b) => a - b).join()
    const value = known.get(key) ?? worth(new Set(done))
    known.set(key, value)
    return value
  }
  let orders = 0
  const walk = (done: readonly number[]): void => {
    if (done.length === count) orders++
    for (let next = 0; next < count; next++) if (!done.includes(next)) walk([...done, next])
    const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
    // So many orders go on from here.
    const last = done.at(-1)
    if (last !== undefined) sums[last] = (sums[last] ?? 0) + factorial(count - done.length) * (worthOf(done) - worthOf(done.slice(0, -1)))
  }
  walk([])
  return sums.map(sum => sum / orders)
}

/** Shapley's value from Harsanyi's dividends: each group's own surplus, divided equally among its members. */
function byGroups(count: number, worth: Worth): number[] {
  const worths = Array.from({ length: 2 ** count }, (_, mask) =>
    worth(new Set(Array.from({ length: count }, (_unused, i) => i).filter(i => (mask >> i) & 1))),
  )
  const dividends = [...worths]
  for (let i = 0; i < count; i++)
    for (let mask = 0; mask < dividends.length; mask++)
      if ((mask >> i) & 1) dividends[mask] = (dividends[mask] ?? 0) - (dividends[mask & ~(1 << i)] ?? 0)
  return Array.from({ length: count }, (_, i) =>
    dividends.reduce((sum, dividend, mask) => {
      const members = mask.toString(2).replaceAll('0', '').length
      return (mask >> i) & 1 ? sum + dividend / members : sum
    }, 0),
  )
}

/** The same scene with sentiments half as large, so that they can be raised. */
function halved(scene: Scene): Scene {
  const { plot } = scene
  const half: Plot = {
    ...plot,
    observations: plot.observations.map(each => ({ ...each, sentiment: each.sentiment / 2 })),
    interviews: plot.interviews.map(each => ({ ...each, sentiment: each.sentiment === null ? null : each.sentiment / 2 })),
    // What a silence says and an upheaval takes hangs on what was heard before.
    requests: [],
    upheavals: [],
  }
  return { ...scene, plot: half }
}

/** The snapshot in which one reading said more. */
function raisedBy(s: Snapshot, kind: 'observation' | 'interview', which: string, by: number): Snapshot {
  const raised = <Reading extends { readonly id: string; readonly sentiment?: number | undefined }>(reading: Reading): Reading =>
    reading.id === which && reading.sentiment !== undefined ? { ...reading, sentiment: reading.sentiment + by } : reading
  return kind === 'observation'
    ? amended(s, { observations: s.observations.map(raised) })
    : amended(s, { interviews: s.interviews.map(raised) })
}
