import { createVillage, type Move, snapshot, type TimeInput } from 'account-village'
import { feedbackLoop, interviewGuide, openComments, recurringIssues } from 'account-village/listening'
import { recordMove, recordMoveShared } from 'account-village/moves'
import { describe, expect, test } from 'vitest'
import { actionsOn } from '../../src/village/actionsOn.js'
import { callLoosely, refused } from '../support/refusal.js'

const village = (more: Partial<Move<TimeInput>> = {}, comment: object = {}) =>
  createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann' }, { id: 'bo' }],
    teammates: [{ id: 'kim' }],
    comments: [
      { id: 'c', at: '2026-02-02', stakeholder: 'ann', text: 't', themes: ['speed'], ...comment },
      { id: 'again', at: '2026-03-02', stakeholder: 'bo', text: 't', themes: ['speed'] },
    ],
    moves: [{ id: 'm', statement: 'ours', promise: 'theirs', by: 'kim', answers: [{ kind: 'comment', id: 'c' }], ...more }],
  })
const handled = (of: ReturnType<typeof village>, day = '2026-06-01') => {
  const s = snapshot(of, day)
  return s.comments.flatMap(comment => (comment.id === 'c' ? [actionsOn(s, comment)] : []))
}
const done = [{ at: '2026-02-10', state: 'done' as const }]

describe('recordMove', () => {
  test('adds to the status, learned on its day, and keeps what was known of the outcome', () => {
    const started = recordMove(village(), 'm', { at: '2026-02-05', state: 'started', outcome: 'slow' })
    const after = recordMove(started, 'm', { at: '2026-02-09', state: 'done', note: 'n' })
    const { status, outcome } = snapshot(after, '2026-02-09').moves[0] ?? {}
    expect([status?.map(({ state, note }) => [state, note]), outcome]).toEqual([
      [
        ['started', undefined],
        ['done', 'n'],
      ],
      'slow',
    ])
    expect(snapshot(after, '2026-02-08').moves[0]?.status).toHaveLength(1)
    expect(recordMove(after, 'm', { at: '2026-02-09', state: 'done', note: 'n' })).toBe(after)
  })

  test('is refused for what is no move, no date and no state', () => {
    expect(refused(() => recordMove(village(), 'x', { at: '2026-02-05', state: 'done' })).paths).toEqual(['move'])
    expect(refused(() => recordMove(village(), 'm', { at: 'soon', state: 'done' })).name).toBe('InvalidDateError')
    expect(refused(() => callLoosely(recordMove, village(), 'm', { at: '2026-02-05', state: 'gone' })).name).toBe('InvalidVillageError')
    expect(refused(() => callLoosely(recordMove, village(), 'm')).name).toBe('InvalidArgumentError')
  })
})

describe('recordMoveShared', () => {
  test('notes who was told and when, once', () => {
    const after = recordMoveShared(village({ status: done }), 'm', 'ann', '2026-02-20')
    expect(handled(after, '2026-02-20')[0]?.toldAt).toBe('2026-02-20T00:00:00.000Z')
    expect(handled(after, '2026-02-19')[0]?.toldAt).toBeUndefined()
    expect(recordMoveShared(after, 'm', 'ann', '2026-02-20')).toBe(after)
    expect(refused(() => recordMoveShared(village(), 'm', 'nobody', '2026-02-20')).name).toBe('UnknownStakeholderError')
    expect(refused(() => recordMoveShared(village(), 'x', 'ann', '2026-02-20')).paths).toEqual(['move'])
  })
})

describe('what was done about a comment', () => {
  const action = { at: '2026-02-20', by: 'us', statement: 's' }

  test('is its own actions and every done move that answers it, in order of time', () => {
    expect(handled(village({ status: done }, { actions: [action] }))).toEqual([
      {
        actions: [
          { at: '2026-02-10T00:00:00.000Z', by: 'kim', statement: 'theirs' },
          { at: '2026-02-20T00:00:00.000Z', by: 'us', statement: 's' },
        ],
      },
    ])
    const { by: _, promise: __, ...plain } = village({ status: done }).moves[0] ?? {}
    const unnamed = createVillage({ ...village(), moves: [{ id: 'm', statement: 'ours', ...plain }] })
    expect(handled(unnamed)[0]?.actions).toEqual([{ at: '2026-02-10T00:00:00.000Z', statement: 'ours' }])
  })

  test.each([
    ['planned', []],
    ['started', [{ at: '2026-02-10', state: 'started' as const }]],
    ['dropped', [...done, { at: '2026-02-11', state: 'dropped' as const }]],
    ['done later', [{ at: '2026-07-01', state: 'done' as const }]],
  ])('is nothing by a move that is %s, which tells nobody anything either', (_, status) => {
    expect(handled(village({ status, sharedWith: [{ stakeholder: 'ann', at: '2026-02-12' }] }))).toEqual([{ actions: [] }])
  })

  test('is told by the earlier of the comment itself and a move shared with its originator, and with nobody else', () => {
    const told = (sharedBackAt: string | undefined, ...shared: readonly (readonly [string, string])[]) =>
      handled(
        village(
          { status: done, sharedWith: shared.map(([stakeholder, at]) => ({ stakeholder, at })) },
          sharedBackAt === undefined ? {} : { sharedBackAt },
        ),
      )[0]?.toldAt?.slice(0, 10)
    expect(told(undefined, ['bo', '2026-02-12'])).toBeUndefined()
    expect(told(undefined, ['ann', '2026-02-14'], ['ann', '2026-02-12'])).toBe('2026-02-12')
    expect(told('2026-02-11', ['ann', '2026-02-12'])).toBe('2026-02-11')
    expect(told('2026-02-13', ['ann', '2026-02-12'])).toBe('2026-02-12')
  })

  test('counts wherever comments are looked at', () => {
    const s = snapshot(village({ status: done }), '2026-03-09')
    expect(openComments(s).map(({ comment, state }) => [comment, state])).toEqual([
      ['c', 'untold'],
      ['again', 'unrouted'],
    ])
    expect(feedbackLoop(s).toAction).toMatchObject({ done: 1, open: 1, median: 8 })
    expect(recurringIssues(s).map(({ theme, action: each, stakeholders }) => [theme, each.by, stakeholders])).toEqual([
      ['speed', 'kim', ['bo']],
    ])
    const told = snapshot(recordMoveShared(village({ status: done }), 'm', 'ann', '2026-03-02'), '2026-03-09')
    expect(feedbackLoop(told)).toMatchObject({ open: 1, neverTold: ['bo'], toSharingBack: { done: 1, median: 28 } })
    const asks = (of: typeof s) => interviewGuide(of, 'ann').questions.some(({ topic }) => topic === 'feedback')
    expect([asks(s), asks(told)]).toEqual([true, false])
  })
})
