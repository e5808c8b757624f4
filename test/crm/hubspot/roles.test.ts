import { snapshot } from 'account-village'
import { fromHubSpot } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'
import { api, company, contact, deal, defined, labelled, linked, ninth, only } from './records.js'

const at = (day: string): string => `${day}T08:15:00.000Z`
const spell = (value: string | null, day: string): object => ({ value, timestamp: at(day), sourceType: 'CRM_UI' })
const roles = (hs_buying_role: string | null) => fromHubSpot(ninth(api('51', { hs_buying_role })))

describe('buying roles', () => {
  it.each([
    ['END_USER', 'user'],
    ['CHAMPION', 'champion'],
    ['INFLUENCER', 'influencer'],
    ['LEGAL_AND_COMPLIANCE', 'legalCompliance'],
    ['DECISION_MAKER', 'decisionMaker'],
    ['BUDGET_HOLDER', 'economicBuyer'],
    ['budget_holder', 'economicBuyer'],
    ['Budget holder', 'economicBuyer'],
    ['EXECUTIVE_SPONSOR', 'executiveSponsor'],
  ])('are read: %s', (value, role) => {
    const { villages, unmapped } = roles(value)
    expect([villages[0]?.roles.map(each => each.role), unmapped]).toEqual([[role], []])
  })

  it.each(['OTHER', '', null, ' ; ', 'unknown'])('may be none: %j', value => {
    const { villages, unmapped } = roles(value)
    expect([villages[0]?.roles, unmapped]).toEqual([[], []])
  })

  it('may be several', () => {
    expect(roles('CHAMPION; END_USER;champion').villages[0]?.roles.map(({ role }) => role)).toEqual(['champion', 'user'])
  })

  it('that nothing is known of are counted', () => {
    expect(roles('SEER;CHAMPION').unmapped).toEqual([{ field: 'contact.hs_buying_role', value: 'SEER', count: 1 }])
    const seer = only(ninth(api('51', { hs_buying_role: 'SEER' })), { roles: { Seer: ['coach', 'initiator'] } })
    expect(seer.roles.map(({ role }) => role)).toEqual(['coach', 'initiator'])
  })

  it('may stand in another property', () => {
    expect(only(ninth(api('51', { our_role: 'champion' })), { fields: { role: 'our_role' } }).roles.map(({ role }) => role)).toEqual([
      'champion',
    ])
  })
})

describe('a history of buying roles', () => {
  const history = [
    spell('CHAMPION', '2026-01-10'),
    spell('CHAMPION;END_USER', '2025-02-03'),
    spell(null, '2024-06-01'),
    spell('END_USER', '2024-03-01'),
  ]
  const village = only(ninth(api('51', { hs_buying_role: 'CHAMPION' }, { propertiesWithHistory: { hs_buying_role: history } })))

  it('says since when and until when', () => {
    expect(village.roles.map(({ role, since, until }) => [role, since, until])).toEqual([
      ['champion', at('2025-02-03'), undefined],
      ['user', at('2024-03-01'), at('2024-06-01')],
      ['user', at('2025-02-03'), at('2026-01-10')],
    ])
  })

  it('is what snapshots of its days see', () => {
    const seen = (day: string): string[] =>
      snapshot(village, day).roles.flatMap(({ role, stakeholder }) => (stakeholder.startsWith('?') ? [] : role))
    expect(['2024-01-01', '2024-04-01', '2024-07-01', '2025-03-01', '2026-02-01'].map(seen)).toEqual([
      [],
      ['user'],
      [],
      ['champion', 'user'],
      ['champion'],
    ])
  })

  it('counts a value that nothing is known of once, however often it was there', () => {
    const hs_buying_role = [spell('SEER', '2026-01-10'), spell('CHAMPION', '2025-02-03'), spell('SEER', '2024-06-01')]
    const { unmapped } = fromHubSpot(ninth(api('51', {}, { propertiesWithHistory: { hs_buying_role } })))
    expect(unmapped).toEqual([{ field: 'contact.hs_buying_role', value: 'SEER', count: 1 }])
  })

  it('without a date is an issue', () => {
    const hs_buying_role = [{ value: 'CHAMPION', timestamp: 'once' }]
    const { issues, villages } = fromHubSpot(ninth(api('51', {}, { propertiesWithHistory: { hs_buying_role } })))
    expect([issues.map(({ id, code }) => [id, code]), villages[0]?.roles]).toEqual([[[contact('51'), 'invalidValue']], []])
  })
})

