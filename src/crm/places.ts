import type { ImportedPlace } from '../model/imports.js'

/** What tells where something took place that was about a deal: the deal, or its account where it is no decision. */
export function placesOfDeal(
  deal: { readonly account: string; readonly isDecision: boolean } | undefined,
  decision: string | undefined,
): readonly ImportedPlace[] {
  if (deal?.isDecision === false) return [{ account: deal.account }]
  return decision === undefined ? [] : [{ decision }]
}

/** What tells where something took place, of what a record names. */
export function placesOf(named: { readonly [Name in keyof ImportedPlace]: readonly (string | undefined)[] }): readonly ImportedPlace[] {
  return Object.entries(named).flatMap(([name, ids = []]) => ids.flatMap(id => (id === undefined ? [] : [{ [name]: id }])))
}

/** The same places by other names. */
export function renamedPlaces(places: readonly ImportedPlace[], name: (id: string) => string): readonly ImportedPlace[] {
  return places.map(place => Object.fromEntries(Object.entries(place).map(([kind, id]) => [kind, name(id)])))
}

/** Every id that tells where something took place. */
export function idsOf(places: readonly ImportedPlace[]): readonly string[] {
  return places.flatMap(({ account, decision, person }) => account ?? decision ?? person ?? [])
}
