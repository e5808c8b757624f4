import fc from 'fast-check'

/** So many cases each law is tried on. */
export const RUNS = 1000

/**
 * Checks that something holds for whatever is generated.
 *
 * The cases are the same in every run, so that a failure stays one; set LAW_SEED to try others.
 */
export function always<Value>(values: fc.Arbitrary<Value>, check: (value: Value) => void, runs = RUNS): void {
  const seed = Number(process.env.LAW_SEED ?? 20_260_302)
  fc.assert(
    fc.property(values, value => {
      check(value)
    }),
    { numRuns: runs, seed },
  )
}
