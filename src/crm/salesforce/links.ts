import type { Instant } from '../../support/instants.js'
import { report } from '../ledger.js'
import { flagOf, instantOf, type SourceRecord } from '../record.js'
import { type Context, villageOf } from './context.js'
import type { Opportunity } from './decisions.js'
import { liveRecords, referenceOf } from './records.js'

/** A contact has to do with an account. */
export interface Link {
  readonly contact: SourceRecord
  readonly account: string
  readonly village: string
  /** It is their own account, they are related to it, or they play a part in an opportunity of it. */
  readonly kind: 'home' | 'relation' | 'role'
  /** The opportunity in which they play a part. */
  readonly opportunity?: string
  readonly isActive: boolean
  readonly until?: Instant
  /** The record that says so. */
  readonly through: SourceRecord
}

/** Every link between a contact and an account of the import. A contact with none is an issue. */
export function linksIn(context: Context, opportunities: ReadonlyMap<string, Opportunity>): Link[] {
  const contacts = new Map(
    liveRecords(context.source, 'Contact').flatMap(record => (context.withheld.has(record.id) ? [] : [[record.id, record] as const])),
  )
  const relations = relationLinks(context, contacts)
  const roles = roleLinks(context, contacts, opportunities)
  const elsewhere = new Set([...relations, ...roles].map(link => link.contact.id))
  const homes = [...contacts.values()].flatMap(contact => homeLink(context, contact, elsewhere.has(contact.id)))
  return [...homes, ...relations, ...roles]
}

function homeLink(context: Context, contact: SourceRecord, isElsewhere: boolean): Link[] {
  const account = referenceOf(contact, 'AccountId', context)
  if (account === undefined) {
    if (!isElsewhere) report(context.ledger, contact, 'missingValue', 'It has no account, so it was left out.')
    return []
  }
  // Whoever has a place elsewhere in the import is no stranger, even if their own account is one.
  const village = isElsewhere ? context.accounts.villages.get(account) : villageOf(context, account)
  return village === undefined ? [] : [{ contact, account, village, kind: 'home', isActive: true, through: contact }]
}

function relationLinks(context: Context, contacts: ReadonlyMap<string, SourceRecord>): Link[] {
  return liveRecords(context.source, 'AccountContactRelation').flatMap((through): Link[] => {
    const contact = contactOf(context, through, contacts)
    if (contact === undefined) return []
    const account = referenceOf(through, 'AccountId', context)
    const village = account === undefined ? undefined : villageOf(context, account)
    if (account === undefined) report(context.ledger, through, 'missingValue', 'It names no account, so it was left out.')
    if (account === undefined || village === undefined) return []
    const isActive = flagOf(through, 'IsActive') !== false
    const until = instantOf(through, 'EndDate', context.ledger)
    if (!isActive && until === undefined) {
      const message =
        'It is not active and has no EndDate, so nobody knows when the person left. They were kept without anything that they do or say.'
      report(context.ledger, through, 'missingValue', message)
    }
    return [{ contact, account, village, kind: 'relation', isActive, ...(until !== undefined && { until }), through }]
  })
}

function roleLinks(context: Context, contacts: ReadonlyMap<string, SourceRecord>, opportunities: ReadonlyMap<string, Opportunity>): Link[] {
  return liveRecords(context.source, 'OpportunityContactRole').flatMap((through): Link[] => {
    const contact = contactOf(context, through, contacts)
    if (contact === undefined) return []
    const id = referenceOf(through, 'OpportunityId', context)
    const opportunity = opportunities.get(id ?? '')
    if (id === undefined) report(context.ledger, through, 'missingValue', 'It names no opportunity, so it was left out.')
    else if (!context.source.present.has(id) && !context.source.gone.has(id)) {
      report(context.ledger, through, 'missingRecord', 'Its opportunity is not in the import, so it was left out.')
    }
    if (opportunity === undefined) return []
    const { account, village } = opportunity
    return [{ contact, account, village, kind: 'role', opportunity: opportunity.id, isActive: true, through }]
  })
}

/** The contact that a record names. Of those left out on purpose nothing is said; one that is not there is an issue. */
function contactOf(
  { source, ledger, withheld }: Context,
  record: SourceRecord,
  contacts: ReadonlyMap<string, SourceRecord>,
): SourceRecord | undefined {
  const id = referenceOf(record, 'ContactId', { source, ledger })
  const contact = contacts.get(id ?? '')
  if (id === undefined) report(ledger, record, 'missingValue', 'It names no contact, so it was left out.')
  else if (contact === undefined && !withheld.has(id) && !source.gone.has(id)) {
    report(ledger, record, 'missingRecord', 'Its contact is not in the import, so it was left out.')
  }
  return contact
}
