import {
  type CellReading,
  type ColumnEvidence,
  type ColumnReader,
  evidenceIn,
  flagReader,
  NO_EVIDENCE,
  numberReader,
  timeReader,
} from '../reading/column.js'
import type { ResolvedRules } from '../reading/rules.js'
import { flagIn, isNothing, mayBeName } from '../reading/words.js'
import { groupedBy } from '../support/grouping.js'
import type { OffsetAt } from '../support/zones.js'
import { type Fields, fieldOf, type Scalar } from './fields.js'
import { type ChoiceTables, choiceKey, FIELD_TYPES, type FieldForm, type FieldType } from './fieldTable.js'
import { type Ledger, noteInferred, report } from './ledger.js'
import type { Row } from './payloadFormat.js'
import { markOf, reportMarks, unclear, unread } from './unread.js'

/** How the cells of an import are to be read. */
export interface CellOptions {
  readonly rules: ResolvedRules
  /** Whether no value may be shown. */
  readonly redact: boolean
}

/**
 * The rows with every declared field read: days and instants as texts of ISO 8601, numbers as numbers, yes or no as such, choices as the
 * importer knows them, and words for nothing as nothing. What cannot be read is nothing too, and marked, so that it is told once it is known
 * whose it is.
 */
export function readCells<Kind extends string>(
  rows: readonly Row<Kind>[],
  form: FieldForm,
  options: CellOptions,
  ledger: Ledger,
): readonly Row<Kind>[] {
  const table = {
    ...form,
    options,
    isSynced: rows.some(({ fields }) => isOfPipeline(fields)),
    ids: new Set(rows.flatMap(({ id }) => id ?? [])),
  }
  const readers = new Map([...groupedBy(rows, ({ object }) => object)].map(([kind, own]) => [kind, kindReader(kind, own, table)] as const))
  const read = rows.map(row => withRead(row, readers.get(row.object) ?? NOTHING_DECLARED))
  for (const [kind, { columns }] of readers) for (const column of columns) tellOf(kind, column, ledger)
  for (const row of read) if (form.parts?.includes(row.object) === true) reportMarks(row, form, ledger)
  return read
}

/** Everything that the reading of a table needs. */
interface Table extends FieldForm {
  readonly options: CellOptions
  readonly ids: ReadonlySet<string>
  /** Whether some of the rows came through a pipeline that writes all times in UTC. */
  readonly isSynced: boolean
}

/** Columns that only pipelines add, which write all times in UTC: Fivetran, Airbyte, and Stitch and others that speak Singer. */
const OF_PIPELINES = [
  '_fivetran_synced',
  '_fivetran_deleted',
  '_airbyte_extracted_at',
  '_airbyte_emitted_at',
  '_airbyte_ab_id',
  '_sdc_batched_at',
]

function isOfPipeline(fields: Fields): boolean {
  return OF_PIPELINES.some(name => fields.has(name))
}

interface Column {
  readonly name: string
  readonly type: FieldType
  readonly spellings: readonly string[]
  readonly read: (cell: Scalar, row: Row) => CellResult
  readonly reader?: ColumnReader<unknown>
  /** How many cells were taken for yes because they could not be read. */
  taken: number
}

/** What becomes of a cell: it stays, or something stands in its place, or nothing and a mark. */
type CellResult = { readonly value: Scalar | null; readonly mark?: string } | undefined

interface KindReader {
  readonly columns: readonly Column[]
}

const NOTHING_DECLARED: KindReader = { columns: [] }

function kindReader(kind: string, rows: readonly Row[], table: Table): KindReader {
  const declared = table.fields[kind] ?? {}
  const names = new Set((declared.name ?? []).flatMap(name => [name.toLowerCase(), name.toLowerCase().replaceAll('_', '')]))
  let words: FileWords | undefined
  const wordsOf = (): FileWords => {
    words ??= wordsIn(rows, names, table.options.rules)
    return words
  }
  return { columns: FIELD_TYPES.flatMap(type => (declared[type] ?? []).map(name => columnOf({ kind, type, name, rows, table, wordsOf }))) }
}

interface ColumnParts {
  readonly kind: string
  readonly type: FieldType
  readonly name: string
  readonly rows: readonly Row[]
  readonly table: Table
  readonly wordsOf: () => FileWords
}

function columnOf(parts: ColumnParts): Column {
  const { type, name, table } = parts
  const spellings = table.spellings?.(type, name) ?? [name]
  const base = { name, type, spellings, taken: 0 }
  if (type === 'day' || type === 'time' || type === 'dayOrTime') {
    const reader = timeReader(type, table.options.rules, evidenceOf(type, spellings, parts.rows))
    return { ...base, reader, read: (cell, row) => resultOf(reader.read(cell, zoneOf(row, table)), cell, base, table) }
  }
  if (type === 'number' || type === 'sentiment') {
    const reader = numberReader(table.options.rules, evidenceOf('number', spellings, parts.rows))
    return { ...base, reader, read: cell => resultOf(reader.read(cell), cell, base, table) }
  }
  if (type === 'flag') {
    const reader = flagReader(table.options.rules)
    return { ...base, read: cell => resultOf(reader.read(cell), cell, base, table) }
  }
  if (type === 'privacy') return privacyColumn(base, table)
  return { ...base, read: cell => wordResult(cell, parts) }
}

