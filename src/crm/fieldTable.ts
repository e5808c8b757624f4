/**
 * What a field holds.
 * - `name`: what somebody or something is called; the words that people are called by too, such as Null, may be one
 * - `text`: a title, a mail address, a unit or anything else in words
 * - `day`, `time`, `dayOrTime`: a calendar day, an instant, an instant of which the day will do
 * - `number`, `sentiment`: a number; one on a scale
 * - `flag`: yes or no. `privacy`: the same, where what cannot be read is taken for yes
 * - `veto`: yes, no, or in words what somebody can stop
 * - `choice`: one of a list, or several
 * - `stage`: whether something is open, or how it ended
 * - `reference`: the id of another record
 */
export type FieldType =
  | 'name'
  | 'text'
  | 'day'
  | 'time'
  | 'dayOrTime'
  | 'number'
  | 'sentiment'
  | 'flag'
  | 'privacy'
  | 'veto'
  | 'choice'
  | 'stage'
  | 'reference'

/** The fields of one kind of record that are read, by what they hold. */
export type KindFields = { readonly [Type in FieldType]?: readonly string[] }

/** The fields that an importer reads, by the kind of record. What is not declared here is not read as anything but text. */
export interface FieldTable {
  readonly [kind: string]: KindFields
}

/**
 * The labels of choices, by the field as `Task.Status` and by the value by which the importer knows them, with a line between labels that
 * mean the same: `{ completed: 'Completed|Erledigt' }`. What is none of them is told.
 */
export interface ChoiceTables {
  readonly [field: string]: { readonly [meaning: string]: string }
}

/** Case, spaces, underscores and dashes do not tell labels apart. */
export function choiceKey(label: string): string {
  return label
    .trim()
    .replace(/[\s_-]+/g, '')
    .toLowerCase()
}

/** What a source says of the fields of its records. */
export interface FieldForm {
  readonly fields: FieldTable
  /** What the labels of choices mean, by the field as `Task.Status`. */
  readonly choices?: ChoiceTables
  /** Where that may stand which is declared under one name; under this name alone by default. */
  readonly spellings?: (type: FieldType, name: string) => readonly string[]
  /** Kinds of rows that are no records of their own, so that what is wrong with them is told at once. */
  readonly parts?: readonly string[]
  /** The zone in which the source writes all times of a kind of record, where it documents that. */
  readonly zone?: (kind: string) => string | undefined
  /** Whether a text can be the id of a record; absent where the importer tells by itself. */
  readonly isReference?: (text: string, ids: ReadonlySet<string>, name: string) => boolean
}

/** The table with the fields of another in it. */
export function withFields(table: FieldTable, more: FieldTable): FieldTable {
  const kinds = new Set([...Object.keys(table), ...Object.keys(more)])
  return Object.fromEntries([...kinds].map(kind => [kind, together(table[kind] ?? {}, more[kind] ?? {})]))
}

function together(a: KindFields, b: KindFields): KindFields {
  return Object.fromEntries(
    FIELD_TYPES.flatMap(type => {
      const both = [...new Set([...(a[type] ?? []), ...(b[type] ?? [])])]
      return both.length === 0 ? [] : [[type, both] as const]
    }),
  )
}

/** The same fields for several kinds. */
export function forEach(kinds: readonly string[], fields: KindFields): FieldTable {
  return Object.fromEntries(kinds.map(kind => [kind, fields]))
}

/** Custom fields that the options name, as far as they do. */
export function named(...fields: readonly (string | undefined)[]): readonly string[] {
  return fields.flatMap(field => field ?? [])
}

export const FIELD_TYPES: readonly FieldType[] = [
  ...([
    'name',
    'text',
    'day',
    'time',
    'dayOrTime',
    'number',
    'sentiment',
    'flag',
    'privacy',
    'veto',
    'choice',
    'stage',
    'reference',
  ] as const),
]
