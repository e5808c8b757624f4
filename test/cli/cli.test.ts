import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountReport, createVillage, parseVillage, type Village, type VillageInput } from 'account-village'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { village } from '../../src/cli/village.js'
import { snapshot } from '../../src/village/takeSnapshot.js'
import { type RecordingIo, recordingIo } from '../support/io.js'

const acme: VillageInput = {
  account: 'Acme',
  stakeholders: [
    { id: 'ann', name: 'Ann Example', email: 'Ann@Acme.example', roles: ['user'] },
    { id: 'bo', name: 'Bo Example', roles: ['economicBuyer'], externalIds: [{ source: 'crm', id: '42' }] },
  ],
  observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.7, via: 'interview' }],
  decisions: [
    { id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' } },
    { id: 'more', name: 'Second order', kind: 'expansion' },
  ],
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-cli-'))
  put('acme.json', JSON.stringify(createVillage(acme)))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string | Uint8Array): void {
  writeFileSync(join(folder, name), text)
}

function stored(name = 'acme.json'): Village {
  return parseVillage(JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

async function run(
  args: readonly string[],
  input = '',
): Promise<{ readonly exitCode: number; readonly out: string; readonly notes: string; readonly io: RecordingIo }> {
  const io = recordingIo(folder, input)
  const exitCode = await village(args, io)
  return { exitCode, out: io.printed.join(''), notes: io.notes.join('\n'), io }
}

describe('the program', () => {
  it('tells its version and its usage on standard output', async () => {
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, out: `${packageJson.version}\n` })
    expect((await run(['--help'])).out).toContain(
      'import|comments|completion|erase|explain|init|intake|interviews|listen|mcp|moves|people|portfolio|progress|record|report|retain|retract|review|risks|store|subject|validate',
    )
    expect((await run(['report', '--help'])).out).toContain('--as-of')
    expect((await run(['import', 'salesforce', '--help'])).out).toContain('--sentiment-field')
    expect((await run([])).exitCode).toBe(0)
  })

  it.each([
    [['repot']],
    [['report']],
    [['report', 'acme.json', '--asof', '2026-03-02']],
    [['report', 'acme.json', 'two.json']],
    [['report', 'acme.json', '--as-of', 'yesterday']],
    [['report', 'acme.json', '--decision', 'none']],
    [['import', 'salesforce', 'acme.json', '--subsidiaries', 'both']],
    [['import', 'salesforce', 'acme.json', '--sentiment-scale', '1-5']],
    [['record', 'acme.json']],
  ])('says in one line that it was called wrongly, with exit code 2: %j', async args => {
    const { exitCode, out, io } = await run(args)
    expect(exitCode).toBe(2)
    expect(out).toBe('')
    expect(io.notes).toHaveLength(1)
    expect(io.notes[0]).toMatch(/^village: \S/)
  })

  it.each([
    ['a file that is not there', 'nothing.json', undefined],
    ['an empty file', 'empty.json', ''],
    ['a file that is cut off', 'cut.json', '{"schemaVersion": 1, "account"'],
    ['a picture', 'picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0xff, 0xfe])],
    ['UTF-16', 'wide.json', Uint8Array.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ['something that is no village', 'other.json', '{"hello": "world"}'],
    ['a hundred thousand brackets', 'deep.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('ends in clear lines without a stack, with exit code 1, for %s', async (_, name, content) => {
    if (content !== undefined) put(name, content)
    const { exitCode, out, notes } = await run(['report', name])
    expect(exitCode).toBe(1)
    expect(out).toBe('')
    expect(notes).toContain(name)
    expect(notes).not.toMatch(/\n\s+at /)
  })

  it('repeats nothing of a file that it cannot read', async () => {
    put('secret.json', '{"name": "Ann Example", oops}')
    expect((await run(['validate', 'secret.json'])).notes).not.toContain('Ann')
  })
})

describe('village report', () => {
  it('prints the report of the day for people', async () => {
    const { exitCode, out } = await run(['report', 'acme.json', '--as-of', '2026-03-02', '--decision', 'deal'])
    expect(exitCode).toBe(0)
    expect(out).toContain('Acme · First order (new) · as of 2026-03-02')
    expect(out).toContain('Bo Example')
    expect(out).toContain('never heard')
    expect(out).toContain('EUR 100\u202f000')
  })

  it('looks at today unless told otherwise', async () => {
    expect((await run(['report', 'acme.json'])).out).toContain('as of 2026-11-20')
  })

  it('prints with --json exactly what accountReport gives', async () => {
    const { out } = await run(['report', 'acme.json', '--as-of', '2026-03-02', '--decision', 'deal', '--json'])
    const report = accountReport(snapshot(stored(), '2026-03-02', { decision: 'deal' }))
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(report)))
  })

  it('takes what was known on a day, and settings', async () => {
    put('settings.json', '{"account": {"leastCoverage": 0.01}}')
    const { out } = await run(['report', 'acme.json', '--as-of', '2026-03-02', '--known-on', '2026-03-01', '--settings', 'settings.json'])
    expect(out).toContain('known on 2026-03-01')
    expect(out).toContain('heard 0 of 2 people')
  })

  it('refuses a setting that there is not, by name', async () => {
    put('settings.json', '{"account": {"leastCover": 0.01}}')
    expect(await run(['report', 'acme.json', '--settings', 'settings.json'])).toMatchObject({
      exitCode: 2,
      notes: expect.stringContaining('settings.account.leastCover'),
    })
  })

  it('reads standard input, and several villages one a line, and tells which were none', async () => {
    const line = JSON.stringify(createVillage({ account: 'Beta' }))
    const { exitCode, out, notes } = await run(
      ['report', '-', '--json'],
      `${JSON.stringify(createVillage(acme))}\n{"schemaVersion": 2}\n\n${line}\n`,
    )
    expect(
      out
        .trimEnd()
        .split('\n')
        .map(report => JSON.parse(report).account.id),
    ).toEqual(['Acme', 'Beta'])
    expect(exitCode).toBe(4)
    expect(notes).toContain('-:2: schemaVersion was written by a newer version')
  })

  it('lets no control character of a name through to the terminal', async () => {
    put(
      'evil.json',
      JSON.stringify(
        createVillage({ account: 'Evil', stakeholders: [{ id: 'e', name: 'E\u001b[31mvil\u0007\n\u202egnp', roles: ['economicBuyer'] }] }),
      ),
    )
    const { out } = await run(['report', 'evil.json'])
    expect(out).toContain('vil')
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    expect(out.split('\n').length).toBe((await run(['report', 'evil.json'])).out.split('\n').length)
  })
})

describe('village record', () => {
  it('records the rows of a CSV, people by id, e-mail or id in another system, and tells those that do not fit', async () => {
    put(
      'sentiments.csv',
      [
        'stakeholder,at,sentiment,via,note',
        'ann,2026-04-01,0.5,survey,fine',
        'ann@acme.example,2026-04-02,0.25,meeting,"says: ""later""',
        'and so on"',
        '42,2026-04-03,-0.5,interview,',
        'nobody,2026-04-04,0.5,survey,',
        'ann,2026-02-30,0.5,survey,',
        'ann,2026-04-05,5,survey,',
        'ann,2026-04-05,0.5,gossip,',
        'ann,2026-04-05,0.5',
      ].join('\n'),
    )
    const { exitCode, out, notes } = await run(['record', 'acme.json', 'sentiments.csv'])
    expect(exitCode).toBe(4)
    expect(out).toBe('')
    expect(stored().observations.map(({ stakeholder, at, sentiment, note }) => [stakeholder, at.slice(0, 10), sentiment, note])).toEqual([
      ['ann', '2026-03-02', 0.7, undefined],
      ['ann', '2026-04-01', 0.5, 'fine'],
      ['ann', '2026-04-02', 0.25, 'says: "later"\nand so on'],
      ['bo', '2026-04-03', -0.5, undefined],
    ])
    expect(notes).toMatch(/line 6: reading: stakeholder names no one/)
    expect(notes).toMatch(/line 7: "at" is no date/)
    expect(notes).toMatch(/line 8: reading: sentiment 5 is not at most 1/)
    expect(notes).toMatch(/line 9: reading: via "[^"]*" is not one of/)
    expect(notes).toMatch(/line 10: the row has 3 cells/)
    expect(notes).toMatch(/3 readings recorded, 5 rows refused/)
  })

  it('changes nothing when the same file is recorded again', async () => {
    put('sentiments.csv', 'stakeholder;at;sentiment;via\r\nann;2026-04-01;0.5;survey\r\n')
    await run(['record', 'acme.json', 'sentiments.csv'])
    const before = readFileSync(join(folder, 'acme.json'), 'utf8')
    expect(await run(['record', 'acme.json', 'sentiments.csv'])).toMatchObject({
      exitCode: 0,
      notes: 'nothing recorded, 1 known already, 0 rows refused',
    })
    expect(readFileSync(join(folder, 'acme.json'), 'utf8')).toBe(before)
  })

  it('records one reading by options, of today unless told otherwise', async () => {
    const args = ['record', 'acme.json', '--stakeholder', 'bo', '--sentiment', '-0.4', '--via', 'impression', '--note', 'cold']
    expect(await run(args)).toMatchObject({ exitCode: 0 })
    expect(stored().observations.at(-1)).toMatchObject({ stakeholder: 'bo', sentiment: -0.4, at: '2026-11-20T00:00:00.000Z', note: 'cold' })
  })

  it('reads NDJSON from standard input and writes where it is told', async () => {
    const { exitCode, out } = await run(
      ['record', 'acme.json', '-', '-o', '-'],
      '{"stakeholder":"ann","at":"2026-04-01","sentiment":0.5,"via":"survey"}\n',
    )
    expect(exitCode).toBe(0)
    expect(parseVillage(JSON.parse(out)).observations).toHaveLength(2)
    expect(stored().observations).toHaveLength(1)
  })
})

describe('village validate', () => {
  it('says that a village is valid, and everything that is wrong with one that is not', async () => {
    expect(await run(['validate', 'acme.json'])).toMatchObject({ exitCode: 0, out: 'Acme: valid, 2 people, 1 reading\n', notes: '' })
    put(
      'bad.json',
      JSON.stringify({ ...createVillage(acme), roles: [{ stakeholder: 'ann', role: 'king' }], usage: [{ at: '2026-13-01', level: 2 }] }),
    )
    const { exitCode, notes } = await run(['validate', 'bad.json'])
    expect(exitCode).toBe(1)
    expect(notes).toContain('bad.json:1: roles[0].role "king" is not one of')
    expect(notes).toContain('bad.json:1: usage[0].level 2 is not at most 1')
  })
})

describe('village import salesforce', () => {
  const account = { attributes: { type: 'Account', url: '' }, Id: '0015g00000ExAmPAAV', Name: 'Acme' }

  it('refuses files without an account', async () => {
    put('nothing.json', '{"totalSize": 0, "done": true, "records": []}')
    expect(await run(['import', 'salesforce', 'nothing.json'])).toMatchObject({ exitCode: 1, out: '' })
  })

  it('merges into a file that exists, keeps what was recorded there, and revises what has changed', async () => {
    const contact = {
      attributes: { type: 'Contact', url: '' },
      Id: '0035g00000ABCDeAAH',
      AccountId: account.Id,
      Name: 'Ann',
      Title: 'Engineer',
    }
    put('one.json', JSON.stringify({ totalSize: 2, done: true, records: [account, contact] }))
    put('two.json', JSON.stringify({ totalSize: 2, done: true, records: [account, { ...contact, Title: 'Head of IT' }] }))
    await run(['import', 'salesforce', 'one.json', '-o', 'village.json'])
    await run(['record', 'village.json', '--stakeholder', '0035g00000ABCDeAAH', '--sentiment', '0.5', '--via', 'meeting'])
    await run(['import', 'salesforce', 'two.json', '-o', 'village.json'])
    const merged = stored('village.json')
    expect(merged.observations).toHaveLength(1)
    expect(snapshot(merged, '2026-11-19').stakeholders[0]?.title).toBe('Engineer')
    expect(snapshot(merged, '2026-11-21').stakeholders[0]?.title).toBe('Head of IT')
    const before = readFileSync(join(folder, 'village.json'), 'utf8')
    await run(['import', 'salesforce', 'two.json', '-o', 'village.json'])
    expect(readFileSync(join(folder, 'village.json'), 'utf8')).toBe(before)
  })

  it('does not replace a file that holds something else than villages', async () => {
    put('one.json', JSON.stringify([account]))
    put('precious.json', '{"my": "thesis"}')
    expect(await run(['import', 'salesforce', 'one.json', '-o', 'precious.json'])).toMatchObject({ exitCode: 1 })
    expect(readFileSync(join(folder, 'precious.json'), 'utf8')).toBe('{"my": "thesis"}')
  })

  it('takes rows of a CSV for what the file is named after', async () => {
    put('Account.csv', 'ID,NAME\n0015g00000ExAmPAAV,Acme\n')
    const { exitCode, out } = await run(['import', 'salesforce', 'Account.csv'])
    expect(exitCode).toBe(0)
    expect(parseVillage(JSON.parse(out)).account.name).toBe('Acme')
  })
})
