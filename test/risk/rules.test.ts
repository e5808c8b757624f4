import {
  accountSentiment,
  assessRisk,
  attentionBalance,
  byStakeholder,
  createVillage,
  type DeepPartial,
  type Finding,
  handoverReadiness,
  type Interaction,
  type Observation,
  powerTransitions,
  RISK_RULES,
  revenueAtRisk,
  type Settings,
  type Snapshot,
  sentimentTrend,
  snapshot,
  type Tie,
  type VillageInput,
  vetoHolders,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day, instant } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'

const NOW = 100
const TODAY = day(NOW)
const heard = (stakeholder: string, sentiment = 0.5, n = NOW, rest: Partial<Observation> = {}): Observation => ({
  stakeholder,
  at: day(n),
  sentiment,
  via: 'interview',
  ...rest,
})
const met = (n: number, ...participants: string[]): Interaction => ({ at: instant(n), kind: 'meeting', participants })

const ANN = { id: 'ann', roles: ['user' as const] }
const BO = { id: 'bo', roles: ['economicBuyer' as const] }
const CY = { id: 'cy', roles: ['champion' as const] }
const HEEDED: Tie = { from: 'cy', to: 'bo', kind: 'influence' }
const DEAL = { id: 'deal', name: 'Deal', kind: 'new' as const, value: { amount: 1000, currency: 'EUR' } }

/** A village without any risk: all who matter were heard and met, and nobody is at odds. */
const HEALTHY: Partial<VillageInput> = {
  stakeholders: [ANN, BO, CY],
  ties: [HEEDED],
  decisions: [DEAL],
  observations: [heard('ann'), heard('bo'), heard('cy')],
  interactions: [met(80, 'bo'), met(82, 'bo', 'cy'), met(84, 'bo', 'ann')],
}
const see = (input: Partial<VillageInput>, settings: DeepPartial<Settings> = {}): Snapshot =>
  snapshot(createVillage({ account: 'Acme', ...input }), TODAY, { settings })
const find = (rule: string, input: Partial<VillageInput>, settings: DeepPartial<Settings> = {}): Finding[] =>
  assessRisk(see({ ...HEALTHY, ...input }, settings)).filter(finding => finding.rule === rule)
const risk = (part: Partial<Settings['risk']>): DeepPartial<Settings> => ({ risk: part })

/** All the money at risk, as a finding carries it. */
const all = (input: Partial<VillageInput>) => {
  const { amount } = revenueAtRisk(see({ ...HEALTHY, ...input }))
  return { amount: expect.closeTo(amount ?? Number.NaN, 9), currency: 'EUR' }
}
/** What turning one person into a certain yes would save. */
const on = (input: Partial<VillageInput>, id: string) => ({
  amount: expect.closeTo(byStakeholder(revenueAtRisk(see({ ...HEALTHY, ...input })).byStakeholder).get(id)?.worthSaving ?? Number.NaN, 9),
  currency: 'EUR',
})

test('a village without risks has none', () => {
  expect(assessRisk(see(HEALTHY))).toEqual([])
})

test('every rule has an id of its own, and a title', () => {
  expect(RISK_RULES.map(({ id }) => id).sort()).toEqual(
    [
      'blockedByPolicy',
      'boughtForAnotherReason',
      'championLeft',
      'championSilent',
      'championVetoConflict',
      'diverging',
      'falling',
      'handoverFlagged',
      'handoverSuspected',
      'interviewsUnfinished',
      'knowledgeLost',
      'likedUnused',
      'listeningOverdue',
      'littleSignal',
      'loopOpen',
      'motiveUnknown',
      'noDecider',
      'overinvested',
      'recurring',
      'singleThreaded',
      'unanimous',
      'vetoAgainst',
      'vetoStale',
      'vetoUnheard',
    ].sort(),
  )
  for (const { title } of RISK_RULES) expect(title).toMatch(/^[A-Z][\w -]+$/)
})

