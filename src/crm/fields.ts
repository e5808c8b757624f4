import { compareText } from '../support/order.js'

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
}

/** What tells the parts of a record from the record. */
export interface RecordForm {
  /** The fields in which a page holds its records, such as `records`. */
  readonly pages: readonly string[]
  /** Objects in a record whose fields are its own, such as `properties`. */
  readonly inline?: readonly string[]
}

/** Takes a record apart. Only what it has itself and shows is read, so that nothing inherited passes for data. */
export function partsOf(record: object, form: RecordForm): RecordParts {
  const found: [string, Scalar | null][] = []
  const lists: [string, object][] = []
  collect(record, '', { form, found, lists })
  const fields = new Map<string, Scalar | null>()
  for (const [name, value] of found) fields.set(lower(name), either(fields.get(lower(name)), value))
  const bare = new Map<string, Scalar | null>()
  for (const [key, value] of fields) {
    // The exact spelling comes first, so that `a_b__c` and `ab__c` stay two fields.
    if (key.includes('_') && !fields.has(bareName(key))) bare.set(bareName(key), either(bare.get(bareName(key)), value))
  }
  for (const [key, value] of bare) fields.set(key, value)
  return { fields, lists }
}

/** What a field holds, or `undefined` when it is empty or not there. */
export function fieldOf(fields: Fields, name: string): Scalar | undefined {
  const key = name.toLowerCase()
  return fields.get(key) ?? (key.includes('_') ? fields.get(bareName(key)) : undefined) ?? undefined
}

/** Whether the value is a list of records: any iterable but a text, or a page. */
export function isList(value: unknown, form: RecordForm): value is object {
  return isIterable(value) || pageFieldOf(value, form) !== undefined
}

/**
 * The field in which a page holds its records, of which an empty one may hold no list at all; `undefined` for what is no page. A query that
 * is not awaited is none, though it may have such a field already.
 */
export function pageFieldOf(value: unknown, { pages }: RecordForm): string | undefined {
  if (!isObject(value) || isIterable(value) || isAwaited(value)) return undefined
  return pages.find(name => {
    const records = ownValue(value, name)
    return records === null || isIterable(records)
  })
}

/** Whether a list has more places than any export has records; one of holes takes no room. */
export function isEndless(value: unknown): boolean {
  return Array.isArray(value) && value.length > 10_000_000
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  try {
    return isObject(value) && typeof Reflect.get(value, Symbol.iterator) === 'function'
  } catch {
    return false
  }
}

/** Whether the value is data only in the future: a promise, or an asynchronous list such as a stream. */
export function isAwaited(value: object): boolean {
  try {
    return typeof Reflect.get(value, 'then') === 'function' || typeof Reflect.get(value, Symbol.asyncIterator) === 'function'
  } catch {
    return false
  }
}

/** What an object has of its own under a name, `undefined` when it has nothing or does not let it be read. */
export function ownValue(object: object, name: string): unknown {
  try {
    return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** How deep related records may nest, one more than Salesforce allows. */
const DEPTH = 6

interface Collection {
  readonly form: RecordForm
  readonly found: [string, Scalar | null][]
  readonly lists: [string, object][]
}

function collect(record: object, prefix: string, into: Collection): void {
  const { form, found, lists } = into
  for (const key of Object.keys(record)) {
    const value: unknown = Reflect.get(record, key)
    const name = prefix + key
    if (!isObject(value)) found.push([name, scalar(value)])
    else if (value instanceof Date) found.push([name, Number.isNaN(value.getTime()) ? String(value) : value.toISOString()])
    else if (isChoices(value)) found.push([name, value.length === 0 ? null : value.join(';')])
    else if (isList(value, form)) lists.push([name, value])
    else if (form.inline?.includes(name) === true) collect(value, '', into)
    else if (name.split('.').length < DEPTH) collect(value, `${name}.`, into)
  }
}

/** Whether the value is the choices of a picklist, which some pipelines give as a list rather than joined by semicolons. */
function isChoices(value: object): value is readonly (string | number)[] {
  return Array.isArray(value) && !isEndless(value) && value.every(each => typeof each === 'string' || typeof each === 'number')
}

/** Spreadsheets know no null: an empty cell is one. */
function scalar(value: unknown): Scalar | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value
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
