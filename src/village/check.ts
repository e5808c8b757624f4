import { errorFor, type Issue, LimitExceededError, quoted } from '../errors.js'
import { seatsOf } from '../math/rule.js'
import type { Decision } from '../model/decision.js'
import type { OrgUnit } from '../model/orgUnit.js'
import { FACT_ARRAYS, FACT_KINDS, VILLAGE_LIMITS } from '../model/village.js'
import type { Row, Rows } from './rows.js'

/**
 * Checks what needs the whole village: that whatever the new facts name is there, that units form a tree, that shares leave no more than a whole.
 *
 * @throws InvalidVillageError, or the narrower error that all issues allow; LimitExceededError for a village beyond the limits
 */
export function checkWhole(where: string, whole: Rows, added: Rows): void {
  const people = new Set(whole.stakeholders.map(row => row.id))
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
    ...referenceIssues(whole, added, people),
    ...added.decisions.flatMap(row => seatIssues(row, people)),
    ...added.ties.flatMap(({ fact, id }) => (fact.from === fact.to ? [problem(`ties ${quoted(id)}`, 'ties somebody to themselves')] : [])),
    ...(added.units.length > 0 ? unitIssues(whole.units) : []),
  ]
  if (issues.length > 0) throw errorFor(where, issues)
}

function referenceIssues(whole: Rows, added: Rows, stakeholders: ReadonlySet<string>): Issue[] {
  const known = {
    stakeholders,
    units: new Set(whole.units.map(row => row.id)),
    decisions: new Set(whole.decisions.map(row => row.id)),
  }
  return FACT_ARRAYS.flatMap(name => {
    const { references } = FACT_KINDS[name]
    return references.flatMap(([field, target]) =>
      added[name].flatMap(({ fact, id }) =>
        dangling(Reflect.get(fact, field), known[target]).map(missing => unknownName(`${name} ${quoted(id)}`, target, missing)),
      ),
    )
  })
}

/** The names, one or several, that are not known. */
function dangling(names: unknown, known: ReadonlySet<string>): string[] {
  if (typeof names === 'string') return known.has(names) ? [] : [names]
  return Array.isArray(names) ? names.flatMap((name: unknown) => dangling(name, known)) : []
}

function seatIssues({ fact, id }: Row<Decision>, people: ReadonlySet<string>): Issue[] {
  const seated = fact.rule === undefined ? [] : seatsOf(fact.rule)
  return dangling(seated, people).map(missing => unknownName(`decisions ${quoted(id)}`, 'stakeholders', missing))
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
    ...[...units.keys()].flatMap(id => ancestryIssues(id, units)),
    ...[...shares].flatMap(([parent, sum]) => {
      const whose = parent === '' ? 'the account' : `unit ${quoted(parent)}`
      return sum > 1 + 1e-9
        ? [problem('units', `the shares of ${whose} sum to ${Number(sum.toPrecision(6))}, at most 1 is there to share`)]
        : []
    }),
  ]
}

function ancestryIssues(id: string, units: ReadonlyMap<string, OrgUnit>): Issue[] {
  let depth = 0
  for (let at = units.get(id)?.parent; at !== undefined; at = units.get(at)?.parent) {
    if (at === id) return [problem(`units ${quoted(id)}`, 'is its own ancestor. Give it a parent outside its own parts.')]
    depth++
    if (depth <= VILLAGE_LIMITS.unitDepth) continue
    // Beyond the limit the chain is either too long or a circle that this unit hangs on; whoever is in the circle reports it.
    if (circles(at, units)) return []
    throw new LimitExceededError('units', 'levels of units', VILLAGE_LIMITS.unitDepth, depth, 'Merge levels that nobody tells apart.')
  }
  return []
}

function circles(start: string, units: ReadonlyMap<string, OrgUnit>): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = start; at !== undefined; at = units.get(at)?.parent) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}
