import type { Interaction } from '../../model/interaction.js'
import { foldedText } from '../../support/text.js'
import { learnedAfter } from '../context.js'
import { fieldOf } from '../fields.js'
import { report } from '../ledger.js'
import { placesOf, placesOfDeal } from '../places.js'
import { addActivityReading } from '../readings.js'
import { type SourceRecord, textOf } from '../record.js'
import { ACTIVITIES, type Activity, type ActivityObject, effortOf, kindOf, momentOf, stateOf } from './activity.js'
import type { Context } from './context.js'
import type { Deals } from './deals.js'
import { endsOf } from './links.js'
import { peopleByMail } from './mails.js'
import type { HubSpotKind } from './objects.js'
import { liveRecords, referenceOf } from './records.js'

/** Adds what took place. What was only planned, or came to nothing, is left out and counted. */
export function addActivities(context: Context, deals: Deals): void {
  const { source, ledger } = context
  const surroundings = { context, deals, people: peopleByMail(context) }
  for (const object of ACTIVITIES) {
    for (const record of liveRecords(source, object)) {
      const contacts = endsOf(source.links.of(record.id, object, 'contact'))
      if (isWithheld(contacts, context)) {
        context.silent.add(record.id)
        continue
      }
      const state = stateOf(record, object, context)
      if (state === 'open') ledger.leftOut.openTasks++
      else if (state === 'notHeld') ledger.leftOut.notHeld++
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

function addActivity(
  record: SourceRecord<HubSpotKind>,
  object: ActivityObject,
  contacts: readonly string[],
  { context, deals, people }: Surroundings,
): void {
  const { source, draft, ledger, options } = context
  const at = momentOf(record, object, context)
  const about = endsOf(source.links.of(record.id, object, 'deal'))
  const [deal] = about.flatMap(id => deals.get(id) ?? [])
  const companies = endsOf(source.links.of(record.id, object, 'company'))
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  if (at === undefined) return
  const who = contacts.filter(id => !draft.withheld.has(id))
  const activity: Activity = { record, at, kind: kindOf(record, object), who }
  const effort = effortOf(record, object, context)
  const field = options.fields.drivenBy
  const named = field !== undefined && fieldOf(record.fields, field) !== undefined
  const drivenBy = named ? referenceOf(record, field, 'contact', source) : object === 'email' ? senderOf(record, who, people) : undefined
  const owner = textOf(record, 'hubspot_owner_id')
  // A deal that is not in the import may be known.
  const decision = about.find(id => deals.get(id)?.isDecision ?? !source.present.has(id))
  const fact: Interaction = {
    id: record.id,
    at,
    kind: activity.kind,
    participants: who,
    ...(drivenBy !== undefined && { drivenBy }),
    ...(effort !== undefined && { effort }),
    ...(decision !== undefined && { decision }),
    // Owners are counted by themselves, as objects of each kind are.
    ...(owner !== undefined && { ours: [`hubspot:owner:${owner.trim()}`] }),
    basis: 'observed',
    ...learnedAfter(at, record, context),
  }
  const places = [...placesOfDeal(deal, decision), ...placesOf({ account: companies })]
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
