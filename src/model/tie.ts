import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, time } from './fact.js'

/**
 * What lies between two people.
 *
 * `influence`: `from` moves `to`. `reportsTo`: `from` reports to `to`, so `to` moves `from`. `conflict`: the two are at odds, which moves
 * neither.
 */
export type TieKind = 'influence' | 'reportsTo' | 'conflict'

/** A tie between two people. */
export interface Tie<Time = Instant> extends Fact<Time> {
  readonly from: string
  readonly to: string
  readonly kind: TieKind
  /** How strong it is, above 0, beside the other ties of whoever is moved by it; 1 when absent. */
  readonly weight?: number | undefined
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

export const tieKind = defineKind<Tie, Tie<TimeInput>>({
  noun: 'tie',
  fields: {
    ...factFields,
    from: id,
    to: id,
    kind: z.enum(['influence', 'reportsTo', 'conflict']),
    weight: z.exactOptional(z.number().check(z.positive())),
    since: z.exactOptional(time),
    until: z.exactOptional(time),
  },
  begins: 'since',
  ends: 'until',
  references: { from: 'stakeholders', to: 'stakeholders' },
})
