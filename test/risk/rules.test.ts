import {
  accountSentiment,
  assessRisk,
  attentionBalance,
  createVillage,
  DEFAULT_SETTINGS,
  type DeepPartial,
  decisionOutlook,
  expectationImpact,
  type Finding,
  handoverReadiness,
  type Interaction,
  type Observation,
  powerTransitions,
  RISK_RULES,
  type Settings,
  type Snapshot,
  sentiments,
  sentimentTrend,
  snapshot,
  type Tie,
  type Usage,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { day, instant } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'
import { soundFindings } from '../support/soundFindings.js'

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
const due = (n: number, rest: object = {}) => ({ decisions: [{ ...DEAL, expectedAt: day(n), ...rest }] })

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
  soundFindings(see({ ...HEALTHY, ...input }, settings)).filter(finding => finding.rule === rule)
const risk = (part: Partial<Settings['risk']>): DeepPartial<Settings> => ({ risk: part })

/** Somebody's row of the outlook. */
const seat = (s: Snapshot, id: string) => decisionOutlook(s).byStakeholder.find(({ stakeholder }) => stakeholder === id)
const share = (s: Snapshot, id: string) => expect.closeTo(seat(s, id)?.share ?? Number.NaN, 12)
/** Findings with the answer of one person known for nearly certain. */
const sure = (id: string, sentiment: number, n = NOW): Observation => heard(id, sentiment, n, { sd: 0.001 })

test('a village without risks has none, however little makes one', () => {
  const least = { likelihoodRatio: Object.fromEntries(RISK_RULES.map(({ id }) => [id, 9])), info: 0 }
  expect(assessRisk(see(HEALTHY))).toEqual([])
  for (const decisions of [{}, due(NOW + 5), due(NOW + 100)]) expect(assessRisk(see({ ...HEALTHY, ...decisions }, risk(least)))).toEqual([])
  const answered = { requests: [{ id: 'q', stakeholder: 'ann', at: day(95), via: 'survey' as const }] }
  const motives = ['ann', 'bo', 'cy'].map(stakeholder => ({ stakeholder, kind: 'functional' as const, statement: 's' }))
  const interviews = [{ id: 'i', at: day(99), stakeholder: 'ann', answers: [] }]
  const used = { usage: [0, 90].map(n => ({ id: `u${n}`, at: day(n), level: 0.8 })) }
  expect(assessRisk(see({ ...HEALTHY, ...answered, ...used, motives, interviews }, risk(least)))).toEqual([])
})

test('every rule has an id of its own, and a title', () => {
  expect(RISK_RULES.map(({ id }) => id).sort()).toEqual(
    [
      'blockedByPolicy',
      'boughtForAnotherReason',
      'conflict',
      'contradiction',
      'deciderAgainst',
      'deciderStale',
      'deciderUnheard',
      'decisionNear',
      'decisionOverdue',
      'diverging',
      'expectationMissed',
      'expectationOverdue',
      'fell',
      'goneCold',
      'handoverFlagged',
      'handoverSuspected',
      'interviewsUnfinished',
      'knowledgeLost',
      'left',
      'likedUnused',
      'listeningOverdue',
      'loopOpen',
      'motiveUnknown',
      'moveOverdue',
      'moveWithoutOwner',
      'newcomer',
      'noAnswer',
      'noChampion',
      'noDecider',
      'nobodyKnowsThem',
      'ourSingleThread',
      'overinvested',
      'overloaded',
      'planTooLate',
      'recurring',
      'singleThreaded',
      'teammateLeft',
      'tooRosy',
      'touchpointsDiffer',
      'useFell',
      'voiceUnanswered',
    ].sort(),
  )
  for (const { title } of RISK_RULES) expect(title).toMatch(/^[A-Z][\w -]+$/)
})

describe('noDecider', () => {
  test('fires when nobody holds a role that decides, with what hangs on that seat', () => {
    const input = { stakeholders: [ANN, { id: 'bo', roles: ['technicalBuyer' as const] }, CY] }
    const s = see({ ...HEALTHY, ...input })
    expect(find('noDecider', input)).toEqual([
      {
        id: '["noDecider","deal","?decider"]',
        rule: 'noDecider',
        severity: 'critical',
        decision: 'deal',
        stakeholders: ['?decider'],
        subjects: ['deal', '?decider'],
        message: expect.any(String),
        evidence: [{ measure: 'sentiments', value: 'neverHeard', stakeholder: '?decider' }],
        effect: share(s, '?decider'),
      },
    ])
    expect(decisionOutlook(s).basis).not.toBe('evidence')
  })

  test('warns also where nothing is open: the people who would decide are worth knowing', () => {
    const input = { stakeholders: [ANN, CY], observations: [], interactions: [], ties: [], decisions: [] }
    expect(find('noDecider', input)).toMatchObject([{ id: '["noDecider","?decider"]', severity: 'warning', subjects: ['?decider'] }])
    expect(find('noDecider', input)[0]).not.toHaveProperty('effect')
  })

  test('only warns where the one who decided has left, or will have by the vote', () => {
    const gone = (n: number) => ({ stakeholders: [ANN, { ...BO, leftAt: day(n) }, CY], ...due(NOW + 20) })
    expect(find('noDecider', gone(90))).toMatchObject([{ severity: 'warning', stakeholders: ['?economicBuyer'] }])
    expect(find('noDecider', gone(NOW + 10))).toMatchObject([{ severity: 'warning', stakeholders: ['bo'] }])
    expect(find('noDecider', gone(NOW + 30))).toEqual([])
  })

  test('is silent when somebody decides, however little they have to say', () => {
    expect(find('noDecider', { stakeholders: [ANN, { id: 'bo', roles: [{ role: 'executiveSponsor', authority: 0.001 }] }, CY] })).toEqual(
      [],
    )
  })
})

describe('a seat that nobody known holds', () => {
  test('is as grave whoever else has left, and said otherwise where little hangs on it', () => {
    const input = { stakeholders: [ANN, CY, { id: 'dan', leftAt: day(60) }], observations: [], interactions: [], ties: [] }
    expect(find('noDecider', input)).toMatchObject([
      { severity: 'critical', message: 'No decision-maker is known. Find out who decides first.' },
    ])
    const users = find('noDecider', { stakeholders: [BO, CY], ties: [], observations: [], interactions: [] }, risk({ keySeat: 1, info: 0 }))
    expect(users.map(({ message }) => message)).toEqual(['Nobody is known behind a seat in the decision. Find out who it is.'])
  })
})

describe('deciderUnheard', () => {
  test('goes by whether anything was heard where nothing is open', () => {
    expect(find('deciderUnheard', { decisions: [] })).toEqual([])
    expect(find('deciderUnheard', { decisions: [], observations: [heard('ann'), heard('cy')] })).toMatchObject([{ stakeholders: ['bo'] }])
  })

  const input = { observations: [heard('ann'), heard('cy')] }

  test('fires for each with a seat who was never heard, by their share of the chance of a no', () => {
    expect(find('deciderUnheard', input)).toMatchObject([
      { severity: 'critical', stakeholders: ['bo'], subjects: ['deal', 'bo'], effect: share(see({ ...HEALTHY, ...input }), 'bo') },
    ])
    const two = { ...input, stakeholders: [ANN, BO, CY, { id: 'di', roles: ['legalCompliance' as const], veto: true }] }
    expect(find('deciderUnheard', two).map(({ stakeholders }) => stakeholders)).toEqual(expect.arrayContaining([['bo'], ['di']]))
  })

  test('warns of a veto holder even where next to nothing hangs on them', () => {
    const certain = { sentiment: { priorMean: 0.9, priorSd: 0.1 } }
    expect(find('deciderUnheard', input, certain)).toMatchObject([{ severity: 'warning', stakeholders: ['bo'] }])
    expect(find('deciderUnheard', { observations: [heard('bo')] }, certain)).toEqual([])
  })

  test('is silent when they were heard once, however unreliably', () => {
    expect(find('deciderUnheard', { observations: [...input.observations, heard('bo', 0.5, NOW, { sd: 1 })] })).toEqual([])
  })

  test('leaves seats that nobody known holds to noDecider, and newcomers to newcomer', () => {
    const unknown = { stakeholders: [ANN, CY], observations: [], interactions: [], ties: [] }
    const rules = assessRisk(see({ ...HEALTHY, ...unknown })).flatMap(({ rule, stakeholders }) =>
      stakeholders.includes('?decider') ? [rule] : [],
    )
    expect(rules).toEqual(['noDecider'])
    expect(find('deciderUnheard', { ...input, stakeholders: [ANN, { ...BO, joinedAt: day(50) }, CY] })).toEqual([])
  })
})

describe('newcomer', () => {
  const since = (n: number): Partial<VillageInput> => ({
    stakeholders: [ANN, { ...BO, joinedAt: day(n) }, CY],
    observations: [heard('ann'), heard('cy')],
  })

  test('fires for as many days as the settings say, for who came and for who got a role', () => {
    expect(find('newcomer', since(50))).toMatchObject([
      {
        severity: 'critical',
        stakeholders: ['bo'],
        message: 'A person who decides is new here and was never heard. Introduce yourself before others do.',
        effect: share(see({ ...HEALTHY, ...since(50) }), 'bo'),
      },
    ])
    const certain = { sentiment: { priorMean: 0.9, priorSd: 0.1 } }
    expect(find('newcomer', since(50), certain)).toMatchObject([{ severity: 'warning' }])
    expect([find('newcomer', since(10)).length, find('newcomer', since(11)).length]).toEqual([0, 1])
    expect(find('newcomer', since(10), risk({ days: 91 }))).toHaveLength(1)
    const appointed = { ...since(1), stakeholders: [ANN, { id: 'bo', roles: [{ role: 'economicBuyer' as const, since: day(60) }] }, CY] }
    expect(find('newcomer', appointed)).toMatchObject([{ stakeholders: ['bo'] }])
  })

  test('fires on the very day on which they come', () => {
    const stakeholders = [ANN, { ...BO, joinedAt: instant(NOW + 0.5) }, CY]
    expect(find('newcomer', { ...since(NOW), stakeholders })).toMatchObject([{ stakeholders: ['bo'] }])
    expect(find('deciderUnheard', { ...since(NOW), stakeholders })).toEqual([])
  })

  test('tells of powerful people without a seat, too', () => {
    const rule = { id: 'deal', name: 'Deal', kind: 'new' as const, rule: 'ann' }
    expect(find('newcomer', { ...since(50), decisions: [rule] })).toMatchObject([
      { severity: 'info', stakeholders: ['bo'], message: 'A powerful person is new here and was never heard.' },
    ])
    expect(find('newcomer', { ...since(50), decisions: [rule] })[0]).not.toHaveProperty('effect')
    expect(find('newcomer', { ...since(50), decisions: [rule] }, { listening: { powerfulFrom: 0.99 } })).toEqual([])
  })

  test('is nobody because somebody else is new', () => {
    const dan = { id: 'dan', roles: [{ role: 'coach' as const, since: day(60) }], joinedAt: day(50) }
    const input = { stakeholders: [ANN, BO, CY, dan], observations: [heard('ann'), heard('cy'), heard('dan')] }
    expect(find('newcomer', input)).toEqual([])
    expect(find('deciderUnheard', input)).toMatchObject([{ stakeholders: ['bo'] }])
  })

  test('is silent once they were heard', () => {
    expect(find('newcomer', { ...since(50), observations: HEALTHY.observations ?? [] })).toEqual([])
  })
})

describe('deciderStale', () => {
  const input = { observations: [heard('ann'), heard('bo', 0.3, 0), heard('cy')] }
  const reliability = (0.25 / 0.2725) * 4 ** (-NOW / 180)
  const at = (staleReliability: number, observations = input.observations) =>
    find('deciderStale', { observations }, { account: { staleReliability } })

  test('fires when little is left of what was heard, and not just above the setting; it is no more than a warning', () => {
    expect(at(reliability + 1e-9)).toMatchObject([
      {
        severity: 'warning',
        stakeholders: ['bo'],
        evidence: [{ measure: 'sentiments', at: instant(0) }, { measure: 'decisionOutlook.share' }],
      },
    ])
    expect(at(reliability + 1e-9)[0]?.effect).toBeGreaterThan(0.1)
    expect(at(reliability - 1e-9)).toEqual([])
  })

  test('is as grave as it is where the last they said was a no', () => {
    const no = [heard('ann'), heard('bo', -0.2, NOW - 300), heard('cy')]
    const found = find('deciderStale', { observations: no }, { sentiment: { priorMean: 0.2 } })
    expect(found).toMatchObject([{ severity: 'critical', stakeholders: ['bo'], message: expect.stringContaining('no') }])
  })

  test('is silent about who was never heard', () => {
    expect(find('deciderStale', { observations: [] })).toEqual([])
  })
})

describe('deciderAgainst', () => {
  const of = (sentiment: number, kind: 'new' | 'renewal' = 'new') => ({
    observations: [heard('ann'), sure('bo', sentiment), heard('cy')],
    decisions: [{ ...DEAL, kind }],
  })

  test('fires when somebody is more likely to say no than yes, with their share', () => {
    const s = see({ ...HEALTHY, ...of(-0.001) })
    expect(find('deciderAgainst', of(-0.001))).toMatchObject([
      {
        severity: 'critical',
        stakeholders: ['bo'],
        effect: share(s, 'bo'),
        revenueAtRisk: { amount: expect.closeTo(1000 * (seat(s, 'bo')?.share ?? 0), 9) },
      },
    ])
    expect(find('deciderAgainst', of(0.05))).toEqual([])
  })

  test('follows the threshold of the decision, and how much risk somebody likes', () => {
    expect(find('deciderAgainst', of(-0.3, 'renewal'))).toEqual([])
    expect(find('deciderAgainst', of(-0.4, 'renewal'))).toHaveLength(1)
    const bold = (riskAppetite: number) => ({ ...of(-0.05), stakeholders: [ANN, { ...BO, riskAppetite }, CY] })
    expect([find('deciderAgainst', bold(0)).length, find('deciderAgainst', bold(1)).length]).toEqual([1, 0])
  })

  test('is judged by the answer of today, also where time alone makes a yes of it', () => {
    const far = { ...of(-0.6, 'renewal'), decisions: [{ ...DEAL, kind: 'renewal' as const, expectedAt: day(NOW + 700) }] }
    const s = see({ ...HEALTHY, ...far })
    expect(decisionOutlook(s).probabilityOfYes).toBeGreaterThan(0.7)
    expect(find('deciderAgainst', far)).toMatchObject([{ severity: 'critical', effect: share(s, 'bo') }])
  })

  test('is silent about who was never heard, and about who has no say', () => {
    expect(find('deciderAgainst', { observations: [] })).toEqual([])
    expect(find('deciderAgainst', { observations: [heard('ann', -0.9), sure('bo', 0.9), heard('cy', -0.9)] })).toEqual([])
  })
})

describe('findings about seats', () => {
  test('add up to the chance of a no, with the seats that are favourable and the delay', () => {
    const stakeholders = [
      ANN,
      BO,
      CY,
      { id: 'di', roles: ['approver' as const] },
      { id: 'ed', roles: ['decisionMaker' as const], joinedAt: day(80) },
    ]
    const input = { stakeholders, observations: [heard('ann'), sure('bo', -0.1), heard('di', 0.1, -300)], ...due(90) }
    const s = see({ ...HEALTHY, ...input })
    const { probabilityOfYes = Number.NaN, stillFalls = Number.NaN, byStakeholder } = decisionOutlook(s)
    const quiet = (id: string): boolean =>
      !['deciderAgainst', 'deciderUnheard', 'newcomer', 'noDecider', 'deciderStale'].some(rule =>
        find(rule, input).some(({ stakeholders: [of] }) => of === id),
      )
    const told = byStakeholder.filter(({ stakeholder }) => !quiet(stakeholder))
    expect(told.map(({ stakeholder }) => stakeholder)).toEqual(['bo', 'di', 'ed'])
    expect(byStakeholder.reduce((sum, row) => sum + (row.share ?? 0), 1 - stillFalls)).toBeCloseTo(1 - probabilityOfYes, 12)
  })
})

describe('fell', () => {
  const input = { observations: ['ann', 'bo', 'cy'].flatMap(id => [heard(id, 0.9, 5), heard(id, 0.3, NOW)]) }
  const { change = Number.NaN, probabilityOfDecline = Number.NaN } = sentimentTrend(see({ ...HEALTHY, ...input }), {
    since: day(NOW - 90),
    stakeholder: 'bo',
  })
  const of = (id: string, settings = {}) => find('fell', input, settings).filter(({ stakeholders }) => stakeholders.includes(id))

  test('fires for who has a seat and for champions, with what the fall costs', () => {
    const s = see({ ...HEALTHY, ...input })
    expect(of('bo')).toMatchObject([
      {
        severity: 'warning',
        evidence: [
          { measure: 'sentimentTrend.change', value: expect.closeTo(change, 12) },
          { measure: 'sentimentTrend.probabilityOfDecline', value: expect.closeTo(probabilityOfDecline, 12) },
          { measure: 'sentiments' },
        ],
      },
    ])
    expect(of('cy')).toMatchObject([{ severity: 'warning' }])
    expect(of('ann').map(({ severity }) => severity)).toEqual(seat(s, 'ann') === undefined ? [] : ['info'])
  })

  test.each([
    ['a decision without a date', {}, NOW, 1],
    ['a decision in 60 days', due(NOW + 60), NOW + 60, 2 ** (-60 / DEFAULT_SETTINGS.sentiment.halfLifeDays)],
  ])('costs %s the chance that the fall took', (_, decisions, vote, kept) => {
    const all = { ...input, ...decisions }
    const s = see({ ...HEALTHY, ...all })
    const then = snapshot(createVillage({ account: 'Acme', ...HEALTHY, ...all }), day(vote))
    const { value = Number.NaN, sd = Number.NaN } = sentiments(then).find(({ stakeholder }) => stakeholder === 'bo') ?? {}
    const yes = (value: number) => normalCdf((value - s.settings.decision.yesThreshold.new) / sd)
    const { pivotality = Number.NaN, probabilityOfYes = Number.NaN } = seat(s, 'bo') ?? {}
    const [finding] = find('fell', all).filter(({ stakeholders }) => stakeholders.includes('bo'))
    expect(yes(value)).toBeCloseTo(probabilityOfYes, 12)
    expect(finding?.effect).toBeCloseTo((yes(value - change * kept) - yes(value)) * pivotality, 12)
    expect(pivotality).toBeGreaterThan(0.05)
  })

  test('fires from the settings on, and not just below them', () => {
    expect([
      of('bo', risk({ declineProbability: probabilityOfDecline - 1e-12 })).length,
      of('bo', risk({ leastFall: -change - 1e-9 })).length,
    ]).toEqual([1, 1])
    expect(of('bo', risk({ leastFall: -change + 1e-9, days: 45 }))).toEqual([])
  })

  test('looks back twice as far, and then only warns', () => {
    const [late, early] = [
      { observations: [heard('bo', 0.9, 5), sure('bo', -0.4)] },
      { observations: [heard('bo', 0.9, 5), sure('bo', -0.4, 30)] },
    ]
    expect(find('fell', late)).toMatchObject([{ severity: 'critical' }])
    expect(find('fell', early, risk({ days: 60 }))).toMatchObject([{ severity: 'warning', message: expect.stringContaining('120 days') }])
    expect(find('fell', early, risk({ days: 30 }))).toEqual([])
  })

  test('is silent when sentiment rises', () => {
    expect(find('fell', { observations: ['ann', 'bo', 'cy'].flatMap(id => [heard(id, 0.3, 5), heard(id, 0.9, NOW)]) })).toEqual([])
  })
})

describe('left', () => {
  const gone = (n: number, others: NonNullable<VillageInput['stakeholders']> = []): Partial<VillageInput> => ({
    stakeholders: [ANN, { ...BO, leftAt: day(n) }, CY, ...others],
    observations: [heard('ann'), sure('bo', 0.8, 5), heard('cy')],
  })

  test('fires for as many days as the settings say, before and after', () => {
    const days = (n: number) => find('left', gone(n)).length
    expect([days(10), days(11), days(NOW), days(NOW + 90), days(NOW + 91)]).toEqual([0, 1, 1, 1, 0])
    expect(find('left', gone(60))).toMatchObject([
      { stakeholders: ['bo'], evidence: [{ measure: 'leftAt', value: 'economicBuyer', at: instant(60) }] },
    ])
  })

  test('says what it costs that they are no longer there', () => {
    const stayed = see({ ...HEALTHY, ...gone(60), stakeholders: [ANN, BO, CY] })
    const now = see({ ...HEALTHY, ...gone(60) })
    const cost = (decisionOutlook(stayed).probabilityOfYes ?? 0) - (decisionOutlook(now).probabilityOfYes ?? 0)
    expect(cost).toBeGreaterThan(0.1)
    expect(find('left', gone(60))).toMatchObject([{ severity: 'critical', effect: expect.closeTo(cost, 12) }])
    const ahead = { ...gone(NOW + 10), ...due(NOW + 20) }
    const kept = see({ ...HEALTHY, ...ahead, stakeholders: [ANN, BO, CY] })
    const lost = (decisionOutlook(kept).probabilityOfYes ?? 0) - (decisionOutlook(see({ ...HEALTHY, ...ahead })).probabilityOfYes ?? 0)
    expect(find('left', ahead)).toMatchObject([{ effect: expect.closeTo(lost, 12) }])
  })

  test('does not let an heir make good for them: had they stayed, nobody had taken their role', () => {
    const heir = { id: 'di', joinedAt: day(60) }
    const roles = [{ stakeholder: 'di', role: 'economicBuyer' as const, since: day(61) }]
    const now = see({ ...HEALTHY, ...gone(60, [heir]), roles })
    const stayed = see({ ...HEALTHY, ...gone(60), stakeholders: [ANN, BO, CY, heir] })
    const cost = (decisionOutlook(stayed).probabilityOfYes ?? 0) - (decisionOutlook(now).probabilityOfYes ?? 0)
    expect(cost).toBeGreaterThan(0.1)
    expect(find('left', { ...gone(60, [heir]), roles })).toMatchObject([{ severity: 'critical', effect: expect.closeTo(cost, 12) }])
    // Who held the role beside them holds it still.
    const beside = [{ stakeholder: 'di', role: 'economicBuyer' as const, since: day(59) }]
    const both = see({ ...HEALTHY, ...gone(60), stakeholders: [ANN, BO, CY, { id: 'di' }], roles: beside })
    const alone = see({ ...HEALTHY, ...gone(60, [{ id: 'di' }]), roles: beside })
    const little = Math.max(0, (decisionOutlook(both).probabilityOfYes ?? 0) - (decisionOutlook(alone).probabilityOfYes ?? 0))
    expect(find('left', { ...gone(60, [{ id: 'di' }]), roles: beside })).toMatchObject([{ effect: expect.closeTo(little, 12) }])
  })

  test('tells whoever the rule of the decision cannot do without, and nobody for the sake of the veto of another', () => {
    const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }] }
    const leaving = { stakeholders: [{ ...ANN, leftAt: day(NOW + 20) }, BO, CY], decisions: [{ ...DEAL, rule }] }
    expect(find('left', leaving)).toMatchObject([
      {
        stakeholders: ['ann'],
        message: 'A veto holder is leaving.',
        evidence: [
          { measure: 'leftAt', value: 'veto', at: instant(NOW + 20) },
          { measure: 'sentiments', stakeholder: 'ann' },
        ],
      },
    ])
    const others = [BO, { ...CY, veto: true }, { id: 'dan', roles: ['coach' as const], leftAt: day(NOW + 20) }]
    expect(find('left', { stakeholders: [ANN, ...others] })).toEqual([])
  })

  test('counts a veto that was granted to who left', () => {
    const stakeholders = [ANN, BO, CY, { id: 'di', veto: true, leftAt: day(60) }]
    expect(find('left', { stakeholders })).toMatchObject([{ stakeholders: ['di'], effect: 0, severity: 'info' }])
  })

  test('counts whoever decides without being able to stop it', () => {
    const input = { stakeholders: [ANN, BO, CY, { id: 'di', roles: ['decisionMaker' as const], leftAt: day(60) }] }
    expect(find('left', input)).toMatchObject([
      { stakeholders: ['di'], message: expect.stringContaining('A person who decides has left,') },
    ])
  })

  test('says whether they are gone, are leaving, and whether anybody else who stays has the role', () => {
    const of = (leftAt: string, ...others: NonNullable<VillageInput['stakeholders']>) =>
      find('left', { stakeholders: [ANN, BO, { ...CY, leftAt }, ...others] }).find(({ stakeholders }) => stakeholders[0] === 'cy')?.message
    const dan = { id: 'dan', roles: ['champion' as const] }
    expect(of(day(60))).toBe('A champion of ours has left, and nobody else has that role.')
    expect(of(day(NOW + 20))).toBe('A champion of ours is leaving, and nobody else has that role.')
    expect(of(day(60), dan)).toBe('A champion of ours has left.')
    expect(of(day(60), { ...dan, leftAt: day(NOW + 50) })).toBe('A champion of ours has left, and nobody else has that role.')
    expect(of(day(60), { ...dan, roles: ['user'] })).toBe('A champion of ours has left, and nobody else has that role.')
  })

  test('warns where nobody else has the role', () => {
    const champion = (others: NonNullable<VillageInput['stakeholders']>) => ({
      stakeholders: [ANN, BO, { ...CY, leftAt: day(60) }, ...others],
    })
    expect(find('left', champion([]))).toMatchObject([{ severity: 'warning', stakeholders: ['cy'] }])
    expect(find('left', champion([{ id: 'dan', roles: ['champion'] }]))).toMatchObject([{ severity: 'info', stakeholders: ['cy'] }])
  })

  test('is silent about roles that were to begin after they left', () => {
    const appointed = (since: number): Partial<VillageInput> => ({
      stakeholders: [ANN, BO, CY, { id: 'dan', leftAt: day(80), roles: [{ role: 'approver', since: day(since) }] }],
    })
    expect([find('left', appointed(79)), find('left', appointed(85))]).toMatchObject([[{ stakeholders: ['dan'] }], []])
  })

  test('is silent about anybody else, and about who had long ceased to be a champion', () => {
    expect(find('left', { stakeholders: [ANN, BO, CY, { id: 'dan', roles: ['coach'], leftAt: day(60) }] })).toEqual([])
    const former = { id: 'dan', roles: [{ role: 'champion' as const, until: '2025-01-01' }, 'user' as const], leftAt: day(60) }
    expect(find('left', { stakeholders: [ANN, BO, CY, former] })).toEqual([])
  })
})

