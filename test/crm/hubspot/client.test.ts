import { Client } from '@hubspot/api-client'
import { record, snapshot } from 'account-village'
import { fromHubSpot, type HubSpotInput, toHubSpot } from 'account-village/hubspot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { localApi, type Reply, type Sent } from '../api.js'
import { PORTAL, READING } from './portal.js'
import { api as apiRecord, codes, contact, deal, linked, only, onlyOf } from './records.js'

/** A portal behind the API: pages of two records. */
const api = await localApi(sent => answerWrite(sent) ?? answerObjects(sent) ?? answerAbout(sent))
const client = new Client({ accessToken: 'secret', basePath: api.origin, limiterOptions: {} })

const tables = new Map<string, readonly object[]>(PORTAL)
const named = (name: string): readonly object[] => tables.get(name === 'feedback_submissions' ? 'feedbackSubmissions' : name) ?? []

function answerObjects({ method, path, query, body }: Sent): Reply | undefined {
  const [, name = '', action] = /^\/crm\/v3\/objects\/(\w+)(?:\/(search|batch\/read))?$/.exec(path) ?? []
  const records = named(name)
  if (name === '') return undefined
  if (action === 'batch/read') return { json: { status: 'COMPLETE', startedAt: NOW, completedAt: NOW, results: records } }
  const asked = method === 'POST' ? body : Object.fromEntries(query)
  const from = typeof asked === 'object' && asked !== null && 'after' in asked ? Number(asked.after) : 0
  const isLast = from + 2 >= records.length
  const paging = isLast ? {} : { paging: { next: { after: String(from + 2), link: `${path}?after=${from + 2}` } } }
  return { json: { ...(action === 'search' && { total: records.length }), results: records.slice(from, from + 2), ...paging } }
}

const NOW = '2026-11-20T08:00:00.000Z'

function answerAbout({ path }: Sent): Reply | undefined {
  if (path === '/crm/v3/pipelines/deals') return { json: { results: named('pipelines') } }
  const [, from = '', to = '', action = ''] = /^\/crm\/v4\/associations\/(\w+)\/(\w+)\/(labels|batch\/read)$/.exec(path) ?? []
  if (action === 'labels') return { json: { results: named('labels') } }
  const one = /^\/crm\/v4\/objects\/contacts\/501\/associations\/companies$/.test(path)
  if (one)
    return { json: { results: [{ toObjectId: 9, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }] }] } }
  if (action === '') return undefined
  const results = named(`${from}To${to.charAt(0).toUpperCase()}${to.slice(1)}`)
  const done = { startedAt: NOW, completedAt: NOW, results }
  const none = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: 'No company is associated with contact 505.',
    context: {},
    links: {},
    errors: [],
  }
  const nothing = { ...none, subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }
  if (from === 'contacts' && to === 'companies')
    return { status: 207, json: { ...done, status: 'COMPLETE', numErrors: 1, errors: [nothing] } }
  if (from === 'contacts' && to === 'notes') return { status: 207, json: { ...done, status: 'COMPLETE', numErrors: 1, errors: [none] } }
  return { json: { ...done, status: 'COMPLETE' } }
}

function answerWrite({ method, path, body }: Sent): Reply | undefined {
  if (method !== 'POST' || !/\/batch\/(?:update|upsert|create)$/.test(path)) return undefined
  return { json: { status: 'COMPLETE', startedAt: NOW, completedAt: NOW, results: [], asked: body } }
}

const PROPERTIES = ['firstname', 'lastname', 'hs_buying_role']
const ids = (name: string) => ({ inputs: named(name).flatMap(each => ('id' in each ? [{ id: String(each.id) }] : [])) })

/** The association tables of the portal, read in batches. */
async function associations() {
  const { batchApi } = client.crm.associations.v4
  return {
    contactsToCompanies: await batchApi.getPage('contacts', 'companies', ids('contacts')),
    companiesToCompanies: await batchApi.getPage('companies', 'companies', ids('companies')),
    contactsToContacts: await batchApi.getPage('contacts', 'contacts', ids('contacts')),
    dealsToCompanies: await batchApi.getPage('deals', 'companies', ids('deals')),
    contactsToDeals: await batchApi.getPage('contacts', 'deals', ids('contacts')),
    meetingsToContacts: await batchApi.getPage('meetings', 'contacts', ids('meetings')),
    meetingsToDeals: await batchApi.getPage('meetings', 'deals', ids('meetings')),
  }
}

