import type { Snapshot } from '../village/snapshot.js'
import { rememberedOf } from '../village/work.js'
import type { Reading } from './reading.js'
import { readings } from './readings.js'

/** The standard deviation of each shared error before anything was heard: of the sources in which it occurs the largest. */
export function sharedSds(s: Snapshot): ReadonlyMap<string, number> {
  return rememberedOf(s, readings(s), sdsOf)
}

function sdsOf(all: readonly Reading[]): ReadonlyMap<string, number> {
  const sds = new Map<string, number>()
  for (const { shared } of all) if (shared !== undefined) sds.set(shared.key, Math.max(sds.get(shared.key) ?? 0, shared.sd))
  return sds
}
