import { createHash } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { notWritten } from './fileError.js'
import { fateOf, newOwner, processIn } from './owner.js'
import { codeOf, succeeds } from './systemError.js'

/**
 * The right to replace a file, which one process has at a time.
 *
 * @see docs/decisions/writing-files.md for the steps, and why no two processes can both replace the file
 */
export interface Lock {
  /** An empty file beside the one that is locked. To rename it to that one replaces it and gives the lock back. */
  readonly draft: string
  /** Gives the lock back; nothing happens when the draft was renamed. */
  release(): void
}

/**
 * Waits for the lock of a file and takes it. The lock of a process that has ended is taken over at once, one of another machine or container
 * when it is ten minutes old.
 *
 * @param path the file, which need not exist; symbolic links are not followed
 * @param waitMs how long to wait at most, in milliseconds
 * @throws FileError when another process has the lock for longer than that; errors of the system when the folder cannot be written
 */
export function takeLock(path: string, { waitMs = 60_000 }: { readonly waitMs?: number } = {}): Lock {
  const room = roomFor(path)
  const end = performance.now() + waitMs
  for (;;) {
    const holder = holderOf(room)
    if (holder !== undefined && wasFreed(room, holder)) continue
    const owner = newOwner()
    if (holder === undefined && hasTaken(room, owner)) {
      removeRemains(room)
      return { draft: join(room, HELD, owner), release: () => release(room, owner) }
    }
    if (performance.now() >= end) throw notWritten(path, waitedFor(room, holder, waitMs))
    // Not all at the same moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 + Math.random() * 20)
  }
}

/** The folder in a room that is the lock: with a file in it, named by the owner, it is held; empty or absent, it is free. */
const HELD = 'held'
/** So old is the lock of a process that cannot be looked up when it is taken over. */
const ABANDONED_MS = 600_000
/** What happens when another process was there first. */
const OUTRUN = ['ENOENT', 'ENOTEMPTY', 'EEXIST', ...(process.platform === 'win32' ? ['EPERM'] : [])] as const

/** A hidden folder beside the file. Its name is short, and the same however a file system folds case and accents. */
function roomFor(path: string): string {
  const name = basename(path).normalize('NFC').toLowerCase()
  return join(dirname(path), `.village-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.lock`)
}

function holderOf(room: string): string | undefined {
  return namesIn(join(room, HELD))[0]
}

/** Takes a lock that is free, by moving a folder with the owner in it to its place, where only an empty one may be. */
function hasTaken(room: string, owner: string): boolean {
  const parent = statSync(dirname(room))
  succeeds(() => makeFolder(room, parent), OUTRUN)
  const staging = join(room, owner)
  try {
    return succeeds(() => {
      makeFolder(staging, parent)
      writeFileSync(join(staging, owner), '', { flag: 'wx' })
      succeeds(() => rmdirSync(join(room, HELD)), OUTRUN)
      renameSync(staging, join(room, HELD))
    }, OUTRUN)
  } finally {
    removeIfPossible(staging)
  }
}

/** Frees a lock that was left behind. What is removed has the name of its one owner, so that the lock of no other can be hit. */
function wasFreed(room: string, holder: string): boolean {
  const held = join(room, HELD, holder)
  if (!isLeftBehind(held)) return false
  rmSync(held, { force: true })
  return true
}

function isLeftBehind(path: string): boolean {
  const fate = fateOf(basename(path))
  if (fate !== 'unknown') return fate === 'ended'
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > ABANDONED_MS
}

/** Removes what processes left that ended while they tried to take the lock. */
function removeRemains(room: string): void {
  for (const name of namesIn(room)) if (name !== HELD && isLeftBehind(join(room, name))) removeIfPossible(join(room, name))
}

function release(room: string, owner: string): void {
  removeIfPossible(join(room, HELD, owner))
  // Both stay where another process is already there.
  for (const folder of [join(room, HELD), room]) ignoringSystem(() => rmdirSync(folder))
}

function removeIfPossible(path: string): void {
  ignoringSystem(() => rmSync(path, { recursive: true, force: true }))
}

function ignoringSystem(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (codeOf(error) === undefined) throw error
  }
}

/** Makes a folder that those may write to who may write to its parent, so that they can take over what is left in it. */
function makeFolder(path: string, { mode, uid, gid }: { readonly mode: number; readonly uid: number; readonly gid: number }): void {
  mkdirSync(path)
  // Some file systems know no rights.
  ignoringSystem(() => chmodSync(path, mode & 0o7777))
  if (process.geteuid?.() === 0) ignoringSystem(() => chownSync(path, uid, gid))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

function waitedFor(room: string, holder: string | undefined, waitMs: number): string {
  const who =
    holder === undefined
      ? 'other processes write it'
      : fateOf(holder) === 'unknown'
        ? 'a process of another machine or container has its lock, which is taken over once it is ten minutes old'
        : `process ${processIn(holder)} has its lock`
  return `after ${waitMs / 1000} s, ${who}. Try again later. If nothing writes the file, remove ${room}.`
}
