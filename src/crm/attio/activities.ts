import type { ImportedPlace } from '../../model/imports.js'
import type { Interaction } from '../../model/interaction.js'
import { type Instant, parseInstant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { addOpenTask } from '../moves.js'
import { placesOf, placesOfDeal } from '../places.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut } from '../silence.js'
import type { Context } from './context.js'
import type { Deals } from './deals.js'
import { invitedTo, liveRecords, memberId, referencesOf } from './records.js'
import { idsIn } from './row.js'

/** Adds what took place, meetings, notes and tasks that are done, and what is to be done. */
export function addActivities(context: Context, deals: Deals): void {
  const { source, ledger } = context
  for (const meeting of liveRecords(source, 'meeting')) {
    const at = instantOf(meeting, 'start.datetime', ledger) ?? instantOf(meeting, 'start.date', ledger)
    const { people, organizer } = invitedTo(meeting, source)
    add(meeting, { context, deals, at, people, organizer })
  }
  for (const note of liveRecords(source, 'note')) add(note, { context, deals, at: instantOf(note, 'created_at', ledger), people: [] })
  for (const task of liveRecords(source, 'task')) {
    const isDone = flagOf(task, 'is_completed')
    const at = instantOf(task, 'completed_at', ledger) ?? instantOf(task, 'deadline_at', ledger)
    if (isDone === undefined) leaveOut(task, 'openTasks', context)
    else if (isDone) add(task, { context, deals, at, people: [] })
    else addTask(task, { context, deals, at, people: [] })
  }
}

interface Activity {
  readonly context: Context
  readonly deals: Deals
  readonly at: Instant | undefined
  readonly people: readonly string[]
  readonly organizer?: string | undefined
}

interface Where {
  /** What tells where it is. */
  readonly places: readonly ImportedPlace[]
  readonly decision: string | undefined
  readonly participants: readonly string[]
}

/** Where something is, and with whom; `undefined` where it is with nobody but those of whom nothing may be left. */
function placeOf(record: SourceRecord, { context, deals, people }: Activity): Where | undefined {
  const { source, draft, silent } = context
  const everybody = [...new Set([...people, ...referencesOf(record, 'people', source)])].sort(compareText)
  if (everybody.length > 0 && everybody.every(id => draft.withheld.has(id))) {
    silent.add(record.id)
    return undefined
  }
  const about = referencesOf(record, 'deals', source)[0]
  const deal = deals.get(about ?? '')
  // A deal that is not in the import may be known.
  const decision = about !== undefined && (deal?.isDecision ?? !source.present.has(about)) ? about : undefined
  return {
    places: [...placesOfDeal(deal, decision), ...placesOf({ account: referencesOf(record, 'companies', source) })],
    decision,
    participants: everybody.filter(id => !draft.withheld.has(id)),
  }
}

function addTask(record: SourceRecord, activity: Activity): void {
  const { context, at } = activity
  const where = placeOf(record, activity)
  if (where === undefined) return
  const { places, decision, participants } = where
  const by = oursIn(record, context)[0]
  const task = {
    record,
    places,
    subject: textOf(record, 'content_plaintext'),
    people: participants,
    by,
    decision,
    dueAt: at,
    isStarted: false,
  }
  addOpenTask(task, TASK_COLUMNS, context)
}

const TASK_COLUMNS = { statement: ['content_plaintext'], dueAt: ['deadline_at'] }

/** Those of us who did something, or are to: of a task those to whom it is assigned. */
function oursIn(record: SourceRecord, { ownerOf }: Context): readonly string[] {
  if (record.object === 'task') return idsIn(textOf(record, 'assignees')).map(memberId)
  return [ownerOf(record.fields) ?? []].flat()
}

function add(record: SourceRecord, activity: Activity): void {
  const { context, at, organizer } = activity
  const { draft, ledger } = context
  const where = placeOf(record, activity)
  if (where === undefined) return
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  if (at === undefined) return
  const { places, decision, participants } = where
  const effort = effortOf(record, context)
  const ours = oursIn(record, context)
  const kind: Interaction['kind'] = record.object === 'meeting' ? 'meeting' : 'other'
  const fact = {
    id: record.id,
    at,
    kind,
    participants,
    ...(organizer !== undefined && participants.includes(organizer) && { drivenBy: organizer }),
    ...(effort !== undefined && { effort }),
    ...(decision !== undefined && { decision }),
    ...(ours.length > 0 && { ours }),
    basis: 'observed' as const,
    ...learnedAfter(at, record, context),
  }
  draft.interactions.push({ fact, places, from: record })
}

/** Hours from the beginning of a meeting to its end, unless it lasts all day. */
function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  if (flagOf(record, 'is_all_day') === true) return undefined
  const [start, end] = ['start.datetime', 'end.datetime'].map(field => parseInstant(instantOf(record, field, ledger)))
  return start === undefined || end === undefined || end < start ? undefined : (end - start) / 3_600_000
}
