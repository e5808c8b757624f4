import { unknownShares, voiceShares } from '../influence/voice.js'
import { extensionOf } from '../math/extension.js'
import { agedCopy, covarianceOf, covarianceWithSum, meanOf, type SentimentFilter } from '../math/sentimentFilter.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { knownShares } from '../sentiment/known.js'
import { days } from '../sentiment/readings.js'
import { sentimentState } from '../sentiment/state.js'
import { overEverybody } from '../sentiment/takeIn.js'
import { at, vector, vectorOf } from '../support/linear.js'
import { normalCdf, normalDensity } from '../support/normal.js'
import { crossing, type PointOnCurve } from '../support/roots.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { type DecidingRule, decidingRule } from './rule.js'
import { type Vote, voteOn } from './vote.js'

/** Those who decide, with what is known of the sentiment of each on a day, in the order of the rule's players. */
export interface Committee extends DecidingRule {
  /** Where each is among the stakeholders; nowhere when they have left, or will have by then. */
  readonly places: readonly (number | undefined)[]
  /** The sentiment from which on each says yes. */
  readonly thresholds: Float64Array
  readonly means: Float64Array
  readonly variances: Float64Array
  /** How far each counts as heard, 0..1. */
  readonly known: Float64Array
}

/** Those who decide on the decision in view, as they are now. A seat whose holder has left is judged like somebody never heard. */
export function committee(s: Snapshot): Committee {
  return remembered(s, computeCommittee)
}

function computeCommittee(s: Snapshot): Committee {
  return seatedOn(s, { agedDays: 0 })
}

/**
 * The same on the day of the vote: what is known now has aged until then, and whoever is known to leave on or before that day has left
 * their seat.
 */
export function committeeAtVote(s: Snapshot): Committee {
  return remembered(s, computeCommitteeAtVote)
}

function computeCommitteeAtVote(s: Snapshot): Committee {
  return seatedOn(s, voteOn(s))
}

/** Those who would decide so many days after the moment of a snapshot. */
export function seatedOn(s: Snapshot, vote: Pick<Vote, 'agedDays' | 'day'>): Committee {
  const deciding = decidingRule(s)
  const filter = filterIn(s, vote.agedDays)
  const { index } = sentimentState(s)
  const known = knownShares(s)
  const { priorMean, priorSd } = s.settings.sentiment
  const places = deciding.rule.players.map(player => seatIn(s, index, player, vote))
  return {
    ...deciding,
    places,
    thresholds: vectorOf(places, i => thresholdFor(s, i)),
    means: vectorOf(places, i => (i === undefined ? priorMean : meanOf(filter, i))),
    variances: vectorOf(places, i => (i === undefined ? priorSd ** 2 : covarianceOf(filter, i, i))),
    known: vectorOf(places, i => (i === undefined ? 0 : at(known, i))),
  }
}

/** What is known of everybody's sentiment so many days after the moment of a snapshot, nothing new being heard. */
export function filterIn(s: Snapshot, agedDays: number): SentimentFilter {
  const { filter } = sentimentState(s)
  return agedDays > 0 ? agedCopy(filter, days(s.agedTo) + agedDays) : filter
}

/** The probability that somebody of whom nothing is known says yes to the decision in view. */
export function yesOfUnknown(s: Snapshot): number {
  const { priorMean, priorSd } = s.settings.sentiment
  return reaching(priorMean, priorSd ** 2, thresholdFor(s, undefined))
}

/** The probability that each stakeholder says yes on the day of the vote, whether or not they have a say in it. */
export function yesByStakeholder(s: Snapshot): ReadonlyMap<string, number> {
  const vote = voteOn(s)
  const filter = filterIn(s, vote.agedDays)
  return new Map(
    s.stakeholders.map((person, i) => [
      person.id,
      leavesBy(person, vote) ? yesOfUnknown(s) : reaching(meanOf(filter, i), covarianceOf(filter, i, i), thresholdFor(s, i)),
    ]),
  )
}

/**
 * The sentiment from which on a stakeholder says yes to the decision in view: that of its kind, moved by how much risk they like. Something
 * new is a risk to whoever shuns it; leaving what they have is one, too.
 */
export function thresholdFor({ settings, decision, stakeholders }: Snapshot, place: number | undefined): number {
  const kind = decision?.kind ?? 'new'
  const { yesThreshold, riskTolerance } = settings.decision
  const appetite = place === undefined ? undefined : stakeholders[place]?.riskAppetite
  if (appetite === undefined) return yesThreshold[kind]
  return yesThreshold[kind] - (kind === 'renewal' ? -1 : 1) * riskTolerance * (appetite - 0.5)
}

