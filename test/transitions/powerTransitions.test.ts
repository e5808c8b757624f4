import {
  createVillage,
  type DeepPartial,
  INTERACTION_KINDS,
  type PowerTransition,
  powerTransitions,
  record,
  revise,
  type Settings,
  type SnapshotOptions,
  snapshot,
  type Village,
  type VillageInput,
} from 'account-village'
import { detectHandover, type HandoverEvent, type HandoverOptions } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { day, instant } from '../support/days.js'
import { ended } from '../support/ended.js'
import { expectHonestFlag, expectSameLedger } from '../support/honestFlag.js'

type InteractionInput = NonNullable<VillageInput['interactions']>[number]

const PEOPLE = [
  { id: 'ann', roles: ['user'] },
  { id: 'bo', roles: ['decisionMaker'] },
  { id: 'cy', roles: ['champion'] },
  { id: 'di', roles: ['legalCompliance'] },
  { id: 'x' },
] as const
/** A meeting on a day that somebody drove. */
const driven = (n: number, drivenBy: string, rest: Partial<InteractionInput> = {}): InteractionInput => ({
  at: instant(n),
  kind: 'meeting',
  participants: [drivenBy],
  drivenBy,
  ...rest,
})
/** So many of them, a week apart. */
const weekly = (from: number, count: number, drivenBy: string, rest: Partial<InteractionInput> = {}): InteractionInput[] =>
  Array.from({ length: count }, (_, i) => driven(from + 7 * i, drivenBy, rest))
const villageOf = (interactions: readonly InteractionInput[], rest: Partial<VillageInput> = {}): Village =>
  createVillage({ account: 'Acme', stakeholders: PEOPLE, interactions, ...rest })
const lookAt = (village: Village, n: number, options: SnapshotOptions = {}): PowerTransition => {
  const [only, ...others] = powerTransitions(snapshot(village, instant(n), options))
  if (only === undefined || others.length > 0) throw new Error('there is not exactly one answer')
  return only
}
const of = (interactions: readonly InteractionInput[], n: number, settings: DeepPartial<Settings> = {}): PowerTransition =>
  lookAt(villageOf(interactions), n, { settings })
/** What the kernel makes of the same events. */
const kernel = (events: readonly HandoverEvent[], n: number, options: Partial<HandoverOptions> = {}) =>
  detectHandover(events, { ...options, day: n })
const told = ({ events }: PowerTransition) => events.map(({ kind, byDecider, people }) => [kind, byDecider, people])

const RISING = [...weekly(0, 12, 'ann'), ...weekly(84, 16, 'bo')]
const RISING_EVENTS = RISING.map(({ drivenBy }, i): HandoverEvent => ({ day: i * 7, byDecider: drivenBy === 'bo' }))
/** The day of the meeting after which the kernel flags it. */
const FLAGGED_ON = kernel(RISING_EVENTS, 400).flaggedDay ?? Number.NaN
/** So many weeks later everything is as it was. */
const BACK = [...RISING, ...weekly(84 + 16 * 7, 30, 'ann')]
const BACK_EVENTS = BACK.map(({ drivenBy }, i): HandoverEvent => ({ day: i * 7, byDecider: drivenBy === 'bo' }))
const REVERSED_ON = kernel(BACK_EVENTS, 500).turns[1]?.day ?? Number.NaN

describe('without evidence', () => {
  const nothing = { from: 'user', to: 'decider', status: 'noEvidence', events: [], carriers: { before: [], after: [] } }

  test('an account has no status but that, and no probability', () => {
    expect(lookAt(villageOf([]), 0)).toStrictEqual(nothing)
    expect(lookAt(villageOf([]), 3000)).toStrictEqual(nothing)
    expect(powerTransitions(snapshot(createVillage({ account: 'Acme' }), day(0)))).toStrictEqual([nothing])
  })

  test('it stays so when roles change: before the first interaction they are written down and tell nothing', () => {
    const appointed = villageOf([], { roles: [{ stakeholder: 'x', role: 'economicBuyer', since: day(5) }] })
    expect(lookAt(appointed, 100)).toStrictEqual(nothing)
  })

  test('so it is with interactions of people whose role nobody knows, of both sides without driver, and with those to come', () => {
    expect(of([driven(0, 'x'), { ...driven(1, 'x'), participants: ['x'] }], 10)).toStrictEqual(nothing)
    expect(of([{ at: day(0), kind: 'webinar', participants: [] }], 10)).toStrictEqual(nothing)
    expect(of([{ at: day(0), kind: 'meeting', participants: ['ann', 'bo'] }], 10)).toStrictEqual(nothing)
    expect(of([driven(11, 'bo')], 10)).toStrictEqual(nothing)
  })

  test('and with what weighs nothing', () => {
    const settings = { handover: { kindWeight: { meeting: 0 }, structural: { processChange: 0 } } }
    expect(of([driven(0, 'ann'), driven(1, 'bo', { kind: 'processChange' })], 10, settings)).toStrictEqual(nothing)
  })

  test('one interaction is evidence, after which power may have passed in silence', () => {
    const { status, probability, noChange } = of([driven(0, 'ann')], 10)
    expect(status).toBe('quiet')
    expect(probability).toBe(kernel([{ day: 0, byDecider: false }], 10).probability)
    expect(noChange).toBe(1 - (probability ?? Number.NaN))
  })
})

