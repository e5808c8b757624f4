/** What a page of Mermaid draws, and no page can raise. */
const MOST_CHARACTERS = 50_000
export const MOST_EDGES = 500

/** The text with the most things in it that a page draws. */
export function longestWithin(write: (most: number) => string, most: number): string {
  const all = write(most)
  if (all.length <= MOST_CHARACTERS) return all
  let [low, high] = [0, most]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (write(middle).length <= MOST_CHARACTERS) low = middle
    else high = middle
  }
  return write(low)
}

/**
 * A text with everything but letters, digits and blanks written as numbers, so that it means nothing to Mermaid, to Markdown or in a page.
 * Formulas and icons Mermaid finds only after it has read the numbers; a joiner that is not seen breaks what they begin with.
 */
export function encoded(text: string): string {
  const broken = text.replace(/\$(?=\$)|:(?=fa-)/g, '$&\u200C')
  return broken.replace(/[^\p{L}\p{N} ]/gu, numbered)
}

/** The same at the beginning of a line, where a word could be one of Mermaid's own: its first letter is a number too. */
export function encodedLine(text: string): string {
  return encoded(text.trimStart()).replace(/^\p{L}|^\p{N}/u, numbered)
}

function numbered(character: string): string {
  return `#${character.codePointAt(0)};`
}
