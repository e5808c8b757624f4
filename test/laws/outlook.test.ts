import {
  byStakeholder,
  createVillage,
  type DecisionOutlook,
  decisionOutlook,
  decisionOutlooks,
  explainRisk,
  record,
  recordSentiment,
  revise,
  type Snapshot,
  snapshot,
  type Village,
  whatIf,
} from 'account-village'
import { passProbability, seatShares } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { type Game, gameOf, probabilityOf } from '../support/bruteForce.js'
import { day, instant } from '../support/days.js'
import { exact } from '../support/exact.js'
import { hypothesisOf, ideasOf } from '../support/ideas.js'
import { always, inProportion } from '../support/law.js'
import { played, seen } from '../support/measures.js'
import { readOnceRules, rules } from '../support/rules.js'
import { inputOf, type Scene, scenes } from '../support/villages.js'

const shares = fc.array(
  fc.integer({ min: 0, max: 100 }).map(n => n / 100),
  { minLength: 12, maxLength: 12 },
)

describe('an outlook', () => {
  test('has a range that holds the chance of yes, and an interval that holds the range, at the vote and today', () => {
    let found = 0
    always(scenes, scene => {
      for (const outlook of decisionOutlooks(played(scene).s)) {
        for (const { probabilityOfYes = Number.NaN, range = [], interval = [] } of [outlook, outlook.ifVotedToday ?? {}]) {
          found++
          const ends = [0, interval[0], range[0], probabilityOfYes, range[1], interval[1], 1]
          expect(ends).toEqual([...ends].sort((a = Number.NaN, b = Number.NaN) => a - b))
        }
        const { range: [low, high] = [Number.NaN, Number.NaN], stillFalls = Number.NaN, basis, byStakeholder: seats, unheard } = outlook
        expect(high).toBeLessThanOrEqual(stillFalls + 1e-12)
        expect(unheard).toEqual(seats.filter(({ known }) => known === 0).map(({ stakeholder }) => stakeholder))
        const isWide = (high - low) / stillFalls > 0.5
        expect(basis).toBe(seats.length === unheard.length ? 'priorOnly' : isWide ? 'mostlyPrior' : 'evidence')
      }
    })
    expect(found).toBeGreaterThan(inProportion(500))
  })

  test('divides the chance of a no among seats and delay', () => {
    always(scenes, scene => {
      for (const { probabilityOfYes = Number.NaN, stillFalls = Number.NaN, byStakeholder: seats } of decisionOutlooks(played(scene).s)) {
        const sum = seats.reduce((total, { share = Number.NaN }) => total + share, 1 - stillFalls)
        expect(Math.abs(sum - (1 - probabilityOfYes))).toBeLessThanOrEqual(1e-12)
        for (const { share = Number.NaN } of seats) expect(share).toBeGreaterThanOrEqual(0)
      }
    })
  })

  test('is that of today where the decision falls today, and that of the prior where it falls in a thousand years', () => {
    let found = 0
    always(scenes, scene => {
      const { s } = expecting(staying(scene), Math.floor(scene.view.asOf), true)
      const { state, agedDays, probabilityOfYes, ifVotedToday, range, interval } = decisionOutlook(s)
      if (state !== 'dated') return
      found++
      expect(agedDays).toBe(0)
      expect({ probabilityOfYes, range, interval }).toEqual({
        probabilityOfYes: ifVotedToday?.probabilityOfYes,
        range: ifVotedToday?.range,
        interval: ifVotedToday?.interval,
      })
      const later = decisionOutlook(expecting(staying(scene), 365_000, true).s)
      const { priorMean, priorSd } = s.settings.sentiment
      const { yesThreshold, riskTolerance } = s.settings.decision
      const kind = s.decision?.kind ?? 'new'
      for (const { stakeholder, probabilityOfYes: yes } of later.byStakeholder) {
        const appetite = s.stakeholders.find(({ id }) => id === stakeholder)?.riskAppetite ?? 0.5
        const bar = yesThreshold[kind] - (kind === 'renewal' ? -1 : 1) * riskTolerance * (appetite - 0.5)
        expect(yes).toBeCloseTo(normalCdf((priorMean - bar) / priorSd), 9)
      }
    })
    expect(found).toBeGreaterThan(inProportion(100))
  })

  test('falls the longer the decision is overdue, to nothing', () => {
    let found = 0
    always(scenes, scene => {
      const late = [1, 20, 100, 100_000].map(days => decisionOutlook(expecting(staying(scene), Math.floor(scene.view.asOf) - days, true).s))
      if (late.some(({ state }) => state !== 'overdue')) return
      const neverDecided = scene.view.settings?.decision?.neverDecided ?? 0.1
      if (neverDecided === 0) return
      found++
      const chances = late.map(({ probabilityOfYes = Number.NaN }) => probabilityOfYes)
      expect(chances).toEqual([...chances].sort((a, b) => b - a))
      expect(chances.at(-1)).toBeLessThan(1e-9)
      // What is known has aged by the median slip, however late it is.
      expect(new Set(late.map(({ agedDays }) => agedDays)).size).toBe(1)
    })
    expect(found).toBeGreaterThan(inProportion(100))
  })

  test('is today what it will be on the day of the vote when nothing comes in between', () => {
    let found = 0
    always(fc.record({ scene: scenes, ahead: fc.integer({ min: 0, max: 800 }) }), ({ scene, ahead }) => {
      const due = Math.floor(scene.view.asOf) + ahead
      const { village, s } = expecting(staying(scene), due, false)
      const { state, probabilityOfYes } = decisionOutlook(s)
      if (state !== 'dated' || s.decision === undefined || due < scene.view.asOf) return
      found++
      const then = snapshot(village, instant(due), { knownOn: instant(scene.view.asOf), decision: s.decision.id, settings: s.settings })
      expect(decisionOutlook(then).ifVotedToday?.probabilityOfYes).toBeCloseTo(probabilityOfYes ?? Number.NaN, 9)
    })
    expect(found).toBeGreaterThan(inProportion(100))
  })
})

