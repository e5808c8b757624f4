import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, only, rest } from './records.js'

const { Account } = acme()
const anna = (fields: object) => rest('Contact', 'Anna1', { AccountId: ACME, Name: 'Anna Kurz', ...fields })

describe('several versions of a record', () => {
  it('are one record with the fields of all', () => {
    const contacts = [anna({ Title: 'Engineer' }), anna({ Department: 'Maintenance' })]
    expect(only({ Account, Contact: contacts }).stakeholders).toMatchObject([
      { name: 'Anna Kurz', title: 'Engineer', unit: `${ACME}:department:maintenance` },
    ])
  })

  it('say field by field what the latest version says, even if that is nothing', () => {
    const contacts = [
      anna({ Title: 'Engineer', Email: 'anna@kessler.example', SystemModstamp: '2026-01-05T08:00:00.000+0000' }),
      anna({ Title: 'Head of IT', Email: null, SystemModstamp: '2026-02-05T08:00:00.000+0000' }),
      anna({ Title: 'Trainee' }),
    ]
    for (const order of [contacts, [...contacts].reverse()]) {
      const result = fromSalesforce({ Account, Contact: order })
      expect(result.villages[0]?.stakeholders[0]).toMatchObject({ title: 'Head of IT' })
      expect(result.villages[0]?.stakeholders[0]).not.toHaveProperty('email')
      expect(result.issues).toEqual([])
    }
  })

  it('that contradict each other are an issue when none is known to be the later, and the first in the order of text counts', () => {
    for (const titles of [
      ['Engineer', 'Head of IT'],
      ['Head of IT', 'Engineer'],
    ]) {
      const result = fromSalesforce({ Account, Contact: titles.map(Title => anna({ Title })) })
      expect(result.villages[0]?.stakeholders[0]?.title).toBe('Engineer')
      expect(result.issues).toMatchObject([{ object: 'Contact', id: id('Contact', 'Anna1'), code: 'contradiction' }])
      expect(result.issues[0]?.message).toContain('title')
      expect(result.issues[0]?.message).not.toContain('Engineer')
    }
  })

  it('do not contradict each other by writing the same in different forms', () => {
    const contacts = [
      anna({ CreatedDate: '2026-01-05T08:00:00.000+0000', IsDeleted: false }),
      anna({ CreatedDate: '2026-01-05T08:00:00Z', IsDeleted: 'false', AccountId: ACME.slice(0, 15) }),
    ]
    expect(codes(fromSalesforce({ Account, Contact: contacts }))).toEqual([])
  })
})

describe('records in the bin', () => {
  it('are left out and counted, each once', () => {
    const gone = anna({ IsDeleted: true })
    const result = fromSalesforce({ Account, Contact: [gone, gone, rest('Contact', 'Bert1', { AccountId: ACME })] })
    expect(result.villages[0]?.stakeholders.map(person => person.id)).toEqual([id('Contact', 'Bert1')])
    expect(result.coverage.leftOut.deleted).toBe(1)
    expect(result.issues).toEqual([])
  })

  it.each([true, 'true', 'TRUE', 1, '1'])('are so by any form of yes: %j', IsDeleted => {
    expect(only({ Account, Contact: [anna({ IsDeleted })] }).stakeholders).toEqual([])
  })

  it.each([false, 'false', '', null, 0])('are not so by any form of no: %j', IsDeleted => {
    expect(only({ Account, Contact: [anna({ IsDeleted })] }).stakeholders).toHaveLength(1)
  })

  it('leave what refers to them without them and without an issue', () => {
    const input = {
      Account,
      Contact: [anna({ IsDeleted: true }), rest('Contact', 'Bert1', { AccountId: ACME, ReportsToId: id('Contact', 'Anna1') })],
      AccountContactRelation: [
        rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: id('Contact', 'Anna1'), Roles: 'Coach' }),
      ],
      Task: [rest('Task', 'Task1', { AccountId: ACME, WhoId: id('Contact', 'Anna1'), Status: 'Completed', ActivityDate: '2026-03-02' })],
    }
    const result = fromSalesforce(input)
    expect(result.villages[0]).toMatchObject({ roles: [], ties: [], interactions: [{ participants: [] }] })
    expect(result.issues).toEqual([])
  })

  it('that are accounts leave what belongs to them out, as an issue', () => {
    const result = fromSalesforce({ Account: [{ ...Account[0], IsDeleted: true }], Contact: [anna({})] })
    expect(result.villages).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'Account', id: ACME, code: 'missingRecord' }])
  })
})

describe('records merged into others', () => {
  const loser = (key: string, master: string) =>
    rest('Contact', key, { IsDeleted: true, MasterRecordId: id('Contact', master), AccountId: ACME, Name: key })

  it('go on under the id of their master, and are counted', () => {
    const task = rest('Task', 'Task1', { AccountId: ACME, WhoId: id('Contact', 'Loser'), Status: 'Completed', ActivityDate: '2026-03-02' })
    const result = fromSalesforce({ Account, Contact: [loser('Loser', 'Anna1'), anna({})], Task: [task] })
    expect(result.villages[0]?.stakeholders.map(person => person.name)).toEqual(['Anna Kurz'])
    expect(result.villages[0]?.interactions).toMatchObject([{ participants: [id('Contact', 'Anna1')] }])
    expect(result.coverage.leftOut).toMatchObject({ merged: 1, deleted: 0 })
    expect(result.issues).toEqual([])
  })

  it('are followed through several merges', () => {
    const bert = rest('Contact', 'Bert1', { AccountId: ACME, ReportsToId: id('Contact', 'Lose1') })
    const village = only({ Account, Contact: [loser('Lose1', 'Lose2'), loser('Lose2', 'Anna1'), anna({}), bert] })
    expect(village.ties).toMatchObject([{ from: id('Contact', 'Bert1'), to: id('Contact', 'Anna1') }])
  })

  it('in a circle, or into themselves, do not vanish', () => {
    const circle = [
      rest('Contact', 'Lose1', { AccountId: ACME, MasterRecordId: id('Contact', 'Lose2') }),
      rest('Contact', 'Lose2', { AccountId: ACME, MasterRecordId: id('Contact', 'Lose3') }),
      rest('Contact', 'Lose3', { AccountId: ACME, MasterRecordId: id('Contact', 'Lose1') }),
    ]
    const self = rest('Contact', 'Self1', { AccountId: ACME, MasterRecordId: id('Contact', 'Self1') })
    expect(only({ Account, Contact: [...circle, self] }).stakeholders.map(person => person.id)).toEqual([id('Contact', 'Lose1'), self.Id])
  })

  it('may be accounts, whose records then belong to the master', () => {
    const other = rest('Account', 'Loser', { Name: 'Kessler (old)', IsDeleted: true, MasterRecordId: ACME })
    const village = only({ Account: [...Account, other], Contact: [anna({ AccountId: other.Id })] })
    expect(village.stakeholders).toHaveLength(1)
  })
})
