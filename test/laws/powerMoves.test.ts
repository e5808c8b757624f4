import {
  assessRisk,
  attentionBalance,
  createVillage,
  type Finding,
  gatekeepers,
  handoverReadiness,
  powerByClass,
  powerTransitions,
  RISK_RULES,
  record,
  type Snapshot,
  snapshot,
  type Village,
  type VillageInput,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inViewOf, openDecisions } from '../../src/village/inView.js'
import { instant } from '../support/days.js'
import { type DrivenScene, drivenInput, drivenScenes, firstInteraction } from '../support/driven.js'
import { exact, numbersIn, strangeNumbers } from '../support/exact.js'
import { oneByOne, recordAll, reordered } from '../support/facts.js'
import { answer, expectHonestFlag } from '../support/honestFlag.js'
import { always, casesAmong, RUNS } from '../support/law.js'
import { allMeasures, differences, seen } from '../support/measures.js'
import { memoised } from '../support/memoised.js'
import { hostileCasts, PLAIN_CAST } from '../support/villages.js'

const sum = (values: Iterable<number>): number => [...values].reduce((total, each) => total + each, 0)
const villageOf = memoised((scene: DrivenScene): Village => createVillage(drivenInput(scene)))
const seenIn = memoised((scene: DrivenScene): Snapshot => seen(villageOf(scene), scene))
/** Scenes in which there is somebody. */
const peopled = drivenScenes.filter(({ plot }) => plot.people.length > 0)

/** What may follow from interactions; no sentiment, power or decision may. */
const OF_INTERACTIONS = [
  'powerTransitions',
  'handoverReadiness',
  'attention',
  'attentionByThirds',
  'messageLoad',
  'risks',
  'planCoverage',
  'nextMoves',
  'relationships',
  'ourReach',
  'introductions',
  'touchpoints',
]

describe('attention', () => {
  const shares = (s: Snapshot) =>
    (['power', 'walkerThirds'] as const).map(target => {
      const { byStakeholder, byClass, overinvestment, unit } = attentionBalance(s, { days: 90, target })
      const of = ({ contacts, attention, target: wanted, excess }: (typeof byClass)['user']) => [contacts, attention, wanted, excess]
      return [
        [...byStakeholder].map(({ stakeholder: id, ...each }) => [id, of(each)]),
        Object.values(byClass).map(of),
        overinvestment,
        unit,
      ]
    })

  test('is the same share of everything when all effort is doubled, and so is power', () => {
    always(peopled, scene => {
      const { interactions = [], ...rest } = drivenInput(scene)
      const doubled = interactions.map(({ effort, ...each }) => ({ ...each, ...(effort !== undefined && { effort: 2 * effort }) }))
      const [s, t] = [seenIn(scene), seen(createVillage({ ...rest, interactions: doubled }), scene)]
      expect(exact(shares(t))).toBe(exact(shares(s)))
      // Hours that may be taken from somebody are counted in what they get.
      expect(differences(s, t).filter(name => !['attention', 'attentionByThirds', 'nextMoves'].includes(name))).toEqual([])
    })
  })

  test('is shared out completely where there was any, and so are both targets', () => {
    always(peopled, scene => {
      const s = seenIn(scene)
      for (const target of ['power', 'walkerThirds'] as const) {
        const { byStakeholder, byClass, overinvestment } = attentionBalance(s, { days: 90, target })
        const total = sum(byStakeholder.map(({ attention }) => attention))
        expect(total).toBeCloseTo(overinvestment === undefined ? 0 : 1, 9)
        expect(sum(byStakeholder.map(each => each.target))).toBeCloseTo(1, 9)
        expect(sum(Object.values(byClass).map(({ attention }) => attention))).toBeCloseTo(total, 9)
        expect(sum(Object.values(byClass).map(({ contacts }) => contacts))).toBe(sum(byStakeholder.map(({ contacts }) => contacts)))
        for (const { attention, target: wanted, excess } of [...byStakeholder, ...Object.values(byClass)]) {
          expectWithin(attention, 0, 1)
          expectWithin(wanted, 0, 1)
          expectWithin(excess, -1, 1)
        }
        expectWithin(overinvestment ?? 0, -1, 1)
      }
    })
  })

  test('never feeds back: without any interaction, sentiments, power and the decision are the same', () => {
    always(peopled, any => {
      // Whoever takes part in a meeting has answered what they were asked.
      const scene = { ...any, plot: { ...any.plot, requests: [] } }
      const { interactions: _, ...without } = drivenInput(scene)
      const s = seen(createVillage(without), scene)
      expect(differences(seenIn(scene), s).filter(name => !OF_INTERACTIONS.includes(name))).toEqual([])
    })
  })
})

