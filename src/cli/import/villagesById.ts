import type { Village } from '../../model/village.js'
import { villageText } from '../../store/files/villageText.js'
import { compareText } from '../../support/order.js'
import { parseVillage } from '../../village/village.js'
import type { ScratchRoom } from '../disk.js'

/** Villages by the id of their account, those that were there before in their order and then the new ones by id. */
export interface VillagesById {
  get(id: string): Village | undefined
  put(village: Village, isNew: boolean): void
  /** Of whoever was the account, and is to be forgotten. */
  remove(id: string): void
  ids(): Iterable<string>
  /** What a file of them holds: the only one as readable JSON, several one a line. */
  texts(): Iterable<string>
}

/** Keeps a text until it is asked for. */
export type Keep = (text: string) => () => string

/** Keeps texts on the disk where there is one, so that only where they stand is held. */
export function keepIn(room: ScratchRoom | undefined): Keep {
  if (room === undefined) return text => () => text
  return text => {
    const extent = room.put(new TextEncoder().encode(text))
    return () => new TextDecoder().decode(room.get(extent))
  }
}

export function villagesById(keep: Keep): VillagesById {
  const stored = new Map<string, { readonly text: () => string; readonly isNew: boolean }>()
  return {
    get(id) {
      const kept = stored.get(id)
      return kept === undefined ? undefined : villageFrom(kept.text())
    },
    put(village, isNew) {
      const { id } = village.account
      stored.set(id, { text: keep(JSON.stringify(village)), isNew: stored.get(id)?.isNew ?? isNew })
    },
    remove(id) {
      stored.delete(id)
    },
    ids: () => stored.keys(),
    *texts() {
      const old = [...stored].filter(([, { isNew }]) => !isNew)
      const added = [...stored].filter(([, { isNew }]) => isNew).sort(([a], [b]) => compareText(a, b))
      const all = [...old, ...added]
      for (const [, { text }] of all) yield all.length === 1 ? villageText(villageFrom(text())) : `${text()}\n`
    },
  }
}

function villageFrom(text: string): Village {
  const value: unknown = JSON.parse(text)
  return parseVillage(value)
}
