import type { Recorded } from '../model/fact.js'
import { ROLE_CLASSES, type RoleFact } from '../model/role.js'
import type { Settings } from '../model/settings.js'
import type { Stakeholder } from '../model/stakeholder.js'

/**
 * A placeholder, with the role that its class needs, for each required class that nobody holds. It takes no id by which anything names
 * somebody.
 */
export function placeholders(roles: readonly RoleFact[], isNamed: (id: string) => boolean, { authority }: Settings): Placeholder[] {
  return (['decider', 'user'] as const).flatMap(required => {
    if (roles.some(({ role }) => ROLE_CLASSES[role] === required)) return []
    let id = `?${required}`
    while (isNamed(id)) id = `?${id}`
    return [{ person: { id }, role: { id: `role:${id}`, stakeholder: id, role: authority.required[required] } }]
  })
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
