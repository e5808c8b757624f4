import { readFileSync } from 'node:fs'
import { accountReport, createVillage, snapshot, type Village, type VillageInput } from 'account-village'
import { describe, expect, it } from 'vitest'
import { CliFailure } from '../../src/cli/failure.js'
import type { Io } from '../../src/cli/io.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { runIn } from '../support/world.js'

const run = (args: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}, world: Partial<Io> = {}) =>
  runIn(files, args, world)

const text = (input: VillageInput | Village): string => JSON.stringify(createVillage(input))
const accountsIn = (out: string): string[] =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map((line): string => JSON.parse(line).account.id)

const village = text(harbour)
const view = ['--as-of', '2026-03-02', '--decision', 'renewal'] as const

describe('village report for people', () => {
  it('prints every part of the report', async () => {
    const { exitCode, out, notes } = await run(['report', 'v.json', ...view], { 'v.json': village })
    expect([exitCode, notes]).toEqual([0, ''])
    const [first, ...lines] = out.split('\n')
    expect(first).toBe('Harbour & Söhne · Renewal 2026 (renewal) · as of 2026-03-02')
    for (const heading of [
      'Risks',
      'Deciders and veto holders',
      'Sentiment, level by level',
      'Power, from users to deciders',
      'If deciders took over today',
      "Who carries the users' say onward",
      'Our attention in the last 90 days',
      'What is unknown',
    ])
      expect(lines).toContain(heading)
    // The structural view at the ends of eight quarters before, beside the day itself.
    expect(lines.filter(line => /^20\d\d-\d\d-02 /.test(line))).toHaveLength(9)
  })

  it('fits the terminal from 40 to 200 columns, and is 100 wide where there is none', async () => {
    const wide = async (width?: number): Promise<string> =>
      (await run(['report', 'v.json', ...view], { 'v.json': village }, width === undefined ? {} : { width })).out
    expect(await wide(400)).toBe(await wide(200))
    expect(await wide()).toBe(await wide(100))
    expect(await wide(80)).not.toBe(await wide(120))
    expect(await wide(1)).toBe(await wide(40))
  })

  it('has no colour where the world has none', async () => {
    expect((await run(['report', 'v.json', ...view], { 'v.json': village }, { colour: false })).out).not.toContain('\u001b')
  })

  it('keeps several villages a line apart', async () => {
    const { out } = await run(['report', 'v.ndjson'], { 'v.ndjson': `${text({ account: 'One' })}\n${text({ account: 'Two' })}\n` })
    expect(out).toMatch(/^One · as of 2026-11-20 in UTC\n/)
    expect(out).toMatch(/\n\nTwo · as of 2026-11-20 in UTC\n/)
    expect(out.endsWith('\n')).toBe(true)
    expect(out.endsWith('\n\n')).toBe(false)
  })

  it('lets no label through to the terminal that would change it', async () => {
    const people = HOSTILE_LABELS.map((name, i) => ({ id: `p${i}`, name, roles: ['approver' as const] }))
    const { exitCode, out } = await run(['report', 'v.json'], { 'v.json': text({ account: 'Acme', stakeholders: people }) })
    expect(exitCode).toBe(0)
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
  })
})

describe('village report for programs', () => {
  it('prints one line of JSON for each village, which is accountReport', async () => {
    const { exitCode, out } = await run(['report', 'v.json', ...view, '--json'], { 'v.json': village })
    expect(exitCode).toBe(0)
    expect(out.endsWith('}\n')).toBe(true)
    expect(out.trimEnd()).not.toContain('\n')
    expect(JSON.parse(out)).toEqual(
      JSON.parse(JSON.stringify(accountReport(snapshot(createVillage(harbour), '2026-03-02', { decision: 'renewal' })))),
    )
  })

  it('looks back to what was known on a day', async () => {
    const asked = async (...args: string[]): Promise<AccountTold> =>
      JSON.parse((await run(['report', 'v.json', ...view, '--json', ...args], { 'v.json': village })).out)
    const [then, now] = [await asked(), await asked('--known-on', '2026-03-20')]
    expect([then.knownOn, now.knownOn]).toEqual(['2026-03-02', '2026-03-20'])
    expect(now.probabilityOfYes).toBeLessThan(then.probabilityOfYes)
    expect((await asked('--known-on', '2026-03-19')).probabilityOfYes).toBe(then.probabilityOfYes)
  })

  it('takes an instant with its offset', async () => {
    const { out } = await run(['report', 'v.json', '--as-of', '2026-03-02T01:30:00+02:00', '--json'], { 'v.json': village })
    expect(JSON.parse(out).asOf).toBe('2026-03-01T23:30:00.000Z')
  })
})

