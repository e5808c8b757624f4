import { fromHubSpot } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'
import { api, codes, company, contact, defined, labelled, linked, ninth, only, onlyOf, PRIMARY, UNLABELED } from './records.js'

const at = (day: string): string => `${day}T08:15:00.000Z`
const spell = (value: string, day: string): object => ({ value, timestamp: at(day), sourceType: 'CRM_UI' })

describe('a company', () => {
  it.each([
    ['its property', { hs_parent_company_id: '1' }, []],
    ['an association from it', {}, [linked('9', [1, defined(14)])]],
    ['an association to it', {}, [linked('1', [9, defined(13)])]],
  ])('has the parent that %s tells', (_, properties, companiesToCompanies) => {
    const companies = [api('1', { name: 'Group' }), api('9', { name: 'Plant', ...properties })]
    const { villages, issues } = fromHubSpot({ companies, companiesToCompanies })
    expect([villages.map(({ account }) => [account.id, account.parent]), issues]).toEqual([
      [
        [company('1'), undefined],
        [company('9'), company('1')],
      ],
      [],
    ])
  })

  it('with several parents has the first, which is an issue', () => {
    const companies = ['1', '2', '9'].map(id => api(id, { name: id }))
    const result = fromHubSpot({ companies, companiesToCompanies: [linked('9', [2, defined(14)], [1, defined(14)])] })
    expect(result.villages.find(({ account }) => account.id === company('9'))?.account.parent).toBe(company('1'))
    expect(codes(result)).toEqual(['company contradiction'])
  })

  it('says what it earns, which is not what it pays us', () => {
    expect(only({ companies: [api('9', { name: 'Tessmer', annualrevenue: '1000000' })] }).account.annualRevenue).toBeUndefined()
  })

  it('that is in the import and archived is no village', () => {
    const result = fromHubSpot({ companies: [api('9', { name: 'Tessmer' }, { archived: true })] })
    expect([result.villages, result.issues, result.coverage.leftOut.deleted]).toEqual([[], [], 1])
  })
})

describe('contacts with the name of a company', () => {
  it('and without its id are told together, and not those who have neither', () => {
    const contacts = [
      api('1', { lastname: 'A', company: 'Tessmer' }),
      api('2', { lastname: 'B', company: 'Tessmer' }),
      api('3', { lastname: 'C' }),
      api('4', { lastname: 'D', company: 'Tessmer', associatedcompanyid: '9' }),
    ]
    const { villages, issues } = fromHubSpot({ companies: [api('9', { name: 'Tessmer' })], contacts })
    expect(villages.flatMap(({ stakeholders }) => stakeholders.map(({ id }) => id))).toEqual([contact('4')])
    expect(issues.map(({ id, message }) => [id, message])).toEqual([
      [undefined, 'Records with the name of an account and without its id were left out (2). Export the id as well.'],
      [contact('3'), 'It has no account, so it was left out.'],
    ])
  })
})

