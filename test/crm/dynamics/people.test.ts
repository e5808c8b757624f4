import { fromDynamics } from 'account-village/dynamics'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, FORMATTED, guid, lookup, only } from './rows.js'

const { accounts } = acme()
const contact = (fields: object) => ({ contactid: guid(11), fullname: 'Anna Kurz', ...lookup('parentcustomerid', ACME), ...fields })

describe('the tags of a contact', () => {
  const rolesOf = (fields: object, options = {}): string[] =>
    only({ accounts, contacts: [contact(fields)] }, options).roles.map(({ role }) => role)

  it.each([
    ['accountrolecode', 1, ['decisionMaker']],
    ['accountrolecode', 2, []],
    ['accountrolecode', 3, ['influencer']],
    ['accountrolecode', '3', ['influencer']],
    ['accountrolecode', 'Decision Maker', ['decisionMaker']],
    ['msdyn_decisioninfluencetag', 0, ['decisionMaker']],
    ['msdyn_decisioninfluencetag', 1, ['influencer']],
    ['msdyn_decisioninfluencetag', 2, []],
    ['msdyn_decisioninfluencetag', 3, []],
  ])('say of which part somebody is: %s %s', (column, code, roles) => {
    expect(rolesOf({ [column]: code })).toEqual(roles)
  })

  it('mean what their code means where their label is translated, and what their label means where it was given another', () => {
    expect(rolesOf({ accountrolecode: 1, [`accountrolecode${FORMATTED}`]: 'Entscheidungsträger' })).toEqual(['decisionMaker'])
    expect(rolesOf({ accountrolecode: 2, [`accountrolecode${FORMATTED}`]: 'Gatekeeper' })).toEqual(['gatekeeper'])
    expect(
      rolesOf({ accountrolecode: 100_000_001, [`accountrolecode${FORMATTED}`]: 'Key User' }, { roles: { 'Key User': 'user' } }),
    ).toEqual(['user'])
  })

  it('are one role when both say the same', () => {
    expect(rolesOf({ accountrolecode: 1, msdyn_decisioninfluencetag: 0 })).toEqual(['decisionMaker'])
  })

  it('are counted when nothing is known of them, a blocker among them, which is a stance', () => {
    const tagged = contact({ accountrolecode: 100_000_007, msdyn_decisioninfluencetag: 2 })
    expect(fromDynamics({ accounts, contacts: [tagged] }).unmapped).toEqual([
      { field: 'contact.accountrolecode', value: '100000007', count: 1 },
      { field: 'contact.msdyn_decisioninfluencetag', value: 'Blocker', count: 1 },
    ])
  })
})

describe('a person who opted out', () => {
  const ghost = (fields: object) =>
    contact({ fullname: 'Gwendolyn Ghost', emailaddress1: 'ghost@kessler.example', department: 'Cellar', ...fields })
  const everywhere = (person: object) => ({
    accounts,
    contacts: [
      person,
      { contactid: guid(12), fullname: 'Bert', ...lookup('parentcustomerid', ACME), ...lookup('new_boss', guid(11), 'contact') },
    ],
    connections: [
      {
        connectionid: guid(51),
        ...lookup('record1id', guid(11)),
        ...lookup('record1roleid', guid(9), undefined, 'Seer'),
        ...lookup('record2id', ACME),
      },
    ],
    phonecalls: [{ activityid: guid(61), statecode: 1, ...lookup('regardingobjectid', guid(11), 'contact') }],
    opportunities: [{ opportunityid: guid(21), name: 'Deal', ...lookup('parentaccountid', ACME), ...lookup('parentcontactid', guid(11)) }],
  })

  it.each([true, 'true', 1, 'Ja'])('leaves no trace: %j', msdyn_gdproptout => {
    const result = fromDynamics(everywhere(ghost({ msdyn_gdproptout })), { fields: { reportsTo: 'new_boss' } })
    const text = JSON.stringify(result)
    for (const trace of [guid(11), 'Gwendolyn', 'ghost@', 'cellar', 'Seer']) expect(text).not.toContain(trace)
    expect(result.issues).toEqual([])
    expect(result.coverage.leftOut).toMatchObject({ optedOutOfProcessing: 1, mailAddresses: 0, openTasks: 0 })
  })

  it('may do so by a column of the organisation', () => {
    const result = fromDynamics(everywhere(ghost({ donotbulkemail: true })), { fields: { optOut: 'donotbulkemail' } })
    expect(JSON.stringify(result)).not.toContain(guid(11))
    expect(result.coverage.leftOut.optedOutOfProcessing).toBe(1)
  })

  it('does so with every row that was merged into theirs, and by it', () => {
    const loser = { contactid: guid(13), merged: true, ...lookup('masterid', guid(11)), ...lookup('parentcustomerid', ACME) }
    for (const [own, other] of [
      [true, false],
      [false, true],
    ]) {
      // Two versions that differ are an issue of the row, which must not tell of it either.
      const contacts = [ghost({ msdyn_gdproptout: own }), ...['A', 'B'].map(jobtitle => ({ ...loser, jobtitle, msdyn_gdproptout: other }))]
      const result = fromDynamics({ accounts, contacts })
      expect(JSON.stringify(result)).not.toMatch(/000000000011|000000000013/)
      expect(result.coverage.leftOut).toMatchObject({ optedOutOfProcessing: 1, merged: 1 })
    }
  })

  it('may be a company', () => {
    const result = fromDynamics({ accounts: [{ ...accounts[0], msdyn_gdproptout: true }], contacts: [contact({})] })
    expect(result).toMatchObject({ villages: [], issues: [], coverage: { leftOut: { optedOutOfProcessing: 1 } } })
  })
})