describe('noChampion', () => {
  test('fires once a decision is open and nobody speaks for us', () => {
    expect(find('noChampion', { stakeholders: [ANN, BO], ties: [], observations: [], interactions: [] })).toMatchObject([
      { id: '["noChampion"]', severity: 'info', stakeholders: [] },
    ])
    expect(find('noChampion', { stakeholders: [ANN, BO], ties: [], observations: [], interactions: [], decisions: [] })).toEqual([])
    const over = { decisions: [{ ...DEAL, outcome: { at: day(90), result: 'lost' as const } }] }
    expect(find('noChampion', { stakeholders: [ANN, BO], ties: [], observations: [], interactions: [], ...over })).toEqual([])
    expect(find('noChampion', {})).toEqual([])
  })
})

describe('decisionOverdue and decisionNear', () => {
  test('an overdue decision costs what it may never be made', () => {
    const s = see({ ...HEALTHY, ...due(40) })
    const { probabilityOfYes = 0, stillFalls = 1, ifVotedToday } = decisionOutlook(s)
    expect(find('decisionOverdue', due(40))).toMatchObject([
      {
        id: '["decisionOverdue","deal"]',
        severity: 'critical',
        evidence: [{ measure: 'decisionOutlook.daysOverdue', value: 60 }],
        effect: expect.closeTo((probabilityOfYes / stillFalls) * (1 - stillFalls), 12),
      },
    ])
    expect(ifVotedToday?.probabilityOfYes).toBeGreaterThan(probabilityOfYes)
    expect(find('decisionOverdue', due(99))).toMatchObject([{ severity: 'warning' }])
    expect([find('decisionOverdue', due(NOW)), find('decisionOverdue', {})]).toEqual([[], []])
  })

  test('a near one warns of what is not known of those who make it', () => {
    const input = { observations: [heard('ann'), heard('cy')] }
    const near = (n: number) => find('decisionNear', { ...input, ...due(n) })
    expect(near(NOW + 30)).toMatchObject([
      {
        id: '["decisionNear","deal"]',
        severity: 'warning',
        stakeholders: ['bo'],
        effect: share(see({ ...HEALTHY, ...input, ...due(NOW + 30) }), 'bo'),
      },
    ])
    const ids = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']
    const rule = { quota: 15, members: ids.map((of, i) => ({ of, weight: i + 1 })) }
    const many = { stakeholders: ids.map(id => ({ id })), observations: [heard('p3', 0.3, -400)], interactions: [], ties: [] }
    const [found] = find('decisionNear', { ...many, ...due(NOW + 5, { rule }) })
    const shares = decisionOutlook(see({ ...HEALTHY, ...many, ...due(NOW + 5, { rule }) })).byStakeholder
    const byShare = [...shares].sort((a, b) => (b.share ?? 0) - (a.share ?? 0)).map(({ stakeholder }) => stakeholder)
    expect(found?.stakeholders).toEqual(byShare)
    expect(found?.evidence.map(({ measure, stakeholder = '' }) => `${measure} ${stakeholder}`.trim())).toEqual([
      'decisionOutlook.daysLeft',
      ...byShare.slice(0, 5).map(id => `sentiments ${id}`),
    ])
    expect(found?.evidence[0]?.value).toBe(5)
    expect([near(NOW + 31), find('decisionNear', due(NOW + 5)), find('decisionNear', { ...input, ...due(50) })]).toEqual([[], [], []])
  })
})

