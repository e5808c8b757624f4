import {
  createVillage,
  type Move,
  parseVillage,
  record,
  retract,
  revise,
  snapshot,
  type TimeInput,
  VILLAGE_LIMITS,
  type VillageInput,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLiveMove, stateOfMove } from '../../src/model/move.js'
import { circlesAmong } from '../../src/support/circles.js'
import { always } from '../support/law.js'
import { refused } from '../support/refusal.js'

const base: VillageInput = {
  account: 'Acme',
  stakeholders: [{ id: 'ann' }, { id: 'bo' }],
  teammates: [
    { id: 'kim', name: 'Kim' },
    { id: 'lee', leftAt: '2026-03-02' },
    { id: 'max', joinedAt: '2026-05-04' },
  ],
}
const move = (id: string, more: Partial<Move<TimeInput>> = {}): Move<TimeInput> => ({ id, statement: id, ...more })
const withMoves = (...moves: Move<TimeInput>[]) => createVillage({ ...base, moves })
const waiting = (...pairs: readonly (readonly [string, ...string[]])[]) => pairs.map(([id, ...dependsOn]) => move(id, { dependsOn }))

describe('people of ours', () => {
  test('are those who work with the account on that day; others are former or not yet there', () => {
    const s = snapshot(createVillage(base), '2026-03-02')
    expect([s.teammates, s.formerTeammates].map(people => people.map(({ id }) => id))).toEqual([['kim'], ['lee']])
    expect(snapshot(createVillage(base), '2026-03-01').formerTeammates).toEqual([])
    expect(snapshot(createVillage(base), '2026-05-04').teammates.map(({ id }) => id)).toEqual(['kim', 'max'])
  })

  test('are no stakeholders, and may have the id of one', () => {
    const village = createVillage({ ...base, teammates: [{ id: 'ann' }], moves: [move('m', { by: 'ann' })] })
    expect(snapshot(village, '2026-03-02').stakeholders.map(({ id }) => id)).toContain('ann')
    expect(refused(() => createVillage({ ...base, moves: [move('m', { by: 'bo' })] })).paths).toEqual(['moves[0].by'])
    expect(refused(() => createVillage({ ...base, moves: [move('m', { with: ['kim'] })] })).name).toBe('UnknownStakeholderError')
  })
})

