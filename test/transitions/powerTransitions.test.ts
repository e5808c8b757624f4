import {
  createVillage,
  type DeepPartial,
  INTERACTION_KINDS,
  type InteractionKind,
  type PowerTransition,
  powerTransitions,
  record,
  type Settings,
  type SnapshotOptions,
  snapshot,
  type Village,
  type VillageInput,
} from 'account-village'
import { detectHandover, type HandoverEvent } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { day, instant } from '../support/days.js'
import { ended } from '../support/ended.js'

type InteractionInput = NonNullable<VillageInput['interactions']>[number]

const PEOPLE = [
  { id: 'ann', roles: ['user'] },
  { id: 'bo', roles: ['decisionMaker'] },
  { id: 'cy', roles: ['champion'] },
  { id: 'di', roles: ['legalCompliance'] },
  { id: 'x' },
] as const
const OPTIONS = { hazardPerDay: 1 / 365, falseAlarmShare: 0.05, withinDayCorrelation: 0.3 }

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
const kernel = (events: readonly HandoverEvent[], n: number, options = OPTIONS) => detectHandover(events, { ...options, day: n })
const told = ({ events }: PowerTransition) => events.map(({ kind, byDecider, people }) => [kind, byDecider, people])

const RISING = [...weekly(0, 8, 'ann'), ...weekly(56, 12, 'bo')]
/** The day of the ninth meeting that a decider drove; the kernel says so too. */
const FLAGGED_ON = 56 + 8 * 7

describe('without evidence', () => {
  const nothing = {
    from: 'user',
    to: 'decider',
    status: 'quiet',
    probability: 0,
    events: [],
    carriers: { before: [], after: [] },
    reason: 'noEvidence',
  }

  test('an account is quiet, and says why', () => {
    expect(lookAt(villageOf([]), 0)).toEqual(nothing)
    expect(lookAt(villageOf([]), 3000)).toEqual(nothing)
    expect(powerTransitions(snapshot(createVillage({ account: 'Acme' }), day(0)))).toEqual([nothing])
  })

  test('it stays quiet when roles change: before the first interaction they are written down and tell nothing', () => {
    const appointed = villageOf([], { roles: [{ stakeholder: 'x', role: 'economicBuyer', since: day(5) }] })
    expect(lookAt(appointed, 100)).toEqual(nothing)
  })

  test('so it is with interactions of people whose role nobody knows, and with those to come', () => {
    expect(of([driven(0, 'x'), { ...driven(1, 'x'), participants: ['x'] }], 10)).toEqual(nothing)
    expect(of([{ at: day(0), kind: 'webinar', participants: [] }], 10)).toEqual(nothing)
    expect(of([driven(11, 'bo')], 10)).toEqual(nothing)
  })

  test('one interaction is evidence, of which the probability is that of its hazard since then', () => {
    const { status, probability, reason } = of([driven(0, 'ann')], 10)
    expect([status, reason]).toEqual(['quiet', undefined])
    expect(probability).toBeCloseTo(1 - (364 / 365) ** 10, 12)
  })
})

