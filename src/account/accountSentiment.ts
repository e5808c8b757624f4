import { barClearedWith, committee } from '../decision/committee.js'
import { authority } from '../influence/authority.js'
import { voiceShares, voices } from '../influence/voice.js'
import { barOf } from '../math/bar.js'
import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { at } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { shared } from '../village/work.js'
import { type SentimentNode, sentimentTree } from './tree.js'
import { accountView, meanOfSum, partsOfAll, varianceOfSum } from './view.js'

/** A span that holds the truth with a probability of 90 %. */
export type Interval = readonly [low: number, high: number]

/** The sentiment of a whole account. */
export interface AccountSentiment {
  /** The sentiment of all, weighted by their share of the account's voice, -1..1; `undefined` when too little is known. */
  readonly value: number | undefined
  /** Its standard deviation. */
  readonly sd: number
  /** `value` plus and minus 1.6449 standard deviations. */
  readonly interval: Interval | undefined
  /** The share of what could be known that is known, 0..1: the reliabilities, weighted by voice. */
  readonly coverage: number
  /** What `value` amounts to in a word; `insufficientSignal` when the coverage is below `settings.account.leastCoverage`. */
  readonly state: 'favourable' | 'neutral' | 'unfavourable' | 'insufficientSignal'
  /** The mean of those heard, weighted by voice; `undefined` when nobody was heard. */
  readonly heard: number | undefined
  /**
   * Between what the whole may lie, whatever those think of whom we know nothing: `coverage * heard` plus and minus `1 - coverage`, as wide
   * as to hold the expected value.
   */
  readonly bounds: Interval
  readonly vetoAware: VetoAwareSentiment
  /** The sentiment of each class of roles that anybody holds. */
  readonly byClass: { readonly [Class in RoleClass]?: ClassSentiment }
  /** The sentiment of users less that of deciders, -2..2; `undefined` unless both were heard. Above 0, users are the ones who like us. */
  readonly divergence: number | undefined
  /** The same, level by level. */
  readonly tree: SentimentNode
}

/** A sentiment in which no number of content people outweighs one who can say no. */
export interface VetoAwareSentiment {
  /** `(1 - beta)` times the account's sentiment plus `beta` times the bar; `undefined` when too little is known. */
  readonly value: number | undefined
  /** Both parts at the lower and at the upper end of their own 90 % intervals, as wide as to hold the value. */
  readonly interval: Interval | undefined
  /** The highest bar that the committee clears with the sentiments as expected. */
  readonly bar: number
  /** Whose sentiment the bar is: raise it, and the score may rise. */
  readonly cappedBy: string
}

/** The sentiment of the people of one class. */
export interface ClassSentiment {
  /** Their sentiment, weighted by voice; `undefined` when none of them was heard. */
  readonly value: number | undefined
  readonly sd: number
  /** The share of what could be known of them that is known, 0..1. */
  readonly coverage: number
  /** Their share of the account's voice, 0..1. */
  readonly share: number
  /** How many they are, a placeholder counting as one. */
  readonly people: number
}

/**
 * The account's sentiment: everybody's, weighted by their share of its voice, with all that is needed not to be misled by the number.
 *
 * `M = w' m` with standard deviation `sqrt(w' P w)`, where `m` and `P` are the joint state of all sentiments and `w` the shares of voice.
 * People never heard count with the prior, so that silence pulls towards neutral and widens the interval. The veto-aware score is a Choquet
 * integral, `(1 - beta) M + beta tau*`, with `tau*` the highest bar that the committee clears.
 *
 * @see M. Grabisch, "Set Functions, Games and Capacities in Decision Making" (2016); C. F. Manski, "Partial Identification of Probability
 * Distributions" (2003) for the bounds
 * @example
 * import { accountSentiment, createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [
 *     { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.9, via: 'interview' },
 *     { stakeholder: 'bo', at: '2026-03-02', sentiment: -0.3, via: 'interview' },
 *   ],
 * })
 * const { value, state, vetoAware, divergence } = accountSentiment(snapshot(village, '2026-03-02'))
 * value //=> -0.118
 * state //=> 'unfavourable'
 * vetoAware.cappedBy //=> 'bo'
 * divergence //=> 1.1009
 */
export function accountSentiment(snapshot: Snapshot): AccountSentiment {
  return measured('accountSentiment', snapshot, measureAccountSentiment)
}

