import type { PlannedQuestion } from '../../listening/questions.js'
import { plain } from '../plain.js'

/** What interviews are to find out, the open questions first; dropped ones are left out. */
export function questionLines(questions: readonly PlannedQuestion[]): string[] {
  const open = questions.filter(({ state }) => state === 'open').map(({ question }) => `Still to find out: ${plain(question)}`)
  const answered = questions.flatMap(({ question, statement }) =>
    statement === undefined ? [] : [`Found out: ${plain(question)} → ${plain(statement)}`],
  )
  return [...open, ...answered]
}
