import type { Interaction } from 'account-village'
import { fromHubSpot, type HubSpotOptions } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'
import { type ApiRecord, api, codes, company, contact, deal, defined, linked, ninth, onlyOf } from './records.js'

const at = (time: string): string => `2026-02-10T${time}:00.000Z`
const people = ninth(api('51', { email: 'ada@tessmer.example' }), api('52', {}))

/** What becomes of an activity with contact 51. */
function read(table: string, properties: ApiRecord['properties'], options: HubSpotOptions = {}, extra: Partial<ApiRecord> = {}) {
  const associations = { contacts: { results: [{ id: '51', type: `${table}_to_contact` }] } }
  const result = fromHubSpot({ ...people, [table]: [api('1', properties, { associations, ...extra })] }, options)
  const [interaction]: readonly Interaction[] = onlyOf(result).interactions
  return { result, interaction, village: onlyOf(result), leftOut: result.coverage.leftOut }
}

describe('an activity', () => {
  it.each([
    ['meetings', { hs_meeting_start_time: at('08:00'), hs_meeting_end_time: at('08:45') }, { kind: 'meeting', effort: 0.75 }],
    ['meetings', { hs_timestamp: at('08:00') }, { kind: 'meeting' }],
    ['calls', { hs_timestamp: at('08:00'), hs_call_duration: '1800000' }, { kind: 'call', effort: 0.5 }],
    ['calls', { hs_timestamp: String(Date.UTC(2026, 1, 10, 8)) }, { kind: 'call' }],
    ['emails', { hs_timestamp: at('08:00'), hs_email_direction: 'EMAIL' }, { kind: 'email' }],
    ['notes', { hs_timestamp: at('08:00'), hs_note_body: 'They are happy.' }, { kind: 'other' }],
    ['tasks', { hs_timestamp: at('08:00'), hs_task_status: 'COMPLETED', hs_task_type: 'EMAIL' }, { kind: 'email' }],
    [
      'tasks',
      { hs_task_completion_date: at('08:00'), hs_timestamp: at('06:00'), hs_task_status: 'COMPLETED', hs_task_type: 'TODO' },
      { kind: 'other' },
    ],
    ['communications', { hs_timestamp: at('08:00'), hs_communication_channel_type: 'WHATS_APP' }, { kind: 'other' }],
  ])('of %s is an interaction: %j', (table, properties, expected) => {
    const { interaction, result } = read(table, properties)
    expect(interaction).toEqual({
      id: `hubspot:${table.slice(0, -1)}:1`,
      at: at('08:00'),
      participants: [contact('51')],
      basis: 'observed',
      source: 'hubspot',
      ...expected,
    })
    expect([result.issues, onlyOf(result).observations, onlyOf(result).comments]).toEqual([[], [], []])
  })

  it('has whoever of us owns it', () => {
    const { interaction, result } = read('calls', { hs_timestamp: at('08:00'), hubspot_owner_id: '51' })
    expect([interaction?.ours, result.issues]).toEqual([['hubspot:owner:51'], []])
    expect(read('calls', { hs_timestamp: at('08:00'), hubspot_owner_id: null }).interaction).not.toHaveProperty('ours')
  })

  it.each([
    ['meetings', { hs_meeting_outcome: 'CANCELED' }],
    ['meetings', { hs_meeting_outcome: 'NO_SHOW' }],
    ['meetings', { hs_meeting_outcome: 'rescheduled' }],
    ['calls', { hs_call_status: 'NO_ANSWER' }],
    ['calls', { hs_call_disposition: '73a0d17f-1163-4015-bdd5-ec830791da20' }],
    ['emails', { hs_email_status: 'BOUNCED' }],
  ])('of %s that reached nobody is counted: %j', (table, properties) => {
    const { interaction, leftOut } = read(table, { hs_timestamp: at('08:00'), ...properties })
    expect([interaction, leftOut.notHeld]).toEqual([undefined, 1])
  })

  it.each([
    ['2026-02-11T08:00:00.000Z', 0],
    ['2026-02-09T08:00:00.000Z', 1],
  ])('that is still called scheduled took place if it was changed after it began: %s', (updatedAt, notHeld) => {
    const { leftOut, village } = read(
      'meetings',
      { hs_meeting_start_time: at('08:00'), hs_meeting_outcome: 'SCHEDULED' },
      {},
      { updatedAt },
    )
    expect([leftOut.notHeld, village.interactions.length]).toEqual([notHeld, 1 - notHeld])
  })

  it('that is a task of which nothing tells whether it is done is counted', () => {
    const { interaction, leftOut, village } = read('tasks', { hs_timestamp: at('08:00') })
    expect([interaction, village.moves, leftOut.openTasks]).toEqual([undefined, [], 1])
  })

  it('that ended before it began tells no effort, and one of no length either', () => {
    expect(read('meetings', { hs_meeting_start_time: at('08:00'), hs_meeting_end_time: at('07:00') }).interaction?.effort).toBeUndefined()
    const { result, interaction } = read('calls', { hs_timestamp: at('08:00'), hs_call_duration: 'long' })
    expect([interaction?.effort, codes(result)]).toEqual([undefined, ['call invalidValue']])
  })

  it('without a date is an issue', () => {
    expect(codes(read('notes', { hs_note_body: 'x' }).result)).toEqual(['note missingValue'])
  })

  it('leads to the company of its deal, then to its own, then to that of who took part', () => {
    const companies = [api('8', { name: 'Other' }), ...people.companies]
    const base = {
      companies,
      contacts: people.contacts,
      deals: [api('7', { dealname: 'Pilot' })],
      dealsToCompanies: [linked('7', [8, defined(5)])],
      notes: [api('1', { hs_timestamp: at('08:00') })],
    }
    const where = (input: object) =>
      fromHubSpot({ ...base, ...input }).villages.flatMap(({ account, interactions }) =>
        interactions.map(({ decision, participants }) => [account.id, decision, participants]),
      )
    const notesToContacts = [linked('1', [51, defined(202)])]
    expect(where({ notesToContacts })).toEqual([[company('9'), undefined, [contact('51')]]])
    expect(where({ notesToCompanies: [linked('1', [8, defined(190)])] })).toEqual([[company('8'), undefined, []]])
    expect(where({ notesToDeals: [linked('1', [7, defined(214)])] })).toEqual([[company('8'), deal('7'), []]])
    expect(codes(fromHubSpot(base))).toEqual(['note missingValue'])
  })

  it('has the one who set the pace where the options name a property', () => {
    const { interaction } = read('meetings', { hs_timestamp: at('08:00'), driver: '52' }, { fields: { drivenBy: 'driver' } })
    expect(interaction?.drivenBy).toBe(contact('52'))
  })

  it.each([
    ['incoming_email', 'Ada@Tessmer.example ', ['51', '52'], '51'],
    ['INCOMING_EMAIL', 'else@tessmer.example', ['51', '52'], undefined],
    ['INCOMING_EMAIL', 'else@tessmer.example', ['51'], undefined],
    ['INCOMING_EMAIL', undefined, ['52'], '52'],
    ['INCOMING_EMAIL', undefined, ['51', '52'], undefined],
    ['EMAIL', 'ada@tessmer.example', ['51'], undefined],
  ])('of emails is driven by its sender: %s from %s with %j', (hs_email_direction, from, ids, sender) => {
    const associations = { contacts: { results: ids.map(id => ({ id, type: 'email_to_contact' })) } }
    const properties = { hs_timestamp: at('08:00'), hs_email_direction, ...(from !== undefined && { hs_email_from_email: from }) }
    const { interactions } = onlyOf(fromHubSpot({ ...people, emails: [api('1', properties, { associations })] }))
    expect(interactions.map(({ drivenBy }) => drivenBy)).toEqual([sender === undefined ? undefined : contact(sender)])
    const calls = onlyOf(fromHubSpot({ ...people, calls: [api('1', properties, { associations })] })).interactions
    expect(calls[0]).not.toHaveProperty('drivenBy')
  })
})

