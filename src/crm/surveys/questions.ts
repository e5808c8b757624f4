import { numberReader } from '../../reading/column.js'
import type { ResolvedRules } from '../../reading/rules.js'
import { NPS_SCALE, npsSentiment } from '../nps.js'
import { onScale, type Scale } from '../scale.js'
import { type LabelTable, meaningOf } from './labels.js'

/** What a question asks, and by that what its answers mean. */
export const MEASURES = ['nps', 'csat', 'ces', 'sentiment'] as const

/**
 * What a question asks.
 * - `nps`: how likely they would recommend us, 0..10
 * - `csat`: how satisfied they are, 1..5
 * - `ces`: how easy we made it for them, 1..7, 7 being easiest, as in version 2.0 of the Customer Effort Score. In its first version, "how
 *   much effort did you have to put forth", 1 of 5 is best: `scale: [5, 1]`
 * - `sentiment`: how they stand to us, in words, or in numbers on a `scale`
 */
export type SurveyMeasure = (typeof MEASURES)[number]

/** A question whose answers hold a sentiment. */
export interface SurveyQuestion {
  /**
   * The column, in any case: by its name in the first row, the reference or id of a field of Typeform, or the heading or id of a question of
   * SurveyMonkey.
   */
  readonly column: string
  /** What the question asks, and by that which numbers and words mean what. */
  readonly measure: SurveyMeasure
  /** The numbers that stand for the worst and the best, mapped linearly to -1 and 1; those of the measure when absent. */
  readonly scale?: readonly [worst: number, best: number] | undefined
  /** The column in which people say why. */
  readonly comment?: string | undefined
}

/** What an answer means: a sentiment, nothing, a number beyond the scale or of two meanings, or a word that nothing is known of. */
export type AnswerMeaning = number | 'nothing' | 'beyond' | 'unclear' | 'unknown'

/** What an answer to a question means. */
export function sentimentOf(
  answer: string,
  { measure, scale }: Pick<SurveyQuestion, 'measure' | 'scale'>,
  { labels, rules }: { readonly labels: LabelTable; readonly rules: ResolvedRules },
): AnswerMeaning {
  const said = meaningOf(labels, answer)
  if (said !== undefined) return said ?? 'nothing'
  const reading = numberReader(rules).read(answer)
  if (reading.is === 'nothing') return 'nothing'
  if (reading.is === 'unclear') return 'unclear'
  const number = reading.is === 'value' ? reading.value : numberWithin(answer)
  if (number === undefined) return 'unknown'
  const range = scale ?? SCALES.get(measure)
  if (range === undefined) return 'unknown'
  const linear = onScale(number, range)
  return linear === undefined ? 'beyond' : scale === undefined && measure === 'nps' ? npsSentiment(number) : linear
}

const SCALES: ReadonlyMap<SurveyMeasure, Scale> = new Map<SurveyMeasure, Scale>([
  ['nps', NPS_SCALE],
  ['csat', [1, 5]],
  ['ces', [1, 7]],
])

/** The number that an answer is or begins with, as in `10 - Extremely likely`, or ends with, as in `Extremely likely - 10`. */
function numberWithin(answer: string): number | undefined {
  const digits = (NUMBER.exec(answer.trim()) ?? LAST_NUMBER.exec(answer.trim()))?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const NUMBER = /^([+-]?\d{1,6}(?:\.\d{1,9})?)(?:\s*(?:[-–—:=,;(]|\s).*)?$/s
const LAST_NUMBER = /^\D+\s[-–—]\s(\d{1,2})$/s
