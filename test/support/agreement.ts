import { expectationImpact, opinionEquilibrium, type Snapshot, sentimentTrend } from 'account-village'
import { type InfluenceGraph, toGraph } from 'account-village/graph'
import { nextInterviews, saturation } from 'account-village/listening'
import { influenceMatrix } from './influenceMatrix.js'
import { allMeasures } from './measures.js'

/** Every measure of a snapshot, with what it says about the future, in an order that does not depend on that of the snapshot. */
export function comparable(s: Snapshot): unknown {
  const { totalInfluence: _totalInfluence, graph: _graph, trends: _trends, ...measures } = allMeasures(s)
  const graph = toGraph(s)
  const { ids, matrix } = influenceMatrix(s)
  const row = (of: readonly number[] | undefined): Map<string, unknown> => new Map(ids.map((id, j) => [id, of?.[j]]))
  return canonical({
    ...measures,
    totalInfluence: new Map(ids.map((id, i) => [id, row(matrix[i])])),
    nodes: graph.nodes().map(key => graph.getNodeAttributes(key)),
    edges: graph
      .edges()
      .map(key => tieIn(graph, key))
      .sort(),
    trends: new Map(ids.map(id => [id, sentimentTrend(s, { since: new Date(Date.parse(s.agedTo) - 40 * 86_400_000), stakeholder: id })])),
    opinionEquilibrium: opinionEquilibrium(s),
    expectationImpact: expectationImpact(s),
    interviews: nextInterviews(s, { aim: 'account', limit: 3 }).map(({ gain }) => gain),
    saturation: s.interviews.length > 5 ? saturation(s) : undefined,
  })
}

/** Where two comparable results differ by more than rounding, in words. */
export function disagreements(one: unknown, other: unknown, path = ''): string[] {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? [] : [`${path}: ${one} and ${other}`]
  }
  if (isObject(one) && isObject(other)) {
    const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
    const names = [...new Set([...a.keys(), ...b.keys()])]
    return names.flatMap(name => disagreements(a.get(name), b.get(name), `${path}.${name}`))
  }
  return Object.is(one, other) ? [] : [`${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`]
}

/** A tie without its id, which one that is supposed has of its own. */
function tieIn(graph: InfluenceGraph, key: string): string {
  const { id: _, ...attributes } = graph.getEdgeAttributes(key)
  return JSON.stringify([graph.source(key), graph.target(key), attributes])
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Maps become lists in order of key, and lists of named things are in order of name. */
function canonical(value: unknown): unknown {
  if (value instanceof Map) return inOrder([...value].map(([key, part]) => ({ id: String(key), part: canonical(part) })))
  if (Array.isArray(value)) return inOrder(value.map(canonical))
  if (!isObject(value)) return value
  // A tie that is supposed has an id of its own.
  if (Reflect.get(value, 'measure') === 'ties') return { ...value, value: undefined }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, canonical(part)]))
}

function inOrder(items: readonly unknown[]): unknown[] {
  if (items.every(item => typeof item === 'string')) return [...items].sort()
  return items.every(item => nameOf(item) !== undefined)
    ? [...items].sort((a, b) => ((nameOf(a) ?? '') < (nameOf(b) ?? '') ? -1 : 1))
    : [...items]
}

function nameOf(item: unknown): string | undefined {
  if (!isObject(item)) return undefined
  const names = ['kind', 'rule', 'id', 'stakeholder', 'stakeholders', 'unit', 'at'].map(field => Reflect.get(item, field))
  return names.some(name => name !== undefined) ? JSON.stringify(names) : undefined
}
