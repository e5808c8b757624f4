import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { sentiments } from './sentiments.js'

/** A sentiment in a word, in five equal steps from -1 to 1; `unknown` for people never heard. */
export type Stance = (typeof STANCES)[number]

/** Every stance, from the worst to the best, and that of people never heard. */
export const STANCES = ['opponent', 'nonSupporter', 'neutral', 'supporter', 'champion', 'unknown'] as const

/** Where each step ends. */
const STEPS = [
  ['opponent', -0.6],
  ['nonSupporter', -0.2],
  ['neutral', 0.2],
  ['supporter', 0.6],
] as const

/** Everybody's stance: what their sentiment amounts to in a word. It is read off the sentiment, and nobody's role. */
export function stances(s: Snapshot): ReadonlyMap<string, Stance> {
  return remembered(s, computeStances)
}

function computeStances(s: Snapshot): ReadonlyMap<string, Stance> {
  return new Map(sentiments(s).map(({ stakeholder, value }) => [stakeholder, stanceOf(value)]))
}

/** What a sentiment amounts to in a word. */
export function stanceOf(value: number | undefined): Stance {
  if (value === undefined) return 'unknown'
  return STEPS.find(([, end]) => value < end)?.[0] ?? 'champion'
}
