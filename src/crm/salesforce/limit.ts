import { VILLAGE_LIMITS } from '../../model/village.js'
import { compareText } from '../../support/order.js'
import { report } from '../ledger.js'
import type { Draft } from './draft.js'
import type { Plan } from './plan.js'

/** The draft with no more people than a village can hold: those of whom most is known, by roles, then readings, ties and activities. */
export function withinLimit({ context, id }: Plan, draft: Draft): Draft {
  const tooMany = draft.stakeholders.length - VILLAGE_LIMITS.stakeholders
  if (tooMany <= 0) return draft
  const ranks = ranksIn(draft)
  const order = [...draft.stakeholders].sort((a, b) => (ranks.get(a.id) ?? LAST) - (ranks.get(b.id) ?? LAST) || compareText(a.id, b.id))
  const kept = new Set(order.slice(0, VILLAGE_LIMITS.stakeholders).map(person => person.id))
  context.ledger.leftOut.overLimit += tooMany
  const message = `It has ${tooMany} people more than the ${VILLAGE_LIMITS.stakeholders} that a village can hold. Those of whom least is known were left out.`
  report(context.ledger, { object: 'Account', id }, 'limitExceeded', message)
  return among(kept, draft)
}

const LAST = 4

/** For each person the first list in which they stand. */
function ranksIn({ roles, vetoes, observations, ties, interactions }: Draft): ReadonlyMap<string, number> {
  const lists = [
    [...roles, ...vetoes].map(fact => fact.stakeholder),
    observations.map(fact => fact.stakeholder),
    ties.flatMap(tie => [tie.from, tie.to]),
    interactions.flatMap(({ participants, drivenBy }) => [...participants, ...(drivenBy === undefined ? [] : [drivenBy])]),
  ]
  return new Map(lists.flatMap((people, rank) => people.map(person => [person, rank] as const)).reverse())
}

/** The draft with those people only. What they took part in stays. */
function among(kept: ReadonlySet<string>, draft: Draft): Draft {
  const isKept = ({ stakeholder }: { readonly stakeholder: string }): boolean => kept.has(stakeholder)
  return {
    ...draft,
    stakeholders: draft.stakeholders.filter(({ id }) => kept.has(id)),
    roles: draft.roles.filter(isKept),
    vetoes: draft.vetoes.filter(isKept),
    ties: draft.ties.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    observations: draft.observations.filter(isKept),
    interactions: draft.interactions.map(({ drivenBy, ...rest }) => ({
      ...rest,
      participants: rest.participants.filter(person => kept.has(person)),
      ...(drivenBy !== undefined && kept.has(drivenBy) && { drivenBy }),
    })),
  }
}
