import type { Village } from 'account-village'
import { fromZoho, type ZohoOptions } from 'account-village/zoho'
import { codes, onlyOf } from '../results.js'

export interface Row {
  readonly [field: string]: unknown
}

/** The id of a record, as long as Zoho's are. */
export const id = (n: number): string => `4150868000000${String(n).padStart(6, '0')}`
/** A record that another names, as the API gives it. */
export const named = (n: number): Row => ({ id: id(n), name: `Record ${n}` })

const stamps = { Created_Time: '2024-02-05T09:15:00+01:00', Modified_Time: '2026-03-02T09:15:00+01:00', Owner: named(900) }

export const account = (n: number, fields: Row = {}): Row => ({ id: id(n), Account_Name: `Account ${n}`, ...stamps, ...fields })
export const contact = (n: number, fields: Row = {}): Row => ({
  id: id(n),
  Full_Name: `Contact ${n}`,
  Account_Name: named(1),
  ...stamps,
  ...fields,
})
export const deal = (n: number, fields: Row = {}): Row => ({
  id: id(n),
  Deal_Name: `Deal ${n}`,
  Account_Name: named(1),
  Stage: 'Qualification',
  Amount: 1000,
  Currency: 'EUR',
  Closing_Date: '2027-02-26',
  ...stamps,
  ...fields,
})
export const event = (n: number, fields: Row = {}): Row => ({
  id: id(n),
  Event_Title: 'Review',
  Start_DateTime: '2026-02-10T10:00:00+01:00',
  End_DateTime: '2026-02-10T11:30:00+01:00',
  All_day: false,
  Who_Id: named(11),
  ...stamps,
  ...fields,
})

/** The part of a contact in a deal, as the API lists those of one deal. */
export const role = (n: number, name: string): Row => ({ id: id(n), Full_Name: `Contact ${n}`, Contact_Role: { id: id(700), name } })

export const page = (data: readonly Row[], hasMore = false): Row => ({
  data,
  info: { per_page: 200, count: data.length, more_records: hasMore },
})

/** Account 1 with contacts 11 and 12. */
export const base = { Accounts: [account(1)], Contacts: [contact(11), contact(12)] }

/** The ids under which villages know a record. */
export const of = (kind: string, n: number): string => `zoho:${kind}:${id(n)}`

export function only(input: object, options: ZohoOptions = {}): Village {
  return onlyOf(fromZoho(input, options))
}

export { codes, onlyOf }
