import { accountReport, revenueAtRisk, snapshot, type Village } from 'account-village'
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce, type ImportResult } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'

const [ACCOUNT, ANNA, BERT, DEAL, OTHER] = ['0011000000000qQ', '0031000000000qQ', '0031000000000qR', '0061000000000qQ', '0061000000000qR']

function only({ villages }: ImportResult): Village {
  const [village, ...others] = villages
  if (village === undefined || others.length > 0) throw new Error(`${villages.length} villages in place of one`)
  return village
}

function inSalesforce(tables: object, options = {}): ImportResult {
  return fromSalesforce({ Account: [{ Id: ACCOUNT, Name: 'Halvor Optik' }], ...tables }, options)
}

const deals = (...fields: object[]) =>
  inSalesforce({
    Opportunity: fields.map((each, i) => ({ Id: [DEAL, OTHER][i], AccountId: ACCOUNT, Name: `D${i}`, CurrencyIsoCode: 'EUR', ...each })),
  })

describe('stages', () => {
  const deal = (dealstage: string, more = {}) =>
    fromHubSpot({
      companies: [{ id: '11', name: 'Halvor' }],
      deals: [{ id: '5', dealname: 'D', dealstage, closedate: '2026-05-04', companies: ['11'], ...more }],
    })

  it.each([
    ['Closed won (New Business)', 'won'],
    ['Closed lost (Renewals (EU))', 'lost'],
    ['closedwon', 'won'],
    ['Abgeschlossen und gewonnen', 'won'],
    ['Fermée perdue', 'lost'],
    ['Cerrada ganada (Ventas)', 'won'],
    ['Chiusa persa', 'lost'],
    ['Fechada e ganha', 'won'],
    ['Gesloten verloren', 'lost'],
  ])('of web pages say how it ended: %s', (stage, result) => {
    const found = deal(stage)
    expect(only(found).decisions[0]?.outcome?.result).toBe(result)
    expect(found.unmapped).toEqual([])
  })

  it.each(['Contract sent (Sales Pipeline)', 'presentationscheduled', 'Vertrag gesendet', 'Présentation planifiée'])(
    'say that it is open: %s',
    stage => {
      const found = deal(stage)
      expect(only(found).decisions[0]).not.toHaveProperty('outcome')
      expect(only(found).decisions[0]).not.toHaveProperty('stateUnknown')
      expect(found.unmapped).toEqual([])
    },
  )

  it.each(['Handshake', 'Closed', 'Not won', 'Won or lost', 'nicht gewonnen', '__proto__'])(
    'that nothing is known of leave it unknown: %s',
    stage => {
      const found = deal(stage)
      expect(only(found).decisions[0]).toMatchObject({ stateUnknown: true })
      expect(found.unmapped).toEqual([{ field: 'deal.dealstage', value: stage, count: 1 }])
    },
  )

  it('are what flags, the pipelines in the import and the option say before anything else', () => {
    expect(only(deal('Handshake', { hs_is_closed: 'true', hs_is_closed_won: 'false' })).decisions[0]?.outcome?.result).toBe('lost')
    expect(only(deal('Handshake', { hs_is_closed: false })).decisions[0]).not.toHaveProperty('stateUnknown')
    const stages = [{ id: '77', label: 'Handshake', metadata: { isClosed: 'true', probability: '1.0' } }]
    const told = fromHubSpot({
      companies: [{ id: '11', name: 'Halvor' }],
      pipelines: [{ id: 'p', label: 'Sales', stages }],
      deals: [{ id: '5', dealstage: 'Handshake (Sales)', closedate: '2026-05-04', companies: ['11'] }],
    })
    expect(only(told).decisions[0]?.outcome?.result).toBe('won')
    const mapped = fromSalesforce(
      { Account: [{ Id: ACCOUNT }], Opportunity: [{ Id: DEAL, AccountId: ACCOUNT, StageName: 'Handshake', CloseDate: '2026-05-04' }] },
      { stages: { handshake: 'won' } },
    )
    expect(only(mapped).decisions[0]?.outcome?.result).toBe('won')
  })

  it('that are unknown keep a decision out of every sum, and the report says how many there are', () => {
    const village = only(
      inSalesforce({
        Contact: [{ Id: ANNA, AccountId: ACCOUNT, LastName: 'Okoro' }],
        OpportunityContactRole: [{ OpportunityId: DEAL, ContactId: ANNA, Role: 'Decision Maker' }],
        Opportunity: [{ Id: DEAL, AccountId: ACCOUNT, Name: 'Lines', StageName: 'Handshake', Amount: 5, CurrencyIsoCode: 'EUR' }],
      }),
    )
    const s = snapshot(village, '2026-05-04')
    const [decision] = village.decisions
    expect(revenueAtRisk(s)).toMatchObject({
      amounts: [],
      omitted: [{ decision: decision?.id, reason: 'stateUnknown' }],
      reason: 'stateUnknown',
    })
    expect(accountReport(s)).toMatchObject({ openDecisions: [], outlooks: [], decisionsOfUnknownState: [{ name: 'Lines' }] })
    expect(snapshot(village, '2026-05-04', { decision: decision?.id }).decision?.id).toBe(decision?.id)
  })

  it('that are archived while they are open are out of use', () => {
    const deal = (fields: object) =>
      fromPipedrive({ organizations: [{ id: 3, name: 'Halvor' }], deals: [{ id: 8, title: 'D', org_id: 3, is_archived: true, ...fields }] })
    expect(only(deal({ status: 'open' })).decisions).toEqual([])
    expect(deal({ status: 'open' }).coverage.leftOut.archived).toBe(1)
    expect(only(deal({ status: 'lost', lost_time: '2026-05-04 09:00:00' })).decisions[0]?.outcome?.result).toBe('lost')
  })
})