describe('the status', () => {
  test('goes from quiet over suspected to flagged as deciders take over, on to reversed when users do again, and in time to quiet', () => {
    const statuses = Array.from({ length: 100 }, (_, week) => of(BACK, week * 7).status)
    expect(statuses.filter((status, i) => status !== statuses[i - 1])).toEqual(['quiet', 'suspected', 'flagged', 'reversed', 'quiet'])
    expect(statuses.indexOf('flagged') * 7).toBe(FLAGGED_ON)
    expect(statuses.indexOf('reversed') * 7).toBe(REVERSED_ON)
  })

  test('rests on what the kernel gives', () => {
    for (const n of [0, 7, 30, 56, 90, 120, 300]) {
      const { probability, noChange, share } = of(RISING, n)
      const expected = kernel(RISING_EVENTS, n)
      expect([probability, noChange, share]).toEqual([expected.probability, expected.noChange, expected.share])
    }
  })

  test('is suspected from its setting on, by the probability after the last evidence, and not just below it', () => {
    const { probability = Number.NaN } = of(RISING, 98)
    const at = (suspectedFrom: number) => of(RISING, 98, { handover: { suspectedFrom } }).status
    expect([at(probability), at(probability + 1e-9)]).toEqual(['suspected', 'quiet'])
    const early = RISING.slice(0, 13)
    const [then, later] = [84, 160].map(n => of(early, n).probability ?? Number.NaN)
    expect(later).toBeGreaterThan(then ?? Number.NaN)
    expect(of(early, 160, { handover: { suspectedFrom: later ?? Number.NaN } }).status).toBe('quiet')
    expect(of(early, 160, { handover: { suspectedFrom: then ?? Number.NaN } }).status).toBe('suspected')
  })

  test('is flagged from one less the share of false alarms on, and not just below it', () => {
    const { probability = Number.NaN } = of(RISING, 119)
    const at = (falseAlarmShare: number) => of(RISING, 119, { handover: { falseAlarmShare } })
    expect(at(1 - probability + 1e-9)).toMatchObject({ status: 'flagged', flaggedAt: instant(119) })
    expect(at(1 - probability - 1e-9).status).toBe('suspected')
    expect(at(1 - probability - 1e-9)).not.toHaveProperty('flaggedAt')
  })

  test('is settled from so many days after the flag, however little happens', () => {
    const settledOn = FLAGGED_ON + 180
    const short = RISING.slice(0, FLAGGED_ON / 7 + 1)
    expect(of(short, settledOn - 0.001)).toMatchObject({ status: 'flagged', flaggedAt: instant(FLAGGED_ON) })
    expect(of(short, settledOn)).toMatchObject({ status: 'settled', flaggedAt: instant(FLAGGED_ON) })
    expect(of(short, FLAGGED_ON + 10, { handover: { settledAfterDays: 10 } }).status).toBe('settled')
    expect(of(short, FLAGGED_ON + 10, { handover: { settledAfterDays: 10.1 } }).status).toBe('flagged')
  })

  test('is reversed for as many days after the flag was taken back, and says when that was', () => {
    const back = BACK.slice(0, REVERSED_ON / 7 + 1)
    expect(of(back, REVERSED_ON - 7)).toMatchObject({ status: 'flagged', flaggedAt: instant(FLAGGED_ON) })
    expect(of(back, REVERSED_ON - 7)).not.toHaveProperty('reversedAt')
    for (const [n, status] of [
      [REVERSED_ON, 'reversed'],
      [REVERSED_ON + 179, 'reversed'],
      [REVERSED_ON + 180, 'quiet'],
    ] as const) {
      expect(of(back, n)).toMatchObject({ status, reversedAt: instant(REVERSED_ON) })
      expect(of(back, n)).not.toHaveProperty('flaggedAt')
      expect(of(back, n)).not.toHaveProperty('happenedAt')
    }
  })

  test('can be flagged again after a reversal, by a flag of its own', () => {
    const again = [...BACK, ...weekly(84 + 46 * 7, 25, 'bo')]
    const second = kernel(
      again.map(({ drivenBy }, i) => ({ day: i * 7, byDecider: drivenBy === 'bo' })),
      700,
    ).flaggedDay
    expect(second).toBeGreaterThan(REVERSED_ON)
    expect(of(again, 700)).toMatchObject({ flaggedAt: instant(second ?? 0) })
    expect(of(again, 700)).not.toHaveProperty('reversedAt')
  })

  test('says that deciders have led where they drove from the beginning', () => {
    const led = weekly(0, 30, 'bo')
    const statuses = Array.from({ length: 30 }, (_, week) => of(led, week * 7).status)
    expect(statuses.filter((status, i) => status !== statuses[i - 1])).toEqual(['quiet', 'decidersLead'])
    expect(of(led, 203)).not.toHaveProperty('happenedAt')
    expect(of(led, 203).probability).toBeLessThan(0.1)
  })

  test('is not reversed by a decider who drives, however long it was quiet before', () => {
    expect(of([...RISING, driven(1700, 'bo')], 1700).status).toBe('settled')
  })

  test('needs longer when changes are rarer', () => {
    const flaggedAt = (hazardPerDay: number) => of(RISING, 250, { handover: { hazardPerDay } }).flaggedAt ?? ''
    expect(flaggedAt(1 / 30) < flaggedAt(1 / 365)).toBe(true)
    expect(flaggedAt(1 / 365) < flaggedAt(1 / 3650)).toBe(true)
  })

  test('follows how soon power passes back and from when on a flag is taken back', () => {
    const probability = (reversalPerDay: number) => of(BACK, 230, { handover: { reversalPerDay } }).probability ?? Number.NaN
    expect(probability(1 / 30)).toBeLessThan(probability(1 / 730))
    expect(probability(1 / 730)).toBeLessThan(probability(0))
    const before = kernel(BACK_EVENTS, REVERSED_ON - 7).probability
    expect(of(BACK, REVERSED_ON - 7, { handover: { reversedBelow: before } }).status).toBe('reversed')
  })
})

