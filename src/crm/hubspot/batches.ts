import type { ImportIssue } from '../result.js'

/** An object by its id, or by the property that tells it, and what its properties shall hold; an empty text empties one. */
export interface HubSpotObjectInput {
  /** The HubSpot id, or where `idProperty` is given the value of that property. */
  readonly id: string
  /** The internal name of the unique property that `id` is a value of; `id` is the HubSpot id when absent. */
  readonly idProperty?: string
  /** Values by the internal names of properties; one that is not named is left as it is. */
  readonly properties: { readonly [name: string]: string }
}

/** An association between two objects, with a label of the portal. */
export interface HubSpotAssociationInput {
  /** The HubSpot id of the contact. */
  readonly from: { readonly id: string }
  /** The HubSpot id of the deal. */
  readonly to: { readonly id: string }
  /** The labels of the association, by the ids that the portal gave their types; at least one. */
  readonly types: readonly { readonly associationCategory: 'USER_DEFINED'; readonly associationTypeId: number }[]
}

/**
 * One request, of at most 100 records: `body` is to be posted to `path`, as `apiRequest` of the official client does, or given to the batch
 * function of a client for the object and the operation.
 */
export type HubSpotBatch = HubSpotObjectBatch | HubSpotAssociationBatch

export interface HubSpotObjectBatch {
  /** What kind of object all inputs are of. */
  readonly object: 'contacts' | 'companies' | 'deals'
  /** `upsert` also makes the objects that are not found; `update` makes none. */
  readonly operation: 'update' | 'upsert'
  /** The path of the API to which `body` is posted, without host, such as `/crm/v3/objects/contacts/batch/update`. */
  readonly path: string
  /** 1 to 100 objects. Its list is not readonly, because clients take none. */
  readonly body: { readonly inputs: HubSpotObjectInput[] }
}

export interface HubSpotAssociationBatch {
  /** From which kind of object to which all inputs go. */
  readonly object: 'contactsToDeals'
  /** Associations are only made; none is taken away. */
  readonly operation: 'create'
  /** The path of the API to which `body` is posted, without host: `/crm/v4/associations/contacts/deals/batch/create`. */
  readonly path: string
  /** 1 to 100 associations. Its list is not readonly, because clients take none. */
  readonly body: { readonly inputs: HubSpotAssociationInput[] }
}

/** What to write. Nothing is written by this library. */
export interface HubSpotWrite {
  /** In the order in which they must be written. */
  readonly batches: readonly HubSpotBatch[]
  /** What has no place in HubSpot, each once, in order. */
  readonly issues: readonly ImportIssue[]
}

/** Objects in batches. */
export function objectBatches(
  object: 'contacts' | 'companies' | 'deals',
  operation: 'update' | 'upsert',
  inputs: readonly HubSpotObjectInput[],
): HubSpotObjectBatch[] {
  return slicesOf(inputs).map(slice => ({
    object,
    operation,
    path: `/crm/v3/objects/${object}/batch/${operation}`,
    body: { inputs: slice },
  }))
}

/** Associations from contacts to deals in batches. */
export function associationBatches(inputs: readonly HubSpotAssociationInput[]): HubSpotAssociationBatch[] {
  const path = '/crm/v4/associations/contacts/deals/batch/create'
  return slicesOf(inputs).map(slice => ({ object: 'contactsToDeals', operation: 'create', path, body: { inputs: slice } }))
}

/** HubSpot takes so many objects at once. */
const MOST = 100

function slicesOf<Item>(items: readonly Item[]): Item[][] {
  return items.flatMap((_, i) => (i % MOST === 0 ? [items.slice(i, i + MOST)] : []))
}
