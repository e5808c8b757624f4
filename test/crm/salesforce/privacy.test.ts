import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, id, rest } from './records.js'

const FLAGS = [
  ['ShouldForget', 'shouldForget'],
  ['HasOptedOutProcessing', 'optedOutOfProcessing'],
  ['HasOptedOutProfiling', 'optedOutOfProfiling'],
] as const

const GHOST = id('Contact', 'Ghost')

/** Somebody named in every place where somebody can be named. */
function everywhere(contact: object, individuals: readonly object[]): object {
  const { Account, Contact } = acme('Anna1')
  const done = { AccountId: ACME, Status: 'Completed', ActivityDate: '2026-03-02', Mood__c: 1 }
  return {
    Account,
    Contact: [...Contact.map(record => ({ ...record, ReportsToId: GHOST })), contact],
    Individual: individuals,
    Opportunity: [rest('Opportunity', 'Opp01', { AccountId: ACME, Name: 'Renewal', CloseDate: '2027-01-31' })],
    AccountContactRelation: [
      rest('AccountContactRelation', 'Rel01', { AccountId: ACME, ContactId: GHOST, Roles: 'Coach;Seer', IsActive: false }),
    ],
    OpportunityContactRole: [
      rest('OpportunityContactRole', 'Role1', { OpportunityId: id('Opportunity', 'Opp01'), ContactId: GHOST, Role: 'Oracle' }),
    ],
    Task: [
      rest('Task', 'Task1', { ...done, WhoId: GHOST }),
      rest('Task', 'Task2', { ...done, WhoId: id('Contact', 'Anna1'), Driver__c: GHOST }),
      rest('Task', 'Task3', { ...done, WhoId: id('Contact', 'Anna1') }),
      rest('Task', 'Task4', { ...done, WhoId: GHOST, Status: 'Open' }),
    ],
    Event: [rest('Event', 'Event', { AccountId: ACME, WhoId: GHOST, StartDateTime: '2026-03-02T09:00:00.000+0000', IsChild: true })],
  }
}

const ghost = (fields: object) =>
  rest('Contact', 'Ghost', {
    AccountId: ACME,
    Name: 'Gwendolyn Ghost',
    Email: 'ghost@kessler.example',
    Department: 'Cellar',
    Title: 'Ghost',
    ...fields,
  })
const options = { fields: { sentiment: 'Mood__c', drivenBy: 'Driver__c' } }

describe.each(FLAGS)('people whose Individual says %s', (flag, reason) => {
  const individual = rest('Individual', 'Indiv', {
    ShouldForget: false,
    HasOptedOutProcessing: false,
    HasOptedOutProfiling: false,
    [flag]: true,
  })
  const result = fromSalesforce(everywhere(ghost({ IndividualId: individual.Id }), [individual]), options)

  it('leave no trace, and neither does anything that refers to them', () => {
    const text = JSON.stringify(result)
    for (const trace of [GHOST, GHOST.slice(0, 15), 'Gwendolyn', 'ghost@', 'cellar', 'Seer', 'Oracle', individual.Id])
      expect(text).not.toContain(trace)
    expect(result.villages[0]?.stakeholders.map(person => person.id)).toEqual([id('Contact', 'Anna1')])
    expect(result.villages[0]?.interactions.map(interaction => interaction.id)).toEqual([id('Task', 'Task3')])
  })

  it('are counted, and what they did is not', () => {
    expect(result.coverage.leftOut).toEqual({ ...fromSalesforce({}).coverage.leftOut, [reason]: 1 })
  })

  it('are no issue', () => {
    expect(result.issues).toEqual([])
  })
})

