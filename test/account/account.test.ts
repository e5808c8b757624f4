import {
  accountSentiment,
  coverage,
  createVillage,
  type DeepPartial,
  type Observation,
  type Settings,
  sentimentTrend,
  snapshot,
  type VillageFacts,
} from 'account-village'
import { describe, expect, test } from 'vitest'

const reading = (stakeholder: string, sentiment: number, at = '2026-03-02'): Observation => ({
  stakeholder,
  at,
  sentiment,
  via: 'interview',
})
const of = (facts: Omit<VillageFacts, 'account'>, settings: DeepPartial<Settings> = {}) =>
  snapshot(createVillage({ account: 'Acme', ...facts }), '2026-03-02', { settings })
const both = [
  { id: 'ann', roles: ['user'] },
  { id: 'bo', roles: ['economicBuyer'] },
] as const

describe('the sentiment of an account', () => {
  test('is a number only when enough is known, and says so', () => {
    const users = accountSentiment(of({ stakeholders: both, observations: [reading('ann', 0.9)] }))
    expect(users).toMatchObject({
      value: undefined,
      interval: undefined,
      state: 'insufficientSignal',
      vetoAware: { value: undefined, interval: undefined },
    })
    expect(users.heard).toBeCloseTo(0.9 * (0.25 / 0.2725), 12)
    expect(users.tree.value).toBeUndefined()
    const told = accountSentiment(of({ stakeholders: both, observations: [reading('ann', 0.9)] }, { account: { leastCoverage: 0.1 } }))
    expect(told).toMatchObject({ state: 'favourable', value: expect.closeTo((users.heard ?? 0) / 7, 12) })
  })

  test('is exactly enough at the least coverage, and not just below it', () => {
    const { coverage: covered } = accountSentiment(of({ stakeholders: both, observations: [reading('ann', 0.9)] }))
    const at = (leastCoverage: number) =>
      accountSentiment(of({ stakeholders: both, observations: [reading('ann', 0.9)] }, { account: { leastCoverage } })).state
    expect([at(covered), at(covered + 1e-9)]).toEqual(['favourable', 'insufficientSignal'])
  })

  test('is favourable or unfavourable outside the band, and neutral within it and at its ends', () => {
    const state = (sentiment: number, neutralBand: number) =>
      accountSentiment(
        of(
          { stakeholders: both, observations: both.map(({ id }) => ({ ...reading(id, sentiment), sd: 1e-6 })) },
          { account: { neutralBand } },
        ),
      ).state
    expect([state(0.2, 0.1), state(-0.2, 0.1), state(0.05, 0.1), state(-0.05, 0.1), state(0, 0)]).toEqual([
      'favourable',
      'unfavourable',
      'neutral',
      'neutral',
      'neutral',
    ])
  })

  test('is not hidden behind many content people when one who can say no is not', () => {
    const users = Array.from({ length: 8 }, (_, i) => ({ id: `u${i}`, roles: ['user' as const] }))
    const s = of({
      stakeholders: [...users, { id: 'bo', roles: ['economicBuyer'], openness: 0.9 }],
      ties: users.map(({ id }) => ({ from: id, to: 'bo', kind: 'influence' }) as const),
      observations: [...users.map(({ id }) => reading(id, 0.9)), reading('bo', -0.6)],
    })
    const { value, vetoAware, divergence, byClass } = accountSentiment(s)
    expect(value).toBeGreaterThan(0)
    expect(vetoAware).toMatchObject({ cappedBy: 'bo', bar: expect.closeTo(-0.6 * (0.25 / 0.2725), 12) })
    expect(vetoAware.value).toBeLessThan(value ?? 0)
    expect(divergence).toBeCloseTo((byClass.user?.value ?? 0) - (byClass.decider?.value ?? 0), 12)
  })

  test('has bounds that hold whatever the unheard think, also where those of one unit were heard and the others of it were not', () => {
    const unhappy = Array.from({ length: 10 }, (_, i) => `a${i}`)
    const s = of(
      {
        units: [{ id: 'plant', name: 'Plant', kind: 'site' }],
        stakeholders: [
          ...unhappy.map(id => ({ id, unit: 'plant', roles: [{ role: 'user' as const, authority: 0.001 }] })),
          { id: 'silent', unit: 'plant', roles: [{ role: 'approver', authority: 1 }] },
          { id: 'happy', roles: [{ role: 'economicBuyer', authority: 1 }] },
        ],
        observations: [...unhappy.map(id => reading(id, -1)), reading('happy', 1)],
      },
      { account: { leastCoverage: 0 } },
    )
    const { value = Number.NaN, bounds } = accountSentiment(s)
    expect(value).toBeGreaterThanOrEqual(bounds[0])
    expect(value).toBeLessThanOrEqual(bounds[1])
  })

  test('has a score that lies within its own interval, also when many can say no', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ id: `p${i}`, roles: ['user' as const, 'approver' as const], veto: true }))
    const s = of({ stakeholders: many, observations: many.map(({ id }) => ({ ...reading(id, 0.4), sd: 0.3 })) })
    const { value = Number.NaN, interval = [Number.NaN, Number.NaN] } = accountSentiment(s).vetoAware
    expect(value).toBeGreaterThanOrEqual(interval[0])
    expect(value).toBeLessThanOrEqual(interval[1])
  })
})

