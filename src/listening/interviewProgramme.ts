import type { Issue } from '../errors.js'
import { enoughBy, INTERVIEWS_ENOUGH_OPTIONS, type InterviewsEnough, type InterviewsEnoughOptions } from '../math/interviewsEnough.js'
import type { Richness } from '../math/richness.js'
import { newsOf, type ThemeNews } from '../math/themeNews.js'
import { deepFreeze } from '../support/freeze.js'
import { anyText, choose, type OptionShape, optionsOf, within, wrong } from '../support/options.js'
import { a, kindOf } from '../support/shown.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'
import { type Candidate, candidates } from './candidates.js'
import { conclusions } from './conclusions.js'
import { heldInTime, isHeldIn } from './heldInTime.js'
import { INTERVIEW_PROFILES, type InterviewProfile } from './profiles.js'
import { type PlannedQuestion, questionsOf } from './questions.js'
import { quotasOf } from './quotas.js'
import { inOrder, type Snapshots } from './several.js'
import { themes } from './themes.js'

/** How interviews are planned. */
export interface InterviewProgrammeOptions extends Omit<InterviewsEnoughOptions, 'openQuestions' | 'left'> {
  /** The plan, as `plan` of its interviews and questions says; all of them count when absent. */
  readonly plan?: string | undefined
  /** How many interviews of each profile, in proportion, at least 0; as many of each when absent. */
  readonly quotas?: { readonly [Profile in InterviewProfile]?: number | undefined } | undefined
}

const { openQuestions: _, left: __, ...ROUNDS } = INTERVIEWS_ENOUGH_OPTIONS

const INTERVIEW_PROGRAMME_OPTIONS: OptionShape<InterviewProgrammeOptions> = {
  plan: anyText,
  quotas: quotaIssues,
  ...ROUNDS,
}

/** How far the interviews of a profile have come. */
export interface ProfileQuota {
  /** The profile whose interviews are counted, as `profile` of these says. */
  readonly profile: InterviewProfile
  /** How many are wanted in all up to the end of this round. */
  readonly wanted: number
  /** How many were held; those that people refused are not among them. */
  readonly held: number
  /** How many of `interviews` of the programme are asked for the profile. */
  readonly planned: number
  /** How many people of the profile could still be asked. */
  readonly available: number
}

/** Whom to interview, of all accounts, and whether it is enough. */
export interface InterviewProgramme extends InterviewsEnough {
  /** The plan as the options name it; all interviews count when absent. */
  readonly plan?: string
  /** How many were held; those that people refused are not among them. */
  readonly held: number
  /** Whether conclusions with owners are written; a plan without is unfinished, however many interviews were held. */
  readonly finished: boolean
  /** How much news the interviews brought, one beside the others. */
  readonly news: ThemeNews
  /** The share of all that people would bring up that belongs to themes heard so far, by estimate, 0..1. Absent without themes. */
  readonly coverage?: number
  /** How many themes there are in all, those that nobody has brought up yet included, by estimate; absent without themes. */
  readonly richness?: Richness
  /** What the interviews are to find out, in order of account and id. */
  readonly questions: readonly PlannedQuestion[]
  /** One row for each profile, in the order of `INTERVIEW_PROFILES`. */
  readonly quotas: readonly ProfileQuota[]
  /** Whom to ask next, account by account in turn. */
  readonly interviews: readonly PlannedVoice[]
}

/** Somebody to interview. */
export interface PlannedVoice {
  /** The id of the account of the person. */
  readonly account: string
  /** The id of the person in that account. */
  readonly stakeholder: string
  /** The profile for which they are asked; absent for somebody of none, who is asked where quotas cannot be filled. */
  readonly profile?: InterviewProfile
  /** Their share of power times what is not known of their sentiment, 0..1: what hearing them is worth, roughly. */
  readonly gain: number
}

/**
 * Whom to interview over all accounts so that every kind of customer is heard, and when it is enough: ten at first, where needed ten more, then
 * two at a time, until no question of the plan is open and nothing new came up.
 *
 * The profile of which fewest people are left is filled first. Of a profile, the account goes first of which fewest were asked, and in it
 * whoever has most power of whom least is known. Nobody is asked again within `settings.listening.restDays`, nor whoever refused last time.
 * Where a quota cannot be filled, others are asked instead. It plans a campaign; `nextInterviews` tells for one account whose answer settles
 * most.
 *
 * @throws InvalidArgumentError for a number that makes no sense, or an account that is there twice
 * @see `interviewsEnough` of `account-village/math` for the rule that ends rounds, and `themeNews` for news and coverage
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { interviewProgramme } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'], joinedAt: '2026-01-15' }],
 *   observations: [{ stakeholder: 'ann', at: '2026-02-20', sentiment: -0.6, via: 'survey' }],
 *   questions: [{ id: 'q1', plan: 'spring', question: 'Who decides on the budget?' }],
 * })
 * const plan = interviewProgramme(snapshot(village, '2026-03-02'), { plan: 'spring' })
 * plan.state //=> 'first'
 * plan.interviews.map(({ stakeholder, profile }) => [stakeholder, profile]) //=> [['bo', 'new'], ['ann', 'troubled']]
 * plan.questions.map(({ id, state }) => [id, state]) //=> [['q1', 'open']]
 */
