import type { Recorded } from '../model/fact.js'
import type { Interaction } from '../model/interaction.js'
import type { Move } from '../model/move.js'
import type { Tie } from '../model/tie.js'
import type { Placed, PlacedInteraction } from './draft.js'
import { report } from './ledger.js'
import { type ImportPlacement, isPresent, presenceIn, reportAbsence, villageOf } from './placement.js'
import { idsOf } from './places.js'

/** A fact in the village where it belongs. */
export interface Settled<F> {
  readonly village: string
  readonly fact: F
}

/** Facts about one person each, in their villages; those said with what took place after `settledInteractions`. */
export function settledFacts<F extends { readonly stakeholder: string; readonly decision?: string | undefined }>(
  placement: ImportPlacement,
  facts: readonly Placed<F>[],
): Settled<F>[] {
  return facts.flatMap(placed => {
    const { fact, from } = placed
    if (placement.draft.withheld.has(fact.stakeholder)) return []
    return villagesFor(placement, placed).flatMap(village =>
      isPresent(placement, village, fact.stakeholder, from) ? [{ village, fact }] : [],
    )
  })
}

/** Where a fact about one person belongs: with its decision, in its account, or wherever the person stands. */
function villagesFor(
  placement: ImportPlacement,
  { fact, account, interaction, from }: Placed<{ readonly stakeholder: string; readonly decision?: string | undefined }>,
): readonly string[] {
  if (interaction !== undefined) return [placement.met.get(interaction) ?? []].flat()
  const { draft, hierarchy, people, ledger } = placement
  if (fact.decision !== undefined) {
    const village = placement.decisions.get(fact.decision)
    if (!placement.decisions.has(fact.decision) && !draft.gone.has(fact.decision)) {
      report(ledger, from, 'missingRecord', 'Its decision is not in the import, so it was left out.')
    }
    return [village ?? []].flat()
  }
  if (account !== undefined) return [hierarchy.villages.get(account) ?? []].flat()
  if (!people.has(fact.stakeholder)) reportAbsence(placement, fact.stakeholder, from)
  return placement.villagesOf.get(fact.stakeholder) ?? []
}

/** Ties in the villages of whoever they come from. Circles are left as they are: in matrix organisations they are true. */
export function settledTies(placement: ImportPlacement): Settled<Recorded<Tie>>[] {
  return placement.draft.ties.flatMap(({ fact, account, from }) => {
    if (placement.draft.withheld.has(fact.from) || placement.draft.withheld.has(fact.to)) return []
    if (!placement.people.has(fact.from)) reportAbsence(placement, fact.from, from)
    if (fact.from === fact.to) {
      report(placement.ledger, from, 'selfReference', 'It ties a person to themselves, so the tie was left out.')
      return []
    }
    const asked = account === undefined ? undefined : placement.hierarchy.villages.get(account)
    return (placement.villagesOf.get(fact.from) ?? []).flatMap(village => {
      const member = placement.members.get(village)?.get(fact.from)
      if (member === undefined || (account !== undefined && village !== asked)) return []
      const isKnown = presenceIn(placement, village, fact.to) !== 'unknown'
      if (member.isLost && isKnown) placement.pending.push({ village, fact: fact.id, said: { ties: [fact] } })
      if (member.isLost) return []
      // Where somebody is not at home, or was tied in the past, nobody expects the other.
      const isExpected = member.isAtHome && fact.until === undefined
      const holds = isExpected ? isPresent(placement, village, fact.to, from) : presenceIn(placement, village, fact.to) === 'present'
      if (!holds && isKnown) placement.pending.push({ village, fact: fact.id, said: { ties: [fact] } })
      return holds ? [{ village, fact }] : []
    })
  })
}

