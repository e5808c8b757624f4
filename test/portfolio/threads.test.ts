import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AccountStanding, portfolio, standingsOf } from 'account-village/portfolio'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChunkRow, chunksOf, inOrder, measureChunk } from '../../src/portfolio/chunk.js'
import { openMeasurer } from '../../src/portfolio/measurer.js'
import { randomFrom, shuffled } from '../../src/support/random.js'
import { BASE_DAY } from '../bench/base/accounts.js'
import { always } from '../support/law.js'
import { ACCOUNTS, builtIn, fileOf, linesOf } from './built.js'

const ask = { asOf: BASE_DAY, view: {}, since: { asOf: '2026-08-01', view: {} } }
/** Every now and then a line fills a chunk, so that few accounts make several. */
const lines = linesOf(ACCOUNTS).map((line, i) => (i < 150 && i % 25 === 24 ? line.padEnd(2 ** 20) : line))
let folder = ''
let file = ''

beforeAll(async () => {
  folder = await builtIn('threads')
  file = fileOf(folder, 'base.ndjson', lines)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const program = (...args: string[]): string[] => [join(folder, 'cli.js'), 'portfolio', file, '--as-of', BASE_DAY, '--json', ...args]
const run = (...args: string[]) => spawnSync(process.execPath, program(...args), { encoding: 'utf8', maxBuffer: 2 ** 30 })

/** The rows of texts of chunks. */
const rowsOf = (texts: readonly string[]): AccountStanding[] =>
  texts.flatMap(text => (JSON.parse(text) as ChunkRow[]).flatMap(row => ('standing' in row ? row.standing : [])))

describe('accounts that several threads measure', () => {
  it('are the same bytes as by one, though a thread dies midway, and chunks come twice and in any order', async () => {
    const small: string[][] = []
    const size = Math.ceil(lines.length / 12)
    for (let i = 0; i < lines.length; i += size) small.push(lines.slice(i, i + size))
    const one = small.map(chunk => measureChunk(chunk, ask))

    // Dies at the third chunk that any thread measures, and at the seventh.
    const dying = join(folder, 'dying.mjs')
    const counter = join(folder, 'count')
    writeFileSync(counter, '')
    writeFileSync(
      dying,
      `import { appendFileSync, statSync } from 'node:fs'
       import { measured as whole } from ${JSON.stringify(pathToFileURL(join(folder, 'portfolioWorker.js')).href)}
       export function measured(task) {
         appendFileSync(${JSON.stringify(counter)}, '.')
         if ([3, 7].includes(statSync(${JSON.stringify(counter)}).size)) process.exit(1)
         return whole(task)
       }`,
    )
    const measurer = await openMeasurer(ask, 2, pathToFileURL(dying))
    const twice = shuffled([...small.entries(), ...small.entries()], randomFrom(3))
    const found = new Map<number, string>()
    for await (const [[place], text] of inOrder(of(twice), ([, chunk]) => measurer.measure(chunk), measurer.most)) {
      expect([undefined, text]).toContain(found.get(place))
      found.set(place, text)
    }
    await measurer.close()
    expect(statSync(counter).size).toBeGreaterThan(2 * small.length)
    expect(small.map((_, place) => found.get(place))).toEqual(one)

    const base = JSON.stringify(portfolio(rowsOf(one), { by: 'owner' }))
    const came = [...found.values()]
    expect(JSON.stringify(portfolio(rowsOf(came), { by: 'owner' }))).toBe(base)
    expect(JSON.stringify(portfolio(rowsOf(came.reverse()), { by: 'owner' }))).toBe(base)
  }, 600_000)

  it('are given in their order, with what is no village at its place', async () => {
    const built: { readonly standingsOf: typeof standingsOf } = await import(pathToFileURL(join(folder, 'portfolio.js')).href)
    const source = [...lines.slice(0, 30), '{"broken', '', ...lines.slice(30, 60)]
    const all = async (standings: ReturnType<typeof standingsOf>) => {
      const found: unknown[] = []
      for await (const each of standings) found.push(each)
      return JSON.stringify(found)
    }
    expect(await all(built.standingsOf(source, { asOf: BASE_DAY, threads: 2 }))).toBe(await all(standingsOf(source, { asOf: BASE_DAY })))
  }, 120_000)

  it('end with an error that says so where every thread dies', async () => {
    const dead = join(folder, 'dead.mjs')
    writeFileSync(dead, 'export function measured() { process.exit(1) }')
    const measurer = await openMeasurer(ask, 2, pathToFileURL(dead))
    await expect(measurer.measure(lines.slice(0, 2))).rejects.toThrow(/^standingsOf: a thread ended 3 times while it measured 2 accounts/)
    await measurer.close()
  })
})

describe('the program', () => {
  it('prints the same with threads, and goes on where it was interrupted', async () => {
    const one = run()
    expect([one.status, one.stderr]).toEqual([0, ''])
    const kept = join(folder, 'kept')
    const child = spawn(process.execPath, program('--threads', '2', '--resume', kept))
    let notes = ''
    child.stderr.on('data', (part: Buffer) => {
      notes += part.toString()
    })
    const ended = once(child, 'close')
    while (!existsSync(kept) || statSync(kept).size === 0) await new Promise(resolve => setTimeout(resolve, 20))
    child.kill('SIGINT')
    expect([await ended, notes]).toEqual([
      [null, 'SIGINT'],
      expect.stringMatching(/^village: stopped after [\d,]+ accounts; the same call goes on there\n$/),
    ])

    // What was not written to its end is measured anew.
    const half = readFileSync(kept)
    writeFileSync(kept, half.subarray(0, half.length - 10))
    const rest = run('--resume', kept)
    expect([rest.status, rest.stderr, rest.stdout === one.stdout, existsSync(kept)]).toEqual([0, '', true, false])
  }, 600_000)

  it('gives the rows of the whole for its parts, cut by split or piped in, to be ranked again as the page says', () => {
    const few = lines.slice(0, 60)
    const whole = spawnSync(process.execPath, [join(folder, 'cli.js'), 'portfolio', '-', '--as-of', BASE_DAY, '--json'], {
      input: few.map(line => `${line}\n`).join(''),
      encoding: 'utf8',
    })
    const [, recipe = ''] = /```bash\n(split [\s\S]*?)```/.exec(readFileSync('docs/guides/many-accounts.md', 'utf8')) ?? []
    const parts = mkdtempSync(join(folder, 'parts-'))
    fileOf(parts, 'accounts.ndjson', few)
    const commands = `village() { ${JSON.stringify(process.execPath)} ${JSON.stringify(join(folder, 'cli.js'))} "$@"; }
      ${recipe.replace('2026-03-02', BASE_DAY)}
      cat rows.part.*
      cat part.aa | village portfolio - --as-of ${BASE_DAY} --json > piped
      cmp piped rows.part.aa`
    const run = spawnSync('bash', ['-e', '-c', commands], { cwd: parts, encoding: 'utf8' })
    expect([whole.status, run.status, run.stderr]).toEqual([0, 0, ''])
    const rows = rankedAgain(run.stdout)
    expect(rows.length).toBeGreaterThanOrEqual(few.length)
    expect(rows).toEqual(
      whole.stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    )
  })

  it('takes nothing for what it kept that it did not keep', () => {
    for (const text of ['{"a":1}', '{"a":1}\n', 'deadbeef\n']) {
      const other = fileOf(folder, 'other', [])
      writeFileSync(other, text)
      const { status, stderr } = run('--resume', other)
      expect([status, stderr, readFileSync(other, 'utf8')]).toEqual([2, expect.stringContaining('holds something else'), text])
    }
    const { status, stderr } = run('--threads', '0')
    expect([status, stderr]).toEqual([2, 'village: --threads "0" is not a whole number from 1 to 256\n'])
  })
})

describe('chunks', () => {
  it('are cut by the length of their lines alone, hold all of them in order, and are worked on so many at a time', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 700_000 }), { maxLength: 30 })
    const cases: number[][] = []
    always(lengths, drawn => void cases.push(drawn))
    for (const drawn of cases.slice(0, 50)) {
      const chunks: (readonly number[])[] = []
      for await (const chunk of chunksOf(drawn, length => length)) chunks.push(chunk)
      expect(chunks.flat()).toEqual(drawn)
      for (const [i, chunk] of chunks.entries()) {
        const sum = chunk.reduce((total, length) => total + length, 0)
        expect([i === chunks.length - 1 || sum >= 2 ** 20, sum - (chunk.at(-1) ?? 0) < 2 ** 20]).toEqual([true, true])
      }
    }
    let [open, most] = [0, 0]
    const given: number[] = []
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++open)
      await new Promise(resolve => setTimeout(resolve, (item * 7) % 5))
      open--
      return item * 2
    }
    for await (const [item, result] of inOrder(of([1, 2, 3, 4, 5, 6, 7, 8]), work, 3)) given.push(item, result)
    expect([given, most]).toEqual([[1, 2, 2, 4, 3, 6, 4, 8, 5, 10, 6, 12, 7, 14, 8, 16], 3])
  })
})

interface PrintedRow {
  readonly account: string
  readonly currency?: string
  readonly money?: AccountStanding['money']
}

/** The rows of parts as those of the whole: ranked by what is judged, then by what is not, and those in no ranking last. */
function rankedAgain(text: string): object[] {
  const rows: PrintedRow[] = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const key = ({ account, currency = '\uffff', money: [of] = [] }: PrintedRow) =>
    [currency, -(of?.revenueAtRisk ?? -1), -(of?.notJudged ?? 0), account] as const
  const places = new Map<string | undefined, number>()
  return [...rows]
    .sort((a, b) => compareKeys(key(a), key(b)))
    .map(row => {
      if (row.currency === undefined) return row
      const rank = (places.get(row.currency) ?? 0) + 1
      places.set(row.currency, rank)
      return { ...row, rank }
    })
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const i = a.findIndex((each, place) => each !== b[place])
  return i < 0 ? 0 : (a[i] ?? 0) < (b[i] ?? 0) ? -1 : 1
}

async function* of<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items
}
