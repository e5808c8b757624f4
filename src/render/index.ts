/**
 * An account to look at, as text: pictures, a page and diagrams, with no DOM and no network.
 *
 * @packageDocumentation
 */

// The village as a picture
export { toSvg } from './svg/toSvg.js'
export type { MapOptions } from './svg/villageMap.js'

// Pictures of what became of it, and why
export { type TimelineSvgOptions, toTimelineSvg, type VillageTimelineOptions } from './svg/toTimelineSvg.js'
export type { History } from './svg/timeline/moments.js'

// Diagrams for other programs to draw
export { type DotOptions, toDot } from './diagrams/toDot.js'
export { type MermaidOptions, toMermaid } from './diagrams/toMermaid.js'
