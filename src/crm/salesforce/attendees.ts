import { report } from '../ledger.js'
import { flagOf, type SourceRecord, textOf } from '../record.js'
import type { Context } from './context.js'
import { isLead, isUser, objectOfId } from './objects.js'
import { liveRecords, referenceOf } from './records.js'

/** Those who took part in something beside whom it names itself. */
export interface Attendees {
  /** Contacts, by id. */
  readonly people: readonly string[]
  readonly leads: readonly string[]
  /** Those of us. */
  readonly ours: readonly string[]
}

export const NOBODY: Attendees = { people: [], leads: [], ours: [] }

/** Who took part in which event or task, by EventRelation and TaskRelation. Who declined did not. */
export function attendeesIn(context: Context): ReadonlyMap<string, Attendees> {
  const found = new Map<string, Attendees>()
  for (const relation of relationsIn(context)) {
    const activity = activityOf(relation, context)
    const guest = referenceOf(relation, 'RelationId', context)
    if (activity === undefined || guest === undefined || context.draft.withheld.has(guest)) continue
    const known = found.get(activity) ?? NOBODY
    if (isLead(guest)) found.set(activity, { ...known, leads: [...known.leads, guest] })
    else if (isUser(guest)) found.set(activity, { ...known, ours: [...known.ours, guest] })
    else if (objectOfId(guest) === 'Contact') found.set(activity, { ...known, people: [...known.people, guest].sort() })
  }
  return found
}

function relationsIn({ source }: Context): SourceRecord[] {
  const all = [...liveRecords(source, 'EventRelation'), ...liveRecords(source, 'TaskRelation')]
  return all.filter(relation => flagOf(relation, 'IsWhat') !== true && textOf(relation, 'Status') !== 'Declined')
}

function activityOf(relation: SourceRecord, context: Context): string | undefined {
  const field = relation.object === 'EventRelation' ? 'EventId' : 'TaskId'
  const id = referenceOf(relation, field, context)
  const { source, ledger } = context
  if (id === undefined) report(ledger, relation, 'missingValue', `${field} is empty, so it was left out.`)
  else if (!source.present.has(id) && !source.gone.has(id)) {
    report(ledger, relation, 'missingRecord', 'What it is about is not in the import, so it was left out.')
  }
  return id
}
