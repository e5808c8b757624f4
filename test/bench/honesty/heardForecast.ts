import { accountSentiment, decisionOutlook, power, type Settings, snapshot } from 'account-village'
import { estimateOf, meanOf, shareWhere } from '../statistics.js'
import { passes } from './drawnVillage.js'
import { type HeardAccount, VOTE_DAY } from './heardAccount.js'

/** How far what was said of an account is from what is true. */
export interface Scored {
  /** The squared error of the chance of yes. */
  readonly loss: number
  /** Whether the 90 % interval of the account's sentiment holds. */
  readonly holds: boolean
}

/** What is said of accounts on the day of the vote, judged by what is true. */
export function scored(accounts: readonly HeardAccount[], settings: Settings): Scored[] {
  return accounts.map(({ village, thinks }) => {
    const s = snapshot(village, VOTE_DAY, { settings })
    const truth = power(s).reduce((sum, { stakeholder, share }) => sum + share * thinks(stakeholder), 0)
    const { interval: [low, high] = [-1, 1] } = accountSentiment(s)
    const said = decisionOutlook(s).probabilityOfYes ?? Number.NaN
    return { loss: (said - Number(passes(s, thinks))) ** 2, holds: low <= truth && truth <= high }
  })
}

/** The Brier score, and how often the interval holds. */
export function brierAndHolding(all: readonly Scored[]): string {
  return `${meanOf(all.map(({ loss }) => loss)).toFixed(4)}, ${holding(all)}`
}

/** By how much the Brier score is smaller, with the standard error of the paired difference, and how often the interval holds then. */
export function gainAndHolding(before: readonly Scored[], after: readonly Scored[]): string {
  const { value, error } = estimateOf(before.map(({ loss }, i) => loss - (after[i]?.loss ?? Number.NaN)))
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)} ± ${error.toFixed(4)}, ${holding(after)}`
}

function holding(all: readonly Scored[]): string {
  return `${(100 * shareWhere(all, ({ holds }) => holds)).toFixed(0)} %`
}
