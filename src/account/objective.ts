import { committeeAtVote, filterIn } from '../decision/committee.js'
import { isOpen, voteOn } from '../decision/vote.js'
import { extensionOf } from '../math/extension.js'
import { type JointState, jointState } from '../math/jointState.js'
import { type MoveBeliefs, type MoveObjective, sentimentObjective, voteObjective } from '../math/moveObjective.js'
import { covarianceOf, covarianceWithSum, type SentimentFilter } from '../math/sentimentFilter.js'
import { sentimentState } from '../sentiment/state.js'
import { overEverybody } from '../sentiment/takeIn.js'
import { at, vector } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { accountView, meanOfSum, partsOfAll, varianceOfSum } from './view.js'

/** What is known of people's sentiments: of everybody who is there, and after them of the seats that nobody has, or will have at the vote. */
export interface SeatedBeliefs extends MoveBeliefs {
  /** Where each of those seats is, by its id. */
  readonly seats: ReadonlyMap<string, number>
}

/** What is known of people's sentiments today. A seat that nobody has is judged as somebody of whom nothing is known. */
export function seatedBeliefs(s: Snapshot): SeatedBeliefs {
  return remembered(s, computeSeatedBeliefs)
}

function computeSeatedBeliefs(s: Snapshot): SeatedBeliefs {
  const { rule, places } = committeeAtVote(s)
  const empty = rule.players.filter((_, i) => places[i] === undefined)
  const people = s.stakeholders.length
  const { means } = accountView(s)
  return {
    means: vector(people + empty.length, i => (i < people ? at(means, i) : s.settings.sentiment.priorMean)),
    joint: jointOf(s, sentimentState(s).filter, empty.length),
    seats: new Map(empty.map((seat, i) => [seat, people + i])),
  }
}

/** The covariance of the sentiments of everybody who is there and, independent of all, of so many more of whom nothing is known. */
function jointOf(s: Snapshot, filter: SentimentFilter, more: number): JointState {
  const people = s.stakeholders.length
  const unknown = s.settings.sentiment.priorSd ** 2
  const isKnown = (i: number): boolean => i < people
  return jointState({
    size: people + more,
    covariance: (i, j) => (isKnown(i) && isKnown(j) ? covarianceOf(filter, i, j) : i === j ? unknown : 0),
    withSum(weights) {
      const known = covarianceWithSum(filter, overEverybody({ filter }, weights.subarray(0, people)))
      return vector(people + more, i => (isKnown(i) ? at(known, i) : unknown * at(weights, i)))
    },
  })
}

/** The chance that the decision in view falls in our favour, as what moves are judged by; nothing without an open one in view. */
export function decisionObjective(s: Snapshot): MoveObjective | undefined {
  return remembered(s, computeDecisionObjective).objective
}

function computeDecisionObjective(s: Snapshot): { readonly objective?: MoveObjective } {
  const vote = voteOn(s)
  if (!isOpen(vote)) return {}
  const { means, seats } = seatedBeliefs(s)
  const { rule, places, thresholds } = committeeAtVote(s)
  const { halfLifeDays, priorMean } = s.settings.sentiment
  const objective = voteObjective(means, {
    ...extensionOf(rule),
    voters: rule.players.map((player, i) => places[i] ?? seats.get(player) ?? Number.NaN),
    thresholds: [...thresholds],
    stillFalls: vote.stillFalls,
    aged: { factor: 2 ** (-vote.agedDays / halfLifeDays), priorMean, joint: jointOf(s, filterIn(s, vote.agedDays), seats.size) },
  })
  return { objective }
}

/** The expected sentiment of the account, as what moves are judged by. */
export function accountObjective(s: Snapshot): MoveObjective {
  return remembered(s, computeAccountObjective)
}

function computeAccountObjective(s: Snapshot): MoveObjective {
  const parts = partsOfAll(s)
  const { shares } = accountView(s)
  const { means } = seatedBeliefs(s)
  const ofNobody = parts.filter(({ index }) => index === undefined)
  return sentimentObjective(
    vector(means.length, i => (i < shares.length ? at(shares, i) : 0)),
    varianceOfSum(s, parts),
    meanOfSum(s, ofNobody),
  )
}
