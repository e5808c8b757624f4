import { createVillage, revise, type SnapshotOptions, snapshot, type VillageInput } from 'account-village'
import { criticalPath } from 'account-village/math'
import { type PlanSchedule, planSchedule } from 'account-village/moves'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { nearly } from '../support/nearly.js'

type MoveInput = NonNullable<VillageInput['moves']>[number]
type Given = Omit<VillageInput, 'account' | 'moves'>
/** 2 March 2026 is a Monday. */
const MONDAY = '2026-03-02'
const planOf = (moves: readonly MoveInput[], given: Given = {}, asOf = MONDAY, options: SnapshotOptions = {}): PlanSchedule =>
  planSchedule(snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }], ...given, moves: [...moves] }), asOf, options))
const move = (id: string, more: Partial<MoveInput> = {}): MoveInput => ({ id, statement: 'a move', ...more })
const deal = (expectedAt?: string, id = 'deal') => ({ id, name: id, kind: 'new' as const, ...(expectedAt !== undefined && { expectedAt }) })
const rowOf = (plan: PlanSchedule, id: string) => plan.moves.find(each => each.move === id)
const spans = (plan: PlanSchedule) =>
  plan.moves.map(({ move: id, earliestStart, earliestFinish, latestStart = '', latestFinish = '', slack }) => [
    id,
    ...[earliestStart, earliestFinish, latestStart, latestFinish].map(day => day.slice(5)),
    slack,
  ])