/** The same scene in which everybody and everything that is there stays. */
function staying(scene: Scene): Scene {
  const { plot, view } = scene
  const always = { since: null, days: null }
  return {
    ...scene,
    plot: {
      ...plot,
      people: plot.people.map(each => ({ ...each, ...always })),
      roles: plot.roles.map(each => ({ ...each, ...always })),
      vetoes: plot.vetoes.map(each => ({ ...each, ...always })),
      ties: plot.ties.map(each => ({ ...each, ...always })),
      decisions: plot.decisions.map(each => ({ ...each, outcome: null })),
    },
    view: { ...view, knownOn: null, decision: view.decision ?? 0 },
  }
}

/** The village of a scene, all of whose decisions are expected on a day, and how it is looked at: on a day, or at an instant. */
function expecting(scene: Scene, due: number, asDay: boolean): { readonly village: Village; readonly s: Snapshot } {
  const input = inputOf(scene)
  const decisions = (input.decisions ?? []).map(decision => ({ ...decision, expectedAt: day(due) }))
  const village = createVillage({ ...input, decisions })
  return { village, s: seen(village, { ...scene, view: { ...scene.view, asDay } }) }
}

describe('several open decisions', () => {
  test('have each the outlook that it has when it is named', () => {
    let found = 0
    always(scenes, scene => {
      const { village } = played(scene)
      const s = seen(village, { ...scene, view: { ...scene.view, decision: null } })
      const all = decisionOutlooks(s)
      const open = s.decisions.filter(({ outcome }) => outcome === undefined).map(({ id }) => id)
      expect(all.map(({ decision }) => decision)).toEqual(open.sort())
      for (const outlook of all) {
        const named = snapshot(village, s.asOf, {
          knownOn: s.knownOn,
          settings: s.settings,
          ...(outlook.decision !== undefined && { decision: outlook.decision }),
        })
        expect(exact(computed(outlook))).toBe(exact(computed(decisionOutlook(named))))
        expect(decisionOutlooks(named).map(({ decision }) => decision)).toEqual([outlook.decision])
      }
      if (all.length > 1) {
        found++
        expect(decisionOutlook(s)).toMatchObject({ state: 'severalDecisions' })
        expect(decisionOutlook(s).probabilityOfYes).toBeUndefined()
      }
    })
    expect(found).toBeGreaterThan(inProportion(100))
  })

  test('take a hypothesis each as it does when it is named', () => {
    let found = 0
    const kinds = ['hear', 'lose', 'add', 'meet', 'miss', 'tie', 'grantVeto'] as const
    always(fc.record({ scene: scenes, ideas: fc.array(ideasOf(kinds), { minLength: 1, maxLength: 3 }) }), ({ scene, ideas }) => {
      const { village } = played(scene)
      let s = seen(village, { ...scene, view: { ...scene.view, decision: null } })
      const open = s.decisions.filter(({ outcome }) => outcome === undefined)
      if (open.length < 2) return
      let named = open.map(({ id }) => snapshot(village, s.asOf, { knownOn: s.knownOn, settings: s.settings, decision: id }))
      for (const [i, idea] of ideas.entries()) {
        const hypothesis = hypothesisOf(s, idea, `newcomer ${i}`)
        if (hypothesis === undefined) return
        // Where a placeholder of one is none of the other, what is supposed of it says nothing there.
        const about = JSON.stringify(hypothesis)
        if ([s, ...named].some(each => each.placeholders.some(id => about.includes(JSON.stringify(id))))) return
        s = whatIf(s, hypothesis)
        named = named.map(each => whatIf(each, hypothesis))
      }
      found++
      const all = new Map(decisionOutlooks(s).map(each => [each.decision, each]))
      for (const each of named) {
        const outlook = all.get(each.decision?.id) ?? expect.fail()
        expect(exact(computed(outlook))).toBe(exact(computed(decisionOutlook(each))))
      }
    })
    expect(found).toBeGreaterThan(inProportion(40))
  })
})

