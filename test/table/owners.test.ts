import { createVillage, revise, type Village } from 'account-village'
import { mergeImport } from 'account-village/import'
import { fromTable, suggestMapping, type TableMapping } from 'account-village/table'
import { describe, expect, it } from 'vitest'

const CSV = [
  'Account,Account owner,Segment,Name,Title',
  'Nordwalz,kim@us.example,mid-market,Anneke Kurz,CFO',
  'Nordwalz,kim@us.example,,Berit Sand,Engineer',
  'Tessmer,lou,enterprise,Ann Bell,CEO',
].join('\n')
const { mapping } = suggestMapping(CSV)
const known = (id: string, teammates: Parameters<typeof createVillage>[0]['teammates'] = []): Village =>
  createVillage({ account: { id, name: `${id} GmbH`, parent: 'Holding', segment: 'small' }, teammates })
const kim = { id: 'kim', name: 'Kim Ito', email: 'kim@us.example' }

const facts = (villages: readonly Village[]) => villages.map(({ account }) => [account.id, account.owner, account.segment])

describe('a table with who of ours looks after accounts', () => {
  it('is known by the names of its columns', () => {
    expect(mapping).toMatchObject({ account: 'Account', owner: 'Account owner', segment: 'Segment', person: 'Name', title: 'Title' })
  })

  it('gives each account its owner and its segment', () => {
    const { villages, issues } = fromTable(CSV, mapping)
    expect([facts(villages), issues]).toEqual([
      [
        ['Nordwalz', 'kim@us.example', 'mid-market'],
        ['Tessmer', 'lou', 'enterprise'],
      ],
      [],
    ])
  })

  it('names teammates by id, mail address or name', () => {
    for (const text of ['kim', 'KIM@us.example', 'Ito, Kim']) {
      const rows = [{ Account: 'Nordwalz', 'Account owner': text, Name: 'Anneke Kurz' }]
      expect(fromTable(rows, mapping, { known: [known('Nordwalz', [kim])] }).villages[0]?.account.owner).toBe('kim')
    }
  })

  it('adds to an account what it says, and leaves it the rest', () => {
    const before = known('Nordwalz', [kim])
    const result = fromTable(CSV, mapping, { known: [before] })
    const [told] = result.villages
    expect(told?.account).toMatchObject({ name: 'Nordwalz GmbH', parent: 'Holding', owner: 'kim', segment: 'mid-market' })
    const revised = told && revise(before, told, { recordedAt: '2026-03-02' })
    expect(revised?.account).toMatchObject({ parent: 'Holding', owner: 'kim', segment: 'mid-market' })
    const { villages } = mergeImport([before], result, { recordedAt: '2026-03-02' })
    expect(facts(villages)).toEqual([
      ['Nordwalz', 'kim', 'mid-market'],
      ['Tessmer', 'lou', 'enterprise'],
    ])
    expect(mergeImport(villages, fromTable(CSV, mapping, { known: villages }), { recordedAt: '2026-03-03' }).villages).toEqual(villages)
  })

  const columns: TableMapping = { account: 'Account', owner: 'Account owner', person: 'Name' }
  it('says where its rows differ, and where a name is that of several', () => {
    const rows = ['kim', 'lou'].map(owner => ({ Account: 'Nordwalz', 'Account owner': owner, Name: owner }))
    const differing = fromTable(rows, columns)
    expect([facts(differing.villages), differing.issues.map(({ code, message }) => [code, message])]).toEqual([
      [['Nordwalz', 'kim', undefined]],
      [['contradiction', 'Rows about one account differ in "Account owner". The first in the order of text was taken.']],
    ])
    const namesakes = known('Nordwalz', [kim, { id: 'kim2', name: 'Kim Ito' }])
    const { villages, issues } = fromTable([{ Account: 'Nordwalz', 'Account owner': 'Kim Ito', Name: 'Bo' }], columns, {
      known: [namesakes],
    })
    expect([villages[0]?.account.owner, issues.map(({ code }) => code)]).toEqual([undefined, ['contradiction']])
  })

  it('shows neither names nor segments where these are left out, and the same owner as one', () => {
    const rows = ['Nordwalz', 'Tessmer'].map(Account => ({ Account, 'Account owner': 'Kim Ito', Segment: 'mid-market', Name: 'Bo' }))
    const result = fromTable(rows, mapping, { redact: true })
    expect(JSON.stringify(result)).not.toMatch(/Kim|mid-market/)
    const [owner, other] = result.villages.map(({ account }) => account.owner)
    expect([owner, owner?.startsWith('owner:')]).toEqual([other, true])
  })
})
