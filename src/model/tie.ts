import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, type ShapeOf, time } from './fact.js'

/**
 * What lies between two people.
 *
 * `influence`: `from` moves `to`. `informs`: `from` tells `to` things, which moves `to` a little. `reportsTo`: `from` reports to `to`, so
 * `to` moves `from`. `conflict`: the two are at odds, which moves neither.
 */
export type TieKind = (typeof TIE_KINDS)[number]
/** Every kind of tie. */
export const TIE_KINDS = deepFreeze(['influence', 'informs', 'reportsTo', 'conflict'] as const)

/** A tie between two people. */
export interface Tie<Time = Instant> extends Fact<Time> {
  /** The id of the person who moves or tells `to`, or reports to `to`. */
  readonly from: string
  /** The id of the person who is moved or told, or who `from` reports to. For a conflict the order says nothing. */
  readonly to: string
  /** Which way it works and how far a listener heeds it: `settings.influence.kindWeight`. */
  readonly kind: TieKind
  /**
   * How strong it is, above 0, in any unit: it is compared only with the other ties of its kind to the same listener. When absent, the tie
   * counts as much as those do on average.
   */
  readonly weight?: number | undefined
  /** From when on it holds, itself included; always when absent. */
  readonly since?: Time | undefined
  /** The day on which it ends, itself excluded. */
  readonly until?: Time | undefined
}

/** The fields of a tie. */
export const tieFields = {
  ...factFields,
  from: id,
  to: id,
  kind: z.enum(TIE_KINDS),
  weight: z.exactOptional(z.number().check(z.positive())),
  since: z.exactOptional(time),
  until: z.exactOptional(time),
} satisfies ShapeOf<Tie<TimeInput>>

export const tieKind = defineKind<Tie, Tie<TimeInput>>({
  noun: 'tie',
  fields: tieFields,
  begins: 'since',
  ends: 'until',
  references: { from: 'stakeholders', to: 'stakeholders' },
})