/** The fields of an outlook that are not simulated. */
function computed(outlook: DecisionOutlook): object {
  const fields = Object.keys(outlook).filter(field => field !== 'afterDeliberation')
  return Object.fromEntries(fields.map(field => [field, Reflect.get(outlook, field)]))
}

describe('the shares of seats', () => {
  const games = fc.record({ rule: rules, numbers: shares }).filter(({ rule }) => gameOf(rule).players.length <= 8)
  const answersOf = (game: Game, numbers: readonly number[]) => new Map(game.players.map((player, i) => [player, numbers[i] ?? 0]))

  test("are Shapley's value of going from a sure yes to one's own answer, by all groups", () => {
    always(
      games,
      ({ rule, numbers }) => {
        const game = gameOf(rule)
        const yes = answersOf(game, numbers)
        const { players } = game
        const count = players.length
        // What is lost when just a group answers as it does, and all others surely say yes.
        const lost = Array.from(
          { length: 2 ** count },
          (_, group) => 1 - probabilityOf(game, player => ((group >> players.indexOf(player)) & 1 ? (yes.get(player) ?? 0) : 1)),
        )
        const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
        const expected = players.map((_, i) =>
          lost.reduce((sum, without, group) => {
            if ((group >> i) & 1) return sum
            const size = group.toString(2).replaceAll('0', '').length
            const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count)
            return sum + weight * ((lost[group | (1 << i)] ?? Number.NaN) - without)
          }, 0),
        )
        expect(seatShares(rule, yes)).toEqual(
          players.map((stakeholder, i) => ({ stakeholder, share: expect.closeTo(expected[i] ?? 9, 10) })),
        )
      },
      200,
    )
  })

  test('sum to the chance of a no, and fall as the own answer rises', () => {
    always(
      fc.record({ rule: fc.oneof(rules, readOnceRules), numbers: shares, which: fc.nat(11), by: fc.integer({ min: 1, max: 100 }) }),
      ({ rule, numbers, which, by }) => {
        const game = gameOf(rule)
        const yes = answersOf(game, numbers)
        const rows = seatShares(rule, yes)
        const sum = rows.reduce((total, { share }) => total + share, 0)
        expect(Math.abs(sum - (1 - passProbability(rule, yes).probability))).toBeLessThanOrEqual(1e-12)
        const player = game.players[which % game.players.length] ?? ''
        const own = yes.get(player) ?? 0
        const raised = new Map(yes).set(player, own + ((1 - own) * by) / 100)
        const share = (all: typeof rows): number => byStakeholder(all).get(player)?.share ?? Number.NaN
        expect(share(seatShares(rule, raised))).toBeLessThanOrEqual(share(rows) + 1e-12)
        if (by === 100) expect(share(seatShares(rule, raised))).toBe(0)
      },
      400,
    )
  })
})

