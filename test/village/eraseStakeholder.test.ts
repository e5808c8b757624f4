import { createHmac } from 'node:crypto'
import {
  createVillage,
  type EraseOptions,
  eraseStakeholder,
  joinVillages,
  parseVillage,
  record,
  recordDeparture,
  recordSentiment,
  revise,
  setTie,
  snapshot,
  type Village,
  type VillageInput,
} from 'account-village'
import { recordComment } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { FACT_ARRAYS, FACT_KINDS } from '../../src/model/village.js'
import { isErased } from '../../src/village/isErased.js'
import { everyField } from '../support/everyField.js'
import { exact } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { refused } from '../support/refusal.js'

const SALT = 'drawn at random: 1'
const NAME = 'Zoë Hidden-Smith'
const MAIL = 'Zoe.Hidden@Private.example'
const ids = [
  { source: 'crm', id: '003ZOE' },
  { source: 'survey', id: '7' },
]
const zoe = { id: 'zoe-id', name: NAME, email: MAIL, title: 'Chief Hiding Officer', externalIds: ids }
const CANARIES = [NAME, MAIL, MAIL.toLowerCase(), 'zoe-id', '003ZOE', 'Chief Hiding Officer', 'Hidden']

type Path = readonly (string | number)[]

/** Where the texts in a value are. */
function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, Array.isArray(value) ? Number(key) : key]))
}

/** A copy with another text at a place. */
function replaced<Value>(value: Value, path: Path, text: string): Value {
  const copy = structuredClone(value)
  let part: unknown = copy
  for (const key of path.slice(0, -1)) part = Reflect.get(Object(part), key)
  Reflect.set(Object(part), path.at(-1) ?? '', text)
  return copy
}

function isAccepted(input: VillageInput): boolean {
  try {
    createVillage(input)
    return true
  } catch {
    return false
  }
}

/** A village with zoe, and facts of every kind about her and about others with her. */
function withZoe(input: VillageInput): Village {
  const at = '2026-03-04'
  const about = { stakeholder: 'zoe-id', at, source: NAME }
  const others = createVillage({ ...input, stakeholders: [...(input.stakeholders ?? []), { id: 'cy' }] })
  const told = record(others, {
    stakeholders: [zoe],
    roles: [{ stakeholder: 'zoe-id', role: 'user' }],
    vetoes: [{ stakeholder: 'zoe-id', scope: MAIL }],
    ties: [
      { from: 'zoe-id', to: 'bo', kind: 'influence' },
      { from: 'cy', to: 'zoe-id', kind: 'reportsTo' },
    ],
    nominations: [
      { ...about, nominates: ['bo'] },
      { id: 'n1', stakeholder: 'bo', at, nominates: ['zoe-id'] },
    ],
    observations: [{ ...about, sentiment: 0.4, via: 'text', note: `${NAME} at ${MAIL}` }],
    interactions: [
      { id: 'm1', at, kind: 'meeting', participants: ['bo', 'zoe-id'], drivenBy: 'zoe-id' },
      { id: 'm2', at, kind: 'meeting', participants: ['zoe-id'] },
    ],
    decisions: [
      {
        id: 'd1',
        name: 'D',
        kind: 'new',
        rule: { quota: 2, members: [{ of: 'zoe-id' }, { of: 'bo', veto: true }] },
        outcome: { result: 'won', at, statedBy: [{ stakeholder: 'zoe-id', reason: 'x' }] },
      },
    ],
    motives: [{ stakeholder: 'zoe-id', kind: 'career', statement: NAME }],
    expectations: [{ id: 'e1', stakeholder: 'zoe-id', statement: NAME, importance: 1, status: [] }],
    barriers: [
      { id: 'b1', statement: 'B', stakeholders: ['zoe-id', 'bo'], kind: 'other', blocks: 0.1 },
      { id: 'b2', statement: NAME, stakeholders: ['zoe-id'], kind: 'other', blocks: 0.1 },
    ],
    usage: [{ stakeholder: 'zoe-id', at, level: 1 }],
    comments: [{ ...about, id: 'c1', text: NAME }],
    interviews: [{ ...about, id: 'i1', answers: [{ question: 'q', summary: MAIL }] }],
    requests: [{ ...about, via: 'survey' }],
    upheavals: [{ id: 'h1', at, kind: 'other', stakeholders: ['zoe-id'] }],
    teammates: [{ id: 'max' }],
    relationships: [{ teammate: 'max', stakeholder: 'zoe-id', level: 1 }],
    moves: [
      { id: 'g1', statement: NAME, with: ['zoe-id'], by: 'max' },
      { id: 'g2', statement: NAME, byThem: 'zoe-id' },
      {
        id: 'g3',
        statement: 'For both',
        with: ['zoe-id', 'bo'],
        byThem: 'zoe-id',
        dependsOn: ['g1', 'g2', 'g0'],
        answers: [
          { kind: 'comment', id: 'c1' },
          { kind: 'expectation', id: 'e1', stakeholder: 'zoe-id' },
          { kind: 'barrier', id: 'b2' },
          { kind: 'barrier', id: 'b1' },
          { kind: 'interview', id: 'i1' },
          { kind: 'plan', id: 'spring', stakeholder: 'zoe-id' },
          { kind: 'finding', id: '["left","zoe-id"]' },
          { kind: 'finding', id: '["left","bo"]' },
          { kind: 'question', id: 'not JSON' },
        ],
        sharedWith: [
          { stakeholder: 'zoe-id', at },
          { stakeholder: 'bo', at },
        ],
      },
    ],
    imports: [{ source: 'crm', records: ['003ZOE', 'Contact/003ZOE', '7', 'zoe-id', '1'].map(id => ({ id, changedAt: at })) }],
  })
  const married = { ...zoe, name: 'Zoë Hidden', email: 'zoe@second.example' }
  return revise(told, { stakeholders: [married] }, { recordedAt: '2026-03-09' })
}

