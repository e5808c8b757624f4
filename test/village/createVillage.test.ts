import { createVillage, parseVillage, record, snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { exact } from '../support/exact.js'
import { ENDLESS_ID, HOSTILE_IDS, LOOKALIKES } from '../support/hostileIds.js'
import { callLoosely, refused } from '../support/refusal.js'

const one = { account: 'Acme', stakeholders: [{ id: 'ann' }] } as const
const reading = { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'survey' } as const

describe('createVillage', () => {
  test('needs nothing but the account, whose text is both its id and its name', () => {
    const { schemaVersion, account, ...arrays } = createVillage({ account: 'Acme' })
    expect([schemaVersion, account]).toEqual([1, { id: 'Acme', name: 'Acme' }])
    expect(new Set(Object.values(arrays).map(each => each.length))).toEqual(new Set([0]))
  })

  test('takes roles and vetoes in short, with their stakeholder', () => {
    const short = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user', { role: 'approver', authority: 3, since: '2026-01-01' }], veto: true },
        { id: 'bo', veto: { scope: 'data protection', until: '2027-01-01' } },
        { id: 'cy', veto: false, roles: [] },
      ],
    })
    const long = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }, { id: 'bo' }, { id: 'cy' }],
      roles: [
        { stakeholder: 'ann', role: 'user' },
        { stakeholder: 'ann', role: 'approver', authority: 3, since: '2026-01-01' },
      ],
      vetoes: [{ stakeholder: 'ann' }, { stakeholder: 'bo', scope: 'data protection', until: '2027-01-01' }],
    })
    expect(exact(short)).toBe(exact(long))
  })

  test('lets short roles and vetoes take over when and from where we know the person', () => {
    const { roles, vetoes } = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', recordedAt: '2026-03-02', source: 'crm', roles: ['user', { role: 'coach', source: 'call' }], veto: true },
      ],
    })
    const recordedAt = '2026-03-02T00:00:00.000Z'
    expect(roles.map(({ role, source, recordedAt: at }) => [role, source, at]).sort()).toEqual([
      ['coach', 'call', recordedAt],
      ['user', 'crm', recordedAt],
    ])
    expect(vetoes).toMatchObject([{ source: 'crm', recordedAt }])
  })

  test('stores instants, however points in time are given', () => {
    const moments = ['2026-03-02T00:00:00Z', '2026-03-02', '2026-03-02T01:00+01:00', new Date(Date.UTC(2026, 2, 2)), Date.UTC(2026, 2, 2)]
    const villages = moments.map(at => createVillage({ ...one, observations: [{ ...reading, at }] }))
    expect(new Set(villages.map(exact)).size).toBe(1)
    expect(villages[0]?.observations[0]?.at).toBe('2026-03-02T00:00:00.000Z')
  })

  test('derives the id of a fact from what it says, not from the order of its fields nor from when we learned it', () => {
    const id = (fact: object): string | undefined => createVillage({ ...one, observations: [{ ...reading, ...fact }] }).observations[0]?.id
    const backwards = createVillage({ ...one, observations: [{ via: 'survey', sentiment: 0.4, at: '2026-03-02', stakeholder: 'ann' }] })
    expect(backwards.observations[0]?.id).toBe(id({}))
    expect(id({ recordedAt: '2026-04-01', retractedAt: '2026-05-01' })).toBe(id({}))
    expect(new Set([{}, { sentiment: 0.41 }, { sd: 0.1 }, { themes: [] }, { note: '' }, { confidence: 1 }].map(id)).size).toBe(6)
  })

  test('derives the same ids for ever, because stored data hold them', () => {
    const { observations, roles, ties } = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo' }],
      observations: [reading],
      ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
    })
    // Computed with an implementation of the fingerprint in Python from the JSON text of each fact.
    expect([observations, roles, ties].map(([fact]) => fact?.id)).toEqual(STORED_IDS)
  })

  test('takes an explicit undefined as an absent field', () => {
    const loose: unknown = { ...one, units: undefined, observations: [{ ...reading, note: undefined, sd: undefined }] }
    expect(exact(callLoosely(createVillage, loose))).toBe(exact(createVillage({ ...one, observations: [reading] })))
  })

  test('takes the same fact twice as once', () => {
    expect(createVillage({ ...one, observations: [reading, { ...reading }] }).observations).toHaveLength(1)
  })

  test('shares nothing with what it was given, and changes nothing in it', () => {
    const input = frozen({
      account: { id: 'acme', name: 'Acme', annualRevenue: { amount: 1, currency: 'EUR' } },
      stakeholders: [{ id: 'ann', joinedAt: '2026-01-01', externalIds: [{ source: 'crm', id: '1' }], roles: ['user'] }],
      observations: [{ ...reading, themes: ['price'] }],
      decisions: [
        {
          id: 'deal',
          name: 'Deal',
          kind: 'new',
          rule: { quota: 1, members: [{ of: 'ann' }] },
          outcome: { result: 'won', at: '2026-04-01', reasons: ['x'] },
        },
      ],
      expectations: [{ id: 'e', stakeholder: 'ann', statement: 's', importance: 1, status: [{ at: '2026-01-01', state: 'open' }] }],
      comments: [{ id: 'c', at: '2026-01-01', stakeholder: 'ann', text: 't', routedTo: [{ group: 'g', at: '2026-01-02' }] }],
    } satisfies VillageInput)
    const village = createVillage(input)
    const given = new Set(objectsIn(input))
    expect(objectsIn(village).filter(each => given.has(each))).toEqual([])
  })

  test('keeps every id a person of their own, or refuses it', () => {
    const ids = [...new Set([...HOSTILE_IDS, ENDLESS_ID])]
    const village = createVillage({ account: 'constructor', stakeholders: ids.map(id => ({ id, roles: ['user'], veto: true })) })
    expect(village.stakeholders.map(({ id }) => id)).toEqual([...ids].sort())
    expect(village.roles.map(role => role.stakeholder).sort()).toEqual([...ids].sort())
    expect(new Set(village.vetoes.map(({ id }) => id)).size).toBe(ids.length)
    expect(refused(() => createVillage({ account: 'Acme', stakeholders: [{ id: '' }] })).paths).toEqual(['stakeholders[0].id'])
  })

  test.each(LOOKALIKES.map(([one = '', other = '']) => ({ one, other })))('does not take $one for $other', ({ one, other }) => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: one, title: 'one' },
        { id: other, title: 'other' },
      ],
    })
    expect(village.stakeholders).toHaveLength(2)
    expect(
      refused(() =>
        record(createVillage({ account: 'Acme', stakeholders: [{ id: one }] }), { roles: [{ stakeholder: other, role: 'user' }] }),
      ).name,
    ).toBe('UnknownStakeholderError')
  })

  test('lets the name of the account stand for it in what is recorded later', () => {
    const village = createVillage({ account: { id: 'Acme', name: 'Acme Group' } })
    expect(record(village, { account: 'Acme', stakeholders: [{ id: 'ann' }] }).account.name).toBe('Acme Group')
    expect(refused(() => record(village, { account: 'Other' })).paths).toEqual(['account.id'])
  })

  test('keeps no negative zero, which JSON would not keep', () => {
    const village = createVillage({ ...one, observations: [{ ...reading, sentiment: -0 }] })
    expect(village.observations[0]?.sentiment).toBe(0)
    expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
  })
})