describe('a change of the money at risk over time', () => {
  const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] }
  const people = ['ann', 'bo', 'cy'] as const
  const cases = fc.record({
    kind: fc.constantFrom('new', 'renewal', 'expansion'),
    /** Days from the first look to the day that was expected first, and to that which is expected later. */
    due: fc.tuple(fc.integer({ min: -60, max: 200 }), fc.option(fc.integer({ min: -60, max: 200 }), { nil: null })),
    /** Days between the looks. */
    apart: fc.integer({ min: 0, max: 120 }),
    heard: fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 3, maxLength: 3 }),
    news: fc.array(fc.option(fc.integer({ min: -90, max: 90 }), { nil: null }), { minLength: 3, maxLength: 3 }),
    appetites: fc.array(fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }), { minLength: 3, maxLength: 3 }),
    liked: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
    leaves: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }),
  })
  type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never
  const START = 100

  /** Both looks, each knowing what was known by then: news come, appetites turn out others, a departure is announced. */
  function looksAt({ kind, due, apart, heard, news, appetites, liked, leaves }: Case): readonly [Snapshot, Snapshot] {
    const value = { amount: 1000, currency: 'EUR' }
    const decision = (days: number) => ({ id: 'deal', name: 'D', kind, value, rule, expectedAt: day(START + days) })
    const person = (i: number, of: number | null | undefined) => ({
      id: people[i] ?? '',
      roles: ['user' as const, 'approver' as const],
      ...(of !== null && of !== undefined && { riskAppetite: of / 10 }),
    })
    const before = createVillage({
      account: 'Acme',
      stakeholders: people.map((_, i) => person(i, appetites[i])),
      observations: people.map((stakeholder, i) => ({
        stakeholder,
        at: day(START - 30 * (i + 1)),
        sentiment: (heard[i] ?? 0) / 100,
        via: 'meeting',
      })),
      decisions: [decision(due[0])],
    })
    const later = { recordedAt: instant(START + apart) }
    let after = before
    if (due[1] !== null) after = revise(after, { decisions: [decision(due[1])] }, later)
    if (liked !== null || leaves !== null) {
      const departure = leaves === null ? {} : { leftAt: day(START + apart + leaves) }
      after = revise(after, { stakeholders: [{ ...person(0, liked ?? appetites[0]), ...departure }] }, later)
    }
    news.forEach((sentiment, i) => {
      if (sentiment !== null)
        after = recordSentiment(after, {
          stakeholder: people[i] ?? '',
          at: instant(START + apart),
          sentiment: sentiment / 100,
          via: 'survey',
        })
    })
    // The sum written out knows no error that readings share.
    const settings = { sentiment: { sharedSd: { meeting: 0 } } }
    return [snapshot(before, instant(START), { settings }), snapshot(record(after, {}), instant(START + apart), { settings })]
  }

  test("is divided by Shapley's value among answers, the day and the delay, by all orders", () => {
    const seenKinds = new Map<string, number>()
    always(
      cases,
      one => {
        const [before, after] = looksAt(one)
        const { contributions, total, exact: isExact } = explainRisk(before, after)
        expect(isExact).toBe(true)
        const game = gameOf(rule)
        const worth = (come: ReadonlySet<number>): number => {
          const has = (kind: string, stakeholder?: string): boolean =>
            contributions.some((each, i) => come.has(i) && each.kind === kind && each.stakeholder === stakeholder)
          const expectedAt = (has('date') ? after : before).decision?.expectedAt ?? ''
          const yes = (id: string): number => answerOf(has('stakeholder', id) ? after : before, id, expectedAt)
          return 1000 * (1 - fallingOf(has('delay') ? after : before) * probabilityOf(game, yes))
        }
        const count = contributions.length
        const orders = permutations(Array.from({ length: count }, (_, i) => i))
        const sums = new Array<number>(count).fill(0)
        const known = new Map<string, number>()
        const worthOf = (done: readonly number[]): number => {
          const key = [...done].sort().join()
          const value = known.get(key) ?? worth(new Set(done))
          known.set(key, value)
          return value
        }
        for (const order of orders)
          order.forEach((change, i) => {
            sums[change] = (sums[change] ?? 0) + (worthOf(order.slice(0, i + 1)) - worthOf(order.slice(0, i))) / orders.length
          })
        contributions.forEach(({ amount, kind, reasons }, i) => {
          expect(amount).toBeCloseTo(sums[i] ?? Number.NaN, 7)
          seenKinds.set(kind, (seenKinds.get(kind) ?? 0) + 1)
          for (const reason of reasons) seenKinds.set(reason.kind, (seenKinds.get(reason.kind) ?? 0) + 1)
          if (reasons.length > 0) expect(reasons.reduce((sum, reason) => sum + reason.amount, 0)).toBeCloseTo(amount, 8)
        })
        expect(total).toBeCloseTo(lossIn(after) - lossIn(before), 7)
        expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 7)
      },
      300,
    )
    for (const kind of ['stakeholder', 'date', 'delay', 'horizon', 'appetite', 'certainty', 'newReading', 'ageing'])
      expect(seenKinds.get(kind) ?? 0, kind).toBeGreaterThan(inProportion(20))
  })
})

