import type { Village } from 'account-village'
import { mergeImport } from 'account-village/import'
import { fromZoho } from 'account-village/zoho'
import { describe, expect, it } from 'vitest'
import { account, base, codes, contact, deal, event, id, named, of, only, onlyOf, page, type Row, role } from './records.js'

describe('a contact', () => {
  it('is a person of their account, with title, unit and manager', () => {
    const person = contact(11, { Title: 'CFO', Department: 'Finance', Email: 'a@b.example', Reporting_To: named(12) })
    const village = only({ ...base, Contacts: [person, contact(12)] })
    expect(village.stakeholders[0]).toMatchObject({
      id: of('contact', 11),
      name: 'Contact 11',
      title: 'CFO',
      email: 'a@b.example',
      externalIds: [{ source: 'zoho', id: id(11) }],
      recordedAt: '2024-02-05T08:15:00.000Z',
    })
    expect(village.units.map(({ name }) => name)).toEqual(['Finance'])
    expect(village.ties).toMatchObject([{ from: of('contact', 11), to: of('contact', 12), kind: 'reportsTo' }])
  })

  it('is called by the parts of their name where no whole one is', () => {
    const { Full_Name: _, ...rest } = contact(11, { First_Name: 'Ines', Last_Name: 'Vogt' })
    expect(only({ ...base, Contacts: [rest] }).stakeholders[0]?.name).toBe('Ines Vogt')
  })

  it('keeps their mail address unless they want none, or are left out for it where that is asked for', () => {
    const rows = { ...base, Contacts: [contact(11, { Email: 'a@b.example', Email_Opt_Out: true }), contact(12)] }
    const kept = fromZoho(rows)
    expect(onlyOf(kept).stakeholders.map(({ email }) => email)).toEqual([undefined, undefined])
    expect(kept.coverage.leftOut).toMatchObject({ mailAddresses: 1, optedOutOfProfiling: 0 })
    const dropped = fromZoho(rows, { emailOptOut: 'dropPerson' })
    expect(onlyOf(dropped).stakeholders.map(({ id }) => id)).toEqual([of('contact', 12)])
    expect(dropped.coverage.leftOut).toMatchObject({ mailAddresses: 0, optedOutOfProfiling: 1 })
  })

  it('is nowhere once their data are not to be processed, by Zoho or by a field of one’s own', () => {
    const rows = (fields: Row) => ({
      ...base,
      Contacts: [contact(11, fields), contact(12)],
      Deals: [deal(21, { Contact_Name: named(11), Contact_Roles: [role(11, 'Seer'), role(12, 'Influencer')] })],
      Events: [event(31)],
    })
    for (const result of [fromZoho(rows({ $stop_processing: true })), fromZoho(rows({ Leave: 'yes' }), { fields: { optOut: 'Leave' } })]) {
      expect(JSON.stringify(result)).not.toContain(id(11))
      expect([result.issues, result.unmapped, onlyOf(result).interactions]).toEqual([[], [], []])
      expect(result.coverage.leftOut.optedOutOfProcessing).toBe(1)
    }
  })
})

