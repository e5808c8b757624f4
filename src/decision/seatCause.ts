import { seatSharesOf } from '../math/seatShares.js'
import { reliabilitiesOf } from '../sentiment/known.js'
import { lastOwnWords } from '../sentiment/ownWords.js'
import { sentimentState } from '../sentiment/state.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { answers, type Committee, committee, thresholdFor } from './committee.js'

/**
 * Why a seat may still say no: `unheard`: nothing was heard of whoever holds it, or nobody known does; `against`: they would rather say no today,
 * or said so themselves last; `stale`: little is left of what was heard; `favourable`: they are for it, which may still change.
 */
export type SeatCause = 'unheard' | 'against' | 'stale' | 'favourable'

/** The cause of each seat, in the order of the rule's players, for those who decide at the vote and their answers of today. */
export function causesOf(s: Snapshot, then: Committee): readonly SeatCause[] {
  const now = committee(s)
  const today = answers(now)
  const { heard } = sentimentState(s)
  return then.rule.players.map((player, i) => {
    const place = then.places[i]
    if (place === undefined || !heard.has(player)) return 'unheard'
    const isStale = at(reliabilitiesOf(s), place) < s.settings.account.staleReliability
    if (at(today, i) < 0.5 || (!isStale && lastSaidNo(s, player))) return 'against'
    return isStale ? 'stale' : 'favourable'
  })
}

/** Whether somebody's last own word lies below their threshold by its own error or more. */
export function lastSaidNo(s: Snapshot, stakeholder: string): boolean {
  const said = lastOwnWords(s).get(stakeholder)
  const place = s.stakeholders.findIndex(({ id }) => id === stakeholder)
  return said !== undefined && said.value <= thresholdFor(s, place) - Math.sqrt(said.ownVariance)
}

/** How much of the probability of a no would hang on each seat if the vote were today. */
export function sharesToday(s: Snapshot): ReadonlyMap<string, number> {
  return remembered(s, computeSharesToday)
}

function computeSharesToday(s: Snapshot): ReadonlyMap<string, number> {
  const now = committee(s)
  const shares = seatSharesOf(now.rule, answers(now))
  return new Map(now.rule.players.map((player, i) => [player, at(shares, i)]))
}
