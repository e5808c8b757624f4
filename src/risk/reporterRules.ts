import { committeeAtVote, passing } from '../decision/committee.js'
import { voteOn } from '../decision/vote.js'
import { powerByStakeholder } from '../influence/power.js'
import { reporters } from '../listening/reporters.js'
import { unanswered } from '../listening/unanswered.js'
import { contradictions } from '../sentiment/contradictions.js'
import { errorKey } from '../sentiment/errorInCommon.js'
import { readings } from '../sentiment/readings.js'
import { capital } from '../support/text.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended, remembered } from '../village/work.js'
import type { RiskRule } from './finding.js'
import { hasVote, seatsIn, seatWords, sentimentEvidence } from './seats.js'

/** What was reported of a person contradicts what they say themselves. */
export const contradiction: RiskRule = {
  id: 'contradiction',
  title: 'Reports contradict the person',
  asks: 'decision',
  gravest: 'warning',
  find(s) {
    const present = powerByStakeholder(s)
    return contradictions(s)
      .filter(({ stakeholder }) => present.has(stakeholder))
      .map(({ key, stakeholder, by, via, z, direction, at }) => ({
        stakeholders: [stakeholder],
        subjects: [stakeholder, by ?? via],
        message: `What was reported of a person is much ${direction} than what they say themselves. Ask them.`,
        evidence: [{ measure: 'contradictions', value: z, stakeholder, at }, sentimentEvidence(s, stakeholder)],
        effect: rosinessOf(s, key),
        floor: 'info',
      }))
  },
}

/** A reporter very probably sees people too rosily. */
export const tooRosy: RiskRule = {
  id: 'tooRosy',
  title: 'Reports too rosy',
  asks: 'decision',
  gravest: 'warning',
  find: s =>
    reporters(s).flatMap(({ by, sources: [via], bias = 0, probabilityTooRosy = 0 }) => {
      if (via === undefined || probabilityTooRosy < s.settings.risk.tooRosy.probability) return []
      return [
        {
          stakeholders: [],
          subjects: [by ?? via],
          message: 'What one of our reporters says of people is very probably too rosy. Hear the people themselves.',
          evidence: [
            { measure: 'reporters.bias', value: bias },
            { measure: 'reporters.probabilityTooRosy', value: probabilityTooRosy },
          ],
          effect: rosinessOf(s, errorKey(via, by)),
          floor: 'info' as const,
        },
      ]
    }),
}

/** Somebody with a key seat was asked and did not answer. */
export const noAnswer: RiskRule = {
  id: 'noAnswer',
  title: 'No answer',
  asks: 'decision',
  gravest: 'warning',
  find(s) {
    const keys = new Set(seatsIn(s).flatMap(({ stakeholder, isKey }) => (isKey ? [stakeholder] : [])))
    return unanswered(s)
      .filter(({ stakeholder }) => keys.has(stakeholder))
      .map(({ stakeholder, at, days }) => ({
        stakeholders: [stakeholder],
        subjects: [stakeholder],
        message: `${capital(seatWords(s, stakeholder))} was asked and did not answer. Silence more often means no than yes.`,
        evidence: [{ measure: 'unanswered.days', value: Math.floor(days), stakeholder, at }],
        effect: gainOf(s, amended(s, { requests: s.requests.filter(request => request.stakeholder !== stakeholder) })),
        floor: 'info',
      }))
  },
}

/** By how much the chance of yes rests on the readings that share an error: what it would lose without them. */
function rosinessOf(s: Snapshot, key: string): number | undefined {
  const known = remembered(s, rosinessFound)
  const found = known.get(key) ?? { effect: gainOf(without(s, key), s) }
  known.set(key, found)
  return found.effect
}

/** What was found of each shared error, found once. */
function rosinessFound(_: Snapshot): Map<string, { readonly effect: number | undefined }> {
  return new Map()
}

/** The snapshot without the readings that share an error. */
function without(s: Snapshot, key: string): Snapshot {
  const reported = new Set(readings(s).flatMap(reading => (reading.shared?.key === key ? [reading.id] : [])))
  return amended(s, {
    observations: s.observations.filter(({ id }) => !reported.has(id)),
    interviews: s.interviews.filter(({ id }) => !reported.has(id)),
  })
}

/** By how much the chance of yes of one snapshot is above that of another; nothing where no open decision is in view. */
function gainOf(s: Snapshot, other: Snapshot): number | undefined {
  return hasVote(s) ? Math.max(0, yesIn(other) - yesIn(s)) : undefined
}

function yesIn(s: Snapshot): number {
  return voteOn(s).stillFalls * passing(committeeAtVote(s))
}
