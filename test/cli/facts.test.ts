import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage, parseVillage, type Village, type VillageInput } from 'account-village'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { FACT_ARRAYS, FACT_KINDS } from '../../src/model/village.js'
import { ARRAYS } from '../support/facts.js'
import { recordingIo } from '../support/io.js'
import { casesAmong } from '../support/law.js'
import { richVillage } from '../support/richVillage.js'
import { inputOf, scenes } from '../support/villages.js'

const acme: VillageInput = {
  account: { id: 'acme', name: 'Acme Works' },
  units: [{ id: 'it', name: 'IT', kind: 'department' }],
  stakeholders: [
    { id: 'ann', name: 'Ann Example', email: 'Ann@Acme.example', roles: ['user'] },
    { id: 'bo', name: 'Bo Example', roles: ['economicBuyer'], externalIds: [{ source: 'crm', id: '42' }] },
  ],
}
const beta: VillageInput = { account: { id: 'beta', name: 'Beta Mills' }, stakeholders: [{ id: 'cy' }] }

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-facts-'))
  put('acme.json', JSON.stringify(createVillage(acme)))
  put('both.ndjson', [acme, beta].map(each => `${JSON.stringify(createVillage(each))}\n`).join(''))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

function text(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

function stored(name = 'acme.json', i = 0): Village {
  const lines = name.endsWith('.ndjson') ? text(name).trimEnd().split('\n') : [text(name)]
  return parseVillage(JSON.parse(lines[i] ?? ''))
}

async function run(...args: readonly string[]): Promise<{ readonly exitCode: number; readonly out: string; readonly notes: string }> {
  const io = recordingIo(folder)
  const exitCode = await village(args, io)
  return { exitCode, out: io.printed.join(''), notes: io.notes.join('\n') }
}

/** The account of a village alone. */
function bare({ schemaVersion, account, formerAccounts }: Village): string {
  return JSON.stringify({ schemaVersion, account, formerAccounts })
}

function ndjson(lines: readonly object[]): string {
  return lines.map(line => `${JSON.stringify(line)}\n`).join('')
}

describe('the tables that a report writes', () => {
  it('come back by record, with the names that they hold beside ids', async () => {
    put('readings.csv', 'id,stakeholder,name,at,sentiment,via\nr1,ann,Ann Example,2026-03-02,0.4,interview\n')
    put('ties.csv', 'id,from,fromName,to,toName,kind,weight\nt1,ann,Ann Example,bo,Bo Example,influence,2\n')
    expect((await run('record', 'acme.json', 'readings.csv')).exitCode).toBe(0)
    expect((await run('record', 'acme.json', 'ties.csv', '--kind', 'tie')).exitCode).toBe(0)
    const { observations, ties } = stored()
    expect([observations.map(({ sentiment }) => sentiment), ties.map(({ weight }) => weight)]).toEqual([[0.4], [2]])
  })
})

describe('every kind of fact', () => {
  it('has a way in, a line each, in any order: the same village comes out', async () => {
    for (const scene of casesAmong(scenes, 60)) {
      const whole = createVillage(inputOf(scene))
      const lines = FACT_ARRAYS.flatMap(array => whole[array].map(fact => ({ fact: FACT_KINDS[array].noun, ...fact })))
      put('bare.json', bare(whole))
      put('facts.ndjson', ndjson(lines.reverse()))
      expect((await run('record', 'bare.json', 'facts.ndjson')).exitCode).toBe(0)
      expect(stored('bare.json')).toEqual(whole)
    }
  })

  it('has a way in as a table, whatever parts it has', async () => {
    const whole = richVillage()
    put('bare.json', bare(whole))
    for (const array of ARRAYS) {
      put('facts.csv', csvOf(whole[array]))
      const { exitCode, notes } = await run('record', 'bare.json', 'facts.csv', '--kind', array)
      expect([array, exitCode, notes]).toEqual([array, 0, expect.stringContaining('0 rows refused')])
    }
    expect(ARRAYS.filter(array => whole[array].length === 0)).toEqual([])
    expect(stored('bare.json')).toEqual(whole)
  })

  it('needs no id where nothing names it, and is the same fact again however its date is written', async () => {
    const facts = [
      { kind: 'comment', stakeholder: 'ann', at: '2026-03-02', text: 'Slow again' },
      { kind: 'expectation', stakeholder: 'ann', statement: 'Faster', importance: 0.8 },
      { kind: 'interview', stakeholder: 'bo', at: '2026-03-02', plan: 'spring' },
      { fact: 'barrier', kind: 'budget', statement: 'No budget', blocks: 0.5, unit: 'it' },
      { kind: 'question', plan: 'spring', question: 'Who pays?' },
      { kind: 'nomination', stakeholder: 'ann', at: '2026-03-02' },
      { kind: 'stakeholder', id: 'cy', roles: ['champion'], veto: true },
    ]
    put('facts.ndjson', ndjson(facts))
    expect(await run('record', 'acme.json', 'facts.ndjson')).toMatchObject({ exitCode: 0 })
    const before = text('acme.json')
    const { comments, roles, vetoes } = stored()
    expect([comments[0]?.id, roles.length, vetoes.length]).toEqual([expect.stringMatching(/^comment:[0-9a-f]{16}$/), 3, 1])
    put('facts.ndjson', ndjson(facts.map(fact => ({ ...fact, ...('at' in fact && { at: '2026-03-02T00:00Z' }) }))))
    const again = await run('record', 'acme.json', 'facts.ndjson', '--recorded-at', '2026-04-01')
    expect(again).toMatchObject({ exitCode: 0, notes: 'nothing recorded, 8 known already, 0 rows refused' })
    expect(text('acme.json')).toBe(before)
  })
})

describe('lines that do not fit', () => {
  it('are told at once with number, kind and field, and nothing personal of them, and the others are recorded', async () => {
    const lines = [
      { kind: 'comment', stakeholder: 'ann', at: '2026-02-30', text: 'a secret' },
      { kind: 'comment', stakeholder: 'Ann Nobody', at: '2026-03-02', text: 'a secret', via: 7 },
      { kind: 'coment', stakeholder: 'ann' },
      { kind: 'tie', from: 'ann', to: 'bo' },
      { fact: 'upheaval', kind: 'mergre', at: '2026-03-02', unit: 'ti' },
      { fact: 'interaction', kind: 'Ann Nobody', at: '2026-03-02', participants: ['ann', 'who@acme.example'] },
      { kind: 'decision' },
      { kind: 'request', stakeholder: 'bb', at: '2026-03-02', via: 'survey' },
      { kind: 'role', stakeholder: 'cy', role: 'user' },
      { kind: 'stakeholder', id: 'cy', title: 7 },
      { kind: 'role', stakeholder: 'ann@acme.example', role: 'champion' },
    ]
    put('facts.ndjson', `${ndjson(lines)}{"kind": \n`)
    const { exitCode, notes } = await run('record', 'acme.json', 'facts.ndjson')
    expect(exitCode).toBe(4)
    expect(notes.split('\n')).toEqual([
      expect.stringMatching(/^line 1: comment: at "2026-02-30" is not a date\./),
      'line 2: comment: stakeholder names no one in the village. "village people" lists who is there. · via 7 is not a text',
      expect.stringMatching(/^line 3: kind is no kind of fact\. Did you mean "comment"\?/),
      'line 4: tie: give its own kind as "kind", and that it is one as "fact": "tie"',
      'line 5: upheaval: kind "mergre" is not one of the choices. Did you mean "merger"? · unit: there is no unit "ti". Add it first.',
      expect.stringMatching(/^line 6: interaction: kind what is given is not one of .* · participants names no one in the village\./),
      expect.stringMatching(/^line 7: decision: give its own kind/),
      'line 8: request: stakeholder names no one in the village. "village people" lists who is there.',
      'line 9: role: stakeholder names a person whose own line does not fit.',
      'line 10: stakeholder: title 7 is not a text',
      'line 12: it is no JSON',
      '1 role recorded, 11 rows refused',
    ])
    expect(notes).not.toMatch(/secret|Nobody|acme\.example/)
    expect(stored().roles.map(({ stakeholder, role }) => [stakeholder, role])).toContainEqual(['ann', 'champion'])
  })

  it('of one id are at odds with the first of them, and with what is known', async () => {
    const said = (id: string, words: string) => ({ kind: 'comment', id, stakeholder: 'ann', at: '2026-03-02', text: words })
    put('first.ndjson', ndjson([said('c1', 'known')]))
    put('facts.ndjson', ndjson([said('c1', 'other'), said('c2', 'one'), said('c2', 'two'), said('c2', 'one'), said('__proto__', 'three')]))
    await run('record', 'acme.json', 'first.ndjson')
    const { exitCode, notes } = await run('record', 'acme.json', 'facts.ndjson')
    expect(exitCode).toBe(4)
    expect(notes).toMatch(/^line 1: comment: "c1" is known with other content\..*--revise\.\nline 3: comment: "c2" is known/)
    expect(notes).toContain('2 comments recorded, 1 known already, 2 rows refused')
    expect(
      stored()
        .comments.map(comment => comment.text)
        .sort(),
    ).toEqual(['known', 'one', 'three'])
  })

  it('leave the others as they are without them, whatever is wrong', async () => {
    const whole = richVillage()
    const facts = ARRAYS.flatMap(array => whole[array].map((fact): object => ({ fact: FACT_KINDS[array].noun, ...fact })))
    const wrong: readonly unknown[] = [
      7,
      -0.5,
      '',
      'zz',
      '2026-02-30',
      [],
      ['zz', 1],
      {},
      [{}],
      true,
      { at: 'zz' },
      'p00',
      'u-cast',
      '__proto__',
    ]
    const spoilt = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...wrong)), { minLength: 1, maxLength: 8 })
    for (const faults of casesAmong(spoilt, 60)) {
      const lines = [...facts]
      for (const [at, field, value] of faults) {
        const names = Object.keys(lines[at % lines.length] ?? {})
        lines[at % lines.length] = { ...lines[at % lines.length], [names[field % names.length] ?? '']: value }
      }
      put('bare.json', bare(whole))
      put('facts.ndjson', ndjson(lines))
      const all = await run('record', 'bare.json', 'facts.ndjson', '-o', '-')
      const refused = new Set([...all.notes.matchAll(/^line (\d+): /gm)].map(([, number]) => Number(number)))
      expect([all.exitCode, all.notes]).toEqual([refused.size > 0 ? 4 : 0, expect.stringContaining(`, ${refused.size} row`)])
      put('facts.ndjson', ndjson(lines.filter((_, i) => !refused.has(i + 1))))
      expect(await run('record', 'bare.json', 'facts.ndjson', '-o', '-')).toMatchObject({ exitCode: 0, out: all.out })
    }
  })

  it('in a JSON list are told by their place in it, and a village is no fact', async () => {
    put('facts.json', JSON.stringify([{ kind: 'role', stakeholder: 'ann', role: 'coach' }, { kind: 'role' }]))
    expect((await run('record', 'acme.json', 'facts.json')).notes).toMatch(/^item 2: role: stakeholder is missing/)
    expect((await run('record', 'acme.json', 'both.ndjson')).notes).toMatch(/^line 1: is a village, not a fact\nline 2: /)
  })

  it.each([
    ['a column that there is not', 'comment', 'stakeholder,at,txt,Ann Example', /column 3 is none of a comment\. Did you mean "text"\?/],
    ['a part that there is not', 'decision', 'id,name,kind,value.amounts', /column 4 is none of a decision\. Did you mean "value\.amount"/],
    ['a column twice', 'comment', 'stakeholder,at,text,at', /column 4 holds what another column holds too/],
    ['a whole beside its part', 'expectation', 'status,statement,status.1.at', /column 3 holds what another/],
    ['a part beside its whole', 'expectation', 'status.at,statement,status', /column 3 holds what another/],
    ['a part by two names', 'expectation', 'status.at,statement,status.1.at', /column 3 holds what another/],
    ['other facts than readings', undefined, 'stakeholder,at,text', /column 3 is none of a reading\..*\n.*need --kind/],
  ])('of a table with %s are refused as a whole', async (_, kind, header, message) => {
    put('facts.csv', `${header}\nann,2026-03-02,x,y\n`)
    const before = text('acme.json')
    const { exitCode, notes } = await run('record', 'acme.json', 'facts.csv', ...(kind === undefined ? [] : ['--kind', kind]))
    expect(exitCode).toBe(1)
    expect(notes).toMatch(message)
    expect(notes).not.toContain('Ann')
    expect(text('acme.json')).toBe(before)
  })
})

