import { describe, expect, it } from 'vitest'
import { CliFailure } from '../../src/cli/failure.js'
import { jsonValues } from '../../src/cli/streamed.js'

/** What comes of some pieces, and how many of them it took for each. */
function read(...pieces: readonly string[]): [values: unknown[], taken: number[]] {
  let taken = 0
  const counted = function* (): Generator<Uint8Array> {
    for (const piece of pieces) {
      taken++
      yield new TextEncoder().encode(piece)
    }
  }
  const [values, after]: [unknown[], number[]] = [[], []]
  for (const item of jsonValues(counted(), 'file')) {
    values.push('message' in item ? `line ${item.line}` : item.value)
    after.push(taken)
  }
  return [values, after]
}

describe('values that come a piece at a time', () => {
  it('are there once their line has ended, wherever the pieces are cut', () => {
    expect(read('{"a":1}\n', '{"a"', ':2}\n{"a":3}', '\n')).toEqual([
      [{ a: 1 }, { a: 2 }, { a: 3 }],
      [1, 3, 4],
    ])
  })

  it('are one where the lines are those of one', () => {
    expect(read('{\n"a":\n{"b":1}\n}', '\n')[0]).toEqual([{ a: { b: 1 } }])
    expect(read('[{"a":1},\n{"a":2}]')[0]).toEqual([{ a: 1 }, { a: 2 }])
  })

  it('go on after a first line that is broken, once two whole ones have come', () => {
    expect(read('{"a":\n', '{"a":2}\n', '{"a":3}\n', '{"a":4}\n')).toEqual([
      ['line 1', { a: 2 }, { a: 3 }, { a: 4 }],
      [3, 3, 3, 4],
    ])
    expect(read('nothing\n', '{"a":2}\n')[0]).toEqual(['line 1', { a: 2 }])
  })

  it('are none in what is neither JSON nor NDJSON, however much there is', () => {
    expect(() => read('a,b\n1,2\n')).toThrow(CliFailure)
    const endless = function* (): Generator<Uint8Array> {
      for (;;) yield new TextEncoder().encode('a,b\n'.repeat(100))
    }
    expect(() => [...jsonValues(endless(), 'file')]).toThrow(/file is neither JSON nor NDJSON/)
  })
})
