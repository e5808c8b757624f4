import type { BuyingRole, RoleFact } from '../model/role.js'
import { formatInstant, type Instant } from '../support/instants.js'
import type { Series } from './visible.js'

/** A role that somebody played for a time, as it was believed for a time. */
export interface RolePeriod {
  /** The id of the role. */
  readonly id: string
  /** The id of the person who played it. */
  readonly stakeholder: string
  /** The buying role; `ROLE_CLASSES` has its class. */
  readonly role: BuyingRole
  /** The decision in which they played it; every one when absent. */
  readonly decision?: string
  /** From when on; always when absent. */
  readonly since?: Instant
  /** Until when; as far as is known still when absent. */
  readonly until?: Instant
  /** When we learned of it; always known when absent. */
  readonly knownSince?: Instant
  /** When we ceased to believe it so; believed still when absent. */
  readonly knownUntil?: Instant
  /** Where it comes from. */
  readonly source?: string
}

/** Every version of every role that was ever believed, ended or not. */
export function rolePeriods({ rows }: Pick<Series<RoleFact>, 'rows'>, asOf: number, knownOn: number): RolePeriod[] {
  return rows
    .filter(row => row.from <= asOf && row.knownFrom <= knownOn)
    .map(({ id, fact: { stakeholder, role, decision, since, until, source }, knownFrom, knownTo }) => ({
      id,
      stakeholder,
      role,
      ...(decision !== undefined && { decision }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(Number.isFinite(knownFrom) && { knownSince: formatInstant(knownFrom) }),
      ...(knownTo <= knownOn && { knownUntil: formatInstant(knownTo) }),
      ...(source !== undefined && { source }),
    }))
}