interface AccountTold {
  readonly knownOn: string
  readonly probabilityOfYes: number
}

describe('what village report is called with', () => {
  it.each([
    ['--as-of', '2026-02-30'],
    ['--as-of', '2026-03-02T10:00:00'],
    ['--as-of', 'tomorrow'],
    ['--as-of', '20260302'],
    ['--as-of', ''],
    ['--as-of', '2026-03-02T00:00:00+25:00'],
    ['--known-on', '2026-13-01'],
    ['--known-on', '02.03.2026'],
    ['--known-on', ''],
    ['--since', '2026-02-30'],
  ])('is refused when %s is no date: %j', async (option, value) => {
    for (const more of [[], ['--json']]) {
      const { exitCode, out, notes } = await run(['report', 'v.json', `${option}=${value}`, ...more], { 'v.json': village })
      expect([exitCode, out]).toEqual([2, ''])
      expect(notes).toContain(`village: ${option} `)
      expect(notes).toMatch(/ is not a date| needs a value/)
      expect(notes.split('\n')).toHaveLength(1)
    }
  })

  it('is refused when a value is missing, or an option or an argument is none', async () => {
    for (const args of [
      ['report', 'v.json', '--as-of'],
      ['report', 'v.json', '--decision'],
      ['report', 'v.json', '--fail-on', 'critical'],
      ['report', 'v.json', '--Json'],
      ['report', 'v.json', '-j'],
      ['report', 'v.json', 'v.json'],
      ['report', '--json'],
    ]) {
      const { exitCode, out, notes } = await run(args, { 'v.json': village })
      expect([args.join(' '), exitCode, out]).toEqual([args.join(' '), 2, ''])
      expect(notes).toMatch(/^village: \S/)
    }
  })

  it('is refused when --settings names no file', async () => {
    const { exitCode, out, notes } = await run(['report', 'v.json', '--settings'], { 'v.json': village })
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toContain('settings')
  })

  it('may be the first and the last day that there is', async () => {
    for (const asOf of ['0000-01-01', '0001-12-31', '9999-12-31']) {
      for (const more of [[], ['--json']]) {
        const { exitCode, notes } = await run(['report', 'v.json', '--as-of', asOf, ...more], {
          'v.json': text({ account: 'Acme', stakeholders: [{ id: 'ann' }] }),
        })
        expect([asOf, exitCode, notes]).toEqual([asOf, 0, ''])
      }
    }
  })

  it('is refused when a decision is not known by then, whether the report is for people or programs', async () => {
    for (const more of [[], ['--json']]) {
      const { exitCode, out, notes } = await run(['report', 'v.json', '--decision', 'none', ...more], { 'v.json': village })
      expect([exitCode, out]).toEqual([2, ''])
      expect(notes).toContain('there is no decision "none"')
    }
  })

  it.each([
    ['is not there', undefined, 1],
    ['is empty', '', 1],
    ['is no JSON', '{"account": ', 1],
    ['is a number', '7', 1],
    ['is a list', '[{}, {}]', 1],
    ['has a setting that there is not', '{"acount": {}}', 2],
    ['has a setting that makes no sense', '{"account": {"neutralBand": 7}}', 2],
    ['silences a rule that there is not', '{"risk": {"disabledRules": ["king"]}}', 2],
  ])('is refused when the file of settings %s', async (_, settings, expected) => {
    const files = { 'v.json': village, ...(settings !== undefined && { 's.json': settings }) }
    const { exitCode, out, notes } = await run(['report', 'v.json', '--settings', 's.json'], files)
    expect([exitCode, out]).toEqual([expected, ''])
    expect(notes).toMatch(/^village: \S/)
    expect(notes).not.toContain('unexpected')
  })
})

