import type { Recorded } from '../../model/fact.js'
import type { RoleFact } from '../../model/role.js'
import type { VetoFact } from '../../model/veto.js'
import type { Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import type { Snapshot } from '../../village/snapshot.js'

/** What is known, when roles are written, of those that people play and of those that are over. */
export interface RolesToWrite {
  readonly roles: readonly RoleFact[]
  /** The people whom HubSpot calls blockers, as far as vetoes tell. */
  readonly blockers: ReadonlySet<string>
  /** The people some of whose roles in no single decision ended or were taken back, other than by what HubSpot itself tells. */
  readonly ended: ReadonlySet<string>
  /** The people of whose roles some ended, and nothing tells whether it is HubSpot that says so. */
  readonly unclear: ReadonlySet<string>
}

/** What a village tells that has no date: what nothing has ended is so. */
export function rolesInVillage({ roles, vetoes }: Village): RolesToWrite {
  const past = roles.map(({ retractedAt, ...fact }) => ({ ...fact, isBelieved: retractedAt === undefined }))
  return { roles: roles.filter(isOpen), blockers: blockersAmong(vetoes.filter(isOpen)), ...endsAmong(past) }
}

/** What a snapshot tells of its day. */
export function rolesInSnapshot({ roles, roleHistory, vetoes }: Snapshot): RolesToWrite {
  const past = roleHistory.map(({ knownUntil, ...period }) => ({ ...period, isBelieved: knownUntil === undefined }))
  return { roles, blockers: blockersAmong(vetoes), ...endsAmong(past) }
}

function isOpen({ until, retractedAt }: Recorded<RoleFact | VetoFact>): boolean {
  return until === undefined && retractedAt === undefined
}

function blockersAmong(vetoes: readonly Recorded<VetoFact>[]): ReadonlySet<string> {
  const read = vetoes.filter(({ source, id }) => source === 'hubspot' && /:blocker(?::|$)/.test(id))
  return new Set(read.map(({ stakeholder }) => stakeholder))
}

/** A role as it is, or was, believed. */
interface PastRole extends Pick<RoleFact, 'stakeholder' | 'role' | 'decision' | 'since' | 'until' | 'source'> {
  readonly isBelieved: boolean
}

function endsAmong(roles: readonly PastRole[]): Pick<RolesToWrite, 'ended' | 'unclear'> {
  const ends = [
    ...groupedBy(
      roles.filter(({ decision }) => decision === undefined),
      ({ stakeholder, role, since = '', source = '' }) => JSON.stringify([stakeholder, role, since, source]),
    ).values(),
  ].map(versions => ({ stakeholder: versions[0]?.stakeholder ?? '', end: endOf(versions) }))
  const those = (end: End): ReadonlySet<string> => new Set(ends.flatMap(each => (each.end === end ? [each.stakeholder] : [])))
  return { ended: those('ended'), unclear: those('unclear') }
}

type End = 'ended' | 'unclear' | 'toldByHubSpot' | 'none'

/**
 * How a role ended, by all that was ever believed of it. What HubSpot's history tells to be over has given way to something else there,
 * and a later import tells it in place of what was believed before, as a caller may do too.
 */
function endOf(versions: readonly PastRole[]): End {
  const believed = versions.filter(({ isBelieved }) => isBelieved)
  if (believed.some(({ until }) => until === undefined)) return 'none'
  const isKnownToHubSpot = believed.length > 0 && believed.every(({ source, since }) => source === 'hubspot' && since !== undefined)
  if (!isKnownToHubSpot) return 'ended'
  return versions.some(({ isBelieved, until }) => !isBelieved && until === undefined) ? 'unclear' : 'toldByHubSpot'
}
