import { MOST_MONEY } from '../model/account.js'
import { flagIn } from '../reading/words.js'
import type { Instant } from '../support/instants.js'
import { type Fields, fieldOf, type RecordParts, type Scalar } from './fields.js'
import { vendorInstant } from './instants.js'
import { type Ledger, report } from './ledger.js'

/** One record of a source: all that was given of it, under one id. */
export interface SourceRecord<Kind extends string = string> {
  /** Its kind, such as `Contact`. */
  readonly object: Kind
  readonly id: string
  readonly fields: Fields
  /** The lists in it, of all its versions, where its source reads them with the record. */
  readonly lists?: RecordParts['lists']
}

/** A field as text, or `undefined` when it is empty. */
export function textOf(record: SourceRecord, name: string): string | undefined {
  const value = fieldOf(record.fields, name)
  return value === undefined ? undefined : String(value)
}

/** A field as yes or no, or `undefined` when it is empty or neither. */
export function flagOf(record: SourceRecord, name: string): boolean | undefined {
  return toFlag(fieldOf(record.fields, name))
}

/** A field as an instant; what is no date is an issue, and `undefined`. */
export function instantOf(record: SourceRecord, name: string, ledger: Ledger): Instant | undefined {
  return checked(record, name, value => vendorInstant(value), 'is no date, so it was left out', ledger)
}

/** A field as a number; what is no number is an issue, and `undefined`. */
export function numberOf(record: SourceRecord, name: string, ledger: Ledger): number | undefined {
  return checked(record, name, toNumber, 'is no number, so it was left out', ledger)
}

/** A field as a number of at least 0; anything else is an issue, and `undefined`. */
export function amountOf(record: SourceRecord, name: string, ledger: Ledger): number | undefined {
  const notNegative = (value: Scalar): number | undefined => {
    const amount = toNumber(value)
    return amount !== undefined && amount >= 0 && amount <= MOST_MONEY ? amount : undefined
  }
  return checked(record, name, notNegative, 'is no number from 0 to 1e21, so it was left out', ledger)
}

/** Yes or no as exports write it. */
export function toFlag(value: Scalar | undefined): boolean | undefined {
  return value === undefined ? undefined : flagIn(value)
}

/** A finite number, or a text that is one in plain decimal notation with a point. */
export function toNumber(value: Scalar | undefined): number | undefined {
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value
  // Adding 0 makes the negative zero an ordinary one.
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : undefined
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

function checked<Value>(
  record: SourceRecord,
  name: string,
  read: (value: Scalar) => Value | undefined,
  complaint: string,
  ledger: Ledger,
): Value | undefined {
  const given = fieldOf(record.fields, name)
  if (given === undefined) return undefined
  const value = read(given)
  if (value === undefined) report(ledger, record, 'invalidValue', `${name} ${complaint}.`)
  return value
}
