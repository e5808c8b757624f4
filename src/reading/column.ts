import type { Instant } from '../support/instants.js'
import type { OffsetAt } from '../support/zones.js'
import { decimalSignsIn, numberIn, numbersIn } from './numbers.js'
import { DAY_ORDERS, type DayOrder, type DecimalSign, type ResolvedRules } from './rules.js'
import { instantAt, isMidnight, isPlainIso, timesIn, type WrittenTime } from './times.js'
import { type Cell, flagIn, isNothing } from './words.js'

/**
 * What a column holds.
 * - `day`: calendar days; a time of day beside one is of no matter
 * - `time`: instants
 * - `dayOrTime`: instants, of which the day will do where the zone is not known
 * - `number`
 * - `flag`: yes or no
 */
export type ColumnType = 'day' | 'time' | 'dayOrTime' | 'number' | 'flag'

/** What the cells of a column tell of how they are written. Columns of several parts of a table can be put together. */
export interface ColumnEvidence {
  /** The orders in which every day of the column can be read. */
  readonly orders: readonly DayOrder[]
  /** The signs by which every number of the column can be read. */
  readonly signs: readonly DecimalSign[]
  /** Whether there are times without an offset, and whether all of them are midnights. */
  readonly walls: 'none' | 'midnights' | 'times'
}

export const NO_EVIDENCE: ColumnEvidence = { orders: DAY_ORDERS, signs: ['.', ','], walls: 'none' }

/** What the cells of a column tell of how they are written. What is nothing of the type tells nothing. */
export function evidenceIn(
  type: ColumnType,
  cells: Iterable<Cell | null | undefined>,
  before: ColumnEvidence = NO_EVIDENCE,
): ColumnEvidence {
  let evidence = before
  for (const cell of cells) {
    if (typeof cell !== 'string') continue
    // The frequent forms that say nothing are known at once.
    if (type !== 'number' && isPlainIso(cell)) continue
    if (type === 'number') evidence = withSigns(evidence, decimalSignsIn(cell))
    else if (type !== 'flag') evidence = withTimes(evidence, cell)
  }
  return evidence
}

function withSigns(evidence: ColumnEvidence, found: readonly DecimalSign[]): ColumnEvidence {
  if (found.length !== 1) return evidence
  const signs = evidence.signs.filter(sign => found.includes(sign))
  return signs.length === evidence.signs.length ? evidence : { ...evidence, signs }
}

function withTimes(evidence: ColumnEvidence, cell: string): ColumnEvidence {
  const times = timesIn(cell)
  const wall = times.find(({ wall }) => wall !== undefined)
  const walls = wall === undefined ? evidence.walls : isMidnight(wall) && evidence.walls !== 'times' ? 'midnights' : 'times'
  const able = times.length > 0 && !/^\s*\d{4}\D/.test(cell) ? DAY_ORDERS.filter(order => timesIn(cell, order).length > 0) : DAY_ORDERS
  const dotted = /^\s*\d{1,2}\./.test(cell) ? able.filter(order => order === 'dmy') : able
  const orders = evidence.orders.filter(order => dotted.includes(order))
  if (walls === evidence.walls && orders.length === evidence.orders.length) return evidence
  return { ...evidence, walls, orders }
}

/** A rule that the cells of a column settle and nobody gave: what comes first in its days, or the sign before its decimals. */
export type InferredRule = { readonly dayOrder: DayOrder } | { readonly decimal: DecimalSign }

/**
 * What a cell says.
 * - `value`: it
 * - `nothing`: it is empty, or holds a word for nothing
 * - `unclear`: it says something by the rule that is named, and which one that is nobody knows
 * - `unreadable`: it is nothing of the type
 */
export type CellReading<Value> =
  | { readonly is: 'value'; readonly value: Value }
  | { readonly is: 'nothing' }
  | { readonly is: 'unclear'; readonly rule: 'dayOrder' | 'decimal' | 'timeZone' }
  | { readonly is: 'unreadable' }

/** Reads the cells of a column by its rules. */
export interface ColumnReader<Value> {
  /** The zone of times without an offset, where something beside the column tells it. */
  read(cell: Cell | null | undefined, zone?: OffsetAt | string): CellReading<Value>
  /** The rule that the column settled, once a cell was read by it that could be read otherwise. */
  inferred(): InferredRule | undefined
}

