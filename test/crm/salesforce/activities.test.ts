import { fromSalesforce, type SalesforceOptions } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, onlyOf, rest } from './records.js'

const [ANNA, OTHER, OPP] = [id('Contact', 'Anna1'), id('Account', 'Other'), id('Opportunity', 'Opp01')]
const { Account, Contact } = acme('Anna1')
const others = {
  Account: [...Account, rest('Account', 'Other', { Name: 'Other' })],
  Contact: [...Contact, rest('Contact', 'Olaf1', { AccountId: OTHER })],
}
const Opportunity = [rest('Opportunity', 'Opp01', { AccountId: ACME, CloseDate: '2027-01-31' })]

const task = (fields: object, key = 'Task1') =>
  rest('Task', key, { AccountId: ACME, WhoId: ANNA, Status: 'Completed', ActivityDate: '2026-03-02', ...fields })
const event = (fields: object) => rest('Event', 'Event', { AccountId: ACME, WhoId: ANNA, ActivityDate: '2026-03-02', ...fields })
const withTask = (fields: object, options?: SalesforceOptions) =>
  fromSalesforce({ Account, Contact, Opportunity, Task: [task(fields)] }, options)
const withEvent = (fields: object, options?: SalesforceOptions) =>
  fromSalesforce({ Account, Contact, Opportunity, Event: [event(fields)] }, options)
const interactionOf = (result: ReturnType<typeof withTask>) => onlyOf(result).interactions[0]

describe('a task', () => {
  it('that is done becomes an interaction', () => {
    const fields = {
      WhatId: OPP,
      TaskSubtype: 'Call',
      CallDurationInSeconds: 1260,
      CreatedDate: '2026-03-04T15:38:51.000+0000',
      Subject: 'Secret',
    }
    const result = withTask(fields)
    expect(onlyOf(result).interactions).toEqual([
      {
        id: id('Task', 'Task1'),
        at: '2026-03-02T00:00:00.000Z',
        kind: 'call',
        participants: [ANNA],
        effort: 0.35,
        decision: OPP,
        basis: 'observed',
        source: 'salesforce',
        recordedAt: '2026-03-04T15:38:51.000Z',
      },
    ])
    expect(result.issues).toEqual([])
    expect(JSON.stringify(result)).not.toContain('Secret')
  })

  it.each([
    [{ IsClosed: true, Status: 'Done' }, 1],
    [{ IsClosed: 'true', Status: null }, 1],
    [{ IsClosed: null, Status: ' completed ' }, 1],
    [{ IsClosed: false, Status: 'In Progress' }, 0],
    [{ IsClosed: null, Status: 'Not Started' }, 0],
  ])('is done by its status: %o', (fields, count) => {
    const result = withTask(fields)
    expect(onlyOf(result).interactions).toHaveLength(count)
    expect(onlyOf(result).moves).toHaveLength(1 - count)
    expect(result.issues).toEqual([])
  })

  it.each([
    [{ TaskSubtype: 'Call' }, 'call'],
    [{ TaskSubtype: 'Email' }, 'email'],
    [{ TaskSubtype: 'ListEmail' }, 'email'],
    [{ TaskSubtype: 'Task', Type: 'Call' }, 'call'],
    [{ Type: 'Email' }, 'email'],
    [{ Type: 'List Email' }, 'email'],
    [{ TaskSubtype: 'LinkedIn' }, 'other'],
    [{ Type: 'Other' }, 'other'],
    [{}, 'other'],
  ])('is of a kind by its type: %o', (fields, kind) => {
    expect(interactionOf(withTask(fields))?.kind).toBe(kind)
    expect(withTask(fields).unmapped).toEqual([])
  })

  it('has whoever of us owns it, and no queue', () => {
    const [owner, queue] = ['0058d000001AbCdAAK', '00G8d000001AbCd']
    expect(interactionOf(withTask({ OwnerId: owner.slice(0, 15) }))?.ours).toEqual([owner])
    expect(interactionOf(withEvent({ OwnerId: owner }))?.ours).toEqual([owner])
    const relations = [owner, '0058d000001AbCe', '0058d000001AbCf'].map((user, i) =>
      rest('EventRelation', `Rel0${i}`, { EventId: id('Event', 'Event'), RelationId: user, Status: i === 2 ? 'Declined' : 'Accepted' }),
    )
    const met = fromSalesforce({ Account, Contact, Event: [event({ OwnerId: owner })], EventRelation: relations })
    expect(interactionOf(met)?.ours?.map(user => user.slice(0, 15))).toEqual(['0058d000001AbCd', '0058d000001AbCe'])
    expect(interactionOf(withTask({ OwnerId: queue }))).not.toHaveProperty('ours')
  })

  it('of another type is of no particular kind, and its type is counted', () => {
    expect(withTask({ Type: 'Send Letter' }).unmapped).toEqual([{ field: 'Task.Type', value: 'Send Letter', count: 1 }])
  })

  it('took place when it was completed, else on its day', () => {
    expect(interactionOf(withTask({ CompletedDateTime: '2026-03-05T16:00:00.000+0000' }))?.at).toBe('2026-03-05T16:00:00.000Z')
    expect(interactionOf(withTask({ CompletedDateTime: '' }))?.at).toBe('2026-03-02T00:00:00.000Z')
  })

  it('without a date is an issue', () => {
    const result = withTask({ ActivityDate: null })
    expect(onlyOf(result).interactions).toEqual([])
    expect(result.issues).toMatchObject([{ object: 'Task', id: id('Task', 'Task1'), code: 'missingValue' }])
  })

  it('was not known before it took place, even if it was planned', () => {
    expect(interactionOf(withTask({ CreatedDate: '2026-01-04T15:38:51.000+0000' }))).not.toHaveProperty('recordedAt')
  })

  it('with a duration that is none is an issue, and is taken without it', () => {
    const result = withTask({ CallDurationInSeconds: -5 })
    expect(interactionOf(result)).not.toHaveProperty('effort')
    expect(codes(result)).toEqual(['Task invalidValue'])
  })
})