describe('the wish to be left out', () => {
  const left = (contact: object, individuals: readonly object[] = []) => fromSalesforce(everywhere(contact, individuals), options)
  const forget = rest('Individual', 'Indiv', { ShouldForget: true })

  it('is counted once, as the strongest, when there are several', () => {
    const all = { ShouldForget: true, HasOptedOutProcessing: true, HasOptedOutProfiling: true }
    const result = left(ghost({ IndividualId: forget.Id }), [{ ...forget, ...all }])
    expect(result.coverage.leftOut).toMatchObject({ shouldForget: 1, optedOutOfProcessing: 0, optedOutOfProfiling: 0 })
  })

  it.each([true, 'true', 'TRUE', '1', 1, 'X', 'on'])('is heard in any form that is not a no: %j', ShouldForget => {
    expect(JSON.stringify(left(ghost({ IndividualId: forget.Id }), [{ ...forget, ShouldForget }]))).not.toContain(GHOST)
  })

  it.each([false, 'false', '', null, 0])('is not heard in a no: %j', ShouldForget => {
    expect(JSON.stringify(left(ghost({ IndividualId: forget.Id }), [{ ...forget, ShouldForget }]))).toContain(GHOST)
  })

  it('is heard in the related record and in a column of it', () => {
    expect(JSON.stringify(left(ghost({ Individual: { attributes: { type: 'Individual' }, ShouldForget: true } })))).not.toContain(GHOST)
    expect(JSON.stringify(left(ghost({ 'Individual.HasOptedOutProfiling': 'true' })))).not.toContain(GHOST)
  })

  it('is heard in a sub-query of the individual', () => {
    const nested = { ...forget, Contacts: { totalSize: 1, done: true, records: [{ attributes: ghost({}).attributes, Id: GHOST }] } }
    expect(JSON.stringify(left(ghost({}), [nested]))).not.toContain(GHOST)
  })

  it('is heard of a record in the bin, and of one that was merged into another', () => {
    expect(JSON.stringify(left(ghost({ IndividualId: forget.Id }), [{ ...forget, IsDeleted: true }]))).not.toContain(GHOST)
    const { Account, Contact } = acme('Anna1')
    const loser = ghost({ IndividualId: forget.Id, IsDeleted: true, MasterRecordId: id('Contact', 'Anna1') })
    const result = fromSalesforce({ Account, Contact: [...Contact, loser], Individual: [forget] })
    expect(result.villages[0]?.stakeholders).toEqual([])
    expect(result.coverage.leftOut).toMatchObject({ shouldForget: 1, merged: 1 })
  })

  it('keeps even issues with their own record out of the result', () => {
    const { Account } = acme()
    const twice = ['Ghost', 'Shade'].map(Title => ghost({ IndividualId: forget.Id, Title, CreatedDate: 'yesterday' }))
    expect(fromSalesforce({ Account, Contact: twice, Individual: [forget] }).issues).toEqual([])
    expect(fromSalesforce({ Account, Contact: twice }).issues.length).toBeGreaterThan(1)
  })

  it('is not known, which is an issue, when the individual is not in the import', () => {
    const result = fromSalesforce({ ...acme(), Contact: [rest('Contact', 'Anna1', { AccountId: ACME, IndividualId: forget.Id })] })
    expect(result.villages[0]?.stakeholders).toHaveLength(1)
    expect(result.issues).toMatchObject([{ object: 'Individual', code: 'missingRecord' }])
  })

  it('leaves out the account that is such a person', () => {
    const account = rest('Account', 'Pers1', {
      Name: 'Gwendolyn Ghost',
      IsPersonAccount: true,
      PersonContactId: GHOST,
      PersonIndividualId: forget.Id,
    })
    const result = fromSalesforce({ Account: [account], Contact: [ghost({ AccountId: account.Id })], Individual: [forget] })
    expect(result).toMatchObject({ villages: [], issues: [], coverage: { leftOut: { shouldForget: 1 } } })
    expect(fromSalesforce({ Account: [account], Individual: [forget] })).toEqual(result)
    const byContact = fromSalesforce({
      Account: [{ ...account, PersonIndividualId: null }],
      Contact: [ghost({ AccountId: account.Id, IndividualId: forget.Id })],
      Individual: [forget],
    })
    expect(byContact).toEqual(result)
  })
})

describe('people who want no mail', () => {
  const { Account } = acme()
  const contact = (fields: object) => rest('Contact', 'Anna1', { AccountId: ACME, Name: 'Anna', Email: 'anna@kessler.example', ...fields })

  it.each([true, 'true', '1', 'X'])('stay without their mail address, which is counted: %j', HasOptedOutOfEmail => {
    const result = fromSalesforce({ Account, Contact: [contact({ HasOptedOutOfEmail })] })
    expect(result.villages[0]?.stakeholders).toMatchObject([{ id: id('Contact', 'Anna1'), name: 'Anna' }])
    expect(JSON.stringify(result)).not.toContain('anna@')
    expect(result.coverage.leftOut).toEqual({ ...fromSalesforce({}).coverage.leftOut, mailAddresses: 1 })
    expect(result.issues).toEqual([])
  })

  it.each([false, 'false', '', null, 0])('are not those who say no: %j', HasOptedOutOfEmail => {
    const result = fromSalesforce({ Account, Contact: [contact({ HasOptedOutOfEmail })] })
    expect(result.villages[0]?.stakeholders[0]?.email).toBe('anna@kessler.example')
    expect(result.coverage.leftOut.mailAddresses).toBe(0)
  })

  it('are counted where there is an address to leave out', () => {
    const without = contact({ HasOptedOutOfEmail: true, Email: null })
    expect(fromSalesforce({ Account, Contact: [without] }).coverage.leftOut.mailAddresses).toBe(0)
    const forgotten = contact({ HasOptedOutOfEmail: true, 'Individual.ShouldForget': true })
    expect(fromSalesforce({ Account, Contact: [forgotten] }).coverage.leftOut).toMatchObject({ shouldForget: 1, mailAddresses: 0 })
  })

  it('may say so on the account that they are', () => {
    const person = rest('Account', 'Acme1', { Name: 'Anna', PersonContactId: id('Contact', 'Anna1'), PersonHasOptedOutOfEmail: true })
    const result = fromSalesforce({ Account: [person], Contact: [contact({ HasOptedOutOfEmail: null })] })
    expect(result.villages[0]?.stakeholders).toMatchObject([{ id: id('Contact', 'Anna1') }])
    expect(JSON.stringify(result)).not.toContain('anna@')
    expect(result.coverage.leftOut.mailAddresses).toBe(1)
  })
})
