/**
 * Many accounts measured by many machines, by a queue such as BullMQ on Redis: what queues them, what a worker does, and the base of all.
 *
 * @packageDocumentation
 */

export { type EnqueueOptions, enqueuePortfolio } from './enqueuePortfolio.js'
export { portfolioProcessor } from './portfolioProcessor.js'
export type { PortfolioChunk, PortfolioQueue, PortfolioResults, PortfolioRun, QueuedChunk } from './ports.js'
export { type QueuedPortfolio, queuedPortfolio } from './queuedPortfolio.js'
export { type RedisClient, redisResults } from './redisResults.js'
// What these take and give, of other doors
export type * from '../portfolio/base.js'
export type { CurrencyRates } from '../portfolio/currencies.js'
export type { StandingAsk, StandingOptions } from '../report/standingOf.js'
export type { VillageStore } from '../store/port.js'
