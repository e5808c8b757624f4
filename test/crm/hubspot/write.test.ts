import { accountReport, BUYING_ROLES, createVillage, type RoleFact, record, retract, revise, snapshot, type Village } from 'account-village'
import { fromHubSpot, HUBSPOT_BUYING_ROLES, type HubSpotWriteOptions, toHubSpot } from 'account-village/hubspot'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../../support/law.js'
import { api, contact, deal, defined, linked, ninth, only } from './records.js'

const base = {
  ...ninth(api('51', { email: 'ada@tessmer.example' }), api('52', {})),
  deals: [api('7', { dealname: 'Renewal', amount: '1000', deal_currency_code: 'EUR', closedate: '2027-01-31' })],
  dealsToCompanies: [linked('7', [9, defined(5)])],
}

/** What is said of roles, however the facts are called. */
const sayings = ({ roles }: Village): string[] =>
  [...new Set(roles.map(({ stakeholder, role, decision = '' }: RoleFact) => `${stakeholder} ${role} ${decision}`))].sort()

const withRoles = (roles: readonly RoleFact[]): Village => record(only(base), { roles })

/** The portal after the batches were sent: what a batch tells replaces what stood there. */
function sent(given: Village, options: HubSpotWriteOptions): object {
  const { batches } = toHubSpot(given, options)
  const inputs = (object: string): object[] => batches.flatMap(batch => (batch.object === object ? [...batch.body.inputs] : []))
  const updated = inputs('contacts').map(input => ({ ...input, updatedAt: '2026-11-20T00:00:00Z' }))
  return { ...base, contacts: [...base.contacts, ...updated], contactsToDeals: inputs('contactsToDeals') }
}

describe('the roles of a village, written and read again', () => {
  /** A value or a label for every role: one of HubSpot's, or one that the portal added. */
  const held = new Set(Object.values(HUBSPOT_BUYING_ROLES).flatMap(role => role ?? []))
  const roles = Object.fromEntries(BUYING_ROLES.flatMap(role => (held.has(role) ? [] : [[`OUR_${role}`, role] as const])))
  const labels = Object.fromEntries(BUYING_ROLES.map((role, i) => [String(100 + i), role] as const))
  const anyRole = fc.record(
    {
      stakeholder: fc.constantFrom(contact('51'), contact('52')),
      role: fc.constantFrom(...BUYING_ROLES),
      decision: fc.constant(deal('7')),
    },
    { requiredKeys: ['stakeholder', 'role'] },
  )

  it('are the same', () => {
    always(
      fc.array(anyRole, { maxLength: 12 }),
      facts => {
        const village = withRoles(facts)
        expect(toHubSpot(village, { roles, labels }).issues).toEqual([])
        const again = fromHubSpot(sent(village, { roles, labels }), { roles, labels })
        expect([again.issues, again.unmapped]).toEqual([[], []])
        expect(again.villages.map(sayings)).toEqual([sayings(village)])
      },
      100,
    )
  })

  it('are the same by a label that means several', () => {
    const several = { roles: { PAYER: ['economicBuyer', 'approver'] }, labels: { '41': ['champion', 'coach'] } } as const
    const facts = (['economicBuyer', 'approver'] as const).map(role => ({ stakeholder: contact('51'), role }))
    const parts = (['champion', 'coach'] as const).map(role => ({ stakeholder: contact('52'), role, decision: deal('7') }))
    const village = withRoles([...facts, ...parts])
    expect(toHubSpot(village, several).batches.flatMap(({ body }) => [...body.inputs])).toEqual([
      { id: '51', properties: { hs_buying_role: 'PAYER' } },
      { from: { id: '52' }, to: { id: '7' }, types: [{ associationCategory: 'USER_DEFINED', associationTypeId: 41 }] },
    ])
    expect(fromHubSpot(sent(village, several), several).villages.map(sayings)).toEqual([sayings(village)])
  })
})

