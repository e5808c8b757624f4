import type { Told } from '../told/told.js'
import { hanging, type Layout, row } from './layout.js'
import { textTable } from './textTable.js'

/** A part of a report as lines for a terminal. */
export function toldLines({ figures = [], columns = [], rows = [], lines = [] }: Told, layout: Layout): string[] {
  const { width, heading } = layout
  return [
    ...figures.flatMap(([name, text]) => row(name, text, layout)),
    ...(rows.length > 0 ? textTable(columns, rows, width, heading) : []),
    ...lines.flatMap(line =>
      typeof line === 'string'
        ? hanging('· ', line, width)
        : [...hanging('· ', line.text, width), ...line.below.flatMap(each => hanging('  - ', each, width))],
    ),
  ]
}
