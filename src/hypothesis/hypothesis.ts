import { errorFor, type Issue, quoted } from '../errors.js'
import type { Observation } from '../model/observation.js'
import type { Tie } from '../model/tie.js'
import type { StakeholderInput } from '../model/village.js'
import type { Snapshot } from '../village/snapshot.js'

/** Something that could be so. */
export type Hypothesis =
  /**
   * The person or placeholder of this id is heard to have this `sentiment`, -1..1, at the moment of the snapshot; `via` an interview when
   * absent, and with the standard deviation of that source where no `sd` is given.
   */
  | { readonly hear: string; readonly sentiment: number; readonly via?: Observation['via'] | undefined; readonly sd?: number | undefined }
  /** The person of this id leaves; a placeholder cannot. */
  | { readonly lose: string }
  /** A new person comes, whose roles and veto may stand with them. */
  | { readonly add: StakeholderInput }
  /** The expectation of this id is met. */
  | { readonly meet: string }
  /** The expectation of this id is missed. */
  | { readonly miss: string }
  /** The sentiment of the person or placeholder of this id is higher `by` so much, -2..2; within -1..1, and others follow. */
  | { readonly sway: string; readonly by: number }
  /** The person or placeholder of this id is granted a veto on the decision in view. */
  | { readonly grantVeto: string }
  /** The person of this id loses all vetoes that they were granted; those by role or by rule stay. */
  | { readonly liftVeto: string }
  /** The barrier of this id is lifted, and what it kept from being used is used. */
  | { readonly liftBarrier: string }
  /** All ties of the `kind` (`influence` when absent) `from` one person `to` another become one of this `weight`, above 0; none at 0. */
  | { readonly tie: Pick<Tie, 'from' | 'to'> & { readonly kind?: Tie['kind'] | undefined; readonly weight: number } }

/** Whether somebody is there. */
export function isThere(s: Snapshot, id: string): boolean {
  return s.stakeholders.some(person => person.id === id)
}

/** An id that no fact of the array has. */
export function supposedId(facts: readonly { readonly id: string }[]): string {
  let number = facts.length
  while (facts.some(({ id }) => id === `supposed:${number}`)) number++
  return `supposed:${number}`
}

/** Refuses somebody who is not there. */
export function refuseUnknown(s: Snapshot, id: string): void {
  if (isThere(s, id)) return
  throw errorFor('whatIf', [problem('changes', `there is no stakeholder ${quoted(id)} in the snapshot of ${s.asOf}`, 'unknownStakeholder')])
}

/** What is wrong with a hypothesis. */
export function problem(path: string, message: string, code: Issue['code']): Issue {
  return { path, message, code }
}