describe('yes and no', () => {
  it('are read in the words of spreadsheets', () => {
    const result = inSalesforce({
      Contact: [
        { Id: ANNA, AccountId: ACCOUNT, LastName: 'Weg', IsDeleted: 'VRAI' },
        { Id: BERT, AccountId: ACCOUNT, LastName: 'Bleibt', IsDeleted: 'FAUX', HasOptedOutOfEmail: 'Nein', Email: 'b@halvor.example' },
      ],
    })
    expect(only(result).stakeholders).toMatchObject([{ name: 'Bleibt', email: 'b@halvor.example' }])
    expect(result.coverage.leftOut).toMatchObject({ deleted: 1, mailAddresses: 0 })
  })

  it('in other words are told with the field and the word, and taken for yes where privacy asks', () => {
    const result = inSalesforce({
      Contact: [
        { Id: ANNA, AccountId: ACCOUNT, LastName: 'Okoro', Email: 'a@halvor.example', HasOptedOutOfEmail: 'naja', IsDeleted: 'jein' },
      ],
    })
    expect(only(result).stakeholders[0]).not.toHaveProperty('email')
    expect(result.issues.map(({ id, message }) => [id?.slice(0, 15), message.split('.')[0]])).toEqual([
      [undefined, 'HasOptedOutOfEmail says neither yes nor no in some (1), so it was taken for yes'],
      [ANNA, 'IsDeleted says neither yes nor no (jein), so it was left out'],
    ])
    const told = { yes: ['jein'], no: ['Naja'] }
    expect(inSalesforce({ Contact: [{ Id: ANNA, HasOptedOutOfEmail: 'naja', IsDeleted: 'jein' }] }, told).issues).toEqual([])
  })

  it('of which the word is no word show nothing, and nothing at all is shown where that is asked', () => {
    const [odd, plain] = ['Anna Okoro, 5', 'jein'].map(IsDeleted => ({ Id: ANNA, AccountId: ACCOUNT, LastName: 'X', IsDeleted }))
    expect(JSON.stringify(inSalesforce({ Contact: [odd] }).issues)).not.toContain('Okoro')
    expect(JSON.stringify(inSalesforce({ Contact: [plain] }, { redact: true }).issues)).not.toContain('jein')
  })
})

describe('times', () => {
  const tables = (extra: object = {}) => ({
    Contact: [{ id: ANNA, account_id: ACCOUNT, last_name: 'Okoro', ...extra }],
    Event: [{ id: '00U1000000000qQ', who_id: ANNA, start_date_time: '2026-05-04 16:30:00', activity_date: '2026-05-04 00:00:00' }],
    Opportunity: [{ id: DEAL, account_id: ACCOUNT, close_date: '2027-05-31 00:00:00', is_closed: false }],
  })

  it('of a warehouse are in UTC where one of its tables says whose it is', () => {
    const result = inSalesforce(tables({ _fivetran_synced: '2026-05-05 01:00:00' }))
    expect(result.issues).toEqual([])
    expect(only(result).interactions.map(({ at }) => at)).toEqual(['2026-05-04T16:30:00.000Z'])
    expect(only(result).decisions[0]?.expectedAt).toBe('2027-05-31T00:00:00.000Z')
  })

  it('without a zone are an issue, or in the zone that is named; a day needs none', () => {
    const untold = inSalesforce(tables())
    expect(untold.issues.map(({ message }) => message)).toEqual([
      'StartDateTime is a time without a zone (2026-05-04 16:30:00), so it was left out. Name the zone with the option timeZone.',
    ])
    expect(only(untold).interactions.map(({ at }) => at)).toEqual(['2026-05-04T00:00:00.000Z'])
    const told = inSalesforce(tables(), { timeZone: 'Europe/Rome' })
    expect(only(told).interactions.map(({ at }) => at)).toEqual(['2026-05-04T14:30:00.000Z'])
    expect(told.issues).toEqual([])
  })

  it('as a web page writes them give their day where that will do', () => {
    const result = fromHubSpot({
      companies: [{ 'Record ID': '11', 'Company name': 'Halvor' }],
      deals: [
        {
          'Record ID': '5',
          'Deal Name': 'D',
          'Deal Stage': 'Contract sent',
          'Close Date': '2027-05-31 23:30',
          'Associated Company IDs': '11',
        },
      ],
    })
    expect(only(result).decisions[0]?.expectedAt).toBe('2027-05-31T00:00:00.000Z')
    expect(result.issues).toEqual([])
  })
})

