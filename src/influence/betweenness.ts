import { DirectedGraph } from 'graphology'
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { network } from './network.js'

/**
 * Everybody's betweenness among those who listen to each other: the share of shortest ways between two others that lead through them, 0..1.
 */
export function betweenness(s: Snapshot): ReadonlyMap<string, number> {
  return remembered(s, computeBetweenness)
}

function computeBetweenness(s: Snapshot): ReadonlyMap<string, number> {
  const { size, weights } = network(s)
  const graph = new DirectedGraph()
  // The number of a person as a key, because graph libraries stumble over ids such as "constructor".
  for (let i = 0; i < size; i++) graph.addNode(`n${i}`)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) if (i !== j && at(weights, i * size + j) > 0) graph.addEdgeWithKey(`${j}>${i}`, `n${j}`, `n${i}`)
  }
  const found = new Map(Object.entries(betweennessCentrality(graph, { getEdgeWeight: null, normalized: true })))
  // With fewer than three people there is nobody to be between, and the library divides by nothing.
  return new Map(s.stakeholders.map(({ id }, i) => [id, size > 2 ? (found.get(`n${i}`) ?? 0) : 0]))
}
