import { committeeAtVote, reaching } from '../decision/committee.js'
import { decisionOutlook } from '../decision/outlook.js'
import { voteOn } from '../decision/vote.js'
import { changesSince } from '../sentiment/personChange.js'
import { days } from '../sentiment/readings.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { DAY, isHeld } from '../support/instants.js'
import { at } from '../support/linear.js'
import { normalCdf } from '../support/normal.js'
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
    const falls = fallsIn(
      s,
      people.map(({ id }) => id),
    )
    return people.flatMap(({ id }): Found[] => {
      const fall = falls.get(id)
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

/** How far somebody fell, and how probably. */
interface Fall {
  readonly change: number
  readonly probability: number
  readonly days: number
  readonly isLong: boolean
}

/** Who has fallen within the days of the settings, or within twice as many. */
function fallsIn(s: Snapshot, people: readonly string[]): ReadonlyMap<string, Fall> {
  const { days: span, declineProbability, leastFall } = s.settings.risk
  const known = sentimentsByStakeholder(s)
  const now = days(s.agedTo)
  // Before the first year that has four digits nobody was heard.
  const spans = [span, 2 * span].filter(each => isHeld((now - each) * DAY))
  const heard = people.filter(id => known.get(id)?.lastHeardAt !== undefined)
  const moments = spans.flatMap(each => heard.map(stakeholder => ({ stakeholder, day: now - each, span: each })))
  const falls = new Map<string, Fall>()
  for (const { stakeholder, span: within, change } of changesSince(s, moments)) {
    const sd = Math.sqrt(change.variance)
    const probability = sd > 0 ? normalCdf(-change.mean / sd) : change.mean < 0 ? 1 : 0
    if (change.mean > -leastFall || probability < declineProbability) continue
    // Of two falls the shorter is told.
    if ((falls.get(stakeholder)?.days ?? Number.POSITIVE_INFINITY) <= within) continue
    falls.set(stakeholder, { change: change.mean, probability, days: within, isLong: within > span })
  }
  return falls
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