describe('amounts and days of a locale', () => {
  it('are read by the rule that the column settles, which is told once', () => {
    const result = deals({ Amount: '120.000,50', CloseDate: '31.05.2027' }, { Amount: '90.000', CloseDate: '01.06.2027' })
    expect(only(result).decisions.map(({ value, expectedAt }) => [value?.amount, expectedAt?.slice(0, 10)])).toEqual([
      [120_000.5, '2027-05-31'],
      [90_000, '2027-06-01'],
    ])
    expect(result.inferred).toEqual([{ field: 'Opportunity.Amount', decimal: ',' }])
    expect(result.issues).toEqual([])
  })

  it('that nothing settles are never guessed', () => {
    const result = deals({ Amount: '90.000', CloseDate: '03/04/2027' })
    expect(only(result).decisions[0]).not.toHaveProperty('value')
    expect(only(result).decisions[0]).not.toHaveProperty('expectedAt')
    expect(result.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('Amount is a number that can be read in several ways'),
      expect.stringContaining('CloseDate is a day that can be read in several ways'),
    ])
    expect(result.issues.every(({ message }) => /option (?:decimal|dayOrder)/.test(message))).toBe(true)
  })

  it('that are written plainly stay what they are', () => {
    const result = deals({ Amount: '90000.0000' }, { Amount: '1.250' })
    expect(only(result).decisions.map(({ value }) => value?.amount)).toEqual([90_000, 1.25])
  })
})

describe('words for nothing', () => {
  const contact = (fields: object) => ({ Id: ANNA, AccountId: ACCOUNT, ...fields })

  it('are nothing in every cell of a file that writes them in its empty cells', () => {
    const result = inSalesforce({
      Contact: [
        contact({ FirstName: 'null', LastName: 'Okoro', Title: 'null', Email: 'null', Department: 'null', ReportsToId: 'null' }),
        contact({ Id: BERT, FirstName: 'null', LastName: 'Sund', Title: 'CFO', Email: 'null', Department: 'null', ReportsToId: 'null' }),
      ],
    })
    expect(only(result).stakeholders.map(({ name, title, unit }) => [name, title, unit])).toEqual([
      ['Okoro', undefined, undefined],
      ['Sund', 'CFO', undefined],
    ])
    expect([result.issues, result.unmapped]).toEqual([[], []])
  })

  it('are a name where the file has empty cells', () => {
    const result = inSalesforce({ Contact: [contact({ FirstName: 'Ada', LastName: 'Null', Title: 'NULL', Department: '' })] })
    expect(only(result).stakeholders[0]).toMatchObject({ name: 'Ada Null' })
    expect(only(result).stakeholders[0]).not.toHaveProperty('title')
  })

  it.each(['#N/A', '\\N', 'N/A', '-', 'None', 'nan', 'NaN', 'nil'])('are never a title, a mail address or an id: %s', word => {
    const result = inSalesforce({
      Contact: [contact({ LastName: 'Okoro', Title: word, Email: word, ReportsToId: word, Department: word })],
    })
    const { name, title, email, unit } = only(result).stakeholders[0] ?? {}
    expect([name, title, email, unit]).toEqual(['Okoro', undefined, undefined, undefined])
    expect(result.issues).toEqual([])
  })
})

