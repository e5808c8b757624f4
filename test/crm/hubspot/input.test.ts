import { fromHubSpot, type HubSpotInput } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'
import { api, codes, contact, linked, ninth, only, PRIMARY } from './records.js'

/** What the official client documents of its results: classes of which only these fields matter. */
interface SimplePublicObject {
  id: string
  properties: Record<string, string | null>
  propertiesWithHistory?: Record<string, { value: string; timestamp: Date; sourceType: string; sourceId?: string }[]>
  createdAt: Date
  updatedAt: Date
  archived?: boolean
  archivedAt?: Date
}
interface SimplePublicObjectWithAssociations extends SimplePublicObject {
  associations?: Record<string, { results: { id: string; type: string }[]; paging?: Paging }>
}
interface Paging {
  next?: { after: string; link?: string }
}
interface CollectionResponse {
  results: SimplePublicObjectWithAssociations[]
  paging?: Paging
}
interface BatchResponsePublicAssociationMultiWithLabel {
  completedAt: Date
  status: 'CANCELED' | 'COMPLETE' | 'PENDING' | 'PROCESSING'
  results: {
    _from: { id: string }
    to: { toObjectId: string; associationTypes: { category: string; typeId: number; label?: string }[] }[]
  }[]
}

const when = new Date(Date.UTC(2026, 0, 10))
const ada: SimplePublicObjectWithAssociations = {
  id: '51',
  properties: { lastname: 'Okafor', hs_buying_role: 'CHAMPION', jobtitle: null },
  propertiesWithHistory: { hs_buying_role: [{ value: 'CHAMPION', timestamp: when, sourceType: 'CRM_UI' }] },
  createdAt: when,
  updatedAt: when,
  archived: false,
}
const page: CollectionResponse = { results: [ada] }
const tessmer: SimplePublicObject = { id: '9', properties: { name: 'Tessmer' }, createdAt: when, updatedAt: when }
const associations: BatchResponsePublicAssociationMultiWithLabel = {
  completedAt: when,
  status: 'COMPLETE',
  results: [
    { _from: { id: '51' }, to: [{ toObjectId: '9', associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }] }] },
  ],
}

describe('what the official client gives', () => {
  // That this compiles is the test: the objects fit the types of the input as they are.
  const inputs: readonly HubSpotInput[] = [
    { companies: [tessmer], contacts: page, contactsToCompanies: associations },
    [{ results: [tessmer] }, page, associations],
    { companies: new Set([tessmer]), contacts: [page], contactsToCompanies: [associations] },
    [tessmer, ada, ...associations.results],
  ]

  it.each(inputs.map((input, i) => [i, input] as const))('is taken as it is: %i', (_, input) => {
    expect(only(input).roles).toMatchObject([{ stakeholder: contact('51'), role: 'champion', since: '2026-01-10T00:00:00.000Z' }])
  })
})

describe('a page', () => {
  const more = { next: { after: '100' } }

  it('that is followed by another is an issue when the other is not there', () => {
    const { companies, contacts } = ninth(api('51', {}))
    expect(codes(fromHubSpot({ companies, contacts: { results: contacts, paging: more } }))).toEqual(['contact incomplete'])
    expect(codes(fromHubSpot({ companies, contacts: [{ results: contacts, paging: more }, { results: contacts }] }))).toEqual([])
    expect(codes(fromHubSpot({ companies, contacts: { results: contacts, total: 5, paging: more } }))).toEqual(['contact incomplete'])
  })

  it('of associations within a record may be cut off too', () => {
    const companies = { results: [{ id: '9', type: 'contact_to_company' }], paging: more }
    const result = fromHubSpot({ companies: [api('9', { name: 'Tessmer' })], contacts: [api('51', {}, { associations: { companies } })] })
    expect(result.issues).toMatchObject([{ object: 'association', id: contact('51'), code: 'incomplete' }])
  })

  it('that tells of errors is an issue, unless they only say that there is nothing', () => {
    const { companies } = ninth()
    const answer = (subCategory: string) => {
      const errors = [{ status: 'error', category: 'OBJECT_NOT_FOUND', subCategory, message: 'No company is associated with contact 52.' }]
      const contactsToCompanies = { status: 'COMPLETE', results: [linked('51', [9, PRIMARY])], errors, numErrors: 36 }
      return codes(fromHubSpot({ companies, contacts: [api('51', {})], contactsToCompanies }))
    }
    expect(answer('crm.associations.NO_ASSOCIATIONS_FOUND')).toEqual([])
    expect(answer('crm.associations.INVALID_IDENTIFIER')).toEqual(['association incomplete'])
  })

  it('that is an error is one', () => {
    const error = { status: 'error', message: 'Unable to infer object type from: foos', correlationId: 'x' }
    expect(codes(fromHubSpot(error))).toEqual(['error unknownObject'])
    expect(codes(fromHubSpot([error]))).toEqual(['error unknownObject'])
  })

  it('of associations that do not tell between what is an issue, and one that names it is not', () => {
    const input = [...ninth(api('51', {})).companies, api('51', { lastname: 'Okafor' })]
    const unlabelled = { from: { id: '51' }, to: [{ toObjectId: 9, associationTypes: [] }] }
    expect(codes(fromHubSpot([...input, unlabelled]))).toEqual(['association unknownObject', 'contact missingValue'])
    const told = { companies: input.slice(0, 1), contacts: input.slice(1), contact_to_company: [unlabelled] }
    expect(only(told).stakeholders).toHaveLength(1)
  })
})