describe('a sentiment', () => {
  const options: HubSpotOptions = { fields: { sentiment: 'mood', sentimentDate: 'mood_date' }, sentimentScale: [1, 5] }

  it.each([
    ['meetings', 'meeting'],
    ['calls', 'meeting'],
    ['emails', 'text'],
    ['notes', 'impression'],
  ])('with %s is read as %s', (table, via) => {
    const { village } = read(table, { hs_timestamp: at('08:00'), mood: '2', hubspot_owner_id: '77' }, options)
    expect(village.observations).toMatchObject([
      { stakeholder: contact('51'), at: at('08:00'), sentiment: -0.5, via, by: 'hubspot:owner:77' },
    ])
  })

  it('with several people is of nobody, which is an issue', () => {
    const meetings = [api('1', { hs_timestamp: at('08:00'), mood: '2' })]
    const result = fromHubSpot({ ...people, meetings, meetingsToContacts: [linked('1', [51], [52])] }, options)
    expect([onlyOf(result).observations, codes(result)]).toEqual([[], ['meeting missingValue']])
  })

  it('of a contact is of the day that is told, or of the last change', () => {
    const village = onlyOf(fromHubSpot(ninth(api('51', { mood: '5', mood_date: '2026-01-31' }), api('52', { mood: '1' })), options))
    expect(village.observations.map(({ at: when, sentiment, via }) => [when.slice(0, 10), sentiment, via])).toEqual([
      ['2026-01-31', 1, 'impression'],
      ['2026-03-02', -1, 'impression'],
    ])
  })
})

