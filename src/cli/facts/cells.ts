import type { Field } from './fields.js'

/**
 * What a text means as the value of a field: a number, true or false, texts between semicolons, or JSON for what has parts. A text that means
 * none of what the field holds stays one, and the village says what is wrong with it.
 */
export function valueIn(text: string, { holds }: Field): unknown {
  switch (holds) {
    case 'number':
      return numberIn(text)
    case 'time':
      return timeIn(text)
    case 'flag':
      return { true: true, false: false }[text.trim().toLowerCase()] ?? text
    case 'texts':
      return /^\s*\[/.test(text) ? jsonIn(text) : text.split(';').flatMap(part => part.trim() || [])
    case 'part':
    case 'parts':
      return jsonIn(text)
    case 'rule':
      return /^\s*\{/.test(text) ? jsonIn(text) : text
    default:
      return text
  }
}

/** How numbers are written in a cell. */
function numberIn(text: string): unknown {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : text
}

/** How points in time are written in a cell. */
function timeIn(text: string): unknown {
  return text.trim()
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}
