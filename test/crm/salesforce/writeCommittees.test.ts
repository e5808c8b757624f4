import { InvalidArgumentError, type RoleFact, record, retract, type Village } from 'account-village'
import { fromSalesforce, type SalesforceWrite, type SalesforceWriteOptions, toSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, id, only, onlyOf, type RestRecord, rest } from './records.js'

const [ANNA, BERT, CARLA] = [id('Contact', 'Anna1'), id('Contact', 'Bert1'), id('Contact', 'Carla')]
const [COMMITTEE, ANNAS, BERTS] = [
  id('BuyingCommittee', 'Comm1'),
  id('BuyingCommitteeMember', 'Memb1'),
  id('BuyingCommitteeMember', 'Memb2'),
]
const [BUYER, CHAMPION] = [id('BuyingCommitteeRole', 'Role1'), id('BuyingCommitteeRole', 'Role2')]
const people = acme('Anna1', 'Bert1', 'Carla')

/** An org by the ids of its records. */
type Org = ReadonlyMap<string, object>

const orgOf = (records: readonly RestRecord[]): Org => new Map(records.map(each => [each.Id, each]))

const ORG = orgOf([
  ...people.Account,
  ...people.Contact,
  rest('BuyingCommittee', 'Comm1', { AccountId: ACME, Name: 'Rolling mill' }),
  rest('BuyingCommitteeRole', 'Role1', { BuyingCommitteeId: COMMITTEE, Name: 'Economic Buyer' }),
  rest('BuyingCommitteeRole', 'Role2', { BuyingCommitteeId: COMMITTEE, Name: 'Champion' }),
  rest('BuyingCommitteeMember', 'Memb1', { BuyingCommitteeId: COMMITTEE, ReferenceMemberId: ANNA, AdditionMethod: 'Agent' }),
  rest('BuyingCommitteeMember', 'Memb2', { BuyingCommitteeId: COMMITTEE, ReferenceMemberId: BERT, AdditionMethod: 'Manual' }),
  rest('BuyingComteMbrRoleAsgnt', 'Asgn1', { BuyingCommitteeMemberId: ANNAS, BuyingCommitteeRoleId: BUYER }),
  rest('BuyingComteMbrRoleAsgnt', 'Asgn2', { BuyingCommitteeMemberId: BERTS, BuyingCommitteeRoleId: CHAMPION, RoleName: 'Champion' }),
])

const read = (org: Org): Village => only([...org.values()])

/** The org once everything is written: what has an id changes, what has none becomes a record of its own. */
function written(org: Org, { batches }: SalesforceWrite): Org {
  const after = new Map(org)
  let made = 0
  for (const { externalId, records } of batches) {
    for (const fields of records) {
      const key = externalId === 'Id' ? String(fields.Id) : `new ${made++}`
      after.set(key, { ...after.get(key), ...fields })
    }
  }
  return after
}

const idless = (type: string, fields: object): object => ({ attributes: { type }, ...fields })
const withRoles = (...roles: RoleFact[]): Village => record(read(ORG), { roles })
const plain = ({ batches }: SalesforceWrite): (readonly [string, object])[] =>
  batches.flatMap(({ object, records }) => records.map(({ attributes: _, ...fields }) => [object, fields] as const))
const inCommittee = { accountRoles: 'BuyingCommittee' } as const
const KNOWN = { committeeRoles: { 'Economic Buyer': BUYER, champion: CHAMPION } } as const

