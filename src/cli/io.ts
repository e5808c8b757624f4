import { mkdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import type { Village } from '../model/village.js'
import { codeOf } from '../store/files/systemError.js'
import { updateFile, type Write } from '../store/files/updateFile.js'
import { type Disk, processDisk } from './disk.js'
import { CliFailure, OutputClosed } from './failure.js'
import { type Terminal, terminalOn } from './terminal.js'

/** What the program has to do with the world. */
export interface Io {
  /** Results, and nothing else. */
  out(text: string): void
  /** Everything else. */
  note(text: string): void
  /** Tells how far the work is, in the place of what it told before; absent where the error output is no terminal. */
  status?(text: string): void
  /** Says what to do once when the program is interrupted, before it ends as it would have; gives what takes that back. */
  onInterrupt?(work: () => void): () => void
  /** Lets what has come meanwhile, such as an interrupt, be seen to. */
  pause?(): Promise<void>
  /** The bytes of a file, or of standard input for `-`. */
  read(path: string): Uint8Array
  /** The villages of a store that is named in place of a file, one at a time; nothing for a file. */
  stored?(path: string): AsyncIterable<Village> | undefined
  /** Whether there is a file, and no folder, device or FIFO. */
  isFile(path: string): boolean
  /** Makes a folder, and those around it, unless it is there. */
  makeFolder(path: string): void
  /**
   * Reads a file and replaces it while no other run does. A reader sees the old file or the new one. `-` is standard output; a device or a FIFO
   * takes what is written.
   *
   * @param work what reads the file and gives what it holds from now on to `write`
   */
  update<Result>(path: string, work: (write: Write) => Result): Result
  /** The present instant. */
  now(): string
  /** The time zone of the machine, as IANA names it. */
  readonly timeZone: string
  /** The columns of the terminal; absent when the output is none. */
  readonly width?: number
  /** Whether the output may be coloured. */
  readonly colour: boolean
  /** Where there is none, everything is held in the memory. */
  readonly disk?: Disk
  /** Opens the terminal; absent where input or output is none. */
  readonly terminal?: () => Terminal
}

/** The world as it is. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process
  return {
    // Synchronous, so that nothing is lost when the process ends right after.
    out,
    note,
    ...(stderr.isTTY && { status: (text: string) => void isTaken(2, `\r${text.slice(0, Math.max(stderr.columns - 1, 20))}\x1b[K`) }),
    onInterrupt,
    pause: () => new Promise(resolve => setImmediate(resolve)),
    read: readBytes,
    isFile: path => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    makeFolder,
    update: (path, work) => (path === '-' ? work(outAll) : updateFile(path, work)),
    disk: processDisk(),
    now: () => new Date().toISOString(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(stdout.isTTY && { width: stdout.columns }),
    ...(stdin.isTTY && stdout.isTTY && { terminal: () => terminalOn(stdin, stdout) }),
    colour: stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  }
}

function out(text: string): void {
  if (!isTaken(1, text)) throw new OutputClosed()
}

function outAll(text: string | Iterable<string>): void {
  for (const part of typeof text === 'string' ? [text] : text) out(part)
}

/** What is told beside the results is lost when nobody reads it, and the work goes on. */
function note(text: string): void {
  isTaken(2, `${text}\n`)
}

function onInterrupt(work: () => void): () => void {
  const stop = (signal: NodeJS.Signals): void => {
    work()
    release()
    process.kill(process.pid, signal)
  }
  const release = (): void => {
    for (const signal of INTERRUPTS) process.off(signal, stop)
  }
  for (const signal of INTERRUPTS) process.once(signal, stop)
  return release
}

const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const

/** Writes a text; false when the reader has closed the pipe. */
function isTaken(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      const code = codeOf(error)
      // A pipe that is full for now takes more in a moment; one that is closed never does.
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      else if (code === 'EPIPE') return false
      else throw new CliFailure(`the output cannot be written (${code ?? 'unknown reason'})`)
    }
  }
  return true
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new CliFailure(`${path} cannot be made a folder (${codeOf(error) ?? 'unknown reason'})`)
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    throw new CliFailure(`${path === '-' ? 'standard input' : path} cannot be read (${codeOf(error) ?? 'unknown reason'})`)
  }
}
