import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage, nextMoves, snapshot } from 'account-village'
import { toCsv } from 'account-village/formats'
import { planCalendar, planCoverage, planSchedule, progressReport } from 'account-village/moves'
import { toProgressPage } from 'account-village/render'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'
import { PLAN_DAY, planned } from '../support/planned.js'

const known = createVillage(planned)
const other = createVillage({ account: 'Other', stakeholders: [{ id: 'x' }], moves: [{ id: 'm', statement: '=1+1' }] })
const s = snapshot(known, PLAN_DAY)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-'))
  writeFileSync(join(folder, 'v.json'), JSON.stringify(known))
  writeFileSync(join(folder, 'two.ndjson'), `${JSON.stringify(known)}\n${JSON.stringify(other)}\n`)
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(...args: readonly string[]) {
  const io = recordingIo(folder)
  const exitCode = await village([...args, '--as-of', PLAN_DAY], io)
  return { exitCode, out: io.printed.join(''), notes: io.notes }
}

describe('village moves', () => {
  it('prints what to do on Monday in one account, and as a line of JSON for each move', async () => {
    const { exitCode, out } = await run('moves', 'v.json', '--hours', '4')
    expect([exitCode, out.split('\n')[0]]).toEqual([0, 'Corvina Logistics & Söhne · Renewal 2026: all sites (renewal) · as of 2026-03-02'])
    expect(out).toContain('· Hear Emil Takahara 高原 (2 hours, begin now)\n')
    const { moves } = nextMoves(s, { hours: 4 })
    const lines = (await run('moves', 'v.json', '--hours', '4', '--json')).out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines).toEqual(moves.map(move => JSON.parse(JSON.stringify({ account: 'corvina', asOf: PLAN_DAY, ...move }))))
  })

  it('fills one budget over several accounts', async () => {
    const { exitCode, out } = await run('moves', 'two.ndjson', '--hours', '6', '--limit', '2')
    expect([exitCode, out.split('\n')[0]]).toEqual([0, 'On Monday, in 2 accounts'])
    expect(out.match(/^· Corvina Logistics & Söhne: /gm)).toHaveLength(1)
    expect(out.match(/^· Other: /gm)).toHaveLength(1)
    expect(out).toContain('· 2 hours left.')
    expect((await run('moves', 'two.ndjson', '--by', 'kim')).out).not.toContain('Other')
  })
})

describe('village moves --plan', () => {
  it('prints dates, the critical path and gaps', async () => {
    const { exitCode, out, notes } = await run('moves', 'v.json', '--plan')
    expect([exitCode, notes]).toEqual([0, []])
    expect(out.split('\n')[0]).toBe('Corvina Logistics & Söhne · the plan · as of 2026-03-02')
    expect(out).toMatch(/^All done by {6}2026-03-30 at the earliest$/m)
    expect(out).toMatch(/^Decided on {7}2026-05-15$/m)
    expect(out).toMatch(/^In time {10}with a chance of <1 % at most$/m)
    const moves = out.slice(out.indexOf('Moves\n')).replace(/\n {4}/g, ' ')
    expect(moves).toContain(
      '\n 3. Get the figures of dispatch Chidi Vasquez-Lund (theirs) · 2026-03-02 → 2026-03-10 · at the latest 2026-03-11 ',
    )
    expect(moves).toMatch(/^ 8\. Calculate the case: .* · planned · critical · 8 days late · after 1 and 14$/m)
    expect(moves).toMatch(/^14\. Agree on how to count late answers Kim Ek · 2026-02-18 · done$/m)
    expect(out.replace(/\n {2}/g, ' ')).toContain(
      'Critical path: Ask Dorte what would make the renewal pay → Calculate the case: what late answers cost … → Show Dorte the case.',
    )
    expect(out).toContain('· Comments: all answered.')
    expect(out).toContain('· Findings: 0 % answered by weight. Open: Something that we planned to do is overdue (Amara "A."')
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(100)
  })

  it('prints the same of every village as NDJSON, as one table, and as a calendar of one', async () => {
    const { out: lines } = await run('moves', 'two.ndjson', '--plan', '--json')
    const [first, second] = lines
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect([first.account, first.asOf, second.account]).toEqual(['corvina', PLAN_DAY, 'Other'])
    expect([first.schedule, first.coverage]).toEqual(JSON.parse(JSON.stringify([planSchedule(s), planCoverage(s)])))
    expect(first.moves).toHaveLength(15)

    const { out: table } = await run('moves', 'two.ndjson', '--plan', '--csv')
    const own = toCsv(s).moves.trim().split('\r\n')
    expect(table.startsWith(`account,${own[0]}\r\ncorvina,${own[1]}\r\n`)).toBe(true)
    expect(table).toContain("Other,m,other,'=1+1,")

    expect((await run('moves', 'v.json', '--plan', '--ics')).out).toBe(planCalendar(s))
  })

  it('says so where nothing is planned', async () => {
    writeFileSync(join(folder, 'none.json'), JSON.stringify(createVillage({ account: 'Acme' })))
    expect((await run('moves', 'none.json', '--plan')).out).toMatch(/^Acme · the plan · as of 2026-03-02\n· No move is planned\.\n/)
  })

  it.each([
    ['hours that are no number', ['v.json', '--hours', 'many']],
    ['a teammate who is not there', ['v.json', '--by', 'nobody']],
    ['two forms at once', ['v.json', '--plan', '--json', '--csv']],
    ['a calendar of two villages', ['two.ndjson', '--plan', '--ics']],
    ['a decision that is not there', ['v.json', '--plan', '--decision', 'none']],
  ])('refuses %s in one line', async (_, args) => {
    const { exitCode, out, notes } = await run('moves', ...args)
    expect([exitCode, out, notes.length]).toEqual([2, '', 1])
  })

  it('goes on after what is no village', async () => {
    writeFileSync(join(folder, 'bad.ndjson'), `${JSON.stringify(known)}\n{}\n`)
    const { exitCode, out } = await run('moves', 'bad.ndjson', '--plan')
    expect([exitCode, out.includes('Corvina')]).toEqual([4, true])
  })
})

