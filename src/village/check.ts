import { errorFor, type Issue, LimitExceededError, quoted } from '../errors.js'
import { seatsOf } from '../math/rule.js'
import type { OrgUnit } from '../model/orgUnit.js'
import { FACT_ARRAYS, FACT_KINDS, VILLAGE_LIMITS } from '../model/village.js'
import type { Admitted } from './admit.js'
import type { Row, Rows } from './rows.js'

/**
 * Checks what needs the whole village: that whatever the new facts name is there, that units form a tree, that shares leave no more than a
 * whole.
 *
 * @throws InvalidVillageError, or the narrower error that all issues allow; LimitExceededError for a village beyond the limits
 */
export function checkWhole(where: string, whole: Rows, added: Admitted): void {
  const people = idsOf(whole.stakeholders)
  if (people.size > VILLAGE_LIMITS.stakeholders) {
    throw new LimitExceededError(
      where,
      'stakeholders',
      VILLAGE_LIMITS.stakeholders,
      people.size,
      'Leave out people who have neither a role nor a reading nor a tie, or split the account.',
    )
  }
  const issues = [
    ...referenceIssues(added, { stakeholders: people, units: idsOf(whole.units), decisions: idsOf(whole.decisions) }),
    ...loopIssues(added),
    ...(added.rows.units.length > 0 ? unitIssues(whole.units) : []),
  ]
  if (issues.length > 0) throw errorFor(where, issues)
}

type Known = { readonly [Target in keyof typeof NOUNS]: ReadonlySet<string> }

function idsOf(rows: readonly Row<unknown>[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { id } of rows) ids.add(id)
  return ids
}

function referenceIssues({ rows, placeOf }: Admitted, known: Known): Issue[] {
  const issues: Issue[] = []
  for (const name of FACT_ARRAYS) {
    for (const [field, target] of FACT_KINDS[name].references) {
      for (const { fact, index } of rows[name]) {
        const named: unknown = Reflect.get(fact, field)
        if (named === undefined || (typeof named === 'string' && known[target].has(named))) continue
        for (const missing of dangling(named, known[target])) issues.push(unknownName(`${placeOf(name, index)}.${field}`, target, missing))
      }
    }
  }
  for (const { fact, index } of rows.decisions) {
    for (const missing of dangling(
      fact.outcome?.statedBy?.map(({ stakeholder }) => stakeholder),
      known.stakeholders,
    )) {
      issues.push(unknownName(`${placeOf('decisions', index)}.outcome.statedBy`, 'stakeholders', missing))
    }
    if (fact.rule === undefined) continue
    for (const missing of dangling(seatsOf(fact.rule), known.stakeholders)) {
      issues.push(unknownName(`${placeOf('decisions', index)}.rule`, 'stakeholders', missing))
    }
  }
  return issues
}

/** The names, one or several, that are not known. */
function dangling(names: unknown, known: ReadonlySet<string>): string[] {
  if (typeof names === 'string') return known.has(names) ? [] : [names]
  return Array.isArray(names) ? names.flatMap((name: unknown) => dangling(name, known)) : []
}

function loopIssues({ rows, placeOf }: Admitted): Issue[] {
  return rows.ties.flatMap(({ fact, index }) =>
    fact.from === fact.to ? [problem(placeOf('ties', index), 'ties somebody to themselves')] : [],
  )
}

const NOUNS = { stakeholders: 'stakeholder', units: 'unit', decisions: 'decision' } as const
const CODES = { stakeholders: 'unknownStakeholder', units: 'invalidVillage', decisions: 'unknownDecision' } as const

function unknownName(path: string, target: keyof typeof NOUNS, missing: string): Issue {
  const way = target === 'stakeholders' ? 'Add them first.' : 'Add it first.'
  return { path, message: `there is no ${NOUNS[target]} ${quoted(missing)}. ${way}`, code: CODES[target] }
}

/** Units as they are believed last must form a tree, not too deep, and leave no more than a whole to share. */
function unitIssues(rows: readonly Row<OrgUnit>[]): Issue[] {
  const believed = rows.filter(row => row.knownTo === Number.POSITIVE_INFINITY)
  const units = new Map([...believed].reverse().map(({ id, fact }) => [id, fact]))
  const shares = new Map<string, number>()
  for (const { parent = '', share = 0 } of units.values()) shares.set(parent, (shares.get(parent) ?? 0) + share)
  return [
    ...inCircles(units).map(id => problem(`units ${quoted(id)}`, 'is its own ancestor. Give it a parent outside its own parts.')),
    ...[...shares].flatMap(([parent, sum]) => {
      const whose = parent === '' ? 'the account' : `unit ${quoted(parent)}`
      return sum > 1 + 1e-9
        ? [problem('units', `the shares of ${whose} sum to ${Number(sum.toPrecision(6))}, at most 1 is there to share`)]
        : []
    }),
  ]
}

/** The units that are their own ancestors, found in one walk over all of them. */
function inCircles(units: ReadonlyMap<string, OrgUnit>): string[] {
  const depths = new Map<string, number>()
  const circling: string[] = []
  for (const start of units.keys()) {
    const way: string[] = []
    const places = new Map<string, number>()
    let at: string | undefined = start
    while (at !== undefined && !depths.has(at) && !places.has(at)) {
      places.set(at, way.length)
      way.push(at)
      at = units.get(at)?.parent
    }
    const closed = at === undefined ? undefined : places.get(at)
    if (closed !== undefined) for (const id of way.slice(closed)) circling.push(id)
    // What hangs on a circle has no depth; only the circle itself is at fault.
    let depth = at === undefined ? -1 : (depths.get(at) ?? Number.NaN)
    for (const id of way.reverse()) depths.set(id, ++depth)
    if (depth > VILLAGE_LIMITS.unitDepth) {
      throw new LimitExceededError('units', 'levels of units', VILLAGE_LIMITS.unitDepth, depth, 'Merge levels that nobody tells apart.')
    }
  }
  return circling
}

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}
