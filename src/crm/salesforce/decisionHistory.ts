import type { Decision } from '../../model/decision.js'
import { type Instant, toInstant } from '../../support/instants.js'
import type { Scalar } from '../fields.js'
import { instantOf, type SourceRecord } from '../record.js'
import { type FieldPeriod, fieldPeriods } from './changes.js'
import type { Context } from './context.js'
import { worthOf } from './worth.js'

/** The fields whose former values are versions of a decision. */
const FIELDS = ['Amount', 'CloseDate', 'StageName'] as const

/**
 * The decision as it is known now, and as it was known before: one version for each time that its amount, its date or its stage changed,
 * each known from then until the next. What a field held before the first change that is told stays unknown.
 */
export function versionsOf(record: SourceRecord, decision: Decision, context: Context): readonly Decision[] {
  const { recordedAt: created, ...lasting } = decision
  const periods = FIELDS.map(field => [field, fieldPeriods(context.source.changes, record.id, field, nowIn(record, field))] as const)
  const changes = periods.flatMap(([, own]) => own.flatMap(({ since }) => since ?? []))
  const moments = [...new Set(changes)].filter(at => created === undefined || at > created).sort()
  const last = moments.at(-1)
  if (last === undefined) return [decision]
  const former = moments.flatMap((until, i): Decision[] => {
    const since = moments[i - 1] ?? created
    const held = periods.map(([field, own]) => [field, heldAt(own, since)] as const)
    if (held.every(([, value]) => value === undefined)) return []
    return [{ ...formerly(record, lasting, held, context), ...(since !== undefined && { recordedAt: since }), retractedAt: until }]
  })
  return [{ ...lasting, recordedAt: last }, ...former]
}

function nowIn({ fields }: SourceRecord, field: string): Scalar | undefined {
  return fields.get(field.toLowerCase()) ?? undefined
}

/** What a field held from a moment on; from the beginning when there is none. */
function heldAt(periods: readonly FieldPeriod[], since: Instant | undefined): Scalar | null | undefined {
  return periods.find(({ until }) => until === undefined || since === undefined || until > since)?.value
}

/** The decision while fields of its record held something else. It was open then. */
function formerly(
  record: SourceRecord,
  { value: _, expectedAt: __, outcome: ___, stateUnknown: ____, ...lasting }: Decision,
  held: readonly (readonly [field: string, value: Scalar | null | undefined])[],
  context: Context,
): Decision {
  const before = new Map(held.map(([field, value]) => [field.toLowerCase(), value ?? null]))
  const then = { ...record, fields: new Map([...record.fields, ...before]) }
  const value = worthOf(then, context)
  const expectedAt = toInstant(instantOf(then, 'CloseDate', context.ledger))
  return { ...lasting, ...(value !== undefined && { value }), ...(expectedAt !== undefined && { expectedAt }) }
}
