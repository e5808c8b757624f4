import { InvalidArgumentError, type Issue } from '../errors.js'

/** How a run of interviews is judged. */
export interface SaturationOptions {
  /** How many first interviews make the base of themes; 4 is usual. */
  readonly base: number
  /** How many interviews make a run; 2 is usual. */
  readonly run: number
  /** The share of new themes, of those in the base, at or below which a run brings nothing new, 0..1; 0.05 is usual. */
  readonly threshold: number
}

/** Whether further interviews still bring new themes. */
export interface Saturation {
  /** The number of interviews after which the first run brought nothing new; absent when no run did. The run itself comes on top. */
  readonly reachedAt?: number
  /** For each run, beginning with the one right after the base and moving on by one interview, its new themes as a share of the base's. */
  readonly ratios: number[]
}

/**
 * Whether enough interviews have been held, judged by the themes that each brought up for the first time.
 *
 * The share is not monotone: the answer is the first run at or below the threshold. It speaks of themes, not of how anybody feels.
 *
 * @param newThemesPerInterview how many themes each interview brought up that none before had
 * @throws InvalidArgumentError when a count is not a whole number of at least 0, or an option is out of range
 * @see G. Guest, E. Namey and M. Chen, "A simple method to assess and report thematic saturation in qualitative research", PLoS ONE 15
 * (2020)
 * @example
 * import { saturation } from 'account-village/math'
 * const { reachedAt, ratios } = saturation([16, 10, 7, 4, 3, 0, 1, 1], { base: 4, run: 2, threshold: 0.05 })
 * reachedAt //=> 5
 * ratios //=> [0.0811, 0.027, 0.0541]
 */
export function saturation(newThemesPerInterview: readonly number[], options: SaturationOptions): Saturation {
  const { base, run, threshold } = options
  refuseBadInput(newThemesPerInterview, options)
  const themes = (from: number, length: number): number =>
    newThemesPerInterview.slice(from, from + length).reduce((sum, count) => sum + count, 0)
  const inBase = themes(0, base)
  const runs = Math.max(0, newThemesPerInterview.length - base - run + 1)
  const ratios = Array.from({ length: inBase > 0 ? runs : 0 }, (_, i) => themes(base + i, run) / inBase)
  const first = ratios.findIndex(ratio => ratio <= threshold)
  return first < 0 ? { ratios } : { reachedAt: base + first, ratios }
}

function refuseBadInput(counts: readonly number[], { base, run, threshold }: SaturationOptions): void {
  const wrong = (path: string, message: string): Issue => ({ path, message, code: 'invalidArgument' })
  const atLeastOne = (value: number): boolean => Number.isSafeInteger(value) && value >= 1
  const issues = [
    ...counts.flatMap((count, i) =>
      Number.isSafeInteger(count) && count >= 0 ? [] : [wrong(`newThemesPerInterview[${i}]`, 'is not a whole number of at least 0')],
    ),
    ...(atLeastOne(base) ? [] : [wrong('base', 'is not a whole number of at least 1')]),
    ...(atLeastOne(run) ? [] : [wrong('run', 'is not a whole number of at least 1')]),
    ...(threshold >= 0 && threshold <= 1 ? [] : [wrong('threshold', 'is not within 0..1')]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('saturation', issues)
}
