import { snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { ruleFindings } from '../support/ruleFindings.js'
import { soundFindings } from '../support/soundFindings.js'

type MoveInput = NonNullable<VillageInput['moves']>[number]

/** A Monday. */
const NOW = 60
const BASE: Omit<VillageInput, 'account'> = {
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'gone', roles: ['user'], leftAt: day(10) },
  ],
  teammates: [{ id: 'kim' }, { id: 'lee', leftAt: day(10) }],
  relationships: [
    { teammate: 'kim', stakeholder: 'ann', level: 0.4 },
    { teammate: 'kim', stakeholder: 'bo', level: 0.4 },
  ],
}
const move = (id: string, more: Partial<MoveInput> = {}): MoveInput => ({
  id,
  statement: 'a move',
  by: 'kim',
  with: ['ann', 'bo'],
  ...more,
})
const { village, find, found, spans } = ruleFindings(BASE, NOW, { around: 20, days: 1 })
const deal = (n: number | undefined, id = 'deal') => ({
  id,
  name: 'First order',
  kind: 'new' as const,
  ...(n !== undefined && { expectedAt: day(n) }),
})

describe('moveOverdue', () => {
  test('tells a move that is not done on its day, and of whom it is', () => {
    expect(found('moveOverdue', { moves: [move('late', { dueAt: day(NOW - 1) }), move('today', { dueAt: day(NOW) })] })).toEqual([
      ['["moveOverdue","late"]', 'warning', ['ann', 'bo']],
    ])
    const theirs = { id: 'theirs', statement: 'a move', byThem: 'ann', dueAt: day(NOW - 5) }
    expect(find('moveOverdue', { moves: [theirs, move('ours', { dueAt: day(NOW - 5), with: ['gone'] })] })).toMatchObject([
      { stakeholders: [], message: 'Something that we planned to do is overdue.', evidence: [{ value: 'ours', at: expect.any(String) }] },
      { stakeholders: ['ann'], message: 'Something that one of them was to do is overdue.' },
    ])
  })

  test('is critical where the decision falls before what waits for the move can be done, and not before', () => {
    const moves = [
      move('trifle', { dueAt: day(NOW - 5), durationDays: 1 }),
      move('hear', { dueAt: day(NOW - 5), durationDays: 5 }),
      move('case', { durationDays: 10, dependsOn: ['hear'] }),
    ]
    const severities = (n: number | undefined, more: readonly MoveInput[] = []) =>
      find('moveOverdue', { decisions: [deal(n)], moves: [...moves, ...more] }).map(({ subjects, severity }) => [...subjects, severity])
    const calm = [
      ['hear', 'warning'],
      ['trifle', 'warning'],
    ]
    const [hurried, ...others] = [['hear', 'critical'], ...calm.slice(1)]
    expect(severities(NOW + 14)).toEqual([hurried, ...others])
    for (const n of [NOW + 40, undefined]) expect(severities(n)).toEqual(calm)
    // By a guess of how long a decision slips that is overdue nothing is judged.
    expect(severities(NOW - 1)).toEqual(calm)
    // Of another decision the day of this one says nothing.
    const other = moves.map(each => ({ ...each, decision: 'other' }))
    expect(find('moveOverdue', { decisions: [deal(NOW + 14), deal(undefined, 'other')], moves: other })[0]?.severity).toBe('warning')
    expect(find('moveOverdue', { decisions: [deal(NOW + 14), deal(undefined, 'other')], moves })[0]?.severity).toBe('critical')
  })

  test('ends when the move is done or dropped, or is due later', () => {
    const overdue = (state: 'done' | 'dropped') =>
      spans('moveOverdue', { moves: [move('m', { dueAt: day(NOW - 5), status: [{ at: day(NOW + 2), state }] })] })
    const span = ['["moveOverdue","m"]', day(NOW - 4), day(NOW + 2)]
    expect([overdue('done'), overdue('dropped')]).toEqual([[span], [span]])
    const later = move('m', { dueAt: day(NOW + 30), recordedAt: day(NOW) })
    const first = move('m', { dueAt: day(NOW - 5), recordedAt: day(NOW - 30), retractedAt: day(NOW) })
    expect(spans('moveOverdue', { moves: [first, later] })).toEqual([['["moveOverdue","m"]', day(NOW - 4), day(NOW)]])
  })
})

