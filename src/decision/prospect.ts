import { extensionOf } from '../math/extension.js'
import type { Money } from '../model/account.js'
import { holding, type Interval } from '../support/interval.js'
import { at, vector } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import type { Snapshot } from '../village/snapshot.js'
import { rememberedOf } from '../village/work.js'
import { answers, type Committee, committeeAtVote, givenSentiment, passing } from './committee.js'
import { isOpen, type Vote, voteOn } from './vote.js'

/** On what a chance of yes rests: what was heard, mostly the prior, or the prior alone. */
export type OutlookBasis = 'evidence' | 'mostlyPrior' | 'priorOnly'

/** How a decision would end on one day. */
export interface Prospect {
  /** The probability that the decision falls in our favour, 0..1. */
  readonly probabilityOfYes: number
  /** The same if everybody unheard said no, and if they said yes; who is stale counts in part. */
  readonly range: Interval
  /** As wide as to hold `range`, and the probability if the account's sentiment is at either end of its 90 % interval. */
  readonly interval: Interval
  /** The value of the decision times the probability of no; absent when the decision has no value. */
  readonly revenueAtRisk?: Money
}

/** The chance that the decision in view falls in our favour, as `decisionOutlook` says it, alone; `undefined` without an open one in view. */
export function chanceOfYes(s: Snapshot): number | undefined {
  const vote = voteOn(s)
  return isOpen(vote) ? vote.stillFalls * passing(committeeAtVote(s)) : undefined
}

/** What a committee would decide so many days from now. */
export function prospect(s: Snapshot, seats: Committee, { agedDays, stillFalls }: Pick<Vote, 'agedDays' | 'stillFalls'>): Prospect {
  const probabilityOfYes = stillFalls * passing(seats)
  const [low, high] = rememberedOf(s, seats, heardRange)
  const range: Interval = [stillFalls * low, stillFalls * high]
  const swayed = (deviations: number): Interval => {
    const chance = stillFalls * passing(givenSentiment(s, seats, agedDays, deviations))
    return [chance, chance]
  }
  const value = s.decision?.value
  return {
    probabilityOfYes,
    range,
    interval: holding(range, swayed(-NINETY_PERCENT), swayed(NINETY_PERCENT)),
    ...(value !== undefined && { revenueAtRisk: { amount: value.amount * (1 - probabilityOfYes), currency: value.currency } }),
  }
}

/** The probability that the rule passes if everybody unheard says no, and if they say yes. */
function heardRange(seats: Committee): Interval {
  const yes = answers(seats)
  const { known, rule } = seats
  const allNo = vector(yes.length, i => at(known, i) * at(yes, i))
  const allYes = vector(yes.length, i => at(known, i) * at(yes, i) + 1 - at(known, i))
  const own = extensionOf(rule).probability(yes)
  // The sums of the three differ in the last digit.
  return holding([own, own], [extensionOf(rule).probability(allNo), extensionOf(rule).probability(allYes)])
}

/** Above this width of the range most of a chance is the prior's. */
const WIDE = 0.5

/** On what the chance of a committee rests. */
export function basisOf(s: Snapshot, seats: Committee): OutlookBasis {
  if (!seats.known.some(known => known > 0)) return 'priorOnly'
  const [low, high] = rememberedOf(s, seats, heardRange)
  return high - low > WIDE ? 'mostlyPrior' : 'evidence'
}
