import { createHash } from 'node:crypto'
import { closeSync, constants, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import packageJson from '../../package.json' with { type: 'json' }
import type { Measurer } from '../portfolio/measurer.js'
import type { StandingAsk } from '../report/standingOf.js'
import { codeOf } from '../store/files/systemError.js'
import { LINE_FEED } from './bytes.js'
import type { Extent } from './disk.js'
import { CliFailure } from './failure.js'

/** What was measured of chunks, in a file, by what was asked of what: a run that was stopped goes on there. */
export interface Kept {
  /** Measures what is not there yet, and keeps it. */
  by(measurer: Measurer): Measurer
  /** Closes the file, and removes it once all is done. */
  end(isDone: boolean): void
}

/** Opens a file of what was measured, which a run that was stopped left, or begins one. What was not written to its end is cut off. */
export function openKept(path: string, ask: StandingAsk): Kept {
  const file = opened(path)
  const { extents, end } = indexOf(file, path)
  let size = end
  ftruncateSync(file, size)
  const about = JSON.stringify([packageJson.version, ask])
  const keyOf = (lines: readonly string[]): string => {
    const hash = createHash('sha256').update(about)
    for (const line of lines) hash.update('\n').update(line)
    return hash.digest('hex')
  }
  const keep = (key: string, text: string): string => {
    const bytes = Buffer.from(`${key}\t${text}\n`)
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, size + done)
    size += bytes.length
    return text
  }
  return {
    by: ({ most, measure, close }) => ({
      most,
      close,
      async measure(lines) {
        const key = keyOf(lines)
        const extent = extents.get(key)
        return (extent && rowsAt(file, extent, lines.length)) ?? keep(key, await measure(lines))
      },
    }),
    end(isDone) {
      closeSync(file)
      if (isDone) rmSync(path, { force: true })
    },
  }
}

function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  } catch (error) {
    throw new CliFailure(`${path} cannot be written (${codeOf(error) ?? 'unknown reason'})`)
  }
}

/** The bytes of a key and what parts it from the rows. */
const KEY = 65

/** Where the rows of each key stand, and where the last whole line ends. */
function indexOf(file: number, path: string): { readonly extents: ReadonlyMap<string, Extent>; readonly end: number } {
  const extents = new Map<string, Extent>()
  const piece = Buffer.alloc(2 ** 20)
  const key = Buffer.alloc(KEY)
  let [start, at] = [0, 0]
  for (let length = readSync(file, piece, 0, piece.length, at); length > 0; length = readSync(file, piece, 0, piece.length, at)) {
    for (let end = piece.indexOf(LINE_FEED); end >= 0 && end < length; end = piece.indexOf(LINE_FEED, end + 1)) {
      readSync(file, key, 0, KEY, start)
      const text = key.toString('latin1')
      if (!/^[0-9a-f]{64}\t$/.test(text)) throw notKept(path)
      extents.set(text.slice(0, -1), { start: start + KEY, length: at + end - start - KEY })
      start = at + end + 1
    }
    at += length
  }
  // A first line that was not written to its end; nothing else may be cut off.
  if (start === 0 && !/^[0-9a-f]*(?:\t|$)/.test(key.toString('latin1', 0, readSync(file, key, 0, KEY, 0)))) throw notKept(path)
  return { extents, end: start }
}

function notKept(path: string): CliFailure {
  return new CliFailure(`${path} holds something else than what village portfolio --resume keeps; name a file that is not there`, 2)
}

/** The rows that stand somewhere; nothing where the disk has not kept them. */
function rowsAt(file: number, { start, length }: Extent, count: number): string | undefined {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, start)
  const text = bytes.toString('utf8')
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) && rows.length === count ? text : undefined
  } catch {
    return undefined
  }
}
