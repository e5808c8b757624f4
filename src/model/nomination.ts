import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, text, time } from './fact.js'

/**
 * Whom somebody names when asked whom they turn to. `tiesFromNominations` of `account-village/listening` makes ties of it; by itself it moves
 * nobody.
 */
export interface Nomination<Time = Instant> extends Fact<Time> {
  /** Who was asked. */
  readonly stakeholder: string
  /** When they were asked; a snapshot shows the answer from then on. */
  readonly at: Time
  /** Whom they named; nobody when empty. */
  readonly nominates: readonly string[]
  /** What they were asked, such as `Whom do you ask for advice?`. A later answer to the same question replaces an earlier one. */
  readonly question?: string | undefined
}

export const nominationKind = defineKind<Nomination, Nomination<TimeInput>>({
  noun: 'nomination',
  fields: { ...factFields, stakeholder: id, at: time, nominates: z.array(id), question: z.exactOptional(text) },
  begins: 'at',
  references: { stakeholder: 'stakeholders', nominates: 'stakeholders' },
})
