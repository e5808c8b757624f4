import { villageJsonSchema } from '../../model/jsonSchema.js'
import type { FactArray } from '../../model/village.js'

/** What a field holds: one value, several texts, a part with fields of its own, several such parts, or the rule of a decision. */
export type Field =
  | { readonly holds: 'text' | 'time' | 'number' | 'flag' | 'texts' | 'rule' }
  | { readonly holds: 'part' | 'parts'; readonly fields: Fields }

/** Fields by their names. */
export type Fields = ReadonlyMap<string, Field>

/** The fields of the facts in an array, as the schema of a village has them, and the short forms that a person may have. */
export function fieldsOf(array: FactArray): Fields {
  all ??= new Map()
  const known = all.get(array) ?? fieldsIn(within(villageJsonSchema(), 'properties', array, 'items', 'properties'))
  const fields = array === 'stakeholders' ? new Map([...known, ...SHORT_FORMS]) : known
  all.set(array, fields)
  return fields
}

let all: Map<FactArray, Fields> | undefined

const SHORT_FORMS: Fields = new Map([
  ['roles', { holds: 'texts' }],
  ['veto', { holds: 'flag' }],
])

function fieldsIn(properties: unknown): Fields {
  const entries: [string, unknown][] = Object.entries(typeof properties === 'object' && properties !== null ? properties : {})
  return new Map(entries.map(([name, schema]) => [name, fieldOf(schema)]))
}

function fieldOf(schema: unknown): Field {
  const type = within(schema, 'type')
  if (type === 'number' || type === 'integer') return { holds: 'number' }
  if (type === 'boolean') return { holds: 'flag' }
  if (type === 'object') return { holds: 'part', fields: fieldsIn(within(schema, 'properties')) }
  if (type === undefined) return { holds: 'rule' }
  if (type !== 'array') return { holds: within(schema, 'format') === 'date-time' ? 'time' : 'text' }
  const parts = within(schema, 'items', 'properties')
  return parts === undefined ? { holds: 'texts' } : { holds: 'parts', fields: fieldsIn(parts) }
}

/** What is at a place within a JSON Schema. */
function within(schema: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined), schema)
}
