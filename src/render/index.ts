/**
 * A village to look at: pictures and diagrams, as text.
 *
 * @packageDocumentation
 */

// Diagrams for other programs to draw
export { type DotOptions, toDot } from './diagrams/toDot.js'
export { type MermaidOptions, toMermaid } from './diagrams/toMermaid.js'

// Pictures
export { type TimelineSvgOptions, toTimelineSvg, type VillageTimelineOptions } from './svg/toTimelineSvg.js'
export type { History } from './svg/timeline/moments.js'