describe('a deal', () => {
  it('is a decision with its value and its day, and how it ended', () => {
    const Deals = [
      deal(21, { Type: 'Existing Business' }),
      deal(22, { Stage: 'Closed Lost to Competition', Reason_For_Loss__s: 'Price', Closing_Date: '2025-11-28' }),
      deal(23, { Stage: 'Identify Decision Makers' }),
      deal(24, { Stage: 'In the stars' }),
    ]
    const result = fromZoho({ ...base, Deals })
    expect(onlyOf(result).decisions).toMatchObject([
      { id: of('deal', 21), kind: 'expansion', value: { amount: 1000, currency: 'EUR' }, expectedAt: '2027-02-26T00:00:00.000Z' },
      { outcome: { result: 'lost', at: '2025-11-28T00:00:00.000Z', reasons: ['Price'] } },
      { kind: 'new' },
      { stateUnknown: true },
    ])
    expect(result.unmapped).toEqual([{ field: 'deal.Stage', value: 'In the stars', count: 1 }])
  })

  it('has the roles of its contacts, which come with it or say which deal they are of', () => {
    const apart = [{ ...role(11, 'Decision Maker'), Deal: named(21) }]
    const within = deal(21, { Contact_Roles: page([role(11, 'Decision Maker')]) })
    for (const input of [
      { ...base, Deals: [deal(21)], Contact_Roles: apart },
      { ...base, Deals: [within] },
      [...base.Accounts, ...base.Contacts, within],
    ]) {
      expect(only(input).roles).toEqual([
        {
          id: `${of('deal', 21)}:role:${of('contact', 11)}:decisionMaker`,
          stakeholder: of('contact', 11),
          decision: of('deal', 21),
          role: 'decisionMaker',
          basis: 'stated',
          source: 'zoho',
        },
      ])
    }
  })

  it('makes a contact of another account one of this by their role, and tells of a role without a deal', () => {
    const stranger = contact(15, { Account_Name: named(9) })
    const input = { ...base, Contacts: [...base.Contacts, stranger], Deals: [deal(21, { Contact_Roles: [role(15, 'Influencer')] })] }
    const result = fromZoho({ ...input, Contact_Roles: [role(11, 'User')] })
    expect(onlyOf(result).stakeholders.map(({ id }) => id)).toContain(of('contact', 15))
    expect(codes(result)).toEqual(['contactRole invalidId'])
  })

  it('belongs to the account of its contact where it has none, and is told where that has none', () => {
    const Deals = [deal(21, { Account_Name: null, Contact_Name: named(11) }), deal(22, { Account_Name: null })]
    const result = fromZoho({ ...base, Deals })
    expect(onlyOf(result).decisions.map(({ id }) => id)).toEqual([of('deal', 21)])
    expect(codes(result)).toEqual(['deal missingValue'])
  })
})

describe('what took place', () => {
  it('is an event with those who did not decline, and with users of ours', () => {
    const Participants = [
      { type: 'contact', participant: id(12), status: 'accepted' },
      { type: 'contact', participant: id(14), status: 'declined' },
      { type: 'user', participant: id(901) },
      { type: 'email', participant: 'x@y.example' },
    ]
    const Contacts = [...base.Contacts, contact(14)]
    const { interactions } = only({ ...base, Contacts, Deals: [deal(21)], Events: [event(31, { Participants, What_Id: named(21) })] })
    expect(interactions).toMatchObject([
      {
        kind: 'meeting',
        at: '2026-02-10T09:00:00.000Z',
        effort: 1.5,
        participants: [of('contact', 11), of('contact', 12)],
        decision: of('deal', 21),
        ours: [of('user', 900), of('user', 901)],
      },
    ])
    expect(only({ ...base, Events: [event(31, { All_day: true })] }).interactions[0]?.effort).toBeUndefined()
  })

  it('is a call, a task that is completed, and a note with what it is about', () => {
    const at = { Created_Time: '2026-02-13T09:15:00+01:00' }
    const input = {
      ...base,
      Deals: [deal(21)],
      Calls: [{ id: id(41), Call_Start_Time: '2026-02-11T10:00:00Z', Call_Duration_in_seconds: '1800', Who_Id: named(11) }],
      Tasks: [
        { id: id(51), Status: 'Completed', Closed_Time: '2026-02-14T10:00:00Z', Due_Date: '2026-02-20', Who_Id: named(12) },
        { id: id(52), Due_Date: '2026-02-20' },
      ],
      Notes: [
        { id: id(61), Parent_Id: named(21), ...at },
        { id: id(62), Parent_Id: named(12), $se_module: 'Contacts', ...at },
        { id: id(63), Parent_Id: named(1), ...at },
      ],
    }
    const result = fromZoho(input)
    expect(result.issues).toEqual([])
    expect(result.coverage.leftOut.openTasks).toBe(1)
    expect(
      onlyOf(result).interactions.map(({ kind, at: day, effort, participants, decision }) => [
        kind,
        day,
        effort,
        participants.length,
        decision,
      ]),
    ).toEqual([
      ['call', '2026-02-11T10:00:00.000Z', 0.5, 1, undefined],
      ['other', '2026-02-13T08:15:00.000Z', undefined, 0, of('deal', 21)],
      ['other', '2026-02-13T08:15:00.000Z', undefined, 1, undefined],
      ['other', '2026-02-13T08:15:00.000Z', undefined, 0, undefined],
      ['other', '2026-02-14T10:00:00.000Z', undefined, 1, undefined],
    ])
  })
})

