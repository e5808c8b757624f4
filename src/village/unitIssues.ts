import { type Issue, LimitExceededError, quoted } from '../errors.js'
import { VILLAGE_LIMITS } from '../model/village.js'
import type { Admitted } from './admit.js'
import type { Row, Rows } from './rows.js'

/** A unit, as far as its place among the others goes. */
interface PlacedUnit {
  readonly parent?: string
  readonly share?: number
}

/** Units as they are believed last must form a tree, not too deep, and leave no more than a whole to share; the issues are of those in `own`. */
export function unitIssues(whole: Rows, own: readonly Row<object>[], added: Admitted): Issue[] {
  if (own.length === 0) return []
  const units = new Map<string, PlacedUnit>()
  const places = new Map(own.map(({ id, index }) => [id, added.placeOf('units', index)]))
  for (const { id, fact, knownTo } of [...whole.units, ...(added.faulty.get('units') ?? [])]) {
    if (knownTo === Number.POSITIVE_INFINITY && !units.has(id)) units.set(id, placedUnit(fact))
  }
  const shares = new Map<string, number>()
  for (const { parent = '', share = 0 } of units.values()) shares.set(parent, (shares.get(parent) ?? 0) + share)
  const circling = inCircles(units).flatMap(id => {
    const place = places.get(id)
    return place === undefined
      ? []
      : [problem(`${place}.parent`, `${quoted(id)} is its own ancestor. Give it a parent outside its own parts.`)]
  })
  const overfull = [...shares].flatMap(([parent, sum]) => {
    const whose = parent === '' ? 'the account' : `unit ${quoted(parent)}`
    const exact = Number(sum.toPrecision(6))
    const place = sum > 1 + 1e-9 ? lastSharing(parent, own, added) : undefined
    return place === undefined ? [] : [problem(place, `the shares of ${whose} sum to ${exact}, more than 1. Lower them.`)]
  })
  return [...circling, ...overfull]
}

/** The place of the share, of those given with that parent, that was given last. */
function lastSharing(parent: string, own: readonly Row<object>[], added: Admitted): string {
  const sharing = own.filter(({ fact }) => {
    const unit = placedUnit(fact)
    return unit.share !== undefined && (unit.parent ?? '') === parent
  })
  const last = sharing.reduce((most, { index }) => Math.max(most, index), -1)
  return last < 0 ? 'units' : `${added.placeOf('units', last)}.share`
}

function placedUnit(fact: object): PlacedUnit {
  const { parent, share }: { readonly parent?: unknown; readonly share?: unknown } = fact
  return { ...(typeof parent === 'string' && { parent }), ...(typeof share === 'number' && { share }) }
}

/** The units that are their own ancestors, found in one walk over all of them. */
function inCircles(units: ReadonlyMap<string, PlacedUnit>): string[] {
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
      throw new LimitExceededError('units', 'levels of units', VILLAGE_LIMITS.unitDepth, depth, 'Merge levels that no one tells apart.')
    }
  }
  return circling
}

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}
