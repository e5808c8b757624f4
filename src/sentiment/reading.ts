import type { ReadingSource } from '../model/observation.js'
import type { Instant } from '../support/instants.js'

/** A reading of sentiment as the filter takes it. */
export interface Reading {
  /** The id of the observation or of the interview. */
  readonly id: string
  readonly kind: 'observation' | 'interview'
  readonly stakeholder: string
  readonly at: Instant
  /** The same in days since 1970, with fractions. */
  readonly day: number
  /** When we learned it, in the same days. */
  readonly recorded: number
  readonly via: ReadingSource
  /** Who reported it. */
  readonly by: string | undefined
  readonly value: number
  /** The variance of its error by itself: that of its source or its own, divided by how far we trust it. */
  readonly ownVariance: number
  /** The same times the factor for readings of one day. */
  readonly variance: number
  /** How many independent readings of the best error of its day it is worth. */
  readonly effective: number
  /** The error that it shares with others; none for a person's own word. */
  readonly shared: ErrorInCommon | undefined
  /** How much rosier it is expected to be than the person. */
  readonly offset: number
}

/** The error that readings of one reporter, or of one source without reporter, share in one account. */
export interface ErrorInCommon {
  /** Names it; a reporter never meets a source of the same name. */
  readonly key: string
  /** How much rosier the reporter is known to be from elsewhere. */
  readonly mean: number
  /** The standard deviation of the error by what is known of the reporter, or of the source. */
  readonly sd: number
}
