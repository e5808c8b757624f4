import type { ImportResult } from '../../crm/result.js'
import { formatInstant, type Instant, parseInstant, toInstant } from '../../support/instants.js'
import { fromGraphRead, type GraphOptions } from './fromGraphRead.js'
import { type GraphPerson, type GraphRead, type GraphTie, withOwnId } from './graphRead.js'
import { textGiven } from './textGiven.js'
import { childrenOf, type XmlTree, xmlTree } from './xmlTree.js'

/**
 * The village in a file of GEXF, such as `toGexf` or Gephi write.
 *
 * It reads what `fromGraphml` reads. Of a graph over time come also when people were there, when ties stood and when roles were played; of a
 * title, a unit or a weight that changed comes the last.
 *
 * @param gexf the text of the file
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { createVillage } from 'account-village'
 * import { toGexf } from 'account-village/formats'
 * import { fromGexf } from 'account-village/table'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo', joinedAt: '2026-01-15', leftAt: '2026-03-01' }] })
 * const { villages } = fromGexf(toGexf(village), { account: 'Acme' })
 * villages[0]?.stakeholders.map(({ joinedAt, leftAt }) => [joinedAt, leftAt])
 * //=> [[undefined, undefined], ['2026-01-15T00:00:00.000Z', '2026-03-01T00:00:00.000Z']]
 */
export function fromGexf(gexf: string, options?: GraphOptions): ImportResult {
  const text = textGiven('fromGexf', 'gexf', gexf)
  return fromGraphRead('fromGexf', options, problem => {
    const root = xmlTree(text)
    const [graph] = root?.name === 'gexf' ? childrenOf(root, 'graph') : []
    if (graph !== undefined) return graphIn(graph)
    problem('It is no GEXF, so nothing was read.')
    return undefined
  })
}

function graphIn(graph: XmlTree): GraphRead {
  const declared = childrenOf(graph, 'attributes')
  const titles = (scope: string): ReadonlyMap<string, string> =>
    new Map(
      declared
        .filter(({ attributes }) => attributes.get('class') === scope)
        .flatMap(each => childrenOf(each, 'attribute'))
        .map(({ attributes }) => [attributes.get('id') ?? '', attributes.get('title') ?? attributes.get('id') ?? '']),
    )
  const [nodes, edges] = [titles('node'), titles('edge')]
  const isUndirected = graph.attributes.get('defaultedgetype') === 'undirected'
  const first = toInstant(graph.attributes.get('start'))
  const people: GraphPerson[] = []
  const within = (container: XmlTree | undefined): void => {
    for (const node of childrenOf(container, 'node')) {
      people.push(personIn(node, nodes, first))
      for (const inner of childrenOf(node, 'nodes')) within(inner)
    }
  }
  for (const container of childrenOf(graph, 'nodes')) within(container)
  return {
    units: [],
    people,
    ties: childrenOf(graph, 'edges')
      .flatMap(each => childrenOf(each, 'edge'))
      .flatMap(edge => tiesIn(edge, edges, isUndirected)),
  }
}

/** A value, and when it held. */
interface Timed {
  readonly value: string
  readonly since?: Instant
  readonly until?: Instant
}

function personIn(node: XmlTree, titles: ReadonlyMap<string, string>, first: Instant | undefined): GraphPerson {
  const values = valuesOf(node, titles)
  const attributes = new Map([...values].map(([name, runs]) => [name, lastOf(runs)] as const))
  const spells = spellsOf(node)
  const [begin] = spells
  const end = spells.at(-1)
  const label = node.attributes.get('label')
  const key = node.attributes.get('id') ?? ''
  // What held from the first day of the film on has that day only because readers want one.
  const roles = (values.get('roles') ?? []).map(({ value, since, until }) => ({
    roles: value,
    ...(since !== undefined && since !== first && { since }),
    ...(until !== undefined && { until }),
  }))
  const isTimed = roles.some(({ since, until }) => since !== undefined || until !== undefined)
  return {
    key,
    ...(label !== undefined && { label }),
    attributes: withOwnId(attributes, 'stakeholder', key),
    ...(begin?.since !== undefined && { joinedAt: begin.since }),
    ...(end?.until !== undefined && { leftAt: end.until }),
    ...(isTimed && { roles: joinedRuns(roles) }),
  }
}

/** Each role by itself: one that goes on while others come and go is one. */
function joinedRuns(runs: readonly { readonly roles: string; readonly since?: Instant; readonly until?: Instant }[]) {
  const open = new Map<string, { roles: string; since?: Instant; until?: Instant }>()
  const done: { roles: string; since?: Instant; until?: Instant }[] = []
  for (const { roles, since, until } of runs) {
    for (const role of roles.split(' ').filter(each => each !== '')) {
      const before = open.get(role)
      const isSame = before?.until !== undefined && before.until === since
      if (before !== undefined && !isSame) done.push(before)
      const from = isSame ? before.since : since
      open.set(role, { roles: role, ...(from !== undefined && { since: from }), ...(until !== undefined && { until }) })
    }
  }
  return [...done, ...open.values()]
}

function tiesIn(edge: XmlTree, titles: ReadonlyMap<string, string>, isUndirected: boolean): readonly GraphTie[] {
  const given = edge.attributes
  const values = new Map([...valuesOf(edge, titles)].map(([name, runs]) => [name, lastOf(runs)] as const))
  const own = ['weight', 'kind'].flatMap(name => (given.has(name) && !values.has(name) ? [[name, given.get(name) ?? ''] as const] : []))
  const type = given.get('type')
  const tie = {
    from: given.get('source') ?? '',
    to: given.get('target') ?? '',
    attributes: values.has('tie') ? withOwnId(new Map([...values, ...own]), 'tie', given.get('id')) : new Map([...values, ...own]),
    isUndirected: type === undefined ? isUndirected : type === 'undirected' || type === 'mutual',
  }
  const spells = spellsOf(edge)
  return spells.length === 0
    ? [tie]
    : spells.map(({ since, until }) => ({ ...tie, ...(since !== undefined && { since }), ...(until !== undefined && { until }) }))
}

/** The values of an element by the titles of their attributes, in the order of time. */
function valuesOf(element: XmlTree, titles: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Timed[]> {
  const found = new Map<string, Timed[]>()
  for (const { attributes } of childrenOf(childrenOf(element, 'attvalues')[0], 'attvalue')) {
    const id = attributes.get('for') ?? attributes.get('id') ?? ''
    const name = titles.get(id) ?? id
    const runs = found.get(name) ?? []
    runs.push({ value: attributes.get('value') ?? '', ...spanOf(attributes) })
    found.set(name, runs)
  }
  return found
}

function lastOf(runs: readonly Timed[]): string {
  return (runs.find(({ until }) => until === undefined) ?? runs.at(-1))?.value ?? ''
}

function spellsOf(element: XmlTree): readonly Omit<Timed, 'value'>[] {
  const spells = childrenOf(childrenOf(element, 'spells')[0], 'spell').map(({ attributes }) => spanOf(attributes))
  if (spells.length > 0) return spells
  const own = spanOf(element.attributes)
  return own.since === undefined && own.until === undefined ? [] : [own]
}

/** A span of time; the end of one of GEXF is part of it. What is counted in other units than time has none. */
function spanOf(attributes: ReadonlyMap<string, string>): Omit<Timed, 'value'> {
  const since = toInstant(attributes.get('start'))
  const end = parseInstant(attributes.get('end'))
  const endsOpen = parseInstant(attributes.get('endopen'))
  const until = end === undefined ? endsOpen : end + 1
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until: formatInstant(until) }) }
}
