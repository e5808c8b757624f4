import fc from 'fast-check'

/** So many cases each law is tried on. */
export const RUNS = 1000

/**
 * Checks that something holds for whatever is generated.
 *
 * The cases are the same in every run, so that a failure stays one; set LAW_SEED to try others. Laws about one arbitrary share its cases, and
 * with them whatever is kept of each.
 */
export function always<Value>(values: fc.Arbitrary<Value>, check: (value: Value) => void, runs = RUNS): void {
  const parameters = { numRuns: runs, seed: Number(process.env.LAW_SEED ?? 20_260_302) }
  const failure = failureAmong(drawn(values, parameters), check)
  if (failure === undefined) return
  // The same cases anew: the first that fails is made as small as it can be, and told.
  fc.assert(
    fc.property(values, value => {
      check(value)
    }),
    parameters,
  )
  throw failure.error
}

function failureAmong<Value>(cases: readonly Value[], check: (value: Value) => void): { readonly error: unknown } | undefined {
  for (const value of cases) {
    try {
      check(value)
    } catch (error) {
      return { error }
    }
  }
  return undefined
}

let known = new WeakMap<object, Map<number, readonly unknown[]>>()

/** Lets go of all cases, and so of whatever is kept of each. */
export function forgetCases(): void {
  known = new WeakMap()
}

function drawn<Value>(
  values: fc.Arbitrary<Value>,
  { numRuns, seed }: { readonly numRuns: number; readonly seed: number },
): readonly Value[] {
  const byCount = known.get(values) ?? new Map<number, readonly unknown[]>()
  known.set(values, byCount)
  const before = byCount.get(numRuns)
  if (isOf<Value>(before)) return before
  const cases = fc.sample(values, { numRuns, seed })
  byCount.set(numRuns, cases)
  return cases
}

/** Under an arbitrary stand only cases that it made. */
function isOf<Value>(cases: readonly unknown[] | undefined): cases is readonly Value[] {
  return cases !== undefined
}
