/**
 * The village in the formats of other programs: graphs for Gephi, yEd, NetworkX, Cytoscape and d3, and tables for spreadsheets.
 *
 * @packageDocumentation
 */

export { toGexf } from './toGexf.js'
export type { FilmOptions } from './moments.js'
export { type GraphmlOptions, toGraphml } from './toGraphml.js'
export { type CytoscapeGraph, type CytoscapePerson, type CytoscapeTie, type CytoscapeUnit, toCytoscape } from './toCytoscape.js'
export { type NodeLinkGraph, type NodeLinkLink, type NodeLinkNode, toNodeLink } from './toNodeLink.js'
export type { FormattedPerson } from './people.js'
export type { FormattedTie } from './ties.js'
export { type CsvOptions, type CsvTables, toCsv } from './toCsv.js'
export { toSubjectCsv } from './toSubjectCsv.js'

// What these take and give, of the front door
export type { Snapshot } from '../village/snapshot.js'
export type { Village } from '../model/village.js'
