import { errorFor, InvalidArgumentError, type Issue, quoted } from '../errors.js'
import { FACT_ARRAYS, type FactArray, type Village, type VillageFacts } from '../model/village.js'
import { badDate, formatInstant, parseInstant, type TimeInput } from '../support/instants.js'
import { date, type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { type Admitted, admit, alreadySound } from './admit.js'
import { joined } from './check.js'
import { contentText } from './merge.js'
import { NO_REGISTERS } from './registers.js'
import { areSameRows, type Row, type RowArray, rowsBy } from './rows.js'
import { rowsOf, villageOf } from './village.js'

/** When something was learned. */
export interface Learned {
  /** When we learned it, a day from its beginning in UTC on; what is known only up to then shows what was believed before. */
  readonly recordedAt: TimeInput
}

/** What each part of `Learned` may be. */
export const LEARNED_OPTIONS: OptionShape<Learned> = { recordedAt: date }

/** When a fact was found to be wrong, and in which array it is where its id is in several. */
export interface Retraction extends Learned {
  /** The array that holds the fact; needed only where its id stands in several. */
  readonly kind?: FactArray | undefined
}

const RETRACTION_OPTIONS: OptionShape<Retraction> = { ...LEARNED_OPTIONS, kind: oneOf(...FACT_ARRAYS) }

/**
 * The village with facts in place of what it believed so far under the same ids: from `recordedAt` on the new content holds, and a snapshot
 * that knows only what was known before still sees the old one. Facts with new ids are learned at `recordedAt` unless they say when; facts
 * that say the same change nothing; what had been retracted is believed again.
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
export function revise(village: Village, facts: VillageFacts, options: Learned): Village {
  const { recordedAt } = optionsOf('revise', options, LEARNED_OPTIONS, ['recordedAt'])
  return reviseAs('revise', village, facts, recordedAt)
}

/** `revise` for facts of unknown origin, under the name of the function that the caller called. */
export function reviseAs(where: string, village: Village, facts: unknown, recordedAt: TimeInput): Village {
  const moment = momentOf(where, recordedAt)
  const known = rowsOf(where, village)
  const added = admit(where, facts, known)
  const issues: Issue[] = []
  const revised = rowsBy(name => {
    const versions = versionsById<unknown>(known[name])
    return added.rows[name].flatMap((row): Row<unknown>[] => {
      const before = versions.get(row.id)
      // What is new is learned now, unless it says when; what it says was believed only before now is history and no revision.
      if (before === undefined) return [isDated(row.fact) ? row : from(row, moment)]
      if (row.knownTo <= moment) return [row]
      const believed = before.filter(version => version.knownTo > moment)
      if (believed.length > 0 && believed.every(version => contentText(version) === contentText(row))) return []
      for (const version of believed)
        if (version.knownFrom > moment) issues.push({ ...tooEarly(name, version, moment), path: added.placeOf(name, row.index) })
      return [...believed.map(version => until(version, moment)), from(row, moment)]
    })
  }, added.rows.registers)
  return replaced(where, village, { ...added, rows: revised, issues: [...added.issues, ...issues] })
}

/**
 * The village in which a fact is no longer believed from `recordedAt` on. Snapshots that know only what was known before still see it.
 *
 * @param options when we ceased to believe it, and `kind`, the array that holds the fact, where an id stands in several arrays
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
export function retract(village: Village, factId: string, options: Retraction): Village {
  const { recordedAt, kind } = optionsOf('retract', options, RETRACTION_OPTIONS, ['recordedAt'])
  const moment = momentOf('retract', recordedAt)
  const known = rowsOf('retract', village)
  const holding = FACT_ARRAYS.filter(name => (kind ?? name) === name && known[name].some(row => row.id === factId))
  const believing = holding.filter(name => known[name].some(row => row.id === factId && row.knownTo > moment))
  const [name, ...others] = believing.length > 0 ? believing : holding
  if (name === undefined || others.length > 0) throw notOne(factId, holding)
  const believed = known[name].filter(row => row.id === factId && row.knownTo > moment)
  const late = believed.flatMap(row => (row.knownFrom > moment ? [tooEarly(name, row, moment)] : []))
  if (late.length > 0) throw errorFor('retract', late)
  const ended = rowsBy(each => (each === name ? believed.map(row => until(row, moment)) : []), NO_REGISTERS)
  return replaced('retract', village, alreadySound(ended))
}

/** All versions of each id. */
function versionsById<F>(rows: readonly Row<F>[]): ReadonlyMap<string, readonly Row<F>[]> {
  const versions = new Map<string, Row<F>[]>()
  for (const row of rows) {
    const before = versions.get(row.id)
    if (before === undefined) versions.set(row.id, [row])
    else before.push(row)
  }
  return versions
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

function replaced(where: string, village: Village, added: Admitted): Village {
  const known = rowsOf(where, village)
  const whole = joined(where, known, added)
  return areSameRows(whole, known) ? village : villageOf(whole, village)
}

/** Whether a fact says when it was learned. */
function isDated(fact: unknown): boolean {
  return typeof fact === 'object' && fact !== null && 'recordedAt' in fact
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

/** The moment at which something was learned. */
export function momentOf(where: string, recordedAt: TimeInput): number {
  const moment = parseInstant(recordedAt)
  if (moment !== undefined) return moment
  throw errorFor(where, [{ path: 'recordedAt', message: badDate(recordedAt), code: 'invalidDate' }])
}

/** Why a version of a fact cannot end at a moment: it was learned later. */
export function tooEarly(name: RowArray, row: Row<unknown>, moment: number): Issue {
  const message = `was learned on ${formatInstant(row.knownFrom)}, after ${formatInstant(moment)}`
  return { path: `${name} ${quoted(row.id)}`, message, code: 'invalidArgument' }
}

function notOne(factId: string, holding: readonly RowArray[]): InvalidArgumentError {
  const message =
    holding.length === 0
      ? `there is no fact with the id ${quoted(factId)}`
      : `${quoted(factId)} is an id in ${holding.join(' and ')}. Say which with { kind }.`
  return new InvalidArgumentError('retract', [{ path: 'factId', message, code: 'invalidArgument' }])
}