function measureAccountSentiment(s: Snapshot): AccountSentiment {
  const mean = meanOfSum(s, partsOfAll(s))
  const tree = sentimentTree(s)
  const { coverage, sd } = tree
  const enough = coverage >= s.settings.account.leastCoverage && tree.value !== undefined
  const interval: Interval = [mean - NINETY_PERCENT * sd, mean + NINETY_PERCENT * sd]
  const heard = heardMean(s)
  const byClass = classSentiments(s)
  return {
    value: enough ? mean : undefined,
    sd,
    interval: enough ? interval : undefined,
    coverage,
    state: enough ? stateOf(mean, s.settings.account.neutralBand) : 'insufficientSignal',
    heard,
    bounds: holding(mean, [coverage * (heard ?? 0) - (1 - coverage), coverage * (heard ?? 0) + (1 - coverage)]),
    vetoAware: vetoAware(s, enough, mean, interval),
    byClass,
    divergence: difference(byClass.user?.value, byClass.decider?.value),
    tree: enough ? tree : { ...tree, value: undefined },
  }
}

function stateOf(mean: number, band: number): AccountSentiment['state'] {
  return mean > band ? 'favourable' : mean < -band ? 'unfavourable' : 'neutral'
}

function heardMean(s: Snapshot): number | undefined {
  const { shares, means, isHeard } = accountView(s)
  let weight = 0
  let sum = 0
  isHeard.forEach((heard, i) => {
    if (!heard) return
    weight += at(shares, i)
    sum += at(shares, i) * at(means, i)
  })
  return weight > 0 ? sum / weight : undefined
}

function vetoAware(s: Snapshot, enough: boolean, mean: number, [low, high]: Interval): VetoAwareSentiment {
  const seats = committee(s)
  const beta = s.settings.decision.vetoWeight
  const { bar, cappedBy } = barOf(seats.rule, seats.means)
  if (!enough) return { value: undefined, interval: undefined, bar, cappedBy }
  const lowBar = barClearedWith(seats, 0.95)
  const highBar = barClearedWith(seats, 0.05)
  const value = (1 - beta) * mean + beta * bar
  // The bar of expected sentiments is not the median of the bar: of many who can say no, the lowest is likely to lie below its own
  // expectation.
  return { value, interval: holding(value, [(1 - beta) * low + beta * lowBar, (1 - beta) * high + beta * highBar]), bar, cappedBy }
}

/** A span, as wide as to hold a value. */
function holding(value: number, [low, high]: Interval): Interval {
  return [Math.min(low, value), Math.max(high, value)]
}

function classSentiments(s: Snapshot): AccountSentiment['byClass'] {
  return Object.fromEntries(classVoices(s).map(({ name, ...voice }) => [name, classSentiment(s, voice)]))
}

/** What the people of a class have to say. */
interface ClassVoice {
  /** Their share of the account's voice. */
  readonly share: number
  /** The part of each in it. */
  readonly parts: readonly { readonly index: number; readonly weight: number }[]
}

/** The classes of roles that anybody holds. */
function classVoices(s: Snapshot): readonly (ClassVoice & { readonly name: RoleClass })[] {
  return shared(s, s => [authority(s), voices(s)], computeClassVoices)
}

function computeClassVoices(s: Snapshot): readonly (ClassVoice & { readonly name: RoleClass })[] {
  const { classes } = authority(s)
  const shares = voiceShares(s)
  return CLASS_ORDER.filter(name => classes.includes(name)).map(name => {
    const members = classes.flatMap((own, i) => (own === name ? [i] : []))
    const share = members.reduce((sum, i) => sum + at(shares, i), 0)
    return { name, share, parts: members.map(index => ({ index, weight: share > 0 ? at(shares, index) / share : 1 / members.length })) }
  })
}

function classSentiment(s: Snapshot, { share, parts }: ClassVoice): ClassSentiment {
  const { reliabilities, isHeard } = accountView(s)
  return {
    value: parts.some(({ index }) => isHeard[index]) ? meanOfSum(s, parts) : undefined,
    sd: Math.sqrt(varianceOfSum(s, parts)),
    coverage: parts.reduce((sum, { index, weight }) => sum + weight * at(reliabilities, index), 0),
    share,
    people: parts.length,
  }
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b
}
