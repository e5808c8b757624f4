import { accountHistory, accountReport, assessRisk, createVillage, explainChange, nextMoves, snapshot, timeline } from 'account-village'
import { readDraft } from 'account-village/agents'
import { backtest } from 'account-village/forecast'
import { toCytoscape, toGexf, toGraphml, toNodeLink } from 'account-village/formats'
import { toGraph } from 'account-village/graph'
import { progressReport } from 'account-village/moves'
import { fromPipedrive } from 'account-village/pipedrive'
import { portfolio, standingOf } from 'account-village/portfolio'
import { redisResults } from 'account-village/queue'
import libsql from 'libsql'
import pg from 'pg'
import { memoryStore } from './memoryStore.js'
import { noRedis } from './noRedis.js'

const village = createVillage({
  account: { id: 'Acme', name: 'Acme', annualRevenue: { amount: 100, currency: 'EUR' } },
  units: [{ id: 'it', name: 'IT', kind: 'department' }],
  stakeholders: [
    {
      id: 'ann',
      unit: 'it',
      roles: ['user'],
      email: 'ann@acme.example',
      externalIds: [{ source: 'salesforce', id: '003000000000001AAA' }],
    },
    { id: 'bo', roles: ['economicBuyer'], title: 'Head of IT', veto: true },
    { id: 'cy', roles: ['champion'], unit: 'it' },
  ],
  ties: [
    { from: 'ann', to: 'bo', kind: 'influence', weight: 2 },
    { from: 'cy', to: 'bo', kind: 'reportsTo' },
  ],
  observations: [
    { stakeholder: 'ann', at: '2026-01-12', sentiment: 0.7, via: 'interview' },
    { stakeholder: 'bo', at: '2026-02-12', sentiment: -0.4, via: 'meeting' },
  ],
  interactions: [{ at: '2026-02-12', kind: 'meeting', participants: ['ann', 'bo'], drivenBy: 'bo', effort: 1 }],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
  comments: [{ id: 'c', at: '2026-01-02', stakeholder: 'ann', text: 'Too slow', themes: ['speed'] }],
  expectations: [{ id: 'e', stakeholder: 'ann', statement: 'fast', importance: 0.5, status: [{ at: '2026-01-02', state: 'open' }] }],
  interviews: [{ id: 'i', at: '2026-01-12', stakeholder: 'ann', plan: 'spring', answers: [] }],
  questions: [{ id: 'q', plan: 'spring', question: 'Who pays?' }],
  teammates: [{ id: 'kim', name: 'Kim', location: 'Lyon' }],
  relationships: [{ teammate: 'kim', stakeholder: 'ann', level: 0.5 }],
  moves: [{ id: 'move', statement: 'Faster', with: ['ann'], by: 'kim', answers: [{ kind: 'comment', id: 'c' }] }],
})
/** As it comes back from a file; the library checks all of it again. */
const stored = structuredClone(village)
const other = createVillage({
  account: 'Acme',
  stakeholders: [{ id: 'x', email: 'ann@acme.example', externalIds: [{ source: 'salesforce', id: '003000000000001AAA' }] }],
})
const won = createVillage({
  account: 'Bode',
  stakeholders: [{ id: 'di', roles: ['decisionMaker'] }],
  observations: [{ stakeholder: 'di', at: '2026-01-12', sentiment: 0.5, via: 'survey' }],
  decisions: [{ id: 'd', name: 'D', kind: 'new', outcome: { result: 'won', at: '2026-02-20', reasons: [] } }],
})
/** Accounts of which half were won: enough to judge forecasts by. */
const judged = Array.from({ length: 20 }, (_, i) =>
  createVillage({
    account: `account ${i}`,
    stakeholders: [{ id: 'di', roles: ['decisionMaker'] }],
    observations: [{ stakeholder: 'di', at: '2026-01-12', sentiment: ((3 * i) % 10) / 10, via: 'survey' }],
    decisions: [{ id: 'd', name: 'D', kind: 'new', outcome: { result: i % 2 === 0 ? 'won' : 'lost', at: '2026-02-20' } }],
  }),
)
const before = snapshot(village, '2026-01-02')
const after = snapshot(village, '2026-03-02')
const report = accountReport(after)
const history = accountHistory(village, '2026-03-02', { step: { months: 1 }, steps: 2 })
const explanation = explainChange(before, after)
const [finding] = assessRisk(after)
const [move] = nextMoves(after).moves