/** What the portal has besides companies, contacts and deals. */
async function others() {
  const { objects, pipelines, associations } = client.crm
  const [meetings, calls, emails, notes, tasks, feedbackSubmissions] = await Promise.all([
    collected(after => objects.meetings.basicApi.getPage(100, after, ['hs_meeting_outcome'], undefined, ['contacts'])),
    collected(after => objects.calls.basicApi.getPage(100, after)),
    collected(after => objects.emails.basicApi.getPage(100, after)),
    collected(after => objects.notes.basicApi.getPage(100, after)),
    collected(after => objects.basicApi.getPage('tasks', 100, after)),
    collected(after => objects.feedbackSubmissions.basicApi.getPage(100, after)),
  ])
  return {
    ...{ meetings, calls, emails, notes, tasks, feedbackSubmissions },
    pipelines: await pipelines.pipelinesApi.getAll('deals'),
    labels: await associations.v4.schema.definitionsApi.getAll('contacts', 'deals'),
  }
}

/** All pages of something. */
async function collected<Page extends { readonly paging?: { readonly next?: { readonly after: string } } }>(
  get: (after: string | undefined) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await get(undefined)]
  for (let next = pages[0]?.paging?.next; next !== undefined; next = pages.at(-1)?.paging?.next) pages.push(await get(next.after))
  return pages
}

describe('what the official client gives', async () => {
  const raw = fromHubSpot(Object.fromEntries(PORTAL), READING)
  const { companies, contacts, deals } = client.crm
  const rest = { ...(await associations()), ...(await others()) }

  it('by getPage, page by page, gives the villages of the JSON', async () => {
    const pages = {
      companies: await collected(after => companies.basicApi.getPage(2, after, ['name'])),
      contacts: await collected(after => contacts.basicApi.getPage(2, after, PROPERTIES, ['hs_buying_role'], ['companies'])),
      deals: await collected(after => deals.basicApi.getPage(2, after, ['dealname'])),
    }
    const [first] = pages.contacts
    expect(first?.results[0]?.createdAt).toBeInstanceOf(Date)
    expectTypeOf(pages.contacts).toExtend<HubSpotInput>()
    expect(fromHubSpot({ ...rest, ...pages }, READING)).toEqual(raw)
    if (first === undefined) throw new Error('there is no page')
    expect(codes(fromHubSpot({ ...rest, ...pages, contacts: first }, READING))).toContain('contact incomplete')
  })

  it('by getAll gives the villages of the JSON', async () => {
    const all = { companies: await companies.getAll(), contacts: await contacts.getAll(), deals: await deals.getAll() }
    expectTypeOf(all.contacts).toExtend<HubSpotInput>()
    expect(fromHubSpot({ ...rest, ...all }, READING)).toEqual(raw)
  })

  it('by search and batch read gives the villages of the JSON', async () => {
    const read = {
      companies: await companies.batchApi.read({ ...ids('companies'), properties: ['name'], propertiesWithHistory: [] }),
      contacts: await contacts.batchApi.read({ ...ids('contacts'), properties: PROPERTIES, propertiesWithHistory: ['hs_buying_role'] }),
      deals: await deals.batchApi.read({ ...ids('deals'), properties: ['dealname'], propertiesWithHistory: ['amount'] }),
    }
    expect(fromHubSpot({ ...rest, ...read }, READING)).toEqual(raw)
    const found = await collected(after => companies.searchApi.doSearch({ limit: 2, ...(after !== undefined && { after }) }))
    expect(found[0]?.total).toBe(3)
    expect(fromHubSpot({ ...rest, ...read, companies: found }, READING)).toEqual(raw)
    expect(codes(fromHubSpot({ ...rest, ...read, companies: found.slice(0, 1) }, READING))).toContain('company incomplete')
  })

  it('of the associations of one object is taken with the object around it', async () => {
    const page = await client.crm.associations.v4.basicApi.getPage('contacts', '501', 'companies')
    const input = { companies: [apiRecord('9', {})], contacts: [apiRecord('501', { lastname: 'Okafor' })] }
    expect(only({ ...input, contactsToCompanies: { from: { id: '501' }, to: page } })).toEqual(
      only({ ...input, contactsToCompanies: [linked('501', [9, { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }])] }),
    )
  })

  it('of a batch that tells of errors is an issue, unless they say that nothing is associated', async () => {
    const failed = await client.crm.associations.v4.batchApi.getPage('contacts', 'notes', ids('contacts'))
    expect('errors' in failed && failed.errors).toHaveLength(1)
    expect(codes(fromHubSpot({ contactsToNotes: failed }))).toEqual(['association incomplete'])
    expect('errors' in rest.contactsToCompanies && rest.contactsToCompanies.errors).toHaveLength(1)
    expect(codes(raw)).not.toContain('association incomplete')
  })

  it('is refused by the compiler where it is not awaited, and is an issue all the same', async () => {
    const page = contacts.basicApi.getPage()
    // @ts-expect-error A promise is not its page.
    const results = [fromHubSpot(page)]
    // @ts-expect-error Neither is it under a name.
    results.push(fromHubSpot({ contacts: page }))
    for (const result of results) expect(result.issues).toEqual([expect.objectContaining({ code: 'unreadable' })])
    await page
  })
})

