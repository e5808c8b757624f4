import { type Child, element, type Markup } from '../../support/markup.js'
import type { Column } from '../sections/reportSection.js'

/** A table whose first column names its rows, that can be scrolled where it is wider than the page. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): Markup {
  // Where it is said which columns give way, the others do not.
  const isChosen = columns.some(({ flexible }) => flexible === true)
  const kind = (i: number): string | undefined =>
    columns[i]?.align === 'right' ? 'number' : isChosen && columns[i]?.flexible !== true ? 'nw' : undefined
  return element(
    'div',
    { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', { class: 'vh' }, caption),
      element('thead', {}, element('tr', {}, ...columns.map(({ title }, i) => element('th', { scope: 'col', class: kind(i) }, title)))),
      element(
        'tbody',
        {},
        ...rows.map(cells =>
          element(
            'tr',
            {},
            ...cells.map((cell, i) => (i === 0 ? element('th', { scope: 'row' }, cell) : element('td', { class: kind(i) }, cell))),
          ),
        ),
      ),
    ),
  )
}

/** The same as a picture says, as a table that opens when it is asked for. */
export function tableTwin(caption: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): Markup {
  return element('details', { class: 'twin' }, element('summary', {}, `As a table: ${caption}`), table(caption, columns, rows))
}