describe('expectationOverdue and expectationMissed', () => {
  const owed = (dueAt: string, status: { at: string; state: 'met' | 'missed' }[] = []) => ({
    expectations: [{ id: 'e1', stakeholder: 'bo', statement: 'live by May', importance: 1, dueAt, status }],
    observations: [heard('ann'), heard('bo', 0.1), heard('cy')],
  })

  test('say what meeting it would bring', () => {
    const s = see({ ...HEALTHY, ...owed(day(90)) })
    const [impact] = expectationImpact(s)
    const gain = (impact?.ifMet.probabilityOfYes ?? 0) - (decisionOutlook(s).probabilityOfYes ?? 0)
    expect(gain).toBeGreaterThan(0.1)
    expect(find('expectationOverdue', owed(day(90)))).toMatchObject([
      { id: '["expectationOverdue","deal","e1"]', severity: 'critical', stakeholders: ['bo'], effect: expect.closeTo(gain, 12) },
    ])
    expect([
      find('expectationOverdue', owed(day(NOW))),
      find('expectationOverdue', owed(day(90), [{ at: day(95), state: 'met' }])),
    ]).toEqual([[], []])
  })

  test('tell each by its own day', () => {
    const expectations = [
      { id: 'e1', stakeholder: 'bo', statement: 's', importance: 1, status: [{ at: day(2), state: 'missed' as const }] },
      { id: 'e2', stakeholder: 'ann', statement: 't', importance: 1, status: [{ at: day(95), state: 'missed' as const }] },
    ]
    expect(find('expectationMissed', { expectations })).toMatchObject([
      {
        stakeholders: ['ann'],
        subjects: ['deal', 'e2'],
        evidence: [{ measure: 'expectations', value: 'e2', stakeholder: 'ann', at: instant(95) }],
      },
    ])
    expect(find('expectationOverdue', owed(day(90)))[0]?.evidence).toMatchObject([{ value: 'e1', at: instant(90) }])
  })

  test('tell one that was missed within the days of the settings', () => {
    const missed = (n: number) => find('expectationMissed', owed(day(2), [{ at: day(n), state: 'missed' }])).length
    expect([missed(9), missed(10), missed(NOW)]).toEqual([0, 1, 1])
    expect(find('expectationOverdue', owed(day(2), [{ at: day(50), state: 'missed' }]))).toEqual([])
    const open = owed(day(NOW + 50)).expectations.map(each => ({ ...each, status: [{ at: day(95), state: 'open' as const }] }))
    expect(find('expectationMissed', { expectations: open })).toEqual([])
  })
})