describe('files of several villages', () => {
  const [one, two] = [text({ account: 'One' }), text({ account: 'Two' })]
  const bad = JSON.stringify({
    schemaVersion: 1,
    account: { id: 'a', name: 'Secret Corp' },
    stakeholders: [{ id: 's1', name: 'Ann Private', email: 'ann@private.example', title: 7 }],
    observations: [{ id: 'o', stakeholder: 's1', at: '2026-02-30', sentiment: 5, via: 'gossip', note: 'a private word' }],
  })

  it('give what is whole and tell what is not, with exit code 4', async () => {
    for (const [line, place] of [
      [bad, 'v.ndjson:2: '],
      ['{"schemaVersion": 1, "acc', 'v.ndjson:2: it is no JSON'],
      ['[]', 'v.ndjson:2: the line is no JSON object'],
      ['{}', 'v.ndjson:2: '],
    ] as const) {
      for (const more of [[], ['--json']]) {
        const { exitCode, out, notes } = await run(['report', 'v.ndjson', ...more], { 'v.ndjson': `${one}\n${line}\n${two}\n` })
        expect(exitCode).toBe(4)
        if (more.length > 0) expect(accountsIn(out)).toEqual(['One', 'Two'])
        else expect(out).toMatch(/^One · .*\n\nTwo · /s)
        expect(notes).toContain(place)
      }
    }
  })

  it('that hold no village at all end with exit code 1', async () => {
    expect(await run(['report', 'v.json', '--json'], { 'v.json': bad })).toMatchObject({ exitCode: 1, out: '' })
    expect(await run(['report', 'v.ndjson', '--json'], { 'v.ndjson': `${bad}\n${bad}\n` })).toMatchObject({ exitCode: 1, out: '' })
  })

  it('are read from standard input and from a list', async () => {
    expect(accountsIn((await run(['report', '-', '--json'], { '-': `${one}\n${two}` })).out)).toEqual(['One', 'Two'])
    const { exitCode, out, notes } = await run(['report', 'v.json', '--json'], { 'v.json': `[${one},{"x":1},${two}]` })
    expect([exitCode, accountsIn(out)]).toEqual([4, ['One', 'Two']])
    expect(notes).toContain('v.json[1]: ')
  })

  it('never show anybody in what is said of them', async () => {
    for (const content of [
      bad,
      `${one}\n${bad}\n`,
      bad.slice(0, -9),
      `${bad}${bad}`,
      `${one}\n${bad.slice(0, -9)}\n`,
      bad.replace('"name"', '"nane"'),
    ]) {
      for (const command of ['report', 'risks', 'validate']) {
        const { notes } = await run([command, 'v.json'], { 'v.json': content })
        expect(notes).not.toBe('')
        expect(notes).not.toMatch(/Ann|Private|private|Secret/)
      }
    }
    const { notes } = await run(['record', 'v.json', 'r.csv', '-o', '-'], {
      'v.json': text({ account: 'Acme', stakeholders: [{ id: 's1' }] }),
      'r.csv':
        'stakeholder,at,sentiment,via,note\nann@private.example,2026-03-02,0.5,survey,a private word\ns1,2026-03-02,much,rumour,a private word\n',
    })
    expect(notes).toContain('2 rows refused')
    expect(notes).not.toMatch(/ann@|[Pp]rivate/)
  })
})

interface HostileFile {
  readonly file: string
  readonly records: number | string
  readonly errors: number | string
  readonly torn?: number | string
  readonly duplicates?: number
  readonly base64: string
}

const fixture: { readonly files: HostileFile[] } = JSON.parse(
  readFileSync(new URL('../fixtures/hostile/ndjson.json', import.meta.url), 'utf8'),
)

