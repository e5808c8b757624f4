import { errorFor } from '../errors.js'
import type { Portfolio, PortfolioOptions } from '../portfolio/base.js'
import type { ChunkRow } from '../portfolio/chunk.js'
import { gatherPortfolio } from '../portfolio/gatherPortfolio.js'
import { PORTFOLIO_OPTIONS } from '../portfolio/portfolio.js'
import { deepFreeze } from '../support/freeze.js'
import { fieldsOf, idText, optionsOf, whole, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { checkResults } from './given.js'
import type { PortfolioResults, PortfolioRun } from './ports.js'

/** A base that workers measured. */
export interface QueuedPortfolio {
  readonly base: Portfolio
  /** Accounts that were removed from the store after the run was queued. */
  readonly gone: readonly string[]
}

const RUN = fieldsOf<PortfolioRun>({ run: idText, chunks: whole(0), accounts: whole(0) }, ['run', 'chunks', 'accounts'])

/**
 * The base of a run whose chunks have all been measured, byte for byte that of `portfolio`, whichever worker measured which chunk, and how often.
 *
 * @throws InvalidArgumentError for a run that has chunks that were not measured yet, and for arguments that make no sense; the errors of the results
 * @example
 * import { queuedPortfolio, redisResults } from 'account-village/queue'
 * const results = redisResults({ hset: async () => 0, hget: async () => null, del: async () => 0 })
 * const { base } = await queuedPortfolio(results, { run: 'empty', chunks: 0, accounts: 0 })
 * base.accounts //=> 0
 */
export async function queuedPortfolio(results: PortfolioResults, run: PortfolioRun, options?: PortfolioOptions): Promise<QueuedPortfolio> {
  const given = optionsOf('queuedPortfolio', options, PORTFOLIO_OPTIONS)
  checkResults('queuedPortfolio', results)
  const issues = reading('queuedPortfolio', 'run', () => RUN(run, 'run'))
  if (issues.length > 0) throw errorFor('queuedPortfolio', issues)
  const { run: name, chunks } = run
  const gathered = gatherPortfolio('queuedPortfolio', given)
  const gone: string[] = []
  for (let chunk = 0; chunk < chunks; chunk++) {
    const text = await results.get(name, chunk)
    if (text === undefined)
      throw errorFor('queuedPortfolio', [wrong('run', `chunk ${chunk} of ${chunks} is not measured yet. Wait until the queue is empty.`)])
    const rows: readonly ChunkRow[] = JSON.parse(text)
    for (const row of rows) {
      if ('standing' in row) gathered.add(row.standing)
      else gone.push(...row.issues.map(({ path }) => path))
    }
  }
  const base = gathered.portfolio()
  if (base.accounts + gone.length !== run.accounts)
    throw errorFor('queuedPortfolio', [wrong('run', 'has other accounts than were queued last. Give each run a name of its own.')])
  return deepFreeze({ base, gone })
}
