import { type Issue, LimitExceededError, quoted } from '../errors.js'
import { isLiveMove } from '../model/move.js'
import { VILLAGE_LIMITS } from '../model/village.js'
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

/** Circles in which things wait for one another, at least one where there is any, each from its first id in the order given. */
export function circlesAmong(before: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const circles: string[][] = []
  for (const start of before.keys()) {
    const way: { readonly id: string; next: number }[] = []
    const depths = new Map<string, number>()
    const enter = (id: string): void => {
      depths.set(id, way.length)
      way.push({ id, next: 0 })
    }
    if (!done.has(start)) enter(start)
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const next = before.get(at.id)?.[at.next++]
      if (next === undefined) {
        done.add(at.id)
        depths.delete(at.id)
        way.pop()
      } else if (depths.has(next)) circles.push(way.slice(depths.get(next)).map(({ id }) => id))
      else if (!done.has(next)) enter(next)
    }
  }
  return circles
}

/** The ids of a circle, each followed by what it waits for, back to the first. */
function chainText(circle: readonly string[]): string {
  const [first = '', ...others] = circle.slice(0, MOST_SHOWN)
  const cut = circle.length > MOST_SHOWN ? ['…'] : []
  return [first, ...others, ...cut, first].map(id => (/^[\w.:…-]{1,80}$/.test(id) ? id : quoted(id))).join(' > ')
}

const MOST_SHOWN = 20

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidVillage' }
}
