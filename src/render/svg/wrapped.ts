import { plain } from '../plain.js'
import { shortened, textWidth } from './picture.js'

/** A text in lines of at most a width, broken between words; what does not fit in the last line is cut with an ellipsis. */
export function wrapped(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  const words = plain(text).split(' ')
  for (const [i, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || textWidth(longer, size) <= width) {
      line = longer
      continue
    }
    if (lines.length === most - 1) return [...lines, shortened([line, ...words.slice(i)].join(' '), width, size)]
    lines.push(shortened(line, width, size))
    line = word
  }
  return [...lines, shortened(line, width, size)]
}
