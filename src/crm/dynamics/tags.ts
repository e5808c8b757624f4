import { learned } from '../context.js'
import type { SourceRecord } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { states } from '../silence.js'
import { roleLabelIn } from './choices.js'
import type { Context } from './context.js'

/** Adds the roles that the tags of a contact name. */
export function addTags(contact: SourceRecord, account: string, context: Context): void {
  const { draft, options, ledger } = context
  states(
    draft,
    contact,
    TAGS.map(([column]) => column),
    ['role:'],
  )
  const roles = TAGS.flatMap(([column, standard]) => {
    const label = roleLabelIn(contact, column, standard, options.roles)
    return label === undefined ? [] : rolesFor(options.roles, [label], `contact.${column}`, ledger)
  })
  for (const role of new Set(roles)) {
    const fact = { id: `${contact.id}:role:${role}`, stakeholder: contact.id, role, basis: 'stated' as const, ...learned(contact, context) }
    draft.roles.push({ fact, account, from: contact })
  }
}

/** The columns that say what somebody is in a purchase, and what their codes mean. Source: Microsoft's reference of the table contact. */
const TAGS: readonly (readonly [column: string, standard: ReadonlyMap<string, string>])[] = [
  [
    'accountrolecode',
    new Map([
      ['1', 'Decision Maker'],
      ['2', 'Employee'],
      ['3', 'Influencer'],
    ]),
  ],
  [
    'msdyn_decisioninfluencetag',
    new Map([
      ['0', 'Decision Maker'],
      ['1', 'Influencer'],
      ['2', 'Blocker'],
      ['3', 'Unknown'],
    ]),
  ],
]
