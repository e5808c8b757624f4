import { type CellReading, type ColumnReader, flagReader, numberReader, timeReader } from '../reading/column.js'
import type { ResolvedRules } from '../reading/rules.js'
import { flagIn, isNothing, mayBeName } from '../reading/words.js'
import type { OffsetAt } from '../support/zones.js'
import { type CellEvidence, isOfPipeline, openEvidence } from './cellEvidence.js'
import { fieldKeys, fieldOf, type Scalar } from './fields.js'
import { type ChoiceTables, choiceKey, FIELD_TYPES, type FieldForm, type FieldType } from './fieldTable.js'
import { type Ledger, noteInferred, report } from './ledger.js'
import type { Row } from './payloadFormat.js'
import { markOf, markReporter, unclear, unread } from './unread.js'

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
 *
 * @param whole what the cells of all parts tell, where the rows are a part of an import
 */
export function readCells<Kind extends string>(
  rows: readonly Row<Kind>[],
  form: FieldForm,
  options: CellOptions,
  { ledger, whole }: { readonly ledger: Ledger; readonly whole?: CellEvidence | undefined },
): readonly Row<Kind>[] {
  const evidence = whole ?? openEvidence(form, options.rules)
  if (whole === undefined) evidence.add(rows)
  const table = { ...form, options, evidence, ids: new Set(rows.flatMap(({ id }) => id ?? [])) }
  const readers = new Map<string, readonly Column[]>()
  const columnsOf = (kind: string): readonly Column[] => {
    const columns = readers.get(kind) ?? columnsIn(kind, table)
    readers.set(kind, columns)
    return columns
  }
  const read = rows.map(row => withRead(row, columnsOf(row.object)))
  for (const [kind, columns] of readers) for (const column of columns) tellOf(kind, column, ledger)
  const reportMarks = markReporter(form, ledger)
  for (const row of read) if (form.parts?.includes(row.object) === true) reportMarks(row)
  return read
}

/** Everything that the reading of a table needs. */
interface Table extends FieldForm {
  readonly options: CellOptions
  readonly evidence: CellEvidence
  readonly ids: ReadonlySet<string>
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

function columnsIn(kind: string, table: Table): readonly Column[] {
  const declared = table.fields[kind] ?? {}
  return FIELD_TYPES.flatMap(type => (declared[type] ?? []).map(name => columnOf({ kind, type, name, table })))
}

interface ColumnParts {
  readonly kind: string
  readonly type: FieldType
  readonly name: string
  readonly table: Table
}

function columnOf(parts: ColumnParts): Column {
  const { kind, type, name, table } = parts
  const spellings = table.spellings?.(type, name) ?? [name]
  const base = { name, type, spellings, taken: 0 }
  const { rules } = table.options
  if (type === 'day' || type === 'time' || type === 'dayOrTime') {
    const reader = timeReader(type, rules, table.evidence.columnOf(kind, type, name))
    return { ...base, reader, read: (cell, row) => resultOf(reader.read(cell, zoneOf(row, table)), cell, base, table) }
  }
  if (type === 'number' || type === 'sentiment') {
    const reader = numberReader(rules, table.evidence.columnOf(kind, type, name))
    return { ...base, reader, read: cell => resultOf(reader.read(cell), cell, base, table) }
  }
  if (type === 'flag') {
    const reader = flagReader(rules)
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

function wordResult(cell: Scalar, { kind, type, name, table }: ColumnParts): CellResult {
  const { options, choices, isReference, ids } = table
  if (isNothing(cell, options.rules.words)) {
    const isName = type === 'name' && typeof cell === 'string' && mayBeName(cell) && !table.evidence.wordsOf(kind).has(cell.trim())
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

/** What the row says itself of its zone goes first, then what the source documents, then what the caller says. */
function zoneOf({ fields, object }: Row, { zone, options, evidence }: Table): OffsetAt | string | undefined {
  if (isOfPipeline(fields)) return 'Z'
  return zone?.(object) ?? options.rules.offsetAt ?? (evidence.isSynced() ? 'Z' : undefined)
}

function withRead<Kind extends string>(row: Row<Kind>, columns: readonly Column[]): Row<Kind> {
  let fields: Map<string, Scalar | null> | undefined
  for (const column of columns) {
    let marks: [string, string][] | undefined
    let isRead = false
    for (const name of column.spellings) {
      const cell = fieldOf(row.fields, name)
      const result: CellResult = cell === undefined || isRead ? undefined : column.read(cell, row)
      if (result !== undefined) {
        fields ??= new Map(row.fields)
        for (const key of fieldKeys(name)) if (fields.has(key)) fields.set(key, result.value)
        if (result.mark !== undefined) marks = [...(marks ?? []), [markOf(name), result.mark]]
      }
      // The first spelling that says something is the one that counts.
      isRead ||= cell !== undefined && result?.value !== null
    }
    if (!isRead) for (const [name, mark] of marks ?? []) fields?.set(name, mark)
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