describe('an answer to a survey', () => {
  const answer = (properties: ApiRecord['properties'], options: HubSpotOptions = {}) =>
    read('feedback_submissions', { hs_submission_timestamp: at('08:00'), ...properties }, options)

  // As in any other survey: straight lines from -1 at 0 to 0 at 7, to 1/7 at 8, and to 1 at 10.
  it.each([
    ['0', -1],
    ['3', -4 / 7],
    ['6', -1 / 7],
    ['7', 0],
    ['8', 1 / 7],
    ['9', 4 / 7],
    ['10', 1],
  ])('of NPS %s is the reading %d', (hs_value, sentiment) => {
    const { village } = answer({ hs_survey_type: 'NPS', hs_value })
    expect(village.observations).toMatchObject([{ stakeholder: contact('51'), at: at('08:00'), via: 'survey', basis: 'stated' }])
    expect(village.observations[0]?.sentiment).toBeCloseTo(sentiment, 12)
  })

  it.each(['-1', '11', 'nine'])('that is not on the scale is an issue: %s', hs_value => {
    const { village, result } = answer({ hs_survey_type: 'NPS', hs_value })
    expect([village.observations, codes(result)]).toEqual([[], ['feedback_submission invalidValue']])
  })

  it('of CES is on its scale of seven, and of another on that of the options', () => {
    expect(answer({ hs_survey_type: 'CES', hs_value: '7' }).village.observations[0]?.sentiment).toBe(1)
    expect(answer({ hs_survey_type: 'CSAT', hs_value: '2' }, { surveyScales: { csat: [0, 2] } }).village.observations[0]?.sentiment).toBe(1)
    expect(answer({ hs_survey_type: 'CSAT', hs_value: '2' }).village.observations).toEqual([])
  })

  it.each([
    ['PROMOTER', 11 / 14],
    ['2', 11 / 14],
    ['Passive', 1 / 14],
    ['1', 1 / 14],
    ['DETRACTOR', -4 / 7],
    ['0', -4 / 7],
  ])('without a number is what its group says: %s', (hs_response_group, sentiment) => {
    expect(answer({ hs_survey_type: 'NPS', hs_response_group }).village.observations[0]?.sentiment).toBeCloseTo(sentiment, 12)
  })

  it('of a group that nothing is known of is counted', () => {
    expect(answer({ hs_response_group: 'AMBIVALENT' }).result.unmapped).toEqual([
      { field: 'feedback_submission.hs_response_group', value: 'AMBIVALENT', count: 1 },
    ])
  })

  it('in words is a comment', () => {
    const { village } = answer({ hs_content: 'Slow support' })
    expect(village.comments).toMatchObject([{ stakeholder: contact('51'), at: at('08:00'), text: 'Slow support', via: 'survey' }])
  })

  it('is of the contact whose address it has, if it is of no other', () => {
    const properties = {
      hs_survey_type: 'NPS',
      hs_value: '9',
      hs_submission_timestamp: at('08:00'),
      hs_contact_email_rollup: ' ADA@tessmer.example',
    }
    const feedbackSubmissions = [api('1', properties)]
    expect(onlyOf(fromHubSpot({ ...people, feedbackSubmissions })).observations).toMatchObject([{ stakeholder: contact('51') }])
    const twins = ninth(api('51', { email: 'ada@tessmer.example' }), api('52', { email: 'ada@tessmer.example' }))
    expect(codes(fromHubSpot({ ...twins, feedbackSubmissions }))).toEqual(['feedback_submission missingRecord'])
  })
})
