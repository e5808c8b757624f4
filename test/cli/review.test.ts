import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseVillage } from 'account-village'
import { afterEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { CASES, HARBOUR } from '../agents/texts.js'
import { recordingIo } from '../support/io.js'

const [english] = CASES
const [, , , , german] = CASES

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function opened(text = english?.text ?? '', items: readonly object[] = english?.careful ?? []) {
  const folder = mkdtempSync(join(tmpdir(), 'village-review-'))
  folders.push(folder)
  writeFileSync(join(folder, 'a.json'), JSON.stringify(HARBOUR))
  writeFileSync(join(folder, 'call.txt'), text)
  writeFileSync(join(folder, 'draft.json'), JSON.stringify({ items }))
  const run = async (...args: readonly string[]) => {
    const io = recordingIo(folder)
    const exitCode = await village(args, io)
    return { exitCode, out: io.printed.join(''), notes: io.notes }
  }
  const file = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { run, file }
}

describe('village intake and review', () => {
  it('go from a call to facts: what to ask, what came of it, what is recorded', async () => {
    const { run, file } = opened()
    const asked = await run('intake', 'a.json', 'call.txt', '--at', '2026-03-04')
    expect([asked.exitCode, asked.out.includes('"id":"bo"')]).toEqual([0, true])
    const made = await run('intake', 'a.json', 'call.txt', '--at', '2026-03-04', '--draft', 'draft.json', '-o', 'p.ndjson')
    expect([made.exitCode, made.notes]).toEqual([0, ['2 proposals, 0 refused']])

    const { out } = await run('review', 'p.ndjson')
    expect(out).toMatch(
      /^[0-9a-f]{16} {2}bo: sentiment \+0\.60 {2}confidence 0\.60\n {4}“We are really pleased with the pilot\.”\n {4}call\.txt of 2026-03-04, line 4, Bo Berg\n/,
    )
    expect(out).toContain('    “next Tuesday” means 2026-03-10\n')
    expect(file('a.json')).toBe(JSON.stringify(HARBOUR))

    const [first = '', second = ''] = (await run('review', 'p.ndjson', '--json')).out
      .trim()
      .split('\n')
      .map(line => String(JSON.parse(line).id))
    const done = await run('review', 'p.ndjson', 'a.json', '--accept', first, '--reject', second)
    expect([done.exitCode, done.notes]).toEqual([0, ['1 recorded, 1 put aside']])
    expect(parseVillage(JSON.parse(file('a.json'))).observations).toMatchObject([{ stakeholder: 'bo', basis: 'inferred', confidence: 0.6 }])
    expect((await run('review', 'p.ndjson')).out).toBe('0 proposals open\n')
    expect((await run('review', 'p.ndjson', '--all')).out).toMatch(/\(accepted\)[\s\S]*\(rejected\)/)

    await run('intake', 'a.json', 'call.txt', '--at', '2026-03-04', '--draft', 'draft.json', '-o', 'p.ndjson')
    expect((await run('review', 'p.ndjson')).out).toBe('0 proposals open\n')
  })

  it('accept all, new people before what names them, and a part of it not', async () => {
    const { run, file } = opened(german?.text, german?.careful)
    await run('intake', 'a.json', 'call.txt', '--at', '2026-03-05', '--draft', 'draft.json', '-o', 'p.ndjson')
    const role = (await run('review', 'p.ndjson', '--json')).out.split('\n').find(line => line.includes('"kind":"role"'))
    const alone = await run('review', 'p.ndjson', 'a.json', '--accept', JSON.parse(role ?? '').id)
    expect([alone.exitCode, alone.notes[0]]).toEqual([4, expect.stringContaining('Accept proposal')])
    expect((await run('review', 'p.ndjson', 'a.json', '--accept', 'all')).notes).toEqual(['3 recorded, 0 put aside'])
    const { stakeholders, roles } = parseVillage(JSON.parse(file('a.json')))
    expect(stakeholders.find(({ name }) => name === 'Jana Roth')?.title).toBe('Leiterin Finanzen')
    expect(roles.find(({ role: each }) => each === 'decisionMaker')).toMatchObject({
      since: '2026-04-01T00:00:00.000Z',
      decision: 'renewal',
    })
  })

  it('say what is refused, and lose nothing of a file that holds something else', async () => {
    const { run, file } = opened(english?.text, english?.careless)
    const made = await run('intake', 'a.json', 'call.txt', '--at', '2026-03-04', '--draft', 'draft.json')
    expect([made.exitCode, made.notes[0], made.notes.at(-1)]).toEqual([
      4,
      expect.stringMatching(/^item 0: wrongSpeaker: quote: /),
      '1 proposal, 6 refused',
    ])
    const other = await run('intake', 'a.json', 'call.txt', '--at', '2026-03-04', '--draft', 'draft.json', '-o', 'a.json')
    expect([other.exitCode, file('a.json')]).toEqual([1, JSON.stringify(HARBOUR)])
    for (const args of [
      ['review', 'p.ndjson', '--accept', 'x'],
      ['review', 'a.json', '--accept', 'all', '--reject', 'all'],
      ['review', '-', '--reject', 'all'],
    ]) {
      expect((await run(...args)).exitCode).not.toBe(0)
    }
  })
})