const call = { text: 'ann: We wait until Friday.', village, at: '2026-03-02', source: 'call' }
const draft = {
  items: [
    { kind: 'reading', stakeholder: 'ann', sentiment: -0.2, quote: 'We wait until Friday.', themes: ['speed'], confidence: 0.5 },
    {
      kind: 'expectation',
      stakeholder: 'ann',
      importance: 0.5,
      quote: 'We wait until Friday.',
      due: { words: 'until Friday', date: '2026-03-06' },
    },
  ],
}

/** What passes for something else, or for a village or a snapshot that the library made. */
export const LOOKALIKES = { village, snapshot: after, report, 'copy of a snapshot': { ...after } } as const

const when = '2026-03-02'
const days = { from: '2026-01-02', to: '2026-03-02', step: { months: 1 } } as const
const known = { knownOn: when, decision: 'deal', settings: { sentiment: { halfLifeDays: 90 } } }
const forecast = { settings: { decision: { vetoWeight: 0.5 } } }
const rule = { quota: 2, members: [{ of: 'ann', weight: 2 }, { of: { quota: 1, members: [{ of: 'bo' }] } }, { of: 'cy', veto: true }] }
const shares = new Map([
  ['ann', 0.5],
  ['bo', 0.25],
  ['cy', 0.75],
])
const roles = { Sponsor: 'champion', Buyer: ['procurement'], Nobody: null }
const crm = { roles, sentimentScale: [0, 10], currency: 'EUR', subsidiaries: 'units', redact: false }
const account = { Id: '001000000000001AAA', Name: 'Acme' }

