import { type ColumnEvidence, type ColumnType, evidenceIn, NO_EVIDENCE } from '../reading/column.js'
import type { ResolvedRules } from '../reading/rules.js'
import { isNothing, mayBeName } from '../reading/words.js'
import { type Fields, fieldKeys, fieldOf, type Scalar } from './fields.js'
import type { FieldForm, FieldType } from './fieldTable.js'
import { openLedger } from './ledger.js'
import { rowsIn } from './payload.js'
import type { PayloadFormat, Row } from './payloadFormat.js'

/** What the cells of an import tell of how they are written. Rows can be added a part at a time, in any order. */
export interface CellEvidence {
  add(rows: readonly Row[]): void
  columnOf(kind: string, type: FieldType, name: string): ColumnEvidence
  /** The words for nothing that stand in the empty cells of a kind of record, where none of its cells is empty. */
  wordsOf(kind: string): { has(word: string): boolean }
  /** Whether some of the rows came through a pipeline that writes all times in UTC. */
  isSynced(): boolean
}

export function openEvidence(form: Pick<FieldForm, 'fields' | 'spellings'>, rules: ResolvedRules): CellEvidence {
  const kinds = new Map<string, KindEvidence>()
  const kindOf = (kind: string): KindEvidence => {
    const known = kinds.get(kind) ?? emptyKind(kind, form)
    kinds.set(kind, known)
    return known
  }
  let isSynced = false
  return {
    add(rows) {
      for (const { object, fields } of rows) {
        const kind = kindOf(object)
        isSynced ||= isOfPipeline(fields)
        noteWords(kind, fields, rules)
        for (const column of kind.columns) {
          const cell = filled(fields, column.spellings)
          if (typeof cell === 'string') column.evidence = evidenceIn(column.type, [cell], column.evidence)
        }
      }
    },
    columnOf: (kind, type, name) =>
      kindOf(kind).columns.find(column => column.name === name && column.type === columnType(type))?.evidence ?? NO_EVIDENCE,
    wordsOf: kind => kindOf(kind).words ?? NO_WORDS,
    isSynced: () => isSynced,
  }
}

const NO_WORDS: ReadonlySet<string> = new Set()

interface KindEvidence {
  readonly columns: Column[]
  /** The keys of fields that hold names. */
  readonly names: ReadonlySet<string>
  /** Absent once a cell is empty. */
  words: Set<string> | undefined
}

interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly spellings: readonly string[]
  evidence: ColumnEvidence
}

function emptyKind(kind: string, { fields, spellings = (_, name) => [name] }: Pick<FieldForm, 'fields' | 'spellings'>): KindEvidence {
  const declared = fields[kind] ?? {}
  const columns = (['day', 'time', 'dayOrTime', 'number', 'sentiment'] as const).flatMap(type =>
    (declared[type] ?? []).map(name => ({ name, type: columnType(type), spellings: spellings(type, name), evidence: NO_EVIDENCE })),
  )
  return { columns, names: new Set((declared.name ?? []).flatMap(fieldKeys)), words: new Set() }
}

function columnType(type: FieldType): ColumnType {
  return type === 'day' || type === 'time' || type === 'dayOrTime' ? type : 'number'
}

function noteWords(kind: KindEvidence, fields: Fields, { words }: ResolvedRules): void {
  if (kind.words === undefined) return
  for (const [name, value] of fields) {
    if (value === null) {
      kind.words = undefined
      return
    }
    if (typeof value === 'string' && !kind.names.has(name) && mayBeName(value) && isNothing(value, words)) kind.words.add(value.trim())
  }
}

/** The first spelling that says something. */
function filled(fields: Fields, spellings: readonly string[]): Scalar | undefined {
  for (const name of spellings) {
    const value = fieldOf(fields, name)
    if (value !== undefined) return value
  }
  return undefined
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

export function isOfPipeline(fields: Fields): boolean {
  return OF_PIPELINES.some(name => fields.has(name))
}

/** Collects the evidence of records that are imported in parts, so that each part is read as the whole would be. */
export interface EvidenceCollector {
  add(record: object, table: string): void
  /** Lets an importer know that an input is a part of what was collected. */
  tellOf(input: object): void
}

export function openCollector<Kind extends string, Options extends { readonly rules: ResolvedRules }>(
  { payload, fieldsFor }: { readonly payload: PayloadFormat<Kind>; readonly fieldsFor: (options: Options) => FieldForm },
  options: Options,
): EvidenceCollector {
  const evidence = openEvidence(fieldsFor(options), options.rules)
  return {
    add: (record, table) => evidence.add(rowsIn({ [table]: [record] }, payload, openLedger())),
    tellOf: input => void evidenceBy.set(input, evidence),
  }
}

// Beside the input and not in it, because an input holds records only.
const evidenceBy = new WeakMap<object, CellEvidence>()

/** The evidence of the whole that an input is a part of; `undefined` when it is a whole itself. */
export function evidenceOf(input: unknown): CellEvidence | undefined {
  return typeof input === 'object' && input !== null ? evidenceBy.get(input) : undefined
}
