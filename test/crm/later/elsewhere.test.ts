import { eraseStakeholder, parseVillage, revise, snapshot, type Village } from 'account-village'
import { fromHubSpot } from 'account-village/hubspot'
import { type ImportResult, mergeImport } from 'account-village/import'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, test } from 'vitest'

const DAYS = ['2026-02-01', '2026-02-08', '2026-02-15']

/** The villages after imports, a week apart, each stored and read again in between. */
const merged = (...results: readonly ImportResult[]): readonly Village[] =>
  results.reduce((known: readonly Village[], result, i) => {
    const { villages } = mergeImport(known, result, { recordedAt: DAYS[i] ?? '' })
    const stored: unknown = JSON.parse(JSON.stringify(villages))
    return Array.isArray(stored) ? stored.map(each => parseVillage(each)) : []
  }, [])

const metOn = (villages: readonly Village[], day: string): readonly string[] =>
  villages.flatMap(({ account, ...rest }) => snapshot({ account, ...rest }, day).interactions.map(({ id }) => `${account.id} ${id}`))

describe('a meeting whose company is deleted', () => {
  const company = (id: string, more: object = {}) => ({ id, properties: { name: id }, ...more })
  const contact = (id: string, company: string | null) => ({ id, properties: { lastname: id, associatedcompanyid: company } })
  const links = (...ids: readonly string[]) => ({ results: ids.map(id => ({ id })) })
  const meeting = {
    id: '5',
    properties: { hs_timestamp: '2026-01-10T10:00:00Z', hs_meeting_outcome: 'COMPLETED' },
    associations: { companies: links('7'), contacts: links('1') },
  }
  const first = fromHubSpot({ companies: [company('7'), company('8')], contacts: [contact('1', '7')], meetings: [meeting] })
  const gone = fromHubSpot({ companies: [company('7', { archived: true })], contacts: [contact('1', '8')] })

  test('goes on where a participant is now, although it does not come again, and stays where it was on earlier days', () => {
    const villages = merged(first, gone)
    expect(metOn(villages, '2026-02-09')).toEqual(['hubspot:company:8 hubspot:meeting:5'])
    expect(metOn(villages, '2026-02-07')).toEqual(['hubspot:company:7 hubspot:meeting:5'])
  })

  test('is kept until a participant has an account', () => {
    const between = fromHubSpot({ companies: [company('7', { archived: true })], contacts: [contact('1', null)] })
    const later = fromHubSpot({ contacts: [contact('1', '8')] })
    expect(metOn(merged(first, between), '2026-02-09')).toEqual([])
    expect(metOn(merged(first, between, later), '2026-02-16')).toEqual(['hubspot:company:8 hubspot:meeting:5'])
  })
})

