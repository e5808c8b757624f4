import { record, retract, revise, snapshot, type Village } from 'account-village'
import { fromHubSpot } from 'account-village/hubspot'
import { type ImportResult, mergeImport } from 'account-village/import'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, test } from 'vitest'

const ACCOUNT = { Id: '001000000000001AAA', Name: 'Nordwalz' }
const ANN = '003000000000001AAA'
const BO = '003000000000002AAA'
const contact = (Id: string, more: object = {}, day = 1) => ({
  Id,
  AccountId: ACCOUNT.Id,
  LastName: Id === ANN ? 'Ann' : 'Bo',
  Title: 'Engineer',
  SystemModstamp: `2026-01-0${day}T00:00:00Z`,
  ...more,
})
const merged = (known: readonly Village[], result: ImportResult, recordedAt: string, options: object = {}): readonly Village[] =>
  mergeImport(known, result, { recordedAt, ...options }).villages
const first = (): Village => only(merged([], fromSalesforce([ACCOUNT, contact(ANN), contact(BO)]), '2026-02-01'))

function only(villages: readonly Village[]): Village {
  const [village, ...others] = villages
  if (village === undefined || others.length > 0) throw new Error(`there are ${villages.length} villages`)
  return village
}

const peopleOn = (village: Village, day: string) =>
  snapshot(village, day).stakeholders.flatMap(({ id, name, title }) => (name === undefined ? [] : [[id, title]]))

describe('what people of ours recorded', () => {
  const ours = (village: Village): Village =>
    record(village, {
      observations: [{ id: 'r1', stakeholder: BO, at: '2026-02-02', sentiment: -0.5, via: 'interview' }],
      roles: [{ id: 'x1', stakeholder: BO, role: 'approver' }],
      ties: [{ id: 't1', from: ANN, to: BO, kind: 'influence' }],
    })

  test('keeps a person who was deleted in the source, with all of it', () => {
    const village = only(merged([ours(first())], fromSalesforce([{ Id: BO, IsDeleted: true }]), '2026-02-08'))
    const s = snapshot(village, '2026-02-09')
    expect(s.stakeholders.map(({ id }) => id)).toContain(BO)
    expect([s.observations.length, s.roles.some(({ id }) => id === 'x1'), s.ties.map(({ id }) => id)]).toEqual([1, true, ['t1']])
  })

  test('goes over to whom a person was merged into', () => {
    const village = only(merged([ours(first())], fromSalesforce([{ Id: BO, IsDeleted: true, MasterRecordId: ANN }]), '2026-02-08'))
    const s = snapshot(village, '2026-02-09')
    expect(peopleOn(village, '2026-02-09').map(([id]) => id)).toEqual([ANN])
    expect([s.observations.map(each => each.stakeholder), s.roles.find(({ id }) => id === 'x1')?.stakeholder]).toEqual([[ANN], ANN])
    // Nobody influences themselves.
    expect(s.ties).toEqual([])
    expect(snapshot(village, '2026-02-07').observations.map(each => each.stakeholder)).toEqual([BO])
  })

  test('of what we do goes over with accounts that are merged, without what went and was answered', () => {
    const into = { Id: '001000000000002AAA', Name: 'Nordwalz Group' }
    const nps = { source: 'salesforce', at: '2026-02-02', stakeholder: BO, text: 't' }
    const planned = record(first(), {
      comments: [
        { ...nps, id: 'gone', retractedAt: '2026-02-03' },
        { id: 'kept', at: '2026-02-02', stakeholder: BO, text: 't' },
      ],
      teammates: [{ id: 'kim' }],
      relationships: [{ teammate: 'kim', stakeholder: BO, level: 0.5 }],
      moves: [
        { id: 'm1', statement: 's', with: [ANN], by: 'kim' },
        {
          id: 'm2',
          statement: 's',
          with: [BO],
          dependsOn: ['m1'],
          answers: [
            { kind: 'comment', id: 'gone' },
            { kind: 'comment', id: 'kept', stakeholder: BO },
          ],
          sharedWith: [{ stakeholder: BO, at: '2026-02-04' }],
        },
      ],
    })
    const known = [planned, ...merged([], fromSalesforce([into]), '2026-02-01')]
    const news = fromSalesforce([
      { Id: ACCOUNT.Id, IsDeleted: true, MasterRecordId: into.Id },
      { Id: BO, IsDeleted: true, MasterRecordId: ANN },
      contact(ANN, { AccountId: into.Id }, 3),
    ])
    const village = merged(known, news, '2026-02-08').find(({ account }) => account.id === into.Id)
    expect(village?.relationships).toMatchObject([{ teammate: 'kim', stakeholder: ANN }])
    expect(village?.moves).toMatchObject([
      { id: 'm1', by: 'kim' },
      {
        id: 'm2',
        with: [ANN],
        dependsOn: ['m1'],
        answers: [{ kind: 'comment', id: 'kept', stakeholder: ANN }],
        sharedWith: [{ stakeholder: ANN }],
      },
    ])
  })

  test('is not overwritten by a record that did not change, and is by one that did', () => {
    const known = revise(first(), { stakeholders: [{ ...personOf(first(), BO), title: 'Head of IT' }] }, { recordedAt: '2026-02-03' })
    const same = only(merged([known], fromSalesforce([ACCOUNT, contact(BO)]), '2026-02-08'))
    expect(peopleOn(same, '2026-02-09')).toContainEqual([BO, 'Head of IT'])
    const changed = only(merged([same], fromSalesforce([contact(BO, { Title: 'CIO' }, 3)]), '2026-02-15'))
    expect(peopleOn(changed, '2026-02-16')).toContainEqual([BO, 'CIO'])
  })

  test('stays taken back although the same record comes again', () => {
    const champion = {
      Id: '07k000000000001AAA',
      AccountId: ACCOUNT.Id,
      ContactId: BO,
      Roles: 'Champion',
      SystemModstamp: '2026-01-01T00:00:00Z',
    }
    const village = only(merged([], fromSalesforce([ACCOUNT, contact(BO), champion]), '2026-02-01'))
    const without = retract(village, village.roles[0]?.id ?? '', { recordedAt: '2026-02-03' })
    const again = only(merged([without], fromSalesforce([ACCOUNT, contact(BO), champion]), '2026-02-08'))
    expect(again.roles.filter(({ retractedAt }) => retractedAt === undefined)).toEqual([])
  })

  test('is kept by a person who moved where it was recorded', () => {
    const other = { Id: '001000000000002AAA', Name: 'Other' }
    const moved = fromSalesforce([other, contact(BO, { AccountId: other.Id }, 3)])
    const [left, joined] = merged([ours(first())], moved, '2026-02-08')
    if (left === undefined || joined === undefined) throw new Error('there are two accounts')
    expect([peopleOn(left, '2026-02-07').length, peopleOn(left, '2026-02-09').length, peopleOn(joined, '2026-02-09').length]).toEqual([
      2, 1, 1,
    ])
    expect(left.observations.map(({ retractedAt }) => retractedAt)).toEqual([undefined])
  })
})