describe('roles that were read from a buying committee', () => {
  it.each([{}, inCommittee, { ...inCommittee, ...KNOWN }])(
    'are written under the ids of their assignments, and nothing is new: %j',
    options => {
      const write = toSalesforce(read(ORG), { include: 'all', ...options })
      expect(write.issues).toEqual([])
      expect(write.batches.map(({ object, externalId }) => [object, externalId])).toEqual([['BuyingComteMbrRoleAsgnt', 'Id']])
      expect(write.batches[0]?.records).toMatchObject([
        { Id: id('BuyingComteMbrRoleAsgnt', 'Asgn1'), BuyingCommitteeMemberId: ANNAS, RoleName: 'Economic Buyer' },
        { Id: id('BuyingComteMbrRoleAsgnt', 'Asgn2'), BuyingCommitteeMemberId: BERTS, RoleName: 'Champion' },
      ])
      const after = written(ORG, write)
      expect([...after.keys()]).toEqual([...ORG.keys()])
      expect(read(after)).toEqual(read(ORG))
    },
  )

  it('are not written again when only new ones are asked for, even if another source tells them too', () => {
    expect(toSalesforce(withRoles({ stakeholder: ANNA, role: 'economicBuyer' }), inCommittee)).toEqual({ batches: [], issues: [] })
  })

  it('are not written once they are no longer believed', () => {
    const [first] = read(ORG).roles
    const village = retract(read(ORG), first?.id ?? '', { recordedAt: '2026-11-20' })
    expect(plain(toSalesforce(village, { include: 'all' })).map(([, fields]) => fields)).toMatchObject([{ RoleName: 'Champion' }])
  })

  it('keep the label that has a role of the committee', () => {
    const technical = id('BuyingCommitteeRole', 'Role3')
    const org = new Map(ORG).set(technical, rest('BuyingCommitteeRole', 'Role3', { Name: 'Technical Evaluator' }))
    const asgn = rest('BuyingComteMbrRoleAsgnt', 'Asgn3', { BuyingCommitteeMemberId: ANNAS, BuyingCommitteeRoleId: technical })
    const write = toSalesforce(read(org.set(asgn.Id, asgn)), { include: 'all', committeeRoles: { 'Technical Evaluator': technical } })
    expect(plain(write).at(-1)?.[1]).toEqual({
      Id: asgn.Id,
      BuyingCommitteeMemberId: ANNAS,
      BuyingCommitteeRoleId: technical,
      RoleName: 'Technical Evaluator',
    })
  })

  it('are an issue when their assignments were read without an id', () => {
    const asgn = idless('BuyingComteMbrRoleAsgnt', { BuyingCommitteeMemberId: ANNAS, RoleName: 'Champion' })
    const org = new Map(ORG).set(id('BuyingComteMbrRoleAsgnt', 'Asgn1'), asgn)
    const { batches, issues } = toSalesforce(read(org), { include: 'all' })
    expect(batches.flatMap(({ records }) => records)).toHaveLength(1)
    expect(issues).toMatchObject([{ object: 'Contact', id: ANNA, code: 'invalidId' }])
  })
})

