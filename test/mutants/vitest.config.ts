import usual from '../vitest.config.js'

/**
 * The usual tests, but only those that MUTANT_TESTS names, in worker threads. These take no options of the collector, and cannot change the time
 * zone, so that a test that does is none of them.
 */
export default {
  ...usual,
  test: {
    ...usual.test,
    include: (process.env.MUTANT_TESTS ?? '').split(' ').filter(pattern => pattern !== ''),
    exclude: ['test/.cache/**', 'test/village/timeZones.test.ts', 'test/crm/*/laws.test.ts'],
    execArgv: [],
  },
}
