import { fieldOf, type Scalar } from '../fields.js'
import type { Ledger } from '../ledger.js'
import type { Row } from '../payloadFormat.js'
import { idFrom } from './ids.js'
import type { DynamicsTable } from './tables.js'

/**
 * A connection as the one of its two rows with the smaller id would tell it.
 *
 * Each connection is stored twice, once from each end, and each of the two names the other. Turned round they are two versions of one
 * record, which has the smaller of their ids.
 */
export function withOneOrientation(row: Row<DynamicsTable>): Row<DynamicsTable> {
  const related = fieldOf(row.fields, '_relatedconnectionid_value') ?? fieldOf(row.fields, 'relatedconnectionid')
  const other = related === undefined ? '' : idFrom(String(related))
  const isTurned = row.id !== undefined && other !== '' && other < row.id
  const pair = isTurned ? other : row.id
  const kept = [...row.fields].filter(([name]) => !OF_ROW.test(name))
  const fields = new Map<string, Scalar | null>(isTurned ? kept.map(([name, value]) => [turned(name), value]) : kept)
  return { ...row, fields: pair === undefined ? fields : fields.set(PAIR, pair) }
}

/** The id of the record that a row is a version of. */
export function recordIdOf({ id, fields }: Row<DynamicsTable>): string | undefined {
  const pair = fields.get(PAIR)
  return typeof pair === 'string' ? pair : id
}

/** Counts the rows that only tell again, from the other end, what another row tells. */
export function countMirrored(rows: readonly Row<DynamicsTable>[], ledger: Ledger): void {
  const connections = rows.filter(({ object, id }) => object === 'connection' && id !== undefined)
  const own = new Set(connections.map(({ id }) => id))
  ledger.leftOut.mirrored += own.size - new Set(connections.map(recordIdOf)).size
}

/** Where a row keeps the id of the pair. No column has this name, because names of columns are trimmed. */
const PAIR = ' pair'

/** Columns that tell the two rows apart and say nothing of the connection. */
const OF_ROW = /^(?:connectionid|_?relatedconnectionid(?:_?value)?(?:@.*)?|ismaster|name)$/

/** The name of a column as the other row of the pair has it. */
function turned(name: string): string {
  return name.replace(/(?<=record)[12]/, side => (side === '1' ? '2' : '1'))
}
