import { describe, expect, test } from 'vitest'
import { checkList, checkMap, checkObject, checkObjects, isModest, isModestAbove0, isWithin, LARGEST } from '../../src/math/given.js'
import { refused } from '../support/refusal.js'

const MOST = 1_000_000

describe('a list that is given', () => {
  test('may have a million items and no more', () => {
    checkList('here', 'list', new Array(MOST).fill(0))
    expect(refused(() => checkList('here', 'list', new Array(MOST + 1).fill(0)))).toMatchObject({
      name: 'LimitExceededError',
      message: expect.stringMatching(/^here: 1000001 items in list, at most 1000000 /),
    })
  })

  test('has no holes, not even at its ends', () => {
    for (const hole of [0, 1, 2]) {
      const list = [1, 2, 3]
      delete list[hole]
      expect(refused(() => checkList('here', 'list', list)).paths).toEqual([`list[${hole}]`])
    }
    checkList('here', 'list', [undefined])
  })

  test('of objects holds nothing else', () => {
    checkObjects('here', 'list', [{}, { a: 1 }])
    expect(refused(() => checkObjects('here', 'list', [{}, null])).paths).toEqual(['list[1]'])
    expect(refused(() => checkObjects('here', 'list', new Array(2))).paths).toEqual(['list[0]'])
  })
})

test.each([
  ['a list', checkList, [[], [1]], [undefined, null, {}, 'ann', 3, new Set()]],
  ['an object', checkObject, [{}, new Map()], [undefined, null, [], 'ann', 3, () => 0]],
  ['a Map', checkMap, [new Map()], [undefined, null, {}, [], new Set(), new WeakMap()]],
])('what is not %s is refused by name, and what is one is not', (_, check, sound, unsound) => {
  for (const given of sound) check('here', 'there', given)
  for (const given of unsound) {
    expect(refused(() => check('here', 'there', given))).toMatchObject({
      name: 'InvalidArgumentError',
      paths: ['there'],
      message: expect.stringMatching(/^here: there: /),
    })
  }
})

describe('a number that is given', () => {
  test('is within a range whose ends belong to it', () => {
    expect([0, 1, 0.5, -0.001, 1.001, Number.NaN].map(value => isWithin(value, 0, 1))).toEqual([true, true, true, false, false, false])
    expect(['0.5', 1n, true, null, undefined].map(value => isWithin(value, 0, 1))).toEqual([false, false, false, false, false])
  })

  test('is modest when its square and a sum of squares are numbers', () => {
    expect([LARGEST, -LARGEST, 0, 2 * LARGEST, -2 * LARGEST].map(isModest)).toEqual([true, true, true, false, false])
    expect([LARGEST, 1 / LARGEST, 0, -1, 0.5 / LARGEST, 2 * LARGEST].map(isModestAbove0)).toEqual([true, true, false, false, false, false])
    expect(Number.isFinite(1 / (1 / LARGEST) ** 2 + MOST * LARGEST ** 2)).toBe(true)
  })
})
