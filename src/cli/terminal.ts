import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** Somebody in front of a screen who answers questions. */
export interface Terminal {
  show(text: string): void
  /** The line that is typed; nothing once they went: by ctrl-C or ctrl-D, or when the terminal was closed. */
  ask(question: string): Promise<string | undefined>
  close(): void
}

/** The ends of a terminal other than by its keys. */
const ENDS = ['SIGHUP', 'SIGTERM'] as const

/** A terminal of what is typed and what is shown. Lines that are typed before they are asked for are kept. */
export function terminalOn(input: Readable, output: Writable): Terminal {
  const editor = createInterface({ input, output, terminal: true })
  const lines = editor[Symbol.asyncIterator]()
  const close = (): void => editor.close()
  editor.once('SIGINT', close)
  // A terminal that was closed fails when it is read.
  input.once('error', close)
  for (const end of ENDS) process.once(end, close)
  editor.once('close', () => {
    for (const end of ENDS) process.off(end, close)
  })
  return {
    show: text => void output.write(text),
    async ask(question) {
      editor.setPrompt(question)
      editor.prompt()
      const { value, done } = await lines.next()
      return done === true ? undefined : value
    },
    close,
  }
}
