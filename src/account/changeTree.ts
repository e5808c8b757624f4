import { type Voice, voices } from '../influence/voice.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { samePlaces } from './samePlaces.js'
import { type Valued, valuedKey } from './valuedTree.js'
import { accountView } from './view.js'

/**
 * The account, a unit or a person in two snapshots, and what it adds to the change of the whole.
 *
 * Somebody who changed units stands in the lowest part that holds both, and so do the people of a unit that was there only once; the values
 * of a unit are then those of the others in it.
 */
export interface ChangeNode {
  /** `account` at the top; a `unit` has parts; a `stakeholder` is one person, or a placeholder, and has none. */
  readonly kind: 'account' | 'unit' | 'stakeholder'
  /** The id of the account, the unit or the person, by `kind`. */
  readonly id: string
  /** The expected sentiment before, on the scale of -1 to 1; of what was not there yet, its value after. */
  readonly before: number
  /** The same after; of what is gone, its value before. */
  readonly after: number
  /** The share of its parent's voice before, 0..1; 0 where it was not there. */
  readonly weightBefore: number
  /** The share of its parent's voice after, 0..1; 0 where it is gone. */
  readonly weightAfter: number
  /** The mean share of the account's voice with which its own change counts. */
  readonly path: number
  /** Whether it stood in this place both times. */
  readonly inBoth: boolean
  /** What the change of its weight adds to the change of the account's sentiment. */
  readonly byWeight: number
  /** What it adds in all: by its weight, and by its own change or that of its children. */
  readonly amount: number
  /** Its parts, those of after first, then those that are gone; empty for a person and for what stood here only once. */
  readonly children: readonly ChangeNode[]
}

/** Two snapshots' trees of voices, matched place by place, with the change of the account divided among them. */
export function changeTree(before: Snapshot, after: Snapshot): ChangeNode {
  return changeBetween(valued(before, voices(before)), valued(after, voices(after)))
}

/** The change of a whole divided among its parts, matched place by place. */
export function changeBetween(earlier: Valued, later: Valued): ChangeNode {
  const [before, after] = samePlaces(earlier, later)
  return nodeOf({ before, after, weightBefore: before.weight, weightAfter: after.weight, inBoth: true }, 1, 0)
}

/** The people, and units without people, at the ends of a tree. */
export function leavesOfChange(node: ChangeNode): ChangeNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOfChange)
}

function valued(s: Snapshot, { kind, id, weight, index, children }: Voice): Valued {
  if (kind === 'stakeholder') return { kind, id, weight, mean: at(accountView(s).means, index ?? Number.NaN), children: [] }
  // What has nobody in it speaks with the voice of nobody, which others may take over.
  const nobody: Valued = { kind: 'nobody', id, weight: 1, mean: s.settings.sentiment.priorMean, children: [] }
  const parts = children.length === 0 ? [nobody] : children.map(child => valued(s, child))
  return { kind, id, weight, mean: parts.reduce((sum, part) => sum + part.weight * part.mean, 0), children: parts }
}

/** A part in two trees; of one that is in one of them only, what it is there is both. */
interface Pair {
  readonly before: Valued
  readonly after: Valued
  readonly weightBefore: number
  readonly weightAfter: number
  readonly inBoth: boolean
}

function nodeOf({ before, after, weightBefore, weightAfter, inBoth }: Pair, path: number, byWeight: number): ChangeNode {
  return {
    kind: after.kind === 'nobody' ? 'unit' : after.kind,
    id: after.id,
    before: before.mean,
    after: after.mean,
    weightBefore,
    weightAfter,
    path,
    inBoth,
    byWeight,
    amount: byWeight + path * (after.mean - before.mean),
    children: inBoth ? childrenOf(before, after, path) : [],
  }
}

/** Every part that a parent had before or has after, with the change of its weight priced at how far it lies from its parent. */
function childrenOf(before: Valued, after: Valued, path: number): ChangeNode[] {
  const middle = (before.mean + after.mean) / 2
  return matched(before.children, after.children).map(pair => {
    const mean = (pair.before.mean + pair.after.mean) / 2
    const inner = pair.inBoth ? (path * (pair.weightBefore + pair.weightAfter)) / 2 : 0
    // Adding 0 turns -0, which JSON loses, into 0.
    return nodeOf(pair, inner, path * (mean - middle) * (pair.weightAfter - pair.weightBefore) + 0)
  })
}

function matched(before: readonly Valued[], after: readonly Valued[]): Pair[] {
  const gone = new Map(before.map(each => [valuedKey(each), each]))
  const pairs = after.map((here): Pair => {
    const there = gone.get(valuedKey(here))
    gone.delete(valuedKey(here))
    const inBoth = there !== undefined
    return { before: there ?? here, after: here, weightBefore: there?.weight ?? 0, weightAfter: here.weight, inBoth }
  })
  const left = [...gone.values()].map(
    (there): Pair => ({ before: there, after: there, weightBefore: there.weight, weightAfter: 0, inBoth: false }),
  )
  return [...pairs, ...left]
}