describe('records in other forms', () => {
  const role = '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b'
  const persons = (held: unknown) =>
    fromPipedrive(
      {
        organizations: [{ id: 3, name: 'Halvor' }],
        persons: [{ id: 1, name: 'Ida', org_id: 3, custom_fields: { [role]: held } }],
        personFields: [
          {
            key: role,
            options: [
              { id: 41, label: 'Champion' },
              { id: 42, label: 'Approver' },
            ],
          },
        ],
      },
      { fields: { role } },
    )

  it.each([
    [{ type: 'set', values: [{ id: 41 }, { id: 42 }] }, ['approver', 'champion']],
    [{ type: 'enum', id: 42 }, ['approver']],
    [{ type: 'varchar', value: 'Champion' }, ['champion']],
    [[41], ['champion']],
  ])('are custom fields with their type: %j', (held, roles) => {
    const result = persons(held)
    expect(
      only(result)
        .roles.map(each => each.role)
        .sort(),
    ).toEqual(roles)
    expect(result.unmapped).toEqual([])
  })

  it('that are not understood are told', () => {
    expect(persons({ type: 'set', values: [{ what: 1 }] }).unmapped).toMatchObject([{ field: 'person.role', count: 1 }])
  })

  it('are sub-queries in numbered columns', () => {
    const result = inSalesforce({
      Contact: [ANNA, BERT].map(Id => ({ Id, AccountId: ACCOUNT, LastName: Id })),
      Opportunity: [
        {
          Id: DEAL,
          AccountId: ACCOUNT,
          IsClosed: 'false',
          OpportunityContactRoles: '[object Object]',
          'OpportunityContactRoles.0.ContactId': '',
          'OpportunityContactRoles.0.Role': '',
          'OpportunityContactRoles.1.ContactId': ANNA,
          'OpportunityContactRoles.1.Role': 'Decision Maker',
          'OpportunityContactRoles.2.ContactId': BERT,
          'OpportunityContactRoles.2.Role': 'Influencer',
          'OpportunityLineItems.0.Quantity': '3',
        },
      ],
    })
    expect(only(result).roles.map(each => each.role)).toEqual(['decisionMaker', 'influencer'])
    expect(result.issues).toMatchObject([{ object: 'OpportunityLineItems', code: 'unknownObject' }])
  })

  const company = { id: '11', properties: { name: 'Halvor' } }
  const person = { id: '21', properties: { lastname: 'Okoro', associatedcompanyid: 11 } }
  it.each([
    [
      'Singer',
      [
        { type: 'SCHEMA', stream: 'companies', schema: {}, key_properties: ['id'] },
        { type: 'RECORD', stream: 'companies', record: company },
        { type: 'RECORD', stream: 'contacts', record: person },
        { type: 'STATE', value: {} },
      ],
    ],
    [
      'the protocol of Airbyte',
      [
        { type: 'LOG', log: { level: 'INFO', message: 'x' } },
        { type: 'RECORD', record: { stream: 'companies', data: company, emitted_at: 1 } },
        { type: 'RECORD', record: { stream: 'contacts', data: person, emitted_at: 1 } },
        { type: 'STATE', state: {} },
      ],
    ],
    [
      'raw rows of Airbyte',
      {
        _airbyte_raw_companies: [{ _airbyte_ab_id: 'a', _airbyte_data: JSON.stringify(company) }],
        ns_raw__stream_contacts: [{ _airbyte_raw_id: 'b', _airbyte_data: person }],
      },
    ],
    [
      'streams',
      [
        { stream: 'companies', data: company },
        { stream: 'contacts', data: person },
      ],
    ],
    [
      'webhooks',
      [
        {
          subscriptionType: 'company.propertyChange',
          objectId: 11,
          propertyName: 'name',
          propertyValue: 'Halvor',
          occurredAt: 1_777_000_000_000,
        },
        { subscriptionType: 'contact.creation', objectId: 21, occurredAt: 1_777_000_000_000 },
        {
          subscriptionType: 'contact.propertyChange',
          objectId: 21,
          propertyName: 'lastname',
          propertyValue: 'Okoro',
          occurredAt: 1_777_000_000_001,
        },
        { subscriptionType: 'contact.associationChange', associationType: 'CONTACT_TO_COMPANY', fromObjectId: 21, toObjectId: 11 },
      ],
    ],
    [
      'the first API',
      {
        companies: [{ companyId: 11, isDeleted: false, properties: { name: { value: 'Halvor' } } }],
        contacts: [{ vid: 21, 'merged-vids': [], properties: { lastname: { value: 'Okoro' }, associatedcompanyid: { value: '11' } } }],
        'has-more': false,
        'vid-offset': 0,
      },
    ],
  ])('come in envelopes: %s', (_, input) => {
    const result = fromHubSpot(input)
    expect(only(result)).toMatchObject({ account: { name: 'Halvor' }, stakeholders: [{ name: 'Okoro' }] })
    expect(result.issues).toEqual([])
  })

  it('are webhooks of Pipedrive, Dataverse and the streaming API of Salesforce', () => {
    const held = { id: 3, name: 'Halvor' }
    const changed = fromPipedrive([
      { v: 1, meta: { action: 'added', object: 'organization', id: 3 }, current: held, previous: null, event: 'added.organization' },
      { meta: { action: 'change', entity: 'person', version: '2.0' }, data: { id: 1, name: 'Ida', org_id: 3 }, previous: {} },
      {
        meta: { action: 'delete', entity: 'person', entity_id: 2, version: '2.0' },
        data: null,
        previous: { id: 2, name: 'Ole', org_id: 3 },
      },
    ])
    expect(only(changed).stakeholders).toMatchObject([{ name: 'Ida' }])
    expect(changed.coverage.leftOut.deleted).toBe(1)
    const Id = '5b3f1c52-0000-4000-8000-00000000000a'
    const context = {
      MessageName: 'Create',
      PrimaryEntityName: 'account',
      InputParameters: [{ key: 'Target', value: { LogicalName: 'account', Id, Attributes: [{ key: 'name', value: 'Halvor' }] } }],
    }
    expect(only(fromDynamics([context])).account).toMatchObject({ id: Id, name: 'Halvor' })
    expect(
      only(fromSalesforce([{ channel: '/topic/A', data: { event: {}, sobject: { Id: ACCOUNT, Name: 'Halvor' } } }])).account.name,
    ).toBe('Halvor')
  })

  it('are deals and merges of the first API of HubSpot', () => {
    const result = fromHubSpot({
      companies: [{ companyId: 11, properties: { name: { value: 'Halvor' } } }],
      contacts: [{ vid: 21, 'merged-vids': [29], properties: { associatedcompanyid: { value: '11' } } }],
      deals: [
        {
          dealId: 5,
          associations: { associatedVids: [29], associatedCompanyIds: [11] },
          properties: { closedate: { value: '1811721600000' } },
        },
      ],
      engagements: [
        {
          engagement: { id: 9, type: 'CALL', timestamp: 1_777_000_000_000 },
          associations: { contactIds: [29] },
          metadata: { durationMilliseconds: 1_800_000 },
        },
      ],
    })
    expect(only(result).decisions[0]?.expectedAt).toBe('2027-05-31T00:00:00.000Z')
    expect(only(result).interactions).toMatchObject([{ kind: 'call', effort: 0.5, participants: ['hubspot:contact:21'] }])
  })
})

