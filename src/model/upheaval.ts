import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, share, text, time } from './fact.js'

/** What changed at once. `personMove`: a person got another unit or another job. */
export type UpheavalKind = (typeof UPHEAVAL_KINDS)[number]
/** Every kind of upheaval. */
export const UPHEAVAL_KINDS = deepFreeze([
  'reorganisation',
  'merger',
  'layoffs',
  'leadership',
  'priorities',
  'personMove',
  'other',
] as const)

/**
 * An event after which part of what was known of people's sentiments no longer holds.
 *
 * It concerns the people in `stakeholders` where they are given, otherwise everybody who is in `unit` or a unit below it on that day,
 * otherwise the whole account.
 */
export interface Upheaval<Time = Instant> extends Fact<Time> {
  /** When it happened; only what was known before it is weakened. */
  readonly at: Time
  /** What changed, which says how much no longer holds where `strength` is absent. */
  readonly kind: UpheavalKind
  /** The id of the unit whose people it concerns; not looked at beside `stakeholders`. The whole account when both are absent. */
  readonly unit?: string | undefined
  /** The ids of the people that it concerns, in any unit; those of `unit` when absent. */
  readonly stakeholders?: readonly string[] | undefined
  /** The share of what was known that no longer holds, 0..1; `settings.sentiment.upheaval` of its kind when absent. */
  readonly strength?: number | undefined
  /** Free text about it; it computes nothing. */
  readonly note?: string | undefined
}

export const upheavalKind = defineKind<Upheaval, Upheaval<TimeInput>>({
  noun: 'upheaval',
  fields: {
    ...factFields,
    at: time,
    kind: z.enum(UPHEAVAL_KINDS),
    unit: z.exactOptional(id),
    stakeholders: z.exactOptional(z.array(id)),
    strength: z.exactOptional(share),
    note: z.exactOptional(text),
  },
  begins: 'at',
  references: { unit: 'units', stakeholders: 'stakeholders' },
})
