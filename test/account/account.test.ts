import {
  accountSentiment,
  coverage,
  createVillage,
  DEFAULT_SETTINGS,
  type DeepPartial,
  type Observation,
  type Settings,
  sentimentTrend,
  snapshot,
  type VillageFacts,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { probabilityFavourable, verdictOf } from '../../src/account/verdict.js'
import { normalCdf } from '../../src/support/normal.js'

const NINETY = 1.6448536269514722

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
  test('is a number as soon as anybody was heard, and its word is withheld until it is right often enough', () => {
    const facts: Omit<VillageFacts, 'account'> = { stakeholders: both, observations: [reading('ann', 0.9)] }
    const users = accountSentiment(of(facts))
    // Ann has a seventh of the voice; the interview leaves her a variance of 0.25 * 0.0225 / 0.2725.
    const value = (0.9 * (0.25 / 0.2725)) / 7
    const sd = Math.sqrt((0.25 * 0.0225) / 0.2725 / 49 + (36 / 49) * 0.25)
    expect(users).toMatchObject({
      value: expect.closeTo(value, 12),
      sd: expect.closeTo(sd, 12),
      interval: [expect.closeTo(value - NINETY * sd, 12), expect.closeTo(value + NINETY * sd, 12)],
      probabilityFavourable: expect.closeTo(normalCdf(value / sd), 12),
      state: 'insufficientSignal',
      coverage: expect.closeTo(0.25 / 0.2725 / 7, 12),
      shareHeard: expect.closeTo(1 / 7, 12),
      heard: expect.closeTo(7 * value, 12),
      vetoAware: { bar: 0, cappedBy: 'bo', cappedByUnheard: true, value: expect.closeTo(value / 2, 12) },
    })
    const heardSd = Math.sqrt((0.25 * 0.0225) / 0.2725) / 7
    expect(users.bounds).toEqual([expect.closeTo(value - NINETY * heardSd - 6 / 7, 12), 1])
    expect(users.tree).toMatchObject({ kind: 'account', id: 'Acme', weight: 1, share: 1, value: expect.closeTo(value, 12) })
    expect(accountSentiment(of(facts, { account: { leastCoverage: 0.1 } })).state).toBe('undecided')
  })

  test('of which nobody was heard, or so long ago that nothing of it is left, is no number', () => {
    const nothing = {
      value: undefined,
      interval: undefined,
      probabilityFavourable: undefined,
      heard: undefined,
      state: 'insufficientSignal',
      vetoAware: { value: undefined, interval: undefined, bar: undefined, cappedBy: undefined, cappedByUnheard: false },
    }
    expect(accountSentiment(of({ stakeholders: both }))).toMatchObject({ ...nothing, coverage: 0, shareHeard: 0, bounds: [-1, 1] })
    // The reliability falls as 4^(-t / h): of the coverage of two interviews, 0.917, a hundredth is left after h / 2 log2(91.7) days.
    const heardBefore = (days: number) => {
      const at = new Date(Date.parse('2026-03-02') - days * 864e5).toISOString()
      return accountSentiment(of({ stakeholders: both, observations: both.map(({ id }) => reading(id, 0.9, at)) }))
    }
    const limit = 90 * Math.log2(0.25 / 0.2725 / 0.01)
    expect(heardBefore(limit - 0.01)).toMatchObject({ value: expect.any(Number), coverage: expect.closeTo(0.01, 5) })
    expect(heardBefore(limit + 0.01)).toMatchObject({ ...nothing, coverage: expect.closeTo(0.01, 5) })
  })

  test('is undecided from the least coverage on, and has not enough signal just below it', () => {
    const { coverage: covered } = accountSentiment(of({ stakeholders: both, observations: [reading('ann', 0.9)] }))
    const at = (leastCoverage: number) =>
      accountSentiment(of({ stakeholders: both, observations: [reading('ann', 0.9)] }, { account: { leastCoverage } })).state
    expect([at(covered), at(covered + 1e-9)]).toEqual(['undecided', 'insufficientSignal'])
  })

  test('is called neutral, favourable or unfavourable from just the probability on that is asked', () => {
    const facts = (sentiment: number): Omit<VillageFacts, 'account'> => ({
      stakeholders: both,
      observations: both.map(({ id }) => ({ ...reading(id, sentiment), sd: 0.1 })),
    })
    const { value = Number.NaN, sd, probabilityFavourable = Number.NaN } = accountSentiment(of(facts(0.2)))
    const word = (sentiment: number, account: DeepPartial<Settings['account']>) => accountSentiment(of(facts(sentiment), { account })).state
    expect(probabilityFavourable).toBeCloseTo(normalCdf(value / sd), 12)
    const around = (probability: number) => [probability - 1e-9, probability + 1e-9]
    expect(around(probabilityFavourable).map(verdictProbability => word(0.2, { verdictProbability }))).toEqual(['favourable', 'undecided'])
    expect(around(probabilityFavourable).map(verdictProbability => word(-0.2, { verdictProbability }))).toEqual([
      'unfavourable',
      'undecided',
    ])
    const inBand = normalCdf((0.3 - value) / sd) - normalCdf((-0.3 - value) / sd)
    // What is probably in the band is called neutral, even where it is more surely above 0.
    expect(inBand).toBeLessThan(probabilityFavourable)
    expect(around(inBand).map(verdictProbability => word(0.2, { verdictProbability, neutralBand: 0.3 }))).toEqual(['neutral', 'favourable'])
  })

  test('that is certain is neutral within the band and at its ends, and favourable or unfavourable outside it', () => {
    const { neutralBand, ...rest } = { ...DEFAULT_SETTINGS.account, neutralBand: 0.1 }
    const state = (mean: number, band = neutralBand) => verdictOf(mean, 0, 1, { ...rest, neutralBand: band })
    expect([state(0.2), state(-0.2), state(0.1), state(-0.1), state(0, 0), state(1e-9, 0), state(-1e-9, 0)]).toEqual([
      'favourable',
      'unfavourable',
      'neutral',
      'neutral',
      'neutral',
      'favourable',
      'unfavourable',
    ])
    expect([probabilityFavourable(1e-9, 0), probabilityFavourable(0, 0), probabilityFavourable(-1e-9, 0)]).toEqual([1, 0.5, 0])
  })

  test('is said with just the probability that is asked, and no word is, where nothing of what was heard has a voice', () => {
    const settings = { ...DEFAULT_SETTINGS.account, neutralBand: 0.1 }
    const word = (mean: number, sd: number, verdictProbability: number) => verdictOf(mean, sd, 1, { ...settings, verdictProbability })
    expect([word(0.1, 0, 1), word(1, 0, 1), word(-1, 0, 1)]).toEqual(['neutral', 'favourable', 'unfavourable'])
    const powerless = { id: 'ann', unit: 'it', roles: [{ role: 'user' as const, authority: 0 }] }
    const {
      value,
      state,
      coverage: covered,
      shareHeard,
    } = accountSentiment(
      of({
        units: [{ id: 'it', name: 'IT', kind: 'team' }],
        stakeholders: [powerless, { id: 'bo', unit: 'it', roles: ['economicBuyer'] }],
        observations: [reading('ann', 0.9)],
      }),
    )
    expect([value, state, shareHeard]).toEqual([undefined, 'insufficientSignal', 0])
    expect(covered).toBeCloseTo(0.3 ** 2 * (0.25 / 0.2725), 12)
  })

  test('has parts without a value where nobody was heard, and no -0, which JSON loses', () => {
    const s = of({
      units: ['a', 'b'].map(id => ({ id, name: id, kind: 'team' as const, ...(id === 'b' && { share: 0 }) })),
      stakeholders: [
        { id: 'ann', unit: 'a', roles: ['user'] },
        { id: 'bo', unit: 'a', roles: ['economicBuyer'] },
        { id: 'cy', unit: 'b', roles: ['approver'] },
      ],
      observations: [reading('cy', -0.9)],
    })
    const { tree } = accountSentiment(s)
    const sentiment = -0.9 * (0.25 / 0.2725)
    expect(tree.children).toMatchObject([
      {
        id: 'a',
        value: undefined,
        children: [
          { id: 'ann', value: undefined, sd: 0.5 },
          { id: 'bo', value: undefined },
        ],
      },
      {
        id: 'b',
        share: 0,
        value: expect.closeTo(sentiment, 12),
        contribution: 0,
        children: [{ id: 'cy', sd: expect.closeTo(Math.sqrt((0.25 * 0.0225) / 0.2725), 12), contribution: 0 }],
      },
    ])
  })

  test('stays on the scale in every part, also where a reporter is known to paint too black', () => {
    const village = createVillage({
      account: 'Acme',
      units: [{ id: 'a', name: 'a', kind: 'team' }],
      stakeholders: [
        { id: 'ann', unit: 'a', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'] },
      ],
      observations: ['2026-03-01', '2026-03-02'].map(at => ({ stakeholder: 'ann', at, sentiment: 1, via: 'meeting', by: 'cem' })),
    })
    const s = snapshot(village, '2026-03-02', { settings: { sentiment: { reporters: [{ by: 'cem', offset: -0.5, sd: 0.05 }] } } })
    const [unit] = accountSentiment(s).tree.children
    expect([unit, ...(unit?.children ?? [])].map(node => [node?.id, node?.value])).toEqual([
      ['a', 1],
      ['ann', 1],
    ])
    // What is added up is what was heard.
    expect(unit?.contribution).toBeGreaterThan(unit?.share ?? 1)
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
    // Everybody is independent here: eight users with an eighth each, and bo.
    const apart = (0.9 + 0.6) * (0.25 / 0.2725)
    const sd = Math.sqrt((1 / 8 + 1) * ((0.25 * 0.0225) / 0.2725))
    expect(divergence).toEqual({
      value: expect.closeTo(apart, 12),
      sd: expect.closeTo(sd, 12),
      interval: [expect.closeTo(apart - NINETY * sd, 12), expect.closeTo(apart + NINETY * sd, 12)],
      probability: expect.closeTo(normalCdf(apart / sd), 12),
    })
    expect(divergence?.value).toBeCloseTo((byClass.user?.value ?? 0) - (byClass.decider?.value ?? 0), 12)
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
      observations: [{ ...reading('bo', 0.9), sd: 1e-6 }],
    })
    const { tree, value, coverage: covered, bounds, heard, shareHeard, interval } = accountSentiment(s)
    expect(tree.children[0]).toMatchObject({ id: 'a', weight: 0.5, value: undefined, sd: 0.5, coverage: 0, contribution: 0, children: [] })
    expect([value, covered, heard, shareHeard]).toEqual([
      expect.closeTo(0.45, 9),
      expect.closeTo(0.5, 9),
      expect.closeTo(0.9, 9),
      expect.closeTo(0.5, 12),
    ])
    // The unknown half has the prior's standard deviation in the interval, and any opinion in the bounds.
    expect(interval).toEqual([expect.closeTo(0.45 - NINETY / 4, 5), expect.closeTo(0.45 + NINETY / 4, 5)])
    expect(bounds).toEqual([expect.closeTo(-0.05, 5), expect.closeTo(0.95, 5)])
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

  test('is none of a class without power, and that of units is in order of id', () => {
    const units = ['b', 'a'].map(id => ({ id, name: id, kind: 'team' as const }))
    const users = [...units].reverse().map(({ id }, i) => ({ id: `u${i}`, unit: id, roles: [{ role: 'user' as const, authority: 0 }] }))
    const { byClass, byUnit } = coverage(
      of({ units, stakeholders: [{ id: 'bo', unit: 'b', roles: ['approver'] }, ...users], observations: [reading('u0', 1)] }),
    )
    expect(byClass.user).toEqual({ known: 2, heard: 1, stale: 0, share: 0, shareHeard: 0, coverage: 0 })
    expect(byUnit.map(({ unit, known }) => [unit, known])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
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
    expect(sentimentTrend(s, { since: '2026-01-01', stakeholder: 'bo' })).toStrictEqual({
      change: undefined,
      sd: undefined,
      probabilityOfDecline: undefined,
    })
    expect(sentimentTrend(s, { since: '2026-01-01' }).change).toBeGreaterThan(0)
  })
})