describe('the schedule of a plan', () => {
  test('is as computed by hand', () => {
    // Business days from Monday 2 March: 3 April is 24, 18 March 12, and Saturday 7 March becomes Monday the 9th, 5.
    // d was started on Wednesday 25 February: Thursday, Friday and Monday are gone, 2 of 5 are left.
    //        d   ES  EF  LF               LS  slack
    //   a   10    0  10  LS of c =  8     -2     -2
    //   b    8   10  18  LS of e = 21     13      3
    //   c    4   10  14  due     = 12      8     -2
    //   d    2    0   2  LS of e = 21     19     19
    //   e    3   18  21  vote    = 24     21      3
    //   g    5    0   5  vote    = 24     19     19
    // In time: least for c, P(z <= (12 - 14) / sqrt((.3 x 10)^2 + (.3 x 4)^2)) = P(z <= -.619) = .26798.
    const plan = planOf(
      [
        move('a', { kind: 'hear' }),
        move('b', { durationDays: 8, dependsOn: ['a'] }),
        move('c', { durationDays: 4, dependsOn: ['a'], dueAt: '2026-03-18' }),
        move('d', { durationDays: 5, status: [{ at: '2026-02-25', state: 'started' }] }),
        move('e', { durationDays: 3, dependsOn: ['d', 'b', 'b'], startAt: '2026-03-07' }),
        move('f', { durationDays: 90, status: [{ at: '2026-02-25', state: 'dropped' }] }),
        move('g', { dependsOn: ['h', 'f'] }),
        move('h', { durationDays: 90, status: [{ at: '2026-02-25', state: 'done' }] }),
      ],
      { decisions: [deal('2026-04-03')] },
    )
    expect(spans(plan)).toEqual([
      ['a', '03-02', '03-16', '02-26', '03-12', -2],
      ['d', '03-02', '03-04', '03-27', '03-31', 19],
      ['g', '03-02', '03-09', '03-27', '04-03', 19],
      ['c', '03-16', '03-20', '03-12', '03-18', -2],
      ['b', '03-16', '03-26', '03-19', '03-31', 3],
      ['e', '03-26', '03-31', '03-31', '04-03', 3],
    ])
    const { finish, deadline, critical, probabilityInTime, moves } = plan
    expect({ finish, deadline, critical }).toEqual({ finish: '2026-03-31', deadline: '2026-04-03', critical: ['a', 'c'] })
    expect(probabilityInTime).toBeCloseTo(0.26798, 4)
    expect(moves.flatMap(each => (each.late ? [each.move] : []))).toEqual(['a', 'c'])
    expect(moves.flatMap(({ lost = [] }) => lost)).toEqual(['f'])
    expect(moves.map(({ dependsOn }) => dependsOn)).toEqual([[], [], [], ['a'], ['a'], ['b', 'd']])
    expect(moves.map(({ state }) => state)).toEqual(['planned', 'started', 'planned', 'planned', 'planned', 'planned'])
  })

  test('of nobody is empty, and so is that of moves that are done or dropped', () => {
    const status = (state: 'done' | 'dropped') => ({ status: [{ at: '2026-02-25', state }] })
    for (const moves of [[], [move('a', status('done')), move('b', status('dropped'))]]) {
      expect(planOf(moves, { decisions: [deal('2026-04-03')] })).toEqual({ moves: [], critical: [] })
    }
  })

  test('has no slack on its longest way where nothing is due', () => {
    const plan = planOf([move('a'), move('b', { durationDays: 2, dependsOn: ['a'] }), move('c', { durationDays: 3 })])
    expect(plan.moves.map(({ move: id, slack, critical }) => [id, slack, critical])).toEqual([
      ['a', 0, true],
      ['c', 4, false],
      ['b', 0, true],
    ])
    expect(Object.keys(plan)).toEqual(['moves', 'finish', 'critical'])
  })

  test('leaves what nothing bounds without an end, where something else is due', () => {
    const plan = planOf([move('a'), move('b', { dueAt: '2026-03-09' })])
    expect(rowOf(plan, 'a')).toEqual({
      move: 'a',
      state: 'planned',
      earliestStart: MONDAY,
      earliestFinish: '2026-03-09',
      critical: false,
      late: false,
      overdue: false,
      dependsOn: [],
    })
    expect(plan.critical).toEqual(['b'])
  })

  test('is bound by the decision in view: half of the time by which one slips for one that is overdue, nothing for one of several', () => {
    const deadlines = (decisions: Given['decisions'], options?: SnapshotOptions) =>
      planOf([move('a')], { decisions }, MONDAY, options).deadline
    expect(deadlines([deal('2026-03-02')])).toBe('2026-03-02')
    expect(deadlines([deal()])).toBeUndefined()
    // 100 ln 2 = 69.3 days after 2 March.
    expect(deadlines([deal('2026-02-27')], { settings: { decision: { slipDays: 100 } } })).toBe('2026-05-10')
    const several = [deal('2026-04-03'), deal('2026-05-05', 'other')]
    expect(deadlines(several)).toBeUndefined()
    expect(deadlines(several, { decision: 'other' })).toBe('2026-05-05')
  })

  test('goes by business days: the next one where today is none, and past ones for what is late', () => {
    const settings = { listening: { holidays: ['2026-03-09'] } }
    const plan = planOf([move('a', { durationDays: 0 }), move('b', { durationDays: 1, dueAt: '2026-03-06' })], {}, '2026-03-07', {
      settings,
    })
    // Tuesday the 10th is the first on which anything can be done; Friday the 6th is one business day before it.
    expect(spans(plan)).toEqual([
      ['b', '03-10', '03-11', '03-05', '03-06', -2],
      ['a', '03-10', '03-10', '', '', undefined],
    ])
  })

  test('says what is overdue: due before today, and not what is due today', () => {
    const overdue = (dueAt: string, asOf: string) => planOf([move('a', { dueAt })], {}, asOf).moves[0]?.overdue
    expect(overdue('2026-03-02T09:00:00Z', '2026-03-02T17:00:00Z')).toBe(false)
    expect(overdue('2026-03-01T23:00:00Z', MONDAY)).toBe(true)
    expect(planOf([move('a', { durationDays: 0, dueAt: '2026-03-02T09:00:00Z' })], {}, '2026-03-02T17:00:00Z')).toMatchObject({
      moves: [{ slack: 0, late: false }],
      probabilityInTime: 1,
    })
  })

  test('leaves a day at least of what was started, or its whole duration where that is less, from when it was first started', () => {
    const finish = (durationDays: number, ...states: readonly (readonly [at: string, state: 'started' | 'done'])[]) =>
      planOf([move('a', { durationDays, status: states.map(([at, state]) => ({ at, state })) })]).moves[0]?.earliestFinish
    expect(finish(3, ['2025-03-03', 'started'])).toBe('2026-03-03')
    expect(finish(0, ['2025-03-03', 'started'])).toBe(MONDAY)
    expect(finish(8, ['2026-02-25', 'started'], ['2026-02-27', 'started'])).toBe('2026-03-09')
    expect(finish(8, ['2026-02-23', 'started'], ['2026-02-24', 'done'], ['2026-02-25', 'started'])).toBe('2026-03-09')
  })

  test('takes how long a kind takes and how far that varies from the settings', () => {
    const settings = { moves: { durationDays: { share: 2 }, durationSpread: 0 } }
    const plan = planOf([move('a', { kind: 'share', dueAt: '2026-03-04' })], {}, MONDAY, { settings })
    expect(plan).toMatchObject({ finish: '2026-03-04', probabilityInTime: 1 })
    expect(planOf([move('a', { kind: 'share', dueAt: '2026-03-04' })])).toMatchObject({ finish: '2026-03-09' })
  })

  test('has no circle, also where two corrections were once known of which the first alone would make one', () => {
    const at = (day: string) => ({ recordedAt: `2026-02-${day}` })
    const village = createVillage({
      account: 'Acme',
      moves: [move('a', { dependsOn: ['b'], ...at('02') }), move('b', { ...at('02') }), move('c', { dependsOn: ['a'], ...at('02') })],
    })
    const first = revise(village, { moves: [move('a')] }, at('20'))
    const corrected = revise(first, { moves: [move('b', { dependsOn: ['a'] })] }, at('10'))
    const starts = (knownOn: string) =>
      planSchedule(snapshot(corrected, MONDAY, { knownOn })).moves.map(each => [each.move, each.earliestStart, each.dependsOn])
    expect(starts('2026-02-05')).toEqual([
      ['b', MONDAY, []],
      ['a', '2026-03-09', ['b']],
      ['c', '2026-03-16', ['a']],
    ])
    expect(starts('2026-02-15')).toEqual([
      ['a', MONDAY, []],
      ['b', MONDAY, []],
      ['c', '2026-03-09', ['a']],
    ])
    expect(starts('2026-02-25')).toEqual([
      ['a', MONDAY, []],
      ['b', '2026-03-09', ['a']],
      ['c', '2026-03-09', ['a']],
    ])
  })

  test('reaches as far as the calendar and no further', () => {
    const moves = Array.from({ length: 300 }, (_, i) => move(`m${i}`, { durationDays: 10_000, dependsOn: i === 0 ? [] : [`m${i - 1}`] }))
    const { finish, moves: rows } = planOf([...moves, move('due', { dependsOn: ['m299'], dueAt: '2026-03-03' })])
    expect([finish, rows[0]?.latestStart]).toEqual(['9999-12-31', '0000-01-01'])
  })
})

