import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage } from 'account-village'
import { fileStore, recordIn } from 'account-village/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { type RecordingIo, recordingIo } from '../support/io.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-cli-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: readonly string[]) {
  return runIn(recordingIo(folder), ...args)
}

async function runIn(io: RecordingIo, ...args: readonly string[]) {
  const exitCode = await village(args, io)
  return { exitCode, out: io.printed.join(''), notes: io.notes.join('\n') }
}

/** An account with something to tell, and so many long notes. */
function accountOf(account: string, notes = 1) {
  return createVillage({
    account,
    stakeholders: [{ id: 'ann', name: 'Ann', roles: ['economicBuyer'] }],
    observations: Array.from({ length: notes }, (_, i) => ({
      id: `reading ${i}`,
      stakeholder: 'ann',
      at: '2026-03-02',
      sentiment: -0.5,
      via: 'meeting',
      note: 'long '.repeat(1000),
    })),
    decisions: [{ id: 'deal', name: 'Renewal', kind: 'renewal', value: { amount: 1000, currency: 'EUR' }, expectedAt: '2026-12-31' }],
  })
}

function idIn(account: string | { readonly id: string }): string {
  return typeof account === 'string' ? account : account.id
}

const reading = (note: string) => ['--stakeholder', 'ann', '--at', '2026-03-02', '--sentiment', '0.5', '--via', 'meeting', '--note', note]

describe('the command line with --store', () => {
  it.each(['sqlite:villages.db', 'villages'])(
    'reads and writes the accounts of %s, and keeps what several runs record at once',
    async name => {
      const store = name.startsWith('sqlite:') ? `sqlite:${join(folder, 'villages.db')}` : join(folder, name)
      const files = fileStore(join(folder, 'first'))
      await recordIn(files, 'Acme', createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann', roles: ['user'] }] }))
      await recordIn(files, 'Bode', createVillage({ account: 'Bode', stakeholders: [{ id: 'bo' }] }))
      expect(await run('store', 'copy', join(folder, 'first'), store)).toMatchObject({ exitCode: 0, notes: '2 accounts copied' })
      const notes = ['a', 'b', 'c', 'd']
      const runs = await Promise.all(notes.map(note => run('record', '--store', store, '--account', 'Acme', ...reading(note))))
      expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0])
      const { out } = await run('report', `--store=${store}`, '--account', 'Acme', '--json')
      expect(JSON.parse(out).account.id).toBe('Acme')
      await run('store', 'copy', store, join(folder, 'last'))
      const copied = await fileStore(join(folder, 'last')).load('Acme')
      expect(copied?.village.observations.map(({ note }) => note).sort()).toEqual(notes)
      for (const command of ['risks', 'moves', 'people', 'validate']) expect((await run(command, '--store', store)).exitCode).toBe(0)
    },
  )

  it.each([
    'risks',
    'report --json',
    'report --brief',
    'report --account Cole --mermaid -',
    'explain --from 2026-03-01 --json',
    'moves --hours 40 --json',
    'portfolio --json --since 2026-03-01',
    'portfolio --html -',
  ])('prints for a store what it prints for a file of its villages: %s', async call => {
    const [command = '', ...options] = call.split(' ')
    const villages = ['Acme', 'Bode', 'Cole'].map(each => accountOf(each))
    for (const each of villages) await recordIn(fileStore(join(folder, 'villages')), each.account.id, each)
    writeFileSync(join(folder, 'villages.ndjson'), villages.map(each => `${JSON.stringify(each)}\n`).join(''))
    const ofFile = await run(command, 'villages.ndjson', ...options)
    expect(ofFile.out).toContain('Cole')
    expect(await run(command, '--store', join(folder, 'villages'), ...options)).toEqual(ofFile)
  })

  it.each([
    { call: ['risks'], notes: 1 },
    { call: ['report', '--json'], notes: 1 },
    { call: ['explain', '--from', '2026-03-01', '--json'], notes: 1 },
    // Its chunks hold a million characters.
    { call: ['portfolio', '--json'], notes: 80 },
  ] as const)('looks at one account of a store after the other: $call', async ({ call: [command, ...options], notes }) => {
    const store = fileStore(join(folder, 'villages'))
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    for (const each of names) await recordIn(store, each, accountOf(each, notes))
    const { revision = 0 } = (await store.load('g')) ?? {}
    const io = recordingIo(folder)
    let removed: Promise<unknown> | undefined
    const remove = async (): Promise<void> => {
      removed ??= store.replace([{ account: 'g', village: undefined, revision }])
      await removed
    }
    const out = (text: string): void => {
      io.out(text)
      void remove()
    }
    const removing: RecordingIo = { ...io, pause: remove, out }
    const { exitCode, out: printed } = await runIn(removing, command, '--store', join(folder, 'villages'), ...options)
    const told = printed
      .trim()
      .split('\n')
      .map(line => idIn(JSON.parse(line).account))
    expect([exitCode, [...new Set(told)].sort()]).toEqual([0, names.slice(0, -1)])
  })

  it('copies nobody who was erased in either store', async () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')]
    const everybody = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo' }, { id: 'cy' }] })
    for (const [name, erased] of [
      [from, 'ann'],
      [to, 'bo'],
    ] as const) {
      await recordIn(fileStore(name), 'Acme', everybody)
      await fileStore(name).erase('Acme', erased, { salt: `drawn at random: ${erased}` })
    }
    expect((await run('store', 'copy', from, to)).exitCode).toBe(0)
    expect((await fileStore(to).load('Acme'))?.village.stakeholders).toEqual([{ id: 'cy' }])
  })

  it.each([
    [['report', '--store', 'sqlite:missing.db'], 1, 'village: there is no file missing.db'],
    [['report', '--store', 'missing'], 1, 'village: there is no folder missing'],
    [['report', '--store', 'redis://x'], 2, 'village: --store takes sqlite:FILE, postgres://… or a folder'],
    [['report', '--store'], 2, 'village: --store needs a value, such as sqlite:villages.db'],
    [['init', '--store', 'x'], 2, 'village: there is no option --store; --help lists those there are'],
    [['report', '--store', 'postgres://ann:hunter2@127.0.0.1:1/db'], 1, 'village: accounts: the database failed (ECONNREFUSED)'],
  ] as const)('says what is wrong, and nothing of a connection: %j', async (args, exitCode, notes) => {
    expect(await run(...args)).toEqual({ exitCode, out: '', notes })
  })
})
