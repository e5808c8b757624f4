import { foldedText } from '../../support/text.js'
import { type Fields, fieldOf, type RecordParts, type Scalar } from '../fields.js'
import { isObject, ownValue } from '../values.js'
import { objectsIn, textAt } from './nested.js'

/**
 * The fields of a response to a survey of Zendesk as those of a rating: `score`, `comment`, `requester_id` and `updated_at`; every answer by
 * the alias, the headline and the id of its question, too.
 *
 * The score is the rating where its question tells a scale of three steps or more, and else its category, `good`, `neutral` or `bad`; it is
 * `offered` for a response that was never given.
 *
 * @see "CSAT Survey Responses" in the reference of Zendesk's API
 */
export function withZendeskAnswers({ fields, lists }: RecordParts): Fields {
  const list = lists.find(([name]) => name.toLowerCase() === 'answers')?.[1] ?? []
  const answers = objectsIn({ list }, 'list').filter(answer => textAt(answer, 'type') !== 'skipped')
  const own = new Map<string, Scalar | null>(fields)
  const [rating] = answers.filter(isSatisfaction)
  const comment = answers.flatMap(answer => (textAt(answer, 'type') === 'open_ended' ? [textAt(answer, 'value')] : [])).join('\n')
  for (const answer of answers) {
    for (const path of [['alias'], ['headline', 'value'], ['id']]) {
      const name = foldedText(textAt(answer, 'question', ...path))
      if (name !== '' && !own.has(name)) own.set(name, answered(answer))
    }
  }
  own.set('requester_id', fieldOf(fields, 'responder_id') ?? null)
  own.set('comment', comment)
  const said = rating ?? answers.at(-1)
  if (said !== undefined) own.set('updated_at', textAt(said, 'updated_at') || textAt(said, 'created_at') || null)
  for (const [name, value] of scoreOf(rating, comment)) own.set(name, value)
  return own
}

function isSatisfaction(answer: object): boolean {
  return textAt(answer, 'type') === 'rating_scale' && textAt(answer, 'question', 'sub_type') === 'customer_satisfaction'
}

function scoreOf(rating: object | undefined, comment: string): (readonly [string, Scalar | null])[] {
  if (rating === undefined) return [['score', comment === '' ? 'offered' : null]]
  const steps = [...new Set(optionsOf(rating).map(option => Number(textAt(option, 'rating') || Number.NaN)))]
  // Two steps only say on which side somebody is, as the category does.
  if (steps.length < 3 || steps.some(Number.isNaN)) return [['score', textAt(rating, 'rating_category')]]
  return [
    ['score', textAt(rating, 'rating')],
    [WORST, Math.min(...steps)],
    [BEST, Math.max(...steps)],
  ]
}

/** Where the ends of the scale of a rating stand. */
export const WORST = 'score.worst'
export const BEST = 'score.best'

function answered(answer: object): string {
  if (textAt(answer, 'type') !== 'closed_ended') return textAt(answer, 'value') || textAt(answer, 'rating')
  const labels = new Map(optionsOf(answer).map(option => [textAt(option, 'id'), textAt(option, 'label', 'value')]))
  const chosen = objectsIn(answer, 'selections').map(selection => textAt(selection, 'option_id'))
  return chosen.map(id => labels.get(id) || id).join('; ')
}

function optionsOf(answer: object): readonly object[] {
  const question = ownValue(answer, 'question')
  return isObject(question) ? objectsIn(question, 'options') : []
}
