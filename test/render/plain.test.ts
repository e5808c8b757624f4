import { describe, expect, it } from 'vitest'
import { columns, fitted, plain, rightAligned } from '../../src/render/plain.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../support/hostileLabels.js'

const code = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
const range = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))

describe('a text made safe', () => {
  it('has no control character of either set', () => {
    for (const control of [...range(0x00, 0x1f), ...range(0x7f, 0x9f)]) expect(plain(`a${control}b`), code(control)).toBe('a\ufffdb')
  })

  it('has no mark that turns the direction of writing', () => {
    for (const mark of ['\u061c', '\u200e', '\u200f', ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)])
      expect(plain(`a${mark}b`), code(mark)).toBe('a\ufffdb')
  })

  it('stands on one line', () => {
    for (const end of ['\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029']) expect(plain(`a${end}b`), code(end)).toBe('a\ufffdb')
  })

  it('has no half of a pair of surrogates, and keeps whole pairs', () => {
    expect(plain('a\ud800b')).toBe('a\ufffdb')
    expect(plain('a\udc00b')).toBe('a\ufffdb')
    expect(plain('\udc00\ud800')).toBe('\ufffd\ufffd')
    expect(plain('\ud835\udd73')).toBe('\u{1d573}')
    for (const label of HOSTILE_LABELS) expect(plain(label)).not.toMatch(/\p{Cs}/u)
  })

  it('hides nothing: invisible characters show', () => {
    for (const hidden of ['\u200b', '\u2060', '\ufeff', '\u00ad']) expect(plain(`a${hidden}b`), code(hidden)).toBe('a\ufffdb')
  })

  it('keeps the joiners without which scripts and emoji fall apart', () => {
    for (const joined of ['👩🏽‍⚖️', '👨‍👩‍👧‍👦', '🏳️‍🌈', 'می\u200cخواهم', 'क्\u200dष']) expect(plain(joined)).toBe(joined)
  })

  it('is otherwise the text that it was', () => {
    for (const same of [
      '',
      ' ',
      'Ann Example',
      'Ångström',
      'e\u0301',
      'مرحبا',
      'אבג',
      '田中さん',
      '𝕳𝖊𝖑𝖑𝖔',
      'x"]\n'.trim(),
      'a\u00a0b',
      ENDLESS_LABEL,
    ])
      expect(plain(same)).toBe(same)
    for (const label of HOSTILE_LABELS) expect(plain(plain(label))).toBe(plain(label))
  })
})

describe('the columns that a text takes', () => {
  it.each([
    ['', 0],
    ['Ann', 3],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['−1.00', 5],
    ['مرحبا', 5],
    ['אבג', 3],
    ['𝕳𝖊𝖑𝖑𝖔', 5],
    ['田中さん', 8],
    ['김민준', 6],
    ['王', 2],
    ['👍', 2],
    ['👩🏽‍⚖️', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['Ａ１', 4],
  ])('%j: %i', (text, width) => {
    expect(columns(text)).toBe(width)
  })

  // The property East_Asian_Width of Unicode: W and F take two columns, all others one.
  it.each([
    ['the long vowel of katakana', 'スーザン', 8],
    ['punctuation of Chinese and Japanese', '株「一」、。', 12],
    ['the ideographic space', '田中　花', 8],
    ['bopomofo', 'ㄅㄆ', 4],
    ['halfwidth katakana', 'ｽｰｻﾝ', 4],
    ['fullwidth signs', '￥￦', 4],
  ])('are two where Unicode calls a character wide, and one where not: %s', (_, text, width) => {
    expect(columns(text)).toBe(width)
  })

  it('are one for a letter with however many marks', () => {
    expect(columns(`Z${'\u0351\u036b'.repeat(50)}`)).toBe(1)
  })
})

describe('a text fitted into columns', () => {
  it('is filled up on the right', () => {
    expect(fitted('Ann', 5)).toBe('Ann  ')
    expect(fitted('田', 5)).toBe('田   ')
    expect(fitted('Ann', 3)).toBe('Ann')
  })

  it('is cut with an ellipsis, between graphemes', () => {
    expect(fitted('Annabel', 5)).toBe('Anna…')
    expect(fitted('田中さん', 5)).toBe('田中…')
    // A wide character does not fit half.
    expect(fitted('田中さん', 4)).toBe('田… ')
    expect(fitted('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
    expect(fitted('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3)).toBe('👨‍👩‍👧‍👦…')
    expect(fitted('Annabel', 1)).toBe('…')
  })

  it('takes exactly so many columns, whatever it is', () => {
    for (const label of [...HOSTILE_LABELS, ENDLESS_LABEL].map(plain)) {
      for (const width of [1, 2, 3, 7, 12, 40]) expect(columns(fitted(label, width)), JSON.stringify(label.slice(0, 20))).toBe(width)
    }
  })
})

describe('a text aligned on the right', () => {
  it('is filled up on the left, and never cut, because it is a number', () => {
    expect(rightAligned('46 %', 6)).toBe('  46 %')
    expect(rightAligned('田', 4)).toBe('  田')
    expect(rightAligned('1,000,000', 3)).toBe('1,000,000')
  })
})
