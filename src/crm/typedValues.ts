import { isObject, ownValue } from './values.js'

/**
 * What a field holds that comes with its type, as `{ type: 'enum', id: 31 }`, `{ type: 'set', values: [{ id: 31 }, { id: 32 }] }` or
 * `{ type: 'double', value: 5 }`; several are joined by semicolons. `undefined` for what has no such form.
 *
 * Of a form that is not understood the whole is given, which is none of what is looked for, so that it is told.
 */
export function typedValue(value: object): string | number | boolean | undefined {
  if (Array.isArray(value) || typeof ownValue(value, 'type') !== 'string') return undefined
  const names = Object.keys(value)
  if (!names.every(name => OF_TYPED.has(name)) || !names.some(name => HOLDING.has(name))) return undefined
  const values = ownValue(value, 'values')
  const single = ['value', 'id'].map(name => ownValue(value, name)).find(each => each !== undefined && each !== null)
  if (isPlain(single)) return single
  if (Array.isArray(values)) return values.length <= MOST ? joined(values) : undefined
  return single === undefined && (values === undefined || values === null) ? undefined : unread(value)
}

const HOLDING: ReadonlySet<string> = new Set(['id', 'value', 'values'])
const OF_TYPED: ReadonlySet<string> = new Set([...HOLDING, 'type', 'label', 'currency', 'name', 'until', 'timezone_id', 'timezone_name'])
/** So many choices no field has. */
const MOST = 10_000

function joined(values: readonly unknown[]): string | undefined {
  const parts = Array.from(values).map(each => (isObject(each) ? (ownValue(each, 'id') ?? ownValue(each, 'value')) : each))
  if (parts.length === 0) return undefined
  return parts.every(isPlain) ? parts.join(';') : unread(values)
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

const LONGEST = 100

function unread(value: object): string {
  try {
    return JSON.stringify(value).slice(0, LONGEST)
  } catch {
    return '{…}'
  }
}
