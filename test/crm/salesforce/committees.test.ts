import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, onlyOf, rest } from './records.js'

const ANNA = id('Contact', 'Anna1')
const COMMITTEE = rest('BuyingCommittee', 'Comm1', { AccountId: ACME, Name: 'Rolling mill', CompletenessDegree: 60, MemberTotal: 1 })
const ROLE = rest('BuyingCommitteeRole', 'Role1', { Name: 'Economic Buyer', WeightContribution: 30, IsRequired: true })
const member = (fields: object = {}) =>
  rest('BuyingCommitteeMember', 'Memb1', {
    BuyingCommitteeId: COMMITTEE.Id,
    ReferenceMemberId: ANNA,
    AdditionMethod: 'Manual',
    CreatedDate: '2026-02-03T10:00:00.000+0000',
    ...fields,
  })
const assignment = (fields: object = {}) =>
  rest('BuyingComteMbrRoleAsgnt', 'Asgn1', {
    BuyingCommitteeMemberId: member().Id,
    BuyingCommitteeRoleId: ROLE.Id,
    CreatedDate: '2026-02-04T10:00:00.000+0000',
    ...fields,
  })
const org = (...more: object[]): object[] => [...acme('Anna1').Account, ...acme('Anna1').Contact, COMMITTEE, ROLE, ...more]

describe('a member of a buying committee', () => {
  it('has the role that is assigned to them, in all decisions of the account', () => {
    const result = fromSalesforce(org(member(), assignment()))
    expect(result.issues).toEqual([])
    expect(onlyOf(result).roles).toEqual([
      {
        id: `${assignment().Id}:role:economicBuyer`,
        stakeholder: ANNA,
        role: 'economicBuyer',
        basis: 'stated',
        source: 'salesforce',
        recordedAt: '2026-02-04T10:00:00.000Z',
      },
    ])
  })

  it('has it by conclusion when an agent added them', () => {
    expect(onlyOf(fromSalesforce(org(member({ AdditionMethod: 'Agent' }), assignment()))).roles[0]?.basis).toBe('inferred')
  })

  it('has the role by the name that stands with the assignment, if one does', () => {
    const roles = onlyOf(fromSalesforce(org(member(), assignment({ RoleName: 'Technical Evaluator' })))).roles
    expect(roles.map(({ role }) => role)).toEqual(['technicalBuyer'])
  })

  it('has none by a name that nothing is known of, which is counted', () => {
    const result = fromSalesforce(org(member(), assignment({ RoleName: 'CFO' })))
    expect(onlyOf(result).roles).toEqual([])
    expect(result.unmapped).toEqual([{ field: 'BuyingComteMbrRoleAsgnt.RoleName', value: 'CFO', count: 1 }])
  })

  it('is a person of the account, wherever they come from', () => {
    const stranger = rest('Contact', 'Carla', { AccountId: id('Account', 'Away1'), Name: 'Carla' })
    const result = fromSalesforce(org(stranger, member({ ReferenceMemberId: stranger.Id })))
    expect(onlyOf(result).stakeholders.map(person => person.id)).toContain(stranger.Id)
    expect(result.issues).toEqual([])
  })

  it('may come in sub-queries, which need not repeat the records around them', () => {
    const { BuyingCommitteeMemberId: _, ...bare } = assignment()
    const { BuyingCommitteeId: __, ...inner } = member()
    const full = { ...inner, BuyingComteMbrRoleAsgnts: { done: true, records: [bare] } }
    const nested = { ...COMMITTEE, BuyingCommitteeMembers: { done: true, records: [full] } }
    expect(onlyOf(fromSalesforce([...acme('Anna1').Account, ...acme('Anna1').Contact, nested, ROLE])).roles).toHaveLength(1)
  })

  it.each([
    [
      'a member without a committee',
      [member({ BuyingCommitteeId: id('BuyingCommittee', 'Away1') })],
      'BuyingCommitteeMember missingRecord',
    ],
    ['a member without a contact', [member({ ReferenceMemberId: null })], 'BuyingCommitteeMember missingValue'],
    ['an assignment without a member', [assignment()], 'BuyingComteMbrRoleAsgnt missingRecord'],
    ['an assignment without a role', [member(), assignment({ BuyingCommitteeRoleId: null })], 'BuyingComteMbrRoleAsgnt missingValue'],
  ])('%s is an issue', (_, records, code) => {
    expect(codes(fromSalesforce(org(...records)))).toEqual([code])
  })
})

