import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { createVillage, parseVillage } from 'account-village'
import { fileStore } from 'account-village/store'
import { afterEach, describe, expect, it } from 'vitest'
import { terminalOn } from '../../src/cli/terminal.js'
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
  /** Runs it in front of somebody who types a text, key by key. */
  const typed = async (text: string, ...args: readonly string[]) => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const screen: string[] = []
    output.on('data', part => screen.push(String(part)))
    const io = { ...recordingIo(folder), terminal: () => terminalOn(input, output) }
    input.write(text)
    const exitCode = await village(args, io)
    return { exitCode, screen: stripVTControlCharacters(screen.join('')), notes: io.notes }
  }
  const states = async () =>
    (await run('review', 'p.ndjson', '--all', '--json')).out
      .trim()
      .split('\n')
      .map(line => String(JSON.parse(line).state))
  return { folder, run, file, typed, states }
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

describe('village review in a terminal', () => {
  const intake = ['intake', 'a.json', 'call.txt', '--at', '2026-03-05', '--draft', 'draft.json', '-o', 'p.ndjson']

  it('asks about one proposal after another with its quote and place, and records what was accepted at the end', async () => {
    const { run, file, typed, states } = opened(german?.text, german?.careful)
    await run(...intake)
    const { exitCode, screen, notes } = await typed('a\nREJ\n\nwhat?\na\n', 'review', 'p.ndjson', 'a.json')
    expect([exitCode, notes]).toEqual([0, ['0 proposals left open', '2 recorded, 1 put aside']])
    expect(screen).toMatch(
      /1 of 3\n[0-9a-f]{16} {2}new person Jana Roth[\s\S]*line 8, Bo Berg[\s\S]*2 of 3\n[\s\S]*“zum 31\. März” means 2026-03-31/,
    )
    // An empty line and a word that is no answer decide nothing.
    expect(screen.match(/\[q\]uit: /g)).toHaveLength(5)
    expect(await states()).toEqual(['accepted', 'rejected', 'accepted'])
    const { stakeholders, roles } = parseVillage(JSON.parse(file('a.json')))
    expect([stakeholders.length, roles.length]).toEqual([HARBOUR.stakeholders.length + 1, HARBOUR.roles.length + 1])
  })

  it.each([
    ['ctrl-C', 'a\n\u0003'],
    ['ctrl-D', 'a\n\u0004'],
    ['quit', 'a\nq\n'],
    ['what is typed after it', 'a\nq\na\n'],
  ])('loses nothing that was decided before %s, and leaves the rest open', async (_, keys) => {
    const { run, file, typed, states } = opened()
    await run(...intake)
    expect(await typed(keys, 'review', 'p.ndjson', 'a.json')).toMatchObject({
      exitCode: 0,
      notes: ['1 proposal left open', '1 recorded, 0 put aside'],
    })
    expect(await states()).toEqual(['accepted', 'open'])
    expect(parseVillage(JSON.parse(file('a.json'))).observations).toHaveLength(1)
    expect((await typed('s\n', 'review', 'p.ndjson', 'a.json')).screen).toContain('1 of 1')
  })

  it('changes no file while it asks, and none where nothing is decided', async () => {
    const { run, file, typed } = opened()
    await run(...intake)
    const before = [file('a.json'), file('p.ndjson')]
    expect((await typed('s\ns\n', 'review', 'p.ndjson', 'a.json')).exitCode).toBe(0)
    expect((await typed('a\nb\ns\nq\n', 'review', 'p.ndjson', 'a.json')).notes).toEqual([
      '2 proposals left open',
      '0 recorded, 0 put aside',
    ])
    expect([file('a.json'), file('p.ndjson')]).toEqual(before)
  })

  it('lets the number of a proposal be edited within its range, and goes back', async () => {
    const { run, file, typed, states } = opened()
    await run(...intake)
    const keys = 'e\n7\nmuch\n0,3\na\nb\na\ne\n\na\n'
    expect((await typed(keys, 'review', 'p.ndjson', 'a.json')).notes.at(-1)).toBe('2 recorded, 0 put aside')
    expect(parseVillage(JSON.parse(file('a.json')))).toMatchObject({
      observations: [{ sentiment: 0.3, basis: 'inferred', confidence: 0.6 }],
      expectations: [{ importance: 0.9 }],
    })
    expect(await states()).toEqual(['accepted', 'accepted'])
    expect((await run('review', 'p.ndjson', '--all', '--json')).out).toContain('"sentiment":0.3')
  })

  it('tells what could not be recorded, and leaves it open', async () => {
    const { run, typed, states } = opened(german?.text, german?.careful)
    await run(...intake)
    const { exitCode, notes } = await typed('s\ns\na\n', 'review', 'p.ndjson', 'a.json')
    expect([exitCode, notes[1], notes[2]]).toEqual([4, expect.stringContaining('Accept proposal'), '0 recorded, 0 put aside'])
    expect(await states()).toEqual(['open', 'open', 'open'])
  })

  it('asks nobody where there is no terminal, and nothing where all is decided', async () => {
    const { run, typed } = opened()
    await run(...intake)
    expect(await run('review', 'p.ndjson', 'a.json')).toMatchObject({ exitCode: 2, notes: [expect.stringContaining('for --accept')] })
    await run('review', 'p.ndjson', '--reject', 'all')
    expect((await typed('', 'review', 'p.ndjson', 'a.json')).exitCode).toBe(0)
  })
})

describe('village intake and review of a store', () => {
  it('reads the account of the store and records in it, several accounts in one change', async () => {
    const { folder, run, typed, states } = opened()
    const store = join(folder, 'villages')
    await fileStore(store).append('harbour', HARBOUR, { revision: 0 })
    await fileStore(store).append('other', createVillage({ account: 'other' }), { revision: 0 })
    const intake = ['intake', '--store', store, 'call.txt', '--account', 'harbour', '--at', '2026-03-04', '--draft', 'draft.json']
    expect((await run(...intake, '-o', 'p.ndjson')).notes).toEqual(['2 proposals, 0 refused'])
    const [first = ''] = (await run('review', 'p.ndjson', '--json')).out.split('\n')
    const { id } = JSON.parse(first)
    expect((await run('review', 'p.ndjson', '--store', store, '--accept', id)).notes).toEqual(['1 recorded, 0 put aside'])
    expect((await typed('a\n', 'review', 'p.ndjson', '--store', store)).notes.at(-1)).toBe('1 recorded, 0 put aside')
    const village = (await fileStore(store).load('harbour'))?.village
    expect([village?.observations.length, village?.expectations.length, await states()]).toEqual([1, 1, ['accepted', 'accepted']])
    expect((await run('review', 'p.ndjson', '--store', store, '--reject', id)).notes).toEqual([
      expect.stringContaining('is recorded already'),
    ])
    expect((await run('review', 'p.ndjson', 'a.json', '--store', store, '--accept', 'all')).exitCode).toBe(2)
  })
})
