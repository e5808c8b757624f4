import { createVillage } from 'account-village'
import { describe, expect, it } from 'vitest'
import { answer, bulk, DETAILS, monkey, rated, responsesPage, surveyed } from '../crm/surveys/api.js'
import { csv, qualtrics } from '../crm/surveys/files.js'
import { runIn } from '../support/world.js'

const village = createVillage({
  account: { id: 'acme', name: 'Acme' },
  stakeholders: [{ id: 'ann', email: 'ann@acme.example' }],
})
const known = JSON.stringify(village)

/** Runs the import, and gives what it wrote beside what it said. */
async function imported(files: { readonly [name: string]: string }, args: readonly string[]) {
  const written: [string, string][] = []
  const run = await runIn({ 'villages.json': known, ...files }, ['import', 'surveys', ...args, '-o', 'villages.json'], { written })
  return { ...run, after: written.map(([, text]): unknown => JSON.parse(text)) }
}

describe('village import surveys', () => {
  it('adds the answers in a file of Qualtrics, with all rows of its header, to the villages in a file', async () => {
    const text = qualtrics(
      [{ ResponseId: 'R_1', RecipientEmail: 'ann@acme.example', Q1: '9', Q1_NPS_GROUP: '3', Q2: 'Gut' }],
      'Europe/Berlin',
    )
    const { exitCode, after, notes } = await imported({ 'nps.csv': text }, ['nps.csv', '--comment', 'Q2'])
    expect([exitCode, notes]).toEqual([0, 'Acme: 1 reading, 1 comment'])
    expect(after).toMatchObject([{ observations: [{ stakeholder: 'ann', at: '2026-03-02T08:05:30.000Z' }], comments: [{ text: 'Gut' }] }])
  })

  it('takes any table whose columns are named, and tells who is not known by the line', async () => {
    const text = csv([
      ['who', 'when', 'mood'],
      ['ann', '3/4/2026', '4'],
      ['bo', '3/4/2026', '1'],
    ])
    const args = ['own.csv', '--respondent', 'who', '--at', 'when', '--sentiment', 'mood', '--sentiment-scale', '1,5', '--day-order', 'dmy']
    const { exitCode, after, notes } = await imported({ 'own.csv': text }, args)
    expect(exitCode).toBe(4)
    expect(after).toMatchObject([{ observations: [{ at: '2026-04-03T00:00:00.000Z', sentiment: 0.5, source: 'survey' }] }])
    expect(notes).toMatch(/survey line 3: /)
  })

  it('takes JSON, and writes nothing when nobody who is known has answered', async () => {
    const page = { satisfaction_ratings: [{ id: 1, score: 'good', requester_id: 7, updated_at: '2026-03-02T09:00:00Z' }] }
    const { exitCode, after, notes } = await imported({ 'ratings.json': JSON.stringify(page) }, ['ratings.json'])
    expect([exitCode, after]).toEqual([4, []])
    expect(notes).toMatch(/^no one who is known has answered\n/)
  })

  it("takes pages of SurveyMonkey's API with the details of the survey in a file of their own, and asks for these where they are missing", async () => {
    const contact = { metadata: { contact: { email: { value: 'ann@acme.example' } } } }
    const responses = JSON.stringify(bulk([monkey('1', [answer('900', { row_id: '9001', choice_id: '919' })], contact)]))
    const files = { 'bulk.json': responses, 'details.json': JSON.stringify(DETAILS) }
    const { exitCode, after, notes } = await imported(files, ['bulk.json', 'details.json'])
    expect([exitCode, notes]).toEqual([0, 'Acme: 1 reading, 0 comments'])
    expect(after).toMatchObject([{ observations: [{ stakeholder: 'ann', sentiment: 4 / 7, source: 'surveyMonkey' }] }])
    const alone = await imported(files, ['bulk.json'])
    expect([alone.exitCode, alone.after]).toEqual([4, []])
    expect(alone.notes).toContain('Give GET /v3/surveys/105723396/details with them.')
  })

  it("takes responses to Zendesk's surveys, and users in a file of their own", async () => {
    const page = responsesPage([surveyed('01A', [rated(4, 'good', 5)], { responder_id: 7 })])
    const users = { users: [{ id: 7, email: 'ann@acme.example' }] }
    const files = { 'responses.json': JSON.stringify(page), 'users.json': JSON.stringify(users) }
    const { exitCode, after } = await imported(files, ['responses.json', 'users.json'])
    expect(exitCode).toBe(0)
    expect(after).toMatchObject([{ observations: [{ stakeholder: 'ann', sentiment: 0.5, note: 'score: 4 (CSAT)' }] }])
  })

  it('refuses the export of another source, and options that make no sense', async () => {
    const contacts = JSON.stringify([{ attributes: { type: 'Contact' }, Id: '0035g00000An1aKAAR' }])
    expect((await imported({ 'contacts.json': contacts }, ['contacts.json'])).notes).toContain('looks like Salesforce')
    for (const args of [
      ['--day-order', 'year'],
      ['--time-zone', 'Berlin'],
      ['--currency', 'EUR'],
      ['--sentiment', 'x', '--sentiment-scale', '1'],
    ]) {
      expect((await imported({ 'a.csv': 'a,b\n1,2\n' }, ['a.csv', ...args])).exitCode).toBe(2)
    }
  })
})