describe('goneCold', () => {
  const last = (n: number): Partial<VillageInput> => ({
    observations: [heard('ann'), heard('bo', 0.5, n), heard('cy', 0.5, n)],
    interactions: [met(n, 'cy'), met(n, 'bo')],
    ...due(NOW + 100),
  })

  test('fires when somebody who matters was neither heard nor met for more days than the settings say', () => {
    expect(find('goneCold', last(9))).toMatchObject([
      { severity: 'warning', stakeholders: ['bo'], evidence: [{ measure: 'lastContact', value: 91, stakeholder: 'bo', at: instant(9) }] },
      { severity: 'warning', stakeholders: ['cy'] },
    ])
    expect(find('goneCold', last(10))).toEqual([])
    expect(find('goneCold', last(10), risk({ days: 89 }))).toHaveLength(2)
  })

  test('is about key seats and champions who will be there, by the latest of all contacts', () => {
    const told = (input: Partial<VillageInput>, settings = {}) =>
      find('goneCold', { ...last(9), ...input }, risk(settings)).map(({ subjects }) => subjects[1])
    const observations = [heard('ann', 0.5, 5), heard('bo', 0.5, 9), heard('cy', 0.5, 9), heard('di', 0.5, 5)]
    const stakeholders = [ANN, BO, CY, { id: 'di', roles: ['decisionMaker' as const] }]
    expect(told({ observations, stakeholders }, { keySeat: 1 })).toEqual(['bo', 'cy', 'di'])
    const { pivotality = Number.NaN } = seat(see({ ...HEALTHY, ...last(9), observations, stakeholders }), 'ann') ?? {}
    expect(told({ observations, stakeholders }, { keySeat: pivotality })).toEqual(['ann', 'bo', 'cy', 'di'])
    expect(told({ stakeholders: [ANN, { ...BO, leftAt: day(NOW + 50) }, CY] })).toEqual(['cy'])
    // The word of another is none of theirs, and an old word takes nothing from a meeting of late.
    expect(told({ comments: [{ id: 'c', at: day(95), stakeholder: 'ann', text: 'well done' }] })).toEqual(['bo', 'cy'])
    const interviews = [{ id: 'i', at: day(5), stakeholder: 'bo', answers: [{ question: 'q', summary: 's' }] }]
    expect(told({ interviews, interactions: [met(95, 'bo')] })).toEqual(['cy'])
    expect(told(due(NOW + 180))).toEqual(['bo', 'cy'])
  })

  test('is silent without a decision within the days ahead', () => {
    expect([find('goneCold', { ...last(9), ...due(NOW + 181) }), find('goneCold', { ...last(9), decisions: [DEAL] })]).toEqual([[], []])
    expect(find('goneCold', { ...last(9), ...due(NOW + 181) }, risk({ ahead: 200 }))).toHaveLength(2)
  })

  test('is silent as soon as they said or did anything, and about who was never heard or met', () => {
    const comments = [{ id: 'c', at: day(95), stakeholder: 'cy', text: 'well done' }]
    const interviews = [{ id: 'i', at: day(95), stakeholder: 'bo', answers: [{ question: 'q', summary: 's' }] }]
    expect(find('goneCold', { ...last(9), comments, interviews })).toEqual([])
    expect(find('goneCold', { ...last(9), observations: [], interactions: [] })).toEqual([])
  })

  test('counts what was said of another decision, and no interview that they refused', () => {
    const won = { id: 'module', name: 'Module', kind: 'new' as const, outcome: { result: 'won' as const, at: day(98) } }
    const { decisions = [] } = due(NOW + 100)
    const said = [...(last(9).observations ?? []), heard('bo', 0.5, 95, { decision: 'module' })]
    expect(find('goneCold', { ...last(9), decisions: [...decisions, won], observations: said })).toMatchObject([{ stakeholders: ['cy'] }])
    const interviews = [{ id: 'i', at: day(95), stakeholder: 'bo', answers: [], consent: { given: false, at: day(95) } }]
    expect(find('goneCold', { ...last(9), interviews })).toMatchObject([{ stakeholders: ['bo'] }, { stakeholders: ['cy'] }])
    expect(find('goneCold', { ...last(9), observations: [], interactions: [], interviews })).toEqual([])
  })
})