describe('files of web pages', () => {
  it('are reports of Salesforce, whose ids differ by case', () => {
    const row = { 'Account ID': ACCOUNT, 'Account Name': 'Halvor', 'First Name': 'Ada', Role: 'Decision Maker', Email: '' }
    const result = fromSalesforce({
      report: [
        { ...row, 'Contact ID': '0031000000000qQ', 'Last Name': 'Okoro' },
        { ...row, 'Contact ID': '0031000000000qq', 'Last Name': 'Sund', Role: 'Business User' },
      ],
    })
    expect(only(result).stakeholders.map(({ name }) => name)).toEqual(['Ada Okoro', 'Ada Sund'])
    expect(only(result).roles.map(each => each.role)).toEqual(['decisionMaker', 'user'])
  })

  it('are what Dynamics exports to Excel, which names what it relates to', () => {
    const guid = (n: number): string => `5b3f1c52-0000-4000-8000-00000000000${n}`
    const contact = {
      '(Do Not Modify) Contact': guid(2),
      '(Do Not Modify) Modified On': '1/5/2026 10:15',
      'Full Name': 'Ida Kvist',
      'Job Title': 'CFO',
    }
    const accounts = [{ '(Do Not Modify) Account': guid(1), '(Do Not Modify) Row Checksum': 'x', 'Account Name': 'Halvor' }]
    const result = fromDynamics({ accounts, contacts: [{ ...contact, 'Company Name': 'Halvor' }] })
    expect(only(result).stakeholders).toMatchObject([{ name: 'Ida Kvist', title: 'CFO' }])
    expect(result.issues).toEqual([])
    const nowhere = fromDynamics({ accounts, contacts: [{ ...contact, 'Company Name': 'Another Company' }] })
    expect(nowhere.issues.map(({ code }) => code)).toContain('invalidId')
    const german = fromDynamics({ contacts: [{ '(Nicht ändern) Kontakt': guid(2), 'Vollständiger Name': 'Ida' }] })
    expect(german.issues.map(({ object }) => object).join()).toContain('export it in English')
  })
})
