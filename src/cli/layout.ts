import { styleText } from 'node:util'
import type { Layout } from '../render/text/layout.js'
import type { Io } from './io.js'

/** How text is laid out on the terminal there is; as on one of a hundred columns where there is none. */
export function layoutOf({ width = 100, colour }: Io): Layout {
  return { width: Math.min(width, 120), heading: line => (colour ? styleText('bold', line) : line) }
}