describe('who drove', () => {
  test('is the one who is named, whoever else took part', () => {
    const crowd = driven(7, 'bo', { participants: ['ann', 'cy', 'bo', 'x'] })
    const found = of([driven(0, 'ann'), crowd], 7)
    expect(told(found)[1]).toEqual(['meeting', true, ['bo']])
    expect(found.probability).toBe(of([driven(0, 'ann'), driven(7, 'bo')], 7).probability)
  })

  test('is nobody whose role is unknown, even where others took part', () => {
    expect(told(of([driven(0, 'ann'), driven(7, 'x', { participants: ['bo', 'x'] })], 7))).toEqual([['meeting', false, ['ann']]])
  })

  test('is one side where nobody is named and only that side took part, and is believed less', () => {
    // Champions and those who guard a gate do not decide; of whom nobody knows the role says nothing.
    const ofOthers: InteractionInput = { at: instant(7), kind: 'meeting', participants: ['ann', 'cy', 'di', 'x', 'ann'] }
    const ofDeciders: InteractionInput = { at: instant(14), kind: 'meeting', participants: ['x', 'bo'] }
    const found = of([driven(0, 'ann'), ofOthers, ofDeciders], 14)
    expect(told(found).slice(1)).toEqual([
      ['meeting', false, ['ann', 'cy', 'di', 'x']],
      ['meeting', true, ['x', 'bo']],
    ])
    expect(found.events.map(({ weight }) => weight)).toEqual([1, 0.5, 0.5])
    for (const weight of [0.5, 0, 1]) {
      const expected = kernel(
        [
          { day: 0, byDecider: false },
          { day: 7, byDecider: false, weight },
          { day: 14, byDecider: true, weight },
        ],
        14,
      ).probability
      const settings = weight === 0.5 ? {} : { handover: { sharedWeight: weight } }
      expect(of([driven(0, 'ann'), ofOthers, ofDeciders], 14, settings).probability).toBe(expected)
    }
  })

  test('is unclear where nobody is named and both sides took part', () => {
    const mixed: InteractionInput = { at: instant(7), kind: 'meeting', participants: ['ann', 'bo'] }
    expect(told(of([driven(0, 'ann'), mixed], 7))).toEqual([['meeting', false, ['ann']]])
  })

  test('is judged by the roles of that time', () => {
    const promoted = villageOf([driven(0, 'ann'), driven(7, 'x'), driven(28, 'x')], {
      roles: [
        { stakeholder: 'x', role: 'user', until: day(20) },
        { stakeholder: 'x', role: 'approver', since: day(20) },
      ],
    })
    expect(told(lookAt(promoted, 30))).toEqual([
      ['meeting', false, ['ann']],
      ['meeting', false, ['x']],
      ['roleChange', true, ['x']],
      ['meeting', true, ['x']],
    ])
  })

  test('also counts people who have left since', () => {
    const gone = createVillage({
      account: 'Acme',
      stakeholders: [...PEOPLE.slice(0, 1), { id: 'bo', roles: ['decisionMaker'], leftAt: day(20) }],
      interactions: [driven(0, 'ann'), driven(7, 'bo')],
    })
    expect(told(lookAt(gone, 30))).toEqual([
      ['meeting', false, ['ann']],
      ['meeting', true, ['bo']],
    ])
  })

  const EXPECTED = { meeting: 1, email: 0.5, call: 1, demo: 1, webinar: 0.25, content: 0.25, approval: 1, agenda: 1, other: 0.5 } as const
  const ordinary = INTERACTION_KINDS.filter(kind => kind !== 'processChange')

  test.each(ordinary)('weighs as much as the settings say for the kind %s', kind => {
    for (const who of ['ann', 'bo']) {
      const interactions = [driven(0, 'ann', { kind: 'call' }), driven(14, who, { kind })]
      const events = (weight: number) => [
        { day: 0, byDecider: false },
        { day: 14, byDecider: who === 'bo', weight },
      ]
      const found = of(interactions, 14)
      expect(found.events[1]).toMatchObject({ kind, byDecider: who === 'bo', weight: EXPECTED[kind], idOf: 'interaction' })
      expect(found.events[1]).not.toHaveProperty('to')
      expect(found.probability).toBe(kernel(events(EXPECTED[kind]), 14).probability)
      const changed = of(interactions, 14, { handover: { kindWeight: { [kind]: 0.7, call: kind === 'call' ? 0.7 : 1 } } })
      const first = { day: 0, byDecider: false, weight: kind === 'call' ? 0.7 : 1 }
      expect(changed.probability).toBe(kernel([first, { day: 14, byDecider: who === 'bo', weight: 0.7 }], 14).probability)
    }
  })
})

