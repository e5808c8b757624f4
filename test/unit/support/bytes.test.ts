import { expect, test } from 'vitest'
import { base64, utf8 } from '../../../src/support/bytes.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'

test('bytes of texts, and their letters in base 64, are those that Node gives', () => {
  const texts = [...HOSTILE_LABELS, '', 'a', 'ab', 'abc', 'é', '€', '😀', '\ud800', '\udc00x', '\u07ff\u0800\uffff\u{10000}\u{10ffff}']
  for (const text of texts) {
    expect([...utf8(text)]).toEqual([...Buffer.from(text, 'utf8')])
    expect(base64(utf8(text))).toBe(Buffer.from(text, 'utf8').toString('base64'))
  }
})
