import { clusteredMean, pairedDifference, type ScoreEstimate } from '../math/pairedDifference.js'
import { foldsOf, outOfFold } from '../math/refitted.js'
import type { DecisionKind } from '../model/decision.js'
import { groupedBy } from '../support/grouping.js'
import type { Interval } from '../support/interval.js'
import { itemAt } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import type { Judged } from './bins.js'
import { USUAL_SCORES } from './rivals.js'

/** A forecast of ours beside what its rivals go by. */
export interface Contest extends Judged {
  readonly kind: DecisionKind
  /** The usual scores, and after them those of one's own, in their order; `undefined` where there was none. */
  readonly scores: readonly (number | undefined)[]
}

/** What others would have forecast of the same decisions, and whether ours is better. */
export interface Rival {
  /**
   * `meanOfLatest`, `decidersOnly`, `signatory` and `nps` go by the latest reading of each person, of each decider, of the economic buyer,
   * and by the share of readings of at least 0.75 less that of at most 0.25; `kindRate` and `baseRate` by the share won of the kind and of all;
   * `oursRefitted` is ours, refitted; others are scores of your own.
   */
  readonly name: string
  /** The score of its forecasts, each made out of fold from its numbers as `refitted` makes them. */
  readonly brier: ScoreEstimate
  /** Its score less ours: above 0 ours is better. */
  readonly difference: ScoreEstimate & {
    /** 90 %. */
    readonly interval: Interval
  }
  /** Whether ours is better: `yes` when the interval lies above 0, `no` when it lies below, otherwise `unclear`. */
  readonly better: 'yes' | 'no' | 'unclear'
}

/** No probability counts as nearer to 0 or 1 when ours is refitted on its log odds. */
const LEAST_PROBABILITY = 1e-6

/** Every rival of forecasts from at least two accounts. */
export function rivalsOf(contests: readonly Contest[], ownNames: readonly string[]): Rival[] {
  const folds = foldsOf(contests)
  const byScore = (scoreOf: (contest: Contest) => number | undefined): number[] =>
    outOfFold(
      contests.map(each => ({ account: each.account, came: each.came, score: scoreOf(each) })),
      folds,
    )
  const usual = USUAL_SCORES.map(([name], i) => [name, byScore(({ scores }) => scores[i])] as const)
  const own = ownNames.map((name, i) => [name, byScore(({ scores }) => scores[USUAL_SCORES.length + i])] as const)
  const all = [
    ...usual,
    ['kindRate', byKind(contests, folds)] as const,
    ['baseRate', byScore(() => undefined)] as const,
    ['oursRefitted', byScore(({ probability }) => logOdds(probability))] as const,
    ...own,
  ]
  return all.map(([name, chances]) => rivalOf(name, chances, contests))
}

/** The rival with the best score, of equal ones the first; ours refitted is none. */
export function bestOf(rivals: readonly Rival[]): Rival {
  const [first, ...others] = rivals.filter(({ name }) => name !== 'oursRefitted')
  if (first === undefined) throw new TypeError('there is always a rival')
  return others.reduce((best, each) => (each.brier.value < best.brier.value ? each : best), first)
}

/** The share won of the same kind in the other folds. */
function byKind(contests: readonly Contest[], folds: readonly number[]): number[] {
  const placed = contests.map(({ account, came, kind }, place) => ({ account, came, kind, place, fold: itemAt(folds, place) }))
  const chances = [...groupedBy(placed, ({ kind }) => kind).values()].flatMap(own => {
    const found = outOfFold(
      own.map(({ account, came }) => ({ account, came })),
      own.map(({ fold }) => fold),
    )
    return own.map(({ place }, i) => ({ place, chance: itemAt(found, i) }))
  })
  return chances.sort((a, b) => a.place - b.place).map(({ chance }) => chance)
}

function rivalOf(name: string, chances: readonly number[], contests: readonly Contest[]): Rival {
  const accounts = contests.map(({ account }) => account)
  const ours = contests.map(({ probability, came }) => (probability - came) ** 2)
  const theirs = contests.map(({ came }, i) => (itemAt(chances, i) - came) ** 2)
  const difference = pairedDifference(ours, theirs, accounts)
  const reach = NINETY_PERCENT * difference.standardError
  const [low, high] = [difference.value - reach, difference.value + reach]
  return {
    name,
    brier: clusteredMean(theirs, accounts),
    difference: { ...difference, interval: [low, high] },
    better: low > 0 ? 'yes' : high < 0 ? 'no' : 'unclear',
  }
}

function logOdds(probability: number): number {
  const held = Math.min(Math.max(probability, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY)
  return Math.log(held / (1 - held))
}