/** The day so many business days after Monday, by weeks of five. */
const dayAfter = (count: number): string => {
  const weeks = Math.floor(count / 5)
  return new Date(Date.parse(MONDAY) + (weeks * 7 + (count - weeks * 5)) * 86_400_000).toISOString().slice(0, 10)
}

const drawn = fc.record({
  moves: fc.array(
    fc.record({
      duration: fc.oneof(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 80 }).map(quarters => quarters / 4),
      ),
      after: fc.array(fc.nat(9), { maxLength: 3 }),
      start: fc.option(fc.integer({ min: -10, max: 20 }), { nil: undefined }),
      due: fc.option(fc.integer({ min: -10, max: 60 }), { nil: undefined, freq: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  vote: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
  names: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 9 },
    { arbitrary: fc.shuffledSubarray([...HOSTILE_IDS], { minLength: 10, maxLength: 10 }), weight: 1 },
  ),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const nameOf = ({ names }: Drawn, i: number): string => names?.[i] ?? `move ${i}`
const weeksLater = (day: string, weeks: number): string => new Date(Date.parse(day) + weeks * 7 * 86_400_000).toISOString().slice(0, 10)
const inputOf = (given: Drawn, weeks = 0): { readonly moves: MoveInput[]; readonly given: Given } => ({
  moves: given.moves.map(({ duration, after, start, due }, i) =>
    move(nameOf(given, i), {
      durationDays: duration,
      dependsOn: after.filter(each => each < i).map(each => nameOf(given, each)),
      ...(start !== undefined && { startAt: weeksLater(dayAfter(start), weeks) }),
      ...(due !== undefined && { dueAt: weeksLater(dayAfter(due), weeks) }),
    }),
  ),
  given: { decisions: given.vote === undefined ? [] : [deal(weeksLater(dayAfter(given.vote), weeks))] },
})
const drawnPlan = (given: Drawn, weeks = 0): PlanSchedule => {
  const input = inputOf(given, weeks)
  return planOf(input.moves, input.given, weeksLater(MONDAY, weeks))
}

describe('every schedule', () => {
  test('is that of the kernel, in days', () => {
    always(drawn, given => {
      const { end, chance, activities } = criticalPath(
        given.moves.map(({ duration, after, start, due }, i) => ({
          id: nameOf(given, i),
          duration,
          after: after.filter(each => each < i).map(each => nameOf(given, each)),
          start,
          due,
        })),
        { until: given.vote, spread: 0.3 },
      )
      const plan = drawnPlan(given)
      const day = (count: number | undefined) => (count === undefined ? undefined : dayAfter(Math.floor(count)))
      for (const { id, es, ef, ls, lf, slack, critical } of activities) {
        const row = rowOf(plan, id)
        expect([row?.earliestStart, row?.earliestFinish, row?.latestStart, row?.latestFinish]).toEqual([es, ef, ls, lf].map(day))
        expect([row?.slack, row?.critical, row?.late]).toEqual(nearly([slack, critical, slack !== undefined && slack < 0]))
      }
      expect([plan.moves.length, plan.finish, plan.probabilityInTime]).toEqual(nearly([activities.length, day(end), chance]))
    })
  })

  test('holds the moves in order, and those of least slack are critical', () => {
    always(drawn, given => {
      const { moves, critical } = drawnPlan(given)
      expect(moves.map(each => each.earliestStart)).toEqual(moves.map(each => each.earliestStart).sort())
      const least = Math.min(...moves.map(({ slack = Number.POSITIVE_INFINITY }) => slack))
      expect(critical).toEqual(moves.flatMap(each => (each.slack !== undefined && each.slack <= least + 1e-9 ? [each.move] : [])))
      const finishes = new Map(moves.map(each => [each.move, each.earliestFinish]))
      for (const { earliestStart, dependsOn } of moves) {
        for (const before of dependsOn) expect((finishes.get(before) ?? '~') <= earliestStart).toBe(true)
      }
    })
  })

  test('is the same a week later where everything is', () => {
    const shifted = (plan: PlanSchedule): unknown =>
      JSON.parse(JSON.stringify(plan), (_, value: unknown) =>
        typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? weeksLater(value, 1) : value,
      )
    always(drawn, given => {
      expect(JSON.parse(JSON.stringify(drawnPlan(given, 1)))).toEqual(shifted(drawnPlan(given)))
    })
  })

  test('is not held back by what is done, or dropped', () => {
    always(fc.record({ given: drawn, state: fc.constantFrom('done' as const, 'dropped' as const) }), ({ given, state }) => {
      const { moves, given: rest } = inputOf(given)
      const over = move('long over', { durationDays: 99, startAt: '2027-01-04', status: [{ at: '2026-02-25', state }] })
      const waiting = moves.map(each => ({ ...each, dependsOn: [...(each.dependsOn ?? []), over.id] }))
      const plan = planOf([over, ...waiting], rest)
      const told = plan.moves.map(({ lost, ...others }) => others)
      expect({ ...plan, moves: told }).toEqual(planOf(moves, rest))
      expect(plan.moves.every(({ lost }) => (state === 'dropped') === (lost?.[0] === over.id))).toBe(true)
    })
  })
})
