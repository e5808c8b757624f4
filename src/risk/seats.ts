import { leavesBy } from '../decision/committee.js'
import { decisionOutlook, type StakeholderOutlookRow } from '../decision/outlook.js'
import { vetoHolders } from '../decision/vetoHolders.js'
import { isOpen, voteOn } from '../decision/vote.js'
import { rolesByPerson } from '../influence/authority.js'
import { powerByStakeholder } from '../influence/power.js'
import type { RoleClass } from '../model/role.js'
import { days } from '../sentiment/readings.js'
import { type SentimentRow, sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import type { Evidence } from './finding.js'

/** A seat in the decision in view. */
export interface Seat extends StakeholderOutlookRow {
  readonly hasVeto: boolean
  /** Whether it is that of a veto holder or a decider, or much hangs on it. */
  readonly isKey: boolean
  /** Whether nobody known holds it: a placeholder does, or a person who has left or will have left by the vote. */
  readonly isVacant: boolean
}

/** Every seat in the decision in view, in order of id. */
export function seatsIn(s: Snapshot): readonly Seat[] {
  return remembered(s, computeSeats)
}

function computeSeats(s: Snapshot): readonly Seat[] {
  const vetoes = new Set(vetoHolders(s).map(({ stakeholder }) => stakeholder))
  const power = powerByStakeholder(s)
  const placeholders = new Set(s.placeholders)
  const vote = voteOn(s)
  return decisionOutlook(s).byStakeholder.map(row => {
    const { stakeholder, pivotality = 0 } = row
    const hasVeto = vetoes.has(stakeholder)
    const person = s.stakeholders.find(({ id }) => id === stakeholder)
    return {
      ...row,
      hasVeto,
      isKey: hasVeto || power.get(stakeholder)?.class === 'decider' || pivotality >= s.settings.risk.keySeat,
      isVacant: person === undefined || placeholders.has(stakeholder) || leavesBy(person, vote),
    }
  })
}

/** Whether an open decision is in view. */
export function hasVote(s: Snapshot): boolean {
  return isOpen(voteOn(s))
}

/** The days since an instant, below 0 when it lies ahead. */
export function daysSince(s: Snapshot, instant: Instant): number {
  return days(s.agedTo) - days(instant)
}

/** The people who are champions in the decision in view. */
export function championsIn(s: Snapshot): ReadonlySet<string> {
  return new Set([...rolesByPerson(s)].flatMap(([id, roles]) => (roles.has('champion') ? [id] : [])))
}

/** What is known of somebody's sentiment, as evidence. */
export function sentimentEvidence(s: Snapshot, stakeholder: string): Evidence {
  const { value, lastHeardAt }: Partial<SentimentRow> = sentimentsByStakeholder(s).get(stakeholder) ?? {}
  return {
    measure: 'sentiments',
    value: value ?? 'neverHeard',
    stakeholder,
    ...(value !== undefined && lastHeardAt !== undefined && { at: lastHeardAt }),
  }
}

/** A number of a seat as evidence, where the chance of yes rests on evidence; the prior's would mislead. */
export function seatEvidence(s: Snapshot, stakeholder: string, measure: string, value: number | undefined): Evidence[] {
  return value === undefined || decisionOutlook(s).basis !== 'evidence'
    ? []
    : [{ measure: `decisionOutlook.${measure}`, value, stakeholder }]
}

/** What to call somebody with a seat in a sentence, by what they are: not everybody with a voice in a decision decides it. */
export function seatWords(s: Snapshot, id: string): string {
  return SEAT_WORDS[powerByStakeholder(s).get(id)?.class ?? 'unknown']
}

export const SEAT_WORDS = {
  decider: 'a person who decides',
  gate: 'a gatekeeper whose voice counts in the decision',
  advocate: 'an advocate whose voice counts in the decision',
  user: 'a user whose voice counts in the decision',
  unknown: 'a person whose voice counts in the decision',
} as const satisfies { readonly [Class in RoleClass]: string }
