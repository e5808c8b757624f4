import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, type ShapeOf, sentiment, text, time } from './fact.js'

/** What somebody answered, in short. */
export interface Answer {
  readonly question: string
  readonly summary: string
  readonly themes?: readonly string[]
}

/** What we concluded from an interview, and what follows from it. */
export interface Conclusion {
  readonly statement: string
  readonly implication: string
}

/** A conversation held in order to learn. Its sentiment, if it has one, counts as a reading of the source `interview`. */
export interface Interview<Time = Instant> extends Fact<Time> {
  readonly id: string
  readonly at: Time
  readonly stakeholder: string
  /** Why this person was chosen, such as `lapsed customer`. */
  readonly profile?: string
  readonly answers: readonly Answer[]
  /** From -1, will block us, to 1, champions us. */
  readonly sentiment?: number
  readonly conclusions?: readonly Conclusion[]
}

export const interviewKind = defineKind<Interview<TimeInput>>({
  noun: 'interview',
  fields: {
    ...factFields,
    id,
    at: time,
    stakeholder: id,
    profile: z.exactOptional(text),
    answers: z.array(z.strictObject({ question: text, summary: text, themes: z.exactOptional(z.array(text)) } satisfies ShapeOf<Answer>)),
    sentiment: z.exactOptional(sentiment),
    conclusions: z.exactOptional(z.array(z.strictObject({ statement: text, implication: text } satisfies ShapeOf<Conclusion>))),
  },
  begins: 'at',
  references: { stakeholder: 'stakeholders' },
})
