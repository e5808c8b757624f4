import { createVillage } from 'account-village'
import { describe, expect, it } from 'vitest'
import { strayFrom } from '../../src/cli/sources/recognise.js'
import { bulk, DETAILS, monkey } from '../crm/surveys/api.js'
import { csv, qualtrics } from '../crm/surveys/files.js'
import { runIn } from '../support/world.js'

/** One export of every source that is known, in the shape in which it comes. */
const EXPORTS: { readonly [source: string]: readonly unknown[] } = {
  salesforce: [
    { totalSize: 1, done: true, records: [{ attributes: { type: 'Contact', url: '/x' }, Id: '0035g00000An1aKAAR', Name: 'A' }] },
    [{ ID: '0035g00000An1aK', NAME: 'A' }],
    { Account: [{ Id: '0015g00000Nw4tQAAR' }] },
  ],
  hubspot: [
    { results: [{ id: '501', properties: { firstname: 'A' }, createdAt: '2026-02-25T15:16:50.045Z', archived: false }], paging: {} },
    { status: 'COMPLETE', results: [{ from: { id: '501' }, to: [{ toObjectId: 29, associationTypes: [] }] }] },
    {
      status: 'COMPLETE',
      results: [
        {
          from: { id: '501' },
          to: [{ toObjectId: 29, associationTypes: [1, 279].map(typeId => ({ category: 'HUBSPOT_DEFINED', typeId, label: null })) }],
        },
      ],
      errors: [{ status: 'error', category: 'OBJECT_NOT_FOUND', context: {} }],
    },
    [{ 'Record ID': '501', 'First Name': 'A' }],
    { contacts: [{ id: '501', properties: {} }] },
  ],
  dynamics: [
    { '@odata.context': 'x', value: [{ '@odata.etag': 'W/"1"', contactid: 'cdcfa450-0001' }] },
    [{ contactid: 'cdcfa450-0001', _parentcustomerid_value: 'cdcfa450-0002' }],
  ],
  pipedrive: [
    { success: true, data: [{ id: 1, name: 'A', org_id: 1 }], additional_data: {} },
    [{ id: 1, org_id: 1, add_time: '2026-05-15 09:54:31' }],
  ],
  attio: [
    { data: [{ id: { workspace_id: 'w', object_id: 'o', record_id: 'r' }, values: { job_title: [] } }] },
    [{ webhook_id: 'w', events: [{ event_type: 'record.deleted', id: { workspace_id: 'w', object_id: 'o', record_id: 'r' } }] }],
  ],
  zoho: [
    { data: [{ id: '4150868000000333021', Full_Name: 'A', $approval: {}, $editable: true }], info: { more_records: false } },
    [{ id: 'zcrm_4150868000000333035', Deal_Name: 'A', Modified_Time: '2026-05-15T09:54:31+02:00' }],
  ],
  surveys: [
    [{ ResponseId: 'R_1', RecordedDate: '2026-01-02 10:00:00', Q1: '9' }],
    [{ EndDate: '{"ImportId":"endDate","timeZone":"Z"}', Q1: '{"ImportId":"QID1"}' }],
    [{ 'Respondent ID': '1', 'Collector ID': '2' }],
    [{ 'Network ID': 'x', 'Submit Date (UTC)': '2026-01-02' }],
    [{ id: 'd1', survey_type: 'nps', score: 9 }],
    { data: [{ id: '1', response_status: 'completed', collector_id: '2', pages: [{ id: '3' }] }], total: 1, links: { self: 'x' } },
    { id: '105', title: 'How we did', question_count: 1, pages: [{ id: '3', questions: [] }] },
    {
      total_items: 1,
      items: [
        {
          token: 't1',
          landed_at: '2026-01-02T10:00:00Z',
          submitted_at: '2026-01-02T10:01:00Z',
          answers: Array.from({ length: 9 }, (_, number) => ({ type: 'number', number, field: { id: `f${number}` } })),
        },
      ],
    },
    { satisfaction_ratings: [{ id: 1, score: 'good', requester_id: 7, ticket_id: 9 }] },
    { survey_responses: [{ id: '01A', responder_id: 7, answers: [{ type: 'skipped' }] }], meta: { has_more: false } },
  ],
  village: [
    createVillage({ account: 'Acme', stakeholders: ['a', 'b', 'c', 'd'].map(id => ({ id, roles: ['user'] })) }),
    [createVillage({ account: 'Acme' }), createVillage({ account: 'Bode' })],
  ],
}