describe('a change of the buying process', () => {
  const EVENTS: HandoverEvent[] = Array.from({ length: 8 }, (_, i) => ({ day: 7 * i, byDecider: false }))
  const changed = (rest: Partial<InteractionInput>) => [
    ...weekly(0, 8, 'ann'),
    driven(53, 'bo', { kind: 'processChange', id: 'new', ...rest }),
  ]

  test('is structural and nothing else, to the side that drove it', () => {
    const found = of(changed({}), 60)
    expect(found.events.at(-1)).toEqual({
      id: 'new',
      idOf: 'interaction',
      at: instant(53),
      kind: 'processChange',
      byDecider: true,
      weight: 0.6,
      to: 'deciders',
      people: ['bo'],
    })
    const structural = [{ day: 53, to: 'deciders', probability: 0.6 }] as const
    expect(found.probability).toBe(kernel(EVENTS, 60, { structural }).probability)
    expect(found.happenedAt?.estimate).toBe(instant(53))
    const settings = { handover: { structural: { processChange: 0.2 } } }
    const less = kernel(EVENTS, 60, { structural: [{ ...structural[0], probability: 0.2 }] })
    expect(of(changed({}), 60, settings).probability).toBe(less.probability)
    expect(of(changed({ drivenBy: 'ann' }), 60).events.at(-1)).toMatchObject({ byDecider: false, to: 'users', weight: 0.6 })
  })

  test('is clear without driver where one side took part, and not where both did', () => {
    const nobody = { drivenBy: undefined }
    expect(of(changed({ ...nobody, participants: ['bo'] }), 60).events.at(-1)).toMatchObject({ to: 'deciders', weight: 0.6 })
    expect(of(changed({ ...nobody, participants: ['ann', 'bo'] }), 60).events).toHaveLength(8)
  })
})

