import type { ImportedPlace } from '../../model/imports.js'
import type { InteractionKind } from '../../model/interaction.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { fieldOf } from '../fields.js'
import { vendorInstant } from '../instants.js'
import { countUnmapped, report } from '../ledger.js'
import { addOpenTask } from '../moves.js'
import { placesOf, placesOfDeal } from '../places.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut } from '../silence.js'
import { type Context, ownerOf } from './context.js'
import type { Deals } from './deals.js'
import { fieldColumns, liveRecords, referenceOf } from './records.js'

/** Adds what took place, activities that are done and notes, and what is to be done. Meetings and calls to come are left out and counted. */
export function addActivities(context: Context, deals: Deals): void {
  const { source } = context
  for (const record of liveRecords(source, 'activity')) {
    const people = peopleOf(record, context)
    if (isWithheld(record, people, context)) continue
    const kind = kindOf(record, context)
    const isDone = flagOf(record, 'done')
    if (isDone === true) addInteraction(record, kind, { context, deals, people, at: dueAt(record, context) })
    else if (kind === 'meeting' || kind === 'call') leaveOut(record, 'notHeld', context)
    else if (isDone === undefined) leaveOut(record, 'openTasks', context)
    else addTask(record, { context, deals, people, at: undefined })
  }
  for (const record of liveRecords(source, 'note')) {
    const people = peopleOf(record, context)
    if (isWithheld(record, people, context)) continue
    addInteraction(record, 'other', { context, deals, people, at: instantOf(record, 'add_time', context.ledger) })
  }
}

/** With whom it was: the person that a record names, and the participants of an activity. */
function peopleOf(record: SourceRecord, { source }: Context): readonly string[] {
  const own = referenceOf(record, 'person_id', 'person', source)
  return [...new Set([...(own === undefined ? [] : [own]), ...(source.attendees.get(record.id) ?? [])])].sort(compareText)
}

/** Whether it was with nobody but people of whom nothing may be left. */
function isWithheld(record: SourceRecord, people: readonly string[], { draft, silent }: Context): boolean {
  const isWithheld = people.length > 0 && people.every(id => draft.withheld.has(id))
  if (isWithheld) silent.add(record.id)
  return isWithheld
}

interface Surroundings {
  readonly context: Context
  readonly deals: Deals
  readonly people: readonly string[]
  readonly at: Instant | undefined
}

interface Where {
  /** What tells where it is. */
  readonly places: readonly ImportedPlace[]
  readonly decision: string | undefined
}

/** The organization where it is, and the deal that it is about. */
function placeOf(record: SourceRecord, { context: { source }, deals }: Surroundings): Where {
  const about = referenceOf(record, 'deal_id', 'deal', source)
  const deal = deals.get(about ?? '')
  // A deal that is not in the import may be known.
  const decision = about !== undefined && (deal?.isDecision ?? !source.present.has(about)) ? about : undefined
  const organization = referenceOf(record, 'org_id', 'organization', source)
  return { places: [...placesOfDeal(deal, decision), ...placesOf({ account: [organization] })], decision }
}

function addTask(record: SourceRecord, surroundings: Surroundings): void {
  const { context, people } = surroundings
  const task = {
    record,
    ...placeOf(record, surroundings),
    subject: textOf(record, 'subject'),
    people: people.filter(id => !context.draft.withheld.has(id)),
    by: ownerOf(record.fields),
    dueAt: dueAt(record, context),
    isStarted: false,
  }
  addOpenTask(task, TASK_COLUMNS, context)
}

const TASK_COLUMNS = {
  statement: ['subject'],
  with: fieldColumns('person_id'),
  by: [...fieldColumns('owner_id'), ...fieldColumns('user_id')],
  decision: fieldColumns('deal_id'),
  dueAt: ['due_date'],
}

function addInteraction(record: SourceRecord, kind: InteractionKind, surroundings: Surroundings): void {
  const { context, people, at } = surroundings
  const { source, draft, ledger } = context
  const { places, decision } = placeOf(record, surroundings)
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  if (at === undefined) return
  const effort = effortOf(record, context)
  const participants = people.filter(id => !draft.withheld.has(id))
  const organizers = source.organizers.get(record.id)
  const drivenBy = kind === 'meeting' ? participants.find(id => organizers?.has(id) === true) : undefined
  const owner = ownerOf(record.fields)
  const fact = {
    id: record.id,
    at,
    kind,
    participants,
    ...(drivenBy !== undefined && { drivenBy }),
    ...(effort !== undefined && { effort }),
    ...(decision !== undefined && { decision }),
    ...(owner !== undefined && { ours: [owner] }),
    basis: 'observed' as const,
    ...learnedAfter(at, record, context),
  }
  draft.interactions.push({ fact, places, from: record })
}

function kindOf(record: SourceRecord, { options, ledger }: Context): InteractionKind {
  const type = textOf(record, 'type')?.trim()
  const kind = options.activityTypes.get(type?.toLowerCase() ?? '')
  if (kind === undefined && type !== undefined) countUnmapped(ledger, 'activity.type', type)
  return kind ?? 'other'
}

/** When an activity was due, in UTC, which is when it took place; when it was marked as done where it had no date. */
function dueAt(record: SourceRecord, context: Context): Instant | undefined {
  const day = textOf(record, 'due_date')?.trim()
  const time = (textOf(record, 'due_time') ?? textOf(record, 'due_time.value'))?.trim()
  const exact = day === undefined || time === undefined ? undefined : vendorInstant(`${day.slice(0, 10)} ${time}`, 'Z')
  return exact ?? instantOf(record, 'due_date', context.ledger) ?? instantOf(record, 'marked_as_done_time', context.ledger)
}

const DURATION = /^(\d{1,4}):(\d{2})(?::(\d{2}))?$/

/** Hours, from `01:30`; what is no length of time is an issue. */
function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  const given = fieldOf(record.fields, 'duration') ?? fieldOf(record.fields, 'duration.value')
  if (given === undefined) return undefined
  const parts = DURATION.exec(String(given).trim())
  if (parts === null) {
    report(ledger, record, 'invalidValue', 'duration is no length of time, so it was left out.')
    return undefined
  }
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600
}
