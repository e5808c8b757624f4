import type { Money } from '../model/account.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'

/** How grave a finding is. */
export type Severity = 'info' | 'warning' | 'critical'

/** What a finding rests on: what a measure said, of whom, and when it was heard. */
export interface Evidence {
  /** The measure, such as `sentiments`. */
  readonly measure: string
  /** What the measure said: a number in its own unit, or a word, a day or an id. */
  readonly value: number | string
  /** The id of the person it is about; absent where it is about no one person. */
  readonly stakeholder?: string
  /** When that was heard or happened; absent where it has no one moment. */
  readonly at?: Instant
}

/** So much evidence of one kind a finding shows. */
export const MOST_EVIDENCE = 5

/** Something that endangers the account, or what we know of it. */
export interface Finding {
  /** The same at two dates for the same finding: the rule and its subjects as a JSON text. */
  readonly id: string
  /** The id of the rule. */
  readonly rule: string
  /** The gravest level of `settings.risk` that `effect` reaches, within the limits that the rule sets. */
  readonly severity: Severity
  /** The open decision that it endangers; absent for what is about the account. */
  readonly decision?: string
  /** The people it is about, in order of importance; empty when it is about the account. */
  readonly stakeholders: readonly string[]
  /** The decision, and after it the ids of what the rule found, in order: a person, a unit, an expectation, both ends of a tie. */
  readonly subjects: readonly string[]
  /** What is wrong, in one sentence that anybody who sells understands, without names. */
  readonly message: string
  /** What it rests on; never empty. */
  readonly evidence: readonly Evidence[]
  /** The drop of the chance of yes that it explains, 0..1; absent where the model has none. Effects of different rules must not be added. */
  readonly effect?: number
  /** The value of the decision times the effect; only where the chance of yes rests on evidence. */
  readonly revenueAtRisk?: Money
  /** What became of it since an earlier snapshot, where one was given. */
  readonly status?: 'new' | 'open' | 'withdrawn'
}

/** What a rule found, before it is graded. */
export interface Found extends Pick<Finding, 'stakeholders' | 'message' | 'evidence'> {
  /** The ids of what was found, without the decision; none for the account. */
  readonly subjects: readonly string[]
  /** Internal. The drop of the chance of yes, 0..1; where absent, a likelihood ratio of the settings may give it. */
  readonly effect?: number | undefined
  /** The effect by which the severity is judged, where that is larger than the effect itself. */
  readonly gravity?: number | undefined
  /** The finding is at least as grave, whatever its effect. */
  readonly floor?: Severity | undefined
  /** The finding is at most as grave, whatever its effect. */
  readonly cap?: Severity | undefined
}

/** A rule that looks for one kind of risk. */
export interface RiskRule {
  /** By what it is disabled, and what its findings carry. */
  readonly id: string
  /** What it looks for, in a few words. */
  readonly title: string
  /** Whether it is asked for each open decision by itself, or once for the account. */
  readonly asks: 'decision' | 'account'
  /** The gravest that its findings may be. */
  readonly gravest: 'critical' | 'warning'
  /** What it finds in a snapshot, with the decision asked for in view. */
  readonly find: (s: Snapshot) => readonly Found[]
}
