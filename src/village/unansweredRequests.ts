import type { Recorded } from '../model/fact.js'
import type { InteractionKind } from '../model/interaction.js'
import type { ReadingSource } from '../model/observation.js'
import type { Request } from '../model/request.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { DAY, isHeld, parseInstant } from '../support/instants.js'
import type { SeenFacts } from './snapshot.js'

/** A request without answer. */
export interface UnansweredRequest {
  readonly request: Recorded<Request>
  /** When its wait was over, in milliseconds. */
  readonly over: number
}

/** What people could have answered with. */
type Words = Pick<SeenFacts, 'requests' | 'observations' | 'interviews' | 'comments' | 'interactions'>

/** Interactions in which whoever takes part speaks. */
const SPOKEN: ReadonlySet<InteractionKind> = new Set(['meeting', 'call', 'demo', 'approval', 'agenda'])

/** Sources that tell what others think that somebody thinks. */
const SECOND_HAND: ReadonlySet<ReadingSource> = new Set(['impression', 'text'])

/**
 * Of each person the latest request whose wait was over by a moment, where they have said nothing since: no reading but an impression or
 * one of a text, no interview that they agreed to, no comment, nothing that they drove or took part in by speaking. Who left before the
 * wait was over owes no answer.
 */
export function unansweredRequests(
  words: Words,
  former: readonly Stakeholder[],
  waitDays: number,
  by: number,
): readonly UnansweredRequest[] {
  const latest = new Map<string, UnansweredRequest>()
  for (const request of words.requests) {
    const over = Math.floor((parseInstant(request.at) ?? Number.NaN) + waitDays * DAY)
    if (over <= by && isHeld(over)) latest.set(request.stakeholder, { request, over })
  }
  if (latest.size === 0) return []
  const said = lastWords(words)
  const left = new Map(former.map(({ id, leftAt }) => [id, parseInstant(leftAt)]))
  return [...latest.values()].filter(
    ({ request: { stakeholder, at }, over }) =>
      (said.get(stakeholder) ?? at) <= at && (left.get(stakeholder) ?? Number.POSITIVE_INFINITY) > over,
  )
}

/** When each person last said something themselves. Stored instants are ordered as texts. */
function lastWords({ observations, interviews, comments, interactions }: Words): ReadonlyMap<string, string> {
  const last = new Map<string, string>()
  const say = (stakeholder: string, at: string): void => {
    if ((last.get(stakeholder) ?? '') < at) last.set(stakeholder, at)
  }
  for (const { stakeholder, at, via } of observations) if (!SECOND_HAND.has(via)) say(stakeholder, at)
  for (const { stakeholder, at, consent } of interviews) if (consent?.given !== false) say(stakeholder, at)
  for (const { stakeholder, at } of comments) say(stakeholder, at)
  for (const { kind, at, participants, drivenBy } of interactions) {
    if (drivenBy !== undefined) say(drivenBy, at)
    if (SPOKEN.has(kind)) for (const stakeholder of participants) say(stakeholder, at)
  }
  return last
}
