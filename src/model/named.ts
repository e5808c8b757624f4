import type { FactKind } from './fact.js'

/** The ids in an array of the village that a fact names, rules and outcomes of decisions aside. */
export function namedIn(kind: FactKind, fact: object, array: string): string[] {
  const own = kind.references.flatMap(([field, target]): unknown[] => (target === array ? [Reflect.get(fact, field)].flat() : []))
  const within = kind.referencesWithin.flatMap(([field, names]) =>
    partsOf(Reflect.get(fact, field)).flatMap(part =>
      names.flatMap(name => (name.target === array && isMeant(part, name.kind) ? [Reflect.get(part, name.field)] : [])),
    ),
  )
  return [...own, ...within].filter(id => typeof id === 'string')
}

/** Whether a reference within parts is one of this part. */
export function isMeant(part: object, kind: string | undefined): boolean {
  return kind === undefined || Reflect.get(part, 'kind') === kind
}

/** The objects in a list; none of what is no list. */
export function partsOf(list: unknown): object[] {
  return Array.isArray(list) ? list.filter(part => typeof part === 'object' && part !== null) : []
}