describe('what is written of roles', () => {
  const champion = [{ stakeholder: contact('51'), role: 'champion' }] as const

  it('is a property of each contact, and nothing of those whose roles are not known', () => {
    expect(toHubSpot(withRoles(champion)).batches).toEqual([
      {
        object: 'contacts',
        operation: 'update',
        path: '/crm/v3/objects/contacts/batch/update',
        body: {
          inputs: [{ id: '51', properties: { hs_buying_role: 'CHAMPION' } }],
        },
      },
    ])
  })

  it('can be added to what stands there, in another property', () => {
    const [batch] = toHubSpot(withRoles(champion), { addRoles: true, roleProperty: 'our_role' }).batches
    expect(batch?.body.inputs).toEqual([{ id: '51', properties: { our_role: ';CHAMPION' } }])
  })

  it('is nothing of roles that have ended, and by a snapshot those of its day', () => {
    const ended = withRoles([{ ...champion[0], since: '2025-01-01', until: '2026-01-01' }])
    const values = (given: Parameters<typeof toHubSpot>[0]) =>
      toHubSpot(given).batches.flatMap(({ body }) => body.inputs.map(input => 'properties' in input && input.properties.hs_buying_role))
    expect(values(ended)).toEqual([''])
    expect(values(snapshot(ended, '2024-06-01'))).toEqual([])
    expect(values(snapshot(ended, '2025-06-01'))).toEqual(['CHAMPION'])
    expect(values(snapshot(ended, '2026-06-01'))).toEqual([''])
  })

  it('is an issue where the portal has no value, no label or no such contact', () => {
    const village = createVillage({
      account: 'Tessmer',
      stakeholders: [{ id: 'ada', name: 'Ada Okafor', roles: ['champion'] }],
      decisions: [{ id: 'renewal', name: 'Renewal', kind: 'renewal' }],
      roles: [{ stakeholder: 'ada', role: 'user', decision: 'renewal' }],
    })
    const { batches, issues } = toHubSpot(village)
    expect(batches).toEqual([])
    expect(issues.map(({ object, id, code }) => [object, id, code])).toEqual([
      ['contact', 'ada', 'invalidId'],
      ['contact', 'ada', 'invalidId'],
      ['contact', 'ada', 'missingValue'],
      ['deal', 'renewal', 'invalidId'],
    ])
    expect(JSON.stringify(issues)).not.toContain('Okafor')
    expect(toHubSpot(withRoles([{ stakeholder: contact('51'), role: 'coach' }])).issues).toMatchObject([
      { id: contact('51'), code: 'missingValue' },
    ])
  })

  it('of people of another source whom HubSpot knows too goes to their contact', () => {
    const stakeholders = [{ id: 'x', roles: ['user'], externalIds: [{ source: 'hubspot', id: '51' }] }] as const
    const [batch] = toHubSpot(createVillage({ account: 'Tessmer', stakeholders })).batches
    expect(batch?.body.inputs).toEqual([{ id: '51', properties: { hs_buying_role: 'END_USER' } }])
  })

  it('is found by a property that the options name, and made where it is not there', () => {
    const both = withRoles(['51', '52'].map(key => ({ ...champion[0], stakeholder: contact(key) })))
    const [batch] = toHubSpot(both, { idProperty: 'email' }).batches
    expect([batch?.operation, batch?.path]).toEqual(['upsert', '/crm/v3/objects/contacts/batch/upsert'])
    expect(batch?.body.inputs).toEqual([{ id: 'ada@tessmer.example', idProperty: 'email', properties: { hs_buying_role: 'CHAMPION' } }])
    expect(toHubSpot(both, { idProperty: 'email' }).issues).toMatchObject([{ id: contact('52'), code: 'invalidId' }])
    const own = toHubSpot(both, { idProperty: 'village_id' }).batches[0]
    expect(own?.body.inputs.map(input => 'id' in input && input.id)).toEqual([contact('51'), contact('52')])
  })

  it('is cut into batches of a hundred', () => {
    const stakeholders = Array.from({ length: 250 }, (_, i) => ({ id: contact(String(1000 + i)), roles: ['user'] as const }))
    expect(toHubSpot(createVillage({ account: 'Tessmer', stakeholders })).batches.map(({ body }) => body.inputs.length)).toEqual([
      100, 100, 50,
    ])
  })
})

