import { quoted, UnknownDecisionError } from '../errors.js'
import type { Account } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import type { Interview } from '../model/interview.js'
import type { Observation } from '../model/observation.js'
import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom, settingsOption } from '../model/settingsFrom.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { FACT_ARRAYS, type FactArray, type FactIn, type Village } from '../model/village.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { nearest } from '../support/nearest.js'
import { date, is, type OptionShape, optionsOf } from '../support/options.js'
import { type Moment, momentOf } from './moment.js'
import { placeholders } from './placeholders.js'
import type { RoleSpell } from './roleSpell.js'
import type { Sight } from './sight.js'
import type { Sights } from './sights.js'
import { rowsOf } from './village.js'
import { ownSnapshot, sameSettings, workOf, workOn } from './work.js'

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
type SeenFacts = { readonly [Name in FactArray]: readonly FactIn<Name>[] }

/**
 * What was true of an account, and known to us, at one moment. Every measure takes one.
 *
 * All arrays are in canonical order and hold each id once. `stakeholders` are the people of the account, and after them a placeholder for
 * each required class that nobody is known to hold. `roles` and `vetoes` are those in the decision in view and in all decisions, and
 * placeholders hold their role. `observations` are about the decision in view and about us as a whole, or about all decisions when none is
 * in view. Of `decisions`, `expectations` and `comments` only what had happened by then shows.
 */
export interface Snapshot extends SeenFacts {
  /** The moment, in a form that `snapshot` takes to give the same: a day if it was asked for as one, otherwise an instant. */
  readonly asOf: string
  /** By when we knew, in the same form. */
  readonly knownOn: string
  /**
   * The instant to which knowledge has aged. For a day it is the day's beginning, or the latest reading of that day: nothing heard on a day
   * is old on that day.
   */
  readonly agedTo: Instant
  readonly settings: Settings
  readonly account: Account
  /** The ids of the placeholders among the stakeholders. */
  readonly placeholders: readonly string[]
  /** People who have left. What they said still tells about those who worked with them. */
  readonly former: readonly Stakeholder[]
  /** Every role that anybody was ever known to play, those ended and of other decisions included: who was who when something happened. */
  readonly roleHistory: readonly RoleSpell[]
  /** The decision in view; absent when there is none, or several and none was named. */
  readonly decision?: Decision
  /** By how much a hypothesis of `whatIf` moves sentiments beside all that was heard; absent where nothing is supposed. */
  readonly shifts?: readonly SentimentShift[]
}

/** A move of somebody's sentiment that is supposed and was not heard. */
export interface SentimentShift {
  readonly stakeholder: string
  /** On the scale of sentiment. */
  readonly amount: number
}

/**
 * The village as it was at a moment and as we knew it then. The only function that takes a date, and the only one that takes beliefs.
 *
 * A day includes the whole of that day. What became true after `asOf` or was recorded after `knownOn` changes nothing.
 *
 * @throws InvalidDateError for a date that is none; UnknownDecisionError for a decision not known by then; InvalidArgumentError for an
 * option or a setting that there is not or that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', joinedAt: '2026-06-01' }],
 * })
 * snapshot(village, '2026-05-31').stakeholders.map(person => person.id) //=> ['ann', '?decider']
 */
export function snapshot(village: Village, asOf: TimeInput, options?: SnapshotOptions): Snapshot {
  return snapshotAs('snapshot', village, asOf, options)
}

/** `snapshot` under the name of the function that the caller called. */
export function snapshotAs(where: string, village: Village, asOf: TimeInput, options?: SnapshotOptions): Snapshot {
  const view = optionsOf(where, options, SNAPSHOT_OPTIONS)
  return snapshotWith(where, village, momentOf(where, 'asOf', asOf), view, settingsFrom(view.settings))
}

/** A snapshot with settings that were checked before. What a series of snapshots sees alike is the same in all of them. */
export function snapshotWith(where: string, village: Village, moment: Moment, options: SnapshotOptions, settings: Settings): Snapshot {
  const known = options.knownOn === undefined ? moment : momentOf(where, 'knownOn', options.knownOn)
  const work = workOf(village) ?? workOn(rowsOf(where, village))
  const { rows, sights } = work
  const see = <Seen>(sight: Sight<Seen>): Seen => sight(moment.last, known.last)
  const seen = factsSeen(sights, see)

  const decision = decisionInView(where, seen.decisions, options.decision)
  const people = seen.stakeholders
  const present = sights.ids(people)
  const held = sights.bearingRoles(seen.roles, present, decision)
  const former = see(sights.former)
  const observations = sights.bearingObservations(seen.observations, decision)
  const { interviews } = seen
  const isNamed = (id: string): boolean =>
    rows.stakeholders.some(row => row.id === id && row.knownFrom <= known.last) ||
    observations.some(reading => reading.stakeholder === id) ||
    interviews.some(reading => reading.stakeholder === id) ||
    sights.seats(decision).has(id)
  const missing = sights.placeholders(placeholders(held, isNamed, settings))
  const ever = sights.everybody(people, former)
  const counts = ({ stakeholder, confidence }: Observation | Interview): boolean => confidence !== 0 && ever.has(stakeholder)
  const latest = [observations.findLast(counts), interviews.findLast(each => each.sentiment !== undefined && counts(each))]

  const snapshot: Snapshot = {
    asOf: moment.text,
    knownOn: known.text,
    agedTo: agedTo(moment, latest),
    settings: sameSettings(work, settings),
    account: see(sights.accounts)[0] ?? village.account,
    ...seen,
    stakeholders: sights.withPlaceholders(people, missing),
    placeholders: missing.map(({ person }) => person.id),
    former,
    roles: sights.rolesWithPlaceholders(held, missing),
    roleHistory: see(sights.roleHistory),
    vetoes: sights.bearingVetoes(seen.vetoes, present, decision),
    ties: sights.tiesAmong(seen.ties, present),
    observations,
    ...(decision !== undefined && { decision }),
    motives: sights.motivesOf(seen.motives, present),
  }
  return ownSnapshot(snapshot, work)
}

/** The facts of each array that were true and believed. */
function factsSeen(sights: Sights, see: <Seen>(sight: Sight<Seen>) => Seen): SeenFacts {
  const seen = Object.fromEntries(FACT_ARRAYS.map(name => [name, see<readonly object[]>(sights[name])]))
  if (!hasEvery(seen)) throw new TypeError('an array of the snapshot is missing')
  return seen
}

/** Sights show facts of their kind. */
function hasEvery(seen: object): seen is SeenFacts {
  return FACT_ARRAYS.every(name => name in seen)
}

function decisionInView(where: string, decisions: readonly Decision[], wanted: string | undefined): Decision | undefined {
  if (wanted !== undefined) {
    const found = decisions.find(decision => decision.id === wanted)
    if (found !== undefined) return found
    const others = decisions.map(({ id }) => id)
    const near = nearest(wanted, others)
    const message = `there is no decision ${quoted(wanted)} known by then.${near === undefined ? '' : ` Did you mean ${quoted(near)}?`}`
    throw new UnknownDecisionError(where, [{ path: 'decision', message, code: 'unknownDecision' }])
  }
  const [first, ...others] = decisions.filter(decision => decision.outcome === undefined)
  return others.length === 0 ? first : undefined
}

/** For a day its beginning, or the latest reading of the day that says anything; an instant is itself. Stored instants are ordered as texts. */
function agedTo(moment: Moment, readings: readonly ({ readonly at: Instant } | undefined)[]): Instant {
  return readings.reduce((latest, reading) => (reading !== undefined && reading.at > latest ? reading.at : latest), moment.start)
}
