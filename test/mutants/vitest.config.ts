import usual from '../vitest.config.js'

/** The usual tests, but only those that MUTANT_TESTS names, in worker threads, which take no options of the collector. */
export default {
  ...usual,
  test: { ...usual.test, include: (process.env.MUTANT_TESTS ?? '').split(' ').filter(pattern => pattern !== ''), execArgv: [] },
}