describe('parseVillage', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'village'],
    ['a number', 3],
    ['a list', []],
    ['an object of another kind', { hello: 'world' }],
    ['a village without version', { account: 'Acme' }],
    ['a version that is a text', { schemaVersion: '1', account: 'Acme' }],
    ['a village of a newer version', { schemaVersion: 2, account: 'Acme' }],
  ])('refuses %s', (_, json) => {
    expect(refused(() => parseVillage(json))).toMatchObject({ name: 'InvalidVillageError', paths: ['schemaVersion'] })
  })

  test('refuses a village without account', () => {
    expect(refused(() => parseVillage({ schemaVersion: 1 })).paths).toEqual(['account'])
  })

  test('reads what was written, with all that was ever believed', () => {
    const village = createVillage({
      ...one,
      formerAccounts: [{ id: 'Acme', name: 'Acme Inc', retractedAt: '2026-01-01' }],
      account: { id: 'Acme', name: 'Acme', recordedAt: '2026-01-01' },
    })
    expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
    expect(snapshot(village, '2025-12-31').account.name).toBe('Acme Inc')
    expect(snapshot(village, '2026-01-01').account.name).toBe('Acme')
  })
})

/** From Python: the fingerprint of the JSON text of the fact without id, its fields in the order of the model. */
const STORED_IDS = ['observation:e558c5be512669d3', 'role:4dba56cfa72fa575', 'tie:9b0e9d381acb6541']

function frozen<Value>(value: Value): Value {
  for (const part of objectsIn(value)) Object.freeze(part)
  return value
}

function objectsIn(value: unknown): object[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objectsIn)] : []
}
