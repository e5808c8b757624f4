import type { Teammate } from '../model/teammate.js'
import type { AccountFacts } from './accountFacts.js'
import type { ImportPlacement } from './placement.js'

/** The teammates of a village: who of us looks after its account, those whom its facts name, and those who are its teammates already. */
export function settledTeammates({
  draft,
  hierarchy,
}: ImportPlacement): (village: string, facts: Pick<AccountFacts, 'interactions' | 'moves' | 'observations'>) => readonly Teammate[] {
  const byId = new Map(draft.teammates.map(each => [each.id, each]))
  const known = new Map<string, string[]>()
  for (const { id, accounts = [] } of draft.teammates) {
    for (const account of accounts) {
      const village = hierarchy.villages.get(account)
      if (village !== undefined) known.set(village, [...(known.get(village) ?? []), id])
    }
  }
  return (village, { interactions, moves, observations }) => {
    const named = [
      ...[hierarchy.accounts.get(village)?.owner ?? []].flat(),
      ...interactions.flatMap(({ ours = [] }) => ours),
      ...[...moves, ...observations].flatMap(({ by }) => by ?? []),
      ...(known.get(village) ?? []),
    ]
    return [...new Set(named)].sort().flatMap(id => {
      const found = byId.get(id)
      if (found === undefined) return []
      const { isOnlyNamed: _, accounts: __, silent: ___, from: ____, ...teammate } = found
      return [{ ...teammate, source: draft.source }]
    })
  }
}
