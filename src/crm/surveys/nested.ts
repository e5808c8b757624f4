import { isIterable, isObject, ownValue } from '../values.js'

/** The objects in a list that stands in an object under a name; none where there is no list that lets itself be read. */
export function objectsIn(whole: object, name: string): readonly object[] {
  const list = ownValue(whole, name)
  try {
    return isIterable(list) ? [...list].filter(isObject) : []
  } catch {
    return []
  }
}

/** The text or number under a path of names in an object, as text; empty where there is none. */
export function textAt(whole: object, ...path: readonly string[]): string {
  const end = path.reduce((value: unknown, name) => (isObject(value) ? ownValue(value, name) : undefined), whole)
  return typeof end === 'string' ? end.trim() : typeof end === 'number' ? String(end) : ''
}
