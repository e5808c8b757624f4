import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage, parseVillage, type Village, type VillageInput } from 'account-village'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { recordingIo } from '../support/io.js'

const acme: VillageInput = {
  account: { id: 'acme', name: 'Acme\u001b[2J Works' },
  units: [{ id: 'it', name: 'IT', kind: 'department' }],
  stakeholders: [
    { id: 'ann', name: 'Ann Example', title: 'Engineer', unit: 'it', email: 'Ann@Acme.example', roles: ['user', 'champion'] },
    { id: 'bo', name: '=E\u001b[31mvil\u202e\n', roles: [{ role: 'economicBuyer', decision: 'more' }] },
    { id: 'cy', leftAt: '2026-01-01' },
    { id: 'di', joinedAt: '2026-12-01' },
  ],
  decisions: [
    { id: 'deal', name: 'First order', kind: 'new' },
    { id: 'more', name: 'Second order', kind: 'expansion' },
  ],
  observations: [
    { id: 'o1', stakeholder: 'ann', at: '2026-03-02', sentiment: 0.7, via: 'interview', decision: 'deal' },
    { id: 'twice', stakeholder: 'ann', at: '2026-02-02', sentiment: 0.7, via: 'survey' },
  ],
  interviews: [{ id: 'i1', stakeholder: 'ann', at: '2026-04-02', answers: [] }],
  requests: [{ id: 'twice', stakeholder: 'ann', at: '2026-02-02', via: 'survey' }],
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-one-'))
  put('acme.json', JSON.stringify(createVillage(acme)))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

function stored(name = 'acme.json'): Village {
  return parseVillage(JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

async function run(...args: readonly string[]): Promise<{ readonly exitCode: number; readonly out: string; readonly notes: string }> {
  const io = recordingIo(folder)
  const exitCode = await village(args, io)
  return { exitCode, out: io.printed.join(''), notes: io.notes.join('\n') }
}

describe('one fact by options', () => {
  it.each([
    [
      'a comment, of today',
      ['--comment', 'Slow again', '--stakeholder', 'ANN@acme.example', '--via', 'hallway', '--by', 'kim', '--themes', 'speed; desk'],
      'comments',
      { stakeholder: 'ann', text: 'Slow again', via: 'hallway', by: 'kim', themes: ['speed', 'desk'], at: '2026-11-20T00:00:00.000Z' },
    ],
    [
      'an expectation with how it went',
      [
        '--expectation',
        'Faster',
        '--stakeholder',
        'ann',
        '--importance',
        '.8',
        '--due-at',
        '2026-12-31',
        '--status',
        'missed',
        '--at',
        '2026-11-01',
      ],
      'expectations',
      {
        statement: 'Faster',
        importance: 0.8,
        dueAt: '2026-12-31T00:00:00.000Z',
        status: [{ at: '2026-11-01T00:00:00.000Z', state: 'missed' }],
      },
    ],
    [
      'an expectation of which nothing is known yet',
      ['--expectation', 'Faster', '--stakeholder', 'ann', '--importance', '1', '--decision', 'deal'],
      'expectations',
      { importance: 1, status: [], decision: 'deal' },
    ],
    [
      'a request',
      ['--request', 'meeting', '--stakeholder', 'bo', '--at', '2026-03-02', '--id', 'r9'],
      'requests',
      { id: 'r9', via: 'meeting' },
    ],
    [
      'an upheaval',
      ['--upheaval', 'layoffs', '--stakeholders', 'ann; bo', '--strength', '0.5', '--note', 'a third', '--at', '2026-03-02'],
      'upheavals',
      { kind: 'layoffs', stakeholders: ['ann', 'bo'], strength: 0.5, note: 'a third' },
    ],
    [
      'a reading, learned later',
      ['--stakeholder', 'bo', '--sentiment', '-0.4', '--via', 'text', '--sd', '0.3', '--at', '2026-03-03', '--recorded-at', '2026-04-01'],
      'observations',
      { sentiment: -0.4, sd: 0.3, recordedAt: '2026-04-01T00:00:00.000Z' },
    ],
  ] as const)('is recorded and called by its id: %s', async (_, options, array, fact) => {
    const { exitCode, notes } = await run('record', 'acme.json', ...options)
    const found = stored()[array].find((each: object) => notes.includes(JSON.stringify(Reflect.get(each, 'id'))))
    expect([exitCode, found]).toEqual([0, expect.objectContaining(fact)])
    expect((await run('record', 'acme.json', ...options)).notes).toMatch(/known already$/)
  })

  it.each([
    [['--comment', 'x'], 'a comment needs --stakeholder'],
    [['--comment', 'x', '--request', 'survey'], '--comment and --request are two facts'],
    [['--comment', 'x', '--stakeholder', 'ann', '--sentiment', '1'], '--sentiment is not of a comment; one has --comment, --stakeholder'],
    [['--comment', 'x', '--stakeholder', 'anne'], 'comment: stakeholder names no one in the village. Did you mean "ann"?'],
    [['--comment', 'x', '--stakeholder', 'ann', '--at', '2026-02-30'], 'comment: at "2026-02-30" is not a date'],
    [['--expectation', 'x', '--stakeholder', 'ann'], 'an expectation needs --importance'],
    [
      ['--expectation', 'x', '--stakeholder', 'ann', '--importance', '1', '--at', '2026-03-02'],
      '--at of an expectation is that of its --status',
    ],
    [['--upheaval', 'merge'], 'upheaval: kind "merge" is not one of the choices. Did you mean "merger"?'],
    [['--stakeholder', 'ann'], 'a reading needs --sentiment and --via, or a file of facts'],
    [['facts.csv', '--stakeholder', 'ann'], 'give either a file of facts or one fact by options'],
    [['facts.csv', '--kind', 'coment'], '--kind is no kind of fact. Did you mean "comment"?'],
    [['--upheaval', 'merger', '--kind', 'comment'], '--kind is for a file of facts'],
    [['--upheaval', 'merger', '--recorded-at', 'soon'], '--recorded-at "soon" is not a date'],
    [['--upheaval', 'merger', '--account', 'acne'], '--account is not that of the village. Did you mean "acme"?'],
  ] as const)('is refused with exit code 2, and nothing is written: %j', async (options, message) => {
    const before = readFileSync(join(folder, 'acme.json'), 'utf8')
    const { exitCode, notes } = await run('record', 'acme.json', ...options)
    expect([exitCode, notes]).toEqual([2, expect.stringContaining(`village: ${message}`)])
    expect(readFileSync(join(folder, 'acme.json'), 'utf8')).toBe(before)
  })
})

describe('village people', () => {
  it('lists those who are there with their ids, safe for a terminal', async () => {
    const { exitCode, out } = await run('people', 'acme.json', '--as-of', '2026-06-01')
    expect(exitCode).toBe(0)
    expect(out.split('\n')).toEqual([
      'Acme\ufffd[2J Works · people · as of 2026-06-01',
      'Id   Name          Title     Unit  Roles           Last reading',
      'ann  Ann Example   Engineer  IT    user, champion  2026-03-02',
      'bo   =E\ufffd[31mvil\ufffd\ufffd                  economic buyer  never',
      '· Not listed: 1 person who left.',
      '',
    ])
  })

  it('prints a line of JSON or a row of CSV for each, of the account that is asked for', async () => {
    put(
      'both.ndjson',
      [createVillage(acme), createVillage({ account: 'beta', stakeholders: [{ id: 'cy' }] })]
        .map(each => `${JSON.stringify(each)}\n`)
        .join(''),
    )
    const lines = (await run('people', 'both.ndjson', '--json', '--as-of', '2026-06-01')).out.trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line))).toEqual([
      {
        ...{ account: 'acme', asOf: '2026-06-01', stakeholder: 'ann', name: 'Ann Example', title: 'Engineer', unit: 'it', unitName: 'IT' },
        ...{ roles: ['user', 'champion'], lastReadingAt: '2026-03-02T00:00:00.000Z' },
      },
      { account: 'acme', asOf: '2026-06-01', stakeholder: 'bo', name: '=E\u001b[31mvil\u202e\n', roles: ['economicBuyer'] },
      { account: 'beta', asOf: '2026-06-01', stakeholder: 'cy', roles: [] },
    ])
    expect((await run('people', 'both.ndjson', '--csv', '--account', 'beta')).out).toBe(
      'account,stakeholder,name,title,unit,unitName,roles,lastReadingAt\r\nbeta,cy,,,,,,\r\n',
    )
    expect((await run('people', 'acme.json', '--csv')).out).toContain("acme,bo,'=E\ufffd[31mvil\ufffd\ufffd,")
    expect(await run('people', 'both.ndjson', '--account', 'beat')).toMatchObject({ exitCode: 2, notes: expect.stringContaining('"beta"') })
    expect((await run('people', 'both.ndjson', '--csv', '--json')).exitCode).toBe(2)
  })
})

