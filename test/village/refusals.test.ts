import { createVillage, parseVillage, recordSentiment, snapshot, VILLAGE_LIMITS } from 'account-village'
import { describe, expect, test } from 'vitest'
import dates from '../fixtures/hostile/dates.json' with { type: 'json' }
import numbers from '../fixtures/hostile/numbers.json' with { type: 'json' }
import { strangeNumbers } from '../support/exact.js'
import { allMeasures } from '../support/measures.js'
import { callLoosely, refused, within } from '../support/refusal.js'

const people = [{ id: 'ann' }, { id: 'bo' }]
const create = (facts: object): unknown => callLoosely(createVillage, { account: 'Acme', stakeholders: people, ...facts })
const reading = { stakeholder: 'ann', at: '2026-03-02', sentiment: 0, via: 'text' }

describe('what is wrong', () => {
  test('is all told at once, each where it stands', () => {
    const refusal = refused(() =>
      create({
        account: { id: '', name: 'Acme', annualRevenue: { amount: -1, currency: 'Euro' } },
        stakeholders: [
          { id: 'ann', roles: ['user', 'boss', { role: 'coach', authority: -1 }], veto: { scope: 3 } },
          { name: 'nameless' },
          'bo',
        ],
        observations: [reading, { ...reading, sentiment: 2, via: 'rumour' }],
        interviews: [{ id: 'i', at: '2026-03-02', stakeholder: 'ann', answers: [{ question: 'q', summary: 's' }, { question: 'q' }] }],
        rumours: [],
      }),
    )
    expect(refusal).toMatchObject({ name: 'InvalidVillageError', code: 'invalidVillage' })
    expect(refusal.paths.sort()).toEqual([
      '',
      'account.annualRevenue.amount',
      'account.annualRevenue.currency',
      'account.id',
      'interviews[0].answers[1].summary',
      'observations[1].sentiment',
      'observations[1].via',
      'stakeholders[0].roles[1].role',
      'stakeholders[0].roles[2].authority',
      'stakeholders[0].veto.scope',
      'stakeholders[1].id',
      'stakeholders[2]',
    ])
    expect(refusal.message).toContain('createVillage: ')
  })

  test('is told in a second round where it needs the first to be right: dates, rules and names', () => {
    const refusal = refused(() =>
      create({
        stakeholders: [{ id: 'ann', joinedAt: 'soon', roles: [{ role: 'user', since: '2026-02-30' }] }],
        comments: [{ id: 'c', at: '2026-03-02', stakeholder: 'ann', text: 't', actions: [{ at: 'later', by: 'us', statement: 's' }] }],
        decisions: [{ id: 'd', name: 'D', kind: 'new', rule: { quota: 0, members: [] }, outcome: { result: 'won', at: '' } }],
        expectations: [
          {
            id: 'e',
            stakeholder: 'ann',
            statement: 's',
            importance: 0,
            status: [
              { at: '2026-03-02', state: 'open' },
              { at: '03/02', state: 'met' },
            ],
          },
        ],
      }),
    )
    expect(refusal.paths.sort()).toEqual([
      'comments[0].actions[0].at',
      'decisions[0].outcome.at',
      'decisions[0].rule',
      'expectations[0].status[1].at',
      'stakeholders[0].joinedAt',
      'stakeholders[0].roles[0].since',
    ])
  })

  test('is named where it was written: every name of something that is not there', () => {
    const nowhere = 'nowhere'
    const refusal = refused(() =>
      create({
        stakeholders: [{ id: 'ann', unit: nowhere, roles: [{ role: 'user', decision: nowhere }], veto: { decision: nowhere } }],
        units: [{ id: 'u', name: 'U', kind: 'team', parent: nowhere }],
        ties: [{ from: nowhere, to: nowhere, kind: 'conflict' }],
        observations: [{ ...reading, decision: nowhere }],
        interactions: [{ at: '2026-03-02', kind: 'demo', participants: ['ann', nowhere], drivenBy: nowhere, decision: nowhere }],
        nominations: [{ stakeholder: nowhere, at: '2026-03-02', nominates: [nowhere] }],
        motives: [{ stakeholder: nowhere, kind: 'risk', statement: 's' }],
        expectations: [{ id: 'e', stakeholder: nowhere, statement: 's', importance: 0, status: [], decision: nowhere }],
        barriers: [{ id: 'b', statement: 's', kind: 'policy', blocks: 0, unit: nowhere, stakeholders: [nowhere] }],
        usage: [{ at: '2026-03-02', level: 0, unit: nowhere, stakeholder: nowhere }],
        comments: [{ id: 'c', at: '2026-03-02', stakeholder: nowhere, text: 't' }],
        interviews: [{ id: 'i', at: '2026-03-02', stakeholder: nowhere, answers: [] }],
        requests: [{ stakeholder: nowhere, at: '2026-03-02', via: 'survey' }],
        upheavals: [{ at: '2026-03-02', kind: 'merger', unit: nowhere, stakeholders: ['ann', nowhere] }],
        decisions: [{ id: 'd', name: 'D', kind: 'new', rule: { quota: 1, members: [{ of: nowhere }] } }],
        relationships: [{ teammate: nowhere, stakeholder: nowhere, level: 1 }],
        moves: [
          {
            id: 'm',
            statement: 's',
            with: [nowhere],
            by: nowhere,
            decision: nowhere,
            dependsOn: [nowhere],
            answers: [
              ...['expectation', 'barrier', 'comment', 'interview', 'plan', 'finding', 'question'].map(kind => ({ kind, id: nowhere })),
              { kind: 'plan', id: nowhere, stakeholder: nowhere },
            ],
            sharedWith: [{ stakeholder: nowhere, at: '2026-03-02' }],
          },
          { id: 'n', statement: 's', byThem: nowhere },
        ],
      }),
    )
    expect(refusal.name).toBe('InvalidVillageError')
    expect(refusal.paths).toHaveLength(39)
    for (const path of [
      'stakeholders[0].unit',
      'stakeholders[0].roles[0].decision',
      'stakeholders[0].veto.decision',
      'interactions[0].participants',
      'decisions[0].rule',
      ...[0, 1, 2, 3].map(i => `moves[0].answers[${i}].id`),
      'moves[0].answers[7].stakeholder',
      'moves[0].sharedWith[0].stakeholder',
      'moves[1].byThem',
    ]) {
      expect(refusal.paths).toContain(path)
    }
  })

  test('is told as what it is, and not as missing, when it is there but of the wrong type', () => {
    const { message } = refused(() => create({ observations: [{ ...reading, sentiment: '0.5' }], interviews: 'none' }))
    expect(message).toContain('observations[0].sentiment: the text "0.5" is not a number')
    expect(message).not.toContain('missing')
    expect(refused(() => create({ observations: [{ stakeholder: 'ann', at: '2026-03-02', via: 'text' }] })).message).toContain(
      'observations[0].sentiment: is missing',
    )
  })

  test('is a role or a veto in short that names somebody else than the person with whom it stands', () => {
    for (const short of [{ roles: [{ role: 'user', stakeholder: 'bo' }] }, { veto: { stakeholder: 'bo' } }]) {
      expect(refused(() => create({ stakeholders: [{ id: 'ann', ...short }, { id: 'bo' }] })).name).toBe('InvalidVillageError')
    }
  })

  test('is the same wherever a village comes from', () => {
    const wrong = { schemaVersion: 1, account: { id: 'a', name: 'A' }, stakeholders: people, observations: [{ ...reading, sentiment: 2 }] }
    for (const act of [
      () => parseVillage(wrong),
      () => callLoosely(createVillage, wrong),
      () => callLoosely(snapshot, wrong, '2026-03-02'),
    ]) {
      expect(refused(act).paths).toEqual(['observations[0].sentiment'])
    }
  })

  test.each([[null], ['Acme'], [3], [true], [[]], [() => 0]])('is a whole input of %j', input => {
    const refusal = refused(() => callLoosely(createVillage, input))
    expect(refusal.name).toBe('InvalidVillageError')
  })
})

