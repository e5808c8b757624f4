import { ConflictingFactError } from '../../errors.js'
import { FACT_ARRAYS, type Village, type VillageFacts } from '../../model/village.js'
import { registersOf } from '../../village/registers.js'
import { revise } from '../../village/revise.js'
import { record } from '../../village/village.js'
import { CliFailure } from '../failure.js'
import type { Io } from '../io.js'
import { streamedValues } from '../streamed.js'
import { villageAt } from '../villages.js'
import type { VillageStore } from './store.js'

/** Puts the villages that are already in a file into the store, one at a time. */
export function loadInto(store: VillageStore, file: string, io: Io): void {
  if (file === '-' || !io.isFile(file)) return
  let count = 0
  for (const item of streamedValues(io.disk?.pieces(file) ?? [io.read(file)], file)) {
    const village = 'message' in item ? [`${file}:${item.line}: ${item.message}`] : villageAt(item.value, `${file}:${item.line}`)
    if (Array.isArray(village)) {
      throw new CliFailure(`${file} is not replaced, because it holds something else than villages:\n${village[0]}`)
    }
    store.put(village, false)
    count++
  }
  if (count === 0) throw new CliFailure(`${file} is empty`)
}

/** Puts imported villages into the store, merged into those already there. */
export function mergeInto(store: VillageStore, imported: readonly Village[], io: Io): void {
  for (const village of imported) {
    const before = store.get(village.account.id)
    store.put(before === undefined ? village : mergedWith(before, village, io), true)
  }
}

/** A village with an imported one in it; what says something else than before is revised as of now. */
export function mergedWith(before: Village, imported: Village, io: Io): Village {
  return orElse(
    () => record(before, imported),
    () =>
      orElse(
        () => revise(before, imported, { recordedAt: io.now() }),
        // What the source says of the past may differ from what was believed then, which stays as it was.
        () => revise(before, withoutPast(imported), { recordedAt: io.now() }),
      ),
  )
}

function orElse(first: () => Village, second: () => Village): Village {
  try {
    return first()
  } catch (error) {
    if (error instanceof ConflictingFactError) return second()
    throw error
  }
}

/** The village without what was believed before. */
function withoutPast(village: Village): VillageFacts {
  const current = FACT_ARRAYS.map(name => [name, village[name].filter(fact => fact.retractedAt === undefined)] as const)
  return { account: village.account, ...Object.fromEntries(current), ...registersOf(village) }
}
