import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, text, time } from './fact.js'

/** What somebody hopes for, or wants to avoid, in doing business with us. */
export type MotiveKind = (typeof MOTIVE_KINDS)[number]
/** Every kind of motive. */
export const MOTIVE_KINDS = deepFreeze([
  'functional',
  'financial',
  'career',
  'reputation',
  'risk',
  'compliance',
  'relationship',
  'other',
] as const)

/** Why somebody wants to do business with us: their own reason, which need not be the value that we believe we sell. */
export interface Motive<Time = Instant> extends Fact<Time> {
  /** The id of the person of the account who has it. */
  readonly stakeholder: string
  /** What it is about; `motives` compares it with `Account.value`, the kinds that we believe our value answers. */
  readonly kind: MotiveKind
  /** In their words. */
  readonly statement: string
  /** From when on they had it, itself included; always when absent. */
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

export const motiveKind = defineKind<Motive, Motive<TimeInput>>({
  noun: 'motive',
  fields: {
    ...factFields,
    stakeholder: id,
    kind: z.enum(MOTIVE_KINDS),
    statement: text,
    since: z.exactOptional(time),
    until: z.exactOptional(time),
  },
  begins: 'since',
  ends: 'until',
  references: { stakeholder: 'stakeholders' },
})