describe('a change of roles', () => {
  const appointed = (since: string, id = 'appointed') =>
    villageOf([driven(0, 'ann'), driven(30, 'ann')], { roles: [{ id, stakeholder: 'x', role: 'economicBuyer', since }] })
  const FIRST: HandoverEvent = { day: 0, byDecider: false }
  const ofRoles = (found: PowerTransition) => found.events.filter(({ kind }) => kind === 'roleChange').map(({ at, to }) => [at, to])

  test('is structural when a decider begins, under the id of the role', () => {
    const found = lookAt(appointed(day(14)), 20)
    expect(found.events[1]).toEqual({
      id: 'appointed',
      idOf: 'role',
      at: instant(14),
      kind: 'roleChange',
      byDecider: true,
      weight: 0.3,
      to: 'deciders',
      people: ['x'],
    })
    const probability = (each: number) => kernel([FIRST], 20, { structural: [{ day: 14, to: 'deciders', probability: each }] }).probability
    expect(found.probability).toBe(probability(0.3))
    const weaker = { handover: { structural: { roleChange: 0.1 } } }
    expect(lookAt(appointed(day(14)), 20, { settings: weaker }).probability).toBe(probability(0.1))
  })

  test('is one change where several facts say the same, and none where the role goes on', () => {
    const role = { stakeholder: 'x', role: 'economicBuyer', since: day(14) } as const
    const twice = villageOf([driven(0, 'ann')], {
      roles: [
        { ...role, id: 'b' },
        { ...role, id: 'a', source: 'crm' },
      ],
    })
    expect(
      lookAt(twice, 20)
        .events.map(({ id }) => id)
        .slice(1),
    ).toEqual(['a'])
    const renewed = villageOf([driven(0, 'ann')], {
      roles: [
        { ...role, until: day(16) },
        { ...role, since: day(16), authority: 2 },
      ],
    })
    expect(ofRoles(lookAt(renewed, 20))).toEqual([[instant(14), 'deciders']])
  })

  test('is structural when the last decider ends, and none as long as somebody decides', () => {
    const roles = [{ id: 'over', stakeholder: 'x', role: 'economicBuyer', since: '2025-01-01', until: day(35) }] as const
    const alone = createVillage({
      account: 'Acme',
      stakeholders: PEOPLE.filter(({ id }) => id !== 'bo'),
      interactions: [driven(0, 'ann'), ...weekly(7, 6, 'x')],
      roles,
    })
    expect(ofRoles(lookAt(alone, 34))).toEqual([])
    expect(lookAt(alone, 35).events.find(({ idOf }) => idOf === 'role')).toEqual({
      id: 'over',
      idOf: 'role',
      at: instant(35),
      kind: 'roleChange',
      byDecider: false,
      weight: 0.3,
      to: 'users',
      people: ['x'],
    })
    expect(lookAt(alone, 35).probability).toBeLessThan(lookAt(alone, 34).probability ?? 0)
    expect(ofRoles(lookAt(villageOf([driven(0, 'ann')], { roles }), 50))).toEqual([])
    const handed = { ...roles[0], id: 'next', stakeholder: 'y', since: day(35), until: undefined }
    const succeeded = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'x' }, { id: 'y' }],
      interactions: [driven(0, 'ann')],
      roles: [...roles, handed],
    })
    expect(ofRoles(lookAt(succeeded, 50))).toEqual([[instant(35), 'deciders']])
  })

  test('is none up to the first interaction', () => {
    expect(told(lookAt(appointed('2025-12-31'), 20))).toEqual([['meeting', false, ['ann']]])
    expect(told(lookAt(appointed(day(0)), 20))).toHaveLength(1)
    expect(told(lookAt(appointed(instant(0.001)), 20))).toHaveLength(2)
  })

  test('is none when it is not a decider who begins or ends', () => {
    for (const role of ['user', 'champion', 'gatekeeper'] as const) {
      const village = villageOf([driven(0, 'ann')], { roles: [{ stakeholder: 'x', role, since: day(14), until: day(16) }] })
      expect(told(lookAt(village, 20))).toEqual([['meeting', false, ['ann']]])
    }
  })

  test('is none as long as it lies ahead', () => {
    expect(told(lookAt(appointed(day(25)), 20))).toHaveLength(1)
    const leaving = villageOf([driven(0, 'ann')], { roles: [{ stakeholder: 'x', role: 'approver', until: day(25) }] })
    expect(told(lookAt(leaving, 20))).toHaveLength(1)
  })

  test('counts on the whole of the day on which it falls, like everything else', () => {
    const s = snapshot(appointed(instant(14.5)), day(14))
    expect(powerTransitions(s)[0]?.events.map(({ kind }) => kind)).toEqual(['meeting', 'roleChange'])
  })

  test('is told apart from an interaction of the same id', () => {
    const village = villageOf([driven(0, 'ann', { id: 'same' })], {
      roles: [{ id: 'same', stakeholder: 'x', role: 'approver', since: day(9) }],
    })
    expect(lookAt(village, 20).events.map(({ id, idOf }) => [id, idOf])).toEqual([
      ['same', 'interaction'],
      ['same', 'role'],
    ])
  })
})

