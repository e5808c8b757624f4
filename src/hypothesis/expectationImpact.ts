import { accountObjective, decisionObjective, seatedBeliefs } from '../account/objective.js'
import type { Money } from '../model/account.js'
import { sentimentState } from '../sentiment/state.js'
import type { Instant } from '../support/instants.js'
import { at } from '../support/linear.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { shiftsOf, swayIf } from './contagion.js'

/** How the account is, or would be, with an expectation met or missed. */
export interface ExpectationOutcome {
  /** The expected sentiment of the account, -1..1. */
  readonly accountSentiment: number
  /** The probability that the decision in view falls in our favour, 0..1, on the day of the vote; absent without an open decision in view. */
  readonly probabilityOfYes?: number
  /** The value of the decision in view times the probability of no; absent when it has no value or has fallen. */
  readonly revenueAtRisk?: Money
}

/** What hangs on an expectation. */
export interface ExpectationImpact {
  /** The id of the expectation. */
  readonly expectation: string
  /** Whose it is. */
  readonly stakeholder: string
  /** What they expect, in their words. */
  readonly statement: string
  /** The latest state recorded, `open` where none was; those that are met are not listed. */
  readonly state: 'open' | 'missed'
  /** When it is due; absent where no day was named. */
  readonly dueAt?: Instant
  /** How the account would be if it were met now. */
  readonly ifMet: ExpectationOutcome
  /** For one that is missed, how the account is now. */
  readonly ifMissed: ExpectationOutcome
  /** What meeting it is worth beside missing it: `ifMet` less `ifMissed`, the money at risk the other way round. */
  readonly difference: ExpectationOutcome
}

/**
 * What meeting or missing each expectation that is open, or missed, would do to the account's sentiment, the chance of yes and the money;
 * the dearest first.
 *
 * The expectations of people who have left are left out. `whatIf` says how an expectation moves sentiments.
 *
 * @example
 * import { createVillage, expectationImpact, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *   expectations: [{ id: 'e1', stakeholder: 'bo', statement: 'live by May', importance: 0.8, status: [] }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new' }],
 * })
 * const [impact] = expectationImpact(snapshot(village, '2026-03-02'))
 * impact?.ifMet.probabilityOfYes //=> 0.5948
 * impact?.ifMissed.probabilityOfYes //=> 0.2946
 */
export function expectationImpact(snapshot: Snapshot): readonly ExpectationImpact[] {
  return measured('expectationImpact', snapshot, measureExpectationImpact)
}

function measureExpectationImpact(s: Snapshot): readonly ExpectationImpact[] {
  const present = new Set(s.stakeholders.map(({ id }) => id))
  const impacts = s.expectations.flatMap((expectation): ExpectationImpact[] => {
    const { id, stakeholder, statement, status, dueAt } = expectation
    const state = status.at(-1)?.state ?? 'open'
    if (state === 'met' || !present.has(stakeholder)) return []
    const ifMet = outcomeIf(s, stakeholder, swayIf(s, expectation, 'met'))
    const ifMissed = outcomeIf(s, stakeholder, swayIf(s, expectation, 'missed'))
    const difference = less(ifMet, ifMissed)
    return [{ expectation: id, stakeholder, statement, state, ...(dueAt !== undefined && { dueAt }), ifMet, ifMissed, difference }]
  })
  const dear = ({ difference }: ExpectationImpact): number => Math.abs(difference.probabilityOfYes ?? difference.accountSentiment)
  return impacts.sort((a, b) => dear(b) - dear(a) || compareText(a.expectation, b.expectation))
}

/** How the account would be if somebody were swayed by so much; `whatIf` says the same, and takes as long as all that it says. */
function outcomeIf(s: Snapshot, stakeholder: string, by: number): ExpectationOutcome {
  const { index } = sentimentState(s)
  const shifts = by === 0 ? [] : shiftsOf(s, stakeholder, by)
  const { means, accountSentiment } = remembered(s, asItIs)
  const account = accountObjective(s).direction
  const before = shifts.map(shift => {
    const place = index.get(shift.stakeholder) ?? -1
    const mean = at(means, place)
    means[place] = mean + shift.amount
    return { place, mean, gained: shift.amount * at(account, place) }
  })
  const probabilityOfYes = decisionObjective(s)?.value(means)
  for (const { place, mean } of before) means[place] = mean
  const value = s.decision?.value
  return {
    accountSentiment: before.reduce((sum, { gained }) => sum + gained, accountSentiment),
    ...(probabilityOfYes !== undefined && { probabilityOfYes }),
    ...(probabilityOfYes !== undefined &&
      value !== undefined && { revenueAtRisk: { amount: value.amount * (1 - probabilityOfYes), currency: value.currency } }),
  }
}

/** Everybody's sentiment, which is moved and moved back, and that of the account, which is a weighted sum of them. */
function asItIs(s: Snapshot): { readonly means: Float64Array; readonly accountSentiment: number } {
  const { means } = seatedBeliefs(s)
  return { means: means.slice(), accountSentiment: accountObjective(s).value(means) }
}

function less(met: ExpectationOutcome, missed: ExpectationOutcome): ExpectationOutcome {
  const [saved, lost] = [met.revenueAtRisk, missed.revenueAtRisk]
  const [ifMet, ifMissed] = [met.probabilityOfYes, missed.probabilityOfYes]
  return {
    accountSentiment: met.accountSentiment - missed.accountSentiment,
    ...(ifMet !== undefined && ifMissed !== undefined && { probabilityOfYes: ifMet - ifMissed }),
    ...(saved !== undefined && lost !== undefined && { revenueAtRisk: { amount: lost.amount - saved.amount, currency: saved.currency } }),
  }
}
