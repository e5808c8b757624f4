import type { Stakeholder } from '../model/stakeholder.js'
import type { Upheaval } from '../model/upheaval.js'
import { groupedBy } from '../support/grouping.js'
import { DAY, parseInstant } from '../support/instants.js'
import { lastOf } from './moment.js'
import type { Row } from './rows.js'
import type { Snapshot } from './snapshot.js'
import { rowsBehind } from './work.js'

/**
 * Whom an upheaval concerns: the people it names, otherwise everybody who was in its unit or a unit below it on that day, otherwise
 * everybody, which is `undefined`. Who was where is as we saw it on that day, or as we first saw it where that was later.
 */
export function concernedBy(s: Snapshot, { at, unit, stakeholders }: Upheaval): ReadonlySet<string> | undefined {
  if (stakeholders !== undefined) return new Set(stakeholders)
  if (unit === undefined) return undefined
  const start = parseInstant(at) ?? Number.NaN
  const rows = rowsBehind(s)
  const knownOn = lastOf(s.knownOn)
  const parents = new Map(versionsOn(rows.units, start, knownOn).map(({ fact }) => [fact.id, fact.parent]))
  const isWithin = (inner: string | undefined): boolean => {
    // Revisions that never stood together can make units circle.
    const seen = new Set<string>()
    for (let each = inner; each !== undefined && !seen.has(each); each = parents.get(each)) {
      if (each === unit) return true
      seen.add(each)
    }
    return false
  }
  const wasThere = ({ from, to }: Row<Stakeholder>): boolean => from <= start && start < to
  const people = versionsOn(rows.stakeholders, start, knownOn)
  const recorded = new Set(rows.stakeholders.map(({ id }) => id))
  const supposed = s.stakeholders.filter(({ id, joinedAt }) => !recorded.has(id) && (parseInstant(joinedAt) ?? start) <= start)
  return new Set(
    [...people.flatMap(row => (wasThere(row) ? [row.fact] : [])), ...supposed].flatMap(each => (isWithin(each.unit) ? [each.id] : [])),
  )
}

/** Of each id the version that was believed at the end of a day, or else the one that was known first. */
function versionsOn<F>(rows: readonly Row<F>[], start: number, knownOn: number): Row<F>[] {
  const end = Math.floor(start / DAY) * DAY + DAY - 1
  return [
    ...groupedBy(
      rows.filter(({ knownFrom }) => knownFrom <= knownOn),
      ({ id }) => id,
    ).values(),
  ].flatMap(versions => {
    const believed = versions.find(({ knownFrom, knownTo }) => knownFrom <= end && end < knownTo)
    // Versions stand with the one known last first.
    const found = believed ?? (versions.every(({ knownFrom }) => knownFrom > end) ? versions.at(-1) : undefined)
    return found === undefined ? [] : [found]
  })
}
