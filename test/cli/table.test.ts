import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'
import { runIn } from '../support/world.js'
import { workbook } from '../support/xlsx.js'

const PEOPLE = 'Name,Role,Attitude\nAnn Bell,User,green\nBo Ross,Economic Buyer,amber\n'

describe('village import table', () => {
  it('takes several files, people first, and names the account after the file', async () => {
    const written: [string, string][] = []
    const files = { 'edges.csv': 'from,to,weight\nAnn Bell,Bo Ross,2\nAnn Bell,Eve,1\n', 'acme.csv': PEOPLE }
    const { exitCode, notes } = await runIn(files, ['import', 'table', 'edges.csv', 'acme.csv', '-o', 'v.json'], { written })
    expect(exitCode).toBe(4)
    expect(notes).toContain('acme.csv: no column names the account, which is taken to be acme, as the file; --account names another')
    expect(notes).toContain('taken to be of 2026-11-20, today; --at gives another day')
    expect(notes).toContain('edges.csv line 3: "to" names no one who is known, so the tie was left out.')
    expect(notes).toContain('acme: 2 people, 2 with a role, 2 heard, 0 interactions, 0 decisions, 1 tie')
    const stored = JSON.parse(written[0]?.[1] ?? '{}')
    expect(stored.ties.map(({ weight }: { weight: number }) => weight)).toEqual([2])
  })

  it('adds to the only village of the output, and changes nothing when it is run again', async () => {
    const first: [string, string][] = []
    await runIn({ 'acme.csv': PEOPLE }, ['import', 'table', 'acme.csv', '--account', 'Acme', '--at', '2026-03-02', '-o', 'v.json'], {
      written: first,
    })
    const [, text = ''] = first[0] ?? []
    const again: [string, string][] = []
    const { exitCode } = await runIn({ 'p.csv': PEOPLE, 'v.json': text }, ['import', 'table', 'p.csv', '-o', 'v.json'], { written: again })
    expect([exitCode, again]).toEqual([0, [['v.json', text]]])
  })

  it('refuses what is not sure, prints the proposal, and takes it back', async () => {
    const csv = 'Name,Score of mood\nAnn,4\nBo,3\n'.replace('Score of mood', 'Mood')
    const refused = await runIn({ 'a.csv': csv }, ['import', 'table', 'a.csv'])
    expect([refused.exitCode, refused.out]).toEqual([2, ''])
    expect(refused.notes).toContain('--show-mapping > mapping.json')
    const { exitCode, out } = await runIn({ 'a.csv': csv }, ['import', 'table', 'a.csv', '--show-mapping'])
    expect([exitCode, JSON.parse(out)]).toEqual([0, { person: 'Name', sentiment: { column: 'Mood', scale: [1, 5] } }])
    const taken = await runIn({ 'a.csv': csv, 'm.json': out }, ['import', 'table', 'a.csv', '--mapping', 'm.json', '--at', '2026-03-02'])
    expect([
      taken.exitCode,
      JSON.parse(taken.out)
        .observations.map(({ sentiment }: { sentiment: number }) => sentiment)
        .sort(),
    ]).toEqual([0, [0, 0.5]])
  })

  it('is named where a CRM is asked for a list of ties', async () => {
    const { exitCode, notes } = await runIn({ 'edges.csv': 'from,to,weight\nAnn,Bo,1\n' }, ['import', 'salesforce', 'edges.csv'])
    expect([exitCode, notes]).toEqual([
      2,
      'village: edges.csv looks like a table of your own, not like Salesforce. Use village import table.',
    ])
  })
})

