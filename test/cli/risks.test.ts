import { assessRisk, createVillage, RISK_RULES, snapshot, type VillageInput } from 'account-village'
import { describe, expect, it } from 'vitest'
import { harbour } from '../support/harbour.js'
import { runIn } from '../support/world.js'

const text = (input: VillageInput): string => JSON.stringify(createVillage(input))

/** Nothing is wrong here: who decides and who uses was heard lately, met by several, and somebody is against us. */
const calm: VillageInput = {
  account: 'Calm',
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', roles: ['decisionMaker'] },
    { id: 'cy', roles: ['executiveSponsor'] },
  ],
  observations: [
    { stakeholder: 'ann', at: '2026-11-16', sentiment: 0.2, via: 'interview' },
    { stakeholder: 'bo', at: '2026-11-16', sentiment: 0.3, via: 'interview' },
    { stakeholder: 'cy', at: '2026-11-16', sentiment: -0.1, via: 'interview' },
  ],
  interactions: [
    { at: '2026-11-16', kind: 'meeting', participants: ['ann', 'bo', 'cy'] },
    { at: '2026-11-17', kind: 'meeting', participants: ['bo', 'cy'] },
  ],
}
/** Only warnings: a veto holder was never heard, and nothing is open. */
const murky: VillageInput = {
  account: 'Murky',
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
  ],
}
/** Critical: nobody is known to decide. */
const blind: VillageInput = {
  account: 'Blind',
  stakeholders: [{ id: 'ann', roles: ['user'] }],
  decisions: [{ id: 'first', name: 'First', kind: 'new' }],
}

const files = { 'calm.json': text(calm), 'murky.json': text(murky), 'blind.json': text(blind), 'harbour.json': text(harbour) }
const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => runIn({ ...files, ...more }, ['risks', ...args])

interface Told {
  readonly account: string
  readonly asOf: string
  readonly decision?: string
  readonly rule: string
  readonly severity: string
}

const told = (out: string): Told[] =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map((line): Told => JSON.parse(line))

describe('village risks', () => {
  it('prints each finding as a line of JSON, with the account, the day and the decision that it is about', async () => {
    const { exitCode, out, notes } = await run(['harbour.json', '--as-of', '2026-03-02', '--decision', 'renewal'])
    expect([exitCode, notes]).toEqual([0, ''])
    const findings = assessRisk(snapshot(createVillage(harbour), '2026-03-02', { decision: 'renewal' }))
    expect(findings.length).toBeGreaterThan(3)
    const expected = findings.map(finding => ({ account: 'acc-1', asOf: '2026-03-02', decision: 'renewal', ...finding }))
    expect(told(out)).toEqual(JSON.parse(JSON.stringify(expected)))
    expect(out.endsWith('}\n')).toBe(true)
    for (const line of out.trimEnd().split('\n'))
      expect(Object.keys(JSON.parse(line)).slice(0, 5)).toEqual(['account', 'asOf', 'decision', 'id', 'rule'])
  })

  it('prints what endangers the accounts in the files that can be read, and tells of those that cannot', async () => {
    const { out } = await run(['murky.json'])
    expect(out).not.toBe('')
    expect(await run(['missing.json', 'murky.json', 'gone.json'])).toEqual({
      exitCode: 1,
      out,
      notes: 'village: missing.json cannot be read (ENOENT)\nvillage: gone.json cannot be read (ENOENT)',
    })
  })

  it('has the decision of each finding where none is in view', async () => {
    const { out } = await run(['harbour.json', '--as-of', '2026-03-02'])
    const findings = assessRisk(snapshot(createVillage(harbour), '2026-03-02')).map(each => ({
      account: 'acc-1',
      asOf: '2026-03-02',
      ...each,
    }))
    expect(told(out)).toEqual(JSON.parse(JSON.stringify(findings)))
    // Findings about a decision name it, those about the account do not.
    expect(new Set(told(out).map(finding => 'decision' in finding))).toEqual(new Set([true, false]))
  })

  it('prints nothing where nothing is wrong', async () => {
    expect(await run(['calm.json'])).toEqual({ exitCode: 0, out: '', notes: '' })
    expect(await run(['calm.json', '--fail-on', 'warning'])).toMatchObject({ exitCode: 0 })
  })

  it('looks at today unless told otherwise', async () => {
    expect(told((await run(['blind.json'])).out)[0]?.asOf).toBe('2026-11-20')
  })

  it('reads several files, and villages one a line, in the order given', async () => {
    const { exitCode, out } = await run(['blind.json', 'both.ndjson', 'calm.json'], { 'both.ndjson': `${text(murky)}\n${text(blind)}\n` })
    expect(exitCode).toBe(0)
    const accounts = told(out).map(({ account }) => account)
    expect(accounts.filter((account, i) => account !== accounts[i - 1])).toEqual(['Blind', 'Murky', 'Blind'])
  })

  it('reads standard input, alone and between files', async () => {
    expect(told((await run(['-'], { '-': text(blind) })).out).map(({ account }) => account)).toContain('Blind')
    const { out } = await run(['murky.json', '-'], { '-': `${text(blind)}\n${text(calm)}\n` })
    expect(new Set(told(out).map(({ account }) => account))).toEqual(new Set(['Murky', 'Blind']))
  })

  it('keeps what was known on a day apart from what is known now', async () => {
    const args = ['harbour.json', '--as-of', '2026-03-02', '--decision', 'renewal']
    const then = (await run(args)).out
    expect((await run([...args, '--known-on', '2026-03-02'])).out).toBe(then)
    expect((await run([...args, '--known-on', '2026-03-20'])).out).not.toBe(then)
  })
})