describe('an event', () => {
  it('becomes a meeting', () => {
    const result = withEvent({
      WhatId: OPP,
      StartDateTime: '2026-03-02T09:00:00.000+0000',
      DurationInMinutes: 90,
      CreatedDate: '2026-03-02T17:05:00.000+0000',
    })
    expect(onlyOf(result).interactions).toEqual([
      {
        id: id('Event', 'Event'),
        at: '2026-03-02T09:00:00.000Z',
        kind: 'meeting',
        participants: [ANNA],
        effort: 1.5,
        decision: OPP,
        basis: 'observed',
        source: 'salesforce',
        recordedAt: '2026-03-02T17:05:00.000Z',
      },
    ])
  })

  it('without a time took place on its day', () => {
    expect(interactionOf(withEvent({}))?.at).toBe('2026-03-02T00:00:00.000Z')
  })

  it('that is a copy for an attendee is left out and counted', () => {
    const result = withEvent({ IsChild: true })
    expect(onlyOf(result).interactions).toEqual([])
    expect(result.coverage.leftOut.childEvents).toBe(1)
  })

  it('that lasts all day says nothing of hours', () => {
    expect(interactionOf(withEvent({ IsAllDayEvent: true, DurationInMinutes: 1440 }))).not.toHaveProperty('effort')
  })
})

describe('the account of an activity', () => {
  const villageOf = (fields: object) => {
    const result = fromSalesforce({ ...others, Opportunity, Task: [task({ AccountId: null, WhoId: null, ...fields })] })
    return {
      names: result.villages.filter(village => village.interactions.length > 0).map(village => village.account.id),
      codes: codes(result),
    }
  }

  it.each([
    ['its own', { AccountId: OTHER }, OTHER],
    ['that of what it is about', { WhatId: OPP }, ACME],
    ['what it is about', { WhatId: OTHER }, OTHER],
    ['that of whom it was with', { WhoId: id('Contact', 'Olaf1') }, OTHER],
  ])('is %s', (_, fields, account) => {
    expect(villageOf(fields)).toEqual({ names: [account], codes: [] })
  })

  it('that cannot be found is an issue', () => {
    expect(villageOf({})).toEqual({ names: [], codes: ['Task missingValue'] })
    expect(villageOf({ WhatId: '5005g00000Case1' })).toEqual({ names: [], codes: ['Task missingValue'] })
  })
})

