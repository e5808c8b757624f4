import { expect, test } from 'vitest'
import { exact, isSame, strangeNumbers } from '../../support/exact.js'

const values: readonly unknown[] = [
  ...[0, -0, Number.NaN, undefined, null, 'a', '', true],
  ...[{ a: 1 }, { b: 1 }, { a: undefined }, {}, { a: 1, b: 2 }, { b: 2, a: 1 }, { a: { a: 1 } }],
  ...[[], [1], [1, 2], [2, 1], [undefined], [[1]]],
  new Map([['a', 1]]),
  ...[
    [1, 2],
    [2, 1],
  ].map(order => new Map(order.map(key => [key, 3 - key]))),
  ...[1, 0, -0].map(number => new Float64Array([number])),
]

test('values are the same if and only if their exact texts are', () => {
  for (const one of values)
    for (const other of values) expect([one, other, isSame(one, other)]).toEqual([one, other, exact([one]) === exact([other])])
})

test('numbers that are none are found wherever they stand', () => {
  expect(strangeNumbers({ a: [1, { b: Number.NaN }], c: new Map([['d', -Infinity]]), e: 'NaN' })).toEqual([
    '.a.1.b is NaN',
    '.c.get(d) is -Infinity',
  ])
  expect(strangeNumbers([0, -0, null, undefined, new Map([['d', [1]]])])).toEqual([])
})
