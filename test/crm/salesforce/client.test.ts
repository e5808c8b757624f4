import { Connection, type Record as JsforceRecord, type QueryResult, type Schema } from '@jsforce/jsforce-node'
import { accountReport, record, snapshot } from 'account-village'
import { fromSalesforce, type SalesforceInput, toSalesforce } from 'account-village/salesforce'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { localApi, type Reply, type Sent } from '../api.js'
import { ORG, READING } from './org.js'
import { ACME, acme, codes, id, onlyOf, type RestRecord } from './records.js'

const VERSION = '62.0'
const BASE = `/services/data/v${VERSION}`

/** An org behind the REST API: pages of two records, and a bulk query that gives everything as CSV. */
const api = await localApi(sent => answerQuery(sent) ?? answerBulk(sent) ?? answerWrite(sent))
const conn = new Connection({ instanceUrl: api.origin, accessToken: 'secret', version: VERSION })

const tables = new Map<string, readonly RestRecord[]>(ORG)

function answerQuery({ path, query }: Sent): Reply | undefined {
  const more = /\/query\/01g-(\w+)-(\d+)$/.exec(path)
  const object = more?.[1] ?? (path === `${BASE}/query` ? /FROM (\w+)/i.exec(query.get('q') ?? '')?.[1] : undefined)
  const records = tables.get(object ?? '')
  if (records === undefined) return undefined
  const from = Number(more?.[2] ?? 0)
  const done = from + 2 >= records.length
  const next = done ? {} : { nextRecordsUrl: `${BASE}/query/01g-${object}-${from + 2}` }
  return { json: { totalSize: records.length, done, ...next, records: records.slice(from, from + 2) } }
}

const BULK = [
  ['Id', 'AccountId', 'Name', 'Department', 'Account.Name'],
  [id('Contact', 'Anna1'), ACME, 'Kurz, Anna', '', 'Kessler Walzwerk'],
  [id('Contact', 'Bert1'), ACME, 'Bert "B" Sand', 'Finance', 'Kessler Walzwerk'],
]

function answerBulk({ method, path }: Sent): Reply | undefined {
  const job = {
    id: '750R0000000zlh9',
    operation: 'query',
    object: 'Contact',
    state: 'JobComplete',
    apiVersion: 62,
    numberRecordsProcessed: 2,
  }
  if (method === 'POST' && path === `${BASE}/jobs/query`) return { json: { ...job, state: 'UploadComplete' } }
  if (path === `${BASE}/jobs/query/${job.id}`) return { json: job }
  if (path !== `${BASE}/jobs/query/${job.id}/results`) return undefined
  const csv = BULK.map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(','))
  return { text: `${csv.join('\n')}\n`, headers: { 'sforce-locator': 'null', 'sforce-numberofrecords': '2' } }
}

function answerWrite({ method, body }: Sent): Reply | undefined {
  if (method !== 'PATCH' && method !== 'POST') return undefined
  const records = typeof body === 'object' && body !== null && 'records' in body && Array.isArray(body.records) ? body.records : []
  return { json: records.map(() => ({ id: ACME, success: true, errors: [], created: false })) }
}

/** What a caller declares of the records that are asked for. */
interface AccountRow {
  Id: string
  Name: string
  ParentId: string | null
}
interface ContactRow {
  Id: string
  AccountId: string
  Name: string
  Title?: string
}

