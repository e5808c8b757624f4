import type { ImportResult } from '../../crm/result.js'
import { isObject, ownValue } from '../../crm/values.js'
import { reading } from '../../support/reading.js'
import { fromGraphRead, type GraphOptions } from './fromGraphRead.js'
import type { GraphPerson, GraphRead, GraphTie, GraphUnit } from './graphRead.js'
import { attributesOf, endIn, listIn, objectGiven, unitIn } from './jsonGraph.js'

/**
 * The village in a graph of Cytoscape or Cytoscape.js, such as `toCytoscape` writes: an object, or its text of JSON.
 *
 * It reads what `fromGraphml` reads, and units with their kinds and places: a node in which others stand is a unit.
 *
 * @throws InvalidArgumentError for an option that makes no sense, or for what is neither an object nor a text
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toCytoscape } from 'account-village/formats'
 * import { fromCytoscape } from 'account-village/table'
 * const village = createVillage({
 *   account: 'Acme',
 *   units: [{ id: 'it', name: 'IT', kind: 'team' }],
 *   stakeholders: [{ id: 'ann', unit: 'it', roles: ['user'] }],
 * })
 * const { villages } = fromCytoscape(toCytoscape(snapshot(village, '2026-03-02')))
 * villages[0]?.units.map(({ id, kind }) => [id, kind]) //=> [['it', 'team']]
 */
export function fromCytoscape(graph: object | string, options?: GraphOptions): ImportResult {
  const given = objectGiven('fromCytoscape', 'graph', graph)
  return fromGraphRead('fromCytoscape', options, problem => {
    const read = given === undefined ? undefined : reading('fromCytoscape', 'graph', () => graphIn(given))
    if (read === undefined) problem('It has no elements, so it is no graph of Cytoscape and nothing was read.')
    return read
  })
}

function graphIn(graph: object): GraphRead | undefined {
  const elements = ownValue(graph, 'elements')
  const lists = listsOf(Array.isArray(graph) ? graph : elements)
  if (lists === undefined) return undefined
  const parents = new Set(lists.nodes.map(node => endIn(node, 'parent')))
  const isUnit = (node: object): boolean => ownValue(node, 'type') === 'unit' || parents.has(endIn(node, 'id'))
  const about = ownValue(graph, 'data')
  const [id, name] = isObject(about) ? [ownValue(about, 'account'), ownValue(about, 'name')] : []
  const unitIds = new Map(lists.nodes.filter(isUnit).map(node => [endIn(node, 'id'), unitIdOf(node)] as const))
  return {
    ...(typeof id === 'string' && id !== '' && { account: { id, ...(typeof name === 'string' && { name }) } }),
    units: lists.nodes.filter(isUnit).flatMap(node => unitOf(node, unitIds)),
    people: lists.nodes.filter(node => !isUnit(node)).map(node => personIn(node, unitIds)),
    ties: lists.edges.map(tieIn),
  }
}

/** The data of nodes and edges, whether they stand in two lists or in one. */
function listsOf(elements: unknown): { readonly nodes: readonly object[]; readonly edges: readonly object[] } | undefined {
  if (!isObject(elements)) return undefined
  const dataOf = (list: readonly unknown[]): readonly object[] =>
    list.flatMap(element => {
      const data = isObject(element) ? ownValue(element, 'data') : undefined
      return isObject(data) ? [data] : []
    })
  if (!Array.isArray(elements)) {
    const [nodes, edges] = [listIn(elements, 'nodes'), listIn(elements, 'edges')]
    return nodes === undefined ? undefined : { nodes: dataOf(nodes), edges: dataOf(edges ?? []) }
  }
  const all = dataOf(elements.slice(0, 1_000_000))
  const isEdge = (data: object): boolean => Object.hasOwn(data, 'source') && Object.hasOwn(data, 'target')
  return { nodes: all.filter(data => !isEdge(data)), edges: all.filter(isEdge) }
}

function unitIdOf(node: object): string {
  const own = ownValue(node, 'unit')
  return typeof own === 'string' && own !== '' ? own : endIn(node, 'id')
}

function unitOf(node: object, ids: ReadonlyMap<string, string>): readonly GraphUnit[] {
  const parent = ids.get(endIn(node, 'parent'))
  const name = ownValue(node, 'label') === undefined ? 'name' : 'label'
  return unitIn({ ...node, unit: unitIdOf(node) }, { id: 'unit', name, ...(parent !== undefined && { parent }) })
}

function personIn(node: object, units: ReadonlyMap<string, string>): GraphPerson {
  const unit = units.get(endIn(node, 'parent'))
  const label = ['label', 'name'].map(name => ownValue(node, name)).find(each => typeof each === 'string' && each.trim() !== '')
  return {
    key: endIn(node, 'id'),
    attributes: attributesOf(node),
    ...(typeof label === 'string' && { label }),
    ...(unit !== undefined && { unit }),
  }
}

function tieIn(edge: object): GraphTie {
  return {
    from: endIn(edge, 'source'),
    to: endIn(edge, 'target'),
    attributes: attributesOf(edge),
    isUndirected: ownValue(edge, 'directed') === false,
  }
}