/** One call of each public function that makes sense, by the name of the entry; of one with two signatures, one each. */
export const SOUND_CALLS: readonly (readonly [entry: string, name: string, given: readonly unknown[]])[] = [
  ...[
    [
      'createVillage',
      [{ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'], veto: true }], ties: [], observations: [] }],
    ] as const,
    ['parseVillage', [{ schemaVersion: 1, account: { id: 'A', name: 'A' }, stakeholders: [{ id: 'ann' }], ties: [] }]] as const,
    ['record', [village, { observations: [{ stakeholder: 'ann', at: when, sentiment: 0.5, via: 'survey' }] }]] as const,
    ['recordDeparture', [village, 'ann', when, { recordedAt: when }]] as const,
    ['recordOutcome', [village, 'deal', { result: 'won', at: when, reasons: ['price'] }, { recordedAt: when }]] as const,
    ['recordSentiment', [village, [{ stakeholder: 'ann', at: when, sentiment: 0.5, via: 'survey' }]]] as const,
    [
      'setTie',
      [village, { from: 'ann', to: 'bo', kind: 'influence', weight: 3, since: when, until: '2026-09-01' }, { recordedAt: when }],
    ] as const,
    ['eraseStakeholder', [village, 'ann', { at: when, salt: 'drawn at random: 1', texts: 'keep' }]] as const,
    ['exportSubject', [village, 'ann']] as const,
    ['retract', [village, 'c', { recordedAt: when, kind: 'comments' }]] as const,
    ['revise', [village, { stakeholders: [{ id: 'bo', title: 'CIO' }] }, { recordedAt: when }]] as const,
    ['joinVillages', [village, other, { by: ['email', 'externalId'], recordedAt: when }]] as const,
    ['snapshot', [village, when, known]] as const,
    ['liveVillage', [village, { asOf: when, ...known }]] as const,
    ['liveVillage', [stored, { asOf: when }]] as const,
    ['snapshot', [stored, when]] as const,
    ['record', [stored, { interactions: [] }]] as const,
    ['timeline', [village, () => 0, { ...days, ...known }]] as const,
    ['byStakeholder', [[{ stakeholder: 'ann' }, { stakeholder: 'bo' }]]] as const,
    ['sentimentTrend', [after, { since: '2026-01-02', until: when, stakeholder: 'ann' }]] as const,
    ['sentimentTrend', [after, { since: '2026-01-02', unit: 'it' }]] as const,
    ['gatekeepers', [after, { from: 'user', limit: 2 }]] as const,
    ['attentionBalance', [after, { days: 90, target: 'power' }]] as const,
    ['changesBetween', [before, after]] as const,
    ['explainChange', [before, after]] as const,
    ['explainRisk', [before, after]] as const,
    [
      'whatIf',
      [
        after,
        [
          { hear: 'ann', sentiment: 0.5, via: 'survey', sd: 0.2 },
          { grantVeto: 'ann' },
          { meet: 'e' },
          { tie: { from: 'ann', to: 'bo', kind: 'influence', weight: 1 } },
          { add: { id: 'new', roles: ['user'], veto: true } },
          { lose: 'cy' },
        ],
      ],
    ] as const,
    ['rollUp', [[after], { weight: 'revenue' }]] as const,
    ['rollUp', [[report], { weight: new Map([['Acme', 1]]) }]] as const,
    ['findingHistory', [village, { from: '2026-01-01', to: when, step: { months: 1 } }]] as const,
    ['sensitivity', [after, { ranges: { 'sentiment.priorMean': [-0.1, 0.1] } }]] as const,
    ['accountReport', [after, { sensitivity: false }]] as const,
    ['nextMoves', [after, { hours: 20, limit: 3, effort: () => 2 }]] as const,
    ['accountHistory', [village, when, { step: { months: 1 }, steps: 2, ...known }]] as const,
    ...[
      ...['sentiments', 'accountSentiment', 'opinionEquilibrium', 'power', 'powerTransitions', 'powerByClass', 'vetoHolders'],
      ...['blockingCoalitions', 'votingPower', 'decisionOutlook', 'decisionOutlooks', 'revenueAtRisk', 'coverage', 'handoverReadiness'],
      ...['assessRisk', 'expectationImpact', 'accountReport', 'nextMoves'],
    ].map(name => [name, [after]] as const),
  ].map(([name, given]) => ['account-village', name, given] as const),
  ...[
    ['betweenness', [after]] as const,
    ['totalInfluence', [after]] as const,
    ['toGraph', [after]] as const,
    ['fromGraph', [toGraph(after), 'Acme']] as const,
    ['nodeKey', ['ann']] as const,
  ].map(([name, given]) => ['account-village/graph', name, given] as const),
  ...[
    ['recordComment', [village, { id: 'k', at: when, stakeholder: 'bo', text: 'x', themes: ['speed'] }]] as const,
    ['recordCommentAction', [village, 'c', { at: when, statement: 'called', by: 'sales' }]] as const,
    ['recordSharedBack', [village, 'c', when]] as const,
    ['redactComment', [village, 'c', ['Ann']]] as const,
    ['routeComment', [village, 'c', [{ group: 'product', themes: ['speed'], units: ['it'] }], when]] as const,
    ['answerQuestion', [village, 'q', { at: when, statement: 'IT' }]] as const,
    ['conclusions', [[after]]] as const,
    ['expectationSets', [[after], { of: 'people', cut: 0.5 }]] as const,
    ['listeningSample', [[after], { days: 90, via: ['interview', 'survey'] }]] as const,
    ['messageLoad', [after]] as const,
    ['interviewGuide', [after, 'ann']] as const,
    ['interviewProgramme', [[after], { plan: 'spring', first: 3, more: 2, quotas: { new: 0.5 } }]] as const,
    ['nextInterviews', [after, { limit: 2, aim: 'account', cost: () => 1 }]] as const,
    [
      'recordInterview',
      [
        village,
        {
          id: 'i2',
          at: when,
          stakeholder: 'ann',
          consent: { given: true, at: when },
          answers: [{ question: 'What?', summary: 'That', themes: ['speed'] }],
          sentiment: 0.5,
          expectations: [{ statement: 'fast', importance: 0.5 }],
          comments: [{ text: 'slow', themes: ['speed'] }],
          motives: [{ kind: 'career', statement: 'ease' }],
        },
      ],
    ] as const,
    ['saturation', [[after], { base: 4, run: 2, threshold: 0.05 }]] as const,
    [
      'suggestRoles',
      [village, { rules: [{ id: 'head', role: 'decisionMaker', words: { en: ['head'] }, except: ['deputy'], isLast: true }] }],
    ] as const,
    ['themes', [[after]]] as const,
    ['tiesFromNominations', [village, { kind: 'informs' }]] as const,
    ['reporters', [[after]]] as const,
    ...[
      'unanswered',
      'feedbackLoop',
      'openComments',
      'recurringIssues',
      'offeringFlow',
      'listeningCadence',
      'listeningCalendar',
      'motives',
    ].map(name => [name, [after]] as const),
  ].map(([name, given]) => ['account-village/listening', name, given] as const),
  ...[
    ['relationships', [after]] as const,
    ['ourReach', [after]] as const,
    ['introductionPaths', [after, 'bo', { limit: 3, bridges: 1 }]] as const,
    ['touchpoints', [after, { days: 90 }]] as const,
    ['touchpointConsistency', [after, { groupBy: 'via', days: 90 }]] as const,
    ['planSchedule', [after]] as const,
    ['planCoverage', [after]] as const,
    ['movesAcross', [[after], { hours: 20, limit: 3, effort: () => 2 }]] as const,
    ['plannedFrom', [after, move, { id: 'new', by: 'kim', dueAt: when }]] as const,
    ['moveEffects', [after, { before }]] as const,
    ['planCalendar', [after]] as const,
    ['progressReport', [after, { with: 'bo' }]] as const,
    ['recordMove', [village, 'move', { at: when, state: 'done', note: 'by phone', outcome: 'glad' }]] as const,
    ['recordMoveShared', [village, 'move', 'bo', when]] as const,
  ].map(([name, given]) => ['account-village/moves', name, given] as const),
  [
    'account-village/forecast',
    'backtest',
    [[won], { leads: [30], since: '2026-01-01', until: when, scores: { stage: () => 3 }, ...forecast }],
  ],
  ['account-village/forecast', 'backtest', [[won, ...judged], { leads: [30], scores: { stage: () => 3 } }]],
  ['account-village/forecast', 'trackRecord', [backtest([won])]],
  ['account-village/forecast', 'trackRecord', [backtest(judged, { leads: [30] })]],
  ['account-village/forecast', 'calibrate', [[won], { before: when, lead: 30, ...forecast }]],
  ['account-village/forecast', 'outcomeReasons', [[won], { since: '2026-01-01', until: when }]],
  ['account-village/portfolio', 'standingOf', [village, { asOf: when, ...known }]],
  [
    'account-village/portfolio',
    'portfolio',
    [
      [standingOf(village, { asOf: when, since: '2026-01-01' })],
      { by: 'parent', rates: { base: 'EUR', at: when, per: [{ currency: 'USD', rate: 0.9 }] }, most: 5 },
    ],
  ],
  ['account-village/portfolio', 'analyseAccounts', [[village], { measure: () => 0 }]],
  ['account-village/portfolio', 'standingsOf', [[JSON.stringify(village)], { asOf: when, ...known }]],
  [
    'account-village/queue',
    'enqueuePortfolio',
    [{ addBulk: async () => 0 }, memoryStore(), { run: 'spring', asOf: when, size: 5, ...known }],
  ],
  ['account-village/queue', 'portfolioProcessor', [memoryStore(), redisResults(noRedis)]],
  ['account-village/queue', 'queuedPortfolio', [redisResults(noRedis), { run: 'spring', chunks: 0, accounts: 0 }, { most: 5 }]],
  ['account-village/queue', 'redisResults', [noRedis]],
  ['account-village/portfolio', 'explainRollUp', [[before], [after], { weight: 'revenue' }]],
  ...[
    ['blockingCoalitions', [rule]] as const,
    ['votingPower', [rule]] as const,
    ['clearedBar', [rule, shares]] as const,
    ['passProbability', [rule, shares]] as const,
    ['seatShares', [rule, shares]] as const,
    ['stillFalls', [30, { neverDecided: 0.1, slipDays: 60 }]] as const,
    [
      'friedkinJohnsen',
      [
        {
          weights: [
            [0.5, 0.5],
            [0.25, 0.75],
          ],
          susceptibility: [0.5, 0.25],
        },
      ],
    ] as const,
    [
      'detectHandover',
      [
        [0, 7, 14].map(day => ({ day, byDecider: day > 7, weight: 0.5 })),
        {
          day: 40,
          structural: [{ day: 9, to: 'deciders', probability: 0.3 }],
          hazardPerDay: 1 / 365,
          reversalPerDay: 1 / 730,
          falseAlarmShare: 0.05,
          reversedBelow: 0.05,
          withinDayCorrelation: 0.3,
        },
      ],
    ] as const,
    ['refitted', [Array.from({ length: 14 }, (_, i) => ({ account: `account ${i}`, came: i % 2, score: (5 * i) % 7 }))]] as const,
    [
      'pairedDifference',
      [
        [0.04, 0.09, 0.16],
        [0.25, 0.2, 0.3],
        ['acme', 'acme', 'bode'],
      ],
    ] as const,
    [
      'criticalPath',
      [
        [
          { id: 'a', duration: 2, start: 1 },
          { id: 'b', duration: 3, after: ['a'], due: 9 },
        ],
        { until: 9, spread: 0.3 },
      ],
    ] as const,
    ['groupDifferences', [['Lyon', 'Turin'].map((group, i) => ({ person: 'ann', group, value: i / 2, variance: 0.02 }))]] as const,
    [
      'selectMoves',
      [
        {
          means: [0.1],
          covariance: [[0.1]],
          influence: [[1]],
          weights: [1],
          error: 0.02,
          indirectWeight: 0.25,
          hours: 9,
          limit: 2,
          leastPerHour: 0,
          moves: [{ id: 'win', effort: 6, chance: 0.5, sway: { person: 0, by: 0.2 } }],
        },
      ],
    ] as const,
    ['shelfLife', [{ known: 0.6, least: 0.3, halfLifeDays: 180 }]] as const,
    ['themeNews', [[['price'], ['speed', 'support'], ['price']]]] as const,
    [
      'interviewsEnough',
      [[['price'], ['speed', 'support'], ['price']], { first: 2, more: 1, run: 1, newsLimit: 0.3, openQuestions: 1, left: 4 }],
    ] as const,
    ['saturation', [[16, 10, 7, 4, 3, 0], { base: 4, run: 2, threshold: 0.05 }]] as const,
    [
      'filterSentiment',
      [
        {
          people: ['ann', 'bo'],
          groups: ['a', 'a'],
          readings: [{ day: 0, person: 'ann', value: 0.7, sd: 0.15, shared: 'kim' }],
          shared: [{ key: 'kim', sd: 0.2 }],
          upheavals: [{ day: 5, people: ['ann'], strength: 0.5 }],
          silences: [{ day: 9, person: 'bo', rate: 0.3, slope: 0.5 }],
          day: 90,
          prior: { mean: 0.1, sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
        },
      ],
    ] as const,
  ].map(([name, given]) => ['account-village/math', name, given] as const),
  ...[
    ['toHtmlReport', [report, { history, change: { from: '2026-01-02', explanation } }]] as const,
    ['toSvg', [report, { mostPeople: 2, width: 800 }]] as const,
    ['toTimelineSvg', [village, { to: when, from: '2026-01-02', ...known }]] as const,
    ['toTimelineSvg', [history, { account: 'Acme' }]] as const,
    ['toTimelineSvg', [timeline(village, () => report.sentiment, days), {}]] as const,
    ['toCauseEffect', [finding, report]] as const,
    ['toCauseEffect', [explanation, report]] as const,
    ['toDot', [report, { direction: 'BT' }]] as const,
    ['toMermaid', [report, { direction: 'BT', people: 2, ties: 2 }]] as const,
    ['toMermaidPlan', [report, { as: 'gantt' }]] as const,
    ['toMermaidPlan', [report, { as: 'flowchart' }]] as const,
    ['toActivityNetwork', [report]] as const,
    ['toPortfolioPage', [portfolio([standingOf(village, { asOf: when })]), { asOf: '2026-03-02', accounts: [] }]] as const,
    ['toProgressPage', [progressReport(after, { with: 'bo' })]] as const,
  ].map(([name, given]) => ['account-village/render', name, given] as const),
  ['account-village/element', 'defineAccountVillage', ['board-page']],
  ...[
    ['toGexf', [village, { to: when, step: { months: 1 }, ...known }]] as const,
    ['toGraphml', [after, { yed: true }]] as const,
    ['toCytoscape', [after]] as const,
    ['toNodeLink', [after]] as const,
    ['toCsv', [after, { byteOrderMark: true }]] as const,
    ['toSubjectCsv', [village, 'ann', { byteOrderMark: true }]] as const,
  ].map(([name, given]) => ['account-village/formats', name, given] as const),
  ['account-village/salesforce', 'fromSalesforce', [{ Account: [account] }, { ...crm, fields: { sentiment: 'S__c', veto: 'V__c' } }]],
  [
    'account-village/salesforce',
    'toSalesforce',
    [
      village,
      {
        roles,
        include: 'all',
        accountRoles: 'BuyingCommittee',
        committee: '001000000000001AAA',
        committeeRoles: { Sponsor: '001000000000001AAA' },
        externalIds: { Account: 'A__c', Contact: 'C__c' },
      },
    ],
  ],
  [
    'account-village/salesforce',
    'toSalesforce',
    [
      report,
      { fields: { Contact: { power: 'P__c' }, Account: { state: 'S__c' } }, findings: { object: 'F__c', key: 'K__c', rule: 'R__c' } },
    ],
  ],
  [
    'account-village/dynamics',
    'fromDynamics',
    [{ accounts: [{ accountid: '1', name: 'Acme' }] }, { ...crm, fields: { sentiment: 'new_s' }, asOf: when }],
  ],
  [
    'account-village/surveys',
    'fromSurveys',
    [
      'id,mail,at,score\n7,ann@acme.example,2026-03-02,9\n',
      {
        known: [village],
        questions: [{ column: 'score', measure: 'nps', scale: [0, 10], comment: 'why' }],
        columns: { id: 'id', mail: 'mail', at: 'at' },
        labels: { good: 0.5, none: null },
        timeZone: 'Europe/Berlin',
        dayOrder: 'mdy',
        source: 'survey',
        redact: false,
      },
    ],
  ],
  [
    'account-village/table',
    'fromTable',
    [
      [
        {
          Name: 'Ann Bell',
          Part: 'Champion',
          Say: '4',
          Mood: 'green',
          Seen: '2026-03-02',
          Boss: 'Bo',
          Deal: 'Renewal',
          Worth: '1.200,50 EUR',
        },
        { Name: 'Bo', Say: 2, Mood: 0.4, Signs: true },
      ],
      {
        person: ['Name'],
        role: 'Part',
        roleMarks: { Signs: 'approver' },
        reportsTo: 'Boss',
        influence: { column: 'Say', scale: [1, 5], labels: { much: 1 } },
        sentiment: { column: 'Mood', at: 'Seen', via: 'meeting', labels: { fine: 0.4 }, scale: [-1, 1] },
        decision: { column: 'Deal', value: 'Worth' },
        onlyKnown: false,
      },
      {
        account: 'Acme',
        known: [village],
        roles: { Boss: ['decisionMaker'], Ally: null },
        labels: { fine: 0.4, none: null },
        currency: 'EUR',
        source: 'sheet',
        name: 'people.csv',
        redact: false,
        timeZone: 'Europe/Berlin',
        dayOrder: 'dmy',
        decimal: ',',
      },
    ],
  ],
  [
    'account-village/table',
    'suggestMapping',
    [[{ Name: 'Ann Bell', 'Influence (1-5)': 4, Attitude: 'Supportive' }], { decimal: '.', timeZone: 'Z' }],
  ],
  [
    'account-village/table',
    'fromEdges',
    [
      [{ a: 'ann', b: 'bo', weight: '2', since: '2026-01-02' }],
      {
        mapping: { from: 'a', to: 'b', weight: 'weight', since: 'since' },
        known: [village],
        account: 'Acme',
        kind: 'informs',
        newPeople: true,
      },
    ],
  ],
  ['account-village/table', 'fromGraphml', [toGraphml(after), { known: [village], account: 'Acme', kind: 'influence', source: 'file' }]],
  ['account-village/table', 'fromGexf', [toGexf(village), { account: 'Acme', name: 'a.gexf', redact: true }]],
  [
    'account-village/table',
    'fromPajek',
    ['*Vertices 2\n1 "Ann"\n2 "Bo"\n*Arcs :1 "informs"\n1 2 3\n*Edgeslist\n1 2\n', { account: 'Acme', kind: 'informs' }],
  ],
  ['account-village/table', 'fromNodeLink', [JSON.parse(JSON.stringify(toNodeLink(after))), { known: [village] }]],
  ['account-village/table', 'fromCytoscape', [JSON.parse(JSON.stringify(toCytoscape(after))), { account: 'Acme' }]],
  [
    'account-village/hubspot',
    'fromHubSpot',
    [
      { companies: [{ id: '1', properties: { name: 'Acme' } }] },
      {
        ...crm,
        fields: { sentiment: 's', role: 'r' },
        labels: { 31: 'champion' },
        ties: { boss: 'reportsTo' },
        blocker: 'veto',
        emailOptOut: 'dropPerson',
        requireLegalBasis: false,
        surveyScales: { CSAT: [1, 5] },
      },
    ],
  ],
  [
    'account-village/hubspot',
    'toHubSpot',
    [
      report,
      { idProperty: 'i', roles, roleProperty: 'r', addRoles: true, labels: { 31: 'champion' }, properties: { contact: { power: 'p' } } },
    ],
  ],
  [
    'account-village/import',
    'mergeImport',
    [
      [createVillage({ account: { id: 'pipedrive:organization:1', name: 'Acme' } })],
      fromPipedrive({ organizations: [{ id: 1, name: 'Acme' }] }),
      { recordedAt: '2026-03-02', complete: true, salt: 'a salt of the tests' },
    ],
  ],
  ['account-village/store', 'fileStore', ['villages']],
  ['account-village/store', 'sqliteStore', [new libsql(':memory:')]],
  ['account-village/store', 'postgresStore', [new pg.Pool()]],
  ['account-village/store', 'pseudonymise', [village, 'ann', { salt: 'drawn at random: 1', at: '2026-03-02' }]],
  ['account-village/store', 'applyRetention', [village, { olderThan: '2026-03-02', kinds: ['observations', 'comments'] }]],
  [
    'account-village/store',
    'reapplyErasures',
    [memoryStore(), { erasures: [{ salt: 'drawn at random: 1', tombstones: [{ hash: 'a'.repeat(64), at: '2026-03-02T00:00:00.000Z' }] }] }],
  ],
  ['account-village/store', 'recordIn', [memoryStore(), 'Acme', { stakeholders: [{ id: 'ann' }] }]],
  [
    'account-village/store',
    'importIn',
    [
      memoryStore(),
      fromPipedrive({ organizations: [{ id: 1, name: 'Acme' }] }),
      { recordedAt: '2026-03-02', complete: true, salt: 'a salt of the tests' },
    ],
  ],
  [
    'account-village/attio',
    'fromAttio',
    [
      { companies: [{ id: { record_id: '1' }, values: { name: 'Acme' } }] },
      { ...crm, fields: { sentiment: 'k' }, emailOptOut: 'dropPerson' },
    ],
  ],
  [
    'account-village/zoho',
    'fromZoho',
    [{ Accounts: [{ id: '1', Account_Name: 'Acme' }] }, { ...crm, fields: { sentiment: 'k', role: 'r' }, emailOptOut: 'dropPerson' }],
  ],
  [
    'account-village/pipedrive',
    'fromPipedrive',
    [
      { organizations: [{ id: 1, name: 'Acme' }] },
      { ...crm, fields: { sentiment: 'k' }, dealRoles: { k: 'champion' }, activityTypes: { demo: 'demo' }, emailOptOut: 'dropPerson' },
    ],
  ],
  ['account-village/agents', 'extractionSchema', []],
  ['account-village/agents', 'toolDefinitions', [{ write: true }]],
  ['account-village/agents', 'callTool', ['village_list_accounts', { limit: 2 }, memoryStore(), { write: true, today: when }]],
  ['account-village/agents', 'memoryProposals', []],
  ['account-village/agents', 'extractionPrompt', [{ text: call.text, village, at: call.at }]],
  ['account-village/agents', 'readDraft', [draft, call]],
  ['account-village/agents', 'readDraft', [JSON.stringify(draft), { ...call, village: stored }]],
  ['account-village/agents', 'parseProposal', [JSON.parse(JSON.stringify(readDraft(draft, call).proposals[1]))]],
  [
    'account-village/agents',
    'acceptProposal',
    [village, JSON.parse(JSON.stringify(readDraft(draft, call).proposals[0])), { recordedAt: call.at }],
  ],
]