/** The probability that each player says yes. */
export function answers({ means, variances, thresholds }: Pick<Committee, 'means' | 'variances' | 'thresholds'>): Float64Array {
  const yes = new Float64Array(means.length)
  for (let i = 0; i < yes.length; i++) yes[i] = reaching(at(means, i), at(variances, i), at(thresholds, i))
  return yes
}

/** The probability that the rule passes when each player says yes with their own. */
export function passing(seats: Pick<Committee, 'rule' | 'means' | 'variances' | 'thresholds'>): number {
  return extensionOf(seats.rule).probability(answers(seats))
}

/** The same people with all thresholds moved. */
export function withThreshold(seats: Committee, by: number): Committee {
  return { ...seats, thresholds: seats.thresholds.map(threshold => threshold + by) }
}

/**
 * The bar that the committee clears with a probability, within 0..1.
 *
 * @param expected the bar that it clears with the sentiments as expected
 */
export function barClearedWith(
  { rule, means, variances }: Pick<Committee, 'rule' | 'means' | 'variances'>,
  probability: number,
  expected: number,
): number {
  const extension = extensionOf(rule)
  const [yes, slopes] = [new Float64Array(means.length), new Float64Array(means.length)]
  // On the scale of log odds the curve is nearly straight, so that Newton's method needs few steps.
  const logOdds = (bar: number): PointOnCurve => {
    for (let i = 0; i < yes.length; i++) yes[i] = reaching(at(means, i), at(variances, i), bar)
    const clears = extension.gradient(yes, slopes)
    let fall = 0
    for (let i = 0; i < means.length; i++) fall += at(slopes, i) * densityAt(at(means, i), at(variances, i), bar)
    return { value: Math.log(clears / (1 - clears)), slope: -fall / (clears * (1 - clears)) }
  }
  const reach = 10 * Math.sqrt(Math.max(...variances))
  const level = Math.log(probability / (1 - probability))
  return crossing(logOdds, level, Math.min(...means) - reach, Math.max(...means) + reach, expected)
}

/**
 * A committee as it would look if the account's sentiment of today, by shares of voice, were known to lie so many standard deviations from its mean: each
 * mean moves by its covariance with the sum, each variance shrinks by what the sum tells, both aged to the committee's day.
 */
export function givenSentiment(s: Snapshot, seats: Committee, agedDays: number, deviations: number): Committee {
  const { cross, variance } = sentimentOfAll(s)
  if (!(variance > 0)) return seats
  const fade = 2 ** (-agedDays / s.settings.sentiment.halfLifeDays)
  const moves = vectorOf(seats.places, i => (i === undefined ? 0 : (fade * at(cross, i)) / Math.sqrt(variance)))
  return {
    ...seats,
    means: vector(moves.length, i => at(seats.means, i) + deviations * at(moves, i)),
    variances: vector(moves.length, i => Math.max(at(seats.variances, i) - at(moves, i) ** 2, 0)),
  }
}

/** The variance of the account's sentiment of today, and its covariance with that of each person. */
function sentimentOfAll(s: Snapshot): { readonly cross: Float64Array; readonly variance: number } {
  return remembered(s, computeSentimentOfAll)
}

function computeSentimentOfAll(s: Snapshot) {
  const state = sentimentState(s)
  const all = overEverybody(state, voiceShares(s))
  const cross = covarianceWithSum(state.filter, all)
  let variance = 0
  for (const share of unknownShares(s)) variance += (share * s.settings.sentiment.priorSd) ** 2
  for (let i = 0; i < cross.length; i++) variance += at(cross, i) * at(all, i)
  return { cross, variance }
}

/** The density of a sentiment at a bar. */
export function densityAt(mean: number, variance: number, bar: number): number {
  const sd = Math.sqrt(variance)
  return sd > 0 ? normalDensity((mean - bar) / sd) / sd : 0
}

/** The probability that a sentiment reaches a bar. */
export function reaching(mean: number, variance: number, bar: number): number {
  // Without uncertainty a sentiment either reaches the bar or does not.
  return variance > 0 ? normalCdf((mean - bar) / Math.sqrt(variance)) : mean >= bar ? 1 : 0
}

/** Where a player is among the stakeholders on the day of a vote; nowhere when they have left by then. */
function seatIn(s: Snapshot, index: ReadonlyMap<string, number>, player: string, vote: Pick<Vote, 'day'>): number | undefined {
  const i = index.get(player)
  const person = i === undefined ? undefined : s.stakeholders[i]
  return person === undefined || leavesBy(person, vote) ? undefined : i
}

/** Whether somebody is known to leave on or before the day of a vote. */
export function leavesBy({ leftAt }: Pick<Stakeholder, 'leftAt'>, { day = Number.NEGATIVE_INFINITY }: Pick<Vote, 'day'>): boolean {
  return leftAt !== undefined && days(leftAt) < day + 1
}
