import type { RoleClass } from '../model/role.js'

/** How the people of a class are called. */
export const CLASS_WORDS = {
  decider: 'deciders',
  gate: 'gates',
  advocate: 'advocates',
  user: 'users',
  unknown: 'role unknown',
} as const satisfies { readonly [Each in RoleClass]: string }