describe('what stands in the property and was not understood', () => {
  const imported = (properties: object, ...history: (readonly [value: string, timestamp: string])[]): Village =>
    only(portal(properties, ...history))
  const portal = (properties: object, ...history: (readonly [value: string, timestamp: string])[]) => ({
    ...base,
    contacts: [
      {
        ...api('51', { associatedcompanyid: '9', ...properties }),
        ...(history.length > 0 && {
          propertiesWithHistory: { hs_buying_role: history.map(([value, timestamp]) => ({ value, timestamp, sourceType: 'CRM_UI' })) },
        }),
      },
    ],
  })
  const written = (given: Village, options?: HubSpotWriteOptions) =>
    [given, snapshot(given, '2026-11-20')].map(each =>
      toHubSpot(each, options).batches.flatMap(({ body }) => body.inputs.map(input => ('properties' in input ? input.properties : {}))),
    )
  const past = [
    ['OTHER', '2026-02-03T08:00:00Z'],
    ['END_USER', '2025-02-03T08:00:00Z'],
  ] as const

  it.each(['OTHER', 'BLOCKER', 'SOMMELIER', 'OTHER;SOMMELIER', ''])('is left alone: %j', hs_buying_role => {
    expect(written(imported({ hs_buying_role }))).toEqual([[], []])
  })

  it('is left alone where HubSpot tells that a role gave way to it', () => {
    const village = imported({ hs_buying_role: 'OTHER' }, ...past)
    expect(village.roles).toMatchObject([{ role: 'user', until: '2026-02-03T08:00:00.000Z' }])
    expect(written(village)).toEqual([[], []])
  })

  it('is left alone, as an issue, where a later import or somebody else told the end', () => {
    const before = imported({ hs_buying_role: 'END_USER' }, ['END_USER', '2025-02-03T08:00:00Z'])
    const village = revise(before, imported({ hs_buying_role: 'OTHER' }, ...past), { recordedAt: '2026-02-04' })
    expect(written(village)).toEqual([[], []])
    expect(toHubSpot(village).issues).toMatchObject([{ object: 'contact', id: contact('51'), code: 'contradiction' }])
    const [role] = village.roles
    expect(written(retract(village, role?.id ?? '', { recordedAt: '2026-03-01' }))).toEqual([
      [{ hs_buying_role: '' }],
      [{ hs_buying_role: '' }],
    ])
  })

  it('is emptied where a role that was read from HubSpot was ended or taken back here', () => {
    const before = imported({ hs_buying_role: 'END_USER' })
    const [role] = before.roles
    if (role === undefined) throw new Error('no role')
    const ended = revise(before, { roles: [{ ...role, until: '2026-06-01' }] }, { recordedAt: '2026-06-01' })
    for (const village of [ended, retract(before, role.id, { recordedAt: '2026-06-01' })]) {
      expect(written(village)).toEqual([[{ hs_buying_role: '' }], [{ hs_buying_role: '' }]])
      expect(written(village, { addRoles: true })).toEqual([[], []])
    }
  })

  it('is emptied where a role that came back was taken back here', () => {
    const history = [
      ['END_USER', '2026-02-03T08:00:00Z'],
      ['', '2025-06-01T08:00:00Z'],
      ['END_USER', '2025-02-03T08:00:00Z'],
    ] as const
    const village = imported({ hs_buying_role: 'END_USER' }, ...history)
    const open = village.roles.find(({ until }) => until === undefined)
    expect(written(retract(village, open?.id ?? '', { recordedAt: '2026-03-01' }))).toEqual([
      [{ hs_buying_role: '' }],
      [{ hs_buying_role: '' }],
    ])
  })

  it('is left alone where the roles of somebody have no value', () => {
    const village = record(imported({ hs_buying_role: 'OTHER' }), { roles: [{ stakeholder: contact('51'), role: 'coach' }] })
    expect(written(village)).toEqual([[], []])
  })

  it('stays beside the roles when it is a blocker that was read as a veto', () => {
    const village = only(portal({ hs_buying_role: 'BLOCKER' }), { blocker: 'veto' })
    expect(written(village)).toEqual([[], []])
    const known = record(village, { roles: [{ stakeholder: contact('51'), role: 'champion' }] })
    expect(written(known)).toEqual([[{ hs_buying_role: 'CHAMPION;BLOCKER' }], [{ hs_buying_role: 'CHAMPION;BLOCKER' }]])
    expect(written(known, { roleProperty: 'our_role' })).toEqual([[{ our_role: 'CHAMPION' }], [{ our_role: 'CHAMPION' }]])
  })
})

