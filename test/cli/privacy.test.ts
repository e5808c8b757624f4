import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVillage, parseVillage } from 'account-village'
import { mergeImport } from 'account-village/import'
import { fromPipedrive } from 'account-village/pipedrive'
import { fileStore } from 'account-village/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'village-cli-privacy-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: readonly string[]) {
  const io = recordingIo(folder)
  const exitCode = await village(args, io)
  return { exitCode, out: io.printed.join(''), notes: io.notes.join('\n') }
}

const acme = createVillage({
  account: 'Acme',
  stakeholders: [
    { id: 'ann', name: 'Ann Lee', email: 'ann@acme.example', roles: ['user'] },
    { id: 'bo', leftAt: '2022-01-01' },
    { id: 'cy' },
  ],
  observations: [{ stakeholder: 'ann', at: '2022-03-02', sentiment: 0.4, via: 'meeting', note: 'canary' }],
  comments: [{ id: 'c', stakeholder: 'cy', at: '2026-03-02', text: 'Ask Ann Lee' }],
  interactions: [{ id: 'm', at: '2026-03-02', kind: 'meeting', participants: ['ann', 'cy'] }],
})
const bode = createVillage({
  account: 'Bode',
  stakeholders: [
    { id: 'ann', email: 'other@bode.example' },
    { id: 'b7', email: 'Ann@Acme.example' },
  ],
})

async function placed(kind: string): Promise<{ readonly at: readonly string[]; readonly bytes: () => string }> {
  const bytes = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(each => each.isFile())
      .map(each => readFileSync(join(each.parentPath, each.name), 'latin1'))
      .join('')
  if (kind === 'a file') {
    writeFileSync(join(folder, 'v.ndjson'), [acme, bode].map(each => `${JSON.stringify(each)}\n`).join(''))
    return { at: ['v.ndjson'], bytes }
  }
  const files = fileStore(join(folder, 'files'))
  await files.replace([acme, bode].map(each => ({ account: each.account.id, village: each, revision: 0 })))
  if (kind === 'a folder') return { at: ['--store', join(folder, 'files')], bytes }
  const store = `sqlite:${join(folder, 'villages.db')}`
  await run('store', 'copy', join(folder, 'files'), store)
  rmSync(join(folder, 'files'), { recursive: true })
  return { at: ['--store', store], bytes }
}

/** The words of a call with the place of the villages where a file of them is. */
const call = (command: string, at: readonly string[], ...rest: readonly string[]): readonly string[] =>
  at.length === 1 ? [command, ...at, ...rest] : [command, ...rest, ...at]

