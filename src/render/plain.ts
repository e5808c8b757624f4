/**
 * A foreign text made safe for a terminal and for one line: control characters, line breaks and marks that turn the direction of writing
 * become a visible replacement, and so do lone surrogates and what is no character at all.
 */
export function plain(text: string): string {
  return text.replace(UNSAFE, '\u{FFFD}')
}

/** A foreign text that may have several lines, on one line and made safe. */
export function oneLine(text: string): string {
  return plain(text.replace(/\s+/g, ' ').trim())
}

/** Control and format characters, except the joiners that scripts and emoji need, line and paragraph separators, and non-characters. */
const UNSAFE = /(?![\u200C\u200D])[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu

/** How many columns of a terminal a text takes. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length
  let count = 0
  for (const { segment } of SEGMENTER.segment(text)) count += WIDE.test(segment) ? 2 : 1
  return count
}

/** The text in exactly so many columns: cut with an ellipsis, or filled up on the right. */
export function fitted(text: string, width: number): string {
  const length = columns(text)
  if (length <= width) return text + ' '.repeat(width - length)
  let kept = ''
  let used = 0
  for (const { segment } of SEGMENTER.segment(text)) {
    const wide = WIDE.test(segment) ? 2 : 1
    if (used + wide > width - 1) break
    kept += segment
    used += wide
  }
  return `${kept}…${' '.repeat(width - used - 1)}`
}

/** The text in so many columns, filled up on the left. */
export function rightAligned(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columns(text))) + text
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })
const ASCII = /^[ -~]*$/
/** Emoji, and what Unicode (UAX 11) has as East Asian wide or fullwidth. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u
