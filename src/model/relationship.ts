import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, share, time } from './fact.js'

/** How well a person of ours and one of theirs know each other, as somebody states it. */
export interface Relationship<Time = Instant> extends Fact<Time> {
  /** The id of a teammate. */
  readonly teammate: string
  /** The id of a person of the account. */
  readonly stakeholder: string
  /** From 0, not at all: 0.25 introduced, 0.5 works with them, 0.75 is asked for advice, 1 trusted. */
  readonly level: number
  /** The level that we want to reach, 0..1. */
  readonly desired?: number | undefined
  /** When it was so; it does not age when absent. */
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

export const relationshipKind = defineKind<Relationship, Relationship<TimeInput>>({
  noun: 'relationship',
  fields: {
    ...factFields,
    teammate: id,
    stakeholder: id,
    level: share,
    desired: z.exactOptional(share),
    since: z.exactOptional(time),
    until: z.exactOptional(time),
  },
  begins: 'since',
  ends: 'until',
  references: { teammate: 'teammates', stakeholder: 'stakeholders' },
})
