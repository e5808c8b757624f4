import { revise, type Village } from 'account-village'
import { fromAttio } from 'account-village/attio'
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import { type ImportResult, mergeImport } from 'account-village/import'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce } from 'account-village/salesforce'
import { fromZoho } from 'account-village/zoho'
import { describe, expect, it } from 'vitest'
import { actor, id as attioId, company, member, select } from './attio/records.js'
import { guid, LOGICAL, lookup } from './dynamics/rows.js'
import { codes, onlyOf } from './results.js'
import { id as zohoId } from './zoho/records.js'

/** An account as a source tells it, changed on a day of March; what is absent has no column. */
interface Told {
  readonly day: number
  /** The number of a person of ours; `null` where nobody owns it. */
  readonly owner?: number | null
  readonly segment?: string | null
}

interface Story {
  readonly name: string
  readonly read: (told: Told, users?: readonly number[], options?: { readonly redact: boolean }) => ImportResult
  readonly idOf: (user: number) => string
  /** Whether the record of an account says how its owner is called. */
  readonly names?: true
}

const dayOf = (day: number): string => `2026-03-0${day}T09:00:00Z`
const called = (user: number): string => `Kim ${user}`
const given = (told: object): object => Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
const perOwner = <Value>(owner: number | null | undefined, of: (owner: number) => Value): Value | null | undefined =>
  owner === undefined || owner === null ? owner : of(owner)

const SF_USER = (user: number): string => `0055g00000Ki${user}mMAAR`.slice(0, 15).padEnd(18, 'A')
const salesforce: Story = {
  name: 'Salesforce',
  read: ({ day, owner, segment }, users = [], options = undefined) =>
    fromSalesforce(
      {
        Account: [
          given({
            Id: '0015g00000Ab1cDAAR',
            Name: 'Nordwalz GmbH',
            Industry: 'Manufacturing',
            OwnerId: perOwner(owner, SF_USER),
            Owner: perOwner(owner, user => ({ attributes: { type: 'User' }, Name: called(user) })),
            Segment__c: segment,
            SystemModstamp: dayOf(day),
          }),
        ],
        User: users.map(user => ({ Id: SF_USER(user), Name: called(user), IsActive: true, SystemModstamp: dayOf(day) })),
      },
      { ...options, fields: { segment: 'Segment__c' } },
    ),
  idOf: user => onlyOf(salesforce.read({ day: 1, owner: user })).account.owner ?? '',
  names: true,
}

const hubspot: Story = {
  name: 'HubSpot',
  read: ({ day, owner, segment }, users = [], options = undefined) =>
    fromHubSpot(
      {
        companies: [
          {
            id: '901',
            properties: given({
              name: 'Tessmer AG',
              industry: 'MACHINERY',
              hubspot_owner_id: perOwner(owner, String),
              market_segment: segment,
              hs_lastmodifieddate: dayOf(day),
            }),
            updatedAt: dayOf(day),
          },
        ],
        owners: { results: users.map(user => ({ id: String(user), firstName: 'Kim', lastName: String(user), updatedAt: dayOf(day) })) },
      },
      { ...options, fields: { segment: 'market_segment' } },
    ),
  idOf: user => `hubspot:owner:${user}`,
}

const dynamics: Story = {
  name: 'Dynamics',
  read: ({ day, owner, segment }, users = [], options = undefined) =>
    fromDynamics(
      {
        accounts: [
          {
            accountid: guid(1),
            name: 'Kessler Walzwerk',
            industrycode: 6,
            ...(owner === undefined
              ? {}
              : lookup('ownerid', perOwner(owner, guid) ?? null, 'systemuser', perOwner(owner, called) ?? undefined)),
            ...(segment === undefined ? {} : { new_segment: segment && 100000001, new_segmentname: segment }),
            modifiedon: dayOf(day),
          },
        ],
        systemusers: users.map(user => ({ systemuserid: guid(user), fullname: called(user), modifiedon: dayOf(day) })),
      },
      { ...options, fields: { segment: 'new_segment' } },
    ),
  idOf: guid,
  names: true,
}

