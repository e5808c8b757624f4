import type { Village } from '../../model/village.js'
import { compareText } from '../../support/order.js'
import { parseVillage } from '../../village/village.js'
import type { Scratch } from '../disk.js'
import { villageText } from '../villages.js'

/** Villages by the id of their account, those that were there before in their order and then the new ones by id. */
export interface VillageStore {
  get(id: string): Village | undefined
  put(village: Village, isNew: boolean): void
  /** What a file of them holds: the only one as readable JSON, several one a line. */
  texts(): Iterable<string>
}

/** A store in the memory. */
export function memoryStore(): VillageStore {
  return storeOf(village => ({ village: () => village, text: () => JSON.stringify(village) }))
}

/** A store on the disk, of which only ids are held. */
export function diskStore(scratch: Scratch): VillageStore {
  return storeOf(village => {
    const extent = scratch.append(new TextEncoder().encode(JSON.stringify(village)))
    const text = (): string => new TextDecoder().decode(scratch.read(extent))
    return { village: () => parseVillage(parsed(text())), text }
  })
}

/** A village that is kept somewhere. */
interface Kept {
  readonly village: () => Village
  /** It as JSON in one line. */
  readonly text: () => string
}

function storeOf(keep: (village: Village) => Kept): VillageStore {
  const stored = new Map<string, Kept & { readonly isNew: boolean }>()
  return {
    get: id => stored.get(id)?.village(),
    put(village, isNew) {
      const { id } = village.account
      stored.set(id, { ...keep(village), isNew: stored.get(id)?.isNew ?? isNew })
    },
    *texts() {
      const old = [...stored].filter(([, { isNew }]) => !isNew)
      const added = [...stored].filter(([, { isNew }]) => isNew).sort(([a], [b]) => compareText(a, b))
      const all = [...old, ...added]
      for (const [, { village, text }] of all) yield all.length === 1 ? villageText(village()) : `${text()}\n`
    },
  }
}

function parsed(text: string): unknown {
  return JSON.parse(text)
}
