import { COMMON_ROLES } from '../commonRoles.js'
import type { RoleLabels } from '../roleLabels.js'

/** What common names of buying roles mean. Attio has no roles: they are in an attribute of people, under whatever names somebody gave them. */
export const ATTIO_ROLES: RoleLabels = COMMON_ROLES
