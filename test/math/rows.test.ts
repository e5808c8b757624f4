import { byStakeholder } from 'account-village'
import { describe, expect, test } from 'vitest'
import { inIdOrder } from '../../src/math/rows.js'
import { callLoosely, refused } from '../support/refusal.js'

const ann = { stakeholder: 'ann', share: 0.25 }
const bo = { stakeholder: 'bo', share: 0.75 }
const unreadable = Object.defineProperty({}, 'stakeholder', {
  enumerable: true,
  get: () => {
    throw new Error('not to be read')
  },
})

describe('rows by id', () => {
  test('hold each row by the person it is about, whatever their id, and the last of several', () => {
    const odd = { stakeholder: '__proto__', share: 0 }
    const found = byStakeholder([bo, ann, odd, { ...ann, share: 0.5 }])
    expect([...found.keys()]).toEqual(['bo', 'ann', '__proto__'])
    expect([found.get('bo'), found.get('ann')?.share, found.get('__proto__')]).toEqual([bo, 0.5, odd])
    expect(byStakeholder([]).size).toBe(0)
    expect(byStakeholder(new Array(1_000_000).fill(ann)).size).toBe(1)
  })

  test('are another map at each call', () => {
    expect(byStakeholder([ann])).not.toBe(byStakeholder([ann]))
  })

  test.each([
    ['nothing', undefined],
    ['a map', new Map([['ann', ann]])],
    ['an object with rows', { length: 1, 0: ann }],
    ['a text', 'ann'],
    ['a row that is a text', [ann, 'bo']],
    ['a row that is null', [ann, null]],
    ['a row that is a function', [ann, Object.assign(() => 0, bo)]],
    ['a row about nobody', [ann, { share: 1 }]],
    ['a row about a number', [ann, { stakeholder: 7 }]],
    ['holes', new Array(2)],
    ['a row that cannot be read', [ann, unreadable]],
    ['a row that is a list', [ann, Object.assign([], bo)]],
    ['more rows than anybody could mean', new Array(1_000_001).fill(ann)],
  ])('are not made of %s', (_, rows) => {
    const refusal = refused(() => callLoosely(byStakeholder, rows))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths: ['rows'] })
    expect(refusal.message).toMatch(/^byStakeholder: rows: /)
  })
})

test('rows are in order of id by code units, not of the language', () => {
  const ids = ['b', 'B', 'a', 'ä', 'Z', '']
  expect(inIdOrder(ids.map(stakeholder => ({ stakeholder }))).map(({ stakeholder }) => stakeholder)).toEqual([...ids].sort())
})
