import { DAY, type Instant, parseInstant } from '../support/instants.js'
import { lastOf } from '../village/moment.js'
import type { Snapshot } from '../village/snapshot.js'
import { seriesOf, visible } from '../village/visible.js'
import { rowsBehind } from '../village/work.js'
import { knownPeople } from './relationships.js'
import { type RelationshipStrength, strengthsIn } from './strengths.js'

/** One of us who has left. */
export interface Departure {
  /** The id of the teammate. */
  readonly teammate: string
  /** When they stopped working with the account, that day excluded. */
  readonly leftAt: Instant
  /** How well they knew people when they left who are still there, the strongest first. */
  readonly known: readonly RelationshipStrength[]
}

/** Those of us who have left within so many days and have not come back. */
export function departuresWithin(s: Snapshot, days: number): readonly Departure[] {
  const now = parseInstant(s.agedTo) ?? 0
  const back = new Set(s.teammates.map(({ id }) => id))
  return s.formerTeammates.flatMap(({ id, leftAt }): Departure[] => {
    const left = parseInstant(leftAt) ?? Number.NEGATIVE_INFINITY
    return leftAt === undefined || now - left >= days * DAY || back.has(id)
      ? []
      : [{ teammate: id, leftAt, known: knownWhenLeaving(s, id, leftAt) }]
  })
}

function knownWhenLeaving(s: Snapshot, teammate: string, leftAt: Instant): readonly RelationshipStrength[] {
  const last = (parseInstant(leftAt) ?? 0) - 1
  const there = new Set(knownPeople(s))
  const dealings = {
    settings: s.settings,
    agedTo: leftAt,
    // Stored instants are ordered as texts.
    interactions: s.interactions.filter(({ at }) => at < leftAt),
    relationships: visible(seriesOf(rowsBehind(s).relationships), last, lastOf(s.knownOn)),
  }
  return strengthsIn(dealings, pair => pair.teammate === teammate && there.has(pair.stakeholder))
}
