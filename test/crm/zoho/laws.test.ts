import { fromZoho, type ImportResult, type ZohoOptions } from 'account-village/zoho'
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
import { ORG, READING } from './org.js'
import { codes, id, page, type Row } from './records.js'

const readings: ZohoOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const tables = [...ORG]

describe.each(readings)('the villages of an org, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromZoho(input, reading)
  const expected = read(Object.fromEntries(tables))

  it('have something of everything', () => {
    expectSomeOf(expected, ['ties'])
    expect(codes(expected)).toEqual(expect.arrayContaining(['deal missingValue', 'event invalidValue', 'account missingRecord']))
    expect(expected.unmapped).toEqual([
      { field: 'contact.role', value: 'Seer', count: 1 },
      { field: 'contactRole.Contact_Role', value: 'Seer', count: 1 },
    ])
    expect(expected.coverage.leftOut).toMatchObject({ deleted: 1, notHeld: 1, openTasks: 1, optedOutOfProcessing: 1, mailAddresses: 1 })
  })

  it('hold nothing of who opted out', () => {
    expect(JSON.stringify(expected)).not.toContain('Kim')
    expect(JSON.stringify(expected)).not.toContain(id(13))
  })

  itReadsInAnyOrder({ tables, pages, read, expected })

  it('are the same from a bulk export, which names records by their marked ids', () => {
    const flat = (row: Row): Row =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          const ofRecord: unknown =
            typeof value === 'object' && value !== null && !Array.isArray(value) ? Reflect.get(value, 'id') : undefined
          if (typeof ofRecord === 'string') return [name, `zcrm_${ofRecord}`]
          return [name, name === 'id' ? `zcrm_${String(value)}` : value]
        }),
      )
    expect(read(Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(flat)])))).toEqual(expected)
  })

  const changedTables = (change: (value: unknown) => unknown) =>
    Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(row => changedWithin(row, change))]))
  itMakesLastingVillages('zoho', { expected, read, changed: changedTables, hostile: HOSTILE }, { damages: 50 })
})

describe('ids of any kind', () => {
  it('are kept apart and break nothing', () => {
    const plain = (cell: string): string => cell.trim().replace(/^zcrm_/, '')
    always(
      fc.uniqueArray(fc.constantFrom(...HOSTILE_CELLS), { minLength: 2, maxLength: 6, selector: plain }),
      ids => {
        const known = ids.filter(cell => cell.trim() !== '')
        const Accounts = known.map(cell => ({ id: cell, Account_Name: 'A' }))
        const Contacts = known.map(cell => ({ id: cell, Full_Name: 'B', Account_Name: { id: cell } }))
        const { villages, issues } = fromZoho({ Accounts, Contacts })
        expect(issues).toEqual([])
        expect(new Set(villages.flatMap(({ account, stakeholders }) => [account.id, ...stakeholders.map(each => each.id)]))).toEqual(
          new Set(known.flatMap(cell => [`zoho:account:${plain(cell)}`, `zoho:contact:${plain(cell)}`])),
        )
      },
      150,
    )
  })
})

describe('input of any shape', () => {
  const names = ['Contacts', 'data', 'info', 'id', 'Account_Name', 'Participants', 'Contact_Roles', 'Contact_Role', 'What_Id']
  itNeverThrows(input => fromZoho(input, READING), { names, hostile: HOSTILE, table: 'Contacts', runs: 600 })
})

describe('the time zone of the machine', () => {
  itKnowsNoTimeZone(() => fromZoho(Object.fromEntries(tables), READING))
})

/** Values that mean something in records of Zoho. */
const HOSTILE: readonly unknown[] = [
  ...[{ id: '9' }, { data: null }, { data: [{ id: id(11) }] }, { name: 'x', id: id(1) }],
  ...[id(1), id(11), 'Closed Won', 'Completed', 'contact', 'Deals', 'zcrm_'],
]

function pages(rows: readonly Row[], size: number): object[] {
  return pagesOf(rows, size, (data, start) => page(data, start + size < rows.length))
}