describe('decisions', () => {
  const decisions = [
    { id: 'first', name: 'First', kind: 'new' },
    { id: 'second', name: 'Second', kind: 'renewal' },
  ] as const
  const interactions = [driven(0, 'ann'), ...weekly(7, 10, 'bo', { decision: 'first' }), ...weekly(8, 10, 'ann', { decision: 'second' })]

  test('have an answer each, with the interactions that name none', () => {
    const both = powerTransitions(snapshot(villageOf(interactions, { decisions }), day(80)))
    expect(both.map(({ decision, status }) => [decision, status])).toEqual([
      ['first', 'decidersLead'],
      ['second', 'quiet'],
    ])
    expect(both.map(({ events }) => events.length)).toEqual([11, 11])
    const late = [driven(0, 'ann', { decision: 'second' }), driven(7, 'bo', { decision: 'first' })]
    expect(powerTransitions(snapshot(villageOf(late, { decisions }), day(80))).map(({ decision }) => decision)).toEqual(['first', 'second'])
    const firstOnly = of([driven(0, 'ann'), ...weekly(7, 10, 'bo')], 80)
    expect(both[0]?.probability).toBe(firstOnly.probability)
  })

  test('in view is the only one', () => {
    const village = villageOf(interactions, { decisions })
    for (const { id } of decisions) {
      const found = powerTransitions(snapshot(village, day(80), { decision: id }))
      expect(found.map(({ decision }) => decision)).toEqual([id])
    }
  })

  test('that no interaction names share one answer, which names none', () => {
    const found = powerTransitions(snapshot(villageOf(RISING, { decisions }), day(80)))
    expect(found).toHaveLength(1)
    expect(found[0]).not.toHaveProperty('decision')
    // An interaction on another decision says nothing on this one.
    const other = villageOf([driven(0, 'ann'), driven(7, 'bo', { decision: 'second' })], { decisions })
    const inView = powerTransitions(snapshot(other, day(80), { decision: 'first' }))
    expect(inView.map(told)).toEqual([[['meeting', false, ['ann']]]])
  })

  test('have their own roles', () => {
    const village = villageOf([driven(0, 'ann'), driven(7, 'x', { decision: 'first' }), driven(7, 'x', { decision: 'second' })], {
      decisions,
      roles: [
        { stakeholder: 'x', role: 'approver', decision: 'first', since: day(3) },
        { stakeholder: 'x', role: 'user', decision: 'second' },
      ],
    })
    const [first, second] = powerTransitions(snapshot(village, day(80)))
    expect(first && told(first)).toEqual([
      ['meeting', false, ['ann']],
      ['roleChange', true, ['x']],
      ['meeting', true, ['x']],
    ])
    expect(second && told(second)).toEqual([
      ['meeting', false, ['ann']],
      ['meeting', false, ['x']],
    ])
  })
})

describe('evidence clustered in a day', () => {
  const before = weekly(0, 26, 'ann')
  const crowd = [0, 1, 2, 3, 4, 5].map(i => driven(182 + i / 24, 'bo', { kind: 'approval' }))
  const events = (count: number): HandoverEvent[] => [
    ...before.map((_, i) => ({ day: 7 * i, byDecider: false })),
    ...crowd.slice(0, count).map(() => ({ day: 182, byDecider: true })),
  ]

  test('tells less than the same evidence on days of its own, as much as the setting says', () => {
    for (const withinDayCorrelation of [0, 0.3, 1]) {
      const { probability } = of([...before, ...crowd], 182.5, { handover: { withinDayCorrelation } })
      expect(probability).toBe(kernel(events(6), 182.5, { withinDayCorrelation }).probability)
    }
  })

  test('flags at the moment of the event that made it enough, and no later one of that day moves it', () => {
    const settings = { handover: { withinDayCorrelation: 0 } }
    const enough = [1, 2, 3, 4, 5, 6].find(count => kernel(events(count), 183, { withinDayCorrelation: 0 }).flagged) ?? Number.NaN
    expect(enough).toBeGreaterThan(1)
    const flaggedOn = 182 + (enough - 1) / 24
    expect(of([...before, ...crowd], flaggedOn - 0.001, settings)).not.toHaveProperty('flaggedAt')
    for (const n of [flaggedOn, flaggedOn + 1 / 24, 183, 200])
      expect(of([...before, ...crowd], n, settings).flaggedAt).toBe(instant(flaggedOn))
  })

  test('is weighed as a whole: what comes later that day may take a flag away, as if it had never been', () => {
    const village = villageOf([
      ...RISING.filter(({ at }) => at <= instant(FLAGGED_ON)),
      ...[1, 2, 3].map(i => driven(FLAGGED_ON + 0.3 + i / 24, 'ann')),
    ])
    expect(lookAt(village, FLAGGED_ON).flaggedAt).toBe(instant(FLAGGED_ON))
    const later = lookAt(village, FLAGGED_ON + 0.9)
    expect(later.status).toBe('suspected')
    expect([later.flaggedAt, later.reversedAt]).toEqual([undefined, undefined])
  })
})

