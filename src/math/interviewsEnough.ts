import { deepFreeze } from '../support/freeze.js'
import { type OptionShape, optionsOf, whole, within } from '../support/options.js'
import { checkThemes, newsOf, type ThemeNews } from './themeNews.js'

/** When interviews may stop. */
export interface InterviewsEnoughOptions {
  /** How many to hold first, a whole number of at least 1; 10 when absent. */
  readonly first?: number | undefined
  /** How many to hold in a second round, a whole number of at least 1; 10 when absent. */
  readonly more?: number | undefined
  /** How many to hold in each round after that, and so many must bring nothing new; a whole number of at least 1; 2 when absent. */
  readonly run?: number | undefined
  /** The chance of news in another interview that is bearable after the first round, 0..1; 0.25 when absent. */
  readonly newsLimit?: number | undefined
  /** How many questions of the programme are open, a whole number of at least 0; 0 when absent. */
  readonly openQuestions?: number | undefined
  /** How many people are left to ask, a whole number of at least 0; as many as needed when absent. */
  readonly left?: number | undefined
}

/**
 * Why interviews go on: a question of the programme is open, one of the last `run` interviews brought up a theme for the first time, or, after
 * the first round, another interview may well bring news.
 */
export type MoreReason = 'openQuestions' | 'newInLastRun' | 'newsLikely'

/** Whether enough interviews have been held. */
export interface InterviewsEnough {
  /** The first round, a further one, enough, or more are needed and nobody is left to ask. */
  readonly state: 'first' | 'more' | 'enough' | 'exhausted'
  /** How many are to be held up to the end of this round; when none is to follow, how many were. */
  readonly target: number
  /** Why a further round was begun; empty within a round. */
  readonly reasons: readonly MoreReason[]
}

/** What each of the options may be. */
export const INTERVIEWS_ENOUGH_OPTIONS: OptionShape<InterviewsEnoughOptions> = {
  first: whole(1),
  more: whole(1),
  run: whole(1),
  newsLimit: within(0, 1),
  openQuestions: whole(0),
  left: whole(0),
}

/**
 * Whether enough interviews have been held: a first round, where needed a second, then short runs, until no question is open and nothing new
 * came up.
 *
 * A round that was begun is held to its end. At the end of each, interviews go on for the reasons that `MoreReason` names; `newsLikely` counts
 * after the first round only, when the upper limit of `themeNews`' interval exceeds `newsLimit`. With ten interviews it is 0.213 where none
 * holds a theme of its own and 0.348 where one does, so that one theme that only one of ten raised calls for the second round.
 *
 * @param themes the themes of each interview, in order of time
 * @throws InvalidArgumentError for what is not a list of lists of texts, or an option out of range
 * @example
 * import { interviewsEnough } from 'account-village/math'
 * const nine = Array.from({ length: 9 }, (_, i) => [['price', 'speed', 'support'][i % 3] ?? ''])
 * interviewsEnough([...nine, ['speed']]) //=> { state: 'enough', target: 10, reasons: [] }
 * interviewsEnough([['canteen'], ...nine]) //=> { state: 'more', target: 20, reasons: ['newsLikely'] }
 * interviewsEnough([...nine, ['speed']], { openQuestions: 1, left: 0 }) //=> { state: 'exhausted', target: 10, reasons: ['openQuestions'] }
 */
export function interviewsEnough(themes: readonly (readonly string[])[], options?: InterviewsEnoughOptions): InterviewsEnough {
  checkThemes('interviewsEnough', themes)
  return enoughBy(newsOf(themes), optionsOf('interviewsEnough', options, INTERVIEWS_ENOUGH_OPTIONS))
}

/** `interviewsEnough` of news and options that were checked. */
export function enoughBy(news: ThemeNews, options: InterviewsEnoughOptions): InterviewsEnough {
  const round = roundOf(news, options)
  const isExhausted = options.left === 0 && round.state !== 'enough'
  return deepFreeze(isExhausted ? { ...round, state: 'exhausted', target: news.interviews } : round)
}

function roundOf(news: ThemeNews, options: InterviewsEnoughOptions): InterviewsEnough {
  const { first = 10, more = 10, run = 2 } = options
  const { interviews: held } = news
  const second = first + more
  if (held < first) return { state: 'first', target: first, reasons: [] }
  if (held > first && held < second) return { state: 'more', target: second, reasons: [] }
  const begun = (held - second) % run
  if (begun > 0) return { state: 'more', target: held - begun + run, reasons: [] }
  const reasons = reasonsAt(news, options)
  if (reasons.length === 0) return { state: 'enough', target: held, reasons }
  return { state: 'more', target: held === first ? second : held + run, reasons }
}

/** Why interviews go on at the end of a round. */
function reasonsAt(
  { interviews, interval: [, upper] = [0, 1], newPerInterview }: ThemeNews,
  { first = 10, run = 2, newsLimit = 0.25, openQuestions = 0 }: InterviewsEnoughOptions,
): MoreReason[] {
  return [
    ...(openQuestions > 0 ? (['openQuestions'] as const) : []),
    ...(newPerInterview.slice(-run).some(count => count > 0) ? (['newInLastRun'] as const) : []),
    ...(interviews === first && upper > newsLimit ? (['newsLikely'] as const) : []),
  ]
}
