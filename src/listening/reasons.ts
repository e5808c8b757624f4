import { decisionOutlook, outlookByStakeholder } from '../decision/outlook.js'
import { powerByStakeholder } from '../influence/power.js'
import { days } from '../sentiment/readings.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Snapshot } from '../village/snapshot.js'

/** Why somebody should be heard, in a sentence without names. */
export function reasonFor(s: Snapshot, id: string, aim: 'account' | 'decision', share: number): string {
  const what = aim === 'account' ? "the account's sentiment" : 'the decision'
  return `${heardOf(s, id)}, ${weightOf(s, id, aim)}; hearing them settles ${inPercent(share)} of what is uncertain about ${what}.`
}

/** When somebody was last heard, in words that begin a sentence. */
export function heardOf(s: Snapshot, id: string): string {
  if (s.placeholders.includes(id)) return 'Nobody is known to be this yet'
  const { lastHeardAt } = sentimentsByStakeholder(s).get(id) ?? {}
  if (lastHeardAt === undefined) return 'Never heard'
  return `Last heard ${Math.max(0, Math.floor(days(s.agedTo) - days(lastHeardAt)))} days ago`
}

function weightOf(s: Snapshot, id: string, aim: 'account' | 'decision'): string {
  const seat = aim === 'decision' && isFirm(s) ? outlookByStakeholder(s).get(id) : undefined
  if (seat?.pivotality !== undefined) return `and from their no to their yes the chance rises by ${inPercent(seat.pivotality)}`
  return `and theirs is ${inPercent(powerByStakeholder(s).get(id)?.share ?? 0)} of all power`
}

/** Whether the chance of yes rests on what was heard and will not mostly have faded by the vote, so that it may be told in percent. */
export function isFirm(s: Snapshot): boolean {
  const { basis, agedDays = 0 } = decisionOutlook(s)
  return basis === 'evidence' && agedDays < s.settings.sentiment.halfLifeDays
}

/** A share in percent; what is not nothing is not written as nothing. */
export function inPercent(share: number): string {
  const whole = Math.round(share * 100)
  return whole === 0 && share > 0 ? 'less than 1 %' : `${whole} %`
}
