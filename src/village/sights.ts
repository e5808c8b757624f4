import { seatsOf } from '../math/rule.js'
import type { Decision } from '../model/decision.js'
import type { Recorded } from '../model/fact.js'
import type { Motive } from '../model/motive.js'
import type { Observation } from '../model/observation.js'
import type { RoleFact } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Tie } from '../model/tie.js'
import type { VetoFact } from '../model/veto.js'
import { keptList, lastAnswer, memoised } from '../support/memo.js'
import type { Placeholder } from './placeholders.js'
import { spellsOf } from './roleSpell.js'
import type { Row, Rows } from './rows.js'
import { sightOf } from './sight.js'
import { commentUpTo, datesOfComment, datesOfDecision, datesOfExpectation, decisionUpTo, expectationUpTo } from './upTo.js'
import { visible } from './visible.js'

/**
 * What is seen of each array of a village, and what follows from several together. Each gives the very same list again as long as it holds
 * the same, so that whatever depends on it alone is shared by a series of snapshots.
 */
export const sightsOf = memoised((rows: Rows) => ({
  accounts: sightOf(rows.accounts, visible),
  units: sightOf(rows.units, visible),
  people: sightOf(rows.stakeholders, visible),
  former: sightOf(rows.stakeholders, gone),
  roles: sightOf(rows.roles, visible),
  roleHistory: sightOf(rows.roles, spellsOf),
  vetoes: sightOf(rows.vetoes, visible),
  ties: sightOf(rows.ties, visible),
  observations: sightOf(rows.observations, visible),
  interactions: sightOf(rows.interactions, visible),
  decisions: sightOf(rows.decisions, each(decisionUpTo), datesOfDecision),
  motives: sightOf(rows.motives, visible),
  expectations: sightOf(rows.expectations, each(expectationUpTo), datesOfExpectation),
  barriers: sightOf(rows.barriers, visible),
  usage: sightOf(rows.usage, visible),
  comments: sightOf(rows.comments, each(commentUpTo), datesOfComment),
  interviews: sightOf(rows.interviews, visible),

  ids: lastAnswer(idsOf),
  everybody: lastAnswer((people: readonly Stakeholder[], former: readonly Stakeholder[]) => idsOf([...people, ...former])),
  bearingRoles: lastAnswer(
    keeping((roles: readonly Recorded<RoleFact>[], present: Ids, decision: Decision | undefined) =>
      roles.filter(role => present.has(role.stakeholder) && bears(role, decision)),
    ),
  ),
  bearingVetoes: lastAnswer(
    keeping((vetoes: readonly Recorded<VetoFact>[], present: Ids, decision: Decision | undefined) =>
      vetoes.filter(veto => present.has(veto.stakeholder) && bears(veto, decision)),
    ),
  ),
  bearingObservations: bearingReadings(rows.observations),
  tiesAmong: lastAnswer(
    keeping((ties: readonly Recorded<Tie>[], present: Ids) => ties.filter(tie => present.has(tie.from) && present.has(tie.to))),
  ),
  motivesOf: lastAnswer((motives: readonly Recorded<Motive>[], present: Ids) => motives.filter(motive => present.has(motive.stakeholder))),
  seats: lastAnswer((decision: Decision | undefined): Ids => new Set(decision?.rule === undefined ? [] : seatsOf(decision.rule))),
  placeholders: keptList<Placeholder>(),
  withPlaceholders: lastAnswer((people: readonly Stakeholder[], missing: readonly Placeholder[]) => [
    ...people,
    ...missing.map(({ person }) => person),
  ]),
  rolesWithPlaceholders: lastAnswer((roles: readonly Recorded<RoleFact>[], missing: readonly Placeholder[]) => [
    ...roles,
    ...missing.map(({ role }) => role),
  ]),
}))

type Ids = ReadonlySet<string>

function idsOf(people: readonly Stakeholder[]): Ids {
  return new Set(people.map(({ id }) => id))
}

/** Facts as they stood at a moment, those seen at it. */
function each<F>(upTo: (fact: F, asOf: number) => F) {
  return (rows: readonly Row<F>[], asOf: number, knownOn: number): F[] => visible(rows, asOf, knownOn).map(fact => upTo(fact, asOf))
}

/** Readings about the decision in view and about us as a whole; of all decisions when none is in view. */
function bearingReadings(rows: Rows['observations']) {
  const isNamed = lastAnswer((all: typeof rows) => all.some(({ fact }) => fact.decision !== undefined))
  return lastAnswer((seen: readonly Recorded<Observation>[], decision: Decision | undefined) =>
    decision === undefined || !isNamed(rows) ? seen : seen.filter(reading => bears(reading, decision)),
  )
}

/** The list before where a new one holds the same. */
function keeping<Asked extends readonly unknown[], Item>(list: (...asked: Asked) => readonly Item[]) {
  const keep = keptList<Item>()
  return (...asked: Asked): readonly Item[] => keep(list(...asked))
}

/** The people who were there once and, as far as we knew, no longer are. */
function gone(rows: readonly Row<Stakeholder>[], asOf: number, knownOn: number): Stakeholder[] {
  const departed = rows.filter(row => row.to <= asOf).map(row => ({ ...row, to: Number.POSITIVE_INFINITY }))
  return visible(departed, asOf, knownOn)
}

/** Whether a fact counts for the decision in view: it names none, or that one. */
function bears(fact: { readonly decision?: string | undefined }, decision: Decision | undefined): boolean {
  return fact.decision === undefined || fact.decision === decision?.id
}
