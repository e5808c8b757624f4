import type { Comment } from '../model/comment.js'
import type { Decision } from '../model/decision.js'
import type { Expectation } from '../model/expectation.js'
import { type Instant, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'

/** A decision as it stood at a moment: an outcome that lies ahead is not known. */
export function decisionUpTo(decision: Decision, asOf: number): Decision {
  if (decision.outcome === undefined || isPast(decision.outcome.at, asOf)) return decision
  const { outcome: _, ...open } = decision
  return open
}

/** The moments at which more of a decision shows. */
export function datesOfDecision({ outcome }: Decision): number[] {
  return outcome === undefined ? [] : [timeOf(outcome.at)]
}

/** An expectation with what had become of it by a moment, in order of time. */
export function expectationUpTo(expectation: Expectation, asOf: number): Expectation {
  return { ...expectation, status: inTime(upTo(expectation.status, asOf)) }
}

/** The moments at which more of an expectation shows. */
export function datesOfExpectation({ status }: Expectation): number[] {
  return status.map(({ at }) => timeOf(at))
}

/** A comment with what had been done about it by a moment. */
export function commentUpTo(comment: Comment, asOf: number): Comment {
  const { routedTo, actions, sharedBackAt, ...said } = comment
  return {
    ...said,
    ...(routedTo !== undefined && { routedTo: upTo(routedTo, asOf) }),
    ...(actions !== undefined && { actions: upTo(actions, asOf) }),
    ...(sharedBackAt !== undefined && isPast(sharedBackAt, asOf) && { sharedBackAt }),
  }
}

/** The moments at which more of a comment shows. */
export function datesOfComment({ routedTo = [], actions = [], sharedBackAt }: Comment): number[] {
  return [...[...routedTo, ...actions].map(({ at }) => timeOf(at)), ...(sharedBackAt === undefined ? [] : [timeOf(sharedBackAt)])]
}

function upTo<Part extends { readonly at: Instant }>(parts: readonly Part[], asOf: number): Part[] {
  return parts.filter(part => isPast(part.at, asOf))
}

/** In order of time; stored instants are ordered as texts. */
function inTime<Part extends { readonly at: Instant }>(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => compareText(a.at, b.at))
}

function isPast(instant: Instant, asOf: number): boolean {
  return timeOf(instant) <= asOf
}

function timeOf(instant: Instant): number {
  return parseInstant(instant) ?? Number.POSITIVE_INFINITY
}
