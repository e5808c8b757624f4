import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'
import { runIn } from '../support/world.js'

const PEOPLE = 'Name,Role,Attitude\nAnn Bell,User,green\nBo Ross,Economic Buyer,amber\n'

describe('village import table', () => {
  it('takes several files, people first, and names the account after the file', async () => {
    const written: [string, string][] = []
    const files = { 'edges.csv': 'from,to,weight\nAnn Bell,Bo Ross,2\nAnn Bell,Eve,1\n', 'acme.csv': PEOPLE }
    const { exitCode, notes } = await runIn(files, ['import', 'table', 'edges.csv', 'acme.csv', '-o', 'v.json'], { written })
    expect(exitCode).toBe(4)
    expect(notes).toContain('acme.csv: no column names the account, which is taken to be acme, as the file; --account names another')
    expect(notes).toContain('taken to be of 2026-11-20, today; --at gives another day')
    expect(notes).toContain('edges.csv line 3: "to" names nobody who is known, so the tie was left out.')
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
