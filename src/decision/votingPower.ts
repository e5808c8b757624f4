import { type BlockingCoalitions, blockingCoalitionsOf, blockingCoalitions as blockingInRule } from '../math/blocking.js'
import type { DecisionRule } from '../math/rule.js'
import { votingPower as powerInRule, type VotingPowers, votingPowerOf } from '../math/voting.js'
import { memoised } from '../support/memo.js'
import { checkGiven, kindOf } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { decidingRule } from './rule.js'

/**
 * Everybody's power under a rule, or under the rule of the decision in view, by the classical indices.
 *
 * @throws what `votingPower` of `account-village/math` throws
 * @example
 * import { createVillage, snapshot, votingPower } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }] })
 * votingPower(snapshot(village, '2026-03-02')).players.get('ann')?.banzhaf //=> 0
 */
export function votingPower(of: DecisionRule | Snapshot): VotingPowers {
  return isSnapshot('votingPower', of) ? powerInView(of) : powerInRule(of)
}

/**
 * The smallest groups that can stop a decision, under a rule or under the rule of the decision in view.
 *
 * @throws what `blockingCoalitions` of `account-village/math` throws
 */
export function blockingCoalitions(of: DecisionRule | Snapshot): BlockingCoalitions {
  return isSnapshot('blockingCoalitions', of) ? blockingInView(of) : blockingInRule(of)
}

const powerInView = memoised((s: Snapshot): VotingPowers => votingPowerOf(decidingRule(s).rule))
const blockingInView = memoised((s: Snapshot): BlockingCoalitions => blockingCoalitionsOf(decidingRule(s).rule))

/** A village or a report is no rule either, and refused as what is no snapshot. */
function isSnapshot(source: string, of: DecisionRule | Snapshot): of is Snapshot {
  if (kindOf(of) === undefined) return false
  checkGiven(source, of)
  return true
}
