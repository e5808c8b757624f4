import { stepWithin } from '../support/interval.js'
import { at } from '../support/linear.js'
import { dot, type MoveBeliefs, type MoveObjective } from './moveObjective.js'

/** Something that could be done, and what it does if it succeeds. People are numbers. */
export interface MoveCandidate {
  /** Any text, once among the moves; `needs` of others names it. */
  readonly id: string
  /** Hours, above 0. */
  readonly effort: number
  /** The probability that it succeeds, above 0 and at most 1; 1 when absent. */
  readonly chance?: number | undefined
  /** It moves the sentiment of a person, given by number, by so much, -2..2, and through them that of others; of nobody when absent. */
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
  /** The id of the candidate that was chosen. */
  readonly id: string
  /** By how much what is looked for rises: the chance of yes, or the account's sentiment. */
  readonly gain: number
  /** By how much the expected error falls. */
  readonly knowledge: number
  /** Gain, and `indirectWeight` times knowledge and indirect worth. */
  readonly worth: number
  /** `worth` divided by the hours of the move. */
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

/** What is believed when some moves succeeded. */
export interface Stage extends MoveBeliefs {
  readonly value: number
  /** The covariance times the direction of the objective, and the variance along it. */
  readonly leaning: Float64Array
  readonly spread: number
  readonly taken: ReadonlySet<string>
  readonly effort: number
  readonly worth: number
}

/** What is believed before any move. */
export function firstStage({ objective, beliefs: { means, joint } }: MoveChoice): Stage {
  const leaning = joint.withSum(objective.direction)
  const spread = dot(leaning, objective.direction)
  return { means, joint, value: objective.value(means), leaning, spread, taken: new Set(), effort: 0, worth: 0 }
}

/** What a move adds to those that were taken. */
export function added(stage: Stage, move: MoveCandidate, choice: MoveChoice): Omit<ChosenMove, 'id'> {
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

/** What is believed once a move has succeeded as well. */
export function taking(stage: Stage, move: MoveCandidate, choice: MoveChoice): Stage {
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
