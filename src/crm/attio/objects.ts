/** The kinds of records that are imported. */
export const ATTIO_OBJECTS = ['company', 'person', 'deal', 'meeting', 'note', 'task', 'member'] as const

/** A kind of record that is imported. */
export type AttioObject = (typeof ATTIO_OBJECTS)[number]

/** Everything that a row can be: a record, or the message of a webhook that one was deleted or merged. */
export type AttioKind = AttioObject | 'event'

/** What an object or a table of a name holds, in any case, singular or plural. */
export function kindNamed(name: string): AttioKind | undefined {
  return BY_NAME.get(
    name
      .trim()
      .replace(/[\s_-]/g, '')
      .toLowerCase(),
  )
}

const BY_NAME: ReadonlyMap<string, AttioKind> = new Map(
  (
    [
      ['company', ['company', 'companies']],
      ['person', ['person', 'people', 'persons']],
      ['deal', ['deal', 'deals']],
      ['meeting', ['meeting', 'meetings']],
      ['note', ['note', 'notes']],
      ['task', ['task', 'tasks']],
      ['member', ['member', 'members', 'workspacemember', 'workspacemembers']],
    ] as const
  ).flatMap(([kind, names]) => names.map(name => [name, kind] as const)),
)
