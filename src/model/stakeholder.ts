import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, openness, type ShapeOf, share, text, time } from './fact.js'

/** A person as they stand in one account. */
export interface Stakeholder<Time = Instant> extends Fact<Time> {
  /** Not empty; every fact about the person names it. The ids of placeholders begin with `?`. */
  readonly id: string
  /** As shown to people; the id is shown in its place when absent. */
  readonly name?: string | undefined
  /** Their job title. */
  readonly title?: string | undefined
  /** A mail address; imports of survey answers find the person by it. Unknown when absent. */
  readonly email?: string | undefined
  /** The unit in which they work. */
  readonly unit?: string | undefined
  /** When they came to the account; always there when absent. */
  readonly joinedAt?: Time | undefined
  /** When they left it, that day excluded; still there when absent. */
  readonly leftAt?: Time | undefined
  /** Who they are in other systems. */
  readonly externalIds?: readonly ExternalId[] | undefined
  /** How far others move them, 0..0.99; `settings.influence.openness` when absent. */
  readonly openness?: number | undefined
  /** How much risk they like to take in what they buy, from 0, none, to 1, as much as it takes. */
  readonly riskAppetite?: number | undefined
}

/** Somebody's id in another system. */
export interface ExternalId {
  /** The system, such as `salesforce`. */
  readonly source: string
  /** The id there, as that system writes it; answers to surveys and erased people are told by it. */
  readonly id: string
}

export const stakeholderKind = defineKind<Stakeholder, Stakeholder<TimeInput>>({
  noun: 'stakeholder',
  fields: {
    ...factFields,
    id,
    name: z.exactOptional(text),
    title: z.exactOptional(text),
    email: z.exactOptional(text),
    unit: z.exactOptional(id),
    joinedAt: z.exactOptional(time),
    leftAt: z.exactOptional(time),
    externalIds: z.exactOptional(z.array(z.strictObject({ source: text, id } satisfies ShapeOf<ExternalId>))),
    openness: z.exactOptional(openness),
    riskAppetite: z.exactOptional(share),
  },
  begins: 'joinedAt',
  ends: 'leftAt',
  references: { unit: 'units' },
})
