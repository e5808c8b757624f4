import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createVillage, eraseStakeholder, parseVillage } from 'account-village'
import { type AccountStanding, portfolio, standingOf } from 'account-village/portfolio'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { BASE_DAY } from '../bench/base/accounts.js'
import { linesOf } from '../portfolio/built.js'
import { always } from '../support/law.js'
import { richVillage } from '../support/richVillage.js'
import { inputOf, scenes, viewOf } from '../support/villages.js'
import { type Isolate, type Outcome, openIsolate, udfScript } from './isolate.js'

let script = ''
let isolate: Isolate
beforeAll(async () => {
  script = await udfScript()
  isolate = loaded()
}, 60_000)

function loaded(names?: Set<string>): Isolate {
  const opened = openIsolate(names)
  opened.run(`${script}\nglobalThis.standing = standing`)
  return opened
}

function rowIn(where: Isolate, json: unknown, asOf: unknown): Outcome {
  return where.run('return standing(json, asOf)', { json, asOf })
}

function rowOf(json: string, asOf: string): string {
  return JSON.stringify(standingOf(parseVillage(JSON.parse(json)), { asOf }))
}

/** The rows of the isolate. */
function rowsOf(lines: readonly string[]): AccountStanding[] {
  return lines.map(line => {
    const outcome = rowIn(isolate, line, BASE_DAY)
    return JSON.parse('value' in outcome ? String(outcome.value) : outcome.thrown)
  })
}

