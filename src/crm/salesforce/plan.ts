import type { Decision } from '../../model/decision.js'
import type { Activity } from './activity.js'
import type { Context } from './context.js'
import type { Opportunity } from './decisions.js'
import type { Link } from './links.js'
import type { Member } from './people.js'

/** What is to become one village. */
export interface Plan {
  readonly context: Context
  /** The id of its account. */
  readonly id: string
  readonly members: ReadonlyMap<string, Member>
  readonly links: readonly Link[]
  readonly activities: readonly Activity[]
  readonly decisions: readonly Decision[]
  /** The opportunities of the whole import, by id. */
  readonly opportunities: ReadonlyMap<string, Opportunity>
}

/**
 * What is known of somebody whom a record of a village names. `silent` are people of whom nothing is to be said: left out on purpose, or
 * lost from sight.
 */
export type Standing = 'present' | 'silent' | 'elsewhere' | 'unknown'

export function standingIn({ context, members }: Plan, contact: string): Standing {
  const member = members.get(contact)
  if (context.withheld.has(contact) || context.source.gone.has(contact) || member?.isLost === true) return 'silent'
  if (member !== undefined) return 'present'
  return context.source.present.has(contact) ? 'elsewhere' : 'unknown'
}
