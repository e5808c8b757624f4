import type { Village } from 'account-village'
import { type DynamicsInput, type DynamicsOptions, fromDynamics } from 'account-village/dynamics'
import { codes, onlyOf } from '../results.js'

/** A row of the Web API. */
export interface WebRow {
  readonly [column: string]: unknown
}

export const FORMATTED = '@OData.Community.Display.V1.FormattedValue'
export const LOGICAL = '@Microsoft.Dynamics.CRM.lookuplogicalname'

/** A GUID that ends on a number. */
export function guid(number: number): string {
  return `5d1e4a52-9f0e-4a63-8a1f-${String(number).padStart(12, '0')}`
}

/** A lookup column, with its annotations when its table and its name are given. */
export function lookup(column: string, id: string | null, table?: string, name?: string): WebRow {
  return {
    [`_${column}_value`]: id,
    ...(table !== undefined && { [`_${column}_value${LOGICAL}`]: table }),
    ...(name !== undefined && { [`_${column}_value${FORMATTED}`]: name }),
  }
}

/** The two rows of a connection, as each of its ends tells it; the sides are given as the first row has them. */
export function mirrored(first: number, second: number, row: WebRow): [WebRow, WebRow] {
  const turned = Object.entries(row).map(([column, value]) => [
    column.replace(/record([12])/, (_, side) => `record${side === '1' ? '2' : '1'}`),
    value,
  ])
  return [
    { ...row, connectionid: guid(first), ismaster: true, ...lookup('relatedconnectionid', guid(second)) },
    { ...Object.fromEntries(turned), connectionid: guid(second), ismaster: false, ...lookup('relatedconnectionid', guid(first)) },
  ]
}

export const ACME = guid(1)

/** The account `ACME` and contacts of it by number. */
export function acme(...contacts: number[]): { readonly accounts: WebRow[]; readonly contacts: WebRow[] } {
  return {
    accounts: [{ accountid: ACME, name: 'Kessler Walzwerk' }],
    contacts: contacts.map(number => ({
      contactid: guid(number),
      fullname: `Person ${number}`,
      ...lookup('parentcustomerid', ACME, 'account'),
    })),
  }
}

/** The only village of an import. */
export function only(input: DynamicsInput, options?: DynamicsOptions): Village {
  return onlyOf(fromDynamics(input, options))
}

export { codes, onlyOf }
