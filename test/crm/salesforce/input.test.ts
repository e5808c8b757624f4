import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, envelope, id, only, type RestRecord, rest } from './records.js'

const { Account, Contact } = acme('Anna1', 'Bert1')
const expected = only({ Account, Contact })

describe('records by the name of their object', () => {
  it('are found under the name in any case, singular or plural, with or without underscores', () => {
    const role = rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: id('Contact', 'Anna1'), Roles: 'Champion' })
    const spellings = ['AccountContactRelation', 'accountContactRelations', 'ACCOUNTCONTACTRELATION', 'account_contact_relations']
    const opportunity = rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal', CloseDate: '2027-01-31' })
    for (const spelling of spellings) {
      const village = only({ accounts: Account, CONTACTS: Contact, [spelling]: [role], opportunities: [opportunity] })
      expect(village.stakeholders).toEqual(expected.stakeholders)
      expect(village.roles.map(({ role }) => role)).toEqual(['champion'])
      expect(village.decisions).toHaveLength(1)
    }
  })

  it.each<[string, (records: readonly object[]) => object]>([
    ['an array', records => records],
    ['a set', records => new Set(records)],
    ['a generator', records => records[Symbol.iterator]()],
    ['the result of a query', envelope],
    ['an array of one page', records => [envelope(records)]],
    ['a tree of records without totals', records => ({ records })],
    [
      'an array of pages',
      records => [
        { totalSize: 2, done: false, nextRecordsUrl: '/services/data/v62.0/query/0r8-1', records: records.slice(0, 1) },
        { totalSize: 2, done: true, records: records.slice(1) },
      ],
    ],
  ])('may be %s', (_, form) => {
    const result = fromSalesforce({ Account, Contact: form(Contact) })
    expect(result.villages).toEqual([expected])
    expect(result.issues).toEqual([])
  })

  it('may be a single record', () => {
    expect(fromSalesforce({ Account: Account[0], Contact }).villages).toEqual([expected])
  })

  it('may be null, absent or empty', () => {
    expect(
      fromSalesforce({
        Account,
        Contact,
        Task: null,
        Event: undefined,
        Opportunity: [],
        Individual: { totalSize: 0, done: true, records: [] },
      }),
    ).toEqual(fromSalesforce({ Account, Contact }))
  })

  it('are reported when their object is not imported, and the rest is taken', () => {
    const result = fromSalesforce({ Account, Contact, Lead: [rest('Lead', 'Lead1')], Widgets: [{ Id: 'x' }] })
    expect(result.villages).toEqual([expected])
    expect(codes(result)).toEqual(['Lead unknownObject', 'Widgets unknownObject'])
  })

  it('are what they say themselves, whatever list they stand in', () => {
    expect(only({ Account: [...Account, ...Contact] })).toEqual(expected)
  })
})

describe('records in one list', () => {
  it('are told apart by attributes.type', () => {
    const unknownPrefix = Contact.map(record => ({ ...record, attributes: { type: 'Contact' } }))
    expect(only([...unknownPrefix, ...Account])).toEqual(expected)
  })

  it('are told apart by their address when attributes.type only says that they have a name', () => {
    const polymorphic = Contact.map(record => ({ ...record, attributes: { ...record.attributes, type: 'Name' } }))
    expect(only([...polymorphic, ...Account])).toEqual(expected)
  })

  it.each([
    ['Account', '001'],
    ['Contact', '003'],
    ['Opportunity', '006'],
    ['OpportunityContactRole', '00K'],
    ['AccountContactRelation', '07k'],
    ['Task', '00T'],
    ['Event', '00U'],
    ['Individual', '0PK'],
  ] as const)('are told apart by the prefix of their id: %s is %s', (object, prefix) => {
    expect(id(object, 'Anna1').slice(0, 3)).toBe(prefix)
    const bare = { Id: id(object, 'Anna1'), IsDeleted: true }
    expect(codes(fromSalesforce([bare]))).toEqual([])
    expect(fromSalesforce([bare]).coverage.leftOut.deleted).toBe(1)
  })

  it('are told apart by prefixes in whole', () => {
    const bare = [...Contact, ...Account].map(({ attributes: _, ...record }) => record)
    expect(only(bare)).toEqual(expected)
    expect(only(envelope(bare))).toEqual(expected)
    expect(only([envelope(bare.slice(0, 1)), envelope(bare.slice(1))])).toEqual(expected)
  })

  it('are reported by their prefix when it is not known', () => {
    const result = fromSalesforce(['Lead1', 'Lead2'].map(key => ({ Id: id('Lead', key) })))
    expect(codes(result)).toEqual(['00Q unknownObject'])
    expect(result.issues[0]?.message).toContain('(2)')
  })

  it('take their id from their address when the query did not ask for it', () => {
    expect(only([...Contact, ...Account].map(({ Id: _, ...record }) => record))).toEqual(expected)
  })
})

