import { type Issue, LimitExceededError } from '../errors.js'
import { isLiveMove } from '../model/move.js'
import { VILLAGE_LIMITS } from '../model/village.js'
import { chainText, circlesAmong } from '../support/circles.js'
import type { Admitted } from './admit.js'
import type { Row, Rows } from './rows.js'

/** @throws LimitExceededError for more moves than anybody could see through, those done and dropped aside */
export function refuseTooManyMoves(where: string, whole: Rows): void {
  if (whole.moves.length <= VILLAGE_LIMITS.liveMoves) return
  const live = whole.moves.filter(({ fact, knownTo }) => knownTo === Number.POSITIVE_INFINITY && isLiveMove(fact))
  const { size } = new Set(live.map(({ id }) => id))
  const wayOut = 'Record of those that are over that they are done or dropped.'
  if (size > VILLAGE_LIMITS.liveMoves) throw new LimitExceededError(where, 'moves', VILLAGE_LIMITS.liveMoves, size, wayOut)
}

/** A move has one person who sees to it, and moves as they are believed last do not wait for themselves; the issues are of those in `own`. */
export function moveIssues(whole: Rows, own: readonly Row<object>[], added: Admitted): Issue[] {
  if (own.length === 0) return []
  const place = (index: number): string => added.placeOf('moves', index)
  const both = own.flatMap(({ fact, index }) =>
    Reflect.get(fact, 'by') !== undefined && Reflect.get(fact, 'byThem') !== undefined
      ? [problem(`${place(index)}.byThem`, 'is beside by. A move has one person who sees to it: leave out one of the two.')]
      : [],
  )
  const places = new Map(own.map(({ id, index }) => [id, index]))
  const circling = circlesAmong(predecessors(whole)).flatMap(circle => {
    const index = circle.map(id => places.get(id)).find(each => each !== undefined)
    const message = `waits for itself: ${chainText(circle)}. Leave out one of these dependencies.`
    return index === undefined ? [] : [problem(`${place(index)}.dependsOn`, message)]
  })
  return [...both, ...circling]
}

/** What each move waits for, as it is believed last. */
function predecessors({ moves }: Rows): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, readonly string[]>()
  for (const { id, fact, knownTo } of moves) {
    if (knownTo === Number.POSITIVE_INFINITY && !before.has(id)) before.set(id, fact.dependsOn ?? [])
  }
  return before
}

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}
