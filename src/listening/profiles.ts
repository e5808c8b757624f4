import { uses } from '../flow/use.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { deepFreeze } from '../support/freeze.js'
import { DAY, type Instant, parseInstant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { unitChain } from '../village/unitChain.js'
import { remembered } from '../village/work.js'

/** What kind of customer somebody speaks for. Somebody may be of several. */
export type InterviewProfile = (typeof INTERVIEW_PROFILES)[number]
/** Every profile. */
export const INTERVIEW_PROFILES = deepFreeze(['new', 'longStanding', 'happy', 'troubled', 'lapsed'] as const)

/**
 * The profiles of everybody, placeholders aside.
 *
 * `new`: they joined or took on a role, or the account bought for the first time, so lately as `settings.listening` says. `longStanding`:
 * they have been known to be there for so long. `happy`: they like us well. `troubled`: they are against us, or an expectation of theirs was missed. `lapsed`:
 * the last decision of the account that fell was not won, or their unit used what it bought and no longer does.
 */
export function profiles(s: Snapshot): ReadonlyMap<string, ReadonlySet<InterviewProfile>> {
  return remembered(s, computeProfiles)
}

function computeProfiles(s: Snapshot): ReadonlyMap<string, ReadonlySet<InterviewProfile>> {
  const placeholders = new Set(s.placeholders)
  const known = s.stakeholders.filter(({ id }) => !placeholders.has(id))
  const { newDays, longStandingDays } = s.settings.listening
  const customerFor = ageIn(s, firstWon(s))
  const [first, begun] = [firstSigns(s), beginnings(s)]
  const missed = new Set(s.expectations.flatMap(({ stakeholder, status }) => (status.at(-1)?.state === 'missed' ? [stakeholder] : [])))
  const lapsedAccount = hasLapsed(s)
  return new Map(
    known.map(({ id, unit }): [string, ReadonlySet<InterviewProfile>] => {
      const value = sentimentsByStakeholder(s).get(id)?.value
      const own = new Set<InterviewProfile>()
      if ([ageIn(s, begun.get(id)), customerFor].some(age => age !== undefined && age <= newDays)) own.add('new')
      if ((ageIn(s, first.get(id)) ?? 0) >= longStandingDays) own.add('longStanding')
      if (value !== undefined && value >= s.settings.listening.likedFrom) own.add('happy')
      if ((value !== undefined && value < -s.settings.account.neutralBand) || missed.has(id)) own.add('troubled')
      if (lapsedAccount || unitChain(s, unit).some(each => lapsedUnits(s).has(each))) own.add('lapsed')
      return [id, own]
    }),
  )
}

/** When the account first bought. */
function firstWon({ decisions }: Snapshot): Instant | undefined {
  return decisions.flatMap(({ outcome }) => (outcome?.result === 'won' ? [outcome.at] : [])).sort()[0]
}

/** Whether the decision that fell last was not won. */
function hasLapsed({ decisions }: Snapshot): boolean {
  const outcomes = decisions.flatMap(({ outcome }) => outcome ?? [])
  const last = outcomes
    .map(({ at }) => at)
    .sort()
    .at(-1)
  return outcomes.some(({ at, result }) => at === last && result !== 'won')
}

/** The units that used what they bought and no longer do. */
function lapsedUnits(s: Snapshot): ReadonlySet<string> {
  return remembered(s, computeLapsedUnits)
}

function computeLapsedUnits(s: Snapshot): ReadonlySet<string> {
  const { unusedUpTo } = s.settings.listening
  const used = new Set(s.usage.flatMap(({ unit, stakeholder, level }) => (stakeholder === undefined && level > unusedUpTo ? [unit] : [])))
  return new Set([...uses(s).units].flatMap(([unit, { level }]) => (used.has(unit) && level <= unusedUpTo ? [unit] : [])))
}

/** When each person joined, or took on the first role that has a date. */
function beginnings(s: Snapshot): Map<string, Instant> {
  const first = new Map<string, Instant>()
  for (const { id, joinedAt } of s.stakeholders) keepEarlier(first, id, joinedAt)
  for (const { stakeholder, since } of s.roleHistory) keepEarlier(first, stakeholder, since)
  return first
}

/** When each person was first known to be there: the earliest of all dates that we have of them. */
function firstSigns(s: Snapshot): ReadonlyMap<string, Instant> {
  const first = beginnings(s)
  const see = (id: string, at: Instant): void => keepEarlier(first, id, at)
  for (const { participants, at } of s.interactions) for (const id of participants) see(id, at)
  for (const { stakeholder, at } of [...s.observations, ...s.interviews, ...s.comments]) see(stakeholder, at)
  return first
}

function keepEarlier(first: Map<string, Instant>, id: string, at: Instant | undefined): void {
  const before = first.get(id)
  // Stored instants are ordered as texts.
  if (at !== undefined && (before === undefined || at < before)) first.set(id, at)
}

/** Days since an instant. */
function ageIn(s: Snapshot, at: Instant | undefined): number | undefined {
  const from = parseInstant(at)
  return from === undefined ? undefined : ((parseInstant(s.agedTo) ?? 0) - from) / DAY
}
