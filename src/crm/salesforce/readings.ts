import type { Recorded } from '../../model/fact.js'
import type { InteractionKind } from '../../model/interaction.js'
import type { Observation, ReadingSource } from '../../model/observation.js'
import type { Instant } from '../../support/instants.js'
import { report } from '../ledger.js'
import { instantOf, numberOf, type SourceRecord } from '../record.js'
import { originOf } from './context.js'
import { personIn } from './interactions.js'
import { type Plan, standingIn } from './plan.js'

/** The sentiments in the field that the options name. */
export function readingsIn(plan: Plan): Recorded<Observation>[] {
  const field = plan.context.reading.fields.sentiment
  return field === undefined ? [] : [...contactReadings(plan, field), ...activityReadings(plan, field)]
}

/** How a sentiment was read that stands with something that took place; what was noted with a task is an impression. */
const SOURCES: ReadonlyMap<InteractionKind, ReadingSource> = new Map([
  ['meeting', 'meeting'],
  ['call', 'meeting'],
  ['email', 'text'],
])

function activityReadings(plan: Plan, field: string): Recorded<Observation>[] {
  return plan.activities.flatMap(activity => {
    const { record, at, kind, who } = activity
    const sentiment = sentimentIn(plan, record, field)
    const stakeholder = sentiment === undefined ? undefined : personIn(plan, activity, 'who')
    if (sentiment !== undefined && who === undefined) {
      report(plan.context.ledger, record, 'missingValue', `${field} is of nobody, because no contact is named, so it was left out.`)
    }
    if (sentiment === undefined || stakeholder === undefined) return []
    return [readingOf(plan, record, `${record.id}:sentiment`, { stakeholder, at, sentiment, via: SOURCES.get(kind) ?? 'impression' })]
  })
}

function contactReadings(plan: Plan, field: string): Recorded<Observation>[] {
  return [...plan.members].flatMap(([stakeholder, { contact }]) => {
    const sentiment = standingIn(plan, stakeholder) === 'present' ? sentimentIn(plan, contact, field) : undefined
    const at = sentiment === undefined ? undefined : dateOf(plan, contact)
    if (sentiment !== undefined && at === undefined) {
      report(plan.context.ledger, contact, 'missingValue', `${field} has no date, so it was left out.`)
    }
    if (sentiment === undefined || at === undefined) return []
    // The day is part of the id, so that the next import adds the next reading and keeps this one.
    return [readingOf(plan, contact, `${stakeholder}:sentiment:${at}`, { stakeholder, at, sentiment, via: 'impression' })]
  })
}

function dateOf({ context }: Plan, contact: SourceRecord): Instant | undefined {
  const { sentimentDate } = context.reading.fields
  const given = sentimentDate === undefined ? undefined : instantOf(contact, sentimentDate, context.ledger)
  return given ?? instantOf(contact, 'LastModifiedDate', context.ledger) ?? instantOf(contact, 'CreatedDate', context.ledger)
}

/** The sentiment in a field, from -1 to 1; what is out of the scale is an issue. */
function sentimentIn({ context }: Plan, record: SourceRecord, field: string): number | undefined {
  const { ledger, reading } = context
  const given = numberOf(record, field, ledger)
  const [worst, best] = reading.sentimentScale
  if (given === undefined) return undefined
  // Rounding must not lead beyond the ends, and adding 0 makes the negative zero an ordinary one.
  const mapped = Math.min(1, Math.max(-1, (2 * given - worst - best) / (best - worst))) + 0
  if (given >= Math.min(worst, best) && given <= Math.max(worst, best)) return mapped
  report(ledger, record, 'invalidValue', `${field} is not between ${worst} and ${best}, so it was left out.`)
  return undefined
}

function readingOf(
  plan: Plan,
  record: SourceRecord,
  id: string,
  reading: Pick<Observation, 'stakeholder' | 'at' | 'sentiment' | 'via'>,
): Recorded<Observation> {
  return { id, ...reading, basis: 'observed', ...originOf(reading.at, record, plan.context) }
}