describe('sub-queries', () => {
  const bare = ({ AccountId: _, ...record }: RestRecord): object => record

  it('are taken as records, and inherit the id of the record around them where they lack it', () => {
    expect(only([{ ...Account[0], Contacts: envelope(Contact.map(bare)) }])).toEqual(expected)
  })

  it('may be null', () => {
    expect(fromSalesforce([{ ...Account[0], Contacts: null, Opportunities: { totalSize: 0, done: true, records: null } }]).issues).toEqual(
      [],
    )
  })

  it('may stand in sub-queries', () => {
    const role = {
      attributes: { type: 'OpportunityContactRole' },
      Id: id('OpportunityContactRole', 'Role1'),
      ContactId: id('Contact', 'Anna1'),
      Role: 'Influencer',
    }
    const opportunity = rest('Opportunity', 'Opp01', {
      Name: 'Renewal',
      CloseDate: '2027-01-31',
      OpportunityContactRoles: envelope([role]),
    })
    const village = only([{ ...Account[0], Contacts: envelope(Contact.map(bare)), Opportunities: envelope([opportunity]) }])
    expect(village.decisions.map(decision => decision.id)).toEqual([id('Opportunity', 'Opp01')])
    expect(village.roles).toMatchObject([{ stakeholder: id('Contact', 'Anna1'), role: 'influencer', decision: id('Opportunity', 'Opp01') }])
  })

  it('of a contact or an opportunity name it as whom or what they are about', () => {
    const task = rest('Task', 'Task1', { Status: 'Completed', ActivityDate: '2026-03-02' })
    const event = rest('Event', 'Event', { StartDateTime: '2026-03-03T09:00:00.000+0000' })
    const opportunity = rest('Opportunity', 'Opp01', {
      AccountId: ACME,
      Name: 'Renewal',
      CloseDate: '2027-01-31',
      Events: envelope([event]),
    })
    const [anna, bert] = Contact
    const village = only([...Account, { ...anna, Tasks: envelope([task]) }, ...(bert === undefined ? [] : [bert]), opportunity])
    expect(village.interactions).toMatchObject([
      { id: task.Id, participants: [id('Contact', 'Anna1')] },
      { id: event.Id, participants: [], decision: opportunity.Id },
    ])
  })

  it('of other names are reported under these', () => {
    expect(codes(fromSalesforce([{ ...Account[0], Orders: envelope([{ Status: 'Draft' }]) }]))).toEqual(['Orders unknownObject'])
  })

  it('of a record that is not imported are taken all the same', () => {
    expect(only([...Account, rest('Lead', 'Lead1', { Contacts: envelope(Contact) })])).toEqual(expected)
  })
})

describe('pages that say that there is more', () => {
  const page = (records: readonly object[], done: boolean, totalSize = 3): object => ({ totalSize, done, records })
  const contacts = acme('Anna1', 'Bert1', 'Carla').Contact

  it.each<[string, unknown]>([
    ['the only page', page(contacts, false, 2000)],
    ['the only page, even if its total is its own', page(contacts, false)],
    ['the last of those given', [page(contacts.slice(0, 1), false), page(contacts.slice(1), false)]],
    ['one whose middle is missing', [page(contacts.slice(0, 1), false), page(contacts.slice(2), true)]],
    ['a page of another query than the one that ends', [page(contacts.slice(0, 1), false, 2000), page(contacts.slice(1), true, 2)]],
  ])('are an issue when the rest is not there: %s', (_, Contacts) => {
    expect(codes(fromSalesforce({ Account, Contacts }))).toEqual(['Contact incomplete'])
  })

  it.each<[string, unknown]>([
    ['in order', [page(contacts.slice(0, 2), false), page(contacts.slice(2), true)]],
    ['in another order', [page(contacts.slice(2), true), page(contacts.slice(0, 2), false)]],
    ['with totals of their own', [page(contacts.slice(0, 2), false, 2), page(contacts.slice(2), true, 1)]],
  ])('are none when the rest is there, %s', (_, Contacts) => {
    expect(fromSalesforce({ Account, Contacts }).issues).toEqual([])
  })

  it('are an issue of the record around them in a sub-query', () => {
    const { issues } = fromSalesforce([{ ...Account[0], Contacts: page(contacts, false, 300) }])
    expect(issues).toMatchObject([{ object: 'Contact', id: ACME, code: 'incomplete' }])
  })
})

