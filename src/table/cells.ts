import { type DateRule, vendorInstant } from '../crm/instants.js'
import type { Instant } from '../support/instants.js'
import { foldedText } from '../support/text.js'
import { offsetsOf } from '../support/zones.js'

/** What a cell can hold; an empty one holds nothing. */
export type Cell = string | number | boolean | Date

/** How cells are read where the table does not tell by itself. */
export interface CellRules {
  /** The time zone of times without one: an IANA name such as `Europe/Berlin`, or an offset such as `+02:00`. Days need none. */
  readonly timeZone?: string | undefined
  /** What comes first in days such as `03/04/2026`. A column that holds a day above 12 tells by itself. */
  readonly dayOrder?: 'ymd' | 'dmy' | 'mdy' | undefined
  /** The decimal mark of numbers such as `90.000`. A column that holds `1.234,50` or `0.5` tells by itself. */
  readonly decimal?: '.' | ',' | undefined
}

/** How the cells of one column are read. */
export interface ColumnStyle {
  readonly dates: DateRule
  /** Absent where the column does not tell what `1.250` is. */
  readonly decimal?: '.' | ','
}

/** A cell as text, its outer blanks away; `undefined` where it says nothing. */
export function textIn(cell: Cell | undefined): string | undefined {
  if (cell === undefined) return undefined
  const text = cell instanceof Date ? cell.toISOString() : String(cell).trim()
  return isNothing(text) ? undefined : text
}

/** Whether a text is one of the marks that files write for nothing, and that nobody is called. */
export function isNothing(text: string): boolean {
  return NOTHING.has(text.toLowerCase())
}

/** Words for nothing that may also be the name of a person. */
export function mayBeNothing(text: string): boolean {
  return NOTHING_OR_NAME.has(text.toLowerCase())
}

const NOTHING = new Set(['', '#n/a', 'n/a', '\\n', '-', '–', '—', '#ref!', '#value!', 'nan'])
const NOTHING_OR_NAME = new Set(['null', 'nil', 'none'])

/** What the cells of a column tell of how they are written. */
export function columnStyle(cells: readonly Cell[], rules: CellRules, isPlain: boolean): ColumnStyle {
  const texts = cells.flatMap(cell => (typeof cell === 'string' ? [cell.trim()] : []))
  const decimal = rules.decimal ?? decimalIn(texts) ?? (isPlain ? '.' : undefined)
  const slashes = slashesIn(rules.dayOrder, texts)
  const offset = rules.timeZone === undefined ? undefined : offsetsOf(rules.timeZone)
  return {
    dates: { ...(offset !== undefined && { withoutOffset: offset }), ...(slashes !== undefined && { slashes }) },
    ...(decimal !== undefined && { decimal }),
  }
}

function decimalIn(texts: readonly string[]): '.' | ',' | undefined {
  const marks = new Set(texts.flatMap(text => DECIMALS.find(([, pattern]) => pattern.test(text))?.[0] ?? []))
  const [mark, ...others] = marks
  return others.length === 0 ? mark : undefined
}

/** What only a number with that decimal mark looks like. */
const DECIMALS = [
  ['.', /^[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|0\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d+|\d{1,3}(?:,\d{3}){2,})$/],
  [',', /^[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|0,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d+|\d{1,3}(?:\.\d{3}){2,})$/],
] as const

function slashesIn(order: CellRules['dayOrder'], texts: readonly string[]): 'month' | 'day' | undefined {
  if (order !== undefined) return order === 'dmy' ? 'day' : 'month'
  const days = texts.flatMap(text => SLASHED.exec(text) ?? []).length === 0 ? [] : texts.flatMap(text => partsOf(text))
  const isDayFirst = days.some(([first]) => first > 12)
  const isMonthFirst = days.some(([, second]) => second > 12)
  if (isDayFirst === isMonthFirst) return undefined
  return isDayFirst ? 'day' : 'month'
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/\d{4}(?!\d)/

function partsOf(text: string): (readonly [first: number, second: number])[] {
  const [, first, second] = SLASHED.exec(text) ?? []
  return first === undefined ? [] : [[Number(first), Number(second)]]
}

/** A cell as an instant; `undefined` where it is none, or could be two. */
export function instantIn(cell: Cell, { dates }: ColumnStyle): Instant | undefined {
  if (typeof cell === 'boolean') return undefined
  if (typeof cell !== 'string') return vendorInstant(cell)
  const [, day = '', month = '', year, rest = ''] = DOTTED.exec(cell.trim()) ?? []
  const text = year === undefined ? cell.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`
  return vendorInstant(text.replace(MIDNIGHT, '$1'), dates)
}

/** Days with dots have the day first wherever they are written. */
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)(.*)$/s
/** Spreadsheets write a day as the midnight at which it begins. */
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?$/

/** Whether a cell would be an instant if its option were given. */
export function missingDateRule(cell: Cell): 'dayOrder' | 'timeZone' | undefined {
  const reads = (dates: DateRule): boolean => instantIn(cell, { dates }) !== undefined
  if (reads({ slashes: 'day' }) || reads({ slashes: 'month' })) return 'dayOrder'
  return reads({ withoutOffset: 'Z' }) ? 'timeZone' : undefined
}

/** A cell as a number, or `'unclear'` where its dots or commas can be read in two ways; `undefined` where it is none. */
export function numberIn(cell: Cell, { decimal }: Pick<ColumnStyle, 'decimal'>): number | 'unclear' | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell + 0 : undefined
  if (typeof cell !== 'string') return undefined
  const text = cell.trim().replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  if (decimal === undefined && UNCLEAR.test(text)) return 'unclear'
  const [mark, group] = decimal === ',' ? [',', '.'] : ['.', ',']
  const grouped = text.includes(group) && !GROUPED[decimal ?? '.'].test(text)
  const plain = grouped ? text : text.replaceAll(group, '').replace(mark, '.')
  return NUMBER.test(plain) ? Number(plain) + 0 : undefined
}

const UNCLEAR = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i
const GROUPED = {
  '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
  ',': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/,
} as const

/** A cell as yes or no, in the words of seven languages; `undefined` where it is neither. */
export function flagIn(cell: Cell): boolean | undefined {
  if (typeof cell === 'boolean') return cell
  const text = foldedText(String(cell))
  if (YES.has(text)) return true
  return NO.has(text) ? false : undefined
}

const YES = new Set('true 1 yes y x ✓ ✔ ☑ ja j wahr oui o vrai sí si s verdadero vero sim verdadeiro waar'.split(' '))
const NO = new Set('false 0 no n nein falsch non faux falso não nao nee onwaar ☐ ✗ ✘'.split(' '))
