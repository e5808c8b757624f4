import { quoted, UnknownDecisionError } from '../errors.js'
import type { Decision } from '../model/decision.js'
import type { Interview } from '../model/interview.js'
import { namedIn } from '../model/named.js'
import type { Observation } from '../model/observation.js'
import { isOpenDecision } from '../model/openDecision.js'
import type { Settings } from '../model/settings.js'
import { FACT_ARRAYS, FACT_KINDS, type Village } from '../model/village.js'
import { formatInstant, type Instant } from '../support/instants.js'
import { nearest } from '../support/nearest.js'
import { type Moment, momentOf } from './moment.js'
import { placeholders, vacatedRoles } from './placeholders.js'
import { unansweredRequests } from './requestsAnswered.js'
import type { Rows } from './rows.js'
import type { SeenFacts, Snapshot, SnapshotOptions } from './snapshot.js'
import { rowsOf } from './village.js'
import type { VisibleAt } from './visibleAt.js'
import { bears, type VisibleFacts } from './visibleFacts.js'
import { ownSnapshot, sameSettings, workOf, workOn } from './work.js'

/** A snapshot with settings that were checked before. What a series of snapshots sees alike is the same in all of them. */
export function snapshotWith(where: string, village: Village, moment: Moment, options: SnapshotOptions, settings: Settings): Snapshot {
  const known = options.knownOn === undefined ? moment : momentOf(where, 'knownOn', options.knownOn)
  const work = workOf(village) ?? workOn(rowsOf(where, village))
  const { rows, visibleFacts } = work
  const { lists } = visibleFacts
  const see = <Seen>(visibleAt: VisibleAt<Seen>): Seen => visibleAt(moment.last, known.last)
  const seen = factsSeen(visibleFacts, see)

  const decision = decisionInView(where, seen.decisions, options.decision)
  const people = seen.stakeholders
  const present = lists.ids(people)
  const held = lists.bearingRoles(seen.roles, present, decision)
  const former = see(visibleFacts.former)
  const observations = visibleFacts.bearingObservations(seen.observations, decision)
  const { interviews } = seen
  const isNamed = (id: string): boolean => {
    const own = rows.stakeholders.filter(row => row.id === id)
    return own.some(row => row.knownFrom <= known.last) || (own.length > 0 && isNamedIn(seen, id)) || lists.seats(decision).has(id)
  }
  const bearing = (right: { readonly decision?: string | undefined }): boolean => bears(right, decision)
  const rights = { roles: seen.roles.filter(bearing), vetoes: seen.vetoes.filter(bearing) }
  const isOpen = decision !== undefined && isOpenDecision(decision)
  const vacated = isOpen ? vacatedRoles(rights.roles, former, knownFrom(rows, decision), settings) : []
  const missing = lists.placeholders(placeholders(held, vacated, isNamed, settings))
  const ever = lists.everybody(people, former)
  const counts = ({ stakeholder, confidence }: Observation | Interview): boolean => confidence !== 0 && ever.has(stakeholder)
  const { silence, upheaval } = settings.sentiment
  const waited = silence.slope === 0 ? [] : unansweredRequests(seen, former, silence.waitDays, Math.min(moment.last, known.last))
  const latest = [
    observations.findLast(counts)?.at,
    interviews.findLast(each => each.sentiment !== undefined && counts(each))?.at,
    seen.upheavals.findLast(({ kind, strength = upheaval[kind] }) => strength > 0)?.at,
    ...waited.flatMap(({ request, over }) => (ever.has(request.stakeholder) ? [formatInstant(over)] : [])),
  ]

  const snapshot: Snapshot = {
    asOf: moment.text,
    knownOn: known.text,
    agedTo: agedTo(moment, latest),
    settings: sameSettings(work, settings),
    account: see(visibleFacts.accounts)[0] ?? village.account,
    ...seen,
    stakeholders: lists.withPlaceholders(people, missing),
    placeholders: missing.map(({ person }) => person.id),
    former,
    formerTeammates: see(visibleFacts.formerTeammates),
    roles: lists.rolesWithPlaceholders(held, missing),
    roleHistory: see(visibleFacts.roleHistory),
    vetoes: lists.bearingVetoes(seen.vetoes, present, decision),
    ties: lists.tiesAmong(seen.ties, present),
    observations,
    ...(decision !== undefined && { decision }),
    motives: lists.motivesOf(seen.motives, present),
  }
  return ownSnapshot(snapshot, work, rights, decision => snapshotWith(where, village, moment, { ...options, decision }, settings))
}

/** When we first knew of a decision, in milliseconds. */
function knownFrom({ decisions }: Rows, { id }: Decision): number {
  return Math.min(...decisions.flatMap(row => (row.id === id ? [row.knownFrom] : [])))
}

/** The facts of each array that were true and believed. */
function factsSeen(visibleFacts: VisibleFacts, see: <Seen>(visibleAt: VisibleAt<Seen>) => Seen): SeenFacts {
  const seen = Object.fromEntries(FACT_ARRAYS.map(name => [name, see<readonly object[]>(visibleFacts[name])]))
  if (!hasEvery(seen)) throw new TypeError('an array of the snapshot is missing')
  return seen
}

/** Whether a fact that is seen names a person, who may themselves be known later only. */
function isNamedIn(seen: SeenFacts, id: string): boolean {
  return FACT_ARRAYS.some(name => {
    const facts: readonly object[] = seen[name]
    return facts.some(fact => namedIn(FACT_KINDS[name], fact, 'stakeholders').includes(id))
  })
}

/** Visible facts are of their kind. */
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
  const [first, ...others] = decisions.filter(isOpenDecision)
  return others.length === 0 ? first : undefined
}

/** For a day its beginning, or the latest event of the day that says anything; an instant is itself. Stored instants are ordered as texts. */
function agedTo(moment: Moment, events: readonly (Instant | undefined)[]): Instant {
  return events.reduce((latest: Instant, at) => (at !== undefined && at > latest ? at : latest), moment.start)
}
