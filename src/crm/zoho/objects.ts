/** The kinds of records that are imported, of each module one. */
export const ZOHO_OBJECTS = ['account', 'contact', 'deal', 'contactRole', 'event', 'call', 'task', 'note', 'user'] as const

/** A kind of record that is imported. */
export type ZohoObject = (typeof ZOHO_OBJECTS)[number]

/** Everything that a record can be or name: a record of a module, or who takes part in an event. */
export type ZohoKind = ZohoObject | 'participant'

/** What a module, a table or a list of a name holds, in any case, singular or plural. */
export function kindNamed(name: string): ZohoKind | undefined {
  return BY_NAME.get(
    name
      .trim()
      .replace(/[\s_-]/g, '')
      .toLowerCase(),
  )
}

const NAMES: readonly (readonly [kind: ZohoKind, names: readonly string[]])[] = [
  ['account', ['account', 'accounts']],
  ['contact', ['contact', 'contacts']],
  ['deal', ['deal', 'deals', 'potential', 'potentials']],
  ['contactRole', ['contactrole', 'contactroles']],
  ['event', ['event', 'events', 'meeting', 'meetings']],
  ['call', ['call', 'calls']],
  ['task', ['task', 'tasks']],
  ['note', ['note', 'notes']],
  ['user', ['user', 'users']],
]

const BY_NAME: ReadonlyMap<string, ZohoKind> = new Map(NAMES.flatMap(([kind, names]) => names.map(name => [name, kind] as const)))
