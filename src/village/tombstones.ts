import type { Issue } from '../errors.js'
import { SALT_LENGTH, type Tombstone } from '../model/erasures.js'
import type { Village } from '../model/village.js'
import { type Instant, type TimeInput, toInstant } from '../support/instants.js'
import { keyedHash } from '../support/keyedHash.js'
import { anyText, wrong } from '../support/options.js'
import { sortedByText } from '../support/order.js'
import { isErased } from './isErased.js'
import { open } from './village.js'

/** A salt is long enough that nobody can try them all, and no message shows it. */
export function saltCheck(value: unknown, path: string): readonly Issue[] {
  const isShort = typeof value === 'string' && value.length < SALT_LENGTH
  return isShort ? [wrong(path, `is shorter than ${SALT_LENGTH} characters. Draw a longer one at random.`)] : anyText(value, path)
}

/** The salt of a village's tombstones. Of the account's id, which is no secret, nothing better can be made where there is none yet. */
export function saltOf({ account, erasures }: Village): string {
  return erasures?.[0]?.salt ?? keyedHash('account-village')(account.id)
}

/**
 * The village with tombstones of people whom it does not know, by their ids, so that they do not come with an import that is older than
 * their wish; the same village where it has them.
 */
export function withTombstones(
  where: string,
  village: Village,
  ids: readonly string[],
  { at, salt }: { readonly at?: TimeInput | undefined; readonly salt?: string | undefined },
): Village {
  const strangers = ids.filter(id => !isErased(village, { id }))
  if (strangers.length === 0) return village
  const key = salt ?? saltOf(village)
  const identities = strangers.map(id => `id:${id}`)
  const tombstones = tombstonesOf(identities, key, toInstant(at))
  return open(where, { ...village, erasures: [...(village.erasures ?? []), { salt: key, tombstones }] })
}

/** Tombstones of identities, in order of their hashes. */
export function tombstonesOf(identities: readonly string[], salt: string, at: Instant | undefined): Tombstone[] {
  const hashes = new Set(identities.map(keyedHash(salt)))
  return sortedByText(hashes, hash => hash).map(hash => ({ hash, ...(at !== undefined && { at }) }))
}
