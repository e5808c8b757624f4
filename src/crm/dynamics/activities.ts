import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { addOpenTask } from '../moves.js'
import { addActivityReading } from '../readings.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
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
  const homes = new Map(draft.memberships.flatMap(({ kind, person, account }) => (kind === 'home' ? [[person, account] as const] : [])))
  const leads = new Set<string>()
  for (const record of liveRecords(source, 'activitypointer')) {
    const attendance = attendanceOf(record, parties.get(record.id) ?? [], context)
    if (attendance.people.length > 0 && attendance.people.every(person => draft.withheld.has(person))) {
      context.silent.add(record.id)
      continue
    }
    const state = activityState(record, context)
    if (state === 'cancelled' || (state === 'planned' && isMeeting(record))) ledger.leftOut.notHeld++
    else if (state === 'planned' && isDraft(record)) ledger.leftOut.openTasks++
    else {
      for (const lead of attendance.leads) leads.add(lead)
      const add = state === 'held' ? addActivity : addTask
      add(record, attendance, placeOf(attendance, homes, opportunities), context)
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

/** Where an activity took place: with what it is about, or else with a company that took part; `undefined` leaves it to who took part. */
interface Where {
  readonly account?: string
  readonly decision?: string
}

function placeOf({ about, accounts, people }: Attendance, homes: ReadonlyMap<string, string>, opportunities: Opportunities): Where {
  const opportunity = about === undefined ? undefined : opportunities.get(about.id)
  if (about !== undefined && opportunity !== undefined) {
    return { account: opportunity.account, ...(opportunity.isDecision && { decision: about.id }) }
  }
  const own = about?.table === 'account' ? about.id : about?.table === 'contact' ? homes.get(about.id) : undefined
  const account = own ?? (people.some(person => homes.has(person)) ? undefined : accounts[0])
  return account === undefined ? {} : { account }
}

function addTask(record: SourceRecord, { people, leads }: Attendance, { account, decision }: Where, context: Context): void {
  if (people.length === 0 && account === undefined && leads.length > 0) return
  const task = {
    record,
    account,
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

function addActivity(record: SourceRecord, attendance: Attendance, { account, decision }: Where, context: Context): void {
  const { people, organizer, sender, leads, ours } = attendance
  // Whoever is still a lead is not yet one of the people of an account.
  if (people.length === 0 && account === undefined && leads.length > 0) return
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
  context.draft.interactions.push({ fact, ...(account !== undefined && { account }), from: record })
  addActivityReading({ record, account, at, kind, who: people }, context)
}
