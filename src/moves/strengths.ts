import type { Interaction } from '../model/interaction.js'
import type { Relationship } from '../model/relationship.js'
import { days } from '../sentiment/readings.js'
import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'

/** How well a person of ours and one of theirs know each other. */
export interface RelationshipStrength {
  /** The id of the person of ours. */
  readonly teammate: string
  /** The id of the person of theirs. */
  readonly stakeholder: string
  /** 0..1: 0.25 introduced, 0.5 works with them, 0.75 is asked for advice, 1 trusted. */
  readonly strength: number
  /** Whether contacts make it, or what somebody stated. */
  readonly basis: 'contacts' | 'stated'
  /** In how many interactions both took part, of kinds that count. */
  readonly contacts: number
  /** When they last did; absent when they never did. */
  readonly lastContactAt?: Instant
  /** The level that is wanted, 0..1. */
  readonly desired?: number
  /** By how much that exceeds the strength; absent where it does not. */
  readonly gap?: number
}

/** One of ours and one of theirs. */
export type OursAndTheirs = Pick<RelationshipStrength, 'teammate' | 'stakeholder'>

/** What two people did together and what was stated of them, and when it is looked at. */
export type Dealings = Pick<Snapshot, 'agedTo' | 'settings' | 'interactions' | 'relationships'>

/** How well those pairs know each other that count and of whom anything is known, the strongest first, then by ids. */
export function strengthsIn(of: Dealings, counts: (pair: OursAndTheirs) => boolean): readonly RelationshipStrength[] {
  const pairs = new Map<string, Map<string, Pair>>()
  const pairOf = (pair: OursAndTheirs): Pair | undefined => {
    if (!counts(pair)) return undefined
    const own = pairs.get(pair.teammate) ?? new Map<string, Pair>()
    pairs.set(pair.teammate, own)
    const found = own.get(pair.stakeholder) ?? { ...pair, weight: 0, contacts: 0 }
    own.set(pair.stakeholder, found)
    return found
  }
  const { contactWeight, contactHalfLifeDays } = of.settings.moves
  for (const { at, kind, participants, ours = [] } of of.interactions) {
    const weight = contactWeight[kind] * 2 ** (-ageOf(of, at) / contactHalfLifeDays)
    if (contactWeight[kind] === 0) continue
    for (const teammate of new Set(ours)) {
      for (const stakeholder of new Set(participants)) {
        const pair = pairOf({ teammate, stakeholder })
        if (pair === undefined) continue
        pair.weight += weight
        pair.contacts++
        pair.lastContactAt = at
      }
    }
  }
  for (const stated of of.relationships) {
    const pair = pairOf({ teammate: stated.teammate, stakeholder: stated.stakeholder })
    if (pair !== undefined && (pair.stated === undefined || (stated.since ?? '') >= (pair.stated.since ?? ''))) pair.stated = stated
  }
  const all = [...pairs.values()].flatMap(own => [...own.values()])
  return all.map(pair => strengthOf(of, pair)).sort(compareStrengths)
}

/** What is known of two people, one of ours and one of theirs. */
interface Pair extends OursAndTheirs {
  weight: number
  contacts: number
  lastContactAt?: Instant
  stated?: Relationship
}

function strengthOf(of: Dealings, { teammate, stakeholder, weight, contacts, lastContactAt, stated }: Pair): RelationshipStrength {
  const { contactsForHalf, statedHalfLifeDays } = of.settings.moves
  const byContacts = weight / (weight + contactsForHalf)
  const byStatement = stated === undefined ? 0 : stated.level * 2 ** (-ageOf(of, stated.since) / statedHalfLifeDays)
  const strength = Math.max(byContacts, byStatement)
  const desired = stated?.desired
  return {
    teammate,
    stakeholder,
    strength,
    basis: stated === undefined || byContacts > byStatement ? 'contacts' : 'stated',
    contacts,
    ...(lastContactAt !== undefined && { lastContactAt }),
    ...(desired !== undefined && { desired, ...(desired > strength && { gap: desired - strength }) }),
  }
}

/** Days since a moment, at least 0; 0 without one. */
function ageOf({ agedTo }: Dealings, at: Interaction['at'] | undefined): number {
  return at === undefined ? 0 : Math.max(0, days(agedTo) - days(at))
}

function compareStrengths(a: RelationshipStrength, b: RelationshipStrength): number {
  return b.strength - a.strength || compareText(a.teammate, b.teammate) || compareText(a.stakeholder, b.stakeholder)
}