describe('a contact', () => {
  const companies = [api('8', { name: 'Other' }), api('9', { name: 'Tessmer' })]
  const where = (input: object): string[] =>
    fromHubSpot({ companies, ...input }).villages.flatMap(({ account, stakeholders }) =>
      stakeholders.map(({ id }) => `${id} in ${account.id}`),
    )

  it('is a person with name, title, address and department', () => {
    const properties = { firstname: ' Ada ', lastname: 'Okafor', jobtitle: 'CTO', email: 'ada@tessmer.example', department: 'Labs' }
    const village = only(ninth(api('51', properties)))
    expect(village.stakeholders).toEqual([
      {
        id: contact('51'),
        name: 'Ada Okafor',
        title: 'CTO',
        email: 'ada@tessmer.example',
        unit: `${company('9')}:department:labs`,
        externalIds: [{ source: 'hubspot', id: '51' }],
        source: 'hubspot',
        recordedAt: at('2024-02-05'),
      },
    ])
  })

  it('never has its address for a name', () => {
    expect(only(ninth(api('51', { email: 'ada@tessmer.example' }))).stakeholders[0]?.name).toBeUndefined()
  })

  it.each([
    ['its property', { contacts: [api('51', { associatedcompanyid: '9' })] }],
    ['an association', { contacts: [api('51', {})], contactsToCompanies: [linked('51', [9, UNLABELED])] }],
    ['an association from the other end', { contacts: [api('51', {})], companiesToContacts: [linked('9', [51, defined(280)])] }],
    [
      'an association of version 3',
      { contacts: [api('51', {}, { associations: { companies: { results: [{ id: '9', type: 'contact_to_company' }] } } })] },
    ],
    ['a list of ids', { contacts: [{ ...api('51', {}), companies: ['9'] }] }],
    ['a table of two columns', { contacts: [api('51', {})], contact_company: [{ contact_id: 51, company_id: 9, type_id: 279 }] }],
    [
      'a created association',
      {
        contacts: [api('51', {})],
        associations: [{ fromObjectTypeId: '0-1', fromObjectId: 51, toObjectTypeId: '0-2', toObjectId: 9, labels: [] }],
      },
    ],
    [
      'the client, which calls it _from',
      {
        contacts: [api('51', {})],
        contactsToCompanies: [{ _from: { id: '51' }, to: [{ toObjectId: '9', associationTypes: [UNLABELED] }] }],
      },
    ],
  ])('belongs to the company that %s tells', (_, input) => {
    expect(where(input)).toEqual([`${contact('51')} in ${company('9')}`])
  })

  it('with several companies is in each, and at home in the primary one', () => {
    const input = {
      companies,
      contacts: [api('51', { department: 'Labs' })],
      contactsToCompanies: [linked('51', [8, UNLABELED], [9, PRIMARY, UNLABELED])],
    }
    const units = fromHubSpot(input).villages.map(({ account, stakeholders }) => [account.id, stakeholders[0]?.unit])
    expect(units).toEqual([
      [company('8'), undefined],
      [company('9'), `${company('9')}:department:labs`],
    ])
  })

  it('without a company is an issue', () => {
    expect(codes(fromHubSpot({ companies, contacts: [api('51', {})] }))).toEqual(['contact missingValue'])
  })

  it('left a company when its history says so, and was called otherwise before', () => {
    const propertiesWithHistory = {
      associatedcompanyid: [spell('9', '2026-01-10'), spell('8', '2024-03-01')],
      jobtitle: [spell('CTO', '2026-01-10'), spell('Engineer', '2024-03-01')],
    }
    const { villages } = fromHubSpot({
      companies,
      contacts: [api('51', { associatedcompanyid: '9', jobtitle: 'CTO' }, { propertiesWithHistory })],
    })
    const people = villages.flatMap(({ account, stakeholders }) => stakeholders.map(person => ({ account: account.id, ...person })))
    expect(people).toMatchObject([
      { account: company('8'), title: 'CTO', leftAt: at('2026-01-10') },
      { account: company('8'), title: 'Engineer', retractedAt: at('2026-01-10') },
      { account: company('9'), title: 'CTO', joinedAt: at('2026-01-10') },
      { account: company('9'), title: 'Engineer', retractedAt: at('2026-01-10') },
    ])
  })

  it('that was merged into another goes on under the id of the other', () => {
    const contacts = [
      api('51', { associatedcompanyid: '9', hs_merged_object_ids: '52;53' }),
      api('52', { lastname: 'Old', associatedcompanyid: '9' }),
    ]
    const notes = [
      api('1', { hs_timestamp: at('2026-02-13') }, { associations: { contacts: { results: [{ id: '53', type: 'note_to_contact' }] } } }),
    ]
    const result = fromHubSpot({ companies: companies.slice(1), contacts, notes })
    expect(onlyOf(result).interactions[0]?.participants).toEqual([contact('51')])
    expect([onlyOf(result).stakeholders.length, result.coverage.leftOut.merged, result.issues]).toEqual([1, 1, []])
  })
})

describe('who is above whom', () => {
  const people = ninth(api('51', {}), api('52', {}))
  const tied = (typeId: number, label: string, ties: object) => {
    const contactsToContacts = [linked('51', [52, labelled(typeId, label)])]
    return only({ ...people, contactsToContacts }, { ties: { ...ties } }).ties.map(({ from, to, kind }) => [from, kind, to])
  }

  it.each([
    [{ Manager: 'managerOf' }, [contact('52'), 'reportsTo', contact('51')]],
    [{ manager: 'reportsTo' }, [contact('51'), 'reportsTo', contact('52')]],
    [{ '50': 'influences' }, [contact('51'), 'influence', contact('52')]],
    [{ '50': 'influencedBy' }, [contact('52'), 'influence', contact('51')]],
    [{ '50': 'informs' }, [contact('51'), 'informs', contact('52')]],
    [{ '50': 'informedBy' }, [contact('52'), 'informs', contact('51')]],
    [{ '50': 'conflict' }, [contact('51'), 'conflict', contact('52')]],
  ])('is what the options make of a label: %j', (ties, tie) => {
    expect(tied(50, 'Manager', ties)).toEqual([tie])
  })

  it('is asked for where the options say nothing', () => {
    const contactsToContacts = [linked('51', [52, labelled(50, 'Manager')])]
    const { villages, unmapped } = fromHubSpot({ ...people, contactsToContacts })
    expect([villages[0]?.ties, unmapped]).toEqual([[], [{ field: 'contact-contact.label', value: 'Manager', count: 1 }]])
  })

  it('is the same told from both ends', () => {
    const contactsToContacts = [linked('51', [52, labelled(50, 'Manager')]), linked('52', [51, labelled(51, 'Employee')])]
    expect(only({ ...people, contactsToContacts }, { ties: { Manager: 'managerOf', Employee: 'reportsTo' } }).ties).toHaveLength(1)
  })

  it('is what a property says that the options name', () => {
    const village = only(ninth(api('51', { boss: '52' }), api('52', {})), { fields: { reportsTo: 'boss' } })
    expect(village.ties.map(({ from, to, kind }) => [from, kind, to])).toEqual([[contact('51'), 'reportsTo', contact('52')]])
  })
})
