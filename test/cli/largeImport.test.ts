import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Disk, processDisk } from '../../src/cli/disk.js'
import { openLinkage } from '../../src/cli/import/linkage.js'
import { itemsIn } from '../../src/cli/input.js'
import type { Io } from '../../src/cli/io.js'
import { streamedItems } from '../../src/cli/streamed.js'
import { village } from '../../src/cli/village.js'
import { ORG } from '../crm/salesforce/org.js'
import { id, type ObjectName, rest } from '../crm/salesforce/records.js'
import { recordingIo } from '../support/io.js'
import { always } from '../support/law.js'
import { shuffled } from '../support/shuffle.js'

const folder = join(process.cwd(), 'test/.cache/large')
beforeAll(() => mkdirSync(folder, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The disk, on which files are named as from the folder. */
const disk: Disk = {
  ...processDisk(),
  size: path => (path === '-' ? undefined : processDisk().size(join(folder, path))),
  pieces: path => (path === '-' ? [] : processDisk().pieces(join(folder, path))),
}

async function run(args: readonly string[], world: Partial<Io> = { disk }) {
  const io = recordingIo(folder)
  const exitCode = await village(args, { ...io, ...world })
  return { exitCode, out: io.printed.join(''), notes: io.notes }
}

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const lines = (records: readonly object[]): string => records.map(record => `${JSON.stringify(record)}\n`).join('')
const OPTIONS = [
  '--sentiment-field',
  'Mood__c',
  '--sentiment-scale',
  '1,5',
  '--veto-field',
  'Veto__c',
  '--driven-by-field',
  'Driver__c',
  '--currency',
  'SEK',
]

/** Many accounts with people, roles, activities and wishes, and some that hang together. */
function manyAccounts(): Map<string, object[]> {
  const key = (prefix: string, i: number): string => `${prefix}${String(i).padStart(4, '0')}`
  const tables = new Map<string, object[]>(['Account', 'Contact', 'AccountContactRelation', 'Task', 'Individual'].map(name => [name, []]))
  const add = (object: ObjectName, key: string, fields: object): void => void tables.get(object)?.push(rest(object, key, fields))
  for (let i = 0; i < 40; i++) {
    const account = id('Account', key('a', i))
    add('Account', key('a', i), { Name: `Account ${i}`, ...(i % 10 === 9 && { ParentId: id('Account', key('a', i - 1)) }) })
    for (let j = 0; j < 5; j++) {
      const contact = key('c', i * 5 + j)
      const individual = j === 4 ? { IndividualId: id('Individual', key('p', i)) } : {}
      add('Contact', contact, {
        AccountId: account,
        Name: `Person ${i} ${j}`,
        Department: j % 2 === 0 ? 'IT, "north"' : 'Finance',
        ...individual,
      })
      add('AccountContactRelation', contact, {
        AccountId: account,
        ContactId: id('Contact', contact),
        Roles: j === 0 ? 'Decision Maker' : 'Seer',
      })
      add('Task', contact, { WhoId: id('Contact', contact).slice(0, 15), Status: 'Completed', ActivityDate: '2026-03-02', Mood__c: j })
    }
    add('Individual', key('p', i), { ShouldForget: i % 2 === 0 })
    // Every seventh account shares a person with the next.
    if (i % 7 === 0)
      add('AccountContactRelation', key('s', i), { AccountId: account, ContactId: id('Contact', key('c', i * 5 + 6)), Roles: 'Coach' })
  }
  return tables
}

function pagesByName(tables: ReadonlyMap<string, readonly object[]>): object {
  return Object.fromEntries([...tables].map(([name, records]) => [name, { done: true, records }]))
}

describe('an import of more than is held at once', () => {
  it.each([
    ['a small org with something of everything', new Map([...ORG].map(([object, records]) => [object, [...records]]))],
    ['many accounts', manyAccounts()],
  ])('gives the same villages as one that is: %s', async (_, tables) => {
    const files = [...tables].map(([object, records]) => {
      put(`${object}.ndjson`, lines(shuffled(records, 7)))
      return `${object}.ndjson`
    })
    const whole = await run(['import', 'salesforce', ...files, ...OPTIONS], {})
    const grouped = await run(['import', 'salesforce', ...files, ...OPTIONS, '--memory', '0.001'])
    expect(grouped.out).toBe(whole.out)
    expect(grouped.exitCode).toBe(whole.exitCode)
    // Issues may be told by group; what is said of accounts, of what was left out and of labels is the same.
    const firm = (notes: readonly string[]): readonly string[] => notes.filter(note => /^(?:left out|not understood)|: \d+ p/.test(note))
    expect(firm(grouped.notes)).toEqual(firm(whole.notes))
    expect(firm(whole.notes).length).toBeGreaterThan(2)
  })

  it('reads CSV a row at a time, and pages record by record', async () => {
    const tables = manyAccounts()
    const csv = (records: readonly object[]): string => {
      const names = [...new Set(records.flatMap(record => Object.keys(record)))].filter(name => name !== 'attributes')
      const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`
      return [names.join(','), ...records.map(record => names.map(name => cell(Reflect.get(record, name))).join(','))].join('\r\n')
    }
    for (const [object, records] of tables) {
      put(`${object}.csv`, csv(records))
      put(`${object}.json`, JSON.stringify([{ totalSize: records.length, done: true, records }]))
    }
    const whole = await run(['import', 'salesforce', ...[...tables.keys()].map(name => `${name}.json`)], {})
    for (const ending of ['csv', 'json']) {
      const grouped = await run(['import', 'salesforce', ...[...tables.keys()].map(name => `${name}.${ending}`), '--memory', '0.002'])
      expect(grouped.out).toBe(whole.out)
    }
  })

  it.each([
    ['a list', (tables: ReadonlyMap<string, readonly object[]>) => [...tables.values()].flat()],
    ['a page', (tables: ReadonlyMap<string, readonly object[]>) => ({ records: [...tables.values()].flat(), done: true })],
    ['tables by name', (tables: ReadonlyMap<string, readonly object[]>) => Object.fromEntries(tables)],
    ['pages by name', (tables: ReadonlyMap<string, readonly object[]>) => pagesByName(tables)],
  ])('takes one large value of JSON apart: %s', async (_, packed) => {
    // More than a part has, of which most is in fields that are not read.
    const tables = new Map(
      [...manyAccounts()].map(([name, records]) => [name, records.map(each => ({ ...each, Notes__c: 'x'.repeat(3000) }))]),
    )
    const value = packed(tables)
    put('all.json', JSON.stringify(value))
    put('all.ndjson', lines([...tables.values()].flat()))
    const whole = await run(['import', 'salesforce', 'all.ndjson'], {})
    const grouped = await run(['import', 'salesforce', 'all.json', '--memory', '0.01'])
    expect(grouped.out).toBe(whole.out)
    expect(grouped).toMatchObject({ exitCode: whole.exitCode, notes: whole.notes })
  })

  it('keeps what it sorts in a file without a name, and gives it up when it fails', () => {
    const before = process.env.TMPDIR
    process.env.TMPDIR = folder
    try {
      const left = () => readdirSync(folder).filter(name => name.startsWith('village-'))
      const attempt = () =>
        processDisk().withScratch(room => {
          const extent = room.put(Buffer.from('kept'))
          expect([left(), Buffer.from(room.get(extent)).toString()]).toEqual([[], 'kept'])
          throw new Error('stopped')
        })
      expect(attempt).toThrow('stopped')
      expect(left()).toEqual([])
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
  })

  it('tells that pages are missing', async () => {
    const [accounts = []] = manyAccounts().values()
    put('Account.json', JSON.stringify({ totalSize: 99, done: false, records: accounts }))
    const { exitCode, notes } = await run(['import', 'salesforce', 'Account.json', '--memory', '0.001'])
    expect(exitCode).toBe(4)
    expect(notes.join('\n')).toContain('there is more')
  })

  it('merges into a file that exists as one that is held at once does', async () => {
    const files = [...manyAccounts()].map(([object, records]) => {
      put(`${object}.ndjson`, lines(records))
      return `${object}.ndjson`
    })
    const results = []
    for (const [name, more, world] of [
      ['one.ndjson', [], {}],
      ['two.ndjson', ['--memory', '0.001'], { disk }],
    ] as const) {
      put(name, '')
      rmSync(join(folder, name))
      await run(['import', 'salesforce', ...files.slice(0, 2), '-o', name, ...more], world)
      await run(['import', 'salesforce', ...files, '-o', name, ...more], world)
      results.push(readFileSync(join(folder, name), 'utf8'))
    }
    expect(results[1]).toBe(results[0])
  })

  it.each(['0', '-1', 'much'])('refuses --memory %s', async given => {
    put('Account.ndjson', lines([rest('Account', 'Acme1', { Name: 'Acme' })]))
    expect(await run(['import', 'salesforce', 'Account.ndjson', `--memory=${given}`])).toMatchObject({ exitCode: 2 })
  })
})

describe('a plan of sf data export tree', () => {
  it('is followed to its files', async () => {
    put('accounts.json', JSON.stringify({ records: [{ attributes: { type: 'Account', referenceId: 'Acc1' }, Name: 'Acme' }] }))
    put(
      'people.json',
      JSON.stringify({ records: [{ attributes: { type: 'Contact', referenceId: 'Con1' }, LastName: 'Kurz', AccountId: '@Acc1' }] }),
    )
    put(
      'plan.json',
      JSON.stringify([
        { sobject: 'Account', saveRefs: true, files: ['accounts.json'] },
        { sobject: 'Contact', resolveRefs: true, files: [{ file: 'people.json', resolveRefs: true }] },
      ]),
    )
    const { exitCode, out } = await run(['import', 'salesforce', 'plan.json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ account: { name: 'Acme' }, stakeholders: [{ name: 'Kurz' }] })
  })
})

describe('values that come a piece at a time', () => {
  const text = fc.oneof(
    fc
      .array(fc.record({ a: fc.string({ unit: 'grapheme' }), b: fc.jsonValue({ maxDepth: 1 }) }), { minLength: 1, maxLength: 8 })
      .map(lines),
    fc
      .array(fc.array(fc.constantFrom('x', '"a,b"', '"a\n""b"""', '', 'ü', '5" pipe'), { minLength: 2, maxLength: 3 }), {
        minLength: 1,
        maxLength: 8,
      })
      .map(rows => rows.map(row => row.join(',')).join('\n')),
    fc
      .array(fc.constantFrom('a,b\n', '\u{FEFF}', '"', '{"a":1}\n', '{', '\r\n', 'x,y\r', '🙂'), { maxLength: 8 })
      .map(parts => parts.join('')),
  )

  it('are those that come at once, wherever the pieces are cut', () => {
    always(
      fc.tuple(text, fc.array(fc.nat({ max: 60 }), { maxLength: 6 })),
      ([given, cuts]) => {
        const bytes = new TextEncoder().encode(given)
        const ends = [0, ...cuts.map(cut => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length]
        const pieces = ends.slice(1).map((end, i) => bytes.subarray(ends[i], end))
        expect(outcomeOf(() => [...streamedItems(pieces, 'file')])).toEqual(
          outcomeOf(() => {
            const { items, problems } = itemsIn(bytes, 'file')
            return [...items, ...problems]
          }),
        )
      },
      600,
    )
  })
})

/** Values in the order of their lines, or that it failed. */
function outcomeOf(read: () => readonly { readonly line: number }[]): unknown {
  try {
    return read()
      .map(item => JSON.stringify(item))
      .sort()
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown'
  }
}

describe('what hangs together', () => {
  it('is in one group, and what does not may be in another, as connected components of a graph say', () => {
    const sets = fc.array(fc.array(fc.integer({ min: 0, max: 20 }).map(String), { minLength: 1, maxLength: 3 }), { maxLength: 25 })
    always(
      sets,
      given => {
        // Each group takes one set, so that groups are components.
        const groups = groupsOf(given, 1, 0.5)
        given.forEach((a, i) => {
          given.forEach((b, j) => {
            const hangTogether = b.some(id => reaches(given, a[0] ?? '').has(id))
            expect(groups[i] === groups[j]).toBe(hangTogether)
          })
        })
      },
      100,
    )
  })

  it('is packed up to a size, and what stands alone after that', () => {
    const pairs = Array.from({ length: 10 }, (_, i) => [[String(i)], [String(i)]]).flat()
    expect(groupsOf(pairs, 1.5, 6)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4])
    expect(groupsOf([['a'], ['b'], [], ['c'], ['d'], ['a']], 2, 4)).toEqual([0, 1, 1, 2, 2, 0])
  })

  it('is found among very many', () => {
    const groups = groupsOf(
      Array.from({ length: 60_000 }, (_, i) => [`id ${i}`, `of ${i % 20_000}`]),
      1,
      3,
    )
    expect(new Set(groups).size).toBe(20_000)
    expect(groups.every((group, i) => group === i % 20_000)).toBe(true)
  })
})

/** The groups of records with these ids, all of one size. */
function groupsOf(records: readonly (readonly string[])[], weight: number, size: number): readonly (number | 'all')[] {
  return processDisk().withScratch(room => {
    const linkage = openLinkage(room.open('links'))
    for (const ids of records) linkage.add({ ids, isForAll: false }, weight)
    return [...linkage.groups(size)]
  })
}

/** Everything that can be reached from an id by walking from set to set. */
function reaches(sets: readonly (readonly string[])[], start: string): ReadonlySet<string> {
  const seen = new Set([start])
  for (let before = 0; before !== seen.size; ) {
    before = seen.size
    for (const set of sets) if (set.some(id => seen.has(id))) for (const id of set) seen.add(id)
  }
  return seen
}