describe('what a source said', () => {
  test('is not taken away by another', () => {
    const organizations = [{ id: 7, name: 'Nordwalz' }]
    const pipedrive = fromPipedrive({ organizations, persons: [{ id: 1, name: 'Cy', org_id: 7 }] })
    const known = merged([first()], pipedrive, '2026-02-02')
    const after = merged(known, fromPipedrive({ organizations, persons: [] }), '2026-02-08', { complete: true })
    expect(after.map(village => peopleOn(village, '2026-02-09').length)).toEqual([2, 0])
  })

  test('and is not in an import that holds everything is gone, and else stays', () => {
    const without = () => fromSalesforce([ACCOUNT, contact(ANN)])
    expect(peopleOn(only(merged([first()], without(), '2026-02-08')), '2026-02-09').length).toBe(2)
    const village = only(merged([first()], without(), '2026-02-08', { complete: true }))
    expect([peopleOn(village, '2026-02-07').length, peopleOn(village, '2026-02-09')]).toEqual([2, [[ANN, 'Engineer']]])
  })

  const wish = { Id: '0PK000000000001GAA', ShouldForget: true }
  test.each([
    ['the record of the person and that of the wish', { Contact: [contact(BO, { IndividualId: wish.Id }, 3)], Individual: [wish] }],
    ['nothing but the wish', { Individual: [wish] }],
  ])('of who is to be forgotten is erased by %s, with meetings that were with nobody else', (_, wishes) => {
    const task = (Id: string, WhoId: string) => ({ Id, WhoId, AccountId: ACCOUNT.Id, Status: 'Completed', ActivityDate: '2026-01-10' })
    const told = {
      Account: [ACCOUNT],
      Contact: [contact(ANN), contact(BO, { IndividualId: wish.Id })],
      Individual: [{ ...wish, ShouldForget: false }],
      Task: [task('00T000000000001AAA', ANN), task('00T000000000002AAA', BO)],
    }
    const village = only(merged([], fromSalesforce(told), '2026-02-01'))
    const { villages, changes } = mergeImport([village], fromSalesforce(wishes), { recordedAt: '2026-02-08', salt: 'a salt of the tests' })
    expect([changes.withdrawn.erased, only(villages).interactions.map(({ id }) => id)]).toEqual([1, ['00T000000000001AAA']])
    for (const trace of [BO, 'Bo"', wish.Id, '00T000000000002AAA']) expect(JSON.stringify(only(villages).stakeholders)).not.toContain(trace)
    // An older export does not bring them back.
    const again = mergeImport(villages, fromSalesforce(told), { recordedAt: '2026-02-15' })
    expect([JSON.stringify(again.villages).includes(BO), again.changes.issues]).toEqual([false, []])
  })

  test('of a field stays where the record comes without its column, and goes where the column is empty', () => {
    const { Title: _, ...bare } = contact(ANN, {}, 3)
    const silent = only(merged([first()], fromSalesforce([bare]), '2026-02-08'))
    expect(peopleOn(silent, '2026-02-09')).toContainEqual([ANN, 'Engineer'])
    const empty = only(merged([first()], fromSalesforce([contact(ANN, { Title: null }, 3)]), '2026-02-08'))
    expect(peopleOn(empty, '2026-02-09')).toContainEqual([ANN, undefined])
  })

  test('and took back holds again when it says so again', () => {
    const role = (Roles: string, day: number) => ({
      Id: '07k000000000001AAA',
      AccountId: ACCOUNT.Id,
      ContactId: ANN,
      Roles,
      CreatedDate: '2026-01-01T00:00:00Z',
      SystemModstamp: `2026-01-0${day}T00:00:00Z`,
    })
    const days = ['2026-02-01', '2026-02-08', '2026-02-15']
    const told = [role('Champion', 1), role('Business User', 2), role('Champion', 3)]
    const village = told.reduce((known: readonly Village[], each, i) => {
      return merged(known, fromSalesforce([ACCOUNT, contact(ANN), each]), days[i] ?? '')
    }, [])
    const rolesOn = (day: string) =>
      snapshot(only(village), day)
        .roles.filter(({ id }) => id.startsWith('07k'))
        .map(each => each.role)
    expect(days.map(rolesOn)).toEqual([['champion'], ['user'], ['champion']])
  })

  test('by the label of an association goes with the label, and over to the record that is left', () => {
    const labels = (from: string, ...named: readonly string[]) => ({
      contactsToDeals: [
        { from: { id: from }, to: [{ toObjectId: 9, associationTypes: [{ typeId: 4 }, ...named.map(label => ({ typeId: 30, label }))] }] },
      ],
    })
    const portal = {
      companies: [{ id: '7', properties: { name: 'Nordwalz' } }],
      deals: [{ id: '9', properties: { dealname: 'Renewal', hs_is_closed: 'false', hs_primary_associated_company: '7' } }],
      contacts: ['1', '2'].map(id => ({ id, properties: { lastname: `Person ${id}`, associatedcompanyid: '7' } })),
    }
    const rolesIn = (village: Village) =>
      village.roles.flatMap(each => (each.retractedAt === undefined ? [[each.stakeholder, each.role]] : []))
    const village = only(merged([], fromHubSpot({ ...portal, ...labels('1', 'Champion', 'End user') }), '2026-02-01'))
    const fewer = only(merged([village], fromHubSpot(labels('1', 'Champion')), '2026-02-08'))
    expect(rolesIn(fewer)).toEqual([['hubspot:contact:1', 'champion']])
    const survivor = { id: '2', properties: { lastname: 'Person 2', associatedcompanyid: '7', hs_merged_object_ids: '1' } }
    const one = only(merged([fewer], fromHubSpot({ contacts: [survivor] }), '2026-02-15'))
    expect(rolesIn(one)).toEqual([['hubspot:contact:2', 'champion']])
    expect(rolesIn(only(merged([one], fromHubSpot(labels('2', 'End user')), '2026-02-22')))).toEqual([['hubspot:contact:2', 'user']])
  })

  test('of a time that is over stays although its history does not come again', () => {
    const role = {
      Id: '07k000000000001AAA',
      AccountId: ACCOUNT.Id,
      ContactId: ANN,
      Roles: 'Champion',
      SystemModstamp: '2026-01-05T00:00:00Z',
    }
    const village = only(merged([], fromSalesforce([ACCOUNT, contact(ANN), role]), '2026-02-01'))
    const ended = revise(village, { roles: village.roles.map(each => ({ ...each, until: '2026-02-03' })) }, { recordedAt: '2026-02-03' })
    const now = { ...role, Roles: 'Business User', SystemModstamp: '2026-02-06T00:00:00Z' }
    const after = only(merged([ended], fromSalesforce([ACCOUNT, now]), '2026-02-08'))
    const held = after.roles.filter(({ retractedAt }) => retractedAt === undefined)
    expect(held.map(each => [each.role, each.until]).sort()).toEqual([
      ['champion', '2026-02-03T00:00:00.000Z'],
      ['user', undefined],
    ])
  })
})

function personOf(village: Village, id: string) {
  const person = village.stakeholders.find(each => each.id === id)
  if (person === undefined) throw new Error('there is nobody')
  return person
}