describe('names of fields', () => {
  const csv = 'Id,AccountId,FirstName,LastName,ReportsToId'.split(',')
  const values = [id('Contact', 'Anna1'), ACME, 'Anna', 'Kurz', '']
  const row = (spell: (name: string) => string): object => Object.fromEntries(csv.map((name, i) => [spell(name), values[i]]))

  it.each<[string, (name: string) => string]>([
    ['as the API spells them', name => name],
    ['in upper case', name => name.toUpperCase()],
    ['in lower case', name => name.toLowerCase()],
    ['in camel case', name => name.charAt(0).toLowerCase() + name.slice(1)],
    ['in snake case', name => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase()],
    ['behind the byte-order mark of a file', name => `\uFEFF${name}`],
  ])('may be written %s', (_, spell) => {
    const village = only({ Account, Contact: [row(spell)] })
    expect(village.stakeholders).toMatchObject([{ id: id('Contact', 'Anna1'), name: 'Anna Kurz' }])
    expect(village.ties).toEqual([])
  })

  it('may lead to related records, as columns and as objects', () => {
    const column = { Id: id('Contact', 'Anna1'), 'Account.Id': ACME, 'Account.Name': 'Kessler Walzwerk', Name: 'Anna Kurz' }
    const nested = {
      Id: id('Contact', 'Anna1'),
      Account: { Name: 'Kessler Walzwerk', attributes: rest('Account', 'Acme1').attributes },
      Name: 'Anna Kurz',
    }
    const village = only({ Contact: [column] })
    expect(village.account).toEqual({ id: ACME, name: 'Kessler Walzwerk', source: 'salesforce' })
    expect(only({ Contact: [nested] })).toEqual(village)
  })

  it('that differ only by underscores stay two fields in custom fields', () => {
    const fields = { Anna_mood__c: '', Annamood__c: 1 }
    const [task] = [
      rest('Task', 'Task1', { AccountId: ACME, WhoId: Contact[0]?.Id, Status: 'Completed', ActivityDate: '2026-03-02', ...fields }),
    ]
    const read = (sentiment: string) => only({ Account, Contact, Task: [task] }, { fields: { sentiment } }).observations.length
    expect(read('Annamood__c')).toBe(1)
    expect(
      only({ Account, Contact, Task: [{ ...task, Anna_mood__c: -1 }] }, { fields: { sentiment: 'Anna_mood__c' } }).observations[0]
        ?.sentiment,
    ).toBe(-1)
  })

  it('that stand in one record in two spellings are one, whatever their order', () => {
    const spellings = { Name: '', NAME: 'Berit', name: 'Anna' }
    const reversed = Object.fromEntries(Object.entries(spellings).reverse())
    for (const fields of [spellings, reversed]) {
      expect(only({ Account, Contact: [{ Id: id('Contact', 'Anna1'), AccountId: ACME, ...fields }] }).stakeholders[0]?.name).toBe('Anna')
    }
  })

  it('are only those that a record has itself', () => {
    const inherited = Object.assign(Object.create({ AccountId: ACME, Name: 'nobody' }), { Id: id('Contact', 'Anna1') })
    const result = fromSalesforce({ Account, Contact: [inherited] })
    expect(result.villages[0]?.stakeholders).toEqual([])
    expect(codes(result)).toEqual(['Contact missingValue'])
  })

  it('may be __proto__ without harm', () => {
    const hostile = JSON.parse(
      `{"__proto__":{"IsDeleted":true,"polluted":1},"constructor":{"prototype":{"polluted":1}},"Id":"${id('Contact', 'Anna1')}","AccountId":"${ACME}"}`,
    )
    expect(only({ Account, Contact: [hostile] }).stakeholders).toHaveLength(1)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(fromSalesforce(JSON.parse('{"__proto__":[{"Id":"x"}],"constructor":[1]}')).villages).toEqual([])
  })
})

describe('what is no record', () => {
  it.each([
    ['null', null],
    ['a number', 7],
    ['a text', 'Account'],
    ['a promise', Promise.resolve([])],
  ])('is an issue: %s', (_, input) => {
    const result = fromSalesforce(Object(input) === input ? { ...{}, Account: input } : JSON.parse(JSON.stringify(input)))
    expect(result.villages).toEqual([])
    expect(result.issues).toMatchObject([{ code: 'unreadable' }])
  })

  it('is an issue within a list, and the rest is taken', () => {
    const result = fromSalesforce({ Account, Contact: [null, 7, ...Contact, 'text'] })
    expect(result.villages).toEqual([expected])
    expect(codes(result)).toEqual(['Contact unreadable'])
  })

  it('is an issue when a list breaks off, and what came before is taken', () => {
    function* broken() {
      yield* Contact
      throw new Error('connection lost')
    }
    const result = fromSalesforce({ Account, Contact: broken() })
    expect(result.villages).toEqual([expected])
    expect(codes(result)).toEqual(['Contact unreadable'])
  })

  it('is an issue when a record does not let itself be read', () => {
    const closed = Object.defineProperty({}, 'Name', {
      enumerable: true,
      get() {
        throw new Error('closed')
      },
    })
    const result = fromSalesforce({ Account, Contact: [...Contact, closed] })
    expect(result.villages).toEqual([expected])
    expect(codes(result)).toEqual(['Contact unreadable'])
  })
})

it('a tree of records without ids is linked by its references', () => {
  const tree = {
    records: [
      {
        attributes: { type: 'Account', referenceId: 'KesslerRef' },
        name: 'Kessler',
        Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'AnnaRef' }, lastname: 'Kurz' }] },
      },
    ],
  }
  const flat = [
    { records: [{ attributes: { type: 'Account', referenceId: 'KesslerRef' }, Name: 'Kessler' }] },
    { records: [{ attributes: { type: 'Contact', referenceId: 'AnnaRef' }, AccountId: '@KesslerRef', LastName: 'Kurz' }] },
  ]
  expect(only(tree).stakeholders).toEqual([{ id: '@AnnaRef', name: 'Kurz', source: 'salesforce' }])
  expect(only(flat)).toEqual(only(tree))
})
