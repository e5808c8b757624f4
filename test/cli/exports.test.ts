import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { toCsv, toCytoscape, toGexf, toGraphml, toNodeLink } from 'account-village/formats'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { harbour } from '../support/harbour.js'
import { recordingIo } from '../support/io.js'

const view = ['--as-of', '2026-03-02', '--decision', 'renewal'] as const
const known = createVillage(harbour)
const s = snapshot(known, '2026-03-02', { decision: 'renewal' })

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-exports-'))
  put('v.json', JSON.stringify(known))
  const lines = [harbour, { account: 'Two', stakeholders: [{ id: 'ann' }] }, { account: 'Three' }] satisfies VillageInput[]
  put('v.ndjson', lines.map(input => `${JSON.stringify(createVillage(input))}\n`).join(''))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

const written = (name: string): string => readFileSync(join(folder, name), 'utf8')

async function run(...args: readonly string[]) {
  const io = recordingIo(folder)
  const exitCode = await village(['report', ...args], io)
  return { exitCode, out: io.printed.join(''), notes: io.notes }
}

describe('village report for other programs', () => {
  it('writes every format that is asked for, names the files and prints nothing else', async () => {
    const files = ['--gexf', 'a.gexf', '--graphml', 'a.graphml', '--yed', 'y.graphml', '--cytoscape', 'c.json', '--node-link', 'n.json']
    const { exitCode, out, notes } = await run('v.json', ...view, ...files)
    expect([exitCode, out]).toEqual([0, ''])
    expect(notes).toEqual(['a.gexf', 'a.graphml', 'y.graphml', 'c.json', 'n.json'].map(name => `${name} written`))
    expect(written('a.gexf')).toBe(toGexf(known, { to: '2026-03-02', decision: 'renewal' }))
    expect(written('a.graphml')).toBe(toGraphml(s))
    expect(written('y.graphml')).toBe(toGraphml(s, { yed: true }))
    expect(JSON.parse(written('c.json'))).toEqual(toCytoscape(s))
    expect(JSON.parse(written('n.json'))).toEqual(toNodeLink(s))
  })

  it('writes four tables for Excel, beside a name or into a folder', async () => {
    mkdirSync(join(folder, 'out'))
    const tables = Object.entries(toCsv(s, { byteOrderMark: true }))
    for (const [name, beginning] of [
      ['acme', 'acme-'],
      ['acme.csv', 'acme-'],
      ['out/', 'out/'],
    ] as const) {
      const { exitCode, notes } = await run('v.json', ...view, '--csv', name)
      expect([exitCode, notes]).toEqual([0, tables.map(([table]) => `${beginning}${table}.csv written`)])
      for (const [table, text] of tables) expect(written(`${beginning}${table}.csv`)).toBe(text)
    }
  })

  it('prints one format where its file is -', async () => {
    for (const option of ['--gexf', '--graphml', '--yed', '--cytoscape', '--node-link']) {
      const { exitCode, out, notes } = await run('v.json', ...view, option, '-')
      expect([exitCode, notes]).toEqual([0, []])
      expect(out).toMatch(/^(<\?xml|\{\n).*\n$/s)
    }
    expect(readdirSync(folder).sort()).toEqual(['v.json', 'v.ndjson'])
  })

  it('prints the report as JSON beside, where that is asked for too', async () => {
    const { exitCode, out } = await run('v.json', ...view, '--json', '--graphml', 'a.graphml')
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(accountReport(s))))
    expect(existsSync(join(folder, 'a.graphml'))).toBe(true)
  })

  it.each([
    ['two formats on standard output', ['v.json', '--gexf', '-', '--graphml', '-']],
    ['a format and the report on standard output', ['v.json', '--json', '--gexf', '-']],
    ['four tables on standard output', ['v.json', '--csv', '-']],
    ['a format without a file', ['v.json', '--gexf']],
    ['several villages in one file', ['v.ndjson', '--gexf', 'a.gexf']],
    ['an account that is not there', ['v.ndjson', '--account', 'Four', '--gexf', 'a.gexf']],
    ['a decision that is not there', ['v.json', '--decision', 'none', '--graphml', 'a.graphml']],
  ])('refuses %s in one line, and writes nothing', async (_, args) => {
    const { exitCode, out, notes } = await run(...args)
    expect([exitCode, out, notes.length]).toEqual([2, '', 1])
    expect(notes[0]).toMatch(/^village: \S/)
    expect(readdirSync(folder).sort()).toEqual(['v.json', 'v.ndjson'])
  })

  it('takes one of several villages by its account', async () => {
    const { exitCode, notes } = await run('v.ndjson', '--as-of', '2026-03-02', '--account', 'Two', '--node-link', 'n.json')
    expect([exitCode, notes]).toEqual([0, ['n.json written']])
    expect(JSON.parse(written('n.json')).graph.account).toBe('Two')
    expect((await run('v.ndjson', '--account', 'Two')).out).toMatch(/^Two · as of 2026-11-20 in UTC\n/)
    expect((await run('v.ndjson', '--gexf', 'a.gexf')).notes[0]).toContain(
      'there are 3 villages; choose one with --account, such as "acc-1"',
    )
  })

  it('tells what was no village, and writes the one that is', async () => {
    put('part.ndjson', `${JSON.stringify(known)}\n{"hello": 1}\n`)
    const { exitCode, notes } = await run('part.ndjson', ...view, '--graphml', 'a.graphml')
    expect([exitCode, notes.length]).toEqual([4, 2])
    put('none.ndjson', '{"hello": 1}\n{"hello": 2}\n')
    expect((await run('none.ndjson', ...view, '--graphml', 'b.graphml')).exitCode).toBe(1)
    expect(existsSync(join(folder, 'b.graphml'))).toBe(false)
  })
})
