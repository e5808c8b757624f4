import type { z } from 'zod/mini'
import { quoted } from '../errors.js'

/**
 * What is wrong with a value by its schema, in words that name what would be right. It never repeats the value, which may be somebody's
 * personal data.
 */
export function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'an unknown field' : 'unknown fields'} ${issue.keys.map(quoted).join(', ')}`
    case 'invalid_type':
      return issue.input === undefined ? `is missing; it is ${a(issue.expected)}` : `is not ${a(issue.expected)}`
    case 'invalid_value':
      return `is not ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(value => JSON.stringify(value)).join(', ')}`
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : `is not ${issue.inclusive === true ? 'at least' : 'above'} ${issue.minimum}`
    case 'too_big':
      return `is not ${issue.inclusive === true ? 'at most' : 'below'} ${issue.maximum}`
    case 'invalid_format':
      return 'is not of the right form'
    case 'invalid_union':
      return issue.input === undefined ? 'is missing; it is a date' : 'is of no type that is allowed here'
    default:
      return 'is not allowed here'
  }
}

/** The place of a value, `observations[3].sentiment`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function a(type: string): string {
  return type === 'int' ? 'a whole number' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}
