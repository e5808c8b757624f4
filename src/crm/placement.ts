import type { ImportedFacts, ImportedLink, ImportedPlace } from '../model/imports.js'
import { groupedBy } from '../support/grouping.js'
import { sortedByText } from '../support/order.js'
import type { Draft, DraftPerson, Membership, Origin } from './draft.js'
import type { Hierarchy } from './hierarchy.js'
import { type Ledger, report } from './ledger.js'
import { type Member, membersOf } from './members.js'
import { leadOf } from './places.js'

/** Who and what stands in which village. */
export interface ImportPlacement {
  readonly draft: Draft
  readonly ledger: Ledger
  readonly hierarchy: Hierarchy
  /** Everybody in the import who may be in it. */
  readonly people: ReadonlyMap<string, DraftPerson>
  /** The people of each village. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Member>>
  /** The villages of each person. */
  readonly villagesOf: ReadonlyMap<string, readonly string[]>
  /** Every decision, and the village that makes it when that is in the import. */
  readonly decisions: ReadonlyMap<string, string | undefined>
  /** The account that each person belongs to, or else has to do with. */
  readonly homes: ReadonlyMap<string, string>
  /** How many records belong to each account that is not in the import, or that was deleted. */
  readonly strangers: Map<string, number>
  /** The village in which each thing took place. */
  readonly met: Map<string, string>
  /** What records say that is true only of other villages, or not now. */
  readonly pending: Pending[]
}

/** What a record says that its village does not hold, or that could be true of another. */
export interface Pending {
  /** The village that holds what else the record says; `undefined` where it says nothing in any. */
  readonly village: string | undefined
  /** The id of the fact, or of the record itself. */
  readonly fact: string
  readonly said?: ImportedFacts
  readonly places?: readonly ImportedPlace[]
  /** A part in a decision that has no village. */
  readonly link?: ImportedLink
}

/** Sorts out who and what stands in which village. */
export function placementOf(draft: Draft, hierarchy: Hierarchy, ledger: Ledger): ImportPlacement {
  const people = new Map(draft.people.filter(({ id }) => !draft.withheld.has(id)).map(person => [person.id, person]))
  const lasting = draft.memberships.filter(({ kind, isActive }) => kind === 'home' || (kind === 'relation' && isActive))
  const order = sortedByText(lasting, ({ kind, account }) => `${kind === 'home' ? 1 : 0} ${account}`)
  const homes = new Map(order.map(({ person, account }) => [person, account] as const))
  const pending: Pending[] = []
  const placement = {
    draft,
    ledger,
    hierarchy,
    people,
    homes,
    strangers: new Map<string, number>(),
    met: new Map<string, string>(),
    pending,
  }
  const current = draft.decisions.filter(({ fact }) => fact.retractedAt === undefined)
  const decisions = new Map(
    current.map(({ fact, places, from }) => {
      // Of several people none goes before another but by their id, also where one was merged into another.
      const ordered = sortedByText(places, ({ person = '' }) => person)
      const account = leadOf(ordered, [], { gone: draft.gone, homes, decisions: new Map() })
      if (account === undefined) report(ledger, from, 'missingValue', 'It has no account, so it was left out.')
      return [fact.id, account === undefined ? undefined : villageOf(placement, account)] as const
    }),
  )
  const members = peopleByVillage(placement, [...draft.memberships, ...partsIn(placement, decisions)])
  const stands = [...members].flatMap(([village, here]) => [...here.keys()].map(person => ({ person, village })))
  const villagesOf = new Map([...groupedBy(stands, ({ person }) => person)].map(([person, own]) => [person, own.map(each => each.village)]))
  return { ...placement, decisions, members, villagesOf }
}

/** The village in which an account stands; an account that has none is counted. */
export function villageOf({ hierarchy, draft, strangers }: Pick<ImportPlacement, 'hierarchy' | 'draft' | 'strangers'>, account: string) {
  const village = hierarchy.villages.get(account)
  if (village === undefined && !draft.withheld.has(account)) strangers.set(account, (strangers.get(account) ?? 0) + 1)
  return village
}