describe('a new role in a buying committee', () => {
  const champion = { stakeholder: ANNA, role: 'champion' } as const

  it('of somebody who is in it is one assignment', () => {
    const write = toSalesforce(withRoles(champion), { ...inCommittee, ...KNOWN })
    expect(write.issues).toEqual([])
    expect(plain(write)).toEqual([
      ['BuyingComteMbrRoleAsgnt', { BuyingCommitteeMemberId: ANNAS, BuyingCommitteeRoleId: CHAMPION, RoleName: 'Champion' }],
    ])
    const after = written(ORG, write)
    expect(after.size).toBe(ORG.size + 1)
  })

  it('is read again, and then not written again', () => {
    const village = withRoles(champion)
    const asgn = rest('BuyingComteMbrRoleAsgnt', 'Asgn3', plain(toSalesforce(village, inCommittee))[0]?.[1])
    const again = read(new Map(ORG).set(asgn.Id, asgn))
    expect(again.roles.map(({ stakeholder, role }) => [stakeholder, role])).toContainEqual([ANNA, 'champion'])
    expect(toSalesforce(record(village, again), inCommittee).batches).toEqual([])
  })

  it('names its role in words, as an issue, when the id of the role is not known', () => {
    const { batches, issues } = toSalesforce(withRoles(champion), inCommittee)
    expect(batches[0]?.records[0]).toMatchObject({ BuyingCommitteeMemberId: ANNAS, RoleName: 'Champion' })
    expect(batches[0]?.records[0]).not.toHaveProperty('BuyingCommitteeRoleId')
    expect(issues).toMatchObject([{ object: 'BuyingCommitteeRole', code: 'missingValue' }])
  })

  it('of somebody who is not in it is a member and an assignment, members first', () => {
    const write = toSalesforce(withRoles(champion, { ...champion, stakeholder: CARLA }), { ...inCommittee, ...KNOWN })
    const roles = { BuyingCommitteeRoleId: CHAMPION, RoleName: 'Champion' }
    const member = `@member_${CARLA}`
    expect(plain(write)).toEqual([
      ['BuyingCommitteeMember', { BuyingCommitteeId: COMMITTEE, ReferenceMemberId: CARLA, AdditionMethod: 'Manual' }],
      ['BuyingComteMbrRoleAsgnt', { BuyingCommitteeMemberId: ANNAS, ...roles }],
      ['BuyingComteMbrRoleAsgnt', { BuyingCommitteeMemberId: member, ...roles }],
    ])
    expect(onlyOf(fromSalesforce([...written(ORG, write).values()])).roles).toHaveLength(4)
  })

  it('where there is none yet comes with the committee and its roles', () => {
    const base = orgOf([...people.Account, ...people.Contact])
    const write = toSalesforce(record(read(base), { roles: [champion, { stakeholder: BERT, role: 'champion' }] }), inCommittee)
    expect(write.issues).toEqual([])
    expect(write.batches.map(({ object, records }) => [object, records.length])).toEqual([
      ['BuyingCommittee', 1],
      ['BuyingCommitteeRole', 1],
      ['BuyingCommitteeMember', 2],
      ['BuyingComteMbrRoleAsgnt', 2],
    ])
    expect(plain(write).at(-1)?.[1]).toMatchObject({ BuyingCommitteeRoleId: `@role_${ACME}_Champion` })
  })

  it('where there are several is an issue, until one is named', () => {
    const other = rest('BuyingCommittee', 'Comm2', { AccountId: ACME, Name: 'Foundry' })
    const member = rest('BuyingCommitteeMember', 'Memb3', { BuyingCommitteeId: other.Id, ReferenceMemberId: ANNA })
    const village = record(read(new Map(ORG).set(other.Id, other).set(member.Id, member)), {
      roles: [champion, { stakeholder: BERT, role: 'user' }, { stakeholder: CARLA, role: 'user' }],
    })
    const members = (options: SalesforceWriteOptions) =>
      plain(toSalesforce(village, { ...inCommittee, ...options })).map(([, fields]) => Object.values(fields)[0])
    expect(toSalesforce(village, inCommittee).issues).toContainEqual({
      object: 'Account',
      id: ACME,
      code: 'missingValue',
      message: 'It has several buying committees (2), so new roles of people were left out. Name one in committee.',
    })
    expect(members({})).toEqual([BERTS])
    const kept = plain(toSalesforce(village, { include: 'all', committee: other.Id, ...KNOWN })).filter(([, fields]) => 'Id' in fields)
    // Roles of one committee are none of another.
    expect(kept.map(([, fields]) => 'BuyingCommitteeRoleId' in fields)).toEqual([false, false])
    expect(members({ committee: other.Id.slice(0, 15) })).toEqual(members({ committee: other.Id }))
    expect(members({ committee: other.Id })).toEqual([other.Id, other.Id, member.Id, `@member_${BERT}`, `@member_${CARLA}`])
  })

  it('of somebody whom Salesforce finds by an external id is a member who is found by it', () => {
    const village = record(read(ORG), { stakeholders: [{ id: 'hubspot:501', roles: ['champion'] }] })
    const [member] = plain(toSalesforce(village, { ...inCommittee, ...KNOWN, externalIds: { Contact: 'Village_Id__c' } }))
    expect(member).toEqual([
      'BuyingCommitteeMember',
      { BuyingCommitteeId: COMMITTEE, ReferenceMember: { Village_Id__c: 'hubspot:501' }, AdditionMethod: 'Manual' },
    ])
  })

  it('of a member who was read without an id is an issue', () => {
    const member = idless('BuyingCommitteeMember', { BuyingCommitteeId: COMMITTEE, ReferenceMemberId: CARLA })
    const village = record(read(new Map(ORG).set('no id', member)), { roles: [{ ...champion, stakeholder: CARLA }] })
    const { batches, issues } = toSalesforce(village, { ...inCommittee, ...KNOWN })
    expect(batches).toEqual([])
    expect(issues).toMatchObject([{ object: 'Contact', id: CARLA, code: 'invalidId' }])
  })
})

it('a membership stands only in the village of its account', () => {
  const away = rest('Account', 'Away1', { Name: 'Away' })
  const relation = rest('AccountContactRelation', 'Rel01', { AccountId: away.Id, ContactId: ANNA, IsActive: true })
  const { villages } = fromSalesforce([...ORG.values(), away, relation])
  const idsOf = (account: string) =>
    villages.find(village => village.account.id === account)?.stakeholders.find(person => person.id === ANNA)?.externalIds
  expect(idsOf(ACME)).toEqual([
    { source: 'salesforce', id: ANNA },
    { source: `salesforce:BuyingCommittee:${COMMITTEE}`, id: ANNAS },
  ])
  expect(idsOf(away.Id)).toEqual([{ source: 'salesforce', id: ANNA }])
})

it.each([{ committee: 'the first' }, { committeeRoles: { Champion: 'no id' } }])(
  'an option that makes no sense is refused: %j',
  options => {
    expect(() => toSalesforce(read(ORG), options)).toThrow(InvalidArgumentError)
  },
)
