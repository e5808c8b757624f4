import { fromAttio } from 'account-village/attio'
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce, type ImportResult } from 'account-village/salesforce'
import { fromZoho } from 'account-village/zoho'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { processDisk } from '../../src/cli/disk.js'
import { groupsOf } from '../../src/cli/import/groups.js'
import { openProblems } from '../../src/cli/import/problems.js'
import { attio } from '../../src/cli/sources/attio.js'
import { dynamics } from '../../src/cli/sources/dynamics.js'
import { hubspot } from '../../src/cli/sources/hubspot.js'
import { pipedrive } from '../../src/cli/sources/pipedrive.js'
import { salesforce } from '../../src/cli/sources/salesforce.js'
import type { ImportSource, SourceOptions } from '../../src/cli/sources/source.js'
import { zoho } from '../../src/cli/sources/zoho.js'
import type { ImportOptions } from '../../src/crm/options.js'
import { READING as READING_ATTIO, WORKSPACE } from '../crm/attio/workspace.js'
import { ORG as ORGANISATION, READING as READING_DYNAMICS } from '../crm/dynamics/org.js'
import { PORTAL, READING as READING_HUBSPOT } from '../crm/hubspot/portal.js'
import { ACCOUNT, READING as READING_PIPEDRIVE } from '../crm/pipedrive/account.js'
import { ORG, READING as READING_SALESFORCE } from '../crm/salesforce/org.js'
import { ORG as ORG_ZOHO, READING as READING_ZOHO } from '../crm/zoho/org.js'
import { recordingIo } from '../support/io.js'
import { always } from '../support/law.js'

interface Case {
  readonly source: ImportSource
  readonly tables: ReadonlyMap<string, readonly object[]>
  readonly options: SourceOptions
  readonly read: (input: object) => ImportResult
}

/** Options as the command has them: the names of fields may be any. */
function told({ fields = {}, ...options }: ImportOptions & { readonly fields?: object | undefined }): SourceOptions {
  return { ...options, fields: Object.fromEntries(Object.entries(fields)) }
}

const CASES: readonly Case[] = [
  { source: salesforce, tables: ORG, options: told(READING_SALESFORCE), read: input => fromSalesforce(input, READING_SALESFORCE) },
  { source: hubspot, tables: PORTAL, options: told(READING_HUBSPOT), read: input => fromHubSpot(input, READING_HUBSPOT) },
  { source: dynamics, tables: ORGANISATION, options: told(READING_DYNAMICS), read: input => fromDynamics(input, READING_DYNAMICS) },
  { source: attio, tables: WORKSPACE, options: told(READING_ATTIO), read: input => fromAttio(input, READING_ATTIO) },
  { source: zoho, tables: ORG_ZOHO, options: told(READING_ZOHO), read: input => fromZoho(input, READING_ZOHO) },
  { source: pipedrive, tables: ACCOUNT, options: told(READING_PIPEDRIVE), read: input => fromPipedrive(input, READING_PIPEDRIVE) },
]

describe.each(CASES)('records of $source.name in the smallest groups', ({ source, tables, options, read }) => {
  const all = [...tables].flatMap(([table, records]) => records.map(record => [table, record] as const))

  it('give what they give at once, whichever of them are there', () => {
    let most = 0
    always(
      fc.subarray(all),
      part => {
        const input = new Map([...tables.keys()].map(name => [name, part.filter(([table]) => table === name).map(([, record]) => record)]))
        const groups = groupsIn(source, input, options)
        most = Math.max(most, groups.length)
        expect(summaryOf(groups.map(read))).toEqual(summaryOf([read(Object.fromEntries(input))]))
      },
      200,
    )
    // Parts fall into more groups than the whole: without two tables less joins what is left.
    const names = [...tables.keys()]
    const without = (...left: readonly string[]) =>
      new Map([...tables].map(([name, records]) => [name, left.includes(name) ? [] : records]))
    expect(
      most > 2 || names.some((one, i) => names.slice(i).some(other => groupsIn(source, without(one, other), options).length > 2)),
    ).toBe(true)
  })
})

