import { isAwaited, isIterable, isObject, ownValue } from './values.js'

/** What tells a page from a record. */
export interface PageForm {
  /** The fields in which a page holds its records, such as `records`. */
  readonly pages: readonly string[]
}

/** Records as they came together. */
export interface RecordList {
  /** The records; `null` where an empty page holds no list at all. */
  readonly items: Iterable<unknown> | null
  /** The page that holds them; absent for a bare list. */
  readonly page?: object
}

/**
 * The list of records that a value is: any iterable but a text, or a page; `undefined` for what is neither. A query that is not awaited is
 * no page, though it may have such a field already.
 */
export function listIn(value: unknown, { pages }: PageForm): RecordList | undefined {
  if (isIterable(value)) return { items: value }
  if (!isObject(value) || isAwaited(value)) return undefined
  for (const name of pages) {
    const items = ownValue(value, name)
    if (items === null || isIterable(items)) return { items, page: value }
  }
  return undefined
}