describe('noDecider', () => {
  test('fires when nobody holds a role that decides, and all the money hangs on it', () => {
    const input = { stakeholders: [ANN, { id: 'bo', roles: ['technicalBuyer' as const] }, CY] }
    expect(find('noDecider', input)).toEqual([
      {
        rule: 'noDecider',
        severity: 'critical',
        stakeholders: ['?decider'],
        message: expect.any(String),
        evidence: [{ measure: 'coverage', value: 'decider', stakeholder: '?decider' }],
        revenueAtRisk: all(input),
      },
    ])
  })

  test('is silent when somebody does, however little they have to say', () => {
    expect(find('noDecider', { stakeholders: [ANN, { id: 'bo', roles: [{ role: 'executiveSponsor', authority: 0.001 }] }, CY] })).toEqual(
      [],
    )
    // A user who is unknown is no decider who is.
    expect(find('noDecider', { stakeholders: [BO, CY], observations: [], interactions: [] })).toEqual([])
  })
})

describe('vetoUnheard', () => {
  const input = { observations: [heard('ann'), heard('cy')] }

  test('fires for each who can stop the decision and was never heard', () => {
    expect(find('vetoUnheard', input)).toMatchObject([{ severity: 'critical', stakeholders: ['bo'], revenueAtRisk: on(input, 'bo') }])
    const two = { ...input, stakeholders: [ANN, BO, CY, { id: 'di', roles: ['legalCompliance' as const], veto: true }] }
    expect(find('vetoUnheard', two).map(({ stakeholders }) => stakeholders)).toEqual(expect.arrayContaining([['bo'], ['di']]))
  })

  test('is silent when they were heard once, however unreliably, and for whoever cannot stop it', () => {
    expect(find('vetoUnheard', { observations: [...input.observations, heard('bo', 0.5, NOW, { sd: 1 })] })).toEqual([])
    const other = { ...input, stakeholders: [ANN, BO, CY, { id: 'di', roles: ['legalCompliance' as const] }] }
    expect(find('vetoUnheard', other).map(({ stakeholders }) => stakeholders)).toEqual([['bo']])
  })

  test('leaves a decider whom nobody knows to noDecider', () => {
    const unknown = { stakeholders: [ANN, CY], observations: [], interactions: [], ties: [] }
    expect(vetoHolders(see({ ...HEALTHY, ...unknown })).map(({ stakeholder }) => stakeholder)).toContain('?decider')
    expect(find('vetoUnheard', unknown)).toEqual([])
    expect(find('noDecider', unknown)).toHaveLength(1)
  })
})

describe('vetoStale', () => {
  const input = { observations: [heard('ann'), heard('bo', 0.5, 0), heard('cy')] }
  const reliability = (0.25 / 0.2725) * 4 ** (-NOW / 180)

  test('fires when little is left of what was heard of who can stop it, and not just above the setting', () => {
    const at = (staleReliability: number) => find('vetoStale', input, { account: { staleReliability } })
    expect(at(reliability + 1e-9)).toMatchObject([
      {
        severity: 'warning',
        stakeholders: ['bo'],
        evidence: [{ measure: 'vetoHolders', value: 'role' }, { measure: 'probabilityOfNo' }, { measure: 'sentiments', at: instant(0) }],
        revenueAtRisk: on(input, 'bo'),
      },
    ])
    expect(at(reliability - 1e-9)).toEqual([])
  })

  test('is silent about whoever was never heard', () => {
    expect(find('vetoStale', { observations: [] })).toEqual([])
  })
})

