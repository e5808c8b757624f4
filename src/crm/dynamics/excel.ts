import type { Fields, Scalar } from '../fields.js'

/**
 * The columns of a file that "Export to Excel" of Dynamics wrote, by their logical names. Its first columns, of which the page says that they
 * are not to be changed, hold the ids; the others are called as people see them, and lookups hold names.
 *
 * `undefined` for what is no such file, `'translated'` for one in another language than English, whose columns nobody can tell.
 */
export function fromExcel(fields: Fields): Fields | 'translated' | undefined {
  const names = [...fields.keys()]
  const marked = names.find(name => MARKED.test(name))
  if (marked === undefined) return undefined
  const [table] = names.flatMap(name => TABLES.get(name.replace(MARK, '').trim()) ?? [])
  if (!MARK.test(marked) || table === undefined) return 'translated'
  const named = [...fields].flatMap(([name, value]): [string, Scalar | null][] => {
    const column = MARK.test(name) ? (TABLES.has(name.replace(MARK, '').trim()) ? `${table}id` : undefined) : columnFor(table, name)
    return column === undefined ? [] : [[column, value]]
  })
  return new Map(named)
}

const MARK = /^\(do not modify\)/
const MARKED = /^\((?:do not modify|nicht ändern|ne pas modifier|no modificar|non modificare|não modificar|niet wijzigen)\)/

const TABLES: ReadonlyMap<string, string> = new Map([
  ['account', 'account'],
  ['contact', 'contact'],
  ['opportunity', 'opportunity'],
])

function columnFor(table: string, label: string): string | undefined {
  return LABELS.get(`${table} ${label}`) ?? LABELS.get(label)
}

/** The labels of the columns that are read, where they mean different columns with the table before them. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['account name', 'name'],
  ['parent account', 'parentaccountid'],
  ['full name', 'fullname'],
  ['first name', 'firstname'],
  ['last name', 'lastname'],
  ['email', 'emailaddress1'],
  ['company name', 'parentcustomerid'],
  ['job title', 'jobtitle'],
  ['department', 'department'],
  ['role', 'accountrolecode'],
  ['do not allow emails', 'donotemail'],
  ['do not allow bulk emails', 'donotbulkemail'],
  ['gdpr optout', 'msdyn_gdproptout'],
  ['status', 'statecode'],
  ['status reason', 'statuscode'],
  ['topic', 'name'],
  ['opportunity account', 'parentaccountid'],
  ['potential customer', 'customerid'],
  ['opportunity contact', 'parentcontactid'],
  ['est. close date', 'estimatedclosedate'],
  ['actual close date', 'actualclosedate'],
  ['est. revenue', 'estimatedvalue'],
  ['actual revenue', 'actualvalue'],
  ['currency', 'transactioncurrencyid'],
  ['created on', 'createdon'],
])
