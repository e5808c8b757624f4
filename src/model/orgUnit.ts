import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, share, text } from './fact.js'

/** What a unit is in its company. */
export type OrgUnitKind = 'department' | 'division' | 'site' | 'subsidiary' | 'team'

/** A part of the account, between the company and its people. Units nest. */
export interface OrgUnit<Time = Instant> extends Fact<Time> {
  /** Not empty; `unit` of other facts and `parent` of other units name it. */
  readonly id: string
  /** As shown to people; the measures go by the id. */
  readonly name: string
  /** What it is in its company; it computes nothing. */
  readonly kind: OrgUnitKind
  /** The unit that this one belongs to; the account itself when absent. */
  readonly parent?: string | undefined
  /**
   * Its share of its parent's voice, 0..1, when that is given and not a matter of the power of its people. The shares within one parent sum
   * to at most 1.
   */
  readonly share?: number | undefined
}

export const unitKind = defineKind<OrgUnit, OrgUnit<TimeInput>>({
  noun: 'unit',
  fields: {
    ...factFields,
    id,
    name: text,
    kind: z.enum(['department', 'division', 'site', 'subsidiary', 'team']),
    parent: z.exactOptional(id),
    share: z.exactOptional(share),
  },
  references: { parent: 'units' },
})
