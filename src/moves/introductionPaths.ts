import { deepFreeze } from '../support/freeze.js'
import { type OptionShape, optionsOf, whole } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { weighedTies } from '../village/weighedTies.js'
import { remembered } from '../village/work.js'
import { knownPerson, relationships } from './relationships.js'

export interface IntroductionOptions {
  /** How many ways at most, at least 1. Default 5. */
  readonly limit?: number | undefined
  /** How many people of theirs may be between us and the person, 0 to 3. Default 2. */
  readonly bridges?: number | undefined
}

/** A way to a person of theirs. */
export interface IntroductionPath {
  /** The teammate with whom it begins. */
  readonly by: string
  /** The people of theirs who introduce us, from us on; empty where the teammate knows the person. */
  readonly through: readonly string[]
  /** How strong it is, above 0 and at most 1. */
  readonly strength: number
}

/**
 * Who of us gets to a person of theirs, and through whom: the strongest ways first, of equally strong ones those with fewer people between.
 *
 * A way is as strong as the teammate's relationship with its first person times the closeness of each two who follow:
 * `1 - 2^(-w / median)`, `w` the greatest weight of a tie between the two in either direction, times the confidence in it, and the median over
 * all ties of the account. A conflict is no tie, and nobody introduces us to a person with whom they have one. A scale of all weights changes
 * nothing.
 *
 * @throws UnknownStakeholderError when nobody who is there has the id; InvalidArgumentError for options that make no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { introductionPaths } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }, { id: 'bo' }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 1 }],
 *   teammates: [{ id: 'kim' }],
 *   relationships: [{ teammate: 'kim', stakeholder: 'ann', level: 0.8 }],
 * })
 * introductionPaths(snapshot(village, '2026-03-02'), 'bo') //=> [{ by: 'kim', through: ['ann'], strength: 0.4 }]
 */
export function introductionPaths(snapshot: Snapshot, stakeholder: string, options?: IntroductionOptions): readonly IntroductionPath[] {
  checkGiven('introductionPaths', snapshot)
  const { limit = 5, bridges = 2 } = optionsOf<IntroductionOptions>('introductionPaths', options, OPTIONS)
  knownPerson('introductionPaths', 'stakeholder', snapshot, stakeholder)
  return deepFreeze(bestPaths(remembered(snapshot, knowledgeOf), stakeholder, limit, bridges))
}

/** The best way to a person of theirs, of those that begin with one teammate where that is asked for; nothing where there is none. */
export function bestWay(s: Snapshot, stakeholder: string, teammate?: string): IntroductionPath | undefined {
  return bestPaths(remembered(s, knowledgeOf), stakeholder, 1, 2, teammate)[0]
}

const OPTIONS: OptionShape<IntroductionOptions> = { limit: whole(1, 1000), bridges: whole(0, 3) }

/** Who knows whom. */
interface Knowledge {
  /** The teammates who know each person of theirs, the strongest first. */
  readonly ours: ReadonlyMap<string, readonly { readonly teammate: string; readonly strength: number }[]>
  /** How close each person is to others, the closest first. */
  readonly theirs: ReadonlyMap<string, readonly (readonly [other: string, closeness: number])[]>
}

function knowledgeOf(s: Snapshot): Knowledge {
  const ours = new Map<string, { readonly teammate: string; readonly strength: number }[]>()
  for (const { teammate, stakeholder, strength } of relationships(s)) {
    if (strength > 0) ours.set(stakeholder, [...(ours.get(stakeholder) ?? []), { teammate, strength }])
  }
  return { ours, theirs: closenesses(s) }
}

function closenesses(s: Snapshot): Knowledge['theirs'] {
  const weighed = weighedTies(s).map(({ weight, confidence = 1, ...tie }) => ({ ...tie, weight: weight * confidence }))
  const ties = weighed.filter(({ kind, weight }) => kind !== 'conflict' && weight > 0)
  const median = medianOf(ties.map(({ weight }) => weight))
  const weights = new Map<string, Map<string, number>>()
  const note = (one: string, other: string, weight: number): void => {
    const own = weights.get(one) ?? new Map<string, number>()
    weights.set(one, own.set(other, Math.max(own.get(other) ?? 0, weight)))
  }
  for (const { from, to, weight } of ties) {
    note(from, to, weight)
    note(to, from, weight)
  }
  for (const { kind, from, to } of weighed) {
    if (kind !== 'conflict') continue
    weights.get(from)?.delete(to)
    weights.get(to)?.delete(from)
  }
  const close = (own: ReadonlyMap<string, number>): (readonly [string, number])[] =>
    [...own]
      .map(([other, weight]) => [other, -Math.expm1(-Math.LN2 * (weight / median))] as const)
      .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
  return new Map([...weights].map(([one, own]) => [one, close(own)]))
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return low + (high - low) / 2
}

/** The strongest ways, sought from the person back to us; a way that could no longer be among them is left. */
function bestPaths({ ours, theirs }: Knowledge, target: string, limit: number, bridges: number, by?: string): IntroductionPath[] {
  let best: IntroductionPath[] = []
  const offer = (path: IntroductionPath): void => {
    best = [...best, path].sort(comparePaths).slice(0, limit)
  }
  const isHopeless = (closeness: number): boolean => best.length === limit && closeness < (best.at(-1)?.strength ?? 0)
  const goBack = (way: readonly string[], closeness: number): void => {
    const [first = target] = way
    for (const { teammate, strength } of ours.get(first) ?? []) {
      if (isHopeless(closeness * strength) || closeness * strength === 0) break
      if (by === undefined || teammate === by) offer({ by: teammate, through: way.slice(0, -1), strength: closeness * strength })
    }
    if (way.length > bridges) return
    for (const [other, each] of theirs.get(first) ?? []) {
      if (isHopeless(closeness * each)) break
      if (!way.includes(other)) goBack([other, ...way], closeness * each)
    }
  }
  goBack([target], 1)
  return best
}

function comparePaths(a: IntroductionPath, b: IntroductionPath): number {
  return (
    b.strength - a.strength ||
    a.through.length - b.through.length ||
    compareText(a.by, b.by) ||
    compareText(JSON.stringify(a.through), JSON.stringify(b.through))
  )
}