describe('conflict', () => {
  const quarrel = (from: string, to: string): Tie => ({ id: 'quarrel', from, to, kind: 'conflict' })

  test('fires in whichever direction it was written down, with what both being sure would bring', () => {
    const input = { observations: [heard('ann'), heard('bo', 0.1), heard('cy')] }
    for (const tie of [quarrel('cy', 'bo'), quarrel('bo', 'cy')]) {
      const s = see({ ...HEALTHY, ...input, ties: [HEEDED, tie] })
      const bySure = 1 - (decisionOutlook(s).probabilityOfYes ?? 0)
      expect(find('conflict', { ...input, ties: [HEEDED, tie] })).toMatchObject([
        { id: '["conflict","deal","bo","cy"]', severity: 'warning', stakeholders: ['bo', 'cy'], effect: expect.closeTo(bySure, 9) },
      ])
    }
  })

  test('counts nobody as sure who will have left by the vote', () => {
    const dan = { id: 'dan', roles: ['approver' as const] }
    const input = (leftAt?: string): Partial<VillageInput> => ({
      stakeholders: [ANN, { ...BO, ...(leftAt !== undefined && { leftAt }) }, CY, dan],
      observations: [heard('ann'), heard('bo', 0.1), heard('cy'), heard('dan', 0.1)],
      ties: [HEEDED, quarrel('bo', 'dan')],
      ...due(NOW + 60),
    })
    const [leaving, staying] = [find('conflict', input(day(NOW + 30))), find('conflict', input())]
    const outlook = decisionOutlook(see({ ...HEALTHY, ...input(day(NOW + 30)) }))
    const { pivotality = 0, probabilityOfYes = 0 } = outlook.byStakeholder.find(({ stakeholder }) => stakeholder === 'dan') ?? {}
    expect(leaving).toMatchObject([{ stakeholders: ['bo', 'dan'], effect: expect.closeTo(pivotality * (1 - probabilityOfYes), 9) }])
    expect(leaving[0]?.effect).toBeLessThan(staying[0]?.effect ?? 0)
  })

  test('says who is at odds with whom, and what both being sure would bring', () => {
    const stakeholders = [ANN, BO, CY, { id: 'al', roles: ['user' as const] }, { id: 'di', roles: ['decisionMaker' as const] }]
    const observations = [heard('ann', 0.1), heard('bo', 0.1), heard('cy', 0.1), heard('al', 0.1), heard('di', 0.1)]
    const of = (from: string, to: string) => find('conflict', { stakeholders, observations, ties: [HEEDED, quarrel(from, to)] })[0]
    const WORDS = {
      champion: 'A champion is in conflict with a person who decides. Find another way to them.',
      deciders: 'Two people who decide are in conflict. The decision may be about that, and not about us.',
      others: 'Two people whose voices count in the decision are in conflict. The decision may be about that, and not about us.',
    }
    expect([of('cy', 'bo'), of('cy', 'di'), of('di', 'bo'), of('ann', 'bo'), of('ann', 'al')].map(found => found?.message)).toEqual([
      WORDS.champion,
      WORDS.champion,
      WORDS.deciders,
      WORDS.others,
      WORDS.others,
    ])
    expect(of('di', 'bo')?.evidence.map(({ measure, stakeholder }) => [measure, stakeholder])).toEqual([
      ['ties', 'bo'],
      ['ties', 'di'],
      ['decisionOutlook.pivotality', 'bo'],
      ['decisionOutlook.pivotality', 'di'],
    ])
    const { probabilityOfYes = Number.NaN } = decisionOutlook(see({ ...HEALTHY, stakeholders, observations }))
    expect(of('ann', 'al')?.effect).toBeLessThan((1 - probabilityOfYes) / 2)
  })

  test('is told once, also where two sources know of it', () => {
    expect(find('conflict', { ties: [HEEDED, quarrel('cy', 'bo'), { ...quarrel('bo', 'cy'), id: 'again' }] })).toMatchObject([
      { severity: 'info' },
    ])
  })

  test('is silent about others, and about what is over', () => {
    const stakeholders = [ANN, BO, CY, { id: 'dan' }, { id: 'eve' }]
    const rule = { decisions: [{ ...DEAL, rule: 'bo' }] }
    expect(find('conflict', { stakeholders, ...rule, ties: [quarrel('dan', 'eve'), { ...quarrel('dan', 'bo'), id: 'other' }] })).toEqual([])
    expect(find('conflict', { ties: [HEEDED, { ...quarrel('cy', 'bo'), until: day(90) }] })).toEqual([])
  })
})

