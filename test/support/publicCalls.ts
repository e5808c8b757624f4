import * as core from 'account-village'
import * as agents from 'account-village/agents'
import * as attio from 'account-village/attio'
import * as dynamics from 'account-village/dynamics'
import * as elements from 'account-village/element'
import * as forecast from 'account-village/forecast'
import * as formats from 'account-village/formats'
import * as graph from 'account-village/graph'
import * as hubspot from 'account-village/hubspot'
import * as later from 'account-village/import'
import * as listening from 'account-village/listening'
import * as math from 'account-village/math'
import * as moves from 'account-village/moves'
import * as pipedrive from 'account-village/pipedrive'
import * as portfolio from 'account-village/portfolio'
import * as queue from 'account-village/queue'
import * as render from 'account-village/render'
import * as salesforce from 'account-village/salesforce'
import * as stores from 'account-village/store'
import * as surveys from 'account-village/surveys'
import * as tables from 'account-village/table'
import * as zoho from 'account-village/zoho'
import { MultiDirectedGraph } from 'graphology'
import libsql from 'libsql'
import pg from 'pg'
import { BOARD_DAY, board } from './boards.js'
import { memoryStore } from './memoryStore.js'
import { noRedis } from './noRedis.js'
import { richInput, richVillage } from './richVillage.js'

/** What sample calls are about. */
export interface World {
  readonly village: core.Village
  /** Another account. */
  readonly other: core.Village
  /** Three months before, and now, with a decision in view that comes about by influence; now with one that has a rule. */
  readonly before: core.Snapshot
  readonly s: core.Snapshot
  readonly ruled: core.Snapshot
  readonly elsewhere: core.Snapshot
}

/** Notes something that the library was given, and gives it back. */
export type Given = <Input>(input: Input) => Input

/** A sample call, whose inputs are made anew each time. */
export type Call = (world: World, given: Given) => unknown

/** A world of villages made anew. */
export function openWorld(): World {
  const village = richVillage()
  const other = core.createVillage(board(14))
  return {
    village,
    other,
    before: core.snapshot(village, '2025-12-01', { decision: 'renewal' }),
    s: core.snapshot(village, BOARD_DAY, { decision: 'renewal' }),
    ruled: core.snapshot(village, BOARD_DAY, { decision: 'rollout' }),
    elsewhere: core.snapshot(other, BOARD_DAY),
  }
}

/** Settings other than the usual. */
const settings = () => ({ listening: { holidays: ['2026-01-01', '2026-05-01'] }, decision: { vetoRoles: ['legalCompliance' as const] } })

const rule = () => ({ quota: 3, members: [{ of: 'a', weight: 2 }, { of: 'b', veto: true }, { of: { quota: 1, members: [{ of: 'c' }] } }] })

const reading = () => ({
  id: 'new',
  stakeholder: 'p02',
  at: new Date('2026-03-01'),
  sentiment: 0.3,
  via: 'meeting' as const,
  themes: ['price'],
})

/** Accounts of which half were won: enough to judge forecasts by. */
const fallen = () =>
  Array.from({ length: 20 }, (_, i) =>
    core.createVillage({
      account: `account ${i}`,
      stakeholders: [{ id: 'cy', roles: ['economicBuyer'] }],
      observations: [{ stakeholder: 'cy', at: '2026-01-12', sentiment: ((3 * i) % 10) / 10, via: 'survey' }],
      decisions: [{ id: 'd', name: 'D', kind: 'new', outcome: { result: i % 2 === 0 ? 'won' : 'lost', at: '2026-02-20' } }],
    }),
  )

const learned = () => ({ recordedAt: new Date('2026-03-02') })

const drafted = () => ({ items: [{ kind: 'reading', stakeholder: 'p00', sentiment: -0.2, quote: 'We wait.' }] })

const proposed = (village: core.Village) => {
  const [proposal] = agents.readDraft(drafted(), { text: 'p00: We wait.', village, at: '2026-03-02', source: 'x' }).proposals
  if (proposal === undefined) throw new Error('the draft holds')
  return proposal
}

const labels = () => ({ Sponsor: ['executiveSponsor' as const, 'champion' as const] })

const standing = (s: core.Snapshot) => JSON.parse(JSON.stringify(core.accountReport(s)))

