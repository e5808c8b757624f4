import { foldedText } from '../support/text.js'

/** The words of cells that are told by words. */
export interface Words {
  readonly flags: ReadonlyMap<string, boolean>
  /** Words for nothing, and of these the ones that people are called by too. */
  readonly nothing: ReadonlySet<string>
  /** The length of the longest word for nothing. */
  readonly longest: number
}

/** What a cell holds. */
export type Cell = string | number | boolean

/** The usual words, with those of the caller. */
export function wordsFrom(own: { readonly [Name in 'yes' | 'no' | 'nothing']: readonly string[] }): Words {
  if (own.yes.length + own.no.length + own.nothing.length === 0) return USUAL_WORDS
  const [yes, no, nothing] = [own.yes, own.no, own.nothing].map(words => words.map(wordKey))
  const flags = new Map([
    ...[...USUAL_WORDS.flags].filter(([word]) => nothing?.includes(word) !== true),
    ...(yes ?? []).map(word => [word, true] as const),
    ...(no ?? []).map(word => [word, false] as const),
  ])
  return withLongest(flags, new Set([...USUAL_WORDS.nothing, ...(nothing ?? [])]))
}

function withLongest(flags: Words['flags'], nothing: Words['nothing']): Words {
  return { flags, nothing, longest: Math.max(...[...nothing].map(({ length }) => length)) }
}

/** A cell as yes or no; `undefined` when it is neither. */
export function flagIn(cell: Cell, { flags }: Words = USUAL_WORDS): boolean | undefined {
  if (typeof cell === 'boolean') return cell
  return flags.get(wordKey(String(cell)))
}

/** Whether a cell holds nothing, or a word for nothing. A word that the caller gave as yes or no is none. */
export function isNothing(cell: Cell | null | undefined, { nothing, flags, longest }: Words = USUAL_WORDS): boolean {
  if (cell === null || cell === undefined) return true
  if (typeof cell !== 'string') return Number.isNaN(cell)
  if (cell.length > longest + 1 && PLAIN_CELL.test(cell)) return false
  const key = wordKey(cell)
  return key === '' || (nothing.has(key) && !flags.has(key))
}

/** A cell that is as long when it is compared with words, but for an apostrophe at its beginning. */
const PLAIN_CELL = /^[!-~]+(?: [!-~]+)*$/

/** Whether a word for nothing is one that people are called by: Null, Nil, None, Nan. */
export function mayBeName(cell: string): boolean {
  return !(cell.length > 5 && PLAIN_CELL.test(cell)) && NAMES.has(wordKey(cell))
}

/** Words are compared without case, and without the apostrophe that keeps spreadsheets from reading a cell as a formula. */
function wordKey(word: string): string {
  return foldedText(word.normalize('NFC').replaceAll('\0', '').replace(/^'/, ''))
}

/**
 * What spreadsheets write for true and false, and what people do, in English, German, French, Spanish, Italian, Portuguese and Dutch;
 * `t` and `f` are those of PostgreSQL, `1.0` and `0.0` those of columns of floating-point numbers.
 */
const YES = `true|yes|y|x|1|1.0|t|on|checked|✓|✔|☑|wahr|ja|j|vrai|oui|verdadero|sí|si|vero|sì|verdadeiro|sim|waar`
const NO = `false|no|n|0|0.0|f|off|unchecked|✗|✘|☐|falsch|nein|faux|non|falso|não|nao|onwaar|nee`
const NOTHING = ['null', '(null)', '<null>', 'nil', 'none', 'nan', '#n/a', '#nv', 'n/a', '\\n', '-', '–', '—', '(blank)', 'nat', '<na>']
const NAMES: ReadonlySet<string> = new Set(['null', 'nil', 'none', 'nan'])

const USUAL_WORDS: Words = withLongest(
  new Map([...YES.split('|').map(word => [word, true] as const), ...NO.split('|').map(word => [word, false] as const)]),
  new Set(NOTHING),
)
