import { parseVillage, record, type Village } from 'account-village'
import type { ImportResult } from 'account-village/salesforce'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { always } from '../support/law.js'

/** A source with something of everything in it. */
export interface Everything {
  readonly expected: ImportResult
  readonly read: (input: object) => ImportResult
  /** All of it, with every value that may be anything replaced. */
  readonly changed: (change: (value: unknown) => unknown) => object
  /** Values that have broken programs that read such a source. */
  readonly hostile: readonly unknown[]
}

/** What holds of the villages of any source. */
export function itMakesLastingVillages(
  source: string,
  { expected, read, changed, hostile }: Everything,
  { damages }: { readonly damages: number },
): void {
  it('are the same after a second import, which changes nothing, and survive JSON', () => {
    const again = read(changed(value => value))
    expected.villages.forEach((village, i) => {
      const other = again.villages[i]
      expect(other !== undefined && record(village, other) === village).toBe(true)
      expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
    })
  })

  it(`say of every fact that it comes from ${source}`, () => {
    for (const village of expected.villages) for (const fact of factsOf(village)) expect(fact).toHaveProperty('source', source)
  })

  it('survive any damage to the records, to one value or to all', () => {
    const damage = fc.oneof(
      fc.constantFrom(...HOSTILE, ...hostile),
      fc.jsonValue({ maxDepth: 2 }),
      fc.date({ noInvalidDate: false }),
      fc.bigInt(),
      fc.constant(undefined),
    )
    const dice = fc.infiniteStream(fc.integer({ min: 0, max: 9 }))
    always(
      fc.tuple(fc.infiniteStream(damage), dice, fc.integer({ min: 1, max: 10 })),
      ([values, rolls, odds]) => {
        const { villages, issues } = read(changed(value => (rolls.next().value < odds ? values.next().value : value)))
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
      },
      damages,
    )
  })
}

/** That villages hold something of each kind of facts that all sources have, and of those that this one has beside them. */
export function expectSomeOf({ villages }: ImportResult, more: readonly (keyof Village)[] = []): void {
  for (const name of [...USUAL, ...more]) {
    expect(villages.flatMap((village): unknown => village[name]).length, name).toBeGreaterThan(0)
  }
}

const USUAL = ['stakeholders', 'roles', 'vetoes', 'observations', 'interactions', 'decisions', 'teammates', 'moves'] as const

/** That an importer never throws, whatever it is given: trees of names that mean something to it, and lists in lists without end. */
export function itNeverThrows(
  importer: (input: object) => ImportResult,
  { names, hostile, table, runs }: { names: readonly string[]; hostile: readonly unknown[]; table: string; runs: number },
): void {
  it('never makes it throw', () => {
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(...HOSTILE, ...hostile),
        fc.jsonValue(),
        fc.array(tie('tree'), { maxLength: 3 }),
        tie('node'),
      ),
      node: fc.array(fc.tuple(fc.constantFrom('__proto__', ...names), tie('tree')), { maxLength: 5 }).map(each => Object.fromEntries(each)),
    }))
    always(
      tree,
      input => {
        const result: unknown = Reflect.apply(importer, undefined, [input])
        expect(result).toMatchObject({ villages: expect.any(Array), issues: expect.any(Array) })
      },
      runs,
    )
  })

  it.each(['[', '{"a":', ...names.map(name => `{"${name}":`), ...names.map(name => `{"${name}":[`)])(
    'never makes it throw, however deep it is: %s',
    open => {
      const close = [...open]
        .reverse()
        .map(each => ({ '[': ']', '{': '}' })[each] ?? '')
        .join('')
      const deep: object = JSON.parse(`${open.repeat(50_000)}${open.endsWith(':') ? '1' : ''}${close.repeat(50_000)}`)
      expect(importer(deep).villages).toEqual([])
      expect(importer({ [table]: deep }).villages).toEqual([])
    },
  )
}

/** That the time zone of the machine changes nothing. */
export function itKnowsNoTimeZone(read: () => unknown): void {
  const before = process.env.TZ
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  it.each([
    ['America/St_Johns', 150],
    ['Asia/Kathmandu', -345],
    ['Pacific/Kiritimati', -840],
    ['Etc/GMT+12', 720],
  ])('changes nothing: %s', (zone, minutes) => {
    process.env.TZ = 'UTC'
    const expected = JSON.stringify(read())
    process.env.TZ = zone
    expect(new Date(Date.UTC(2026, 4, 1)).getTimezoneOffset()).toBe(minutes)
    expect(JSON.stringify(read())).toBe(expected)
  })
}

/** The items in any order. */
export function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
}

/** A value with every value in it replaced, within its objects and lists too. */
export function changedWithin(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => changedWithin(each, change))
  if (typeof value !== 'object' || value === null) return change(value)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changedWithin(each, change)]))
}

/** What is read is the same in whatever order tables and records come, in one list too, how often, and on how many pages. */
export function itReadsInAnyOrder<Row>({ tables, pages, read, expected }: Ordered<Row>): void {
  it('are the same in whatever order tables and records come, how often, and on how many pages', () => {
    const times = fc.infiniteStream(fc.integer({ min: 1, max: 3 }))
    always(
      fc.tuple(shuffled(tables), times, fc.integer({ min: 1, max: 4 }), fc.boolean()),
      ([order, counts, size, isReversed]) => {
        const mixed = order.map(([name, rows]) => {
          const again = rows.flatMap(row => Array.from({ length: counts.next().value }, () => row))
          const cut = pages(isReversed ? again.reverse() : again, size)
          return [name, isReversed ? [...cut].reverse() : cut]
        })
        expect(read(Object.fromEntries(mixed))).toEqual(expected)
      },
      40,
    )
  })

  it('are the same from one list, where records say themselves what they are', () => {
    always(
      shuffled(tables.flatMap(([, rows]) => rows)),
      order => {
        expect(read(order)).toEqual(expected)
      },
      30,
    )
  })
}

interface Ordered<Row> {
  readonly tables: readonly (readonly [name: string, rows: readonly Row[]])[]
  readonly pages: (rows: readonly Row[], size: number) => readonly object[]
  readonly read: (input: object) => ImportResult
  readonly expected: ImportResult
}

/** Rows cut into pages of a size, each made of its rows and of where it begins. */
export function pagesOf<Row>(rows: readonly Row[], size: number, pageOf: (rows: readonly Row[], start: number) => object): object[] {
  const starts = rows.flatMap((_, i) => (i % size === 0 ? [i] : []))
  return starts.map(start => pageOf(rows.slice(start, start + size), start))
}

/** Values that have broken other programs. */
const HOSTILE: readonly unknown[] = [
  ...['__proto__', 'constructor', 'toString', '', ' ', '\u0000', '\ud800', '‮abc', '=1+1', '<script>', '{}', ';', ','],
  ...['NaN', '-0', '1e400', 'true', 'false', '2026-02-30'],
  ...[Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 1e308, 5e-324, 0, 1, 3, 0.7],
  ...[null, true, false, [], {}, [1]],
  '2026-03-02',
]

function factsOf({
  account,
  units,
  stakeholders,
  roles,
  vetoes,
  ties,
  observations,
  interactions,
  decisions,
  comments,
  expectations,
  teammates,
  moves,
}: Village): readonly object[] {
  return [
    account,
    ...units,
    ...stakeholders,
    ...roles,
    ...vetoes,
    ...ties,
    ...observations,
    ...interactions,
    ...decisions,
    ...comments,
    ...expectations,
    ...teammates,
    ...moves,
  ]
}
