import type { Recorded } from '../model/fact.js'
import { ROLE_CLASSES, type RoleFact } from '../model/role.js'
import type { Settings } from '../model/settings.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { memoised } from '../support/memo.js'

/**
 * A placeholder, with the role that its class needs, for each required class that nobody holds. It takes no id by which anything names
 * somebody.
 */
export function placeholders(roles: readonly RoleFact[], isNamed: (id: string) => boolean, { authority }: Settings): Placeholder[] {
  return (['decider', 'user'] as const).flatMap(required => {
    if (roles.some(({ role }) => ROLE_CLASSES[role] === required)) return []
    let id = `?${required}`
    while (isNamed(id)) id = `?${id}`
    return [placeholder(authority.required, required, id)]
  })
}

/** The same placeholder each time, so that what depends on people and roles alone is shared by snapshots. */
function placeholder(required: Settings['authority']['required'], wanted: 'decider' | 'user', id: string): Placeholder {
  const known = placeholdersBy(required)
  const key = JSON.stringify([wanted, id])
  const made = known.get(key) ?? { person: { id }, role: { id: `role:${id}`, stakeholder: id, role: required[wanted] } }
  known.set(key, made)
  return made
}

const placeholdersBy = memoised((_: Settings['authority']['required']) => new Map<string, Placeholder>())

/** Somebody whom nobody knows, and their role. */
export interface Placeholder {
  readonly person: Stakeholder
  readonly role: Recorded<RoleFact>
}
