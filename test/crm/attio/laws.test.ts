import { type AttioOptions, fromAttio, type ImportResult } from 'account-village/attio'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_CELLS } from '../../support/hostileIds.js'
import { always } from '../../support/law.js'
import {
  changedWithin,
  expectSomeOf,
  itKnowsNoTimeZone,
  itMakesLastingVillages,
  itNeverThrows,
  itReadsInAnyOrder,
  pagesOf,
} from '../laws.js'
import { codes, id, message, type Row } from './records.js'
import { READING, WORKSPACE } from './workspace.js'

const readings: AttioOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const tables = [...WORKSPACE]

describe.each(readings)('the villages of a workspace, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromAttio(input, reading)
  const expected = read(Object.fromEntries(tables))

  it('have something of everything', () => {
    expectSomeOf(expected, ['ties', 'units'])
    expect(codes(expected)).toEqual(expect.arrayContaining(['deal missingValue', 'meeting invalidValue', 'company missingRecord']))
    expect(expected.unmapped).toEqual([
      { field: 'deal.stage', value: 'In the stars', count: 1 },
      { field: 'person.role', value: 'Seer', count: 1 },
    ])
    expect(expected.coverage.leftOut).toMatchObject({ optedOutOfProcessing: 1, mailAddresses: 1 })
  })

  it('hold nothing of who opted out', () => {
    const told = JSON.stringify(expected)
    for (const trace of ['Kim', id(13), 'p13@', id(32)]) expect(told).not.toContain(trace)
  })

  itReadsInAnyOrder({ tables, pages, read, expected })

  const changedTables = (change: (value: unknown) => unknown) =>
    Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(row => changedWithin(row, change))]))
  itMakesLastingVillages('attio', { expected, read, changed: changedTables, hostile: HOSTILE }, { damages: 50 })
})

describe('ids of any kind', () => {
  it('break nothing', () => {
    const plain = (cell: string): string => cell.trim().toLowerCase()
    always(
      fc.uniqueArray(fc.constantFrom(...HOSTILE_CELLS), { minLength: 2, maxLength: 6, selector: plain }),
      ids => {
        const known = ids.filter(cell => cell.trim() !== '' && !cell.includes(';'))
        const companies = known.map(cell => ({ id: { record_id: cell }, values: { name: 'A' } }))
        const people = known.map(cell => ({ id: { record_id: `p${cell}` }, values: { job_title: 'B', company: cell } }))
        const { villages, issues } = fromAttio({ companies, people })
        expect(issues).toEqual([])
        expect(new Set(villages.flatMap(({ account, stakeholders }) => [account.id, ...stakeholders.map(each => each.id)]))).toEqual(
          new Set(known.flatMap(cell => [`attio:${plain(cell)}`, `attio:${plain(`p${cell}`)}`])),
        )
      },
      150,
    )
  })
})

describe('input of any shape', () => {
  const names = ['people', 'data', 'values', 'events', 'id', 'record_id', 'company', 'target_record_id', 'linked_records', 'participants']
  itNeverThrows(input => fromAttio(input, READING), { names, hostile: HOSTILE, table: 'people', runs: 600 })
})

describe('the time zone of the machine', () => {
  itKnowsNoTimeZone(() => fromAttio(Object.fromEntries(tables), READING))
})

/** Values that mean something in records of Attio. */
const HOSTILE: readonly unknown[] = [
  ...[{ record_id: id(11) }, { data: null }, [{ value: 1, attribute_type: 'text' }], message('record.deleted', 11)],
  ...[id(1), id(11), 'Won', 'people', `${id(1)};${id(2)}`],
]

function pages(rows: readonly Row[], size: number): object[] {
  return pagesOf(rows, size, (data, start) => ({ data, pagination: { next_cursor: start + size < rows.length ? 'c' : null } }))
}
