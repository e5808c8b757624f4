import { sha256 } from '@noble/hashes/sha2.js'
import { base64, utf8 } from '../../support/bytes.js'
import { element, type Markup, rawElement } from '../../support/markup.js'

/** A page of HTML before it is written out. */
export interface HtmlDocument {
  readonly title: string
  readonly style: string
  /** What may run on it; nothing when absent. */
  readonly script?: string
  readonly body: readonly Markup[]
}

/** A page of HTML that may load nothing and run nothing but its own style and, where it has one, its own script. */
export function htmlDocument({ title, style, script, body }: HtmlDocument): string {
  const document = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy(style, script) }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { name: 'color-scheme', content: 'light dark' }),
      element('meta', { name: 'referrer', content: 'no-referrer' }),
      element('title', {}, title),
      rawElement('style', {}, style),
    ),
    element('body', {}, ...body, script !== undefined && rawElement('script', {}, script)),
  )
  return `<!doctype html>\n${document.markup}\n`
}

/**
 * What the page may do: use its own style and run its own script, told by their fingerprints, and nothing else.
 *
 * @see M. West and A. Sartori, "Content Security Policy Level 3", W3C (2025), section 2.3.1
 */
function policy(style: string, script: string | undefined): string {
  const own = (text: string): string => `'sha256-${base64(sha256(utf8(text)))}'`
  const scripts = script === undefined ? '' : ` script-src ${own(script)};`
  return `default-src 'none'; style-src ${own(style)};${scripts} base-uri 'none'; form-action 'none'`
}
