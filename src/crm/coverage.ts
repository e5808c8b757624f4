import { ROLE_CLASSES } from '../model/role.js'
import type { Village } from '../model/village.js'
import type { AccountCoverage } from './result.js'

/** How much of what the measures need a village holds. */
export function coverageOf(village: Village): AccountCoverage {
  const people = new Set(village.stakeholders.map(({ id }) => id)).size
  const peopleWithRole = new Set(village.roles.map(role => role.stakeholder)).size
  const classes = new Set(village.roles.map(({ role }) => ROLE_CLASSES[role]))
  return {
    id: village.account.id,
    people,
    peopleWithRole,
    peopleWithReading: new Set(village.observations.map(reading => reading.stakeholder)).size,
    ...(people > 0 && { roleShare: peopleWithRole / people }),
    missingClasses: (['user', 'decider'] as const).filter(each => !classes.has(each)),
    interactions: village.interactions.length,
    decisions: new Set(village.decisions.map(({ id }) => id)).size,
  }
}
