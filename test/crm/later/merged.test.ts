import { record, type Village } from 'account-village'
import { fromAttio } from 'account-village/attio'
import type { ImportResult } from 'account-village/import'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, test } from 'vitest'
import { company, message, person, ref, text } from '../attio/records.js'
import { take } from './take.js'

const merged = (...results: readonly ImportResult[]): readonly Village[] => results.reduce(take, [])

describe('what one of several records that were merged wishes', () => {
  const OPT_OUT = 'c0ffee'.padEnd(40, '0')
  const organizations = [{ id: 7, name: 'Lindqvist Papier' }]
  const one = (id: number, step: number, more: object = {}) => ({
    id,
    name: `Person ${id}`,
    org_id: 7,
    update_time: `2026-01-0${step}`,
    ...more,
  })
  const pipedrive = (...persons: readonly object[]) => fromPipedrive({ organizations, persons }, { fields: { optOut: OPT_OUT } })
  const wish = { custom_fields: { [OPT_OUT]: 'yes' } }

  test('holds of all of them, whichever of them says it', () => {
    const into = { is_deleted: true, merge_what_id: 2 }
    for (const persons of [
      [one(1, 2, { ...into, ...wish }), one(2, 2)],
      [one(1, 2, into), one(2, 2, wish)],
    ]) {
      expect(pipedrive(...persons, one(3, 1)).villages.map(({ stakeholders }) => stakeholders.map(({ id }) => id))).toEqual([
        ['pipedrive:person:3'],
      ])
    }
    const people = [person(11, { leave: text(true) }), person(12, { company: ref('companies', 1) })]
    const events = [message('record.merged', 12, { duplicate_record_id: ref('x', 11)[0]?.target_record_id })]
    const { villages } = fromAttio({ companies: [company(1)], people, events }, { fields: { optOut: 'leave' } })
    expect(villages.map(({ stakeholders }) => stakeholders.length)).toEqual([0])
  })

  test('holds of those that an earlier import merged', () => {
    const villages = merged(
      pipedrive(one(1, 1), one(2, 1)),
      pipedrive(one(1, 2, { is_deleted: true, merge_what_id: 2 })),
      pipedrive(one(2, 3, wish)),
    )
    expect(villages.map(({ stakeholders }) => stakeholders)).toEqual([[]])
    expect(JSON.stringify(villages)).not.toMatch(/Person [12]|pipedrive:person/)
  })
})

describe('an account into which another was merged', () => {
  const [FIRST, SECOND, THIRD] = ['001000000000001AAA', '001000000000002AAA', '001000000000003AAA']
  const [ANN, BO, USER] = ['003000000000001AAA', '003000000000002AAA', '005000000000001AAA']
  const Account = [FIRST, SECOND, THIRD].map(Id => ({ Id, Name: Id, SystemModstamp: '2026-01-01' }))
  const into = (Id: string, MasterRecordId: string) => ({ Id, IsDeleted: true, MasterRecordId, SystemModstamp: '2026-01-02' })

  test('keeps what we said of somebody who goes on elsewhere', () => {
    const contacts = [
      { Id: ANN, AccountId: FIRST, LastName: 'Ann' },
      { Id: BO, AccountId: SECOND, LastName: 'Bo' },
    ]
    const first = merged(fromSalesforce({ Account, Contact: contacts })).map(village =>
      village.account.id === SECOND
        ? record(village, { observations: [{ id: 'ours', stakeholder: BO, at: '2026-01-05', sentiment: 0.5, via: 'meeting' }] })
        : village,
    )
    const after = [fromSalesforce({ Contact: [into(BO, ANN)] }), fromSalesforce({ Account: [into(SECOND, THIRD)] })].reduce(take, first)
    const held = after.flatMap(({ account, observations }) =>
      observations.flatMap(({ stakeholder, retractedAt }) => (retractedAt === undefined ? [[account.id, stakeholder]] : [])),
    )
    expect(held).toEqual([[THIRD, BO]])
  })

  test('and which is deleted in the same import keeps what we said, and what that names, and nothing else of the other', () => {
    const deal = { Name: 'Deal', StageName: 'Open', CloseDate: '2027-03-31', SystemModstamp: '2026-01-01' }
    const Opportunity = ['006000000000001AAA', '006000000000002AAA'].map(Id => ({ ...deal, Id, AccountId: SECOND }))
    const Contact = [{ Id: BO, AccountId: SECOND, LastName: 'Bo', SystemModstamp: '2026-01-01' }]
    const imported = merged(fromSalesforce({ Account, Contact, Opportunity }, { currency: 'EUR' }))
    const told = imported.map(village =>
      village.account.id === SECOND
        ? record(village, {
            observations: [
              { id: 'ours', stakeholder: BO, at: '2026-01-05', sentiment: 0.5, via: 'meeting', decision: '006000000000002AAA' },
            ],
          })
        : village,
    )
    const gone = fromSalesforce({ Account: [into(SECOND, THIRD), { Id: THIRD, IsDeleted: true, SystemModstamp: '2026-01-02' }] })
    const heldBy = (before: readonly Village[]) =>
      take(before, gone, 1).flatMap(({ account, stakeholders, decisions, observations }) =>
        [...stakeholders, ...decisions, ...observations].flatMap(({ id, retractedAt }) =>
          retractedAt === undefined && account.id !== FIRST ? [`${account.id} ${id}`] : [],
        ),
      )
    expect(heldBy(imported)).toEqual([])
    expect(heldBy(told)).toEqual([`${THIRD} ${BO}`, `${THIRD} 006000000000002AAA`, `${THIRD} ours`])
  })

  test('has none of us as a teammate whom nothing names there', () => {
    const task = { Id: '00T000000000001AAA', AccountId: SECOND, OwnerId: USER, Status: 'Completed', ActivityDate: '2026-01-01' }
    const User = [{ Id: USER, Name: 'Lee' }]
    const gone = fromSalesforce({ Account: [into(SECOND, THIRD)], Task: [{ ...task, IsDeleted: true }], User })
    const villages = merged(fromSalesforce({ Account, Task: [task], User }), gone)
    expect(villages.find(({ account }) => account.id === THIRD)?.teammates).toEqual([])
  })
})
