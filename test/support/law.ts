import fc from 'fast-check'
import { lawSeed, lawShare } from './lawRun.js'

/** So many cases each law is tried on where all are. */
export const RUNS = 1000

/** No law is tried on fewer cases, unless it has fewer. */
const FEWEST = 12

/**
 * Checks that something holds for whatever is generated.
 *
 * A law has `runs` cases, of which an ordinary run tries a seeded share and `npm run test:all` all. The seed is printed at the start of a run
 * and follows from the commit, so that a failure stays one; set LAW_SEED to try others. Laws about one arbitrary share its cases, and with
 * them whatever is kept of each.
 */
export function always<Value>(values: fc.Arbitrary<Value>, check: (value: Value) => void, runs = RUNS): void {
  const parameters = { numRuns: casesOf(runs), seed: lawSeed() }
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

/** The first cases of something generated, for checks that `always` cannot make. */
export function casesAmong<Value>(values: fc.Arbitrary<Value>, runs: number): readonly Value[] {
  return fc.sample(values, { numRuns: casesOf(runs), seed: lawSeed() })
}

/**
 * What a law must have found more than, where all its cases hold more than `count`. In a share of them it is that share, less three standard
 * deviations of so rare an event; it is below 0, and asks for nothing, where chance alone may bring none.
 */
export function inProportion(count: number, share = lawShare()): number {
  if (share === 1) return count
  const expected = count * share
  return expected - 3 * Math.sqrt(expected)
}

/** How many of the cases of a law are tried. */
export function casesOf(runs: number, share = lawShare()): number {
  return Math.min(runs, Math.max(FEWEST, Math.ceil(runs * share)))
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
