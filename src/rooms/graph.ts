/**
 * The village as a graph, for the algorithms of graphology and all that reads its graphs.
 *
 * @packageDocumentation
 */

export { type Betweenness, betweenness } from '../influence/betweenness.js'
export { type InfluenceRow, totalInfluence } from '../influence/power.js'
export type { VillageInput } from '../model/village.js'
export { fromGraph, type ReadableGraph } from '../village/fromGraph.js'
export type { Snapshot } from '../village/snapshot.js'
export { type InfluenceEdge, type InfluenceGraph, type InfluenceNode, nodeKey, toGraph } from '../village/toGraph.js'
