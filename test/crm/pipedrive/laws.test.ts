import { parseVillage, record, type Village } from 'account-village'
import { fromPipedrive, type ImportResult, type PipedriveOptions } from 'account-village/pipedrive'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { HOSTILE_IDS } from '../../support/hostileIds.js'
import { ACCOUNT, READING } from './account.js'
import { codes, page, type Row } from './records.js'

const readings: PipedriveOptions[] = [READING, { ...READING, subsidiaries: 'units' }]
const tables = [...ACCOUNT]
const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })

describe.each(readings)('the villages of an account, read with subsidiaries: $subsidiaries', reading => {
  const read = (input: object): ImportResult => fromPipedrive(input, reading)
  const expected = read(Object.fromEntries(tables))

  it('have something of everything', () => {
    for (const name of ['stakeholders', 'roles', 'vetoes', 'observations', 'interactions', 'decisions'] as const) {
      expect(expected.villages.flatMap((village): readonly unknown[] => village[name]).length, name).toBeGreaterThan(0)
    }
    expect(codes(expected)).toContain('deal missingValue')
    expect(codes(expected)).toContain('activity invalidValue')
    expect(expected.unmapped).toEqual([{ field: 'person.role', value: '99', count: 1 }])
    expect(expected.coverage.leftOut).toMatchObject({ optedOutOfProfiling: 1, deleted: 2, notHeld: 1 })
  })

  it('are the same in whatever order tables and records come, how often, and on how many pages', () => {
    const times = fc.infiniteStream(fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(shuffled(tables), times, fc.integer({ min: 1, max: 4 }), fc.boolean(), (order, counts, size, isReversed) => {
        const mixed = order.map(([name, rows]) => {
          const again = rows.flatMap(row => Array.from({ length: counts.next().value }, () => row))
          const pages = pagesOf(isReversed ? again.reverse() : again, size)
          return [name, isReversed ? pages.reverse() : pages]
        })
        expect(read(Object.fromEntries(mixed))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('are the same from one list, where the fields say what the records are', () => {
    fc.assert(
      fc.property(shuffled(tables.flatMap(([, rows]) => rows)), order => {
        expect(read(order)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })

  it('are the same from version 1 of the API', () => {
    const old = tables.map(([name, rows]) => [name, rows.map(row => asVersion1(row))])
    expect(read(Object.fromEntries(old))).toEqual(expected)
  })

  it('hold nothing that they do not hold of all records, when some are missing', () => {
    const all = tables.flatMap(([name, rows]) => rows.map(row => [name, row] as const))
    // A wish to be left out is heard only where the record is that tells it.
    const wishes = all.filter(([, row]) => row.marketing_status === 'unsubscribed')
    const inAccounts = reading.subsidiaries !== 'units'
    // Where an organization is missing that others belong to, these are villages of their own, so that only what is said can be compared.
    const said = (villages: readonly Village[]): string[] =>
      villages.flatMap(village => lastingIn(village, inAccounts ? village.account.id : ''))
    const known = new Set(said(expected.villages))
    fc.assert(
      fc.property(fc.subarray(all), part => {
        const input = Object.fromEntries(
          tables.map(([name]) => [name, [...part, ...wishes].filter(([table]) => table === name).map(([, row]) => row)]),
        )
        const { villages, issues } = read(input)
        expect(issues.map(({ code }) => code)).not.toContain('refused')
        for (const fact of said(villages)) expect(known).toContain(fact)
      }),
      { numRuns: 150 },
    )
  })

  it('are the same after a second import, which changes nothing, and survive JSON', () => {
    const again = read(Object.fromEntries(tables))
    expected.villages.forEach((village, i) => {
      const other = again.villages[i]
      expect(other !== undefined && record(village, other) === village).toBe(true)
      expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
    })
  })

  it('survive any damage to the records', () => {
    const damage = fc.oneof(
      fc.constantFrom(...HOSTILE_VALUES),
      fc.jsonValue({ maxDepth: 2 }),
      fc.date({ noInvalidDate: false }),
      fc.bigInt(),
    )
    fc.assert(
      fc.property(
        fc.infiniteStream(damage),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        fc.integer({ min: 1, max: 10 }),
        (values, dice, odds) => {
          const damaged = tables.map(([name, rows]) => [
            name,
            rows.map(row => changed(row, value => (dice.next().value < odds ? values.next().value : value))),
          ])
          const { villages, issues } = read(Object.fromEntries(damaged))
          expect(issues.map(({ code }) => code)).not.toContain('refused')
          for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('ids of any kind', () => {
  it('are kept apart and break nothing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...HOSTILE_IDS), { minLength: 2, maxLength: 6, selector: id => id.trim() }), ids => {
        const known = ids.filter(id => id.trim() !== '')
        const organizations = known.map(id => ({ id, name: id }))
        const persons = known.map(id => ({ id, name: id, org_id: id }))
        const { villages, issues } = fromPipedrive({ organizations, persons })
        expect(issues).toEqual([])
        expect(new Set(villages.flatMap(({ account, stakeholders }) => [account.id, ...stakeholders.map(each => each.id)]))).toEqual(
          new Set(known.flatMap(id => [`pipedrive:organization:${id.trim()}`, `pipedrive:person:${id.trim()}`])),
        )
      }),
      { numRuns: 150 },
    )
  })
})

describe('input of any shape', () => {
  it('never makes it throw', () => {
    const names = [
      'persons',
      'data',
      'success',
      'additional_data',
      'id',
      'custom_fields',
      'org_id',
      'participants',
      'options',
      'emails',
      '__proto__',
    ]
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(...HOSTILE_VALUES),
        fc.jsonValue(),
        fc.array(tie('tree'), { maxLength: 3 }),
        tie('node'),
      ),
      node: fc.array(fc.tuple(fc.constantFrom(...names), tie('tree')), { maxLength: 5 }).map(entries => Object.fromEntries(entries)),
    }))
    fc.assert(
      fc.property(tree, input => {
        const result: unknown = Reflect.apply(fromPipedrive, undefined, [input, READING])
        expect(result).toMatchObject({ villages: expect.any(Array), issues: expect.any(Array) })
      }),
      { numRuns: 600 },
    )
  })

  it('never makes it throw, however deep it is', () => {
    const deep: object = JSON.parse(`${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}`)
    expect(fromPipedrive(deep).villages).toEqual([])
    expect(fromPipedrive({ persons: deep }).villages).toEqual([])
  })
})

describe('the time zone of the machine', () => {
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
    const expected = JSON.stringify(fromPipedrive(Object.fromEntries(tables), READING))
    process.env.TZ = zone
    expect(new Date(Date.UTC(2026, 4, 1)).getTimezoneOffset()).toBe(minutes)
    expect(JSON.stringify(fromPipedrive(Object.fromEntries(tables), READING))).toBe(expected)
  })
})

/** Values that have broken other programs. */
const HOSTILE_VALUES: unknown[] = [
  ...[
    '__proto__',
    'constructor',
    '',
    ' ',
    '\u0000',
    '\ud800',
    '=1+1',
    'NaN',
    '-0',
    '1e400',
    'true',
    'false',
    '2026-02-30',
    ',',
    '25:99',
    '99999:00',
  ],
  ...[Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 1e308, 5e-324, 0, 1, null, undefined, true, false, [], {}, [1]],
  ...[{ value: 1 }, { id: 9 }, { data: null }, { data: [{ id: 1 }] }, '9', '1', 'won', 'parent', 0.7, 3],
]

/** A record with every value in it changed, within its objects and lists too. */
function changed(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => changed(each, change))
  if (typeof value !== 'object' || value === null) return change(value)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each, change)]))
}

/** A record as version 1 has it: nested references, custom fields among the others and joined by commas, times without a zone. */
function asVersion1(row: Row): Row {
  const { custom_fields: custom = {}, ...rest } = row
  const own = typeof custom === 'object' && custom !== null ? Object.entries(custom) : []
  const entries = [...Object.entries(rest), ...own].map(([name, value]): [string, unknown] => {
    if (/^(?:org|person|owner)_id$/.test(name) && typeof value === 'number') return [name, { value, name: 'x' }]
    if (/^[0-9a-f]{40}$/.test(name) && Array.isArray(value)) return [name, value.join(',')]
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value)) return [name, value.slice(0, 19).replace('T', ' ')]
    return name === 'is_deleted' ? ['active_flag', value === false] : [name, value]
  })
  return Object.fromEntries(entries)
}

function pagesOf(rows: readonly Row[], size: number): Row[] {
  const starts = rows.flatMap((_, i) => (i % size === 0 ? [i] : []))
  return starts.map(start => page(rows.slice(start, start + size), start + size < rows.length ? `c${start + size}` : null))
}

/** What a village says that no other record than that which says it can take away: as texts, each with a place. */
function lastingIn({ stakeholders, vetoes, ties, observations, interactions }: Village, place: string): string[] {
  const people = stakeholders.map(({ id, name, title, email }) => ({ id, name, title, email }))
  const held = interactions.map(({ id, at, kind, effort }) => ({ id, at, kind, effort }))
  const facts: readonly object[] = [...people, ...vetoes, ...ties, ...observations, ...held]
  return facts.map(fact => JSON.stringify([place, fact]))
}