describe('vetoAgainst', () => {
  const at = (sentiment: number, kind: 'new' | 'renewal' = 'new') => ({
    observations: [heard('ann'), heard('bo', sentiment, NOW, { sd: 0.001 }), heard('cy')],
    decisions: [{ ...DEAL, kind }],
  })

  test('fires when who can stop it will rather say no than yes, and not at the threshold', () => {
    expect(find('vetoAgainst', at(-0.001))).toMatchObject([
      { severity: 'critical', stakeholders: ['bo'], revenueAtRisk: on(at(-0.001), 'bo') },
    ])
    expect(find('vetoAgainst', at(0))).toEqual([])
    expect(find('vetoAgainst', at(0.001))).toEqual([])
  })

  test('follows the threshold of the decision', () => {
    expect(find('vetoAgainst', at(-0.3, 'renewal'))).toEqual([])
    expect(find('vetoAgainst', at(-0.4, 'renewal'))).toHaveLength(1)
  })

  test('is silent about whoever was never heard, and about whoever cannot stop it', () => {
    expect(find('vetoAgainst', { observations: [] })).toEqual([])
    expect(find('vetoAgainst', { observations: [heard('ann', -0.9), heard('bo'), heard('cy', -0.9)] })).toEqual([])
  })
})

describe('championVetoConflict', () => {
  const conflict = (from: string, to: string): Tie => ({ id: 'quarrel', from, to, kind: 'conflict' })

  test('fires in whichever direction the conflict was written down', () => {
    for (const tie of [conflict('cy', 'bo'), conflict('bo', 'cy')]) {
      expect(find('championVetoConflict', { ties: [HEEDED, tie] })).toMatchObject([
        {
          severity: 'warning',
          stakeholders: ['bo', 'cy'],
          evidence: [{ measure: 'ties', value: 'quarrel', stakeholder: 'cy' }],
          revenueAtRisk: on({ ties: [HEEDED, tie] }, 'bo'),
        },
      ])
    }
  })

  test('fires in either direction also where both are champions and one of them can stop the decision', () => {
    const stakeholders = [ANN, BO, CY, { id: 'vera', roles: ['champion' as const], veto: true }]
    const found = [conflict('cy', 'vera'), conflict('vera', 'cy')].map(tie =>
      find('championVetoConflict', { stakeholders, ties: [HEEDED, tie] }).map(finding => finding.stakeholders),
    )
    expect(found).toEqual([[['vera', 'cy']], [['vera', 'cy']]])
  })

  test('is silent when they are not at odds, or somebody else is', () => {
    expect(find('championVetoConflict', { ties: [HEEDED, { from: 'bo', to: 'cy', kind: 'influence' }] })).toEqual([])
    expect(
      find('championVetoConflict', { ties: [HEEDED, conflict('ann', 'bo'), { ...conflict('ann', 'cy'), id: 'another quarrel' }] }),
    ).toEqual([])
    expect(find('championVetoConflict', { ties: [HEEDED, { ...conflict('cy', 'bo'), until: day(90) }] })).toEqual([])
  })
})

describe('diverging', () => {
  const input = { observations: [heard('ann', 0.9), heard('bo', 0.1), heard('cy')] }
  const { divergence = Number.NaN } = accountSentiment(see({ ...HEALTHY, ...input }))

  test('fires from the setting on, and not just below it', () => {
    expect(find('diverging', input, risk({ divergence: divergence - 1e-9 }))).toMatchObject([
      {
        severity: 'warning',
        stakeholders: ['bo'],
        evidence: [{ measure: 'accountSentiment.byClass.user' }, { measure: 'accountSentiment.byClass.decider' }],
        revenueAtRisk: all(input),
      },
    ])
    expect(find('diverging', input, risk({ divergence: divergence + 1e-9 }))).toEqual([])
    expect(find('diverging', input)).toHaveLength(1)
  })

  test('is silent when deciders think better of us than users', () => {
    expect(find('diverging', { observations: [heard('ann', -0.9), heard('bo', 0.9), heard('cy')] })).toEqual([])
  })

  test('is silent when either was never heard', () => {
    expect(find('diverging', { observations: [heard('ann', 0.9)] }, risk({ divergence: 0 }))).toEqual([])
  })
})

