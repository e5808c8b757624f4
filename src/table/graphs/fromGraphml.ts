import type { ImportResult } from '../../crm/result.js'
import { fromGraphRead, type GraphOptions } from './fromGraphRead.js'
import { type GraphPerson, type GraphRead, type GraphTie, type GraphUnit, idBehind, withOwnId } from './graphRead.js'
import { textGiven } from './textGiven.js'
import { childrenOf, firstWithin, type XmlTree, xmlTree } from './xmlTree.js'

/**
 * The village in a file of GraphML, such as `toGraphml` writes, or NetworkX, igraph, Gephi and yEd.
 *
 * Nodes are people and edges are ties. Of a file that this library wrote come people with name, title, unit, roles, granted veto and openness, and
 * ties with kind, weight and confidence, under their ids; measures such as power and sentiment are no facts and are left out. Of any other
 * file a node is a person under its id, named by its label; an edge is an influence unless it says what it is, and one without direction goes
 * both ways. Groups of yEd are units. Nothing in the file makes it throw.
 *
 * @param graphml the text of the file
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toGraphml } from 'account-village/formats'
 * import { fromGraphml } from 'account-village/table'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann', roles: ['user', 'economicBuyer'] }] })
 * const { villages } = fromGraphml(toGraphml(snapshot(village, '2026-03-02')))
 * villages[0]?.stakeholders.map(({ id, name }) => [id, name]) //=> [['ann', 'Ann']]
 */
export function fromGraphml(graphml: string, options?: GraphOptions): ImportResult {
  const text = textGiven('fromGraphml', 'graphml', graphml)
  return fromGraphRead('fromGraphml', options, problem => {
    const root = xmlTree(text)
    if (root?.name === 'graphml') return graphIn(root)
    problem('It is no GraphML, so nothing was read.')
    return undefined
  })
}

/** The names of attributes by the ids of their keys, and what holds where an element says nothing. */
interface Keys {
  readonly names: ReadonlyMap<string, string>
  readonly defaults: ReadonlyMap<string, ReadonlyMap<string, string>>
}

function graphIn(root: XmlTree): GraphRead {
  const keys = keysIn(root)
  const found: { people: GraphPerson[]; ties: GraphTie[]; units: GraphUnit[] } = { people: [], ties: [], units: [] }
  const [top] = childrenOf(root, 'graph')
  for (const graph of childrenOf(root, 'graph')) collect(graph, undefined, keys, found)
  const own = top === undefined ? new Map() : dataOf(top, 'graph', keys)
  const [id, name] = [own.get('account'), own.get('accountName')]
  return { ...found, ...(id !== undefined && { account: { id, ...(name !== undefined && { name }) } }) }
}

function keysIn(root: XmlTree): Keys {
  const names = new Map<string, string>()
  const defaults = new Map<string, Map<string, string>>()
  for (const key of childrenOf(root, 'key')) {
    const id = key.attributes.get('id')
    const name = key.attributes.get('attr.name') ?? id
    const [usual] = childrenOf(key, 'default')
    if (id === undefined || name === undefined) continue
    names.set(id, name)
    if (usual === undefined) continue
    const scope = key.attributes.get('for') ?? 'all'
    for (const each of scope === 'all' ? ['graph', 'node', 'edge'] : [scope])
      defaults.set(each, (defaults.get(each) ?? new Map<string, string>()).set(name, usual.text))
  }
  return { names, defaults }
}

/** Adds the nodes and edges of a graph, and those of the graphs in its nodes, which are groups. */
function collect(
  graph: XmlTree,
  group: string | undefined,
  keys: Keys,
  into: { people: GraphPerson[]; ties: GraphTie[]; units: GraphUnit[] },
): void {
  const usual = graph.attributes.get('edgedefault') ?? 'directed'
  for (const node of childrenOf(graph, 'node')) {
    const id = node.attributes.get('id') ?? ''
    const [inner] = childrenOf(node, 'graph')
    const data = dataOf(node, 'node', keys)
    const label = data.get('label') ?? labelIn(node)
    if (inner === undefined) {
      into.people.push({
        key: id,
        attributes: withOwnId(data, 'stakeholder', id),
        ...(label !== undefined && { label }),
        ...(group !== undefined && { unit: group }),
      })
      continue
    }
    const unit = idBehind('unit', id) ?? id
    into.units.push({ id: unit, name: label ?? unit, kind: 'department', ...(group !== undefined && { parent: group }) })
    collect(inner, unit, keys, into)
  }
  for (const edge of childrenOf(graph, 'edge')) {
    const { attributes } = edge
    const directed = attributes.get('directed')
    const isUndirected = directed === undefined ? usual === 'undirected' : directed === 'false'
    into.ties.push({
      from: attributes.get('source') ?? '',
      to: attributes.get('target') ?? '',
      attributes: withOwnId(dataOf(edge, 'edge', keys), 'tie', attributes.get('id')),
      isUndirected,
    })
  }
}

function dataOf(element: XmlTree, scope: string, { names, defaults }: Keys): ReadonlyMap<string, string> {
  const given = childrenOf(element, 'data').flatMap(datum => {
    const key = datum.attributes.get('key')
    return key === undefined || datum.children.length > 0 ? [] : [[names.get(key) ?? key, datum.text] as const]
  })
  return new Map([...(defaults.get(scope) ?? []), ...given])
}

/** What yEd writes on a node or a group. */
function labelIn(node: XmlTree): string | undefined {
  const text = childrenOf(node, 'data')
    .map(datum => firstWithin(datum, 'NodeLabel')?.text.trim())
    .find(each => each !== undefined)
  return text === '' ? undefined : text
}
