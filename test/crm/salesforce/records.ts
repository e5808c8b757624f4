import type { Village } from 'account-village'
import { fromSalesforce, type SalesforceInput, type SalesforceOptions } from 'account-village/salesforce'
import { codes, onlyOf } from '../results.js'

/** A record in the format of the REST API. */
export interface RestRecord {
  readonly attributes: { readonly type: string; readonly url: string }
  readonly Id: string
  readonly [field: string]: unknown
}

const PREFIXES = {
  Account: '001',
  Contact: '003',
  Opportunity: '006',
  OpportunityContactRole: '00K',
  AccountContactRelation: '07k',
  AccountContactRole: '02Z',
  EventRelation: '0RE',
  TaskRelation: '0RT',
  // Nobody has published the prefixes of these.
  BuyingCommittee: '9Ba',
  BuyingCommitteeMember: '9Bb',
  BuyingCommitteeRole: '9Bc',
  BuyingComteMbrRoleAsgnt: '9Bd',
  AccountPlan: '9Bg',
  AccountPlanObjective: '9Bh',
  AccountPlanStakeholder: '9Bi',
  ContactHistory: '9Be',
  OpportunityFieldHistory: '9Bf',
  OpportunityHistory: '008',
  Task: '00T',
  Event: '00U',
  Individual: '0PK',
  Lead: '00Q',
  User: '005',
} as const

export type ObjectName = keyof typeof PREFIXES

/** A record of an object with a valid id made of five characters. */
export function rest(object: ObjectName, key: string, fields: object = {}): RestRecord {
  const Id = id(object, key)
  return { attributes: { type: object, url: `/services/data/v62.0/sobjects/${object}/${Id}` }, Id, ...fields }
}

/** The 18 characters of an id whose last five of 15 are the key. */
export function id(object: ObjectName, key: string): string {
  return long(`${PREFIXES[object]}5g00000${key.padStart(5, '0')}`)
}

/** The published rule, done the long way: five characters from right to left, 1 for a capital, read as a binary number. */
export function long(short: string): string {
  const fives = [short.slice(0, 5), short.slice(5, 10), short.slice(10, 15)]
  const binary = fives.map(five =>
    [...five]
      .reverse()
      .map(each => (/[A-Z]/.test(each) ? '1' : '0'))
      .join(''),
  )
  return short + binary.map(digits => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[Number.parseInt(digits, 2)]).join('')
}

/** One page that holds all there is. */
export function envelope(records: readonly object[]): object {
  return { totalSize: records.length, done: true, records }
}

/** The only village of an import. */
export function only(input: SalesforceInput, options?: SalesforceOptions): Village {
  return onlyOf(fromSalesforce(input, options))
}

/** Account `Acme1` and contacts of it by key. */
export function acme(...contacts: string[]): { readonly Account: RestRecord[]; readonly Contact: RestRecord[] } {
  return {
    Account: [rest('Account', 'Acme1', { Name: 'Kessler Walzwerk' })],
    Contact: contacts.map(key => rest('Contact', key, { AccountId: id('Account', 'Acme1'), Name: `Person ${key}` })),
  }
}

export const ACME = id('Account', 'Acme1')

export { codes, onlyOf }