describe('a person who wants no mail', () => {
  const mail = 'anna@kessler.example'

  it.each(['donotemail', 'donotbulkemail', 'donotsendmm'])('stays, without the address, which is counted: %s', column => {
    const result = fromDynamics({ accounts, contacts: [contact({ emailaddress1: mail, [column]: true })] })
    expect(result.villages[0]?.stakeholders.map(({ id, name }) => [id, name])).toEqual([[guid(11), 'Anna Kurz']])
    expect(JSON.stringify(result)).not.toContain(mail)
    expect(result.coverage.leftOut.mailAddresses).toBe(1)
  })

  it('is not one who says no, or who has no address', () => {
    const said = fromDynamics({ accounts, contacts: [contact({ emailaddress1: mail, donotemail: false, donotphone: true })] })
    expect(said.villages[0]?.stakeholders[0]?.email).toBe(mail)
    expect(said.coverage.leftOut.mailAddresses).toBe(0)
    expect(fromDynamics({ accounts, contacts: [contact({ donotemail: true })] }).coverage.leftOut.mailAddresses).toBe(0)
  })
})

describe('contacts', () => {
  it.each([{ statecode: 1 }, { statecode: 'Inactive' }, { msdyn_orgchangestatus: 1 }])(
    'who are no longer there stay, without what they do or say, because nobody knows since when: %j',
    fields => {
      const result = fromDynamics({ accounts, contacts: [contact({ accountrolecode: 1, ...fields })] })
      expect(result.villages[0]?.stakeholders).toHaveLength(1)
      expect(result.villages[0]?.roles).toEqual([])
      expect(codes(result)).toEqual(['contact missingValue'])
    },
  )

  it('report to whom the column that the options name leads', () => {
    const contacts = [contact(lookup('new_boss', guid(12), 'contact')), { ...contact({}), contactid: guid(12) }]
    const { ties } = only({ accounts, contacts }, { fields: { reportsTo: 'new_boss' } })
    expect(ties.map(({ from, to, kind }) => [from, to, kind])).toEqual([[guid(11), guid(12), 'reportsTo']])
  })

  it('make a village of the company whose name stands with them', () => {
    const { villages } = fromDynamics([{ contactid: guid(11), ...lookup('parentcustomerid', ACME, 'account', 'Kessler') }])
    expect(villages.map(({ account }) => [account.id, account.name])).toEqual([[ACME, 'Kessler']])
  })

  it('of a contact rather than a company are told, and not placed by guessing', () => {
    const result = fromDynamics({ accounts, contacts: [contact(lookup('parentcustomerid', guid(12), 'contact'))] })
    expect(result.villages[0]?.stakeholders).toEqual([])
    expect(codes(result)).toEqual(['contact missingValue'])
  })

  it('without names, titles, addresses and texts when that is asked', () => {
    const row = contact({ jobtitle: 'Engineer', emailaddress1: 'anna@kessler.example', department: 'Cellar' })
    expect(JSON.stringify(fromDynamics({ accounts, contacts: [row] }, { redact: true }))).not.toMatch(/Anna|Engineer|kessler|cellar/i)
  })
})
