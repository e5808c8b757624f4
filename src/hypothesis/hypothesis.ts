import { errorFor, type Issue, quoted } from '../errors.js'
import type { Observation } from '../model/observation.js'
import type { Tie } from '../model/tie.js'
import type { StakeholderInput } from '../model/village.js'
import type { Snapshot } from '../village/snapshot.js'

/** Something that could be so. */
export type Hypothesis =
  /** Somebody, or a placeholder, is heard to think so; in an interview unless `via` or `sd` says otherwise. */
  | { readonly hear: string; readonly sentiment: number; readonly via?: Observation['via'] | undefined; readonly sd?: number | undefined }
  /** Somebody leaves. */
  | { readonly lose: string }
  /** Somebody comes, whose roles and veto may stand with them. */
  | { readonly add: StakeholderInput }
  /** The expectation of this id is met, or missed. */
  | { readonly meet: string }
  | { readonly miss: string }
  /** The sentiment of somebody, or of a placeholder, is so much higher or lower, -2..2; within -1..1, and others follow. */
  | { readonly sway: string; readonly by: number }
  /** Somebody is granted a veto on the decision in view, or loses those they were granted. */
  | { readonly grantVeto: string }
  | { readonly liftVeto: string }
  /** The barrier of this id is lifted, and what it kept from being used is used. */
  | { readonly liftBarrier: string }
  /** All ties of the kind (`influence` when absent) from one to the other become one of this weight; none at 0. */
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
