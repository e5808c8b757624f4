import type { AccountSettings } from '../model/settings.js'
import { normalCdf } from '../support/normal.js'

/** What an account's sentiment amounts to in a word. */
export type AccountVerdict = 'favourable' | 'neutral' | 'unfavourable' | 'undecided' | 'insufficientSignal'

/** With less coverage nothing of what was heard is left. */
export const LEAST_EVIDENCE = 0.01

/** The probability that a normal quantity is above 0; without uncertainty 1, a half at 0 itself, or 0. */
export function probabilityFavourable(mean: number, sd: number): number {
  return sd > 0 ? normalCdf(mean / sd) : (Math.sign(mean) + 1) / 2
}

/**
 * The word for a sentiment of which something was heard: one that is right with at least the asked probability, or that it is open either
 * way, or that too little was heard to say even that.
 */
export function verdictOf(
  mean: number,
  sd: number,
  coverage: number,
  { verdictProbability, neutralBand, leastCoverage }: Pick<AccountSettings, 'verdictProbability' | 'neutralBand' | 'leastCoverage'>,
): AccountVerdict {
  const inBand =
    sd > 0 ? normalCdf((neutralBand - mean) / sd) - normalCdf((-neutralBand - mean) / sd) : Number(Math.abs(mean) <= neutralBand)
  if (inBand >= verdictProbability) return 'neutral'
  const favourable = probabilityFavourable(mean, sd)
  if (favourable >= verdictProbability) return 'favourable'
  if (favourable <= 1 - verdictProbability) return 'unfavourable'
  return coverage >= leastCoverage ? 'undecided' : 'insufficientSignal'
}
