import { errorFor, quoted, UnknownDecisionError } from '../errors.js'
import { seatsOf } from '../math/rule.js'
import type { Account } from '../model/account.js'
import type { Barrier } from '../model/barrier.js'
import type { Comment } from '../model/comment.js'
import type { Decision } from '../model/decision.js'
import type { Expectation } from '../model/expectation.js'
import type { Recorded } from '../model/fact.js'
import type { Interaction } from '../model/interaction.js'
import type { Interview } from '../model/interview.js'
import type { Motive } from '../model/motive.js'
import type { Observation } from '../model/observation.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { BuyingRole, RoleFact } from '../model/role.js'
import type { Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom } from '../model/settingsFrom.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Tie } from '../model/tie.js'
import type { Usage } from '../model/usage.js'
import type { VetoFact } from '../model/veto.js'
import type { Village } from '../model/village.js'
import { DATE_HELP, DAY, formatInstant, type Instant, isDay, parseInstant, type TimeInput } from '../support/instants.js'
import { keptList } from '../support/memo.js'
import { compareText } from '../support/order.js'
import { placeholders } from './placeholders.js'
import type { Row } from './rows.js'
import { rowsOf } from './village.js'
import { visible } from './visible.js'

/** Which village a snapshot shows. */
export interface SnapshotOptions {
  /** What we knew by then; what we knew at `asOf` when absent. */
  readonly knownOn?: TimeInput
  /** The decision in view; when absent, the open decision if there is just one. */
  readonly decision?: string
  /** Beliefs to replace in `DEFAULT_SETTINGS`. */
  readonly settings?: DeepPartial<Settings>
}

/**
 * What was true of an account, and known to us, at one moment. Every measure takes one.
 *
 * All arrays are in canonical order and hold each id once.
 */
export interface Snapshot {
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
  readonly units: readonly OrgUnit[]
  /** The people of the account, and after them a placeholder for each required class that nobody is known to hold. */
  readonly stakeholders: readonly Stakeholder[]
  /** The ids of the placeholders among the stakeholders. */
  readonly placeholders: readonly string[]
  /** People who have left. What they said still tells about those who worked with them. */
  readonly former: readonly Stakeholder[]
  /** Roles in the decision in view and in all decisions, of the stakeholders; placeholders hold theirs. */
  readonly roles: readonly Recorded<RoleFact>[]
  /** Every role that anybody was ever known to play, those ended and of other decisions included: who was who when something happened. */
  readonly roleHistory: readonly RoleSpell[]
  readonly vetoes: readonly Recorded<VetoFact>[]
  readonly ties: readonly Recorded<Tie>[]
  /** Readings about the decision in view and about us as a whole; of all decisions when none is in view. */
  readonly observations: readonly Recorded<Observation>[]
  readonly interactions: readonly Recorded<Interaction>[]
  /** The decision in view; absent when there is none, or several and none was named. */
  readonly decision?: Decision
  /** All decisions known; an outcome that lies ahead is not known. */
  readonly decisions: readonly Decision[]
  readonly motives: readonly Recorded<Motive>[]
  readonly expectations: readonly Expectation[]
  readonly barriers: readonly Barrier[]
  readonly usage: readonly Recorded<Usage>[]
  readonly comments: readonly Comment[]
  readonly interviews: readonly Interview[]
  /** By how much a hypothesis of `whatIf` moves sentiments beside all that was heard; absent where nothing is supposed. */
  readonly shifts?: readonly SentimentShift[]
}

/** A move of somebody's sentiment that is supposed and was not heard. */
export interface SentimentShift {
  readonly stakeholder: string
  /** On the scale of sentiment. */
  readonly amount: number
}

/** A role that somebody played for a time, as it was believed for a time. */
export interface RoleSpell {
  readonly stakeholder: string
  readonly role: BuyingRole
  /** The decision in which they played it; every one when absent. */
  readonly decision?: string
  /** From when on; always when absent. */
  readonly since?: Instant
  /** Until when; as far as is known still when absent. */
  readonly until?: Instant
  /** When we learned of it; always known when absent. */
  readonly knownSince?: Instant
  /** When we ceased to believe it so; believed still when absent. */
  readonly knownUntil?: Instant
}