/** The parts in decisions, as memberships of the villages that make these. */
function partsIn(
  { draft, ledger, people, pending }: Pick<ImportPlacement, 'draft' | 'ledger' | 'people' | 'pending'>,
  decisions: ReadonlyMap<string, string | undefined>,
): readonly Membership[] {
  return draft.parts.flatMap(({ person, decision, from, ...learned }): Membership[] => {
    const account = decisions.get(decision)
    if (!decisions.has(decision) && !draft.gone.has(decision)) {
      report(ledger, from, 'missingRecord', 'Its decision is not in the import, so it was left out.')
    }
    // An association has no record of its own, so that it is kept with that of the person.
    const isHere = account !== undefined && people.has(person) && ledger.stamps.has(from.id ?? '')
    if (!isHere && from.id !== undefined && !draft.gone.has(decision) && !draft.withheld.has(person)) {
      pending.push({ village: undefined, fact: from.id, link: { ...(person !== from.id && { person }), decision, kind: 'part' } })
    }
    return account === undefined ? [] : [{ person, account, kind: 'part', isActive: true, ...learned, from }]
  })
}

function peopleByVillage(
  placement: Omit<ImportPlacement, 'decisions' | 'members' | 'villagesOf'>,
  memberships: readonly Membership[],
): ImportPlacement['members'] {
  const { people, hierarchy, ledger } = placement
  const known = memberships.filter(({ person, from }) => {
    if (!people.has(person)) reportAbsence(placement, person, from)
    return people.has(person)
  })
  const linked = new Set(known.map(({ person }) => person))
  const homeless = [...people.values()].filter(({ id }) => !linked.has(id))
  for (const { namesAccount, from } of homeless) {
    if (namesAccount !== true) report(ledger, from, 'missingValue', 'It has no account, so it was left out.')
  }
  const nameless = homeless.filter(({ namesAccount }) => namesAccount === true)
  for (const [object, { length }] of groupedBy(nameless, ({ from }) => from.object)) {
    const message = `Records with the name of an account and without its id were left out (${length}). Export the id as well.`
    report(ledger, { object }, 'missingValue', message)
  }
  const placed = new Set(known.flatMap(({ kind, person, account }) => (kind !== 'home' && hierarchy.villages.has(account) ? person : [])))
  const here = known.flatMap(link => {
    // Whoever has a place elsewhere in the import is no stranger, even if their own account is one.
    const isQuiet = link.kind === 'home' && placed.has(link.person)
    const village = isQuiet ? hierarchy.villages.get(link.account) : villageOf(placement, link.account)
    return village === undefined ? [] : [{ link, village }]
  })
  return new Map(
    [...groupedBy(here, ({ village }) => village)].map(([village, links]) => [village, membersOf(links.map(({ link }) => link))]),
  )
}

/**
 * What is known of somebody whom a fact of a village names. `silent` are people of whom nothing is to be said: left out on purpose, or lost
 * from sight.
 */
export type Presence = 'present' | 'silent' | 'elsewhere' | 'unknown'

export function presenceIn({ draft, members, people }: ImportPlacement, village: string, person: string): Presence {
  const member = members.get(village)?.get(person)
  if (draft.withheld.has(person) || draft.gone.has(person) || member?.isLost === true) return 'silent'
  if (member !== undefined) return 'present'
  return people.has(person) ? 'elsewhere' : 'unknown'
}

/** Whether somebody may stand in a fact of a village; why not is an issue, unless it is on purpose. */
export function isPresent(placement: ImportPlacement, village: string, person: string, from: Origin): boolean {
  const presence = presenceIn(placement, village, person)
  if (presence === 'elsewhere') {
    report(placement.ledger, from, 'otherAccount', 'It names a person of another account; what it says of them was left out.')
  }
  if (presence === 'unknown') reportAbsence(placement, person, from)
  return presence === 'present'
}

/** Reports that somebody is not in the import, unless they were left out on purpose. */
export function reportAbsence({ draft, ledger }: Pick<ImportPlacement, 'draft' | 'ledger'>, person: string, from: Origin): void {
  if (draft.withheld.has(person) || draft.gone.has(person)) return
  report(ledger, from, 'missingRecord', 'It names a person who is not in the import; what it says of them was left out.')
}
