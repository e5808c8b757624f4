import type { ReferenceTarget } from '../model/fact.js'
import { isLiveMove } from '../model/move.js'
import { partsOf } from '../model/named.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { type Instant, parseInstant, type TimeInput, toInstant } from '../support/instants.js'
import { date, listOf, type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { sortedByText } from '../support/order.js'
import { countsOf, type ErasureCounts, eraseStakeholder } from './eraseStakeholder.js'
import { kindOf, type Row, type Rows } from './rows.js'
import { open, ownCopy, rowsOf } from './village.js'
import { moveWithout } from './withoutPerson.js'

/** The arrays of which facts come of age: all but what the account itself consists of, and who of ours works with it. */
export const RETENTION_ARRAYS = FACT_ARRAYS.filter(name => !['units', 'decisions', 'questions', 'teammates'].includes(name))

export interface RetentionOptions {
  /** Before when a fact must be over to go; a day means its beginning. */
  readonly olderThan: TimeInput
  /** The arrays that are looked at, such as `['observations', 'comments']`; when absent, all but units, decisions, questions and teammates. */
  readonly kinds?: readonly FactArray[] | undefined
}

/** What went, in numbers. */
export interface RetentionReceipt {
  readonly olderThan: Instant
  /** How many facts are gone, each version counts. */
  readonly removed: ErasureCounts
}

/** A village without what is too old to be kept. */
export interface RetainedVillage {
  readonly village: Village
  readonly receipt: RetentionReceipt
}

/**
 * The village without facts that were over before a moment, in all versions: what happened or was said before it, roles, ties and the like
 * that ended, expectations that were met or missed, moves that were done or dropped, and what has not been believed since. People who left
 * before it go with everything about them, and their name in texts of others, as after `eraseStakeholder`, but without a tombstone: they may
 * come back. What is still true stays, however old it is.
 *
 * An import brings back what its source still holds: apply it after each import, and shorten the source's own retention too.
 *
 * @throws InvalidArgumentError for an array that there is not; InvalidDateError for a moment that is none
 * @example
 * import { createVillage } from 'account-village'
 * import { applyRetention } from 'account-village/store'
 * const before = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo', leftAt: '2022-05-01' }],
 *   observations: ['2022-03-02', '2026-03-02'].map(at => ({ stakeholder: 'ann', at, sentiment: 0.4, via: 'survey' as const })),
 * })
 * const { village, receipt } = applyRetention(before, { olderThan: '2024-01-01' })
 * village.observations.map(({ at }) => at) //=> ['2026-03-02T00:00:00.000Z']
 * receipt.removed //=> { stakeholders: 1, observations: 1 }
 */
export function applyRetention(village: Village, options: RetentionOptions): RetainedVillage {
  const { olderThan, kinds = RETENTION_ARRAYS } = optionsOf('applyRetention', options, OPTIONS, ['olderThan'])
  const moment = parseInstant(olderThan) ?? 0
  const known = ownCopy('applyRetention', village)
  const asked = new Set(kinds)
  const all = rowsOf('applyRetention', known)
  const isOldPerson = oldAmong(all, asked, moment)
  const staying = new Set(all.stakeholders.flatMap(row => (isOldPerson('stakeholders', row) ? [] : [row.id])))
  const gone = new Set(all.stakeholders.flatMap(({ id }) => (staying.has(id) ? [] : [id])))
  const withoutPeople = [...gone].reduce((rest, id) => eraseStakeholder(rest, id).village, known)
  const rows = rowsOf('applyRetention', withoutPeople)
  const isOld = oldAmong(rows, asked, moment)
  const left = FACT_ARRAYS.map(name => {
    const before: readonly Row<object>[] = rows[name]
    const kept = before.filter(row => !isOld(name, row))
    return { name, facts: kept.map(({ fact }) => fact), ids: new Set(kept.map(({ id }) => id)), isSame: kept.length === before.length }
  })
  const removed = countsOf(left, ({ name, facts }) => known[name].length - facts.length)
  const receipt = deepFreeze({ olderThan: toInstant(olderThan) ?? '', removed })
  if (gone.size === 0 && left.every(({ isSame }) => isSame)) return Object.freeze({ village: known, receipt })
  const ids = new Map<ReferenceTarget, ReadonlySet<string>>(left.flatMap(each => (isAnswered(each.name) ? [[each.name, each.ids]] : [])))
  const isGone = (target: ReferenceTarget, id: unknown): boolean => ids.get(target)?.has(String(id)) === false
  const arrays = left.map(({ name, facts }) => [name, name === 'moves' ? facts.map(move => moveWithout(move, isGone)) : facts] as const)
  // Nobody asked to be forgotten: who comes back is welcome.
  const { erasures: _, ...rest } = withoutPeople
  const erasures = known.erasures === undefined ? {} : { erasures: known.erasures }
  return Object.freeze({ village: open('applyRetention', { ...rest, ...erasures, ...Object.fromEntries(arrays) }), receipt })
}

const OPTIONS: OptionShape<RetentionOptions> = { olderThan: date, kinds: listOf(oneOf(...RETENTION_ARRAYS), FACT_ARRAYS.length) }

/** What moves answer or wait for. */
function isAnswered(name: FactArray): name is FactArray & ReferenceTarget {
  return ['expectations', 'barriers', 'comments', 'interviews', 'moves'].includes(name)
}

/** Tells which facts were over before a moment: for good at their end, and what happened once it had; what still holds is not. */
function oldAmong({ moves, expectations }: Rows, asked: ReadonlySet<FactArray>, moment: number) {
  const settled = expectations.filter(({ fact }) => sortedByText(fact.status, ({ at }) => at).at(-1)?.state !== 'open')
  const closed = new Set<object>([...moves.filter(({ fact }) => !isLiveMove(fact)), ...settled].map(({ fact }) => fact))
  const endOf = (name: FactArray, { fact, to }: Row<object>): number => {
    const { begins, ends, times, timesWithin } = kindOf(name)
    if (ends !== undefined) return to
    const happened = begins === 'at' ? ['at', ...times].map((field): unknown => Reflect.get(fact, field)) : []
    const within = timesWithin.flatMap(([field, own]) =>
      partsIn(Reflect.get(fact, field)).flatMap(part => own.map((time): unknown => part[time])),
    )
    return begins === 'at' || closed.has(fact)
      ? Math.max(...[...happened, ...within].flatMap(time => parseInstant(time) ?? []))
      : Number.POSITIVE_INFINITY
  }
  return (name: FactArray, row: Row<object>): boolean => asked.has(name) && Math.min(endOf(name, row), row.knownTo) < moment
}

/** The object in a field, or those in its list. */
function partsIn(value: unknown): { readonly [field: string]: unknown }[] {
  return partsOf(Array.isArray(value) ? value : [value]).map(part => ({ ...part }))
}
