import type { Recorded } from '../model/fact.js'
import type { Interaction } from '../model/interaction.js'
import type { Move } from '../model/move.js'
import type { Tie } from '../model/tie.js'
import type { Placed } from './draft.js'
import { report } from './ledger.js'
import { type ImportPlacement, isPresent, presenceIn, reportAbsence, villageOf } from './placement.js'

/** A fact in the village where it belongs. */
export interface Settled<F> {
  readonly village: string
  readonly fact: F
}

/** Facts about one person each, in their villages. */
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
  { fact, account, from }: Placed<{ readonly stakeholder: string; readonly decision?: string | undefined }>,
): readonly string[] {
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
      if (member === undefined || member.isLost || (account !== undefined && village !== asked)) return []
      // Where somebody is not at home, or was tied in the past, nobody expects the other.
      const isExpected = member.isAtHome && fact.until === undefined
      const holds = isExpected ? isPresent(placement, village, fact.to, from) : presenceIn(placement, village, fact.to) === 'present'
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
    if (village === undefined) return []
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

/** The village where something took place, or is to be done: that of its account, of its decision, or of whom it is with. */
function placeOf(
  placement: ImportPlacement,
  { fact, account, from }: Placed<{ readonly decision?: string | undefined }>,
  people: readonly string[],
): string | undefined {
  const { draft, decisions, homes, ledger } = placement
  const decision = fact.decision === undefined ? undefined : decisions.get(fact.decision)
  const home = people.flatMap(person => homes.get(person) ?? [])[0]
  const where = account ?? (decision === undefined ? home : undefined)
  if (where !== undefined) return villageOf(placement, where)
  const isExplained = [...people, fact.decision ?? ''].some(id => draft.gone.has(id) || draft.withheld.has(id))
  if (decision === undefined && !isExplained) report(ledger, from, 'missingValue', 'It leads to no account, so it was left out.')
  return decision
}
