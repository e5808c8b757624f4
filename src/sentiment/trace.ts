import { hearSilenceTracing, hearTracing, readingWeights, type Traced, unsettleTracing } from '../math/readingWeights.js'
import type { SentimentFilter } from '../math/sentimentFilter.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { type SentimentEvent, sentimentEvents } from './events.js'
import { days, sharedSds } from './readings.js'
import { emptyState, errorOf, overEverybody, type SentimentState, strengthsOf, unbiased, withErrorOf } from './takeIn.js'

/** An event that moved somebody's sentiment, with what it said less what was expected of it before anything was heard. */
export interface TakenEvent {
  readonly event: SentimentEvent
  /** 1 for an upheaval, whose weight is all that it did. */
  readonly value: number
}

/** The events that moved anybody's sentiment, in the order in which they came. */
export function takenEvents(s: Snapshot): readonly TakenEvent[] {
  return tracedState(s).taken
}

/**
 * By how much each of `takenEvents` moves a weighted sum of the stakeholders' sentiments at the moment of a snapshot, per unit of its value.
 */
export function eventWeightsIn(s: Snapshot, weights: Float64Array): Float64Array {
  const { filter, traced } = tracedState(s)
  return readingWeights(filter, traced, overEverybody({ filter }, weights), days(s.agedTo))
}

/** The state at the moment of a snapshot with all that its events moved. */
interface TracedState {
  readonly filter: SentimentFilter
  readonly traced: readonly Traced[]
  readonly taken: readonly TakenEvent[]
}

function tracedState(s: Snapshot): TracedState {
  return remembered(s, computeTracedState)
}

function computeTracedState(s: Snapshot): TracedState {
  let state = emptyState(s)
  const traced: Traced[] = []
  const taken: TakenEvent[] = []
  for (const event of sentimentEvents(s)) {
    state = withErrorOf(state, event, sharedSds(s))
    const found = tracing(state, event, s.settings.sentiment.priorMean)
    if (found === undefined) continue
    traced.push(found.trace)
    taken.push({ event, value: found.value })
  }
  return { filter: state.filter, traced, taken }
}

function tracing(
  state: SentimentState,
  event: SentimentEvent,
  mean: number,
): { readonly trace: Traced; readonly value: number } | undefined {
  const { filter, index } = state
  if (event.kind === 'upheaval') return { trace: unsettleTracing(filter, event.day, strengthsOf(state, event)), value: 1 }
  const i = index.get(event.stakeholder) ?? -1
  if (event.kind === 'silence') {
    const found = hearSilenceTracing(filter, i, event.day, event.rate, event.slope)
    return found && { trace: found.heard, value: found.value - mean }
  }
  const trace = hearTracing(filter, i, event.day, unbiased(event), event.variance, errorOf(state, event))
  return trace && { trace, value: unbiased(event) - mean }
}
