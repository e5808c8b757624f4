import { fromSalesforce, type ImportResult, type SalesforceOptions } from 'account-village/salesforce'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../../support/law.js'
import { expectSomeOf, itMakesLastingVillages, itNeverThrows, pagesOf, shuffled } from '../laws.js'
import { ORG, READING } from './org.js'
import type { RestRecord } from './records.js'

type Row = { readonly [field: string]: unknown }

const readings: SalesforceOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const records = [...ORG.values()].flat()
const tables = (): [string, readonly Row[]][] => [...ORG]

const pages = (rows: readonly Row[], size: number): object[] => pagesOf(rows, size, pageOf(rows.length))

describe.each(readings)('the villages of an org, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromSalesforce(input, reading)
  const expected = read(Object.fromEntries(tables()))

  it('have something of everything', () => {
    expectSomeOf(expected, ['ties', 'units', 'comments', 'expectations'])
    expect(expected.issues.length).toBeGreaterThan(4)
    expect(expected.coverage.leftOut).toMatchObject({ shouldForget: 1, merged: 2, leads: 1, openTasks: 1, childEvents: 1 })
  })

  it('are the same in whatever order the records come', () => {
    always(
      shuffled(records),
      order => {
        expect(read(order)).toEqual(expected)
      },
      40,
    )
  })

  it('are the same however the records are cut into pages', () => {
    always(
      fc.tuple(shuffled(tables()), fc.integer({ min: 1, max: 4 }), fc.boolean()),
      ([order, size, reversed]) => {
        const paged = order.map(([object, rows]) => [object, reversed ? pages(rows, size).reverse() : pages(rows, size)])
        expect(read(Object.fromEntries(paged))).toEqual(expected)
      },
      40,
    )
  })

  it('are the same when records come several times', () => {
    always(
      fc.tuple(fc.subarray(records), shuffled(records)),
      ([again, order]) => {
        expect(read([...again, ...order])).toEqual(expected)
      },
      40,
    )
  })

  it('are the same with ids of 15 as with ids of 18 characters', () => {
    always(
      fc.infiniteStream(fc.boolean()),
      choices => {
        const short = (value: unknown): unknown =>
          typeof value === 'string' && /^[A-Za-z0-9]{18}$/.test(value) && choices.next().value === true ? value.slice(0, 15) : value
        expect(read(records.map(row => changed(row, short)))).toEqual(expected)
      },
      40,
    )
  })

  it('are the same from the texts of a bulk export', () => {
    const text = (value: unknown): unknown => (value === null || value === undefined ? '' : String(value))
    expect(read(withoutAttributes(row => changed(row, text)))).toEqual(expected)
  })

  it('are the same from the rows of a warehouse', () => {
    const snake = (name: string): string =>
      name
        .replace(/(?<=[a-z])([A-Z])/g, '_$1')
        .toLowerCase()
        .replace('__c', '_c')
    expect(snake('CallDurationInSeconds')).toBe('call_duration_in_seconds')
    expect(read(withoutAttributes(row => renamed(row, snake)))).toEqual(expected)
    expect(read(withoutAttributes(row => renamed(row, name => name.toUpperCase())))).toEqual(expected)
  })

  const changedRecords = (change: (value: unknown) => unknown) => records.map(row => changed(row, change))
  itMakesLastingVillages('salesforce', { expected, read, changed: changedRecords, hostile: HOSTILE }, { damages: 300 })

  it('can be made of any part of the records, and are named in the coverage', () => {
    always(
      fc.subarray(records),
      part => {
        const { villages, issues, coverage } = read(part)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        expect(coverage.accounts.map(({ id }) => id)).toEqual(villages.map(({ account }) => account.id))
      },
      200,
    )
  })
})

describe('input of any shape', () => {
  const names = ['Account', 'contacts', 'records', 'done', 'totalSize', 'attributes', 'type', 'Id', 'AccountId', 'Tasks']
  itNeverThrows(input => fromSalesforce(input, READING), { names, hostile: HOSTILE, table: 'Contact', runs: 2000 })
})

/** Values that mean something in records of Salesforce. */
const HOSTILE: readonly unknown[] = [
  ...[{ records: null }, { records: [], done: false }],
  ...records.slice(0, 12).map(row => row.Id),
  ...['2020-01-01T00:00:00.000+0000', 'Champion', 'Champion;Coach', 'Existing'],
]

function changed(row: RestRecord, change: (value: unknown) => unknown): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name === 'attributes' ? value : change(value)]))
}

function renamed(row: RestRecord, rename: (name: string) => string): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value]))
}

/** The org as exports give it, which say in the name of a file what it holds. */
function withoutAttributes(change: (row: RestRecord) => Row): object {
  const bare = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => name.toLowerCase() !== 'attributes'))
  return Object.fromEntries([...ORG].map(([object, rows]) => [object, rows.map(row => bare(change(row)))]))
}

function pageOf(total: number): (rows: readonly Row[], start: number) => object {
  return (rows, start) => {
    const end = start + rows.length
    const nextRecordsUrl = `/services/data/v62.0/query/0r8xx0000000001AAA-${end}`
    return { totalSize: total, done: end === total, ...(end < total && { nextRecordsUrl }), records: rows }
  }
}
