import type { DecimalSign } from './rules.js'
import type { Cell } from './words.js'

/**
 * The finite number that a cell is, by the sign before its decimals; `undefined` when it is none. Thousands may be apart by the other sign,
 * by spaces or by apostrophes.
 */
export function numberIn(cell: Cell, decimal: DecimalSign): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell + 0 : undefined
  if (typeof cell === 'boolean') return undefined
  const text = plainSigns(cell)
  const [plain, grouped] = decimal === '.' ? [PLAIN_POINT, GROUPED_POINT] : [PLAIN_COMMA, GROUPED_COMMA]
  if (!plain.test(text) && !grouped.some(pattern => pattern.test(text))) return undefined
  const digits = decimal === '.' ? text.replace(/[,' ]/g, '') : text.replace(/[.' ]/g, '').replace(',', '.')
  const number = Number(digits)
  // Adding 0 makes the negative zero an ordinary one.
  return Number.isFinite(number) ? number + 0 : undefined
}

/** What a cell may be by either sign: no number, one, or two where the signs mean different ones, as in `90.000`. */
export function numbersIn(cell: Cell): ReadonlyMap<DecimalSign, number> {
  const both = (['.', ','] as const).flatMap((sign): [DecimalSign, number][] => {
    const number = numberIn(cell, sign)
    return number === undefined ? [] : [[sign, number]]
  })
  return new Map(both)
}

/** The signs by which a cell can be read, where it has one that matters. */
export function decimalSignsIn(cell: Cell): readonly DecimalSign[] {
  return typeof cell === 'string' && /[.,]/.test(cell) ? [...numbersIn(cell).keys()] : []
}

/** The many spaces, apostrophes and minus signs of Unicode as the plain ones. */
function plainSigns(text: string): string {
  return text
    .trim()
    .replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d)/g, ' ')
    .replace(/(?<=\d)[’ʼ](?=\d)/g, "'")
    .replace(/^[−–](?=[\d.,])/, '-')
}

const PLAIN_POINT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const PLAIN_COMMA = /^[+-]?(?:\d+(?:,\d*)?|,\d+)(?:e[+-]?\d+)?$/i
/** In threes, or as in India in twos before the last three. A number of several groups begins with no zero. */
const GROUPED_POINT = [/^[+-]?[1-9]\d{0,2}(?:([,' ])\d{3})(?:\1\d{3})*(?:\.\d+)?$/, /^[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/]
const GROUPED_COMMA = [/^[+-]?[1-9]\d{0,2}(?:([.' ])\d{3})(?:\1\d{3})*(?:,\d+)?$/]
