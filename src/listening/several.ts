import { InvalidArgumentError, quoted } from '../errors.js'
import { powerByStakeholder } from '../influence/power.js'
import { classOf, type RoleClass } from '../model/role.js'
import { checkLength } from '../support/finite.js'
import { sortedByText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** One account, or several. */
export type Snapshots = Snapshot | readonly Snapshot[]

/**
 * The accounts in order of id.
 *
 * @throws InvalidArgumentError when an account is there twice
 */
export function inOrder(where: string, of: Snapshots): readonly Snapshot[] {
  if (isList(of)) checkLength(where, 'snapshots', of)
  const given = isList(of) ? of : [of]
  for (const [i, s] of given.entries()) checkGiven(where, s, ['snapshot'], isList(of) ? `snapshots[${i}]` : '')
  const all = sortedByText(isList(of) ? of : [of], ({ account }) => account.id)
  const twice = all.filter(({ account }, i) => account.id === all[i - 1]?.account.id)
  if (twice.length === 0) return all
  throw new InvalidArgumentError(
    where,
    twice.map(({ account }) => ({ path: 'snapshots', message: `hold ${quoted(account.id)} more than once`, code: 'invalidArgument' })),
  )
}

/** The class of somebody, who may have left: then that of every role they were known to play. */
export function classIn(s: Snapshot, id: string): RoleClass {
  return (
    powerByStakeholder(s).get(id)?.class ?? classOf(s.roleHistory.flatMap(({ stakeholder, role }) => (stakeholder === id ? [role] : [])))
  )
}

/** Somebody's share of all power; 0 for those who have left. */
export function shareIn(s: Snapshot, id: string): number {
  return powerByStakeholder(s).get(id)?.share ?? 0
}

function isList(of: Snapshots): of is readonly Snapshot[] {
  return Array.isArray(of)
}
