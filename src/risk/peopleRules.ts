import { sentimentTrend } from '../account/trend.js'
import { committeeAtVote, passing, reaching } from '../decision/committee.js'
import { decisionOutlook } from '../decision/outlook.js'
import { voteOn } from '../decision/vote.js'
import { extensionOf } from '../math/extension.js'
import { ROLE_CLASSES } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { DAY, formatInstant, type Instant, isHeld, parseInstant } from '../support/instants.js'
import { at, vector } from '../support/linear.js'
import { sortedByText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { withPlaceholders } from '../village/withPlaceholders.js'
import { rightsOfFormer } from '../village/work.js'
import type { Evidence, Found, RiskRule, Severity } from './finding.js'
import { championsIn, daysSince, hasVote, seatEvidence, seatsIn, sentimentEvidence } from './seats.js'

/** The sentiment of somebody with a seat, or of a champion, has fallen. */
export const fell: RiskRule = {
  id: 'fell',
  title: 'Falling sentiment',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const seats = new Map(seatsIn(s).map(seat => [seat.stakeholder, seat]))
    const champions = championsIn(s)
    const people = s.stakeholders.filter(({ id }) => seats.has(id) || champions.has(id))
    return people.flatMap(({ id }): Found[] => {
      const fall = fallOf(s, id)
      if (fall === undefined) return []
      return [
        {
          stakeholders: [id],
          subjects: [id],
          message: `The sentiment of ${champions.has(id) ? 'a champion' : 'a person who decides'} has very probably fallen within ${fall.days} days.`,
          evidence: [
            { measure: 'sentimentTrend.change', value: fall.change, stakeholder: id },
            { measure: 'sentimentTrend.probabilityOfDecline', value: fall.probability, stakeholder: id },
            sentimentEvidence(s, id),
          ],
          effect: effectOfFall(s, id, fall.change),
          floor: champions.has(id) || seats.get(id)?.isKey === true ? 'warning' : 'info',
          cap: fall.isLong ? 'warning' : undefined,
        },
      ]
    })
  },
}

/** A fall within the days of the settings, or within twice as many. */
function fallOf(
  s: Snapshot,
  stakeholder: string,
): { readonly change: number; readonly probability: number; readonly days: number; readonly isLong: boolean } | undefined {
  const { days, declineProbability, leastFall } = s.settings.risk
  const { lastHeardAt } = sentimentsByStakeholder(s).get(stakeholder) ?? {}
  if (lastHeardAt === undefined) return undefined
  for (const span of [days, 2 * days]) {
    const start = (parseInstant(s.agedTo) ?? 0) - span * DAY
    // Before the first year that has four digits nobody was heard.
    if (!isHeld(start)) return undefined
    const { change, probabilityOfDecline } = sentimentTrend(s, { since: formatInstant(start), stakeholder })
    if (change === undefined || probabilityOfDecline === undefined) return undefined
    if (change <= -leastFall && probabilityOfDecline >= declineProbability)
      return { change, probability: probabilityOfDecline, days: span, isLong: span > days }
  }
  return undefined
}

/** By how much the chance of yes would be higher had somebody's sentiment not fallen; nothing where they have no seat or nothing is open. */
function effectOfFall(s: Snapshot, id: string, change: number): number | undefined {
  const seats = committeeAtVote(s)
  const i = seats.rule.players.indexOf(id)
  if (i < 0 || !hasVote(s)) return undefined
  const pivotality = decisionOutlook(s).byStakeholder.find(row => row.stakeholder === id)?.pivotality ?? 0
  const fade = 2 ** (-voteOn(s).agedDays / s.settings.sentiment.halfLifeDays)
  const [mean, variance, bar] = [at(seats.means, i), at(seats.variances, i), at(seats.thresholds, i)]
  return (reaching(mean - fade * change, variance, bar) - reaching(mean, variance, bar)) * pivotality
}

