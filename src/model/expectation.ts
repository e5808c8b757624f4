import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, type ShapeOf, share, text, time } from './fact.js'

/** Where an expectation stood from a moment on. */
export interface ExpectationStatus<Time = Instant> {
  /** From when on it stood so. */
  readonly at: Time
  /** Still to be met, met by us, or past meeting; one that is missed may still be met later. */
  readonly state: 'open' | 'met' | 'missed'
}

/** What somebody counts on from us. */
export interface Expectation<Time = Instant> extends Fact<Time> {
  /** Not empty; `answers` of moves and `whatIf` name it. */
  readonly id: string
  /** The id of the person of the account who has it. */
  readonly stakeholder: string
  /** In their words. */
  readonly statement: string
  /** How much it matters to them, 0..1. */
  readonly importance: number
  /** By when they count on it; a finding tells of an open one that is past it. No date when absent. */
  readonly dueAt?: Time | undefined
  /** How it went; the latest entry counts. */
  readonly status: readonly ExpectationStatus<Time>[]
  /** The id of the decision that it matters to; the risks of any other decision leave it out. To all of them when absent. */
  readonly decision?: string | undefined
  /** What it is about, in words that several people share, such as `faster set-up`: the job that they want done. */
  readonly themes?: readonly string[] | undefined
}

export const expectationKind = defineKind<Expectation, Expectation<TimeInput>>({
  noun: 'expectation',
  fields: {
    ...factFields,
    id,
    stakeholder: id,
    statement: text,
    importance: share,
    dueAt: z.exactOptional(time),
    status: z.array(z.strictObject({ at: time, state: z.enum(['open', 'met', 'missed']) } satisfies ShapeOf<ExpectationStatus<TimeInput>>)),
    decision: z.exactOptional(id),
    themes: z.exactOptional(z.array(text)),
  },
  times: ['dueAt'],
  timesWithin: { status: ['at'] },
  unfolds: ['status'],
  references: { stakeholder: 'stakeholders', decision: 'decisions' },
})