describe('village import table of a workbook', () => {
  const book = workbook([
    [
      'People',
      [
        ['Name', 'Role', 'Attitude', 'Last contact'],
        ['Ann Bell', 'User', 'green', new Date('2026-02-10')],
        ['Bo Ross', 'Economic Buyer', 'amber', new Date('2026-02-12')],
      ],
    ],
    [
      'Ties',
      [
        ['from', 'to', 'weight'],
        ['Ann Bell', 'Bo Ross', 2],
      ],
    ],
  ])

  it('reads the first sheet, and says that there are others', async () => {
    const { exitCode, out, notes } = await runIn({ 'acme.xlsx': book }, ['import', 'table', 'acme.xlsx'])
    const { observations, account } = JSON.parse(out)
    expect([exitCode, account.name, observations.map(({ at }: { at: string }) => at)]).toEqual([
      0,
      'acme',
      ['2026-02-10T00:00:00.000Z', '2026-02-12T00:00:00.000Z'],
    ])
    expect(notes).toContain('acme.xlsx: the first of its sheets is read, "People"; --sheet names another: "People", "Ties"')
  })

  it('reads a sheet by its name in any case', async () => {
    const first = await runIn({ 'acme.xlsx': book }, ['import', 'table', 'acme.xlsx', '--sheet', 'people'])
    expect([first.exitCode, first.notes]).toEqual([0, expect.not.stringContaining('--sheet')])
    const written: [string, string][] = []
    const files = { 'acme.xlsx': book, 'v.json': first.out }
    const { exitCode } = await runIn(files, ['import', 'table', 'acme.xlsx', '--sheet', 'Ties', '-o', 'v.json'], { written })
    expect([exitCode, JSON.parse(written[0]?.[1] ?? '{}').ties]).toEqual([0, [expect.objectContaining({ kind: 'influence', weight: 2 })]])
  })

  it('says which sheets there are when it has none of that name', async () => {
    const { exitCode, notes } = await runIn({ 'acme.xlsx': book }, ['import', 'table', 'acme.xlsx', '--sheet', 'Persons'])
    expect([exitCode, notes]).toEqual([2, 'village: acme.xlsx has no sheet "Persons"; it has "People", "Ties"'])
  })

  it('refuses a sheet of what has none, and files that only look like a workbook', async () => {
    const runs = [
      await runIn({ 'a.csv': PEOPLE }, ['import', 'table', 'a.csv', '--sheet', 'People']),
      await runIn({ 'a.xls': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) }, ['import', 'table', 'a.xls']),
      await runIn({ 'a.xlsx': book.slice(0, 400) }, ['import', 'table', 'a.xlsx']),
    ]
    expect(runs.map(({ exitCode, notes }) => [exitCode, notes])).toEqual([
      [2, 'village: --sheet is for .xlsx files'],
      [1, 'village: a.xls is a workbook of Excel 97 to 2003, or has a password. Save it as .xlsx without one, or as CSV.'],
      [1, expect.stringMatching(/^village: a\.xlsx cannot be read as a workbook \(.+\)$/)],
    ])
  })

  it('says what to install where nothing reads workbooks', async () => {
    vi.doMock('read-excel-file/node', () => {
      throw new Error('Cannot find package')
    })
    onTestFinished(() => void vi.doUnmock('read-excel-file/node'))
    const { exitCode, notes } = await runIn({ 'acme.xlsx': book }, ['import', 'table', 'acme.xlsx'])
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('npm install read-excel-file@9')])
  })
})

describe('a workbook', () => {
  const book = workbook([
    [
      'People',
      [
        ['Id', 'Name'],
        ['1', 'Ann'],
      ],
    ],
  ])

  it.each([
    ['import', 'salesforce'],
    ['import', 'hubspot', '--encoding', 'windows-1252'],
    ['import', 'surveys', '-o', 'v.json'],
    ['report'],
    ['record', 'v.json'],
  ])('is refused by %s %s with the way out', async (...command) => {
    const files = { 'a.xlsx': book, 'v.json': '{"account":"Acme"}' }
    const { exitCode, notes } = await runIn(files, [...command, 'a.xlsx'])
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/^village: a\.xlsx is a workbook\. .+ village import table\.$/)])
  })
})

describe('village init', () => {
  const folder = mkdtempSync(join(tmpdir(), 'village-init-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('writes an example whose three commands end in a report, and never replaces a file', async () => {
    const io = recordingIo(folder)
    expect(await village(['init', 'mine'], io)).toBe(0)
    const commands = [...readFileSync(join(folder, 'mine/README.md'), 'utf8').matchAll(/^ {4}npx account-village (.*)$/gm)].map(
      ([, line = '']) => line,
    )
    expect(commands).toHaveLength(3)
    const inside = recordingIo(join(folder, 'mine'))
    for (const command of commands)
      expect([command, await village(command.split(' '), inside), inside.notes]).toEqual([command, 0, expect.anything()])
    expect(inside.printed.join('')).toMatch(/Nordwalz.*Chance of yes.*Cem Arslan/s)
    expect(readFileSync(join(folder, 'mine/report.html'), 'utf8')).toContain('<html')
    expect(await village(['init', 'mine'], io)).toBe(1)
  })
})
