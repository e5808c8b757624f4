import {
  createVillage,
  InvalidArgumentError,
  joinVillages,
  type SamePersonBy,
  type StakeholderInput,
  snapshot,
  type Village,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../support/law.js'

const when = { recordedAt: '2026-03-03' } as const
const crm = (...stakeholders: StakeholderInput[]): Village => createVillage({ account: { id: 'crm-1', name: 'Acme' }, stakeholders })
const survey = (...stakeholders: StakeholderInput[]): Village =>
  createVillage({
    account: { id: 'survey-7', name: 'ACME Ltd' },
    stakeholders,
    observations: stakeholders.map(({ id }) => ({ id: `o-${id}`, stakeholder: id, at: '2026-03-02', sentiment: 0.5, via: 'survey' })),
  })
const heard = (village: Village): string[] => village.observations.map(({ stakeholder }) => stakeholder).sort()

const ann = { id: 'c1', name: 'Ann', title: 'CFO', email: 'ann@acme.example', externalIds: [{ source: 'salesforce', id: '003' }] }

describe('people of two sources', () => {
  const byMail = survey({ id: 's9', name: 'A. Kurz', email: ' Ann@ACME.example ' })
  const byId = survey({
    id: 's9',
    externalIds: [
      { source: 'salesforce', id: '003' },
      { source: 'delighted', id: '9' },
    ],
  })

  it('meet by nothing unless they are told by what', () => {
    expect(joinVillages(crm(ann), byMail, { by: [], ...when })).toMatchObject({ same: [], ambiguous: [] })
    expect(heard(joinVillages(crm(ann), byMail, { by: ['externalId'], ...when }).village)).toEqual(['s9'])
    expect(heard(joinVillages(crm(ann), byId, { by: ['email'], ...when }).village)).toEqual(['s9'])
  })

  it('meet by mail, whatever its case, and go on as they were known', () => {
    const { village, same } = joinVillages(crm(ann), byMail, { by: ['email'], ...when })
    expect(same).toEqual([{ known: 'c1', added: 's9', by: 'email' }])
    expect(heard(village)).toEqual(['c1'])
    expect(
      snapshot(village, '2026-03-03')
        .stakeholders.filter(({ id }) => !id.startsWith('?'))
        .map(({ name, title }) => [name, title]),
    ).toEqual([['Ann', 'CFO']])
    expect(village.account).toEqual({ id: 'crm-1', name: 'Acme' })
  })

  it('meet by external id, and have those of both from then on', () => {
    const { village, same } = joinVillages(crm(ann), byId, { by: ['externalId', 'email'], ...when })
    expect(same).toEqual([{ known: 'c1', added: 's9', by: 'externalId' }])
    const idsOn = (day: string) =>
      snapshot(village, day)
        .stakeholders.find(({ id }) => id === 'c1')
        ?.externalIds?.map(({ source }) => source)
    expect(idsOn('2026-03-02')).toEqual(['salesforce'])
    expect(idsOn('2026-03-03')).toEqual(['delighted', 'salesforce'])
  })

  it('never meet by name', () => {
    expect(joinVillages(crm(ann), survey({ id: 's9', name: 'Ann' }), { by: ['externalId', 'email'], ...when }).same).toEqual([])
  })

  it('stay apart, and are told, when it could be several', () => {
    const twins = crm(ann, { ...ann, id: 'c2', externalIds: [] })
    expect(joinVillages(twins, byMail, { by: ['email'], ...when })).toMatchObject({ same: [], ambiguous: ['s9'] })
    const both = survey({ id: 's8', email: ann.email }, { id: 's9', email: ann.email })
    expect(joinVillages(crm(ann), both, { by: ['email'], ...when })).toMatchObject({ same: [], ambiguous: ['s8', 's9'] })
  })

  it('meet in every kind of fact, and in the rules of decisions', () => {
    const other = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 's9', email: ann.email }, { id: 's10' }],
      decisions: [
        { id: 'd', name: 'Deal', kind: 'new', rule: { quota: 1, members: [{ of: { quota: 1, members: [{ of: 's9' }] } }, { of: 's10' }] } },
      ],
      ties: [{ from: 's10', to: 's9', kind: 'reportsTo' }],
      interactions: [{ at: '2026-03-02', kind: 'call', participants: ['s10', 's9'], drivenBy: 's9' }],
      roles: [{ stakeholder: 's9', role: 'user' }],
      vetoes: [{ stakeholder: 's9' }],
      comments: [{ id: 'c', at: '2026-03-02', stakeholder: 's9', text: 'yes' }],
    })
    const { village } = joinVillages(crm(ann), other, { by: ['email'], ...when })
    expect(JSON.stringify(village)).not.toContain('"s9"')
    expect(village.interactions[0]).toMatchObject({ participants: ['s10', 'c1'], drivenBy: 'c1' })
    expect(village.decisions[0]?.rule).toEqual({ quota: 1, members: [{ of: { quota: 1, members: [{ of: 'c1' }] } }, { of: 's10' }] })
  })

  it('can be joined again, which changes nothing', () => {
    const once = joinVillages(crm(ann), byId, { by: ['externalId'], ...when }).village
    expect(joinVillages(once, byId, { by: ['externalId'], ...when }).village).toBe(once)
  })

  it('refuses a way that there is none', () => {
    expect(() => Reflect.apply(joinVillages, undefined, [crm(ann), byId, { by: ['name'], ...when }])).toThrow(InvalidArgumentError)
  })
})

it('a join loses nobody and hears everybody, whoever shares what', () => {
  const mail = fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example', undefined)
  const ids = fc.constantFrom('1', '2', '3', undefined)
  const people = (prefix: string) =>
    fc.array(fc.tuple(mail, ids), { maxLength: 5 }).map(all =>
      all.map(([email, id], i) => ({
        id: `${prefix}${i}`,
        ...(email !== undefined && { email }),
        ...(id !== undefined && { externalIds: [{ source: 'x', id }] }),
      })),
    )
  const ways = fc.constantFrom<readonly SamePersonBy[]>([], ['email'], ['externalId'], ['externalId', 'email'])
  always(
    fc.tuple(people('c'), people('s'), ways),
    ([known, added, by]) => {
      const { village, same, ambiguous } = joinVillages(crm(...known), survey(...added), { by, ...when })
      expect(new Set(village.stakeholders.map(({ id }) => id)).size).toBe(known.length + added.length - same.length)
      expect(village.observations).toHaveLength(added.length)
      expect(new Set(same.map(each => each.known)).size).toBe(same.length)
      expect(same.some(each => ambiguous.includes(each.added))).toBe(false)
      if (by.length === 0) expect(same).toEqual([])
    },
    300,
  )
})
