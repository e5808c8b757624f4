import type { Stakeholder } from '../../model/stakeholder.js'
import { salesforceId } from './batches.js'
import type { SalesforceWriteOptions } from './writeOptions.js'

/** The objects that a record which is written names. */
type Named = 'Account' | 'Contact' | 'Opportunity'

/** The field of a record that names another, by its Salesforce id or else by its external id; `undefined` when it has neither. */
export function referenceTo(
  object: Named,
  id: string,
  { externalIds = {} }: SalesforceWriteOptions,
): { readonly [field: string]: unknown } | undefined {
  const own = salesforceId(id, object)
  if (own !== undefined) return { [`${object}Id`]: own }
  const field = externalIds[object]
  return field === undefined ? undefined : { [object]: { [field]: id } }
}

/** The fields by which a record of its own is found. */
export function identityOf(
  object: Named,
  id: string,
  { externalIds = {} }: SalesforceWriteOptions,
): { readonly externalId: string; readonly fields: { readonly [field: string]: string } } | undefined {
  const own = salesforceId(id, object)
  if (own !== undefined) return { externalId: 'Id', fields: { Id: own } }
  const field = externalIds[object]
  return field === undefined ? undefined : { externalId: field, fields: { [field]: id } }
}

/** The id under which Salesforce knows somebody, which is their own unless another source brought them; otherwise their own id. */
export function contactIdOf({ id, externalIds = [] }: Pick<Stakeholder, 'id' | 'externalIds'>): string {
  return externalIds.find(({ source }) => source === 'salesforce')?.id ?? id
}
