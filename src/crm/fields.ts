import { isNothing } from '../reading/words.js'
import { compareText } from '../support/order.js'
import { listIn, type PageForm } from './lists.js'
import { isNumbered, numberedIn } from './numbered.js'
import { typedValue } from './typedValues.js'
import { isEndless, isObject } from './values.js'

/** What a field can hold. */
export type Scalar = string | number | boolean

/**
 * The fields of one record, however their names are spelled: `AccountId`, `accountId`, `account_id` and `ACCOUNTID` are one. What is empty
 * is `null`.
 *
 * Fields of a related record have dotted names, `Account.Name`, whether they came as a column of that name or as an object.
 */
export type Fields = ReadonlyMap<string, Scalar | null>

/** A record taken apart. */
export interface RecordParts {
  readonly fields: Fields
  /** The lists in it, such as the results of a sub-query, by the name of the field. */
  readonly lists: readonly (readonly [name: string, list: object])[]
  /** The names of those that stood in numbered columns. */
  readonly numbered?: readonly string[]
}

/** What tells the parts of a record from the record. */
export interface RecordForm extends PageForm {
  /** Objects in a record whose fields are its own, such as `properties`. */
  readonly inline?: readonly string[]
}

/** Takes a record apart. Only what it has itself and shows is read, so that nothing inherited passes for data. */
export function recordParts(record: object, form: RecordForm): RecordParts {
  const found: [string, Scalar | null][] = []
  const lists: [string, object][] = []
  const numbered: string[] = []
  collect(record, '', { form, found, lists, numbered })
  const fields = new Map<string, Scalar | null>()
  for (const [name, value] of found) fields.set(lower(name), either(fields.get(lower(name)), value))
  const bare = new Map<string, Scalar | null>()
  for (const [key, value] of fields) {
    // The exact spelling comes first, so that `a_b__c` and `ab__c` stay two fields.
    if (key.includes('_') && !fields.has(bareName(key))) bare.set(bareName(key), either(bare.get(bareName(key)), value))
  }
  for (const [key, value] of bare) fields.set(key, value)
  return { fields, lists, ...(numbered.length > 0 && { numbered }) }
}

/** What a field holds, or `undefined` when it is empty or not there. */
export function fieldOf(fields: Fields, name: string): Scalar | undefined {
  const [key, bare] = fieldKeys(name)
  return fields.get(key) ?? (bare === key ? undefined : fields.get(bare)) ?? undefined
}

// What importers ask for are a few hundred names, a hundred thousand times each.
const KEYS = new Map<string, readonly [key: string, bare: string]>()
const MOST_KEYS = 5000

/** The two names under which a field may be kept: in its exact spelling, and without underscores. */
export function fieldKeys(name: string): readonly [key: string, bare: string] {
  const known = KEYS.get(name)
  if (known !== undefined) return known
  const key = name.toLowerCase()
  const keys = [key, bareName(key)] as const
  if (KEYS.size < MOST_KEYS) KEYS.set(name, keys)
  return keys
}

/** The id in a field; `undefined` where it is empty, or holds a word for nothing. */
export function idIn(fields: Fields, name: string): string | undefined {
  const given = fieldOf(fields, name)
  return given === undefined || isNothing(given) ? undefined : String(given)
}

/** How deep related records may nest, one more than Salesforce allows. */
const DEPTH = 6

interface Collection {
  readonly form: RecordForm
  readonly found: [string, Scalar | null][]
  readonly lists: [string, object][]
  readonly numbered: string[]
}

function collect(record: object, prefix: string, into: Collection): void {
  const { form, found, lists } = into
  const numbered = numberedIn(record)
  for (const [name, rows] of numbered) {
    lists.push([prefix + name, rows])
    into.numbered.push(prefix + name)
  }
  for (const key of Object.keys(record)) {
    const value: unknown = Reflect.get(record, key)
    const name = prefix + key
    const typed = isObject(value) ? typedValue(value) : undefined
    if (numbered.size > 0 && isNumbered(key, numbered)) continue
    if (typed !== undefined) found.push([name, typed])
    if (!isObject(value)) found.push([name, scalar(value)])
    else if (value instanceof Date) found.push([name, Number.isNaN(value.getTime()) ? String(value) : value.toISOString()])
    else if (isChoices(value)) found.push([name, value.length === 0 ? null : value.join(';')])
    else if (listIn(value, form) !== undefined) lists.push([name, value])
    else if (form.inline?.includes(name) === true) collect(value, '', into)
    else if (name.split('.').length < DEPTH) collect(value, `${name}.`, into)
  }
}

/** Whether the value is the choices of a picklist, which some pipelines give as a list rather than joined by semicolons. */
function isChoices(value: object): value is readonly (string | number)[] {
  return Array.isArray(value) && !isEndless(value) && value.every(each => typeof each === 'string' || typeof each === 'number')
}

/** Spreadsheets know no null: an empty cell is one. NUL is no character of any text. */
function scalar(value: unknown): Scalar | null {
  if (typeof value === 'string') {
    const text = value.includes('\0') ? value.replaceAll('\0', '') : value
    return text.trim() === '' ? null : text
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return typeof value === 'bigint' ? String(value) : null
}

/** Of two values of one field, spelled in two ways, the one that is not empty, or the first in the order of text. */
function either(before: Scalar | null | undefined, value: Scalar | null): Scalar | null {
  if (before === undefined || before === null) return value
  return value === null || compareText(String(before), String(value)) <= 0 ? before : value
}

/** Files may begin with a byte-order mark, which then sticks to the name of the first column; it is trimmed like a space. */
function lower(name: string): string {
  return name.trim().toLowerCase()
}

function bareName(key: string): string {
  return key.replaceAll('_', '')
}