describe('a blocker', () => {
  const people = ninth(api('51', { hs_buying_role: 'BLOCKER;CHAMPION' }))

  it('is no role, and counted as long as the options do not say what it is', () => {
    const { villages, unmapped } = fromHubSpot(people)
    expect([villages[0]?.roles.map(({ role }) => role), villages[0]?.vetoes, villages[0]?.observations]).toEqual([['champion'], [], []])
    expect(unmapped).toEqual([{ field: 'contact.hs_buying_role', value: 'BLOCKER', count: 1 }])
  })

  it('is a reading of -1 when it is a stance', () => {
    const village = only(people, { blocker: 'stance' })
    expect(village.vetoes).toEqual([])
    expect(village.observations).toMatchObject([{ stakeholder: contact('51'), at: at('2026-03-02'), sentiment: -1, via: 'impression' }])
  })

  it('without any date is an issue when it is a stance', () => {
    const undated = { ...people, contacts: [{ id: '51', properties: { associatedcompanyid: '9', hs_buying_role: 'BLOCKER;CHAMPION' } }] }
    const { issues, villages, unmapped } = fromHubSpot(undated, { blocker: 'stance' })
    expect([villages[0]?.observations, villages[0]?.roles.map(({ role }) => role), unmapped]).toEqual([[], ['champion'], []])
    expect(issues).toEqual([
      {
        object: 'contact',
        id: contact('51'),
        code: 'missingValue',
        message: 'The blocker in hs_buying_role has no date, so it was left out.',
      },
    ])
  })

  it('is a veto when it is one, for as long as the history says', () => {
    expect(only(people, { blocker: 'veto' }).vetoes).toMatchObject([{ stakeholder: contact('51') }])
    const hs_buying_role = [spell('', '2026-01-10'), spell('BLOCKER', '2025-02-03')]
    const village = only(ninth(api('51', {}, { propertiesWithHistory: { hs_buying_role } })), { blocker: 'veto' })
    expect(village.vetoes).toMatchObject([{ since: at('2025-02-03'), until: at('2026-01-10') }])
    expect([village.roles, village.observations]).toEqual([[], []])
  })

  it('by an association label is a veto in that deal, and otherwise asked for', () => {
    const input = {
      ...ninth(api('51', {})),
      deals: [api('7', { dealname: 'Pilot' })],
      dealsToCompanies: [linked('7', [9, defined(5)])],
      contactsToDeals: [linked('51', [7, labelled(38, 'Blocker')])],
    }
    expect(only(input, { blocker: 'veto' }).vetoes).toMatchObject([{ stakeholder: contact('51'), decision: deal('7') }])
    for (const options of [{}, { blocker: 'stance' }] as const) {
      const { villages, unmapped } = fromHubSpot(input, options)
      expect([villages[0]?.vetoes, unmapped]).toEqual([[], [{ field: 'contact-deal.label', value: 'Blocker', count: 1 }]])
    }
  })
})

describe('an association label', () => {
  const base = { ...ninth(api('51', {})), deals: [api('7', { dealname: 'Pilot' })], dealsToCompanies: [linked('7', [9, defined(5)])] }
  const rolesOf = (input: object, options = {}) =>
    only({ ...base, ...input }, options).roles.map(({ stakeholder, role, decision }) => [stakeholder, role, decision])

  it('with a deal is a role in that decision', () => {
    const contactsToDeals = [linked('51', [7, defined(4), labelled(36, 'Decision maker')])]
    expect(rolesOf({ contactsToDeals })).toEqual([[contact('51'), 'decisionMaker', deal('7')]])
  })

  it('means what the options say of its id, whatever it is called', () => {
    const contactsToDeals = [linked('51', [7, labelled(36, 'Decision maker')])]
    expect(rolesOf({ contactsToDeals }, { labels: { '36': 'champion' } })).toEqual([[contact('51'), 'champion', deal('7')]])
    expect(rolesOf({ contactsToDeals }, { labels: { '36': null } })).toEqual([])
  })

  it('has its name from its definition where the association tells none', () => {
    const contactsToDeals = [linked('51', [7, labelled(36, null)])]
    expect(rolesOf({ contactsToDeals })).toEqual([])
    expect(rolesOf({ contactsToDeals, labels: { results: [{ category: 'USER_DEFINED', typeId: 36, label: 'Champion' }] } })).toEqual([
      [contact('51'), 'champion', deal('7')],
    ])
  })

  it('with a company is a role in all decisions of it', () => {
    const companies = [api('8', { name: 'Other' }), ...base.companies]
    const contactsToCompanies = [linked('51', [8, defined(279), labelled(40, 'Executive sponsor')])]
    const { villages } = fromHubSpot({ ...base, companies, contactsToCompanies })
    expect(villages.flatMap(({ account, roles: held }) => held.map(({ role, decision }) => [account.id, role, decision]))).toEqual([
      [company('8'), 'executiveSponsor', undefined],
    ])
  })

  it('of an id that HubSpot uses too is one of the portal all the same', () => {
    const contactsToDeals = [linked('51', [7, labelled(1, 'Coach')])]
    expect(rolesOf({ contactsToDeals })).toEqual([[contact('51'), 'coach', deal('7')]])
  })

  it('that nothing is known of is counted', () => {
    const contactsToDeals = [linked('51', [7, labelled(36, 'Payer')])]
    expect(fromHubSpot({ ...base, contactsToDeals }).unmapped).toEqual([{ field: 'contact-deal.label', value: 'Payer', count: 1 }])
  })

  it('makes somebody of another company take part', () => {
    const contacts = [api('52', {})]
    const contactsToDeals = [linked('52', [7, labelled(36, 'Champion')])]
    expect(rolesOf({ contacts, contactsToDeals })).toEqual([[contact('52'), 'champion', deal('7')]])
  })
})
