import type { InteractionKind } from '../../model/interaction.js'
import type { Instant } from '../../support/instants.js'
import { amountOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { type Context, firstInstant } from './context.js'

/** The kinds of objects that took place. */
export const ACTIVITIES = ['meeting', 'call', 'email', 'note', 'task', 'communication'] as const
export type ActivityObject = (typeof ACTIVITIES)[number]

/** Something that took place. */
export interface Activity {
  /** The record as it was read, from which its other fields are taken. */
  readonly record: SourceRecord
  /** When it took place; for a meeting when it began, for a task when it was completed. */
  readonly at: Instant
  /** `other` for notes, communications and tasks that are neither calls nor mails. */
  readonly kind: InteractionKind
  /** The contacts with whom it was. */
  readonly who: readonly string[]
}

/** When it took place. */
export function momentOf(record: SourceRecord, object: ActivityObject, { ledger }: Context): Instant | undefined {
  return firstInstant(record, [...(STARTS.get(object) ?? []), 'hs_timestamp'], ledger)
}

const STARTS: ReadonlyMap<ActivityObject, readonly string[]> = new Map([
  ['meeting', ['hs_meeting_start_time']],
  ['task', ['hs_task_completion_date']],
])

/** What was exchanged. A note is what one of us wrote down, and what became of a task nobody knows. */
export function kindOf(record: SourceRecord, object: ActivityObject): InteractionKind {
  if (object === 'task') return TASK_KINDS.get(textOf(record, 'hs_task_type') ?? '') ?? 'other'
  return object === 'meeting' || object === 'call' || object === 'email' ? object : 'other'
}

const TASK_KINDS: ReadonlyMap<string, InteractionKind> = new Map([
  ['CALL', 'call'],
  ['EMAIL', 'email'],
])

/** That it took place, that it is to be done, that it came to nothing or is still to come, or that nothing tells. */
export type ActivityState = 'done' | 'open' | 'notHeld' | 'untold'

/**
 * Whether it took place. A meeting that is still called scheduled did when its record was changed after it began, which nobody does with one
 * that lies ahead; many are never called anything else.
 */
export function stateOf(record: SourceRecord, object: ActivityObject, context: Context): ActivityState {
  if (object === 'task') {
    const status = textOf(record, 'hs_task_status')
    return status === undefined ? 'untold' : status === 'COMPLETED' ? 'done' : 'open'
  }
  const outcome = textOf(record, 'hs_meeting_outcome')
  if (object === 'meeting' && outcome === 'SCHEDULED') {
    const start = momentOf(record, object, context)
    const changed = context.times.changedAt(record, context.ledger)
    return start !== undefined && changed !== undefined && changed > start ? 'done' : 'notHeld'
  }
  const said = OUTCOMES.flatMap(field => textOf(record, field) ?? [])
  return said.some(each => CAME_TO_NOTHING.has(each)) ? 'notHeld' : 'done'
}

const OUTCOMES = ['hs_meeting_outcome', 'hs_call_status', 'hs_call_disposition', 'hs_email_status']

/**
 * What HubSpot calls meetings, calls and e-mails that reached nobody.
 *
 * @see the default outcomes and statuses in HubSpot's guides to its calls, meetings and emails APIs
 */
const CAME_TO_NOTHING: ReadonlySet<string> = new Set([
  ...['RESCHEDULED', 'NO_SHOW', 'CANCELED'],
  ...['BUSY', 'FAILED', 'NO_ANSWER', 'QUEUED', 'RINGING', 'VOICEMAIL', 'WRONG_NUMBER'],
  ...['BOUNCED', 'SCHEDULED', 'SENDING'],
])

/** Hours. Nobody knows how long anything took but calls and meetings. */
export function effortOf(record: SourceRecord, object: ActivityObject, { ledger }: Context): number | undefined {
  const milliseconds =
    object === 'call' ? amountOf(record, 'hs_call_duration', ledger) : object === 'meeting' ? lengthOf(record, ledger) : undefined
  const hours = milliseconds === undefined ? undefined : milliseconds / 3_600_000
  // Longer than a century nothing takes; such a number is a mistake and says nothing.
  return hours !== undefined && hours <= 1e6 ? hours : undefined
}

function lengthOf(meeting: SourceRecord, ledger: Context['ledger']): number | undefined {
  const start = instantOf(meeting, 'hs_meeting_start_time', ledger)
  const end = instantOf(meeting, 'hs_meeting_end_time', ledger)
  return start === undefined || end === undefined || end < start ? undefined : Date.parse(end) - Date.parse(start)
}