describe('village risks --fail-on', () => {
  it.each([
    ['calm.json', 'warning', 0],
    ['calm.json', 'critical', 0],
    ['murky.json', 'warning', 3],
    ['murky.json', 'critical', 0],
    ['blind.json', 'warning', 3],
    ['blind.json', 'critical', 3],
  ])('%s %s: %i, with the findings printed all the same', async (file, bar, expected) => {
    const { exitCode, out } = await run([file, '--fail-on', bar])
    expect(exitCode).toBe(expected)
    expect(out).toBe((await run([file])).out)
    expect((await run([file])).exitCode).toBe(0)
  })

  it('has the villages for the test: murky ones have warnings only', async () => {
    expect(new Set(told((await run(['murky.json'])).out).map(({ severity }) => severity))).toEqual(new Set(['warning']))
    expect(new Set(told((await run(['blind.json'])).out).map(({ severity }) => severity))).toContain('critical')
  })

  it('warning also heeds what is critical when there are no warnings', async () => {
    const others = RISK_RULES.map(({ id }) => id).filter(id => id !== 'noDecider')
    const settings = { 's.json': JSON.stringify({ risk: { disabledRules: others } }) }
    const { exitCode, out } = await run(['blind.json', '--settings', 's.json', '--fail-on', 'warning'], settings)
    expect([exitCode, told(out).map(({ severity }) => severity)]).toEqual([3, ['critical']])
  })

  it('counts the findings of all files', async () => {
    expect((await run(['calm.json', 'murky.json', '--fail-on', 'critical'])).exitCode).toBe(0)
    expect((await run(['calm.json', 'blind.json', '--fail-on', 'critical'])).exitCode).toBe(3)
  })

  it('goes before records that are invalid, which go before all well', async () => {
    const mixed = { 'mixed.ndjson': `${text(blind)}\n{"account": 7}\n` }
    expect((await run(['mixed.ndjson'], mixed)).exitCode).toBe(4)
    const { exitCode, out, notes } = await run(['mixed.ndjson', '--fail-on', 'critical'], mixed)
    expect(exitCode).toBe(3)
    expect(told(out).length).toBeGreaterThan(0)
    expect(notes).toContain('mixed.ndjson:2: ')
    expect((await run(['calm.json', 'bad.json', '--fail-on', 'critical'], { 'bad.json': '{"account": 7}' })).exitCode).toBe(4)
    expect((await run(['bad.json', '--fail-on', 'critical'], { 'bad.json': '{"account": 7}' })).exitCode).toBe(1)
  })

  it.each(['info', 'Critical', 'all', '', 'warning,critical', 'true'])(
    'is refused when it is %j, before anything is printed',
    async bar => {
      const { exitCode, out, notes } = await run(['blind.json', `--fail-on=${bar}`])
      expect([exitCode, out]).toEqual([2, ''])
      expect(notes).toMatch(/^village: --fail-on/)
    },
  )

  it('is refused without a value', async () => {
    expect(await run(['blind.json', '--fail-on'])).toMatchObject({ exitCode: 2, out: '' })
  })

  it('does not count what is disabled', async () => {
    const all = RISK_RULES.map(({ id }) => id)
    const silent = {
      'all.json': JSON.stringify({ risk: { disabledRules: all } }),
      'one.json': '{"risk": {"disabledRules": ["noDecider"]}}',
    }
    expect(await run(['blind.json', '--settings', 'all.json', '--fail-on', 'warning'], silent)).toEqual({ exitCode: 0, out: '', notes: '' })
    const { out } = await run(['blind.json', '--settings', 'one.json'], silent)
    const usual = told((await run(['blind.json'])).out)
    expect(told(out)).toEqual(usual.filter(({ rule }) => rule !== 'noDecider'))
    expect(usual.some(({ rule }) => rule === 'noDecider')).toBe(true)
  })
})