/** The bytes of a hostile file in which every whole record is a village, and all else is as it was. */
function withVillages({ base64 }: HostileFile): Uint8Array {
  const latin = Buffer.from(base64, 'base64').toString('latin1')
  const records = /\{"v":1,"id":"(e\d)","at":"[^"]*","who":"[^"]*"(?:,"note":"[^"]*")?\}/g
  return Buffer.from(
    latin.replace(records, (_, id: string) => text({ account: id })),
    'latin1',
  )
}

describe('hostile files', () => {
  it.each(fixture.files)('$file ends in clear lines, with nothing printed that is no report', async hostile => {
    const bytes = Buffer.from(hostile.base64, 'base64')
    for (const command of ['report', 'risks', 'validate']) {
      const { exitCode, out, notes } = await run([command, 'v.ndjson'], { 'v.ndjson': bytes })
      // There is no village in it, so that nothing can come out.
      expect([exitCode, out]).toEqual([1, ''])
      expect(notes).toContain('v.ndjson')
      expect(notes).not.toMatch(/\n\s+at |unexpected failure|RangeError|SyntaxError/)
      expect(notes.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    }
  })

  // Those whose whole records can be villages, with as many reports as records. Some count otherwise here: what is no file of lines is read as what it is.
  it.each([
    ['ok-lf.ndjson', ['e1', 'e2'], 0],
    ['ok-crlf.ndjson', ['e1', 'e2'], 0],
    ['ok-no-final-newline.ndjson', ['e1', 'e2'], 0],
    ['ok-blank-lines.ndjson', ['e1', 'e2'], 0],
    ['ok-empty.ndjson', [], 1],
    ['bom.ndjson', ['e1', 'e2'], 0],
    ['bom-mid.ndjson', ['e1'], 4],
    ['bare-cr-separator.ndjson', [], 1],
    ['torn-last-line.ndjson', ['e1'], 4],
    ['torn-utf8-tail.ndjson', ['e1'], 4],
    ['glued-after-torn.ndjson', ['e1', 'e4'], 4],
    ['corrupt-middle.ndjson', ['e1', 'e3'], 4],
    ['invalid-utf8.ndjson', ['e2'], 4],
    ['nul-bytes.ndjson', ['e1', 'e2'], 4],
    ['duplicate-event-ids.ndjson', ['e1', 'e1'], 0],
    ['out-of-order.ndjson', ['e5', 'e1', 'e4', 'e2', 'e3'], 0],
    ['two-values-per-line.ndjson', [], 1],
    ['json-array.json', ['e1', 'e2'], 0],
  ] as const)('%s gives a report for each village that is whole', async (name, accounts, expected) => {
    const hostile = fixture.files.find(({ file }) => file === name)
    if (hostile === undefined) throw new Error(`there is no file ${name}`)
    const { exitCode, out, notes } = await run(['report', 'v.ndjson', '--json'], { 'v.ndjson': withVillages(hostile) })
    expect([accountsIn(out), exitCode]).toEqual([accounts, expected])
    expect(notes === '').toBe(expected === 0)
  })

  it('whose first line is no object may still hold villages', async () => {
    const hostile = fixture.files.find(({ file }) => file === 'not-object.ndjson')
    if (hostile === undefined) throw new Error('there is no such file')
    const { exitCode, out, notes } = await run(['report', 'v.ndjson', '--json'], { 'v.ndjson': withVillages(hostile) })
    expect([accountsIn(out), exitCode]).toEqual([['e1'], 4])
    expect(notes.split('\n')).toHaveLength(5)
  })

  it('say UTF-16 when they are, and name the limit when a line is deep', async () => {
    const utf16 = fixture.files.find(({ file }) => file === 'utf16le.ndjson')
    expect((await run(['report', 'v'], { v: Buffer.from(utf16?.base64 ?? '', 'base64') })).notes).toContain('UTF-16')
    const deep = `{"account":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n${text({ account: 'e2' })}\n`
    const { exitCode, out, notes } = await run(['report', 'v', '--json'], { v: deep })
    expect([exitCode, accountsIn(out)]).toEqual([4, ['e2']])
    expect(notes).not.toMatch(/RangeError|call stack/)
  })

  it('may have lines of a megabyte', async () => {
    const long = text({ account: 'Long', stakeholders: [{ id: 'ann', title: 'x'.repeat(2 ** 20) }] })
    const { exitCode, out } = await run(['report', '-', '--json'], { '-': `${long}\n${text({ account: 'Short' })}\n` })
    expect([exitCode, accountsIn(out)]).toEqual([0, ['Long', 'Short']])
  })
})

describe('the help of the program', () => {
  it.each([
    [['--help'], ['import', 'record', 'report', 'risks', 'validate']],
    [
      ['report', '--help'],
      ['--as-of', '--known-on', '--decision', '--settings', '--json'],
    ],
    [
      ['risks', '--help'],
      ['--as-of', '--known-on', '--decision', '--settings', '--fail-on'],
    ],
    [
      ['record', '--help'],
      ['--stakeholder', '--sentiment', '--via', '--output'],
    ],
    [['validate', '--help'], ['FILE']],
    [['import', '--help'], ['salesforce']],
    [
      ['import', 'salesforce', '-h'],
      ['--output', '--subsidiaries', '--sentiment-scale'],
    ],
  ])('%j names what can be asked for, on standard output', async (args, words) => {
    const { exitCode, out, notes } = await run(args)
    expect([exitCode, notes]).toEqual([0, ''])
    for (const word of words) expect(out).toContain(word)
    expect(out).not.toContain('\u001b')
  })
})

describe('whatever happens', () => {
  it('nothing is thrown, and the exit code tells', async () => {
    const broken: Partial<Io> = {
      read: () => {
        throw new Error('the disk is on fire')
      },
    }
    const closed: Partial<Io> = {
      out: () => {
        throw new CliFailure('the output cannot be written (EIO)')
      },
      note: () => {
        throw new CliFailure('nobody listens')
      },
    }
    const commands = [
      ['report', 'v.json'],
      ['risks', 'v.json'],
      ['validate', 'v.json'],
      ['record', 'v.json', 'r.csv'],
      ['import', 'salesforce', 'v.json'],
      ['nonsense'],
      ['import'],
      ['import', 'sap', 'v.json'],
      ['', ''],
      ['report', '--', '--json'],
    ]
    for (const args of commands) {
      for (const world of [{}, broken, closed]) {
        const { exitCode } = await run(args, { 'v.json': '{"account": 7}', 'r.csv': 'a,b\n1,2\n' }, world)
        expect([args.join(' '), [1, 2].includes(exitCode)]).toEqual([args.join(' '), true])
      }
    }
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no command', async name => {
    for (const args of [[name], ['import', name], [name, 'v.json']]) {
      const { exitCode, out, notes } = await run(args, { 'v.json': village })
      expect([args.join(' '), exitCode, out]).toEqual([args.join(' '), 2, ''])
      expect(notes).toMatch(/^village: \S/)
    }
  })
})

describe('village report --brief', () => {
  it('prints the five questions of the first page alone, no wider than the terminal', async () => {
    for (const columns of [40, 80, 200]) {
      const { exitCode, out } = await run(
        ['report', 'v.json', ...view, '--since', '2025-12-02', '--brief'],
        { 'v.json': village },
        { width: columns },
      )
      expect(exitCode).toBe(0)
      const lines = out.split('\n')
      const questions = lines.filter(line => line.endsWith('?'))
      expect(questions).toEqual([
        'Will it come off?',
        'Who can stop it?',
        'What changed, and why?',
        'What do we do next?',
        'What do we not know?',
      ])
      expect(out).toContain('Track record: ')
      expect(out).not.toContain('Sentiment, level by level')
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns)
    }
  })

  it('is one form, and --json another', async () => {
    const { exitCode, notes } = await run(['report', 'v.json', '--brief', '--json'], { 'v.json': village })
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('--json and --brief are two forms of the same')])
  })
})