describe('a move', () => {
  test('shows of its status and of who was told only what had happened', () => {
    const village = withMoves(
      move('m', {
        status: [
          { at: '2026-03-09', state: 'done' },
          { at: '2026-03-03', state: 'started', note: 'n' },
        ],
        sharedWith: [
          { stakeholder: 'bo', at: '2026-03-12' },
          { stakeholder: 'ann', at: '2026-03-10' },
        ],
      }),
    )
    const at = (day: string) => {
      const [seen] = snapshot(village, day).moves
      return [seen && stateOfMove(seen), seen?.sharedWith?.map(({ stakeholder }) => stakeholder)]
    }
    expect(at('2026-03-02')).toEqual(['planned', []])
    expect(at('2026-03-03')).toEqual(['started', []])
    expect(at('2026-03-10')).toEqual(['done', ['ann']])
    expect(at('2026-03-12')).toEqual(['done', ['ann', 'bo']])
  })

  test('is over when it is done or dropped, by the latest entry and of several at one moment by the last', () => {
    const [at, later] = ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z']
    const state = (...status: NonNullable<Move['status']>) => [stateOfMove({ status }), isLiveMove({ status })]
    expect(state({ at: later, state: 'dropped' }, { at, state: 'done' })).toEqual(['dropped', false])
    expect(state({ at, state: 'done' }, { at, state: 'started' })).toEqual(['started', true])
    expect([stateOfMove({}), isLiveMove({})]).toEqual(['planned', true])
  })

  test('exists from the day on which it was planned, and knows nothing that was not recorded by then', () => {
    const village = withMoves(move('m', { plannedAt: '2026-03-02', recordedAt: '2026-03-05' }))
    const count = (day: string, knownOn = day) => snapshot(village, day, { knownOn }).moves.length
    expect([count('2026-03-01', '2026-06-01'), count('2026-03-02', '2026-03-05'), count('2026-03-04'), count('2026-03-05')]).toEqual([
      0, 1, 0, 1,
    ])
  })

  test('has one person who sees to it', () => {
    const { paths, message } = refused(() => withMoves(move('a', { by: 'kim' }), move('b', { by: 'kim', byThem: 'ann' })))
    expect(paths).toEqual(['moves[1].byThem'])
    expect(message).toContain('is beside by')
  })

  test.each<[string, Partial<Move<TimeInput>>]>([
    ['effort', { effort: 1_000_001 }],
    ['durationDays', { durationDays: -1 }],
    ['statement', { statement: 'x'.repeat(10_001) }],
    ['promise', { promise: 'x'.repeat(10_001) }],
    ['expected.sway', { expected: { sway: 2.1 } }],
    ['dueAt', { dueAt: '2026-02-30' }],
    ['status[0].at', { status: [{ at: 'soon', state: 'done' }] }],
    ['sharedWith[0].at', { sharedWith: [{ at: '', stakeholder: 'ann' }] }],
  ])('has no %s beyond what makes sense', (path, more) => {
    expect(refused(() => withMoves(move('m', more))).paths).toEqual([`moves[0].${path}`])
    expect(refused(() => withMoves(move('m', { statement: 'x'.repeat(10_001) }))).message).toContain('is longer than 10000 characters')
  })

  test('may answer what is there, by kind, and names freely what is no fact', () => {
    const comments = [{ id: 'c', at: '2026-03-02', stakeholder: 'ann', text: 't' }]
    const village = (kind: 'comment' | 'barrier' | 'plan', id: string) =>
      createVillage({ ...base, comments, moves: [move('m', { answers: [{ kind, id }] })] })
    expect(village('comment', 'c').moves).toHaveLength(1)
    expect(village('plan', 'c').moves).toHaveLength(1)
    for (const [kind, id] of [
      ['barrier', 'c'],
      ['comment', 'd'],
    ] as const) {
      const { message, paths } = refused(() => village(kind, id))
      expect(paths).toEqual(['moves[0].answers[0].id'])
      expect(message).toContain(`there is no ${kind} "${id}"`)
    }
  })
})