describe('the moment of the flag', () => {
  test('is that of the evidence that raised it, to the millisecond', () => {
    const shifted = RISING.map(each => ({ ...each, at: `${each.at.toString().slice(0, 11)}10:00:00.400Z` }))
    expect(of(shifted, 200).flaggedAt).toBe(`${instant(FLAGGED_ON).slice(0, 11)}10:00:00.400Z`)
  })

  test('does not move with what comes later, and goes with the flag', () => {
    const village = villageOf(BACK)
    for (let n = FLAGGED_ON; n < REVERSED_ON; n += 7) expect(lookAt(village, n).flaggedAt).toBe(instant(FLAGGED_ON))
    for (let n = 0; n < FLAGGED_ON; n += 7) expect(lookAt(village, n)).not.toHaveProperty('flaggedAt')
    for (let n = REVERSED_ON; n < REVERSED_ON + 50; n += 7) expect(lookAt(village, n)).not.toHaveProperty('flaggedAt')
  })

  test('is when the evidence became known, where that was later', () => {
    const lateBy = (days: number) => RISING.map((each, i) => ({ ...each, recordedAt: instant(i * 7 + days) }))
    expect(of(lateBy(3), 300).flaggedAt).toBe(instant(FLAGGED_ON + 3))
    // All of it came at once, as in the first import of a system.
    const imported = RISING.map(each => ({ ...each, recordedAt: instant(290) }))
    expect(of(imported, 300)).toMatchObject({ status: 'flagged', flaggedAt: instant(290) })
    expect(of(imported, 289)).toMatchObject({ status: 'noEvidence' })
    // Looked at with what was learned after the moment looked at.
    expect(lookAt(villageOf(imported), 289, { knownOn: instant(295) })).toMatchObject({ status: 'flagged', flaggedAt: instant(290) })
  })

  test('does not move when older evidence comes in late, and what was known then still tells it', () => {
    const village = villageOf(RISING)
    const late = record(village, { interactions: [...weekly(57, 6, 'ann', { recordedAt: instant(250) })] })
    expect(lookAt(late, 249).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(late, 260, { knownOn: instant(249) }).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(late, 260).flaggedAt).toBe(instant(FLAGGED_ON))
  })

  test('begins anew when what comes in late takes it away for a time', () => {
    const village = villageOf(RISING.slice(0, 22))
    const doubts = record(village, { interactions: weekly(85, 10, 'ann', { recordedAt: instant(150) }) })
    expect(lookAt(doubts, 149).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(doubts, 151)).not.toHaveProperty('flaggedAt')
    const again = record(doubts, { interactions: weekly(155, 20, 'bo') })
    const flaggedAt = lookAt(again, 300).flaggedAt ?? ''
    expect(flaggedAt > instant(155)).toBe(true)
    const n = (Date.parse(flaggedAt) - Date.parse(instant(0))) / 86_400_000
    expect(lookAt(again, n - 0.001)).not.toHaveProperty('flaggedAt')
    expect(lookAt(again, n).flaggedAt).toBe(flaggedAt)
  })

  test('waits for the role of who drove to be known', () => {
    const unknown = villageOf([...weekly(0, 12, 'ann'), ...weekly(84, 16, 'x')])
    const learned = record(unknown, { roles: [{ stakeholder: 'x', role: 'economicBuyer', recordedAt: instant(250) }] })
    expect(lookAt(learned, 249).status).toBe('quiet')
    expect(lookAt(learned, 260)).toMatchObject({ status: 'flagged', flaggedAt: instant(250) })
  })

  test('does not move when it becomes known late that a role had ended', () => {
    const told = ended(villageOf(RISING), 'roles', { stakeholder: 'bo', role: 'decisionMaker' }, day(180), instant(250))
    expect(lookAt(told, 249).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(told, 260).flaggedAt).toBe(instant(FLAGGED_ON))
  })

  test('takes roles into account from when it is known that we had met before', () => {
    const roles = [{ stakeholder: 'x', role: 'economicBuyer', since: day(50) }] as const
    const village = villageOf(RISING.slice(12), { roles })
    const late = record(village, { interactions: [driven(0, 'ann', { recordedAt: instant(150) })] })
    expect(told(lookAt(late, 149)).map(([kind]) => kind)).not.toContain('roleChange')
    expect(told(lookAt(late, 200))[1]).toEqual(['roleChange', true, ['x']])
  })

  test('is that of the reversal where the flag was taken back, even where nobody ever saw it', () => {
    const imported = BACK.map(each => ({ ...each, recordedAt: instant(500) }))
    const found = of(imported, 501)
    expect(found).toMatchObject({ status: 'reversed', reversedAt: instant(500) })
    expect(found).not.toHaveProperty('flaggedAt')
  })
})

