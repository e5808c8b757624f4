import type { Decision } from '../model/decision.js'
import type { Recorded } from '../model/fact.js'
import { factSaid, type ImportedPlace } from '../model/imports.js'
import type { Interaction } from '../model/interaction.js'
import type { Move } from '../model/move.js'
import type { Tie } from '../model/tie.js'
import { FACT_KINDS } from '../model/village.js'
import { withoutPerson } from '../village/withoutPerson.js'
import type { Placed, PlacedInteraction, PlacedMove } from './draft.js'
import { report } from './ledger.js'
import { type ImportPlacement, isPresent, presenceIn, reportAbsence, villageOf } from './placement.js'
import { idsOf, leadOf } from './places.js'

/** A fact in the village where it belongs. */
export interface Settled<F> {
  readonly village: string
  readonly fact: F
}

/** A fact about one person. */
interface Personal {
  readonly id: string
  readonly stakeholder: string
  readonly decision?: string | undefined
}

/** Facts about one person each, in their villages; those said with what took place after `settledInteractions`. */
export function settledFacts<F extends Personal>(placement: ImportPlacement, facts: readonly Placed<F>[]): Settled<F>[] {
  return facts.flatMap(placed => {
    const { fact, from } = placed
    if (placement.draft.withheld.has(fact.stakeholder)) return []
    return villagesFor(placement, placed).flatMap(village =>
      isPresent(placement, village, fact.stakeholder, from) ? [{ village, fact }] : [],
    )
  })
}

/** The same of what records say on their own word; what says of whom or what has no village yet is kept. */
export function settledOrKept<F extends Personal>(
  placement: ImportPlacement,
  name: 'roles' | 'vetoes' | 'observations',
  facts: readonly Placed<F>[],
): Settled<F>[] {
  const settled = settledFacts(placement, facts)
  const held = new Set(settled.map(({ fact }) => fact.id))
  const { draft, pending } = placement
  for (const { fact, account, interaction } of facts) {
    const isOut = (id: string | undefined): boolean => id !== undefined && (draft.withheld.has(id) || draft.gone.has(id))
    if (held.has(fact.id) || [fact.stakeholder, fact.decision, account, interaction].some(isOut)) continue
    // What is true of somebody wherever they stand is said by their own record, which comes with them.
    if (fact.decision === undefined && account === undefined && interaction === undefined) continue
    pending.push({ village: undefined, fact: fact.id, said: factSaid(name, fact), ...(account !== undefined && { places: [{ account }] }) })
  }
  return settled
}

/** What is decided, in the villages that decide. */
export function settledDecisions(placement: ImportPlacement): Settled<Decision>[] {
  return placement.draft.decisions.flatMap(({ fact, places }) => {
    const village = placement.decisions.get(fact.id)
    const { rule: _, ...said } = fact
    if (fact.retractedAt === undefined && places.some(({ person }) => person !== undefined)) {
      placement.pending.push({
        village,
        fact: fact.id,
        places: placesKept(places, placement.draft),
        ...(village === undefined && { said: factSaid('decisions', said) }),
      })
    }
    return village === undefined ? [] : [{ village, fact }]
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
    const keep = (village: string | undefined): void => {
      placement.pending.push({ village, fact: fact.id, said: factSaid('ties', fact) })
    }
    const villages = placement.villagesOf.get(fact.from) ?? []
    if (villages.length === 0) keep(undefined)
    return villages.flatMap(village => {
      const member = placement.members.get(village)?.get(fact.from)
      if (member === undefined || (account !== undefined && village !== asked)) return []
      if (member.isLost) keep(village)
      if (member.isLost) return []
      // Where somebody is not at home, or was tied in the past, nobody expects the other.
      const isExpected = member.isAtHome && fact.until === undefined
      const holds = isExpected ? isPresent(placement, village, fact.to, from) : presenceIn(placement, village, fact.to) === 'present'
      if (!holds) keep(village)
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
    keepEvent(placement, 'interactions', placed, village, named)
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
    keepEvent(placement, 'moves', placed, village, people)
    if (village === undefined) return []
    const present = people.filter(person => isPresent(placement, village, person, from))
    const { with: _, decision, ...rest } = fact
    const isOfVillage = decision !== undefined && placement.decisions.get(decision) === village
    return [{ village, fact: { ...rest, ...(present.length > 0 && { with: present }), ...(isOfVillage && { decision }) } }]
  })
}

/** Keeps what a village does not hold of what took place or is to be done, and what could place it elsewhere. */
function keepEvent(
  placement: ImportPlacement,
  name: 'interactions' | 'moves',
  { fact, places }: PlacedInteraction | PlacedMove,
  village: string | undefined,
  named: readonly string[],
): void {
  const { draft, decisions, pending } = placement
  const isOut = (id: string): boolean => draft.withheld.has(id)
  const isElsewhere = (id: string): boolean => !isOut(id) && (village === undefined || presenceIn(placement, village, id) !== 'present')
  const { decision } = fact
  const isDecided = decision === undefined || draft.gone.has(decision) || decisions.get(decision) === village
  const isPart = village === undefined || named.some(isElsewhere) || !isDecided
  const isFixed = isFixedIn(village, places)
  if (!isPart && isFixed) return
  const kept = named.filter(isOut).reduce<object | undefined>((rest, id) => rest && withoutPerson(FACT_KINDS[name], rest, id), fact) ?? fact
  pending.push({
    village,
    fact: fact.id,
    ...(isPart && { said: factSaid(name, kept) }),
    ...(!isFixed && { places: placesKept(places, draft) }),
  })
}

/** Places without those of whom nothing may be left. */
function placesKept(places: readonly ImportedPlace[], { withheld }: ImportPlacement['draft']): readonly ImportedPlace[] {
  return places.filter(({ person }) => person === undefined || !withheld.has(person))
}

/** Whether it stays in a village whoever moves. */
function isFixedIn(village: string | undefined, [place, ...others]: readonly ImportedPlace[]): boolean {
  return village !== undefined && place?.account === village && others.length === 0
}

/** The village where something took place with some people, or is to be done: see `PlacedEvent.places`. */
function placeOf(
  placement: ImportPlacement,
  { places, from }: Pick<PlacedInteraction, 'places' | 'from'>,
  people: readonly string[],
): string | undefined {
  const { draft, decisions, homes, ledger } = placement
  const where = leadOf(places, people, { gone: draft.gone, homes, decisions })
  if (where !== undefined) return villageOf(placement, where)
  const isExplained = [...people, ...idsOf(places)].some(id => draft.gone.has(id) || draft.withheld.has(id))
  if (!isExplained) report(ledger, from, 'missingValue', 'It leads to no account, so it was left out.')
  return undefined
}
