import * as z from 'zod/mini'
import { type FactKind, LONGEST_TEXT, longText, outsider, schemaOf, text } from './fact.js'

/**
 * The fact with each of its free texts replaced by what a function makes of it, the names of people of ours included; itself where nothing
 * changes. Ids, choices, numbers and points in time stay.
 *
 * @param except the fields that stay as they are
 */
export function withTexts(kind: FactKind, fact: object, replace: (text: string) => string, except: readonly string[] = []): object {
  const changed = changedBy(schemaOf(kind), fact, replace, except)
  return typeof changed === 'object' && changed !== null ? changed : fact
}

/**
 * A value with the texts in it replaced, as its schema tells them from other texts; itself where nothing changes.
 *
 * @param except fields of its own that stay as they are
 */
export function changedBy(
  schema: z.core.$ZodType,
  value: unknown,
  replace: (text: string) => string,
  except: readonly string[] = [],
): unknown {
  if (typeof value === 'string') {
    if (schema === longText) return replace(value).slice(0, LONGEST_TEXT)
    return isText(schema) ? replace(value) : value
  }
  if (schema instanceof z.ZodMiniArray && Array.isArray(value)) {
    const { element } = schema.def
    const items = value.map((item: unknown) => changedBy(element, item, replace))
    return items.every((item, i) => item === value[i]) ? value : items
  }
  if (!(schema instanceof z.ZodMiniObject) || typeof value !== 'object' || value === null) return value
  const shape: { readonly [field: string]: z.core.$ZodType } = schema.def.shape
  const fields = Object.entries(value).map(([field, part]: [string, unknown]) => {
    const of = except.includes(field) || !Object.hasOwn(shape, field) ? undefined : shape[field]
    return { field, part, changed: of === undefined ? part : changedBy(required(of), part, replace) }
  })
  return fields.every(({ part, changed }) => part === changed) ? value : Object.fromEntries(fields.map(each => [each.field, each.changed]))
}

/** The schema of a field that may be absent. */
function required(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodMiniExactOptional ? schema.def.innerType : schema
}

/**
 * The fact without its sentences: those that may be absent are, the others become a mark. Labels, which measures group by, stay, and so do ids,
 * choices, numbers and points in time.
 */
export function withoutTexts(kind: FactKind, fact: object, mark: string): object {
  const left = leftOf(schemaOf(kind), fact, mark)
  return typeof left === 'object' && left !== null ? left : fact
}

/** The fields whose texts are labels. Every other text is taken for a sentence, so that none can be forgotten. */
const LABELS = ['source', 'by', 'owner', 'themes', 'touchpoint', 'profile', 'plan', 'question', 'group', 'scope', 'reason', 'reasons']

function leftOf(schema: z.core.$ZodType, value: unknown, mark: string): unknown {
  if (isText(schema)) return mark
  if (schema instanceof z.ZodMiniArray && Array.isArray(value)) {
    const { element } = schema.def
    return value.map((item: unknown) => leftOf(element, item, mark))
  }
  if (!(schema instanceof z.ZodMiniObject) || typeof value !== 'object' || value === null) return value
  const shape: { readonly [field: string]: z.core.$ZodType } = schema.def.shape
  const fields = Object.entries(value).flatMap(([field, part]: [string, unknown]): [string, unknown][] => {
    const of = Object.hasOwn(shape, field) && !LABELS.includes(field) ? shape[field] : undefined
    if (of === undefined) return [[field, part]]
    return of instanceof z.ZodMiniExactOptional && holdsTexts(of.def.innerType) ? [] : [[field, leftOf(required(of), part, mark)]]
  })
  return Object.fromEntries(fields)
}

function holdsTexts(schema: z.core.$ZodType): boolean {
  return isText(schema) || (schema instanceof z.ZodMiniArray && isText(schema.def.element))
}

function isText(schema: z.core.$ZodType): boolean {
  return schema === text || schema === longText || schema === outsider
}
