import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, type ShapeOf, text, time } from './fact.js'

/** What was found out about a question. */
export interface QuestionAnswer<Time = Instant> {
  /** When it was found out; a snapshot from before shows the question as open. */
  readonly at: Time
  /** What we take to be so. */
  readonly statement: string
}

/** What a series of interviews is to find out. It is open until it is answered or dropped. */
export interface Question<Time = Instant> extends Fact<Time> {
  /** Not empty; `answerQuestion` names it. */
  readonly id: string
  /** The plan of the interviews that are to answer it, as `plan` of those interviews says. */
  readonly plan: string
  /** What we want to know, in our words. */
  readonly question: string
  /** What was found out; open when absent, unless it was dropped. Together with `dropped`, the answer counts. */
  readonly answered?: QuestionAnswer<Time> | undefined
  /** When we gave up asking it. */
  readonly dropped?: Time | undefined
}

export const questionKind = defineKind<Question, Question<TimeInput>>({
  noun: 'question',
  fields: {
    ...factFields,
    id,
    plan: text,
    question: text,
    answered: z.exactOptional(z.strictObject({ at: time, statement: text } satisfies ShapeOf<QuestionAnswer<TimeInput>>)),
    dropped: z.exactOptional(time),
  },
  times: ['dropped'],
  timesWithin: { answered: ['at'] },
  unfolds: ['answered', 'dropped'],
})
