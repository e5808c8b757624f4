import { createVillage, snapshot, type VillageFacts } from 'account-village'
import { fromGraph, nodeKey, toGraph } from 'account-village/graph'
import { MultiDirectedGraph, UndirectedGraph } from 'graphology'
import { describe, expect, test } from 'vitest'
import fixture from '../fixtures/hostile/graphs.json' with { type: 'json' }
import { strangeNumbers } from '../support/exact.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { allMeasures } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'

const graphOf = (facts: Omit<VillageFacts, 'account'>) =>
  toGraph(snapshot(createVillage({ account: { id: 'acme', name: 'Acme' }, ...facts }), '2026-03-02'))

describe('toGraph', () => {
  test('has a node for everybody and an edge for every tie, in the direction in which it was recorded, with the weight that it counts as', () => {
    const graph = graphOf({
      units: [{ id: 'it', name: 'IT', kind: 'team' }],
      stakeholders: [{ id: 'ann', name: 'Ann', title: 'CFO', unit: 'it', openness: 0.2, roles: ['user', 'coach'] }, { id: 'bo' }],
      ties: [
        { id: 'a', from: 'ann', to: 'bo', kind: 'influence', weight: 3 },
        { id: 'b', from: 'bo', to: 'ann', kind: 'reportsTo' },
        { id: 'c', from: 'ann', to: 'bo', kind: 'conflict' },
        { id: 'd', from: 'ann', to: 'bo', kind: 'influence' },
      ],
    })
    expect(graph.nodes()).toEqual(['ann', 'bo', '?decider'].map(nodeKey))
    expect(graph.getNodeAttributes(nodeKey('ann'))).toEqual({
      id: 'ann',
      name: 'Ann',
      title: 'CFO',
      unit: 'it',
      openness: 0.2,
      roles: ['coach', 'user'],
      placeholder: false,
    })
    expect(graph.getNodeAttributes(nodeKey('?decider'))).toEqual({ id: '?decider', roles: ['economicBuyer'], placeholder: true })
    const edges = graph.edges().map(edge => [graph.source(edge), graph.target(edge), graph.getEdgeAttributes(edge)])
    expect(edges).toEqual([
      [nodeKey('ann'), nodeKey('bo'), { id: 'a', kind: 'influence', weight: 3 }],
      [nodeKey('bo'), nodeKey('ann'), { id: 'b', kind: 'reportsTo', weight: 1 }],
      [nodeKey('ann'), nodeKey('bo'), { id: 'c', kind: 'conflict', weight: 1 }],
      [nodeKey('ann'), nodeKey('bo'), { id: 'd', kind: 'influence', weight: 3 }],
    ])
    expect(graph.getAttributes()).toEqual({
      account: 'acme',
      name: 'Acme',
      asOf: '2026-03-02',
      units: [{ id: 'it', name: 'IT', kind: 'team' }],
    })
  })
})

describe('fromGraph', () => {
  test('reads any graph of graphology: keys as ids, edges as influences, loops left out', () => {
    const graph = new MultiDirectedGraph()
    graph.addNode('ann', { label: 'Ann' })
    graph.addNode('bo')
    graph.addEdge('ann', 'bo', { weight: 2 })
    graph.addEdge('bo', 'bo', { weight: 5 })
    graph.addEdge('bo', 'ann', { kind: 'reportsTo' })
    expect(fromGraph(graph, 'acme')).toEqual({
      account: { id: 'acme', name: 'acme' },
      stakeholders: [{ id: 'ann', name: 'Ann' }, { id: 'bo' }],
      ties: [
        { from: 'ann', to: 'bo', kind: 'influence', weight: 2 },
        { from: 'bo', to: 'ann', kind: 'reportsTo' },
      ],
    })
  })

  test('takes an undirected influence for one in each direction', () => {
    const graph = new UndirectedGraph()
    for (const id of ['ann', 'bo']) graph.addNode(id)
    graph.addEdge('ann', 'bo', { weight: 2 })
    const { matrix } = influenceMatrix(snapshot(createVillage(fromGraph(graph)), '2026-03-02'))
    expect(matrix[0]?.[1]).toBeCloseTo(matrix[1]?.[0] ?? 0, 12)
    expect(matrix[0]?.[1]).toBeGreaterThan(0.2)
  })

  test('gives back the same influence, confidence of ties included', () => {
    const village = createVillage({
      account: 'Acme',
      units: [{ id: 'it', name: 'IT', kind: 'department', share: 0.25 }],
      stakeholders: [
        { id: 'ann', roles: ['user'], unit: 'it' },
        { id: 'bo', roles: ['approver'] },
      ],
      ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 4, confidence: 0.25 }],
    })
    const s = snapshot(village, '2026-03-02')
    const back = snapshot(createVillage(fromGraph(toGraph(s))), '2026-03-02')
    expect(influenceMatrix(back).matrix).toEqual(influenceMatrix(s).matrix)
    expect(back.units).toEqual(s.units)
    expect(back.stakeholders.map(({ unit }) => unit)).toEqual(['it', undefined])
  })

  test.each([undefined, null, {}, createVillage({ account: 'Acme' })])('comes from nothing but a graph: %j', given => {
    expect(refused(() => callLoosely(fromGraph, given)).message).toBe('fromGraph: graph: is no graph of graphology')
  })

  test.each(Object.entries(fixture.graphs))(
    'gives a village that measures can be taken of, or that createVillage refuses: %s',
    (name, { nodes, edges }) => {
      const graph = new MultiDirectedGraph()
      for (const node of nodes) graph.addNode(nodeKey(node), { id: node })
      for (const [from, to, weight] of edges) {
        const number = weight === 'NaN' || weight === 'Infinity' ? Number(weight) : weight
        graph.addEdge(nodeKey(String(from)), nodeKey(String(to)), weight === null ? {} : { weight: number })
      }
      const input = fromGraph(graph, 'acme')
      if (['allZero', 'negative', 'nanWeight', 'infWeight', 'stringWeight'].includes(name)) {
        const { name: error, paths } = refused(() => createVillage(input))
        expect(error).toBe('InvalidVillageError')
        for (const path of paths) expect(path).toMatch(/^ties\[\d\]\.weight$/)
      } else {
        const s = snapshot(createVillage(input), '2026-03-02')
        expect(strangeNumbers(allMeasures(s))).toEqual([])
        expect(s.stakeholders.map(({ id }) => id).filter(id => !s.placeholders.includes(id))).toEqual([...nodes].sort())
      }
    },
  )
})
