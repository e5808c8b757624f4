import { type Fields, fieldOf } from '../fields.js'
import { type SourceRecord, textOf } from '../record.js'
import { isKnownLabel, type RoleTable } from '../roleLabels.js'
import { FORMATTED } from './lookups.js'

/** What a choice column holds, by its code or by its label in English; `undefined` for what an organisation has added. */
export function choiceIn<Meaning extends string>(
  { fields }: SourceRecord,
  column: string,
  choices: readonly (readonly [meaning: Meaning, code: number, label: string])[],
): Meaning | undefined {
  const given = String(fieldOf(fields, column) ?? fieldOf(fields, column + FORMATTED) ?? '')
    .trim()
    .toLowerCase()
  return choices.find(([, code, label]) => given === String(code) || given === label)?.[0]
}

/** The label of a choice column as people see it; an export of labels has it in the column itself. */
export function labelIn(fields: Fields, column: string): string | undefined {
  const label = fieldOf(fields, column + FORMATTED) ?? fieldOf(fields, `${column}name`)
  return label === undefined ? undefined : String(label)
}

/** What people see of a column: its label, or else the value. */
export function shownIn(record: SourceRecord, column: string): string | undefined {
  return labelIn(record.fields, column) ?? textOf(record, column)
}

/**
 * The label under which a code is looked up: the one that people see, when it is known, because organisations give codes other meanings;
 * else the one that the code comes with, because they also translate them.
 */
export function roleLabelIn(
  { fields }: SourceRecord,
  column: string,
  standard: ReadonlyMap<string, string>,
  roles: RoleTable,
): string | undefined {
  const code = fieldOf(fields, column)
  if (code === undefined) return undefined
  const shown = labelIn(fields, column) ?? String(code)
  return isKnownLabel(roles, shown) ? shown : (standard.get(String(code).trim()) ?? shown)
}