describe('useFell', () => {
  const used = (...levels: readonly (readonly [n: number, level: number])[]): { usage: Usage<string>[] } => ({
    usage: levels.map(([n, level], i) => ({ id: `u${i}`, at: day(n), level })),
  })

  test('compares the last level with the median of those 60 to 365 days older', () => {
    expect(find('useFell', used([0, 0.8], [10, 0.2], [20, 0.9], [95, 0.5]))).toMatchObject([
      {
        id: '["useFell"]',
        severity: 'warning',
        evidence: [
          { measure: 'usage.before', value: 0.8 },
          { measure: 'usage.now', value: 0.5 },
        ],
      },
    ])
    const fires = (...levels: readonly (readonly [n: number, level: number])[]) => find('useFell', used(...levels)).length
    expect([fires([35, 0.8], [95, 0.5]), fires([36, 0.8], [95, 0.5])]).toEqual([1, 0])
    expect([fires([-270, 0.8], [95, 0.5]), fires([-271, 0.8], [95, 0.5])]).toEqual([1, 0])
    // At least 0.2 less, and at most 70 % left.
    expect([fires([0, 0.5], [95, 0.3]), fires([0, 0.3], [95, 0.15]), fires([0, 1], [95, 0.7])]).toEqual([1, 0, 1])
    expect(find('useFell', used([40, 0.8], [95, 0.5]))).toEqual([])
    expect(find('useFell', used([0, 0.8], [95, 0.61]))).toEqual([])
    expect(find('useFell', used([0, 0.9], [95, 0.65]))).toEqual([])
    expect(find('useFell', used([-300, 0.9], [95, 0.1]))).toEqual([])
  })

  test('is critical before a renewal where little is left', () => {
    const near = (n: number, level: number) =>
      find('useFell', { ...used([0, 0.8], [95, level]), ...due(n, { kind: 'renewal' }) })[0]?.severity
    expect([near(NOW + 180, 0.29), near(NOW + 181, 0.29), near(NOW + 100, 0.3)]).toEqual(['critical', 'warning', 'warning'])
  })

  test('is critical for the sake of one renewal that is open and near, whatever else there is to decide', () => {
    const worst = (...decisions: NonNullable<VillageInput['decisions']>) =>
      find('useFell', { ...used([0, 0.8], [95, 0.1]), decisions: [DEAL, ...decisions] })[0]?.severity
    const renewal = { id: 'renewal', name: 'Renewal', kind: 'renewal' as const, expectedAt: day(NOW + 50) }
    expect(worst(renewal)).toBe('critical')
    expect(worst({ ...renewal, kind: 'new' })).toBe('warning')
    expect(worst({ id: 'renewal', name: 'Renewal', kind: 'renewal' })).toBe('warning')
    expect(worst({ ...renewal, outcome: { at: day(90), result: 'won' } })).toBe('warning')
  })

  test('names a unit and whoever is in it', () => {
    const units = [{ id: 'lab', name: 'Lab', kind: 'department' as const }]
    const usage = used([0, 0.8], [95, 0.1]).usage.map(each => ({ ...each, unit: 'lab' }))
    expect(find('useFell', { units, usage, stakeholders: [{ ...ANN, unit: 'lab' }, BO, CY] })).toMatchObject([
      { stakeholders: ['ann'], subjects: ['lab'], evidence: [{}, { at: instant(95) }, { measure: 'offeringFlow.unit', value: 'lab' }] },
    ])
    // What one person uses is not what was bought.
    expect(find('useFell', { usage: used([0, 0.8], [95, 0.1]).usage.map(each => ({ ...each, stakeholder: 'ann' })) })).toEqual([])
  })

  test('is told unit by unit', () => {
    const units = [{ id: 'lab', name: 'Lab', kind: 'department' as const }]
    const usage = used([0, 0.8], [95, 0.1]).usage.map(each => ({ ...each, unit: 'lab' }))
    expect(find('useFell', { units, usage })).toMatchObject([{ id: '["useFell","lab"]' }])
  })
})

