import { fromDynamics } from 'account-village/dynamics'
import { afterAll, describe, expect, it } from 'vitest'
import dates from '../../fixtures/hostile/dates.json' with { type: 'json' }
import { ORG, READING } from './org.js'
import { ACME, acme, codes, guid, lookup, only, type WebRow } from './rows.js'

const RENEWAL = guid(21)
const base = {
  ...acme(11, 12),
  opportunities: [{ opportunityid: RENEWAL, name: 'Renewal', ...lookup('parentaccountid', ACME, 'account') }],
}
const party = (number: number, who: string, table: string, participationtypemask: number | string): WebRow => ({
  activitypartyid: guid(number),
  ...lookup('partyid', who, table),
  participationtypemask,
})
const meeting = (fields: object): WebRow => ({ activityid: guid(61), scheduledstart: '2026-03-02T09:00:00Z', statecode: 1, ...fields })
const interactionsIn = (tables: object, options = {}) => only({ ...base, ...tables }, options).interactions

describe('an activity', () => {
  it('is with the contacts among its parties, whether these are expanded or a table of their own', () => {
    const parties = [
      party(71, guid(11), 'contact', 5),
      party(72, guid(12), 'contact', 'Organizer'),
      party(73, guid(11), 'contact', 8),
      party(74, guid(99), 'systemuser', 5),
      party(75, ACME, 'account', 6),
    ]
    const expanded = interactionsIn({ appointments: [meeting({ appointment_activity_parties: parties })] })
    expect(expanded).toMatchObject([
      { kind: 'meeting', participants: [guid(11), guid(12)], drivenBy: guid(12), ours: [guid(99)], at: '2026-03-02T09:00:00.000Z' },
    ])
    const apart = parties.map(each => ({ ...each, ...lookup('activityid', guid(61)) }))
    expect(interactionsIn({ appointments: [meeting({})], activityparties: apart })).toEqual(expanded)
  })

  it('is not with whom it is about, who owns it or what it needs, as parties', () => {
    const absent = [8, 9, 10, 13].map((mask, i) => party(71 + i, guid(11), 'contact', mask))
    const emails = [
      {
        activityid: guid(61),
        statecode: 1,
        senton: '2026-03-02T09:00:00Z',
        email_activity_parties: [...absent, party(79, guid(12), 'contact', 1)],
      },
    ]
    expect(interactionsIn({ emails })).toMatchObject([{ kind: 'email', participants: [guid(12)] }])
  })

  it('is driven by the contact who sent the mail, and by none whom one of us wrote to', () => {
    const mail = (...parties: object[]) => ({
      emails: [{ activityid: guid(61), statecode: 1, senton: '2026-03-02T09:00:00Z', email_activity_parties: parties }],
    })
    const received = interactionsIn(mail(party(71, guid(11), 'contact', 2), party(72, guid(12), 'contact', 1)))
    expect(received).toMatchObject([{ kind: 'email', participants: [guid(11), guid(12)], drivenBy: guid(12) }])
    const sent = interactionsIn(mail(party(71, guid(11), 'contact', 2), party(72, guid(99), 'systemuser', 1)))
    expect(sent).toMatchObject([{ kind: 'email', participants: [guid(11)] }])
    expect(sent[0]).not.toHaveProperty('drivenBy')
  })

  it('has those of us who took part, and whoever of us owns it', () => {
    const owned = (table: string) => ({
      ...meeting(lookup('ownerid', guid(98), table)),
      appointment_activity_parties: [party(71, guid(11), 'contact', 5), party(74, guid(99), 'systemuser', 5)],
    })
    expect(interactionsIn({ appointments: [owned('systemuser')] })[0]?.ours).toEqual([guid(98), guid(99)])
    expect(interactionsIn({ appointments: [owned('team')] })[0]?.ours).toEqual([guid(99)])
    expect(interactionsIn({ phonecalls: [meeting(lookup('regardingobjectid', guid(11), 'contact'))] })[0]).not.toHaveProperty('ours')
  })

  it('is with the contact that it regards when it has no parties, and of the decision that it regards', () => {
    const tasks = [
      { activityid: guid(61), statecode: 1, actualend: '2026-03-02T09:00:00Z', ...lookup('regardingobjectid', guid(11), 'contact') },
    ]
    expect(interactionsIn({ tasks })).toMatchObject([{ kind: 'other', participants: [guid(11)] }])
    expect(interactionsIn({ phonecalls: [meeting(lookup('regardingobjectid', RENEWAL, 'opportunity'))] })).toMatchObject([
      { kind: 'call', participants: [], decision: RENEWAL },
    ])
  })

  it('is one, whether it comes as itself, as a row of activitypointer or as both', () => {
    const pointer = {
      ...meeting({}),
      activitytypecode: 'appointment',
      actualdurationminutes: 90,
      ...lookup('regardingobjectid', ACME, 'account'),
    }
    const own = meeting(lookup('regardingobjectid', ACME, 'account'))
    expect(interactionsIn({ appointments: [own], activitypointers: [pointer] })).toMatchObject([{ kind: 'meeting', effort: 1.5 }])
    expect(interactionsIn({ activitypointers: [pointer] })).toHaveLength(1)
  })

  it.each([
    ['appointments', { statecode: 2 }, 'notHeld'],
    ['appointments', { statecode: 0 }, 'notHeld'],
    ['appointments', { statecode: 3 }, 'notHeld'],
    ['appointments', { statecode: 'Scheduled' }, 'notHeld'],
    ['phonecalls', { statecode: 2 }, 'notHeld'],
    ['emails', { statecode: 0 }, 'openTasks'],
    ['emails', {}, 'openTasks'],
  ])('that did not take place is left out and counted: %s %j', (table, fields, reason) => {
    const { statecode: _, ...rest } = meeting(lookup('regardingobjectid', guid(11), 'contact'))
    const result = fromDynamics({ ...base, [table]: [{ ...rest, ...fields }] })
    expect(result.villages[0]?.interactions).toEqual([])
    expect(result.coverage.leftOut).toMatchObject({ [reason]: 1 })
    expect(result.issues).toEqual([])
  })

  it('that nobody marked as completed counts as held when it was over at the moment of the export', () => {
    const open = meeting({ statecode: 3, scheduledend: '2026-03-02T10:00:00Z', ...lookup('regardingobjectid', ACME, 'account') })
    expect(interactionsIn({ appointments: [open] }, { asOf: '2026-03-02T10:00:00Z' })).toHaveLength(1)
    expect(interactionsIn({ appointments: [open] }, { asOf: '2026-03-02T09:59:59Z' })).toHaveLength(0)
    expect(interactionsIn({ phonecalls: [open] }, { asOf: '2026-03-03' })).toHaveLength(0)
  })

  it('of a type that nothing is known of is something else, and counted', () => {
    const { villages, unmapped } = fromDynamics({
      ...base,
      activitypointers: [meeting({ activitytypecode: 'new_sitevisit', ...lookup('regardingobjectid', ACME, 'account') })],
    })
    expect(villages[0]?.interactions).toMatchObject([{ kind: 'other' }])
    expect(unmapped).toEqual([{ field: 'activitypointer.activitytypecode', value: 'new_sitevisit', count: 1 }])
  })

  it('takes hours, unless it lasts all day', () => {
    const about = lookup('regardingobjectid', ACME, 'account')
    const effortOf = (fields: object) => interactionsIn({ appointments: [meeting({ ...about, ...fields })] })[0]?.effort
    expect(effortOf({ actualdurationminutes: 30, scheduleddurationminutes: 60 })).toBe(0.5)
    expect(effortOf({ scheduleddurationminutes: 60 })).toBe(1)
    expect(effortOf({ actualdurationminutes: 1440, isalldayevent: true })).toBeUndefined()
    expect(interactionsIn({ emails: [{ ...meeting(about), scheduleddurationminutes: 60 }] })[0]).not.toHaveProperty('effort')
  })

  it('has the sentiment of the one person who took part, and of nobody when there were two', () => {
    const options = { sentimentScale: [1, 5], fields: { sentiment: 'new_mood' } } as const
    const read = (...people: number[]) =>
      fromDynamics(
        {
          ...base,
          appointments: [
            meeting({
              new_mood: 4,
              _ownerid_value: guid(7).toUpperCase(),
              appointment_activity_parties: people.map(each => party(60 + each, guid(each), 'contact', 5)),
            }),
          ],
        },
        options,
      )
    expect(read(11).villages[0]?.observations).toMatchObject([{ stakeholder: guid(11), sentiment: 0.5, via: 'meeting', by: guid(7) }])
    expect(read(11, 12).villages[0]?.observations).toEqual([])
    expect(codes(read(11, 12))).toEqual(['activitypointer missingValue'])
  })

  it('with leads only is counted by leads, and no issue', () => {
    const result = fromDynamics({ ...base, phonecalls: [meeting({ phonecall_activity_parties: [party(71, guid(99), 'lead', 2)] })] })
    expect(result.coverage.leftOut.leads).toBe(1)
    expect(result.issues).toEqual([])
  })
})

describe('notes', () => {
  it('are not read', () => {
    const result = fromDynamics({
      ...base,
      annotations: [{ annotationid: guid(81), notetext: 'secret', ...lookup('objectid', guid(11), 'contact') }],
    })
    expect(JSON.stringify(result)).not.toContain('secret')
    expect(codes(result)).toEqual(['annotationid unknownObject'])
  })
})

describe('the time zone of the machine', () => {
  const home = process.env.TZ
  afterAll(() => {
    if (home === undefined) delete process.env.TZ
    else process.env.TZ = home
  })
  const everything = (): string => JSON.stringify(fromDynamics(Object.fromEntries(ORG), READING))
  const expected = everything()

  it.each(dates.zones)('does not matter: %s', zone => {
    process.env.TZ = zone
    expect(everything()).toBe(expected)
  })
})
