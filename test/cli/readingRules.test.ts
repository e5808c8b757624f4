import { describe, expect, it } from 'vitest'
import { runIn } from '../support/world.js'

const ACCOUNT = '0011000000000qQ'
const accounts = `sep=;\r\nId;Name\r\n${ACCOUNT};Łuk\0asz Größe\r\n`

function utf16(text: string): Uint8Array {
  return Uint8Array.from([0xff, 0xfe, ...[...text].flatMap(each => [each.charCodeAt(0) % 256, Math.floor(each.charCodeAt(0) / 256)])])
}

function windows1252(text: string): Uint8Array {
  return Uint8Array.from([...text].map(each => each.charCodeAt(0)))
}

describe('a file', () => {
  it('may begin with its delimiter, hold NUL and be in UTF-16', async () => {
    for (const bytes of [new TextEncoder().encode(accounts), utf16(accounts)]) {
      const { exitCode, out } = await runIn({ 'Account.csv': bytes }, ['import', 'salesforce', 'Account.csv'])
      expect([exitCode, JSON.parse(out)]).toMatchObject([0, { account: { name: 'Łukasz Größe' } }])
    }
  })

  it('of an old spreadsheet is refused until its encoding is said', async () => {
    const files = { 'Account.csv': windows1252(`Id,Name\n${ACCOUNT},Größe\n`) }
    const refused = await runIn(files, ['import', 'salesforce', 'Account.csv'])
    expect([refused.exitCode, refused.notes]).toEqual([1, expect.stringContaining('--encoding')])
    const { out } = await runIn(files, ['import', 'salesforce', 'Account.csv', '--encoding', 'windows-1252'])
    expect(JSON.parse(out)).toMatchObject({ account: { name: 'Größe' } })
  })

  it('may end with lines of a report that are no rows', async () => {
    const report = `"Account ID","Account Name","Contact ID","Last Name"\n${ACCOUNT},Halvor,0031000000000qQ,Okoro\n\n\n"People"\n"Made by: A. Seller"\n`
    const { exitCode, out } = await runIn({ 'report.csv': report }, ['import', 'salesforce', 'report.csv'])
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { stakeholders: [{ name: 'Okoro' }] }])
  })
})

describe('the rules', () => {
  const deal = (amount: string, day: string) =>
    `Id;AccountId;Name;IsClosed;CurrencyIsoCode;Amount;CloseDate\n0061000000000qQ;${ACCOUNT};D;nix;EUR;${amount};${day}\n`
  const args = ['import', 'salesforce', 'Account.csv', 'Opportunity.csv']

  it('are options of the command', async () => {
    const files = { 'Account.csv': accounts, 'Opportunity.csv': deal('90.000', '3/4/2027') }
    const told = await runIn(files, [...args, '--decimal', ',', '--day-order', 'dmy', '--no', 'nix,nada'])
    expect([told.exitCode, JSON.parse(told.out)]).toMatchObject([
      0,
      { decisions: [{ value: { amount: 90_000 }, expectedAt: '2027-04-03T00:00:00.000Z' }] },
    ])
    const untold = await runIn(files, args)
    expect([untold.exitCode, JSON.parse(untold.out).decisions[0]]).toEqual([4, expect.not.objectContaining({ value: expect.anything() })])
  })

  it.each([
    ['--day-order', 'ydm'],
    ['--decimal', ';'],
    ['--encoding', 'latin1'],
    ['--time-zone', 'Mars'],
  ])('that make no sense are wrong usage: %s %s', async (name, value) => {
    expect((await runIn({ 'Account.csv': accounts }, ['import', 'salesforce', 'Account.csv', name, value])).exitCode).toBe(2)
  })

  it('that a column settles are told', async () => {
    const row = deal('90.000', '31.05.2027')
    const files = { 'Account.csv': accounts, 'Opportunity.csv': `${row}0061000000000qR;${ACCOUNT};E;0;EUR;1,5;31.05.2027\n` }
    expect((await runIn(files, [...args, '--no', 'nix'])).notes).toContain('Opportunity.Amount was read with --decimal ,')
  })
})

describe('issues', () => {
  const people = Array.from({ length: 25 }, (_, i) => `00310000000${String(i + 10).padStart(4, '0')},,P${i}`).join('\n')
  const files = { 'Account.csv': accounts, 'Contact.csv': `Id,AccountId,LastName\n${people}\nshort\n` }

  it('are all written to a file, and the screen says so', async () => {
    const written: [string, string][] = []
    const args = ['import', 'salesforce', 'Account.csv', 'Contact.csv', '--issues', 'all.ndjson']
    const { exitCode, notes } = await runIn(files, args, { written })
    expect(exitCode).toBe(4)
    expect(notes).toContain('and 5 more issues')
    const [[file, text] = []] = written
    const lines = (text ?? '').trim().split('\n')
    expect([file, lines.length]).toEqual(['all.ndjson', 26])
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ object: 'Contact', code: 'missingValue' })
    expect((await runIn(files, ['import', 'salesforce', 'Account.csv', 'Contact.csv'])).notes).toContain('--issues FILE writes all of them')
  })
})
