import type { RequestChannel } from '../model/request.js'
import { DAY, formatInstant, type Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { concernedBy } from '../village/concerned.js'
import { momentOf } from '../village/moment.js'
import { type UnansweredRequest, unansweredRequests } from '../village/requestsAnswered.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { everyObservation } from './everyObservation.js'
import type { Reading } from './reading.js'
import { days, readings } from './readings.js'

/** Everything that is evidence of sentiments, or takes some of it away. */
export type SentimentEvent = Reading | Silence | Shake

/** That a person did not answer a request, from the moment on at which the wait was over. */
export interface Silence {
  readonly kind: 'silence'
  /** The id of the request. */
  readonly id: string
  readonly stakeholder: string
  /** When they were asked. */
  readonly askedAt: Instant
  readonly via: RequestChannel
  /** When the wait was over. */
  readonly at: Instant
  readonly day: number
  readonly recorded: number
  readonly rate: number
  readonly slope: number
}

/** An upheaval that concerns people. */
export interface Shake {
  readonly kind: 'upheaval'
  readonly id: string
  readonly at: Instant
  readonly day: number
  readonly recorded: number
  readonly strength: number
  /** Whom it concerns; everybody when absent. */
  readonly concerned: ReadonlySet<string> | undefined
}

/** Every event that a snapshot sees, in the order in which they count: by time, upheavals before silences before readings, by when we learned them, by id. */
export function sentimentEvents(s: Snapshot): readonly SentimentEvent[] {
  return remembered(s, computeEvents)
}

function computeEvents(s: Snapshot): readonly SentimentEvent[] {
  const others = [...shakes(s), ...silences(s)].sort(compareEvents)
  const heard = readings(s)
  return others.length === 0 ? heard : merged(others, heard)
}

/** The silences that count in a snapshot. With slope 0 none says anything. */
export function silences(s: Snapshot): readonly Silence[] {
  const { slope, rate } = s.settings.sentiment.silence
  if (slope === 0) return []
  return unansweredIn(s).map(({ request: { id, stakeholder, at, via, recordedAt }, over }) => ({
    kind: 'silence',
    id,
    stakeholder,
    askedAt: at,
    via,
    at: formatInstant(over),
    day: over / DAY,
    recorded: days(recordedAt ?? at),
    rate: rate[via],
    slope,
  }))
}

/** The requests that count as unanswered. A word about whatever decision is an answer, and so is one that is only supposed. */
export function unansweredIn(s: Snapshot): readonly UnansweredRequest[] {
  if (s.requests.length === 0) return []
  const [asOf, knownOn] = [momentOf('snapshot', 'asOf', s.asOf).last, momentOf('snapshot', 'knownOn', s.knownOn).last]
  return unansweredRequests(
    { ...s, observations: everyObservation(s) },
    s.former,
    s.settings.sentiment.silence.waitDays,
    Math.min(asOf, knownOn),
  )
}

function shakes(s: Snapshot): readonly Shake[] {
  const { upheaval } = s.settings.sentiment
  return s.upheavals.flatMap((fact): Shake[] => {
    const { id, at, kind, strength = upheaval[kind], recordedAt } = fact
    if (strength === 0) return []
    return [{ kind: 'upheaval', id, at, day: days(at), recorded: days(recordedAt ?? at), strength, concerned: concernedBy(s, fact) }]
  })
}

/** A few events among many, all of them in order. */
function merged(few: readonly SentimentEvent[], many: readonly SentimentEvent[]): readonly SentimentEvent[] {
  const all: SentimentEvent[] = []
  let next = 0
  for (const event of many) {
    for (let other = few[next]; other !== undefined && compareEvents(other, event) < 0; other = few[next]) {
      all.push(other)
      next += 1
    }
    all.push(event)
  }
  return [...all, ...few.slice(next)]
}

const RANKS = { upheaval: 0, silence: 1, observation: 2, interview: 2 } as const

function compareEvents(a: SentimentEvent, b: SentimentEvent): number {
  return a.day - b.day || RANKS[a.kind] - RANKS[b.kind] || a.recorded - b.recorded || compareText(a.id, b.id)
}

/** Whether two events say the same. */
export function sameEvent(a: SentimentEvent, b: SentimentEvent | undefined): boolean {
  if (a === b) return true
  if (a.kind === 'silence') return a.kind === b?.kind && sameSilence(a, b)
  if (a.kind !== 'upheaval' || b?.kind !== 'upheaval') return false
  return a.id === b.id && a.day === b.day && a.strength === b.strength && samePeople(a.concerned, b.concerned)
}

function sameSilence(a: Silence, b: Silence): boolean {
  return a.id === b.id && a.stakeholder === b.stakeholder && a.day === b.day && a.rate === b.rate && a.slope === b.slope
}

function samePeople(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.size === b.size && [...a].every(id => b.has(id))
}
