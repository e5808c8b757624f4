import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { atLeast0, defineKind, type Fact, factFields, id, type ShapeOf, time } from './fact.js'

/** What happened between them and us. */
export type InteractionKind = (typeof INTERACTION_KINDS)[number]
/** Every kind of interaction. */
export const INTERACTION_KINDS = deepFreeze([
  'meeting',
  'email',
  'call',
  'demo',
  'webinar',
  'content',
  'approval',
  'agenda',
  'processChange',
  'other',
] as const)

/**
 * Something that happened between people of the account and us. It says where attention goes and who drives; it never makes anybody
 * influential.
 */
export interface Interaction<Time = Instant> extends Fact<Time> {
  /** When it took place; a snapshot shows it from then on. */
  readonly at: Time
  /** How strongly it counts as a contact and as a sign of who drives: `contactWeight` and `kindWeight` of the settings say. */
  readonly kind: InteractionKind
  /** The people of the account who took part. */
  readonly participants: readonly string[]
  /** Who of them set the pace, if anybody did. */
  readonly drivenBy?: string | undefined
  /** Hours that it cost us, 0..1,000,000. */
  readonly effort?: number | undefined
  /** The id of the decision that it was about, of which alone it then tells who drives; of all of them when absent. */
  readonly decision?: string | undefined
  /** The teammates who took part. */
  readonly ours?: readonly string[] | undefined
}

/** The fields of an interaction. */
export const interactionFields = {
  ...factFields,
  at: time,
  kind: z.enum(INTERACTION_KINDS),
  participants: z.array(id),
  drivenBy: z.exactOptional(id),
  effort: z.exactOptional(atLeast0.check(z.maximum(1e6))),
  decision: z.exactOptional(id),
  ours: z.exactOptional(z.array(id)),
} satisfies ShapeOf<Interaction<TimeInput>>

export const interactionKind = defineKind<Interaction, Interaction<TimeInput>>({
  noun: 'interaction',
  fields: interactionFields,
  begins: 'at',
  references: { participants: 'stakeholders', drivenBy: 'stakeholders', decision: 'decisions', ours: 'teammates' },
  dispensable: ['drivenBy'],
})