/** What is neither yes nor no is taken for yes: of the two mistakes it is the one that can be undone. */
function privacyColumn(base: Omit<Column, 'read'>, { options }: Table): Column {
  const column: Column = {
    ...base,
    read: cell => {
      if (isNothing(cell, options.rules.words)) return { value: null }
      const value = flagIn(cell, options.rules.words)
      if (value === undefined) column.taken++
      return value === cell ? undefined : { value: value ?? true }
    },
  }
  return column
}

function resultOf(
  reading: CellReading<Scalar>,
  cell: Scalar,
  { name, type }: Pick<Column, 'name' | 'type'>,
  { options }: Table,
): CellResult {
  if (reading.is === 'value') return reading.value === cell ? undefined : { value: reading.value }
  if (reading.is === 'nothing') return { value: null }
  const mark = reading.is === 'unclear' ? unclear(name, cell, reading.rule, options) : unread(name, type, cell, options)
  return { value: null, mark }
}

function wordResult(cell: Scalar, { kind, type, name, table, wordsOf }: ColumnParts): CellResult {
  const { options, choices, isReference, ids } = table
  if (isNothing(cell, options.rules.words)) {
    const isName = type === 'name' && typeof cell === 'string' && mayBeName(cell) && !wordsOf().has(cell.trim())
    return isName ? undefined : { value: null }
  }
  if (type === 'veto') {
    const flag = flagIn(cell, options.rules.words)
    return flag === undefined || flag === cell ? undefined : { value: flag }
  }
  if (type === 'reference' && isReference !== undefined) {
    return isReference(String(cell), ids, name) ? undefined : { value: null, mark: unread(name, type, cell, options) }
  }
  const meanings = type === 'choice' ? choices?.[`${kind}.${name}`] : undefined
  if (meanings === undefined) return undefined
  const meaning = meaningIn(meanings, cell)
  return meaning === undefined ? { value: null, mark: unread(name, type, cell, options) } : { value: meaning }
}

const prepared = new WeakMap<object, ReadonlyMap<string, string>>()

function meaningIn(meanings: NonNullable<ChoiceTables[string]>, cell: Scalar): string | undefined {
  const known =
    prepared.get(meanings) ??
    new Map(Object.entries(meanings).flatMap(([meaning, labels]) => labels.split('|').map(label => [choiceKey(label), meaning] as const)))
  prepared.set(meanings, known)
  return known.get(choiceKey(String(cell)))
}

/** The words for nothing that a file writes in its empty cells, where it leaves no cell empty. */
interface FileWords {
  has(word: string): boolean
}

function wordsIn(rows: readonly Row[], names: ReadonlySet<string>, { words }: ResolvedRules): FileWords {
  const found = new Set<string>()
  for (const { fields } of rows) {
    for (const [name, value] of fields) {
      if (value === null) return new Set<string>()
      if (typeof value === 'string' && !names.has(name) && mayBeName(value) && isNothing(value, words)) found.add(value.trim())
    }
  }
  return found
}

function evidenceOf(type: 'day' | 'time' | 'dayOrTime' | 'number', spellings: readonly string[], rows: readonly Row[]): ColumnEvidence {
  let evidence = NO_EVIDENCE
  for (const { fields } of rows) evidence = evidenceIn(type, [filled(fields, spellings)?.value], evidence)
  return evidence
}

function filled(fields: Fields, spellings: readonly string[]): { readonly name: string; readonly value: Scalar } | undefined {
  for (const name of spellings) {
    const value = fieldOf(fields, name)
    if (value !== undefined) return { name, value }
  }
  return undefined
}

/** What the row says itself of its zone goes first, then what the source documents, then what the caller says. */
function zoneOf({ fields, object }: Row, { zone, options, isSynced }: Table): OffsetAt | string | undefined {
  if (isOfPipeline(fields)) return 'Z'
  return zone?.(object) ?? options.rules.offsetAt ?? (isSynced ? 'Z' : undefined)
}

function withRead<Kind extends string>(row: Row<Kind>, { columns }: KindReader): Row<Kind> {
  let fields: Map<string, Scalar | null> | undefined
  for (const column of columns) {
    const marks: [string, string][] = []
    let isRead = false
    for (const name of column.spellings) {
      const cell = fieldOf(row.fields, name)
      const result: CellResult = cell === undefined || isRead ? undefined : column.read(cell, row)
      if (result !== undefined) {
        fields ??= new Map(row.fields)
        for (const key of [name.toLowerCase(), name.toLowerCase().replaceAll('_', '')]) if (fields.has(key)) fields.set(key, result.value)
        if (result.mark !== undefined) marks.push([markOf(name), result.mark])
      }
      // The first spelling that says something is the one that counts.
      isRead ||= cell !== undefined && result?.value !== null
    }
    if (!isRead) for (const [name, mark] of marks) fields?.set(name, mark)
  }
  return fields === undefined ? row : { ...row, fields }
}

/** Tells by what rule a column was read that nobody gave, and what was taken for yes. */
function tellOf(kind: string, { name, reader, taken }: Column, ledger: Ledger): void {
  const inferred = reader?.inferred()
  if (inferred !== undefined) noteInferred(ledger, { field: `${kind}.${name}`, ...inferred })
  if (taken === 0) return
  const message = `${name} says neither yes nor no in some (${taken}), so it was taken for yes. Say what the words mean with the options yes and no.`
  report(ledger, { object: kind }, 'invalidValue', message)
}
