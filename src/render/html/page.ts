import { sha256 } from '@noble/hashes/sha2.js'
import { dataElement, element, fragment, type Markup, rawElement } from '../../support/markup.js'
import type { ReaderData } from './readerData.js'
import { READER_SCRIPT } from './readerScript.js'
import type { Section } from './section.js'
import { pageStyle } from './style.js'

/** What stands on a page. */
export interface Page {
  readonly title: string
  readonly head: Markup
  readonly sections: readonly Section[]
  readonly data: ReaderData
}

/** A page of HTML that may load nothing and run nothing but its own style and script. */
export function page({ title, head, sections, data }: Page): string {
  const style = pageStyle(sections.flatMap(({ figure }) => (figure === undefined ? [] : [figure])))
  const document = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy(style, READER_SCRIPT) }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { name: 'color-scheme', content: 'light dark' }),
      element('meta', { name: 'referrer', content: 'no-referrer' }),
      element('title', {}, title),
      rawElement('style', {}, style),
    ),
    element(
      'body',
      {},
      element('a', { class: 'skip', href: '#content' }, 'Skip to the report'),
      fragment(head),
      element(
        'nav',
        { 'aria-label': 'Contents' },
        element('ul', {}, ...sections.map(({ id, title: name }) => element('li', {}, element('a', { href: `#${id}` }, name)))),
      ),
      element(
        'main',
        { id: 'content', tabindex: -1 },
        ...sections.map(({ id, title: name, body }) =>
          element('section', { id, 'aria-labelledby': `${id}-heading` }, element('h2', { id: `${id}-heading` }, name), body),
        ),
      ),
      element('footer', {}, element('p', {}, FOOTNOTE)),
      dataElement('data', data),
      rawElement('script', {}, READER_SCRIPT),
    ),
  )
  return `<!doctype html>\n${document.markup}\n`
}

const FOOTNOTE =
  'Sentiments are what is believed from what was heard, the older the less; intervals hold the truth with a probability of 90 %. ' +
  'Who was never heard is unknown, which is not neutral. Made with account-village.'

/**
 * What the page may do: use its own style and run its own script, told by their fingerprints, and nothing else.
 *
 * @see M. West and A. Sartori, "Content Security Policy Level 3", W3C (2025), section 2.3.1
 */
function policy(style: string, script: string): string {
  const own = (text: string): string => `'sha256-${base64(sha256(new TextEncoder().encode(text)))}'`
  return `default-src 'none'; style-src ${own(style)}; script-src ${own(script)}; base-uri 'none'; form-action 'none'`
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
