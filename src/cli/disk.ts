import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from '../store/files/systemError.js'
import { CliFailure } from './failure.js'

/** Where something stands in a file. */
export interface Extent {
  readonly start: number
  readonly length: number
}

/** Bytes on the disk that are written at the end and read from the beginning. */
export interface Scratch {
  append(bytes: Uint8Array): void
  /** All of it, a piece at a time. Pieces are cut between what was appended, never within. */
  pieces(): Iterable<Uint8Array>
}

/** Room on the disk that is gone when the work is done. */
export interface ScratchRoom {
  /** The scratch of that name, an empty one at first. */
  open(name: string): Scratch
  /** Keeps bytes by themselves and tells where they stand. */
  put(bytes: Uint8Array): Extent
  get(extent: Extent): Uint8Array
}

/** What needs more room than the memory has. */
export interface Disk {
  /** The bytes of a file; `undefined` when they cannot be told before it is read, as those of a pipe. */
  size(path: string): number | undefined
  /** The bytes of a file, or of standard input for `-`, a piece at a time. */
  pieces(path: string): Iterable<Uint8Array>
  /** Lets work be done with room on the disk that is free again afterwards. */
  withScratch<Result>(work: (room: ScratchRoom) => Result): Result
}

/** The bytes that are read at a time, of a file and of what may be a pipe, which gives no more at once. */
const PIECE = 2 ** 20
const PIECE_OF_PIPE = 2 ** 16
/** The bytes of a scratch that are kept before they are written. */
const KEPT = 2 ** 14

/** The disk as it is. */
export function processDisk(): Disk {
  return { size: sizeOf, pieces: piecesOf, withScratch }
}

function sizeOf(path: string): number | undefined {
  try {
    const stats = path === '-' ? fstatSync(0) : statSync(path)
    return stats.isFile() ? stats.size : undefined
  } catch {
    return undefined
  }
}

function* piecesOf(path: string): Generator<Uint8Array> {
  const file = opened(path)
  try {
    yield* piecesFrom(file, path)
  } finally {
    if (path !== '-') closeSync(file)
  }
}

function opened(path: string): number {
  try {
    return path === '-' ? 0 : openSync(path, 'r')
  } catch (error) {
    throw new CliFailure(`${path} cannot be read (${codeOf(error) ?? 'unknown reason'})`)
  }
}

function* piecesFrom(file: number, path: string): Generator<Uint8Array> {
  for (;;) {
    const piece = new Uint8Array(path === '-' ? PIECE_OF_PIPE : PIECE)
    const length = readSome(file, piece, path)
    if (length === 0) return
    yield piece.subarray(0, length)
  }
}

function readSome(file: number, piece: Uint8Array, path: string): number {
  for (;;) {
    try {
      return readSync(file, piece, 0, piece.length, null)
    } catch (error) {
      const code = codeOf(error)
      // A pipe into which nobody has written yet is asked again; one that was closed says so as an end.
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw new CliFailure(`${path === '-' ? 'standard input' : path} cannot be read (${code})`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

/** All of it stands in one file that has no name any more once it is open, so that nothing of it is left however the program ends. */
function withScratch<Result>(work: (room: ScratchRoom) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'village-'))
  const file = openSync(join(folder, 'scratch'), 'wx+', 0o600)
  try {
    // Some file systems keep the names of open files; there it goes at the end.
    removeIfPossible(folder)
    return work(roomIn(file))
  } finally {
    closeSync(file)
    removeIfPossible(folder)
  }
}

function removeIfPossible(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

function roomIn(file: number): ScratchRoom {
  const scratches = new Map<string, Scratch>()
  let end = 0
  const room: ScratchRoom = {
    open(name) {
      const scratch = scratches.get(name) ?? scratchIn(room)
      scratches.set(name, scratch)
      return scratch
    },
    put(bytes) {
      const extent = { start: end, length: bytes.length }
      written(file, bytes, end)
      end += bytes.length
      return extent
    },
    get({ start, length }) {
      const bytes = new Uint8Array(length)
      for (let done = 0; done < length; ) {
        const read = readSync(file, bytes, done, length - done, start + done)
        if (read === 0) throw new CliFailure('a temporary file breaks off')
        done += read
      }
      return bytes
    },
  }
  return room
}

function scratchIn(room: ScratchRoom): Scratch {
  const extents: Extent[] = []
  let kept: Uint8Array[] = []
  let waiting = 0
  return {
    append(bytes) {
      kept.push(bytes)
      waiting += bytes.length
      if (waiting < KEPT) return
      extents.push(room.put(Buffer.concat(kept)))
      kept = []
      waiting = 0
    },
    *pieces() {
      for (const extent of extents) yield room.get(extent)
      if (waiting > 0) yield new Uint8Array(Buffer.concat(kept))
    },
  }
}

function written(file: number, bytes: Uint8Array, start: number): void {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, start + done)
  } catch (error) {
    throw new CliFailure(`a temporary file cannot be written (${codeOf(error) ?? 'unknown reason'})`)
  }
}
