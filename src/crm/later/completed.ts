import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import type { Draft, DraftAccount, DraftPerson, PlacedDecision } from '../draft.js'
import type { Finish } from '../taken.js'
import { believed, type Known, type KnownLink } from './known.js'
import { lentFacts } from './lentFacts.js'
import { LENT, linksFor, membershipFrom, partFrom } from './links.js'
import { finishedMoves, teammatesKnown } from './ours.js'
import { returningDecisions, returningFacts } from './returning.js'
import type { Statement } from './statement.js'

/** A draft with what it names and does not hold, as far as villages know it. */
export interface Completed {
  readonly draft: Draft
  /** The people whose accounts the import tells, or could change. */
  readonly touched: ReadonlySet<string>
  /** The people and decisions that are only there because something names them. */
  readonly lent: ReadonlySet<string>
  /** What records said, and may have another place now, although nobody tells of it anew. */
  readonly returning: ReadonlySet<string>
}

/**
 * Adds to what an import says what is known of whom and what it names, so that it is placed as if it had all come at once: people with
 * what makes them part of accounts, decisions and accounts.
 */
export function completed(statement: Statement, known: Known, finish: Finish): Completed {
  const { draft, seen } = statement
  const telling = touchedIn(draft, known, seen)
  const deals = returningDecisions(statement, telling, known)
  const touched = new Set([...telling, ...partsIn(deals, known)])
  const told = new Set(draft.people.map(({ id }) => id))
  const returning = returningFacts(statement, deals, touched, known)
  const isOut = (id: string): boolean => draft.gone.has(id) || draft.withheld.has(id)
  const coming = new Set([...touched].filter(id => !told.has(id) && !isOut(id)))
  const facts = lentFacts(statement, coming, returning, known)
  const naming: Draft = {
    ...draft,
    ...facts,
    decisions: [...draft.decisions, ...deals],
    interactions: [...draft.interactions, ...returning.interactions],
    moves: [...draft.moves, ...finishedMoves(draft, known), ...returning.moves],
  }
  const everybody = new Set([...touched, ...peopleNamed(naming)])
  const lentPeople = [...everybody].filter(id => !told.has(id) && !isOut(id)).flatMap(id => lentPerson(id, statement, known))
  const present = new Set([...told, ...lentPeople.map(({ id }) => id)])
  const links = [...present].flatMap(id => linksFor(id, statement, known))
  const decided = new Set(naming.decisions.map(({ fact }) => fact.id))
  const lentDecisions = [...new Set([...decisionsNamed(naming, links), ...draft.masters.values()])]
    .filter(id => !decided.has(id) && !isOut(id))
    .flatMap(id => lentDecision(id, draft, known))
  const whole: Draft = {
    ...naming,
    people: [...draft.people, ...lentPeople],
    memberships: [...draft.memberships, ...links.flatMap(link => (link.decision === undefined ? [membershipFrom(link, known)] : []))],
    parts: [...draft.parts, ...links.flatMap(link => (link.decision === undefined ? [] : [partFrom(link, link.decision)]))],
    decisions: [...naming.decisions, ...lentDecisions],
    teammates: teammatesKnown(naming, known),
  }
  return {
    draft: { ...whole, accounts: [...draft.accounts, ...lentAccounts(whole, statement, known, finish)] },
    touched,
    lent: new Set([...lentPeople.map(({ id }) => id), ...lentDecisions.map(({ fact }) => fact.id)]),
    returning: new Set(Object.values(returning).flatMap((facts): string[] => facts.map(({ fact }) => fact.id))),
  }
}

/** Those whom the import tells of, and those who are part of an account by a record that it tells of. */
function touchedIn(draft: Draft, known: Known, seen: ReadonlyMap<string, string>): ReadonlySet<string> {
  const linked = [...known.links].flatMap(([person, own]) => (own.some(link => isAnew(link, draft, known, seen)) ? person : []))
  const named = [...draft.people.map(({ id }) => id), ...[...draft.memberships, ...draft.parts].map(({ person }) => person)]
  return new Set([...named, ...linked, ...linked.map(id => draft.masters.get(id) ?? id), ...[...draft.masters.values()]])
}

function isAnew(
  { record, account, decision = record }: KnownLink,
  { gone }: Draft,
  known: Known,
  seen: ReadonlyMap<string, string>,
): boolean {
  // Whoever has a part in a decision is part of the account that makes it, wherever the record of the part is kept.
  const maker = known.decisions.get(decision)?.village ?? account
  return [record, account, decision, maker].some(id => seen.has(id) || gone.has(id))
}

/** Everybody whom facts and links name, whether they are in the import or not. */
export function peopleNamed(draft: Draft): readonly string[] {
  const about = [...draft.roles, ...draft.vetoes, ...draft.observations, ...draft.comments, ...draft.expectations].map(
    ({ fact }) => fact.stakeholder,
  )
  const tied = draft.ties.flatMap(({ fact }) => [fact.from, fact.to])
  const met = draft.interactions.flatMap(({ fact }) => [...fact.participants, ...(fact.drivenBy === undefined ? [] : [fact.drivenBy])])
  const planned = draft.moves.flatMap(({ fact }) => fact.with ?? [])
  const placing = [...draft.decisions, ...draft.interactions, ...draft.moves].flatMap(({ places }) =>
    places.flatMap(({ person }) => person ?? []),
  )
  const linked = [...draft.memberships, ...draft.parts].map(({ person }) => person)
  return [...new Set([...about, ...tied, ...met, ...planned, ...placing, ...linked])]
}