describe('what jsforce gives', () => {
  const soql = (object: string): string => `SELECT FIELDS(ALL) FROM ${object}`
  const raw = fromSalesforce(Object.fromEntries(ORG), READING)

  it('by query, all pages of it, gives the villages of the JSON', async () => {
    const answers = await Promise.all(
      [...ORG.keys()].map(async object => [object, await conn.query(soql(object), { autoFetch: true })] as const),
    )
    expect(fromSalesforce(Object.fromEntries(answers), READING)).toEqual(raw)
  })

  it('by query and queryMore, page by page, gives the villages of the JSON', async () => {
    const input: Record<string, QueryResult<JsforceRecord>[]> = {}
    for (const object of ORG.keys()) {
      const pages = [await conn.query<JsforceRecord>(soql(object))]
      for (let next = pages[0]?.nextRecordsUrl; next !== undefined; next = pages.at(-1)?.nextRecordsUrl)
        pages.push(await conn.queryMore(next))
      input[object] = pages
    }
    expect(input.Contact?.length).toBeGreaterThan(1)
    expect(fromSalesforce(input, READING)).toEqual(raw)
    const [first] = input.Contact ?? []
    const limited = await conn.query<JsforceRecord>(soql('Contact'), { autoFetch: true, maxFetch: 3 })
    for (const Contact of [first, limited]) {
      expect(codes(fromSalesforce({ ...input, Contact }, READING))).toContain('Contact incomplete')
    }
  })

  it('by typed queries and find is taken as it is', async () => {
    const Account = await conn.query<AccountRow>('SELECT Id, Name, ParentId FROM Account')
    const Contact = await conn.sobject('Contact').find<ContactRow>({}, ['Id', 'AccountId', 'Name'], { autoFetch: true })
    expectTypeOf(Account).toEqualTypeOf<QueryResult<AccountRow>>()
    expectTypeOf(Account).toExtend<SalesforceInput>()
    expectTypeOf(Contact).toExtend<SalesforceInput>()
    const expected = fromSalesforce({ Account: (tables.get('Account') ?? []).slice(0, 2), Contact: tables.get('Contact') })
    expect(fromSalesforce({ Account: Account.records, Contact }).villages).toEqual(expected.villages)
    expect(fromSalesforce([...Account.records, ...Contact]).villages).toEqual(expected.villages)
    expect(fromSalesforce([{ ...Account, done: true }, { records: Contact }]).villages).toEqual(expected.villages)
    const one = await conn.sobject('Account').findOne<AccountRow>({ Id: id('Account', 'Plant') }, ['Id', 'Name'])
    expect(fromSalesforce({ Account: one === null ? [] : [one] }).villages).toHaveLength(1)
  })

  it('by bulk query, as a stream of records that is collected, gives the villages of the rows', async () => {
    const stream = await conn.bulk2.query('SELECT Id, AccountId, Name, Department, Account.Name FROM Contact', { pollInterval: 1 })
    const collected: JsforceRecord[] = []
    for await (const each of stream) collected.push(each)
    expect(collected).toHaveLength(2)
    const [header = [], ...rows] = BULK
    const given = rows.map(row => Object.fromEntries(header.map((name, i) => [name, row[i]])))
    const result = fromSalesforce({ Account: acme().Account, Contact: collected })
    expect(result).toEqual(fromSalesforce({ Account: acme().Account, Contact: given }))
    expect(onlyOf(result).stakeholders.map(({ name }) => name)).toEqual(['Kurz, Anna', 'Bert "B" Sand'])
  })

  it('as streams of queries, collected, gives the villages of the JSON', async () => {
    const Contact = await conn.query<ContactRow>(soql('Contact')).stream('record').toArray()
    expect(fromSalesforce({ ...Object.fromEntries(ORG), Contact }, READING)).toEqual(raw)
  })
})

describe('messages of change data capture, as a caller types them', () => {
  interface ChangeEvent<Fields> {
    schema: string
    payload: Fields & { ChangeEventHeader: { entityName: string; recordIds: string[]; changeType: string; commitTimestamp: number } }
    event: { replayId: number }
  }

  it('are taken as they are', () => {
    const message: ChangeEvent<Partial<ContactRow>> = {
      schema: 'IeRuaY6cbI_HsV8Rv1Mc5g',
      payload: {
        Title: 'CFO',
        ChangeEventHeader: {
          entityName: 'Contact',
          recordIds: [id('Contact', 'Anna1')],
          changeType: 'UPDATE',
          commitTimestamp: Date.UTC(2026, 0, 10),
        },
      },
      event: { replayId: 7 },
    }
    const people = acme('Anna1')
    expect(onlyOf(fromSalesforce([...people.Account, ...people.Contact, message])).stakeholders.at(-1)?.title).toBe('CFO')
  })
})

