import { type DynamicsOptions, fromDynamics, type ImportResult } from 'account-village/dynamics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_CELLS } from '../../support/hostileIds.js'
import { always } from '../../support/law.js'
import { expectSomeOf, itMakesLastingVillages, itNeverThrows, pagesOf, shuffled } from '../laws.js'
import { ORG, READING } from './org.js'
import type { WebRow } from './rows.js'

const readings: DynamicsOptions[] = [READING, { ...READING, subsidiaries: 'units', asOf: '2026-11-20' }]
const rows = [...ORG].flatMap(([table, list]) => list.map(row => typed(table, row)))

/** A row that says what it is, as full metadata does; of the others only activities need that. */
function typed(table: string, row: WebRow): WebRow {
  return table === 'appointments' ? { '@odata.type': '#Microsoft.Dynamics.CRM.appointment', ...row } : row
}

describe.each(readings)('the villages of an organisation, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromDynamics(input, reading)
  const expected = read(Object.fromEntries(ORG))

  it('have something of everything', () => {
    expectSomeOf(expected, ['ties', 'units'])
    expect(expected.issues.length).toBeGreaterThan(3)
    expect(expected.coverage.leftOut).toMatchObject({ optedOutOfProcessing: 1, merged: 1, leads: 1, openTasks: 1, mirrored: 3 })
  })

  it('are the same in whatever order the rows come, by table or in one list', () => {
    always(shuffled(rows), order => expect(read(order)).toEqual(expected), 25)
  })

  it('are the same however the rows are cut into pages', () => {
    always(
      fc.tuple(shuffled([...ORG]), fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.boolean()),
      ([tables, size, reversed, named]) => {
        const paged = tables.map(([table, list]): [string, object[]] => [table, pages(table, list, size)])
        const turned = paged.map(([table, own]): [string, object[]] => [table, reversed ? own.reverse() : own])
        expect(read(named ? Object.fromEntries(turned) : turned.flatMap(([, own]) => own))).toEqual(expected)
      },
      25,
    )
  })

  it('are the same when rows come several times', () => {
    always(fc.tuple(fc.subarray(rows), shuffled(rows)), ([again, order]) => expect(read([...again, ...order])).toEqual(expected), 25)
  })

  it('are the same with GUIDs in any case, with or without braces', () => {
    always(
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
      choices => {
        let next = 0
        const spelled = (value: unknown): unknown => {
          if (typeof value !== 'string' || !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return value
          const choice = choices[next++ % choices.length]
          return choice === 0 ? value : choice === 1 ? value.toUpperCase() : `{${value}}`
        }
        expect(read(rows.map(row => changed(row, spelled)))).toEqual(expected)
      },
      25,
    )
  })

  it('are the same from the texts of an export, and in upper case', () => {
    const text = (value: unknown): unknown => (value === null || value === undefined ? '' : String(value))
    expect(read(rows.map(row => changed(row, text)))).toEqual(expected)
    const upper = rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toUpperCase(), value])))
    expect(read(upper)).toEqual(expected)
  })

  it('are the same when of each connection only one of its two rows is there, but for the count', () => {
    for (const isMaster of [true, false]) {
      const half = rows.filter(row => row.ismaster === undefined || row.ismaster === isMaster)
      const { villages, issues, unmapped, coverage } = read(half)
      expect({ villages, issues, unmapped }).toEqual({ villages: expected.villages, issues: expected.issues, unmapped: expected.unmapped })
      expect(coverage.leftOut).toEqual({ ...expected.coverage.leftOut, mirrored: 0 })
    }
  })

  const changedRows = (change: (value: unknown) => unknown) => rows.map(row => changed(row, change))
  itMakesLastingVillages('dynamics', { expected, read, changed: changedRows, hostile: HOSTILE }, { damages: 60 })

  it('can be made of any part of the rows, and are named in the coverage', () => {
    always(
      fc.subarray(rows),
      part => {
        const { villages, issues, coverage } = read(part)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        expect(coverage.accounts.map(({ id }) => id)).toEqual(villages.map(({ account }) => account.id))
      },
      80,
    )
  })
})

describe('ids of any form', () => {
  it('name the people and companies that they name', () => {
    for (const id of HOSTILE_CELLS.filter(each => each.trim() === each && each !== '' && each.length < 1000)) {
      const { villages } = fromDynamics({
        accounts: [{ accountid: id, name: 'Acme' }],
        contacts: [{ contactid: id, _parentcustomerid_value: id, accountrolecode: 1 }],
        opportunities: [{ opportunityid: id, name: 'Renewal', _parentaccountid_value: id }],
      })
      expect(villages.map(({ account }) => account.id)).toEqual([id])
      expect(villages[0]?.roles.map(({ stakeholder, role }) => [stakeholder, role])).toEqual([[id, 'decisionMaker']])
      expect(villages[0]?.decisions.map(decision => decision.id)).toEqual([id])
    }
  })
})

describe('input of any shape', () => {
  const names = ['accounts', 'value', '@odata.nextLink', 'contactid', '_parentcustomerid_value', 'accountid', 'connectionid']
  itNeverThrows(input => fromDynamics(input, READING), { names, hostile: HOSTILE, table: 'contacts', runs: 500 })
})

/** Values that mean something in rows of Dynamics. */
const HOSTILE: readonly unknown[] = [
  ...[{ value: null }, { value: [], '@odata.nextLink': 'x' }],
  ...rows.flatMap(row => [row.accountid, row.contactid, row.opportunityid, row.activityid]).filter(id => id !== undefined),
  ...['/Date(1)/', '/Date(-1)/', '/Date(1707120900000)/', 'contact', 'account', 'Champion'],
]

function changed(row: WebRow, change: (value: unknown) => unknown): WebRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name.startsWith('@odata') ? value : change(value)]))
}

function pages(table: string, list: readonly WebRow[], size: number): object[] {
  const address = 'https://kessler.crm4.dynamics.com/api/data/v9.2'
  return pagesOf(list, size, (value, start) => ({
    '@odata.context': `${address}/$metadata#${table}(name)`,
    '@odata.count': list.length,
    ...(start + size < list.length && { '@odata.nextLink': `${address}/${table}?$skiptoken=${start}` }),
    value,
  }))
}
