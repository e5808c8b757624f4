/** A text in which words are looked for whatever their case, their spacing and the shape of their quotation marks and dashes. */
export interface SourceText {
  /** The text as it was given. */
  readonly given: string
  /** The text as it is compared. */
  readonly plain: string
  /** Where each character of `plain` begins in the text given, and where the last one ends. */
  readonly places: Uint32Array
}

/** A part of the text given, from its first character to the one after its last. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The text as it is compared: in lower case, with one space for any spacing, without the marks before quoted lines of a mail. */
export function sourceText(given: string): SourceText {
  const parts: string[] = []
  const places: number[] = []
  let wasSpace = false
  for (const { 0: part, index } of given.matchAll(PARTS)) {
    const plain = plainPart(part)
    if (plain === '' || (plain === ' ' && wasSpace)) continue
    wasSpace = plain === ' '
    parts.push(plain)
    for (let i = 0; i < plain.length; i++) places.push(index)
  }
  places.push(given.length)
  return { given, plain: parts.join(''), places: Uint32Array.from(places) }
}

/** Words as they are compared, without space around them. */
export function plainWords(words: string): string {
  return sourceText(words).plain.trim()
}

/** Every place where words stand as whole words; none for words without a letter or digit. */
export function placesOf(text: SourceText, words: string): Span[] {
  const wanted = plainWords(words)
  if (!/[\p{L}\p{N}]/u.test(wanted)) return []
  const found: Span[] = []
  for (let at = text.plain.indexOf(wanted); at >= 0; at = text.plain.indexOf(wanted, at + 1)) {
    if (isWhole(text.plain, at, at + wanted.length)) found.push(spanOf(text, at, at + wanted.length))
  }
  return found
}

/** Whether words stand in a text as whole words. */
export function holds(text: SourceText, words: string): boolean {
  return placesOf(text, words).length > 0
}

/** Whether words stand in a text but only as parts of longer words. */
export function cutsWords(text: SourceText, words: string): boolean {
  const wanted = plainWords(words)
  return wanted !== '' && text.plain.includes(wanted) && !holds(text, words)
}

/** The line of the text, from 1 on, in which a place is. */
export function lineAt(given: string, place: number): number {
  let line = 1
  for (let at = given.indexOf('\n'); at >= 0 && at < place; at = given.indexOf('\n', at + 1)) line++
  return line
}

function spanOf({ given, places }: SourceText, from: number, to: number): Span {
  const last = places[to - 1] ?? given.length
  const [part = ''] = given.slice(last).match(PART) ?? []
  return { start: places[from] ?? given.length, end: last + part.length }
}

/** Whether neither end cuts a word. */
function isWhole(plain: string, start: number, end: number): boolean {
  return (
    !(WORD.test(plain.charAt(start - 1)) && WORD.test(plain.charAt(start))) &&
    !(WORD.test(plain.charAt(end - 1)) && WORD.test(plain.charAt(end)))
  )
}

const WORD = /[\p{L}\p{N}]/u
/** A character with the marks on it, or the marks before a quoted line. */
const PARTS = /(?<=^|\n)(?:[ \t]*>)+[ \t]?|\P{M}\p{M}*|\p{M}+/gu
const PART = /^(?:\P{M}\p{M}*|\p{M}+)/u

function plainPart(part: string): string {
  if (/^\s*>/.test(part) && part.length > 1) return ' '
  if (/^\s$/u.test(part)) return ' '
  if (/^[\u00AD\u200B\u200E\u200F\uFEFF]$/u.test(part)) return ''
  if (/^['‘’‚‛´`]$/u.test(part)) return "'"
  if (/^["“”„‟«»]$/u.test(part)) return '"'
  if (/^[-‐‑‒–—―]$/u.test(part)) return '-'
  if (part === '…') return '...'
  return part.normalize('NFC').toLowerCase()
}
