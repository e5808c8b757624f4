import { type GroupReading, groupDifferences } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquaredTail } from '../../src/support/chiSquared.js'
import { always } from '../support/law.js'
import { nearly } from '../support/nearly.js'
import { refused } from '../support/refusal.js'

const readings = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bo', 'cy', 'di'),
    group: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    value: fc.integer({ min: -10, max: 10 }).map(tenths => tenths / 10),
    variance: fc.constantFrom(0.0225, 0.05, 0.09, 0.5),
  }),
  { maxLength: 14 },
)

/** The weighted sum of squares that is left by people, and by people and groups, by coordinate descent. */
function leftOver(rows: readonly GroupReading[], withGroups: boolean): number {
  const effects = new Map<string, number>()
  const keys = (row: GroupReading): string[] => [`person ${row.person}`, ...(withGroups ? [`group ${row.group}`] : [])]
  const rest = (row: GroupReading, but?: string): number =>
    keys(row).reduce((left, key) => (key === but ? left : left - (effects.get(key) ?? 0)), row.value)
  const all = [...new Set(rows.flatMap(keys))]
  for (let round = 0; round < 2000; round++) {
    for (const key of all) {
      const own = rows.filter(row => keys(row).includes(key))
      const weight = own.reduce((sum, { variance }) => sum + 1 / variance, 0)
      effects.set(key, own.reduce((sum, row) => sum + rest(row, key) / row.variance, 0) / weight)
    }
  }
  return rows.reduce((sum, row) => sum + rest(row) ** 2 / row.variance, 0)
}

/** How many groups there are less how many sets of groups and people that never met. */
function rankOf(rows: readonly GroupReading[]): number {
  const groups = new Map([...new Set(rows.map(({ group }) => group))].map(group => [group, group]))
  for (let round = 0; round < 9; round++) {
    for (const person of new Set(rows.map(row => row.person))) {
      const met = rows.filter(row => row.person === person).map(({ group }) => groups.get(group) ?? group)
      const [least = ''] = [...met].sort()
      for (const [group, set] of groups) if (met.includes(set)) groups.set(group, least)
    }
  }
  return groups.size - new Set(groups.values()).size
}

describe('differences of groups', () => {
  test('have the rank of what was compared, and explain what people alone leave', () => {
    always(
      readings,
      rows => {
        const { df, Q = 0 } = groupDifferences(rows)
        expect(df).toBe(rankOf(rows))
        expect(Q).toBeCloseTo(leftOver(rows, false) - leftOver(rows, true), 6)
      },
      60,
    )
  })

  test('do not depend on the order, on what a person adds to all they say, nor on names', () => {
    always(fc.tuple(readings, fc.integer({ min: -3, max: 3 })), ([rows, more]) => {
      const found = groupDifferences(rows)
      expect(groupDifferences([...rows].reverse())).toEqual(nearly(found))
      const shifted = rows.map(row => (row.person === 'ann' ? { ...row, value: row.value + more } : row))
      expect(groupDifferences(shifted)).toEqual(nearly(found))
      const renamed = groupDifferences(rows.map(row => ({ ...row, group: `z${row.group}`, person: `__proto__${row.person}` })))
      expect(renamed.groups.map(({ difference }) => difference)).toEqual(nearly(found.groups.map(({ difference }) => difference)))
    })
  })

  test('grow with the scale of what is said, and Q does not', () => {
    always(readings, rows => {
      const [one, four] = [rows, rows.map(row => ({ ...row, value: 4 * row.value, variance: 16 * row.variance }))].map(groupDifferences)
      expect([four?.df, four?.Q, four?.pValue]).toEqual(nearly([one?.df, one?.Q, one?.pValue]))
      expect(four?.groups).toEqual(nearly(one?.groups.map(each => ({ ...each, difference: 4 * each.difference }))))
    })
  })

  test('are smaller than what was seen, sum to 0 in what was compared, and are 0 where groups do not differ', () => {
    always(readings, rows => {
      const { tau2 = 0, groups, Q = 0, df } = groupDifferences(rows)
      if (tau2 === 0) expect(groups.every(({ difference }) => difference === 0)).toBe(true)
      expect(tau2 > 0).toBe(Q > df)
      expect(groups.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(0, 9)
    })
  })

  test('lose nothing to variances of very different size', () => {
    const rows = ['a', 'b', 'c'].flatMap((group, i) =>
      ['ann', 'bo'].map(person => ({ person, group, value: i / 2, variance: person === 'ann' ? 1e-6 : 1e6 })),
    )
    const precise = groupDifferences(rows.filter(({ person }) => person === 'ann'))
    expect(groupDifferences(rows).groups.map(({ difference }) => difference)).toEqual(
      nearly(precise.groups.map(({ difference }) => difference)),
    )
    expect(precise.groups.map(({ difference }) => difference)).toEqual([-0.5, 0, 0.5].map(each => expect.closeTo(each, 5)))
  })

  test('are refused for more groups than anybody has', () => {
    // Each person is met in two groups: to compare all with all takes as many steps as there are groups, to the third.
    const rows = Array.from({ length: 1000 }, (_, i) =>
      [i, i + 1].map(group => ({ person: `p${i}`, group: `${group}`, value: 0, variance: 1 })),
    ).flat()
    expect(refused(() => groupDifferences(rows)).name).toBe('LimitExceededError')
    expect(groupDifferences(rows.slice(0, -2)).df).toBe(999)
    expect(refused(() => groupDifferences([{ person: 'ann', group: 'a', value: 0, variance: 0 }])).paths).toEqual(['rows[0].variance'])
  })
})

test.each([
  [1, 3.841458820694124, 0.05],
  [2, 5.991464547107979, 0.05],
  [3, 11.344866730144373, 0.01],
  [10, 18.307038053275146, 0.05],
  [99, 123.22522145336181, 0.05],
  [1000, 1074.6794493, 0.05],
  [2, 2000, 0],
  [7, 0, 1],
])('a chi-squared variable with %i degrees of freedom exceeds %d with the published probability', (degrees, value, probability) => {
  expect(chiSquaredTail(value, degrees)).toBeCloseTo(probability, 8)
})
