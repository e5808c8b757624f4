import type { FactArray } from '../../model/village.js'
import type { ResolvedRules } from '../../reading/rules.js'
import { nearest } from '../../support/nearest.js'
import { type CellValue, cellReader } from './cells.js'
import { type Field, type Fields, fieldsOf } from './fields.js'
import { aFact } from './kinds.js'

/** Where the cells of a column go in a fact: names of fields, and numbers of parts counted from 1. */
interface Column {
  readonly path: readonly (string | number)[]
  readonly field: Field
}

/** The columns of a table, with how their cells are read. */
export type ReadColumns = ReadonlyMap<string, Pick<Column, 'path'> & { readonly read: (cell: string) => CellValue }>

/** What each column of a table holds of the facts in an array, by its name; `account` is none of a fact. */
export type Columns = ReadonlyMap<string, Column>

/** What is known of a table by its header. */
export interface Header {
  readonly columns: Columns
  /** What is wrong with the header, a sentence each. */
  readonly problems: readonly string[]
}

/** What the columns of a table are. Names that could be what a person is called are not repeated. */
export function headerOf(array: FactArray, names: readonly string[]): Header {
  const columns = new Map<string, Column>()
  const problems: string[] = []
  const taken = new Set<string>()
  names.forEach((given, i) => {
    const name = given.trim()
    if (DERIVED[array]?.includes(name) === true) return
    const column = name === 'account' ? { path: ['account'], field: TEXT } : columnOf(fieldsOf(array), name)
    if (column === undefined) {
      const near = nearest(name, columnNames(array))
      problems.push(`column ${i + 1} is none of ${aFact(array)}.${near === undefined ? '' : ` Did you mean "${near}"?`}`)
      return
    }
    if (column.path.some((_, end) => taken.has(placeOf(column.path.slice(0, end + 1)))) || taken.has(`${placeOf(column.path)} within`))
      problems.push(`column ${i + 1} holds what another column holds too. Leave one of them out.`)
    taken.add(placeOf(column.path))
    column.path.forEach((_, end) => void taken.add(`${placeOf(column.path.slice(0, end))} within`))
    columns.set(name, column)
  })
  return { columns, problems }
}

/** The columns that `report --csv` writes beside the fields of a fact, which follow from these. */
const DERIVED: { readonly [Name in FactArray]?: readonly string[] } = {
  observations: ['name'],
  ties: ['fromName', 'toName'],
}

const TEXT: Field = { holds: 'text' }

function placeOf(path: readonly (string | number)[]): string {
  return path.join('.')
}

/** How the columns of a table are read, which all of their cells may settle. */
export function readColumns(columns: Columns, rows: readonly Readonly<Record<string, unknown>>[], rules: ResolvedRules): ReadColumns {
  const cellsOf = (name: string): string[] => rows.map(row => String(row[name] ?? ''))
  return new Map([...columns].map(([name, { path, field }]) => [name, { path, read: cellReader(name, field, rules, cellsOf(name)) }]))
}

/** The columns without what is wrong with texts that are none by any rule: the village says it, of the text itself. */
export function lenient(columns: ReadColumns): ReadColumns {
  const withText = ({ value, ...rest }: CellValue): CellValue => (value === undefined ? rest : { value })
  return new Map([...columns].map(([name, { path, read }]) => [name, { path, read: cell => withText(read(cell)) }]))
}

/** The fact that the cells of a row make, by the names of their columns, or what is wrong with one of them. Empty cells are absent. */
export function factOfCells(
  columns: ReadColumns,
  cells: Iterable<readonly [column: string, cell: string]>,
): Readonly<Record<string, unknown>> | string {
  const values: Value[] = []
  for (const [name, cell] of cells) {
    const column = columns.get(name)
    if (column === undefined || cell === '') continue
    const { value, problem } = column.read(cell)
    if (problem !== undefined) return problem
    if (value !== undefined) values.push({ path: column.path, value })
  }
  return partOf(values)
}

interface Value extends Pick<Column, 'path'> {
  readonly value: unknown
}

function partOf(values: readonly Value[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(byFirst(values).map(([name, own]) => [name, whole(own)]))
}

function whole(values: readonly Value[]): unknown {
  const [first] = values
  if (first?.path.length === 0) return first.value
  if (typeof first?.path[0] !== 'number') return partOf(values)
  return byFirst(values)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, own]) => whole(own))
}

/** The values by where they go first, each with the rest of its way. */
function byFirst(values: readonly Value[]): [string | number, Value[]][] {
  const groups = new Map<string | number, Value[]>()
  for (const { path, value } of values) {
    const [first = '', ...rest] = path
    groups.set(first, [...(groups.get(first) ?? []), { path: rest, value }])
  }
  return [...groups]
}

function columnOf(fields: Fields, name: string): Column | undefined {
  const [first = '', ...rest] = name.split('.')
  const field = fields.get(first)
  if (field === undefined || rest.length === 0) return field && { path: [first], field }
  if (!('fields' in field)) return undefined
  const isNumbered = field.holds === 'parts' && /^[1-9]\d{0,2}$/.test(rest[0] ?? '')
  const within = columnOf(field.fields, (isNumbered ? rest.slice(1) : rest).join('.'))
  const number = field.holds === 'parts' ? [isNumbered ? Number(rest[0]) : 1] : []
  return within && { path: [first, ...number, ...within.path], field: within.field }
}

/** The columns that there can be, of several parts those of the first. */
export function columnNames(array: FactArray): string[] {
  return [...namesIn(fieldsOf(array)), 'account']
}

function namesIn(fields: Fields): string[] {
  return [...fields].flatMap(([name, field]) => [name, ...('fields' in field ? namesIn(field.fields).map(each => `${name}.${each}`) : [])])
}
