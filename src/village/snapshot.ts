import type { Account } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsOption } from '../model/settingsFrom.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { FactArray, FactIn } from '../model/village.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { date, is, type OptionShape } from '../support/options.js'
import type { RolePeriod } from './rolePeriod.js'

/** Which village a snapshot shows. */
export interface SnapshotOptions {
  /** What we knew by then; what we knew at `asOf` when absent. */
  readonly knownOn?: TimeInput | undefined
  /** The decision in view; when absent, the open decision if there is just one. */
  readonly decision?: string | undefined
  /** Beliefs to replace in `DEFAULT_SETTINGS`. */
  readonly settings?: DeepPartial<Settings> | undefined
}

/** What each option of `snapshot` may be. */
export const SNAPSHOT_OPTIONS: OptionShape<SnapshotOptions> = {
  knownOn: date,
  decision: is('the id of a decision', value => typeof value === 'string'),
  settings: settingsOption,
}

/** The facts of each array, each id once, in canonical order. */
export type SeenFacts = { readonly [Name in FactArray]: readonly FactIn<Name>[] }

/**
 * What was true of an account, and known to us, at one moment. Every measure takes one.
 *
 * All arrays are in canonical order and hold each id once. `stakeholders` are the people of the account, and after them a placeholder for
 * each required class that nobody is known to hold. `roles` and `vetoes` are those in the decision in view and in all decisions, and
 * placeholders hold their role. `observations` are about the decision in view and about us as a whole, or about all decisions when none is
 * in view. Of `decisions`, `expectations`, `comments`, `questions` and `moves` only what had happened by
 * then shows.
 */
export interface Snapshot extends SeenFacts {
  /** The moment, in a form that `snapshot` takes to give the same: a day if it was asked for as one, otherwise an instant. */
  readonly asOf: string
  /** By when we knew, in the same form. */
  readonly knownOn: string
  /**
   * The instant to which knowledge has aged. For a day it is the day's beginning, or the latest event of that day that counts, a reading, an
   * upheaval or a silence: nothing heard on a day is old on that day.
   */
  readonly agedTo: Instant
  /** The default settings with those of `SnapshotOptions.settings` in their place. */
  readonly settings: Settings
  /** The account itself, as it was believed then; as it is now where nothing was known of it yet. */
  readonly account: Account
  /** The ids of the placeholders among the stakeholders. */
  readonly placeholders: readonly string[]
  /** People who have left. What they said still tells about those who worked with them. */
  readonly former: readonly Stakeholder[]
  /** People of ours who no longer work with the account. */
  readonly formerTeammates: readonly FactIn<'teammates'>[]
  /** Every role that anybody was ever known to play, those ended and of other decisions included: who was who when something happened. */
  readonly roleHistory: readonly RolePeriod[]
  /** The decision in view; absent when there is none, or several and none was named. */
  readonly decision?: Decision
  /** By how much a hypothesis of `whatIf` moves sentiments beside all that was heard; absent where nothing is supposed. */
  readonly shifts?: readonly SentimentShift[]
}

/** A move of somebody's sentiment that is supposed and was not heard. */
export interface SentimentShift {
  /** The id of the person or the placeholder. */
  readonly stakeholder: string
  /** On the scale of sentiment. */
  readonly amount: number
}
