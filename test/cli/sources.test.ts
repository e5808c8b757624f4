import { describe, expect, it } from 'vitest'
import { runIn } from '../support/world.js'

describe('village import hubspot', () => {
  const files = {
    'companies.json': JSON.stringify({ results: [{ id: '9', properties: { name: 'Tessmer', domain: 'tessmer.example' } }] }),
    'contacts.ndjson': [
      { id: '51', properties: { lastname: 'Okafor', hs_buying_role: 'BLOCKER;CHAMPION', hs_email_optout: null } },
      { id: '52', properties: { lastname: 'Lund', hs_buying_role: 'END_USER', hs_email_optout: 'true' } },
    ]
      .map(each => `${JSON.stringify(each)}\n`)
      .join(''),
    'contacts_to_companies.json': JSON.stringify({
      status: 'COMPLETE',
      results: ['51', '52'].map(id => ({ from: { id }, to: [{ toObjectId: 9, associationTypes: [] }] })),
    }),
  }
  const names = Object.keys(files)

  it('takes files by their names, and options for blockers and for who wants no e-mail', async () => {
    const plain = await runIn(files, ['import', 'hubspot', ...names, '--email-opt-out', 'dropPerson'])
    expect(plain.exitCode).toBe(0)
    expect(JSON.parse(plain.out)).toMatchObject({ stakeholders: [{ name: 'Okafor' }], roles: [{ role: 'champion' }], vetoes: [] })
    expect(plain.notes).toContain('not understood: contact.hs_buying_role = BLOCKER')
    expect(plain.notes).toContain('1 opted out of profiling')
    const told = await runIn(files, ['import', 'hubspot', ...names, '--blocker', 'veto'])
    expect(JSON.parse(told.out)).toMatchObject({
      stakeholders: [{ name: 'Okafor' }, { name: 'Lund' }],
      vetoes: [{ stakeholder: 'hubspot:contact:51' }],
    })
  })

  it('takes a table of a file for people', async () => {
    const csv = 'Record ID,First Name,Last Name,Buying Role,Associated Company IDs\n51,Ada,Okafor,Champion;End user,9\n'
    const { exitCode, out } = await runIn({ 'companies.json': files['companies.json'], 'contacts.csv': csv }, [
      'import',
      'hubspot',
      'companies.json',
      'contacts.csv',
    ])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ stakeholders: [{ name: 'Ada Okafor' }], roles: [{ role: 'champion' }, { role: 'user' }] })
  })
})

describe('village import pipedrive', () => {
  const page = (data: unknown): string => JSON.stringify({ success: true, data, additional_data: { next_cursor: null } })
  const key = '9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e0b2d4f6a'

  it('takes answers of the API by their names, with the key of the field for roles', async () => {
    const files = {
      'organizations.json': page([{ id: 7, name: 'Lindqvist', owner_id: 1 }]),
      'persons.json': page([{ id: 1, name: 'Mira Holm', org_id: 7, custom_fields: { [key]: [31] } }]),
      'personFields.json': page([{ key, field_type: 'set', options: [{ id: 31, label: 'Champion' }] }]),
    }
    const { exitCode, out } = await runIn(files, ['import', 'pipedrive', ...Object.keys(files), '--role-field', key])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      account: { name: 'Lindqvist' },
      stakeholders: [{ name: 'Mira Holm' }],
      roles: [{ role: 'champion' }],
    })
  })

  it('refuses a file of another source and says what to do', async () => {
    const files = { 'contacts.json': JSON.stringify([{ id: '51', properties: { hs_buying_role: 'CHAMPION' } }]) }
    const { exitCode, notes } = await runIn(files, ['import', 'pipedrive', 'contacts.json'])
    expect([exitCode, notes]).toEqual([2, 'village: contacts.json looks like HubSpot, not like Pipedrive. Use village import hubspot.'])
  })
})

describe('village import zoho', () => {
  const page = (data: unknown): string => JSON.stringify({ data, info: { more_records: false } })
  const account = { id: '1', name: 'Brennfeld' }

  it('takes answers of the API by the names of their modules, with the field for sentiments', async () => {
    const files = {
      'Accounts.json': page([{ id: '1', Account_Name: 'Brennfeld' }]),
      'Contacts.json': page([
        { id: '2', Full_Name: 'Ines Vogt', Account_Name: account, Mood: 0.5, Modified_Time: '2026-03-02T09:00:00+01:00' },
      ]),
      'Deals.json': page([
        { id: '3', Deal_Name: 'Renewal', Account_Name: account, Contact_Roles: [{ id: '2', Contact_Role: { name: 'Champion' } }] },
      ]),
    }
    const { exitCode, out } = await runIn(files, ['import', 'zoho', ...Object.keys(files), '--sentiment-field', 'Mood'])
    expect([exitCode, JSON.parse(out)]).toMatchObject([
      0,
      { account: { name: 'Brennfeld' }, roles: [{ role: 'champion' }], observations: [{ sentiment: 0.5 }] },
    ])
  })
})

describe('village import attio', () => {
  it('takes answers of the API by the names of their objects, and what webhooks tell', async () => {
    const record = (record_id: string, values: object): object => ({ id: { workspace_id: 'w', object_id: 'o', record_id }, values })
    const page = (...data: readonly object[]): string => JSON.stringify({ data })
    const deleted = {
      webhook_id: 'w',
      events: [{ event_type: 'record.deleted', id: { workspace_id: 'w', object_id: 'o', record_id: '3' } }],
    }
    const files = {
      'companies.json': page(record('1', { name: 'Brennfeld' })),
      'people.json': page(record('2', { name: 'Ines', company: '1', buying: 'Champion' }), record('3', { name: 'Jan', company: '1' })),
      'events.ndjson': JSON.stringify(deleted),
    }
    const { exitCode, out } = await runIn(files, ['import', 'attio', ...Object.keys(files), '--role-field', 'buying'])
    expect([exitCode, JSON.parse(out)]).toMatchObject([
      0,
      { account: { name: 'Brennfeld' }, stakeholders: [{ name: 'Ines' }], roles: [{ role: 'champion' }] },
    ])
  })
})