describe('moves that wait for one another', () => {
  test('are refused with the chain of ids', () => {
    const { message, paths, name } = refused(() => withMoves(...waiting(['a', 'c'], ['b', 'a'], ['c', 'b'], ['d', 'a'])))
    expect(name).toBe('InvalidVillageError')
    expect(paths).toEqual(['moves[0].dependsOn'])
    expect(message).toContain('waits for itself: a > c > b > a.')
    expect(refused(() => withMoves(...waiting(['a', 'a']))).message).toContain('a > a')
    expect(refused(() => withMoves(...waiting(['a b', '\n'], ['\n', 'a b']))).message).toContain('"\\n" > "a b" > "\\n"')
  })

  test('are refused where the circle is closed later, at the move that closes it, and by a revision', () => {
    const village = withMoves(...waiting(['a'], ['b', 'a']))
    const closing = refused(() => record(village, { moves: waiting(['c', 'b'], ['d', 'c', 'd']) }))
    expect(closing.paths).toEqual(['moves[1].dependsOn'])
    const revising = () => revise(village, { moves: waiting(['a', 'b']) }, { recordedAt: '2026-03-02' })
    expect(refused(revising).message).toContain('a > b > a')
  })

  test('may, where one of them is no longer believed or no longer waits', () => {
    const circle = [
      ...waiting(['a', 'b']),
      ...waiting(['b', 'a']).map(each => ({ ...each, recordedAt: '2026-03-02', retractedAt: '2026-03-03' })),
    ]
    expect(withMoves(...circle).moves).toHaveLength(2)
    const freed = revise(withMoves(...waiting(['a'], ['b', 'a'])), { moves: waiting(['b']) }, { recordedAt: '2026-03-02' })
    expect(record(revise(freed, { moves: waiting(['a', 'b']) }, { recordedAt: '2026-03-03' }), {}).moves).toHaveLength(4)
    expect(retract(freed, 'a', { recordedAt: '2026-03-04' }).moves).toHaveLength(3)
  })

  test('are found exactly where there is a way from a move back to itself', () => {
    const graphs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 })
    always(graphs, edges => {
      const before = new Map(Array.from({ length: 8 }, (_, i) => [String(i), edges.flatMap(([a, b]) => (a === i ? [String(b)] : []))]))
      const reach = new Map([...before].map(([id, next]) => [id, new Set(next)]))
      for (const through of reach.keys()) {
        for (const from of reach.values()) if (from.has(through)) for (const to of reach.get(through) ?? []) from.add(to)
      }
      const circles = circlesAmong(before)
      expect(circles.length > 0).toBe([...reach].some(([id, ends]) => ends.has(id)))
      for (const circle of circles) {
        circle.forEach((id, i) => void expect(before.get(id)).toContain(circle[(i + 1) % circle.length]))
        expect(new Set(circle).size).toBe(circle.length)
      }
    })
  })

  test('may be very many', () => {
    const chain = Array.from({ length: 30_000 }, (_, i) => [`m${i}`, `m${i + 1}`] as const)
    const done: Move['status'] = [{ at: '2026-03-02', state: 'done' }]
    const moves = [...waiting(...chain), move('m30000')].map(each => ({ ...each, status: done }))
    expect(createVillage({ ...base, moves }).moves).toHaveLength(30_001)
    const { message } = refused(() =>
      createVillage({ ...base, moves: [...moves.slice(0, -1), move('m30000', { dependsOn: ['m0'], status: done })] }),
    )
    expect(message).toContain('m0 > m1 > ')
    expect(message.length).toBeLessThan(400)
  })
})

test('whoever took part for us is a teammate', () => {
  const met = (...ours: readonly string[]) =>
    createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }],
      teammates: [{ id: 'kim' }],
      interactions: [{ at: '2026-03-02', kind: 'meeting', participants: ['ann'], ours }],
    })
  expect(met('kim').interactions[0]?.ours).toEqual(['kim'])
  expect(refused(() => met('kim', 'kin'))).toMatchObject({ name: 'InvalidVillageError', paths: ['interactions[0].ours'] })
})

describe('the limits of our side', () => {
  test('are told', () => {
    const people = Array.from({ length: VILLAGE_LIMITS.teammates + 1 }, (_, i) => ({ id: `t${i}` }))
    expect(refused(() => createVillage({ account: 'Acme', teammates: people })).name).toBe('LimitExceededError')
    expect(createVillage({ account: 'Acme', teammates: people.slice(1) }).teammates).toHaveLength(VILLAGE_LIMITS.teammates)
    const live = Array.from({ length: VILLAGE_LIMITS.liveMoves }, (_, i) => move(`m${i}`))
    const over = move('over', { status: [{ at: '2026-03-02', state: 'done' }] })
    expect(withMoves(...live, over).moves).toHaveLength(live.length + 1)
    expect(refused(() => withMoves(...live, move('more')))).toMatchObject({ name: 'LimitExceededError', code: 'limitExceeded' })
    expect(refused(() => record(withMoves(...live), { moves: [move('more')] })).message).toContain('record: ')
  })
})

test('a village written before there were such facts reads as one without any', () => {
  const { teammates: _, relationships: __, moves: ___, ...old } = structuredClone(createVillage({ account: 'Acme' }))
  expect(parseVillage(old)).toEqual(createVillage({ account: 'Acme' }))
  expect(Object.keys(parseVillage(old))).toEqual(expect.arrayContaining(['teammates', 'relationships', 'moves']))
})