describe('diverging', () => {
  const input = { observations: [heard('ann', 0.9), heard('bo', 0.1), heard('cy')] }
  const divergence = accountSentiment(see({ ...HEALTHY, ...input })).divergence?.value ?? Number.NaN

  test('fires from the setting on, and not just below it', () => {
    expect(find('diverging', input, risk({ divergence: divergence - 1e-9 }))).toMatchObject([
      {
        id: '["diverging"]',
        severity: 'info',
        stakeholders: ['bo'],
        evidence: [{ measure: 'accountSentiment.byClass.user' }, { measure: 'accountSentiment.byClass.decider' }],
      },
    ])
    expect(find('diverging', input, risk({ divergence }))).toHaveLength(1)
    expect(find('diverging', input, risk({ divergence: divergence + 1e-9 }))).toEqual([])
  })

  test('is silent as long as it may well be chance', () => {
    const doubtful = { observations: [heard('ann', 0.9, NOW, { sd: 0.6 }), heard('bo', -0.1, NOW, { sd: 0.6 }), heard('cy')] }
    const found = accountSentiment(see({ ...HEALTHY, ...doubtful })).divergence
    expect(found?.interval[0]).toBeLessThan(0)
    expect(find('diverging', doubtful, risk({ divergence: 0 }))).toEqual([])
  })

  test('is silent when deciders think better of us than users, and when either was never heard', () => {
    expect(find('diverging', { observations: [heard('ann', -0.9), heard('bo', 0.9), heard('cy')] })).toEqual([])
    expect(find('diverging', { observations: [heard('ann', 0.9)] }, risk({ divergence: 0 }))).toEqual([])
  })
})

describe('a rule without a model', () => {
  const input = { observations: [heard('ann', 0.9), heard('bo', 0.1), heard('cy')] }

  test('gets an effect from how often it fired before decisions that were not won', () => {
    const yes = decisionOutlook(see({ ...HEALTHY, ...input })).probabilityOfYes ?? Number.NaN
    const [found] = find('diverging', input, risk({ likelihoodRatio: { diverging: 4 } }))
    expect(found?.effect).toBeCloseTo(yes - yes / (yes + (1 - yes) * 4), 12)
    expect(found?.severity).toBe('warning')
    expect(found?.revenueAtRisk).toEqual({ amount: expect.closeTo(1000 * (found?.effect ?? Number.NaN), 9), currency: 'EUR' })
    expect(find('diverging', { ...input, decisions: [] }, risk({ likelihoodRatio: { diverging: 4 } }))[0]).not.toHaveProperty('effect')
    const { effect = Number.NaN } = found ?? {}
    const from = (warning: number) =>
      find('diverging', input, risk({ likelihoodRatio: { diverging: 4 }, warning, critical: 1 }))[0]?.severity
    expect([from(effect), from(effect + 1e-9)]).toEqual(['warning', 'info'])
    expect(find('diverging', input, risk({ likelihoodRatio: { diverging: 1 } }))[0]).not.toHaveProperty('effect')
    expect(find('diverging', input, risk({ likelihoodRatio: { diverging: 0.5 } }))[0]?.effect).toBe(0)
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
        severity: 'warning',
        stakeholders: ['bo'],
        evidence: [
          { measure: 'powerTransitions.probability', value: transition?.probability },
          { measure: 'powerTransitions.events', value: 28, at: transition?.flaggedAt },
        ],
      },
    ])
    const suspected = stages.find(n => find('handoverSuspected', series(n)).length > 0) ?? 0
    expect(find('handoverSuspected', series(suspected))).toMatchObject([{ severity: 'info', stakeholders: ['bo'] }])
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
  const { score = Number.NaN } = handoverReadiness(see({ ...HEALTHY, ...input }))

  test('fires below the readiness of the settings, and not at it', () => {
    expect(find('knowledgeLost', input, risk({ readiness: score + 1e-9 }))).toMatchObject([
      {
        severity: 'warning',
        stakeholders: expect.arrayContaining(['bo', 'ann']),
        evidence: expect.arrayContaining([
          { measure: 'handoverReadiness.score', value: expect.closeTo(score, 12) },
          { measure: 'handoverReadiness.items', value: 'deciderUnheard', stakeholder: 'bo' },
        ]),
      },
    ])
    expect(find('knowledgeLost', input, risk({ readiness: score }))).toEqual([])
    const one = { observations: [heard('ann', 0.5, NOW, { themes: ['speed'] })], interactions: [met(80, 'ann')] }
    expect(find('knowledgeLost', one, risk({ readiness: 1 }))).toHaveLength(1)
  })

  test('is silent where nothing is known that could be lost', () => {
    const nothing = { observations: [], interactions: [] }
    expect(handoverReadiness(see({ ...HEALTHY, ...nothing, ties: [] })).score).toBeLessThan(0.6)
    expect(find('knowledgeLost', { ...nothing, ties: [] })).toEqual([])
    const gone = { stakeholders: [ANN, BO, CY, { id: 'dee', roles: ['user' as const], leftAt: day(90) }] }
    expect(find('knowledgeLost', { ...nothing, ...gone, ties: [], observations: [heard('dee', 0.5, 80)] })).toEqual([])
  })

  test('counts what an interview says like any other reading', () => {
    const interviews = [{ id: 'i1', stakeholder: 'ann', at: TODAY, sentiment: 0.5, answers: [] }]
    expect(find('knowledgeLost', { observations: [], interactions: [], ties: [], interviews })).toHaveLength(1)
  })
})

