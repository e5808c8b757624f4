import { isEndless, isObject, ownValue } from '../../crm/values.js'
import { InvalidArgumentError } from '../../errors.js'
import type { OrgUnitKind } from '../../model/orgUnit.js'
import { a, kindOf } from '../../support/shown.js'
import type { Attributes, GraphUnit } from './graphRead.js'

/**
 * The object that is given, or that stands in a text of JSON; `undefined` for a text that is none.
 *
 * @throws InvalidArgumentError, in the name of the function, for what is neither
 */
export function objectGiven(where: string, path: string, given: unknown): object | undefined {
  if (typeof given === 'string') {
    try {
      const value: unknown = JSON.parse(given.replace(/^\u{FEFF}/u, ''))
      return isObject(value) ? value : undefined
    } catch {
      return undefined
    }
  }
  if (isObject(given)) return given
  throw new InvalidArgumentError(where, [
    { path, message: `is ${a(kindOf(given))}, neither an object nor its text`, code: 'invalidArgument' },
  ])
}

/** A list in an object under the first of some names that holds one that is not endless. */
export function listIn(object: object | undefined, ...names: readonly string[]): readonly unknown[] | undefined {
  for (const name of names) {
    const list = object === undefined ? undefined : ownValue(object, name)
    if (Array.isArray(list) && list.length <= MOST) return list
  }
  return undefined
}

/** More nodes or edges no drawing has. */
const MOST = 1_000_000

/** The fields of an object; lists without an end are none. */
export function attributesOf(object: object): Attributes {
  const fields = Object.keys(object).map(name => [name, ownValue(object, name)] as const)
  return new Map(fields.filter(([, value]) => !isEndless(value)))
}

/** A field that names a node: a text, a number, or the node itself, as layouts put it in place of its id. */
export function endIn(object: object, name: string): string {
  const value = ownValue(object, name)
  const id = isObject(value) ? ownValue(value, 'id') : value
  return typeof id === 'string' || typeof id === 'number' ? String(id) : ''
}

/** A unit, where an object is one. */
export function unitIn(
  object: object,
  names: { readonly id: string; readonly name: string; readonly parent?: string },
): readonly GraphUnit[] {
  const [id, name, kind] = [ownValue(object, names.id), ownValue(object, names.name), ownValue(object, 'kind')]
  if (typeof id !== 'string' || id === '') return []
  const { parent } = names
  return [
    {
      id,
      name: typeof name === 'string' ? name : id,
      kind: isUnitKind(kind) ? kind : 'department',
      ...(parent !== undefined && { parent }),
    },
  ]
}

const UNIT_KINDS: readonly OrgUnitKind[] = ['department', 'division', 'site', 'subsidiary', 'team']

function isUnitKind(kind: unknown): kind is OrgUnitKind {
  return UNIT_KINDS.some(each => each === kind)
}
