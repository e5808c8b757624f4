import type { Issue } from '../errors.js'
import { type OffsetAt, offsetsOf } from '../support/zones.js'
import { type Words, wordsFrom } from './words.js'

/**
 * How cells are to be read that can be read in several ways. Without a rule such a cell is never guessed at: it is left out and told, unless
 * others in the same column settle it.
 */
export interface ReadingRules {
  /** The zone of times without an offset: an IANA name such as `Europe/Berlin`, an offset such as `+02:00`, or `Z`. */
  readonly timeZone?: string | undefined
  /** What comes first in days such as `03/04/2026`. */
  readonly dayOrder?: DayOrder | undefined
  /** The sign before the decimals of numbers, in `90.000` and `1,5`. */
  readonly decimal?: DecimalSign | undefined
  /** Words for yes, beside `true`, `yes`, `y`, `x`, `1` and those of spreadsheets in seven languages; case does not matter. */
  readonly yes?: readonly string[] | undefined
  /** Words for no, beside the usual ones. */
  readonly no?: readonly string[] | undefined
  /** Words in cells that hold nothing, beside `null`, `None`, `NaN`, `#N/A`, `N/A`, `\N` and `-`. */
  readonly nothing?: readonly string[] | undefined
  /** How files are encoded that do not say so by a mark at their beginning. Default `utf-8`. It is of no matter to what is no file. */
  readonly encoding?: Encoding | undefined
}

/** What comes first, second and third in a day: year, month and day by their first letters. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy'
export const DAY_ORDERS: readonly DayOrder[] = ['ymd', 'dmy', 'mdy']

/** The sign before the decimals of a number. */
export type DecimalSign = '.' | ','

/** How the text of a file is written in bytes. */
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252'
export const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16', 'windows-1252']

/** Rules as cells are read by them. */
export interface ResolvedRules {
  readonly offsetAt: OffsetAt | undefined
  readonly dayOrder: DayOrder | undefined
  readonly decimal: DecimalSign | undefined
  readonly words: Words
  readonly encoding: Encoding | undefined
}

/** The names of the rules, as options have them. */
export const READING_RULES = ['timeZone', 'dayOrder', 'decimal', 'yes', 'no', 'nothing', 'encoding'] as const

/** The rules in their working form; what makes no sense in them is told by `ruleIssues`, and left out here. */
export function resolvedRules(rules: ReadingRules = {}): ResolvedRules {
  const { timeZone, dayOrder, decimal, encoding } = rules
  return {
    offsetAt: typeof timeZone === 'string' ? offsetsOf(timeZone) : undefined,
    dayOrder,
    decimal,
    words: wordsFrom({ yes: listIn(rules.yes), no: listIn(rules.no), nothing: listIn(rules.nothing) }),
    encoding,
  }
}

/** What is wrong with rules, each under its name. */
export function ruleIssues(rules: ReadingRules): readonly Pick<Issue, 'path' | 'message'>[] {
  const { timeZone, dayOrder, decimal, encoding } = rules
  const isZone = timeZone === undefined || (typeof timeZone === 'string' && offsetsOf(timeZone) !== undefined)
  const lists = (['yes', 'no', 'nothing'] as const).filter(name => rules[name] !== undefined && !areTexts(rules[name]))
  const [yes, no] = [rules.yes, rules.no].map(words => new Set(listIn(words).map(word => word.trim().toLowerCase())))
  const both = [...(yes ?? [])].filter(word => no?.has(word))
  return [
    ...(isZone ? [] : [{ path: 'timeZone', message: 'is neither an IANA zone such as Europe/Berlin nor an offset such as +02:00' }]),
    ...notAmong('dayOrder', dayOrder, DAY_ORDERS),
    ...(decimal === undefined || decimal === '.' || decimal === ',' ? [] : [{ path: 'decimal', message: "is neither '.' nor ','" }]),
    ...lists.map(path => ({ path, message: 'is no list of words' })),
    ...(both.length === 0 ? [] : [{ path: 'no', message: 'has a word that is also one for yes' }]),
    ...notAmong('encoding', encoding, ENCODINGS),
  ]
}

function notAmong(path: string, given: unknown, choices: readonly string[]): Pick<Issue, 'path' | 'message'>[] {
  if (given === undefined || choices.some(choice => choice === given)) return []
  return [{ path, message: `is not one of ${choices.join(', ')}` }]
}

/** The most words that a list may have; a list of holes takes no room however long it is. */
const MOST_WORDS = 1000

function areTexts(words: unknown): words is readonly string[] {
  return Array.isArray(words) && words.length <= MOST_WORDS && Array.from(words).every(word => typeof word === 'string')
}

function listIn(words: unknown): readonly string[] {
  return areTexts(words) ? words : []
}
