import {
  accountReport,
  accountSentiment,
  createVillage,
  type DeepPartial,
  explainChange,
  type Observation,
  power,
  rollUp,
  type Settings,
  sentimentTrend,
  snapshot,
  type VillageFacts,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { callLoosely, refused } from '../support/refusal.js'

const DAY = '2026-03-02'
/** What an interview of the day leaves of the variance, and what it tells, as a share of it. */
const [LEFT, RELIABILITY] = [(0.25 * 0.15 ** 2) / (0.25 + 0.15 ** 2), 0.25 / (0.25 + 0.15 ** 2)]
const heard = (stakeholder: string, sentiment = 0.5, at = DAY): Observation => ({ stakeholder, at, sentiment, via: 'interview' })
const of = (facts: Omit<VillageFacts, 'account'>, asOf = DAY, settings: DeepPartial<Settings> = {}) =>
  snapshot(createVillage({ account: 'Acme', ...facts }), asOf, { settings })
const unit = (id: string, rest: object = {}) => ({ id, name: id, kind: 'site' as const, ...rest })

describe('an account of many people', () => {
  const people = Array.from({ length: 20 }, (_, i) => ({ id: `p${i}`, unit: 'a', roles: ['user' as const, 'approver' as const] }))

  test('is as sure as the sum of all that is open about each, and about any two of a unit together', () => {
    const s = of({ units: [unit('a')], stakeholders: people })
    expect(accountSentiment(s).sd).toBeCloseTo(Math.sqrt(0.25 * (1 / 20 + (19 / 20) * 0.3)), 12)
    const apart = of({ stakeholders: people.map(({ unit: _, ...each }) => each), observations: people.map(({ id }) => heard(id)) })
    expect(accountSentiment(apart).sd).toBeCloseTo(Math.sqrt(LEFT / 20), 12)
  })

  test('of which a unit without people has a share is as unsure of that as of anybody never heard', () => {
    const s = of({ units: [unit('a'), unit('b', { share: 0.5 })], stakeholders: people })
    expect(accountSentiment(s).sd).toBeCloseTo(Math.sqrt(0.5 ** 2 * 0.25 * (1 / 20 + (19 / 20) * 0.3) + 0.5 ** 2 * 0.25), 12)
  })
})

describe('units', () => {
  const weights = (facts: Omit<VillageFacts, 'account'>) => accountSentiment(of(facts)).tree.children.map(({ id, weight }) => [id, weight])
  const powerless = (id: string, own: string) => ({ id, unit: own, roles: [{ role: 'user' as const, authority: 0 }] })
  const decider = { id: 'bo', roles: ['economicBuyer' as const] }

  test('all of which are promised nothing share alike what is there', () => {
    const units = [unit('a', { share: 0 }), unit('b', { share: 0 })]
    const stakeholders = [
      { id: 'ann', unit: 'a', roles: ['user' as const] },
      { ...decider, unit: 'b' },
    ]
    expect(weights({ units, stakeholders })).toEqual([
      ['a', 0.5],
      ['b', 0.5],
    ])
  })

  test('whose people have no power share alike what others of them leave', () => {
    const units = [unit('top'), ...['a', 'b'].map(id => unit(id, { parent: 'top' }))]
    const [top] = accountSentiment(of({ units, stakeholders: [powerless('u', 'a'), powerless('v', 'b'), decider] })).tree.children
    expect(top).toMatchObject({ id: 'top', weight: 0 })
    expect(top?.children.map(({ weight }) => weight)).toEqual([0.5, 0.5])
  })
})

describe('a class', () => {
  const deciders = [
    { id: 'bo', roles: ['economicBuyer' as const] },
    { id: 'cy', roles: ['decisionMaker' as const] },
  ]

  test('is heard as far as those of its people are who hold its voice', () => {
    const s = of({ stakeholders: deciders, observations: [heard('bo')] })
    const [bo = Number.NaN] = power(s).flatMap(({ stakeholder, share }) => (stakeholder === 'bo' ? [share] : []))
    const { byClass, divergence } = accountSentiment(s)
    expect(byClass.decider).toMatchObject({
      share: expect.closeTo(1 - (byClass.user?.share ?? 0), 12),
      shareHeard: expect.closeTo(bo / (byClass.decider?.share ?? Number.NaN), 12),
      coverage: expect.closeTo((bo * RELIABILITY) / (byClass.decider?.share ?? Number.NaN), 12),
      heard: 1,
    })
    // Nobody of the users was heard.
    expect(divergence).toBeUndefined()
  })

  test('is what it is at each moment, in whatever order moments are asked for', () => {
    const facts = {
      units: [unit('a'), unit('b', { recordedAt: '2026-02-01' })],
      stakeholders: [
        { id: 'ann', unit: 'a', roles: ['user' as const, { role: 'approver' as const, since: '2026-02-01' }] },
        { id: 'bo', unit: 'b', roles: ['economicBuyer' as const] },
        { id: 'cy', roles: ['user' as const], joinedAt: '2026-02-01' },
      ],
      ties: [{ from: 'ann', to: 'bo', kind: 'influence' as const, since: '2026-02-01' }],
      observations: [heard('ann', 0.9, '2026-01-01'), heard('bo', -0.2, '2026-01-01')],
    }
    const village = createVillage({ account: 'Acme', ...facts })
    for (const asOf of ['2026-01-15', DAY, '2026-01-20']) {
      expect(accountSentiment(snapshot(village, asOf))).toEqual(accountSentiment(of(facts, asOf)))
    }
  })

  test('of which nobody holds a seat that was heard leaves the bar open', () => {
    const decision = { id: 'd', name: 'D', kind: 'new' as const, rule: { quota: 1, members: [{ of: 'bo' }] } }
    const of2 = (who: string) =>
      accountSentiment(
        of({ stakeholders: [...deciders, { id: 'ann', roles: ['user'] }], observations: [heard(who)], decisions: [decision] }),
      )
    expect(of2('ann')).toMatchObject({
      value: expect.any(Number),
      divergence: undefined,
      vetoAware: { value: undefined, bar: undefined, cappedByUnheard: false },
    })
    expect(of2('bo').vetoAware).toMatchObject({ cappedBy: 'bo', cappedByUnheard: false })
  })

  test('without a voice counts all of its people alike', () => {
    const powerless = ['u', 'v'].map(id => ({ id, roles: [{ role: 'user' as const, authority: 0 }] }))
    const { byClass } = accountSentiment(of({ stakeholders: [...powerless, ...deciders], observations: [heard('u')] }))
    expect(byClass.user).toMatchObject({ share: 0, shareHeard: 0.5, coverage: expect.closeTo(RELIABILITY / 2, 12), value: undefined })
  })
})

describe('an account of one person who can say no', () => {
  test('has their sentiment as its bar, with the same interval', () => {
    const s = of({ stakeholders: [{ id: 'bo', roles: ['user', 'economicBuyer'] }], observations: [heard('bo')] })
    const { value = Number.NaN, interval = [Number.NaN, Number.NaN], vetoAware } = accountSentiment(s)
    expect(vetoAware).toMatchObject({ value: expect.closeTo(value, 12), cappedBy: 'bo', cappedByUnheard: false })
    expect(vetoAware.interval).toEqual(interval.map(end => expect.closeTo(end, 6)))
  })

  test('is good until its coverage falls to the least', () => {
    const facts = { stakeholders: [{ id: 'bo', roles: ['user', 'economicBuyer'] as const }], observations: [heard('bo')] }
    const { coverage, goodUntil = '' } = accountSentiment(of(facts, DAY, { account: { leastCoverage: 0.5 } }))
    const days = (Date.parse(goodUntil) - Date.parse(DAY)) / 864e5
    expect(coverage * 4 ** (-days / 180)).toBeCloseTo(0.5, 6)
    expect(accountSentiment(of(facts, DAY, { account: { leastCoverage: 0.95 } }))).not.toHaveProperty('goodUntil')
  })
})

describe('a change', () => {
  const facts = {
    stakeholders: [
      { id: 'ann', roles: ['user' as const] },
      { id: 'bo', roles: ['economicBuyer' as const], joinedAt: DAY },
    ],
    observations: [heard('ann', 0.8, '2026-03-01')],
  }

  test('is also one of beliefs, which are told apart', () => {
    const [before, after] = [of(facts, '2026-03-01'), of(facts, '2026-03-01', { sentiment: { priorMean: 0.4 } })]
    const { total, contributions } = explainChange(before, after)
    expect(contributions).toEqual([{ kind: 'settings', amount: expect.closeTo(total, 12) }])
    expect(total).toBeGreaterThan(0.1)
  })

  test('names whoever came, and whose weight is another because of it', () => {
    const { total, contributions } = explainChange(of(facts, '2026-03-01'), of(facts, DAY))
    const kinds = contributions.map(({ kind, stakeholder = '' }) => `${kind} ${stakeholder}`)
    expect(kinds).toContain('person bo')
    expect(kinds).not.toContain('person ann')
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 12)
  })
})