describe('planTooLate', () => {
  const long = move('long', { durationDays: 15 })

  test('tells that a dated decision falls before what is planned for it can be done', () => {
    expect(find('planTooLate', { decisions: [deal(NOW + 14)], moves: [long, move('short', { durationDays: 2, with: [] })] })).toMatchObject(
      [
        {
          id: '["planTooLate","deal"]',
          decision: 'deal',
          severity: 'warning',
          stakeholders: ['ann', 'bo'],
          evidence: [{ value: day(NOW + 21) }, { value: 'long' }],
        },
      ],
    )
    for (const decision of [deal(NOW + 21), deal(undefined), deal(NOW - 1)]) {
      expect(find('planTooLate', { decisions: [decision], moves: [long] })).toEqual([])
    }
    expect(find('planTooLate', { decisions: [], moves: [long] })).toEqual([])
    expect(find('planTooLate', { decisions: [deal(NOW + 14)], moves: [move('due', { dueAt: day(NOW - 3) })] })).toEqual([])
  })

  test('asks each open decision by itself, for the moves that are for it or for none', () => {
    const decisions = [deal(NOW + 14), deal(NOW + 7, 'other'), deal(NOW + 90, 'far')]
    const ids = (moves: readonly MoveInput[]) => find('planTooLate', { decisions, moves: [...moves] }).map(({ decision }) => decision)
    expect(ids([long])).toEqual(['deal', 'other'])
    expect(ids([{ ...long, decision: 'other' }])).toEqual(['other'])
    expect(ids([{ ...long, decision: 'far' }])).toEqual([])
  })

  test('ends when the decision is put off, or the move is dropped', () => {
    const dropped = move('long', { durationDays: 15, status: [{ at: day(NOW + 1), state: 'dropped' }] })
    const [span] = spans('planTooLate', { decisions: [deal(NOW + 10)], moves: [dropped] })
    expect(span?.slice(2)).toEqual([day(NOW + 1)])
    const early = { ...deal(NOW + 10), recordedAt: day(-300), retractedAt: day(NOW + 3) }
    const [other] = spans('planTooLate', { decisions: [early, { ...deal(NOW + 90), recordedAt: day(NOW + 3) }], moves: [long] })
    expect(other?.slice(2)).toEqual([day(NOW + 3)])
  })
})

describe('moveWithoutOwner', () => {
  test('tells a move to be done that nobody is named for, or whose owner has left', () => {
    const { by: _, ...unowned } = move('unowned')
    expect(
      found('moveWithoutOwner', {
        moves: [
          unowned,
          move('owned'),
          { ...unowned, id: 'theirs', byThem: 'ann' },
          move('left', { by: 'lee' }),
          { ...unowned, id: 'their leaver', byThem: 'gone', with: [] },
          { ...unowned, id: 'done', status: [{ at: day(0), state: 'done' }] },
          { ...unowned, id: 'dropped', status: [{ at: day(0), state: 'dropped' }] },
        ],
      }),
    ).toEqual([
      ['["moveWithoutOwner","left"]', 'info', ['ann', 'bo']],
      ['["moveWithoutOwner","their leaver"]', 'info', []],
      ['["moveWithoutOwner","unowned"]', 'info', ['ann', 'bo']],
    ])
  })

  test('says which of the two it is, and ends when somebody is named', () => {
    const left = { ...BASE, teammates: [{ id: 'kim', leftAt: day(NOW) }, { id: 'max' }] }
    const first = move('m', { recordedAt: day(-300), retractedAt: day(NOW + 5) })
    const then = move('m', { by: 'max', recordedAt: day(NOW + 5) })
    expect(spans('moveWithoutOwner', { ...left, moves: [first, then] })).toEqual([['["moveWithoutOwner","m"]', day(NOW), day(NOW + 5)]])
    const [finding] = find('moveWithoutOwner', { ...left, moves: [first, then] })
    expect(finding?.message).toBe('The owner of a move has left.')
  })
})

describe('voiceUnanswered', () => {
  const said = { comments: [{ id: 'c', at: day(NOW - 5), stakeholder: 'ann', text: 'Late again.' }] }

  test('tells the powerful whom no move answers, where moves are recorded at all', () => {
    expect(find('voiceUnanswered', said)).toEqual([])
    expect(found('voiceUnanswered', { ...said, moves: [move('m', { with: ['ann'] })] })).toEqual([['["voiceUnanswered"]', 'info', ['bo']]])
    expect(found('voiceUnanswered', { ...said, moves: [move('m', { with: ['bo'] })] })).toEqual([['["voiceUnanswered"]', 'info', ['ann']]])
    const answering = move('m', { with: ['bo'], answers: [{ kind: 'comment', id: 'c' }] })
    expect(find('voiceUnanswered', { ...said, moves: [answering] })).toEqual([])
    const settings = { listening: { powerfulFrom: 0.5 } }
    expect(find('voiceUnanswered', { ...said, moves: [move('m', { with: ['bo'] })] }, { settings })).toEqual([])
  })

  test('ends with a move with them, and begins anew some time after it is done', () => {
    const moves = [
      move('other', { with: ['ann'] }),
      move('m', { with: ['bo'], plannedAt: day(NOW), status: [{ at: day(NOW), state: 'done' }] }),
    ]
    expect(spans('voiceUnanswered', { moves })).toEqual([['["voiceUnanswered"]', day(NOW - 20), day(NOW)]])
    expect(soundFindings(snapshot(village({ moves }), day(NOW + 90))).map(({ id }) => id)).toContain('["voiceUnanswered"]')
  })
})

test('findings on moves keep hostile ids apart', () => {
  const ids = HOSTILE_IDS.slice(0, 20)
  const moves = ids.map(id => move(id, { dueAt: day(NOW - 5), with: [] }))
  expect(new Set(find('moveOverdue', { moves }).map(({ subjects: [subject] }) => subject))).toEqual(new Set(ids))
})
