import { powerByStakeholder } from '../influence/power.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { DAY, parseInstant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { type InterviewProfile, profiles } from './profiles.js'

/** Somebody who could be interviewed. */
export interface Candidate {
  readonly account: string
  readonly stakeholder: string
  readonly profiles: ReadonlySet<InterviewProfile>
  /** Their share of power times what is not known of their sentiment, 0..1. */
  readonly gain: number
}

/** Everybody who could be interviewed: who neither was in this plan or lately, nor refused last time. In order of account and id. */
export function candidates(accounts: readonly Snapshot[], plan: string | undefined): readonly Candidate[] {
  return accounts.flatMap(s => {
    const tired = notToAsk(s, plan)
    return [...profiles(s)]
      .filter(([id]) => !tired.has(id))
      .map(([stakeholder, own]): Candidate => {
        const share = powerByStakeholder(s).get(stakeholder)?.share ?? 0
        const reliability = sentimentsByStakeholder(s).get(stakeholder)?.reliability ?? 0
        return { account: s.account.id, stakeholder, profiles: own, gain: share * (1 - reliability) }
      })
  })
}

function notToAsk(s: Snapshot, plan: string | undefined): ReadonlySet<string> {
  const now = parseInstant(s.agedTo) ?? 0
  const refused = new Map<string, boolean>()
  const tired = new Set<string>()
  for (const { stakeholder, at, consent, plan: own } of s.interviews) {
    if (consent !== undefined) refused.set(stakeholder, !consent.given)
    const isRecent = now - (parseInstant(at) ?? 0) < s.settings.listening.restDays * DAY
    if (isRecent || (plan !== undefined && own === plan)) tired.add(stakeholder)
  }
  for (const [id, refuses] of refused) if (refuses) tired.add(id)
  return tired
}
