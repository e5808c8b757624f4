import { describe, expect, it } from 'vitest'
import { element, escaped, fragment, rawElement, xmlDocument, xmlElement } from '../../../src/support/markup.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'

describe('markup', () => {
  it('closes what may hold something and leaves open what never does', () => {
    expect(element('g').markup).toBe('<g></g>')
    expect(element('circle', { r: 2 }).markup).toBe('<circle r="2"/>')
    expect(xmlDocument(element('svg', { hidden: true }, 1, [' ', undefined, false, element('br')])).trim()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<svg hidden="">1 <br/></svg>',
    )
  })

  it('escapes texts and attributes, and nothing twice', () => {
    const inner = element('b', { title: `"'&<>\n` }, '</b>&amp;')
    expect(inner.markup).toBe('<b title="&quot;&#39;&amp;&lt;&gt;&#10;">&lt;/b&gt;&amp;amp;</b>')
    expect(fragment(inner, inner).markup).toBe(inner.markup + inner.markup)
    expect(rawElement('style', { media: 'print' }, 'a > b {}').markup).toBe('<style media="print">a > b {}</style>')
  })

  it('knows no special names in other XML, and closes at once what is empty', () => {
    expect(xmlElement('meta', { a: '<' }, 'x').markup).toBe('<meta a="&lt;">x</meta>')
    expect(xmlElement('node', { id: 1 }, undefined, false, []).markup).toBe('<node id="1"/>')
  })

  it('holds nothing that XML 1.0 forbids', () => {
    expect(escaped('\u{0}\u{B}\u{FFFE}\u{D800}a\u{1F600}\t')).toBe('\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}a\u{1F600}\t')
    for (const label of HOSTILE_LABELS) {
      const { markup } = element('p', { title: label }, label)
      expect(markup.match(/</g)).toHaveLength(2)
      expect(() => encodeURIComponent(markup)).not.toThrow()
    }
  })
})
