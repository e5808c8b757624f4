import type { OrgUnit } from '../../model/orgUnit.js'
import { report } from '../ledger.js'
import { numberOf, type SourceRecord } from '../record.js'
import type { Context } from './context.js'

/** The share in the field that the options name, 0..1; what is out of this range is an issue. */
export function shareOf({ reading, ledger }: Context, record: SourceRecord): number | undefined {
  const field = reading.fields.unitShare
  const share = field === undefined ? undefined : numberOf(record, field, ledger)
  if (share === undefined || (share >= 0 && share <= 1)) return share
  report(ledger, record, 'invalidValue', `${field} is not between 0 and 1, so it was left out.`)
  return undefined
}

/** The share that the contacts of a department give it. They may leave it out, but those who give it must agree. */
export function sharedBy(context: Context, account: string, contacts: readonly SourceRecord[]): number | undefined {
  const [share, ...others] = new Set(contacts.flatMap(contact => shareOf(context, contact) ?? []))
  if (others.length === 0) return share
  const message = 'The contacts of one of its departments give it different shares, so it was given none.'
  report(context.ledger, { object: 'Account', id: account }, 'contradiction', message)
  return undefined
}

/** The units without the shares of those places where they sum to more than the whole. */
export function withinWhole({ ledger }: Context, account: string, units: readonly OrgUnit[]): OrgUnit[] {
  const sums = new Map<string, number>()
  for (const { parent = account, share = 0 } of units) sums.set(parent, (sums.get(parent) ?? 0) + share)
  const overfull = new Set([...sums].filter(([, sum]) => sum > 1 + ROUNDING).map(([parent]) => parent))
  for (const id of overfull) {
    report(ledger, { object: 'Account', id }, 'contradiction', 'The shares of its units sum to more than 1, so they were given none.')
  }
  return units.map(unit => (overfull.has(unit.parent ?? account) ? withoutShare(unit) : unit))
}

/** Below what a village forgives, which adds in another order. */
const ROUNDING = 1e-10

function withoutShare({ share: _, ...unit }: OrgUnit): OrgUnit {
  return unit
}