/** The commands of `village import`. */
const COMMANDS = Object.keys(EXPORTS).filter(name => name !== 'village')

const cases = Object.entries(EXPORTS).flatMap(([source, payloads]) => payloads.map(payload => [source, payload] as const))

describe('an export', () => {
  it.each(cases)('of %s is told from all others: %j', (source, payload) => {
    const values = Array.isArray(payload) ? payload : [payload]
    for (const named of Object.keys(EXPORTS)) {
      expect([named, strayFrom(named, values)?.name]).toEqual([named, named === source ? undefined : source])
    }
  })

  it.each([[[]], [[{}]], [['text', 1, null]], [[{ name: 'A', email: 'a@example.com' }]], [[{ id: 1, name: 'A' }]], [[[[[[[]]]]]]]])(
    'that bears no mark may be of anybody: %j',
    values => {
      for (const named of Object.keys(EXPORTS)) expect(strayFrom(named, values)).toBeUndefined()
    },
  )

  it('with some records of the source that was named is taken, whatever else is in it', () => {
    const own = { attributes: { type: 'Account' }, Id: '0015g00000Nw4tQAAR' }
    const other = { id: '1', properties: {} }
    expect(strayFrom('salesforce', [own, other, other])).toBeUndefined()
  })
})

describe('people of ours', () => {
  const json = (rows: readonly object[]): string => JSON.stringify(rows)
  const [account, contact, kim] = ['0015g00000Nw4tQAAR', '0035g00000An1aKAAR', '0055g00000Ki1mMAAR']
  const user = (day: string, more: object) => ({ Id: kim, Name: 'Kim Ito', SystemModstamp: `2026-03-${day}T09:00:00Z`, ...more })
  const files = {
    'Account.json': json([{ Id: account, Name: 'Nordwalz' }]),
    'Contact.json': json([{ Id: contact, AccountId: account, Name: 'A' }]),
    'Task.json': json([{ Id: '00T5g00000Ta1kKAAR', WhoId: contact, OwnerId: kim, Subject: 'Call', Status: 'Open' }]),
    'User.json': json([user('02', { IsActive: true })]),
    'Leaving.json': json([{ attributes: { type: 'User' }, ...user('09', { IsActive: false, LastModifiedDate: '2026-03-09T09:00:00Z' }) }]),
  }

  it('are told of to all accounts that know them, in an import of nobody else too', async () => {
    const first = await runIn(files, [
      'import',
      'salesforce',
      'Account.json',
      'Contact.json',
      'Task.json',
      'User.json',
      '-o',
      '-',
      '--memory',
      '1',
    ])
    expect(first.exitCode).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ teammates: [{ id: kim, name: 'Kim Ito' }], moves: [{ statement: 'Call', by: kim }] })
    const written: [string, string][] = []
    const known = { ...files, 'known.json': first.out }
    const { exitCode, notes } = await runIn(known, ['import', 'salesforce', 'Leaving.json', '-o', 'known.json'], { written })
    expect([exitCode, notes]).toEqual([0, expect.not.stringContaining('issue')])
    expect(JSON.parse(written[0]?.[1] ?? '{}').teammates[0]).toMatchObject({ id: kim, name: 'Kim Ito', leftAt: '2026-03-09T09:00:00.000Z' })
  })
})