describe('the status', () => {
  test('goes from quiet over suspected to flagged as deciders take over, and on to reversed when users do again', () => {
    const back = [...RISING, ...weekly(140, 20, 'ann')]
    const statuses = Array.from({ length: 40 }, (_, week) => of(back, week * 7).status)
    expect(statuses.filter((status, i) => status !== statuses[i - 1])).toEqual(['quiet', 'suspected', 'flagged', 'reversed'])
    expect(statuses.indexOf('flagged') * 7).toBe(FLAGGED_ON)
  })

  test('rests on the probability that the kernel gives, as long as nothing was flagged', () => {
    const events = RISING.map(({ drivenBy }, i) => ({ day: i * 7, byDecider: drivenBy === 'bo' }))
    for (const n of [0, 7, 30, 56, 70, 84, 97]) {
      expect(of(RISING, n).probability).toBeCloseTo(kernel(events, n).probability, 11)
    }
    expect(kernel(events, 200).flaggedDay).toBe(FLAGGED_ON)
  })

  test('is suspected from its setting on, and not just below it', () => {
    const { probability } = of(RISING, 70)
    const at = (suspectedFrom: number) => of(RISING, 70, { handover: { suspectedFrom } }).status
    expect([at(probability - 1e-9), at(probability + 1e-9)]).toEqual(['suspected', 'quiet'])
  })

  test('is flagged from one less the share of false alarms on, and not just below it', () => {
    const { probability } = of(RISING, 98)
    const at = (falseAlarmShare: number) => of(RISING, 98, { handover: { falseAlarmShare } })
    expect(at(1 - probability + 1e-9)).toMatchObject({ status: 'flagged', flaggedAt: instant(98) })
    expect(at(1 - probability - 1e-9).status).toBe('suspected')
    expect(at(1 - probability - 1e-9)).not.toHaveProperty('flaggedAt')
  })

  test('stays flagged on mixed evidence, and is reversed only below its own threshold', () => {
    const back = [...RISING, ...weekly(140, 20, 'ann')]
    const days = Array.from({ length: 20 }, (_, i) => 140 + 7 * i)
    const turned = days.find(n => of(back, n).status === 'reversed') ?? Number.NaN
    expect(of(back, turned).probability).toBeLessThanOrEqual(0.05)
    const before = of(back, turned - 7)
    expect(before.status).toBe('flagged')
    expect(before.probability).toBeGreaterThan(0.05)
    expect(before.probability).toBeLessThan(0.5)
    // With both thresholds together it would be taken back at once.
    expect(of(back, turned - 7, { handover: { reversedBelow: 0.5 } }).status).toBe('reversed')
  })

  test('can be flagged again after a reversal, and keeps the first flag', () => {
    const again = [...RISING, ...weekly(140, 20, 'ann'), ...weekly(280, 20, 'bo')]
    expect(of(again, 279).status).toBe('reversed')
    expect(of(again, 420)).toMatchObject({ status: 'flagged', flaggedAt: instant(FLAGGED_ON) })
  })

  test('is not reversed by a decider who drives, however long it was quiet before', () => {
    expect(of([...RISING, driven(1700, 'bo')], 1700).status).toBe('flagged')
  })

  test('needs longer when changes are rarer', () => {
    const flaggedAt = (hazardPerDay: number) => of(RISING, 200, { handover: { hazardPerDay } }).flaggedAt ?? ''
    expect(flaggedAt(1 / 30) < flaggedAt(1 / 365)).toBe(true)
    expect(flaggedAt(1 / 365) < flaggedAt(1 / 3650)).toBe(true)
  })
})

describe('who drove', () => {
  test('is the one who is named, whoever else took part', () => {
    const crowd = driven(7, 'bo', { participants: ['ann', 'cy', 'bo', 'x'] })
    const found = of([driven(0, 'ann'), crowd], 7)
    expect(told(found)[1]).toEqual(['meeting', 1, ['bo']])
    expect(found.probability).toBe(of([driven(0, 'ann'), driven(7, 'bo')], 7).probability)
  })

  test('is everybody who took part when nobody is named, each with a part, and is believed less', () => {
    const shared: InteractionInput = { at: instant(7), kind: 'meeting', participants: ['ann', 'bo', 'cy', 'di'] }
    const found = of([driven(0, 'ann'), shared], 7)
    // Champions and those who guard a gate do not decide.
    expect(told(found)[1]).toEqual(['meeting', 0.25, ['ann', 'bo', 'cy', 'di']])
    for (const weight of [0.5, 0, 1]) {
      const settings = { handover: { sharedWeight: weight } }
      const expected = kernel(
        [
          { day: 0, byDecider: false },
          { day: 7, byDecider: 0.25, weight },
        ],
        7,
      ).probability
      expect(of([driven(0, 'ann'), shared], 7, weight === 0.5 ? {} : settings).probability).toBeCloseTo(expected, 12)
    }
  })

  test('leaves out those whose role nobody knows', () => {
    const shared: InteractionInput = { at: instant(7), kind: 'meeting', participants: ['x', 'bo'] }
    expect(of([driven(0, 'ann'), shared], 7).events.map(({ byDecider }) => byDecider)).toEqual([0, 1])
  })

  test('counts nobody twice who is listed twice', () => {
    const shared: InteractionInput = { at: instant(7), kind: 'meeting', participants: ['bo', 'ann', 'bo'] }
    expect(of([driven(0, 'ann'), shared], 7).events.map(({ byDecider }) => byDecider)).toEqual([0, 0.5])
  })

  test('is judged by the roles of that time', () => {
    const promoted = villageOf([driven(0, 'ann'), driven(7, 'x'), driven(28, 'x')], {
      roles: [
        { stakeholder: 'x', role: 'user', until: day(20) },
        { stakeholder: 'x', role: 'approver', since: day(20) },
      ],
    })
    expect(told(lookAt(promoted, 30))).toEqual([
      ['meeting', 0, ['ann']],
      ['meeting', 0, ['x']],
      ['roleChange', 1, ['x']],
      ['meeting', 1, ['x']],
    ])
  })

  test('also counts people who have left since', () => {
    const gone = createVillage({
      account: 'Acme',
      stakeholders: [...PEOPLE.slice(0, 1), { id: 'bo', roles: ['decisionMaker'], leftAt: day(20) }],
      interactions: [driven(0, 'ann'), driven(7, 'bo')],
    })
    expect(told(lookAt(gone, 30))).toEqual([
      ['meeting', 0, ['ann']],
      ['meeting', 1, ['bo']],
    ])
  })

  test.each(INTERACTION_KINDS)('weighs as much as the settings say for the kind %s', kind => {
    const by = (who: string) => [driven(0, 'ann'), driven(14, who, { kind })]
    const wanted: { readonly [Kind in InteractionKind]?: readonly [number, number] } = { approval: [0.2, 0.8], processChange: [0.05, 0.95] }
    const [p0, p1] = wanted[kind] ?? [0.3, 0.6]
    const byUs = { drivenByDecider: { [kind]: { before: 0.11, after: 0.77 } } }
    for (const [who, byDecider] of [
      ['ann', false],
      ['bo', true],
    ] as const) {
      const first = { day: 0, byDecider: false }
      expect(of(by(who), 14).probability).toBeCloseTo(kernel([first, { day: 14, byDecider, p0, p1 }], 14).probability, 12)
      const changed = kernel(
        [kind === 'meeting' ? { ...first, p0: 0.11, p1: 0.77 } : first, { day: 14, byDecider, p0: 0.11, p1: 0.77 }],
        14,
      )
      expect(of(by(who), 14, { handover: byUs }).probability).toBeCloseTo(changed.probability, 12)
    }
  })
})

