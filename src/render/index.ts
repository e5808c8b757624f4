/**
 * A village to look at: pictures and diagrams, as text.
 *
 * @packageDocumentation
 */

// Diagrams for other programs to draw
export { type DotOptions, toDot } from './diagrams/toDot.js'
export { type MermaidOptions, toMermaid } from './diagrams/toMermaid.js'
