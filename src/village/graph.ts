import { MultiDirectedGraph } from 'graphology'
import { errorFor } from '../errors.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { BuyingRole } from '../model/role.js'
import type { Tie, TieKind } from '../model/tie.js'
import type { StakeholderInput, VillageInput } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import { wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { checkGiven } from './given.js'
import type { Snapshot } from './snapshot.js'

/** What a node of the influence graph carries. */
export interface InfluenceNode {
  /** The stakeholder's id. The key of the node has a prefix, because graph libraries stumble over keys such as `constructor`. */
  readonly id: string
  readonly name?: string
  readonly title?: string
  readonly unit?: string
  readonly roles: readonly BuyingRole[]
  /** Whether the node stands for somebody whom nobody knows yet. */
  readonly placeholder: boolean
  readonly selfWeight?: number
}

/** What an edge of the influence graph carries. */
export interface InfluenceEdge {
  /** The id of the tie. */
  readonly id: string
  readonly kind: TieKind
  readonly weight: number
  /** How far the tie is trusted, 0..1; absent when nobody has said. */
  readonly confidence?: number
}

/**
 * The village as a graph: what `toGraph` gives is a `MultiDirectedGraph` of graphology, and this is the part of it that most programs need.
 *
 * The types of graphology are left out of these declarations, because they ask every reader for those of Node.
 */
export interface InfluenceGraph {
  readonly order: number
  readonly size: number
  nodes(): string[]
  edges(): string[]
  hasNode(node: unknown): boolean
  source(edge: unknown): string
  target(edge: unknown): string
  getAttributes(): object
  getNodeAttributes(node: unknown): InfluenceNode
  getEdgeAttributes(edge: unknown): InfluenceEdge
  forEachNode(callback: (node: string, attributes: InfluenceNode) => void): void
  forEachEdge(
    callback: (
      edge: string,
      attributes: InfluenceEdge,
      source: string,
      target: string,
      sourceAttributes: InfluenceNode,
      targetAttributes: InfluenceNode,
      undirected: boolean,
    ) => void,
  ): void
  inNeighbors(node: unknown): string[]
  outNeighbors(node: unknown): string[]
  export(): unknown
}

/** What `fromGraph` reads of a graph of graphology, directed or not. */
export interface ReadableGraph {
  getAttributes(): object
  forEachNode(callback: (node: string, attributes: object) => void): void
  forEachEdge(
    callback: (
      edge: string,
      attributes: object,
      source: string,
      target: string,
      sourceAttributes: object,
      targetAttributes: object,
      undirected: boolean,
    ) => void,
  ): void
}

/** The key of a stakeholder's node. */
export function nodeKey(id: string): string {
  if (typeof id !== 'string') throw errorFor('nodeKey', [wrong('id', `is ${a(kindOf(id))}, not an id`)])
  return `stakeholder:${id}`
}

/**
 * The influence graph of a snapshot, for the algorithms of graphology and all that reads its graphs.
 *
 * A node is a person, under the key `stakeholder:` and the id. An edge is a tie in the direction in which it was recorded, with its `kind`,
 * `weight` and, where given, `confidence`; a conflict, which has no direction, stands once.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toGraph } from 'account-village/graph'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 2 }],
 * })
 * const graph = toGraph(snapshot(village, '2026-03-02'))
 * graph.outNeighbors('stakeholder:ann') //=> ['stakeholder:bo']
 */
export function toGraph(snapshot: Snapshot): InfluenceGraph {
  checkGiven('toGraph', snapshot)
  const graph = new MultiDirectedGraph<InfluenceNode, InfluenceEdge>()
  graph.setAttribute('account', snapshot.account.id)
  graph.setAttribute('name', snapshot.account.name)
  graph.setAttribute('asOf', snapshot.asOf)
  if (snapshot.units.length > 0) graph.setAttribute('units', snapshot.units.map(unitOf))
  const placeholders = new Set(snapshot.placeholders)
  const roles = new Map<string, Set<BuyingRole>>()
  for (const { stakeholder, role } of snapshot.roles) roles.set(stakeholder, (roles.get(stakeholder) ?? new Set()).add(role))
  for (const { id, name, title, unit, selfWeight } of snapshot.stakeholders) {
    graph.addNode(nodeKey(id), {
      id,
      ...(name !== undefined && { name }),
      ...(title !== undefined && { title }),
      ...(unit !== undefined && { unit }),
      roles: [...(roles.get(id) ?? [])],
      placeholder: placeholders.has(id),
      ...(selfWeight !== undefined && { selfWeight }),
    })
  }
  for (const { id, from, to, kind, weight = 1, confidence } of snapshot.ties) {
    graph.addEdgeWithKey(`tie:${id}`, nodeKey(from), nodeKey(to), { id, kind, weight, ...(confidence !== undefined && { confidence }) })
  }
  return graph
}

/**
 * The people, units and ties of a graph of graphology, as the input of `createVillage`.
 *
 * It reads what `toGraph` writes. Of any other graph a node is a person, under its attribute `id` or its key; an edge is a tie of its
 * attribute `kind`, or an influence, with its attribute `weight`, or 1; an undirected influence goes both ways, and a loop is how much
 * somebody keeps to their own view.
 *
 * @param account the account; the graph's attribute `account` when absent
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { fromGraph, toGraph } from 'account-village/graph'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'constructor' }, { id: '__proto__' }] })
 * fromGraph(toGraph(snapshot(village, '2026-03-02'))).stakeholders?.map(person => person.id) //=> ['__proto__', 'constructor']
 */
export function fromGraph(graph: ReadableGraph, account?: string): VillageInput {
  if (account !== undefined && typeof account !== 'string') {
    throw errorFor('fromGraph', [wrong('account', `is ${a(kindOf(account))}, not an id`)])
  }
  return reading('fromGraph', 'graph', () => inputOf(graph, account), 'is no graph of graphology')
}

function inputOf(graph: ReadableGraph, account: string | undefined): VillageInput {
  const units = unitsIn(graph.getAttributes())
  const ids = new Map<string, string>()
  const people = new Map<string, StakeholderInput>()
  graph.forEachNode((key, attributes) => {
    const person = personOf(key, attributes, units)
    ids.set(key, person.id)
    if (Reflect.get(attributes, 'placeholder') !== true) people.set(person.id, person)
  })
  const ties: Tie<TimeInput>[] = []
  graph.forEachEdge((_, attributes, source, target, __, ___, undirected) => {
    const from = ids.get(source) ?? source
    const to = ids.get(target) ?? target
    const tie = tieOf(attributes, from, to)
    const person = people.get(from)
    if (from === to && person !== undefined) people.set(from, { ...person, selfWeight: tie.weight ?? 1 })
    if (from === to) return
    ties.push(tie)
    if (undirected && tie.kind === 'influence') ties.push({ ...tieOf({ ...attributes, id: undefined }, to, from) })
  })
  const attributes = graph.getAttributes()
  const id = account ?? textOf(attributes, 'account') ?? 'account'
  return {
    account: { id, name: textOf(attributes, 'name') ?? id },
    ...(units.length > 0 && { units }),
    stakeholders: [...people.values()],
    ties,
  }
}

function personOf(key: string, attributes: object, units: readonly OrgUnit<TimeInput>[]): StakeholderInput {
  const roles: unknown = Reflect.get(attributes, 'roles')
  const selfWeight: unknown = Reflect.get(attributes, 'selfWeight')
  const name = textOf(attributes, 'name') ?? textOf(attributes, 'label')
  const title = textOf(attributes, 'title')
  const unit = textOf(attributes, 'unit')
  return {
    id: textOf(attributes, 'id') ?? key,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    // Other programs' units are names of their own, of which the graph need not tell more.
    ...(unit !== undefined && units.some(({ id }) => id === unit) && { unit }),
    ...(typeof selfWeight === 'number' && { selfWeight }),
    ...(isRoles(roles) && roles.length > 0 && { roles }),
  }
}

function tieOf(attributes: object, from: string, to: string): Tie<TimeInput> {
  const id = textOf(attributes, 'id')
  const kind: unknown = Reflect.get(attributes, 'kind')
  const weight: unknown = Reflect.get(attributes, 'weight')
  const confidence: unknown = Reflect.get(attributes, 'confidence')
  return {
    ...(id !== undefined && { id }),
    from,
    to,
    kind: kind === 'reportsTo' || kind === 'conflict' ? kind : 'influence',
    // What is no number goes on as NaN, for createVillage to refuse by name.
    ...(weight !== undefined && weight !== null && { weight: typeof weight === 'number' ? weight : Number.NaN }),
    ...(confidence !== undefined && confidence !== null && { confidence: typeof confidence === 'number' ? confidence : Number.NaN }),
  }
}

/** A unit without when and how we learned of it. */
function unitOf({ id, name, kind, parent, share }: OrgUnit): OrgUnit {
  return { id, name, kind, ...(parent !== undefined && { parent }), ...(share !== undefined && { share }) }
}

/** The units that `toGraph` wrote down; `createVillage` checks them. */
function unitsIn(attributes: object): readonly OrgUnit<TimeInput>[] {
  const units: unknown = Reflect.get(attributes, 'units')
  return isUnits(units) ? units : []
}

function isUnits(value: unknown): value is readonly OrgUnit<TimeInput>[] {
  return Array.isArray(value) && value.every(unit => typeof unit === 'object' && unit !== null)
}

function isRoles(value: unknown): value is readonly BuyingRole[] {
  return Array.isArray(value)
}

function textOf(attributes: object, field: string): string | undefined {
  const value: unknown = Reflect.get(attributes, field)
  return typeof value === 'string' && value !== '' ? value : undefined
}