function decisionsNamed(draft: Draft, links: readonly KnownLink[]): readonly string[] {
  const named = [...draft.roles, ...draft.vetoes, ...draft.observations, ...draft.comments, ...draft.interactions, ...draft.moves].flatMap(
    ({ fact }) => ('decision' in fact && fact.decision !== undefined ? fact.decision : []),
  )
  const placed = [...draft.interactions, ...draft.moves].flatMap(({ places }) => places.flatMap(({ decision }) => decision ?? []))
  return [
    ...new Set([...named, ...placed, ...draft.parts.map(({ decision }) => decision), ...links.flatMap(({ decision }) => decision ?? [])]),
  ]
}

/** Somebody as they are known, or whoever was merged into them. */
function lentPerson(id: string, { formerly }: Statement, { people, former }: Known): DraftPerson[] {
  const all = [id, ...(formerly.get(id) ?? [])].flatMap(name => [...(people.get(name)?.values() ?? [])])
  // Where somebody left, nobody may have told since what changed.
  const found = all.find(({ leftAt }) => leftAt === undefined) ?? all[0] ?? former.get(id)
  return found === undefined ? [] : [personFrom(id, found)]
}

function personFrom(id: string, { name, title, email, externalIds }: Stakeholder): DraftPerson {
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(email !== undefined && { email }),
    ...(externalIds !== undefined && { externalIds }),
    from: { object: LENT, id },
  }
}

/** A decision where it is made, or in no village where it had no place yet. */
function lentDecision(id: string, { masters }: Draft, { decisions, deals }: Known): PlacedDecision[] {
  const [found, placeless] = [decisions.get(id), deals.get(id)]
  const from = { object: LENT, id }
  if (found !== undefined) return [{ fact: found.fact, places: [{ account: masters.get(found.village) ?? found.village }], from }]
  return placeless === undefined ? [] : [{ fact: placeless.fact, places: placeless.places, from }]
}

/** Who has a part in decisions. */
function partsIn(deals: Draft['decisions'], { links }: Known): readonly string[] {
  const decided = new Set(deals.map(({ fact }) => fact.id))
  if (decided.size === 0) return []
  return [...links].flatMap(([person, own]) => (own.some(({ decision = '' }) => decided.has(decision)) ? person : []))
}

/** The accounts that are named and known, and those above them where subsidiaries are units. */
function lentAccounts(draft: Draft, { formerly }: Statement, known: Known, { subsidiaries }: Finish): DraftAccount[] {
  const told = new Set(draft.accounts.map(({ id }) => id))
  const units = subsidiaries === 'units' ? unitsIn(known) : new Map<string, DraftAccount>()
  const placed = [...draft.roles, ...draft.vetoes, ...draft.ties, ...draft.observations, ...draft.comments, ...draft.expectations]
  const named = [
    ...draft.memberships.map(({ account }) => account),
    ...placed.flatMap(({ account }) => account ?? []),
    ...[...draft.decisions, ...draft.interactions, ...draft.moves].flatMap(({ places }) => places.flatMap(({ account }) => account ?? [])),
    ...draft.teammates.flatMap(({ accounts = [] }) => accounts),
    ...(subsidiaries === 'units' ? draft.accounts.flatMap(({ parent }) => parent ?? []) : []),
  ]
  const lent = new Map<string, DraftAccount>()
  const add = (id: string): void => {
    if (told.has(id) || lent.has(id) || draft.gone.has(id) || draft.withheld.has(id)) return
    const [village] = [id, ...(formerly.get(id) ?? [])].flatMap(name => known.villages.get(name) ?? [])
    const found = village === undefined ? units.get(id) : { ...accountFrom(village), id }
    if (found === undefined) return
    lent.set(id, found)
    if (subsidiaries === 'units' && found.parent !== undefined) add(found.parent)
  }
  for (const id of named) add(id)
  return [...lent.values()]
}

function accountFrom({ account: { id, name, parent, owner, segment, annualRevenue } }: Village): DraftAccount {
  return {
    id,
    name,
    ...(parent !== undefined && { parent }),
    ...(owner !== undefined && { owner }),
    ...(segment !== undefined && { segment }),
    ...(annualRevenue !== undefined && { annualRevenue }),
    from: { object: LENT, id },
  }
}

/** The accounts that are units of others, by their ids. */
function unitsIn({ villages, source }: Known): Map<string, DraftAccount> {
  const units = [...villages].flatMap(([account, village]) =>
    believed(village.units).flatMap((unit): DraftAccount[] => {
      if (unit.source !== source || unit.kind !== 'subsidiary') return []
      const { id, name, parent = account, share } = unit
      return [{ id, name, parent, ...(share !== undefined && { share }), from: { object: LENT, id } }]
    }),
  )
  return new Map(units.map(each => [each.id, each]))
}
