import type { Village } from '../model/village.js'
import { open } from './village.js'
import { moveWithout } from './withoutPerson.js'

/** The village without some of what took place or is to be done, in all versions; the same village where it has none of it. */
export function withoutEvents(where: string, village: Village, ids: ReadonlySet<string>): Village {
  const { interactions, moves } = village
  if (![...interactions, ...moves].some(({ id }) => ids.has(id))) return village
  const left = moves.filter(({ id }) => !ids.has(id))
  return open(where, {
    ...village,
    interactions: interactions.filter(({ id }) => !ids.has(id)),
    moves: left.map(move => moveWithout(move, (target, id) => target === 'moves' && typeof id === 'string' && ids.has(id))),
  })
}