describe('what is not to be any more', () => {
  const links = (...ids: readonly string[]) => ({ results: ids.map(id => ({ id })) })
  const company = (id: string, more: object = {}) => ({ id, properties: { name: id }, ...more })
  const contact = { id: '1', properties: { lastname: 'Ann', associatedcompanyid: '8' } }
  const meeting = (hs_meeting_outcome: string, updatedAt: string) => ({
    id: '5',
    properties: { hs_timestamp: '2026-01-10T10:00:00Z', hs_meeting_outcome },
    updatedAt,
    associations: { companies: links('7'), contacts: links('1') },
  })

  test('does not come back once its account is deleted, nor with an older version of itself', () => {
    const held = fromHubSpot({
      companies: [company('7'), company('8')],
      contacts: [contact],
      meetings: [meeting('COMPLETED', '2026-01-10T12:00:00Z')],
    })
    const cancelled = fromHubSpot({ companies: [company('8')], meetings: [meeting('CANCELED', '2026-01-11T12:00:00Z')] })
    const gone = fromHubSpot({ companies: [company('7', { archived: true })], contacts: [contact] })
    expect(metOn(merged(held, cancelled, gone), '2026-02-16')).toEqual([])
    expect(metOn(merged(cancelled, held), '2026-02-16')).toEqual([])
  })

  test('goes with what we recorded of it where it is to be done now', () => {
    const [FIRST, SECOND] = ['001000000000001AAA', '001000000000002AAA']
    const task = (AccountId: string, day: number) => ({
      Id: '00T000000000001AAA',
      AccountId,
      Subject: 'Call',
      Status: 'Not Started',
      SystemModstamp: `2026-01-0${day}T00:00:00Z`,
    })
    const Account = [FIRST, SECOND].map(Id => ({ Id, Name: Id }))
    const known = merged(fromSalesforce({ Account, Task: [task(FIRST ?? '', 1)] })).map(village =>
      village.account.id === FIRST
        ? revise(village, { moves: village.moves.map(move => ({ ...move, outcome: 'They agreed' })) }, { recordedAt: '2026-02-02' })
        : village,
    )
    const { villages } = mergeImport(known, fromSalesforce({ Task: [task(SECOND ?? '', 2)] }), { recordedAt: '2026-02-08' })
    const seen = villages.map(({ moves }) => moves.flatMap(move => (move.retractedAt === undefined ? [[move.id, move.outcome]] : [])))
    expect(seen).toEqual([[], [['00T000000000001AAA', 'They agreed']]])
  })
})

describe('what a record says of people who are elsewhere', () => {
  const [NORDWALZ, OTHER] = ['001000000000001AAA', '001000000000002AAA']
  const [ANN, BO] = ['003000000000001AAA', '003000000000002AAA']
  const bo = (AccountId: string, day: number) => ({ Id: BO, AccountId, LastName: 'Bo', SystemModstamp: `2026-01-0${day}T00:00:00Z` })
  const first = fromSalesforce({
    Account: [NORDWALZ, OTHER].map(Id => ({ Id, Name: Id })),
    Contact: [{ Id: ANN, AccountId: NORDWALZ, LastName: 'Ann', ReportsToId: BO }, bo(OTHER, 1)],
    Task: [{ Id: '00T000000000001AAA', AccountId: NORDWALZ, WhoId: BO, Status: 'Completed', ActivityDate: '2026-01-10' }],
  })
  const sees = (villages: readonly Village[], day: string) => {
    const [village] = villages
    if (village === undefined) throw new Error('there is an account')
    const s = snapshot(village, day)
    return [s.ties.map(({ from, to }) => [from, to]), s.interactions.map(({ participants }) => participants)]
  }

  test('holds once they join', () => {
    const villages = merged(first, fromSalesforce([bo(NORDWALZ, 2)]))
    expect(sees(villages, '2026-02-07')).toEqual([[], [[]]])
    expect(sees(villages, '2026-02-09')).toEqual([[[ANN, BO]], [[BO]]])
  })

  test('is gone when they are erased, in every village that names them', () => {
    const [village] = merged(first)
    if (village === undefined) throw new Error('there is an account')
    expect(JSON.stringify(village)).toContain(BO)
    const erased = eraseStakeholder(village, BO, { at: DAYS[1] })
    expect([JSON.stringify(erased.village).includes(BO), erased.receipt.tombstones.length]).toEqual([false, 1])
    expect(eraseStakeholder(erased.village, BO).village).toEqual(erased.village)
    const forget = fromSalesforce({
      Contact: [{ ...bo(OTHER, 2), IndividualId: '0PK000000000001GAA' }],
      Individual: [{ Id: '0PK000000000001GAA', ShouldForget: true }],
    })
    for (const each of merged(first, forget)) expect(JSON.stringify(each)).not.toContain(BO)
    const joined = merged(first, fromSalesforce([bo(NORDWALZ, 2)]))
    for (const each of joined) expect(JSON.stringify(eraseStakeholder(each, BO).village)).not.toContain(BO)
  })
})
