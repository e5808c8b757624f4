import { stepWithin } from '../support/interval.js'
import { at } from '../support/linear.js'
import { compareText } from '../support/order.js'
import { dot, type MoveBeliefs, type MoveObjective } from './moveObjective.js'

/** Something that could be done, and what it does if it succeeds. People are numbers. */
export interface MoveCandidate {
  readonly id: string
  /** Hours, above 0. */
  readonly effort: number
  /** The probability that it succeeds, above 0 and at most 1; 1 when absent. */
  readonly chance?: number | undefined
  /** It moves a person's sentiment, and through them that of others. */
  readonly sway?: { readonly person: number; readonly by: number } | undefined
  /** A person is heard. */
  readonly hear?: number | undefined
  /** What it adds to what is looked for by itself. */
  readonly direct?: number | undefined
  /** The share of the expected error that it takes away by itself. */
  readonly coverage?: number | undefined
  /** What it is worth otherwise. */
  readonly indirect?: number | undefined
  /** A move that must be chosen before it; one that is not among the moves holds nothing back. */
  readonly needs?: string | undefined
}

/** A move that was chosen, with what it adds to those before it. */
export interface ChosenMove {
  readonly id: string
  readonly gain: number
  /** By how much the expected error falls. */
  readonly knowledge: number
  readonly worth: number
  readonly perHour: number
}

/** Among what moves are chosen, and by what. */
export interface MoveChoice {
  readonly objective: MoveObjective
  readonly beliefs: MoveBeliefs
  /** Who else's sentiment follows a person's, and how much, 0..1. */
  readonly followers: (person: number) => readonly (readonly [follower: number, share: number])[]
  /** The variance of the error of what is heard. */
  readonly error: number
  readonly indirectWeight: number
  readonly hours: number
  readonly limit: number
  readonly leastPerHour: number
}

/** So many candidates are looked at, those of most worth an hour. */
const MOST_CANDIDATES = 40
/** So many of them, those of most worth, are tried as a beginning, alone and in pairs. */
const MOST_STARTS = 8
/** Another beginning must be better by more. */
const BETTER = 1e-12
/** Efforts are sums of decimals. */
const ROUNDING = 1e-9

/** What is believed when some moves succeeded. */
interface Stage extends MoveBeliefs {
  readonly value: number
  /** The covariance times the direction of the objective, and the variance along it. */
  readonly leaning: Float64Array
  readonly spread: number
  readonly taken: ReadonlySet<string>
  readonly effort: number
  readonly worth: number
}

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

function firstStage({ objective, beliefs: { means, joint } }: MoveChoice): Stage {
  const leaning = joint.withSum(objective.direction)
  const spread = dot(leaning, objective.direction)
  return { means, joint, value: objective.value(means), leaning, spread, taken: new Set(), effort: 0, worth: 0 }
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

/** What a move adds to those that were taken. */
function added(stage: Stage, move: MoveCandidate, choice: MoveChoice): Omit<ChosenMove, 'id'> {
  const { chance = 1, direct = 0, coverage = 0, indirect = 0, effort } = move
  const { objective, indirectWeight } = choice
  const gain = (move.sway === undefined ? 0 : objective.value(swayed(stage, move, choice)) - stage.value) + chance * direct
  const learned = move.hear === undefined ? 0 : learnedFrom(stage, move.hear, chance, choice)
  const knowledge = objective.perVariance * learned + objective.uncertainty * chance * coverage
  const worth = gain + indirectWeight * (knowledge + chance * indirect)
  return { gain, knowledge, worth, perHour: worth / effort }
}

/** By how much the variance along the direction falls when a person is heard; never by more than there is of it. */
function learnedFrom(stage: Stage, person: number, chance: number, choice: MoveChoice): number {
  const variance = heardVariance(stage, person, chance, choice)
  return variance > 0 ? Math.max(0, Math.min(at(stage.leaning, person) ** 2 / variance, stage.spread)) : 0
}

/** The variance of what a person says; their own sentiment's, and that of the error, which is the larger the less likely they speak. */
function heardVariance({ joint }: Stage, person: number, chance: number, { error }: MoveChoice): number {
  return joint.covariance(person, person) + error / chance
}

function taking(stage: Stage, move: MoveCandidate, choice: MoveChoice): Stage {
  const { worth } = added(stage, move, choice)
  const means = swayed(stage, move, choice)
  return {
    ...(move.hear === undefined ? stage : { ...stage, ...heard(stage, move.hear, move.chance ?? 1, choice) }),
    means,
    value: means === stage.means ? stage.value : choice.objective.value(means),
    taken: new Set([...stage.taken, move.id]),
    effort: stage.effort + move.effort,
    worth: stage.worth + worth,
  }
}

/** The means when a person is swayed: theirs by so much within -1..1, those of others by as much as they follow. */
function swayed({ means }: Stage, { sway, chance = 1 }: MoveCandidate, { followers }: MoveChoice): Float64Array {
  if (sway === undefined) return means
  const { person, by } = sway
  const moved = stepWithin(at(means, person), chance * by)
  const after = means.slice()
  for (const [follower, share] of followers(person)) after[follower] = at(means, follower) + stepWithin(at(means, follower), moved * share)
  after[person] = at(means, person) + moved
  return after
}

/** What is left uncertain when a person was heard. */
function heard(stage: Stage, person: number, chance: number, choice: MoveChoice): Pick<Stage, 'joint' | 'leaning' | 'spread'> {
  const { joint } = stage
  const variance = heardVariance(stage, person, chance, choice)
  const told = variance > 0 ? at(stage.leaning, person) / variance : 0
  const leaning = stage.leaning.map((each, i) => each - told * joint.covariance(i, person))
  return { joint: joint.hearing(person, choice.error / chance), leaning, spread: dot(leaning, choice.objective.direction) }
}