describe('who took part', () => {
  it('is nobody when it was nobody of the account, which is an issue', () => {
    const result = fromSalesforce({ ...others, Task: [task({ WhoId: id('Contact', 'Olaf1') })] })
    expect(result.villages[0]?.interactions).toMatchObject([{ participants: [] }])
    expect(result.issues).toMatchObject([{ object: 'Task', id: id('Task', 'Task1'), code: 'otherAccount' }])
  })

  it('is nobody when the contact is not in the import, which is an issue', () => {
    const result = withTask({ WhoId: id('Contact', 'Away1') })
    expect(interactionOf(result)?.participants).toEqual([])
    expect(codes(result)).toEqual(['Task missingRecord'])
  })

  it('is nobody, and no issue, when it names nobody', () => {
    const result = withTask({ WhoId: null })
    expect(interactionOf(result)?.participants).toEqual([])
    expect(result.issues).toEqual([])
  })

  it('is found behind the polymorphic field', () => {
    const Who = { attributes: { type: 'Name', url: `/services/data/v62.0/sobjects/Contact/${ANNA}` }, Name: 'Anna Kurz', Type: 'Contact' }
    expect(interactionOf(withTask({ WhoId: undefined, Who }))?.participants).toEqual([ANNA])
  })

  it('may be a lead, who is counted once and is not one of the people', () => {
    const leads = [
      task({ WhoId: id('Lead', 'Lead1') }),
      task({ WhoId: id('Lead', 'Lead1') }, 'Task2'),
      task({ WhoId: id('Lead', 'Lead2'), AccountId: null }, 'Task3'),
    ]
    const result = fromSalesforce({ Account, Contact, Task: leads })
    expect(onlyOf(result).interactions.map(interaction => interaction.participants)).toEqual([[], []])
    expect(result.coverage.leftOut.leads).toBe(2)
    expect(result.issues).toEqual([])
  })

  it('and who set the pace is in the field that the options name', () => {
    const options = { fields: { drivenBy: 'Driver__c' } }
    expect(interactionOf(withTask({ Driver__c: ANNA.slice(0, 15) }, options))?.drivenBy).toBe(ANNA)
    expect(interactionOf(withTask({ Driver__r: { Id: ANNA } }, options))?.drivenBy).toBe(ANNA)
    expect(interactionOf(withTask({ Driver__c: ANNA }))).not.toHaveProperty('drivenBy')
    const away = withTask({ Driver__c: id('Contact', 'Away1') }, options)
    expect(interactionOf(away)).not.toHaveProperty('drivenBy')
    expect(codes(away)).toEqual(['Task missingRecord'])
  })
})

describe('the decision that an activity was about', () => {
  it('is one of the account', () => {
    const foreign = rest('Opportunity', 'Opp02', { AccountId: OTHER, CloseDate: '2027-01-31' })
    const result = fromSalesforce({ ...others, Opportunity: [...Opportunity, foreign], Task: [task({ WhatId: foreign.Id })] })
    expect(result.villages[0]?.interactions[0]).not.toHaveProperty('decision')
  })
})

