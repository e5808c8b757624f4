import type { Decision } from '../../model/decision.js'
import type { Fact, Recorded } from '../../model/fact.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import { renamedFact } from '../../village/renamedFact.js'
import type { Draft, DraftAccount, DraftPerson, Placed } from '../draft.js'
import { recordBehind } from '../importedRecords.js'
import type { Finish } from '../taken.js'
import { believed, type Known, type KnownLink } from './known.js'
import { LENT, linksFor, membershipFrom, partFrom } from './links.js'
import { finishedMoves, teammatesKnown } from './ours.js'
import { isStated, type Statement } from './statement.js'

/** A draft with what it names and does not hold, as far as villages know it. */
export interface Completed {
  readonly draft: Draft
  /** The people whose accounts the import tells, or could change. */
  readonly touched: ReadonlySet<string>
  /** The people and decisions that are only there because something names them. */
  readonly lent: ReadonlySet<string>
  /** The moves that are only there because they are done now. */
  readonly finished: ReadonlySet<string>
}

/**
 * Adds to what an import says what is known of whom and what it names, so that it is placed as if it had all come at once: people with
 * what makes them part of accounts, decisions and accounts.
 */
export function completed(statement: Statement, known: Known, finish: Finish): Completed {
  const { draft, seen } = statement
  const touched = touchedIn(draft, known, seen)
  const told = new Set(draft.people.map(({ id }) => id))
  const everybody = new Set([...touched, ...peopleNamed(draft)])
  const isOut = (id: string): boolean => draft.gone.has(id) || draft.withheld.has(id)
  const lentPeople = [...everybody].filter(id => !told.has(id) && !isOut(id)).flatMap(id => lentPerson(id, statement, known))
  const present = new Set([...told, ...lentPeople.map(({ id }) => id)])
  const links = [...present].flatMap(id => linksFor(id, statement, known))
  const decided = new Set(draft.decisions.map(({ fact }) => fact.id))
  const lentDecisions = [...new Set([...decisionsNamed(draft, links), ...draft.masters.values()])]
    .filter(id => !decided.has(id) && !isOut(id))
    .flatMap(id => lentDecision(id, draft, known))
  const finished = finishedMoves(draft, known)
  const whole: Draft = {
    ...draft,
    people: [...draft.people, ...lentPeople],
    memberships: [...draft.memberships, ...links.flatMap(link => (link.decision === undefined ? [membershipFrom(link, known)] : []))],
    parts: [...draft.parts, ...links.flatMap(link => (link.decision === undefined ? [] : [partFrom(link, link.decision)]))],
    decisions: [...draft.decisions, ...lentDecisions],
    teammates: teammatesKnown(draft, known),
    moves: [...draft.moves, ...finished],
    ...lentFacts(statement, new Set(lentPeople.flatMap(({ id }) => (touched.has(id) ? id : []))), known),
  }
  return {
    draft: { ...whole, accounts: [...draft.accounts, ...lentAccounts(whole, statement, known, finish)] },
    touched,
    finished: new Set(finished.map(({ fact }) => fact.id)),
    lent: new Set([...lentPeople.map(({ id }) => id), ...lentDecisions.map(({ fact }) => fact.id)]),
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
  return [...new Set([...about, ...tied, ...met, ...planned, ...[...draft.memberships, ...draft.parts].map(({ person }) => person)])]
}

function decisionsNamed(draft: Draft, links: readonly KnownLink[]): readonly string[] {
  const named = [...draft.roles, ...draft.vetoes, ...draft.observations, ...draft.comments, ...draft.interactions, ...draft.moves].flatMap(
    ({ fact }) => ('decision' in fact && fact.decision !== undefined ? fact.decision : []),
  )
  return [...new Set([...named, ...draft.parts.map(({ decision }) => decision), ...links.flatMap(({ decision }) => decision ?? [])])]
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

function lentDecision(id: string, { masters }: Draft, { decisions }: Known): Placed<Recorded<Decision>>[] {
  const found = decisions.get(id)
  if (found === undefined) return []
  const { fact, village } = found
  return [{ fact, account: masters.get(village) ?? village, from: { object: LENT, id } }]
}

type LentFacts = Pick<Draft, 'roles' | 'vetoes' | 'ties' | 'observations' | 'comments'>

/**
 * What the records of people say who may come to another account, which is true of them there, too, and what is said of a decision that
 * another account makes now.
 */
function lentFacts(statement: Statement, people: ReadonlySet<string>, known: Known): LentFacts {
  const { draft } = statement
  const merged = [...draft.masters.keys()].filter(id => known.decisions.has(id))
  const moved = new Set([...merged, ...draft.decisions.flatMap(({ fact: { id }, account }) => (isElsewhere(id, account, known) ? id : []))])
  const names = { stakeholders: draft.masters, decisions: draft.masters }
  const lend = <F extends Recorded<Fact> & { readonly decision?: string | undefined }>(
    name: keyof LentFacts,
    own: readonly Placed<F>[],
    factsOf: (village: Village) => readonly F[],
  ): Placed<F>[] => {
    const facts = people.size + moved.size === 0 ? [] : [...known.villages.values()].flatMap(factsOf)
    const said = new Set(own.map(({ fact }) => fact.id))
    const lent = facts.flatMap((fact): Placed<F>[] => {
      if (fact.source !== known.source || fact.retractedAt !== undefined || said.has(fact.id)) return []
      if (isStated(fact.id, statement) || recordBehind(fact.id, draft.gone) !== undefined) return []
      const { decision } = fact
      const id = decision === undefined ? recordBehind(fact.id, people) : moved.has(decision) ? fact.id : undefined
      return id === undefined ? [] : [{ fact: renamedFact(name, fact, names), from: { object: LENT, id } }]
    })
    return [...own, ...lent]
  }
  return {
    roles: lend('roles', draft.roles, ({ roles }) => roles),
    vetoes: lend('vetoes', draft.vetoes, ({ vetoes }) => vetoes),
    ties: lend('ties', draft.ties, ({ ties }) => ties),
    observations: lend('observations', draft.observations, ({ observations }) => observations),
    comments: lend('comments', draft.comments, ({ comments }) => comments),
  }
}

function isElsewhere(decision: string, account: string | undefined, { decisions }: Known): boolean {
  const known = decisions.get(decision)
  return known !== undefined && account !== known.village
}

/** The accounts that are named and known, and those above them where subsidiaries are units. */
function lentAccounts(draft: Draft, { formerly }: Statement, known: Known, { subsidiaries }: Finish): DraftAccount[] {
  const told = new Set(draft.accounts.map(({ id }) => id))
  const units = subsidiaries === 'units' ? unitsIn(known) : new Map<string, DraftAccount>()
  const placed = [
    ...draft.roles,
    ...draft.vetoes,
    ...draft.ties,
    ...draft.observations,
    ...draft.interactions,
    ...draft.comments,
    ...draft.expectations,
    ...draft.moves,
  ]
  const named = [
    ...draft.memberships.map(({ account }) => account),
    ...[...draft.decisions, ...placed].flatMap(({ account }) => account ?? []),
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

function accountFrom({ account: { id, name, parent, annualRevenue } }: Village): DraftAccount {
  return {
    id,
    name,
    ...(parent !== undefined && { parent }),
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
