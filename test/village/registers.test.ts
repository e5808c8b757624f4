import {
  createVillage,
  joinVillages,
  parseVillage,
  record,
  recordDeparture,
  recordOutcome,
  recordSentiment,
  retract,
  revise,
  setTie,
  VILLAGE_LIMITS,
  type Village,
  type VillageFacts,
  type VillageInput,
} from 'account-village'
import { recordComment, redactComment } from 'account-village/listening'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { villageJsonSchema } from '../../src/model/jsonSchema.js'
import { REGISTER_NAMES } from '../../src/model/village.js'
import { knownBy } from '../../src/village/knownBy.js'
import { unitedRegisters } from '../../src/village/registers.js'
import { exact } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'

const SALT = 'sixteen letters!'
const HASH = 'a'.repeat(64)
const registers = {
  erasures: [{ salt: SALT, tombstones: [{ hash: HASH, at: '2026-03-02' }] }],
  imports: [{ source: 'crm', records: [{ id: 'r1', changedAt: '2026-03-02', gone: true as const }] }],
}
const people: VillageInput = { account: 'Acme', stakeholders: [{ id: 'ann', email: 'ann@acme.example' }, { id: 'bo' }] }

describe('what a village holds beside its facts', () => {
  test('is absent where there is nothing in it', () => {
    const empty = { erasures: [{ salt: SALT, tombstones: [] }], imports: [{ source: 'crm', records: [] }] }
    for (const given of [{}, { erasures: [], imports: [] }, empty, { erasures: undefined, imports: undefined }]) {
      expect(exact(createVillage({ ...people, ...given }))).toBe(exact(createVillage(people)))
    }
  })

  test('is stored with instants, in order and deeply frozen, and what was given stays as it was', () => {
    const given = {
      ...people,
      imports: [
        { source: 'b', records: [{ id: '2', changedAt: '2026-03-02T01:00+01:00' }] },
        { source: 'a', records: [] },
        { source: 'a', records: [{ id: '__proto__', changedAt: new Date(0), gone: undefined }] },
        { source: 'b', records: [{ id: '10', changedAt: '2026-03-02' }] },
      ],
    }
    const written = exact(given)
    const { imports } = createVillage(given)
    expect(exact(given)).toBe(written)
    expect(imports).toEqual([
      { source: 'a', records: [{ id: '__proto__', changedAt: '1970-01-01T00:00:00.000Z' }] },
      {
        source: 'b',
        records: [
          { id: '10', changedAt: '2026-03-02T00:00:00.000Z' },
          { id: '2', changedAt: '2026-03-02T00:00:00.000Z' },
        ],
      },
    ])
    for (const each of [imports, imports?.[0], imports?.[0]?.records, imports?.[0]?.records[0]]) expect(Object.isFrozen(each)).toBe(true)
  })

  const village = createVillage({
    ...people,
    ...registers,
    observations: [{ id: 'o1', stakeholder: 'ann', at: '2026-03-02', sentiment: 0, via: 'text' }],
    decisions: [{ id: 'd', name: 'D', kind: 'new' }],
    comments: [{ id: 'c', stakeholder: 'ann', at: '2026-03-02', text: 'Eva said so' }],
  })
  const learned = { recordedAt: '2026-03-05' }
  const reading = { stakeholder: 'bo', at: '2026-03-02', sentiment: 0, via: 'text' } as const

  test.each<[string, (before: Village) => Village]>([
    ['record', before => record(before, { observations: [reading] })],
    ['recordSentiment', before => recordSentiment(before, reading)],
    ['recordDeparture', before => recordDeparture(before, 'ann', '2026-04-02')],
    ['recordOutcome', before => recordOutcome(before, 'd', { result: 'won', at: '2026-04-02' })],
    ['recordComment', before => recordComment(before, { id: 'c2', stakeholder: 'ann', at: '2026-03-02', text: 'Yes' })],
    ['redactComment', before => redactComment(before, 'c', ['Eva'])],
    ['revise', before => revise(before, { stakeholders: [{ id: 'ann', title: 'CFO' }] }, learned)],
    ['retract', before => retract(before, 'o1', learned)],
    ['setTie', before => setTie(before, { from: 'ann', to: 'bo', kind: 'influence', weight: 2 }, learned)],
    ['joinVillages', before => joinVillages(before, createVillage({ account: 'Acme', stakeholders: [{ id: 'cy' }] }), JOIN).village],
    ['joinVillages, of the one that is added', before => joinVillages(createVillage(people), before, JOIN).village],
    ['record of a village', before => record(createVillage(people), before)],
    ['revise to a village', before => revise(createVillage(people), before, learned)],
    ['knownBy', before => knownBy('test', before, Date.UTC(2026, 2, 1))],
    ['JSON', before => parseVillage(JSON.parse(JSON.stringify(before)))],
    ['a copy', before => record(structuredClone(before), { observations: [reading] })],
  ])('is carried on by %s', (_, change) => {
    const after = change(village)
    expect(after).not.toBe(village)
    for (const name of REGISTER_NAMES) {
      expect(village[name]).toHaveLength(1)
      expect(after[name]).toEqual(village[name])
    }
  })

  test('can be recorded alone', () => {
    const before = createVillage(people)
    const after = record(before, { imports: registers.imports })
    expect(after.imports).toEqual(village.imports)
    expect(before.imports).toBeUndefined()
    expect(revise(before, { imports: registers.imports }, learned)).toEqual(after)
  })

  test('is refused with all that is wrong in it and in the facts, each by its place', () => {
    const wrong = {
      ...people,
      erasures: [{ salt: 'short', tombstones: [{ hash: 'ABC' }] }],
      imports: [
        { source: '', records: [{ id: 'r', changedAt: '2026-02-30' }, { id: 3, changedAt: '2026-01-01', gone: false }, null] },
        'crm',
      ],
      observations: [{ stakeholder: 'nobody', at: '2026-03-02', sentiment: 2, via: 'text' }],
    }
    const { name, paths, message } = refused(() => callLoosely(createVillage, wrong))
    expect(name).toBe('InvalidVillageError')
    expect(paths).toEqual([
      'erasures[0].salt',
      'erasures[0].tombstones[0].hash',
      'imports[0].source',
      'imports[0].records[0].changedAt',
      'imports[0].records[1].id',
      'imports[0].records[1].gone',
      'imports[0].records[2]',
      'imports[1]',
      'observations[0].stakeholder',
      'observations[0].sentiment',
    ])
    expect(message).toContain('erasures[0].salt: is shorter than 16 characters')
    expect(message).toContain('erasures[0].tombstones[0].hash: "ABC" is not a hash of 64 hexadecimal digits')
    expect(refused(() => callLoosely(createVillage, { ...people, import: [] })).message).toContain('Did you mean "imports"?')
    const tooLate = { imports: [{ source: 'crm', records: [{ id: 'r', changedAt: '12345-01-01' }] }] }
    expect(refused(() => record(village, tooLate))).toMatchObject({ name: 'InvalidDateError', paths: ['imports[0].records[0].changedAt'] })
  })

  test.each([
    ['a list', '[{"source":"s","records":[],"__proto__":{"polluted":1}}]'],
    ['an entry', '[{"source":"s","records":[{"id":"r","changedAt":"2026-01-01","__proto__":{"polluted":1}}]}]'],
  ])('has no keys of the prototype in %s', (_, imports) => {
    const json = `{"schemaVersion":1,"account":{"id":"a","name":"A"},"imports":${imports}}`
    expect(refused(() => parseVillage(JSON.parse(json))).message).toMatch(/__proto__/)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('is no longer than a village may be, also when it grows', () => {
    const record = { id: 'r', changedAt: '2026-03-02T00:00:00.000Z' }
    const full = [{ source: 'crm', records: Array.from({ length: VILLAGE_LIMITS.facts }, (_, i) => ({ ...record, id: String(i) })) }]
    const grown = refused(() => unitedRegisters('record', { imports: full }, { imports: [{ source: 'other', records: [record] }] }))
    expect(grown).toMatchObject({ name: 'LimitExceededError', code: 'limitExceeded' })
    const tooMany = { ...people, imports: [{ source: 'crm', records: new Array(VILLAGE_LIMITS.facts + 1) }] }
    expect(refused(() => createVillage(tooMany)).name).toBe('LimitExceededError')
  })

  test('is in the published schema', () => {
    const { properties } = villageJsonSchema()
    expect(properties).toMatchObject({
      erasures: { items: { required: ['salt', 'tombstones'], properties: { salt: { minLength: 16 } } } },
      imports: { items: { required: ['source', 'records'] } },
    })
  })
})

const JOIN = { by: ['email'], recordedAt: '2026-03-05' } as const

describe('the union of what several villages hold beside their facts', () => {
  const time = fc.integer({ min: 1, max: 3 }).map(day => `2026-03-0${day}`)
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('a', 'b', '10', '2') },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_IDS) },
  )
  const imports = fc.array(
    fc.record({
      source: name,
      records: fc.array(fc.record({ id: name, changedAt: time, gone: fc.constantFrom(true as const, undefined) }), { maxLength: 6 }),
    }),
    { maxLength: 4 },
  )
  const erasures = fc.array(
    fc.record({
      salt: fc.constantFrom(SALT, 'another salt of more'),
      tombstones: fc.array(
        fc.record({ hash: fc.constantFrom('0', '1', 'f').map(digit => digit.repeat(64)), at: fc.option(time, { nil: undefined }) }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 3 },
  )
  const held = fc.record({ imports, erasures })
  const three = fc.record({ a: held, b: held, c: held })
  const villageWith = (facts: Pick<VillageFacts, 'erasures' | 'imports'>) => createVillage({ ...people, ...facts })

  test('does not depend on their order, and holds nothing twice', () => {
    always(
      three,
      given => {
        const [a, b, c] = [villageWith(given.a), villageWith(given.b), villageWith(given.c)]
        const all = record(record(a, b), c)
        expect(exact(record(a, record(c, b)))).toBe(exact(all))
        expect(exact(record(record(c, given.a), given.b))).toBe(exact(all))
        const [listed, dead] = [
          [given.a, given.b, given.c].flatMap(each => each.imports),
          [given.a, given.b, given.c].flatMap(each => each.erasures),
        ]
        expect(exact(villageWith({ imports: listed, erasures: dead }))).toBe(exact(all))
        for (const part of [all, a, b, c, given.a, structuredClone(all)]) expect(record(all, part)).toBe(all)
      },
      300,
    )
  })

  test('keeps of each record the latest version, gone where two are of one moment', () => {
    always(
      imports,
      given => {
        const village = villageWith({ imports: given })
        const rows = given.flatMap(({ source, records }) => records.map(each => ({ source, ...each })))
        const kept = (village.imports ?? []).flatMap(({ source, records }) => records.map(each => ({ source, ...each })))
        expect(new Set(kept.map(({ source, id }) => JSON.stringify([source, id]))).size).toBe(kept.length)
        for (const { source, id } of rows) {
          const versions = rows.filter(row => row.source === source && row.id === id)
          const last =
            versions
              .map(({ changedAt }) => changedAt)
              .sort()
              .at(-1) ?? ''
          const gone = versions.some(row => row.changedAt === last && row.gone === true)
          const found = kept.filter(row => row.source === source && row.id === id)
          expect(found).toEqual([{ source, id, changedAt: `${last}T00:00:00.000Z`, ...(gone && { gone: true }) }])
        }
      },
      300,
    )
  })
})
