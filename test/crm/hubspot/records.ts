import type { Village } from 'account-village'
import { fromHubSpot, type HubSpotOptions } from 'account-village/hubspot'
import { codes, onlyOf } from '../results.js'

/** A record as the API gives it. */
export interface ApiRecord {
  readonly id: string
  readonly properties: { readonly [name: string]: string | null }
  readonly createdAt: string
  readonly updatedAt: string
  readonly archived: boolean
  readonly associations?: object
  readonly propertiesWithHistory?: object
}

type Extra = Partial<Pick<ApiRecord, 'associations' | 'propertiesWithHistory' | 'createdAt' | 'updatedAt' | 'archived'>>

/** A record as the API gives it, with what is not given. */
export function api(id: string, properties: ApiRecord['properties'], extra: Extra = {}): ApiRecord {
  return { id, properties, createdAt: '2024-02-05T08:15:00.000Z', updatedAt: '2026-03-02T08:15:00.000Z', archived: false, ...extra }
}

/** What a batch read of associations, version 4, tells of one object. The ids at the other end are numbers there. */
export function linked(from: string, ...to: readonly (readonly [id: number, ...types: readonly object[]])[]): object {
  return { from: { id: from }, to: to.map(([toObjectId, ...associationTypes]) => ({ toObjectId, associationTypes })) }
}

/** An association type of HubSpot's own, and one of a portal. */
export const defined = (typeId: number, label: string | null = null): object => ({ category: 'HUBSPOT_DEFINED', typeId, label })
export const labelled = (typeId: number, label: string | null): object => ({ category: 'USER_DEFINED', typeId, label })

export const UNLABELED = defined(279)
export const PRIMARY = defined(1, 'Primary')

/** The id under which villages know an object. */
export const contact = (id: string): string => `hubspot:contact:${id}`
export const company = (id: string): string => `hubspot:company:${id}`
export const deal = (id: string): string => `hubspot:deal:${id}`

/** Company 9 with contacts of it by their ids. */
export function ninth(...contacts: readonly ApiRecord[]): { readonly companies: object[]; readonly contacts: object[] } {
  const own = contacts.map(each => ({ ...each, properties: { associatedcompanyid: '9', ...each.properties } }))
  return { companies: [api('9', { name: 'Tessmer Optik' })], contacts: own }
}

/** The only village in the input. */
export function only(input: object, options: HubSpotOptions = {}): Village {
  return onlyOf(fromHubSpot(input, options))
}

export { codes, onlyOf }
