import { errorFor, InvalidArgumentError, type Issue, quoted } from '../errors.js'
import type { FactArray, Village, VillageFacts } from '../model/village.js'
import { DATE_HELP, formatInstant, parseInstant, type TimeInput } from '../support/instants.js'
import { admit } from './admit.js'
import { checkWhole } from './check.js'
import { contentText, mergeRows } from './merge.js'
import { ROW_ARRAYS, type Row, type RowArray, rowsBy } from './rows.js'
import { rowsOf, villageOf } from './village.js'

/** When something was learned. */
export interface Learned {
  readonly recordedAt: TimeInput
}

/**
 * The village with facts in place of what it believed so far under the same ids: from `recordedAt` on the new content holds, and a snapshot that knows
 * only what was known before still sees the old one. Facts with new ids are recorded; facts that say the same change nothing.
 *
 * It is what a second import of a system needs, where titles and values have changed since the first.
 *
 * @throws the errors of `record`; also when a fact was itself learned after `recordedAt`
 * @example
 * import { createVillage, revise, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', title: 'Engineer' }] })
 * const revised = revise(village, { stakeholders: [{ id: 'ann', title: 'Head of IT' }] }, { recordedAt: '2026-03-02' })
 * snapshot(revised, '2026-03-01').stakeholders[0]?.title //=> 'Engineer'
 * snapshot(revised, '2026-03-02').stakeholders[0]?.title //=> 'Head of IT'
 */
export function revise(village: Village, facts: VillageFacts, { recordedAt }: Learned): Village {
  return reviseAs('revise', village, facts, recordedAt)
}

/** `revise` under the name of the function that the caller called. */
export function reviseAs(where: string, village: Village, facts: VillageFacts, recordedAt: TimeInput): Village {
  const moment = momentOf(where, recordedAt)
  const known = rowsOf(village)
  const added = admit(where, facts)
  const issues: Issue[] = []
  const revised = rowsBy(name => {
    const believed = believedRows<unknown>(known[name])
    return added[name].flatMap((row): Row<unknown>[] => {
      const before = believed.get(row.id)
      if (before === undefined) return [row]
      if (contentText(before) === contentText(row)) return []
      if (before.knownFrom > moment) issues.push(tooEarly(name, before, moment))
      return [until(before, moment), from(row, moment)]
    })
  })
  if (issues.length > 0) throw errorFor(where, issues)
  return replaced(where, village, revised)
}

/**
 * The village in which a fact is no longer believed from `recordedAt` on. Snapshots that know only what was known before still see it.
 *
 * @param kind the array that holds the fact; needed only where an id stands in several arrays
 * @throws InvalidArgumentError when no fact, or facts of several kinds, have the id
 * @example
 * import { createVillage, retract, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   observations: [{ id: 'o1', stakeholder: 'ann', at: '2026-03-02', sentiment: -0.8, via: 'text' }],
 * })
 * const better = retract(village, 'o1', { recordedAt: '2026-03-05' })
 * snapshot(better, '2026-03-06').observations.length //=> 0
 * snapshot(better, '2026-03-04').observations.length //=> 1
 */
export function retract(village: Village, factId: string, { recordedAt, kind }: Learned & { readonly kind?: FactArray }): Village {
  const moment = momentOf('retract', recordedAt)
  const known = rowsOf(village)
  const holding = ROW_ARRAYS.filter(
    name => name !== 'accounts' && (kind ?? name) === name && believedRows<unknown>(known[name]).has(factId),
  )
  if (holding.length !== 1) throw notOne(factId, holding)
  const believed = known[holding[0] ?? 'accounts'].filter(row => row.id === factId && row.knownTo > moment)
  const late = believed.flatMap(row => (row.knownFrom > moment ? [tooEarly(holding[0] ?? 'accounts', row, moment)] : []))
  if (late.length > 0) throw errorFor('retract', late)
  return replaced(
    'retract',
    village,
    rowsBy(name => (name === holding[0] ? believed.map(row => until(row, moment)) : [])),
  )
}

/** The believed version of each id: the latest that has not been retracted. */
export function believedRows<F>(rows: readonly Row<F>[]): ReadonlyMap<string, Row<F>> {
  const believed = new Map<string, Row<F>>()
  for (const row of rows) {
    if (row.knownTo === Number.POSITIVE_INFINITY && row.knownFrom >= (believed.get(row.id)?.knownFrom ?? row.knownFrom))
      believed.set(row.id, row)
  }
  return believed
}

function replaced(where: string, village: Village, rows: ReturnType<typeof rowsOf>): Village {
  const known = rowsOf(village)
  const whole = rowsBy(name => mergeRows(where, name, known[name], rows[name]))
  if (ROW_ARRAYS.every(name => whole[name] === known[name])) return village
  checkWhole(where, whole, rows)
  return villageOf(whole)
}

function until(row: Row<unknown>, moment: number): Row<unknown> {
  return { ...row, fact: stamped(row.fact, { retractedAt: formatInstant(moment) }), knownTo: moment }
}

function from(row: Row<unknown>, moment: number): Row<unknown> {
  return { ...row, fact: stamped(row.fact, { recordedAt: formatInstant(moment) }), knownFrom: moment }
}

/** The fact with another time of learning it or of ceasing to believe it, its fields in the order of every stored fact. */
function stamped(fact: unknown, stamp: { readonly recordedAt?: string; readonly retractedAt?: string }): unknown {
  if (typeof fact !== 'object' || fact === null) return fact
  const { id, recordedAt, retractedAt, ...content } = { recordedAt: undefined, retractedAt: undefined, id: undefined, ...fact, ...stamp }
  return { id, ...(recordedAt !== undefined && { recordedAt }), ...(retractedAt !== undefined && { retractedAt }), ...content }
}

function momentOf(where: string, recordedAt: TimeInput): number {
  const moment = parseInstant(recordedAt)
  if (moment !== undefined) return moment
  throw errorFor(where, [{ path: 'recordedAt', message: `is no date. ${DATE_HELP}`, code: 'invalidDate' }])
}

function tooEarly(name: RowArray, row: Row<unknown>, moment: number): Issue {
  const message = `was learned on ${formatInstant(row.knownFrom)}, after ${formatInstant(moment)}`
  return { path: `${name} ${quoted(row.id)}`, message, code: 'invalidArgument' }
}

function notOne(factId: string, holding: readonly RowArray[]): InvalidArgumentError {
  const message =
    holding.length === 0
      ? `no fact with the id ${quoted(factId)} is believed`
      : `${quoted(factId)} is an id in ${holding.join(' and ')}. Say which with { kind }.`
  return new InvalidArgumentError('retract', [{ path: 'factId', message, code: 'invalidArgument' }])
}
