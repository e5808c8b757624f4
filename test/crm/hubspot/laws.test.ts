import type { Village } from 'account-village'
import { fromHubSpot, type HubSpotOptions, type ImportResult } from 'account-village/hubspot'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_CELLS } from '../../support/hostileIds.js'
import { always } from '../../support/law.js'
import { changedWithin, expectSomeOf, itKnowsNoTimeZone, itMakesLastingVillages, itNeverThrows, pagesOf, shuffled } from '../laws.js'
import { PORTAL, READING } from './portal.js'
import { api, codes } from './records.js'

const readings: HubSpotOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const tables = [...PORTAL]

describe.each(readings)('the villages of a portal, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromHubSpot(input, reading)
  const expected = read(Object.fromEntries(tables))

  it('have something of everything', () => {
    expectSomeOf(expected, ['ties', 'units', 'comments'])
    expect(codes(expected)).toEqual(['contact missingRecord', 'meeting invalidValue', 'meeting missingValue', 'task missingValue'])
    expect(expected.unmapped).toEqual([
      { field: 'contact-contact.label', value: 'Friend', count: 1 },
      { field: 'contact.hs_buying_role', value: 'SEER', count: 2 },
      { field: 'deal.dealtype', value: 'tender', count: 1 },
    ])
    expect(expected.coverage.leftOut).toMatchObject({ mailAddresses: 1, merged: 1, deleted: 1, openTasks: 1, notHeld: 1 })
  })

  it('are the same in whatever order tables and records come', () => {
    always(
      fc.tuple(shuffled(tables), fc.infiniteStream(fc.nat())),
      ([order, keys]) => {
        const mixed = order.map(([name, rows]) => [
          name,
          [...rows]
            .map(row => [keys.next().value, row] as const)
            .sort(([a], [b]) => a - b)
            .map(([, row]) => row),
        ])
        expect(read(Object.fromEntries(mixed))).toEqual(expected)
      },
      30,
    )
  })

  it('are the same however the records are cut into pages', () => {
    always(
      fc.tuple(shuffled(tables), fc.integer({ min: 1, max: 4 }), fc.boolean()),
      ([order, size, reversed]) => {
        const paged = order.map(([name, rows]) => [name, reversed ? pages(rows, size).reverse() : pages(rows, size)])
        expect(read(Object.fromEntries(paged))).toEqual(expected)
      },
      30,
    )
  })

  it('are the same when records come several times', () => {
    always(
      fc.infiniteStream(fc.integer({ min: 1, max: 3 })),
      times => {
        const again = tables.map(([name, rows]) => [name, rows.flatMap(row => Array.from({ length: times.next().value }, () => row))])
        expect(read(Object.fromEntries(again))).toEqual(expected)
      },
      30,
    )
  })

  it('are the same from the objects of the official client, whose dates are dates', () => {
    const dated = tables.map(([name, rows]) => [name, rows.map(row => withDates(row))])
    expect(read(Object.fromEntries(dated))).toEqual(expected)
  })

  it('are the same from flat rows, whose values are no texts', () => {
    const flat = tables.map(([name, rows]) => [name, rows.map(row => flattened(row, key => key))])
    expect(read(Object.fromEntries(flat))).toEqual(expected)
  })

  it('are the same from a warehouse that puts property_ before properties', () => {
    const flat = tables.map(([name, rows]) => [name, rows.map(row => flattened(row, key => `property_${key}`))])
    expect(read(Object.fromEntries(flat))).toEqual(expected)
  })

  it('hold nothing that they do not hold of all records, when some are missing', () => {
    const all = tables.flatMap(([name, rows]) => rows.map(row => [name, row] as const))
    const inAccounts = reading.subsidiaries !== 'units'
    // Where a company is missing that others belong to, these are villages of their own, so that only what is said can be compared.
    const said = (villages: readonly Village[]): string[] =>
      villages.flatMap(village => lastingIn(village, inAccounts ? village.account.id : ''))
    const known = new Set(said(expected.villages))
    always(
      fc.subarray(all),
      part => {
        const input = Object.fromEntries(tables.map(([name]) => [name, part.filter(([table]) => table === name).map(([, row]) => row)]))
        const { villages, issues, coverage } = read(input)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        expect(coverage.accounts.map(({ id }) => id)).toEqual(villages.map(({ account }) => account.id))
        for (const fact of said(villages)) expect(known).toContain(fact)
      },
      150,
    )
  })

  const changedTables = (change: (value: unknown) => unknown) =>
    Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(row => changedWithin(row, change))]))
  itMakesLastingVillages('hubspot', { expected, read, changed: changedTables, hostile: HOSTILE }, { damages: 50 })
})

