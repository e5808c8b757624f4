import { createVillage, InvalidArgumentError } from 'account-village'
import { fromAttio } from 'account-village/attio'
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce } from 'account-village/salesforce'
import { fromSurveys } from 'account-village/surveys'
import { fromZoho } from 'account-village/zoho'
import { describe, expect, it } from 'vitest'
import { runIn } from '../support/world.js'

/** A company, two people of it and an association between the two whose label somebody made up. */
const HUBSPOT = JSON.stringify({
  companies: [{ id: '901', properties: { name: 'Tessmer Optik' } }],
  contacts: [
    {
      id: '51',
      properties: { lastname: 'Okafor', associatedcompanyid: '901', hs_buying_role: 'BLOCKER', lastmodifieddate: '2026-03-02T09:00:00Z' },
    },
    { id: '52', properties: { lastname: 'Lund', associatedcompanyid: '901', mood: '4', lastmodifieddate: '2026-03-02T09:00:00Z' } },
  ],
  contactsToContacts: [
    { from: { id: '51' }, to: [{ toObjectId: 52, associationTypes: [{ category: 'USER_DEFINED', typeId: 17, label: 'Mentor of' }] }] },
  ],
})

async function importedWith(options: unknown, args: readonly string[] = []) {
  const files = { 'portal.json': HUBSPOT, 'options.json': typeof options === 'string' ? options : JSON.stringify(options) }
  return runIn(files, ['import', 'hubspot', 'portal.json', '--options', 'options.json', ...args])
}

describe('village import with a file of options', () => {
  it('takes what no option of the command can say', async () => {
    const { exitCode, out, notes } = await importedWith({ ties: { 'mentor of': 'influences' }, blocker: 'veto' })
    expect([exitCode, notes]).toEqual([0, expect.not.stringContaining('not understood')])
    expect(JSON.parse(out)).toMatchObject({
      ties: [{ kind: 'influence', from: 'hubspot:contact:51', to: 'hubspot:contact:52' }],
      vetoes: [{ stakeholder: 'hubspot:contact:51' }],
    })
  })

  it('is overruled by the command, field by field', async () => {
    const written = { fields: { sentiment: 'mood', department: 'office' }, sentimentScale: [1, 5], blocker: 'veto' }
    const { out } = await importedWith(written, ['--sentiment-scale', '4,0', '--department-field', 'lastname', '--blocker', 'stance'])
    const village: unknown = JSON.parse(out)
    expect(village).toMatchObject({ units: [{ name: 'Lund' }, { name: 'Okafor' }], vetoes: [] })
    expect(village).toHaveProperty(
      'observations',
      expect.arrayContaining(['51', '52'].map(id => expect.objectContaining({ stakeholder: `hubspot:contact:${id}`, sentiment: -1 }))),
    )
  })

  it.each([
    ['{"ties": {"mentor of": "likes"}}', 'options.ties.mentor of: is not one of'],
    ['{"tiess": {}}', 'options.tiess: there is no such option. Did you mean "ties"?'],
    ['{"labels": null}', 'options.labels: is no object'],
    ['{"roles": ["champion"], "fields": 5}', 'options.roles: is no object'],
    ['{"surveyScales": {"CSAT": ["1", "5"]}}', 'options.surveyScales.CSAT: is not two different numbers'],
    ['[]', 'options.json holds no options as one JSON object'],
    ['{}{', 'options.json holds no options as one JSON object'],
  ])('refuses %s as wrong usage, and says why', async (text, message) => {
    const { exitCode, out, notes } = await importedWith(text)
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toContain(message)
    expect(notes).not.toContain('unexpected')
  })

  it('says so when there is no such file', async () => {
    const { exitCode, notes } = await runIn({ 'portal.json': HUBSPOT }, ['import', 'hubspot', 'portal.json', '--options', 'no.json'])
    expect(exitCode).toBe(1)
    expect(notes).toMatch(/^village: no\.json /)
  })

  it('says the fields of deals and the labels of surveys as well', async () => {
    const pipedrive = JSON.stringify({
      organizations: [{ id: 1, name: 'Tessmer Optik' }],
      persons: [{ id: 11, name: 'Ada Okafor', org_id: 1 }],
      deals: [{ id: 3, title: 'Renewal', org_id: 1, status: 'open', buyer: 11 }],
    })
    const dealRoles = JSON.stringify({ dealRoles: { buyer: 'economicBuyer' } })
    const bought = await runIn({ 'p.json': pipedrive, 'o.json': dealRoles }, ['import', 'pipedrive', 'p.json', '--options', 'o.json'])
    expect(JSON.parse(bought.out)).toMatchObject({ roles: [{ stakeholder: 'pipedrive:person:11', role: 'economicBuyer' }] })

    const known = createVillage({ account: { id: 'acme', name: 'Acme' }, stakeholders: [{ id: 'ann' }] })
    const answers = { 'v.json': JSON.stringify(known), 'a.csv': 'who,when,mood\nann,2026-03-02,meh\n' }
    const asked = { questions: [{ column: 'mood', measure: 'sentiment' }], labels: { meh: -0.25 }, columns: { respondent: 'who' } }
    const written: [string, string][] = []
    await runIn(
      { ...answers, 'o.json': JSON.stringify(asked) },
      ['import', 'surveys', 'a.csv', '--options', 'o.json', '--at', 'when', '-o', 'v.json'],
      { written },
    )
    expect(written.map(([, text]): unknown => JSON.parse(text))).toMatchObject([
      { observations: [{ stakeholder: 'ann', sentiment: -0.25 }] },
    ])
  })
})

describe('an importer', () => {
  const importers: { readonly [name: string]: (options: object) => unknown } = {
    fromSalesforce: options => fromSalesforce({}, options),
    fromHubSpot: options => fromHubSpot({}, options),
    fromDynamics: options => fromDynamics({}, options),
    fromPipedrive: options => fromPipedrive({}, options),
    fromAttio: options => fromAttio({}, options),
    fromZoho: options => fromZoho({}, options),
    fromSurveys: options => fromSurveys([], { known: [], ...options }),
  }
  const names = [
    'roles',
    'fields',
    'labels',
    'ties',
    'surveyScales',
    'dealRoles',
    'activityTypes',
    'columns',
    'questions',
    'blocker',
    'asOf',
  ]
  const more = [
    'sentimentScale',
    'currency',
    'subsidiaries',
    'redact',
    'emailOptOut',
    'requireLegalBasis',
    'known',
    'timeZone',
    'dayOrder',
    'decimal',
    'yes',
    'encoding',
    'stages',
  ]
  const shapes: readonly unknown[] = [null, 5, 'text', [1], [null], { a: null }, { a: 5 }, { a: {} }, Number.NaN]

  it.each(Object.entries(importers))('%s takes options of any shape or names those that it does not', (_, importer) => {
    for (const name of [...names, ...more]) {
      for (const shape of shapes) {
        try {
          importer({ [name]: shape })
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidArgumentError)
          expect(String(error)).toContain(name)
        }
      }
    }
  })
})
