import { type RevenueAtRisk, revenueAtRisk } from '../decision/revenueAtRisk.js'
import { InvalidArgumentError } from '../errors.js'
import type { Account } from '../model/account.js'
import { checkNumbers } from '../support/finite.js'
import type { Interval } from '../support/interval.js'
import { checkGiven, makeFrom } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type AccountSentiment, accountSentiment } from './accountSentiment.js'

/** What `rollUp` reads of an account; a report of `accountReport` is one. */
export interface RollUpFigures {
  /** Its `id`, `name` and `parent` are read, and its `annualRevenue` where accounts weigh by revenue. */
  readonly account: Account
  /** As `accountSentiment` gives it. */
  readonly sentiment: Pick<AccountSentiment, 'value' | 'sd' | 'coverage' | 'shareHeard' | 'bounds' | 'tree'>
  /** As `revenueAtRisk` gives it: the sums per currency, and the decisions that are in none. */
  readonly revenueAtRisk: Pick<RevenueAtRisk, 'amounts' | 'omitted'>
}

/** The figures of an account, by its snapshot or as given. */
export function figuresOf(of: Snapshot | RollUpFigures, where: string, path: string): RollUpFigures {
  return makeFrom(where, path, of, () => figuresIn(of, where, path))
}

function figuresIn(of: Snapshot | RollUpFigures, where: string, path: string): RollUpFigures {
  if (isFigures(of)) {
    checkNumbers(where, of)
    const { value = 0, sd, coverage, shareHeard, bounds, tree } = of.sentiment
    const { amounts, omitted } = of.revenueAtRisk
    const { amount: revenue = 0 } = of.account.annualRevenue ?? {}
    // By place: a list that was stored may have come back as something else.
    const ends = (span: Interval): number[] => [span[0], span[1]]
    const money = [revenue, ...amounts.flatMap(sum => [sum.amount, ...ends(sum.range), ...ends(sum.interval)])]
    if (
      typeof of.account.id === 'string' &&
      of.account.annualRevenue !== null &&
      money.every(Number.isFinite) &&
      omitted.every(({ decision }) => typeof decision === 'string') &&
      [value, sd, coverage, shareHeard, ...ends(bounds), tree.contribution].every(Number.isFinite)
    )
      return of
    const message = 'lacks its account or a number of its sentiment. accountReport(snapshot) gives one.'
    throw new InvalidArgumentError(where, [{ path, message, code: 'invalidArgument' }])
  }
  checkGiven(where, of, ['snapshot', 'report'], path)
  return { account: of.account, sentiment: accountSentiment(of), revenueAtRisk: revenueAtRisk(of) }
}

function isFigures(of: Snapshot | RollUpFigures): of is RollUpFigures {
  return typeof of === 'object' && of !== null && 'sentiment' in of
}