describe('columns of records in the smallest groups', () => {
  const sf = (prefix: string, i: number): string => `${prefix}5g000000000${i}`
  const bases: readonly (readonly [name: string, source: ImportSource, read: (input: object) => ImportResult, tables: Cells])[] = [
    [
      'salesforce',
      salesforce,
      input => fromSalesforce(input),
      cells => ({
        Account: cells.map((_, i) => ({ Id: sf('001', i), Name: `Account ${i}` })),
        Opportunity: cells.map(({ day, number }, i) => ({
          ...{ Id: sf('006', i), AccountId: sf('001', i), Name: `Deal ${i}`, IsClosed: 'false' },
          ...{ CurrencyIsoCode: 'EUR', CloseDate: day, Amount: number },
        })),
      }),
    ],
    [
      'hubspot',
      hubspot,
      input => fromHubSpot(input),
      cells => ({
        companies: cells.map((_, i) => ({ id: `${i + 1}`, properties: { name: `Account ${i}` } })),
        deals: cells.map(({ day, number }, i) => ({
          id: `${i + 11}`,
          properties: { dealname: `Deal ${i}`, closedate: day, amount: number, deal_currency_code: 'EUR', hs_is_closed: 'false' },
          associations: { companies: { results: [{ id: `${i + 1}`, type: 'deal_to_company' }] } },
        })),
      }),
    ],
    [
      'dynamics',
      dynamics,
      input => fromDynamics(input),
      cells => ({
        accounts: cells.map((_, i) => ({ accountid: `a0000000-0000-4000-8000-00000000000${i}`, name: `Account ${i}` })),
        opportunities: cells.map(({ day, number }, i) => ({
          ...{ opportunityid: `b0000000-0000-4000-8000-00000000000${i}`, name: `Deal ${i}`, statecode: 0, isocurrencycode: 'EUR' },
          ...{ _parentaccountid_value: `a0000000-0000-4000-8000-00000000000${i}`, estimatedclosedate: day, estimatedvalue: number },
        })),
      }),
    ],
    [
      'pipedrive',
      pipedrive,
      input => fromPipedrive(input),
      cells => ({
        organizations: cells.map((_, i) => ({ id: i + 1, name: `Account ${i}` })),
        deals: cells.map(({ day, number }, i) => ({
          ...{ id: i + 11, title: `Deal ${i}`, org_id: i + 1, status: 'open', currency: 'EUR', expected_close_date: day, value: number },
        })),
      }),
    ],
  ]

  it.each(bases)('are read by the rules that all of them settle: %s', (_, source, read, tables) => {
    // The first account leaves both open, and the second settles them.
    const input = tables([
      { day: '3/4/2027', number: '90.000' },
      { day: '31/5/2027', number: '1.234,50' },
    ])
    const groups = groupsIn(source, new Map(Object.entries(input)), {})
    expect(groups).toHaveLength(2)
    const [apart, whole] = [groups.map(read), read(input)]
    expect(summaryOf(apart)).toEqual(summaryOf([whole]))
    const rules = new Set(apart.flatMap(({ inferred }) => inferred.map(rule => JSON.stringify(rule))))
    expect([...rules].sort()).toEqual(whole.inferred.map(rule => JSON.stringify(rule)).sort())
    expect(whole.inferred).toHaveLength(2)
    expect(whole.villages.map(village => village.decisions[0]?.expectedAt?.slice(0, 10))).toEqual(['2027-04-03', '2027-05-31'])
  })

  it('know a word for nothing, and a column of a pipeline, of records of other groups', () => {
    const contact = (i: number, more: object): object => ({ Id: sf('003', i), AccountId: sf('001', i), ...more })
    const input = {
      Account: [0, 1].map(i => ({ Id: sf('001', i), Name: `Account ${i}` })),
      Contact: [
        contact(0, { LastName: 'Null' }),
        contact(1, { LastName: 'Berg', Title: 'Null', _fivetran_synced: '2026-03-02T00:00:00Z' }),
      ],
      Task: [
        { Id: sf('00T', 0), WhoId: sf('003', 0), Status: 'Completed', ActivityDate: '2026-03-02', CreatedDate: '2026-03-02 09:30:00' },
      ],
    }
    const groups = groupsIn(salesforce, new Map(Object.entries(input)), {})
    const [apart, whole] = [groups.map(each => fromSalesforce(each)), fromSalesforce(input)]
    expect(groups).toHaveLength(2)
    expect(summaryOf(apart)).toEqual(summaryOf([whole]))
    const names = whole.villages.flatMap(village => village.stakeholders.map(({ name }) => name))
    expect(names).not.toContain('Null')
    // By itself the first group reads both otherwise.
    expect(summaryOf(groups.map(each => fromSalesforce({ ...each })))).not.toEqual(summaryOf([whole]))
  })
})

type Cells = (cells: readonly { readonly day: string; readonly number: string }[]) => { readonly [table: string]: readonly object[] }

it('input that changes between its two readings is refused', () => {
  const account = { id: '9', properties: { name: 'Tessmer' } }
  const attempt = (sizes: readonly number[]) => {
    const left = [...sizes]
    const items = () => Array.from({ length: left.shift() ?? 0 }, () => ({ line: 1, value: account }))
    const files = [{ path: 'companies', table: 'companies', size: 1, items }]
    return processDisk().withScratch(room => [
      ...groupsOf(hubspot, files, { size: 0, room, options: {}, problems: openProblems(recordingIo('.')) }),
    ])
  }
  expect(attempt([2, 2])).toHaveLength(1)
  for (const sizes of [
    [2, 1],
    [1, 2],
  ])
    expect(() => attempt(sizes)).toThrow('was changed')
})

function groupsIn(source: ImportSource, tables: ReadonlyMap<string, readonly object[]>, options: SourceOptions): readonly object[] {
  const files = [...tables].map(([table, records]) => ({
    path: table,
    table,
    size: 1,
    items: () => records.map(value => ({ line: 1, value })),
  }))
  return processDisk().withScratch(room => [
    ...groupsOf(source, files, { size: 0, room, options, problems: openProblems(recordingIo('.')) }),
  ])
}

/** What several results say together. Issues of no record are told by group. */
function summaryOf(results: readonly ImportResult[]): object {
  const counts = new Map<string, number>()
  const count = (name: string, times: number): void => void counts.set(name, (counts.get(name) ?? 0) + times)
  for (const { unmapped, coverage } of results) {
    for (const { field, value, count: times } of unmapped) count(`${field} = ${value}`, times)
    for (const [reason, times] of Object.entries({ ...coverage.leftOut })) count(reason, times)
  }
  const texts = (values: readonly unknown[]): string[] => values.map(value => JSON.stringify(value)).sort()
  return {
    villages: texts(results.flatMap(({ villages }) => villages)),
    coverage: texts(results.flatMap(({ coverage }) => coverage.accounts)),
    issues: [...new Set(texts(results.flatMap(({ issues }) => issues.filter(({ id }) => id !== undefined))))],
    counts: [...counts].filter(([, times]) => times > 0).sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}