describe('falling', () => {
  const input = {
    observations: ['ann', 'bo', 'cy'].flatMap(id => [heard(id, 0.9, 5), heard(id, 0.3, NOW)]),
  }
  const trend = sentimentTrend(see({ ...HEALTHY, ...input }), { since: day(NOW - 90) })
  const probability = trend.probabilityOfDecline ?? Number.NaN
  const change = trend.change ?? Number.NaN

  test('fires from the probability of the settings on, and not just below it', () => {
    expect(find('falling', input)).toMatchObject([
      {
        severity: 'warning',
        stakeholders: [],
        evidence: [
          { measure: 'sentimentTrend.change', value: expect.closeTo(change, 12) },
          { measure: 'sentimentTrend.probabilityOfDecline', value: expect.closeTo(probability, 12) },
        ],
        revenueAtRisk: all(input),
      },
    ])
    expect(find('falling', input, risk({ declineProbability: probability - 1e-12 }))).toHaveLength(1)
    expect(find('falling', input, risk({ declineProbability: Math.min(1, probability + 1e-12) }))).toEqual([])
  })

  test('is silent about a change too small to be worth words', () => {
    expect(find('falling', input, { account: { smallestChange: -change - 1e-9 } })).toHaveLength(1)
    expect(find('falling', input, { account: { smallestChange: -change + 1e-9 } })).toEqual([])
  })

  test('is silent when sentiment rises, and when it fell before the days that are judged', () => {
    expect(find('falling', { observations: ['ann', 'bo', 'cy'].flatMap(id => [heard(id, 0.3, 5), heard(id, 0.9, NOW)]) })).toEqual([])
    const before = { observations: ['ann', 'bo', 'cy'].flatMap(id => [heard(id, 0.9, 5), heard(id, 0.3, 40)]) }
    expect(find('falling', before, risk({ days: 30 }))).toEqual([])
    expect(find('falling', before, risk({ days: 90 }))).toHaveLength(1)
  })
})

describe('unanimous', () => {
  const people = Array.from({ length: 5 }, (_, i) => ({ id: `u${i}`, roles: ['user' as const] }))
  const crowd = (count: number, first = 0.5): Partial<VillageInput> => ({
    stakeholders: [...people, ANN, BO, CY],
    observations: people.slice(0, count).map(({ id }, i) => heard(id, i === 0 ? first : 0.5)),
  })

  test('fires when as many as the setting says were heard and none of them against us', () => {
    expect(find('unanimous', crowd(5))).toMatchObject([
      { severity: 'info', stakeholders: [], evidence: people.map(({ id }) => ({ measure: 'sentiments', stakeholder: id })) },
    ])
    expect(find('unanimous', crowd(4))).toEqual([])
    expect(find('unanimous', crowd(4), risk({ unanimousFrom: 4 }))).toHaveLength(1)
    expect(find('unanimous', crowd(5), risk({ unanimousFrom: 6 }))).toEqual([])
  })

  test('is silent as soon as anybody was ever recorded as against us, and not when somebody was merely neutral', () => {
    expect(find('unanimous', crowd(5, -0.01))).toEqual([])
    expect(find('unanimous', crowd(5, 0))).toHaveLength(1)
    const once = { ...crowd(5), observations: [...(crowd(5).observations ?? []), heard('u3', -0.3, 10)] }
    expect(find('unanimous', once)).toEqual([])
  })

  test('is silent when it was in an interview that somebody was against us', () => {
    const interviews = [{ id: 'i', at: day(10), stakeholder: 'u3', answers: [], sentiment: -0.3 }]
    expect(find('unanimous', { ...crowd(5), interviews })).toEqual([])
  })
})

