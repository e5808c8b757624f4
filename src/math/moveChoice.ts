import { compareText } from '../support/order.js'
import type { MoveBeliefs } from './moveObjective.js'
import { added, type ChosenMove, firstStage, type MoveCandidate, type MoveChoice, type Stage, taking } from './moveStage.js'

/** So many candidates are looked at, those of most worth an hour. */
const MOST_CANDIDATES = 40
/** So many of them, those of most worth, are tried as a beginning, alone and in pairs. */
const MOST_STARTS = 8
/** Another beginning must be better by more. */
const BETTER = 1e-12
/** Efforts are sums of decimals. */
const ROUNDING = 1e-9

/** Moves chosen, and what is believed once they succeed. */
export interface Chosen extends MoveBeliefs {
  /** What those add that are made in any case, each to those before it. */
  readonly underway: readonly ChosenMove[]
  /** In order of worth an hour, each with what it adds to those before it. */
  readonly chosen: readonly ChosenMove[]
  /** What each of the others would still add. */
  readonly left: readonly ChosenMove[]
  /** The sum of what the chosen moves are worth. */
  readonly worth: number
  readonly value: number
}

/**
 * The moves of most worth that fit: the best of greedy choices by worth an hour, begun with nothing, with each of the moves of most worth,
 * and with each two of them.
 *
 * @param underway moves that are made in any case, in that order; they cost no hours, and the others are judged as if they were done
 * @see M. Sviridenko, "A note on maximizing a submodular set function subject to a knapsack constraint", Operations Research Letters 32 (2004)
 */
export function chooseMoves(moves: readonly MoveCandidate[], choice: MoveChoice, underway: readonly MoveCandidate[] = []): Chosen {
  const begun = inTurn(firstStage(choice), underway, choice)
  const first: Stage = { ...begun.stage, taken: new Set(), effort: 0, worth: 0 }
  const alone = new Map(moves.map(move => [move.id, added(first, move, choice)]))
  const worthOf = ({ id }: MoveCandidate): number => alone.get(id)?.worth ?? 0
  const perHourOf = ({ id }: MoveCandidate): number => alone.get(id)?.perHour ?? 0
  const known = new Set(moves.map(({ id }) => id))
  const candidates = ranked(moves, perHourOf).slice(0, MOST_CANDIDATES)
  const byId = new Map(candidates.map(move => [move.id, move]))
  const passing = candidates.filter(move => worthOf(move) > 0 && perHourOf(move) >= choice.leastPerHour)
  const starts = ranked(passing, worthOf).slice(0, MOST_STARTS)
  const beginnings = [[], ...starts.map(move => [move]), ...starts.flatMap((move, i) => starts.slice(i + 1).map(other => [move, other]))]
  const isOpen = (stage: Stage, { needs }: MoveCandidate): boolean => needs === undefined || !known.has(needs) || stage.taken.has(needs)

  let best = first
  for (const [i, start] of beginnings.entries()) {
    const stage = startedWith(first, start, byId, known, choice)
    if (stage === undefined) continue
    const end = greedy(stage, candidates, isOpen, choice)
    if (i === 0 || end.worth > best.worth + BETTER) best = end
  }
  const taken = candidates.filter(({ id }) => best.taken.has(id))
  const { chosen, stage } = toldInOrder(first, taken, isOpen, choice)
  const left = moves.filter(move => isFree(stage, move)).map(move => ({ id: move.id, ...added(stage, move, choice) }))
  const { worth, value, means, joint } = stage
  return { underway: begun.told, chosen, left, worth, value, means, joint }
}

/** What moves add one after another. */
function inTurn(start: Stage, moves: readonly MoveCandidate[], choice: MoveChoice): { readonly stage: Stage; readonly told: ChosenMove[] } {
  let stage = start
  const told = moves.map(move => {
    const adds = { id: move.id, ...added(stage, move, choice) }
    stage = taking(stage, move, choice)
    return adds
  })
  return { stage, told }
}

function ranked(moves: readonly MoveCandidate[], by: (move: MoveCandidate) => number): MoveCandidate[] {
  return [...moves].sort((a, b) => by(b) - by(a) || compareText(a.id, b.id))
}

/** Some moves with what they need, each after that; nothing where they do not fit. */
function startedWith(
  first: Stage,
  start: readonly MoveCandidate[],
  byId: ReadonlyMap<string, MoveCandidate>,
  known: ReadonlySet<string>,
  choice: MoveChoice,
): Stage | undefined {
  let stage: Stage = first
  for (const move of start) {
    const way: MoveCandidate[] = []
    for (let next: MoveCandidate | undefined = move; next !== undefined && !stage.taken.has(next.id); ) {
      // What waits for itself, or for what is not looked at, never begins.
      if (way.includes(next) || (next.needs !== undefined && known.has(next.needs) && !byId.has(next.needs))) return undefined
      way.unshift(next)
      next = byId.get(next.needs ?? '')
    }
    for (const each of way) stage = taking(stage, each, choice)
  }
  return fits(stage, choice) ? stage : undefined
}

function fits({ taken, effort }: Pick<Stage, 'taken' | 'effort'>, { limit, hours }: MoveChoice): boolean {
  return taken.size <= limit && effort <= hours + ROUNDING
}

type IsOpen = (stage: Stage, move: MoveCandidate) => boolean

function greedy(start: Stage, candidates: readonly MoveCandidate[], isOpen: IsOpen, choice: MoveChoice): Stage {
  let stage = start
  while (stage.taken.size < choice.limit) {
    const open = candidates.filter(
      move => isFree(stage, move) && isOpen(stage, move) && stage.effort + move.effort <= choice.hours + ROUNDING,
    )
    const next = bestOf(stage, open, choice)
    if (next === undefined || !(next.worth > 0) || next.perHour < choice.leastPerHour) return stage
    stage = taking(stage, next.move, choice)
  }
  return stage
}

function isFree({ taken }: Stage, { id }: MoveCandidate): boolean {
  return !taken.has(id)
}

/** The move that adds most an hour; of several, the first by id. */
function bestOf(
  stage: Stage,
  moves: readonly MoveCandidate[],
  choice: MoveChoice,
): (Omit<ChosenMove, 'id'> & { readonly move: MoveCandidate }) | undefined {
  const all = moves.map(move => ({ move, ...added(stage, move, choice) }))
  return all.sort((a, b) => b.perHour - a.perHour || compareText(a.move.id, b.move.id))[0]
}

/** What was chosen in the order of what it adds an hour, each after what it needs. */
function toldInOrder(
  first: Stage,
  taken: readonly MoveCandidate[],
  isOpen: IsOpen,
  choice: MoveChoice,
): { readonly chosen: ChosenMove[]; readonly stage: Stage } {
  const chosen: ChosenMove[] = []
  let stage = first
  while (chosen.length < taken.length) {
    const open = taken.filter(move => isFree(stage, move) && isOpen(stage, move))
    const next = bestOf(stage, open, choice)
    if (next === undefined) throw new TypeError('a chosen move waits for one that was not chosen')
    const { move, ...adds } = next
    chosen.push({ id: move.id, ...adds })
    stage = taking(stage, move, choice)
  }
  return { chosen, stage }
}
