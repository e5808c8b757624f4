import type { Decision } from '../../model/decision.js'
import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedFacts, SaidArray } from '../../model/imports.js'
import type { Move } from '../../model/move.js'
import { namedIn } from '../../model/named.js'
import type { Tie } from '../../model/tie.js'
import { FACT_KINDS } from '../../model/village.js'
import { renamedFact } from '../../village/renamedFact.js'
import type { Draft, Placed, PlacedEvent } from '../draft.js'
import { recordBehind } from '../importedRecords.js'
import { idsOf, renamedPlaces } from '../places.js'
import { withoutOwn } from './facts.js'
import { believed, type Known, type KnownEvent } from './known.js'
import { LENT } from './links.js'
import { idNow, isStated, type Statement } from './statement.js'

/** What comes back to a draft because of people, decisions and accounts that come or are elsewhere now. */
export type Returning = Pick<Draft, 'decisions' | 'roles' | 'vetoes' | 'ties' | 'observations' | 'interactions' | 'moves'>

/** The decisions that are where somebody is, who may be elsewhere now. */
export function returningDecisions(statement: Statement, touched: ReadonlySet<string>, { deals }: Known): Draft['decisions'] {
  const told = new Set(statement.draft.decisions.map(({ fact }) => fact.id))
  return [...deals.values()].flatMap(deal => {
    const people = deal.places.flatMap(({ person }) => person ?? [])
    const isReturning = people.some(id => touched.has(id) || statement.draft.gone.has(id))
    if (!isReturning || told.has(deal.fact.id) || isOver(deal.fact.id, statement)) return []
    return [placedAnew('decisions', withoutRule(deal.believed ?? deal.fact), deal, statement)]
  })
}

/** The rule is ours, and stays where people have their seats. */
function withoutRule({ rule: _, ...deal }: Decision): Decision {
  return deal
}

/** What records said of people and places that are elsewhere now, or that were when it was imported. */
export function returningFacts(statement: Statement, decisions: Draft['decisions'], touched: ReadonlySet<string>, known: Known): Returning {
  const { draft } = statement
  const decided = new Set([...draft.decisions, ...decisions].map(({ fact }) => fact.id))
  const isNews = (id: string): boolean => touched.has(id) || decided.has(id) || draft.gone.has(id)
  const told = new Set([...draft.interactions, ...draft.moves].map(({ fact }) => fact.id))
  const events = <F extends Recorded<Fact>>(
    name: 'interactions' | 'moves',
    all: ReadonlyMap<string, KnownEvent<F>>,
    isReturning: (event: KnownEvent<F>, isNamed: boolean) => boolean,
    factOf: (event: KnownEvent<F>) => F = ({ fact }) => fact,
  ): PlacedEvent<F>[] =>
    [...all].flatMap(([id, event]) => {
      if (told.has(id) || isOver(id, statement)) return []
      const isNamed = [...namesIn(name, event.fact), ...idsOf(event.places)].some(isNews)
      const isGone = event.believed !== undefined && draft.gone.has(event.village ?? '')
      return isGone || isReturning(event, isNamed) ? [placedAnew(name, factOf(event), event, statement)] : []
    })
  const isMerged = ({ fact, places }: KnownEvent<Recorded<Fact>>): boolean =>
    [...namesIn('interactions', fact), ...idsOf(places)].some(id => draft.masters.has(id))
  const interactions = events('interactions', known.interactions, (event, isNamed) => isNamed && (event.isOpen || isMerged(event)))
  const met = new Set(interactions.map(({ fact }) => fact.id))
  const isPlacedAnew = ({ id }: { readonly id: string }): boolean => recordBehind(id, met) !== undefined
  return {
    decisions,
    interactions,
    // With whom something is to be done changes with who is there; what is done took place, and comes back with that where no village holds it.
    moves: events(
      'moves',
      known.moves,
      ({ fact: { id }, believed }, isNamed) => isNamed && (believed === undefined || !known.interactions.has(id)),
      moveSaid,
    ),
    roles: saidAnew('roles', statement, isNews, known, ({ roles = [] }) => roles),
    vetoes: saidAnew('vetoes', statement, isNews, known, ({ vetoes = [] }) => vetoes),
    observations: saidAnew('observations', statement, isNews, known, ({ observations = [] }) => observations, isPlacedAnew),
    ties: tiesAnew(statement, isNews, known),
  }
}