describe('littleSignal', () => {
  const { coverage } = accountSentiment(see({ ...HEALTHY, observations: [heard('ann')] }))

  test('fires below the least coverage, and not at it', () => {
    const input = { observations: [heard('ann')] }
    const at = (leastCoverage: number) => find('littleSignal', input, { account: { leastCoverage } })
    expect(at(coverage + 1e-9)).toMatchObject([
      {
        severity: 'warning',
        stakeholders: ['bo', 'cy'],
        evidence: [{ measure: 'accountSentiment.coverage', value: expect.closeTo(coverage, 12) }],
        revenueAtRisk: all(input),
      },
    ])
    expect(at(coverage)).toEqual([])
  })

  test('names first whose silence weighs most', () => {
    const stakeholders = [ANN, { id: 'zed', roles: ['economicBuyer' as const] }, { id: 'abe', roles: ['coach' as const] }]
    const [found] = find('littleSignal', { stakeholders, observations: [heard('ann')], interactions: [], ties: [] })
    expect(found?.stakeholders).toEqual(['zed', 'abe'])
  })
})

describe('handoverSuspected and handoverFlagged', () => {
  const driven = (from: number, count: number, drivenBy: string): Interaction[] =>
    Array.from({ length: count }, (_, i) => ({ at: day(from + 3 * i), kind: 'meeting', participants: ['ann', 'bo', 'cy'], drivenBy }))
  const series = (byBo: number) => ({ interactions: [...driven(0, 10, 'ann'), ...driven(30, byBo, 'bo')] })
  const stages = Array.from({ length: 19 }, (_, i) => i)

  test('fire as the status of the hand-over does, one of them at a time', () => {
    const fired = stages.map(n => [find('handoverSuspected', series(n)).length, find('handoverFlagged', series(n)).length])
    const statuses = stages.map(n => powerTransitions(see({ ...HEALTHY, ...series(n) }))[0]?.status)
    expect(fired).toEqual(statuses.map(status => [status === 'suspected' ? 1 : 0, status === 'flagged' ? 1 : 0]))
    expect(new Set(statuses)).toEqual(new Set(['quiet', 'suspected', 'flagged']))
  })

  test('name who drives now, the probability and the moment of the flag', () => {
    const [transition] = powerTransitions(see({ ...HEALTHY, ...series(18) }))
    expect(find('handoverFlagged', series(18))).toMatchObject([
      {
        severity: 'critical',
        stakeholders: ['bo'],
        evidence: [
          { measure: 'powerTransitions.probability', value: transition?.probability },
          { measure: 'powerTransitions.events', value: 28, at: transition?.flaggedAt },
        ],
        revenueAtRisk: all(series(18)),
      },
    ])
    const suspected = stages.find(n => find('handoverSuspected', series(n)).length > 0) ?? 0
    expect(find('handoverSuspected', series(suspected))).toMatchObject([{ severity: 'warning', stakeholders: ['bo'] }])
  })

  test('follow their settings', () => {
    const suspectedFrom = (value: number) =>
      find('handoverSuspected', series(5), { handover: { suspectedFrom: value, falseAlarmShare: 1e-6 } })
    expect(suspectedFrom(0.05)).toHaveLength(1)
    expect(suspectedFrom(0.999)).toEqual([])
    expect(find('handoverFlagged', series(5), { handover: { falseAlarmShare: 0.9 } })).toHaveLength(1)
  })
})

describe('knowledgeLost', () => {
  const input = { observations: [heard('ann', 0.5, NOW, { themes: ['speed'] }), heard('cy')], interactions: [met(80, 'ann')] }
  const { score } = handoverReadiness(see({ ...HEALTHY, ...input }))

  test('fires below the readiness of the settings, and not at it', () => {
    expect(find('knowledgeLost', input, risk({ readiness: score + 1e-9 }))).toMatchObject([
      {
        severity: 'warning',
        stakeholders: expect.arrayContaining(['bo', 'ann']),
        evidence: expect.arrayContaining([
          { measure: 'handoverReadiness.score', value: expect.closeTo(score, 12) },
          { measure: 'handoverReadiness.items', value: 'deciderUnheard', stakeholder: 'bo' },
        ]),
        revenueAtRisk: all(input),
      },
    ])
    expect(find('knowledgeLost', input, risk({ readiness: score }))).toEqual([])
  })

  test('is critical once a hand-over is suspected or flagged', () => {
    const interactions = Array.from(
      { length: 30 },
      (_, i): Interaction => ({ at: day(i * 3), kind: 'approval', participants: ['ann'], drivenBy: i < 12 ? 'ann' : 'bo' }),
    )
    expect(find('handoverFlagged', { ...input, interactions })).toHaveLength(1)
    expect(find('knowledgeLost', { ...input, interactions })).toMatchObject([{ severity: 'critical' }])
  })

  test('is silent where nothing is known that could be lost', () => {
    const nothing = { observations: [], interactions: [] }
    expect(handoverReadiness(see({ ...HEALTHY, ...nothing, ties: [] })).score).toBeLessThan(0.6)
    expect(find('knowledgeLost', { ...nothing, ties: [] })).toEqual([])
  })
})

