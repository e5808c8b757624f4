import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, longText, type ShapeOf, time } from './fact.js'
import type { ExternalId } from './stakeholder.js'

/** A person of ours who works with the account. */
export interface Teammate<Time = Instant> extends Fact<Time> {
  /** Not empty; `by` of moves, `owner` of the account and `ours` of interactions name it. */
  readonly id: string
  /** As shown to people; the id is shown in its place when absent. */
  readonly name?: string | undefined
  /** Their job title. */
  readonly title?: string | undefined
  /** A mail address, such as an import brings it; unknown when absent. */
  readonly email?: string | undefined
  /** The team of ours to which they belong, such as `support`. */
  readonly team?: string | undefined
  /** Where they work, such as `Lyon`. */
  readonly location?: string | undefined
  /** When they began to work with the account; they always did when absent. */
  readonly joinedAt?: Time | undefined
  /** When they stopped, that day excluded; they still do when absent. */
  readonly leftAt?: Time | undefined
  /** Who they are in other systems. */
  readonly externalIds?: readonly ExternalId[] | undefined
}

export const teammateKind = defineKind<Teammate, Teammate<TimeInput>>({
  noun: 'teammate',
  fields: {
    ...factFields,
    id,
    name: z.exactOptional(longText),
    title: z.exactOptional(longText),
    email: z.exactOptional(longText),
    team: z.exactOptional(longText),
    location: z.exactOptional(longText),
    joinedAt: z.exactOptional(time),
    leftAt: z.exactOptional(time),
    externalIds: z.exactOptional(z.array(z.strictObject({ source: longText, id } satisfies ShapeOf<ExternalId>))),
  },
  begins: 'joinedAt',
  ends: 'leftAt',
})
