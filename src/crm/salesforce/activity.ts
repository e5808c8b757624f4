import type { InteractionKind } from '../../model/interaction.js'
import type { Instant } from '../../support/instants.js'
import { countUnmapped, report } from '../ledger.js'
import { amountOf, flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import type { Context } from './context.js'
import { isLead, isUser } from './objects.js'
import { referenceOf } from './records.js'

/** A task or an event that took place. */
export interface Activity {
  /** The record as it was read, from which its other fields are taken. */
  readonly record: SourceRecord
  /** When it took place: when an event began or a task was completed, or the day of either where no time is known. */
  readonly at: Instant
  /** `meeting` for every event; a task tells by its subtype or its type, and is `other` where neither does. */
  readonly kind: InteractionKind
  /** Hours of ours. */
  readonly effort?: number
  /** The contact with whom it was. */
  readonly who?: string
  /** The contact who set the pace. */
  readonly drivenBy?: string
  /** The opportunity that it was about. */
  readonly about?: string
  /** Which of us owns it. */
  readonly owner?: string
}

/** What happened by a record; nothing when nobody knows on what day, which is an issue. */
export function activityFrom(record: SourceRecord, about: string | undefined, context: Context): Activity[] {
  const { drivenBy: field } = context.options.fields
  const at = momentOf(record, context)
  if (at === undefined) return []
  const who = referenceOf(record, 'WhoId', context)
  const effort = effortOf(record, context)
  const drivenBy = field === undefined ? undefined : referenceOf(record, field, context)
  const owner = referenceOf(record, 'OwnerId', context)
  return [
    {
      record,
      at,
      kind: record.object === 'Event' ? 'meeting' : kindOfTask(record, context),
      ...(effort !== undefined && { effort }),
      // Whoever is still a lead is not yet one of the people of an account.
      ...(who !== undefined && !isLead(who) && { who }),
      ...(drivenBy !== undefined && { drivenBy }),
      ...(about !== undefined && { about }),
      // A queue may own a task, too.
      ...(owner !== undefined && isUser(owner) && { owner }),
    },
  ]
}

function momentOf(record: SourceRecord, { ledger }: Context): Instant | undefined {
  const exact = instantOf(record, record.object === 'Task' ? 'CompletedDateTime' : 'StartDateTime', ledger)
  const at = exact ?? instantOf(record, 'ActivityDate', ledger)
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  return at
}

const TASK_KINDS: ReadonlyMap<string, InteractionKind> = new Map([
  ['call', 'call'],
  ['email', 'email'],
  ['listemail', 'email'],
  ['other', 'other'],
])

function kindOfTask(task: SourceRecord, { ledger }: Context): InteractionKind {
  const subtype = TASK_KINDS.get((textOf(task, 'TaskSubtype') ?? '').trim().toLowerCase())
  const type = textOf(task, 'Type')?.trim()
  const kind = subtype ?? TASK_KINDS.get((type ?? '').replace(/\s/g, '').toLowerCase())
  if (kind === undefined && type !== undefined) countUnmapped(ledger, 'Task.Type', type)
  return kind ?? 'other'
}

/** Hours. A meeting that lasts all day says nothing of the hours that it took. */
function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  const isTask = record.object === 'Task'
  if (!isTask && flagOf(record, 'IsAllDayEvent') === true) return undefined
  const duration = amountOf(record, isTask ? 'CallDurationInSeconds' : 'DurationInMinutes', ledger)
  const hours = duration === undefined ? undefined : duration / (isTask ? 3600 : 60)
  // Longer than a century nothing takes; such a number is a mistake and says nothing.
  return hours !== undefined && hours <= 1e6 ? hours : undefined
}
