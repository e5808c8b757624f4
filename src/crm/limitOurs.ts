import { isLiveMove } from '../model/move.js'
import { VILLAGE_LIMITS } from '../model/village.js'
import { compareText } from '../support/order.js'
import type { AccountFacts } from './accountFacts.js'
import type { Origin } from './draft.js'
import { type Ledger, report } from './ledger.js'

/** The facts with no more moves that are to be done, and no more people of ours, than a village can hold. */
export function withinOurs(facts: AccountFacts, account: Origin, ledger: Ledger): AccountFacts {
  return withinTeammates(withinMoves(facts, account, ledger), account, ledger)
}

/** What is due last is kept, because old lists are long and nobody clears them. */
function withinMoves(facts: AccountFacts, account: Origin, ledger: Ledger): AccountFacts {
  const live = facts.moves.filter(isLiveMove)
  const tooMany = live.length - VILLAGE_LIMITS.liveMoves
  if (tooMany <= 0) return facts
  const dayOf = ({ dueAt, plannedAt }: (typeof live)[number]): string => dueAt ?? plannedAt ?? ''
  const oldest = [...live].sort((a, b) => compareText(dayOf(a), dayOf(b)) || compareText(a.id, b.id)).slice(0, tooMany)
  const left = new Set(oldest.map(({ id }) => id))
  ledger.leftOut.openTasks += tooMany
  const message = `It has ${tooMany} open tasks more than the ${VILLAGE_LIMITS.liveMoves} that a village can hold. Those due longest ago were left out.`
  report(ledger, account, 'limitExceeded', message)
  return { ...facts, moves: facts.moves.filter(({ id }) => !left.has(id)) }
}

/** Those are kept whom most facts name. */
function withinTeammates(facts: AccountFacts, account: Origin, ledger: Ledger): AccountFacts {
  const tooMany = facts.teammates.length - VILLAGE_LIMITS.teammates
  if (tooMany <= 0) return facts
  const counts = new Map<string, number>()
  const named = [
    ...(facts.account.owner === undefined ? [] : [facts.account.owner]),
    ...facts.interactions.flatMap(({ ours = [] }) => ours),
    ...facts.moves.flatMap(({ by }) => by ?? []),
  ]
  for (const id of named) counts.set(id, (counts.get(id) ?? 0) + 1)
  const order = facts.teammates.map(({ id }) => id).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || compareText(a, b))
  const kept = new Set(order.slice(0, VILLAGE_LIMITS.teammates))
  ledger.leftOut.overLimit += tooMany
  const message = `It has ${tooMany} people of ours more than the ${VILLAGE_LIMITS.teammates} that a village can hold. Those named least were left out.`
  report(ledger, account, 'limitExceeded', message)
  return {
    ...facts,
    teammates: facts.teammates.filter(({ id }) => kept.has(id)),
    interactions: facts.interactions.map(({ ours = [], ...rest }) => {
      const here = ours.filter(id => kept.has(id))
      return { ...rest, ...(here.length > 0 && { ours: here }) }
    }),
    moves: facts.moves.map(({ by, ...rest }) => ({ ...rest, ...(by !== undefined && kept.has(by) && { by }) })),
  }
}