describe('a change of roles', () => {
  const appointed = (since: string) =>
    villageOf([driven(0, 'ann'), driven(30, 'ann')], { roles: [{ stakeholder: 'x', role: 'economicBuyer', since }] })

  test('is strong evidence when a decider begins', () => {
    const found = lookAt(appointed(day(14)), 20)
    expect(found.events[1]).toEqual({ id: 'x', at: instant(14), kind: 'roleChange', byDecider: 1, people: ['x'] })
    const events = [
      { day: 0, byDecider: false },
      { day: 14, byDecider: true, p0: 0.05, p1: 0.95 },
    ]
    expect(found.probability).toBeCloseTo(kernel(events, 20).probability, 12)
    const weaker = { handover: { roleChange: { before: 0.4, after: 0.5 } } }
    const less = events.map(event => ('p0' in event ? { ...event, p0: 0.4, p1: 0.5 } : event))
    expect(lookAt(appointed(day(14)), 20, { settings: weaker }).probability).toBeCloseTo(kernel(less, 20).probability, 12)
  })

  test('is strong evidence against it when a decider ends', () => {
    const ended = villageOf([driven(0, 'ann'), ...weekly(7, 3, 'bo')], {
      roles: [{ stakeholder: 'x', role: 'economicBuyer', since: '2025-01-01', until: day(35) }],
    })
    expect(told(lookAt(ended, 34)).some(([kind]) => kind === 'roleChange')).toBe(false)
    expect(lookAt(ended, 35).events.at(-1)).toEqual({ id: 'x', at: instant(35), kind: 'roleChange', byDecider: 0, people: ['x'] })
    expect(lookAt(ended, 35).probability).toBeLessThan(lookAt(ended, 34).probability / 5)
  })

  test('is none before the first interaction, and at it one', () => {
    expect(told(lookAt(appointed('2025-12-31'), 20))).toEqual([['meeting', 0, ['ann']]])
    expect(told(lookAt(appointed(day(0)), 20))).toHaveLength(2)
  })

  test('is none when it is not a decider who begins', () => {
    for (const role of ['user', 'champion', 'gatekeeper'] as const) {
      const village = villageOf([driven(0, 'ann')], { roles: [{ stakeholder: 'x', role, since: day(14) }] })
      expect(told(lookAt(village, 20))).toEqual([['meeting', 0, ['ann']]])
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
      ['first', 'flagged'],
      ['second', 'quiet'],
    ])
    expect(both.map(({ events }) => events.length)).toEqual([11, 11])
    const late = [driven(0, 'ann', { decision: 'second' }), driven(7, 'bo', { decision: 'first' })]
    expect(powerTransitions(snapshot(villageOf(late, { decisions }), day(80))).map(({ decision }) => decision)).toEqual(['first', 'second'])
    const firstOnly = of([driven(0, 'ann'), ...weekly(7, 10, 'bo')], 80)
    expect(both[0]?.probability).toBeCloseTo(firstOnly.probability, 12)
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
    expect(inView.map(told)).toEqual([[['meeting', 0, ['ann']]]])
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
      ['meeting', 0, ['ann']],
      ['roleChange', 1, ['x']],
      ['meeting', 1, ['x']],
    ])
    expect(second && told(second)).toEqual([
      ['meeting', 0, ['ann']],
      ['meeting', 0, ['x']],
    ])
  })
})

