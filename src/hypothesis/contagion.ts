import { accountView } from '../account/view.js'
import { followingOf } from '../influence/power.js'
import { covarianceOf } from '../math/sentimentFilter.js'
import type { Expectation } from '../model/expectation.js'
import { sentimentState } from '../sentiment/state.js'
import { stepWithin } from '../support/interval.js'
import { at } from '../support/linear.js'
import type { SentimentShift, Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/**
 * How a person's sentiment that is moved moves those of others: each by what the owner's opinion is of their settled one. Nobody is moved
 * beyond -1..1.
 */
export function shiftsOf(s: Snapshot, stakeholder: string, by: number): SentimentShift[] {
  const { owner, others } = followersOf(s, stakeholder)
  if (owner < 0) return []
  const { means } = accountView(s)
  const moved = stepWithin(at(means, owner), by)
  return others.flatMap(([i, share]) => {
    const amount = i === owner ? moved : stepWithin(at(means, i), moved * share)
    return amount === 0 ? [] : [{ stakeholder: s.stakeholders[i]?.id ?? '', amount }]
  })
}

/** Where somebody is among those who are there, and who follows them how far, by place and in its order, themselves included. */
interface Followers {
  readonly owner: number
  readonly others: readonly (readonly [place: number, share: number])[]
}

function followersOf(s: Snapshot, stakeholder: string): Followers {
  const known = remembered(s, followersFound)
  const found = known.get(stakeholder) ?? computeFollowers(s, stakeholder)
  known.set(stakeholder, found)
  return found
}

/** What was found of each person, found once. */
function followersFound(_: Snapshot): Map<string, Followers> {
  return new Map()
}

function computeFollowers(s: Snapshot, stakeholder: string): Followers {
  const owner = sentimentState(s).index.get(stakeholder) ?? -1
  if (owner < 0 || owner >= s.stakeholders.length) return { owner: -1, others: [] }
  const others: [number, number][] = []
  followingOf(s, owner).forEach((share, i) => {
    if (share !== 0 || i === owner) others.push([i, share])
  })
  return { owner, others }
}

/**
 * By how much it sways its owner that an expectation is met, or missed: `settings.expectation` times its importance; not at all where it was
 * so before.
 */
export function swayIf({ settings }: Snapshot, { importance, status }: Expectation, state: 'met' | 'missed'): number {
  if (status.at(-1)?.state === state) return 0
  const { met, lossAversion } = settings.expectation
  return importance * met * (state === 'met' ? 1 : -lossAversion)
}

/**
 * What hearing somebody takes back of the moves supposed before: a reading is about their sentiment as moved, so that it counts against the
 * move as it does against everything believed before it. With the gain `g` of the reading everybody's expected sentiment changes by `-g`
 * times the move.
 */
export function unlearned(before: Snapshot, after: Snapshot, heard: string): SentimentShift[] {
  const moved = (before.shifts ?? []).reduce((sum, { stakeholder, amount }) => (stakeholder === heard ? sum + amount : sum), 0)
  const { filter, index } = sentimentState(before)
  const i = index.get(heard) ?? -1
  const variance = covarianceOf(filter, i, i)
  // Of whom all is known already, nothing is learned.
  if (variance === 0) return []
  // The gain for whoever is heard is what their variance loses, and for others that times how far they sway with them.
  const gain = 1 - covarianceOf(sentimentState(after).filter, i, i) / variance
  return before.stakeholders.flatMap(({ id: stakeholder }) => {
    const amount = -moved * gain * (covarianceOf(filter, index.get(stakeholder) ?? -1, i) / variance)
    return amount === 0 ? [] : [{ stakeholder, amount }]
  })
}
