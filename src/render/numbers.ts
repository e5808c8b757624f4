import { InvalidArgumentError } from '../errors.js'
import type { Money } from '../model/account.js'
import { isDay } from '../support/instants.js'

/** A sentiment with its sign, `+0.31`, or a dash where there is none. */
export function signed(value: number | undefined): string {
  if (value === undefined) return '–'
  const digits = Math.abs(finite(value)).toFixed(2)
  // What rounds to nothing has no sign.
  return digits === '0.00' ? ' 0.00' : `${value < 0 ? '−' : '+'}${digits}`
}

/** A share or a probability in percent; what is not quite nothing or everything is not printed as such. */
export function percent(share: number): string {
  const rounded = Math.round(finite(share) * 100)
  if (rounded === 0 && share > 0) return '<1 %'
  if (rounded === 100 && share < 1 - 1e-9) return '>99 %'
  return `${rounded} %`
}

/** A difference of shares in percentage points with its sign, `+12 points`. */
export function signedPoints(difference: number): string {
  const rounded = Math.round(Math.abs(finite(difference)) * 100)
  return rounded === 0 ? '0 points' : `${difference < 0 ? '−' : '+'}${count(rounded, 'point', 'points')}`
}

/** An amount of money in whole units, `EUR 165 600`. `XXX` is ISO 4217 for no currency. */
export function amount({ amount: value, currency }: Money): string {
  return currency === 'XXX' ? grouped(value) : `${currency} ${grouped(value)}`
}

/** A difference of money in whole units with its sign. */
export function signedAmount(value: number): string {
  const digits = grouped(Math.abs(value))
  return digits === '0' ? '0' : `${value < 0 ? '−' : '+'}${digits}`
}

/** A number in whole units with its thousands apart by a narrow space, which reads the same in every country. */
export function grouped(value: number): string {
  // What rounds to nothing has no sign.
  const digits = (Math.round(finite(value)) + 0).toFixed(0)
  const parts: string[] = []
  let end = digits.includes('e') ? 0 : digits.length
  for (; /\d/.test(digits.charAt(end - 4)); end -= 3) parts.unshift(digits.slice(end - 3, end))
  return end === 0 ? digits : [digits.slice(0, end), ...parts].join('\u202F')
}

/** Refuses what is no number: a report that was stored and changed may lack one, and must not be shown with a NaN in its place. */
export function finite(value: number): number {
  if (Number.isFinite(value)) return value
  const message = 'lacks a number, or holds one that is not finite. Make it anew with the function that gives it.'
  throw new InvalidArgumentError('render', [{ path: 'what was given', message, code: 'invalidArgument' }])
}

/** The day of an instant. */
export function day(instant: string): string {
  return instant.slice(0, 10)
}

/** Refuses what is no day: where a diagram has one, nothing else may stand. */
export function wholeDay(text: string): string {
  if (isDay(text)) return text
  const message = 'lacks a day, or holds something else in its place. Make it anew with the function that gives it.'
  throw new InvalidArgumentError('render', [{ path: 'what was given', message, code: 'invalidArgument' }])
}

/** So many things, `1 person` or `3 people`. */
export function count(number: number, one: string, many: string): string {
  return `${grouped(number)} ${number === 1 ? one : many}`
}
