import { DirectedGraph } from 'graphology'
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js'
import { inIdOrder } from '../math/rows.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { speakersIn } from './network.js'

/** How far somebody is between others. */
export interface Betweenness {
  /** The id of the person or the placeholder. */
  readonly stakeholder: string
  /** The share of the shortest ways between two others that lead through them, 0..1. */
  readonly betweenness: number
}

/**
 * Everybody's betweenness among those who listen to each other, by id: the share of shortest ways between two others that lead through them
 * (Freeman). It is what most tools call a gatekeeper. It knows nothing of weights or rights, and often names somebody else than
 * `gatekeepers`.
 *
 * @see L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977)
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { betweenness } from 'account-village/graph'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }, { id: 'eve' }],
 *   ties: [{ from: 'ann', to: 'eve', kind: 'influence' }, { from: 'eve', to: 'bo', kind: 'influence' }],
 * })
 * betweenness(snapshot(village, '2026-03-02'))[2] //=> { stakeholder: 'eve', betweenness: 0.5 }
 */
export function betweenness(snapshot: Snapshot): readonly Betweenness[] {
  return measured('betweenness', snapshot, measureBetweenness)
}

function measureBetweenness(s: Snapshot): readonly Betweenness[] {
  const graph = new DirectedGraph()
  // The number of a person as a key, because graph libraries stumble over ids such as "constructor".
  s.stakeholders.forEach((_, i) => {
    graph.addNode(`n${i}`)
  })
  speakersIn(s).forEach((speakers, i) => {
    for (const j of speakers) graph.addEdgeWithKey(`${j}>${i}`, `n${j}`, `n${i}`)
  })
  const found = new Map(Object.entries(betweennessCentrality(graph, { getEdgeWeight: null })))
  return inIdOrder(s.stakeholders.map(({ id }, i) => ({ stakeholder: id, betweenness: found.get(`n${i}`) ?? 0 })))
}
