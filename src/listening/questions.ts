import { sortedByText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'

/** What interviews are to find out, and whether they have. */
export interface PlannedQuestion {
  /** The id of the account in which the question stands. */
  readonly account: string
  /** The id of the fact. */
  readonly id: string
  /** The plan of the interviews that are to answer it, as `Interview.plan`. */
  readonly plan: string
  /** What we want to know, in our words. */
  readonly question: string
  /** `dropped` when we gave up asking; one that was both answered and dropped is `answered`. */
  readonly state: 'open' | 'answered' | 'dropped'
  /** What was found out; absent unless it is answered. */
  readonly statement?: string
}

/** The questions of accounts, those of a plan or all, in order of account and id. */
export function questionsOf(accounts: readonly Snapshot[], plan?: string): readonly PlannedQuestion[] {
  return accounts.flatMap(s =>
    sortedByText(s.questions, ({ id }) => id)
      .filter(each => plan === undefined || each.plan === plan)
      .map(({ id, plan: own, question, answered, dropped }) => ({
        account: s.account.id,
        id,
        plan: own,
        question,
        state: answered !== undefined ? 'answered' : dropped !== undefined ? 'dropped' : 'open',
        ...(answered !== undefined && { statement: answered.statement }),
      })),
  )
}
