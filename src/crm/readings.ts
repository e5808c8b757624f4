import type { InteractionKind } from '../model/interaction.js'
import type { ReadingSource } from '../model/observation.js'
import type { Instant } from '../support/instants.js'
import { type ImportContext, learnedAfter } from './context.js'
import { report } from './ledger.js'
import type { ResolvedImportOptions } from './options.js'
import type { SourceRecord } from './record.js'
import { sentimentIn } from './scale.js'
import { states } from './silence.js'

/** Where sentiments stand. */
type SentimentContext = ImportContext<
  unknown,
  Pick<ResolvedImportOptions, 'sentimentScale'> & {
    readonly fields: { readonly sentiment?: string | undefined; readonly sentimentDate?: string | undefined }
  }
>

/** Something that took place. */
interface Activity {
  readonly record: SourceRecord
  readonly at: Instant
  readonly kind: InteractionKind
  /** The people with whom it was. */
  readonly who: readonly string[]
}

/** How a sentiment was read that stands with something that took place; what was noted with a note or a task is an impression. */
const SOURCES: ReadonlyMap<InteractionKind, ReadingSource> = new Map([
  ['meeting', 'meeting'],
  ['call', 'meeting'],
  ['email', 'text'],
])

/** Adds the sentiment that stands with something that took place. It is that of whom it was with, and of nobody when it was with several. */
export function addActivityReading({ record, at, kind, who }: Activity, context: SentimentContext): void {
  const { draft, ledger, ownerOf } = context
  const { field, sentiment } = sentimentOf(record, context)
  states(draft, record, [field], ['sentiment'])
  if (sentiment === undefined) return
  const [stakeholder, ...others] = who
  if (stakeholder === undefined || others.length > 0) {
    report(ledger, record, 'missingValue', `${field} is not of one contact, so it was left out.`)
    return
  }
  const by = ownerOf(record.fields)
  const fact = {
    id: `${record.id}:sentiment`,
    stakeholder,
    at,
    sentiment,
    via: SOURCES.get(kind) ?? 'impression',
    ...(by !== undefined && { by }),
    basis: 'observed',
    ...learnedAfter(at, record, context),
  } as const
  draft.observations.push({ fact, interaction: record.id, from: record })
}

/** Adds the sentiment that stands with a person, of the date beside it, or else of when the record was last changed. */
export function addPersonReading(person: SourceRecord, context: SentimentContext): void {
  const { draft, options, ledger, times, ownerOf } = context
  const { field, sentiment } = sentimentOf(person, context)
  if (sentiment === undefined) return
  const { sentimentDate } = options.fields
  const found = sentimentDate === undefined ? undefined : times.timeIn(person, sentimentDate, ledger)
  const at = found ?? times.changedAt(person, ledger)
  if (at === undefined) {
    report(ledger, person, 'missingValue', `${field} has no date, so it was left out.`)
    return
  }
  const by = ownerOf(person.fields)
  const fact = {
    // The day is part of the id, so that the next import adds the next reading and keeps this one.
    id: `${person.id}:sentiment:${at}`,
    stakeholder: person.id,
    at,
    sentiment,
    via: 'impression',
    ...(by !== undefined && { by }),
    basis: 'observed',
    ...learnedAfter(at, person, context),
  } as const
  draft.observations.push({ fact, from: person })
}

function sentimentOf(record: SourceRecord, { options, ledger }: SentimentContext) {
  const field = options.fields.sentiment
  return { field, sentiment: field === undefined ? undefined : sentimentIn(record, field, options.sentimentScale, ledger) }
}