describe('a hand-over', () => {
  test('is not told by what came before the first interaction', () => {
    const early = fc.array(
      fc.record({ person: fc.nat(11), before: fc.integer({ min: 1, max: 400 }), days: fc.integer({ min: 0, max: 400 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    always(fc.record({ scene: peopled, early }), ({ scene, early: spells }) => {
      const village = villageOf(scene)
      const first = firstInteraction(village)
      if (!Number.isFinite(first)) return
      const roles = spells.map(({ person, before, days }) => ({
        stakeholder: village.stakeholders[person % village.stakeholders.length]?.id ?? '',
        role: 'economicBuyer' as const,
        since: new Date(first - (before + days) * 86_400_000),
        until: new Date(first - before * 86_400_000),
      }))
      const more = seen(record(village, { roles }), scene)
      expect(exact(powerTransitions(more))).toBe(exact(powerTransitions(seenIn(scene))))
    })
  })

  test('has no evidence where nothing happened, whatever roles do', () => {
    always(peopled, scene => {
      const { interactions: _, ...without } = drivenInput(scene)
      expect(powerTransitions(seen(createVillage(without), scene))).toEqual([
        { from: 'user', to: 'decider', status: 'noEvidence', events: [], carriers: { before: [], after: [] } },
      ])
    })
  })

  test('rests on evidence that is in the village, and has a probability if and only if there is any', () => {
    always(peopled, scene => {
      const s = seenIn(scene)
      const ids = {
        interaction: new Set(s.interactions.map(({ id }) => id)),
        role: new Set(s.roleHistory.map(({ id }) => id)),
      }
      for (const { events, status, probability, noChange, share, flaggedAt, reversedAt, happenedAt, carriers } of powerTransitions(s)) {
        expect(status === 'noEvidence').toBe(events.length === 0)
        expect([probability, noChange, share].map(each => each === undefined)).toEqual(Array(3).fill(events.length === 0))
        expect(events.filter(({ id, idOf }) => !ids[idOf].has(id))).toEqual([])
        expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort())
        for (const { weight, to, kind, byDecider, idOf } of events) {
          expect(weight).toBeGreaterThan(0)
          expect(weight).toBeLessThanOrEqual(1)
          expect(to).toBe(kind === 'roleChange' || kind === 'processChange' ? (byDecider ? 'deciders' : 'users') : undefined)
          expect(idOf).toBe(kind === 'roleChange' ? 'role' : 'interaction')
        }
        expectWithin(probability ?? 0, 0, 1)
        expect(flaggedAt !== undefined).toBe(['flagged', 'settled'].includes(status))
        if (status === 'reversed') expect(reversedAt).toBeDefined()
        expect(happenedAt !== undefined).toBe(['flagged', 'settled', 'suspected'].includes(status))
        if (happenedAt !== undefined) {
          const [earliest, latest] = happenedAt.interval
          expect(earliest <= happenedAt.estimate && happenedAt.estimate <= latest).toBe(true)
        } else expect(carriers.after).toEqual([])
        const drivers = new Set(events.flatMap(({ people }) => people))
        expect([...carriers.before, ...carriers.after].filter(id => !drivers.has(id))).toEqual([])
      }
    })
  })

  test('is neither suspected nor taken back as long as only deciders drive', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 30, size: 'max' })
    always(gaps, days => {
      const moments = days.map((_, i) => sum(days.slice(0, i + 1)))
      const village = createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'bo', roles: ['approver'] }],
        interactions: moments.map(n => ({ at: instant(n), kind: 'meeting', participants: ['bo'], drivenBy: 'bo' })),
      })
      const status = powerTransitions(snapshot(village, instant(moments.at(-1) ?? 0)))[0]?.status
      expect(['quiet', 'decidersLead']).toContain(status)
    })
  })
})

