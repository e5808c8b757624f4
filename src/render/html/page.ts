import { dataElement, element, type Markup } from '../../support/markup.js'
import { htmlDocument } from './document.js'
import type { ReaderData } from './readerData.js'
import { READER_SCRIPT } from './readerScript.js'
import type { Section } from './section.js'
import { pageStyle } from './style.js'

/** What stands on the page of a report. */
export interface Page {
  readonly title: string
  /** What stands in the margins of paper. */
  readonly margin: string
  readonly head: Markup
  /** The page for a board. */
  readonly first: Markup
  readonly sections: readonly Section[]
  readonly data: ReaderData
}

/** The page of a report, with its contents, its sections and its script. */
export function page({ title, margin, head, first, sections, data }: Page): string {
  return htmlDocument({
    title,
    style: pageStyle(
      sections.flatMap(({ figure }) => (figure === undefined ? [] : [figure])),
      margin,
    ),
    script: READER_SCRIPT,
    body: [
      element('a', { class: 'skip', href: '#content' }, 'Skip to the report'),
      head,
      element(
        'main',
        { id: 'content', tabindex: -1 },
        first,
        element(
          'nav',
          { 'aria-label': 'Contents' },
          element('ul', {}, ...sections.map(({ id, title: name }) => element('li', {}, element('a', { href: `#${id}` }, name)))),
        ),
        ...sections.map(({ id, title: name, body }) =>
          element('section', { id, 'aria-labelledby': `${id}-heading` }, element('h2', { id: `${id}-heading` }, name), body),
        ),
      ),
      element('footer', {}, element('p', {}, FOOTNOTE)),
      dataElement('data', data),
    ],
  })
}

const FOOTNOTE =
  'Sentiment is estimated from what people said; older statements count less. Intervals hold the truth with a probability of 90\u00A0%. ' +
  'A person who was never heard is unknown, not neutral. Made with account-village.'
