import { barClearedWith, committee } from '../decision/committee.js'
import { barOf } from '../math/bar.js'
import type { RoleClass } from '../model/role.js'
import { goodUntil } from '../sentiment/known.js'
import type { Instant } from '../support/instants.js'
import { cut, holding, type Interval, SENTIMENT, within } from '../support/interval.js'
import { at } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type ClassSentiment, classSentiments, type Divergence, heardParts } from './classSentiments.js'
import type { SentimentNode } from './tree.js'
import { type AccountVerdict, probabilityFavourable } from './verdict.js'
import { meanOfSum, partsOfAll, varianceOfSum } from './view.js'
import { wholeOf } from './whole.js'

/** The sentiment of a whole account. */
export interface AccountSentiment {
  /**
   * The sentiment of all, weighted by their share of the account's voice, -1..1; people never heard count with the prior. `undefined` when
   * nobody was heard or nothing of it is left (a coverage below 0.01).
   */
  readonly value: number | undefined
  /** Its standard deviation. */
  readonly sd: number
  /** `value` plus and minus 1.6449 standard deviations, within -1..1. */
  readonly interval: Interval | undefined
  /** Fraction of the prior variance that the evidence removed, weighted by voice, 0..1. */
  readonly coverage: number
  /** The probability that the account's sentiment is above 0, 0..1; `undefined` without `value`. */
  readonly probabilityFavourable: number | undefined
  /**
   * A word is said only when it is right with a probability of at least `settings.account.verdictProbability`. Otherwise `undecided`, or
   * `insufficientSignal` where the coverage is below `settings.account.leastCoverage` or there is no `value`.
   */
  readonly state: AccountVerdict
  /** The share of the account's voice that was heard, 0..1; people heard long ago count in part, as `known` of `sentiments` says. */
  readonly shareHeard: number
  /** The mean of the heard part alone, -1..1; `undefined` without `value`. */
  readonly heard: number | undefined
  /** Where the whole lies with a probability of at least 90 %, whatever the unheard think; holds `interval`. */
  readonly bounds: Interval
  /** Until when the coverage stays at `settings.account.leastCoverage` if nobody is heard; absent where it is below, or never will be. */
  readonly goodUntil?: Instant
  /** The sentiment held down by those who can say no; its numbers are `undefined` without `value`, and where no seat was heard. */
  readonly vetoAware: VetoAwareSentiment
  /** The sentiment of each class of roles that anybody holds. */
  readonly byClass: { readonly [Class in RoleClass]?: ClassSentiment }
  /** How much better users like us than deciders do; `undefined` unless both were heard. */
  readonly divergence: Divergence | undefined
  /** The same, level by level. */
  readonly tree: SentimentNode
}

/**
 * A sentiment in which no number of content people outweighs one who can say no. All but `cappedByUnheard` is `undefined` where the account
 * has no value or nobody with a seat was heard.
 */
export interface VetoAwareSentiment {
  /** `(1 - beta)` times the account's sentiment plus `beta` times the bar, -1..1. */
  readonly value: number | undefined
  /** Both parts at the lower and at the upper end of their own 90 % intervals, as wide as to hold the value, within -1..1. */
  readonly interval: Interval | undefined
  /** The highest bar that the committee clears with the sentiments as expected. */
  readonly bar: number | undefined
  /** Whose sentiment the bar is: raise it, and the score may rise. */
  readonly cappedBy: string | undefined
  /** Whether that person was never heard, so that the bar is the prior's. */
  readonly cappedByUnheard: boolean
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
 * divergence?.value //=> 1.1009
 * divergence?.interval //=> [0.7667, 1.4351]
 */
export function accountSentiment(snapshot: Snapshot): AccountSentiment {
  return measured('accountSentiment', snapshot, measureAccountSentiment)
}

function measureAccountSentiment(s: Snapshot): AccountSentiment {
  const { mean, value, state, tree } = wholeOf(s)
  const { coverage, sd, shareHeard } = tree
  const isGiven = value !== undefined
  const heard = heardParts(s, partsOfAll(s))
  const heardSum = meanOfSum(s, heard)
  const unheard = 1 - shareHeard
  const reach: Interval = [mean - NINETY_PERCENT * sd, mean + NINETY_PERCENT * sd]
  const heardReach = NINETY_PERCENT * Math.sqrt(varianceOfSum(s, heard)) + unheard
  const { byClass, divergence } = classSentiments(s)
  const until = goodUntil(s, coverage, s.settings.account.leastCoverage)
  return {
    value,
    sd,
    interval: isGiven ? cut(reach, SENTIMENT) : undefined,
    coverage,
    probabilityFavourable: isGiven ? probabilityFavourable(mean, sd) : undefined,
    state,
    shareHeard,
    heard: isGiven ? within(heardSum / shareHeard, SENTIMENT) : undefined,
    bounds: cut(holding(reach, [heardSum - heardReach, heardSum + heardReach]), SENTIMENT),
    ...(until !== undefined && { goodUntil: until }),
    vetoAware: isGiven ? vetoAware(s, mean, reach) : NO_BAR,
    byClass,
    divergence,
    tree: isGiven ? tree : { ...tree, value: undefined },
  }
}

const NO_BAR: VetoAwareSentiment = { value: undefined, interval: undefined, bar: undefined, cappedBy: undefined, cappedByUnheard: false }

function vetoAware(s: Snapshot, mean: number, [low, high]: Interval): VetoAwareSentiment {
  const seats = committee(s)
  if (!seats.known.some(known => known > 0)) return NO_BAR
  const beta = s.settings.decision.vetoWeight
  const { bar, cappedBy } = barOf(seats.rule, seats.means)
  const lowBar = barClearedWith(seats, 0.95, bar)
  const highBar = barClearedWith(seats, 0.05, bar)
  const value = (1 - beta) * mean + beta * bar
  // The bar of expected sentiments is not the median of the bar: of many who can say no, the lowest is likely to lie below its own
  // expectation.
  return {
    value: within(value, SENTIMENT),
    interval: cut(holding([value, value], [(1 - beta) * low + beta * lowBar, (1 - beta) * high + beta * highBar]), SENTIMENT),
    bar,
    cappedBy,
    cappedByUnheard: at(seats.known, seats.rule.players.indexOf(cappedBy)) === 0,
  }
}
