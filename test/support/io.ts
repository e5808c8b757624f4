import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliFailure } from '../../src/cli/failure.js'
import type { Io } from '../../src/cli/io.js'

/** A world in a folder, in which it is always the same day, that keeps what the program says. */
export interface RecordingIo extends Io {
  readonly printed: string[]
  readonly notes: string[]
}

export function recordingIo(folder: string, input = ''): RecordingIo {
  const printed: string[] = []
  const notes: string[] = []
  return {
    printed,
    notes,
    out: text => void printed.push(text),
    note: text => void notes.push(text),
    read(path) {
      if (path === '-') return new TextEncoder().encode(input)
      if (!existsSync(join(folder, path))) throw new CliFailure(`${path} cannot be read (ENOENT)`)
      return readFileSync(join(folder, path))
    },
    isFile: path => existsSync(join(folder, path)),
    makeFolder: path => void mkdirSync(join(folder, path), { recursive: true }),
    update: (path, work) =>
      work(text => {
        const whole = typeof text === 'string' ? text : [...text].join('')
        if (path === '-') printed.push(whole)
        else writeFileSync(join(folder, path), whole)
      }),
    now: () => '2026-11-20T12:00:00.000Z',
    timeZone: 'UTC',
    colour: false,
  }
}