describe('cells', () => {
  const ties = (...rows: readonly string[]) => put('ties.csv', ['id;from;to;kind;weight;since', ...rows, ''].join('\n'))
  const record = (...options: readonly string[]) => run('record', 'acme.json', 'ties.csv', '--kind', 'tie', ...options)

  it('are read by the rule that their column settles', async () => {
    ties('t1;ann;bo;influence;1,5;13.04.2026', 't2;bo;ann;influence;90.000;03.04.2026')
    expect((await record()).exitCode).toBe(0)
    expect(stored().ties.map(({ id, weight, since }) => [id, weight, since])).toEqual([
      ['t1', 1.5, '2026-04-13T00:00:00.000Z'],
      ['t2', 90000, '2026-04-03T00:00:00.000Z'],
    ])
  })

  it.each([
    ['90.000;', '"weight" can be read in two ways; say with the option decimal which.', ['--decimal', 'comma']],
    ['2;03/04/2026', '"since" can be read in two ways; say with the option dayOrder what comes first.', ['--day-order', 'dmy']],
    ['2;2026-04-03 10:00', '"since" has a time without a zone; name the zone with the option timeZone.', ['--time-zone', 'Europe/Berlin']],
  ])('that can be read in two ways are told until a rule is given: %s', async (cells, message, rule) => {
    ties(`t1;ann;bo;influence;${cells}`)
    const { exitCode, notes } = await record()
    expect([exitCode, notes]).toEqual([4, expect.stringContaining(`line 2: ${message}`)])
    expect((await record(...rule)).exitCode).toBe(0)
  })

  it('that are none of what their column holds are told, and words for nothing are nothing', async () => {
    ties('t1;ann;bo;influence;many;', 't2;ann;bo;influence;#N/A;-')
    const { exitCode, notes } = await record()
    expect([exitCode, notes]).toEqual([4, expect.stringContaining('line 2: "weight" is no number, so it was left out.')])
    expect(stored().ties.map(({ id, weight }) => [id, weight])).toEqual([['t2', undefined]])
  })
})

