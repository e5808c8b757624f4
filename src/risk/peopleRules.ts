import { answers, committeeAtVote } from '../decision/committee.js'
import { voteOn } from '../decision/vote.js'
import { lastHeard } from '../listening/lastHeard.js'
import { extensionOf } from '../math/extension.js'
import { isOpenDecision } from '../model/openDecision.js'
import type { Instant } from '../support/instants.js'
import { sortedByText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Evidence, Found, RiskRule, Severity } from './finding.js'
import { championsIn, daysSince, hasVote, SEAT_WORDS, seatEvidence, seatsIn, seatWords } from './seats.js'

/** Nobody speaks for us. */
export const noChampion: RiskRule = {
  id: 'noChampion',
  title: 'No champion',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const isAnyOpen = s.decisions.some(isOpenDecision)
    if (!isAnyOpen || championsIn(s).size > 0) return []
    return [
      {
        stakeholders: [],
        subjects: [],
        message: 'No champion is known: nobody who speaks for us when we are not there.',
        evidence: [{ measure: 'champions', value: 0 }],
        floor: 'info',
      },
    ]
  },
}

/** Nothing was heard for long of somebody who matters, and the decision comes nearer. */
export const goneCold: RiskRule = {
  id: 'goneCold',
  title: 'Gone cold',
  asks: 'decision',
  gravest: 'warning',
  find(s) {
    const { daysLeft } = voteOn(s)
    const { ahead, days } = s.settings.risk
    if (!hasVote(s) || daysLeft === undefined || daysLeft > ahead) return []
    const champions = championsIn(s)
    const keys = seatsIn(s).flatMap(seat => (seat.isKey && !seat.isVacant ? [seat.stakeholder] : []))
    const people = new Set([...keys, ...[...champions].filter(id => !s.placeholders.includes(id))])
    return [...people].flatMap((id): Found[] => {
      const last = lastContact(s, id)
      if (last === undefined || daysSince(s, last) <= days) return []
      return [
        {
          stakeholders: [id],
          subjects: [id],
          message: `Nothing has been heard of ${champions.has(id) ? 'a champion' : seatWords(s, id)} for more than ${days} days.`,
          evidence: [{ measure: 'lastContact', value: Math.floor(daysSince(s, last)), stakeholder: id, at: last }],
          floor: 'warning',
        },
      ]
    })
  },
}

/** When somebody last met us or was heard, about whatever decision; nothing when never: then there is no silence to speak of. */
function lastContact(s: Snapshot, id: string): Instant | undefined {
  const met = s.interactions.findLast(({ participants }) => participants.includes(id))?.at
  const heard = lastHeard(s).get(id)
  // Stored instants are ordered as texts.
  return met === undefined || (heard !== undefined && heard > met) ? heard : met
}

/** Two who decide are at odds, or a champion is with somebody who can stop it. */
export const conflict: RiskRule = {
  id: 'conflict',
  title: 'Conflict',
  asks: 'decision',
  gravest: 'warning',
  find(s) {
    const seats = new Map(seatsIn(s).map(seat => [seat.stakeholder, seat]))
    const champions = championsIn(s)
    const pairs = new Map<string, readonly [string, string]>()
    for (const { kind, from, to } of s.ties) {
      const isOfSeats = seats.has(from) && seats.has(to)
      const isOfChampion = (one: string, other: string): boolean => champions.has(one) && seats.get(other)?.hasVeto === true
      if (kind !== 'conflict' || from === to || !(isOfSeats || isOfChampion(from, to) || isOfChampion(to, from))) continue
      const [one = from, other = to] = sortedByText([from, to], id => id)
      pairs.set(JSON.stringify([one, other]), [one, other])
    }
    return [...pairs.values()].map(
      (ends): Found => ({
        stakeholders: [...ends],
        subjects: ends,
        message: conflictWords(s, ends, champions),
        evidence: [
          ...ends.map((stakeholder): Evidence => ({ measure: 'ties', value: 'conflict', stakeholder })),
          ...ends.flatMap(id => seatEvidence(s, id, 'pivotality', seats.get(id)?.pivotality)),
        ],
        effect: effectOfConflict(s, ends),
        floor: 'info' satisfies Severity,
      }),
    )
  },
}

/** By how much the chance of yes would be higher were both sure to say it, as far as they will be there to say it. */
function effectOfConflict(s: Snapshot, ends: readonly string[]): number | undefined {
  if (!hasVote(s)) return undefined
  const seats = committeeAtVote(s)
  const yes = answers(seats)
  const own = extensionOf(seats.rule).probability(yes)
  const voting = new Set(seatsIn(s).flatMap(({ stakeholder, isVacant }) => (isVacant ? [] : [stakeholder])))
  seats.rule.players.forEach((player, i) => {
    if (ends.includes(player) && voting.has(player)) yes[i] = 1
  })
  return Math.max(0, voteOn(s).stillFalls * (extensionOf(seats.rule).probability(yes) - own))
}

function conflictWords(s: Snapshot, ends: readonly [string, string], champions: ReadonlySet<string>): string {
  const [one, other] = ends.map(id => seatWords(s, id))
  if (ends.some(id => champions.has(id))) {
    const against = champions.has(ends[0]) ? other : one
    return `A champion is in conflict with ${against}. Find another way to them.`
  }
  const who = one === other && one === SEAT_WORDS.decider ? 'Two people who decide' : 'Two people whose voices count in the decision'
  return `${who} are in conflict. The decision may be about that, and not about us.`
}
