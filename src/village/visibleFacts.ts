import { seatsOf } from '../math/rule.js'
import type { Account } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import type { FactKind, Recorded } from '../model/fact.js'
import type { Motive } from '../model/motive.js'
import type { Observation } from '../model/observation.js'
import type { RoleFact } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Tie } from '../model/tie.js'
import type { VetoFact } from '../model/veto.js'
import { FACT_ARRAYS, FACT_KINDS, type FactArray, type FactIn } from '../model/village.js'
import { keptList, lastAnswer } from '../support/memo.js'
import { keptPlaceholders, type Placeholder } from './placeholders.js'
import { type RolePeriod, rolePeriods } from './rolePeriod.js'
import type { Row, RowArray, Rows } from './rows.js'
import { datesOf, upTo } from './upTo.js'
import { type Series, seriesOf, visible } from './visible.js'
import { type VisibleAt, visibleAt } from './visibleAt.js'

/** What is seen of a village at a moment, and what follows from several arrays together. */
export interface VisibleFacts extends VisibleByArray {
  readonly accounts: VisibleAt<readonly Account[]>
  readonly former: VisibleAt<readonly Recorded<Stakeholder>[]>
  readonly formerTeammates: VisibleAt<readonly FactIn<'teammates'>[]>
  readonly roleHistory: VisibleAt<readonly RolePeriod[]>
  readonly bearingObservations: ReturnType<typeof bearingReadings>
  readonly lists: ReturnType<typeof listsTogether>
}

/** What is seen of each array, by its name. */
type VisibleByArray = { readonly [Name in FactArray]: VisibleAt<readonly FactIn<Name>[]> }

/** Some rows, and what is seen of them. */
export interface Looked {
  readonly rows: Rows
  readonly visibleFacts: VisibleFacts
}

/**
 * The visible facts of a village. Each gives the very same list again as long as it holds the same, so that a series of snapshots shares whatever
 * depends on it alone.
 *
 * @param before what is seen of a village of which this one has some arrays: what is seen of these, and all that depends on it, is shared
 */
export function visibleFactsOf(rows: Rows, before?: Looked): VisibleFacts {
  const same = (name: RowArray): VisibleFacts | undefined => (before?.rows[name] === rows[name] ? before.visibleFacts : undefined)
  return {
    ...visibleByArray(rows, same),
    accounts: same('accounts')?.accounts ?? visibleAt(rows.accounts, visible),
    former: same('stakeholders')?.former ?? visibleAt(rows.stakeholders, gone),
    formerTeammates: same('teammates')?.formerTeammates ?? visibleAt(rows.teammates, gone),
    roleHistory: same('roles')?.roleHistory ?? visibleAt(rows.roles, rolePeriods),
    bearingObservations: same('observations')?.bearingObservations ?? bearingReadings(rows.observations),
    lists: before?.visibleFacts.lists ?? listsTogether(),
  }
}

/** What follows from several lists, given the very same again for the same lists. */
function listsTogether() {
  return {
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
    tiesAmong: lastAnswer(
      keeping((ties: readonly Recorded<Tie>[], present: Ids) => ties.filter(tie => present.has(tie.from) && present.has(tie.to))),
    ),
    motivesOf: lastAnswer((motives: readonly Recorded<Motive>[], present: Ids) =>
      motives.filter(motive => present.has(motive.stakeholder)),
    ),
    seats: lastAnswer((decision: Decision | undefined): Ids => new Set(decision?.rule === undefined ? [] : seatsOf(decision.rule))),
    placeholders: keptPlaceholders(),
    withPlaceholders: lastAnswer((people: readonly Stakeholder[], missing: readonly Placeholder[]) => [
      ...people,
      ...missing.map(({ person }) => person),
    ]),
    rolesWithPlaceholders: lastAnswer((roles: readonly Recorded<RoleFact>[], missing: readonly Placeholder[]) => [
      ...roles,
      ...missing.map(({ role }) => role),
    ]),
  }
}

function visibleByArray(rows: Rows, same: (name: RowArray) => VisibleByArray | undefined): VisibleByArray {
  const visibleFacts = Object.fromEntries(
    FACT_ARRAYS.map(name => [name, same(name)?.[name] ?? visibleArrayAt(FACT_KINDS[name], rows[name])]),
  )
  if (!hasEvery(visibleFacts)) throw new TypeError('an array of visible facts is missing')
  return visibleFacts
}

/** Rows have facts of their kind, and so has what is seen of them. */
function hasEvery(visibleFacts: object): visibleFacts is VisibleByArray {
  return FACT_ARRAYS.every(name => name in visibleFacts)
}

/** Facts as they were at a moment, those seen at it. */
function visibleArrayAt(kind: FactKind, rows: readonly Row<object>[]): VisibleAt<readonly object[]> {
  if (kind.unfolds.length === 0) return visibleAt(rows, visible)
  const look = (series: Series<object>, asOf: number, knownOn: number) => visible(series, asOf, knownOn).map(fact => upTo(kind, fact, asOf))
  return visibleAt(rows, look, fact => datesOf(kind, fact))
}

type Ids = ReadonlySet<string>

function idsOf(people: readonly Stakeholder[]): Ids {
  return new Set(people.map(({ id }) => id))
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
function gone<Person>({ rows }: Series<Person>, asOf: number, knownOn: number): readonly Person[] {
  const departed = rows.filter(row => row.to <= asOf).map(row => ({ ...row, to: Number.POSITIVE_INFINITY }))
  return visible(seriesOf(departed), asOf, knownOn)
}

/** Whether a fact counts for the decision in view: it names none, or that one. */
export function bears(fact: { readonly decision?: string | undefined }, decision: Decision | undefined): boolean {
  return fact.decision === undefined || fact.decision === decision?.id
}
