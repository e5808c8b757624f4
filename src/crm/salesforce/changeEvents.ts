import { type Fields, fieldOf, type RecordParts, type Scalar } from '../fields.js'
import { vendorInstant } from '../instants.js'
import { objectNamed } from './objects.js'
import type { SalesforceRow } from './row.js'

/** The field in which a row that came as a change tells when it was made. */
export const CHANGED_AT = 'changeeventheader.committimestamp'

/** The field of a row that tells that something changed, and not what. */
export const GAP = 'changeeventheader.gap'

const HEADER = 'changeeventheader.'

/**
 * The rows in a message of change data capture, one for each record that it is about, or what kind of record it is when that kind is not
 * imported; `undefined` for what is no such message.
 *
 * A change is a version of its record that knows only what changed, at the moment when it did. What was deleted is marked so, and what was
 * restored is not any more.
 */
export function rowsFromChange({ fields }: RecordParts): readonly SalesforceRow[] | string | undefined {
  const entity = fieldOf(fields, `${HEADER}entityName`)
  const ids = fieldOf(fields, `${HEADER}recordIds`)
  if (entity === undefined || ids === undefined) return undefined
  const object = objectNamed(String(entity))
  if (object === undefined) return String(entity)
  const changed = new Map<string, Scalar | null>([...said(fields), ...stampsOf(fields)])
  return String(ids)
    .split(';')
    .map(id => ({ object, id, fields: changed }))
}

/** What the message says of the record. A name that came in parts takes the place of the whole one. */
function said(fields: Fields): (readonly [string, Scalar | null])[] {
  const own = [...fields].filter(([name]) => !name.startsWith(HEADER) && !name.startsWith('attributes.'))
  const isNamed = own.some(([name]) => name === 'lastname' || name === 'firstname')
  return isNamed && !fields.has('name') ? [...own, ['name', null] as const] : own
}

function stampsOf(fields: Fields): (readonly [string, Scalar])[] {
  const type = String(fieldOf(fields, `${HEADER}changeType`) ?? '').toUpperCase()
  const at = vendorInstant(fieldOf(fields, `${HEADER}commitTimestamp`))
  const stamps: [string, Scalar][] =
    at === undefined
      ? []
      : [
          ['systemmodstamp', at],
          [CHANGED_AT, at],
        ]
  if (type.startsWith('GAP_')) stamps.push([GAP, type])
  if (/^(?:GAP_)?UNDELETE$/.test(type)) stamps.push(['isdeleted', false])
  else if (/^(?:GAP_)?DELETE$/.test(type)) stamps.push(['isdeleted', true])
  return stamps
}