/** The probability that somebody says yes on the day of a vote expected on a day, by what is known in a snapshot. */
function answerOf(s: Snapshot, id: string, expectedAt: string): number {
  const { priorMean, priorSd, halfLifeDays } = s.settings.sentiment
  const { yesThreshold, riskTolerance, slipDays } = s.settings.decision
  const kind = s.decision?.kind ?? 'new'
  const { riskAppetite = 0.5, leftAt } = s.stakeholders.find(each => each.id === id) ?? {}
  const bar = yesThreshold[kind] + (kind === 'renewal' ? 1 : -1) * riskTolerance * (riskAppetite - 0.5)
  const [today, due] = [s.agedTo, expectedAt].map(at => Date.parse(at) / 864e5)
  const isLate = Math.floor(due ?? 0) < Math.floor(today ?? 0)
  const ahead = isLate ? slipDays * Math.log(2) : Math.max(0, Math.floor(due ?? 0) - (today ?? 0))
  const voteDay = Math.floor(isLate ? (today ?? 0) + ahead : (due ?? 0))
  // A vacant seat has nobody's appetite.
  if (leftAt !== undefined && Math.floor(Date.parse(leftAt) / 864e5) <= voteDay)
    return normalCdf((priorMean - yesThreshold[kind]) / priorSd)
  const fade = 2 ** (-ahead / halfLifeDays)
  const { mean, variance } = stateOf(s, id)
  return normalCdf((priorMean + fade * (mean - priorMean) - bar) / Math.sqrt(fade ** 2 * variance + (1 - fade ** 2) * priorSd ** 2))
}

/** Everybody is alone here: reading after reading, each at its own time. */
function stateOf(s: Snapshot, id: string): { readonly mean: number; readonly variance: number } {
  const { priorMean, priorSd, halfLifeDays, readingSd } = s.settings.sentiment
  let [mean, variance, at] = [priorMean, priorSd ** 2, Number.NEGATIVE_INFINITY]
  const age = (until: number): void => {
    const fade = 2 ** (-(until - at) / halfLifeDays)
    mean = priorMean + fade * (mean - priorMean)
    variance = fade ** 2 * variance + (1 - fade ** 2) * priorSd ** 2
    at = until
  }
  const own = s.observations.filter(({ stakeholder }) => stakeholder === id)
  for (const { at: when, sentiment, via } of [...own].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    age(Date.parse(when) / 864e5)
    const gain = variance / (variance + readingSd[via] ** 2)
    mean += gain * (sentiment - mean)
    variance *= 1 - gain
  }
  age(Date.parse(s.agedTo) / 864e5)
  return { mean, variance }
}

/** The probability that an overdue decision is made. */
function fallingOf(s: Snapshot): number {
  const { neverDecided, slipDays } = s.settings.decision
  const [today = 0, due = 0] = [s.agedTo, s.decision?.expectedAt ?? ''].map(at => Date.parse(at) / 864e5)
  if (Math.floor(due) >= Math.floor(today)) return 1
  // Bayes: of those never made none has been by then, of the others those that slip so long.
  const waiting = (1 - neverDecided) * Math.exp(-(today - due) / slipDays)
  return waiting / (waiting + neverDecided) / (1 - neverDecided)
}

function lossIn(s: Snapshot): number {
  return decisionOutlook(s).revenueAtRisk?.amount ?? Number.NaN
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap(item => permutations(items.filter(other => other !== item)).map(rest => [item, ...rest]))
}