describe('keys of the prototype', () => {
  test.each([
    ['the village', '{"schemaVersion":1,"account":"a","__proto__":{"polluted":1}}'],
    ['the account', '{"schemaVersion":1,"account":{"id":"a","name":"A","__proto__":{"polluted":1}}}'],
    ['a fact', '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x","__proto__":{"polluted":1}}]}'],
    ['a fact in short', '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x","roles":["user"],"__proto__":{"polluted":1}}]}'],
    [
      'a role in short',
      '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x","roles":[{"role":"user","__proto__":{"polluted":1}}]}]}',
    ],
    ['a veto in short', '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x","veto":{"__proto__":{"polluted":1}}}]}'],
    [
      'a part of a fact',
      '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x","externalIds":[{"source":"s","id":"1","__proto__":{"polluted":1}}]}]}',
    ],
    [
      'an outcome',
      '{"schemaVersion":1,"account":"a","decisions":[{"id":"d","name":"D","kind":"new","outcome":{"result":"won","at":"2026-01-01","__proto__":{}}}]}',
    ],
    [
      'a rule',
      '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x"}],"decisions":[{"id":"d","name":"D","kind":"new","rule":{"quota":1,"members":[{"of":"x"}],"__proto__":{}}}]}',
    ],
    ['a constructor', '{"schemaVersion":1,"account":"a","stakeholders":[{"id":"x","constructor":{"prototype":{"polluted":1}}}]}'],
  ])('are refused in %s, and change nothing', (_, json) => {
    expect(['InvalidVillageError', 'InvalidRuleError']).toContain(refused(() => parseVillage(JSON.parse(json))).name)
    expect(refused(() => parseVillage(JSON.parse(json))).message).toMatch(/__proto__|constructor/)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('dates', () => {
  const facts = (at: unknown) => ({
    stakeholders: [{ id: 'ann', joinedAt: at }],
    observations: [{ ...reading, at, recordedAt: at }],
    decisions: [{ id: 'd', name: 'D', kind: 'new', expectedAt: at }],
  })
  const paths = ['decisions[0].expectedAt', 'observations[0].at', 'observations[0].recordedAt', 'stakeholders[0].joinedAt']

  test.each(dates.accept)('are taken: %s', text => {
    create(facts(text))
    expect(snapshot(createVillage({ account: 'Acme' }), text).asOf).toBe(new Date(text).toISOString())
  })

  test.each([...dates.reject, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, new Date(Number.NaN)])(
    'are refused with every place: %j',
    at => {
      expect(refused(() => create(facts(at)))).toMatchObject({ name: 'InvalidDateError', code: 'invalidDate' })
      expect(refused(() => create(facts(at))).paths.sort()).toEqual(paths)
      expect(refused(() => callLoosely(snapshot, createVillage({ account: 'Acme' }), at))).toMatchObject({
        name: 'InvalidDateError',
        paths: ['asOf'],
      })
      expect(refused(() => callLoosely(snapshot, createVillage({ account: 'Acme' }), '2026-03-02', { knownOn: at }))).toMatchObject({
        paths: ['knownOn'],
      })
    },
  )

  test.each([[null], [true], [{}], [['2026-03-02']], ['']])('that are no dates at all are refused: %j', at => {
    expect(['InvalidDateError', 'InvalidVillageError']).toContain(refused(() => create({ observations: [{ ...reading, at }] })).name)
    expect(refused(() => callLoosely(snapshot, createVillage({ account: 'Acme' }), at)).name).toBe('InvalidDateError')
  })

  test('may not end what has not begun', () => {
    const backwards = { since: '2026-03-02', until: '2026-03-01' }
    const refusal = refused(() =>
      create({
        stakeholders: [{ id: 'ann', joinedAt: '2026-03-02', leftAt: '2026-03-01', roles: [{ role: 'user', ...backwards }] }, { id: 'bo' }],
        ties: [{ from: 'ann', to: 'bo', kind: 'influence', ...backwards }],
        observations: [{ ...reading, recordedAt: '2026-03-05', retractedAt: '2026-03-04' }],
      }),
    )
    expect(refusal.paths.sort()).toEqual([
      'observations[0].retractedAt',
      'stakeholders[0].leftAt',
      'stakeholders[0].roles[0].until',
      'ties[0].until',
    ])
    create({ stakeholders: [{ id: 'ann', joinedAt: '2026-03-02', leftAt: '2026-03-02' }] })
  })
})

/** Every number that a fact may hold, in a village that makes use of it. */
const NUMBERS: readonly [name: string, facts: (value: unknown) => object][] = [
  [
    'observations[0].sentiment',
    value => ({
      observations: [
        { ...reading, sentiment: value },
        { ...reading, sentiment: 0.5 },
      ],
    }),
  ],
  ['observations[0].sd', sd => ({ observations: [1, -1, 0.5].map(sentiment => ({ ...reading, sentiment, sd })) })],
  ['observations[0].confidence', confidence => ({ observations: [1, -1].map(sentiment => ({ ...reading, sentiment, confidence })) })],
  ['interviews[0].sentiment', sentiment => ({ interviews: [{ id: 'i', at: '2026-03-02', stakeholder: 'ann', answers: [], sentiment }] })],
  [
    'ties[0].weight',
    weight => ({
      ties: [
        ['ann', 'bo'],
        ['bo', 'ann'],
      ].map(([from, to]) => ({ from, to, kind: 'influence', weight })),
    }),
  ],
  ['ties[0].confidence', confidence => ({ ties: [{ from: 'ann', to: 'bo', kind: 'influence', confidence }] })],
  [
    'stakeholders[0].openness',
    openness => ({
      stakeholders: [
        { id: 'ann', openness },
        { id: 'bo', openness },
      ],
      ties: [
        ['ann', 'bo'],
        ['bo', 'ann'],
      ].map(([from, to]) => ({ from, to, kind: 'influence' })),
    }),
  ],
  ['roles[0].authority', authority => ({ roles: ['ann', 'bo'].map(stakeholder => ({ stakeholder, role: 'approver', authority })) })],
  [
    'units[0].share',
    share => ({ units: [{ id: 'u', name: 'U', kind: 'team', share }], stakeholders: [{ id: 'ann', unit: 'u' }, { id: 'bo' }] }),
  ],
  ['decisions[0].value.amount', amount => ({ decisions: [{ id: 'd', name: 'D', kind: 'new', value: { amount, currency: 'EUR' } }] })],
  ['interactions[0].effort', effort => ({ interactions: [{ at: '2026-03-02', kind: 'demo', participants: ['ann'], effort }] })],
  [
    'expectations[0].importance',
    importance => ({ expectations: [{ id: 'e', stakeholder: 'ann', statement: 's', importance, status: [] }] }),
  ],
  ['barriers[0].blocks', blocks => ({ barriers: [{ id: 'b', statement: 's', kind: 'policy', blocks }] })],
  ['upheavals[0].strength', strength => ({ upheavals: [{ at: '2026-02-20', kind: 'merger', strength }] })],
  ['usage[0].level', level => ({ usage: [{ at: '2026-03-02', level }] })],
]

describe.each(NUMBERS)('%s', (path, facts) => {
  test.each(numbers.numbers)('is %s only if no measure breaks with it', source => {
    const measured = within(2, () => {
      try {
        return allMeasures(snapshot(createVillageLoosely({ stakeholders: people, ...facts(Number(source)) }), '2026-03-02'))
      } catch (error) {
        expect(error).toMatchObject({ name: 'InvalidVillageError', code: 'invalidVillage' })
        expect(Reflect.get(Object(error), 'issues')[0].path).toBe(path)
        return undefined
      }
    })
    expect(strangeNumbers(measured)).toEqual([])
    const shares = [...(measured?.power.values() ?? [])].reduce((sum, { share }) => sum + share, 0)
    expect(measured === undefined ? 1 : shares).toBeCloseTo(1, 6)
  })

  test('is nothing but a number', () => {
    for (const json of numbers.nonNumbers) {
      const refusal = refused(() => create(facts(JSON.parse(json))))
      expect([refusal.name, refusal.paths[0]], json).toEqual(['InvalidVillageError', path])
    }
  })
})

describe('limits', () => {
  test('of people are told', () => {
    const many = Array.from({ length: VILLAGE_LIMITS.stakeholders + 1 }, (_, i) => ({ id: `p${i}` }))
    expect(refused(() => create({ stakeholders: many }))).toMatchObject({ name: 'LimitExceededError', code: 'limitExceeded' })
    create({ stakeholders: many.slice(1) })
    const full = createVillage({ account: 'Acme', stakeholders: many.slice(1) })
    expect(refused(() => callLoosely(recordSentiment, full, { ...reading, stakeholder: 'p0' })).name).toBe('UnknownStakeholderError')
  })

  test('of facts are told', () => {
    const many = Array.from({ length: VILLAGE_LIMITS.facts + 1 }, (_, i) => ({ at: 0, level: i / 1e6 }))
    expect(within(30, () => refused(() => create({ usage: many })))).toMatchObject({ name: 'LimitExceededError' })
  })

  test('hold for faulty facts too: a hundred thousand of them are refused and break nothing', () => {
    const faulty = Array.from({ length: 100_000 }, () => ({}))
    expect(within(30, () => refused(() => create({ observations: faulty }))).name).toBe('InvalidVillageError')
  })

  test('hold for lists in lists a hundred thousand deep', () => {
    let deep: unknown[] = []
    for (let level = 0; level < 100_000; level++) deep = [deep]
    for (const facts of [{ stakeholders: deep }, { observations: [{ ...reading, themes: deep }] }, { rumours: deep }]) {
      expect(within(10, () => refused(() => create(facts))).name).toBe('InvalidVillageError')
    }
  })

  test('hold for rules a hundred thousand levels deep', () => {
    let rule: unknown = 'ann'
    for (let level = 0; level < 100_000; level++) rule = { quota: 1, members: [{ of: rule }] }
    const { name } = within(10, () => refused(() => create({ decisions: [{ id: 'd', name: 'D', kind: 'new', rule }] })))
    expect(['LimitExceededError', 'InvalidRuleError']).toContain(name)
  })
})

function createVillageLoosely(facts: object): ReturnType<typeof createVillage> {
  return parseVillage({ schemaVersion: 1, account: { id: 'Acme', name: 'Acme' }, ...facts })
}
