import type { Village } from 'account-village'
import { fromPipedrive, type ImportResult, type PipedriveOptions } from 'account-village/pipedrive'
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
import { ACCOUNT, READING } from './account.js'
import { codes, page, type Row } from './records.js'

const readings: PipedriveOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const tables = [...ACCOUNT]

describe.each(readings)('the villages of an account, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromPipedrive(input, reading)
  const expected = read(Object.fromEntries(tables))

  it('have something of everything', () => {
    expectSomeOf(expected)
    expect(codes(expected)).toContain('deal missingValue')
    expect(codes(expected)).toContain('activity invalidValue')
    expect(expected.unmapped).toEqual([{ field: 'person.role', value: '99', count: 1 }])
    expect(expected.coverage.leftOut).toMatchObject({ deleted: 2, notHeld: 1 })
  })

  itReadsInAnyOrder({ tables, pages, read, expected })

  it('are the same from version 1 of the API', () => {
    const old = tables.map(([name, rows]) => [name, rows.map(row => asVersion1(row))])
    expect(read(Object.fromEntries(old))).toEqual(expected)
  })

  it('hold nothing that they do not hold of all records, when some are missing', () => {
    const all = tables.flatMap(([name, rows]) => rows.map(row => [name, row] as const))
    // A wish to be left out is heard only where the record is that tells it.
    const wishes = all.filter(([, row]) => row.marketing_status === 'unsubscribed')
    const inAccounts = reading.subsidiaries !== 'units'
    // Where an organization is missing that others belong to, these are villages of their own, so that only what is said can be compared.
    const said = (villages: readonly Village[]): string[] =>
      villages.flatMap(village => lastingIn(village, inAccounts ? village.account.id : ''))
    const known = new Set(said(expected.villages))
    always(
      fc.subarray(all),
      part => {
        const input = Object.fromEntries(
          tables.map(([name]) => [name, [...part, ...wishes].filter(([table]) => table === name).map(([, row]) => row)]),
        )
        const { villages, issues } = read(input)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        for (const fact of said(villages)) expect(known).toContain(fact)
      },
      150,
    )
  })

  const changedTables = (change: (value: unknown) => unknown) =>
    Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(row => changedWithin(row, change))]))
  itMakesLastingVillages('pipedrive', { expected, read, changed: changedTables, hostile: HOSTILE }, { damages: 50 })
})

/** Pipelines write numbers with a decimal point. */
const whole = (id: string): string => id.trim().replace(/^(\d+)\.0+$/, '$1')

describe('ids of any kind', () => {
  it('are kept apart and break nothing', () => {
    always(
      fc.uniqueArray(fc.constantFrom(...HOSTILE_CELLS), { minLength: 2, maxLength: 6, selector: whole }),
      ids => {
        const known = ids.filter(id => id.trim() !== '')
        const organizations = known.map(id => ({ id, name: id }))
        const persons = known.map(id => ({ id, name: id, org_id: id }))
        const { villages, issues } = fromPipedrive({ organizations, persons })
        expect(issues).toEqual([])
        expect(new Set(villages.flatMap(({ account, stakeholders }) => [account.id, ...stakeholders.map(each => each.id)]))).toEqual(
          new Set(known.flatMap(id => [`pipedrive:organization:${whole(id)}`, `pipedrive:person:${whole(id)}`])),
        )
      },
      150,
    )
  })
})

describe('input of any shape', () => {
  const names = ['persons', 'data', 'success', 'additional_data', 'id', 'custom_fields', 'org_id', 'participants', 'options', 'emails']
  itNeverThrows(input => fromPipedrive(input, READING), { names, hostile: HOSTILE, table: 'persons', runs: 600 })
})

describe('the time zone of the machine', () => {
  itKnowsNoTimeZone(() => fromPipedrive(Object.fromEntries(tables), READING))
})

/** Values that mean something in records of Pipedrive. */
const HOSTILE: readonly unknown[] = [
  ...[{ value: 1 }, { id: 9 }, { data: null }, { data: [{ id: 1 }] }],
  ...['9', '1', 'won', 'parent', '25:99', '99999:00'],
]

/** A record as version 1 has it: nested references, custom fields among the others and joined by commas, times without a zone. */
function asVersion1(row: Row): Row {
  const { custom_fields: custom = {}, ...rest } = row
  const own = typeof custom === 'object' && custom !== null ? Object.entries(custom) : []
  const entries = [...Object.entries(rest), ...own].map(([name, value]): [string, unknown] => {
    if (/^(?:org|person|owner)_id$/.test(name) && typeof value === 'number') return [name, { value, name: 'x' }]
    if (/^[0-9a-f]{40}$/.test(name) && Array.isArray(value)) return [name, value.join(',')]
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value)) return [name, value.slice(0, 19).replace('T', ' ')]
    return name === 'is_deleted' ? ['active_flag', value === false] : [name, value]
  })
  return Object.fromEntries(entries)
}

function pages(rows: readonly Row[], size: number): object[] {
  return pagesOf(rows, size, (data, start) => page(data, start + size < rows.length ? `c${start + size}` : null))
}

/** What a village says that no other record than that which says it can take away: as texts, each with a place. */
function lastingIn({ stakeholders, vetoes, ties, observations, interactions }: Village, place: string): string[] {
  const people = stakeholders.map(({ id, name, title, email }) => ({ id, name, title, email }))
  const held = interactions.map(({ id, at, kind, effort }) => ({ id, at, kind, effort }))
  const facts: readonly object[] = [...people, ...vetoes, ...ties, ...observations, ...held]
  return facts.map(fact => JSON.stringify([place, fact]))
}