describe('village retract', () => {
  it('takes a fact back from a day on, says what it was and what still names it, and changes nothing again', async () => {
    expect(await run('retract', 'acme.json', 'o1', '--recorded-at', '2026-03-05')).toMatchObject({
      exitCode: 0,
      notes: 'acme: reading "o1" taken back as of 2026-03-05',
    })
    expect(stored().observations.find(({ id }) => id === 'o1')?.retractedAt).toBe('2026-03-05T00:00:00.000Z')
    expect(await run('retract', 'acme.json', 'o1')).toMatchObject({ exitCode: 0, notes: 'acme: reading "o1" was taken back before' })
    expect((await run('retract', 'acme.json', 'bo')).notes).toBe(
      'acme: stakeholder "bo" taken back as of 2026-11-20; 1 fact that names it stays',
    )
    expect(stored().stakeholders.find(({ id }) => id === 'bo')?.retractedAt).toBe('2026-11-20T12:00:00.000Z')
  })

  it('asks which is meant, and names the nearest where there is none', async () => {
    put('both.ndjson', ['acme', 'beta'].map(account => `${JSON.stringify(createVillage({ ...acme, account }))}\n`).join(''))
    const cases = [
      [['acme.json', 'twice'], '"twice" is the id of a reading and of a request. Say which with --kind.'],
      [['both.ndjson', 'o1'], '2 accounts have a fact "o1". Say which with --account, which is one of "acme", "beta".'],
      [['acme.json', 'twise'], 'there is no fact "twise". Did you mean "twice"?'],
      [['acme.json', 'o1', '--kind', 'comment'], 'there is no comment "o1".'],
      [['acme.json', 'o1', '--recorded-at', '2026-03-01'], 'was learned on 2026-03-02T00:00:00.000Z, after 2026-03-01'],
    ] as const
    for (const [args, message] of cases) {
      expect(await run('retract', ...args)).toMatchObject({ exitCode: 2, out: '', notes: expect.stringContaining(message) })
    }
    expect((await run('retract', 'acme.json', 'twice', '--kind', 'request')).notes).toContain('acme: request "twice" taken back')
    expect((await run('retract', 'acme.json', 'twice')).notes).toContain('acme: reading "twice" taken back')
    expect((await run('retract', 'both.ndjson', 'o1', '--account', 'beta', '-o', '-')).out.split('\n')[1]).toContain('"retractedAt"')
  })

  it('takes any id', async () => {
    const ids = HOSTILE_IDS.filter(id => !id.startsWith('-') && !/\p{Surrogate}/u.test(id))
    const upheavals = ids.map(id => ({ id, at: '2026-03-02', kind: 'other' as const }))
    put('acme.json', JSON.stringify(createVillage({ account: 'acme', upheavals })))
    for (const id of ids.filter((_, i) => i % 10 === 0)) expect(await run('retract', 'acme.json', id)).toMatchObject({ exitCode: 0 })
    expect(stored().upheavals.filter(({ retractedAt }) => retractedAt !== undefined)).toHaveLength(Math.ceil(ids.length / 10))
  })
})