/** Somebody who mattered has left, or is about to. */
export const left: RiskRule = {
  id: 'left',
  title: 'Somebody who mattered leaves',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const { days } = s.settings.risk
    const leaving = [...s.former, ...s.stakeholders].filter(
      ({ leftAt }) => leftAt !== undefined && Math.abs(daysSince(s, leftAt)) <= days && daysSince(s, leftAt) < days,
    )
    return leaving.flatMap((person): Found[] => {
      const { id, leftAt } = person
      const isGone = s.former.includes(person)
      const { roles, vetoes } = isGone ? rightsOfFormer(s, id) : s
      const own = roles.filter(role => role.stakeholder === id)
      const mattered = own.filter(
        ({ role }) => role === 'champion' || ROLE_CLASSES[role] === 'decider' || s.settings.decision.vetoRoles.includes(role),
      )
      const hadVeto = vetoes.some(veto => veto.stakeholder === id) || seatsIn(s).some(seat => seat.stakeholder === id && seat.hasVeto)
      if (mattered.length === 0 && !hadVeto) return []
      const stays = (other: Snapshot['roles'][number]): boolean =>
        other.stakeholder !== id && s.stakeholders.some(({ id: there, leftAt: end }) => there === other.stakeholder && end === undefined)
      const isSole = mattered.some(
        ({ role }) => !s.roles.some(other => other.role === role && stays(other) && !s.placeholders.includes(other.stakeholder)),
      )
      return [
        {
          stakeholders: [id],
          subjects: [id],
          message: `${mattered.some(({ role }) => role === 'champion') ? 'A champion of ours' : 'A person who decides'} ${isGone ? 'has left' : 'is leaving'}${isSole ? ', and nobody else has that role' : ''}.`,
          evidence: [
            { measure: 'leftAt', value: mattered[0]?.role ?? 'veto', stakeholder: id, ...(leftAt !== undefined && { at: leftAt }) },
            ...(isGone ? [] : [sentimentEvidence(s, id)]),
          ],
          effect: hasVote(s) ? Math.max(0, yesHadTheyStayed(s, person) - (decisionOutlook(s).probabilityOfYes ?? 0)) : undefined,
          floor: isSole ? 'warning' : 'info',
        },
      ]
    })
  },
}

/** The chance of yes if somebody who has left, or is about to, were there at the vote as last known. */
function yesHadTheyStayed(s: Snapshot, person: Stakeholder): number {
  const { leftAt: _, ...staying } = person
  const others = s.stakeholders.filter(({ id }) => id !== person.id)
  const rights = rightsOfFormer(s, person.id)
  const isGone = s.former.includes(person)
  const back = withPlaceholders(s, {
    stakeholders: sortedByText([...others, staying], ({ id }) => id),
    former: s.former.filter(each => each !== person),
    ...(isGone && { roles: [...s.roles, ...rights.roles], vetoes: [...s.vetoes, ...rights.vetoes] }),
  })
  return voteOn(back).stillFalls * passing(committeeAtVote(back))
}

/** Nobody speaks for us. */
export const noChampion: RiskRule = {
  id: 'noChampion',
  title: 'No champion',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const isAnyOpen = s.decisions.some(({ outcome }) => outcome === undefined)
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
    return sortedByText([...people], id => id).flatMap((id): Found[] => {
      const last = lastContact(s, id)
      if (last === undefined || daysSince(s, last) <= days) return []
      return [
        {
          stakeholders: [id],
          subjects: [id],
          message: `Nothing has been heard of ${champions.has(id) ? 'a champion' : 'a person who decides'} for more than ${days} days.`,
          evidence: [{ measure: 'lastContact', value: Math.floor(daysSince(s, last)), stakeholder: id, at: last }],
          floor: 'warning',
        },
      ]
    })
  },
}

/** When somebody last met us or said anything; nothing when never: then there is no silence to speak of. */
function lastContact(s: Snapshot, id: string): Instant | undefined {
  const moments = [
    s.interactions.findLast(({ participants }) => participants.includes(id))?.at,
    sentimentsByStakeholder(s).get(id)?.lastHeardAt,
    ...[s.comments, s.interviews].map(said => said.findLast(({ stakeholder }) => stakeholder === id)?.at),
  ]
  // Stored instants are ordered as texts.
  return moments
    .flatMap(moment => moment ?? [])
    .reduce<Instant | undefined>((last, moment) => (last === undefined || moment > last ? moment : last), undefined)
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
        message: ends.some(id => champions.has(id))
          ? 'A champion is in conflict with a person who decides. Find another way to them.'
          : 'Two people who decide are in conflict. The decision may be about that, and not about us.',
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

/** By how much the chance of yes would be higher were both sure to say it. */
function effectOfConflict(s: Snapshot, ends: readonly string[]): number | undefined {
  if (!hasVote(s)) return undefined
  const seats = committeeAtVote(s)
  const yes = vector(seats.means.length, i => reaching(at(seats.means, i), at(seats.variances, i), at(seats.thresholds, i)))
  const own = extensionOf(seats.rule).probability(yes)
  seats.rule.players.forEach((player, i) => {
    if (ends.includes(player)) yes[i] = 1
  })
  return Math.max(0, voteOn(s).stillFalls * (extensionOf(seats.rule).probability(yes) - own))
}
