import type { ImportedPlace } from '../../model/imports.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { addOpenTask } from '../moves.js'
import { placesOf, placesOfDeal } from '../places.js'
import { addActivityReading } from '../readings.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut } from '../silence.js'
import { activityState, effortOf, isDraft, isMeeting, isStarted, kindOf, momentOf } from './activity.js'
import { type Context, ownerOf } from './context.js'
import type { Opportunities } from './decisions.js'
import { type Lookup, lookupColumns, lookupOf } from './lookups.js'
import { type Party, partiesByActivity } from './parties.js'
import { liveRecords } from './records.js'

/** Adds what took place, and what is to be done. What was cancelled or is still to come, and drafts, are left out and counted. */
export function addActivities(context: Context, opportunities: Opportunities): void {
  const { source, draft, ledger } = context
  const parties = partiesByActivity(context)
  const leads = new Set<string>()
  for (const record of liveRecords(source, 'activitypointer')) {
    const attendance = attendanceOf(record, parties.get(record.id) ?? [], context)
    if (attendance.people.length > 0 && attendance.people.every(person => draft.withheld.has(person))) {
      context.silent.add(record.id)
      continue
    }
    const state = activityState(record, context)
    if (state === 'cancelled' || (state === 'planned' && isMeeting(record))) leaveOut(record, 'notHeld', context)
    else if (state === 'planned' && isDraft(record)) leaveOut(record, 'openTasks', context)
    else {
      for (const lead of attendance.leads) leads.add(lead)
      const add = state === 'held' ? addActivity : addTask
      add(record, attendance, placeOf(attendance, opportunities, context), context)
    }
  }
  ledger.leftOut.leads += leads.size
}

/** Who took part in an activity, and what it was about. */
interface Attendance {
  readonly about: Lookup | undefined
  readonly people: readonly string[]
  /** The contact who called the meeting, and the one who sent the mail. */
  readonly organizer?: string
  readonly sender?: string
  /** Companies that were named in place of people. */
  readonly accounts: readonly string[]
  readonly leads: readonly string[]
  /** Those of us who took part, or own it. */
  readonly ours: readonly string[]
}

function attendanceOf(record: SourceRecord, parties: readonly Party[], { source }: Context): Attendance {
  const about = lookupOf(record, 'regardingobjectid', source)
  const all = about?.table === undefined ? parties : [...parties, { id: about.id, table: about.table, part: REGARDING }]
  const idsIn = (table: string): string[] => [...new Set(all.flatMap(party => (party.table === table ? party.id : [])))]
  const present = new Set(parties.flatMap(party => (party.table === 'contact' ? party.id : [])))
  const inPart = (wanted: number): string | undefined => parties.find(({ table, part }) => table === 'contact' && part === wanted)?.id
  const [organizer, sender] = [inPart(ORGANIZER), inPart(SENDER)]
  const owner = ownerOf(record.fields)
  return {
    about,
    // A task has no parties; whom it is about is whom it was with.
    people: present.size > 0 ? [...present] : idsIn('contact'),
    ...(organizer !== undefined && { organizer }),
    ...(sender !== undefined && { sender }),
    accounts: idsIn('account'),
    leads: idsIn('lead'),
    ours: [...new Set([...idsIn(US), ...(owner === undefined ? [] : [owner])])].sort(compareText),
  }
}

const SENDER = 1
const US = 'systemuser'
const ORGANIZER = 7
const REGARDING = 8

/** What tells where an activity took place: what it is about, who took part, or else a company that did. */
interface Where {
  readonly places: readonly ImportedPlace[]
  readonly decision?: string
}

function placeOf({ about, accounts, people }: Attendance, opportunities: Opportunities, { source }: Context): Where {
  const opportunity = about === undefined ? undefined : opportunities.get(about.id)
  // An opportunity that is not in the import may be known.
  const isOpen = about?.table === 'opportunity' && !source.tables.has(about.id) && !source.gone.has(about.id)
  const decision = (opportunity?.isDecision ?? isOpen) ? about?.id : undefined
  const own = placesOf({
    account: [about?.table === 'account' ? about.id : undefined],
    person: [about?.table === 'contact' ? about.id : undefined, ...people],
  })
  const places = [...placesOfDeal(opportunity, decision), ...own, ...placesOf({ account: accounts.slice(0, 1) })]
  return { places, ...(decision !== undefined && { decision }) }
}

function addTask(record: SourceRecord, { people, leads }: Attendance, { places, decision }: Where, context: Context): void {
  if (people.length === 0 && places.length === 0 && leads.length > 0) return
  const task = {
    record,
    places,
    subject: textOf(record, 'subject'),
    people,
    by: ownerOf(record.fields),
    decision,
    startAt: instantOf(record, 'scheduledstart', context.ledger),
    dueAt: instantOf(record, 'scheduledend', context.ledger),
    isStarted: isStarted(record),
  }
  addOpenTask(task, TASK_COLUMNS, context)
}

const ABOUT = lookupColumns('regardingobjectid')
const TASK_COLUMNS = {
  statement: ['subject'],
  with: ABOUT,
  by: lookupColumns('ownerid'),
  decision: ABOUT,
  startAt: ['scheduledstart'],
  dueAt: ['scheduledend'],
}

function addActivity(record: SourceRecord, attendance: Attendance, { places, decision }: Where, context: Context): void {
  const { people, organizer, sender, leads, ours } = attendance
  // Whoever is still a lead is not yet one of the people of an account.
  if (people.length === 0 && places.length === 0 && leads.length > 0) return
  const at: Instant | undefined = momentOf(record, context)
  if (at === undefined) return
  const kind = kindOf(record, context)
  const effort = effortOf(record, context)
  const drivenBy = kind === 'meeting' ? organizer : kind === 'email' ? sender : undefined
  const fact = {
    id: record.id,
    at,
    kind,
    participants: people,
    ...(drivenBy !== undefined && { drivenBy }),
    ...(effort !== undefined && { effort }),
    ...(decision !== undefined && { decision }),
    ...(ours.length > 0 && { ours }),
    basis: 'observed' as const,
    ...learnedAfter(at, record, context),
  }
  context.draft.interactions.push({ fact, places, from: record })
  addActivityReading({ record, at, kind, who: people }, context)
}
