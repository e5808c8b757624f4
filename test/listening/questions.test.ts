import { createVillage, parseVillage, record, retract, revise, snapshot } from 'account-village'
import { answerQuestion, interviewProgramme } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

const village = createVillage({
  account: 'acme',
  stakeholders: [{ id: 'ann' }],
  questions: [
    { id: 'q1', plan: 'spring', question: 'Who decides?', recordedAt: '2026-01-10' },
    { id: 'q2', plan: 'spring', question: 'Who pays?', answered: { at: '2026-02-01', statement: 'IT' } },
    { id: 'q3', plan: 'autumn', question: 'Why now?', dropped: '2026-02-10' },
  ],
})
const states = (of = village, day = '2026-03-02', plan?: string) =>
  interviewProgramme(snapshot(of, day), plan === undefined ? {} : { plan }).questions.map(({ id, state }) => [id, state])

describe('questions of interviews', () => {
  test('are open until they are answered or dropped, as it was known on the day', () => {
    expect(states()).toEqual([
      ['q1', 'open'],
      ['q2', 'answered'],
      ['q3', 'dropped'],
    ])
    expect(states(village, '2026-01-05')).toEqual([
      ['q2', 'open'],
      ['q3', 'open'],
    ])
    expect(states(village, '2026-03-02', 'autumn')).toEqual([['q3', 'dropped']])
  })

  test('are recorded, revised and retracted like other facts, and survive JSON', () => {
    const added = record(village, { questions: [{ id: 'q4', plan: 'spring', question: 'Since when?', recordedAt: '2026-02-20' }] })
    expect(states(added).at(-1)).toEqual(['q4', 'open'])
    expect(states(retract(added, 'q4', { recordedAt: '2026-03-01', kind: 'questions' }))).toHaveLength(3)
    const dropped = revise(
      added,
      { questions: [{ id: 'q4', plan: 'spring', question: 'Since when?', dropped: '2026-02-25' }] },
      { recordedAt: '2026-02-25' },
    )
    expect([states(dropped, '2026-02-24').at(-1), states(dropped).at(-1)]).toEqual([
      ['q4', 'open'],
      ['q4', 'dropped'],
    ])
    expect(parseVillage(JSON.parse(JSON.stringify(dropped)))).toEqual(dropped)
    expect(record(dropped, { questions: dropped.questions })).toBe(dropped)
  })

  test('are answered on a day, once more on a later one, and never before they were asked', () => {
    const answered = answerQuestion(village, 'q1', { at: '2026-02-20', statement: 'The board' })
    expect([states(answered, '2026-02-19')[0], states(answered, '2026-02-20')[0]]).toEqual([
      ['q1', 'open'],
      ['q1', 'answered'],
    ])
    const again = answerQuestion(answered, 'q1', { at: new Date('2026-03-01'), statement: 'The owner' })
    const said = (day: string) => interviewProgramme(snapshot(again, day)).questions[0]?.statement
    expect([said('2026-02-28'), said('2026-03-01')]).toEqual(['The board', 'The owner'])
    const early = answerQuestion(village, 'q1', { at: '2025-12-01', statement: 'The board' })
    expect(states(early, '2026-01-09').map(([id]) => id)).toEqual(['q2', 'q3'])
    expect(states(early, '2026-01-10')[0]).toEqual(['q1', 'answered'])
  })

  test('are refused where there is none, the date is none, or the answer is none', () => {
    const answer = { at: '2026-02-20', statement: 'x' }
    expect(refused(() => answerQuestion(village, 'q9', answer))).toMatchObject({ name: 'InvalidArgumentError', paths: ['question'] })
    expect(refused(() => answerQuestion(village, 'q1', { ...answer, at: 'soon' }))).toMatchObject({
      name: 'InvalidDateError',
      paths: ['at'],
    })
    expect(refused(() => callLoosely(answerQuestion, village, 'q1', { at: '2026-02-20' })).paths).toEqual([
      'questions[0].answered.statement',
    ])
    expect(refused(() => callLoosely(answerQuestion, village, 'q1')).message).toMatch(/^answerQuestion: /)
    expect(refused(() => callLoosely(createVillage, { account: 'a', questions: [{ id: 'q', question: 'x' }] })).paths).toEqual([
      'questions[0].plan',
    ])
  })
})