describe('village progress', () => {
  const progress = progressReport(s, { with: 'amara' })

  it('prints what one person may be sent', async () => {
    const { exitCode, out, notes } = await run('progress', 'v.json', '--with', 'amara')
    expect([exitCode, notes]).toEqual([0, []])
    expect(out).toBe(
      [
        'Corvina Logistics & Söhne · progress for Amara "A." Quist · as of 2026-03-02',
        '1 under way.',
        '',
        'What you asked for',
        '· The report came late again.',
        '  under way, you said it on 2026-02-10',
        '',
      ].join('\n'),
    )
  })

  it('prints it as JSON, and writes it as a page', async () => {
    expect(JSON.parse((await run('progress', 'v.json', '--with', 'amara', '--json')).out)).toEqual(progress)
    const { exitCode, out, notes } = await run('progress', 'v.json', '--with', 'amara', '--html', 'p.html')
    expect([exitCode, out, notes]).toEqual([0, '', ['p.html written']])
    expect(readFileSync(join(folder, 'p.html'), 'utf8')).toBe(toProgressPage(progress))
    expect((await run('progress', 'v.json', '--with', 'amara', '--html', '-')).out).toBe(toProgressPage(progress))
    const both = await run('progress', 'v.json', '--with', 'amara', '--html', 'p.html', '--json')
    expect(JSON.parse(both.out)).toEqual(progress)
  })

  it('takes one of several villages by its account', async () => {
    expect((await run('progress', 'two.ndjson', '--account', 'Other', '--with', 'x')).out).toMatch(/^Other · progress for x /)
    expect((await run('progress', 'two.ndjson', '--with', 'amara')).notes).toEqual([
      'village: there are 2 villages; choose one with --account',
    ])
  })

  it.each([
    ['an id that is near another', 'amarra', 'village: --with names no one in the village. Did you mean "amara"?'],
    ['an id that is near none', 'zzz', 'village: --with names no one in the village. "village people" lists who is there.'],
    ['somebody whom nobody knows', '?decider', expect.stringMatching(/^village: --with names no one in the village\./)],
  ])('refuses %s, and writes nothing', async (_, id, message) => {
    const { exitCode, out, notes } = await run('progress', 'v.json', '--with', id, '--html', 'p.html')
    expect([exitCode, out, notes]).toEqual([2, '', [message]])
    expect(existsSync(join(folder, 'p.html'))).toBe(false)
  })

  it('refuses to be called without a person, and to print two things', async () => {
    expect(await run('progress', 'v.json')).toMatchObject({ exitCode: 2, notes: ['village: say who it is for, with --with'] })
    expect(await run('progress', 'v.json', '--with', 'amara', '--json', '--html', '-')).toMatchObject({ exitCode: 2, out: '' })
  })
})