describe('what is not awaited', () => {
  it('is refused by the compiler, and is an issue all the same', async () => {
    const query = conn.query<AccountRow>('SELECT Id, Name FROM Account')
    const found = conn.sobject('Contact').find<ContactRow>({}, ['Id'])
    const stream = conn.query<ContactRow>('SELECT Id FROM Contact').stream('record')
    const results = [
      // @ts-expect-error A query is not its result.
      fromSalesforce(query),
      // @ts-expect-error Neither is it under a name.
      fromSalesforce({ Account: query, Contact: [] }),
      // @ts-expect-error Nor is what is still to be found.
      fromSalesforce({ Contact: found }),
      // @ts-expect-error Nor in a list.
      fromSalesforce([query]),
      // @ts-expect-error Records that are still to come are none.
      fromSalesforce({ Contact: stream }),
    ]
    for (const { villages, issues } of results) expect([villages, issues]).toEqual([[], [expect.objectContaining({ code: 'unreadable' })]])
    await Promise.all([query, found, stream.toArray()])
  })
})

describe('what is to be written', () => {
  const people = acme('Anna1', 'Bert1')
  const village = record(onlyOf(fromSalesforce(people)), {
    roles: [{ stakeholder: id('Contact', 'Anna1'), role: 'economicBuyer' }],
    observations: [{ stakeholder: id('Contact', 'Anna1'), at: '2026-11-02', sentiment: -0.9, via: 'interview' }],
  })
  const scores = toSalesforce(accountReport(snapshot(village, '2026-11-20')), {
    fields: { Contact: { sentiment: 'Village_Sentiment__c' }, Account: { state: 'Village_State__c' } },
  })

  it('is sent by upsert and create of jsforce', async () => {
    const before = api.sent.length
    for (const { object, externalId, records } of [...toSalesforce(village).batches, ...scores.batches]) {
      const results =
        externalId === undefined ? await conn.sobject(object).create(records) : await conn.sobject(object).upsert(records, externalId)
      expect(results.every(({ success }) => success)).toBe(true)
    }
    expect(api.sent.slice(before).map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        'POST',
        `${BASE}/composite/sobjects`,
        {
          allOrNone: false,
          records: [
            { attributes: { type: 'AccountContactRole' }, AccountId: ACME, ContactId: id('Contact', 'Anna1'), Role: 'Economic Buyer' },
          ],
        },
      ],
      [
        'PATCH',
        `${BASE}/composite/sobjects/Account/Id`,
        { allOrNone: false, records: [{ Id: ACME, attributes: { type: 'Account' }, Village_State__c: expect.any(String) }] },
      ],
      [
        'PATCH',
        `${BASE}/composite/sobjects/Contact/Id`,
        {
          allOrNone: false,
          records: [
            { Id: id('Contact', 'Anna1'), attributes: { type: 'Contact' }, Village_Sentiment__c: expect.any(Number) },
            { Id: id('Contact', 'Bert1'), attributes: { type: 'Contact' }, Village_Sentiment__c: null },
          ],
        },
      ],
    ])
  })

  it('fits the connection of a caller with a schema, and its bulk upsert', () => {
    const send = async (connection: Connection<Schema>) => {
      for (const { object, externalId = 'Id', records } of scores.batches) {
        await connection.upsert(object, records, externalId)
        await connection.bulk2.loadAndWaitForResults({ object, operation: 'upsert', externalIdFieldName: externalId, input: records })
      }
    }
    expectTypeOf(send).toBeFunction()
  })
})
