import { foldedText } from '../../support/text.js'
import type { FieldForm } from '../fieldTable.js'
import type { SurveyKind } from './format.js'
import { LAYOUTS } from './layouts.js'
import type { ResolvedOptions } from './options.js'

/** The columns in which it may stand when a response was sent off, the first that counts first, as they are compared. */
export function timeColumns(kind: SurveyKind, { columns }: Pick<ResolvedOptions, 'columns'>): readonly string[] {
  const named = columns.at === undefined ? [] : [columns.at]
  return [...named, ...(LAYOUTS.get(kind)?.at ?? [])].map(foldedText)
}

/** The columns that are read before answers are, by the kind of response. Answers say by themselves what they are. */
export function fieldsFor(options: Pick<ResolvedOptions, 'columns'>): FieldForm {
  return {
    fields: Object.fromEntries([...LAYOUTS.keys()].map(kind => [kind, { time: timeColumns(kind, options) }])),
    zone: kind => ZONES.get(kind),
  }
}

const ZONES: ReadonlyMap<string, string> = new Map(
  [...LAYOUTS].flatMap(([kind, { zone }]) => (zone === undefined ? [] : [[kind, zone] as const])),
)