describe('overinvested', () => {
  const input = { interactions: [met(80, 'ann'), met(81, 'ann'), met(82, 'bo'), met(83, 'cy')] }
  const { overinvestment = Number.NaN } = attentionBalance(see({ ...HEALTHY, ...input }), { days: 90 })

  test('fires from the setting on, and not just below it', () => {
    expect(find('overinvested', input)).toMatchObject([
      {
        severity: 'warning',
        stakeholders: [],
        evidence: [{ measure: 'attentionBalance.overinvestment', value: overinvestment }, { value: 0.5 }, { value: 4 }],
        revenueAtRisk: all(input),
      },
    ])
    expect(find('overinvested', input, risk({ overinvestment: overinvestment - 1e-12 }))).toHaveLength(1)
    expect(find('overinvested', input, risk({ overinvestment: overinvestment + 1e-12 }))).toEqual([])
  })

  test('is silent when users get less than their share, and when what they got is long past', () => {
    expect(find('overinvested', { interactions: [met(80, 'bo'), met(81, 'cy')] }, risk({ overinvestment: 0 }))).toEqual([])
    expect(find('overinvested', input, risk({ days: 15 }))).toEqual([])
    expect(find('overinvested', { interactions: [] }, risk({ overinvestment: 0 }))).toEqual([])
  })
})

describe('singleThreaded', () => {
  const meetings = (bo: number, cy: number): Partial<VillageInput> => ({
    interactions: [...Array.from({ length: bo }, (_, i) => met(50 + i, 'bo')), ...Array.from({ length: cy }, (_, i) => met(70 + i, 'cy'))],
  })

  test('fires from the share of the settings on, and not just below it', () => {
    expect(find('singleThreaded', meetings(4, 1))).toMatchObject([
      {
        severity: 'warning',
        stakeholders: ['bo'],
        evidence: [{ measure: 'attentionBalance.contacts', value: 0.8, stakeholder: 'bo' }],
        revenueAtRisk: all(meetings(4, 1)),
      },
    ])
    expect(find('singleThreaded', meetings(7, 2))).toEqual([])
    expect(find('singleThreaded', meetings(7, 2), risk({ singleThread: 0.75 }))).toHaveLength(1)
    expect(find('singleThreaded', meetings(4, 1), risk({ singleThread: 0.81 }))).toEqual([])
  })

  test('is silent about one or two interactions, which always are with few', () => {
    expect(find('singleThreaded', meetings(2, 0))).toEqual([])
    expect(find('singleThreaded', meetings(3, 0))).toHaveLength(1)
    expect(find('singleThreaded', meetings(3, 0), risk({ days: 49 }))).toEqual([])
  })

  test('names nobody when nobody who is still there was met', () => {
    const gone = {
      ...HEALTHY,
      stakeholders: [ANN, BO, CY, { id: 'dan', leftAt: day(90) }],
      interactions: [60, 61, 62].map(n => met(n, 'dan')),
    }
    expect(find('singleThreaded', gone)).toEqual([])
    const nobody = { interactions: [60, 61, 62].map(n => met(n)) }
    expect(find('singleThreaded', nobody)).toEqual([])
    expect(strangeNumbers(assessRisk(see(gone)))).toEqual([])
  })
})

