import { fieldOf, type Scalar } from '../fields.js'
import { type SourceRecord, textOf } from '../record.js'
import { isKnownLabel } from '../roleLabels.js'
import type { Context } from './context.js'
import { nameIn, rawLookup } from './lookups.js'
import { liveRecords } from './records.js'

/**
 * What the role on one side of a connection is looked up by: its id, when the caller gave that a meaning, or else its name. `undefined` when
 * the side has no role, or one of a category that says nothing of a purchase.
 */
export function connectionRoleLabel(connection: SourceRecord, side: '1' | '2', { source, options }: Context): string | undefined {
  const column = `record${side}roleid`
  const id = rawLookup(connection, column)?.id ?? textOf(connection, `${column}.connectionroleid`)
  if (id !== undefined && isKnownLabel(options.roles, id)) return id
  const row = liveRecords(source, 'connectionrole').find(role => role.id === id)
  const category = fieldOf(connection.fields, `${column}.category`) ?? (row === undefined ? undefined : fieldOf(row.fields, 'category'))
  if (category !== undefined && !isStakeholder(category)) return undefined
  return (row === undefined ? undefined : textOf(row, 'name')) ?? nameIn(connection, column) ?? id
}

/** The category of the roles that people of a customer play in a purchase. Source: Microsoft's reference of the table connectionrole. */
function isStakeholder(category: Scalar): boolean {
  return category === 'stakeholder'
}
