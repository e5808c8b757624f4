/**
 * The village as a graph, for the algorithms of graphology and all that reads its graphs.
 *
 * @packageDocumentation
 */

// To a graph and back
export { type InfluenceEdge, type InfluenceGraph, type InfluenceNode, nodeKey, toGraph } from '../village/toGraph.js'
export { fromGraph, type ReadableGraph } from '../village/fromGraph.js'

// Who moves whom, and who is between whom
export { type InfluenceRow, totalInfluence } from '../influence/power.js'
export { type Betweenness, betweenness } from '../influence/betweenness.js'

// What these take and give, of the front door
export type { VillageInput } from '../model/village.js'
export type { Snapshot } from '../village/snapshot.js'
