import { SATURATION_OPTIONS, type Saturation, type SaturationOptions, saturation as saturationOf } from '../math/saturation.js'
import { optionsOf } from '../support/options.js'
import { foldedText } from '../support/text.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/**
 * When new interviews stopped bringing new themes: of the interviews of a snapshot, or of counts of new themes, interview by interview.
 *
 * Case and spaces do not tell themes apart. Saturation is about themes: sentiments may be heard enough or not for themselves, which
 * `planInterviews` tells.
 *
 * @param options a base of 4 interviews, runs of 2 and a threshold of 0.05 unless given
 * @throws what `saturation` of `account-village/math` throws
 * @example
 * import { saturation } from 'account-village'
 * saturation([16, 10, 7, 4, 3, 0, 1, 1, 0, 0]).reachedAt //=> 5
 */
export function saturation(of: Snapshot | readonly number[], options?: UsualOptions): Saturation {
  if (!isCounts(of)) checkGiven('saturation', of)
  const { base = 4, run = 2, threshold = 0.05 } = optionsOf<UsualOptions>('saturation', options, SATURATION_OPTIONS)
  return saturationOf(isCounts(of) ? of : newThemes(of), { base, run, threshold })
}

/** Options that are as usual where they are absent. */
type UsualOptions = { readonly [Key in keyof SaturationOptions]?: SaturationOptions[Key] | undefined }

/** How many themes each interview brought that none before had. */
function newThemes({ interviews }: Snapshot): number[] {
  const known = new Set<string>()
  return interviews.map(({ answers }) => {
    const before = known.size
    for (const { themes = [] } of answers) for (const theme of themes) known.add(foldedText(theme))
    return known.size - before
  })
}

function isCounts(of: Snapshot | readonly number[]): of is readonly number[] {
  return Array.isArray(of)
}