/** What took place, in the villages where it did. */
export function settledInteractions(placement: ImportPlacement): Settled<Recorded<Interaction>>[] {
  return placement.draft.interactions.flatMap(placed => {
    const { fact, from } = placed
    const named = [...new Set([...fact.participants, ...(fact.drivenBy === undefined ? [] : [fact.drivenBy])])]
    if (named.length > 0 && named.every(person => placement.draft.withheld.has(person))) return []
    const village = placeOf(placement, placed, fact.participants)
    notePending(placement, placed, village, named)
    if (village === undefined) return []
    placement.met.set(fact.id, village)
    const present = new Set(named.filter(person => isPresent(placement, village, person, from)))
    const { participants, drivenBy, decision, ...rest } = fact
    const isOfVillage = decision !== undefined && placement.decisions.get(decision) === village
    return [
      {
        village,
        fact: {
          ...rest,
          participants: [...new Set(participants)].filter(person => present.has(person)),
          ...(drivenBy !== undefined && present.has(drivenBy) && { drivenBy }),
          ...(isOfVillage && { decision }),
        },
      },
    ]
  })
}

/** What is to be done, in the villages where it is. With nobody but those of whom nothing may be left it is nothing. */
export function settledMoves(placement: ImportPlacement): Settled<Recorded<Move>>[] {
  return placement.draft.moves.flatMap(placed => {
    const { fact, from } = placed
    const people = [...new Set(fact.with ?? [])]
    if (people.length > 0 && people.every(person => placement.draft.withheld.has(person))) return []
    const village = placeOf(placement, placed, people)
    if (village === undefined) return []
    const present = people.filter(person => isPresent(placement, village, person, from))
    const { with: _, decision, ...rest } = fact
    const isOfVillage = decision !== undefined && placement.decisions.get(decision) === village
    return [{ village, fact: { ...rest, ...(present.length > 0 && { with: present }), ...(isOfVillage && { decision }) } }]
  })
}

/** Keeps what a village does not hold of what took place, as far as those are known of whom it is true, and what could place it elsewhere. */
function notePending(
  { draft, decisions, pending, members, people }: ImportPlacement,
  { fact, places }: PlacedInteraction,
  village: string | undefined,
  named: readonly string[],
): void {
  const isKnown = (id: string): boolean => !draft.withheld.has(id) && (people.has(id) || draft.gone.has(id))
  const here = village === undefined ? undefined : members.get(village)
  const isElsewhere = (id: string): boolean => isKnown(id) && (here?.has(id) !== true || draft.gone.has(id))
  const { participants, drivenBy, decision, ...rest } = fact
  const isDecided = decision !== undefined && decisions.has(decision)
  const isPart = named.some(isElsewhere) || (isDecided && decisions.get(decision) !== village)
  const [place, ...others] = places
  const isFixed = village !== undefined && place?.account === village && others.length === 0
  if (!isPart && isFixed) return
  const interaction = {
    ...rest,
    participants: participants.filter(isKnown),
    ...(drivenBy !== undefined && isKnown(drivenBy) && { drivenBy }),
    ...(isDecided && { decision }),
  }
  pending.push({ village, fact: fact.id, said: { ...(isPart && { interaction }), ...(!isFixed && { places }) } })
}

/** The village where something took place with some people, or is to be done: see `PlacedEvent.places`. */
function placeOf(
  placement: ImportPlacement,
  { places, from }: Pick<PlacedInteraction, 'places' | 'from'>,
  people: readonly string[],
): string | undefined {
  const { draft, decisions, homes, ledger } = placement
  const homesOf = (ids: readonly string[]): string[] => ids.flatMap(id => homes.get(id) ?? []).filter(id => !draft.gone.has(id))
  const theirs = homesOf(people)
  const accounts = places.flatMap(({ account }) => (account === undefined || draft.gone.has(account) ? [] : account))
  const best = accounts.find(id => theirs.includes(id)) ?? accounts[0]
  const led = places.flatMap(({ account, decision = '', person = '' }): readonly string[] => {
    if (account !== undefined) return [draft.gone.has(account) ? [] : (best ?? [])].flat()
    return [decisions.get(decision) ?? homesOf([person])].flat()
  })
  const [where] = [...led, ...theirs]
  if (where !== undefined) return villageOf(placement, where)
  const isExplained = [...people, ...idsOf(places)].some(id => draft.gone.has(id) || draft.withheld.has(id))
  if (!isExplained) report(ledger, from, 'missingValue', 'It leads to no account, so it was left out.')
  return undefined
}
