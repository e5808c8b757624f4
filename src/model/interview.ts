import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, outsider, type ShapeOf, sentiment, text, time } from './fact.js'

/** What somebody answered, in short. */
export interface Answer {
  /** As it was asked. */
  readonly question: string
  /** The gist of what they said, in our words. */
  readonly summary: string
  /** What they brought up, in words that several people share; case and spaces do not tell them apart. None when absent. */
  readonly themes?: readonly string[] | undefined
}

/** What we concluded from an interview, and what follows from it. */
export interface Conclusion {
  /** What we take to be so. */
  readonly statement: string
  /** What follows from it for us, such as something to change. */
  readonly implication: string
  /** Who of us sees to it. */
  readonly owner?: string | undefined
}

/** Whether somebody agreed to be interviewed and to have it written down. */
export interface Consent<Time = Instant> {
  /** `false` when they refused: nothing of what was said may then be kept, and the interview does not count as held. */
  readonly given: boolean
  /** When they agreed or refused. */
  readonly at: Time
  /** What they agreed to, such as `notes, no recording`. */
  readonly scope?: string | undefined
}

/** A conversation held in order to learn. Its sentiment, if it has one, counts as a reading of the source `interview`. */
export interface Interview<Time = Instant> extends Fact<Time> {
  /** Not empty; other content under the same id is refused unless it comes by `revise`. `answers` of moves name it. */
  readonly id: string
  /** When it was held; a snapshot shows it from then on. */
  readonly at: Time
  /** The id of the person of the account who was interviewed. */
  readonly stakeholder: string
  /** Who reported it: the id of a person of ours, a model, a tool or a partner; one unnamed reporter when absent. */
  readonly by?: string | undefined
  /** Why this person was chosen: one of the profiles of `interviewProgramme`, such as `lapsed`, or any other. */
  readonly profile?: string | undefined
  /** The plan in which it was held, such as `spring campaign`: a series of interviews from which we conclude together. */
  readonly plan?: string | undefined
  /** Absent when nobody wrote down whether they agreed. */
  readonly consent?: Consent<Time> | undefined
  /** In the order in which they were given; empty when nothing was written down or the person refused. */
  readonly answers: readonly Answer[]
  /** From -1, will block us, to 1, champions us. */
  readonly sentiment?: number | undefined
  /** The standard deviation of its error, above 0, on the scale of sentiment; `settings.sentiment.readingSd.interview` when absent. */
  readonly sd?: number | undefined
  /** What we concluded from it; a plan without conclusions is unfinished. None when absent. */
  readonly conclusions?: readonly Conclusion[] | undefined
}

export const interviewKind = defineKind<Interview, Interview<TimeInput>>({
  noun: 'interview',
  fields: {
    ...factFields,
    id,
    at: time,
    stakeholder: id,
    by: z.exactOptional(outsider),
    profile: z.exactOptional(text),
    plan: z.exactOptional(text),
    consent: z.exactOptional(
      z.strictObject({ given: z.boolean(), at: time, scope: z.exactOptional(text) } satisfies ShapeOf<Consent<TimeInput>>),
    ),
    answers: z.array(z.strictObject({ question: text, summary: text, themes: z.exactOptional(z.array(text)) } satisfies ShapeOf<Answer>)),
    sentiment: z.exactOptional(sentiment),
    sd: z.exactOptional(z.number().check(z.positive())),
    conclusions: z.exactOptional(
      z.array(z.strictObject({ statement: text, implication: text, owner: z.exactOptional(text) } satisfies ShapeOf<Conclusion>)),
    ),
  },
  begins: 'at',
  timesWithin: { consent: ['at'] },
  references: { stakeholder: 'stakeholders' },
})