const SEGMENT = 'accede'.padEnd(40, '0')
const pipedrive: Story = {
  name: 'Pipedrive',
  read: ({ day, owner, segment }, users = [], options = undefined) =>
    fromPipedrive(
      {
        organizations: [
          {
            id: 7,
            name: 'Lindqvist Papier',
            ...given({ owner_id: perOwner(owner, user => ({ id: user, name: called(user), has_pic: 0, active_flag: true, value: user })) }),
            ...(segment === undefined ? {} : { [SEGMENT]: segment && 31 }),
            update_time: dayOf(day),
          },
        ],
        organizationFields: [{ id: 4, key: SEGMENT, name: 'Segment', field_type: 'enum', options: [{ id: 31, label: 'mid-market' }] }],
        users: users.map(user => ({
          id: user,
          name: called(user),
          email: `kim${user}@us.example`,
          active_flag: true,
          modified: dayOf(day),
        })),
      },
      { ...options, fields: { segment: SEGMENT } },
    ),
  idOf: user => `pipedrive:user:${user}`,
  names: true,
}

const zoho: Story = {
  name: 'Zoho',
  read: ({ day, owner, segment }, users = [], options = undefined) =>
    fromZoho(
      {
        Accounts: [
          given({
            id: zohoId(1),
            Account_Name: 'Brennfeld',
            Industry: 'Manufacturing',
            Owner: perOwner(owner, user => ({ id: zohoId(user), name: called(user), email: `kim${user}@us.example` })),
            Segment: segment,
            Modified_Time: dayOf(day),
          }),
        ],
        users: users.map(user => ({ id: zohoId(user), full_name: called(user), status: 'active', Modified_Time: dayOf(day) })),
      },
      { ...options, fields: { segment: 'Segment' } },
    ),
  idOf: user => `zoho:user:${zohoId(user)}`,
  names: true,
}

const attio: Story = {
  name: 'Attio',
  read: ({ owner, segment }, users = [], options = undefined) =>
    fromAttio(
      {
        companies: [
          company(1, {
            ...(owner === undefined ? {} : { account_owner: owner === null ? [] : actor(owner) }),
            ...(segment === undefined ? {} : { segment: segment === null ? [] : select(segment) }),
          }),
        ],
        workspace_members: { data: users.map(user => member(user, { first_name: 'Kim', last_name: String(user) })) },
      },
      { ...options, fields: { owner: 'account_owner', segment: 'segment' } },
    ),
  idOf: user => `attio:member:${attioId(user)}`,
}

const merged = (known: readonly Village[], result: ImportResult, recordedAt: string): Village => {
  const { villages } = mergeImport(known, result, { recordedAt })
  return onlyOf({ villages })
}
const believed = ({ teammates }: Village): readonly string[] =>
  teammates.filter(({ retractedAt }) => retractedAt === undefined).map(({ id }) => id)

