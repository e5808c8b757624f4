import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceIn, flagReader, numberReader } from '../../src/reading/column.js'
import { decodedText } from '../../src/reading/encodings.js'
import { type ReadingRules, resolvedRules, ruleIssues } from '../../src/reading/rules.js'
import { isNothing } from '../../src/reading/words.js'
import { always } from '../support/law.js'

function numbers(cells: readonly (string | number | boolean)[], rules: ReadingRules = {}) {
  const reader = numberReader(resolvedRules(rules), evidenceIn('number', cells))
  const read = cells.map(cell => {
    const reading = reader.read(cell)
    return reading.is === 'value' ? reading.value : reading.is === 'unclear' ? reading.rule : reading.is
  })
  return { read, inferred: reader.inferred() }
}

describe('numbers in a column', () => {
  it('that two signs could read are unclear until one of the column settles it', () => {
    expect(numbers(['90.000', '80,000'])).toEqual({ read: ['decimal', 'decimal'], inferred: undefined })
    expect(numbers(['90.000', '1.234,50'])).toEqual({ read: [90_000, 1234.5], inferred: { decimal: ',' } })
    expect(numbers(['1.250', '90000.0000'])).toEqual({ read: [1.25, 90_000], inferred: { decimal: '.' } })
    expect(numbers(['1,250', '1,234,567'])).toEqual({ read: [1250, 1_234_567], inferred: { decimal: '.' } })
  })

  it('that contradict each other settle nothing', () => {
    expect(numbers(['90.000', '1,5', '2.5'])).toEqual({ read: ['decimal', 1.5, 2.5], inferred: undefined })
  })

  it('are read by the sign that is given, and never by another', () => {
    expect(numbers(['90.000', '1.5', '1,5'], { decimal: ',' }).read).toEqual([90_000, 'decimal', 1.5])
    expect(numbers(['90.000', '1.234,50'], { decimal: '.' }).read).toEqual([90, 'decimal'])
  })

  it('may have spaces, apostrophes or the groups of India between their thousands', () => {
    expect(numbers(['90 000', '90\u00a0000,50', '1’250.5', "1'250'000", '12,34,567.5', '−5']).read).toEqual([
      ...[90_000, 90_000.5, 1250.5, 1_250_000, 1_234_567.5, -5],
    ])
  })

  it.each(['abc', '€ 5', '5 EUR', '50%', '1.2.3', '12,34', '1 23', '--1', '1e400', true, Number.NaN])(
    'are none, or not in two ways: %s',
    cell => {
      const reading = numberReader(resolvedRules({ decimal: '.' })).read(cell)
      expect(['unreadable', 'unclear', 'nothing']).toContain(reading.is)
    },
  )

  it('written by one sign are never read as another number', () => {
    const amount = fc.integer({ min: 0, max: 999_999_999 })
    always(fc.tuple(fc.constantFrom('.', ','), fc.array(amount, { minLength: 1, maxLength: 5 })), ([sign, cents]) => {
      const group = sign === '.' ? ',' : '.'
      const written = cents.map(
        each =>
          `${String(Math.floor(each / 100)).replace(/\B(?=(?:\d{3})+$)/g, group)}${each % 100 === 0 ? '' : `${sign}${String(each % 100).padStart(2, '0')}`}`,
      )
      for (const [i, read] of numbers(written).read.entries()) expect(['decimal', (cents[i] ?? 0) / 100]).toContain(read)
    })
  })
})

describe('yes and no', () => {
  const read = (cell: string | number | boolean, rules: ReadingRules = {}) => flagReader(resolvedRules(rules)).read(cell)

  it.each([
    'WAHR',
    'Vrai',
    'VERDADERO',
    'vero',
    'VERDADEIRO',
    'waar',
    'Ja',
    'Oui',
    'sí',
    'sì',
    'Sim',
    'TRUE',
    'y',
    'X',
    '1',
    1,
    true,
    '1.0',
  ])('%s is yes', cell => {
    expect(read(cell)).toEqual({ is: 'value', value: true })
  })

  it.each(['FALSCH', 'FAUX', 'falso', 'ONWAAR', 'Nein', 'Non', 'não', 'Nee', 'no', 'N', '0', 0, false, '0.0'])('%s is no', cell => {
    expect(read(cell)).toEqual({ is: 'value', value: false })
  })

  it.each(['vielleicht', 'nope', '2', 2, '__proto__', 'constructor'])('%s is neither', cell => {
    expect(read(cell)).toEqual({ is: 'unreadable' })
  })

  it('have the words of the caller too, which go before the usual ones', () => {
    expect(read('Jepp', { yes: ['jepp'] })).toEqual({ is: 'value', value: true })
    expect(read('x', { no: ['X'] })).toEqual({ is: 'value', value: false })
    expect(read('f', { nothing: ['F'] })).toEqual({ is: 'nothing' })
    expect(isNothing('-', resolvedRules({ no: ['-'] }).words)).toBe(false)
  })
})

describe('rules that make no sense', () => {
  it('are all told at once', () => {
    const wrong: object = { timeZone: 'Mars', dayOrder: 'ydm', decimal: ';', yes: 'ja', no: [1], encoding: 'latin1' }
    expect(ruleIssues(wrong).map(({ path }) => path)).toEqual(['timeZone', 'dayOrder', 'decimal', 'yes', 'no', 'encoding'])
    expect(ruleIssues({ yes: ['Da'], no: ['da '] })).toEqual([{ path: 'no', message: 'has a word that is also one for yes' }])
    expect(ruleIssues({ timeZone: 'Europe/Berlin', dayOrder: 'dmy', decimal: ',', yes: [], encoding: 'utf-16' })).toEqual([])
  })
})

describe('the text of a file', () => {
  const text = 'Name;Größe\r\nŁuć;€'
  const utf16 = (start: readonly number[], order: 0 | 1) =>
    Uint8Array.from([
      ...start,
      ...[...text].flatMap(each =>
        order === 0 ? [each.charCodeAt(0) % 256, each.charCodeAt(0) >> 8] : [each.charCodeAt(0) >> 8, each.charCodeAt(0) % 256],
      ),
    ])

  it.each([
    ['UTF-8', new TextEncoder().encode(text), undefined],
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]), 'windows-1252'],
    ['UTF-16 with a mark', utf16([0xff, 0xfe], 0), undefined],
    ['UTF-16 the other way round', utf16([0xfe, 0xff], 1), undefined],
    ['UTF-16 without a mark', utf16([], 0), 'utf-16'],
  ] as const)('is read as it is written: %s, in pieces of any size', (_, bytes, said) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (__, i) => bytes.subarray(i * size, (i + 1) * size))
      expect([...decodedText(pieces, said)].join('')).toBe(text)
    }
  })

  it('of old spreadsheets is read when that is said, and refused otherwise', () => {
    const old = Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x80])
    expect([...decodedText([old], 'windows-1252')].join('')).toBe('Größe€')
    expect(() => [...decodedText([old])]).toThrow(TypeError)
  })
})
