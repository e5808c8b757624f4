import { type BlockingCoalitions, blockingCoalitionsOf } from '../math/blocking.js'
import { type VotingPowers, votingPowerOf } from '../math/voting.js'
import { measured } from '../village/given.js'
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
 * votingPower(snapshot(village, '2026-03-02')).players[0] //=> { stakeholder: 'ann', shapleyShubik: 0, banzhaf: 0, banzhafAbsolute: 0, preventive: 0, initiative: 0, veto: false }
 */
export function votingPower(snapshot: Snapshot): VotingPowers {
  return measured('votingPower', snapshot, measureVotingPower)
}

function measureVotingPower(s: Snapshot): VotingPowers {
  return votingPowerOf(decidingRule(s).rule)
}

/**
 * The smallest groups that can stop the decision in view.
 *
 * @see `blockingCoalitions` of `account-village/math` for how they are found, and for a rule of its own
 */
export function blockingCoalitions(snapshot: Snapshot): BlockingCoalitions {
  return measured('blockingCoalitions', snapshot, measureBlockingCoalitions)
}

function measureBlockingCoalitions(s: Snapshot): BlockingCoalitions {
  return blockingCoalitionsOf(decidingRule(s).rule)
}