describe('scores and findings', () => {
  const village = record(withRoles([{ stakeholder: contact('51'), role: 'economicBuyer', decision: deal('7') }]), {
    observations: [{ id: 'o1', stakeholder: contact('51'), at: '2026-11-02', sentiment: -0.9, via: 'interview' }],
  })
  const seen = snapshot(village, '2026-11-20')
  const options: HubSpotWriteOptions = {
    labels: { '36': 'economicBuyer' },
    properties: {
      contact: { sentiment: 'v_sentiment', lastHeardAt: 'v_heard', findings: 'v_findings' },
      company: { state: 'v_state', asOf: 'v_day' },
      deal: { probabilityOfYes: 'v_yes', revenueAtRisk: 'v_risk' },
    },
  }
  const report = accountReport(seen)

  it('go to the properties that the options name', () => {
    const { batches, issues } = toHubSpot(report, options)
    expect(issues).toEqual([])
    expect(batches.map(({ object, operation }) => [object, operation])).toEqual([
      ['contacts', 'update'],
      ['companies', 'update'],
      ['deals', 'update'],
    ])
    const [ada, bo] = batches[0]?.body.inputs ?? []
    const person = report.people.find(({ stakeholder: id }) => id === contact('51'))
    const findings = report.risks.filter(({ stakeholders }) => stakeholders.includes(contact('51'))).map(({ message }) => message)
    expect(findings.length).toBeGreaterThan(0)
    expect(ada).toEqual({
      id: '51',
      properties: {
        v_sentiment: (person?.sentiment.value ?? 0).toFixed(4).replace(/0+$/, ''),
        v_heard: '2026-11-02',
        v_findings: findings.join('\n'),
      },
    })
    // Nobody ever heard Bo: an old number would pass for a new one, so the properties are emptied.
    expect(bo).toMatchObject({ id: '52', properties: { v_sentiment: '', v_heard: '' } })
    expect(batches[1]?.body.inputs).toEqual([{ id: '9', properties: { v_state: report.sentiment.state, v_day: '2026-11-20' } }])
    expect(batches[2]?.body.inputs).toMatchObject([{ id: '7', properties: { v_yes: (report.probabilityOfYes ?? Number.NaN).toFixed(4) } }])
  })

  it('of a snapshot come with its roles', () => {
    const { batches } = toHubSpot(seen, options)
    expect(batches.map(({ object }) => object)).toEqual(['contacts', 'contactsToDeals', 'companies', 'deals'])
    expect(batches[0]?.body.inputs[0]).toMatchObject({ id: '51', properties: { v_heard: '2026-11-02' } })
    expect(JSON.stringify(batches)).not.toContain('hs_buying_role')
  })

  it('are never of placeholders, and nothing without names', () => {
    expect(seen.placeholders.length).toBeGreaterThan(0)
    expect(JSON.stringify(toHubSpot(seen, options))).not.toContain('?')
    expect(toHubSpot(report).batches).toEqual([])
  })

  it('of an account that HubSpot does not know are an issue', () => {
    const other = accountReport(snapshot(createVillage({ account: 'Acme' }), '2026-11-20'))
    expect(toHubSpot(other, options).issues).toMatchObject([{ object: 'company', id: 'Acme', code: 'invalidId' }])
  })
})