const NOTHING = { is: 'nothing' } as const
const UNREADABLE = { is: 'unreadable' } as const

/** A reader of days and times. Days are given as `2026-03-02`, instants in the stored form. */
export function timeReader(
  type: 'day' | 'time' | 'dayOrTime',
  rules: ResolvedRules,
  evidence: ColumnEvidence = NO_EVIDENCE,
): ColumnReader<Instant> {
  const [settled, ...others] = evidence.orders
  const inferable = rules.dayOrder === undefined && settled !== undefined && others.length === 0 ? settled : undefined
  let used: InferredRule | undefined
  return {
    read(cell, zone = rules.offsetAt) {
      if (cell === null || cell === undefined || isNothing(cell, rules.words)) return NOTHING
      const readings = timesIn(cell, rules.dayOrder)
      const [only, ...more] = readings
      if (only === undefined) return timesIn(cell).length > 0 ? { is: 'unclear', rule: 'dayOrder' } : UNREADABLE
      if (more.length > 0 && inferable === undefined) return { is: 'unclear', rule: 'dayOrder' }
      const [time = only] = more.length > 0 ? timesIn(cell, inferable) : readings
      if (more.length > 0 && inferable !== undefined) used = { dayOrder: inferable }
      return timeFrom(time, type, zone, evidence.walls)
    },
    inferred: () => used,
  }
}

function timeFrom(
  time: WrittenTime,
  type: 'day' | 'time' | 'dayOrTime',
  zone: OffsetAt | string | undefined,
  walls: ColumnEvidence['walls'],
): CellReading<Instant> {
  if (type === 'day') return { is: 'value', value: time.day }
  if (time.instant !== undefined) return { is: 'value', value: time.instant }
  // A day has no zone, and neither has one that looks like its midnight in a column of midnights.
  if (time.wall === undefined || (isMidnight(time) && walls !== 'times')) return { is: 'value', value: time.day }
  if (zone !== undefined) {
    const value = instantAt(time, zone)
    return value === undefined ? UNREADABLE : { is: 'value', value }
  }
  return type === 'dayOrTime' ? { is: 'value', value: time.day } : { is: 'unclear', rule: 'timeZone' }
}

/** A reader of finite numbers. */
export function numberReader(rules: ResolvedRules, evidence: ColumnEvidence = NO_EVIDENCE): ColumnReader<number> {
  const [settled, ...others] = evidence.signs
  const inferable = rules.decimal === undefined && settled !== undefined && others.length === 0 ? settled : undefined
  let used: InferredRule | undefined
  return {
    read(cell) {
      if (cell === null || cell === undefined || isNothing(cell, rules.words)) return NOTHING
      const readings = numbersIn(cell)
      if (readings.size === 0) return UNREADABLE
      const sign = rules.decimal ?? inferable
      if (new Set(readings.values()).size > 1 && sign === undefined) return { is: 'unclear', rule: 'decimal' }
      const [first] = readings.values()
      const own = rules.decimal === undefined ? undefined : numberIn(cell, rules.decimal)
      // By the rule that was given it is no number, and by the other one it would be.
      if (rules.decimal !== undefined && own === undefined) return { is: 'unclear', rule: 'decimal' }
      const value = own ?? (sign === undefined ? first : (readings.get(sign) ?? first))
      if (inferable !== undefined && new Set(readings.values()).size > 1) used = { decimal: inferable }
      return value === undefined ? UNREADABLE : { is: 'value', value }
    },
    inferred: () => used,
  }
}

/** A reader of yes and no. */
export function flagReader({ words }: ResolvedRules): ColumnReader<boolean> {
  return {
    read(cell) {
      if (cell === null || cell === undefined || isNothing(cell, words)) return NOTHING
      const value = flagIn(cell, words)
      return value === undefined ? UNREADABLE : { is: 'value', value }
    },
    inferred: () => undefined,
  }
}

/** Why a cell has no value, to follow the name of its column. */
export function whyNot(read: CellReading<unknown>, none: string): string {
  return read.is === 'unclear' ? UNCLEAR[read.rule] : `${none}, so it was left out`
}

const UNCLEAR = {
  dayOrder: 'can be read in two ways; say with the option dayOrder what comes first',
  decimal: 'can be read in two ways; say with the option decimal which',
  timeZone: 'has a time without a zone; name the zone with the option timeZone',
} as const