describe('evidence clustered in a day', () => {
  const day7 = [0, 1, 2, 3, 4, 5].map(i => driven(7 + i / 24, 'bo', { kind: 'approval' }))

  test('tells less than the same evidence on days of its own, as much as the setting says', () => {
    const settings = (withinDayCorrelation: number) => ({ handover: { withinDayCorrelation } })
    const odds = (withinDayCorrelation: number): number => {
      const { probability } = of([driven(0, 'ann'), ...day7], 7 + 5 / 24, {
        handover: { ...settings(withinDayCorrelation).handover, falseAlarmShare: 1e-9 },
      })
      return Math.log(probability / (1 - probability))
    }
    const ratio = 6 * Math.log(4)
    expect(odds(0) - odds(0.3)).toBeCloseTo(ratio - ratio / 2.5, 9)
    expect(odds(0.3) - odds(1)).toBeCloseTo(ratio / 2.5 - ratio / 6, 9)
  })

  test('flags at the moment of the event that made it enough, and no later one of that day moves it', () => {
    const all = [driven(0, 'ann'), ...day7]
    const settings = { handover: { withinDayCorrelation: 0 } }
    const hours = day7.map((_, i) => 7 + i / 24)
    const flaggedOn = hours.find(n => of(all, n, settings).status === 'flagged') ?? Number.NaN
    expect(flaggedOn).toBeGreaterThan(7)
    for (const n of [...hours.filter(hour => hour >= flaggedOn), 8, 30]) {
      expect(of(all, n, settings).flaggedAt).toBe(instant(flaggedOn))
    }
  })

  test('keeps its flag when what comes later that day speaks against it', () => {
    const village = villageOf([
      ...RISING.filter(({ at }) => at <= instant(FLAGGED_ON)),
      driven(FLAGGED_ON + 0.3, 'ann', { kind: 'processChange' }),
    ])
    expect(lookAt(village, FLAGGED_ON).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(village, FLAGGED_ON + 0.3).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(village, FLAGGED_ON + 5).flaggedAt).toBe(instant(FLAGGED_ON))
  })
})