/** Calls of every public function of every entry, by entry and name. */
export const PUBLIC_CALLS: { readonly [entry: string]: { readonly [name: string]: readonly Call[] } } = {
  'account-village': {
    createVillage: [(_, given) => core.createVillage(given(richInput())), (_, given) => core.createVillage(given(board(14)))],
    parseVillage: [({ village }, given) => core.parseVillage(given(JSON.parse(JSON.stringify(village))))],
    record: [
      ({ village }, given) => core.record(village, given({ observations: [reading()], stakeholders: [{ id: 'zed', roles: ['user'] }] })),
      ({ village, other }) => core.record(village, { observations: other.observations.slice(0, 0) }),
    ],
    recordDeparture: [({ village }, given) => core.recordDeparture(village, 'p11', given(new Date('2026-02-02')), given(learned()))],
    recordOutcome: [
      ({ village }, given) =>
        core.recordOutcome(
          village,
          'renewal',
          given({ result: 'lost', at: '2026-02-20', statedBy: [{ stakeholder: 'p00', reason: 'price' }] }),
        ),
    ],
    recordSentiment: [({ village }, given) => core.recordSentiment(village, given([reading()]))],
    setTie: [
      ({ village }, given) => core.setTie(village, given({ from: 'p11', to: 'p01', kind: 'influence', weight: 3 }), given(learned())),
    ],
    eraseStakeholder: [
      ({ village }, given) => core.eraseStakeholder(village, 'p11', given({ at: new Date('2026-03-02'), salt: 'drawn at random: 1' })),
    ],
    exportSubject: [({ village }) => core.exportSubject(village, 'p11')],
    retract: [({ village }, given) => core.retract(village, 'c0', given({ ...learned(), kind: 'comments' }))],
    revise: [({ village }, given) => core.revise(village, given({ stakeholders: [{ id: 'p11', title: 'Head of IT' }] }), given(learned()))],
    joinVillages: [
      ({ village }, given) => {
        const added = {
          account: 'x',
          stakeholders: [{ id: 'x1', email: 'x@x.example' }],
          observations: [{ ...reading(), stakeholder: 'x1' }],
        }
        return core.joinVillages(village, core.createVillage(given(added)), given({ ...learned(), by: ['email' as const] }))
      },
    ],
    snapshot: [
      ({ village }, given) => core.snapshot(village, given(new Date('2025-07-01')), given({ decision: 'renewal', settings: settings() })),
      ({ village }, given) => core.snapshot(village, '2026-03-02', given({ knownOn: new Date('2026-01-01'), decision: 'rollout' })),
    ],
    liveVillage: [
      ({ village }, given) => {
        const live = core.liveVillage(village, given({ asOf: BOARD_DAY, decision: 'renewal', settings: settings() }))
        live.record(given({ observations: [{ stakeholder: 'p11', at: '2026-01-07', sentiment: 0.2, via: 'survey' as const }] }))
        return Object.freeze([live.village, live.snapshot(), live.standing()])
      },
    ],
    timeline: [
      ({ village }, given) =>
        core.timeline(
          village,
          core.accountSentiment,
          given({ from: new Date('2025-11-30'), to: '2026-02-28', step: { months: 1 }, settings: settings(), decision: 'renewal' }),
        ),
    ],
    byStakeholder: [({ s }, given) => core.byStakeholder(given([...core.power(s)]))],
    sentiments: [({ s }) => core.sentiments(s), ({ before }) => core.sentiments(before)],
    accountSentiment: [({ s }) => core.accountSentiment(s)],
    sentimentTrend: [
      ({ s }, given) => core.sentimentTrend(s, given({ since: new Date('2025-12-01') })),
      ({ s }, given) => core.sentimentTrend(s, given({ since: '2025-12-01', stakeholder: 'p02' })),
    ],
    opinionEquilibrium: [({ s }) => core.opinionEquilibrium(s)],
    power: [({ s }) => core.power(s), ({ before }) => core.power(before), ({ elsewhere }) => core.power(elsewhere)],
    powerTransitions: [({ s }) => core.powerTransitions(s)],
    powerByClass: [({ s }) => core.powerByClass(s)],
    vetoHolders: [({ s }) => core.vetoHolders(s)],
    blockingCoalitions: [({ s }) => core.blockingCoalitions(s), ({ ruled }) => core.blockingCoalitions(ruled)],
    votingPower: [({ s }) => core.votingPower(s), ({ ruled }) => core.votingPower(ruled)],
    decisionOutlook: [({ s }) => core.decisionOutlook(s), ({ ruled }) => core.decisionOutlook(ruled)],
    decisionOutlooks: [({ s }) => core.decisionOutlooks(s), ({ before }) => core.decisionOutlooks(before)],
    revenueAtRisk: [({ s }) => core.revenueAtRisk(s), ({ ruled }) => core.revenueAtRisk(ruled)],
    coverage: [({ s }) => core.coverage(s)],
    gatekeepers: [({ s }) => core.gatekeepers(s), ({ s }, given) => core.gatekeepers(s, given({ from: 'advocate', limit: 3 }))],
    attentionBalance: [
      ({ s }, given) => core.attentionBalance(s, given({ days: 365 })),
      ({ s }, given) => core.attentionBalance(s, given({ days: 365, target: 'walkerThirds' })),
    ],
    handoverReadiness: [({ s }) => core.handoverReadiness(s)],
    assessRisk: [({ s }) => core.assessRisk(s)],
    nextMoves: [
      ({ s }, given) => core.nextMoves(s, given({ hours: 40, limit: 9, by: 'kim', effort: () => 3 })),
      ({ ruled }, given) => core.nextMoves(ruled, given({ hourCost: given({ amount: 90, currency: 'EUR' }) })),
    ],
    changesBetween: [({ before, s }) => core.changesBetween(before, s)],
    explainChange: [({ before, s }) => core.explainChange(before, s)],
    explainRisk: [
      ({ before, s }) => core.explainRisk(before, s),
      ({ village, ruled }) => core.explainRisk(core.snapshot(village, '2025-12-01', { decision: 'rollout' }), ruled),
    ],
    whatIf: [
      ({ s }, given) => core.whatIf(s, given({ hear: 'p02', sentiment: -0.4 })),
      ({ s }, given) => core.whatIf(s, given([{ add: { id: 'new', roles: ['user'] } }, { miss: 'e0' }, { liftBarrier: 'b0' }])),
      ({ s }, given) => core.whatIf(s, given({ sway: 'p02', by: -0.4 })),
      ({ s }, given) => core.whatIf(s, given({ tie: { from: 'p11', to: 'p00', weight: 4 } })),
    ],
    expectationImpact: [({ s }) => core.expectationImpact(s)],
    rollUp: [
      ({ s, elsewhere }, given) =>
        core.rollUp(
          given([s, elsewhere]),
          given({
            weight: new Map([
              ['foundry', 2],
              ['acc', 1],
            ]),
          }),
        ),
      ({ s }, given) => core.rollUp(given([standing(s)])),
    ],
    accountReport: [({ s }) => core.accountReport(s), ({ ruled }, given) => core.accountReport(ruled, given({ sensitivity: false }))],
    findingHistory: [
      ({ village }, given) => core.findingHistory(village, given({ from: '2025-09-01', to: '2026-03-01', step: { months: 2 } })),
    ],
    sensitivity: [({ s }, given) => core.sensitivity(s, given({ ranges: { 'sentiment.priorMean': [-0.1, 0.1] as const } }))],
    accountHistory: [
      ({ village }, given) => core.accountHistory(village, '2026-03-02', given({ step: { months: 6 }, steps: 3, decision: 'renewal' })),
    ],
  },
  'account-village/graph': {
    betweenness: [({ s }) => graph.betweenness(s)],
    totalInfluence: [({ s }) => graph.totalInfluence(s)],
    fromGraph: [
      ({ s }) => graph.fromGraph(graph.toGraph(s)),
      (_, given) => {
        const drawn = new MultiDirectedGraph()
        const attributes = given({ roles: ['user'], unit: 'u' })
        drawn.setAttribute('units', given([{ id: 'u', name: 'Unit', kind: 'team' }]))
        drawn.addNode('ann', attributes)
        return graph.fromGraph(drawn)
      },
    ],
    nodeKey: [() => graph.nodeKey('ann')],
    toGraph: [({ s }) => graph.toGraph(s)],
  },
  'account-village/listening': {
    recordComment: [
      ({ village }, given) =>
        listening.recordComment(village, given({ id: 'cn', at: '2026-02-01', stakeholder: 'p13', text: 'Fine', themes: ['x'] })),
    ],
    recordCommentAction: [
      ({ village }, given) => listening.recordCommentAction(village, 'c2', given({ at: '2026-02-01', by: 'kim', statement: 'Done' })),
    ],
    recordSharedBack: [({ village }, given) => listening.recordSharedBack(village, 'c1', given(new Date('2026-02-01')))],
    feedbackLoop: [({ s }) => listening.feedbackLoop(s)],
    openComments: [({ s }) => listening.openComments(s)],
    recurringIssues: [({ s }) => listening.recurringIssues(s)],
    redactComment: [({ village }, given) => listening.redactComment(village, 'c0', given(['Jonas Reuter']))],
    routeComment: [
      ({ village }, given) =>
        listening.routeComment(village, 'c1', given([{ group: 'support', themes: ['support'], units: ['u-south'] }]), '2026-02-01'),
      ({ village }, given) => listening.routeComment(village, 'c1', given([]), given(new Date('2026-02-01'))),
    ],
    offeringFlow: [({ s }) => listening.offeringFlow(s)],
    listeningCadence: [({ s }) => listening.listeningCadence(s)],
    reporters: [({ s, elsewhere }, given) => listening.reporters(given([s, elsewhere]))],
    unanswered: [({ s }) => listening.unanswered(s)],
    listeningCalendar: [({ s }) => listening.listeningCalendar(s)],
    answerQuestion: [
      ({ village }, given) => listening.answerQuestion(village, 'q1', given({ at: '2026-02-01', statement: 'The archive' })),
    ],
    conclusions: [({ s, elsewhere }, given) => listening.conclusions(given([s, elsewhere]))],
    expectationSets: [({ s, elsewhere }, given) => listening.expectationSets(given([s, elsewhere]), given({ cut: 0.6 }))],
    listeningSample: [
      ({ s, elsewhere }, given) => listening.listeningSample(given([s, elsewhere]), given({ days: 90, via: ['interview' as const] })),
    ],
    messageLoad: [({ s }) => listening.messageLoad(s)],
    interviewGuide: [({ s }) => listening.interviewGuide(s, 'p11'), ({ s }) => listening.interviewGuide(s, 'p00')],
    interviewProgramme: [
      ({ s }, given) => listening.interviewProgramme(s, given({ plan: 'autumn', quotas: { happy: 0.5, troubled: 0.5 } })),
    ],
    nextInterviews: [
      ({ s }, given) => listening.nextInterviews(s, given({ limit: 2, aim: 'account', cost: () => 2 })),
      ({ ruled }) => listening.nextInterviews(ruled),
    ],
    recordInterview: [
      ({ village }, given) =>
        listening.recordInterview(
          village,
          given({
            id: 'in',
            at: '2026-02-01',
            stakeholder: 'p20',
            consent: { given: true, at: '2026-02-01' },
            answers: [{ question: 'q1', summary: 'Fine', themes: ['speed'] }],
            motives: [{ kind: 'functional', statement: 'Less work' }],
          }),
        ),
    ],
    saturation: [({ s, elsewhere }, given) => listening.saturation(given([s, elsewhere]), given({ base: 2, run: 1, threshold: 0.1 }))],
    suggestRoles: [
      ({ village }) => listening.suggestRoles(village),
      ({ s }, given) => listening.suggestRoles(s, given({ rules: [{ id: 'r', role: 'user', words: { en: ['planner'] } }] })),
    ],
    themes: [({ s, elsewhere }, given) => listening.themes(given([s, elsewhere]))],
    motives: [({ s }) => listening.motives(s)],
    tiesFromNominations: [
      ({ village }) => listening.tiesFromNominations(village),
      ({ s }, given) => listening.tiesFromNominations(s, given({ kind: 'informs' })),
    ],
  },
  'account-village/moves': {
    relationships: [({ s }) => moves.relationships(s)],
    ourReach: [({ s }) => moves.ourReach(s)],
    introductionPaths: [({ s }, given) => moves.introductionPaths(s, 'p11', given({ limit: 3, bridges: 1 }))],
    touchpoints: [({ s }, given) => moves.touchpoints(s, given({ days: 400 }))],
    touchpointConsistency: [({ s }, given) => moves.touchpointConsistency(s, given({ groupBy: 'via' as const, days: 400 }))],
    planSchedule: [({ s }) => moves.planSchedule(s)],
    planCoverage: [({ s }) => moves.planCoverage(s)],
    movesAcross: [({ s, elsewhere }, given) => moves.movesAcross(given([s, elsewhere]), given({ hours: 30, limit: 8 }))],
    plannedFrom: [
      ({ s }, given) => {
        const [first] = core.nextMoves(s).moves
        return first && moves.plannedFrom(s, first, given({ id: 'new', by: 'kim', dueAt: '2026-03-20' }))
      },
    ],
    moveEffects: [({ before, s }, given) => moves.moveEffects(s, given({ before }))],
    planCalendar: [({ s }) => moves.planCalendar(s)],
    progressReport: [({ s }, given) => moves.progressReport(s, given({ with: 'p11' }))],
    recordMove: [
      ({ village }, given) => moves.recordMove(village, 'g1', given({ at: '2026-02-01', state: 'done', note: 'Late', outcome: 'Glad' })),
    ],
    recordMoveShared: [({ village }) => moves.recordMoveShared(village, 'g1', 'p20', '2026-02-02')],
  },
  'account-village/forecast': {
    backtest: [
      ({ village, other }, given) => forecast.backtest(given([village, other]), given({ leads: [60, 30], settings: settings() })),
      (_, given) => forecast.backtest(given(fallen()), given({ leads: [30], scores: { stage: () => 3 } })),
    ],
    trackRecord: [(_, given) => forecast.trackRecord(given(forecast.backtest(fallen())))],
    calibrate: [({ village, other }, given) => forecast.calibrate(given([village, other]), given({ settings: settings() }))],
    outcomeReasons: [({ village, other }, given) => forecast.outcomeReasons(given([village, other]), given({ since: '2023-01-01' }))],
  },
  'account-village/queue': {
    enqueuePortfolio: [
      (_, given) =>
        queue.enqueuePortfolio({ addBulk: async () => 0 }, memoryStore(), given({ run: 'spring', asOf: BOARD_DAY, settings: settings() })),
    ],
    portfolioProcessor: [() => queue.portfolioProcessor(memoryStore(), queue.redisResults(noRedis))],
    queuedPortfolio: [
      (_, given) =>
        queue.queuedPortfolio(queue.redisResults(noRedis), given({ run: 'spring', chunks: 0, accounts: 0 }), given({ most: 5 })),
    ],
    redisResults: [() => queue.redisResults(noRedis)],
  },
  'account-village/portfolio': {
    standingOf: [
      ({ village }, given) => portfolio.standingOf(village, given({ asOf: BOARD_DAY, decision: 'renewal', settings: settings() })),
      ({ village }, given) => portfolio.standingOf(village, given({ asOf: BOARD_DAY, since: '2025-09-01' })),
    ],
    portfolio: [
      ({ village, other }, given) => {
        const rows = [village, other].map(each => portfolio.standingOf(each, { asOf: BOARD_DAY, since: '2025-09-01' }))
        return portfolio.portfolio(given(rows), given({ by: 'parent' }))
      },
      ({ village, other }, given) => {
        const rows = [village, other].map(each => portfolio.standingOf(each, { asOf: BOARD_DAY }))
        const rates = { base: 'USD', at: BOARD_DAY, per: [{ currency: 'EUR', rate: 1.1 }] }
        return portfolio.portfolio(given(rows), given({ by: 'owner', rates, most: 1 }))
      },
    ],
    analyseAccounts: [
      async ({ village }, given) => {
        const found: unknown[] = []
        const source = given([village, JSON.stringify(village), '{'])
        for await (const each of portfolio.analyseAccounts(source, given({ measure: ({ account }) => account.name }))) found.push(each)
        return Object.freeze(found)
      },
    ],
    standingsOf: [
      async ({ village }, given) => {
        const found: unknown[] = []
        const source = given([JSON.stringify(village), '{'])
        for await (const each of portfolio.standingsOf(source, given({ asOf: BOARD_DAY, since: '2025-09-01', settings: settings() })))
          found.push(each)
        return Object.freeze(found)
      },
    ],
    explainRollUp: [
      ({ before, s, elsewhere }, given) =>
        portfolio.explainRollUp(
          given([before, elsewhere]),
          given([s, elsewhere]),
          given({
            weight: new Map([
              ['foundry', 2],
              ['acc', 1],
            ]),
          }),
        ),
    ],
  },
  'account-village/math': {
    clearedBar: [
      (_, given) =>
        math.clearedBar(
          given(rule()),
          given(
            new Map([
              ['a', 0.2],
              ['b', 0.4],
              ['c', 0.1],
            ]),
          ),
        ),
    ],
    blockingCoalitions: [(_, given) => math.blockingCoalitions(given(rule()))],
    friedkinJohnsen: [
      (_, given) =>
        math.friedkinJohnsen(
          given({
            weights: [
              [0.5, 0.5],
              [0.2, 0.8],
            ],
            susceptibility: [0.5, 0.4],
          }),
        ),
    ],
    detectHandover: [
      (_, given) =>
        math.detectHandover(
          given([0, 30, 60, 90].map(day => ({ day, byDecider: day > 20, weight: 0.9 }))),
          given({
            hazardPerDay: 0.001,
            falseAlarmShare: 0.5,
            day: 100,
            structural: [{ day: 50, to: 'deciders' as const, probability: 0.3 }],
          }),
        ),
    ],
    refitted: [
      (_, given) =>
        math.refitted(given(Array.from({ length: 14 }, (_, i) => ({ account: `account ${i}`, came: i % 2, score: (5 * i) % 7 })))),
    ],
    pairedDifference: [(_, given) => math.pairedDifference(given([0.04, 0.09]), given([0.25, 0.2]), given(['acme', 'bode']))],
    shelfLife: [(_, given) => math.shelfLife(given({ known: 0.6, least: 0.3, halfLifeDays: 180 }))],
    themeNews: [(_, given) => math.themeNews(given([['price'], ['speed', 'support']]))],
    interviewsEnough: [
      (_, given) => math.interviewsEnough(given([['price'], ['speed', 'support']]), given({ first: 2, openQuestions: 1 })),
    ],
    saturation: [(_, given) => math.saturation(given([5, 3, 1, 0]), given({ base: 2, run: 1, threshold: 0.2 }))],
    filterSentiment: [
      (_, given) =>
        math.filterSentiment(
          given({
            people: ['a', 'b'],
            groups: ['g', 'g'],
            readings: [{ day: 0, person: 'a', value: 0.5, sd: 0.2, shared: 'kim' }],
            shared: [{ key: 'kim', sd: 0.2 }],
            upheavals: [{ day: 5, people: ['a'], strength: 0.5 }],
            silences: [{ day: 9, person: 'b', rate: 0.3, slope: 0.5 }],
            day: 30,
            prior: { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 },
          }),
        ),
    ],
    passProbability: [
      (_, given) =>
        math.passProbability(
          given(rule()),
          given(
            new Map([
              ['a', 0.2],
              ['b', 0.4],
              ['c', 0.1],
            ]),
          ),
        ),
    ],
    criticalPath: [
      (_, given) =>
        math.criticalPath(
          given([
            { id: 'a', duration: 2 },
            { id: 'b', duration: 3, after: ['a'], due: 6 },
          ]),
          given({ until: 9, spread: 0.3 }),
        ),
    ],
    groupDifferences: [
      (_, given) =>
        math.groupDifferences(
          given([
            { person: 'ann', group: 'Lyon', value: 0.5, variance: 0.02 },
            { person: 'ann', group: 'Turin', value: -0.5, variance: 0.02 },
          ]),
        ),
    ],
    selectMoves: [
      (_, given) =>
        math.selectMoves(
          given({
            means: [0.1],
            covariance: [[0.1]],
            influence: [[1]],
            rule: { quota: 1, members: [{ person: 0, veto: true }] },
            threshold: [0.2],
            error: 0.02,
            indirectWeight: 0.25,
            hours: 9,
            limit: 2,
            leastPerHour: 0,
            moves: [
              { id: 'hear', effort: 2, hear: 0 },
              { id: 'win', effort: 6, sway: { person: 0, by: 0.2 } },
            ],
          }),
        ),
    ],
    seatShares: [
      (_, given) =>
        math.seatShares(
          given(rule()),
          given(
            new Map([
              ['a', 0.2],
              ['b', 0.4],
              ['c', 0.1],
            ]),
          ),
        ),
    ],
    stillFalls: [(_, given) => math.stillFalls(30, given({ neverDecided: 0.1, slipDays: 60 }))],
    votingPower: [(_, given) => math.votingPower(given(rule()))],
  },
  'account-village/render': {
    toHtmlReport: [
      ({ village, before, s }, given) =>
        render.toHtmlReport(
          core.accountReport(s),
          given({
            history: [...core.accountHistory(village, '2026-03-02', { step: { months: 6 }, steps: 2, decision: 'renewal' })],
            change: { from: before.asOf, explanation: core.explainChange(before, s) },
          }),
        ),
      ({ s }, given) => render.toHtmlReport(given(standing(s))),
    ],
    toSvg: [({ s }, given) => render.toSvg(s, given({ mostPeople: 20 })), ({ s }, given) => render.toSvg(given(standing(s)))],
    toTimelineSvg: [({ village }, given) => render.toTimelineSvg(village, given({ to: '2026-03-02', step: { months: 6 }, steps: 2 }))],
    toCauseEffect: [({ before, s }) => render.toCauseEffect(core.explainChange(before, s))],
    toDot: [({ s }, given) => render.toDot(s, given({ direction: 'LR' }))],
    toMermaid: [({ s }, given) => render.toMermaid(s, given({ people: 9 }))],
    toMermaidPlan: [({ s }, given) => render.toMermaidPlan(core.accountReport(s), given({ as: 'flowchart' }))],
    toActivityNetwork: [({ s }) => render.toActivityNetwork(core.accountReport(s))],
    toPortfolioPage: [
      ({ village }, given) => {
        const base = portfolio.portfolio([portfolio.standingOf(village, { asOf: BOARD_DAY, since: '2025-09-01' })])
        const history = core.accountHistory(village, BOARD_DAY, { steps: 1 })
        return render.toPortfolioPage(base, given({ asOf: BOARD_DAY, accounts: [{ account: 'acc', href: 'a.html', history, people: [] }] }))
      },
    ],
    toProgressPage: [({ s }) => render.toProgressPage(moves.progressReport(s, { with: 'p11' }))],
  },
  'account-village/element': {
    defineAccountVillage: [() => elements.defineAccountVillage('board-page')],
  },
  'account-village/formats': {
    toGexf: [
      ({ s }) => formats.toGexf(s),
      ({ village }, given) => formats.toGexf(village, given({ to: '2026-03-02', step: { months: 12 } })),
    ],
    toGraphml: [({ s }, given) => formats.toGraphml(s, given({ yed: true }))],
    toCytoscape: [({ s }) => formats.toCytoscape(s)],
    toNodeLink: [({ s }) => formats.toNodeLink(s)],
    toCsv: [({ s }) => formats.toCsv(s), ({ village }) => formats.toCsv(village)],
    toSubjectCsv: [({ village }, given) => formats.toSubjectCsv(village, 'p11', given({ byteOrderMark: true }))],
  },
  'account-village/salesforce': {
    fromSalesforce: [
      (_, given) =>
        salesforce.fromSalesforce(
          given({
            Account: [{ Id: '0015g00000Aq1cZAAR', Name: 'Brennfeld' }],
            Contact: [{ Id: '0035g00000Lr7uQAAR', AccountId: '0015g00000Aq1cZAAR', Name: 'Ines Vogt', Department: 'Maintenance' }],
            AccountContactRelation: [
              { Id: '07k5g00000Tz0aBAAR', AccountId: '0015g00000Aq1cZAAR', ContactId: '0035g00000Lr7uQAAR', Roles: 'Sponsor;Odd' },
            ],
          }),
          given({ roles: labels() }),
        ),
    ],
    toSalesforce: [
      (_, given) =>
        salesforce.toSalesforce(
          core.createVillage({
            account: { id: '0015g00000Nw4tQAAR', name: 'Nordwalz' },
            stakeholders: [{ id: '0035g00000Be2rTAAR', roles: ['economicBuyer'] }],
          }),
          given({}),
        ),
      ({ s }) => salesforce.toSalesforce(s),
    ],
  },
  'account-village/dynamics': {
    fromDynamics: [
      (_, given) =>
        dynamics.fromDynamics(
          given({
            accounts: [{ accountid: 'b1f0c2a4-5d1e-4a52-9f0e-2f6f6b7d0a01', name: 'Brennfeld' }],
            contacts: [
              {
                contactid: 'c2e1d3b5-6e2f-4b63-8a1f-3a7a7c8e1b02',
                fullname: 'Ines Vogt',
                _parentcustomerid_value: 'b1f0c2a4-5d1e-4a52-9f0e-2f6f6b7d0a01',
                accountrolecode: 3,
              },
            ],
          }),
          given({ roles: labels() }),
        ),
    ],
  },
  'account-village/hubspot': {
    fromHubSpot: [
      (_, given) =>
        hubspot.fromHubSpot(
          given({
            companies: [{ id: '901', properties: { name: 'Tessmer' } }],
            contacts: {
              results: [{ id: '51', properties: { lastname: 'Okafor', associatedcompanyid: '901', hs_buying_role: 'CHAMPION;BLOCKER' } }],
            },
          }),
          given({ roles: labels() }),
        ),
    ],
    toHubSpot: [({ s }, given) => hubspot.toHubSpot(s, given({ idProperty: 'email', roles: {} }))],
  },
  'account-village/pipedrive': {
    fromPipedrive: [
      (_, given) =>
        pipedrive.fromPipedrive(
          given({
            organizations: [{ id: 7, name: 'Lindqvist' }],
            persons: { success: true, data: [{ id: 1, name: 'Mira Holm', org_id: 7, custom_fields: { role: [31] } }] },
            personFields: [{ key: 'role', options: [{ id: 31, label: 'Champion' }] }],
          }),
          given({ fields: { role: 'role' }, roles: labels() }),
        ),
    ],
  },
  'account-village/attio': {
    fromAttio: [
      (_, given) =>
        attio.fromAttio(
          given({
            companies: [{ id: { record_id: '1' }, values: { name: [{ value: 'Brennfeld', attribute_type: 'text' }] } }],
            people: { data: [{ id: { record_id: '2' }, values: { name: 'Ines', company: '1', role: 'Champion' } }], pagination: null },
          }),
          given({ fields: { role: 'role' }, roles: labels() }),
        ),
    ],
  },
  'account-village/zoho': {
    fromZoho: [
      (_, given) =>
        zoho.fromZoho(
          given({
            Accounts: [{ id: '1', Account_Name: 'Brennfeld' }],
            Contacts: { data: [{ id: '2', Full_Name: 'Ines Vogt', Account_Name: { id: '1' }, role: 'Champion' }], info: null },
          }),
          given({ fields: { role: 'role' }, roles: labels() }),
        ),
    ],
  },
  'account-village/import': {
    mergeImport: [
      (_, given) =>
        later.mergeImport(
          [core.createVillage({ account: { id: 'pipedrive:organization:7', name: 'Lindqvist' } })],
          pipedrive.fromPipedrive({ organizations: [{ id: 7, name: 'Lindqvist' }], persons: [{ id: 1, name: 'Mira Holm', org_id: 7 }] }),
          given({ recordedAt: '2026-03-02', complete: false, salt: 'a salt of the tests' }),
        ),
    ],
  },
  'account-village/surveys': {
    fromSurveys: [
      (_, given) =>
        surveys.fromSurveys(
          given('Response ID,Mail,Sent,Recommend\n7,Ann@acme.example,2026-03-02,9\n8,bo@acme.example,2026-03-02,3\n'),
          given({
            known: [core.createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', email: 'ann@acme.example' }] })],
            columns: { id: 'Response ID', mail: 'Mail', at: 'Sent' },
            questions: [{ column: 'Recommend', measure: 'nps' }],
            labels: { fine: 0.4 },
          }),
        ),
    ],
  },
  'account-village/agents': {
    toolDefinitions: [(_, given) => agents.toolDefinitions(given({ write: true }))],
    callTool: [
      (_, given) =>
        agents.callTool('village_get_summary', given({ account: 'x' }), memoryStore(), given({ today: new Date('2026-03-02') })),
    ],
    memoryProposals: [() => agents.memoryProposals()],
    extractionSchema: [() => agents.extractionSchema()],
    extractionPrompt: [({ village }, given) => agents.extractionPrompt(given({ text: 'p00: We wait.', village, at: '2026-03-02' }))],
    readDraft: [
      ({ village }, given) =>
        agents.readDraft(given(drafted()), given({ text: 'p00: We wait.', village, at: new Date('2026-03-02'), source: 'x' })),
    ],
    parseProposal: [({ village }, given) => agents.parseProposal(given(structuredClone(proposed(village))))],
    acceptProposal: [({ village }, given) => agents.acceptProposal(village, given(structuredClone(proposed(village))), given(learned()))],
  },
  'account-village/store': {
    fileStore: [() => stores.fileStore('villages')],
    sqliteStore: [() => stores.sqliteStore(new libsql(':memory:'))],
    postgresStore: [() => stores.postgresStore(new pg.Pool())],
    recordIn: [
      ({ village }, given) => stores.recordIn(memoryStore(), village.account.id, given({ ...village, stakeholders: village.stakeholders })),
    ],
    pseudonymise: [
      ({ village }, given) => stores.pseudonymise(village, 'p11', given({ salt: 'drawn at random: 1', at: new Date('2026-03-02') })),
    ],
    applyRetention: [
      ({ village }, given) => stores.applyRetention(village, given({ olderThan: new Date('2026-03-02'), kinds: given(['comments']) })),
    ],
    reapplyErasures: [(_, given) => stores.reapplyErasures(memoryStore(), given({ erasures: [] }))],
    importIn: [(_, given) => stores.importIn(memoryStore(), pipedrive.fromPipedrive({}), given({ recordedAt: new Date('2026-03-02') }))],
  },
  'account-village/table': {
    fromTable: [
      (_, given) =>
        tables.fromTable(
          given([{ Name: 'Ann Bell', Part: 'Champion', Say: 4, Mood: 'green', Seen: new Date('2026-03-02'), Boss: 'Bo' }, { Name: 'Bo' }]),
          given({
            person: ['Name'],
            role: 'Part',
            reportsTo: 'Boss',
            influence: { column: 'Say', scale: [1, 5] as const, labels: { much: 1 } },
            sentiment: { column: 'Mood', at: 'Seen', labels: { fine: 0.4 } },
          }),
          given({ account: 'Acme', roles: labels(), labels: { fine: 0.4 }, known: [core.createVillage({ account: 'Acme' })] }),
        ),
    ],
    suggestMapping: [
      (_, given) => tables.suggestMapping(given([{ Name: 'Ann Bell', Attitude: 'Supportive' }]), given({ decimal: '.' as const })),
    ],
    fromEdges: [
      (_, given) =>
        tables.fromEdges(
          given([{ from: 'Ann', to: 'Bo', weight: 2 }]),
          given({ account: 'Acme', mapping: { from: 'from', to: 'to', weight: 'weight' } }),
        ),
    ],
    fromGraphml: [({ s }, given) => tables.fromGraphml(formats.toGraphml(s), given({ account: 'Acme' }))],
    fromGexf: [({ s }, given) => tables.fromGexf(formats.toGexf(s), given({ account: 'Acme' }))],
    fromPajek: [
      (_, given) => tables.fromPajek('*Vertices 2\n1 "Ann"\n2 "Bo"\n*Arcs\n1 2 3\n', given({ account: 'Acme', kind: 'informs' as const })),
    ],
    fromNodeLink: [({ s }, given) => tables.fromNodeLink(given(formats.toNodeLink(s)), given({ account: 'Acme' }))],
    fromCytoscape: [({ s }, given) => tables.fromCytoscape(given(formats.toCytoscape(s)), given({ account: 'Acme' }))],
  },
}
