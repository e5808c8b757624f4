import { committeeAtVote } from '../decision/committee.js'
import { type DecisionOutlook, decisionOutlook } from '../decision/outlook.js'
import type { Money } from '../model/account.js'
import type { Finding } from '../risk/finding.js'
import { days } from '../sentiment/readings.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { compareText } from '../support/order.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'

/** How a decision is likely to end, without what the answer of each person means for it. */
export interface OutlookSummary extends Omit<DecisionOutlook, 'byStakeholder' | 'afterDeliberation'> {
  /** How much of what is known now will have faded on the day of the vote, 0..1. */
  readonly faded: number
}

/** The same of a decision that is open. */
export interface OpenDecisionOutlook extends OutlookSummary {
  /** The id of the decision, as in `Village.decisions`. */
  readonly decision: string
  /** The name of the decision, as shown to people. */
  readonly name: string
  /** What it is worth to us. */
  readonly value?: Money
  /** The seats among `unheard` whose holder has left or will have left by the vote, in order of id. */
  readonly vacant: readonly string[]
  /** Everybody with a seat of whom little is left of what was heard, in order of id, and the days since they were last heard. */
  readonly stale: readonly { readonly stakeholder: string; readonly days: number }[]
}

/** The outlook of the decision in view in short. */
export function outlookSummary(s: Snapshot): OutlookSummary {
  const { halfLifeDays } = s.settings.sentiment
  const outlook = decisionOutlook(s)
  // One by one, because to spread it would simulate the deliberation.
  const fields = FIELDS.flatMap(field => (outlook[field] === undefined ? [] : [[field, outlook[field]] as const]))
  const { state, unheard, agedDays = 0 } = outlook
  return { ...Object.fromEntries(fields), state, unheard, faded: 1 - 2 ** (-agedDays / halfLifeDays) }
}

const FIELDS = [
  'decision',
  'outcome',
  'decidedAt',
  'daysLeft',
  'agedDays',
  'stillFalls',
  'probabilityOfYes',
  'range',
  'interval',
  'revenueAtRisk',
  'basis',
  'ifVotedToday',
] as const satisfies readonly (keyof OutlookSummary)[]

/** The outlook of each open decision in short, or of the one that was named. */
export function openOutlooks(s: Snapshot): readonly OpenDecisionOutlook[] {
  return openDecisions(s).map(decision => {
    const view = inViewOf(s, decision)
    const { name = '', value } = view.decision ?? {}
    return {
      ...outlookSummary(view),
      decision,
      name,
      ...(value !== undefined && { value }),
      vacant: vacantSeats(view),
      stale: staleSeats(view),
    }
  })
}

function vacantSeats(s: Snapshot): OpenDecisionOutlook['vacant'] {
  const { rule, places } = committeeAtVote(s)
  return rule.players.filter((_, i) => places[i] === undefined).sort(compareText)
}

function staleSeats(s: Snapshot): OpenDecisionOutlook['stale'] {
  const sentiments = sentimentsByStakeholder(s)
  return decisionOutlook(s).byStakeholder.flatMap(({ stakeholder, known }) => {
    const heardAt = sentiments.get(stakeholder)?.lastHeardAt
    return known > 0 && known < 1 && heardAt !== undefined ? [{ stakeholder, days: Math.floor(days(s.agedTo) - days(heardAt)) }] : []
  })
}

/**
 * Whether a reader may be shown the chance of yes as one number with its interval: it rests on what was heard, and less than half of that will
 * have faded by the vote.
 */
export function isFirm({ basis, faded }: Pick<OutlookSummary, 'basis' | 'faded'>): boolean {
  return basis === 'evidence' && isFresh({ faded })
}

/** Whether more than half of what is known now will still hold at the vote. */
export function isFresh({ faded }: Pick<OutlookSummary, 'faded'>): boolean {
  return faded < 0.5
}

/** What of a finding a reader may be shown: what it costs, and what it rests on. */
export type FirmFinding = Pick<Finding, 'revenueAtRisk' | 'evidence'>

/**
 * What of a finding a reader may be shown: an amount, and chances among what it rests on, only where the chance of yes of its decision may be
 * told. A finding that stands alone has an amount only where that chance rests on evidence.
 */
export function firmFinding({ decision, revenueAtRisk, evidence }: Finding, outlooks?: readonly OpenDecisionOutlook[]): FirmFinding {
  const outlook = outlooks?.find(each => each.decision === decision)
  const mayBeTold = outlooks === undefined ? revenueAtRisk !== undefined : outlook !== undefined && isFirm(outlook)
  if (mayBeTold) return { evidence, ...(revenueAtRisk !== undefined && { revenueAtRisk }) }
  return { evidence: evidence.filter(({ measure }) => !CHANCES.has(measure)) }
}

/** What findings rest on that are chances of yes or of no. */
const CHANCES: ReadonlySet<string> = new Set(['decisionOutlook.share', 'decisionOutlook.pivotality'])
