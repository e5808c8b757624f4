import { seatShares, shelfLife, stillFalls } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

const RULE = { quota: 1, members: [{ of: 'ann' }] }
const SLIPS = { neverDecided: 0.1, slipDays: 60 }

describe('what makes no sense is refused, in the name of the function that was called, and where it stands', () => {
  test.each<[string, (...args: never[]) => unknown, readonly unknown[], readonly string[]]>([
    ['a rule without members', seatShares, [{ quota: 1 }, new Map()], ['rule']],
    ['chances that are no Map', seatShares, [RULE, { ann: 0.5 }], ['yes']],
    ['a chance above 1', seatShares, [RULE, new Map([['ann', 1.1]])], ['yes']],
    ['a delay that is no number', stillFalls, [Number.NaN, SLIPS], ['daysOverdue']],
    ['an endless delay', stillFalls, [Number.POSITIVE_INFINITY, SLIPS], ['daysOverdue']],
    ['a share below 0', stillFalls, [1, { ...SLIPS, neverDecided: -0.1 }], ['neverDecided']],
    ['decisions none of which is ever made', stillFalls, [1, { ...SLIPS, neverDecided: 1 }], ['neverDecided']],
    ['a share that is no number', stillFalls, [1, { ...SLIPS, neverDecided: '0.1' }], ['neverDecided']],
    ['a slip of no time', stillFalls, [1, { ...SLIPS, slipDays: 0 }], ['slipDays']],
    ['options of which one is missing', stillFalls, [1, { slipDays: 60 }], ['neverDecided']],
    ['options of which the other is missing', stillFalls, [1, { neverDecided: 0.1 }], ['slipDays']],
    ['no options', stillFalls, [1], ['options']],
    ['nothing', shelfLife, [], ['input']],
    ['a negative knowledge', shelfLife, [{ known: -0.1, least: 0.1, halfLifeDays: 30 }], ['known']],
  ])('%s', (_, called, given, paths) => {
    const found = refused(() => callLoosely(called, ...given))
    expect(found).toMatchObject({ name: expect.stringMatching(/^Invalid/), paths })
    expect(found.message.startsWith(`${called.name}: `)).toBe(true)
  })
})

test('a decision of which all are made sometime is never given up', () => {
  expect(stillFalls(1e6, { neverDecided: 0, slipDays: 1 })).toBe(1)
  expect(stillFalls(-5, SLIPS)).toBe(1)
  expect(stillFalls(0, SLIPS)).toBe(1)
})
