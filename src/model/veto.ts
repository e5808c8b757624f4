import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, type ShapeOf, text, time } from './fact.js'

/**
 * Somebody can stop a decision, whether or not they could ever make one. It is a right, not an attitude: an opponent without it stops
 * nothing.
 */
export interface VetoFact<Time = Instant> extends Fact<Time> {
  /** The id of the person of the account who holds it. */
  readonly stakeholder: string
  /** The decision that they can stop; every one when absent. */
  readonly decision?: string | undefined
  /** What they can stop it for, such as `data protection`. */
  readonly scope?: string | undefined
  /** From when on they hold it, itself included; always when absent. */
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

/** The fields of a veto. */
export const vetoFields = {
  ...factFields,
  stakeholder: id,
  decision: z.exactOptional(id),
  scope: z.exactOptional(text),
  since: z.exactOptional(time),
  until: z.exactOptional(time),
} satisfies ShapeOf<VetoFact<TimeInput>>

export const vetoKind = defineKind<VetoFact, VetoFact<TimeInput>>({
  noun: 'veto',
  fields: vetoFields,
  begins: 'since',
  ends: 'until',
  references: { stakeholder: 'stakeholders', decision: 'decisions' },
})
