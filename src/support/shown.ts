import { quoted } from '../errors.js'
import { isReadable } from './reading.js'

/**
 * A value that is not somebody's personal data, as messages show it. Of a text only what could be a date, a number, a name of a field or a
 * choice is shown: not a long one, nor one that holds an address.
 */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 || /[@\n\r]/.test(value) ? 'the text given' : quoted(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return String(value)
  return a(kindOf(value))
}

/** What kind of value it is, in a word. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object' && !isReadable(value)) return 'thing that cannot be read'
  if (value instanceof Date) return 'Date'
  if (value instanceof Map || value instanceof Set) return value instanceof Map ? 'Map' : 'Set'
  if (typeof value === 'object') return typeof Reflect.get(value, 'then') === 'function' ? 'promise' : 'object'
  return typeof value === 'string' ? 'text' : typeof value
}

/** A noun with its article. */
export function a(noun: string): string {
  if (noun === 'undefined' || noun === 'null') return noun
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}
