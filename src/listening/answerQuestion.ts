import type { QuestionAnswer } from '../model/question.js'
import type { Village } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import { reading } from '../support/reading.js'
import { believedFact, changedAt, dateOf } from '../village/believedFact.js'
import { rowsOf } from '../village/village.js'

/**
 * The village in which a question of a series of interviews is answered, learned when it was answered.
 *
 * A later answer takes the place of an earlier one. To drop a question, `revise` it with `dropped`.
 *
 * @param answer when it was answered, and what we take to be so
 * @throws InvalidArgumentError when there is no such question; InvalidDateError for a date that is none
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { answerQuestion } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   questions: [{ id: 'q1', plan: 'spring', question: 'Who decides on the budget?' }],
 * })
 * const after = answerQuestion(village, 'q1', { at: '2026-03-02', statement: 'The board, in June' })
 * snapshot(after, '2026-03-01').questions[0]?.answered //=> undefined
 * snapshot(after, '2026-03-02').questions[0]?.answered?.statement //=> 'The board, in June'
 */
export function answerQuestion(village: Village, question: string, answer: QuestionAnswer<TimeInput>): Village {
  const where = 'answerQuestion'
  const { fact, knownFrom } = believedFact(where, 'question', rowsOf(where, village).questions, question)
  const given = reading(where, 'answer', () => ({ ...answer, at: answer.at }), 'is not an answer; pass { at, statement }')
  const at = dateOf(where, 'at', given.at)
  return changedAt(where, village, { questions: [{ ...fact, answered: { ...given, at } }] }, knownFrom, at)
}
