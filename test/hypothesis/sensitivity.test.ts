import {
  accountSentiment,
  createVillage,
  type DeepPartial,
  decisionOutlook,
  expectationImpact,
  type Sensitivity,
  type Settings,
  type Snapshot,
  sensitivity,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const of = (input: Partial<VillageInput> = {}, settings: DeepPartial<Settings> = {}) =>
  snapshot(
    createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'], riskAppetite: 0.1 },
      ],
      ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
      observations: [
        { stakeholder: 'ann', at: day(0), sentiment: 0.8, via: 'interview' },
        { stakeholder: 'bo', at: day(3), sentiment: 0.2, via: 'impression' },
      ],
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' }, expectedAt: day(20) }],
      ...input,
    }),
    day(30),
    { settings },
  )

/** Each belief moves something, and swings and flips as its numbers at both ends say; the widest first. */
function expectSound({ base, beliefs }: Sensitivity): void {
  const moved = base.probabilityOfYes === undefined ? ('sentiment' as const) : ('probabilityOfYes' as const)
  for (const { swing, flips, state, ...pairs } of beliefs) {
    const [low, high] = pairs[moved] ?? [0, 0]
    expect(swing).toBe(Math.abs(high - low))
    const isYes = (chance: number | undefined) => chance !== undefined && chance >= 0.5
    const crosses = (pairs.probabilityOfYes ?? []).some(chance => isYes(chance) !== isYes(base.probabilityOfYes))
    expect(flips).toBe(crosses || state.some(each => each !== base.state))
    const ends = (['probabilityOfYes', 'sentiment', 'revenueAtRisk'] as const).flatMap(name =>
      (pairs[name] ?? []).map(end => Math.abs(end - (base[name] ?? Number.NaN))),
    )
    // Where an end has no number, that is what it moves.
    const lacks = pairs.sentiment === undefined || pairs.probabilityOfYes === undefined
    expect(flips || lacks || Math.max(...ends) >= 1e-12).toBe(true)
  }
  expect(beliefs.map(({ swing }) => swing)).toEqual(beliefs.map(({ swing }) => swing).sort((a, b) => b - a))
}

