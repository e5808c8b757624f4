import { type RevenueAtRisk, revenueAtRisk } from '../decision/outlook.js'
import { InvalidArgumentError } from '../errors.js'
import type { Account } from '../model/account.js'
import { checkNumbers } from '../support/finite.js'
import { checkGiven, toldOf } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type AccountSentiment, accountSentiment } from './accountSentiment.js'

/** Where an account stands; a report of `accountReport` is one. */
export interface AccountStanding {
  readonly account: Account
  readonly sentiment: Pick<AccountSentiment, 'sd' | 'coverage' | 'tree'>
  readonly revenueAtRisk: Pick<RevenueAtRisk, 'amount' | 'currency'>
}

/** Where an account stands, by its snapshot or as given. */
export function standingOf(of: Snapshot | AccountStanding, where: string, path: string): AccountStanding {
  return toldOf(where, path, of, () => standingIn(of, where, path))
}

function standingIn(of: Snapshot | AccountStanding, where: string, path: string): AccountStanding {
  if (isStanding(of)) {
    checkNumbers(where, of)
    const { sd, coverage, tree } = of.sentiment
    if (typeof of.account.id === 'string' && [sd, coverage, tree?.contribution].every(Number.isFinite)) return of
    const message = 'lacks its account or a number of its sentiment. accountReport(snapshot) gives one.'
    throw new InvalidArgumentError(where, [{ path, message, code: 'invalidArgument' }])
  }
  checkGiven(where, of, ['snapshot', 'report'], path)
  return { account: of.account, sentiment: accountSentiment(of), revenueAtRisk: revenueAtRisk(of) }
}

function isStanding(of: Snapshot | AccountStanding): of is AccountStanding {
  return typeof of === 'object' && of !== null && 'sentiment' in of
}
