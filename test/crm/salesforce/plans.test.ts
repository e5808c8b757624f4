import { eraseStakeholder, type Village } from 'account-village'
import { mergeImport } from 'account-village/import'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, onlyOf, rest } from './records.js'

const [ANNA, BERT] = [id('Contact', 'Anna1'), id('Contact', 'Bert1')]
const stamped = (day: string): object => ({ SystemModstamp: `${day}T10:00:00.000+0000` })
const [FIRST, THEN] = [stamped('2026-02-03'), stamped('2026-05-04')]
const PLAN = rest('AccountPlan', 'Plan1', { AccountId: ACME, Name: 'Acme 2027', ...FIRST })

const objective = (key: string, fields: object = {}) =>
  rest('AccountPlanObjective', key, {
    AccountPlanId: PLAN.Id,
    Name: `Objective ${key}`,
    Status: 'New',
    StartDate: '2026-02-01',
    EndDate: '2026-11-30',
    CreatedDate: '2026-02-03T10:00:00.000+0000',
    ...FIRST,
    ...fields,
  })
const stakeholder = (key: string, person: string, fields: object = {}) =>
  rest('AccountPlanStakeholder', key, {
    AccountPlanId: PLAN.Id,
    StakeholderRefnRecordId: person,
    AccountPlanObjectiveId: null,
    ...FIRST,
    ...fields,
  })

const { Account, Contact } = acme('Anna1', 'Bert1')
const org = (...more: object[]): object[] => [...Account, ...Contact, PLAN, ...more]
const told = (village: Village) =>
  village.expectations.filter(({ retractedAt }) => retractedAt === undefined).map(({ stakeholder, statement }) => [stakeholder, statement])

describe('an objective of an account plan', () => {
  it('is expected by the stakeholders of the plan', () => {
    const result = fromSalesforce(org(objective('Goal1', { Priority: 'Low', DueDate: '2026-10-31T00:00:00Z' }), stakeholder('Hold1', ANNA)))
    expect([result.issues, result.unmapped]).toEqual([[], []])
    expect(onlyOf(result).expectations).toEqual([
      {
        id: `${objective('Goal1').Id}:plan:${PLAN.Id}:stakeholder:${stakeholder('Hold1', ANNA).Id}`,
        stakeholder: ANNA,
        statement: 'Objective Goal1',
        importance: 0.25,
        dueAt: '2026-10-31T00:00:00.000Z',
        status: [{ at: '2026-02-01T00:00:00.000Z', state: 'open' }],
        basis: 'inferred',
        source: 'salesforce',
        recordedAt: '2026-02-03T10:00:00.000Z',
      },
    ])
  })

  it('is expected by those alone who are named for it, of those who are named for one', () => {
    const [one, two] = [objective('Goal1'), objective('Goal2')]
    const result = fromSalesforce(org(one, two, stakeholder('Hold1', ANNA, { AccountPlanObjectiveId: two.Id }), stakeholder('Hold2', BERT)))
    expect(told(onlyOf(result))).toEqual([
      [BERT, 'Objective Goal1'],
      [ANNA, 'Objective Goal2'],
      [BERT, 'Objective Goal2'],
    ])
  })

  it('is expected by the contact with whom it is pursued', () => {
    expect(told(onlyOf(fromSalesforce(org(objective('Goal1', { ExternalStakeholderId: BERT })))))).toEqual([[BERT, 'Objective Goal1']])
  })

  it('is counted when it has no stakeholder, and makes nobody a person of the account', () => {
    const result = fromSalesforce(org(objective('Goal1'), objective('Goal2', { ExternalStakeholderId: BERT })))
    expect(result.issues).toEqual([
      { object: 'AccountPlanObjective', code: 'missingRecord', message: expect.stringContaining('no stakeholder in the import (1)') },
    ])
    expect(told(onlyOf(result))).toHaveLength(1)
  })

  it('says when it is closed that it is over, and how it ended only where an option says so', () => {
    const rows = org(objective('Goal1', { Status: 'Closed', LastModifiedDate: '2026-06-01T10:00:00.000+0000' }), stakeholder('Hold1', ANNA))
    const unsaid = fromSalesforce(rows)
    expect([onlyOf(unsaid).expectations, unsaid.unmapped]).toEqual([
      [],
      [{ field: 'AccountPlanObjective.Status', value: 'Closed', count: 1 }],
    ])
    const ends = (['won', 'lost', 'noDecision'] as const).map(state =>
      onlyOf(fromSalesforce(rows, { stages: { Closed: state } })).expectations.flatMap(({ status }) => status.map(each => each.state)),
    )
    expect(ends).toEqual([['open', 'met'], ['open', 'missed'], []])
  })

  it('makes a stakeholder from another account a person of this one', () => {
    const stranger = rest('Contact', 'Carla', { AccountId: id('Account', 'Away1'), Name: 'Carla' })
    const result = fromSalesforce(org(stranger, objective('Goal1'), stakeholder('Hold1', stranger.Id)))
    expect([told(onlyOf(result)), result.issues]).toEqual([[[stranger.Id, 'Objective Goal1']], []])
  })

  it('tells what is missing: the plan, its account, the contact', () => {
    const result = fromSalesforce([
      ...org(
        objective('Goal1'),
        stakeholder('Hold1', ANNA),
        stakeholder('Hold2', ACME),
        rest('AccountPlanStakeholder', 'Hold3', { AccountPlanId: PLAN.Id }),
      ),
      rest('AccountPlanStakeholder', 'Hold4', { StakeholderRefnRecordId: ANNA }),
      objective('Goal2', { AccountPlanId: id('AccountPlan', 'Plan9') }),
      rest('AccountPlan', 'Plan2', {}),
    ])
    expect(codes(result)).toEqual([
      'AccountPlan missingValue',
      'AccountPlanObjective missingRecord',
      'AccountPlanStakeholder missingValue',
      'AccountPlanStakeholder missingValue',
      'AccountPlanStakeholder missingValue',
    ])
    expect(told(onlyOf(result))).toHaveLength(1)
  })

  it('may come in sub-queries', () => {
    const { AccountPlanId: _, ...goal } = objective('Goal1')
    const { AccountPlanId: __, ...holder } = stakeholder('Hold1', ANNA)
    const nested = {
      ...PLAN,
      AccountPlanObjectives: { done: true, records: [goal] },
      AccountPlanStakeholders: { done: true, records: [holder] },
    }
    expect(told(onlyOf(fromSalesforce([...Account, ...Contact, nested])))).toEqual([[ANNA, 'Objective Goal1']])
  })

  it('leaves nothing of a stakeholder who is to be forgotten', () => {
    const individual = rest('Individual', 'Indiv', { ShouldForget: true })
    const [anna, ...others] = Contact
    const rows = [
      ...Account,
      { ...anna, IndividualId: individual.Id },
      ...others,
      individual,
      PLAN,
      objective('Goal1'),
      stakeholder('Hold1', ANNA),
    ]
    const result = fromSalesforce(rows)
    expect(JSON.stringify(result)).not.toContain(ANNA.slice(0, 15))
    expect([onlyOf(result).expectations, codes(result)]).toEqual([[], []])
  })

  it('is left out with names and texts when these are to be', () => {
    const rows = org(objective('Goal1'), stakeholder('Hold1', ANNA))
    expect(onlyOf(fromSalesforce(rows, { redact: true })).expectations).toEqual([])
  })
})

