import type { ReportSection } from '../sections/reportSection.js'
import { hanging, type Layout, row } from './layout.js'
import { textTable } from './textTable.js'

/** A part of a report as lines for a terminal. */
export function sectionLines({ figures = [], columns = [], rows = [], lines = [] }: ReportSection, layout: Layout): string[] {
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
