import type { ImportedPlace } from '../../model/imports.js'
import type { Interaction } from '../../model/interaction.js'
import { foldedText } from '../../support/text.js'
import { learnedAfter } from '../context.js'
import { fieldOf } from '../fields.js'
import { report } from '../ledger.js'
import { addOpenTask } from '../moves.js'
import { placesOf, placesOfDeal } from '../places.js'
import { addActivityReading } from '../readings.js'
import { instantOf, type SourceRecord, textOf } from '../record.js'
import { leaveOut } from '../silence.js'
import { ACTIVITIES, type Activity, type ActivityObject, effortOf, kindOf, momentOf, stateOf } from './activity.js'
import { type Context, ownerOf } from './context.js'
import type { Deals } from './deals.js'
import { endsOf } from './links.js'
import { peopleByMail } from './mails.js'
import type { HubSpotKind } from './objects.js'
import { liveRecords, referenceOf } from './records.js'

/** Adds what took place, and what is to be done. What was planned with people, or came to nothing, is left out and counted. */
export function addActivities(context: Context, deals: Deals): void {
  const { source } = context
  const surroundings = { context, deals, people: peopleByMail(context) }
  for (const object of ACTIVITIES) {
    for (const record of liveRecords(source, object)) {
      const contacts = endsOf(source.links.of(record.id, object, 'contact'))
      if (isWithheld(contacts, context)) {
        context.silent.add(record.id)
        continue
      }
      const state = stateOf(record, object, context)
      if (state === 'untold') leaveOut(record, 'openTasks', context)
      else if (state === 'notHeld') leaveOut(record, 'notHeld', context)
      else if (state === 'open') addTask(record, contacts, surroundings)
      else addActivity(record, object, contacts, surroundings)
    }
  }
}

/** Whether it was with nobody but people of whom nothing may be left. */
function isWithheld(contacts: readonly string[], { draft }: Context): boolean {
  return contacts.length > 0 && contacts.every(id => draft.withheld.has(id))
}

interface Surroundings {
  readonly context: Context
  readonly deals: Deals
  /** Contacts by their mail addresses. */
  readonly people: ReadonlyMap<string, readonly string[]>
}

interface Where {
  /** What tells where it is. */
  readonly places: readonly ImportedPlace[]
  readonly decision: string | undefined
}

/** The company where it is, and the deal that it is about. */
function placeOf(record: SourceRecord<HubSpotKind>, object: ActivityObject, { context: { source }, deals }: Surroundings): Where {
  const about = endsOf(source.links.of(record.id, object, 'deal'))
  const [deal] = about.flatMap(id => deals.get(id) ?? [])
  // A deal that is not in the import may be known.
  const decision = about.find(id => deals.get(id)?.isDecision ?? !source.present.has(id))
  const companies = endsOf(source.links.of(record.id, object, 'company'))
  return { places: [...placesOfDeal(deal, decision), ...placesOf({ account: companies })], decision }
}

function addTask(record: SourceRecord<HubSpotKind>, contacts: readonly string[], surroundings: Surroundings): void {
  const { context } = surroundings
  const task = {
    record,
    ...placeOf(record, 'task', surroundings),
    subject: textOf(record, 'hs_task_subject'),
    people: contacts.filter(id => !context.draft.withheld.has(id)),
    by: ownerOf(record.fields),
    dueAt: instantOf(record, 'hs_timestamp', context.ledger),
    isStarted: textOf(record, 'hs_task_status') === 'STARTED',
  }
  // With whom and for what it is, associations tell.
  addOpenTask(task, { statement: ['hs_task_subject'], by: ['hubspot_owner_id'], dueAt: ['hs_timestamp'] }, context)
}

function addActivity(
  record: SourceRecord<HubSpotKind>,
  object: ActivityObject,
  contacts: readonly string[],
  surroundings: Surroundings,
): void {
  const { context, people } = surroundings
  const { source, draft, ledger, options } = context
  const at = momentOf(record, object, context)
  const { places, decision } = placeOf(record, object, surroundings)
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  if (at === undefined) return
  const who = contacts.filter(id => !draft.withheld.has(id))
  const activity: Activity = { record, at, kind: kindOf(record, object), who }
  const effort = effortOf(record, object, context)
  const field = options.fields.drivenBy
  const named = field !== undefined && fieldOf(record.fields, field) !== undefined
  const drivenBy = named ? referenceOf(record, field, 'contact', source) : object === 'email' ? senderOf(record, who, people) : undefined
  const owner = ownerOf(record.fields)
  const fact: Interaction = {
    id: record.id,
    at,
    kind: activity.kind,
    participants: who,
    ...(drivenBy !== undefined && { drivenBy }),
    ...(effort !== undefined && { effort }),
    ...(decision !== undefined && { decision }),
    ...(owner !== undefined && { ours: [owner] }),
    basis: 'observed',
    ...learnedAfter(at, record, context),
  }
  draft.interactions.push({ fact: { ...fact, id: record.id }, places, from: record })
  addActivityReading(activity, context)
}

/** Who of the contacts with whom a mail was exchanged sent it: the one of whom it has the address, or the only one. */
function senderOf(mail: SourceRecord, who: readonly string[], people: ReadonlyMap<string, readonly string[]>): string | undefined {
  if (textOf(mail, 'hs_email_direction') !== 'INCOMING_EMAIL') return undefined
  const address = textOf(mail, 'hs_email_from_email')
  const senders = address === undefined ? who : who.filter(id => people.get(foldedText(address))?.includes(id) === true)
  return senders.length === 1 ? senders[0] : undefined
}