describe.each(['a file', 'a folder', 'a database'])('the rights of a person whose account is in %s', kind => {
  it('are kept: what is held on them is told, they are erased in every account, and they stay out', async () => {
    const { at, bytes } = await placed(kind)
    const told = await run(...call('subject', at, 'ANN@acme.example'))
    expect(told).toMatchObject({ exitCode: 0, notes: '' })
    const held: { account: { id: string }; facts: { array: string; about: string }[] }[] = JSON.parse(told.out)
    expect(held.map(({ account, facts }) => [account.id, facts.map(({ array, about }) => `${array} ${about}`)])).toEqual([
      ['Acme', ['stakeholders person', 'roles person', 'observations person', 'interactions several', 'comments others']],
      ['Bode', ['stakeholders person']],
    ])
    const rows = (await run(...call('subject', at, 'ann', '--account', 'Acme', '--csv'))).out.split('\r\n')
    expect(rows[0]).toBe('account,stakeholder,array,id,about,from,until,knownFrom,knownUntil,source,fact')
    expect(rows).toHaveLength(7)
    expect(await run(...call('erase', at, 'ann'))).toEqual({
      exitCode: 2,
      out: '',
      notes: 'village: several accounts have a person "ann". Say which with --account.',
    })
    const erased = await run(...call('erase', at, 'ann@acme.example', '--json'))
    expect([erased.exitCode, erased.notes]).toEqual([
      0,
      'Acme: erased 1 stakeholder, 1 role, 1 reading; 1 interaction goes on without them; their name is gone from 1 text of others\nBode: erased 1 stakeholder',
    ])
    const receipts = erased.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(receipts.map(({ account, tombstones }) => [account, tombstones.length])).toEqual([
      ['Acme', 2],
      ['Bode', 2],
    ])
    expect(receipts[0].salt).toMatch(/^[0-9a-f]{32}$/)
    for (const canary of ['canary', 'Ann Lee', 'nn@', '"b7"']) expect(bytes()).not.toContain(canary)
    expect(await run(...call('erase', at, 'ann@acme.example'))).toMatchObject({
      exitCode: 0,
      notes: 'nothing was changed: their data was erased before',
    })
    expect((await run(...call('subject', at, 'ann@acme.example'))).notes).toBe('nothing is held on them: their data was erased')
    const back = ['--account', 'Acme', '--stakeholder', 'ann', '--sentiment', '0.5', '--at', '2026-03-02', '--via', 'meeting']
    expect((await run(...call('record', at, ...back))).exitCode).toBe(2)
  })

  it.skipIf(kind === 'a file')('outlast a backup: what erase printed erases again', async () => {
    const { at, bytes } = await placed(kind)
    const erased = await run(...call('erase', at, 'ann@acme.example', '--json'))
    rmSync(join(folder, 'villages.db'), { force: true })
    rmSync(join(folder, 'files'), { recursive: true, force: true })
    const restored = await placed(kind)
    expect(bytes()).toContain('Ann Lee')
    writeFileSync(join(folder, 'erasures.ndjson'), erased.out)
    const reapply = () => run('store', 'reapply', restored.at[1] ?? '', 'erasures.ndjson')
    expect(await reapply()).toEqual({ exitCode: 0, out: '', notes: '2 people erased again, in 2 accounts' })
    for (const canary of ['canary', 'Ann Lee', 'nn@']) expect(bytes()).not.toContain(canary)
    // Of another account, the same id is of somebody else.
    expect(JSON.parse((await run('subject', '--store', restored.at[1] ?? '', 'other@bode.example')).out)).toHaveLength(1)
    expect((await reapply()).notes).toBe('0 people erased again, in 0 accounts')
    writeFileSync(join(folder, 'erasures.ndjson'), '{"salt":"x"}\n')
    expect(await reapply()).toMatchObject({
      exitCode: 1,
      notes: 'village: erasures.ndjson:1: is no erasure. Give what village erase --json printed.',
    })
  })

  it('include that what is too old goes', async () => {
    const { at, bytes } = await placed(kind)
    expect(bytes()).toContain('canary')
    expect(await run(...call('retain', at, '--older-than', '2024-01-01', '--kinds', 'reading, comment'))).toEqual({
      exitCode: 0,
      out: '',
      notes: 'Acme: removed 1 reading',
    })
    expect(bytes()).not.toContain('canary')
    expect((await run(...call('retain', at, '--older-than', '2024-01-01', '--account', 'Acme'))).notes).toBe('Acme: removed 1 stakeholder')
    expect((await run(...call('retain', at, '--older-than', '2024-01-01'))).notes).toBe('nothing was over before 2024-01-01')
    const people = await run(...call('people', at, '--account', 'Acme', '--json'))
    expect(people.out.match(/"stakeholder":"\w+"/g)).toEqual(['"stakeholder":"ann"', '"stakeholder":"cy"'])
  })
})

