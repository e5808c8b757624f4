import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { createVillage, parseVillage } from 'account-village'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'
import { runIn } from '../support/world.js'

const acme = JSON.stringify(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann Lee', roles: ['economicBuyer'] }] }))

describe('help', () => {
  it('is given by help as by --help, on the program and on each command', async () => {
    for (const words of [[], ['risks'], ['import', 'salesforce']]) {
      const help = await runIn({}, ['help', ...words])
      expect(help).toEqual(await runIn({}, [...words, '--help']))
      expect(help).toMatchObject({ exitCode: 0, notes: '' })
      expect(help.out).toContain(['USAGE village', ...words].join(' '))
    }
    expect((await runIn({}, ['-v'])).out).toBe(`${packageJson.version}\n`)
  })

  it.each([
    [['rsks'], 'there is no command "rsks"; did you mean risks?'],
    [['help', 'rsks'], 'there is no command "rsks"; did you mean risks?'],
    [['import', 'sales-force'], 'there is no command "sales-force"; did you mean salesforce?'],
    [['report', 'v.json', '--asof', '2026-03-02'], 'there is no option --asof; did you mean --as-of?'],
    [['xyzzy'], 'there is no command "xyzzy"; --help lists those there are'],
  ])('names what was probably meant: %j', async (args, message) => {
    expect(await runIn({ 'v.json': acme }, args)).toEqual({ exitCode: 2, out: '', notes: `village: ${message}` })
  })
})

describe('colour', () => {
  it('marks severities and headings on a terminal, adds nothing to the words, and is off with --no-color', async () => {
    const args = ['report', 'v.json', '--as-of', '2026-03-02']
    const shown = async (more: readonly string[], colour: boolean): Promise<string> =>
      (await runIn({ 'v.json': acme }, [...args, ...more], { colour })).out
    const coloured = await shown([], true)
    expect(coloured).toContain('\u001b[33mwarning\u001b[39m   ')
    expect(stripVTControlCharacters(coloured)).toBe(await shown([], false))
    expect(await shown(['--no-color'], true)).toBe(await shown([], false))
  })
})

describe('today', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-03-01T11:00:00.000Z', '2026-03-02'],
    ['Pacific/Pago_Pago', '2026-03-03T10:30:00.000Z', '2026-03-02'],
  ])('is the calendar day in %s, and what was recorded for it is in its report', async (timeZone, now, day) => {
    const folder = mkdtempSync(join(tmpdir(), 'village-'))
    try {
      writeFileSync(join(folder, 'v.json'), acme)
      const io = { ...recordingIo(folder), now: () => now, timeZone }
      expect(await village(['record', 'v.json', '--comment', 'Late again', '--stakeholder', 'ann', '--recorded-at', now], io)).toBe(0)
      const [comment] = parseVillage(JSON.parse(readFileSync(join(folder, 'v.json'), 'utf8'))).comments
      expect(comment?.at).toBe(`${day}T00:00:00.000Z`)
      expect(await village(['report', 'v.json'], io)).toBe(0)
      expect(io.printed.join('')).toMatch(`Acme · as of ${day} in ${timeZone}\n`)
      const before = io.printed.length
      expect(await village(['comments', 'v.json'], io)).toBe(0)
      expect(io.printed.slice(before).join('')).toContain('1, of which 1 is open')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.each(['UTC', 'Pacific/Pago_Pago', 'Pacific/Kiritimati'])('looks back in %s without what was recorded since', async timeZone => {
    const heard = { stakeholder: 'ann', at: '2026-02-01', recordedAt: '2026-02-20', sentiment: 0.8, via: 'interview' } as const
    const told = JSON.stringify(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }], observations: [heard] }))
    const world = { now: () => '2026-03-02T10:30:00.000Z', timeZone }
    const ask = async (...args: readonly string[]) => (await runIn({ 'v.json': told }, args, world)).out
    expect(await ask('explain', 'v.json', '--from', '2026-02-10')).toContain('new: what ann said on 2026-02-01')
    expect(await ask('portfolio', 'v.json', '--since', '2026-02-10')).toContain('new: what ann said on 2026-02-01')
    const history = (await ask('report', 'v.json')).split('\n').filter(line => /^20\d\d-\d\d-\d\d /.test(line))
    expect(history).toHaveLength(9)
  })

  it('is the day in UTC where --as-of names one and no zone is given', async () => {
    expect((await runIn({ 'v.json': acme }, ['report', 'v.json', '--as-of', '2026-03-02'])).out).toMatch(/^Acme · as of 2026-03-02\n/)
    for (const zone of ['Mars/Olympus', '+99:99', '+02:75']) {
      const { exitCode, notes } = await runIn({ 'v.json': acme }, ['report', 'v.json', '--time-zone', zone])
      expect([exitCode, notes]).toEqual([2, `village: --time-zone ${zone} is not a time zone; give one such as Europe/Berlin or +02:00`])
    }
  })
})

describe('completion', () => {
  it('completes commands and options in bash, and leaves other words to the shell', async () => {
    const { out } = await runIn({}, ['completion', 'bash'])
    const completed = (...words: readonly string[]): string => {
      const script = `${out}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _village; echo "\${COMPREPLY[*]}"`
      return spawnSync('bash', ['-c', script, 'bash', 'village', ...words], { encoding: 'utf8' }).stdout.trim()
    }
    expect(completed('re')).toBe('record report retain retract review')
    expect(completed('import', 'salesf')).toBe('salesforce')
    expect(completed('import', 'salesforce', 'a.json', '--subs')).toBe('--subsidiaries')
    expect(completed('report', 'v.json', '--as')).toBe('--as-of')
    expect(completed('report', '')).toBe('')
  })

  it('says which shells there are', async () => {
    expect(await runIn({}, ['completion', 'csh'])).toMatchObject({ exitCode: 2, notes: expect.stringContaining('bash, zsh, fish') })
    expect((await runIn({}, ['completion', 'fish'])).out).toContain(
      "complete -c village -n '__fish_seen_subcommand_from risks' -l as-of -r -d",
    )
  })
})
