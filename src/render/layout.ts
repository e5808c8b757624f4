import { columns } from './plain.js'

/** How a report is laid out on a terminal. */
export interface Layout {
  /** The columns there are. */
  readonly width: number
  /** How headings look. */
  readonly heading: (text: string) => string
}

/** A labelled line, `Coverage         46 %`, broken where it is too long. */
export function row(label: string, text: string, { width }: Layout): string[] {
  return hanging(label.padEnd(LABEL), text, width)
}

const LABEL = 17

/** A text in lines no wider than so many columns, all but the first indented by the width of what stands before it. */
export function hanging(first: string, text: string, width: number): string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(' ')) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      lines.push(line)
      line = ' '.repeat(columns(first))
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
