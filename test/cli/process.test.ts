import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { createVillage } from 'account-village'
import { readDraft } from 'account-village/agents'
import { fileStore } from 'account-village/store'
import { build } from 'tsup'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** The program as a process of its own, built as it is published. */
const folder = join(process.cwd(), 'test/.cache/cli')
const program = join(folder, 'main.js')

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await build({
    config: false,
    entry: ['src/cli/main.ts'],
    outDir: folder,
    format: 'esm',
    target: 'node20',
    silent: true,
    splitting: false,
  })
  const villages = Array.from({ length: 400 }, (_, i) =>
    JSON.stringify(createVillage({ account: `Account ${i}`, stakeholders: [{ id: 'ann' }] })),
  )
  writeFileSync(join(folder, 'many.ndjson'), villages.join('\n'))
  writeFileSync(join(folder, 'first.ndjson'), villages[0] ?? '')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the program as a process', () => {
  it('gives its exit code and keeps results and notes apart', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'validate', 'many.ndjson'], { cwd: folder, encoding: 'utf8' })
    expect([status, stdout.split('\n').length, stderr]).toEqual([0, 401, ''])
    expect(spawnSync(process.execPath, [program, 'report', '--bad'], { encoding: 'utf8' })).toMatchObject({ status: 2, stdout: '' })
  })

  it('leaves nothing behind when it is stopped while it keeps its input on the disk', async () => {
    const temporary = join(folder, 'temporary')
    mkdirSync(temporary)
    const running = spawn(process.execPath, [program, 'import', 'salesforce', '-'], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
    })
    const ended = once(running, 'exit')
    // More than a pipe holds, so that most of it is read once it is written, and the end never comes.
    const rows = Array.from({ length: 40_000 }, (_, i) => `{"Id":"0015g0000${String(i).padStart(6, '0')}","Name":"Account ${i}"}\n`)
    await new Promise(resolve => running.stdin.write(rows.join(''), resolve))
    running.kill('SIGINT')
    expect(await ended).toEqual([null, 'SIGINT'])
    expect(readdirSync(temporary)).toEqual([])
  })

  it('reads standard input', () => {
    const input = JSON.stringify(createVillage({ account: 'Acme' }))
    expect(spawnSync(process.execPath, [program, 'validate', '-'], { input, encoding: 'utf8' }).stdout).toBe(
      'Acme: valid, 0 people, 0 readings\n',
    )
  })

  it.each([['report', '--json'], ['report'], ['risks'], ['explain', '--from', '2026-01-01'], ['moves', '--plan']])(
    'prints the first account while its input is still open: %s',
    async (...args) => {
      const child = spawn(process.execPath, [program, ...args.slice(0, 1), '-', ...args.slice(1)], { cwd: folder })
      const [first] = readFileSync(join(folder, 'many.ndjson'), 'utf8').split('\n')
      let out = ''
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
      })
      child.stdin.write(`${first}\n`)
      while (!out.includes('Account 0')) await once(child.stdout, 'data')
      // A broken line is told, and the others go on.
      child.stdin.end(`{"account":\n${first?.replaceAll('Account 0', 'Account 1')}\n`)
      const [status] = await once(child, 'close')
      expect([status, out.indexOf('Account 1') > out.indexOf('Account 0')]).toEqual([4, true])
    },
  )

  it('ends well and in silence when its output is closed before the end', async () => {
    const child = spawn(process.execPath, [program, 'report', 'many.ndjson'], { cwd: folder })
    let notes = ''
    child.stderr.on('data', (chunk: Buffer) => {
      notes += chunk.toString()
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const status = await new Promise(resolve => child.on('close', resolve))
    expect([status, notes]).toEqual([0, ''])
  })

  it('does its work also when nobody reads its notes', async () => {
    writeFileSync(join(folder, 'one.json'), JSON.stringify(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })))
    const reading = ['--stakeholder', 'ann', '--sentiment', '0.5', '--via', 'meeting']
    const child = spawn(process.execPath, [program, 'record', 'one.json', ...reading], { cwd: folder })
    child.stderr.destroy()
    expect(await new Promise(resolve => child.on('close', resolve))).toBe(0)
    expect(JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8'))).toMatchObject({ observations: [{ stakeholder: 'ann' }] })
  })

  it('takes the day of the time zone that it runs in for today', () => {
    const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, TZ: 'Pacific/Kiritimati' } } as const
    const [first] = spawnSync(process.execPath, [program, 'report', 'first.ndjson'], options).stdout.split('\n')
    expect(first).toMatch(/^Account 0 · as of \d{4}-\d\d-\d\d in Pacific\/Kiritimati$/)
  })

  it('colours nothing when its output is no terminal, and nothing under NO_COLOR', () => {
    const { stdout } = spawnSync(process.execPath, [program, 'report', 'first.ndjson'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    })
    expect(stdout).not.toContain('\u001b')
  })

  it.each(['legacy', 'auto'] as const)('serves assistants by standard input and output, in the %s protocol', async mode => {
    const store = join(folder, 'store')
    await fileStore(store)
      .append('acme', createVillage({ account: 'acme', stakeholders: [{ id: 'ann' }] }), { revision: 0 })
      .catch(() => 0)
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
    const args = [program, 'mcp', '--store', store, '--write']
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'pipe' }))
    const reading = { account: 'acme', stakeholder: 'ann', at: '2026-03-02', sentiment: 0.5, via: 'survey', note: mode }
    const recorded = await client.callTool({ name: 'village_record_reading', arguments: reading })
    const { structuredContent } = await client.callTool({ name: 'village_get_person', arguments: { account: 'acme', stakeholder: 'ann' } })
    await client.close()
    expect([recorded.structuredContent, structuredContent]).toMatchObject([{ recorded: true }, { stakeholder: 'ann', hasLeft: false }])
    expect((await fileStore(store).load('acme'))?.village.observations.map(({ note }) => note)).toContain(mode)
  })

  it.skipIf(process.platform !== 'linux')('asks in a terminal, and records what was accepted before ctrl-C', async () => {
    const village = createVillage({ account: 'acme', stakeholders: [{ id: 'ann', name: 'Ann' }] })
    const quotes = ['We like it.', 'We want more.']
    const { proposals } = readDraft(
      { items: quotes.map(quote => ({ kind: 'reading', stakeholder: 'ann', sentiment: 0.5, quote })) },
      { text: `Ann: ${quotes.join(' ')}`, village, at: '2026-03-02', source: 'call' },
    )
    writeFileSync(join(folder, 'acme.json'), JSON.stringify(village))
    writeFileSync(join(folder, 'acme.ndjson'), proposals.map(proposal => `${JSON.stringify(proposal)}\n`).join(''))
    const call = `'${process.execPath}' '${program}' review acme.ndjson acme.json`
    const asking = spawn('script', ['-qec', call, '/dev/null'], { cwd: folder })
    const ended = once(asking, 'exit')
    const keys = ['a\r', '\u0003']
    let screen = ''
    for await (const part of asking.stdout) {
      screen += String(part)
      const questions = screen.split('uit: ').length - 1
      if (questions > 2 - keys.length) asking.stdin.write(keys.shift() ?? '')
    }
    expect([await ended, screen]).toEqual([[0, null], expect.stringContaining('1 recorded, 0 put aside')])
    expect(JSON.parse(readFileSync(join(folder, 'acme.json'), 'utf8')).observations).toHaveLength(1)
    const states = readFileSync(join(folder, 'acme.ndjson'), 'utf8').match(/"state":"\w+"/g)
    expect(states).toEqual(['"state":"accepted"', '"state":"open"'])
  })

  it('loads the package of the protocol only where it is asked for', () => {
    const text = readFileSync(program, 'utf8')
    expect(text).not.toMatch(/^import .*@modelcontextprotocol/m)
    expect(text).toMatch(/import\("@modelcontextprotocol\/server"\)/)
  })
})