describe('the moment of the flag, in weeks full of changes,', () => {
  const every = (from: number, to: number, who: string, rest: Partial<InteractionInput> = {}): InteractionInput[] =>
    Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, i) => driven(from + 2 * i, who, rest))
  const approver = (stakeholder: string, since: number, rest: { readonly until?: string; readonly recordedAt?: string } = {}) =>
    ({ id: `role of ${stakeholder}`, stakeholder, role: 'approver', since: instant(since), ...rest }) as const
  const users = every(0, 8, 'ann')

  test.each<[string, Village]>([
    [
      'in which a role is learned late',
      villageOf([...users, ...every(9, 25, 'x')], { roles: [approver('x', 9, { recordedAt: instant(16) })] }),
    ],
    [
      'in which a decider comes and goes, as was known before',
      villageOf([...users, ...every(9, 17, 'x'), driven(15.25, 'ann'), ...every(18, 28, 'ann')], {
        roles: [approver('x', 8.5, { until: instant(15.5), recordedAt: instant(2) })],
      }),
    ],
    [
      'in which two tell the same of a role, and one of them later',
      villageOf([...users, ...every(10, 24, 'bo')], {
        roles: [approver('x', 9), { ...approver('x', 9, { recordedAt: instant(13) }), id: 'another', source: 'crm' }],
      }),
    ],
    [
      'in which much happens on one day, and some of it is learned later',
      villageOf([
        ...users,
        ...[9.25, 9.75, 10.25, 11.5, 12.5].map(n => driven(n, 'bo')),
        ...[9.5, 10.5].map(n => driven(n, 'ann', { recordedAt: instant(13.25) })),
        ...every(14.5, 26, 'bo', { recordedAt: instant(20.5) }),
      ]),
    ],
    [
      'in which the process changes, and back',
      villageOf(
        [
          ...users,
          driven(10, 'bo', { kind: 'processChange' }),
          ...every(10.5, 16, 'bo'),
          driven(20, 'ann', { kind: 'processChange' }),
          ...every(20.5, 30, 'ann'),
        ],
        { roles: [approver('di', 10.5, { until: instant(18), recordedAt: instant(12) })] },
      ),
    ],
    [
      'in which the first meeting is learned last',
      villageOf([...every(6, 20, 'bo'), driven(0, 'ann', { recordedAt: instant(17) }), driven(1, 'ann', { recordedAt: instant(14) })], {
        roles: [approver('di', 3), approver('x', 0.5, { until: instant(5) })],
      }),
    ],
    [
      'in which it is learned late that the only decider had gone',
      ended(villageOf([...users, ...every(9, 25, 'bo')]), 'roles', { stakeholder: 'bo', role: 'decisionMaker' }, day(12), instant(20)),
    ],
    [
      'in which a role is believed otherwise, and no more',
      revise(
        villageOf([...users, ...every(9, 25, 'x'), ...every(9.5, 20, 'cy')], { roles: [approver('x', 9), approver('cy', 9)] }),
        { roles: [approver('x', 15), { ...approver('cy', 9), role: 'champion' }] },
        { recordedAt: instant(21) },
      ),
    ],
  ])('%s is that from which on snapshots of every moment show it', (_, village) => {
    expectHonestFlag(village)
    expectSameLedger(village)
  })
})

test('what tells of a hand-over stands in order of time, and at one time by id', () => {
  const roles = ['x', 'cy'].map(id => ({ id: `role of ${id}`, stakeholder: id, role: 'approver' as const, since: instant(9.5) }))
  const found = lookAt(villageOf([driven(0, 'ann'), driven(9.75, 'bo'), driven(9.25, 'bo')], { roles }), 10)
  expect(told(found)).toEqual([
    ['meeting', false, ['ann']],
    ['meeting', true, ['bo']],
    ['roleChange', true, ['cy']],
    ['roleChange', true, ['x']],
    ['meeting', true, ['bo']],
  ])
})

describe('the date and the carriers', () => {
  test('are those of the kernel: the median, and the people before and after it', () => {
    const found = of(RISING, 196)
    const date = kernel(RISING_EVENTS, 196).date
    const minutes = (moment: string | undefined, n: number | undefined) =>
      Math.abs(Date.parse(moment ?? '') - Date.parse(instant(n ?? 0))) / 60_000
    expect(minutes(found.happenedAt?.estimate, date?.day)).toBeLessThan(1)
    expect(minutes(found.happenedAt?.interval[0], date?.interval[0])).toBeLessThan(1)
    expect(minutes(found.happenedAt?.interval[1], date?.interval[1])).toBeLessThan(1)
    expect(date?.day).toBeGreaterThan(77)
    expect(date?.day).toBeLessThan(84)
    const few = ['bo', 'ann', 'x', 'cy', 'ann', 'cy', 'cy'].map((who, i) => driven(7 * i, who, who === 'x' ? { drivenBy: 'di' } : {}))
    expect(of(few, 60).carriers).toEqual({ before: ['cy', 'ann', 'bo', 'di'], after: [] })
    expect(found.carriers).toEqual({ before: ['ann'], after: ['bo'] })
  })

  test('name whoever drove most first, then by id, and also people who only took part', () => {
    const two = [
      ...weekly(0, 6, 'cy'),
      ...weekly(1, 4, 'ann'),
      ...weekly(2, 4, 'di'),
      ...weekly(84, 14, 'bo'),
      { at: instant(100), kind: 'call', participants: ['x', 'bo'] } as const,
    ]
    expect(of(two, 180).carriers).toEqual({ before: ['cy', 'ann', 'di'], after: ['bo', 'x'] })
  })

  test('leave out those whose role changed and who drove nothing', () => {
    const village = villageOf(RISING, { roles: [{ stakeholder: 'x', role: 'approver', since: day(150) }] })
    expect(told(lookAt(village, 196))).toContainEqual(['roleChange', true, ['x']])
    expect(lookAt(village, 196).carriers).toEqual({ before: ['ann'], after: ['bo'] })
  })

  test('are not made up where nothing may have happened: all drove before', () => {
    for (const n of [0, 60]) {
      expect(of(RISING, n)).not.toHaveProperty('happenedAt')
      expect(of(RISING, n).carriers).toEqual({ before: ['ann'], after: [] })
    }
  })
})
