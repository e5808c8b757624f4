import type { FactArray } from '../../model/village.js'
import type { ResolvedRules } from '../../reading/rules.js'
import { CliFailure } from '../failure.js'
import { type Input, readItems } from '../input.js'
import type { Io } from '../io.js'
import { cellReader } from './cells.js'
import { columnNames, factOfCells, headerOf, readColumns } from './columns.js'
import { fieldsOf } from './fields.js'
import { aFact, arrayOf, hasOwnKind, noKind, nounOf } from './kinds.js'

/** A fact of unknown form. */
export type Draft = Readonly<Record<string, unknown>>

/** A fact to be recorded, and where it came from. */
export interface FactLine {
  /** Its place among the lines, counted from 0. */
  readonly order: number
  /** Where it is, such as `line 7`; empty for a fact that is on none. */
  readonly place: string
  readonly array: FactArray
  /** The account that it is for, where that is said. */
  readonly account?: unknown
  readonly fact: Draft
}

/** A line that is not recorded, and why. */
export interface Refusal extends Pick<FactLine, 'order'> {
  readonly message: string
}

/** That a line is not recorded. */
export function refusal({ order, place, array }: FactLine, message: string): Refusal {
  return { order, message: `${place === '' ? '' : `${place}: `}${nounOf(array)}: ${message}` }
}

/** What a file of facts holds. */
export interface FactInput {
  readonly lines: readonly FactLine[]
  readonly refusals: readonly Refusal[]
}

/**
 * The facts in a file of NDJSON, JSON or CSV.
 *
 * @param kind of what kind the rows of a table are, and lines that do not say it; readings when absent
 * @param rules how cells are read that can be read in several ways
 * @throws CliFailure for a table whose header holds what is no column
 */
export function factLines(io: Io, path: string, kind: FactArray | undefined, rules: ResolvedRules): FactInput {
  const input = readItems(io, path)
  const isList = input.items.length > 1 && input.items.every(({ line }) => line === 1)
  const refusals = input.problems.map(({ line, message }): Refusal => ({ order: line, message: `line ${line}: ${message}` }))
  const draft =
    input.header === undefined ? (value: object) => draftOf(value, kind, rules) : rowsAs(kind ?? 'observations', input, path, rules)
  const lines = input.items.flatMap(({ line, value }, i): FactLine[] => {
    const [order, place] = isList ? [i, `item ${i + 1}`] : [line, `line ${line}`]
    const found = isObject(value) ? draft(value) : 'is no JSON object'
    if (typeof found !== 'string') return [{ order, place, ...found }]
    refusals.push({ order, message: `${place}: ${found}` })
    return []
  })
  return { lines, refusals }
}

/** What a value is, or what keeps it from being a fact. */
type Reading = (value: object) => Pick<FactLine, 'array' | 'account' | 'fact'> | string

/** Reads rows of a table. */
function rowsAs(array: FactArray, { header = [], items }: Input, path: string, rules: ResolvedRules): Reading {
  const { columns, problems } = headerOf(array, header)
  const hint = array === 'observations' ? ' Other facts than readings need --kind.' : ''
  const known = columnNames(array).join(', ')
  if (problems.length > 0) {
    throw new CliFailure([...problems.map(each => `${path}: ${each}`), `the columns of ${aFact(array)} are ${known}.${hint}`].join('\n'))
  }
  const rows = items.flatMap(({ value }) => (isObject(value) ? [{ ...value }] : []))
  const read = readColumns(columns, rows, rules)
  return row => {
    const fact = factOfCells(read, Object.entries(row))
    return typeof fact === 'string' ? fact : withoutAccount(array, fact)
  }
}

function draftOf(value: object, given: FactArray | undefined, rules: ResolvedRules): ReturnType<Reading> {
  if (Object.hasOwn(value, 'schemaVersion')) return 'is a village, not a fact'
  const said = Object.entries(value).filter(([, each]) => each !== null && each !== '')
  const { fact: named, ...rest }: Draft = Object.fromEntries(said)
  const array = arrayIn(named, rest.kind, given)
  if (array.failure !== undefined) return array.failure
  const fields = fieldsOf(array.is)
  // What says the kind of fact is no field of it.
  const own = Object.entries(rest).filter(([name]) => name !== 'kind' || hasOwnKind(array.is))
  const values: [string, unknown][] = []
  for (const [name, each] of own) {
    const field = fields.get(name)
    const isText = typeof each === 'string' && field !== undefined
    const { value: read, problem } = isText ? cellReader(name, field, rules, [each])(each) : { value: each }
    // Of what is none by any rule the village says what is wrong with it.
    if (problem !== undefined && read === undefined) return problem
    if (read !== undefined) values.push([name, read])
  }
  return withoutAccount(array.is, Object.fromEntries(values))
}

type Found = { readonly is: FactArray; readonly failure?: undefined } | { readonly failure: string }

/** Of what kind a line is: by `fact`, which goes before; by the option; by `kind`, where the fact has no field of that name; or a reading. */
function arrayIn(fact: unknown, kind: unknown, given: FactArray | undefined): Found {
  if (fact !== undefined) return named('fact', fact)
  if (given !== undefined && (hasOwnKind(given) || kind === undefined)) return { is: given }
  if (kind === undefined) return { is: 'observations' }
  const found = named('kind', kind)
  if (found.failure !== undefined) return { failure: `${found.failure} A fact with a "kind" of its own says what it is as "fact".` }
  const noun = nounOf(found.is)
  if (given !== undefined && given !== found.is) return { failure: `kind says ${noun}, --kind ${nounOf(given)}` }
  return hasOwnKind(found.is) ? { failure: `${noun}: give its own kind as "kind", and that it is one as "fact": "${noun}"` } : found
}

function named(field: string, word: unknown): Found {
  const array = typeof word === 'string' ? arrayOf(word) : undefined
  return array === undefined ? { failure: `${field} ${noKind(word)}` } : { is: array }
}

function withoutAccount(array: FactArray, { account, ...fact }: Draft): ReturnType<Reading> {
  return { array, fact, ...(account !== undefined && { account }) }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
