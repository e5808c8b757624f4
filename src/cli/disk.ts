import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CliFailure } from './failure.js'

/** Where something stands in a file. */
export interface Extent {
  readonly start: number
  readonly length: number
}

/** A file that is written at its end and read anywhere. */
export interface Scratch {
  /** Adds bytes at the end and tells where they stand. */
  append(bytes: Uint8Array): Extent
  read(extent: Extent): Uint8Array
  /** All of it, a piece at a time. */
  pieces(): Iterable<Uint8Array>
}

/** What needs more room than the memory has. */
export interface Disk {
  /** The bytes of a file; `undefined` when they cannot be told before it is read, as those of a pipe. */
  size(path: string): number | undefined
  /** The bytes of a file, or of standard input for `-`, a piece at a time. */
  pieces(path: string): Iterable<Uint8Array>
  /** Lets work be done with files that are gone afterwards. */
  withScratch<Result>(work: (open: (name: string) => Scratch) => Result): Result
}

/** The bytes that are read at a time. */
const PIECE = 2 ** 20
/** The bytes that are kept before they are written. */
const KEPT = 2 ** 16

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
    throw new CliFailure(`${path} cannot be read (${codeOf(error)})`)
  }
}

function* piecesFrom(file: number, path: string): Generator<Uint8Array> {
  for (;;) {
    const piece = new Uint8Array(PIECE)
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

function withScratch<Result>(work: (open: (name: string) => Scratch) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'village-'))
  const files = new Map<string, { readonly scratch: Scratch; readonly close: () => void }>()
  const open = (name: string): Scratch => {
    const known = files.get(name) ?? scratchIn(join(folder, String(files.size)))
    files.set(name, known)
    return known.scratch
  }
  try {
    return work(open)
  } finally {
    for (const { close } of files.values()) close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function scratchIn(path: string): { readonly scratch: Scratch; readonly close: () => void } {
  const file = openSync(path, 'w+')
  let kept: Uint8Array[] = []
  let waiting = 0
  let end = 0
  const flush = (): void => {
    if (waiting > 0) written(file, Buffer.concat(kept))
    kept = []
    waiting = 0
  }
  const scratch: Scratch = {
    append(bytes) {
      const extent = { start: end, length: bytes.length }
      kept.push(bytes)
      waiting += bytes.length
      end += bytes.length
      if (waiting >= KEPT) flush()
      return extent
    },
    read({ start, length }) {
      flush()
      const bytes = new Uint8Array(length)
      readSync(file, bytes, 0, length, start)
      return bytes
    },
    *pieces() {
      flush()
      for (let start = 0; start < end; start += PIECE) yield scratch.read({ start, length: Math.min(PIECE, end - start) })
    },
  }
  return { scratch, close: () => closeSync(file) }
}

function written(file: number, bytes: Buffer): void {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  } catch (error) {
    throw new CliFailure(`a temporary file cannot be written (${codeOf(error)})`)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'
}
