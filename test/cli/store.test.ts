import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage } from 'account-village'
import { fileStore, recordIn } from 'account-village/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-cli-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: readonly string[]) {
  const io = recordingIo(folder)
  const exitCode = await village(args, io)
  return { exitCode, out: io.printed.join(''), notes: io.notes.join('\n') }
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
