import type { InteractionKind } from '../../model/interaction.js'
import type { Instant } from '../../support/instants.js'
import { countUnmapped, report } from '../ledger.js'
import { amountOf, flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { choiceIn, shownIn } from './choices.js'
import type { Context } from './context.js'

/** Whether an activity took place: it did, it is still to come or to do, or it was cancelled. */
export type ActivityState = 'held' | 'planned' | 'cancelled'

/**
 * Whether an activity took place. An appointment that nobody marked as completed counts as held when it was over by the moment of the
 * export, and one of which no state is given when it has an end.
 */
export function activityState(record: SourceRecord, { options, ledger }: Context): ActivityState {
  const hasEnded = ['actualend', 'senton'].some(column => textOf(record, column) !== undefined)
  const state = choiceIn(record, 'statecode', STATES) ?? (hasEnded ? 'held' : 'planned')
  if (state !== 'planned') return state
  const over = isMeeting(record) ? instantOf(record, 'scheduledend', ledger) : undefined
  return over !== undefined && options.asOf !== undefined && over <= options.asOf ? 'held' : 'planned'
}

/** Source: Microsoft's reference of the table activitypointer. */
const STATES: readonly (readonly [ActivityState, number, string])[] = [
  ['planned', 0, 'open'],
  ['held', 1, 'completed'],
  ['cancelled', 2, 'canceled'],
  ['planned', 3, 'scheduled'],
]

/** Whether it is a date with people, rather than something to do. */
export function isMeeting(record: SourceRecord): boolean {
  return KINDS.get(typeOf(record) ?? '') === 'meeting'
}

/** Whether an activity that is open is something that is being written, rather than something to do. */
export function isDraft(record: SourceRecord): boolean {
  return DRAFTED.includes(typeOf(record) ?? '')
}

const DRAFTED = ['email', 'letter', 'fax']

/** Whether a task that is open was begun, by its status or as people see that. */
export function isStarted(record: SourceRecord): boolean {
  return typeOf(record) === 'task' && IN_PROGRESS.includes((shownIn(record, 'statuscode') ?? '').trim().toLowerCase())
}

/** Source: Microsoft's reference of the table task, and how its pages translate the label. */
const IN_PROGRESS = ['3', 'in progress', 'in bearbeitung', 'en cours', 'en curso', 'in corso', 'em andamento', 'bezig']

/** The type of an activity, by its logical name or by the code of its table. */
export function typeOf(record: SourceRecord): string | undefined {
  const type = textOf(record, 'activitytypecode')?.trim().toLowerCase()
  return type === undefined ? undefined : (TYPE_CODES.get(type) ?? type)
}

/** What an activity was. A type that nothing is known of is counted. */
export function kindOf(record: SourceRecord, { ledger }: Context): InteractionKind {
  const type = typeOf(record)
  const kind = type === undefined ? undefined : KINDS.get(type)
  if (type !== undefined && kind === undefined) countUnmapped(ledger, 'activitypointer.activitytypecode', type)
  return kind ?? 'other'
}

const KINDS: ReadonlyMap<string, InteractionKind> = new Map([
  ['appointment', 'meeting'],
  ['serviceappointment', 'meeting'],
  ['email', 'email'],
  ['phonecall', 'call'],
  ['task', 'other'],
  ['letter', 'other'],
  ['fax', 'other'],
])

const TYPE_CODES: ReadonlyMap<string, string> = new Map([
  ['4201', 'appointment'],
  ['4202', 'email'],
  ['4204', 'fax'],
  ['4207', 'letter'],
  ['4210', 'phonecall'],
  ['4212', 'task'],
  ['4214', 'serviceappointment'],
])

/** When it took place, by the first column of these that is filled; what was planned stands in for what was not noted. */
export function momentOf(record: SourceRecord, { ledger }: Context): Instant | undefined {
  for (const column of ['actualstart', 'senton', 'actualend', 'scheduledstart', 'scheduledend']) {
    const at = instantOf(record, column, ledger)
    if (at !== undefined) return at
  }
  report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  return undefined
}

/** Hours. A meeting that lasts all day says nothing of the hours that it took. */
export function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  if (flagOf(record, 'isalldayevent') === true) return undefined
  const noted = amountOf(record, 'actualdurationminutes', ledger)
  const minutes = noted ?? (isMeeting(record) ? amountOf(record, 'scheduleddurationminutes', ledger) : undefined)
  const hours = minutes === undefined ? undefined : minutes / 60
  // Longer than a century nothing takes; such a number is a mistake and says nothing.
  return hours !== undefined && hours <= 1e6 ? hours : undefined
}
