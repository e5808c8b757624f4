import type { Recorded } from '../../model/fact.js'
import type { Interaction } from '../../model/interaction.js'
import type { Tie } from '../../model/tie.js'
import { renamedFact } from '../../village/renamedFact.js'
import type { PlacedInteraction } from '../draft.js'
import { idsOf, renamedPlaces } from '../places.js'
import { believed, type Known, type KnownInteraction } from './known.js'
import type { Returning } from './lentFacts.js'
import { LENT } from './links.js'
import { isStated, type Statement } from './statement.js'

/** What records said of people and places that are elsewhere now, or that were when it was imported. */
export function returningFacts(statement: Statement, touched: ReadonlySet<string>, known: Known): Returning {
  return { ties: returningTies(statement, touched, known), interactions: returningInteractions(statement, touched, known) }
}

/** The ties of people to those who come to where they are, or the other way round. */
function returningTies(statement: Statement, touched: ReadonlySet<string>, known: Known): Returning['ties'] {
  const { draft } = statement
  const ties = [...known.ties, ...(draft.masters.size > 0 ? tiesOf(draft.masters, known) : [])]
  const names = { stakeholders: draft.masters }
  const told = new Set(draft.ties.map(({ fact }) => fact.id))
  return [...new Map(ties.map(tie => [tie.id, tie])).values()].flatMap(tie => {
    const fact = renamedFact('ties', tie, names)
    const ends = [fact.from, fact.to]
    if (told.has(fact.id) || isStated(fact.id, statement) || fact.from === fact.to) return []
    if (ends.some(id => isOut(id, statement)) || !ends.some(id => touched.has(id))) return []
    return [{ fact, from: { object: LENT, id: fact.from } }]
  })
}

/** The ties that are believed of people who were merged into others. */
function tiesOf(masters: ReadonlyMap<string, string>, { source, villages }: Known): readonly Recorded<Tie>[] {
  const all = [...villages.values()].flatMap(({ ties }) => believed(ties))
  return all.filter(tie => tie.source === source && (masters.has(tie.from) || masters.has(tie.to)))
}

/** What took place where an account is gone, or with whom or for what may be elsewhere now. */
function returningInteractions(statement: Statement, touched: ReadonlySet<string>, known: Known): readonly PlacedInteraction[] {
  const { draft } = statement
  const told = new Set(draft.interactions.map(({ fact }) => fact.id))
  const decided = new Set(draft.decisions.map(({ fact }) => fact.id))
  const isNews = (id: string): boolean => touched.has(id) || decided.has(id) || draft.gone.has(id)
  return [...known.met.values()].flatMap((met): PlacedInteraction[] => {
    const { id } = met.fact
    if (told.has(id) || isOut(id, statement) || isStated(id, statement)) return []
    const fact = renamedFact('interactions', met.fact, { stakeholders: draft.masters, decisions: draft.masters })
    const places = renamedPlaces(met.places, each => draft.masters.get(each) ?? each)
    const named = [...namesIn(met.fact), ...idsOf(met.places)]
    const isMerged = named.some(each => draft.masters.has(each))
    return isReturning(met, isMerged, named.some(isNews), draft.gone.has(met.village ?? ''))
      ? [{ fact, places, from: { object: LENT, id } }]
      : []
  })
}

/** What was believed where an account is gone now has to go elsewhere; all else may where something tells of another place or person. */
function isReturning({ isBelieved, isOpen }: KnownInteraction, isMerged: boolean, isNamed: boolean, isGone: boolean): boolean {
  return (isBelieved && (isGone || isMerged)) || (isNamed && (isOpen || isGone))
}

function namesIn({ participants, drivenBy, decision }: Recorded<Interaction>): readonly string[] {
  return [...participants, ...(drivenBy === undefined ? [] : [drivenBy]), ...(decision === undefined ? [] : [decision])]
}

function isOut(id: string, { draft }: Statement): boolean {
  return draft.gone.has(id) || draft.withheld.has(id)
}
