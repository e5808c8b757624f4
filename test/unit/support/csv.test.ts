import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../../src/support/csv.js'

describe('CSV', () => {
  it('reads back any table that RFC 4180 would write, with any of six delimiters and any line end', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', ';', '\t', '|', '^', '`', '\n', '\r\n', 'é', '👩🏽‍⚖️') })
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))
    const header = (width: number): string[] => Array.from({ length: width }, (_, i) => `column${i}`)
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|', '^', '`'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (rows, delimiter, end, mark) => {
          const quoted = (cells: readonly string[]): string => cells.map(text => `"${text.replaceAll('"', '""')}"`).join(delimiter)
          const names = header(rows[0]?.length ?? 2)
          const text = (mark ? '\ufeff' : '') + [names.join(delimiter), ...rows.map(quoted)].join(end)
          const read = parseCsv(text)
          expect(read.header).toEqual(names)
          expect(read.rows.map(row => row.cells)).toEqual(rows)
        },
      ),
      { numRuns: 1000 },
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
