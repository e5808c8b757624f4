import { errorFor, type Issue, quoted } from '../errors.js'
import { badDate, parseInstant } from './instants.js'
import { nearest } from './nearest.js'
import { a, kindOf, shown } from './shown.js'

/** What is wrong with the value of an option, and where within it; nothing when it is right. */
export type OptionCheck = (value: unknown, path: string) => readonly Issue[]

/** A check for each option of an interface, so that none can be forgotten. */
export type OptionShape<Options> = { readonly [Key in keyof Options]-?: OptionCheck }

/**
 * The options of a public function, checked: options that are no object, that there are not, that are missing or make no sense are refused
 * all at once, in the name of the function. Fields that are `undefined` are absent from what it gives.
 *
 * @param where the function that was called
 * @param required the options that cannot be left out
 * @throws InvalidArgumentError, or InvalidDateError where only dates are wrong
 */
export function optionsOf<Options extends object>(
  where: string,
  options: Partial<Options> | undefined,
  shape: OptionShape<Options>,
  required: readonly (keyof Options & string)[] = [],
): Options {
  const issues = optionIssues(options, shape, required)
  if (issues.length > 0) throw errorFor(where, issues)
  const given = Object.entries(options ?? {}).filter(([, value]: [string, unknown]) => value !== undefined)
  const defined: object = Object.fromEntries(given)
  if (!isChecked<Options>(defined, issues)) throw errorFor(where, issues)
  return defined
}

/** What is wrong with options. */
export function optionIssues<Options extends object>(
  options: unknown,
  shape: OptionShape<Options>,
  required: readonly (keyof Options & string)[] = [],
): Issue[] {
  if (options === undefined && required.length > 0) return [wrong('options', `are required; pass { ${required.join(', ')} }`)]
  if (options !== undefined && !isPlain(options)) {
    return [wrong('options', `${options === null ? 'null is not an object' : `is ${a(kindOf(options))}, not an object`} of options`)]
  }
  const names = Object.keys(shape)
  const unknown = Object.keys(options ?? {}).filter(key => !names.includes(key))
  const checks: [string, OptionCheck][] = Object.entries(shape)
  return [
    ...unknown.map(key => wrong(key, `there is no option ${quoted(key)}. ${choose(key, names)}`)),
    ...checks.flatMap(([key, check]) => {
      const value: unknown = options === undefined ? undefined : Reflect.get(options, key)
      if (value !== undefined || required.some(name => name === key)) return check(value, key)
      return []
    }),
  ]
}

/** Options that were found to have no fault are what their interface says. */
function isChecked<Options extends object>(_: object, issues: readonly Issue[]): _ is Options {
  return issues.length === 0
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && kindOf(value) === 'object'
}

/** The nearest of several names, or all of them where none is near. */
export function choose(given: unknown, names: readonly string[]): string {
  const near = typeof given === 'string' ? nearest(given, names) : undefined
  return near === undefined ? `Choose from ${names.join(', ')}.` : `Did you mean ${quoted(near)}?`
}

/** An argument that makes no sense. */
export function wrong(path: string, message: string): Issue {
  return { path, message, code: 'invalidArgument' }
}

/** A check by what a value should be, in words. */
export function is(words: string, accepts: (value: unknown) => boolean): OptionCheck {
  return (value, path) => {
    if (accepts(value)) return []
    return [wrong(path, value === undefined ? `is required and must be ${words}` : `${shown(value)} is not ${words}`)]
  }
}

/** One of several names. */
export function oneOf(...names: readonly string[]): OptionCheck {
  return (value, path) => {
    if (typeof value === 'string' && names.includes(value)) return []
    return [wrong(path, `${shown(value)} is not one of the choices. ${choose(value, names)}`)]
  }
}

/** A whole number in a range. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): OptionCheck {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return is(`a whole number ${range}`, value => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most)
}

/** A whole number of at least so many, or `Infinity` for all. */
export function wholeOrAll(least: number): OptionCheck {
  const check = whole(least)
  return (value, path) => (value === Number.POSITIVE_INFINITY ? [] : check(value, path))
}

/** A number in a range, its ends included. */
export function within(least: number, most: number): OptionCheck {
  return is(`a number from ${least} to ${most}`, value => typeof value === 'number' && value >= least && value <= most)
}

export const above0 = is('a number above 0', value => typeof value === 'number' && value > 0 && Number.isFinite(value))
export const between0And1 = is('a number between 0 and 1', value => typeof value === 'number' && value > 0 && value < 1)
export const finite = is('a finite number', Number.isFinite)
export const flag = is('true or false', value => typeof value === 'boolean')
export const calling = is('a function', value => typeof value === 'function')
/** An id; it may not be empty. */
export const idText = is('an id', value => typeof value === 'string' && value !== '')
/** A text, which may be personal and so is never shown. */
export const anyText: OptionCheck = (value, path) => (typeof value === 'string' ? [] : [wrong(path, `is ${a(kindOf(value))}, not a text`)])
/** A list without holes, of items that pass a check. */
export function listOf(item: OptionCheck, most = MOST_ITEMS): OptionCheck {
  return (value, path) => {
    if (!Array.isArray(value)) return [wrong(path, `is ${a(kindOf(value))}, not a list`)]
    if (value.length > most) return [wrong(path, `has ${value.length} items; give at most ${most}`)]
    return Array.from(value, (each: unknown) => each).flatMap((each, i) => item(each, `${path}[${i}]`))
  }
}

/** An object with the fields of a shape. */
export function fieldsOf<Fields extends object>(
  shape: OptionShape<Fields>,
  required: readonly (keyof Fields & string)[] = [],
): OptionCheck {
  return (value, path) => {
    if (!isPlain(value)) return [wrong(path, `is ${a(kindOf(value))}, not an object with fields`)]
    return optionIssues(value, shape, required).map(issue => ({ ...issue, path: `${path}.${issue.path}` }))
  }
}

/** So many items a list in an option may have. */
const MOST_ITEMS = 1_000_000

/** A point in time. */
export const date: OptionCheck = (value, path) =>
  parseInstant(value) === undefined ? [{ path, message: badDate(value), code: 'invalidDate' }] : []

/** A step by the calendar: one of days, weeks and months. */
export const step: OptionCheck = (value, path) => {
  const counts: [string, unknown][] = isPlain(value)
    ? Object.entries(value).filter(([, count]: [string, unknown]) => count !== undefined)
    : []
  const [[unit, count] = [], ...others] = counts
  const isStep = others.length === 0 && STEPS.some(name => name === unit) && Number.isSafeInteger(count) && Number(count) >= 1
  return isStep ? [] : [wrong(path, 'is not one of { days }, { weeks } or { months } with a whole number of at least 1')]
}

const STEPS = ['days', 'weeks', 'months'] as const

/** What its own function checks. */
export const unchecked: OptionCheck = () => []

/** A list of any readable items. */
export const list = listOf(unchecked)
