import { describe, expect, it } from 'vitest'
import { itemsIn, itemsOfLines } from '../../src/cli/input.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const counts = (content: Uint8Array | string): [records: number, problems: number] => {
  const { items, problems } = itemsOfLines(typeof content === 'string' ? bytes(content) : content, 'file')
  return [items.length, problems.length]
}

describe('NDJSON', () => {
  it.each([
    ['lines ended by LF', '{"a":1}\n{"a":2}\n', 2, 0],
    ['lines ended by CRLF', '{"a":1}\r\n{"a":2}\r\n', 2, 0],
    ['no line end at the end', '{"a":1}\n{"a":2}', 2, 0],
    ['empty lines', '\n{"a":1}\n\n \n{"a":2}\n\n', 2, 0],
    ['a byte order mark at the start', '\ufeff{"a":1}\n{"a":2}\n', 2, 0],
    ['a byte order mark within', '{"a":1}\n\ufeff{"a":2}\n', 1, 1],
    ['the line separators of Unicode within a text', '{"a":"x\u2028y\u2029z\u0085"}\n{"a":2}\n', 2, 0],
    ['a last line that is cut off', '{"a":1}\n{"a":', 1, 1],
    ['a broken line in the middle', '{"a":1}\n{"a":\n{"a":3}\n', 2, 1],
    ['two values on one line', '{"a":1}\n{"a":2}{"a":3}\n', 1, 1],
    ['CR alone, which separates nothing', '{"a":0}\n{"a":1}\r{"a":2}\n', 1, 1],
    ['values that are no objects', '{"a":1}\n[1]\n"x"\n1\nnull\ntrue\n', 1, 5],
    ['NUL bytes', '{"a":1}\n\u0000\u0000\u0000\n{"a":2}\n', 2, 1],
    ['NaN, which is no JSON', '{"a":1}\n{"a":NaN}\n', 1, 1],
    ['three thousand levels', `{"a":1}\n${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}\n`, 2, 0],
  ])('with %s gives what is whole and tells what is not', (_, text, records, problems) => {
    expect(counts(text)).toEqual([records, problems])
  })

  it.each([
    ['a byte that is none', [0xff]],
    ['an overlong form', [0xc0, 0xaf]],
    ['half a pair of surrogates', [0xed, 0xa0, 0x80]],
    ['a character cut off', [0xe2, 0x82]],
  ])('never replaces what is no UTF-8 in silence: %s', (_, wrong) => {
    const content = Uint8Array.from([...bytes('{"a":1}\n{"a":"'), ...wrong, ...bytes('"}\n')])
    const { items, problems } = itemsOfLines(content, 'file')
    expect([items.length, problems]).toEqual([1, [{ line: 2, message: 'it is no UTF-8' }]])
  })

  it('keeps a field called __proto__ from reaching any prototype', () => {
    const { items } = itemsIn(bytes('{"__proto__": {"polluted": 1}}\n'), 'file')
    expect(items).toHaveLength(1)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('says of a file in another form what it is', () => {
    expect(itemsIn(bytes('[{"a":1},{"a":2}]'), 'file').items).toHaveLength(2)
    expect(itemsIn(bytes('{\n "a": 1\n}\n'), 'file').items).toHaveLength(1)
    expect(() => itemsIn(bytes('{\n "a": 1,\n}\n'), 'file')).toThrow(/neither JSON nor NDJSON/)
    expect(() => itemsIn(Uint8Array.from([0x7b, 0x00, 0x7d, 0x00]), 'file')).toThrow(/UTF-16/)
  })
})
