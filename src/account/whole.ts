import { SENTIMENT, within } from '../support/interval.js'
import type { Snapshot } from '../village/snapshot.js'
import { type SentimentNode, sentimentTree } from './tree.js'
import { type AccountVerdict, LEAST_EVIDENCE, verdictOf } from './verdict.js'
import { meanOfSum, partsOfAll } from './view.js'

/** What is believed of the account as a whole. */
export interface Whole {
  /** The expected sentiment, people never heard counting with the prior; outside -1..1 where what was heard is. */
  readonly mean: number
  /** The same within -1..1; `undefined` when nobody was heard or nothing of it is left. */
  readonly value: number | undefined
  readonly state: AccountVerdict
  readonly tree: SentimentNode
}

/** The sentiment of a whole account and what it amounts to, without classes and vetoes. */
export function wholeOf(s: Snapshot): Whole {
  const mean = meanOfSum(s, partsOfAll(s))
  const tree = sentimentTree(s)
  const { coverage, sd, shareHeard } = tree
  const isGiven = coverage >= LEAST_EVIDENCE && shareHeard > 0
  return {
    mean,
    value: isGiven ? within(mean, SENTIMENT) : undefined,
    state: isGiven ? verdictOf(mean, sd, coverage, s.settings.account) : 'insufficientSignal',
    tree,
  }
}
