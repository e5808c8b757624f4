import { parseVillage, record, type Village } from 'account-village'
import { fromSalesforce, type ImportResult, type SalesforceOptions } from 'account-village/salesforce'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ORG, READING } from './org.js'
import type { RestRecord } from './records.js'

type Row = { readonly [field: string]: unknown }

const readings: SalesforceOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const records = [...ORG.values()].flat()
const tables = (): [string, readonly Row[]][] => [...ORG]
const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })

describe.each(readings)('the villages of an org, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromSalesforce(input, reading)
  const expected = read(Object.fromEntries(tables()))

  it('have something of everything', () => {
    const all = expected.villages
    for (const name of ['stakeholders', 'roles', 'vetoes', 'ties', 'observations', 'interactions', 'decisions', 'units'] as const) {
      expect(all.flatMap((village): readonly unknown[] => village[name]).length, name).toBeGreaterThan(0)
    }
    expect(expected.issues.length).toBeGreaterThan(4)
    expect(expected.coverage.leftOut).toMatchObject({ shouldForget: 1, merged: 2, leads: 1, openTasks: 1, childEvents: 1 })
  })

  it('are the same in whatever order the records come', () => {
    fc.assert(
      fc.property(shuffled(records), order => {
        expect(read(order)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('are the same however the records are cut into pages', () => {
    fc.assert(
      fc.property(shuffled(tables()), fc.integer({ min: 1, max: 4 }), fc.boolean(), (order, size, reversed) => {
        const paged = order.map(([object, rows]) => [object, reversed ? pagesOf(rows, size).reverse() : pagesOf(rows, size)])
        expect(read(Object.fromEntries(paged))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('are the same when records come several times', () => {
    fc.assert(
      fc.property(fc.subarray(records), shuffled(records), (again, order) => {
        expect(read([...again, ...order])).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('are the same with ids of 15 as with ids of 18 characters', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), choices => {
        const short = (value: unknown): unknown =>
          typeof value === 'string' && /^[A-Za-z0-9]{18}$/.test(value) && choices.next().value === true ? value.slice(0, 15) : value
        expect(read(records.map(row => changed(row, short)))).toEqual(expected)
      }),
      { numRuns: 40 },
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

  it('are the same after a second import, which changes nothing', () => {
    const again = read(records)
    expected.villages.forEach((village, i) => {
      const other = again.villages[i]
      expect(other !== undefined && record(village, other) === village).toBe(true)
    })
  })

  it('are villages as any other, and survive JSON', () => {
    for (const village of expected.villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
  })

  it('say of every fact that it comes from Salesforce', () => {
    for (const village of expected.villages) for (const fact of factsOf(village)) expect(fact).toHaveProperty('source', 'salesforce')
  })

  it('can be made of any part of the records, and are named in the coverage', () => {
    fc.assert(
      fc.property(fc.subarray(records), part => {
        const { villages, issues, coverage } = read(part)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        expect(coverage.accounts.map(({ id }) => id)).toEqual(villages.map(({ account }) => account.id))
      }),
      { numRuns: 200 },
    )
  })

  it('survive any damage to the records, one field at a time or all', () => {
    const damage = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.jsonValue({ maxDepth: 2 }),
      fc.date({ noInvalidDate: false }),
      fc.bigInt(),
      fc.constant(undefined),
    )
    fc.assert(
      fc.property(
        fc.infiniteStream(damage),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        fc.integer({ min: 1, max: 10 }),
        (values, dice, odds) => {
          const damaged = records.map(row => changed(row, value => (dice.next().value < odds ? values.next().value : value)))
          const { villages, issues } = read(damaged)
          expect(issues.map(({ code }) => code)).not.toContain('refused')
          for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('input of any shape', () => {
  it('never makes it throw', () => {
    const names = ['Account', 'contacts', 'records', 'done', 'totalSize', 'attributes', 'type', 'Id', 'AccountId', '__proto__', 'Tasks']
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof({ maxDepth: 5 }, fc.constantFrom(...HOSTILE), fc.jsonValue(), fc.array(tie('tree'), { maxLength: 3 }), tie('node')),
      node: fc.array(fc.tuple(fc.constantFrom(...names), tie('tree')), { maxLength: 5 }).map(entries => Object.fromEntries(entries)),
    }))
    fc.assert(
      fc.property(tree, input => {
        const result: unknown = Reflect.apply(fromSalesforce, undefined, [input, READING])
        expect(result).toMatchObject({ villages: expect.any(Array), issues: expect.any(Array) })
      }),
      { numRuns: 2000 },
    )
  })

  it('never makes it throw, however deep it is', () => {
    const deep = (open: string, close: string): unknown => JSON.parse(open.repeat(100_000) + close.repeat(100_000))
    for (const input of [
      deep('[', ']'),
      JSON.parse(`${'{"records":['.repeat(100_000)}${']}'.repeat(100_000)}`),
      JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
    ]) {
      expect(fromSalesforce(input).villages).toEqual([])
      expect(fromSalesforce({ Contact: input }).villages).toEqual([])
    }
  })
})

/** Values that have broken other programs. */
const HOSTILE: unknown[] = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    '',
    ' ',
    '\u0000',
    '\ud800',
    '‮abc',
    '=1+1',
    '<script>',
    'NaN',
    '-0',
    '1e400',
    'true',
    'false',
    '2026-02-30',
  ],
  ...[
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    -1,
    1e308,
    5e-324,
    0,
    1,
    null,
    true,
    false,
    [],
    {},
    [1],
    { records: null },
    { records: [], done: false },
  ],
  ...records.slice(0, 12).map(row => row.Id),
  ...['2026-03-02', '2020-01-01T00:00:00.000+0000', 'Champion', 'Champion;Coach', 'Existing', 0.7, 3],
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

function pagesOf(rows: readonly Row[], size: number): object[] {
  const starts = rows.flatMap((_, i) => (i % size === 0 ? [i] : []))
  return starts.map(start => ({
    totalSize: rows.length,
    done: start + size >= rows.length,
    ...(start + size < rows.length && { nextRecordsUrl: `/services/data/v62.0/query/0r8xx0000000001AAA-${start + size}` }),
    records: rows.slice(start, start + size),
  }))
}

function factsOf({ account, units, stakeholders, roles, vetoes, ties, observations, interactions, decisions }: Village): readonly object[] {
  return [account, ...units, ...stakeholders, ...roles, ...vetoes, ...ties, ...observations, ...interactions, ...decisions]
}
