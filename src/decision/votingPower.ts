import { type BlockingCoalitions, blockingCoalitionsOf, blockingCoalitions as blockingInRule } from '../math/blocking.js'
import type { DecisionRule } from '../math/rule.js'
import { votingPower as powerInRule, type VotingPowers, votingPowerOf } from '../math/voting.js'
import { checkGiven, kindOf } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { decidingRule } from './rule.js'

/**
 * Everybody's power under a rule, or under the rule of the decision in view, by the classical indices.
 *
 * @throws what `votingPower` of `account-village/math` throws
 * @example
 * import { createVillage, snapshot, votingPower } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }] })
 * votingPower(snapshot(village, '2026-03-02')).players[1] //=> { stakeholder: 'ann', shapleyShubik: 0, banzhaf: 0, banzhafAbsolute: 0, preventive: 0, initiative: 0, veto: false }
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

function powerInView(s: Snapshot): VotingPowers {
  return remembered(s, computePowerInView)
}

function computePowerInView(s: Snapshot): VotingPowers {
  return votingPowerOf(decidingRule(s).rule)
}
function blockingInView(s: Snapshot): BlockingCoalitions {
  return remembered(s, computeBlockingInView)
}

function computeBlockingInView(s: Snapshot): BlockingCoalitions {
  return blockingCoalitionsOf(decidingRule(s).rule)
}

/** A village or a report is no rule either, and refused as what is no snapshot. */
function isSnapshot(source: string, of: DecisionRule | Snapshot): of is Snapshot {
  if (kindOf(of) === undefined) return false
  checkGiven(source, of)
  return true
}