/** A move as it is believed, with all with whom its record says that it is. What only we record of it stays where it can. */
function moveSaid({ fact, believed: ours = fact }: KnownEvent<Recorded<Move>>): Recorded<Move> {
  const { with: _, decision: __, ...own } = withoutOwn('moves', ours)
  const people = [...new Set([...(fact.with ?? []), ...(ours.with ?? [])])]
  return { ...own, ...(people.length > 0 && { with: people }), ...(fact.decision !== undefined && { decision: fact.decision }) }
}

function placedAnew<F extends Recorded<Fact>>(
  name: 'decisions' | 'interactions' | 'moves',
  fact: F,
  { places }: Pick<KnownEvent<F>, 'places'>,
  { draft: { masters } }: Statement,
): PlacedEvent<F> {
  return {
    fact: renamedFact(name, fact, { stakeholders: masters, decisions: masters }),
    places: renamedPlaces(places, each => masters.get(each) ?? each),
    from: { object: LENT, id: fact.id },
  }
}

/** What records say of somebody or something that had no place, and may have one now. */
function saidAnew<F extends Recorded<Fact>>(
  name: SaidArray,
  statement: Statement,
  isNews: (id: string) => boolean,
  { said }: Pick<Known, 'said'>,
  factsOf: (said: ImportedFacts) => readonly F[],
  isReturning: (fact: F) => boolean = () => false,
): Placed<F>[] {
  const { masters } = statement.draft
  return said.flatMap(({ said: own, places: [place] }) =>
    factsOf(own).flatMap((fact): Placed<F>[] => {
      const account = place?.account
      if (isOver(fact.id, statement)) return []
      if (![...namesIn(name, fact), ...(account === undefined ? [] : [account])].some(isNews) && !isReturning(fact)) return []
      const renamed = renamedFact(name, fact, { stakeholders: masters, decisions: masters })
      return [
        { fact: renamed, ...(account !== undefined && { account: masters.get(account) ?? account }), from: { object: LENT, id: fact.id } },
      ]
    }),
  )
}

/** The ties of people to those who come to where they are, or the other way round. */
function tiesAnew(statement: Statement, isNews: (id: string) => boolean, known: Known): Placed<Recorded<Tie>>[] {
  const { draft } = statement
  const held = [...known.villages.values()].flatMap(({ ties }) => believed(ties).filter(({ source }) => source === known.source))
  const said = [...known.said, { said: { ties: held }, places: [] }]
  const all = saidAnew('ties', statement, isNews, { said }, ({ ties = [] }) => ties)
  const told = new Set(draft.ties.map(({ fact }) => fact.id))
  return [...new Map(all.map(({ fact }) => [idNow(fact.id, draft), fact]))].flatMap(([id, tie]) => {
    const fact = { ...tie, id }
    const ends = [fact.from, fact.to]
    // A tie to somebody who is gone holds again once they are back.
    if (told.has(id) || fact.from === fact.to || ends.some(id => draft.withheld.has(id))) return []
    return [{ fact, from: { object: LENT, id: fact.from } }]
  })
}

function namesIn(name: SaidArray, fact: object): readonly string[] {
  return [...namedIn(FACT_KINDS[name], fact, 'stakeholders'), ...namedIn(FACT_KINDS[name], fact, 'decisions')]
}

/** Whether something holds no longer, or its record says anew what holds. */
function isOver(id: string, statement: Statement): boolean {
  return isOut(id, statement) || isStated(id, statement) || recordBehind(id, statement.draft.gone) !== undefined
}

function isOut(id: string, { draft }: Statement): boolean {
  return draft.gone.has(id) || draft.withheld.has(id)
}