describe('the moment of the flag', () => {
  test('is that of the evidence that raised it, to the millisecond', () => {
    const shifted = RISING.map(each => ({ ...each, at: `${each.at.toString().slice(0, 11)}10:00:00.400Z` }))
    expect(of(shifted, 200).flaggedAt).toBe(`${instant(FLAGGED_ON).slice(0, 11)}10:00:00.400Z`)
  })

  test('does not move with what comes later', () => {
    const village = villageOf([...RISING, ...weekly(140, 20, 'ann')])
    for (let n = FLAGGED_ON; n < 300; n += 7) expect(lookAt(village, n).flaggedAt).toBe(instant(FLAGGED_ON))
    for (let n = 0; n < FLAGGED_ON; n += 7) expect(lookAt(village, n)).not.toHaveProperty('flaggedAt')
  })

  test('is when the evidence became known, where that was later', () => {
    const lateBy = (days: number) => RISING.map((each, i) => ({ ...each, recordedAt: instant(i * 7 + days) }))
    expect(of(lateBy(3), 300).flaggedAt).toBe(instant(FLAGGED_ON + 3))
    // All of it came at once, as in the first import of a system.
    const imported = RISING.map(each => ({ ...each, recordedAt: instant(290) }))
    expect(of(imported, 300)).toMatchObject({ status: 'flagged', flaggedAt: instant(290) })
    expect(of(imported, 289)).toMatchObject({ status: 'quiet', reason: 'noEvidence' })
  })

  test('does not move when older evidence comes in late, and what was known then still tells it', () => {
    const village = villageOf(RISING)
    const late = record(village, { interactions: [...weekly(57, 6, 'ann', { recordedAt: instant(150) })] })
    expect(lookAt(late, 149).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(late, 200, { knownOn: instant(149) }).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(late, 200).flaggedAt).toBe(instant(FLAGGED_ON))
    const early = record(village, { interactions: [...weekly(57, 6, 'bo', { recordedAt: instant(150) })] })
    expect(lookAt(early, 200).flaggedAt).toBe(instant(FLAGGED_ON))
  })

  test('waits for the role of who drove to be known', () => {
    const unknown = villageOf([...weekly(0, 8, 'ann'), ...weekly(56, 12, 'x')])
    const learned = record(unknown, { roles: [{ stakeholder: 'x', role: 'economicBuyer', recordedAt: instant(150) }] })
    expect(lookAt(learned, 149).status).toBe('quiet')
    expect(lookAt(learned, 160)).toMatchObject({ status: 'flagged', flaggedAt: instant(150) })
  })

  test('does not move when it becomes known late that a role had ended', () => {
    const told = ended(villageOf(RISING), 'roles', { stakeholder: 'bo', role: 'decisionMaker' }, day(80), instant(150))
    expect(lookAt(told, 149).flaggedAt).toBe(instant(FLAGGED_ON))
    expect(lookAt(told, 160).flaggedAt).toBe(instant(FLAGGED_ON))
  })

  test('does not move when it becomes known late that we had met before: roles then count only from when that was known', () => {
    const roles = [{ stakeholder: 'x', role: 'economicBuyer', since: day(50) }] as const
    const village = villageOf(weekly(56, 14, 'bo'), { roles })
    const before = lookAt(village, 200).flaggedAt
    const late = record(village, { interactions: [driven(0, 'ann', { recordedAt: instant(150) })] })
    expect(lookAt(late, 149).flaggedAt).toBe(before)
    expect(told(lookAt(late, 200))[1]).toEqual(['roleChange', 1, ['x']])
    expect(lookAt(late, 200).flaggedAt).toBe(before)
  })

  test('is there whenever it is flagged, and when it was and has been reversed', () => {
    const back = [...RISING, ...weekly(140, 20, 'ann')]
    expect(of(back, 300)).toMatchObject({ status: 'reversed', flaggedAt: instant(FLAGGED_ON) })
    const imported = back.map(each => ({ ...each, recordedAt: instant(290) }))
    const { status, flaggedAt } = of(imported, 300)
    // By the time anything was known it was over: nothing ever fired, so that nothing was reversed.
    expect([status, flaggedAt]).not.toEqual(['reversed', undefined])
  })
})

describe('the date and the carriers', () => {
  test('are those of the kernel: the middle of the most probable gap, and the people before and after it', () => {
    const found = of(RISING, 140)
    const events = RISING.map(({ drivenBy }, i) => ({ day: i * 7, byDecider: drivenBy === 'bo' }))
    const date = kernel(events, 140).date
    expect(date?.day).toBe(52.5)
    expect(found.happenedAt?.estimate).toBe(instant(52.5))
    const minutes = (moment: string | undefined, n: number | undefined) =>
      Math.abs(Date.parse(moment ?? '') - Date.parse(instant(n ?? 0))) / 60_000
    expect(minutes(found.happenedAt?.interval[0], date?.interval[0])).toBeLessThan(1)
    expect(minutes(found.happenedAt?.interval[1], date?.interval[1])).toBeLessThan(1)
    expect(found.carriers).toEqual({ before: ['ann'], after: ['bo'] })
  })

  test('name whoever drove most first, then by id, and also people who only took part', () => {
    const two = [
      ...weekly(0, 3, 'cy'),
      ...weekly(1, 2, 'ann'),
      ...weekly(2, 2, 'di'),
      ...weekly(56, 12, 'bo'),
      { at: instant(60), kind: 'call', participants: ['x', 'bo'] } as const,
    ]
    expect(of(two, 140).carriers).toEqual({ before: ['cy', 'ann', 'di'], after: ['bo', 'x'] })
    const later = [...weekly(0, 1, 'di'), ...weekly(1, 1, 'ann'), ...weekly(2, 3, 'cy'), ...weekly(56, 12, 'bo')]
    expect(of(later, 140).carriers).toEqual({ before: ['cy', 'ann', 'di'], after: ['bo'] })
  })

  test('leave out those whose role changed and who drove nothing', () => {
    const village = villageOf(RISING, { roles: [{ stakeholder: 'x', role: 'approver', since: day(100) }] })
    expect(told(lookAt(village, 140))).toContainEqual(['roleChange', 1, ['x']])
    expect(lookAt(village, 140).carriers).toEqual({ before: ['ann'], after: ['bo'] })
  })

  test('are not made up where there is no gap in which it could have happened', () => {
    expect(of([driven(0, 'ann')], 0)).not.toHaveProperty('happenedAt')
    expect(of([driven(0, 'ann')], 0).carriers).toEqual({ before: ['ann'], after: [] })
  })
})
