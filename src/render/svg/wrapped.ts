import { plain } from '../plain.js'
import { shortened, textWidth } from './picture.js'

/** A text in lines of at most a width, broken between words and after hyphens; what does not fit in the last line is cut with an ellipsis. */
export function wrapped(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  const words = plain(text).split(/ |(?<=\p{L}-)(?=\p{L})/u)
  for (const [i, word] of words.entries()) {
    const longer = joined([line, word])
    if (line === '' || textWidth(longer, size) <= width) {
      line = longer
      continue
    }
    if (lines.length === most - 1) return [...lines, shortened(joined([line, ...words.slice(i)]), width, size)]
    lines.push(shortened(line, width, size))
    line = word
  }
  return [...lines, shortened(line, width, size)]
}

/** Words in a line, with a space between them but after a hyphen at which a word was broken. */
function joined(words: readonly string[]): string {
  return words.reduce((line, word) => (line === '' || BROKEN.test(line) ? `${line}${word}` : `${line} ${word}`))
}

const BROKEN = /\p{L}-$/u
