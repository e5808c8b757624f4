export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && typeof Reflect.get(value, Symbol.iterator) === 'function'
}

/** Whether the value is data only in the future: a promise, or an asynchronous list such as a stream. */
export function isAwaited(value: object): boolean {
  return typeof Reflect.get(value, 'then') === 'function' || typeof Reflect.get(value, Symbol.asyncIterator) === 'function'
}

/** What an object has of its own under a name, `undefined` when it has nothing or does not let it be read. */
export function ownValue(object: object, name: string): unknown {
  try {
    return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined
  } catch {
    return undefined
  }
}
