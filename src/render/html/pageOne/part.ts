import { type Child, element, type Markup } from '../../../support/markup.js'
import { unbroken } from '../unbroken.js'

/** One of the five questions of the first page, with what belongs to its heading beside it. */
export function part(id: string, title: string, aside: string, ...body: Child[]): Markup {
  return element(
    'section',
    { id, class: 'part', 'aria-labelledby': `${id}-heading` },
    element(
      'div',
      { class: 'head' },
      element('h2', { id: `${id}-heading` }, title),
      aside !== '' && element('p', { class: 'q' }, unbroken(aside)),
    ),
    ...body,
  )
}