describe('a file for people', () => {
  it('is read by its columns', () => {
    const companies = [{ 'Record ID': '9', 'Company name': 'Tessmer' }]
    const contacts = [
      {
        'Record ID': '51',
        'First Name': 'Ada',
        'Last Name': 'Okafor',
        'Job Title': 'CTO',
        'Buying Role': 'Champion',
        'Associated Company IDs': '9',
      },
    ]
    const village = only({ companies, contacts })
    expect(village.stakeholders).toMatchObject([{ name: 'Ada Okafor', title: 'CTO' }])
    expect([village.account.name, village.roles.map(({ role }) => role)]).toEqual(['Tessmer', ['champion']])
  })
})

describe('what is not imported', () => {
  it('is an issue, once for each kind', () => {
    const tickets = [api('1', { subject: 'x' }), api('2', { subject: 'y' })]
    expect(fromHubSpot({ tickets }).issues).toMatchObject([{ object: 'tickets', code: 'unknownObject' }])
    const result = fromHubSpot([{ ...api('1', {}), url: 'https://app.hubspot.com/contacts/1/record/0-5/1' }])
    expect(result.issues).toMatchObject([{ object: '0-5', code: 'unknownObject' }])
  })

  it('is not taken for what it looks like', () => {
    const users = [{ id: '7', email: 'us@example.org', firstName: 'Us', lastName: 'Ourselves' }]
    const products = [api('8', { name: 'Lens' })]
    expect(codes(fromHubSpot({ users, products }))).toEqual(['products unknownObject', 'users unknownObject'])
  })

  it('is what an address or an object type tells, whatever the properties', () => {
    const url = 'https://app-eu1.hubspot.com/contacts/1/record/0-2/9'
    expect(only([{ id: '9', properties: { email: 'info@tessmer.example', name: 'Tessmer' }, url }]).account.name).toBe('Tessmer')
    expect(only([{ id: '9', objectTypeId: '0-2', properties: { email: 'info@tessmer.example' } }]).account.id).toBe('hubspot:company:9')
  })

  it('is nothing where nothing is', () => {
    expect(fromHubSpot({})).toMatchObject({ villages: [], issues: [], unmapped: [] })
    expect(fromHubSpot([])).toMatchObject({ villages: [], issues: [], unmapped: [] })
    expect(codes(fromHubSpot({ contacts: null, deals: undefined, companies: [] }))).toEqual([])
  })
})

describe('versions of a record', () => {
  it('are one record, field by field the latest', () => {
    const old = api('9', { name: 'Old', domain: 'old.example' }, { updatedAt: '2025-01-01T00:00:00Z' })
    const now = api('9', { name: 'New' }, { updatedAt: '2026-01-01T00:00:00Z' })
    for (const companies of [
      [old, now],
      [now, old],
    ])
      expect([only({ companies }).account.name, fromHubSpot({ companies }).issues]).toEqual(['New', []])
  })

  it('of which none is the later contradict each other', () => {
    const result = fromHubSpot({ companies: [api('9', { name: 'B' }), api('9', { name: 'A' })] })
    expect([result.villages[0]?.account.name, codes(result)]).toEqual(['A', ['company contradiction']])
  })
})
