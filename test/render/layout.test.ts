import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columns } from '../../src/render/plain.js'
import { hanging, row } from '../../src/render/text/layout.js'
import { textTable } from '../../src/render/text/textTable.js'
import { always } from '../support/law.js'

const asIs = (text: string): string => text

/** A word without a space in it, of narrow and wide characters. */
const words = fc
  .array(fc.constantFrom('a', 'B', '7', '−', 'é', '田', '👍', '…'), { minLength: 1, maxLength: 30 })
  .map(parts => parts.join(''))
const texts = fc.array(words, { minLength: 1, maxLength: 40 }).map(parts => parts.join(' '))
const starts = fc.constantFrom('', '· ', 'critical  ', '  before         ', '田 ')
const widths = fc.integer({ min: 20, max: 120 })

describe('a text in hanging lines', () => {
  it('is broken between words and indented below its beginning', () => {
    expect(hanging('· ', 'one two three four', 11)).toEqual(['· one two', '  three', '  four'])
    expect(hanging('· ', 'one two', 9)).toEqual(['· one two'])
    expect(hanging('· ', 'one two', 8)).toEqual(['· one', '  two'])
    expect(hanging('田 ', 'aa bb', 5)).toEqual(['田 aa', '   bb'])
    expect(hanging('', '', 80)).toEqual([''])
  })

  it('is nowhere wider than it may be, unless a single word is', () => {
    always(fc.tuple(starts, texts, widths), ([first, text, width]) => {
      const indent = columns(first)
      for (const line of hanging(first, text, width)) {
        if (columns(line) <= width) continue
        expect(line.slice(first.length).trim().split(' ')).toHaveLength(1)
        expect(columns(line) - indent).toBeGreaterThan(width - indent)
      }
    })
  })

  it('loses no word and makes none', () => {
    always(fc.tuple(starts, texts, widths), ([first, text, width]) => {
      const lines = hanging(first, text, width)
      expect(lines[0]?.startsWith(first)).toBe(true)
      const [head = '', ...others] = lines
      const found = [head.slice(first.length), ...others].flatMap(line => line.split(' ')).filter(word => word !== '')
      expect(found).toEqual(text.split(' '))
    })
  })

  it('uses each line: its first word would not have fitted on the one before', () => {
    always(fc.tuple(starts, texts, widths), ([first, text, width]) => {
      const lines = hanging(first, text, width)
      lines.slice(1).forEach((line, i) => {
        const [word = ''] = line.trim().split(' ')
        expect(columns(lines[i] ?? '') + 1 + columns(word)).toBeGreaterThan(width)
      })
    })
  })

  it('has labels of one width before it', () => {
    const layout = { width: 40, heading: asIs }
    expect(row('Coverage', '46 %', layout)).toEqual(['Coverage         46 %'])
    expect(row('Money at risk', 'EUR 1 of EUR 100,000 and more words', layout)).toEqual([
      'Money at risk    EUR 1 of EUR 100,000',
      '                 and more words',
    ])
  })
})

describe('a table of text', () => {
  const head = [{ title: 'Name', flexible: true }, { title: 'Power', align: 'right' }, { title: 'Veto' }] as const

  it('has columns as wide as their widest cells, numbers on the right, and no space at the ends of lines', () => {
    expect(
      textTable(
        head,
        [
          ['Ann', '5 %', 'granted'],
          ['Bo Example', '100 %', ''],
        ],
        80,
        asIs,
      ),
    ).toEqual(['Name        Power  Veto', 'Ann           5 %  granted', 'Bo Example  100 %'])
    expect(textTable(head, [], 80, asIs)).toEqual(['Name  Power  Veto'])
  })

  it('marks its heading and nothing else', () => {
    const lines = textTable(head, [['Annabel Smith', '5 %', '']], 80, text => `<${text}>`)
    expect(lines).toEqual(['<Name           Power  Veto>', 'Annabel Smith    5 %'])
  })

  it('lets the column that may give way, down to twelve columns', () => {
    const lines = textTable(head, [['A very long name indeed, and longer still', '5 %', 'granted']], 40, asIs)
    expect(lines[1]).toBe('A very long name indeed…    5 %  granted')
    expect(textTable(head, [['A very long name indeed', '5 %', 'granted']], 28, asIs)[1]).toBe('A very long…    5 %  granted')
  })

  it('has a row in lines of its own where there is too little room', () => {
    const lines = textTable(
      head,
      [
        ['A very long name indeed', '5 %', 'granted'],
        ['Bo', '7 %', ''],
      ],
      20,
      text => `<${text}>`,
    )
    expect(lines).toEqual(['<A very long name in…>', '  Power 5 % · Veto', '  granted', '<Bo>', '  Power 7 %'])
  })

  it('is never wider than it may be where a column can give way', () => {
    always(
      fc.tuple(fc.array(fc.tuple(texts, fc.integer({ min: 0, max: 100 })), { maxLength: 8 }), fc.integer({ min: 40, max: 120 })),
      ([cells, width]) => {
        const rows = cells.map(([name, number]) => [name, `${number} %`, 'by role'])
        for (const line of textTable(head, rows, width, asIs)) expect(columns(line)).toBeLessThanOrEqual(width)
      },
    )
  })

  it('stands straight with wide scripts', () => {
    const lines = textTable(
      head,
      [
        ['田中さん', '5 %', 'x'],
        ['Ann', '5 %', 'x'],
        ['👩🏽‍⚖️', '5 %', 'x'],
      ],
      80,
      asIs,
    )
    const ends = lines.slice(1).map(columns)
    expect(new Set(ends).size).toBe(1)
  })
})
