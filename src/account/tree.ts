import { type Voice, voices } from '../influence/voice.js'
import { SENTIMENT, within } from '../support/interval.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, rememberedOf } from '../village/work.js'
import { type AccountView, accountView, type Part, varianceOfSum } from './view.js'

/** The sentiment of the account, a unit or a person, and what it adds to the whole. */
export interface SentimentNode {
  /** `account` at the top; a `unit` holds units and people; a `stakeholder` is one person or a placeholder. */
  readonly kind: 'account' | 'unit' | 'stakeholder'
  /** The id of the account, the unit or the person, by `kind`. */
  readonly id: string
  /** Its share of its parent's voice, 0..1; siblings sum to 1. */
  readonly weight: number
  /** Its share of the account's voice, 0..1. */
  readonly share: number
  /** Its expected sentiment, -1..1; `undefined` when nobody in it was ever heard. */
  readonly value: number | undefined
  /** The standard deviation of its sentiment. */
  readonly sd: number
  /** The share of what could be known of it that is known, 0..1. */
  readonly coverage: number
  /** The share of its voice that was heard, 0..1. */
  readonly shareHeard: number
  /** What it adds to the account's sentiment: `share` times its expected sentiment. Those of siblings sum to their parent's. */
  readonly contribution: number
  /** Units first, then people, each in order of id; empty for a person and for a unit in which nobody is known. */
  readonly children: readonly SentimentNode[]
}

/** The sentiment of every part of the account. Rolling up level by level gives the same as weighing people by their share of the whole. */
export function sentimentTree(s: Snapshot): SentimentNode {
  return remembered(s, computeSentimentTree)
}

function computeSentimentTree(s: Snapshot): SentimentNode {
  return branchOf(s, accountView(s), voices(s)).node
}

/** A node, with what its parent needs of it. */
interface Branch {
  readonly node: SentimentNode
  /** The expected sentiment, which `value` withholds where nobody was heard; outside -1..1 where what was heard is. */
  readonly mean: number
}

/** Everybody in a part of the account, weighing 1 together. */
function partsIn({ index, children }: Voice): readonly Part[] {
  if (children.length === 0) return [{ index, weight: 1 }]
  return children.flatMap(child => partsIn(child).map(part => ({ index: part.index, weight: child.weight * part.weight })))
}

function branchOf(s: Snapshot, view: AccountView, voice: Voice): Branch {
  const { kind, id, weight, share, children } = voice
  if (children.length === 0) return leafOf(s, view, voice)
  const branches = children.map(child => branchOf(s, view, child))
  const mean = branches.reduce((sum, branch) => sum + branch.node.weight * branch.mean, 0)
  const node: SentimentNode = {
    kind,
    id,
    weight,
    share,
    value: branches.some(branch => branch.node.value !== undefined) ? within(mean, SENTIMENT) : undefined,
    sd: Math.sqrt(varianceOfSum(s, rememberedOf(s, voice, partsIn))),
    coverage: branches.reduce((sum, branch) => sum + branch.node.weight * branch.node.coverage, 0),
    shareHeard: branches.reduce((sum, branch) => sum + branch.node.weight * branch.node.shareHeard, 0),
    contribution: share * mean + 0,
    children: branches.map(branch => branch.node),
  }
  return { node, mean }
}

/** A person, or a unit in which nobody is known. */
function leafOf({ settings }: Snapshot, view: AccountView, { kind, id, weight, share, index }: Voice): Branch {
  const { priorMean, priorSd } = settings.sentiment
  const { mean, ...known } = index === undefined ? { ...NOTHING, mean: priorMean, sd: priorSd } : knownAt(view, index)
  return { node: { kind, id, weight, share, ...known, contribution: share * mean + 0, children: [] }, mean }
}

const NOTHING = { value: undefined, coverage: 0, shareHeard: 0 }

function knownAt({ means, variances, reliabilities, isHeard, known }: AccountView, i: number) {
  const mean = at(means, i)
  return {
    value: isHeard[i] === true ? within(mean, SENTIMENT) : undefined,
    sd: Math.sqrt(at(variances, i)),
    coverage: at(reliabilities, i),
    shareHeard: at(known, i),
    mean,
  }
}
