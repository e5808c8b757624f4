import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, longText, outsider, type ShapeOf, text, time } from './fact.js'

/** That a comment was passed to people who could act on it. */
export interface Routing<Time = Instant> {
  /** Those people, such as `product`. */
  readonly group: string
  /** When it was passed to them. */
  readonly at: Time
}

/** What was done about a comment. */
export interface CommentAction<Time = Instant> {
  /** When it was done; a snapshot shows it from then on. */
  readonly at: Time
  /** Who did it, of us. */
  readonly by: string
  /** What was done, in our words. */
  readonly statement: string
}

/** Something said in passing, and what came of it. */
export interface Comment<Time = Instant> extends Fact<Time> {
  /** Not empty; other content under the same id is refused unless it comes by `revise`. `answers` of moves name it. */
  readonly id: string
  /** When it was said; a snapshot shows the comment from then on. */
  readonly at: Time
  /** The id of the person of the account who said it. */
  readonly stakeholder: string
  /** What was said, in the person's words. */
  readonly text: string
  /** Who reported it: the id of a person of ours, a model, a tool or a partner; one unnamed reporter when absent. */
  readonly by?: string | undefined
  /** Where it was said, such as `hallway` or `support call`. */
  readonly via?: string | undefined
  /** What it is about, in words that several comments share; case and spaces do not tell them apart. About no theme when absent. */
  readonly themes?: readonly string[] | undefined
  /** The team or the place of ours that it is about, such as `support` or `Lyon`. */
  readonly touchpoint?: string | undefined
  /** The groups that it was passed to, one entry for each group and time; passed to nobody when absent. */
  readonly routedTo?: readonly Routing<Time>[] | undefined
  /** What was done about it; nothing when absent, unless a done move answers it. */
  readonly actions?: readonly CommentAction<Time>[] | undefined
  /** When whoever said it was told what came of it. */
  readonly sharedBackAt?: Time | undefined
}

export const commentKind = defineKind<Comment, Comment<TimeInput>>({
  noun: 'comment',
  fields: {
    ...factFields,
    id,
    at: time,
    stakeholder: id,
    text,
    by: z.exactOptional(outsider),
    via: z.exactOptional(text),
    themes: z.exactOptional(z.array(text)),
    touchpoint: z.exactOptional(longText),
    routedTo: z.exactOptional(z.array(z.strictObject({ group: text, at: time } satisfies ShapeOf<Routing<TimeInput>>))),
    actions: z.exactOptional(z.array(z.strictObject({ at: time, by: text, statement: text } satisfies ShapeOf<CommentAction<TimeInput>>))),
    sharedBackAt: z.exactOptional(time),
  },
  begins: 'at',
  times: ['sharedBackAt'],
  timesWithin: { routedTo: ['at'], actions: ['at'] },
  unfolds: ['routedTo', 'actions', 'sharedBackAt'],
  references: { stakeholder: 'stakeholders' },
})