describe('eraseStakeholder', () => {
  test('leaves no trace of a person: in no text field of any kind of fact, no version, no record', () => {
    const plain = everyField()
    for (const name of FACT_ARRAYS) {
      const facts: readonly object[] = plain[name] ?? []
      const fields = new Set(facts.flatMap(fact => Object.keys(fact)))
      expect([name, FACT_KINDS[name].fields.filter(field => !fields.has(field))]).toEqual([
        name,
        name === 'decisions' ? ['retractedAt', 'stateUnknown'] : ['retractedAt'],
      ])
    }
    // Whatever may be any text is a text field, but for ids and for the names of another person.
    const other = { ...plain, stakeholders: [...(plain.stakeholders ?? []), { id: 'cy' }] }
    const fields = textsIn(plain).filter(path => {
      const isOwn = (path[0] === 'stakeholders' || path[0] === 'teammates') && ['name', 'email', 'externalIds'].includes(String(path[2]))
      return !isOwn && path.at(-1) !== 'id' && path.join() !== 'account,parent' && isAccepted(replaced(other, path, 'any text'))
    })
    expect(fields.length).toBeGreaterThan(50)
    const text = `as ${NAME.toUpperCase()} <${MAIL.toLowerCase()}>, zoe@second.example (003ZOE, zoe-id) said`
    const village = withZoe(fields.reduce((input, path) => replaced(input, path, text), plain))
    for (const canary of CANARIES) expect(JSON.stringify(village)).toContain(canary)

    const { village: erased, receipt } = eraseStakeholder(village, 'zoe-id', { at: '2026-03-10', salt: SALT })
    for (const written of [JSON.stringify(erased), JSON.stringify(receipt)]) {
      for (const canary of [...CANARIES, 'zoe@second.example', 'HIDDEN']) expect(written).not.toContain(canary)
    }
    expect(JSON.stringify(erased).split('as [erased] <[erased]>, [erased] ([erased], [erased]) said')).toHaveLength(fields.length + 1)
    expect(Object.values(receipt.texts).reduce((sum, count) => sum + count, 0)).toBe(fields.length)
    expect(exact(parseVillage(JSON.parse(JSON.stringify(erased))))).toBe(exact(erased))
    expect(snapshot(erased, '2026-03-05').stakeholders.map(({ id }) => id)).not.toContain('zoe-id')
  })

  const village = withZoe(everyField())

  test('takes the person out of what others share with them, under the same ids, and counts', () => {
    const { village: erased, receipt } = eraseStakeholder(village, 'zoe-id', { salt: SALT })
    expect(erased.interactions.map(({ id, participants, drivenBy }) => [id, participants, drivenBy])).toEqual([
      ['m', ['bo', 'cy'], 'bo'],
      ['m1', ['bo'], undefined],
    ])
    expect(erased.barriers.map(({ id, stakeholders }) => [id, stakeholders])).toEqual([
      ['b', ['bo']],
      ['b1', ['bo']],
    ])
    expect(erased.moves.map(({ id }) => id)).toEqual(['g', 'g0', 'g3'])
    expect(erased.moves.at(-1)).toEqual({
      id: 'g3',
      statement: 'For both',
      with: ['bo'],
      dependsOn: ['g0'],
      answers: [
        { kind: 'barrier', id: 'b1' },
        { kind: 'finding', id: '["left","bo"]' },
        { kind: 'question', id: 'not JSON' },
      ],
      sharedWith: [{ stakeholder: 'bo', at: '2026-03-04T00:00:00.000Z' }],
    })
    expect(erased.relationships.map(({ id }) => id)).toEqual(['l'])
    expect(erased.nominations.find(({ id }) => id === 'n1')?.nominates).toEqual([])
    const { rule, outcome } = erased.decisions.find(({ id }) => id === 'd1') ?? {}
    expect(rule).toEqual({ quota: 1, members: [{ of: 'bo', veto: true }] })
    expect(outcome).toEqual({ result: 'won', at: '2026-03-04T00:00:00.000Z' })
    expect(erased.imports).toMatchObject([{ source: 'crm', records: [{ id: '1' }, { id: '7' }] }])
    const one = { roles: 1, vetoes: 1, nominations: 1, observations: 1, interactions: 1, motives: 1, expectations: 1, barriers: 1 }
    expect(receipt).toEqual({
      removed: {
        ...one,
        stakeholders: 2,
        ties: 2,
        usage: 1,
        comments: 1,
        interviews: 1,
        requests: 1,
        upheavals: 1,
        relationships: 1,
        moves: 2,
      },
      changed: { nominations: 1, interactions: 1, decisions: 1, barriers: 1, moves: 1 },
      texts: {},
      imports: 3,
      tombstones: erased.erasures?.[0]?.tombstones,
    })
    expect(Object.isFrozen(receipt.removed) && Object.isFrozen(receipt.tombstones[0]) && Object.isFrozen(erased.erasures)).toBe(true)
  })

  test('leaves everything else of others as it was', () => {
    const { village: erased } = eraseStakeholder(village, 'zoe-id', { salt: SALT })
    const { imports: _, erasures: __, ...rest } = erased
    const others = createVillage({ ...everyField(), stakeholders: [...(everyField().stakeholders ?? []), { id: 'cy' }] })
    for (const name of FACT_ARRAYS) {
      for (const fact of others[name]) expect(rest[name].map(each => JSON.stringify(each))).toContain(JSON.stringify(fact))
    }
  })

  test('takes what they said of an outcome out, also where they have no seat', () => {
    const statedBy = ['zoe-id', 'bo'].map(stakeholder => ({ stakeholder, reason: 'speed' }))
    const outcome = { result: 'lost' as const, at: '2026-03-02', reasons: ['speed'], statedBy }
    const { decisions } = eraseStakeholder(
      record(village, { decisions: [{ id: 'd2', name: 'D', kind: 'new', outcome }] }),
      'zoe-id',
    ).village
    expect(decisions.find(({ id }) => id === 'd2')?.outcome).toMatchObject({ reasons: ['speed'], statedBy: statedBy.slice(1) })
  })

  test('leaves another person their name, also where it is the same one', () => {
    const junior = { id: 'zoe-2', name: NAME, title: `Daughter of ${NAME}`, externalIds: [{ source: '003ZOE', id: '8' }] }
    const { stakeholders } = eraseStakeholder(record(village, { stakeholders: [junior] }), 'zoe-id').village
    expect(stakeholders).toContainEqual({ ...junior, title: 'Daughter of [erased]' })
  })

  test('leaves texts as they are where that is asked for', () => {
    const comments = [{ id: 'c9', at: '2026-03-02', stakeholder: 'bo', text: `Ask ${NAME}.` }]
    const named = record(village, { comments })
    const text = (texts: EraseOptions['texts']) =>
      eraseStakeholder(named, 'zoe-id', { texts }).village.comments.find(({ id }) => id === 'c9')?.text
    expect(text('keep')).toBe(`Ask ${NAME}.`)
    expect(text('erase')).toBe('Ask [erased].')
    expect(text(undefined)).toBe('Ask [erased].')
  })

  test('leaves a tombstone for each id and address: an HMAC-SHA-256 in UTF-8 that anyone who has the salt can make', () => {
    const { village: erased, receipt } = eraseStakeholder(village, 'zoe-id', { at: '2026-03-10', salt: SALT })
    const keyed = (text: string) => createHmac('sha256', SALT).update(text, 'utf8').digest('hex')
    const known = ['id:zoe-id', 'mail:zoe.hidden@private.example', 'mail:zoe@second.example']
    const hashes = [...known, 'external:["crm","003ZOE"]', 'external:["survey","7"]'].map(keyed).sort()
    expect(receipt.tombstones).toEqual(hashes.map(hash => ({ hash, at: '2026-03-10T00:00:00.000Z' })))
    expect(erased.erasures).toEqual([{ salt: SALT, tombstones: receipt.tombstones }])
  })

  test('keeps the salt of earlier erasures, and makes one of the account where there is none', () => {
    const once = eraseStakeholder(village, 'zoe-id').village
    const salt = once.erasures?.[0]?.salt ?? ''
    expect(salt).toMatch(/^[0-9a-f]{64}$/)
    expect(salt).not.toContain('acme')
    expect(eraseStakeholder(once, 'cy').village.erasures).toHaveLength(1)
    const other = eraseStakeholder(once, 'cy', { salt: SALT }).village
    expect(other.erasures?.map(each => each.salt)).toEqual([salt, SALT].sort())
    expect(isErased(other, { id: 'cy' }) && isErased(other, { id: 'zoe-id' })).toBe(true)
  })

  test('does nothing the second time, and refuses a person who was never there', () => {
    const { village: erased } = eraseStakeholder(village, 'zoe-id', { salt: SALT })
    const again = eraseStakeholder(erased, 'zoe-id', { salt: 'another salt of more' })
    expect(again.village).toBe(erased)
    expect(again.receipt).toEqual({ removed: {}, changed: {}, texts: {}, imports: 0, tombstones: [] })
    expect(refused(() => eraseStakeholder(erased, 'nobody')).name).toBe('UnknownStakeholderError')
  })

  test('refuses a salt that is too short and does not show it', () => {
    const { name, message, paths } = refused(() => eraseStakeholder(village, 'zoe-id', { salt: 'secret' }))
    expect([name, paths]).toEqual(['InvalidArgumentError', ['salt']])
    expect(message).not.toContain('secret')
  })

  test('leaves what another person has too to that person', () => {
    const shared = { email: 'office@acme.example', externalIds: [{ source: 'crm', id: '00700700' }] }
    const comments = [{ id: 'c', at: '2026-03-02', stakeholder: 'bo', text: 'office@acme.example, 00700700, 10203040' }]
    const before = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', ...shared, externalIds: [...shared.externalIds, { source: 'crm', id: '10203040' }] },
        { id: 'bo', ...shared },
      ],
      comments,
    })
    const { village: erased } = eraseStakeholder(before, 'ann', { salt: SALT })
    expect(erased.stakeholders).toEqual([{ id: 'bo', ...shared }])
    expect(erased.comments[0]?.text).toBe('office@acme.example, 00700700, [erased]')
    expect(isErased(erased, { id: 'bo', ...shared })).toBe(false)
    expect(isErased(erased, { id: 'ann2', externalIds: [{ source: 'crm', id: '10203040' }] })).toBe(true)
    expect(isErased(eraseStakeholder(erased, 'bo').village, { id: 'new', email: ' OFFICE@acme.example' })).toBe(true)
  })

  test.each([
    ['a quota that the others reach', { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy' }] }, 2, ['bo', 'cy']],
    ['one that they do not', { quota: 3, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy' }] }, 2, ['bo', 'cy']],
    ['a body of their own', { quota: 2, members: [{ of: { quota: 1, members: [{ of: 'ann' }] } }, { of: 'bo', weight: 1 }] }, 1, ['bo']],
  ])('makes of %s what is left', (_, rule, quota, seats) => {
    const people = ['ann', 'bo', 'cy'].map(id => ({ id }))
    const before = createVillage({ account: 'Acme', stakeholders: people, decisions: [{ id: 'd', name: 'D', kind: 'new', rule }] })
    const { village: erased } = eraseStakeholder(before, 'ann')
    expect(erased.decisions[0]?.rule).toMatchObject({ quota, members: seats.map(of => ({ of })) })
    const alone = createVillage({ account: 'Acme', stakeholders: people, decisions: [{ id: 'd', name: 'D', kind: 'new', rule: 'ann' }] })
    expect(eraseStakeholder(alone, 'ann').village.decisions).toEqual([{ id: 'd', name: 'D', kind: 'new' }])
  })
})

describe('a person who was erased', () => {
  const at = '2026-03-02'
  const before = createVillage({ account: 'Acme', stakeholders: [zoe, { id: 'bo' }] })
  const erased = eraseStakeholder(before, 'zoe-id', { salt: SALT }).village
  const learned = { recordedAt: '2026-03-09' }
  const reading = { stakeholder: 'zoe-id', at, sentiment: 0, via: 'text' } as const
  const elsewhere = createVillage({ account: 'Acme', stakeholders: [{ id: 's9', email: MAIL.toUpperCase() }] })

  test.each<[string, () => unknown]>([
    ['record', () => record(erased, { observations: [reading] })],
    ['record of the person', () => record(erased, { stakeholders: [{ id: 'zoe-id' }] })],
    ['record under another id', () => record(erased, { stakeholders: [{ id: 'new', email: ` ${MAIL.toLowerCase()} ` }] })],
    ['record by an id elsewhere', () => record(erased, { stakeholders: [{ id: 'new', externalIds: ids.slice(0, 1) }] })],
    ['record of a role in short', () => record(erased, { stakeholders: [{ id: 'zoe-id', roles: ['user'], veto: true }] })],
    ['record of a meeting', () => record(erased, { interactions: [{ at, kind: 'demo', participants: ['bo', 'zoe-id'] }] })],
    ['record of a rule', () => record(erased, { decisions: [{ id: 'd', name: 'D', kind: 'new', rule: 'zoe-id' }] })],
    ['record of what was before', () => record(erased, before)],
    ['record of the tombstones into what was before', () => record(before, erased)],
    ['recordSentiment', () => recordSentiment(erased, reading)],
    ['recordDeparture', () => recordDeparture(erased, 'zoe-id', at)],
    ['recordComment', () => recordComment(erased, { id: 'c', at, stakeholder: 'zoe-id', text: 'x' })],
    ['revise', () => revise(erased, { stakeholders: [{ id: 'zoe-id', title: 'CEO' }] }, learned)],
    ['setTie', () => setTie(erased, { from: 'bo', to: 'zoe-id', kind: 'influence', weight: 1 }, learned)],
    ['joinVillages', () => joinVillages(erased, elsewhere, { by: ['email'], ...learned })],
    ['parseVillage', () => parseVillage({ ...structuredClone(erased), stakeholders: [zoe] })],
    ['snapshot of a copy', () => snapshot({ ...erased, stakeholders: [zoe] }, at)],
  ])('is refused by %s, which says neither their name nor an id', (_, act) => {
    const { name, code, message, paths } = refused(act)
    expect([name, code]).toEqual(['ErasedStakeholderError', 'erasedStakeholder'])
    for (const canary of [...CANARIES, 'zoe', 'new']) expect([message, ...paths].join().toLowerCase()).not.toContain(canary.toLowerCase())
  })

  test('is one of the issues where more is wrong', () => {
    const { name, paths } = refused(() => record(erased, { observations: [reading, { ...reading, stakeholder: 'nobody' }] }))
    expect(name).toBe('InvalidVillageError')
    expect(paths).toEqual(['observations[0].stakeholder', 'observations[1].stakeholder'])
  })

  test('is known by any id or address, in a copy too, and nobody else is', () => {
    for (const village of [erased, parseVillage(JSON.parse(JSON.stringify(erased))), structuredClone(erased)]) {
      expect(isErased(village, { id: 'zoe-id' })).toBe(true)
      expect(isErased(village, { id: 'x', email: ` ${MAIL.toUpperCase()}` })).toBe(true)
      expect(isErased(village, { id: 'x', externalIds: [{ source: 'survey', id: '7' }] })).toBe(true)
      expect(isErased(village, { id: 'x', email: ' ', externalIds: [{ source: 'crm', id: '7' }] })).toBe(false)
      expect(isErased(village, { id: NAME, email: 'bo@acme.example' })).toBe(false)
    }
    expect(isErased(before, zoe)).toBe(false)
  })

  test('is not taken for another one, however alike their ids are', () => {
    const people = HOSTILE_IDS.map(id => ({ id }))
    const all = createVillage({ account: 'Acme', stakeholders: people })
    for (const { id } of people.slice(0, 12)) {
      const { village } = eraseStakeholder(all, id, { salt: SALT })
      expect(village.stakeholders).toHaveLength(people.length - 1)
      expect(people.filter(each => isErased(village, each))).toEqual([{ id }])
    }
    const surrogates = createVillage({ account: 'Acme', stakeholders: [{ id: '\ud800' }, { id: '\ud801' }, { id: '\ufffd' }] })
    expect(eraseStakeholder(surrogates, '\ud800').village.stakeholders).toHaveLength(2)
  })
})