describe('a unit', () => {
  const weights = (facts: VillageFacts) => accountSentiment(of(facts)).tree.children.map(({ kind, id, weight }) => [kind, id, weight])
  const unit = (id: string, rest: object = {}) => ({ id, name: id, kind: 'site' as const, ...rest })
  const people = [
    { id: 'ann', unit: 'a', roles: ['user' as const] },
    { id: 'bo', unit: 'b', roles: ['economicBuyer' as const] },
  ]

  test('has the power of its people', () => {
    expect(weights({ units: [unit('a'), unit('b')], stakeholders: people })).toEqual([
      ['unit', 'a', expect.closeTo(1 / 7, 12)],
      ['unit', 'b', expect.closeTo(6 / 7, 12)],
    ])
  })

  test('has its share when it is given one, and the others divide what is left by their power', () => {
    const three = [...people, { id: 'cy', unit: 'c', roles: ['champion' as const] }]
    expect(weights({ units: [unit('a', { share: 0.6 }), unit('b'), unit('c')], stakeholders: three })).toEqual([
      ['unit', 'a', 0.6],
      ['unit', 'b', expect.closeTo(0.4 * (6 / 7), 12)],
      ['unit', 'c', expect.closeTo(0.4 / 7, 12)],
    ])
  })

  test('of which nobody is known keeps its share, and what it thinks stays unknown', () => {
    const s = of({
      units: [unit('a', { share: 0.5 }), unit('b')],
      stakeholders: [{ id: 'bo', unit: 'b', roles: ['user', 'approver'] }],
      observations: [{ ...reading('bo', 1), sd: 1e-6 }],
    })
    const { tree, value, coverage: covered, bounds, heard } = accountSentiment(s)
    expect(tree.children[0]).toMatchObject({ id: 'a', weight: 0.5, value: undefined, sd: 0.5, coverage: 0, contribution: 0, children: [] })
    expect([value, covered, heard]).toEqual([expect.closeTo(0.5, 9), expect.closeTo(0.5, 9), expect.closeTo(1, 9)])
    expect(bounds).toEqual([expect.closeTo(0, 9), expect.closeTo(1, 9)])
  })

  test('without people and without a share is left out', () => {
    expect(
      weights({ units: [unit('a'), unit('b'), unit('empty'), unit('emptier', { parent: 'empty' })], stakeholders: people }),
    ).toHaveLength(2)
  })

  test('with a share of 0 has no voice, and the others have all of it', () => {
    expect(weights({ units: [unit('a', { share: 0 }), unit('b')], stakeholders: people })).toEqual([
      ['unit', 'a', 0],
      ['unit', 'b', 1],
    ])
  })

  test('fills the gap when given shares leave one that nobody else is there to fill', () => {
    expect(weights({ units: [unit('a', { share: 0.2 }), unit('b', { share: 0.3 })], stakeholders: people })).toEqual([
      ['unit', 'a', expect.closeTo(0.4, 12)],
      ['unit', 'b', expect.closeTo(0.6, 12)],
    ])
    expect(weights({ units: [unit('a', { share: 0 }), unit('b', { share: 0 })], stakeholders: people })).toEqual([
      ['unit', 'a', 0.5],
      ['unit', 'b', 0.5],
    ])
  })

  test('that a snapshot does not know yet leaves its people to the account itself', () => {
    const s = of({ units: [{ ...unit('a'), recordedAt: '2026-03-03' }, unit('b')], stakeholders: people })
    expect(accountSentiment(s).tree.children.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['unit b', 'stakeholder ann'])
    expect(coverage(s).byUnit.map(({ unit }) => unit)).toEqual(['', 'b'])
  })
})

