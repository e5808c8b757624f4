import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { answers, committee, committeeAtVote } from './committee.js'
import type { VetoBasis } from './rule.js'
import { isOpen, voteOn } from './vote.js'

/** Somebody who can stop the decision alone. */
export interface VetoHolder {
  /** The id of the person, or of the placeholder, who can. */
  readonly stakeholder: string
  /** Why they can: it was granted to them, their role has it, or the rule of the decision gives it to them. */
  readonly basis: VetoBasis
  /** Their sentiment; `undefined` when they were never heard, or have left. */
  readonly value: number | undefined
  /** The share of what could be known of it that is known, 0..1. */
  readonly reliability: number
  /** How far they count as heard, 0..1. */
  readonly known: number
  /** The probability that they say no on the day of the vote, 0..1; `undefined` without an open decision in view. */
  readonly probabilityOfNo: number | undefined
  /** When their last reading was taken; absent when they were never heard, or have left. */
  readonly lastHeardAt?: Instant
}

/**
 * Everyone who can kill the decision in view, whether or not they could ever make it, the likeliest no first.
 *
 * Besides vetoes granted and held by role these are all without whom the rule cannot pass. A placeholder is one of them when its role would
 * be.
 *
 * @example
 * import { createVillage, snapshot, vetoHolders } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'di', roles: ['legalCompliance'], veto: true }],
 *   observations: [{ stakeholder: 'di', at: '2026-03-02', sentiment: -0.2, via: 'meeting' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new' }],
 * })
 * vetoHolders(snapshot(village, '2026-03-02')).map(({ stakeholder, basis }) => [stakeholder, basis])
 * //=> [['di', 'granted'], ['?decider', 'role']]
 */
export function vetoHolders(snapshot: Snapshot): readonly VetoHolder[] {
  return measured('vetoHolders', snapshot, measureVetoHolders)
}

function measureVetoHolders(s: Snapshot): readonly VetoHolder[] {
  const seats = committee(s)
  const sentiments = sentimentsByStakeholder(s)
  const yes = isOpen(voteOn(s)) ? answers(committeeAtVote(s)) : undefined
  const holders = seats.rule.players.flatMap((stakeholder, i): VetoHolder[] => {
    const basis = seats.vetoes.get(stakeholder)
    if (basis === undefined) return []
    const sentiment = sentiments.get(stakeholder)
    const { lastHeardAt } = sentiment ?? {}
    return [
      {
        stakeholder,
        basis,
        value: sentiment?.value,
        reliability: sentiment?.reliability ?? 0,
        known: at(seats.known, i),
        probabilityOfNo: yes === undefined ? undefined : 1 - at(yes, i),
        ...(lastHeardAt !== undefined && { lastHeardAt }),
      },
    ]
  })
  return holders.sort((a, b) => (b.probabilityOfNo ?? 0) - (a.probabilityOfNo ?? 0) || compareText(a.stakeholder, b.stakeholder))
}
