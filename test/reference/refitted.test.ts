import { pairedDifference, refitted } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { clusteredMean } from '../../src/math/pairedDifference.js'
import reference from '../fixtures/reference/refitted.json' with { type: 'json' }

const close = ({ value, standardError }: { readonly value: number; readonly standardError: number }) => ({
  value: expect.closeTo(value, 12),
  standardError: expect.closeTo(standardError, 12),
})

describe('a score refitted', () => {
  test.each(reference.cases)('is as computed for $rows.length decisions, and so is the difference from ours', each => {
    const chances = refitted(each.rows)
    expect(chances).toEqual(each.refitted.map(chance => expect.closeTo(chance, 12)))
    const accounts = each.rows.map(({ account }) => account)
    const ours = each.rows.map(({ ours, came }) => (ours - came) ** 2)
    const other = each.rows.map(({ came }, i) => ((chances[i] ?? Number.NaN) - came) ** 2)
    expect(clusteredMean(ours, accounts)).toEqual(close(each.brierOurs))
    expect(clusteredMean(other, accounts)).toEqual(close(each.brierOther))
    expect(pairedDifference(ours, other, accounts)).toEqual(close(each.difference))
  })
})