describe('erase, subject and retain', () => {
  it.each([
    [['erase', 'v.json', 'zed'], 'village: there is no person "zed".'],
    [['erase', 'v.json', 'anne'], 'village: there is no person "anne". Did you mean "ann"?'],
    [['erase', 'v.json'], 'village: Missing required positional argument: PERSON'],
    [['subject', 'v.json', 'ann', '--account', 'Bode'], 'village: --account is not that of the village.'],
    [['retain', 'v.json'], 'village: Missing required argument: --older-than'],
    [['retain', 'v.json', '--older-than', 'soon'], expect.stringMatching(/^village: --older-than /)],
    [
      ['retain', 'v.json', '--older-than', '2024-01-01', '--kinds', 'unit'],
      'village: --kinds: units have no end, so that they are never too old',
    ],
    [
      ['retain', 'v.json', '--older-than', '2024-01-01', '--kinds', 'coment'],
      'village: --kinds is no kind of fact. Did you mean "comment"?',
    ],
    [['erase', '--store', 'sqlite:missing.db', 'ann'], 'village: there is no file missing.db'],
  ])('say what is wrong: %j', async (args, notes) => {
    writeFileSync(join(folder, 'v.json'), JSON.stringify(acme))
    const { exitCode, out, notes: said } = await run(...args)
    expect([exitCode, out, said]).toEqual([args.includes('sqlite:missing.db') ? 1 : 2, '', notes])
    expect(parseVillage(JSON.parse(readFileSync(join(folder, 'v.json'), 'utf8')))).toEqual(acme)
  })

  it('take those whom an import merged for one person', async () => {
    const organizations = [{ id: 7, name: 'Acme' }]
    const persons = [1, 2].map(id => ({ id, name: `Zoe ${id}`, org_id: 7, email: [{ value: 'zoe@acme.example', primary: true }] }))
    const [one, other] = persons
    const first = mergeImport([], fromPipedrive({ organizations, persons }), { recordedAt: '2026-03-02' })
    const later = fromPipedrive({ organizations, persons: [one, { ...other, is_deleted: true, merge_what_id: 1 }] })
    const { villages } = mergeImport(first.villages, later, { recordedAt: '2026-03-09' })
    writeFileSync(join(folder, 'v.json'), JSON.stringify(villages[0]))
    expect(JSON.parse((await run('subject', 'v.json', 'zoe@acme.example')).out)[0].facts).toHaveLength(2)
    expect(await run('erase', 'v.json', 'zoe@acme.example')).toEqual({
      exitCode: 0,
      out: '',
      notes: 'pipedrive:organization:7: erased 2 stakeholders, 2 imported records',
    })
    expect(readFileSync(join(folder, 'v.json'), 'utf8')).not.toMatch(/zoe/i)
  })

  it('leave the name in what others said where asked to, and write elsewhere', async () => {
    writeFileSync(join(folder, 'v.json'), JSON.stringify(acme))
    const { out } = await run('erase', 'v.json', 'ann', '--keep-texts', '-o', '-')
    expect(out).toContain('Ask Ann Lee')
    expect(parseVillage(JSON.parse(out)).stakeholders.map(({ id }) => id)).toEqual(['bo', 'cy'])
    expect(readFileSync(join(folder, 'v.json'), 'utf8')).toContain('canary')
  })

  it('load no other account of a store where one is asked for, by its id or its name', async () => {
    const store = fileStore(join(folder, 'files'))
    await store.replace([{ account: 'Acme', village: acme, revision: 0 }])
    writeFileSync(join(folder, 'files', 'other.village.json'), '{"account":{"id":"other"},"broken":true}')
    const at = ['--store', join(folder, 'files'), '--account']
    const reading = ['--stakeholder', 'cy', '--sentiment', '0.5', '--at', '2026-03-02', '--via', 'meeting']
    for (const account of ['Acme', 'acme']) {
      const calls = [
        ['people'],
        ['report'],
        ['subject', 'ann'],
        ['retain', '--older-than', '2020-01-01'],
        ['record', ...reading],
        ['retract', 'c'],
      ]
      for (const [command = '', ...rest] of calls)
        expect([command, (await run(command, ...rest, ...at, account)).exitCode]).toEqual([command, 0])
    }
    expect((await run('erase', 'ann', ...at, 'Acme')).exitCode).toBe(0)
    expect((await run('erase', 'ann', ...at, 'Acne')).notes).toBe('village: --account is none of the 2 in the file. Did you mean "Acme"?')
    expect((await run('people', ...at.slice(0, 2))).exitCode).toBe(1)
  })
})