describe.each([salesforce, hubspot, dynamics, pipedrive, zoho, attio])('an account of $name', ({ read, idOf, names }) => {
  const first = (): Village => merged([], read({ day: 1, owner: 5, segment: 'mid-market' }, [5]), '2026-03-01')

  it('has its owner, who is a teammate, and the segment that a field of ones own holds', () => {
    const result = read({ day: 1, owner: 5, segment: 'mid-market' }, [5, 6])
    const { account, teammates } = onlyOf(result)
    expect(codes(result)).toEqual([])
    expect([account.owner, account.segment]).toEqual([idOf(5), 'mid-market'])
    expect(teammates.map(({ id, name }) => [id, name])).toEqual([[idOf(5), called(5)]])
  })

  it('names an owner of whom no record came, as far as it says how they are called', () => {
    expect(onlyOf(read({ day: 1, owner: 5 })).teammates).toMatchObject([{ id: idOf(5), ...(names && { name: called(5) }) }])
    expect('segment' in onlyOf(read({ day: 1, owner: 5 })).account).toBe(false)
  })

  it('has no owner where nobody owns it', () => {
    const { account, teammates } = onlyOf(read({ day: 1, owner: null, segment: null }, [5]))
    expect(['owner' in account, 'segment' in account, teammates]).toEqual([false, false, []])
  })

  it('goes over to another owner, and to nobody, by a later import', () => {
    const other = merged([first()], read({ day: 2, owner: 6, segment: 'mid-market' }, [5, 6]), '2026-03-02')
    expect([other.account.owner, believed(other)]).toEqual([idOf(6), [idOf(6)]])
    const nobody = merged([other], read({ day: 3, owner: null, segment: null }, [5, 6]), '2026-03-03')
    expect(['owner' in nobody.account, 'segment' in nobody.account, believed(nobody)]).toEqual([false, false, []])
  })

  it('keeps both where a later export has no column for them', () => {
    const { account, teammates } = merged([first()], read({ day: 2 }), '2026-03-02')
    expect([account.owner, account.segment, teammates.length]).toEqual([idOf(5), 'mid-market', 1])
  })

  it('keeps what people of ours say that no record tells', () => {
    const known = first()
    const ours = revise(
      known,
      { account: { ...known.account, annualRevenue: { amount: 5, currency: 'EUR' } } },
      { recordedAt: '2026-03-02' },
    )
    expect(merged([ours], read({ day: 3, owner: 6 }), '2026-03-03').account).toMatchObject({
      owner: idOf(6),
      segment: 'mid-market',
      annualRevenue: { amount: 5, currency: 'EUR' },
    })
  })

  it('has the id of its owner and neither name nor segment where these are left out', () => {
    const result = read({ day: 1, owner: 5, segment: 'mid-market' }, [5], { redact: true })
    expect(onlyOf(result).account.owner).toBe(idOf(5))
    expect(JSON.stringify(result)).not.toMatch(/Kim|mid-market/)
  })
})

it('belongs to nobody where a queue or a team owns it', () => {
  const account = { Id: '0015g00000Ab1cDAAR', Name: 'Nordwalz', OwnerId: '00G5g000004xyzAEAQ' }
  expect(onlyOf(fromSalesforce([account])).account.owner).toBeUndefined()
  const row = { accountid: guid(1), name: 'Kessler', ...lookup('ownerid', guid(8), 'team', 'East') }
  expect(onlyOf(fromDynamics({ accounts: [row] })).account.owner).toBeUndefined()
  expect(onlyOf(fromDynamics({ accounts: [{ ...row, [`_ownerid_value${LOGICAL}`]: 'systemuser' }] })).account.owner).toBe(guid(8))
})

it('has an owner whose id stands in a related record, or in a file of the web page', () => {
  const user = '0055g00000Ki1mMAAR'
  expect(onlyOf(fromSalesforce([{ Id: '0015g00000Ab1cDAAR', Name: 'Nordwalz', 'Owner.Id': user }])).account.owner).toBe(user)
  const Accounts = [
    { 'Record Id': `zcrm_${zohoId(1)}`, 'Account Name': 'Brennfeld', 'Account Owner.id': `zcrm_${zohoId(9)}`, 'Account Owner': 'Kim Ito' },
  ]
  const { account, teammates } = onlyOf(fromZoho({ Accounts }))
  expect(account.owner).toBe(`zoho:user:${zohoId(9)}`)
  expect(teammates).toMatchObject([{ id: account.owner, name: 'Kim Ito' }])
})

it('takes no name of a person for the id of its owner', () => {
  const result = fromHubSpot({ companies: [{ id: '901', name: 'Tessmer', hubspot_owner_id: 'Kim Ito' }] })
  expect(onlyOf(result).account.owner).toBeUndefined()
  expect(codes(result)).toEqual(['company invalidId'])
  expect(JSON.stringify(onlyOf(result))).not.toContain('Kim')
})
