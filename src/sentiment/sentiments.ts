import { covarianceOf, meanOf } from '../math/sentimentFilter.js'
import type { Instant } from '../support/instants.js'
import { measure } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type SentimentState, sentimentState } from './state.js'

/** What we know of one person's sentiment. */
export interface Sentiment {
  /** The expected sentiment, -1..1; `undefined` when they were never heard, which is not the same as neutral. */
  readonly value: number | undefined
  /** Its standard deviation. */
  readonly sd: number
  /** The share of what could be known that is known, 0..1: 1 less the variance as a share of the prior's. */
  readonly reliability: number
  /** How many readings there are. */
  readonly readings: number
  /** When the last one was taken; absent when they were never heard. */
  readonly lastHeardAt?: Instant
}

/**
 * Everybody's sentiment now, from all readings of them and, a little, of the others in their unit.
 *
 * Readings fade with the half-life and weigh by the precision of their source; see `filterSentiment` for the formula. Placeholders are in
 * it, never heard.
 *
 * @example
 * import { createVillage, sentiments, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.7, via: 'interview' }],
 * })
 * const known = sentiments(snapshot(village, '2026-05-31'))
 * known.get('ann')?.value //=> 0.4541
 * known.get('ann')?.reliability //=> 0.4587
 * known.get('bo')?.value //=> undefined
 */
export const sentiments: (snapshot: Snapshot) => ReadonlyMap<string, Sentiment> = measure('sentiments', s => {
  const state = sentimentState(s)
  const all = new Map<string, Sentiment>()
  s.stakeholders.forEach(({ id }, i) => {
    all.set(id, sentimentOf(state, s, id, i))
  })
  return all
})

function sentimentOf({ filter, heard }: SentimentState, s: Snapshot, id: string, i: number): Sentiment {
  const variance = covarianceOf(filter, i, i)
  const sd = Math.sqrt(variance)
  const reliability = 1 - variance / s.settings.sentiment.priorSd ** 2
  const own = heard.get(id)
  if (own === undefined) return { value: undefined, sd, reliability, readings: 0 }
  return { value: meanOf(filter, i), sd, reliability, readings: own.count, lastHeardAt: own.last }
}
