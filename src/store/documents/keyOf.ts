import { keyedHash } from '../../support/keyedHash.js'

/** Of longer ids the beginning is in the key, and a hash: databases index a few thousand bytes. */
const LONGEST = 400

/**
 * The key of an account: another one for each id, in characters of ASCII that every database takes, and in the order of the ids by code
 * units, at least by the first 400. Ordinary ids are their own keys.
 */
export function keyOf(account: string): string {
  const start = Array.from({ length: Math.min(account.length, LONGEST) }, (_, i) => written(account.charAt(i))).join('')
  return account.length > LONGEST ? `${start}\x7f${keyedHash('account')(account)}` : start
}

function written(unit: string): string {
  // NUL, which PostgreSQL does not take, and the character that stands in its place.
  if (unit <= '\x01') return unit === '\0' ? '\x010' : '\x011'
  return unit < '~' ? unit : `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