describe('coverage', () => {
  test('tells known, heard and stale apart, by class and by unit', () => {
    const s = of({
      units: [{ id: 'it', name: 'IT', kind: 'team' }],
      stakeholders: [
        { id: 'ann', unit: 'it', roles: ['user'] },
        { id: 'bo', roles: ['user'] },
        { id: 'cy', roles: ['champion'] },
      ],
      observations: [reading('ann', 0.5), reading('bo', 0.5, '2025-03-02')],
    })
    const { total, byClass, byUnit, missingClasses } = coverage(s)
    expect(total).toMatchObject({ known: 3, heard: 2, stale: 1, share: expect.closeTo(1, 12), shareHeard: expect.closeTo(1 / 8, 12) })
    expect(byClass.user).toMatchObject({ known: 2, heard: 2, stale: 1, share: expect.closeTo(1 / 8, 12), shareHeard: 1 })
    expect(byClass.decider).toMatchObject({ known: 0, heard: 0, stale: 0, share: expect.closeTo(6 / 8, 12), shareHeard: 0, coverage: 0 })
    expect(byUnit.find(({ unit }) => unit === 'it')).toMatchObject({
      known: 1,
      heard: 1,
      stale: 0,
      coverage: expect.closeTo(0.25 / 0.2725, 12),
    })
    expect(byUnit.find(({ unit }) => unit === '')).toMatchObject({ known: 2, heard: 1, stale: 1 })
    expect([missingClasses, byClass.gate]).toEqual([['decider'], undefined])
  })

  test('calls nobody stale whose reliability is just what it must be', () => {
    const facts: VillageFacts = {
      stakeholders: [{ id: 'ann' }],
      observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0, via: 'text' }],
    }
    const sentiment = { sharedSd: { text: 0 } }
    const stale = (staleReliability: number) => coverage(of(facts, { sentiment, account: { staleReliability } })).total.stale
    expect([stale(0.5), stale(0.5 + 1e-12)]).toEqual([0, 1])
  })
})

describe('the trend of an account', () => {
  test('is that of its people by their share of its voice', () => {
    const facts: VillageFacts = {
      stakeholders: both,
      observations: [reading('ann', 0.5, '2026-01-01'), reading('ann', -0.5), reading('bo', 0.2, '2026-01-01'), reading('bo', 0.3)],
    }
    const s = of(facts)
    const [ann, bo, all] = ['ann', 'bo', undefined].map(stakeholder =>
      sentimentTrend(s, { since: '2026-01-01', ...(stakeholder !== undefined && { stakeholder }) }),
    )
    expect(all?.change).toBeCloseTo((ann?.change ?? 0) / 7 + (6 * (bo?.change ?? 0)) / 7, 12)
    expect(all?.sd).toBeCloseTo(Math.hypot((ann?.sd ?? 0) / 7, (6 * (bo?.sd ?? 0)) / 7), 12)
    expect(ann?.probabilityOfDecline).toBeGreaterThan(0.99)
    expect(bo?.probabilityOfDecline).toBeLessThan(0.5)
  })

  test('is unknown for those never heard, and known for the account when anybody of it was heard', () => {
    const s = of({ stakeholders: both, observations: [reading('ann', 0.5)] })
    expect(sentimentTrend(s, { since: '2026-01-01', stakeholder: 'bo' })).toEqual({
      change: undefined,
      sd: undefined,
      probabilityOfDecline: undefined,
    })
    expect(sentimentTrend(s, { since: '2026-01-01' }).change).toBeGreaterThan(0)
  })
})