describe('what is known already', () => {
  const said = (words: string) => ndjson([{ kind: 'comment', id: 'c1', stakeholder: 'ann', at: '2026-03-02', text: words }])

  it('is revised where that is asked for, as of the day given', async () => {
    put('one.ndjson', said('one'))
    put('two.ndjson', said('two'))
    await run('record', 'acme.json', 'one.ndjson')
    expect((await run('record', 'acme.json', 'two.ndjson', '--recorded-at', '2026-04-01')).exitCode).toBe(4)
    const revised = await run('record', 'acme.json', 'two.ndjson', '--revise', '--recorded-at', '2026-04-01')
    expect(revised).toMatchObject({ exitCode: 0, notes: 'nothing recorded, 1 revised, 0 rows refused' })
    expect(stored().comments.map(({ text: words, recordedAt, retractedAt }) => [words, recordedAt ?? retractedAt])).toEqual([
      ['two', '2026-04-01T00:00:00.000Z'],
      ['one', '2026-04-01T00:00:00.000Z'],
    ])
    expect((await run('record', 'acme.json', 'one.ndjson', '--revise', '--recorded-at', '2026-03-15')).notes).toMatch(
      /was learned on 2026-04-01/,
    )
  })

  it('stays taken back, unless --revise says otherwise', async () => {
    put('one.ndjson', said('one'))
    await run('record', 'acme.json', 'one.ndjson')
    await run('retract', 'acme.json', 'c1', '--recorded-at', '2026-03-10')
    const before = text('acme.json')
    for (const more of [[], ['--recorded-at', '2026-04-01']]) {
      const { exitCode, notes } = await run('record', 'acme.json', 'one.ndjson', ...more)
      expect([exitCode, notes]).toEqual([0, expect.stringContaining('1 taken back before, which --revise would undo')])
      expect(text('acme.json')).toBe(before)
    }
    expect((await run('record', 'acme.json', 'one.ndjson', '--revise')).notes).toContain('1 comment recorded')
    expect(stored().comments.some(({ retractedAt }) => retractedAt === undefined)).toBe(true)
  })
})

