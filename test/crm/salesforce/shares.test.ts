import { fromSalesforce, type ImportResult } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { codes, id, onlyOf, rest } from './records.js'

const GROUP = id('Account', 'Group')
const group = rest('Account', 'Group', { Name: 'Group' })
const plant = (key: string, share: unknown) => rest('Account', key, { Name: key, ParentId: GROUP, Share__c: share })
const worker = (key: string, Department: string, share: unknown) => rest('Contact', key, { AccountId: GROUP, Department, Share__c: share })

function sharesOf(result: ImportResult): [string, number | undefined][] {
  return onlyOf(result).units.map(({ name, share }) => [name, share])
}

describe('the share of a unit', () => {
  const read = (accounts: object[], contacts: object[] = []) =>
    fromSalesforce({ Account: [group, ...accounts], Contact: contacts }, { subsidiaries: 'units', fields: { unitShare: 'Share__c' } })

  it('of a subsidiary stands with its account', () => {
    const result = read([plant('aaaa1', 0.6), plant('aaaa2', '0.25'), plant('aaaa3', null)])
    expect(sharesOf(result)).toEqual([
      ['aaaa1', 0.6],
      ['aaaa2', 0.25],
      ['aaaa3', undefined],
    ])
    expect(result.issues).toEqual([])
  })

  it('of a department stands with its contacts, who may leave it out', () => {
    const result = read(
      [],
      [worker('Anna1', 'IT', 0.4), worker('Bert1', 'it', '0.4'), worker('Carla', 'IT', null), worker('David', 'Plant', null)],
    )
    expect(sharesOf(result)).toEqual([
      ['IT', 0.4],
      ['Plant', undefined],
    ])
    expect(result.issues).toEqual([])
  })

  it('that its contacts contradict is none, which is an issue', () => {
    const result = read([], [worker('Anna1', 'IT', 0.4), worker('Bert1', 'IT', 0.5)])
    expect(sharesOf(result)).toEqual([['IT', undefined]])
    expect(result.issues).toMatchObject([{ object: 'Account', id: GROUP, code: 'contradiction' }])
  })

  it.each([-0.1, 1.1, 40, 'half'])('that is not between 0 and 1 is an issue: %j', share => {
    const result = read([plant('aaaa1', share)])
    expect(sharesOf(result)).toEqual([['aaaa1', undefined]])
    expect(result.issues).toMatchObject([{ object: 'Account', id: id('Account', 'aaaa1'), code: 'invalidValue' }])
  })

  it('is none within a whole that they would exceed, which is an issue', () => {
    const result = read([plant('aaaa1', 0.6), plant('aaaa2', 0.3)], [worker('Anna1', 'IT', 0.2)])
    expect(sharesOf(result).map(([, share]) => share)).toEqual([undefined, undefined, undefined])
    expect(result.issues).toMatchObject([{ object: 'Account', id: GROUP, code: 'contradiction' }])
  })

  it('may fill the whole to the last digit', () => {
    const tenths = Array.from({ length: 10 }, (_, i) => plant(`aaaa${i}`, 0.1))
    expect(read(tenths).issues).toEqual([])
    expect(sharesOf(read(tenths)).every(([, share]) => share === 0.1)).toBe(true)
  })

  it('is read from no field unless the options name one, and not where subsidiaries are villages', () => {
    expect(fromSalesforce({ Account: [group, plant('aaaa1', 0.6)] }, { subsidiaries: 'units' }).villages[0]?.units[0]).not.toHaveProperty(
      'share',
    )
    expect(codes(fromSalesforce({ Account: [group, plant('aaaa1', 40)] }, { fields: { unitShare: 'Share__c' } }))).toEqual([])
  })
})
