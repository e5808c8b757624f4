import type { Recorded } from '../model/fact.js'
import { ROLE_CLASSES, type RoleFact } from '../model/role.js'
import type { Settings } from '../model/settings.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { parseInstant } from '../support/instants.js'
import { sortedByText } from '../support/order.js'

/**
 * A placeholder for each seat that was vacated and not taken again, and for each required class that nobody holds, in order of id. It takes no
 * id by which anything names somebody.
 *
 * @param roles the roles of the people who are there
 * @param vacated the roles whose last holder has left, those of `vacatedRoles`
 */
export function placeholders(
  roles: readonly RoleFact[],
  vacated: readonly RoleFact[],
  isNamed: (id: string) => boolean,
  { authority }: Settings,
): Placeholder[] {
  const open = [...new Set(vacated.map(({ role }) => role))].filter(role => roles.every(held => held.role !== role))
  const seats = open.map(role => {
    const rights = vacated.flatMap(seat => (seat.role === role && seat.authority !== undefined ? [seat.authority] : []))
    return placeholder(role, 'seat', isNamed, { role, ...(rights.length > 0 && { authority: Math.max(...rights) }) })
  })
  const held = [...roles, ...seats.map(seat => seat.role)]
  const classes = (['decider', 'user'] as const)
    .filter(required => held.every(({ role }) => ROLE_CLASSES[role] !== required))
    .map(required => placeholder(required, 'role', isNamed, { role: authority.required[required] }))
  return sortedByText([...seats, ...classes], ({ person }) => person.id.replace(/^\?+/, ''))
}

function placeholder(
  name: string,
  kind: 'seat' | 'role',
  isNamed: (id: string) => boolean,
  role: Pick<RoleFact, 'role' | 'authority'>,
): Placeholder {
  let id = `?${name}`
  while (isNamed(id)) id = `?${id}`
  return { person: { id }, role: { id: `${kind}:${id}`, stakeholder: id, ...role } }
}

/**
 * The roles with a veto that people who have left still held, of each role those of whoever left last, as far as the decision was known
 * before: its seats and rights stay, whoever is to have them.
 */
export function vacatedRoles(
  roles: readonly RoleFact[],
  former: readonly Pick<Stakeholder, 'id' | 'leftAt'>[],
  decisionKnownFrom: number,
  { decision }: Settings,
): readonly RoleFact[] {
  const left = new Map(former.map(({ id, leftAt }) => [id, parseInstant(leftAt) ?? 0]))
  const endOf = ({ stakeholder }: RoleFact): number => left.get(stakeholder) ?? Number.NEGATIVE_INFINITY
  const vacated = roles.filter(seat => {
    const end = endOf(seat)
    return decision.vetoRoles.includes(seat.role) && end > decisionKnownFrom && (parseInstant(seat.since) ?? end) <= end
  })
  const last = new Map<string, number>()
  for (const seat of vacated) last.set(seat.role, Math.max(last.get(seat.role) ?? Number.NEGATIVE_INFINITY, endOf(seat)))
  return vacated.filter(seat => endOf(seat) === last.get(seat.role))
}

/** Whether the role of a placeholder is a seat that was vacated, and not that of a class which nobody holds: a user may be either. */
export function isVacatedSeat({ id }: Pick<Recorded<RoleFact>, 'id'>): boolean {
  return id.startsWith('seat:')
}

/** The same placeholders as before where they say the same, so that what depends on people and roles alone is shared by snapshots. */
export function keptPlaceholders(): (missing: readonly Placeholder[]) => readonly Placeholder[] {
  let kept: readonly Placeholder[] = []
  return missing => {
    if (JSON.stringify(kept) !== JSON.stringify(missing)) kept = missing
    return kept
  }
}

/** Somebody whom nobody knows, and their role. */
export interface Placeholder {
  readonly person: Stakeholder
  readonly role: Recorded<RoleFact>
}
