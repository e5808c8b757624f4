import { sentimentTrend } from '../account/trend.js'
import { committeeAtVote, reaching } from '../decision/committee.js'
import { decisionOutlook } from '../decision/outlook.js'
import { voteOn } from '../decision/vote.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { DAY, formatInstant, isHeld, parseInstant } from '../support/instants.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Found, RiskRule } from './finding.js'
import { championsIn, hasVote, seatsIn, seatWords, sentimentEvidence } from './seats.js'

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
          message: `The sentiment of ${champions.has(id) ? 'a champion' : seatWords(s, id)} has very probably fallen within ${fall.days} days.`,
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
  // Who will have left by the vote has no say in it, whatever they think.
  if (seats.places[i] === undefined) return 0
  const pivotality = decisionOutlook(s).byStakeholder.find(row => row.stakeholder === id)?.pivotality ?? 0
  const fade = 2 ** (-voteOn(s).agedDays / s.settings.sentiment.halfLifeDays)
  const [mean, variance, bar] = [at(seats.means, i), at(seats.variances, i), at(seats.thresholds, i)]
  return (reaching(mean - fade * change, variance, bar) - reaching(mean, variance, bar)) * pivotality
}
