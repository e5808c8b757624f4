import { MultiDirectedGraph } from 'graphology'
import { errorFor } from '../errors.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { BuyingRole } from '../model/role.js'
import type { TieKind } from '../model/tie.js'
import { wrong } from '../support/options.js'
import { a, kindOf } from '../support/shown.js'
import { checkGiven } from './given.js'
import type { Snapshot } from './snapshot.js'
import { weighedTies } from './weighedTies.js'

/** What a node of the influence graph carries. */
export interface InfluenceNode {
  /** The stakeholder's id. The key of the node has a prefix, because graph libraries stumble over keys such as `constructor`. */
  readonly id: string
  /** Their name; absent where it is not known, and for a placeholder. */
  readonly name?: string
  /** Their job title, as recorded; absent where it is not known. */
  readonly title?: string
  /** The id of their unit; absent where they are in none. */
  readonly unit?: string
  /** Their buying roles, in the decision in view and in all decisions; empty where none is known. */
  readonly roles: readonly BuyingRole[]
  /** Whether the node stands for somebody whom nobody knows yet. */
  readonly placeholder: boolean
  /** How far others move them, 0..0.99; absent where nobody has said, and then `settings.influence.openness` holds. */
  readonly openness?: number
}

/** What an edge of the influence graph carries. */
export interface InfluenceEdge {
  /** The id of the tie. */
  readonly id: string
  /** What the tie is, as recorded; that of a conflict has no direction. */
  readonly kind: TieKind
  /** Above 0; where none was given, the mean of those of its kind to the same listener, or 1. */
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
  /** How many nodes it has, placeholders included. */
  readonly order: number
  /** How many edges it has. */
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
 * The graph is made anew at each call and may be changed.
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
  for (const { id, name, title, unit, openness } of snapshot.stakeholders) {
    graph.addNode(nodeKey(id), {
      id,
      ...(name !== undefined && { name }),
      ...(title !== undefined && { title }),
      ...(unit !== undefined && { unit }),
      roles: [...(roles.get(id) ?? [])],
      placeholder: placeholders.has(id),
      ...(openness !== undefined && { openness }),
    })
  }
  for (const { id, from, to, kind, weight, confidence } of weighedTies(snapshot)) {
    graph.addEdgeWithKey(`tie:${id}`, nodeKey(from), nodeKey(to), { id, kind, weight, ...(confidence !== undefined && { confidence }) })
  }
  return graph
}

/** A unit without when and how we learned of it. */
function unitOf({ id, name, kind, parent, share }: OrgUnit): OrgUnit {
  return { id, name, kind, ...(parent !== undefined && { parent }), ...(share !== undefined && { share }) }
}
