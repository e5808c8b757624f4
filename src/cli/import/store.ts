import type { Village } from '../../model/village.js'
import { compareText } from '../../support/order.js'
import { parseVillage } from '../../village/village.js'
import type { Extent, Scratch } from '../disk.js'
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
  return storeOf(village => () => village)
}

/** A store on the disk, of which only ids are held. */
export function diskStore(scratch: Scratch): VillageStore {
  const read = ({ start, length }: Extent): Village => {
    const value: unknown = JSON.parse(new TextDecoder().decode(scratch.read({ start, length })))
    return parseVillage(value)
  }
  return storeOf(village => {
    const extent = scratch.append(new TextEncoder().encode(JSON.stringify(village)))
    return () => read(extent)
  })
}

function storeOf(keep: (village: Village) => () => Village): VillageStore {
  const kept = new Map<string, { readonly read: () => Village; readonly isNew: boolean }>()
  return {
    get: id => kept.get(id)?.read(),
    put(village, isNew) {
      kept.set(village.account.id, { read: keep(village), isNew: kept.get(village.account.id)?.isNew ?? isNew })
    },
    *texts() {
      const old = [...kept].filter(([, { isNew }]) => !isNew)
      const added = [...kept].filter(([, { isNew }]) => isNew).sort(([a], [b]) => compareText(a, b))
      const all = [...old, ...added]
      for (const [, { read }] of all) yield all.length === 1 ? villageText(read()) : `${JSON.stringify(read())}\n`
    },
  }
}
