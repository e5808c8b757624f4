/** The most records that a list may have; a list of holes takes no room however long it is. */
const MOST_RECORDS = 10_000_000

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && hasMethod(value, Symbol.iterator)
}

/** Whether the value is data only in the future: a promise, or an asynchronous list such as a stream. */
export function isAwaited(value: object): boolean {
  return hasMethod(value, 'then') || hasMethod(value, Symbol.asyncIterator)
}

/** Whether a list has more places than any export has records. */
export function isEndless(value: unknown): boolean {
  return Array.isArray(value) && value.length > MOST_RECORDS
}

/** What an object has of its own under a name, `undefined` when it has nothing or does not let it be read. */
export function ownValue(object: object, name: string): unknown {
  try {
    return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined
  } catch {
    return undefined
  }
}

function hasMethod(object: object, name: PropertyKey): boolean {
  try {
    return typeof Reflect.get(object, name) === 'function'
  } catch {
    return false
  }
}