describe('village import', () => {
  const files: readonly (readonly [source: string, file: string, text: string])[] = [
    ...Object.entries(EXPORTS).flatMap(([source, payloads]) =>
      payloads.map((payload, i) => [source, `${source}${i}.json`, JSON.stringify(payload)] as const),
    ),
    ['surveys', 'qualtrics.csv', qualtrics([{ ResponseId: 'R_1', Q1: '9' }])],
    ['surveys', 'older.csv', 'V1,V8,V9,Q1\nResponseID,StartDate,EndDate,Empfehlung\nR_1,2026-03-02 09:00:00,2026-03-02 09:05:30,9\n'],
    [
      'surveys',
      'monkey.csv',
      csv([
        ['Respondent ID', 'Collector ID', 'Date Modified', 'Rate us', ''],
        ['', '', '', 'Price', 'Service'],
        ['1', '2', '03/02/2026 09:05:30 AM', '4', '5'],
      ]),
    ],
    ['surveys', 'bulk.json', JSON.stringify(bulk([monkey('1', [], {})]))],
    ['surveys', 'details.json', JSON.stringify(DETAILS)],
  ]

  it.each(COMMANDS)('%s names the command for every file of something else', async named => {
    const villages = { 'villages.json': JSON.stringify(createVillage({ account: 'Acme' })) }
    for (const [source, file, text] of files.filter(([source]) => source !== named)) {
      const { exitCode, out, notes } = await runIn({ ...villages, [file]: text }, ['import', named, file, '-o', 'villages.json'])
      expect([file, exitCode, out]).toEqual([file, 2, ''])
      expect(notes).toMatch(new RegExp(`^village: ${file.replace('.', '\\.')} looks like .*, not like `))
      expect(notes).toContain(source === 'village' ? 'Use village report to look at it' : `Use village import ${source}.`)
    }
  })

  it('has the command that it names', async () => {
    const { out } = await runIn({}, ['import', '--help'])
    for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^\\s*${name}\\s`, 'm'))
  })

  it('tells of a file of another source by name, with what to do, and imports nothing', async () => {
    const hubspot = JSON.stringify(EXPORTS.hubspot?.[0])
    const { exitCode, out, notes } = await runIn({ 'contacts.json': hubspot }, ['import', 'salesforce', 'contacts.json'])
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toMatch(/^village: contacts\.json looks like HubSpot, not like Salesforce\. /)
    expect(notes).not.toContain('\n')
  })

  it('says what is wrong with a file in which it finds no account', async () => {
    const contact = JSON.stringify([{ Id: '0035g00000An1aKAAR', AccountId: '0015g00000Nw4tQAAR' }])
    const { exitCode, out, notes } = await runIn({ 'Contact.json': contact }, ['import', 'salesforce', 'Contact.json'])
    expect([exitCode, out]).toEqual([1, ''])
    expect(notes).toMatch(/^Account 0015g00000Nw4tQAAR: It is not in the import.*\nvillage: there is no account in Contact\.json$/)
  })

  it('takes tables by name in one file', async () => {
    const tables = {
      Account: [{ Id: '0015g00000Nw4tQAAR', Name: 'Nordwalz' }],
      Contact: { records: [{ Id: '0035g00000An1aKAAR', AccountId: '0015g00000Nw4tQAAR', Name: 'Anneke Kurz' }] },
    }
    const { exitCode, out } = await runIn({ 'org.json': JSON.stringify(tables) }, ['import', 'salesforce', 'org.json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ account: { name: 'Nordwalz' }, stakeholders: [{ name: 'Anneke Kurz' }] })
  })

  it('with --redact prints no names', async () => {
    const records = JSON.stringify([
      { attributes: { type: 'Account' }, Id: '0015g00000Nw4tQAAR', Name: 'Nordwalz' },
      { attributes: { type: 'Contact' }, Id: '0035g00000An1aKAAR', AccountId: '0015g00000Nw4tQAAR', Name: 'Anneke Kurz' },
      {
        attributes: { type: 'AccountContactRelation' },
        Id: '07k5g00000Ac1aKAAR',
        AccountId: '0015g00000Nw4tQAAR',
        ContactId: '0035g00000An1aKAAR',
        Roles: 'Ask Anneke',
      },
    ])
    const { out, notes } = await runIn({ '-': records }, ['import', 'salesforce', '-', '--redact'])
    expect(JSON.parse(out)).toMatchObject({ stakeholders: [{ id: '0035g00000An1aKAAR' }] })
    expect(out + notes).not.toMatch(/Nordwalz|Anneke/)
    expect(notes).toContain('not understood: AccountContactRelation.Roles (1 times)')
  })

  it('takes the export of Dynamics 365 by the names of its tables, with the moment of the export', async () => {
    const files = {
      'accounts.json': JSON.stringify({ value: [{ accountid: 'a1', name: 'Nordwalz' }] }),
      'appointments.csv':
        'activityid,statecode,scheduledstart,scheduledend,_regardingobjectid_value\ne1,3,2026-03-02T09:00:00Z,2026-03-02T10:00:00Z,a1\n',
    }
    const args = ['import', 'dynamics', 'accounts.json', 'appointments.csv', '--as-of', '2026-03-03']
    const { exitCode, out } = await runIn(files, args)
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ account: { name: 'Nordwalz' }, interactions: [{ id: 'e1', kind: 'meeting' }] })
  })
})
