import { readFileSync } from 'node:fs'
import { createVillage, parseVillage, snapshot } from 'account-village'
import {
  interviewGuide,
  interviewProgramme,
  listeningCadence,
  listeningCalendar,
  openComments,
  routeComment,
} from 'account-village/listening'
import { describe, expect, it } from 'vitest'
import { runIn } from '../support/world.js'

const DAY = '2026-03-02'
const corvina = readFileSync('docs/examples/listening.json', 'utf8')
const rules = readFileSync('docs/examples/routing.json', 'utf8')
const village = parseVillage(JSON.parse(corvina))
const s = snapshot(village, DAY)
const blank = JSON.stringify(createVillage({ account: 'Blank' }))
const files = { 'corvina.json': corvina, 'rules.json': rules, 'blank.json': blank, 'both.ndjson': `${JSON.stringify(village)}\n${blank}\n` }
const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}, world = {}) =>
  runIn({ ...files, ...more }, [...args, '--as-of', DAY], world)
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const lines = (out: string): unknown[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

describe('village listen', () => {
  it('prints who is to be heard, as text and as NDJSON', async () => {
    const { exitCode, out, notes } = await run(['listen', 'corvina.json'])
    expect([exitCode, notes]).toEqual([0, ''])
    expect(out).toContain('Emil Takahara')
    expect(out).toMatch(/overdue, 2025-10-13/)
    const told = await run(['listen', 'both.ndjson', '--json'])
    expect(lines(told.out)).toEqual(json(listeningCadence(s).turns.map(turn => ({ account: 'corvina', asOf: DAY, ...turn }))))
  })

  it('prints a calendar of one village', async () => {
    expect((await run(['listen', 'corvina.json', '--ics'])).out).toBe(listeningCalendar(s))
    expect(await run(['listen', 'both.ndjson', '--ics'])).toMatchObject({ exitCode: 2, out: '' })
  })

  it('says so where nobody is known', async () => {
    expect((await run(['listen', 'blank.json'])).out).toContain('No one is known.')
  })
})

describe('village comments', () => {
  it('prints what became of them, as text and as NDJSON', async () => {
    const { exitCode, out } = await run(['comments', 'corvina.json'])
    expect(exitCode).toBe(0)
    expect(out).toContain('Never told what came of anything they said: Bela Norrland, Chidi Vasquez-Lund.')
    expect(out).not.toContain('billed to my team')
    const told = await run(['comments', 'both.ndjson', '--json'])
    expect(lines(told.out)).toEqual(json(openComments(s).map(open => ({ account: 'corvina', asOf: DAY, ...open }))))
    expect((await run(['comments', 'blank.json'])).out).toContain('No one said anything.')
  })

  it('passes on what nobody has, and writes the village that knows it', async () => {
    const written: [string, string][] = []
    const { exitCode, out, notes } = await run(['comments', 'corvina.json', '--route', 'rules.json', '-o', 'after.json'], {}, { written })
    expect([exitCode, notes]).toEqual([0, '1 delivery to send, 0 comments that no rule takes'])
    const expected = routeComment(village, 'c2', JSON.parse(rules), DAY)
    expect(lines(out)).toEqual(json(expected.routes))
    expect(written.map(([path]) => path)).toEqual(['after.json'])
    expect(parseVillage(JSON.parse(written[0]?.[1] ?? ''))).toEqual(expected.village)
    const again = await run(['comments', 'after.json', '--route', 'rules.json'], { 'after.json': written[0]?.[1] ?? '' })
    expect([again.out, again.notes]).toEqual(['', '0 deliveries to send, 0 comments that no rule takes'])
  })

  it('writes nothing unless told where', async () => {
    expect((await run(['comments', 'corvina.json', '--route', 'rules.json'])).exitCode).toBe(0)
  })

  it.each([
    ['no list of rules', '[{"groups": "x"}]'],
    ['a rule with something else', '[{"group": "x", "theme": ["y"]}]'],
    ['a rule with words in place of lists', '[{"group": "x", "themes": "y"}]'],
  ])('refuses %s, by the name of the file', async (_, bad) => {
    const { exitCode, out, notes } = await run(['comments', 'corvina.json', '--route', 'bad.json'], { 'bad.json': bad })
    expect([exitCode, out]).toEqual([1, ''])
    expect(notes).toContain('bad.json')
  })

  it('refuses --output without --route, and to standard output', async () => {
    expect(await run(['comments', 'corvina.json', '-o', 'x.json'])).toMatchObject({ exitCode: 2, out: '' })
    expect(await run(['comments', 'corvina.json', '--route', 'rules.json', '-o', '-'])).toMatchObject({ exitCode: 2, out: '' })
  })
})

describe('village interviews', () => {
  it('plans over all accounts, as text and as JSON', async () => {
    const { exitCode, out } = await run(['interviews', 'corvina.json', 'blank.json', '--plan', 'spring'])
    expect(exitCode).toBe(0)
    expect(out).toContain('2 of 10 held; the first round.')
    expect(out).toContain('Amara Quist, Corvina Logistics (long standing)')
    const told = await run(['interviews', 'both.ndjson', '--plan', 'spring', '--json'])
    expect(JSON.parse(told.out)).toEqual(json(interviewProgramme([s, snapshot(createVillage(JSON.parse(blank)), DAY)], { plan: 'spring' })))
  })

  it('says in words why interviews go on or end, what they found out and what is still open', async () => {
    const held = (count: number, first: string) =>
      Array.from({ length: count }, (_, i) => {
        const answers = [{ question: 'q', summary: 's', themes: [i === 0 ? first : 'price'] }]
        return { id: `i${10 + i}`, plan: 'spring', at: `2026-01-${10 + i}`, stakeholder: `p${i}`, answers }
      })
    const printed = async (people: number, count: number, first: string, questions: readonly object[] = []) => {
      const stakeholders = Array.from({ length: people }, (_, i) => ({ id: `p${i}` }))
      const input = JSON.stringify({
        schemaVersion: 1,
        account: { id: 'a', name: 'A' },
        stakeholders,
        interviews: held(count, first),
        questions,
      })
      return (await run(['interviews', 'a.json', '--plan', 'spring'], { 'a.json': input })).out.replace(/\s+/g, ' ')
    }
    const open = { id: 'q1', plan: 'spring', question: 'Who pays?' }
    const found = { id: 'q2', plan: 'spring', question: 'Who signs?', answered: { at: '2026-02-01', statement: 'Finance' } }
    const dropped = { id: 'q3', plan: 'spring', question: 'Why now?', dropped: '2026-02-01' }
    expect(await printed(40, 10, 'price', [found])).toContain(
      '10 of 10 held; enough, because no question is open and the last interviews brought up nothing new.',
    )
    const more = await printed(40, 10, 'canteen', [open, found, dropped])
    expect(more).toContain(
      '10 of 20 held; a further round, because a question is open, and another interview may well bring up something new.',
    )
    expect(more).toContain('1 of 10 brought up something that no other did: 10 %, 90 % between 2 % and 35 %.')
    expect(more).toContain('· Still to find out: Who pays? · Found out: Who signs? → Finance ·')
    expect(more).not.toContain('Why now?')
    expect(await printed(40, 12, 'price')).toContain('12 of 20 held; a further round, which is held to its end.')
    expect(await printed(10, 10, 'price', [open])).toContain('10 of 10 held; nobody is left to ask, although a question is open.')
    expect(await printed(0, 0, 'price')).toContain('0 of 0 held; nobody is left to ask.')
  })

  it('prints what to ask somebody', async () => {
    const { out } = await run(['interviews', 'corvina.json', '--guide', 'emil'])
    expect(out).toContain('What to ask Emil Takahara')
    const told = await run(['interviews', 'corvina.json', '--guide', 'emil', '--json'])
    expect(JSON.parse(told.out)).toEqual(json({ account: 'corvina', asOf: DAY, ...interviewGuide(s, 'emil') }))
    expect(await run(['interviews', 'corvina.json', '--guide', 'eve'])).toMatchObject({ exitCode: 1, out: '' })
    expect(await run(['interviews', 'both.ndjson', '--guide', 'emil'])).toMatchObject({ exitCode: 2, out: '' })
  })

  it('tells of an account that stands in two files', async () => {
    const { exitCode, notes } = await run(['interviews', 'corvina.json', 'both.ndjson'])
    expect(exitCode).toBe(1)
    expect(notes).toContain('"corvina"')
  })
})

describe('village report', () => {
  it('has sections on listening only where there is something to tell', async () => {
    const titles = [
      'Why they want to do business with us',
      'How far what they bought is used',
      'What came up',
      'What interviews told us to do',
      'What became of what they said',
    ]
    const full = (await run(['report', 'corvina.json'])).out.split('\n')
    const none = (await run(['report', 'blank.json'])).out.split('\n')
    for (const title of titles) expect([title, full.includes(title), none.includes(title)]).toEqual([title, true, false])
  })

  it('keeps what people said out of the text, and control characters out of names', async () => {
    const { out } = await run(['report', 'corvina.json'])
    expect(out).not.toContain('billed to my team')
    const nasty = corvina
      .replaceAll('"internal charge"', '"in\\u001b[31mternal\\ncharge"')
      .replaceAll('"call charge"', '"call\\u0007\\ncharge"')
    for (const command of [['report'], ['comments'], ['listen'], ['interviews', '--plan', 'spring']]) {
      const [name = '', ...rest] = command
      const { out: printed } = await run([name, 'nasty.json', ...rest], { 'nasty.json': nasty })
      expect(printed.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    }
  })
})
