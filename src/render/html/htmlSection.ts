import { element, fragment } from '../../support/markup.js'
import type { Line, ReportSection } from '../sections/reportSection.js'
import type { Section } from './section.js'
import { table } from './table.js'
import { unbroken } from './unbroken.js'

/** A part of a report that is told in words, as a part of the page. */
export function htmlSection({ title, figures = [], columns = [], rows = [], lines = [] }: ReportSection, id: string): Section {
  return {
    id,
    title,
    body: fragment(
      figures.length > 0 &&
        element(
          'dl',
          { class: 'figures' },
          ...figures.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, unbroken(text))]),
        ),
      // Named apart from the section around it, so that whoever jumps from part to part can tell them.
      rows.length > 0 && table(`${title}, as a table`, columns, rows),
      lines.length > 0 && element('ul', {}, ...lines.map(line => element('li', {}, ...htmlLine(line)))),
    ),
  }
}

function htmlLine(line: Line) {
  if (typeof line === 'string') return [unbroken(line)]
  const { text, below } = line
  return [unbroken(text), below.length > 0 && element('ul', {}, ...below.map(each => element('li', {}, unbroken(each))))]
}
