import { styleText } from 'node:util'
import type { Layout } from '../render/text/layout.js'
import type { Io } from './io.js'
import type { View } from './view.js'

/** How text is laid out on the terminal there is, in 40 to 200 columns; in a hundred where there is none. */
export function layoutOf({ width = 100, colour }: Io, { timeZone }: Pick<View, 'timeZone'> = {}): Layout {
  return {
    width: Math.min(Math.max(width, 40), 200),
    heading: line => (colour ? styleText('bold', line) : line),
    severity: (word, severity) => (colour ? styleText([...COLOURS[severity]], word) : word),
    timeZone,
  }
}

const COLOURS = { critical: ['bold', 'red'], warning: ['yellow'], info: ['cyan'] } as const
