import type { InteractionKind } from '../../model/interaction.js'
import type { ReadingSource } from '../../model/observation.js'
import type { Instant } from '../../support/instants.js'
import { report } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import { sentimentIn } from '../scale.js'
import { type Context, learnedAfter } from './context.js'
import { liveRecords } from './records.js'

/** How a sentiment was read that stands with something that took place; what was noted with a task is an impression. */
const SOURCES: ReadonlyMap<InteractionKind, ReadingSource> = new Map([
  ['meeting', 'meeting'],
  ['call', 'meeting'],
  ['email', 'text'],
])

/** Adds the sentiment that stands with an activity. It is that of the one person who took part, and of nobody when several did. */
export function addActivityReading(
  { record, at, kind, people }: { record: SourceRecord; at: Instant; kind: InteractionKind; people: readonly string[] },
  account: string | undefined,
  context: Context,
): void {
  const { draft, reading, ledger } = context
  const column = reading.fields.sentiment
  const sentiment = column === undefined ? undefined : sentimentIn(record, column, reading.sentimentScale, ledger)
  if (sentiment === undefined) return
  const [person, ...others] = people
  if (person === undefined || others.length > 0) {
    report(ledger, record, 'missingValue', `${column} is not of one contact, so it was left out.`)
    return
  }
  const fact = {
    id: `${record.id}:sentiment`,
    stakeholder: person,
    at,
    sentiment,
    via: SOURCES.get(kind) ?? 'impression',
    basis: 'observed',
    ...learnedAfter(at, record, context),
  } as const
  draft.observations.push({ fact, ...(account !== undefined && { account }), from: record })
}

/** Adds the sentiments that stand with contacts. */
export function addContactReadings(context: Context): void {
  const { source, draft, reading, ledger } = context
  const column = reading.fields.sentiment
  if (column === undefined) return
  for (const contact of liveRecords(source, 'contact')) {
    const sentiment = draft.withheld.has(contact.id) ? undefined : sentimentIn(contact, column, reading.sentimentScale, ledger)
    const at = sentiment === undefined ? undefined : dateOf(contact, context)
    if (sentiment === undefined) continue
    if (at === undefined) {
      report(ledger, contact, 'missingValue', `${column} has no date, so it was left out.`)
      continue
    }
    const fact = {
      // The day is part of the id, so that the next import adds the next reading and keeps this one.
      id: `${contact.id}:sentiment:${at}`,
      stakeholder: contact.id,
      at,
      sentiment,
      via: 'impression',
      basis: 'observed',
      ...learnedAfter(at, contact, context),
    } as const
    draft.observations.push({ fact, from: contact })
  }
}

function dateOf(contact: SourceRecord, { reading, ledger }: Context): Instant | undefined {
  const { sentimentDate } = reading.fields
  const given = sentimentDate === undefined ? undefined : instantOf(contact, sentimentDate, ledger)
  return given ?? instantOf(contact, 'modifiedon', ledger) ?? instantOf(contact, 'createdon', ledger)
}