describe('the script for functions of SQL', () => {
  it('gives the bytes of the library for every village', () => {
    always(
      scenes,
      scene => {
        const json = JSON.stringify(createVillage(inputOf(scene)))
        const asOf = String(viewOf(scene).asOf)
        expect(rowIn(isolate, json, asOf)).toEqual({ value: rowOf(json, asOf) })
      },
      150,
    )
    for (const json of linesOf(12)) expect(rowIn(isolate, json, BASE_DAY)).toEqual({ value: rowOf(json, BASE_DAY) })
    const rich = JSON.stringify(eraseStakeholder(richVillage(), 'p01').village)
    expect(rowIn(isolate, rich, '2026-03-02')).toEqual({ value: rowOf(rich, '2026-03-02') })
  })

  it('gives what the library throws for a village that is none, as a row', () => {
    const village = JSON.stringify(richVillage())
    const faults = fc.constantFrom('id', 'sentiment', 'at', 'stakeholder', 'kind', 'schemaVersion', 'weight', 'via')
    const wrong = fc.constantFrom('7', '"nobody"', 'null', '{}', '[1]')
    const codes = new Set<unknown>()
    always(
      fc.tuple(faults, wrong, fc.nat(20)),
      ([field, value, place]) => {
        let seen = 0
        const json = village.replace(new RegExp(`"${field}":("[^"]*"|[-\\d.]+)`, 'g'), whole =>
          seen++ === place ? `"${field}":${value}` : whole,
        )
        const { error, code } = thrownBy(() => rowOf(json, '2026-03-02'))
        codes.add(code)
        if (error !== undefined) expect(rowIn(isolate, json, '2026-03-02')).toEqual({ value: JSON.stringify({ error, code }) })
      },
      100,
    )
    expect(codes).toContain('invalidVillage')
    const broken = rowIn(isolate, '{"name":"Ann Ames', '2026-03-02')
    expect(broken).toEqual({ value: '{"error":"standing: the text is no JSON","code":"invalidVillage"}' })
  })

  it('gives no row for no village, and refuses a date that is none, whatever the village', () => {
    expect([rowIn(isolate, null, BASE_DAY), rowIn(isolate, undefined, BASE_DAY)]).toEqual([{ value: null }, { value: null }])
    for (const json of [null, '{}', JSON.stringify(richVillage())]) {
      expect(rowIn(isolate, json, '2026-02-30')).toEqual({ thrown: expect.stringMatching(/^InvalidDateError: standing: asOf: /) })
      for (const asOf of [new Date(0), 20_000, null, undefined])
        expect(rowIn(isolate, json, asOf)).toEqual({ thrown: expect.stringMatching(/^InvalidArgumentError: standing: asOf: is no text/) })
    }
  })

  it('makes no code of text, and asks for nothing but the language, none of it younger than findLast', () => {
    const names = new Set<string>()
    const empty = loaded(names)
    empty.run(`
      for (const name of ['toReversed', 'toSorted', 'toSpliced', 'with']) delete Array.prototype[name]
      delete Object.groupBy; delete Map.groupBy; delete Array.fromAsync
      delete String.prototype.isWellFormed; delete String.prototype.toWellFormed
      for (const name of ['console', 'Intl', 'WebAssembly', 'SharedArrayBuffer', 'Atomics']) delete globalThis[name]`)
    expect(empty.run('return Function("return 1")()')).toEqual({
      thrown: expect.stringContaining('Code generation from strings disallowed'),
    })
    const json = JSON.stringify(eraseStakeholder(richVillage(), 'p01').village)
    expect(rowIn(empty, json, '2026-03-02')).toEqual({ value: rowOf(json, '2026-03-02') })
    expect(names).toContain('JSON')
    const outside =
      /\b(?:process|require|Buffer|window|document|fetch|structuredClone|Text(?:En|De)coder|set(?:Timeout|Interval)|queueMicrotask|crypto|performance)\b/
    expect([...names].filter(name => outside.test(name))).toEqual([])
    // Strings and names of methods aside, the paths that no village took ask for nothing either.
    const bare = script.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\.\w+|\bprocess\(\w+,\w+\)\{/g, '')
    expect(bare).not.toMatch(outside)
    expect(bare).not.toMatch(/\beval\(|\bFunction\(|graphology/)
  })

  it.each(['bigquery', 'snowflake'])('is as small as the page for %s says', page => {
    const [, most = '', mostCompressed = ''] = /at most (\d+) KB, (\d+) KB compressed/.exec(pageOf(page)) ?? []
    expect(Buffer.byteLength(script)).toBeLessThan(Number(most) * 1000)
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(Number(mostCompressed) * 1000)
  })
})

describe('the pages', () => {
  it('have the function for BigQuery, which works, and an order of rows, which is that of a portfolio', () => {
    const [, body = ''] = /AS r"""\n([\s\S]*?)"""/.exec(pageOf('bigquery')) ?? []
    const [line = ''] = linesOf(1)
    expect(isolate.run(body, { village: line, as_of: BASE_DAY })).toEqual({ value: rowOf(line, BASE_DAY) })

    const rows = rowsOf(linesOf(60))
    const flat = rows.flatMap(({ account, money }) => money.map(each => ({ account, ...each })))
    const last = Number.NEGATIVE_INFINITY
    const ordered = flat.sort(
      (a, b) =>
        compare(a.currency, b.currency) ||
        descending(a.revenueAtRisk ?? last, b.revenueAtRisk ?? last) ||
        descending(a.notJudged ?? last, b.notJudged ?? last) ||
        compare(a.account, b.account),
    )
    const ranked = portfolio(rows, { most: 100 }).rankings.flatMap(({ currency, accounts }) =>
      accounts.map(({ standing }) => [currency, standing.account]),
    )
    expect(ranked.length).toBeGreaterThan(30)
    expect(ordered.map(({ currency, account }) => [currency, account])).toEqual(ranked)
  })

  it('make the statement for Snowflake, whose function loads the script once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'statement-'))
    try {
      mkdirSync(join(folder, 'package/dist/udf'), { recursive: true })
      writeFileSync(join(folder, 'package/dist/udf/village.js'), script)
      const [, commands = ''] = /```bash\n([\s\S]*?)```/.exec(pageOf('snowflake')) ?? []
      execFileSync('bash', ['-e', '-c', commands.replace(/^(?:npm|tar|snow) .*$/gm, '')], { cwd: folder })
      const statement = readFileSync(join(folder, 'account_standing.sql'), 'utf8')
      const [before, body = '', after, ...more] = statement.split('$$')
      expect([before, after, more]).toEqual([expect.stringMatching(/IMMUTABLE\nAS $/), ';\n', []])

      const warehouse = openIsolate()
      const [line = '', other = ''] = linesOf(2)
      const call = (json: string | undefined): Outcome => warehouse.run(body, { VILLAGE: json, AS_OF: BASE_DAY })
      expect(call(line)).toEqual({ value: rowOf(line, BASE_DAY) })
      warehouse.run('globalThis.first = account_standing_of')
      expect([call(other), call(undefined)]).toEqual([{ value: rowOf(other, BASE_DAY) }, { value: null }])
      expect(warehouse.run('return first === account_standing_of')).toEqual({ value: true })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function pageOf(name: string): string {
  return readFileSync(`docs/guides/${name}.md`, 'utf8')
}

function thrownBy(work: () => unknown): { readonly error?: string; readonly code?: string } {
  try {
    work()
    return {}
  } catch (error) {
    const { message, code } = error as { readonly message: string; readonly code: string }
    return { error: message, code }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function descending(a: number, b: number): number {
  return a === b ? 0 : b - a
}