describe('sensitivity', () => {
  test('says what the snapshot would with a setting at either end', () => {
    const { beliefs } = sensitivity(of())
    const half = beliefs.find(({ belief }) => belief === 'sentiment.halfLifeDays')
    for (const [i, halfLifeDays] of [90, 360].entries()) {
      const s = of({}, { sentiment: { halfLifeDays } })
      const told = decisionOutlook(s)
      expect(half?.probabilityOfYes?.[i]).toBeCloseTo(told.probabilityOfYes ?? Number.NaN, 12)
      expect(half?.revenueAtRisk?.[i]).toBeCloseTo(told.revenueAtRisk?.amount ?? Number.NaN, 9)
      expect(half?.sentiment?.[i]).toBeCloseTo(accountSentiment(s).value ?? Number.NaN, 12)
      expect(half?.state[i]).toBe(accountSentiment(s).state)
    }
  })

  test('tells what swings and flips', () => {
    const wavering = of({ observations: [{ stakeholder: 'bo', at: day(30), sentiment: 0.06, via: 'interview' }], ties: [] })
    const sure = of({ observations: ['ann', 'bo'].map(stakeholder => ({ stakeholder, at: day(30), sentiment: 0.9, via: 'interview' })) })
    for (const s of [of(), wavering, sure, of({ decisions: [] }), of({ observations: [] })]) expectSound(sensitivity(s))
    const flipping = (s: Snapshot) => sensitivity(s).beliefs.flatMap(({ belief, flips }) => (flips ? [belief] : []))
    expect(flipping(wavering)).toContain('decision.yesThreshold.new')
    expect(flipping(sure)).not.toContain('decision.yesThreshold.new')
    const renewal = of({ decisions: [{ id: 'deal', name: 'Deal', kind: 'renewal', expectedAt: day(20) }] })
    expect(sensitivity(renewal).beliefs.map(({ belief }) => belief)).toContain('decision.yesThreshold.renewal')
  })

  test('tries what moves only some villages: risk appetites, overdue decisions, ties', () => {
    const names = (input: Partial<VillageInput>) => sensitivity(of(input)).beliefs.map(({ belief }) => belief)
    expect(names({})).toEqual(
      expect.arrayContaining(['decision.riskTolerance', 'decision.neverDecided', 'influence.openness', 'sentiment.sharedSd']),
    )
    expect(names({ ties: [] })).not.toContain('influence.openness')
    const dated = [{ id: 'deal', name: 'Deal', kind: 'new' as const, expectedAt: day(60) }]
    expect(names({ decisions: dated })).not.toContain('decision.neverDecided')
  })

  test('goes by the sentiment where no decision is in view', () => {
    const { base, beliefs } = sensitivity(of({ decisions: [] }))
    expect(base).not.toHaveProperty('probabilityOfYes')
    for (const { swing, sentiment: [low, high] = [Number.NaN, Number.NaN] } of beliefs) expect(swing).toBeCloseTo(Math.abs(high - low), 12)
  })

  test('knows no swing where the sentiment is known at one end alone', () => {
    const faded = of({ decisions: [], observations: [{ stakeholder: 'ann', at: day(-360), sentiment: 0.8, via: 'interview' }] })
    const half = sensitivity(faded).beliefs.find(({ belief }) => belief === 'sentiment.halfLifeDays')
    expect(accountSentiment(of({ decisions: [] }, { sentiment: { halfLifeDays: 90 } })).value).toBeDefined()
    expect(half).not.toHaveProperty('sentiment')
    expect(half?.swing).toBe(0)
  })

  test('takes ranges of your own, and finds nothing in an empty one', () => {
    const narrow = sensitivity(of(), { ranges: { 'sentiment.halfLifeDays': [180, 180], 'sentiment.priorMean': [0.1, 0.2] } }).beliefs
    expect(narrow.map(({ belief }) => belief)).not.toContain('sentiment.halfLifeDays')
    expect(narrow.find(({ belief }) => belief === 'sentiment.priorMean')).toMatchObject({ low: 0.1, high: 0.2 })
  })

  test('refuses a belief that there is not, with the nearest name, and a range that is none', () => {
    const wrong = (ranges: object) => refused(() => Reflect.apply(sensitivity, undefined, [of(), { ranges }]))
    expect(wrong({ 'sentiment.halfLife': [1, 2] })).toMatchObject({
      paths: ['ranges.sentiment.halfLife'],
      message: expect.stringContaining('sentiment.halfLifeDays'),
    })
    for (const range of [[2, 1], [1], [1, 2, 3], [1, Number.NaN], [-Number.POSITIVE_INFINITY, 1], ['0', 1], [0, '1'], 'wide', null])
      expect(wrong({ 'sentiment.priorMean': range }).paths).toEqual(['ranges.sentiment.priorMean'])
    expect(refused(() => callLoosely(sensitivity, of(), { ranges: 3 })).paths).toEqual(['ranges'])
    for (const [name, measure] of Object.entries({ sensitivity, expectationImpact, whatIf }))
      expect(refused(() => callLoosely(measure, {}, [])).message).toMatch(new RegExp(`^${name}: `))
  })

  test('has no money where the decision has no value', () => {
    const decisions = [{ id: 'deal', name: 'Deal', kind: 'new' as const }]
    const { base, beliefs } = sensitivity(of({ decisions }))
    expect(Object.keys(base)).toEqual(['probabilityOfYes', 'sentiment', 'state'])
    expect(new Set(beliefs.flatMap(Object.keys))).not.toContain('revenueAtRisk')
    expect(Object.keys(sensitivity(of()).base)).toContain('revenueAtRisk')
  })

  test('in any village has the base that the measures give, and numbers alone', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        const { base, beliefs } = sensitivity(s)
        expect(strangeNumbers([base, beliefs])).toEqual([])
        expect(base.sentiment).toBe(accountSentiment(s).value)
        expect(base.probabilityOfYes).toBe(decisionOutlook(s).probabilityOfYes)
        expectSound({ base, beliefs })
      },
      100,
    )
  })
})