export function interviewProgramme(snapshots: Snapshots, options?: InterviewProgrammeOptions): InterviewProgramme {
  const { plan, quotas = EQUAL, ...rounds } = optionsOf('interviewProgramme', options, INTERVIEW_PROGRAMME_OPTIONS)
  const accounts = inOrder('interviewProgramme', snapshots)
  const held = heldInTime(accounts, plan)
  const news = newsOf(held.map(({ themes: said }) => said))
  const questions = questionsOf(accounts, plan)
  const left = candidates(accounts, plan)
  const open = questions.filter(({ state }) => state === 'open').length
  const { state, target, reasons } = enoughBy(news, { ...rounds, openQuestions: open, left: left.length })
  const { richness } = themes(accounts.map(s => onlyInterviews(s, plan)))
  const wanted = quotasOf(quotas, target)
  const heldOf = (profile: InterviewProfile): number => held.filter(({ interview }) => interview.profile === profile).length
  const next = chosen(left, wanted, heldOf, target - held.length, countBy(held.map(({ s }) => s.account.id)))
  const finished = conclusions(accounts).filter(each => plan === undefined || each.plan === plan)
  return deepFreeze({
    ...(plan !== undefined && { plan }),
    held: held.length,
    target,
    state,
    reasons,
    finished: finished.length > 0 && finished.every(each => each.finished),
    news,
    ...(news.coverage !== undefined && { coverage: news.coverage }),
    ...(richness !== undefined && { richness }),
    questions,
    quotas: INTERVIEW_PROFILES.map(profile => ({
      profile,
      wanted: wanted.get(profile) ?? 0,
      held: heldOf(profile),
      planned: next.filter(each => each.profile === profile).length,
      available: left.filter(each => each.profiles.has(profile)).length,
    })),
    interviews: next,
  })
}

const EQUAL: { readonly [Profile in InterviewProfile]: number } = { new: 1, longStanding: 1, happy: 1, troubled: 1, lapsed: 1 }

/** What was said in the interviews of a plan, and nothing else. */
function onlyInterviews(s: Snapshot, plan: string | undefined): Snapshot {
  return amended(s, { observations: [], comments: [], interviews: s.interviews.filter(each => isHeldIn(each, plan)) })
}

function chosen(
  left: readonly Candidate[],
  wanted: ReadonlyMap<InterviewProfile, number>,
  heldOf: (profile: InterviewProfile) => number,
  size: number,
  asked: Map<string, number>,
): PlannedVoice[] {
  const plan: PlannedVoice[] = []
  const free = new Set(left)
  const take = (profile: InterviewProfile | undefined): boolean => {
    const best = [...free]
      .filter(each => profile === undefined || each.profiles.has(profile))
      .reduce<Candidate | undefined>((before, each) => (before === undefined || goesBefore(each, before, asked) ? each : before), undefined)
    if (best === undefined) return false
    const { account, stakeholder, gain, profiles } = best
    const own = profile ?? INTERVIEW_PROFILES.find(each => profiles.has(each))
    plan.push({ account, stakeholder, ...(own !== undefined && { profile: own }), gain })
    free.delete(best)
    asked.set(account, (asked.get(account) ?? 0) + 1)
    return true
  }
  const scarce = INTERVIEW_PROFILES.map(profile => ({ profile, count: left.filter(each => each.profiles.has(profile)).length }))
  for (const { profile } of scarce.sort((a, b) => a.count - b.count)) {
    for (let open = (wanted.get(profile) ?? 0) - heldOf(profile); open > 0 && plan.length < size; open--) if (!take(profile)) break
  }
  while (plan.length < size && take(undefined));
  return plan
}

/** Whether one is asked before another: the account that was asked least, then the greater gain, then as candidates stand. */
function goesBefore(one: Candidate, other: Candidate, asked: ReadonlyMap<string, number>): boolean {
  const [mine, theirs] = [asked.get(one.account) ?? 0, asked.get(other.account) ?? 0]
  return mine < theirs || (mine === theirs && one.gain > other.gain)
}

function countBy(accounts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const account of accounts) counts.set(account, (counts.get(account) ?? 0) + 1)
  return counts
}

function quotaIssues(quotas: unknown, path: string): Issue[] {
  if (kindOf(quotas) !== 'object') return [wrong(path, `is ${a(kindOf(quotas))}, not an object with numbers by profile`)]
  const numbers = Object.entries(quotas ?? {}).filter(([, quota]: [string, unknown]) => quota !== undefined)
  const issues = numbers.flatMap(([name, quota]: [string, unknown]) => {
    if (!INTERVIEW_PROFILES.some(profile => profile === name))
      return [wrong(`${path}.${name}`, `there is no such profile. ${choose(name, INTERVIEW_PROFILES)}`)]
    return within(0, 1e9)(quota, `${path}.${name}`)
  })
  const isNone = numbers.length > 0 && numbers.every(([, quota]: [string, unknown]) => quota === 0)
  return isNone ? [wrong(path, 'are all 0')] : issues
}