describe('an AccountContactRole', () => {
  const role = rest('AccountContactRole', 'Role1', { AccountId: ACME, ContactId: ANNA, Role: 'Executive Sponsor', IsPrimary: true })

  it('is a role of the account', () => {
    expect(onlyOf(fromSalesforce(org(role))).roles).toMatchObject([
      { id: `${role.Id}:role:executiveSponsor`, stakeholder: ANNA, role: 'executiveSponsor', basis: 'stated' },
    ])
  })

  it('does not bring back who left', () => {
    const left = rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: ANNA, IsActive: false, EndDate: '2026-01-31' })
    expect(onlyOf(fromSalesforce(org(role, left))).stakeholders[0]?.leftAt).toBe('2026-01-31T00:00:00.000Z')
  })
})

describe('those who took part in a meeting', () => {
  const [BERT, CARLA] = ['Bert1', 'Carla'].map(key => id('Contact', key))
  const event = (fields: object = {}) =>
    rest('Event', 'Evnt1', { AccountId: ACME, WhoId: CARLA, StartDateTime: '2026-04-01T08:00:00.000+0000', ...fields })
  const guest = (key: string, RelationId: string | undefined, fields: object = {}) =>
    rest('EventRelation', key, { EventId: event().Id, RelationId, IsWhat: false, IsParent: true, Status: 'Accepted', ...fields })
  const read = (...records: object[]) =>
    fromSalesforce([...acme('Anna1', 'Bert1', 'Carla').Account, ...acme('Anna1', 'Bert1', 'Carla').Contact, ...records])
  const participants = (...records: object[]) => onlyOf(read(...records)).interactions.map(each => each.participants)

  it('are whom it names and those related to it, each once', () => {
    expect(participants(event(), guest('Rela1', ANNA), guest('Rela2', BERT), guest('Rela3', CARLA))).toEqual([[CARLA, ANNA, BERT]])
    expect(participants(event({ WhoId: null }), guest('Rela2', BERT), guest('Rela1', ANNA))).toEqual([[ANNA, BERT]])
  })

  it('are not those who declined, users of ours, or what it is about', () => {
    const others = [
      guest('Rela1', ANNA, { Status: 'Declined' }),
      guest('Rela2', '0055g00000UserXAAV'),
      guest('Rela3', id('Opportunity', 'Opp01'), { IsWhat: true }),
    ]
    expect(participants(event(), ...others)).toEqual([[CARLA]])
  })

  it('tell the account where nothing else does', () => {
    expect(participants(event({ AccountId: null, WhoId: null }), guest('Rela1', ANNA))).toEqual([[ANNA]])
  })

  it('are not those who are to be forgotten; the others stay', () => {
    const individual = rest('Individual', 'Indiv', { ShouldForget: true })
    const forgotten = rest('Contact', 'Ghost', { AccountId: ACME, IndividualId: individual.Id })
    const result = read(event(), forgotten, individual, guest('Rela1', forgotten.Id), guest('Rela2', BERT))
    expect(onlyOf(result).interactions[0]?.participants).toEqual([CARLA, BERT])
    expect(JSON.stringify(result)).not.toContain(forgotten.Id)
  })

  it('of a task are told by TaskRelation', () => {
    const task = rest('Task', 'Task1', { AccountId: ACME, WhoId: CARLA, Status: 'Completed', ActivityDate: '2026-04-01' })
    const relation = rest('TaskRelation', 'Rela1', { TaskId: task.Id, RelationId: ANNA, IsWhat: false })
    expect(participants(task, relation)).toEqual([[CARLA, ANNA]])
  })

  it('who are leads are counted', () => {
    expect(read(event(), guest('Rela1', id('Lead', 'Lead1'))).coverage.leftOut.leads).toBe(1)
  })

  it('of a meeting that is not in the import are an issue', () => {
    expect(codes(read(guest('Rela1', ANNA)))).toEqual(['EventRelation missingRecord'])
  })
})
