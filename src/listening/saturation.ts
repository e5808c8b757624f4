import { SATURATION_OPTIONS, type Saturation, type SaturationOptions, saturation as saturationOf } from '../math/saturation.js'
import { newsOf } from '../math/themeNews.js'
import { optionsOf } from '../support/options.js'
import { heldInTime } from './heldInTime.js'
import { inOrder, type Snapshots } from './several.js'

/**
 * When new interviews, of one account or of several, stopped bringing new themes.
 *
 * Case and spaces do not tell themes apart. Saturation is about themes: sentiments may be heard enough or not for themselves, which
 * `nextInterviews` tells. It describes and stops nothing: when to stop, `interviewProgramme` tells.
 *
 * @param options a base of 4 interviews, runs of 2 and a threshold of 0.05 unless given
 * @see `saturation` of `account-village/math` for the formula and its source, and for counts of your own
 * @throws InvalidArgumentError for an option out of range, or an account that is there twice
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { saturation } from 'account-village/listening'
 * const interviews = ['price', 'speed', 'support', 'price', 'speed', 'price'].map((theme, i) => {
 *   const at = `2026-03-0${i + 1}`
 *   return { id: at, at, stakeholder: 'ann', answers: [{ question: 'What should be better?', summary: theme, themes: [theme] }] }
 * })
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }], interviews })
 * saturation(snapshot(village, '2026-03-31')).reachedAt //=> 4
 */
export function saturation(snapshots: Snapshots, options?: Partial<SaturationOptions>): Saturation {
  const { base = 4, run = 2, threshold = 0.05 } = optionsOf<Partial<SaturationOptions>>('saturation', options, SATURATION_OPTIONS)
  const { newPerInterview } = newsOf(heldInTime(inOrder('saturation', snapshots)).map(({ themes }) => themes))
  return saturationOf(newPerInterview, { base, run, threshold })
}