describe('the flag of a hand-over', () => {
  test('is raised, and taken back, at the first moment from which on snapshots of every moment show it', () => {
    always(histories(fc.integer({ min: 0, max: 120 }).map(n => n / 4)), input => expectHonestFlag(createVillage(input)))
  })

  test('is so also where no two things happen on one day and all is known at once', () => {
    always(histories(fc.integer({ min: 0, max: 30 })), ({ interactions = [], roles = [], ...rest }) => {
      const days = new Set<unknown>()
      const apart = <Value extends { readonly recordedAt?: unknown }>(facts: readonly Value[], when: (fact: Value) => unknown) =>
        facts.filter(fact => !days.has(when(fact)) && days.add(when(fact))).map(({ recordedAt: _, ...fact }) => fact)
      expectHonestFlag(
        createVillage({ ...rest, interactions: apart(interactions, ({ at }) => at), roles: apart(roles, ({ since }) => since) }),
      )
    })
  })

  test('is raised and taken back among such histories', () => {
    const statuses = new Set<string>()
    for (const input of casesAmong(histories(fc.integer({ min: 0, max: 30 })), RUNS)) {
      const village = createVillage(input)
      for (const n of [15, 30, 60]) statuses.add(answer(village, instant(n)).status)
    }
    expect([...statuses]).toEqual(expect.arrayContaining(['quiet', 'suspected', 'flagged']))
  })
})

/** Small villages in which power may move within weeks: a user, a decider, and two whose roles change and may be learned late. */
function histories(when: fc.Arbitrary<number>): fc.Arbitrary<VillageInput> {
  const lag = fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, { arbitrary: fc.integer({ min: 1, max: 20 }), weight: 1 })
  const known = (at: number, late: number | null) => (late === null ? {} : { recordedAt: instant(at + late) })
  const who = fc.constantFrom('ann', 'bo', 'bo', 'cy', 'di')
  const interactions = fc.array(
    fc
      .record({
        at: when,
        lag,
        kind: fc.constantFrom('meeting', 'approval', 'email', 'processChange'),
        driver: fc.option(who, { nil: null, freq: 4 }),
      })
      .map(({ at, lag: late, kind, driver }) => ({
        at: instant(at),
        kind,
        participants: ['ann', 'bo', 'cy'],
        ...(driver !== null && { drivenBy: driver }),
        ...known(at, late),
      })),
    { minLength: 1, maxLength: 14, size: 'max' },
  )
  const roles = fc.array(
    fc
      .record({
        stakeholder: fc.constantFrom('cy', 'di'),
        role: fc.constantFrom('user', 'approver'),
        since: when,
        days: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
        lag,
      })
      .map(({ since, days, lag: late, ...role }) => ({
        ...role,
        since: instant(since),
        ...(days !== null && { until: instant(since + days) }),
        ...known(since, late),
      })),
    { maxLength: 3 },
  )
  return fc.record({ interactions, roles }).map(({ interactions: met, roles: held }) => ({
    account: 'Acme',
    stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['decisionMaker'] }, { id: 'cy' }, { id: 'di' }],
    interactions: met.map((each, i) => ({ ...each, id: `interaction ${i}` })),
    roles: held.map((each, i) => ({ ...each, id: `role ${i}` })),
  }))
}

describe('power by class', () => {
  test('sums to 1, and no class has less than none', () => {
    always(peopled, scene => {
      const shares = Object.values<number>({ ...powerByClass(seenIn(scene)) })
      expect(sum(shares)).toBeCloseTo(1, 9)
      for (const share of shares) expectWithin(share, 0, 1)
    })
  })
})

