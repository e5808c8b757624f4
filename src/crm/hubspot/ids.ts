import type { HubSpotKind, HubSpotObject } from './objects.js'

/** The id of an object in villages: HubSpot counts the objects of each kind by themselves, so that the same number may name several. */
export function idOf(object: HubSpotKind, given: string): string {
  return `hubspot:${object}:${given.trim()}`
}

/** The id of an association between two objects, of which HubSpot tells none. */
export function associationId(from: string, to: string): string {
  return idOf('association', `${from}:${to}`)
}

/** The id that HubSpot gave the object behind an id in villages, or `undefined` when it is not one of those. */
export function givenId(object: HubSpotObject, id: string): string | undefined {
  const prefix = idOf(object, '')
  return id.startsWith(prefix) && id.length > prefix.length ? id.slice(prefix.length) : undefined
}
