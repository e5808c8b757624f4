import type { Recorded } from '../model/fact.js'
import { ROLE_CLASSES, type RoleFact } from '../model/role.js'
import type { Settings } from '../model/settings.js'
import type { Stakeholder } from '../model/stakeholder.js'

/**
 * A placeholder, with the role that its class needs, for each required class that nobody holds. It takes no id by which anything names
 * somebody.
 */
export function placeholders(
  roles: readonly RoleFact[],
  isNamed: (id: string) => boolean,
  { authority }: Settings,
): { readonly person: Stakeholder; readonly role: Recorded<RoleFact> }[] {
  const classes = new Set(roles.map(({ role }) => ROLE_CLASSES[role]))
  return (['decider', 'user'] as const).flatMap(required => {
    if (classes.has(required)) return []
    let id = `?${required}`
    while (isNamed(id)) id = `?${id}`
    return [{ person: { id }, role: { id: `role:${id}`, stakeholder: id, role: authority.required[required] } }]
  })
}
