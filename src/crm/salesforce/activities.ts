import { report } from '../ledger.js'
import { flagOf, type SourceRecord, textOf } from '../record.js'
import { type Activity, activityFrom } from './activity.js'
import { type Context, villageOf } from './context.js'
import type { Opportunity } from './decisions.js'
import { isLead, objectOfId } from './objects.js'
import { liveRecords, referenceOf } from './records.js'

/** What took place. Open tasks and copies of a meeting in the calendars of its attendees are left out and counted. */
export function activitiesIn(context: Context, opportunities: ReadonlyMap<string, Opportunity>): Activity[] {
  const homes = homesOf(context)
  const leads = new Set<string>()
  const activities = recordsKept(context).flatMap(record => {
    const who = referenceOf(record, 'WhoId', context) ?? ''
    const what = referenceOf(record, 'WhatId', context) ?? ''
    if (isLead(who)) leads.add(who)
    const village = placeOf(record, who, what, opportunities, homes, context)
    const opportunity = opportunities.get(what)
    const decision = opportunity?.village === village ? opportunity?.decision?.id : undefined
    return village === undefined ? [] : activityFrom(record, village, decision, context)
  })
  context.ledger.leftOut.leads += leads.size
  return activities
}

/** The records of what took place, without those that name anybody of whom nothing may be left: these are not even counted. */
function recordsKept(context: Context): SourceRecord[] {
  const { source, withheld, reading, ledger } = context
  const fields = ['WhoId', 'WhatId', 'AccountId', ...(reading.fields.drivenBy === undefined ? [] : [reading.fields.drivenBy])]
  const isFree = (record: SourceRecord): boolean => !fields.some(field => withheld.has(referenceOf(record, field, context) ?? ''))
  const tasks = liveRecords(source, 'Task').filter(isFree)
  const events = liveRecords(source, 'Event').filter(isFree)
  const done = tasks.filter(isDone)
  const own = events.filter(event => flagOf(event, 'IsChild') !== true)
  ledger.leftOut.openTasks += tasks.length - done.length
  ledger.leftOut.childEvents += events.length - own.length
  return [...done, ...own]
}

function isDone(task: SourceRecord): boolean {
  return flagOf(task, 'IsClosed') === true || textOf(task, 'Status')?.trim().toLowerCase() === 'completed'
}

/** The village where it took place: that of its account, of what it was about, or of whom it was with. */
function placeOf(
  record: SourceRecord,
  who: string,
  what: string,
  opportunities: ReadonlyMap<string, Opportunity>,
  homes: ReadonlyMap<string, string>,
  context: Context,
): string | undefined {
  const about =
    opportunities.get(what)?.account ?? (objectOfId(what) === 'Account' || context.accounts.records.has(what) ? what : undefined)
  const account = referenceOf(record, 'AccountId', context) ?? about ?? homes.get(who)
  if (account !== undefined) return villageOf(context, account)
  const isExplained = isLead(who) || context.source.gone.has(who) || context.source.gone.has(what)
  if (!isExplained) report(context.ledger, record, 'missingValue', 'It leads to no account, so it was left out.')
  return undefined
}

/** The account that each contact belongs to. */
function homesOf(context: Context): ReadonlyMap<string, string> {
  return new Map(
    liveRecords(context.source, 'Contact').flatMap(contact => {
      const account = referenceOf(contact, 'AccountId', context)
      return account === undefined ? [] : [[contact.id, account] as const]
    }),
  )
}
