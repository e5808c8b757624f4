import type { Interaction } from '../../model/interaction.js'
import { type Instant, parseInstant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { addOpenTask } from '../moves.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import type { Context } from './context.js'
import type { Deals } from './deals.js'
import { invitedTo, liveRecords, memberId, referencesOf } from './records.js'
import { idsIn } from './row.js'

/** Adds what took place, meetings, notes and tasks that are done, and what is to be done. */
export function addActivities(context: Context, deals: Deals): void {
  const { source, ledger } = context
  const homes = new Map(liveRecords(source, 'person').map(person => [person.id, referencesOf(person, 'company', source)[0]]))
  for (const meeting of liveRecords(source, 'meeting')) {
    const at = instantOf(meeting, 'start.datetime', ledger) ?? instantOf(meeting, 'start.date', ledger)
    const { people, organizer } = invitedTo(meeting, source)
    add(meeting, { context, deals, homes, at, people, organizer })
  }
  for (const note of liveRecords(source, 'note'))
    add(note, { context, deals, homes, at: instantOf(note, 'created_at', ledger), people: [] })
  for (const task of liveRecords(source, 'task')) {
    const isDone = flagOf(task, 'is_completed')
    const at = instantOf(task, 'completed_at', ledger) ?? instantOf(task, 'deadline_at', ledger)
    if (isDone === undefined) ledger.leftOut.openTasks++
    else if (isDone) add(task, { context, deals, homes, at, people: [] })
    else addTask(task, { context, deals, homes, at, people: [] })
  }
}

interface Activity {
  readonly context: Context
  readonly deals: Deals
  /** The company of each person. */
  readonly homes: ReadonlyMap<string, string | undefined>
  readonly at: Instant | undefined
  readonly people: readonly string[]
  readonly organizer?: string | undefined
}

interface Where {
  readonly account: string | undefined
  readonly decision: string | undefined
  readonly participants: readonly string[]
}

/** Where something is, and with whom; `undefined` where it is with nobody but those of whom nothing may be left. */
function placeOf(record: SourceRecord, { context, deals, homes, people }: Activity): Where | undefined {
  const { source, draft, silent } = context
  const everybody = [...new Set([...people, ...referencesOf(record, 'people', source)])].sort(compareText)
  if (everybody.length > 0 && everybody.every(id => draft.withheld.has(id))) {
    silent.add(record.id)
    return undefined
  }
  const about = referencesOf(record, 'deals', source)[0]
  const deal = deals.get(about ?? '')
  // A deal that is not in the import may be known.
  const isDecision = about !== undefined && (deal?.isDecision ?? !source.present.has(about))
  return {
    account: deal?.account ?? referencesOf(record, 'companies', source)[0] ?? everybody.flatMap(id => homes.get(id) ?? [])[0],
    decision: isDecision ? about : undefined,
    participants: everybody.filter(id => !draft.withheld.has(id)),
  }
}

function addTask(record: SourceRecord, activity: Activity): void {
  const { context, at } = activity
  const where = placeOf(record, activity)
  if (where === undefined) return
  const { account, decision, participants } = where
  const by = oursIn(record, context)[0]
  const task = {
    record,
    account,
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
  const { account, decision, participants } = where
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
  draft.interactions.push({ fact, ...(account !== undefined && { account }), from: record })
}

/** Hours from the beginning of a meeting to its end, unless it lasts all day. */
function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  if (flagOf(record, 'is_all_day') === true) return undefined
  const [start, end] = ['start.datetime', 'end.datetime'].map(field => parseInstant(instantOf(record, field, ledger)))
  return start === undefined || end === undefined || end < start ? undefined : (end - start) / 3_600_000
}
