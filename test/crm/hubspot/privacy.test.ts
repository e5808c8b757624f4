import { fromHubSpot } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'
import { type ApiRecord, api, defined, labelled, linked, ninth } from './records.js'

const at = '2026-02-10T08:00:00.000Z'

/** Contact 666, whom no trace may be left of, named in every place where somebody can be named. */
function everywhere(properties: ApiRecord['properties'], more: object = {}): object {
  const contacts = ninth(
    api('51', { firstname: 'Ada', boss: '666' }),
    api(
      '666',
      {
        firstname: 'Gwendolyn',
        jobtitle: 'Ghost',
        department: 'Cellar',
        email: 'ghost@tessmer.example',
        hs_buying_role: 'SEER',
        mood: 'foul',
        ...properties,
      },
      {
        propertiesWithHistory: { hs_buying_role: [{ value: 'ORACLE', timestamp: 'once' }] },
        associations: { deals: { results: [], paging: { next: { after: '1' } } } },
      },
    ),
  )
  return {
    ...contacts,
    deals: [api('7', { dealname: 'Pilot' })],
    dealsToCompanies: [linked('7', [9, defined(5)])],
    contactsToCompanies: [linked('666', [9, defined(1), labelled(40, 'Prophet')], [404, defined(279)])],
    contactsToDeals: [linked('666', [7, labelled(36, 'Augur')])],
    contactsToContacts: [linked('51', [666, labelled(50, 'Haunts')])],
    meetings: [api('1', { hs_timestamp: at, mood: 'foul' }), api('2', { hs_timestamp: at, driver: '666' })],
    tasks: [api('1', { hs_task_status: 'WAITING' })],
    meetingsToContacts: [linked('1', [666]), linked('2', [666], [51])],
    tasksToContacts: [linked('1', [666])],
    feedbackSubmissions: [api('1', { hs_content: 'Boo', hs_contact_email_rollup: 'ghost@tessmer.example' })],
    ...more,
  }
}

const options = { fields: { sentiment: 'mood', drivenBy: 'driver', reportsTo: 'boss', optOut: 'leave_me' } }
const PRIVACY_DELETION = { eventId: 1, subscriptionType: 'contact.privacyDeletion', objectId: 666, occurredAt: 1770710400000 }

describe.each([
  [
    'opted out of all e-mail, where that is to be heard so',
    everywhere({ hs_email_optout: 'true' }),
    { ...options, emailOptOut: 'dropPerson' as const },
    'optedOutOfProfiling',
  ],
  ['opted out by a property of the portal', everywhere({ leave_me: 'yes' }), options, 'optedOutOfProcessing'],
  ['was deleted for their privacy', everywhere({}, { privacyDeletion: [PRIVACY_DELETION] }), options, 'shouldForget'],
] as const)('somebody who %s', (_, input, reading, reason) => {
  const result = fromHubSpot(input, reading)

  it('leaves no trace, and neither does anything that refers to them', () => {
    const text = JSON.stringify(result)
    for (const trace of ['666', 'Gwendolyn', 'ghost', 'cellar', 'SEER', 'ORACLE', 'Augur', 'Prophet', 'Haunts', 'Boo'])
      expect(text).not.toContain(trace)
    expect(result.villages[0]?.interactions.map(({ id, participants }) => [id, participants])).toEqual([
      ['hubspot:meeting:2', ['hubspot:contact:51']],
    ])
    expect(result.issues).toEqual([])
  })

  it('is counted, and what they did is not', () => {
    const { leftOut } = result.coverage
    expect(leftOut[reason]).toBe(1)
    expect(Object.values(leftOut).reduce((sum, each) => sum + each)).toBe(1)
  })
})

describe('the wish to be left out', () => {
  const isThere = (properties: ApiRecord['properties'], reading: object = {}): boolean =>
    JSON.stringify(fromHubSpot(everywhere(properties), { ...options, ...reading })).includes('Gwendolyn')

  it.each(['true', 'TRUE', '1', 'on'])('is heard in anything that is no no: %s', hs_email_optout => {
    expect(isThere({ hs_email_optout }, { emailOptOut: 'dropPerson' })).toBe(false)
  })

  it.each(['false', '', null])('is not heard in a no: %j', hs_email_optout => {
    expect(isThere({ hs_email_optout }, { emailOptOut: 'dropPerson' })).toBe(true)
  })

  it('to have no e-mail takes away the mail address and nothing else', () => {
    const said = { firstname: 'Ada', email: 'ada@tessmer.example', hs_buying_role: 'CHAMPION' }
    const { villages, coverage } = fromHubSpot(ninth(api('51', { ...said, hs_email_optout: 'true' })))
    expect(villages[0]?.stakeholders.map(({ name, email }) => [name, email])).toEqual([['Ada', undefined]])
    expect([villages[0]?.roles.length, coverage.leftOut.mailAddresses, coverage.leftOut.optedOutOfProfiling]).toEqual([1, 1, 0])
  })

  it('is taken for granted without a legal basis, when one is required', () => {
    expect(isThere({}, { requireLegalBasis: true })).toBe(false)
    expect(isThere({ hs_legal_basis: 'Legitimate interest – existing customer' }, { requireLegalBasis: true })).toBe(true)
    expect(isThere({})).toBe(true)
  })

  it('is heard of somebody who was merged into another, or archived', () => {
    const contacts = ninth(
      api('51', { firstname: 'Gwendolyn', hs_merged_object_ids: '52' }),
      api('52', { hs_email_optout: 'true' }),
    ).contacts
    const result = fromHubSpot({ companies: [api('9', { name: 'Tessmer' })], contacts }, { emailOptOut: 'dropPerson' })
    expect([result.villages[0]?.stakeholders, result.coverage.leftOut.optedOutOfProfiling]).toEqual([[], 1])
    const archived = fromHubSpot(ninth({ ...api('51', { hs_email_optout: 'true' }), archived: true }))
    expect([archived.coverage.leftOut.deleted, archived.coverage.leftOut.optedOutOfProfiling]).toEqual([1, 0])
  })
})

describe('redacted', () => {
  it('a village has no names, titles, addresses and texts', () => {
    const text = JSON.stringify(fromHubSpot(everywhere({}), { redact: true }).villages)
    for (const word of ['Ada', 'Gwendolyn', 'Ghost', 'ghost@', 'Cellar', 'Tessmer', 'Pilot', 'Boo']) expect(text).not.toContain(word)
    expect(text).toContain('hubspot:contact:666')
  })

  it('what was not understood is counted without its text', () => {
    const hs_buying_role = 'Ask Ann Secret, ann@tessmer.example; Oracle'
    const input = ninth(api('51', { hs_buying_role }), api('52', { hs_buying_role: 'Oracle' }))
    const field = 'contact.hs_buying_role'
    expect(fromHubSpot(input, { redact: true }).unmapped).toEqual([{ field, value: '', count: 3 }])
    expect(fromHubSpot(input).unmapped).toEqual([
      { field, value: 'Oracle', count: 2 },
      { field, value: 'Ask Ann Secret, ann@tessmer.example', count: 1 },
    ])
  })
})
