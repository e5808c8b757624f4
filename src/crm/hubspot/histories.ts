import { groupedBy } from '../../support/grouping.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { fieldOf } from '../fields.js'
import { vendorInstant } from '../instants.js'
import { type Ledger, report } from '../ledger.js'
import type { HubSpotRow } from './row.js'

/** What a property held from a moment on. */
export interface PropertyPeriod {
  readonly value: string
  readonly since: Instant
}

/** All that is known of what properties held, by the record and the property. */
export type Histories = ReadonlyMap<string, readonly PropertyPeriod[]>

/** The histories of properties in the rows, each in the order of time. */
export function historiesIn(rows: readonly HubSpotRow[], masters: ReadonlyMap<string, string>, ledger: Ledger): Histories {
  const values = rows.flatMap(({ fields }) => {
    const id = String(fieldOf(fields, 'owner'))
    const property = String(fieldOf(fields, 'property'))
    const since = vendorInstant(fieldOf(fields, 'timestamp'))
    if (since === undefined) {
      report(
        ledger,
        { object: 'history', id },
        'invalidValue',
        `A value in the history of ${property} has no timestamp, so it was left out.`,
      )
      return []
    }
    // What a record held that was merged away is not what the other held.
    return masters.has(id) ? [] : [{ key: propertyKey(id, property), since, value: String(fieldOf(fields, 'value') ?? '') }]
  })
  return new Map([...groupedBy(values, ({ key }) => key)].map(([key, periods]) => [key, inOrder(periods)]))
}

/** What a property of a record held since when, in order; empty where the import has no history of it. */
export function periodsOf({ histories }: { readonly histories: Histories }, id: string, property: string): readonly PropertyPeriod[] {
  return histories.get(propertyKey(id, property)) ?? []
}

function propertyKey(id: string, property: string): string {
  return JSON.stringify([id, property.toLowerCase()])
}

/** In the order of time, without what changed nothing; of several values at one moment the last in the order of text counts. */
function inOrder(periods: readonly PropertyPeriod[]): PropertyPeriod[] {
  const sorted = [...periods].sort((a, b) => compareText(a.since, b.since) || compareText(a.value, b.value))
  const last = sorted.filter(({ since }, i) => sorted[i + 1]?.since !== since)
  return last.flatMap(({ since, value }, i) => (i > 0 && last[i - 1]?.value === value ? [] : [{ since, value }]))
}
