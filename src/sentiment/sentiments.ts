import { byStakeholder, inIdOrder } from '../math/rows.js'
import { covarianceOf, meanOf } from '../math/sentimentFilter.js'
import type { Instant } from '../support/instants.js'
import { SENTIMENT, within } from '../support/interval.js'
import { at } from '../support/linear.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { goodUntil, knownShares, reliabilitiesOf } from './known.js'
import { sentimentState } from './state.js'
import type { SentimentState } from './takeIn.js'

/** What we know of one person's sentiment. */
export interface Sentiment {
  /** The expected sentiment, -1..1; `undefined` when they were never heard, which is not the same as neutral. */
  readonly value: number | undefined
  /** Its standard deviation. */
  readonly sd: number
  /** The share of what could be known that is known, 0..1: 1 less the variance as a share of the prior's. */
  readonly reliability: number
  /**
   * How far they count as heard, 0..1: 1 while the reliability is at least `settings.account.staleReliability`, in proportion below, 0 when
   * they were never heard.
   */
  readonly known: number
  /** How many readings there are. */
  readonly readings: number
  /** How many readings that have nothing in common they are worth: those of one day, source and reporter are partly one. */
  readonly effectiveReadings: number
  /** When the last one was taken; absent when they were never heard. */
  readonly lastHeardAt?: Instant
  /**
   * Until when the reliability stays at least `settings.account.staleReliability` if nobody is heard; absent when it is below already, and
   * where they were never heard.
   */
  readonly goodUntil?: Instant
}

/** A row of `sentiments`. */
export interface SentimentRow extends Sentiment {
  /** The id of the person or the placeholder. */
  readonly stakeholder: string
}

/**
 * Everybody's sentiment now, from all readings of them and, a little, of the others in their unit.
 *
 * Readings fade with the half-life and weigh by the precision of their source, what one reporter says shares an error, silences and upheavals
 * count; see `filterSentiment` for the formula. Placeholders are in it, never heard.
 *
 * @example
 * import { createVillage, sentiments, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.7, via: 'interview' }],
 * })
 * const rows = sentiments(snapshot(village, '2026-05-31'))
 * rows.map(({ stakeholder, value, reliability }) => [stakeholder, value, reliability])
 * //=> [['?decider', undefined, 0], ['?user', undefined, 0], ['ann', 0.4541, 0.4587], ['bo', undefined, 0]]
 */
export function sentiments(snapshot: Snapshot): readonly SentimentRow[] {
  return measured('sentiments', snapshot, measureSentiments)
}

function measureSentiments(s: Snapshot): readonly SentimentRow[] {
  const state = sentimentState(s)
  return inIdOrder(s.stakeholders.map(({ id: stakeholder }, i) => ({ stakeholder, ...sentimentOf(state, s, stakeholder, i) })))
}

/** The rows of `sentiments` by id. */
export function sentimentsByStakeholder(s: Snapshot): ReadonlyMap<string, SentimentRow> {
  return remembered(s, computeSentimentsByStakeholder)
}

function computeSentimentsByStakeholder(s: Snapshot): ReadonlyMap<string, SentimentRow> {
  return byStakeholder(sentiments(s))
}

function sentimentOf({ filter, heard }: SentimentState, s: Snapshot, id: string, i: number): Sentiment {
  const sd = Math.sqrt(covarianceOf(filter, i, i))
  const reliability = at(reliabilitiesOf(s), i)
  const own = heard.get(id)
  if (own === undefined) return { value: undefined, sd, reliability, known: 0, readings: 0, effectiveReadings: 0 }
  const end = goodUntil(s, reliability, s.settings.account.staleReliability)
  return {
    value: within(meanOf(filter, i), SENTIMENT),
    sd,
    reliability,
    known: at(knownShares(s), i),
    readings: own.count,
    effectiveReadings: own.effective,
    lastHeardAt: own.last,
    ...(end !== undefined && { goodUntil: end }),
  }
}
