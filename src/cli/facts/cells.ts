import { quoted } from '../../errors.js'
import { type CellReading, evidenceIn, flagReader, numberReader, timeReader, whyNot } from '../../reading/column.js'
import type { ResolvedRules } from '../../reading/rules.js'
import type { Field } from './fields.js'

/**
 * What a text means as the value of a field. `problem` says what keeps it from being one, beside the text itself where that is none by any
 * rule; neither is there where it says nothing.
 */
export interface CellValue {
  readonly value?: unknown
  readonly problem?: string
}

/**
 * Reads the cells of a column as the values of a field, by the rules of every import: numbers, times, true or false, texts between
 * semicolons, or JSON for what has parts. A text that is no JSON stays one, and the village says what is wrong with it. An id may be any
 * word, so that texts are never nothing.
 *
 * @param cells all cells of the column, which may settle how it is written
 */
export function cellReader(name: string, field: Field, rules: ResolvedRules, cells: readonly string[]): (cell: string) => CellValue {
  const read = <Value>(cell: string, reading: CellReading<Value>, none: string): CellValue => {
    if (reading.is === 'nothing') return {}
    if (reading.is === 'value') return { value: reading.value }
    return { problem: `${quoted(name)} ${whyNot(reading, none)}.`, ...(reading.is === 'unreadable' && { value: cell }) }
  }
  if (field.holds === 'number') {
    const numbers = numberReader(rules, evidenceIn('number', cells))
    return cell => read(cell, numbers.read(cell), 'is no number')
  }
  if (field.holds === 'time') {
    const times = timeReader('time', rules, evidenceIn('time', cells))
    return cell => read(cell, times.read(cell), 'is no date')
  }
  if (field.holds === 'flag') {
    const flags = flagReader(rules)
    return cell => read(cell, flags.read(cell), 'is neither yes nor no')
  }
  return cell => ({ value: textsIn(cell, field) })
}

function textsIn(text: string, { holds }: Field): unknown {
  switch (holds) {
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

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}
