import type { Recorded } from '../model/fact.js'
import type { InteractionKind } from '../model/interaction.js'
import type { ReadingSource } from '../model/observation.js'
import type { Request } from '../model/request.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { DAY, isHeld, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
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
  const left = new Map(former.map(({ id, leftAt }) => [id, parseInstant(leftAt)]))
  for (const request of words.requests) {
    const over = Math.floor((parseInstant(request.at) ?? Number.NaN) + waitDays * DAY)
    const isThere = (left.get(request.stakeholder) ?? Number.POSITIVE_INFINITY) > over
    if (isThere && over <= by && isHeld(over)) latest.set(request.stakeholder, { request, over })
  }
  if (latest.size === 0) return []
  const said = lastWords(words)
  return [...latest.values()].filter(({ request: { stakeholder, at } }) => (said.get(stakeholder) ?? at) <= at)
}

/** When each person last said something themselves. Stored instants are ordered as texts. */
function lastWords(words: Words): ReadonlyMap<string, string> {
  const last = new Map<string, string>()
  for (const { stakeholder, at } of ownWordsIn(words)) if ((last.get(stakeholder) ?? '') < at) last.set(stakeholder, at)
  return last
}

/** That somebody said something themselves. */
interface OwnWord {
  readonly stakeholder: string
  readonly at: string
}

/** Whatever people said themselves, in no order. */
function ownWordsIn({ observations, interviews, comments, interactions }: Words): readonly OwnWord[] {
  return [
    ...observations.filter(({ via }) => !SECOND_HAND.has(via)),
    ...interviews.filter(({ consent }) => consent?.given !== false),
    ...comments,
    ...interactions.flatMap(({ kind, at, participants, drivenBy }) => [
      ...(drivenBy === undefined ? [] : [{ stakeholder: drivenBy, at }]),
      ...(SPOKEN.has(kind) ? participants.map(stakeholder => ({ stakeholder, at })) : []),
    ]),
  ]
}

/** A request of which we know what became. */
export interface ResolvedRequest {
  readonly request: Recorded<Request>
  readonly answered: boolean
}

/**
 * The requests that were answered, or not, by a moment: a word within the wait is an answer, whatever was asked meanwhile. Left out is a
 * request that still waits, and one of somebody who left before the wait was over.
 */
export function resolvedRequests(words: Words, former: readonly Stakeholder[], waitDays: number, by: number): readonly ResolvedRequest[] {
  const said = momentsByPerson(ownWordsIn(words))
  const left = new Map(former.map(({ id, leftAt }) => [id, parseInstant(leftAt)]))
  return words.requests.flatMap((request): ResolvedRequest[] => {
    const { stakeholder, at } = request
    const over = (parseInstant(at) ?? Number.NaN) + waitDays * DAY
    const word = parseInstant(said.get(stakeholder)?.find(moment => moment > at)) ?? Number.POSITIVE_INFINITY
    if (word <= Math.min(over, by)) return [{ request, answered: true }]
    return over <= by && (left.get(stakeholder) ?? Number.POSITIVE_INFINITY) > over ? [{ request, answered: false }] : []
  })
}

/** When each person said something, in order. */
function momentsByPerson(words: readonly OwnWord[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { stakeholder, at } of words) found.set(stakeholder, [...(found.get(stakeholder) ?? []), at])
  for (const moments of found.values()) moments.sort(compareText)
  return found
}
