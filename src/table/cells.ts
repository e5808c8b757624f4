import type { DayOrder } from '../reading/rules.js'
import { instantAt, isMidnight, timesIn } from '../reading/times.js'
import { type Instant, toInstant } from '../support/instants.js'
import { foldedText } from '../support/text.js'
import { type OffsetAt, offsetsOf } from '../support/zones.js'

/** What a cell can hold; an empty one holds nothing. */
export type Cell = string | number | boolean | Date

/** How cells are read where the table does not tell by itself. */
export interface CellRules {
  /** The time zone of times without one: an IANA name such as `Europe/Berlin`, or an offset such as `+02:00`. Days need none. */
  readonly timeZone?: string | undefined
  /** What comes first in days such as `03/04/2026`. A column that holds a day above 12 tells by itself. */
  readonly dayOrder?: DayOrder | undefined
  /** The decimal mark of numbers such as `90.000`. A column that holds `1.234,50` or `0.5` tells by itself. */
  readonly decimal?: '.' | ',' | undefined
}

/** How days and times are read where they do not say it themselves. */
interface DateRule {
  readonly order?: DayOrder
  readonly zone?: OffsetAt
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
  const order = rules.dayOrder ?? orderIn(texts)
  const zone = rules.timeZone === undefined ? undefined : offsetsOf(rules.timeZone)
  return {
    dates: { ...(zone !== undefined && { zone }), ...(order !== undefined && { order }) },
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

function orderIn(texts: readonly string[]): DayOrder | undefined {
  const days = texts.flatMap(text => partsOf(text))
  const isDayFirst = days.some(([first]) => first > 12)
  const isMonthFirst = days.some(([, second]) => second > 12)
  if (isDayFirst === isMonthFirst) return undefined
  return isDayFirst ? 'dmy' : 'mdy'
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/\d{4}(?!\d)/

function partsOf(text: string): (readonly [first: number, second: number])[] {
  const [, first, second] = SLASHED.exec(text) ?? []
  return first === undefined ? [] : [[Number(first), Number(second)]]
}

/** A cell as an instant; `undefined` where it is none, or could be two. */
export function instantIn(cell: Cell, { dates: { order, zone } }: Pick<ColumnStyle, 'dates'>): Instant | undefined {
  if (typeof cell === 'boolean') return undefined
  if (cell instanceof Date) return toInstant(cell)
  const [time, ...others] = timesIn(cell, order)
  if (time === undefined || others.length > 0) return undefined
  // Spreadsheets write a day as the midnight at which it begins.
  if (time.instant !== undefined || time.wall === undefined || isMidnight(time)) return time.instant ?? toInstant(time.day)
  return zone === undefined ? undefined : instantAt(time, zone)
}

/** Whether a cell would be an instant if its option were given. */
export function missingDateRule(cell: Cell): 'dayOrder' | 'timeZone' | undefined {
  if (typeof cell === 'boolean' || cell instanceof Date) return undefined
  const [time, ...others] = timesIn(cell)
  if (others.length > 0) return 'dayOrder'
  return time?.wall !== undefined && !isMidnight(time) ? 'timeZone' : undefined
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
