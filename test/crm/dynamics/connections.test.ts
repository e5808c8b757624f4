import { fromDynamics } from 'account-village/dynamics'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, guid, lookup, mirrored, only, type WebRow } from './rows.js'

const RENEWAL = guid(21)
const base = {
  ...acme(11),
  opportunities: [{ opportunityid: RENEWAL, name: 'Renewal', ...lookup('parentaccountid', ACME, 'account') }],
}
const role = (name: string, side = '2'): WebRow => lookup(`record${side}roleid`, guid(41), 'connectionrole', name)
const link = (fields: object): WebRow => ({
  ...lookup('record1id', RENEWAL, 'opportunity'),
  ...lookup('record2id', guid(11), 'contact'),
  ...role('Economic Buyer'),
  ...fields,
})

describe('a connection of a contact with an opportunity', () => {
  it('is one role, whichever of its two rows is there', () => {
    const [first, second] = mirrored(52, 51, link({}))
    const expected = only({ ...base, connections: [first, second] })
    expect(expected.roles).toMatchObject([{ stakeholder: guid(11), role: 'economicBuyer', decision: RENEWAL, source: 'dynamics' }])
    expect(expected.roles[0]?.id).toBe(`${guid(51)}:role:economicBuyer`)
    for (const connections of [[first], [second], [second, first]]) expect(only({ ...base, connections })).toEqual(expected)
    expect(fromDynamics({ ...base, connections: [first, second] }).coverage.leftOut.mirrored).toBe(1)
    expect(fromDynamics({ ...base, connections: [first, first] }).coverage.leftOut.mirrored).toBe(0)
  })

  it('is told once where its two rows say different things', () => {
    const [first, second] = mirrored(52, 51, link({}))
    const result = fromDynamics({ ...base, connections: [{ ...first, ...role('Champion') }, second] })
    expect(result.villages[0]?.roles).toHaveLength(1)
    expect(codes(result)).toEqual(['connection contradiction'])
  })

  it('holds from its start until its end', () => {
    const period = { effectivestart: '2026-01-05T00:00:00Z', effectiveend: '2026-04-30T22:00:00Z' }
    expect(only({ ...base, connections: mirrored(51, 52, link(period)) }).roles).toMatchObject([
      { since: '2026-01-05T00:00:00.000Z', until: '2026-04-30T22:00:00.000Z' },
    ])
  })

  it.each([
    ['it ends before it begins', { effectivestart: '2026-05-05', effectiveend: '2026-01-01' }, 'connection invalidValue'],
    ['it is inactive and nobody knows since when', { statecode: 1 }, 'connection missingValue'],
    ['its opportunity is not in the import', lookup('record1id', guid(29), 'opportunity'), 'connection missingRecord'],
    ['its person is not in the import', lookup('record2id', guid(19), 'contact'), 'connection missingRecord'],
  ])('is left out, and told, when %s', (_, fields, code) => {
    const result = fromDynamics({ ...base, connections: mirrored(51, 52, link(fields)) })
    expect(result.villages[0]?.roles).toEqual([])
    expect([...new Set(codes(result))]).toEqual([code])
  })

  it('makes a person of another company one of this', () => {
    const other = { accountid: guid(2), name: 'Ölbach' }
    const adviser = { contactid: guid(12), fullname: 'Carla', ...lookup('parentcustomerid', guid(2), 'account') }
    const { villages } = fromDynamics({
      ...base,
      accounts: [...base.accounts, other],
      contacts: [...base.contacts, adviser],
      connections: mirrored(51, 52, link(lookup('record2id', guid(12), 'contact'))),
    })
    expect(villages.map(village => village.stakeholders.map(({ id }) => id))).toEqual([[guid(11), guid(12)], [guid(12)]])
  })
})

describe('the role in a connection', () => {
  const rolesIn = (connections: WebRow[], more: object = {}, options = {}) =>
    only({ ...base, ...more, connections }, options).roles.map(each => each.role)

  it.each([
    ['Champion', 'champion'],
    ['decision  maker', 'decisionMaker'],
    ['ECONOMIC BUYER', 'economicBuyer'],
    ['End User', 'user'],
    ['Influencer', 'influencer'],
    ['Technical Buyer', 'technicalBuyer'],
  ])('is known by name, in any case: %s', (name, expected) => {
    expect(rolesIn(mirrored(51, 52, link(role(name))))).toEqual([expected])
  })

  it('is known by its id where the options say so, whatever it is called', () => {
    const roles = { [guid(41)]: 'champion' } as const
    expect(rolesIn(mirrored(51, 52, link(role('Fürsprecher'))), {}, { roles })).toEqual(['champion'])
    expect(rolesIn(mirrored(51, 52, link(lookup('record2roleid', guid(41).toUpperCase()))), {}, { roles })).toEqual(['champion'])
  })

  it('has the name in the table of roles before the one in the annotation', () => {
    const connectionroles = [{ connectionroleid: guid(41), name: 'Champion', category: 1000 }]
    expect(rolesIn(mirrored(51, 52, link(role('Fürsprecher'))), { connectionroles })).toEqual(['champion'])
  })

  it.each([1, 2, 3, 4, 5, 1001, 1002, 'Sales Team'])('says nothing of a purchase in category %s', category => {
    const connectionroles = [{ connectionroleid: guid(41), name: 'Champion', category }]
    expect(rolesIn(mirrored(51, 52, link(role('Champion'))), { connectionroles })).toEqual([])
  })

  it('is the one on the side of the contact', () => {
    expect(rolesIn(mirrored(51, 52, link({ ...role('Champion', '1'), ...role('End User') })))).toEqual(['user'])
  })

  it('is counted when nothing is known of it, by name or else by id', () => {
    const { unmapped } = fromDynamics({ ...base, connections: mirrored(51, 52, link(role('Blocker'))) })
    expect(unmapped).toEqual([{ field: 'connectionrole.name', value: 'Blocker', count: 1 }])
    const bare = { ...lookup('record1id', RENEWAL), ...lookup('record2id', guid(11)) }
    const nameless = fromDynamics({ ...base, connections: mirrored(51, 52, { ...bare, ...lookup('record2roleid', guid(41)) }) })
    expect(nameless.unmapped).toEqual([{ field: 'connectionrole.name', value: guid(41), count: 1 }])
    expect(fromDynamics({ ...base, connections: mirrored(51, 52, bare) })).toMatchObject({ unmapped: [], issues: [] })
  })

  it('is one in the company as a whole when the connection leads there', () => {
    const connections = mirrored(51, 52, link(lookup('record1id', ACME, 'account')))
    expect(only({ ...base, connections }).roles).toMatchObject([{ stakeholder: guid(11), role: 'economicBuyer' }])
    expect(only({ ...base, connections }).roles[0]).not.toHaveProperty('decision')
  })

  it('is none between two people', () => {
    const contacts = acme(11, 12).contacts
    expect(rolesIn(mirrored(51, 52, link(lookup('record1id', guid(12), 'contact'))), { contacts })).toEqual([])
  })

  it('comes with the veto in the column that the options name', () => {
    const connections = mirrored(51, 52, link({ new_veto: 'budget' }))
    expect(only({ ...base, connections }, { fields: { veto: 'new_veto' } }).vetoes).toMatchObject([
      { stakeholder: guid(11), decision: RENEWAL, scope: 'budget' },
    ])
  })
})
