import { seatsOf } from '../math/rule.js'
import { isOpenDecision } from '../model/openDecision.js'
import { ROLE_CLASSES } from '../model/role.js'
import { sortedByText } from '../support/order.js'
import { isVacatedSeat, placeholders, vacatedRoles } from './placeholders.js'
import type { Snapshot } from './snapshot.js'
import { amended } from './work.js'

/**
 * A snapshot with other people or roles: with placeholders for the classes that nobody holds any longer and for seats that were vacated, and
 * without those for what somebody holds, all in canonical order. A placeholder that stays keeps its id; one that goes takes its ties and vetoes along.
 */
export function withPlaceholders(original: Snapshot, parts: Partial<Snapshot>): Snapshot {
  const s = { ...original, ...parts }
  const ghosts = new Set(s.placeholders)
  const people = byId(s.stakeholders.filter(({ id }) => !ghosts.has(id)))
  const roles = byId(s.roles.filter(({ stakeholder }) => !ghosts.has(stakeholder)))
  const ghostRoles = s.roles.filter(({ stakeholder }) => ghosts.has(stakeholder))
  const seats = ghostRoles.filter(seat => isVacatedSeat(seat) && roles.every(({ role }) => role !== seat.role))
  const held = new Set([...roles, ...seats].map(({ role }) => ROLE_CLASSES[role]))
  const staying = [...seats, ...ghostRoles.filter(ghost => !isVacatedSeat(ghost) && !held.has(ROLE_CLASSES[ghost.role]))]
  const isVoteOpen = s.decision !== undefined && isOpenDecision(s.decision)
  const vacated = isVoteOpen ? vacatedRoles(original.roles, s.former, Number.NEGATIVE_INFINITY, s.settings) : []
  const named = new Set([...people, ...s.former].map(({ id }) => id))
  for (const { stakeholder } of [...s.observations, ...s.interviews]) named.add(stakeholder)
  for (const seat of s.decision?.rule === undefined ? [] : seatsOf(s.decision.rule)) named.add(seat)
  const missing = placeholders([...roles, ...staying], vacated, id => named.has(id), s.settings)
  const kept = s.stakeholders.filter(({ id }) => staying.some(({ stakeholder }) => stakeholder === id))
  const unknown = sortedByText([...kept, ...missing.map(({ person }) => person)], ({ id }) => id.replace(/^\?+/, ''))
  const there = new Set([...people, ...unknown].map(({ id }) => id))
  return amended(original, {
    ...parts,
    stakeholders: [...people, ...unknown],
    former: byId(s.former),
    placeholders: unknown.map(({ id }) => id),
    roles: [
      ...roles,
      ...sortedByText([...staying, ...missing.map(({ role }) => role)], ({ stakeholder }) => stakeholder.replace(/^\?+/, '')),
    ],
    vetoes: s.vetoes.filter(({ stakeholder }) => there.has(stakeholder)),
    ties: s.ties.filter(({ from, to }) => there.has(from) && there.has(to)),
  })
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return sortedByText(items, ({ id }) => id)
}
