import { VILLAGE_LIMITS } from '../model/village.js'
import { compareText } from '../support/order.js'
import type { AccountFacts } from './accountFacts.js'
import type { Origin } from './draft.js'
import { type Ledger, report } from './ledger.js'
import { withinOurs } from './limitOurs.js'

/**
 * The facts of no more people than a village can hold: those of whom most is known, by roles, then readings, ties and activities; and no
 * more moves and people of ours.
 */
export function withinLimit(facts: AccountFacts, account: Origin, ledger: Ledger): AccountFacts {
  return withinOurs(withinPeople(facts, account, ledger), account, ledger)
}

function withinPeople(facts: AccountFacts, account: Origin, ledger: Ledger): AccountFacts {
  const people = [...new Set(facts.stakeholders.map(({ id }) => id))]
  const tooMany = people.length - VILLAGE_LIMITS.stakeholders
  if (tooMany <= 0) return facts
  const ranks = ranksIn(facts)
  const order = people.sort((a, b) => (ranks.get(a) ?? LAST) - (ranks.get(b) ?? LAST) || compareText(a, b))
  const kept = new Set(order.slice(0, VILLAGE_LIMITS.stakeholders))
  ledger.leftOut.overLimit += tooMany
  const message = `It has ${tooMany} people more than the ${VILLAGE_LIMITS.stakeholders} that a village can hold. Those with the least known about them were left out.`
  report(ledger, account, 'limitExceeded', message)
  return among(kept, facts)
}

const LAST = 5

/** For each person the first list in which they stand. */
function ranksIn({
  roles,
  vetoes,
  observations,
  comments,
  expectations,
  ties,
  interactions,
  moves,
}: AccountFacts): ReadonlyMap<string, number> {
  const lists = [
    [...roles, ...vetoes].map(fact => fact.stakeholder),
    [...observations, ...comments, ...expectations].map(fact => fact.stakeholder),
    ties.flatMap(tie => [tie.from, tie.to]),
    interactions.flatMap(({ participants, drivenBy }) => [...participants, ...(drivenBy === undefined ? [] : [drivenBy])]),
    moves.flatMap(({ with: people = [] }) => people),
  ]
  return new Map(lists.flatMap((people, rank) => people.map(person => [person, rank] as const)).reverse())
}

/** The facts of those people only. What they took part in stays. */
function among(kept: ReadonlySet<string>, facts: AccountFacts): AccountFacts {
  const isKept = ({ stakeholder }: { readonly stakeholder: string }): boolean => kept.has(stakeholder)
  return {
    ...facts,
    stakeholders: facts.stakeholders.filter(({ id }) => kept.has(id)),
    roles: facts.roles.filter(isKept),
    vetoes: facts.vetoes.filter(isKept),
    ties: facts.ties.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    observations: facts.observations.filter(isKept),
    comments: facts.comments.filter(isKept),
    expectations: facts.expectations.filter(isKept),
    interactions: facts.interactions.map(({ drivenBy, ...rest }) => ({
      ...rest,
      participants: rest.participants.filter(person => kept.has(person)),
      ...(drivenBy !== undefined && kept.has(drivenBy) && { drivenBy }),
    })),
    moves: facts.moves.map(({ with: people, ...rest }) => ({
      ...rest,
      ...(people && { with: people.filter(person => kept.has(person)) }),
    })),
  }
}