describe('what is to be written', () => {
  const village = record(
    onlyOf(
      fromHubSpot({
        companies: [apiRecord('9', { name: 'Tessmer' })],
        contacts: [apiRecord('51', { email: 'ada@tessmer.example', associatedcompanyid: '9' })],
        deals: [
          apiRecord('7', {
            dealname: 'Renewal',
            amount: '1000',
            deal_currency_code: 'EUR',
            closedate: '2027-01-31',
            associatedcompanyid: '9',
          }),
        ],
        dealsToCompanies: [linked('7', [9, { category: 'HUBSPOT_DEFINED', typeId: 5 }])],
      }),
    ),
    {
      roles: [
        { stakeholder: contact('51'), role: 'champion' },
        { stakeholder: contact('51'), role: 'economicBuyer', decision: deal('7') },
      ],
    },
  )
  const options = { labels: { '36': 'economicBuyer' }, properties: { company: { state: 'village_state' } } } as const

  it('of objects is sent by the batch functions', async () => {
    const before = api.sent.length
    for (const batch of toHubSpot(snapshot(village, '2026-11-20'), { ...options, idProperty: 'email' }).batches) {
      if (batch.object === 'contactsToDeals') continue
      const answer = await (batch.operation === 'upsert'
        ? client.crm[batch.object].batchApi.upsert(batch.body)
        : client.crm[batch.object].batchApi.update(batch.body))
      expect(answer.status).toBe('COMPLETE')
    }
    expect(api.sent.slice(before).map(({ path, body }) => [path, body])).toEqual([
      [
        '/crm/v3/objects/contacts/batch/upsert',
        { inputs: [{ id: 'ada@tessmer.example', idProperty: 'email', properties: { hs_buying_role: 'CHAMPION' } }] },
      ],
      ['/crm/v3/objects/companies/batch/update', { inputs: [{ id: '9', properties: { village_state: expect.any(String) } }] }],
    ])
  })

  it('of every kind is sent by apiRequest', async () => {
    const { batches } = toHubSpot(snapshot(village, '2026-11-20'), options)
    const before = api.sent.length
    for (const { path, body } of batches) {
      const answer = await client.apiRequest({ method: 'POST', path, body })
      expect(answer.ok).toBe(true)
    }
    expect(api.sent.slice(before).map(({ method, path, body }) => [method, path, body])).toEqual(
      batches.map(({ path, body }) => ['POST', path, body]),
    )
    expect(batches.map(({ object }) => object)).toEqual(['contacts', 'contactsToDeals', 'companies'])
  })
})
