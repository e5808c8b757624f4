import { blockingCoalitions } from '../decision/votingPower.js'
import type { BlockingCoalitions } from '../math/blocking.js'
import type { Snapshot } from '../village/snapshot.js'

/** So many coalitions a report lists; a majority of twenty has more than a hundred thousand. */
const MOST_COALITIONS = 50

/** The smallest of the groups that can stop the decision, as many as a report lists. */
export function smallestCoalitions(s: Snapshot): BlockingCoalitions {
  const { coalitions, complete } = blockingCoalitions(s)
  return { coalitions: coalitions.slice(0, MOST_COALITIONS), complete: complete && coalitions.length <= MOST_COALITIONS }
}