/**
 * The village as it was at a moment and as we knew it then. The only function that takes a date, and the only one that takes beliefs.
 *
 * A day includes the whole of that day. What became true after `asOf` or was recorded after `knownOn` changes nothing.
 *
 * @throws InvalidDateError for a date that is none; UnknownDecisionError for a decision not known by then; InvalidArgumentError for a
 * setting that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', joinedAt: '2026-06-01' }],
 * })
 * snapshot(village, '2026-05-31').stakeholders.map(person => person.id) //=> ['ann', '?decider']
 */
export function snapshot(village: Village, asOf: TimeInput, options: SnapshotOptions = {}): Snapshot {
  return snapshotWith(village, asOf, options, settingsFrom(options.settings))
}

/** A snapshot with settings that were checked before. Lists that hold what they held when last looked at are the same lists. */
export function snapshotWith(village: Village, asOf: TimeInput, options: SnapshotOptions, settings: Settings): Snapshot {
  const moment = momentOf('asOf', asOf)
  const known = options.knownOn === undefined ? moment : momentOf('knownOn', options.knownOn)
  const rows = rowsOf(village)
  const see = <F>(all: readonly Row<F>[]): F[] => visible(all, moment.last, known.last)
  const keep = <F>(name: string, facts: readonly F[]): readonly F[] => keptList(rows, name, facts)

  const decisions = see(rows.decisions).map(decision => withoutFuture(decision, moment.last))
  const decision = decisionInView(decisions, options.decision)
  const people = see(rows.stakeholders)
  const present = new Set(people.map(person => person.id))
  const held = see(rows.roles).filter(role => present.has(role.stakeholder) && bears(role, decision))
  const former = keep('former', gone(rows.stakeholders, moment.last, known.last))
  const observations = keep('observations', seeBearing(rows.observations, moment, known, decision))
  const interviews = keep('interviews', see(rows.interviews))
  const isNamed = (id: string): boolean =>
    rows.stakeholders.some(row => row.id === id && row.knownFrom <= known.last) ||
    observations.some(reading => reading.stakeholder === id) ||
    interviews.some(reading => reading.stakeholder === id) ||
    (decision?.rule !== undefined && seatsOf(decision.rule).includes(id))
  const missing = placeholders(held, isNamed, settings)
  const ever = new Set([...present, ...former.map(person => person.id)])
  const counts = ({ stakeholder, confidence }: Observation | Interview): boolean => confidence !== 0 && ever.has(stakeholder)
  const latest = [observations.findLast(counts), interviews.findLast(each => each.sentiment !== undefined && counts(each))]

  return {
    asOf: moment.text,
    knownOn: known.text,
    agedTo: formatInstant(agedTo(moment, latest)),
    settings,
    account: see(rows.accounts)[0] ?? village.account,
    units: keep('units', see(rows.units)),
    stakeholders: keep('stakeholders', [...people, ...missing.map(({ person }) => person)]),
    placeholders: missing.map(({ person }) => person.id),
    former,
    roles: keep('roles', [...held, ...missing.map(({ role }) => role)]),
    roleHistory: spellsOf(rows.roles, moment.last, known.last),
    vetoes: keep(
      'vetoes',
      see(rows.vetoes).filter(veto => present.has(veto.stakeholder) && bears(veto, decision)),
    ),
    ties: keep(
      'ties',
      see(rows.ties).filter(tie => present.has(tie.from) && present.has(tie.to)),
    ),
    observations,
    interactions: see(rows.interactions),
    ...(decision !== undefined && { decision }),
    decisions,
    motives: see(rows.motives).filter(motive => present.has(motive.stakeholder)),
    expectations: see(rows.expectations).map(expectation => ({ ...expectation, status: inTime(upTo(expectation.status, moment.last)) })),
    barriers: see(rows.barriers),
    usage: see(rows.usage),
    comments: see(rows.comments).map(comment => commentUpTo(comment, moment.last)),
    interviews,
  }
}