describe('pages and tables', () => {
  it('are read as the API gives them, and tell of what is missing', () => {
    const { Contacts } = base
    expect(codes(fromZoho({ ...base, Contacts: page(Contacts, true) }))).toEqual(['contact incomplete'])
    expect(codes(fromZoho({ ...base, Contacts: [page(Contacts.slice(0, 1), true), page(Contacts.slice(1))] }))).toEqual([])
  })

  it('of other modules are counted, and leads are no contacts', () => {
    const result = fromZoho([...base.Accounts, { id: id(5), Last_Name: 'Lead', Company: 'Acme', Lead_Status: 'New' }])
    expect([codes(result), onlyOf(result).stakeholders]).toEqual([['unknown unknownObject'], []])
  })
})

describe('a later import', () => {
  const Deals = [deal(21, { Contact_Roles: [role(11, 'Decision Maker'), role(12, 'Influencer')] })]
  const first = mergeImport([], fromZoho({ ...base, Deals }), { recordedAt: '2026-03-10' }).villages
  const later = (input: object, known: readonly Village[] = first): Village => {
    const [village] = mergeImport(known, fromZoho(input), { recordedAt: '2026-06-01' }).villages
    if (village === undefined) throw new Error('no account')
    return village
  }
  const held = ({ roles, stakeholders }: Village) => [
    stakeholders.filter(({ retractedAt }) => retractedAt === undefined).map(({ id }) => id),
    roles.filter(({ retractedAt }) => retractedAt === undefined).map(({ role }) => role),
  ]
  const gone = (n: number): Row => ({ id: id(n), type: 'recycle', display_name: 'x', deleted_time: '2026-05-01T10:00:00+02:00' })
  const THEN = { Modified_Time: '2026-05-01T10:00:00+02:00' }

  it('changes nothing when it is the same', () => {
    expect(later({ ...base, Deals })).toEqual(first[0])
  })

  it('takes away what was deleted, unless it was restored since', () => {
    expect(held(later({ Contacts: [gone(11)] }))).toEqual([[of('contact', 12)], ['influencer']])
    expect(held(later({ Deals: [gone(21)] }))).toEqual([[of('contact', 11), of('contact', 12)], []])
    const restored = contact(11, { Modified_Time: '2026-05-02T10:00:00+02:00' })
    expect(held(later({ Contacts: [gone(11), restored] }))).toEqual(held(later({})))
    expect(JSON.stringify(later({ Contacts: [gone(11)] }))).not.toContain('"x"')
  })

  it('takes away the roles that a deal has no longer, where it came with those that it has', () => {
    expect(held(later({ Deals: [deal(21, { ...THEN, Contact_Roles: [role(12, 'Executive sponsor')] })] }))[1]).toEqual(['executiveSponsor'])
    expect(held(later({ Deals: [deal(21, { ...THEN, Contact_Roles: [] })] }))[1]).toEqual([])
    expect(held(later({ Deals: [deal(21, THEN)] }))[1]).toEqual(['decisionMaker', 'influencer'])
  })

  it('moves a contact to another account, and erases one whose data are not to be processed', () => {
    const known = mergeImport([], fromZoho(base), { recordedAt: '2026-03-10' }).villages
    const moved = mergeImport(known, fromZoho({ Accounts: [account(2)], Contacts: [contact(11, { ...THEN, Account_Name: named(2) })] }), {
      recordedAt: '2026-06-01',
    })
    expect(moved.changes.withdrawn.moved).toEqual([{ stakeholder: of('contact', 11), from: of('account', 1), to: of('account', 2) }])
    const erased = later({ Contacts: [contact(11, { ...THEN, $stop_processing: true })] })
    expect(JSON.stringify(erased)).not.toContain(id(11))
  })
})

describe('a file of the web page', () => {
  it('is read by its labels', () => {
    const Accounts = [{ 'Record Id': `zcrm_${id(1)}`, 'Account Name': 'Brennfeld' }]
    const Contacts = [
      { 'Record Id': `zcrm_${id(11)}`, 'Last Name': 'Vogt', 'Account Name.id': `zcrm_${id(1)}`, 'Email Opt Out': 'false', Title: 'CFO' },
    ]
    const Deals = [
      {
        'Record Id': `zcrm_${id(21)}`,
        'Deal Name': 'Renewal',
        'Account Name.id': `zcrm_${id(1)}`,
        Stage: 'Closed Won',
        'Closing Date': '2026-02-26',
      },
    ]
    const village = only({ Accounts, Contacts, Deals })
    expect(village.stakeholders.map(({ name, title }) => [name, title])).toEqual([['Vogt', 'CFO']])
    expect(village.decisions.map(({ name, outcome }) => [name, outcome?.result])).toEqual([['Renewal', 'won']])
  })
})
