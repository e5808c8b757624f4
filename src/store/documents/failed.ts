import { StoreError } from '../../errors.js'

/**
 * What a driver threw, by its code alone: messages of drivers may hold the address of the server, the name of a user, or what was to be
 * written.
 */
export function failed(where: string, error: unknown): StoreError {
  const field = (name: string): unknown => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined)
  // Of node:sqlite all errors have one code, and a text of SQLite's own for its number.
  const known = [field('errstr'), field('code')].filter(each => typeof each === 'string' && /^[\w ]{2,60}$/.test(each))
  return new StoreError(where, `the database failed (${known[0] ?? 'it does not say why'})`)
}
