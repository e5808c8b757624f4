import { type Fields, fieldOf, idIn, type RecordParts, type Scalar } from '../fields.js'
import type { PayloadFormat, Place, Row } from '../payloadFormat.js'
import { ownValue } from '../values.js'
import { fromExcel } from './excel.js'
import { idFrom } from './ids.js'
import { withOneOrientation } from './mirrored.js'
import { type DynamicsTable, idColumnOf, isActivityTable, tableByKey, tableNamed } from './tables.js'

/** How the Web API packs rows: in pages with a link to the next one. A client may write the names of annotations in camel case. */
export const DYNAMICS_FORMAT: PayloadFormat<DynamicsTable> = {
  pages: ['value'],
  isLast: page => NEXT.every(name => typeof ownValue(page, name) !== 'string'),
  totalOf: page => ownValue(page, '@odata.count') ?? ownValue(page, 'oDataCount'),
  kindNamed: tableNamed,
  kindOfPage: page => tableInContext(ownValue(page, '@odata.context') ?? ownValue(page, 'oDataContext')),
  isRecord: input => Object.keys(input).some(name => ROW.test(name)),
  rowFrom,
}

const NEXT = ['@odata.nextLink', 'oDataNextLink']
/** Columns by which an object is a row rather than tables by name. */
const ROW =
  /^(?:@odata\.etag|_\w+_value|(?:account|contact|connection|connectionrole|opportunity|activity|activityparty|transactioncurrency|systemuser)id)$/i

/** The table in the address of the metadata of a page: `…/$metadata#contacts(fullname)`. */
function tableInContext(context: unknown): DynamicsTable | undefined {
  const name = typeof context === 'string' ? /\$metadata#(\w+)/.exec(context)?.[1] : undefined
  return name === undefined ? undefined : tableNamed(name)
}

function rowFrom({ fields: given }: RecordParts, place: Place<DynamicsTable>): Row<DynamicsTable> | string {
  const excel = fromExcel(given)
  if (excel === 'translated') return TRANSLATED
  return rowOf(excel ?? given, place)
}

/** What is told of a file whose columns nobody can tell. */
const TRANSLATED = 'Export to Excel in another language than English: export it in English, or as rows of the Web API'

function rowOf(fields: Fields, place: Place<DynamicsTable>): Row<DynamicsTable> | string {
  const table = tableOf(fields, place)
  const known = tableNamed(table)
  if (known === undefined) return table
  const given = idIn(fields, idColumnOf(known))
  const own = withParent(new Map([...fields].filter(([name]) => !OF_VERSION.test(name))), known, place.parent)
  const row = { object: known, ...(given !== undefined && { id: idFrom(given) }), fields: own }
  if (known === 'connection') return withOneOrientation(row)
  return isActivityTable(known) ? { ...row, object: 'activitypointer', fields: withType(own, known) } : row
}

/** Columns that tell versions of a row apart and say nothing of it. */
const OF_VERSION = /^(?:@odata\..*|versionnumber)$/

/** What a row is: what it says itself, then its place when it has the id column of it, then its id column. */
function tableOf(fields: Fields, { object, name }: Place<DynamicsTable>): string {
  const type = fieldOf(fields, '@odata.type')
  if (type !== undefined) return String(type).split('.').at(-1) ?? ''
  if (object !== undefined && fieldOf(fields, idColumnOf(object)) !== undefined) return object
  return tableByKey(fields) ?? object ?? name ?? 'unknown'
}

/** The columns of an activity with its type, which only a row of `activitypointer` tells itself. */
function withType(fields: Fields, table: DynamicsTable): Fields {
  const isKnown = table === 'activitypointer' || fieldOf(fields, 'activitytypecode') !== undefined
  return isKnown ? fields : new Map<string, Scalar | null>([...fields, ['activitytypecode', table]])
}

/** The columns of an expanded row, which need not repeat the id of the row around it. */
function withParent(fields: Fields, table: DynamicsTable, parent: Row<DynamicsTable> | undefined): Fields {
  const lookup = parent === undefined ? undefined : PARENTS.get(`${parent.object} ${table}`)
  if (lookup === undefined || parent?.id === undefined || fieldOf(fields, `_${lookup}_value`) !== undefined) return fields
  const type = `_${lookup}_value@microsoft.dynamics.crm.lookuplogicalname`
  return new Map<string, Scalar | null>([...fields, [`_${lookup}_value`, parent.id], [type, parent.object]])
}

const PARENTS: ReadonlyMap<string, string> = new Map([
  ['account contact', 'parentcustomerid'],
  ['account opportunity', 'parentaccountid'],
  ['contact opportunity', 'parentcontactid'],
  ['activitypointer activityparty', 'activityid'],
  ['account activitypointer', 'regardingobjectid'],
  ['contact activitypointer', 'regardingobjectid'],
  ['opportunity activitypointer', 'regardingobjectid'],
])
