import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { type Disk, processDisk } from './disk.js'
import { CliFailure } from './failure.js'

/** What the program has to do with the world. */
export interface Io {
  /** Results, and nothing else. */
  out(text: string): void
  /** Everything else. */
  note(text: string): void
  /** The bytes of a file, or of standard input for `-`. */
  read(path: string): Uint8Array
  exists(path: string): boolean
  /** Replaces a file as a whole: whoever reads it sees the old or the new one. */
  write(path: string, text: string | Iterable<string>): void
  /** The present day, in UTC. */
  today(): string
  /** The present instant. */
  now(): string
  /** The columns of the terminal; absent when the output is none. */
  readonly width?: number
  /** Whether the output may be coloured. */
  readonly colour: boolean
  /** Where there is none, everything is held in the memory. */
  readonly disk?: Disk
}

/** The world as it is. */
export function processIo(): Io {
  const { stdout, env } = process
  return {
    // Synchronous, so that nothing is lost when the process ends right after.
    out: text => writeAll(1, text),
    note: text => writeAll(2, `${text}\n`),
    read: readBytes,
    exists: path => existsSync(path),
    write: replaceFile,
    disk: processDisk(),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => new Date().toISOString(),
    ...(stdout.isTTY && { width: stdout.columns }),
    colour: stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      const code = codeOf(error)
      // A pipe that is full for now takes more in a moment; one that is closed never does.
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      else if (code === 'EPIPE') throw new CliFailure('whoever reads the output has closed it')
      else throw new CliFailure(`the output cannot be written (${code})`)
    }
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    throw new CliFailure(`${path === '-' ? 'standard input' : path} cannot be read (${codeOf(error)})`)
  }
}

function replaceFile(path: string, text: string | Iterable<string>): void {
  const beside = `${path}.${randomUUID()}.tmp`
  try {
    const file = openSync(beside, 'wx')
    for (const part of typeof text === 'string' ? [text] : text) writeFileSync(file, part)
    fsyncSync(file)
    closeSync(file)
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw new CliFailure(`${path} cannot be written (${codeOf(error)})`)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'
}
