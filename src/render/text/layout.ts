import type { Finding } from '../../risk/finding.js'
import { columns } from '../plain.js'

/** How a report is laid out on a terminal. */
export interface Layout {
  /** The columns there are. */
  readonly width: number
  /** How headings look. */
  readonly heading: (text: string) => string
  /** How a word of severity looks; as it is when absent. */
  readonly severity?: ((text: string, severity: Finding['severity']) => string) | undefined
  /** The time zone whose day the report is of, where it is to be named. */
  readonly timeZone?: string | undefined
}

/** A labelled line, `Coverage         46 %`, broken where it is too long. */
export function row(label: string, text: string, { width }: Layout): string[] {
  return hanging(label.padEnd(LABEL), text, width)
}

const LABEL = 17

/** A text in lines no wider than so many columns, all but the first indented by the width of what stands before it. */
export function hanging(first: string, text: string, width: number): string[] {
  const indent = columns(first)
  const lines: string[] = []
  let line = first
  let used = indent
  // A number and its percent sign stay together.
  for (const word of text.split(/ (?!%)/)) {
    const long = columns(word)
    if (used > indent && used + 1 + long > width) {
      lines.push(line)
      line = ' '.repeat(indent)
      used = indent
    }
    line += used > indent ? ` ${word}` : word
    used += used > indent ? 1 + long : long
  }
  return [...lines, line]
}
