import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, share, text, time } from './fact.js'

/** Something that keeps people from using what they bought although they like it, such as an internal charge for each use. */
export interface Barrier<Time = Instant> extends Fact<Time> {
  /** Not empty; other content under the same id is refused unless it comes by `revise`. `answers` of moves name it. */
  readonly id: string
  /** What holds people back, in our words. */
  readonly statement: string
  /** The unit that it holds back. */
  readonly unit?: string | undefined
  /** The people whom it holds back. */
  readonly stakeholders?: readonly string[] | undefined
  /** What causes it: a rule of theirs, the way they work, the technology, the money, or anything else. */
  readonly kind: 'policy' | 'process' | 'technical' | 'budget' | 'other'
  /** The share of use that it prevents, 0..1. */
  readonly blocks: number
  /** From when on it holds people back, itself included; always when absent. */
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

export const barrierKind = defineKind<Barrier, Barrier<TimeInput>>({
  noun: 'barrier',
  fields: {
    ...factFields,
    id,
    statement: text,
    unit: z.exactOptional(id),
    stakeholders: z.exactOptional(z.array(id)),
    kind: z.enum(['policy', 'process', 'technical', 'budget', 'other']),
    blocks: share,
    since: z.exactOptional(time),
    until: z.exactOptional(time),
  },
  begins: 'since',
  ends: 'until',
  references: { unit: 'units', stakeholders: 'stakeholders' },
})
