import type { InteractionKind } from '../../model/interaction.js'
import type { ReadingSource } from '../../model/observation.js'
import { report } from '../ledger.js'
import { instantOf } from '../record.js'
import { sentimentIn } from '../scale.js'
import type { Activity } from './activity.js'
import { type Context, changedAt, learnedAfter } from './context.js'
import { liveRecords } from './records.js'

/** How a sentiment was read that stands with something that took place; what was noted with a note or a task is an impression. */
const SOURCES: ReadonlyMap<InteractionKind, ReadingSource> = new Map([
  ['meeting', 'meeting'],
  ['call', 'meeting'],
  ['email', 'text'],
])

/** Adds the sentiment that stands with something that took place. It is that of whom it was with, and of nobody when it was with several. */
export function addActivityReading({ record, account, at, kind, who }: Activity, context: Context): void {
  const { draft, reading, ledger } = context
  const field = reading.fields.sentiment
  const sentiment = field === undefined ? undefined : sentimentIn(record, field, reading.sentimentScale, ledger)
  const [stakeholder, ...others] = who
  if (sentiment === undefined) return
  if (stakeholder === undefined || others.length > 0) {
    report(ledger, record, 'missingValue', `${field} is of nobody, because it is not associated with just one contact, so it was left out.`)
    return
  }
  const fact = {
    id: `${record.id}:sentiment`,
    stakeholder,
    at,
    sentiment,
    via: SOURCES.get(kind) ?? 'impression',
    basis: 'observed',
    ...learnedAfter(at, record, context),
  } as const
  draft.observations.push({ fact, account, from: record })
}

/** Adds the sentiments that stand with contacts. */
export function addContactReadings(context: Context): void {
  const { source, draft, reading, ledger } = context
  const { sentiment: field, sentimentDate } = reading.fields
  if (field === undefined) return
  for (const contact of liveRecords(source, 'contact')) {
    const sentiment = draft.withheld.has(contact.id) ? undefined : sentimentIn(contact, field, reading.sentimentScale, ledger)
    if (sentiment === undefined) continue
    const found = sentimentDate === undefined ? undefined : instantOf(contact, sentimentDate, ledger)
    const at = found ?? changedAt(contact, context)
    if (at === undefined) {
      report(ledger, contact, 'missingValue', `${field} has no date, so it was left out.`)
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
