import type { ImportedPlace } from '../model/imports.js'

/** Where a deal is, and whether it is a decision, which one that closed nobody knows when is not. */
export interface Deal {
  readonly places: readonly ImportedPlace[]
  readonly isDecision: boolean
}

/** What tells where something took place that was about a deal: the deal, or what tells where that is when it is no decision. */
export function placesOfDeal(deal: Deal | undefined, decision: string | undefined): readonly ImportedPlace[] {
  if (deal?.isDecision === false) return deal.places
  return decision === undefined ? [] : [{ decision }]
}

/**
 * What tells where a deal is: its account, or else whoever it names, wherever they belong. Of somebody of whom nothing may be left only the
 * account is, as far as the import tells.
 */
export function placesOfHome(
  account: string | undefined,
  people: readonly { readonly person: string; readonly home: string | undefined }[],
  { withheld }: { readonly withheld: ReadonlySet<string> },
): readonly ImportedPlace[] {
  if (account !== undefined) return [{ account }]
  return people.flatMap(({ person, home }) => (!withheld.has(person) ? { person } : home === undefined ? [] : { account: home }))
}

/** What tells where something took place, of what a record names. */
export function placesOf(named: { readonly [Name in keyof ImportedPlace]: readonly (string | undefined)[] }): readonly ImportedPlace[] {
  return Object.entries(named).flatMap(([name, ids = []]) => ids.flatMap(id => (id === undefined ? [] : [{ [name]: id }])))
}

/** The same places by other names. */
export function renamedPlaces(places: readonly ImportedPlace[], name: (id: string) => string): readonly ImportedPlace[] {
  return places.map(place => Object.fromEntries(Object.entries(place).map(([kind, id]) => [kind, name(id)])))
}

/** Where accounts, decisions and people stand. */
interface Whereabouts {
  readonly gone: ReadonlySet<string>
  /** The account that each person belongs to. */
  readonly homes: ReadonlyMap<string, string>
  /** The account that makes each decision. */
  readonly decisions: ReadonlyMap<string, string | undefined>
}

/** The account to which places lead, with these people: see `PlacedEvent.places`. */
export function leadOf(
  places: readonly ImportedPlace[],
  people: readonly string[],
  { gone, homes, decisions }: Whereabouts,
): string | undefined {
  const homesOf = (ids: readonly string[]): string[] => ids.flatMap(id => homes.get(id) ?? []).filter(id => !gone.has(id))
  const theirs = homesOf(people)
  const accounts = places.flatMap(({ account }) => (account === undefined || gone.has(account) ? [] : account))
  const best = accounts.find(id => theirs.includes(id)) ?? accounts[0]
  const led = places.flatMap(({ account, decision = '', person = '' }): readonly string[] => {
    if (account !== undefined) return [gone.has(account) ? [] : (best ?? [])].flat()
    return [decisions.get(decision) ?? homesOf([person])].flat()
  })
  return led[0] ?? theirs[0]
}

/** Every id that tells where something took place. */
export function idsOf(places: readonly ImportedPlace[]): readonly string[] {
  return places.flatMap(({ account, decision, person }) => account ?? decision ?? person ?? [])
}
