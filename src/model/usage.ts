import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, share, time } from './fact.js'

/** How much of what was bought a unit or a person used, as measured at one moment. */
export interface Usage<Time = Instant> extends Fact<Time> {
  /** When it was measured; the latest measure of a place counts. */
  readonly at: Time
  /** The unit; the whole account when neither unit nor person is given. */
  readonly unit?: string | undefined
  /** The id of the person who used it; the measure is then theirs alone, also beside `unit`. */
  readonly stakeholder?: string | undefined
  /** The share of what was bought, 0..1. */
  readonly level: number
}

export const usageKind = defineKind<Usage, Usage<TimeInput>>({
  noun: 'usage',
  fields: { ...factFields, at: time, unit: z.exactOptional(id), stakeholder: z.exactOptional(id), level: share },
  begins: 'at',
  references: { unit: 'units', stakeholder: 'stakeholders' },
})
