import { createVillage, decisionOutlook, recordSentiment, snapshot, type Village } from 'account-village'
import { backtest, FORECAST_LIMITS, type OwnScore } from 'account-village/forecast'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { callLoosely, refusal, refused } from '../support/refusal.js'

const villages = Array.from({ length: 24 }, (_, i) =>
  createVillage({
    account: `account ${i + 10}`,
    stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
    observations: [{ stakeholder: 'bo', at: day(0), sentiment: (i % 5) / 5, via: 'interview' }],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', outcome: { result: i % 2 === 0 ? 'won' : 'lost', at: day(100) } }],
  }),
)
const judgedBy = (scores: { readonly [name: string]: unknown }, leads = [30]) => callLoosely(backtest, villages, { leads, scores })

describe("a score of one's own", () => {
  test('is asked once for each forecast, with the decision and the day', () => {
    const asked: string[] = []
    const note: OwnScore = (village, decision, at) => {
      asked.push(`${village.account.id} ${decision} ${at}`)
      return asked.length
    }
    const { leads } = backtest(villages, { leads: [30, 60], scores: { note } })
    expect(asked).toEqual(leads.flatMap(({ forecasts }) => forecasts.map(({ account, decision, at }) => `${account} ${decision} ${at}`)))
    expect(asked).toHaveLength(48)
  })

  test('sees the village as it was known on the day, from which the forecast follows, and nothing of what came later', () => {
    const [first = expect.fail(), ...others] = villages
    const later = recordSentiment(first, { stakeholder: 'bo', at: day(90), sentiment: -1, via: 'interview' })
    const seen: Village[] = []
    const look: OwnScore = (village, decision, at) => {
      seen.push(village)
      return decisionOutlook(snapshot(village, at, { decision })).ifVotedToday?.probabilityOfYes
    }
    const found = backtest([later, ...others], { leads: [30], scores: { look } })
    expect(seen).toHaveLength(24)
    for (const village of seen) {
      expect(village.observations).toHaveLength(1)
      expect(village.decisions).toEqual([{ id: 'deal', name: 'Deal', kind: 'new' }])
      expect(Object.isFrozen(village.observations)).toBe(true)
    }
    expect(found).toEqual(backtest(villages, { leads: [30], scores: { look } }))
  })

  test('is not asked where there is nothing to judge by', () => {
    const asked: string[] = []
    backtest(villages.slice(0, 5), { scores: { note: village => asked.push(village.account.id) } })
    expect(asked).toEqual([])
  })

  test('that throws is told by name, with the account, the decision and the day, and its error as the cause', () => {
    const cause = new Error('no such deal')
    const throwing = (village: Village): number => {
      if (village.account.id === 'account 12') throw cause
      return 1
    }
    const error = refusal(() => backtest(villages, { leads: [30], scores: { fine: () => 1, stage: throwing } }))
    expect(error).toMatchObject({ name: 'InvalidArgumentError', issues: [{ path: 'scores.stage' }], cause })
    expect(error.message).toMatch(/^backtest: scores\.stage: threw .*"deal" of account "account 12" on \d{4}-\d\d-\d\d$/)
    expect(error.message).not.toContain('no such deal')
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1e60], ['3'], [null], [true], [Promise.resolve(1)], [{}], [10n]])(
    'that gives %s is refused by name',
    value => {
      expect(refused(() => judgedBy({ 'my stage': () => value }))).toMatchObject({
        name: 'InvalidArgumentError',
        paths: ['scores["my stage"]'],
      })
    },
  )

  test('may be named as no object should be', () => {
    const scores: { readonly [name: string]: OwnScore } = JSON.parse(
      '{ "__proto__": 0, "constructor": 0, "toString": 0 }',
      (_, value: unknown) => (typeof value === 'number' ? () => 1 : value),
    )
    const { rivals = [] } = backtest(villages, { leads: [30], scores }).leads[0]?.scores ?? {}
    expect(rivals.slice(7).map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString'])
    expect(refused(() => judgedBy(Object.defineProperty({}, '__proto__', { value: () => Number.NaN, enumerable: true }))).paths).toEqual([
      'scores.__proto__',
    ])
  })

  test.each(['meanOfLatest', 'decidersOnly', 'signatory', 'nps', 'kindRate', 'baseRate', 'ours', 'oursRefitted'])(
    'cannot have the name of a rival that is always there: %s',
    name => {
      expect(refused(() => judgedBy({ [name]: () => 1 }))).toMatchObject({ name: 'InvalidArgumentError', paths: [`scores.${name}`] })
    },
  )

  const wrong: readonly (readonly [options: object, paths: readonly string[]])[] = [
    [{ scores: null }, ['scores']],
    [{ scores: [() => 1] }, ['scores']],
    [{ scores: new Map([['stage', () => 1]]) }, ['scores']],
    [{ scores: { stage: 3, other: undefined, fine: () => 1 } }, ['scores.stage', 'scores.other']],
    [{ scores: { '': () => 1 } }, ['scores']],
    [{ scores: Object.fromEntries(Array.from({ length: FORECAST_LIMITS.scores + 1 }, (_, i) => [`s${i}`, () => 1])) }, ['scores']],
  ]

  test.each(wrong)('is refused where it is none, before anything is computed: %j', (options, paths) => {
    expect(refused(() => callLoosely(backtest, [], options))).toMatchObject({ name: 'InvalidArgumentError', paths })
  })
})
