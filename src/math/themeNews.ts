import { InvalidArgumentError } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { anyText, listOf } from '../support/options.js'
import { foldedText } from '../support/text.js'
import { wilsonInterval } from './wilson.js'

/** How much news interviews bring, and how many of the themes have been heard. */
export interface ThemeNews {
  /** How many interviews there are. */
  readonly interviews: number
  /** How many of them hold a theme that no other interview holds. */
  readonly withNews: number
  /** `withNews` of `interviews`, 0..1: the chance that the last interview brought news, whatever the order. Absent without interviews. */
  readonly share?: number
  /** The 90 % interval of that chance, within 0..1. Absent without interviews. */
  readonly interval?: readonly [low: number, high: number]
  /** The share of all that people would bring up that belongs to themes heard so far, by estimate, 0..1. Absent without themes. */
  readonly coverage?: number
  /** For each interview, how many of its themes none before it held. */
  readonly newPerInterview: readonly number[]
}

/**
 * How much news each interview brings beside all others, and how far the themes are covered.
 *
 * With `g` of `n` interviews holding a theme that no other holds, `g / n` is how often the last interview would have brought news, had the
 * order been another: an unbiased estimate for the `n`-th interview. Its interval is Wilson's. Coverage is, with `Q1` and `Q2` themes in
 * exactly one and two interviews and `U` pairs of an interview and a theme in it,
 *
 *     1 - Q1/U (n-1) Q1 / ((n-1) Q1 + 2 Q2)              where Q2 > 0
 *     1 - Q1/U (n-1)(Q1-1) / ((n-1)(Q1-1) + 2)           where Q2 = 0
 *     1 where Q1 = 0, and 0 of a single interview
 *
 * Case and spaces do not tell themes apart, and a theme counts once an interview.
 *
 * @param themes the themes of each interview, in order of time
 * @throws InvalidArgumentError for what is not a list of lists of texts
 * @see A. Chao and L. Jost, "Coverage-based rarefaction and extrapolation: standardizing samples by completeness rather than size", Ecology
 * 93 (2012), and A. Chao et al., "Rarefaction and extrapolation with Hill numbers", Ecological Monographs 84 (2014), for incidences
 * @example
 * import { themeNews } from 'account-village/math'
 * const { share, interval, coverage } = themeNews([['price', 'speed'], ['support'], ['support', 'speed'], ['training']])
 * share //=> 0.5
 * interval //=> [0.1824, 0.8176]
 * coverage //=> 0.8
 */
export function themeNews(themes: readonly (readonly string[])[]): ThemeNews {
  checkThemes('themeNews', themes)
  return newsOf(themes)
}

/**
 * Refuses what is not a list of the themes of each interview.
 *
 * @throws InvalidArgumentError
 */
export function checkThemes(where: string, themes: unknown): void {
  const issues = THEMES(themes, 'themes')
  if (issues.length > 0) throw new InvalidArgumentError(where, issues)
}

const THEMES = listOf(listOf(anyText))

/** `themeNews` of lists that were checked. */
export function newsOf(themes: readonly (readonly string[])[]): ThemeNews {
  const said = themes.map(own => new Set(own.map(foldedText)))
  const counts = new Map<string, number>()
  const newPerInterview = said.map(own => {
    const before = counts.size
    for (const key of own) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts.size - before
  })
  const interviews = said.length
  const withNews = said.filter(own => [...own].some(key => counts.get(key) === 1)).length
  const coverage = coverageOf([...counts.values()], interviews)
  return deepFreeze({
    interviews,
    withNews,
    ...(interviews > 0 && { share: withNews / interviews, interval: wilsonInterval(withNews, interviews) }),
    ...(coverage !== undefined && { coverage }),
    newPerInterview,
  })
}

/** The coverage of themes of which each was met in so many interviews. */
function coverageOf(counts: readonly number[], interviews: number): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const once = counts.filter(count => count === 1).length
  const twice = counts.filter(count => count === 2).length
  if (all === 0) return undefined
  if (once === 0) return 1
  const others = (interviews - 1) * (twice > 0 ? once : once - 1)
  const unseen = interviews === 1 ? 1 : others / (others + (twice > 0 ? 2 * twice : 2))
  return 1 - (once / all) * unseen
}