describe('readiness for a hand-over', () => {
  test('is a score from 0 to 1, the mean of aspects from 0 to 1, and prices nothing below 0', () => {
    always(peopled, scene => {
      const s = seenIn(scene)
      const { score, aspects, unknown, items } = handoverReadiness(s)
      const all = Object.entries<number | undefined>({ ...aspects })
      const judged = all.flatMap(([, aspect]) => aspect ?? [])
      for (const aspect of judged) expectWithin(aspect, 0, 1)
      expect(score).toBeCloseTo(sum(judged) / judged.length, 12)
      expect([...unknown].sort()).toEqual(all.flatMap(([name, aspect]) => (aspect === undefined ? [name] : [])).sort())
      const present = new Set(s.stakeholders.map(({ id }) => id))
      for (const { kind, price, stakeholders, message } of items) {
        expect(stakeholders.filter(id => !present.has(id))).toEqual([])
        expect(stakeholders.length > 0).toBe(kind !== 'noChampion')
        expect(message).toMatch(/^[A-Z].*\.$/)
        expectWithin(price.coverage, 0, 1)
        expectWithin(price.probabilityOfYes, 0, 1)
      }
    })
  })
})

describe('a finding', () => {
  test('is never without evidence, and names nobody but people of the village and those whom nobody knows', () => {
    always(peopled, scene => {
      const s = seenIn(scene)
      const people = new Set([...scene.cast.people.slice(0, scene.plot.people.length), ...s.placeholders, ...placeholdersOfEach(s)])
      const rules = new Set(RISK_RULES.map(({ id }) => id))
      for (const { rule, evidence, stakeholders, severity, message, revenueAtRisk } of assessRisk(s)) {
        expect(rules.has(rule)).toBe(true)
        expect(evidence.length).toBeGreaterThan(0)
        expect(['info', 'warning', 'critical']).toContain(severity)
        expect([...stakeholders, ...evidence.flatMap(({ stakeholder }) => stakeholder ?? [])].filter(id => !people.has(id))).toEqual([])
        expect(new Set(stakeholders).size).toBe(stakeholders.length)
        expect(message).toMatch(/^[A-Z].*\.$/)
        const open = s.decisions.filter(({ id, outcome }) => outcome === undefined && id === (s.decision?.id ?? id))
        expectWithin(revenueAtRisk?.amount ?? 0, 0, sum(open.map(({ value }) => value?.amount ?? 0)))
      }
    })
  })
})

describe('all of it', () => {
  test('holds nothing but numbers that JSON can hold', () => {
    always(drivenScenes, scene => {
      const s = seenIn(scene)
      expect(strangeNumbers(movesOf(s))).toEqual([])
      const plain = [powerTransitions(s), powerByClass(s), gatekeepers(s), handoverReadiness(s), assessRisk(s)]
      expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
    })
  })

  test('does not depend on the order in which facts are written down or arrive, not by a single bit', () => {
    always(
      fc.record({ scene: peopled, seed: fc.nat() }),
      ({ scene, seed }) => {
        const input = drivenInput(scene)
        const village = exact(createVillage(input))
        expect(exact(createVillage(reordered(input, seed)))).toBe(village)
        expect(exact(recordAll(createVillage({ account: input.account }), oneByOne(input, seed)))).toBe(village)
      },
      300,
    )
    always(
      fc.record({ scene: peopled, seed: fc.nat() }),
      ({ scene, seed }) => {
        const input = drivenInput(scene)
        const s = seenIn(scene)
        expect(differences(seen(createVillage(reordered(input, seed)), scene), s)).toEqual([])
        const grown = recordAll(createVillage({ account: input.account }), oneByOne(input, seed))
        expect(differences(seen(grown, scene), s)).toEqual([])
      },
      100,
    )
  })

  test('gives the same numbers under other ids', () => {
    const plain = peopled.map(scene => ({ ...scene, cast: PLAIN_CAST }))
    always(fc.record({ scene: plain, cast: hostileCasts }), ({ scene, cast }) => {
      const [one, other] = [byPlace(scene), byPlace({ ...scene, cast })]
      const renumbered = new Map(other)
      expect(other.map(([path]) => path)).toEqual(one.map(([path]) => path))
      const moved = one.filter(
        ([path, number]) => !(Math.abs(number - (renumbered.get(path) ?? Number.NaN)) <= 1e-9 * Math.max(1, Math.abs(number))),
      )
      expect(moved.map(([path, number]) => `${path}: ${number} became ${renumbered.get(path)}`)).toEqual([])
    })
  })
})

