import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { type ShapeOf, time } from './fact.js'
import { defineRegister } from './register.js'

/** The characters that the salt of tombstones has at least. */
export const SALT_LENGTH = 16

/** Whose data was erased, as tombstones that were made with one salt. */
export interface Erasures<Time = Instant> {
  /** The key of the hashes, of at least 16 characters. */
  readonly salt: string
  /** In order of their hashes, each once. */
  readonly tombstones: readonly Tombstone<Time>[]
}

/** What is left of an id or a mail address of an erased person: enough to know it again, too little to read it. */
export interface Tombstone<Time = Instant> {
  /** HMAC-SHA-256 under the salt, as 64 hexadecimal digits. */
  readonly hash: string
  /** When it was erased; absent when nobody wrote it down. */
  readonly at?: Time | undefined
}

export const erasuresRegister = defineRegister<Erasures, Erasures<TimeInput>, Tombstone>({
  entries: 'tombstones',
  times: ['at'],
  schema: z.array(
    z.strictObject({
      salt: z.string().check(z.minLength(SALT_LENGTH)),
      tombstones: z.array(
        z.strictObject({
          hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
          at: z.exactOptional(time),
        } satisfies ShapeOf<Tombstone<TimeInput>>),
      ),
    } satisfies ShapeOf<Erasures<TimeInput>>),
  ),
  nameOf: ({ salt }) => salt,
  entriesOf: ({ tombstones }) => tombstones,
  keyOf: ({ hash }) => hash,
  prevailing: earliest,
  listOf: (salt, tombstones) => ({ salt, tombstones }),
})

/** The first known time of an erasure holds. Instants are in the order of their texts. */
function earliest(a: Tombstone, b: Tombstone): Tombstone {
  return b.at !== undefined && (a.at === undefined || b.at < a.at) ? b : a
}
