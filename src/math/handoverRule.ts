import { evidenceOf, type HandoverEvent } from './handoverEvidence.js'
import { aged, probabilityOf, swaying } from './logOdds.js'

/** What a detector of hand-overs that may be taken back believes, and when it raises flags and takes them back. */
export interface HandoverRule {
  readonly hazardPerDay: number
  readonly withinDayCorrelation: number
  /** The probability at or above which it is flagged. */
  readonly up: number
  /** The probability at or below which a flag is taken back. */
  readonly down: number
}

/** Where a hand-over stands after some events. */
export interface HandoverState {
  /** The logarithm of the odds that it has happened. */
  readonly logOdds: number
  readonly day: number
  /** Whether it is flagged, and has not been taken back since. */
  readonly flagged: boolean
  /** Whether it ever was. */
  readonly everFlagged: boolean
  /** Where it stood before this day's events, and what those tell. */
  readonly before: { readonly logOdds: number; readonly day: number }
  readonly evidence: number
  readonly count: number
}

/**
 * Where a hand-over stands after more events, all of one moment. As long as it is not flagged power may pass at any time; once it is, power
 * may pass either way with the same hazard. Two thresholds far apart keep ambiguous evidence from flipping the flag.
 */
export function afterEvents(state: HandoverState | undefined, events: readonly HandoverEvent[], rule: HandoverRule): HandoverState {
  const now = events[0]?.day ?? Number.NaN
  const { logOdds, day, flagged = false, everFlagged = false } = state ?? { logOdds: Number.NEGATIVE_INFINITY, day: now }
  const sameDay = state !== undefined && Math.floor(state.day) === Math.floor(now)
  const before = sameDay ? state.before : { logOdds, day }
  const evidence = events.reduce((sum, event) => sum + evidenceOf(event), sameDay ? state.evidence : 0)
  const count = (sameDay ? state.count : 0) + events.length
  const prior = (flagged ? swaying : aged)(before.logOdds, now - before.day, rule.hazardPerDay)
  const after = prior + evidence / (1 + (count - 1) * rule.withinDayCorrelation)
  const probability = probabilityOf(after)
  const turned = flagged ? probability <= rule.down : probability >= rule.up
  const isFlagged = flagged !== turned
  return { logOdds: after, day: now, flagged: isFlagged, everFlagged: everFlagged || isFlagged, before, evidence, count }
}

/** The probability of a hand-over that stands so, some days after its last event. */
export function probabilityAfter({ logOdds, flagged }: HandoverState, days: number, hazardPerDay: number): number {
  return probabilityOf((flagged ? swaying : aged)(logOdds, days, hazardPerDay))
}
