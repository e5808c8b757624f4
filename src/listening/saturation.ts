import { SATURATION_OPTIONS, type Saturation, type SaturationOptions, saturation as saturationOf } from '../math/saturation.js'
import { deepFreeze } from '../support/freeze.js'
import { optionsOf } from '../support/options.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { mentions } from './mentions.js'
import { inOrder, type Snapshots } from './several.js'

/**
 * When new interviews, of one account or of several, stopped bringing new themes.
 *
 * Case and spaces do not tell themes apart. Saturation is about themes: sentiments may be heard enough or not for themselves, which
 * `nextInterviews` tells.
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
  return deepFreeze(saturationOf(newThemes(inOrder('saturation', snapshots)), { base, run, threshold }))
}

/** How many themes each interview brought that none before had, in order of time over all accounts. */
function newThemes(accounts: readonly Snapshot[]): number[] {
  const known = new Set<string>()
  const held = accounts.flatMap(s => s.interviews.map(interview => ({ s, interview })))
  held.sort((a, b) => compareText(a.interview.at, b.interview.at))
  const said = new Map(accounts.map(s => [s, themesByInterview(s)]))
  return held.map(({ s, interview }) => {
    const before = known.size
    for (const key of said.get(s)?.get(interview.id) ?? []) known.add(key)
    return known.size - before
  })
}

function themesByInterview(s: Snapshot): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>()
  for (const { source, fact, key } of mentions(s)) {
    if (source === 'interview') keys.set(fact, [...(keys.get(fact) ?? []), key])
  }
  return keys
}