function movesOf(s: Snapshot) {
  const {
    powerTransitions: transitions,
    powerByClass: classes,
    gatekeepers: keepers,
    betweenness: between,
    handoverReadiness: readiness,
    attention,
    attentionByThirds,
    risks,
  } = allMeasures(s)
  return { transitions, classes, keepers, between, readiness, attention, attentionByThirds, risks }
}

/** Every number of power moves and risks, and where it stands, with people and decisions by their place in the plot. */
function byPlace(scene: DrivenScene): [path: string, value: number][] {
  const s = seenIn(scene)
  const people = scene.cast.people.slice(0, scene.plot.people.length)
  const place = (id: string): string => (s.placeholders.includes(id) ? `unknown ${s.placeholders.indexOf(id)}` : String(people.indexOf(id)))
  const decisions = scene.cast.decisions.slice(0, scene.plot.decisions.length)
  const inPlaces = <Value>(entries: Iterable<readonly [string, Value]>): [string, Value][] =>
    [...entries].map(([id, value]): [string, Value] => [place(id), value]).sort(([a], [b]) => (a < b ? -1 : 1))
  const { transitions, classes, keepers, between, readiness, attention, attentionByThirds, risks } = movesOf(s)
  const told = transitions
    .map(({ decision, probability = -1, flaggedAt, reversedAt, happenedAt, events, status, carriers }) => ({
      decision: decision === undefined ? -1 : decisions.indexOf(decision),
      probability,
      flagged: Date.parse(flaggedAt ?? '1970-01-01'),
      reversed: Date.parse(reversedAt ?? '1970-01-01'),
      happened: [happenedAt?.estimate, ...(happenedAt?.interval ?? [])].map(at => Date.parse(at ?? '1970-01-01')),
      weights: sum(events.map(({ byDecider, weight }) => (byDecider ? weight : -weight))),
      status: ['noEvidence', 'quiet', 'decidersLead', 'suspected', 'flagged', 'settled', 'reversed'].indexOf(status),
      carriers: [
        carriers.before.length,
        carriers.after.length,
        ...carriers.before.map(place).sort().map(Number),
        ...carriers.after.map(place).sort().map(Number),
      ],
    }))
    .sort((a, b) => a.decision - b.decision)
  return numbersIn({
    told,
    classes,
    keepers: inPlaces(keepers.map(({ stakeholder, lost }) => [stakeholder, lost])),
    between: inPlaces(between.map(({ stakeholder, betweenness }) => [stakeholder, betweenness])),
    readiness: [readiness.score, readiness.aspects, readiness.items.map(({ price }) => price.coverage + price.probabilityOfYes)],
    attention: [attention, attentionByThirds].map(({ byStakeholder, byClass, overinvestment = -9 }) => [
      inPlaces(byStakeholder.map(({ stakeholder, ...share }) => [stakeholder, share])),
      byClass,
      overinvestment,
    ]),
    risks: risks.map(amountOf).sort((a, b) => a - b),
    rules: RISK_RULES.map(({ id }) => risks.filter(({ rule }) => rule === id).length),
  })
}

function amountOf({ revenueAtRisk }: Finding): number {
  return revenueAtRisk?.amount ?? -1
}

/** Within a range, but for the rounding of a sum. */
function expectWithin(value: number, least: number, most: number): void {
  expect(value).toBeGreaterThanOrEqual(least - 1e-9)
  expect(value).toBeLessThanOrEqual(most * (1 + 1e-9) + 1e-9)
}

/** The placeholders that stand for nobody known in each open decision. */
function placeholdersOfEach(s: Snapshot): readonly string[] {
  return openDecisions(s).flatMap(decision => inViewOf(s, decision).placeholders)
}
