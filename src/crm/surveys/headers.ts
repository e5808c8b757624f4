import type { CsvRow } from '../../support/csv.js'
import { isObject, ownValue } from '../values.js'

/** The columns of a file. */
export interface Columns {
  /** Their names in lower case, without spaces around them. */
  readonly names: readonly string[]
  /** How many of the rows belong to the header. */
  readonly below: number
  /** The time zone in which each is written, where the header says so. */
  readonly zones: readonly (string | undefined)[]
}

/** The columns of a file by all rows of its header, of which survey tools write up to three. */
export function columnsOf(header: readonly string[], rows: readonly CsvRow[]): Columns {
  const [second = [], third = []] = rows.slice(0, 2).map(({ cells }) => cells)
  const names = header.map(key)
  if (isImportRow(second)) return { names, below: 1, zones: second.map(zoneIn) }
  if (isImportRow(third)) return { names, below: 2, zones: third.map(zoneIn) }
  const plain = { names, below: 0, zones: [] }
  if (/^v\d+$/.test(names[0] ?? '') && second.some(cell => key(cell) === 'responseid'))
    return { ...plain, names: legacy(names, second), below: 1 }
  // The second row of SurveyMonkey names choices and has nothing below the columns that every response has.
  const isMonkey = names[0] === 'respondent id' && second.length > 0 && second[0]?.trim() === ''
  return isMonkey ? { ...plain, names: filled(names, second), below: 1 } : plain
}

function key(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** The third row of Qualtrics, in a file with or without the labels of the second. */
function isImportRow(cells: readonly string[]): boolean {
  return cells.some(cell => importOf(cell) !== undefined)
}

function zoneIn(cell: string): string | undefined {
  const zone = ownValue(importOf(cell) ?? {}, 'timeZone')
  return typeof zone === 'string' && zone !== '' ? zone : undefined
}

function importOf(cell: string): object | undefined {
  if (!/^\s*\{\s*"ImportId"/.test(cell)) return undefined
  try {
    const value: unknown = JSON.parse(cell)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The older files of Qualtrics number what every response has, V1 to V10, and name it in the second row. */
function legacy(names: readonly string[], second: readonly string[]): string[] {
  return names.map((name, i) => (/^v\d+$/.test(name) ? key(second[i] ?? name) : name))
}

/**
 * A question of several columns is named in the first of them. All of them are told apart by the choice in the second row; what it calls
 * the response itself, and the only column of a question, have the name of the question alone.
 */
function filled(names: readonly string[], second: readonly string[]): string[] {
  const part = (i: number): string => key(second[i] ?? '')
  let question = ''
  return names.map((name, i) => {
    if (name !== '') question = name
    const isWhole = name !== '' && (RESPONSES.includes(part(i)) || names[i + 1] !== '' || part(i + 1) === '')
    return isWhole ? name : key(`${question} ${part(i)}`)
  })
}

/** What SurveyMonkey calls a response that is no part of several. */
const RESPONSES: readonly string[] = ['response', 'open-ended response', '']
