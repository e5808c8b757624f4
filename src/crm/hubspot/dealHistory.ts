import type { Decision } from '../../model/decision.js'
import type { Scalar } from '../fields.js'
import type { SourceRecord } from '../record.js'
import type { Context } from './context.js'
import { type PropertyPeriod, periodsOf } from './histories.js'

/** The properties whose former values are versions of a decision. */
const PROPERTIES = ['amount', 'closedate', 'dealstage'] as const

/** What a decision is worth, when it is expected, and how it ended. */
export type DealState = Pick<Decision, 'value' | 'expectedAt' | 'outcome' | 'stateUnknown'>

/**
 * The decision as it is known now, and as it was known before: one version for each time that its amount, its date or its stage changed,
 * each known from then until the next.
 *
 * @param stateAt what a record of the deal says of it
 */
export function versionsOf(
  record: SourceRecord,
  decision: Decision,
  { source }: Context,
  stateAt: (then: SourceRecord) => DealState,
): readonly Decision[] {
  const { recordedAt: created, value: _, expectedAt: __, outcome: ___, stateUnknown: ____, ...lasting } = decision
  const histories = PROPERTIES.map(property => [property, periodsOf(source, record.id, property)] as const)
  const changes = histories.flatMap(([, periods]) => periods.map(({ since }) => since))
  const moments = [...new Set(changes)].filter(at => created === undefined || at > created).sort()
  const last = moments.at(-1)
  if (last === undefined) return [decision]
  const begins = created === undefined ? moments : [created, ...moments]
  const former = begins.slice(0, -1).map((since, i): Decision => {
    const then = recordAt(record, histories, since)
    return { ...lasting, ...stateAt(then), recordedAt: since, retractedAt: begins[i + 1] ?? last }
  })
  return [{ ...decision, recordedAt: last }, ...former]
}

/** The record as it was at a moment, as far as its history tells. What is only said of today is not said of then. */
function recordAt(
  record: SourceRecord,
  histories: readonly (readonly [property: string, periods: readonly PropertyPeriod[]])[],
  at: string,
): SourceRecord {
  const then = histories.flatMap(([property, periods]): [string, Scalar | null][] => {
    const value = periods.findLast(({ since }) => since <= at)?.value
    return periods.length === 0 ? [] : [[property, value === undefined || value === '' ? null : value]]
  })
  const today = ['hs_is_closed', 'hs_is_closed_won', 'hs_is_closed_lost'].flatMap(name => [name, name.replaceAll('_', '')])
  return { ...record, fields: new Map([...record.fields, ...today.map(name => [name, null] as const), ...then]) }
}
