/** The kinds of objects that are imported, as Pipedrive's API calls one of each. */
export const PIPEDRIVE_OBJECTS = [
  'organization',
  'person',
  'deal',
  'activity',
  'note',
  'participant',
  'organizationRelationship',
  'user',
] as const

/** A kind of object that is imported. */
export type PipedriveObject = (typeof PIPEDRIVE_OBJECTS)[number]

/** Everything that a record can be or name: an object, a custom field with its options, or what stands in a list in an object. */
export type PipedriveKind = PipedriveObject | 'field' | 'option' | 'email' | 'attendee'

/** What a table of a name holds, in any case, singular or plural. */
export function kindNamed(name: string): PipedriveKind | undefined {
  return BY_NAME.get(
    name
      .trim()
      .replace(/[\s_-]/g, '')
      .toLowerCase(),
  )
}

const NAMES: readonly (readonly [kind: PipedriveKind, names: readonly string[]])[] = [
  ['organization', ['organization', 'organizations', 'organisation', 'organisations', 'org', 'orgs']],
  ['person', ['person', 'persons', 'people', 'contacts']],
  ['deal', ['deal', 'deals']],
  ['activity', ['activity', 'activities']],
  ['note', ['note', 'notes']],
  ['participant', ['participant', 'participants', 'dealparticipant', 'dealparticipants']],
  ['organizationRelationship', ['organizationrelationship', 'organizationrelationships', 'orgrelationships']],
  ['user', ['user', 'users']],
  ['field', ['field', 'fields', 'personfields', 'dealfields', 'organizationfields', 'activityfields']],
]

const BY_NAME: ReadonlyMap<string, PipedriveKind> = new Map(NAMES.flatMap(([kind, names]) => names.map(name => [name, kind] as const)))
