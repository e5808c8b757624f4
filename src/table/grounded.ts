import { VillageError } from '../errors.js'
import type { Account } from '../model/account.js'
import type { Fact, Recorded } from '../model/fact.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { RoleFact } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Tie } from '../model/tie.js'
import type { VetoFact } from '../model/veto.js'
import type { Village } from '../model/village.js'
import { foldedText } from '../support/text.js'
import { believedRows } from '../village/revise.js'
import type { Row } from '../village/rows.js'
import { createVillage, rowsOf } from '../village/village.js'
import { type WeighedTie, weighedTies } from '../village/weighedTies.js'
import type { ResolvedOptions } from './options.js'

/**
 * What a table tells of a known village, with known people, units and ties as they are known where the table says nothing else: recording it
 * adds what is new, and recording the same again changes nothing.
 *
 * Roles and vetoes that are known already are left out, whoever knows them. A tie without an id of its own that is known with another weight
 * gets its id, so that it is revised.
 */
export function grounded(found: Village, known: Village, { where, redact }: Pick<ResolvedOptions, 'where' | 'redact'>): Village {
  const rows = rowsOf(where, known)
  const unitsKnown = believed(rows.units)
  const unitIds = unitIdsFor(found.units, unitsKnown)
  const people = new Map(believed(rows.stakeholders).map(person => [person.id, person]))
  const stakeholders = found.stakeholders.map(person => {
    const placed = person.unit === undefined ? person : { ...person, unit: unitIds.get(person.unit) ?? person.unit }
    const before = people.get(person.id)
    return before === undefined ? placed : redact ? before : revisedPerson(before, placed)
  })
  const roles = new Set(believed(rows.roles).flatMap(role => [roleKey(role), roleKey({ ...role, decision: undefined })]))
  const vetoes = new Set(believed(rows.vetoes).flatMap(veto => [vetoKey(veto), vetoKey({ ...veto, decision: undefined })]))
  const ties = weighedTies({ ties: believed(rows.ties) })
  const tiesById = new Map(believed(rows.ties).map(tie => [tie.id, tie]))
  const observations = new Map(believed(rows.observations).map(reading => [reading.id, reading]))
  const interviews = new Set(believed(rows.interviews).map(({ id }) => id))
  const decisions = new Map(believed(rows.decisions).map(decision => [decision.id, decision]))
  const needed = new Set(stakeholders.flatMap(({ unit }) => unit ?? []))
  const units = [...unitsKnown, ...found.units.filter(({ id }) => !unitIds.has(id))]
  try {
    return createVillage({
      ...found,
      account: toldOf(known.account, found.account),
      units: unitsNeeded(units, needed),
      stakeholders,
      roles: found.roles.filter(role => role.authority !== undefined || !roles.has(roleKey(role))),
      vetoes: found.vetoes.filter(veto => !vetoes.has(vetoKey(veto))),
      ties: found.ties.map(tie => tieAsKnown(tie, ties, tiesById)),
      // What was heard in an interview is told with the readings, and is known with the interview.
      observations: found.observations
        .filter(({ id }) => !interviews.has(id))
        .map(reading => asKnown(reading, observations.get(reading.id))),
      decisions: found.decisions.map(decision => asKnown(decision, decisions.get(decision.id))),
    })
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    return found
  }
}

function believed<F>(rows: readonly Row<F>[]): F[] {
  return [...believedRows(rows).values()].map(({ fact }) => fact)
}

function roleKey({ stakeholder, role, decision }: Pick<RoleFact, 'stakeholder' | 'role' | 'decision'>): string {
  return JSON.stringify([stakeholder, role, decision])
}

function vetoKey({ stakeholder, decision, scope }: Pick<VetoFact, 'stakeholder' | 'decision' | 'scope'>): string {
  return JSON.stringify([stakeholder, decision, scope])
}

/** The known unit of the same name for each unit that has one. */
function unitIdsFor(units: readonly OrgUnit[], known: readonly OrgUnit[]): ReadonlyMap<string, string> {
  const byName = new Map([...known].reverse().map(({ id, name }) => [foldedText(name), id]))
  const ids = new Set(known.map(({ id }) => id))
  return new Map(
    units.flatMap(({ id, name }) => {
      const same = ids.has(id) ? id : byName.get(foldedText(name))
      return same === undefined ? [] : [[id, same] as const]
    }),
  )
}

/** The units that people are in, and those around them. */
function unitsNeeded(units: readonly OrgUnit[], needed: ReadonlySet<string>): readonly OrgUnit[] {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const kept = new Set<string>()
  for (const start of needed) {
    for (let id: string | undefined = start; id !== undefined && !kept.has(id); id = byId.get(id)?.parent) kept.add(id)
  }
  return units.filter(({ id }) => kept.has(id))
}

/** A known person with what the table says otherwise; the person as known when it says nothing else. */
function revisedPerson(before: Stakeholder, { source, recordedAt: _, ...told }: Stakeholder): Stakeholder {
  const { recordedAt, ...lasting } = before
  const after = { ...lasting, ...told, ...(before.externalIds !== undefined && { externalIds: before.externalIds }) }
  const isSame = Object.entries(after).every(([field, value]) => field === 'externalIds' || Reflect.get(before, field) === value)
  return isSame ? before : { ...after, ...(source !== undefined && { source }) }
}

/** A tie under the id that it is known by; one without a weight of its own has the weight that it counts as. */
function tieAsKnown(tie: Recorded<Tie>, known: readonly WeighedTie[], byId: ReadonlyMap<string, Recorded<Tie>>): Recorded<Tie> {
  const same =
    known.find(({ id }) => id === tie.id) ??
    known.find(({ from, to, kind, until }) => until === undefined && from === tie.from && to === tie.to && kind === tie.kind)
  const before = same === undefined ? undefined : byId.get(same.id)
  if (before === undefined) return tie
  const { weight, ...rest } = { ...tie, id: before.id }
  const isCounted = before.weight === undefined && (weight === undefined || weight === same?.weight)
  return asKnown(isCounted ? rest : { ...rest, ...(weight !== undefined && { weight }) }, before)
}

/** A known account with who of ours looks after it, and its segment, as the table says. */
function toldOf(known: Account, { owner = known.owner, segment = known.segment }: Account): Account {
  return { ...known, ...(owner !== undefined && { owner }), ...(segment !== undefined && { segment }) }
}

/** A fact with what is known of it beside; the fact as known when nothing else is said of it. */
function asKnown<F extends Fact>(fact: F, before: F | undefined): F {
  if (before === undefined) return fact
  const { source, basis: _, ...told } = fact
  const isSame = Object.entries(told).every(([field, value]) => isDeepStrictly(Reflect.get(before, field), value))
  return isSame ? before : { ...before, ...fact, ...(source !== undefined && { source }) }
}

function isDeepStrictly(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