describe('what village risks is called with', () => {
  it.each([
    ['a rule that there is not', '{"risk": {"disabledRules": ["noDecider", "king"]}}', '"king"'],
    ['a setting that there is not', '{"risk": {"silence": []}}', 'settings.risk.silence'],
    ['a threshold that makes no sense', '{"risk": {"divergence": 3}}', 'settings.risk.divergence'],
  ])('is refused with %s, by name and with exit code 2', async (_, settings, named) => {
    const { exitCode, out, notes } = await run(['blind.json', '--settings', 's.json'], { 's.json': settings })
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toContain(named)
    expect(notes).toMatch(/^village: /)
  })

  it('is refused without a file, and with an option that there is not', async () => {
    for (const args of [
      [],
      ['--fail-on', 'critical'],
      ['blind.json', '--json'],
      ['blind.json', '--failon', 'critical'],
      ['blind.json', '-x'],
    ]) {
      const { exitCode, out, notes } = await run(args)
      expect([args.join(' '), exitCode, out]).toEqual([args.join(' '), 2, ''])
      expect(notes).toMatch(/^village: \S/)
    }
  })

  it.each([
    ['--as-of', '2026-02-30'],
    ['--known-on', 'yesterday'],
  ])('is refused when %s is no date', async (option, value) => {
    expect(await run(['blind.json', option, value])).toMatchObject({
      exitCode: 2,
      out: '',
      notes: expect.stringMatching(/^village: .*date/),
    })
  })

  it('may name a file that is not there: that is told, in one line', async () => {
    const { exitCode, notes } = await run(['blind.json', 'none.json'])
    expect(exitCode).toBe(1)
    expect(notes).toBe('village: none.json cannot be read (ENOENT)')
  })

  it('may name a decision that only some villages have: the others are looked at without it', async () => {
    const { exitCode, out, notes } = await run(['blind.json', 'harbour.json', '--as-of', '2026-03-02', '--decision', 'renewal'])
    expect([exitCode, notes]).toEqual([0, ''])
    const decisions = new Map(told(out).map(({ account, decision }) => [account, decision]))
    expect([...decisions]).toEqual([
      ['Blind', 'first'],
      ['acc-1', 'renewal'],
    ])
    const alone = told((await run(['blind.json', '--as-of', '2026-03-02'])).out)
    expect(told(out).filter(({ account }) => account === 'Blind')).toEqual(alone)
  })

  it('may name a decision that a village did not have yet on that day', async () => {
    const later = text({ ...blind, decisions: [{ id: 'deal', name: 'Deal', kind: 'new', recordedAt: '2026-06-01' }] })
    const { exitCode, out, notes } = await run(['later.json', 'murky.json', '--as-of', '2026-03-02', '--decision', 'deal'], {
      'later.json': later,
    })
    expect([exitCode, notes]).toEqual([0, ''])
    expect(new Set(told(out).map(({ account }) => account))).toEqual(new Set(['Blind', 'Murky']))
    const now = await run(['later.json', '--as-of', '2026-06-01', '--decision', 'deal'], { 'later.json': later })
    expect(told(now.out)[0]?.decision).toBe('deal')
  })

  it('is refused when it names a decision that no village has: a typo must not pass in silence', async () => {
    const { exitCode, out, notes } = await run(['harbour.json', 'blind.json', '--as-of', '2026-03-02', '--decision', 'renewel'])
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toContain('renewel')
  })

  it('may name a decision that has another one open beside it', async () => {
    const { out } = await run(['harbour.json', '--as-of', '2026-03-02', '--decision', 'more'])
    expect(new Set(told(out).map(({ decision }) => decision))).toEqual(new Set(['more']))
  })
})
