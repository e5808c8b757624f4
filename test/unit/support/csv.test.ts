import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows, parseCsv } from '../../../src/support/csv.js'
import { always } from '../../support/law.js'

describe('CSV', () => {
  it('reads back any table that RFC 4180 would write, with any of six delimiters and any line end', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', ';', '\t', '|', '^', '`', '\n', '\r\n', 'é', '👩🏽‍⚖️') })
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))
    const header = (width: number): string[] => Array.from({ length: width }, (_, i) => `column${i}`)
    always(
      fc.tuple(table, fc.constantFrom(',', ';', '\t', '|', '^', '`'), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean()),
      ([rows, delimiter, end, mark]) => {
        const quoted = (cells: readonly string[]): string => cells.map(text => `"${text.replaceAll('"', '""')}"`).join(delimiter)
        const names = header(rows[0]?.length ?? 2)
        const text = (mark ? '\ufeff' : '') + [names.join(delimiter), ...rows.map(quoted)].join(end)
        const read = parseCsv(text)
        expect(read.header).toEqual(names)
        expect(read.rows.map(row => row.cells)).toEqual(rows)
      },
      1000,
    )
  })

  it('tells the line on which each row begins, line breaks within quotes counted', () => {
    const { rows } = parseCsv('a,b\n1,"x\ny"\n\n2,z\n')
    expect(rows.map(row => row.line)).toEqual([2, 5])
  })

  it('tells where a quoted cell begins that never ends, and keeps what stands before it', () => {
    expect(parseCsv('a,b\n1,2\n3,"4\n5,6\n')).toEqual({ header: ['a', 'b'], rows: [{ line: 2, cells: ['1', '2'] }], openQuote: 3 })
  })

  it('has no header and no rows where there is nothing', () => {
    expect(parseCsv('')).toEqual({ header: [], rows: [] })
    expect(parseCsv('\n\n')).toEqual({ header: [], rows: [] })
  })
})

describe('rows that come a piece at a time', () => {
  const cells = fc.constantFrom('x', '"a,b"', '"line\nbreak"', '"\r\n""quoted"""', '', 'ü🙂', '5" pipe', `"${'long '.repeat(3000)}"`)
  const breaks = fc.constantFrom('\n', '\r\n', '\r', '\n\n')

  it('are those of the whole text, wherever it is cut', () => {
    always(
      fc.tuple(
        fc.array(fc.tuple(cells, cells, breaks), { minLength: 2, maxLength: 30 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        fc.boolean(),
      ),
      ([rows, cuts, isOpen]) => {
        // Long enough that rows are given out before the end is known.
        const body = rows.map(row => `${row[0]},${row[1]}${row[2]}`).join('')
        const text = `\u{FEFF}a,b\n${body.repeat(Math.ceil(150_000 / body.length))}${isOpen ? '1,"2' : ''}`
        const ends = [0, ...cuts.map(cut => Math.floor(cut * text.length)).sort((a, b) => a - b), text.length]
        const found: { readonly line: number; readonly cells: readonly string[] }[] = []
        const reader = csvRows(ends.slice(1).map((end, i) => text.slice(ends[i], end)))
        let next = reader.next()
        for (; next.done !== true; next = reader.next()) found.push(next.value)
        const whole = parseCsv(text)
        const [head, ...others] = found
        expect(head?.cells).toEqual(whole.header)
        expect(others).toEqual(whole.rows)
        expect(next.value).toBe(whole.openQuote)
      },
      25,
    )
  })
})

describe('what spreadsheets leave in files', () => {
  const read = (text: string) => ({ whole: parseCsv(text), pieces: [...csvRows([...text])] })

  it.each(['sep=;\r\n', 'sep=;\n', '"sep=;"\r\n', '\u{FEFF}SEP=;\n'])('is a first line that names the delimiter: %j', first => {
    const { whole, pieces } = read(`${first}Id;Name, first\n1;a\n`)
    expect(whole).toEqual({ header: ['Id', 'Name, first'], rows: [{ line: 3, cells: ['1', 'a'] }] })
    expect(pieces).toEqual([{ line: 2, cells: ['Id', 'Name, first'] }, ...whole.rows])
  })

  it('is NUL, which is taken away', () => {
    const { whole, pieces } = read('I\0d,Name\n1,Bren\0ner\n')
    expect(whole).toEqual({ header: ['Id', 'Name'], rows: [{ line: 2, cells: ['1', 'Brenner'] }] })
    expect(pieces.map(({ cells }) => cells)).toEqual([whole.header, ['1', 'Brenner']])
  })
})
