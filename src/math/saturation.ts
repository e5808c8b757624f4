import { InvalidArgumentError } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { itemAt } from '../support/linear.js'
import { type OptionShape, optionsOf, whole, within } from '../support/options.js'
import { checkList } from './given.js'

/** How a run of interviews is judged. */
export interface SaturationOptions {
  /** How many first interviews make the base of themes; 4 is usual. */
  readonly base: number
  /** How many interviews make a run; 2 is usual. */
  readonly run: number
  /** The share of new themes, of those in the base, at or below which a run brings nothing new, 0..1; 0.05 is usual. */
  readonly threshold: number
}

/** What each of the options may be. */
export const SATURATION_OPTIONS: OptionShape<SaturationOptions> = { base: whole(1), run: whole(1), threshold: within(0, 1) }

/** Whether further interviews still bring new themes. */
export interface Saturation {
  /** The number of interviews after which the first run brought nothing new; absent when no run did. The run itself comes on top. */
  readonly reachedAt?: number
  /** For each run, beginning with the one right after the base and moving on by one interview, its new themes as a share of the base's. */
  readonly ratios: readonly number[]
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
  const { base, run, threshold } = optionsOf('saturation', options, SATURATION_OPTIONS, ['base', 'run', 'threshold'])
  refuseBadCounts(newThemesPerInterview)
  const until = sumsUpTo(newThemesPerInterview)
  const themes = (from: number, length: number): number => itemAt(until, from + length) - itemAt(until, from)
  const runs = Math.max(0, newThemesPerInterview.length - base - run + 1)
  const inBase = themes(0, base)
  const ratios = Array.from({ length: inBase > 0 ? runs : 0 }, (_, i) => themes(base + i, run) / inBase)
  const first = ratios.findIndex(ratio => ratio <= threshold)
  return deepFreeze(first < 0 ? { ratios } : { reachedAt: base + first, ratios })
}

/** The sum of the first numbers, for none of them, one of them and so on. */
function sumsUpTo(numbers: readonly number[]): number[] {
  const sums = [0]
  for (const number of numbers) sums.push((sums.at(-1) ?? 0) + number)
  return sums
}

function refuseBadCounts(counts: readonly number[]): void {
  checkList('saturation', 'newThemesPerInterview', counts)
  const issues = counts.flatMap((count, i) => whole(0)(count, `newThemesPerInterview[${i}]`))
  if (issues.length > 0) throw new InvalidArgumentError('saturation', issues)
}
