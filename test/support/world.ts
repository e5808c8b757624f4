import { CliFailure } from '../../src/cli/failure.js'
import type { Io } from '../../src/cli/io.js'
import { village } from '../../src/cli/village.js'

/** What the program said, and how it ended. */
export interface Run {
  readonly exitCode: number
  readonly out: string
  readonly notes: string
}

/** Runs the program in a world that is a few files, none of which it may write unless what it writes is kept. `-` is standard input. */
export async function runIn(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
  { written, ...world }: Partial<Io> & { readonly written?: [path: string, text: string][] } = {},
): Promise<Run> {
  const printed: string[] = []
  const notes: string[] = []
  const exitCode = await village(args, {
    out: text => void printed.push(text),
    note: text => void notes.push(text),
    read(path) {
      const content = Object.hasOwn(files, path) ? files[path] : undefined
      if (content === undefined) throw new CliFailure(`${path} cannot be read (ENOENT)`)
      return typeof content === 'string' ? new TextEncoder().encode(content) : content
    },
    isFile: path => Object.hasOwn(files, path),
    makeFolder: () => undefined,
    update: (path, work) =>
      work(text => {
        const whole = typeof text === 'string' ? text : [...text].join('')
        if (path === '-') printed.push(whole)
        else if (written === undefined) throw new CliFailure(`${path} cannot be written (EROFS)`)
        else written.push([path, whole])
      }),
    now: () => '2026-11-20T12:00:00.000Z',
    timeZone: 'UTC',
    colour: false,
    ...world,
  })
  return { exitCode, out: printed.join(''), notes: notes.join('\n') }
}