describe('a trend', () => {
  test('of a unit without a voice is that of its people, all alike', () => {
    const powerless = ['u', 'v'].map(id => ({ id, unit: 'a', roles: [{ role: 'user' as const, authority: 0 }] }))
    const s = of({
      units: [unit('a')],
      stakeholders: [...powerless, { id: 'bo', roles: ['economicBuyer'] }],
      observations: [heard('u'), heard('v', -0.1)],
    })
    const [whole, ...each] = [{ unit: 'a' }, { stakeholder: 'u' }, { stakeholder: 'v' }].map(
      part => sentimentTrend(s, { since: '2026-01-01', ...part }).change ?? Number.NaN,
    )
    expect(whole).toBeCloseTo(
      each.reduce((sum, change) => sum + change / 2, 0),
      12,
    )
  })

  test('may begin, and end, within the day of the snapshot, where nothing has moved yet', () => {
    const s = of({ stakeholders: [{ id: 'bo', roles: ['user', 'economicBuyer'] }], observations: [heard('bo', 0.5, '2026-02-01')] })
    const change = { change: 0, sd: 0, probabilityOfDecline: 0 }
    expect(sentimentTrend(s, { since: '2026-03-02T23:59:59.999Z' })).toEqual(change)
    const all = sentimentTrend(s, { since: '2026-02-01' })
    expect(sentimentTrend(s, { since: '2026-02-01', until: '2026-03-02T18:00:00Z' })).toEqual(all)
    expect(all.probabilityOfDecline).toBeCloseTo(normalCdf(-(all.change ?? Number.NaN) / (all.sd ?? Number.NaN)), 12)
  })

  test('of a unit is that of the unit, though the account and people have its name', () => {
    const twins = {
      units: [unit('Acme'), unit('ann')],
      stakeholders: [
        { id: 'ann', unit: 'Acme', roles: ['user' as const] },
        { id: 'bo', unit: 'ann', roles: ['economicBuyer' as const] },
      ],
    }
    const s = of({ ...twins, observations: [heard('ann', 0.9), heard('bo', -0.2)] })
    const trend = (part: object) => sentimentTrend(s, { since: '2026-02-01', ...part })
    expect(trend({ unit: 'Acme' })).toEqual(trend({ stakeholder: 'ann' }))
    expect(trend({ unit: 'ann' })).toEqual(trend({ stakeholder: 'bo' }))
  })

  test.each([
    ['a day that there is not', { since: '2026-02-30' }, 'invalidDate', 'since'],
    ['an end that there is not', { since: '2026-02-01', until: 'soon' }, 'invalidDate', 'until'],
    ['a stranger', { since: '2026-02-01', stakeholder: 'eve' }, 'unknownStakeholder', 'stakeholder'],
    ['a unit that there is not', { since: '2026-02-01', unit: 'lab' }, 'invalidArgument', 'unit'],
    ['an end before the beginning', { since: '2026-02-01', until: '2026-01-01' }, 'invalidArgument', 'until'],
    ['a time that is to come', { since: '2026-03-03T00:00:00Z' }, 'invalidArgument', 'since'],
    ['no beginning', {}, 'invalidDate', 'since'],
    ['a person and a unit', { since: '2026-02-01', stakeholder: 'ann', unit: 'lab' }, 'invalidArgument', 'unit'],
  ])('of %s is refused', (_, options, code, path) => {
    const found = refused(() => callLoosely(sentimentTrend, of({ stakeholders: [{ id: 'ann' }] }), options))
    expect([found.code, found.paths, found.message.startsWith(`sentimentTrend: ${path}: `)]).toEqual([code, [path], true])
    expect(found.message.length).toBeGreaterThan(`sentimentTrend: ${path}: `.length + 10)
  })
})