describe('a later import of an account plan', () => {
  const rows = [objective('Goal1'), objective('Goal2'), stakeholder('Hold1', ANNA), stakeholder('Hold2', BERT)]
  const first = mergeImport([], fromSalesforce(org(...rows)), { recordedAt: '2026-03-01' }).villages
  const later = (input: object, known = first) => {
    const { villages } = mergeImport(known, fromSalesforce(input), { recordedAt: '2026-06-01' })
    const [village] = villages
    if (village === undefined) throw new Error('no account')
    return village
  }
  const both = (name: string) => [
    [ANNA, name],
    [BERT, name],
  ]

  it('changes nothing when it is the same', () => {
    expect(later(org(...rows))).toEqual(first[0])
  })

  it('takes away what deleted objectives, stakeholders, contacts and plans said', () => {
    const gone = (record: { readonly Id: string }) => [{ ...record, IsDeleted: true, ...THEN }]
    expect(told(later(gone(objective('Goal1'))))).toEqual(both('Objective Goal2'))
    expect(told(later(gone(stakeholder('Hold1', ANNA))))).toEqual([
      [BERT, 'Objective Goal1'],
      [BERT, 'Objective Goal2'],
    ])
    expect(told(later(Contact.slice(0, 1).flatMap(gone)))).toHaveLength(2)
    expect(told(later(gone(PLAN)))).toEqual([])
  })

  it('does not bring back what is older than what it knows', () => {
    const without = later([{ ...objective('Goal1'), IsDeleted: true, ...THEN }])
    expect(told(later(org(...rows), [without]))).toEqual(both('Objective Goal2'))
    const renamed = later(org(objective('Goal1', { Name: 'New', ...THEN }), ...rows.slice(1)))
    expect(told(later(org(...rows), [renamed]))).toEqual(told(renamed))
    const left = later([{ ...stakeholder('Hold1', ANNA), IsDeleted: true, ...THEN }])
    expect(told(later(org(...rows), [left]))).toEqual(told(left))
  })

  it('takes the new name, ends what was closed, and keeps what it knew before', () => {
    const renamed = later(
      org(objective('Goal1', { Name: 'New', ...THEN }), objective('Goal2', { Status: 'Closed', ...THEN }), ...rows.slice(2)),
    )
    expect(told(renamed)).toEqual(both('New'))
    expect(
      renamed.expectations
        .filter(({ retractedAt }) => retractedAt !== undefined)
        .map(({ statement }) => statement)
        .sort(),
    ).toEqual(['Objective Goal1', 'Objective Goal1', 'Objective Goal2', 'Objective Goal2'])
  })

  it('takes away what a stakeholder says no longer, and what an objective says of its contact', () => {
    const one = stakeholder('Hold1', ANNA, { AccountPlanObjectiveId: objective('Goal2').Id, ...THEN })
    expect(told(later(org(...rows.slice(0, 2), one)))).toEqual([[BERT, 'Objective Goal1'], ...both('Objective Goal2')])
    const external = later([...org(), objective('Goal3', { ExternalStakeholderId: ANNA })])
    const none = { ExternalStakeholderId: null, ...THEN }
    expect(told(external)).toContainEqual([ANNA, 'Objective Goal3'])
    expect(told(later([...org(), objective('Goal3', none)], [external]))).not.toContainEqual([ANNA, 'Objective Goal3'])
  })

  it('leaves what it has not the columns for, and what nobody told', () => {
    const { Status: _, Priority: __, EndDate: ___, ...bare } = objective('Goal1', { Name: 'New', ...THEN })
    const [village] = mergeImport([], fromSalesforce(org(objective('Goal1', { Priority: 'High' }), stakeholder('Hold1', ANNA))), {
      recordedAt: '2026-03-01',
    }).villages
    if (village === undefined) throw new Error('no account')
    expect(
      later(org(bare, stakeholder('Hold1', ANNA)), [village]).expectations.find(({ retractedAt }) => retractedAt === undefined),
    ).toMatchObject({
      statement: 'New',
      importance: 1,
      dueAt: '2026-11-30T00:00:00.000Z',
      status: [{ state: 'open' }],
    })
    expect(told(later(objective('Goal1', { Name: 'New', ...THEN })))).toEqual(told(later([])))
  })

  it('calls a contact that was merged by the name under which it goes on', () => {
    const merged = { ...Contact[0], IsDeleted: true, MasterRecordId: BERT, ...THEN }
    expect(told(later([...org(...rows), merged])).every(([person]) => person === BERT)).toBe(true)
  })

  it('never brings back who was erased', () => {
    const [village] = first
    if (village === undefined) throw new Error('no account')
    const salt = 'drawn once and kept'
    const erased = eraseStakeholder(village, ANNA, { at: '2026-04-01', salt }).village
    const [again] = mergeImport([erased], fromSalesforce(org(...rows)), { recordedAt: '2026-06-01', salt }).villages
    expect(again?.expectations.map(({ stakeholder }) => stakeholder)).toEqual([BERT, BERT])
  })
})

