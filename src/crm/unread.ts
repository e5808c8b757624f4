import type { ReadingRules } from '../reading/rules.js'
import type { Scalar } from './fields.js'
import { FIELD_TYPES, type FieldForm, type FieldType } from './fieldTable.js'
import { countUnmapped, type Ledger, report } from './ledger.js'
import type { SourceRecord } from './record.js'
import type { ImportIssueCode } from './result.js'

/**
 * Where a record keeps that a field of it could not be read, and why. No column has such a name, because names of columns are trimmed.
 */
export function markOf(field: string): string {
  return ` ?${field.toLowerCase().replaceAll('_', '')}`
}

/** Whether a name of a field is that of such a mark. */
export function isMark(name: string): boolean {
  return name.startsWith(' ?')
}

/** Whether a field of a record held something that could not be read. */
export function wasUnread({ fields }: Pick<SourceRecord, 'fields'>, field: string): boolean {
  return fields.has(markOf(field))
}

interface Shown {
  /** Whether no value may be shown. */
  readonly redact: boolean
}

/** The mark of a cell that is nothing of its type. */
export function unread(name: string, type: FieldType, cell: Scalar, shown: Shown): string {
  if (type === 'choice') return `unmapped ${cell}`
  if (type === 'reference') return `invalidId ${name} is no id, so it was left out.`
  if (type === 'flag') {
    return `invalidValue ${name} says neither yes nor no${inBrackets(cell, WORD, shown)}, so it was left out. Say what it means with the options yes and no.`
  }
  return `invalidValue ${name} is no ${type === 'number' || type === 'sentiment' ? 'number' : 'date'}, so it was left out.`
}

/** The mark of a cell that says something by a rule that nobody gave. */
export function unclear(name: string, cell: Scalar, rule: keyof ReadingRules, shown: Shown): string {
  const [what = '', wanted = ''] = UNCLEAR.get(rule) ?? []
  return `invalidValue ${name} ${what}${inBrackets(cell, FIGURES, shown)}, so it was left out. ${wanted}`
}

const UNCLEAR: ReadonlyMap<string, readonly [what: string, wanted: string]> = new Map([
  ['dayOrder', ['is a day that can be read in several ways, or not as the options say', 'Say with the option dayOrder what comes first.']],
  [
    'decimal',
    [
      'is a number that can be read in several ways, or not as the options say',
      'Say with the option decimal which sign is before decimals.',
    ],
  ],
  ['timeZone', ['is a time without a zone', 'Name the zone with the option timeZone.']],
])

/** Only figures, and single words where words are looked for, are shown: anything else may be about people. */
const FIGURES = /^[\d\s.,:/'’+-]{1,40}(?:[ap]m)?$/i
const WORD = /^[\p{L}\d.,+-]{1,20}$/u

function inBrackets(cell: Scalar, pattern: RegExp, { redact }: Shown): string {
  const text = String(cell).trim()
  return !redact && pattern.test(text) ? ` (${text})` : ''
}

/** Tells what could not be read of records. */
export function markReporter(
  { fields: table, spellings = (_, name) => [name] }: Pick<FieldForm, 'fields' | 'spellings'>,
  ledger: Ledger,
): (record: { readonly object: string; readonly id?: string; readonly fields: SourceRecord['fields'] }) => void {
  const marksOf = marksIn(table, spellings)
  return record => {
    for (const { name, marks } of marksOf(record.object)) {
      const mark = marks.map(each => record.fields.get(each)).find(each => typeof each === 'string')
      if (typeof mark !== 'string') continue
      const [code = '', rest = ''] = mark.split(/ (.*)/s)
      if (code === 'unmapped') countUnmapped(ledger, `${record.object}.${name}`, rest)
      else report(ledger, record, isCode(code) ? code : 'invalidValue', rest)
    }
  }
}

interface FieldMarks {
  readonly name: string
  readonly marks: readonly string[]
}

/** The marks that the fields of a kind of record may have. */
function marksIn(table: FieldForm['fields'], spellings: NonNullable<FieldForm['spellings']>): (kind: string) => readonly FieldMarks[] {
  const known = new Map<string, readonly FieldMarks[]>()
  return kind => {
    const declared = table[kind] ?? {}
    const found =
      known.get(kind) ??
      FIELD_TYPES.flatMap(type => (declared[type] ?? []).map(name => ({ name, marks: spellings(type, name).map(markOf) })))
    known.set(kind, found)
    return found
  }
}

function isCode(code: string): code is ImportIssueCode {
  return code === 'invalidId' || code === 'invalidValue'
}
