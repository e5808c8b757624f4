import {
  accountSentiment,
  assessRisk,
  attentionBalance,
  blockingCoalitions,
  coverage,
  createVillage,
  type DecisionOutlook,
  decisionOutlook,
  decisionOutlooks,
  gatekeepers,
  handoverReadiness,
  nextMoves,
  power,
  powerByClass,
  powerTransitions,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  sentimentTrend,
  snapshot,
  type Village,
  vetoHolders,
  votingPower,
} from 'account-village'
import { betweenness, toGraph, totalInfluence } from 'account-village/graph'
import {
  conclusions,
  expectationSets,
  feedbackLoop,
  interviewProgramme,
  listeningCadence,
  listeningSample,
  messageLoad,
  motives,
  offeringFlow,
  openComments,
  recurringIssues,
  reporters,
  themes,
  unanswered,
} from 'account-village/listening'
import {
  introductionPaths,
  moveEffects,
  ourReach,
  planCoverage,
  planSchedule,
  relationships,
  touchpointConsistency,
  touchpoints,
} from 'account-village/moves'
import { isSame } from './exact.js'
import { memoised } from './memoised.js'
import { inputOf, type Scene, viewOf } from './villages.js'

/** Every measure of a snapshot. */
export const allMeasures = memoised((s: Snapshot) => {
  return {
    sentiments: sentiments(s),
    trend: sentimentTrend(s, { since: quarterBefore(s) }),
    trends: new Map(s.stakeholders.slice(0, 3).map(({ id }) => [id, sentimentTrend(s, { since: quarterBefore(s), stakeholder: id })])),
    power: power(s),
    totalInfluence: totalInfluence(s),
    accountSentiment: accountSentiment(s),
    coverage: coverage(s),
    vetoHolders: vetoHolders(s),
    blockingCoalitions: blockingCoalitions(s),
    votingPower: votingPower(s),
    decisionOutlook: outlookOf(s),
    decisionOutlooks: decisionOutlooks(s).map(computedOf),
    revenueAtRisk: revenueAtRisk(s),
    powerTransitions: powerTransitions(s),
    powerByClass: powerByClass(s),
    gatekeepers: gatekeepers(s),
    betweenness: betweenness(s),
    handoverReadiness: handoverReadiness(s),
    attention: attentionBalance(s, { days: 90 }),
    attentionByThirds: attentionBalance(s, { days: 30, target: 'walkerThirds' }),
    risks: assessRisk(s),
    motives: motives(s),
    offeringFlow: offeringFlow(s),
    listeningCadence: listeningCadence(s),
    reporters: reporters(s),
    unanswered: unanswered(s),
    themes: themes(s),
    conclusions: conclusions(s),
    interviewProgramme: interviewProgramme(s),
    listeningSample: listeningSample(s),
    messageLoad: messageLoad(s),
    expectationSets: expectationSets(s),
    openComments: openComments(s),
    recurringIssues: recurringIssues(s),
    feedbackLoop: feedbackLoop(s),
    relationships: relationships(s),
    ourReach: ourReach(s),
    introductions: s.stakeholders.slice(0, 3).map(({ id }) => (s.placeholders.includes(id) ? [] : introductionPaths(s, id))),
    touchpoints: touchpoints(s),
    consistency: [touchpointConsistency(s, { groupBy: 'via' }), touchpointConsistency(s, { groupBy: 'teammate' })],
    planSchedule: planSchedule(s),
    planCoverage: planCoverage(s),
    nextMoves: nextMoves(s, { hours: 30, limit: 8 }),
    moveEffects: moveEffects(s),
    graph: toGraph(s).export(),
  }
})

/** The outlook as far as it is computed; what is simulated takes a thousand times as long, and hangs on the order of ids. */
export function outlookOf(s: Snapshot) {
  return computedOf(decisionOutlook(s))
}

function computedOf(outlook: DecisionOutlook): Omit<DecisionOutlook, 'afterDeliberation'> {
  // To take a copy would simulate.
  const fields = Object.keys(outlook).filter(field => field !== 'afterDeliberation')
  const { state, unheard, byStakeholder } = outlook
  return { ...Object.fromEntries(fields.map(field => [field, Reflect.get(outlook, field)])), state, unheard, byStakeholder }
}

/** The measures in which two snapshots differ, if only in the last bit or in the order of a map. */
export function differences(one: Snapshot, other: Snapshot): string[] {
  const [a, b] = [allMeasures(one), allMeasures(other)]
  return Object.entries(a).flatMap(([name, value]) => (isSame(value, Reflect.get(b, name)) ? [] : [name]))
}

/** The village and the snapshot of a scene. */
export const played = memoised((scene: Scene): { readonly village: Village; readonly s: Snapshot } => {
  const village = createVillage(inputOf(scene))
  return { village, s: seen(village, scene) }
})

/** A village as a scene looks at it. */
export function seen(village: Village, scene: Scene): Snapshot {
  const { asOf, options } = viewOf(scene)
  return snapshot(village, asOf, options)
}

function quarterBefore(s: Snapshot): string {
  return new Date(Date.parse(s.agedTo) - 90 * 86_400_000).toISOString()
}
