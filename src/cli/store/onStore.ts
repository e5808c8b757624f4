import { StaleRevisionError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import type { StoredVillage, VillageChange, VillageStore } from '../../store/port.js'
import { parseVillage } from '../../village/village.js'
import { accountIn, type NamedAccount } from '../accounts.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { itemsIn } from '../input.js'
import type { Io } from '../io.js'
import { openStore } from './openStore.js'
import { IN_STORE, type StoreCall } from './storeArgs.js'

/** Runs a command in a world. */
export type Run = (args: readonly string[], io: Io) => Promise<ExitCode>

/** So often a command is run anew when another program was faster. */
const MOST_TRIES = 20

/**
 * Runs a command on the villages of a store as on a file of them. Where it looks at one after the other, they are loaded as it goes. What it changes is written at once, if nobody changed the same accounts
 * meanwhile; otherwise the command is run anew.
 */
export async function onStore(call: StoreCall, io: Io, run: Run): Promise<ExitCode> {
  const store = await openStore(call.store, call.makes)
  try {
    if (call.streams) return await run(call.args, streaming(store, call.account, io))
    const input = remembering(io)
    for (let tries = 1; ; tries++) {
      const world = worldOf(await loadedFrom(store, call.account), input, call.writes)
      const exitCode = await run(call.args, world.io)
      try {
        if (call.writes) await store.replace(world.changes())
      } catch (error) {
        if (error instanceof StaleRevisionError && tries < MOST_TRIES) continue
        throw error
      }
      world.tell()
      return exitCode
    }
  } finally {
    await store.close()
  }
}

/** An account as it was loaded: its village as a line of JSON. */
interface Loaded {
  readonly line: string
  readonly revision: number
}

async function loadedFrom(store: VillageStore, account: string | undefined): Promise<ReadonlyMap<string, Loaded>> {
  const loaded = new Map<string, Loaded>()
  for await (const { village, revision } of storedIn(store, account))
    loaded.set(village.account.id, { line: JSON.stringify(village), revision })
  return loaded
}

/** The accounts of a store one at a time, or the one that is asked for. */
async function* storedIn(store: VillageStore, account: string | undefined): AsyncGenerator<StoredVillage> {
  if (account === undefined) {
    for await (const head of store.accounts()) yield* foundIn(store, head.account)
    return
  }
  const stored = await store.load(account)
  if (stored !== undefined) return yield stored
  // It may be the name of an account.
  const heads: NamedAccount[] = []
  for await (const head of store.accounts()) heads.push({ id: head.account, name: head.name })
  yield* foundIn(store, accountIn(heads, account))
}

/** The account, unless it was removed meanwhile. */
async function* foundIn(store: VillageStore, account: string): AsyncGenerator<StoredVillage> {
  const stored = await store.load(account)
  if (stored !== undefined) yield stored
}

/** The world of a command that asks for the villages of the store one at a time. */
function streaming(store: VillageStore, account: string | undefined, io: Io): Io {
  const { disk } = io
  return {
    ...io,
    stored: path => (path === IN_STORE ? villagesOf(store, account) : undefined),
    ...(disk !== undefined && { disk: { ...disk, size: path => (path === IN_STORE ? undefined : disk.size(path)) } }),
  }
}

async function* villagesOf(store: VillageStore, account: string | undefined): AsyncGenerator<Village> {
  let isEmpty = true
  for await (const { village } of storedIn(store, account)) {
    isEmpty = false
    yield village
  }
  if (isEmpty) throw new CliFailure(`${IN_STORE} is empty`)
}

/** The world of a command, in which a file holds the villages. */
function worldOf(loaded: ReadonlyMap<string, Loaded>, io: Io, writes: boolean) {
  const bytes = new TextEncoder().encode([...loaded.values()].map(({ line }) => `${line}\n`).join(''))
  const said: (() => void)[] = []
  let written: string | undefined
  const isStore = (path: string): boolean => path === IN_STORE
  const { disk } = io
  const own: Io = {
    ...io,
    // A command that is run anew has said nothing the first time.
    ...(writes && { out: text => void said.push(() => io.out(text)), note: text => void said.push(() => io.note(text)) }),
    read: path => (isStore(path) ? bytes : io.read(path)),
    isFile: path => (isStore(path) ? loaded.size > 0 : io.isFile(path)),
    update: (path, work) =>
      isStore(path) ? work(text => (written = typeof text === 'string' ? text : [...text].join(''))) : io.update(path, work),
    ...(disk !== undefined && {
      disk: {
        ...disk,
        size: path => (isStore(path) ? bytes.length : disk.size(path)),
        pieces: path => (isStore(path) ? [bytes] : disk.pieces(path)),
      },
    }),
  }
  return {
    io: own,
    changes: () => (written === undefined ? [] : changesIn(written, loaded)),
    tell: () => {
      for (const say of said) say()
    },
  }
}

/** What a command wrote that the store does not hold, and what it holds that the command left out. */
function changesIn(text: string, loaded: ReadonlyMap<string, Loaded>): VillageChange[] {
  const { items, problems } = itemsIn(new TextEncoder().encode(text), IN_STORE)
  if (problems.length > 0) throw new CliFailure('what the command wrote cannot be read')
  const villages = items.map(({ value }) => parseVillage(value))
  const left = new Set(villages.map(({ account }) => account.id))
  const gone = [...loaded].filter(([account]) => !left.has(account))
  const changed = villages.filter(village => loaded.get(village.account.id)?.line !== JSON.stringify(village))
  return [
    ...gone.map(([account, { revision }]) => ({ account, village: undefined, revision })),
    ...changed.map(village => ({ account: village.account.id, village, revision: loaded.get(village.account.id)?.revision ?? 0 })),
  ]
}

/** The world in which what was read of standard input is read again as often as it is asked for. */
function remembering(io: Io): Io {
  let bytes: Uint8Array | undefined
  const input = (): Uint8Array => {
    bytes ??= io.read('-')
    return bytes
  }
  const { disk } = io
  return {
    ...io,
    read: path => (path === '-' ? input() : io.read(path)),
    ...(disk !== undefined && { disk: { ...disk, pieces: path => (path === '-' ? [input()] : disk.pieces(path)) } }),
  }
}
