import { type Voice, voices } from '../influence/voice.js'
import { at } from '../support/linear.js'
import { memoised } from '../support/memo.js'
import type { Snapshot } from '../village/snapshot.js'
import { accountView, sumOf } from './view.js'

/** The sentiment of the account, a unit or a person, and what it adds to the whole. */
export interface SentimentNode {
  readonly kind: 'account' | 'unit' | 'stakeholder'
  readonly id: string
  /** Its share of its parent's voice, 0..1; siblings sum to 1. */
  readonly weight: number
  /** Its share of the account's voice, 0..1. */
  readonly share: number
  /** Its expected sentiment; `undefined` when nobody in it was ever heard. */
  readonly value: number | undefined
  /** The standard deviation of its sentiment. */
  readonly sd: number
  /** The share of what could be known of it that is known, 0..1. */
  readonly coverage: number
  /** What it adds to the account's sentiment: `share` times its expected sentiment. Those of siblings sum to their parent's. */
  readonly contribution: number
  readonly children: readonly SentimentNode[]
}

/** The sentiment of every part of the account. Rolling up level by level gives the same as weighing people by their share of the whole. */
export const sentimentTree = memoised((s: Snapshot): SentimentNode => nodeOf(s, voices(s)).node)

/** A node, and the expected sentiment that `value` withholds where nobody was heard. */
function nodeOf(s: Snapshot, voice: Voice): { readonly node: SentimentNode; readonly mean: number } {
  const { means, reliabilities, isHeard } = accountView(s)
  const { kind, id, weight, share, index } = voice
  const parts = voice.children.map(child => nodeOf(s, child))
  const isLeaf = parts.length === 0
  const average = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((sum, part) => sum + part.node.weight * of(part), 0)
  const own = (values: Float64Array, otherwise: number): number => (index === undefined ? otherwise : at(values, index))
  const mean = isLeaf ? own(means, s.settings.sentiment.priorMean) : average(part => part.mean)
  const heard = isLeaf ? index !== undefined && isHeard[index] === true : parts.some(({ node }) => node.value !== undefined)
  const node: SentimentNode = {
    kind,
    id,
    weight,
    share,
    value: heard ? mean : undefined,
    sd: Math.sqrt(varianceOf(s, voice)),
    coverage: isLeaf ? own(reliabilities, 0) : average(part => part.node.coverage),
    contribution: share * mean,
    children: parts.map(part => part.node),
  }
  return { node, mean }
}

/** The variance of a part's sentiment by itself: with its own people weighing 1 together. */
function varianceOf(s: Snapshot, voice: Voice): number {
  const weights = new Float64Array(s.stakeholders.length)
  const silent: number[] = []
  for (const { index, weight } of weightsWithin(voice)) {
    if (index === undefined) silent.push(weight)
    else weights[index] = weight
  }
  return sumOf(s, weights, silent).variance
}

/** The leaves of a voice with their share of it, which is more than their share of the account divided by its own where that is 0. */
function weightsWithin(voice: Voice): { readonly index: number | undefined; readonly weight: number }[] {
  if (voice.children.length === 0) return [{ index: voice.index, weight: 1 }]
  return voice.children.flatMap(child => weightsWithin(child).map(({ index, weight }) => ({ index, weight: weight * child.weight })))
}
