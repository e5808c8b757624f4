import { type Fields, fieldOf } from '../fields.js'

/** The tables that are imported. An activity is one row of `activitypointer` and one of the table of its type, which are read as one. */
export const DYNAMICS_TABLES = [
  'account',
  'contact',
  'connection',
  'connectionrole',
  'opportunity',
  'activitypointer',
  'activityparty',
  'transactioncurrency',
  'appointment',
  'serviceappointment',
  'email',
  'phonecall',
  'task',
  'letter',
  'fax',
  'systemuser',
] as const

/** A table that is imported. */
export type DynamicsTable = (typeof DYNAMICS_TABLES)[number]

/** The table of a name in any case, singular or plural, or of an expanded collection; `undefined` when it is not imported. */
export function tableNamed(name: string): DynamicsTable | undefined {
  const key = name.trim().toLowerCase()
  const below = /^(?:account|contact|opportunity)_([a-z]+)$/.exec(key)?.[1] ?? key
  return BY_NAME.get(below) ?? COLLECTIONS.find(([pattern]) => pattern.test(key))?.[1]
}

/** Whether it is one of the tables that hold activities. */
export function isActivityTable(table: string): boolean {
  return idColumnOf(table) === 'activityid'
}

/** The column that holds the id of a row of a table. */
export function idColumnOf(table: string): string {
  return KEYS.find(([, of]) => of.some(each => each === table))?.[0] ?? `${table}id`
}

/** What a row is by the columns that it has: the table whose id column it has, or the name of that column when it is not imported. */
export function tableByKey(fields: Fields): DynamicsTable | string | undefined {
  const found = KEYS.find(([key]) => fieldOf(fields, key) !== undefined)
  return found === undefined ? undefined : (found[1][0] ?? found[0])
}

/**
 * Id columns, with the tables whose they are, in an order in which none is a mere lookup of a row that has a later one: an opportunity of a
 * warehouse may have a column `contactid`, a contact one `accountid`, and many have a `transactioncurrencyid`.
 */
const KEYS: readonly (readonly [key: string, tables: readonly DynamicsTable[]])[] = [
  ['annotationid', []],
  ['leadid', []],
  ['activitypartyid', ['activityparty']],
  ['connectionid', ['connection']],
  ['connectionroleid', ['connectionrole']],
  ['activityid', ['activitypointer', 'appointment', 'serviceappointment', 'email', 'phonecall', 'task', 'letter', 'fax']],
  ['opportunityid', ['opportunity']],
  ['contactid', ['contact']],
  ['accountid', ['account']],
  ['systemuserid', ['systemuser']],
  ['transactioncurrencyid', ['transactioncurrency']],
]

const BY_NAME: ReadonlyMap<string, DynamicsTable> = new Map(
  DYNAMICS_TABLES.flatMap(table => [table, `${table}s`, `${table}es`, table.replace(/y$/, 'ies')].map(form => [form, table] as const)),
)

/** Names of collections that a query expands. */
const COLLECTIONS: readonly (readonly [pattern: RegExp, table: DynamicsTable])[] = [
  [/_activity_parties$/, 'activityparty'],
  [/^contact_customer_accounts$/, 'contact'],
  [/^opportunity_(?:parent_account|customer_accounts|parent_contact|customer_contacts)$/, 'opportunity'],
  [/_connections[12]$/, 'connection'],
]