describe('championLeft', () => {
  const left = (n: number, others: NonNullable<VillageInput['stakeholders']> = []): Partial<VillageInput> => ({
    stakeholders: [ANN, BO, { ...CY, leftAt: day(n) }, ...others],
  })

  test('fires for as many days as the settings say, and is graver when there is no other champion', () => {
    expect(find('championLeft', left(60))).toMatchObject([
      {
        severity: 'critical',
        stakeholders: ['cy'],
        evidence: [{ measure: 'former', value: 'champion', stakeholder: 'cy', at: instant(60) }],
        revenueAtRisk: all(left(60)),
      },
    ])
    expect(find('championLeft', left(60, [{ id: 'dan', roles: ['champion'] }]))).toMatchObject([
      { severity: 'warning', stakeholders: ['cy'] },
    ])
    expect(find('championLeft', left(10))).toHaveLength(1)
    expect(find('championLeft', left(9))).toEqual([])
    expect(find('championLeft', left(9), risk({ days: 91 }))).toHaveLength(1)
  })

  test('is silent as long as they are there, and about anybody else who left', () => {
    expect(find('championLeft', left(NOW + 1))).toEqual([])
    expect(find('championLeft', left(NOW))).toHaveLength(1)
    expect(find('championLeft', { stakeholders: [ANN, BO, CY, { id: 'dan', roles: ['coach'], leftAt: day(60) }] })).toEqual([])
  })

  test('is silent about whoever had long ceased to be a champion when they left', () => {
    const former = { id: 'dan', roles: [{ role: 'champion' as const, until: '2025-01-01' }, 'user' as const], leftAt: day(60) }
    expect(find('championLeft', { stakeholders: [ANN, BO, CY, former] })).toEqual([])
  })
})

describe('championSilent', () => {
  const last = (n: number): Partial<VillageInput> => ({
    observations: [heard('ann'), heard('bo'), heard('cy', 0.5, n)],
    interactions: [met(80, 'bo'), met(n, 'cy'), met(84, 'bo', 'ann')],
  })

  test('fires when a champion was neither heard nor met for more days than the settings say', () => {
    expect(find('championSilent', last(9))).toMatchObject([
      {
        severity: 'warning',
        stakeholders: ['cy'],
        evidence: [{ measure: 'lastContact', value: 91, stakeholder: 'cy', at: instant(9) }],
        revenueAtRisk: on(last(9), 'cy'),
      },
    ])
    expect(find('championSilent', last(10))).toEqual([])
    expect(find('championSilent', last(10), risk({ days: 89 }))).toHaveLength(1)
  })

  test('is silent as soon as they were either heard or met', () => {
    const heardOnly = { ...last(9), observations: [heard('ann'), heard('bo'), heard('cy', 0.5, 20)] }
    const metOnly = { ...last(9), interactions: [met(80, 'bo'), met(20, 'cy')] }
    expect([find('championSilent', heardOnly), find('championSilent', metOnly)]).toEqual([[], []])
  })

  test('is silent when they made a comment, or gave an interview from which no sentiment was read', () => {
    const comments = [{ id: 'c', at: day(95), stakeholder: 'cy', text: 'well done' }]
    expect(find('championSilent', { ...last(9), comments })).toEqual([])
    const interviews = [{ id: 'i', at: day(95), stakeholder: 'cy', answers: [{ question: 'q', summary: 's' }] }]
    expect(find('championSilent', { ...last(9), interviews })).toEqual([])
  })

  test('is silent about a champion who was never heard or met, and about others than champions', () => {
    expect(find('championSilent', { observations: [heard('bo')], interactions: [met(80, 'bo')] })).toEqual([])
    expect(find('championSilent', { observations: [heard('ann', 0.5, 0), heard('bo', 0.5, 0), heard('cy')] })).toEqual([])
  })
})
