import type { Village } from '../model/village.js'

/**
 * The village without names, titles, mail addresses and texts: with the ids, roles, ties, dates and numbers that all measures rest on. Of
 * people of ours the same is left out as of theirs.
 *
 * Where a name is needed, the id stands for it. Ids stay, so that whoever holds the source can still say who is meant; the people are
 * pseudonymous, not anonymous.
 */
export function redacted(village: Village): Village {
  const { segment: _, ...account } = village.account
  return {
    ...village,
    account: { ...account, name: account.id },
    units: village.units.map(unit => ({ ...unit, name: unit.id })),
    stakeholders: village.stakeholders.map(({ name: _, title: __, email: ___, ...person }) => person),
    teammates: village.teammates.map(({ name: _, title: __, email: ___, ...teammate }) => teammate),
    moves: village.moves.map(move => ({ ...move, statement: move.id })),
    vetoes: village.vetoes.map(({ scope: _, ...veto }) => veto),
    observations: village.observations.map(({ note: _, themes: __, ...observation }) => observation),
    decisions: village.decisions.map(({ outcome, ...decision }) => ({
      ...decision,
      name: decision.id,
      ...(outcome !== undefined && { outcome: { result: outcome.result, at: outcome.at } }),
    })),
    comments: [],
    expectations: [],
  }
}
