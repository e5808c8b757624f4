import { quoted, UnknownStakeholderError } from '../errors.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type RelationshipStrength, strengthsIn } from './strengths.js'

/** Who of us reaches a person of theirs best. */
export interface Reach {
  /** The id of the person of theirs; placeholders are left out. */
  readonly stakeholder: string
  /** The id of the teammate who knows them best; absent where nobody of ours is known to know them. */
  readonly teammate?: string
  /** How well that teammate knows them, above 0 and at most 1; absent like `teammate`. */
  readonly strength?: number
}

/** How much of what we are known to be worth to them one of us holds. */
export interface TeammateReach {
  /** The id of the teammate, who still works with the account. */
  readonly teammate: string
  /** The sum of their strengths. */
  readonly strength: number
  /** The part of all strengths that is theirs, 0..1. */
  readonly share: number
}

/** Whom of theirs we reach. */
export interface OurReach {
  /** Everybody who is there, in order of id. */
  readonly byStakeholder: readonly Reach[]
  /** Everybody of ours who knows somebody, those with the largest share first; shares sum to 1. */
  readonly byTeammate: readonly TeammateReach[]
}

/**
 * How well people of ours and of theirs know each other, the strongest first: by contacts of both, of which recent ones and meetings say most,
 * or by what somebody stated, if that is more.
 *
 * With `X` the sum over contacts of `contactWeight 2^(-age / contactHalfLifeDays)`, contacts make `X / (X + contactsForHalf)`, and a stated
 * level is halved every `statedHalfLifeDays` from its `since` on; of several statements on the same two the latest counts. All of it is in
 * `settings.moves`. People who have left, on either side, are left out, and so are two of whom nothing is known. However many contacts there
 * are, nobody of theirs becomes influential by them.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { relationships } from 'account-village/moves'
 * const meeting = { at: '2026-03-02', kind: 'meeting', participants: ['ann'], ours: ['kim'] } as const
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   teammates: [{ id: 'kim' }],
 *   interactions: [{ id: 'i1', ...meeting }, { id: 'i2', ...meeting }, { id: 'i3', ...meeting }],
 *   relationships: [{ teammate: 'kim', stakeholder: 'bo', level: 0.25, desired: 0.75 }],
 * })
 * const [first, second] = relationships(snapshot(village, '2026-03-02'))
 * first //=> { teammate: 'kim', stakeholder: 'ann', strength: 0.5, basis: 'contacts', contacts: 3, lastContactAt: '2026-03-02T00:00:00.000Z' }
 * second //=> { teammate: 'kim', stakeholder: 'bo', strength: 0.25, basis: 'stated', contacts: 0, desired: 0.75, gap: 0.5 }
 */
export function relationships(snapshot: Snapshot): readonly RelationshipStrength[] {
  return measured('relationships', snapshot, measureRelationships)
}

/**
 * Who of us reaches each person of theirs best, and how much of all that one of us holds.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { ourReach } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['decisionMaker'] }],
 *   teammates: [{ id: 'kim' }, { id: 'lee' }],
 *   relationships: [
 *     { teammate: 'kim', stakeholder: 'ann', level: 0.75 },
 *     { teammate: 'lee', stakeholder: 'ann', level: 0.25 },
 *   ],
 * })
 * const { byStakeholder, byTeammate } = ourReach(snapshot(village, '2026-03-02'))
 * byStakeholder //=> [{ stakeholder: 'ann', teammate: 'kim', strength: 0.75 }, { stakeholder: 'bo' }]
 * byTeammate.map(({ teammate, share }) => [teammate, share]) //=> [['kim', 0.75], ['lee', 0.25]]
 */
export function ourReach(snapshot: Snapshot): OurReach {
  return measured('ourReach', snapshot, measureOurReach)
}

/** The people of theirs who are there and known, in order of id. */
export function knownPeople({ stakeholders, placeholders }: Snapshot): string[] {
  const unknown = new Set(placeholders)
  return stakeholders.flatMap(({ id }) => (unknown.has(id) ? [] : [id])).sort(compareText)
}

/**
 * A person of theirs who is there.
 *
 * @throws UnknownStakeholderError, in the name of what was called, at a path of its arguments
 */
export function knownPerson(where: string, path: string, { stakeholders, placeholders }: Snapshot, id: string): Stakeholder {
  const found = placeholders.includes(id) ? undefined : stakeholders.find(each => each.id === id)
  if (found !== undefined) return found
  const message = `no one has the id ${quoted(id)} on that day.`
  throw new UnknownStakeholderError(where, [{ path, message, code: 'unknownStakeholder' }])
}

function measureRelationships(s: Snapshot): readonly RelationshipStrength[] {
  const there = new Set(knownPeople(s))
  const gone = new Set(s.formerTeammates.map(({ id }) => id))
  return strengthsIn(s, ({ teammate, stakeholder }) => !gone.has(teammate) && there.has(stakeholder))
}

function measureOurReach(s: Snapshot): OurReach {
  const all = relationships(s).filter(({ strength }) => strength > 0)
  const best = new Map<string, RelationshipStrength>()
  const sums = new Map<string, number>()
  for (const each of all) {
    if (!best.has(each.stakeholder)) best.set(each.stakeholder, each)
    sums.set(each.teammate, (sums.get(each.teammate) ?? 0) + each.strength)
  }
  const total = [...sums.values()].reduce((sum, each) => sum + each, 0)
  return {
    byStakeholder: knownPeople(s).map((stakeholder): Reach => {
      const found = best.get(stakeholder)
      return { stakeholder, ...(found !== undefined && { teammate: found.teammate, strength: found.strength }) }
    }),
    byTeammate: [...sums]
      .map(([teammate, strength]) => ({ teammate, strength, share: strength / total }))
      .sort((a, b) => b.share - a.share || compareText(a.teammate, b.teammate)),
  }
}