describe('a file of several villages', () => {
  it('takes each line for the account that it names by id or name, and leaves the others as they were', async () => {
    put(
      'facts.csv',
      'account,stakeholder,at,text\nbeta,cy,2026-03-02,one\n beta  MILLS,cy,2026-03-03,two\nBeta Mill,cy,2026-03-04,no\n,cy,2026-03-04,no\nacme,cy,2026-03-04,no\n',
    )
    const [before] = text('both.ndjson').split('\n')
    const { exitCode, notes } = await run('record', 'both.ndjson', 'facts.csv', '--kind', 'comment')
    expect(exitCode).toBe(4)
    expect(notes.split('\n')).toEqual([
      'line 4: comment: account is none of the 2 in the file. Did you mean "beta"?',
      'line 5: comment: account is missing; there are 2 in the file. Say which, or give --account.',
      expect.stringMatching(/^line 6: comment: stakeholder names no one/),
      '2 comments recorded, 3 rows refused',
    ])
    expect(text('both.ndjson').split('\n')[0]).toBe(before)
    expect(stored('both.ndjson', 1).comments.map(comment => comment.text)).toEqual(['one', 'two'])
  })

  it('takes lines that name no account for the one that is asked for', async () => {
    const one = ['record', 'both.ndjson', '--request', 'survey', '--stakeholder', 'cy', '--at', '2026-03-02']
    expect(await run(...one)).toMatchObject({ exitCode: 2, notes: expect.stringContaining('account is missing') })
    expect(await run(...one, '--account', 'nobody')).toMatchObject({
      exitCode: 2,
      notes: expect.stringContaining('--account is none of the 2'),
    })
    expect((await run(...one, '--account', 'Beta Mills')).exitCode).toBe(0)
    expect(stored('both.ndjson', 1).requests).toHaveLength(1)
  })

  it('is left alone where an account is in it twice, or something else', async () => {
    put('twice.ndjson', text('both.ndjson') + text('both.ndjson'))
    put('other.ndjson', `${text('both.ndjson')}{"a": 1}\n`)
    for (const name of ['twice.ndjson', 'other.ndjson']) {
      const before = text(name)
      const { exitCode, notes } = await run('record', name, '--upheaval', 'merger', '--account', 'beta')
      expect([exitCode, notes]).toEqual([
        1,
        expect.stringMatching(/is not replaced, because it holds (account "acme" twice|something else)/),
      ])
      expect(text(name)).toBe(before)
    }
  })
})

/** Facts as a table: lists of texts as JSON, parts in columns of their own, and rules as JSON. */
function csvOf(facts: readonly object[]): string {
  const rows = facts.map(fact => new Map(cellsOf(fact)))
  const columns = [...new Set(rows.flatMap(row => [...row.keys()]))]
  const line = (cells: readonly string[]): string => `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
  return [columns, ...rows.map(row => columns.map(column => row.get(column) ?? ''))].map(line).join('')
}

function cellsOf(part: object, before = ''): (readonly [column: string, cell: string])[] {
  const entries: [string, unknown][] = Object.entries(part)
  return entries.flatMap(([name, value]): (readonly [string, string])[] => {
    const column = `${before}${name}`
    if (name === 'rule' && typeof value === 'object') return [[column, JSON.stringify(value)]]
    if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? cellsOf(value, `${column}.`) : [[column, String(value)]]
    const parts: unknown[] = value
    if (parts.every(each => typeof each === 'string')) return [[column, parts.length > 1 ? parts.join(' ; ') : JSON.stringify(parts)]]
    return parts.flatMap((each, i) => (typeof each === 'object' && each !== null ? cellsOf(each, `${column}.${i + 1}.`) : []))
  })
}