describe('overinvested', () => {
  const input = { interactions: [met(80, 'ann'), met(81, 'ann'), met(82, 'ann'), met(83, 'cy')] }
  const { overinvestment = Number.NaN, byClass } = attentionBalance(see({ ...HEALTHY, ...input }), { days: 90 })

  test('fires from the setting on, and not just below it', () => {
    expect(find('overinvested', input)).toMatchObject([
      {
        severity: 'info',
        stakeholders: [],
        evidence: [{ measure: 'attentionBalance.overinvestment', value: overinvestment }, { value: 0.75 }, { value: 4 }],
      },
    ])
    expect(find('overinvested', input, risk({ overinvestment }))).toHaveLength(1)
    expect(find('overinvested', input, risk({ overinvestment: overinvestment + 1e-12 }))).toEqual([])
  })

  test('is silent where deciders get their part all the same', () => {
    const some = { interactions: [...input.interactions, met(84, 'bo')] }
    const { byClass } = attentionBalance(see({ ...HEALTHY, ...some }), { days: 90 })
    const share = byClass.decider.attention / byClass.decider.target
    expect(find('overinvested', some, risk({ overinvestment: 0.1, deciderAttention: share - 1e-9 }))).toEqual([])
    expect(find('overinvested', some, risk({ overinvestment: 0.1, deciderAttention: share + 1e-9 }))).toHaveLength(1)
  })

  test('is silent when users get less than their share, and when what they got is long past', () => {
    expect(byClass.decider.attention).toBe(0)
    expect(find('overinvested', { interactions: [met(80, 'cy')] }, risk({ overinvestment: 0 }))).toEqual([])
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
      },
    ])
    expect(find('singleThreaded', meetings(2, 2), risk({ singleThread: 0.5 }))).toMatchObject([{ stakeholders: ['bo'] }])
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

describe('contradiction and tooRosy', () => {
  const reported = (stakeholder: string, sentiment: number, by = 'kim'): Observation => ({
    stakeholder,
    at: day(95),
    sentiment,
    via: 'impression',
    by,
  })
  const rosy = {
    observations: [
      heard('ann', -0.2, 94),
      heard('bo', -0.1, 94),
      heard('cy', 0.1, 94),
      ...['ann', 'bo', 'cy'].map(id => reported(id, 0.9)),
    ],
  }

  test('tell a report that contradicts what the person said before', () => {
    const found = find('contradiction', rosy)
    expect(found.map(({ subjects }) => subjects)).toEqual(expect.arrayContaining([['deal', 'bo', 'kim']]))
    const without = see({ ...HEALTHY, observations: rosy.observations.filter(({ by }) => by === undefined) })
    const cost = (decisionOutlook(see({ ...HEALTHY, ...rosy })).probabilityOfYes ?? 0) - (decisionOutlook(without).probabilityOfYes ?? 0)
    expect(cost).toBeGreaterThan(0)
    expect(found[0]?.effect).toBeCloseTo(cost, 12)
    expect(find('contradiction', rosy, risk({ contradiction: 9 }))).toEqual([])
    const byAl = { observations: rosy.observations.map(each => (each.by === undefined ? each : { ...each, by: 'al' })) }
    expect(find('contradiction', byAl).map(({ subjects }) => subjects)).toContainEqual(['deal', 'al', 'bo'])
  })

  test('tell a reporter who is very probably too rosy', () => {
    const [found] = find('tooRosy', rosy, risk({ tooRosy: { bias: 0.1, probability: 0.8 } }))
    expect(found).toMatchObject({
      id: '["tooRosy","deal","kim"]',
      stakeholders: [],
      evidence: [{ measure: 'reporters.bias' }, { measure: 'reporters.probabilityTooRosy' }],
    })
    expect(find('tooRosy', rosy, risk({ tooRosy: { bias: 1, probability: 0.9 } }))).toEqual([])
  })

  test('are silent where reports and people agree', () => {
    const agreed = { observations: [...(HEALTHY.observations ?? []), ...['ann', 'bo', 'cy'].map(id => reported(id, 0.5))] }
    expect([...find('contradiction', agreed), ...find('tooRosy', agreed)]).toEqual([])
  })
})

describe('noAnswer', () => {
  const asked = (stakeholder: string, n: number) => ({
    requests: [{ id: 'q', stakeholder, at: day(n), via: 'survey' as const }],
    interactions: [],
    observations: [heard('ann'), heard('bo', 0.2, 20), heard('cy')],
  })

  test('tells a key seat that was asked and did not answer, with what the silence says', () => {
    const input = asked('bo', 50)
    const cost =
      (decisionOutlook(see({ ...HEALTHY, ...input, requests: [] })).probabilityOfYes ?? 0) -
      (decisionOutlook(see({ ...HEALTHY, ...input })).probabilityOfYes ?? 0)
    expect(cost).toBeGreaterThan(0)
    expect(find('noAnswer', input)).toMatchObject([
      { stakeholders: ['bo'], evidence: [{ measure: 'unanswered.days', value: 50 }], effect: expect.closeTo(cost, 12) },
    ])
  })

  test('is silent while they may still answer, and about people without a key seat', () => {
    expect([find('noAnswer', asked('bo', 80)), find('noAnswer', { ...asked('ann', 50), decisions: [{ ...DEAL, rule: 'bo' }] })]).toEqual([
      [],
      [],
    ])
  })
})

describe('overloaded', () => {
  const mails = (count: number, us: number) => ({
    teammates: Array.from({ length: us }, (_, i) => ({ id: `t${i}` })),
    interactions: Array.from(
      { length: count },
      (_, i): Interaction => ({ at: instant(NOW - 1 - (i % 28)), kind: 'email', participants: ['bo'], ours: [`t${i % us}`] }),
    ),
  })

  test('tells a decider whom three of us or more reach more often than the settings say', () => {
    expect(find('overloaded', mails(22, 3))).toMatchObject([
      { id: '["overloaded","bo"]', severity: 'info', evidence: [{ value: expect.closeTo((22 * 7) / 30, 12) }, { value: 3 }] },
    ])
    expect([find('overloaded', mails(21, 3)), find('overloaded', mails(22, 2))]).toEqual([[], []])
    expect(find('overloaded', mails(21, 3), risk({ contactsPerWeek: 4.8 }))).toHaveLength(1)
    expect(find('overloaded', mails(22, 3), risk({ contactsPerWeek: (22 * 7) / 30 }))).toEqual([])
  })
})

describe('findings about people who come or go', () => {
  const deal = { ...DEAL, expectedAt: day(NOW + 90) }

  test('do not say of somebody who is yet to come that they have left', () => {
    const s = see({
      ...HEALTHY,
      stakeholders: [ANN, BO, CY, { id: 'di', joinedAt: day(NOW + 30), roles: ['decisionMaker'] }],
      decisions: [{ ...deal, rule: { quota: 2, members: [{ of: 'bo' }, { of: 'di' }] } }],
    })
    const found = assessRisk(s).filter(({ rule }) => rule === 'noDecider')
    expect(found).toMatchObject([
      { severity: 'critical', message: 'Whoever holds a seat in the decision is not there yet. Find out who decides until then.' },
    ])
  })

  test('put no price on the fall of somebody who will be gone by the vote', () => {
    const observations = [heard('bo', 0.8, NOW - 72), heard('bo', -0.6, NOW - 1), heard('ann')]
    const leaving = find('fell', { stakeholders: [ANN, { ...BO, leftAt: day(NOW + 60) }, CY], decisions: [deal], observations })
    expect(leaving).toMatchObject([{ effect: 0, severity: 'warning' }])
    expect(find('fell', { stakeholders: [ANN, BO, CY], decisions: [deal], observations })[0]?.effect).toBeGreaterThan(0.1)
  })

  test('call nobody a veto holder whom the rule of the decision does not know', () => {
    const stakeholders = [ANN, BO, CY, { id: 'lee', roles: ['legalCompliance' as const], leftAt: day(NOW + 30) }]
    const settings = { decision: { vetoRoles: ['legalCompliance' as const] } }
    expect(find('left', { stakeholders, decisions: [{ ...deal, rule: 'bo' }] }, settings)).toEqual([])
    expect(find('left', { stakeholders, decisions: [deal] }, settings)).toMatchObject([{ stakeholders: ['lee'] }])
  })

  test('do not send anybody to ask somebody who has left', () => {
    const told = [heard('dan', 0.8, NOW - 30), heard('dan', -0.8, NOW - 20, { via: 'impression', by: 'kim' })]
    const observations = [heard('ann'), heard('bo'), heard('cy'), ...told]
    expect(find('contradiction', { stakeholders: [ANN, BO, CY, { id: 'dan' }], observations })).toHaveLength(1)
    expect(find('contradiction', { stakeholders: [ANN, BO, CY, { id: 'dan', leftAt: day(NOW - 10) }], observations })).toEqual([])
  })

  test('count an expectation for the decision that it is about alone', () => {
    const decisions = [DEAL, { ...DEAL, id: 'other' }]
    const expectations = [
      {
        id: 'e',
        stakeholder: 'bo',
        statement: 'it works',
        importance: 1,
        decision: 'other',
        dueAt: day(NOW - 5),
        status: [{ at: day(1), state: 'open' as const }],
      },
    ]
    expect(find('expectationOverdue', { decisions, expectations }).map(({ subjects }) => subjects)).toEqual([['other', 'e']])
  })
})
