import type { z } from 'zod/mini'
import { quoted } from '../errors.js'
import { nearest } from '../support/nearest.js'
import { a, kindOf, shown } from '../support/shown.js'

/**
 * What is wrong with a value by its schema, what it is where that cannot be somebody's personal data, and what would be right.
 *
 * Numbers, choices, dates and names of fields are shown; a text where a text belongs, such as a name or a note, never is.
 *
 * @param fields the names of the fields that there are where the value is
 */
export function explain(issue: z.core.$ZodIssue, fields: readonly string[] = []): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => `there is no field ${quoted(key)}.${meant(key, fields)}`).join(' ')
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing and must be ${a(nameOf(issue.expected))}`
        : `${described(issue.input)} is not ${a(nameOf(issue.expected))}`
    case 'invalid_value':
      return chosen(issue.input, issue.values.map(String))
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? 'is empty' : `is shorter than ${issue.minimum} characters`
      return `${described(issue.input)} is not ${issue.inclusive === true ? 'at least' : 'above'} ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `is longer than ${issue.maximum} characters`
      return `${described(issue.input)} is not ${issue.inclusive === true ? 'at most' : 'below'} ${issue.maximum}`
    case 'invalid_format':
      // A currency and a hash are the only texts whose form is laid down.
      if (issue.path.at(-1) === 'hash') return `${shown(issue.input)} is not a hash of 64 hexadecimal digits in lower case`
      return `${shown(issue.input)} is not the three capital letters of a currency, such as "EUR"`
    case 'custom':
      return `${shown(issue.input)} is not allowed here`
    default:
      return 'is not allowed here'
  }
}

/** What is not one of several choices, and which of them was probably meant. */
function chosen(given: unknown, choices: readonly string[]): string {
  const is = given === undefined ? 'is missing and must be' : `${shown(given)} is not`
  const near = typeof given === 'string' ? nearest(given, choices) : undefined
  if (near !== undefined) return `${is} one of the choices. Did you mean ${quoted(near)}?`
  return choices.length === 1 ? `${is} ${choices[0]}` : `${is} one of ${choices.join(', ')}`
}

function meant(key: string, fields: readonly string[]): string {
  const near = nearest(key, fields)
  if (near !== undefined) return ` Did you mean ${quoted(near)}?`
  return fields.length === 0 ? '' : ` There are ${fields.join(', ')}.`
}

/** A value of another type than it should be. A text is shown where it is a number, which somebody may have put in quotes. */
function described(value: unknown): string {
  if (typeof value === 'string') return /^[\s\d.,+%-]{1,20}$/.test(value) ? `the text ${quoted(value)}` : 'a text'
  return typeof value === 'object' && value !== null ? a(kindOf(value)) : shown(value)
}

function nameOf(type: string): string {
  const names: { readonly [type: string]: string } = { int: 'whole number', string: 'text', array: 'list' }
  return names[type] ?? type
}

/** The place of a value, `observations[3].sentiment`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}