/** The facts seen that bear on the decision in view; on all decisions when none is. */
function seeBearing<F extends { readonly decision?: string }>(
  rows: readonly Row<F>[],
  moment: Moment,
  known: Moment,
  decision: Decision | undefined,
): F[] {
  return visible(rows, moment.last, known.last, decision === undefined ? undefined : each => bears(each, decision))
}

/** A moment as asked for. */
interface Moment {
  readonly text: string
  /** Its first instant, in milliseconds. */
  readonly first: number
  /** The last instant that belongs to it. */
  readonly last: number
}

function momentOf(path: string, input: TimeInput): Moment {
  const first = parseInstant(input)
  if (first === undefined) throw errorFor('snapshot', [{ path, message: `is no date. ${DATE_HELP}`, code: 'invalidDate' }])
  return isDay(input) ? { text: input, first, last: first + DAY - 1 } : { text: formatInstant(first), first, last: first }
}

/** The people who were there once and, as far as we knew, no longer are. */
function gone(rows: readonly Row<Stakeholder>[], asOf: number, knownOn: number): Stakeholder[] {
  const departed = rows.filter(row => row.to <= asOf).map(row => ({ ...row, to: Number.POSITIVE_INFINITY }))
  return visible(departed, asOf, knownOn)
}

/** Every version of every role that was ever believed, ended or not. */
function spellsOf(rows: readonly Row<RoleFact>[], asOf: number, knownOn: number): RoleSpell[] {
  return rows
    .filter(row => row.from <= asOf && row.knownFrom <= knownOn)
    .map(({ fact: { stakeholder, role, decision, since, until }, knownFrom, knownTo }) => ({
      stakeholder,
      role,
      ...(decision !== undefined && { decision }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(Number.isFinite(knownFrom) && { knownSince: formatInstant(knownFrom) }),
      ...(knownTo <= knownOn && { knownUntil: formatInstant(knownTo) }),
    }))
}

/** Whether a fact counts for the decision in view: it names none, or that one. */
function bears(fact: { readonly decision?: string }, decision: Decision | undefined): boolean {
  return fact.decision === undefined || fact.decision === decision?.id
}

function decisionInView(decisions: readonly Decision[], wanted: string | undefined): Decision | undefined {
  if (wanted !== undefined) {
    const found = decisions.find(decision => decision.id === wanted)
    if (found !== undefined) return found
    const message = `there is no decision ${quoted(wanted)} known by then`
    throw new UnknownDecisionError('snapshot', [{ path: 'decision', message, code: 'unknownDecision' }])
  }
  const [first, ...others] = decisions.filter(decision => decision.outcome === undefined)
  return others.length === 0 ? first : undefined
}

/** For a day its beginning, or the latest reading of the day that says anything; an instant is itself. */
function agedTo(moment: Moment, readings: readonly ({ readonly at: Instant } | undefined)[]): number {
  return readings.reduce((latest, reading) => Math.max(latest, parseInstant(reading?.at) ?? latest), moment.first)
}

function withoutFuture(decision: Decision, asOf: number): Decision {
  if (decision.outcome === undefined || isPast(decision.outcome.at, asOf)) return decision
  const { outcome: _, ...open } = decision
  return open
}

function commentUpTo(comment: Comment, asOf: number): Comment {
  const { routedTo, actions, sharedBackAt, ...said } = comment
  return {
    ...said,
    ...(routedTo !== undefined && { routedTo: upTo(routedTo, asOf) }),
    ...(actions !== undefined && { actions: upTo(actions, asOf) }),
    ...(sharedBackAt !== undefined && isPast(sharedBackAt, asOf) && { sharedBackAt }),
  }
}

function upTo<Part extends { readonly at: Instant }>(parts: readonly Part[], asOf: number): Part[] {
  return parts.filter(part => isPast(part.at, asOf))
}

/** In order of time; stored instants are ordered as texts. */
function inTime<Part extends { readonly at: Instant }>(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => compareText(a.at, b.at))
}

function isPast(instant: Instant, asOf: number): boolean {
  return (parseInstant(instant) ?? Number.POSITIVE_INFINITY) <= asOf
}
