import { type BlockingCoalitions, blockingCoalitionsOf } from '../math/blocking.js'
import { type VotingPowers, votingPowerOf } from '../math/voting.js'
import { measure } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { decidingRule } from './rule.js'

/**
 * Everybody's power under the rule of the decision in view, by the classical indices.
 *
 * @see `votingPower` of `account-village/math` for the indices, their sources and their limits, and for a rule of its own
 * @throws LimitExceededError for a rule beyond `RULE_LIMITS`
 * @example
 * import { createVillage, snapshot, votingPower } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }] })
 * votingPower(snapshot(village, '2026-03-02')).players.get('ann')?.banzhaf //=> 0
 */
export const votingPower: (snapshot: Snapshot) => VotingPowers = measure('votingPower', s => votingPowerOf(decidingRule(s).rule))

/**
 * The smallest groups that can stop the decision in view.
 *
 * @see `blockingCoalitions` of `account-village/math` for how they are found, and for a rule of its own
 */
export const blockingCoalitions: (snapshot: Snapshot) => BlockingCoalitions = measure('blockingCoalitions', s =>
  blockingCoalitionsOf(decidingRule(s).rule),
)
