import type { ImportedPlace } from '../../model/imports.js'
import type { InteractionKind } from '../../model/interaction.js'
import { type Instant, parseInstant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { addOpenTask } from '../moves.js'
import { placesOf, placesOfDeal } from '../places.js'
import { amountOf, flagOf, instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut } from '../silence.js'
import type { Context } from './context.js'
import type { Deals } from './deals.js'
import type { ZohoKind } from './objects.js'
import { columnsOf, idOf, liveRecords, referenceOf } from './records.js'

/** Adds what took place, events, calls that were held, tasks that are completed and notes, and what is to be done. */
export function addActivities(context: Context, deals: Deals): void {
  const { source, ledger } = context
  const around = { context, deals }
  const at = (record: SourceRecord, ...fields: readonly string[]): Instant | undefined =>
    fields.map(field => instantOf(record, field, ledger)).find(each => each !== undefined)
  for (const event of liveRecords(source, 'event')) add(event, { ...around, kind: 'meeting', at: at(event, 'Start_DateTime') })
  for (const call of liveRecords(source, 'call')) {
    if (textOf(call, 'Outgoing_Call_Status') === 'notHeld') leaveOut(call, 'notHeld', context)
    else add(call, { ...around, kind: 'call', at: at(call, 'Call_Start_Time') })
  }
  for (const task of liveRecords(source, 'task')) {
    const status = textOf(task, 'Status')
    if (status === 'completed') add(task, { ...around, kind: 'other', at: at(task, 'Closed_Time', 'Due_Date') })
    else if (status === undefined) leaveOut(task, 'openTasks', context)
    else addTask(task, around)
  }
  for (const note of liveRecords(source, 'note')) add(note, { ...around, kind: 'other', at: at(note, 'Created_Time') })
}

interface Surroundings {
  readonly context: Context
  readonly deals: Deals
}

interface Activity extends Surroundings {
  readonly kind: InteractionKind
  readonly at: Instant | undefined
}

interface Where {
  /** What tells where it is. */
  readonly places: readonly ImportedPlace[]
  readonly decision: string | undefined
  /** The contacts with whom it is, and those of us. */
  readonly contacts: readonly string[]
  readonly ours: readonly string[]
}

/** Where something is, and with whom; `undefined` where it is with nobody but those of whom nothing may be left. */
function placeOf(record: SourceRecord, { context, deals }: Surroundings): Where | undefined {
  const { source, draft, silent } = context
  const related = relatedTo(record, context)
  const everybody = [...(source.participants.get(record.id) ?? []), ...[referenceOf(record, 'Who_Id', 'contact'), related.contact]]
  const people = [...new Set(everybody.flatMap(id => id ?? []))].sort(compareText)
  const contacts = people.filter(id => id.startsWith('zoho:contact:'))
  if (contacts.length > 0 && contacts.every(id => draft.withheld.has(id))) {
    silent.add(record.id)
    return undefined
  }
  const deal = deals.get(related.deal ?? '')
  // A deal that is not in the import may be known.
  const decision = related.deal !== undefined && (deal?.isDecision ?? !source.present.has(related.deal)) ? related.deal : undefined
  return {
    places: [...placesOfDeal(deal, decision), ...placesOf({ account: [related.account] })],
    decision,
    contacts: contacts.filter(id => !draft.withheld.has(id)),
    ours: people.filter(id => !contacts.includes(id)),
  }
}

function addTask(record: SourceRecord, around: Surroundings): void {
  const { context } = around
  const where = placeOf(record, around)
  if (where === undefined) return
  const task = {
    record,
    places: where.places,
    subject: textOf(record, 'Subject'),
    people: where.contacts,
    by: context.ownerOf(record.fields),
    decision: where.decision,
    dueAt: instantOf(record, 'Due_Date', context.ledger),
    isStarted: textOf(record, 'Status') === 'started',
  }
  addOpenTask(task, TASK_COLUMNS, context)
}

const TASK_COLUMNS = {
  statement: ['Subject'],
  with: columnsOf('Who_Id'),
  by: columnsOf('Owner'),
  decision: columnsOf('What_Id'),
  dueAt: ['Due_Date'],
}

function add(record: SourceRecord, { kind, at, ...around }: Activity): void {
  const { context } = around
  const { draft, ledger, ownerOf } = context
  const where = placeOf(record, around)
  if (where === undefined) return
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  if (at === undefined) return
  const { places, decision, contacts } = where
  const effort = effortOf(record, context)
  const owner = ownerOf(record.fields)
  const ours = [...new Set([...(owner === undefined ? [] : [owner]), ...where.ours])]
  const fact = {
    id: record.id,
    at,
    kind,
    participants: contacts,
    ...(effort !== undefined && { effort }),
    ...(decision !== undefined && { decision }),
    ...(ours.length > 0 && { ours }),
    basis: 'observed' as const,
    ...learnedAfter(at, record, context),
  }
  draft.interactions.push({ fact, places, from: record })
}

/** What an activity is about, which it names by its id, and by its module unless that is known. */
function relatedTo(record: SourceRecord, { source }: Context): { readonly [Kind in ZohoKind]?: string } {
  const given = referenceOf(record, record.object === 'note' ? 'Parent_Id' : 'What_Id', 'user')?.slice(idOf('user', '').length)
  if (given === undefined) return {}
  const said = textOf(record, '$se_module')
  const kinds = RELATED.filter(kind => (said === undefined ? source.present.has(idOf(kind, given)) : kind === said))
  return Object.fromEntries(kinds.slice(0, 1).map(kind => [kind, idOf(kind, given)]))
}

const RELATED = ['deal', 'account', 'contact'] as const

/** Hours, of an event from its beginning to its end unless it lasts all day. */
function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  const seconds = amountOf(record, 'Call_Duration_in_seconds', ledger)
  if (seconds !== undefined) return seconds / 3600
  if (flagOf(record, 'All_day') === true) return undefined
  const [start, end] = ['Start_DateTime', 'End_DateTime'].map(field => parseInstant(instantOf(record, field, ledger)))
  return start === undefined || end === undefined || end < start ? undefined : (end - start) / 3_600_000
}
