import type { OrgUnit } from '../../model/orgUnit.js'
import type { Instant } from '../../support/instants.js'

/** What a file of a graph tells, before it is known what of it is a fact. */
export interface GraphRead {
  /** The account, where the file is ours. */
  readonly account?: { readonly id: string; readonly name?: string }
  readonly units: readonly GraphUnit[]
  readonly people: readonly GraphPerson[]
  readonly ties: readonly GraphTie[]
}

export type GraphUnit = Pick<OrgUnit, 'id' | 'name' | 'kind' | 'parent'>

/** What stands in a node, by name. */
export type Attributes = ReadonlyMap<string, unknown>

/** A node. */
export interface GraphPerson {
  /** By what edges name it. */
  readonly key: string
  readonly label?: string
  readonly attributes: Attributes
  /** The unit that it stands in, where nodes stand in others. */
  readonly unit?: string
  readonly joinedAt?: Instant
  readonly leftAt?: Instant
  /** Roles with the time in which they were played; where it is absent, those among the attributes hold always. */
  readonly roles?: readonly { readonly roles: string; readonly since?: Instant; readonly until?: Instant }[]
}

/** An edge. */
export interface GraphTie {
  readonly from: string
  readonly to: string
  readonly attributes: Attributes
  readonly isUndirected: boolean
  readonly since?: Instant
  readonly until?: Instant
}

/** The id behind the id of an element, as our files of XML write it: `stakeholder:a_0020b` is `a b`. */
export function idBehind(kind: 'stakeholder' | 'unit' | 'tie', element: string): string | undefined {
  if (!element.startsWith(`${kind}:`)) return undefined
  return element.slice(kind.length + 1).replace(/_([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)))
}

/** The attributes of an element, with the id behind its own where it is ours: XML cannot hold every character of an id. */
export function withOwnId(attributes: Attributes, kind: 'stakeholder' | 'tie', element: string | undefined): Attributes {
  const id = element === undefined ? undefined : idBehind(kind, element)
  return id === undefined ? attributes : new Map([...attributes, [kind, id]])
}

/** An attribute as text; `undefined` where it is none, or empty. */
export function attributeText(attributes: Attributes, name: string): string | undefined {
  const value = attributes.get(name)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** An attribute as a number. */
export function attributeNumber(attributes: Attributes, name: string): number | undefined {
  const value = attributes.get(name)
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
