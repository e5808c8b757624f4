import type { ImportResult } from '../../crm/result.js'
import { isObject, ownValue } from '../../crm/values.js'
import { reading } from '../../support/reading.js'
import { fromGraphRead, type GraphOptions } from './fromGraphRead.js'
import type { GraphPerson, GraphRead, GraphTie } from './graphRead.js'
import { attributesOf, endIn, listIn, objectGiven, unitIn } from './jsonGraph.js'

/**
 * The village in a node-link graph, such as `toNodeLink`, NetworkX or programs around d3 write: an object, or its text of JSON.
 *
 * It reads what `fromGraphml` reads, and units with their kinds and places. Links may stand under `links` or `edges`, and name nodes by their
 * ids or, where nodes have none, by their places.
 *
 * @throws InvalidArgumentError for an option that makes no sense, or for what is neither an object nor a text
 * @example
 * import { fromNodeLink } from 'account-village/table'
 * const graph = { nodes: [{ id: 'ann', label: 'Ann Bell' }, { id: 'bo' }], links: [{ source: 'ann', target: 'bo', value: 2 }] }
 * const { villages } = fromNodeLink({ directed: true, ...graph }, { account: 'Acme' })
 * villages[0]?.ties.map(({ from, to, weight }) => [from, to, weight]) //=> [['ann', 'bo', 2]]
 */
export function fromNodeLink(graph: object | string, options?: GraphOptions): ImportResult {
  const given = objectGiven('fromNodeLink', 'graph', graph)
  return fromGraphRead('fromNodeLink', options, problem => {
    const read = given === undefined ? undefined : reading('fromNodeLink', 'graph', () => graphIn(given))
    if (read === undefined) problem('It has no list of nodes, so it is no node-link graph and nothing was read.')
    return read
  })
}

function graphIn(graph: object): GraphRead | undefined {
  const nodes = listIn(graph, 'nodes')
  if (nodes === undefined) return undefined
  const isUndirected = ownValue(graph, 'directed') === false
  const about = ownValue(graph, 'graph')
  const own = isObject(about) ? about : undefined
  const [id, name] = own === undefined ? [] : [ownValue(own, 'account'), ownValue(own, 'name')]
  const account = typeof id === 'string' && id !== '' ? { id, ...(typeof name === 'string' && { name }) } : undefined
  const isOurs = account !== undefined
  const units = (listIn(own, 'units') ?? []).flatMap(unit => {
    const parent = isObject(unit) ? ownValue(unit, 'parent') : undefined
    return isObject(unit) ? unitIn(unit, { id: 'id', name: 'name', ...(typeof parent === 'string' && { parent }) }) : []
  })
  return {
    units,
    ...(account !== undefined && { account }),
    people: nodes.flatMap((node, i) => (isObject(node) ? [personIn(node, i, isOurs)] : [])),
    ties: (listIn(graph, 'links', 'edges') ?? []).flatMap(link => (isObject(link) ? [tieIn(link, isUndirected, isOurs)] : [])),
  }
}

function personIn(node: object, place: number, isOurs: boolean): GraphPerson {
  const id = ownValue(node, 'id')
  const key = typeof id === 'string' || typeof id === 'number' ? String(id) : String(place)
  const label = ['label', 'name'].map(name => ownValue(node, name)).find(each => typeof each === 'string' && each.trim() !== '')
  const attributes = attributesOf(node)
  return {
    key,
    attributes: isOurs ? new Map([...attributes, ['stakeholder', key]]) : attributes,
    ...(typeof label === 'string' && { label }),
  }
}

function tieIn(link: object, isUndirected: boolean, isOurs: boolean): GraphTie {
  const attributes = attributesOf(link)
  const key = attributes.get('key')
  return {
    from: endIn(link, 'source'),
    to: endIn(link, 'target'),
    isUndirected,
    attributes: isOurs && typeof key === 'string' ? new Map([...attributes, ['tie', key]]) : attributes,
  }
}