describe('a report that is rolled up', () => {
  const report = accountReport(
    of({
      stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
      observations: [heard('bo')],
      decisions: [
        { id: 'deal', name: 'D', kind: 'new', value: { amount: 100, currency: 'EUR' } },
        { id: 'other', name: 'E', kind: 'new' },
      ],
    }),
  )
  const { account, sentiment, revenueAtRisk } = report
  const money = (over: object) => ({
    revenueAtRisk: { ...revenueAtRisk, amounts: revenueAtRisk.amounts.map(sum => ({ ...sum, ...over })) },
  })

  test('is taken as it is', () => {
    const weight = new Map([['Acme', 1]])
    expect(rollUp([{ account, sentiment, revenueAtRisk }], { weight })).toEqual(rollUp([report], { weight }))
  })

  test.each<[string, object]>([
    ['an id that is no text', { account: { ...account, id: 7 } }],
    ['a revenue of null', { account: { ...account, annualRevenue: null } }],
    ['no standard deviation', { sentiment: { ...sentiment, sd: undefined } }],
    ['no coverage', { sentiment: { ...sentiment, coverage: undefined } }],
    ['no share that was heard', { sentiment: { ...sentiment, shareHeard: undefined } }],
    ['one bound', { sentiment: { ...sentiment, bounds: [0] } }],
    ['no contribution', { sentiment: { ...sentiment, tree: { ...sentiment.tree, contribution: undefined } } }],
    ['no amount', money({ amount: undefined })],
    ['one end of a range', money({ range: [0] })],
    ['no ends of an interval', money({ interval: [] })],
    ['an omitted decision without id', { revenueAtRisk: { ...revenueAtRisk, omitted: [{ reason: 'nobodyHeard' }] } }],
  ])('is refused with %s', (_, spoils) => {
    const found = refused(() => callLoosely(rollUp, [{ ...report, ...spoils }]))
    expect(found).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument' })
    expect(found.message).toMatch(/^rollUp: .*lacks its account or a number of its sentiment\. accountReport\(snapshot\) gives one\.$/)
  })
})