describe('a sentiment', () => {
  const mood = (sentimentScale?: readonly [number, number]): SalesforceOptions => ({
    fields: { sentiment: 'Mood__c' },
    ...(sentimentScale !== undefined && { sentimentScale }),
  })
  const readingOf = (result: ReturnType<typeof withTask>) => onlyOf(result).observations[0]

  it('of an activity becomes an observation of whom it was with', () => {
    expect(
      onlyOf(
        withEvent({ Mood__c: 0.5, StartDateTime: '2026-03-02T09:00:00.000+0000', CreatedDate: '2026-03-02T17:05:00.000+0000' }, mood()),
      ).observations,
    ).toEqual([
      {
        id: `${id('Event', 'Event')}:sentiment`,
        stakeholder: ANNA,
        at: '2026-03-02T09:00:00.000Z',
        sentiment: 0.5,
        via: 'meeting',
        basis: 'observed',
        source: 'salesforce',
        recordedAt: '2026-03-02T17:05:00.000Z',
      },
    ])
  })

  it('is reported by the user who owns the activity, and by nobody where a queue does', () => {
    const byOf = (OwnerId: string) => onlyOf(withEvent({ Mood__c: 0.5, OwnerId }, mood())).observations.map(({ by }) => by)
    expect(byOf('005000000000001AAA')).toEqual(['005000000000001AAA'])
    expect(byOf('005000000000001')).toEqual(['005000000000001AAA'])
    expect(byOf('00G000000000001AAA')).toEqual([undefined])
  })

  it.each([
    ['Call', 'meeting'],
    ['Email', 'text'],
    ['Task', 'impression'],
  ])('of a task of the subtype %s was read from: %s', (TaskSubtype, via) => {
    expect(readingOf(withTask({ TaskSubtype, Mood__c: 1 }, mood()))?.via).toBe(via)
  })

  it('is about us, not about the opportunity', () => {
    expect(readingOf(withTask({ WhatId: OPP, Mood__c: 1 }, mood()))).not.toHaveProperty('decision')
  })

  it.each([
    [[-1, 1], 0.25, 0.25],
    [[1, 5], 1, -1],
    [[1, 5], 3, 0],
    [[1, 5], '4', 0.5],
    [[1, 5], 5, 1],
    [[0, 10], 7, 0.4],
    [[5, 1], 5, -1],
    [[5, 1], 2, 0.5],
    [[0, 0.3], 0.3, 1],
  ] as const)('is mapped from %o: %j is %d', (scale, Mood__c, sentiment) => {
    expect(readingOf(withTask({ Mood__c }, mood(scale)))?.sentiment).toBeCloseTo(sentiment, 12)
    expect(readingOf(withTask({ Mood__c }, mood(scale)))?.sentiment).not.toBe(-0)
  })

  it.each([
    [[-1, 1], 1.01],
    [[1, 5], 0],
    [[5, 1], 6],
    [[-1, 1], 'happy'],
  ] as const)('that is not on the scale %o is an issue, without the text: %j', (scale, Mood__c) => {
    const result = withTask({ Mood__c }, mood(scale))
    expect(onlyOf(result).observations).toEqual([])
    expect(onlyOf(result).interactions).toHaveLength(1)
    expect(codes(result)).toEqual(['Task invalidValue'])
    expect(JSON.stringify(result.issues)).not.toContain('happy')
  })

  it.each([null, '', undefined])('may be missing: %j', Mood__c => {
    const result = withTask({ Mood__c }, mood())
    expect(onlyOf(result).observations).toEqual([])
    expect(result.issues).toEqual([])
  })

  it('of nobody is an issue', () => {
    expect(codes(withTask({ WhoId: null, Mood__c: 1 }, mood()))).toEqual(['Task missingValue'])
  })

  it('is read from no field unless the options name one', () => {
    expect(onlyOf(withTask({ Mood__c: 1, Sentiment__c: 1 })).observations).toEqual([])
  })

  it('of an open task is not read', () => {
    expect(onlyOf(withTask({ Mood__c: 1, Status: 'Open' }, mood())).observations).toEqual([])
  })
})

describe('the sentiment of a contact', () => {
  const options: SalesforceOptions = { fields: { sentiment: 'Mood__c', sentimentDate: 'Mood_Date__c' } }
  const withContact = (fields: object) =>
    fromSalesforce({ Account, Contact: [rest('Contact', 'Anna1', { AccountId: ACME, Mood__c: 0.5, ...fields })] }, options)

  it('becomes an impression on its date, which is part of its id', () => {
    expect(onlyOf(withContact({ Mood_Date__c: '2026-03-02', CreatedDate: '2025-04-01T06:00:00.000+0000' })).observations).toEqual([
      {
        id: `${ANNA}:sentiment:2026-03-02T00:00:00.000Z`,
        stakeholder: ANNA,
        at: '2026-03-02T00:00:00.000Z',
        sentiment: 0.5,
        via: 'impression',
        basis: 'observed',
        source: 'salesforce',
      },
    ])
  })

  it.each([
    [{ LastModifiedDate: '2026-02-01T08:00:00.000+0000', CreatedDate: '2025-04-01T06:00:00.000+0000' }, '2026-02-01T08:00:00.000Z'],
    [{ CreatedDate: '2025-04-01T06:00:00.000+0000' }, '2025-04-01T06:00:00.000Z'],
  ])('without a date is dated by the last change of the contact: %o', (fields, at) => {
    expect(onlyOf(withContact(fields)).observations[0]?.at).toBe(at)
  })

  it('that has no date at all is an issue', () => {
    const result = withContact({})
    expect(onlyOf(result).observations).toEqual([])
    expect(codes(result)).toEqual(['Contact missingValue'])
  })

  it('counts in every village that the contact is of', () => {
    const relation = rest('AccountContactRelation', 'Rel01', { AccountId: OTHER, ContactId: ANNA })
    const contact = rest('Contact', 'Anna1', { AccountId: ACME, Mood__c: 0.5, Mood_Date__c: '2026-03-02' })
    const { villages } = fromSalesforce({ Account: others.Account, Contact: [contact], AccountContactRelation: [relation] }, options)
    expect(villages.map(village => village.observations.length)).toEqual([1, 1])
  })
})