describe('a list of everything, without names of tables', () => {
  it('gives the same as tables where the records say what they are', () => {
    const bare = new Set([
      'companies',
      'contacts',
      'deals',
      'calls',
      'emails',
      'notes',
      'tasks',
      'feedbackSubmissions',
      'pipelines',
      'labels',
    ])
    const records = tables.flatMap(([name, rows]) => (bare.has(name) ? rows : []))
    const named = Object.fromEntries(tables.filter(([name]) => bare.has(name)))
    expect(fromHubSpot(records, READING)).toEqual(fromHubSpot(named, READING))
    expect(fromHubSpot([{ results: records }, []], READING)).toEqual(fromHubSpot(named, READING))
  })

  it('gives the same where associations are of types that HubSpot defines', () => {
    const names = ['companies', 'contacts', 'dealsToCompanies', 'deals', 'companiesToCompanies']
    const own = tables.filter(([name]) => names.includes(name))
    expect(
      fromHubSpot(
        own.flatMap(([, rows]) => rows),
        READING,
      ),
    ).toEqual(fromHubSpot(Object.fromEntries(own), READING))
  })
})

describe('ids of any kind', () => {
  it('are kept apart and break nothing', () => {
    always(
      fc.uniqueArray(fc.constantFrom(...HOSTILE_CELLS), { minLength: 2, maxLength: 6, selector: id => id.trim() }),
      ids => {
        const known = ids.filter(id => id.trim() !== '')
        const contacts = known.map(id => api(id, { lastname: id, associatedcompanyid: id, hs_buying_role: 'CHAMPION' }))
        const { villages, issues } = fromHubSpot({ companies: known.map(id => api(id, { name: id })), contacts })
        expect(issues).toEqual([])
        expect(new Set(villages.map(({ account }) => account.id))).toEqual(new Set(known.map(id => `hubspot:company:${id.trim()}`)))
        for (const { account, stakeholders, roles } of villages) {
          const id = account.id.slice('hubspot:company:'.length)
          expect([stakeholders.length, stakeholders[0]?.id, roles[0]?.stakeholder]).toEqual([
            1,
            `hubspot:contact:${id}`,
            `hubspot:contact:${id}`,
          ])
        }
      },
      150,
    )
  })
})

describe('input of any shape', () => {
  const names = ['contacts', 'results', 'paging', 'next', 'id', 'properties', 'associations', 'companies', 'to', 'from', 'toObjectId']
  itNeverThrows(input => fromHubSpot(input, READING), { names, hostile: HOSTILE, table: 'contacts', runs: 600 })
})

describe('the time zone of the machine', () => {
  itKnowsNoTimeZone(() => fromHubSpot(Object.fromEntries(tables), READING))
})

/** Values that mean something in records of HubSpot. */
const HOSTILE: readonly unknown[] = [
  ...[{ results: null }, { results: [], paging: { next: { after: '1' } } }, { results: [{ id: '9', type: 'contact_to_company' }] }],
  ...['9', '501', '502', 'contact_to_company', 'closedwon', 'CHAMPION', 'BLOCKER;BLOCKER'],
]

function withDates(row: unknown): unknown {
  return changedWithin(row, value => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value) ? new Date(value) : value))
}

/** The properties of a record as its own fields, with numbers and flags as what they are. */
function flattened(row: object, rename: (key: string) => string): object {
  const entries = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    if (name !== 'properties') return [[name, value]]
    return Object.entries(value).map(([key, own]) => [
      rename(key),
      own === 'true' ? true : typeof own === 'string' && /^\d{1,9}$/.test(own) ? Number(own) : own,
    ])
  })
  return Object.fromEntries(entries)
}

function pages(rows: readonly object[], size: number): object[] {
  return pagesOf(rows, size, (results, start) => {
    const end = start + results.length
    return { results, ...(end < rows.length && { paging: { next: { after: String(end), link: '?after' } } }) }
  })
}

/** What a village says that no other record than that which says it can take away: as texts, each with a place. */
function lastingIn({ stakeholders, roles, ties, observations, interactions, comments }: Village, place: string): string[] {
  const people = stakeholders.map(({ id, name, title, email }) => ({ id, name, title, email }))
  const held = interactions.map(({ id, at, kind, effort }) => ({ id, at, kind, effort }))
  const own = roles.map(({ id, stakeholder, role, since, until }) => ({ id, stakeholder, role, since, until }))
  const facts: readonly object[] = [...people, ...own, ...ties, ...observations, ...held, ...comments]
  return facts.map(fact => JSON.stringify([place, fact]))
}
