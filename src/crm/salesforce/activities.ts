import type { ImportedPlace } from '../../model/imports.js'
import { learnedAfter } from '../context.js'
import { addOpenTask } from '../moves.js'
import { placesOf, placesOfDeal } from '../places.js'
import { addActivityReading } from '../readings.js'
import { flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut } from '../silence.js'
import { type Activity, activityFrom } from './activity.js'
import { type Attendees, attendeesIn, NOBODY } from './attendees.js'
import type { Context } from './context.js'
import type { Opportunities } from './decisions.js'
import { isLead, isUser, objectOfId } from './objects.js'
import { liveRecords, referenceOf } from './records.js'

/** Adds what took place, and what is to be done. Copies of a meeting in the calendars of its attendees are left out and counted. */
export function addActivities(context: Context, opportunities: Opportunities): void {
  const { source } = context
  const guests = attendeesIn(context)
  const accounts = new Set(context.draft.accounts.map(({ id }) => id))
  const leads = new Set<string>()
  for (const record of recordsKept(context)) {
    const attendees = guests.get(record.id) ?? NOBODY
    const { people, leads: strangers } = attendees
    const who = referenceOf(record, 'WhoId', context) ?? people[0] ?? ''
    const what = referenceOf(record, 'WhatId', context) ?? ''
    for (const lead of [...strangers, ...(isLead(who) ? [who] : [])]) leads.add(lead)
    const isAccount = objectOfId(what) === 'Account' || accounts.has(what)
    // An opportunity that is not in the import may be known.
    const isOpen = objectOfId(what) === 'Opportunity' && !source.present.has(what) && !source.gone.has(what)
    const decision = (opportunities.get(what)?.isDecision ?? isOpen) ? what : undefined
    const places = [
      ...placesOf({ account: [referenceOf(record, 'AccountId', context)] }),
      ...placesOfDeal(opportunities.get(what), decision),
      // What is gone explains why nothing tells.
      ...placesOf({ account: [isAccount || source.gone.has(what) ? what : undefined] }),
    ]
    if (isLead(who) && places.length === 0) continue
    if (stateOf(record) === 'open') {
      addTask(record, { places, decision, people: [...(who === '' || isLead(who) ? [] : [who]), ...people] }, context)
      continue
    }
    for (const activity of activityFrom(record, decision, context)) {
      addInteraction(activity, attendees, places, context)
      addActivityReading({ ...activity, who: activity.who === undefined ? [] : [activity.who] }, context)
    }
  }
  context.ledger.leftOut.leads += leads.size
}

interface Where {
  /** What tells where it is. */
  readonly places: readonly ImportedPlace[]
  readonly decision: string | undefined
  readonly people: readonly string[]
}

function addTask(record: SourceRecord, { places, decision, people }: Where, context: Context): void {
  const owner = referenceOf(record, 'OwnerId', context)
  const task = {
    record,
    places,
    subject: textOf(record, 'Subject'),
    people: [...new Set(people)],
    // A queue may own a task, too.
    by: owner !== undefined && isUser(owner) ? owner : undefined,
    decision,
    dueAt: instantOf(record, 'ActivityDate', context.ledger),
    isStarted: textOf(record, 'Status') === 'Started',
  }
  addOpenTask(task, TASK_COLUMNS, context)
}

const TASK_COLUMNS = {
  statement: ['Subject'],
  with: ['WhoId', 'Who.Id'],
  by: ['OwnerId', 'Owner.Id'],
  decision: ['WhatId', 'What.Id'],
  dueAt: ['ActivityDate'],
}

function addInteraction(activity: Activity, attendees: Attendees, places: readonly ImportedPlace[], context: Context): void {
  const { record, at, kind, effort, who, drivenBy, about, owner } = activity
  const ours = [...new Set([...(owner === undefined ? [] : [owner]), ...attendees.ours])].sort()
  const fact = {
    id: record.id,
    at,
    kind,
    participants: [...new Set([...(who === undefined ? [] : [who]), ...attendees.people])],
    ...(drivenBy !== undefined && { drivenBy }),
    ...(effort !== undefined && { effort }),
    ...(about !== undefined && { decision: about }),
    ...(ours.length > 0 && { ours }),
    basis: 'observed' as const,
    ...learnedAfter(at, record, context),
  }
  context.draft.interactions.push({ fact, places, from: record })
}

/** The records of what took place or is to be done, without those that name anybody of whom nothing may be left: these are not even counted. */
function recordsKept(context: Context): SourceRecord[] {
  const { source, draft, silent, options, ledger } = context
  const fields = ['WhoId', 'WhatId', 'AccountId', ...(options.fields.drivenBy === undefined ? [] : [options.fields.drivenBy])]
  const isFree = (record: SourceRecord): boolean => {
    const isWithheld = fields.some(field => draft.withheld.has(referenceOf(record, field, context) ?? ''))
    if (isWithheld) silent.add(record.id)
    return !isWithheld
  }
  const tasks = liveRecords(source, 'Task').filter(isFree)
  const events = liveRecords(source, 'Event').filter(isFree)
  const { move } = options.fields
  // What was written of a move is that move.
  const isWritten = (task: SourceRecord): boolean => move !== undefined && textOf(task, move) !== undefined
  const isTold = (task: SourceRecord): boolean => stateOf(task) === 'done' || (stateOf(task) === 'open' && !isWritten(task))
  for (const task of tasks) if (!isTold(task)) leaveOut(task, 'openTasks', context)
  const own = events.filter(event => flagOf(event, 'IsChild') !== true)
  ledger.leftOut.childEvents += events.length - own.length
  return [...tasks.filter(isTold), ...own]
}

/** Whether a task is done; `undefined` where nothing tells. An event took place. */
function stateOf(record: SourceRecord): 'done' | 'open' | undefined {
  if (record.object === 'Event') return 'done'
  const [isClosed, status] = [flagOf(record, 'IsClosed'), textOf(record, 'Status')]
  if (isClosed === undefined && status === undefined) return undefined
  return (isClosed ?? status === 'Completed') ? 'done' : 'open'
}