describe('competitors whom a member of a buying committee mentions', () => {
  const committee = rest('BuyingCommittee', 'Comm1', { AccountId: ACME })
  const member = (fields: object) =>
    rest('BuyingCommitteeMember', 'Memb1', { BuyingCommitteeId: committee.Id, ReferenceMemberId: ANNA, ...FIRST, ...fields })
  const read = (fields: object) => fromSalesforce([...Account, ...Contact, committee, member(fields)])
  const RESEARCHED = { LastResearchedDateTime: '2026-04-01T10:00:00.000+0000' }

  it('are a comment each, found by conclusion', () => {
    const result = read({ CompetitorsMentionedTxt: 'Vulkan; Südstahl, vulkan;None', ...RESEARCHED })
    expect(result.issues).toEqual([])
    expect(onlyOf(result).comments.map(({ id: _, ...comment }) => comment)).toEqual(
      expect.arrayContaining(
        ['vulkan', 'Südstahl'].map(name => ({
          stakeholder: ANNA,
          at: '2026-04-01T10:00:00.000Z',
          text: `Competitor mentioned: ${name}`,
          themes: [`competitor: ${name}`],
          basis: 'inferred',
          source: 'salesforce',
        })),
      ),
    )
    expect(onlyOf(result).comments).toHaveLength(2)
  })

  it('are dated by the last change where no research is, and told where nothing is', () => {
    const changed = read({ CompetitorsMentionedTxt: 'Vulkan', LastModifiedDate: '2026-04-03T10:00:00.000+0000' })
    expect(onlyOf(changed).comments.map(({ at }) => at)).toEqual(['2026-04-03T10:00:00.000Z'])
    expect(codes(read({ CompetitorsMentionedTxt: 'Vulkan' }))).toEqual(['BuyingCommitteeMember missingValue'])
  })

  it('come and go with later imports', () => {
    const merge = (known: readonly Village[], fields: object) => mergeImport(known, read(fields), { recordedAt: '2026-06-01' }).villages
    const themes = ([village]: readonly Village[]) =>
      village?.comments.filter(({ retractedAt }) => retractedAt === undefined).flatMap(({ themes = [] }) => themes)
    const first = merge([], { CompetitorsMentionedTxt: 'Vulkan;Südstahl', ...RESEARCHED })
    const later = merge(first, { CompetitorsMentionedTxt: 'Vulkan;Walzer', LastResearchedDateTime: '2026-05-01', ...THEN })
    expect(themes(later)?.sort()).toEqual(['competitor: Vulkan', 'competitor: Walzer'])
    expect(themes(merge(later, { ...RESEARCHED, ...stamped('2026-05-05') }))).toHaveLength(2)
    expect(themes(merge(later, { IsDeleted: true, ...stamped('2026-05-05') }))).toEqual([])
  })
})
