import type { StandingAsk } from '../report/standingOf.js'

/** A queue of jobs, as a `Queue` of BullMQ is one. */
export interface PortfolioQueue {
  addBulk(jobs: QueuedChunk[]): Promise<unknown>
}

/** A job for a queue. The id keeps a chunk from being queued twice. */
export interface QueuedChunk {
  name: string
  data: PortfolioChunk
  opts: { jobId: string; attempts: number; backoff: number; removeOnComplete: boolean; removeOnFail: boolean }
}

/** A chunk of a run: which accounts are measured, and what is asked of them. */
export interface PortfolioChunk {
  readonly run: string
  readonly chunk: number
  /** The ids of the accounts. */
  readonly accounts: readonly string[]
  readonly ask: StandingAsk
}

/** Where results are until all are there. Under a run and a chunk there is one: to put it twice is the same as once. */
export interface PortfolioResults {
  put(run: string, chunk: number, rows: string): Promise<void>
  /** `undefined` where the chunk was not measured yet. */
  get(run: string, chunk: number): Promise<string | undefined>
  /** Removes all results of a run. */
  remove(run: string): Promise<void>
}

/** A run that was queued. */
export interface PortfolioRun {
  readonly run: string
  /** How many chunks it has. */
  readonly chunks: number
  /** How many accounts. */
  readonly accounts: number
}
