import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, longText, outsider, type ShapeOf, sentiment, text, time } from './fact.js'

/** How a sentiment was read, from the most to the least reliable; `text` means inferred from what somebody wrote. */
export type ReadingSource = (typeof READING_SOURCES)[number]
/** Every way to read a sentiment. */
export const READING_SOURCES = deepFreeze(['interview', 'survey', 'meeting', 'comment', 'impression', 'text'] as const)

/** One person's sentiment towards us, as read at one moment. */
export interface Observation<Time = Instant> extends Fact<Time> {
  /** The id of the person of the account whose sentiment it is. */
  readonly stakeholder: string
  /** When it was read; what it says fades from then on. */
  readonly at: Time
  /** From -1, will block us, over 0, neutral, to 1, champions us. */
  readonly sentiment: number
  /** How it was read, which says how sure it is and how rosy: `readingSd` and `offset` of `settings.sentiment`. */
  readonly via: ReadingSource
  /** Who reported it: the id of a person of ours, a model, a tool or a partner; one unnamed reporter when absent. */
  readonly by?: string | undefined
  /** The standard deviation of its error, above 0, on the scale of sentiment; `settings.sentiment.readingSd` of its source when absent. */
  readonly sd?: number | undefined
  /** The decision that it is about; us as a whole when absent. */
  readonly decision?: string | undefined
  /** What they brought up, in words that several people share; case and spaces do not tell them apart. None when absent. */
  readonly themes?: readonly string[] | undefined
  /** The team or the place of ours that it is about, such as `support` or `Lyon`. */
  readonly touchpoint?: string | undefined
  /** Free text beside the number, such as the sentence that was said; it computes nothing. */
  readonly note?: string | undefined
}

/** The fields of a reading. */
export const observationFields = {
  ...factFields,
  stakeholder: id,
  at: time,
  sentiment,
  via: z.enum(READING_SOURCES),
  by: z.exactOptional(outsider),
  sd: z.exactOptional(z.number().check(z.positive())),
  decision: z.exactOptional(id),
  themes: z.exactOptional(z.array(text)),
  touchpoint: z.exactOptional(longText),
  note: z.exactOptional(text),
} satisfies ShapeOf<Observation<TimeInput>>

export const observationKind = defineKind<Observation, Observation<TimeInput>>({
  noun: 'observation',
  fields: observationFields,
  begins: 'at',
  references: { stakeholder: 'stakeholders', decision: 'decisions' },
})
