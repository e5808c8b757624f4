import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createVillage, parseVillage } from 'account-village'
import { build } from 'tsup'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lawShare } from '../support/lawRun.js'

/** The program as it is published, and a loop that runs one command after the other in its process. */
const cache = join(process.cwd(), 'test/.cache')
const built = join(cache, 'writers')
const tools = join(process.cwd(), 'test/tools')
let folder = ''

/** How many readings each process records, and how many are killed: more where all cases of laws are tried. */
const [READINGS, KILLS] = lawShare() === 1 ? [50, 20] : [20, 8]

beforeAll(async () => {
  mkdirSync(built, { recursive: true })
  await build({
    config: false,
    entry: ['src/cli/village.ts', 'src/cli/io.ts', 'src/cli/main.ts'],
    outDir: built,
    format: 'esm',
    target: 'node20',
    silent: true,
    splitting: false,
  })
}, 60_000)
beforeEach(() => {
  folder = mkdtempSync(join(built, 'files-'))
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

async function ended(args: readonly string[]): Promise<{ readonly status: unknown; readonly out: string }> {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  const [status]: unknown[] = await once(child, 'close')
  return { status, out }
}

function stored(name: string): string[] {
  const text = readFileSync(join(folder, name), 'utf8').trim()
  return text.startsWith('{\n') ? [text] : text.split('\n')
}

describe('several processes that write one file', () => {
  it('keep every reading: six end with six times as many as each records', async () => {
    writeFileSync(join(folder, 'v.json'), JSON.stringify(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })))
    const runs = await Promise.all(
      Array.from({ length: 6 }, (_, i) => ended([join(tools, 'recordMany.mjs'), built, 'v.json', `p${i}`, `${READINGS}`])),
    )
    const acknowledged = runs.flatMap(({ out }) => out.trim().split('\n'))
    const [village] = stored('v.json').map(text => parseVillage(JSON.parse(text)))
    expect(acknowledged).toHaveLength(6 * READINGS)
    expect(village?.observations.map(({ note }) => note).sort()).toEqual(acknowledged.sort())
    expect(readdirSync(folder)).toEqual(['v.json'])
  })

  it('keep every account that they import', async () => {
    const accounts = Array.from({ length: 6 }, (_, i) => `account ${i}`)
    const runs = accounts.map((name, i) => {
      const row = { Id: `0015g000000000${i}`, Name: name, CreatedDate: '2026-03-02T08:00:00Z' }
      writeFileSync(join(folder, `Account${i}.json`), JSON.stringify([row]))
      return ended([join(built, 'main.js'), 'import', 'salesforce', `Account${i}.json`, '-o', 'all.json'])
    })
    expect((await Promise.all(runs)).map(({ status }) => status)).toEqual(accounts.map(() => 0))
    expect(stored('all.json').map(text => parseVillage(JSON.parse(text)).account.name)).toEqual(expect.arrayContaining(accounts))
  })

  it('lose nothing that they acknowledged, and leave nothing behind, when they are killed at any moment', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(tools, 'killWriters.mjs'), `${KILLS}`, built], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(RegExp(`^${KILLS} kills, .* [1-9]\\d* readings acknowledged, 0 lost; 0 files left\n$`)),
    ])
  })
})
