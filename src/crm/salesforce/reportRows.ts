import { type Fields, fieldOf, type Scalar } from '../fields.js'
import { longId, shortId } from './ids.js'
import { objectOfId, type SalesforceObject } from './objects.js'
import type { SalesforceRow } from './row.js'

/**
 * The records in a row of a report of the web page, which has labels for names of fields and joins an account, a contact, an opportunity and
 * a role; `undefined` for what is none. Its ids have 15 characters, whose case tells them apart.
 */
export function rowsFromReport(fields: Fields): readonly SalesforceRow[] | undefined {
  if (fields.has('id') || !KEYS.some(([, label]) => fields.has(label))) return undefined
  const ids = new Map(KEYS.flatMap(([object, label]) => idIn(fields, object, label)))
  const found = KEYS.flatMap(([object]) => {
    const id = ids.get(object)
    const own = LABELS.get(object) ?? []
    return id === undefined ? [] : [{ object, id, fields: fieldsOf(fields, own, ids, id) }]
  })
  return [...found, ...roleRow(fields, ids)]
}

const KEYS: readonly (readonly [object: SalesforceObject, label: string])[] = [
  ['Account', 'account id'],
  ['Contact', 'contact id'],
  ['Opportunity', 'opportunity id'],
]

type Ids = ReadonlyMap<SalesforceObject, string>

function idIn(fields: Fields, object: SalesforceObject, label: string): [SalesforceObject, string][] {
  const short = shortId(String(fieldOf(fields, label) ?? ''))
  return short === undefined || objectOfId(short) !== object ? [] : [[object, longId(short)]]
}

/** Labels of the fields that are read, with their API names. */
const LABELS: ReadonlyMap<SalesforceObject, readonly (readonly [label: string, name: string])[]> = new Map([
  [
    'Account',
    [
      ['account name', 'name'],
      ['parent account id', 'parentid'],
    ],
  ],
  [
    'Contact',
    [
      ['full name', 'name'],
      ['contact name', 'name'],
      ['first name', 'firstname'],
      ['last name', 'lastname'],
      ['title', 'title'],
      ['email', 'email'],
      ['department', 'department'],
      ['email opt out', 'hasoptedoutofemail'],
    ],
  ],
  [
    'Opportunity',
    [
      ['opportunity name', 'name'],
      ['stage', 'stagename'],
      ['amount', 'amount'],
      ['amount currency', 'currencyisocode'],
      ['close date', 'closedate'],
      ['type', 'type'],
      ['closed', 'isclosed'],
      ['won', 'iswon'],
    ],
  ],
])

function fieldsOf(fields: Fields, labels: readonly (readonly [string, string])[], ids: Ids, id: string): Fields {
  const own = labels.flatMap(([label, name]): [string, Scalar | null][] => {
    const value = fields.get(label)
    return value === undefined ? [] : [[name, value]]
  })
  const account = ids.get('Account')
  const isAccount = account === id
  return new Map<string, Scalar | null>([
    ...own,
    ['id', id],
    ...(account === undefined || isAccount ? [] : [['accountid', account] as const]),
  ])
}

/** The role of the contact in the opportunity, or else in the account. */
function roleRow(fields: Fields, ids: Ids): SalesforceRow[] {
  const role = fieldOf(fields, 'role') ?? fieldOf(fields, 'contact role')
  const [contact, account, opportunity] = [ids.get('Contact'), ids.get('Account'), ids.get('Opportunity')]
  if (role === undefined || contact === undefined) return []
  const ends: [string, Scalar][] = [
    ['contactid', contact],
    ['role', role],
  ]
  if (opportunity !== undefined) return [{ object: 'OpportunityContactRole', fields: new Map([...ends, ['opportunityid', opportunity]]) }]
  return account === undefined ? [] : [{ object: 'AccountContactRole', fields: new Map([...ends, ['accountid', account]]) }]
}
