import type { SentimentNode } from '../../../account/tree.js'

/** A row of the tree: the account, a unit, a person, or those for whom there was no row of their own. */
export interface TreeRow {
  readonly kind: SentimentNode['kind'] | 'rest'
  readonly id: string
  /** How many people the row stands for. */
  readonly people: number
  readonly depth: number
  /** Where its share of the account begins, and how wide it is, 0..1. */
  readonly start: number
  readonly share: number
  readonly value: number | undefined
  /** Absent of several people without a node of their own, whose sentiments are not independent. */
  readonly sd?: number
}

/**
 * The tree row by row, each part below the whole and the largest first. Where there are more than so many, those with the smallest shares
 * are summed within what they belong to.
 */
export function rowsOf(tree: SentimentNode, most: number): TreeRow[] {
  const all = sizesOf(tree)
  let kept = Math.min(all.length, most)
  while (kept > 1) {
    const rows = rowsWith(tree, new Set(all.slice(0, kept)))
    if (rows.length <= most) return rows
    kept--
  }
  return rowsWith(tree, new Set([tree]))
}

/** Every node, the largest share first, and none before what it is a part of. */
function sizesOf(tree: SentimentNode): SentimentNode[] {
  const levels: { node: SentimentNode; depth: number }[] = []
  const visit = (node: SentimentNode, depth: number): void => {
    levels.push({ node, depth })
    for (const child of node.children) visit(child, depth + 1)
  }
  visit(tree, 0)
  return levels.sort((a, b) => b.node.share - a.node.share || a.depth - b.depth).map(({ node }) => node)
}

function rowsWith(tree: SentimentNode, kept: ReadonlySet<SentimentNode>): TreeRow[] {
  const visit = (node: SentimentNode, depth: number, start: number): TreeRow[] => {
    const { kind, id, share, value, sd } = node
    const children = [...node.children].sort((a, b) => b.share - a.share)
    const shown = children.filter(child => kept.has(child))
    const left = children.filter(child => !kept.has(child))
    // A row for a single one would take as much room as that one.
    const own = left.length === 1 && left.every(({ children: inner }) => inner.length === 0) ? [...shown, ...left] : shown
    let begin = start
    const inner = own.flatMap(child => {
      const rows = visit(child, depth + 1, begin)
      begin += child.share
      return rows
    })
    const rest = own === shown && left.length > 0 ? [restOf(left, depth + 1, begin)] : []
    return [{ kind, id, people: peopleIn(node), depth, start, share, value, sd }, ...inner, ...rest]
  }
  return visit(tree, 0, 0)
}

function restOf(nodes: readonly SentimentNode[], depth: number, start: number): TreeRow {
  const share = nodes.reduce((sum, node) => sum + node.share, 0)
  const mean = share > 0 ? nodes.reduce((sum, { contribution }) => sum + contribution, 0) / share : undefined
  const value = nodes.some(node => node.value !== undefined) ? mean : undefined
  return { kind: 'rest', id: '', people: nodes.reduce((sum, node) => sum + peopleIn(node), 0), depth, start, share, value }
}

function peopleIn(node: SentimentNode): number {
  return node.kind === 'stakeholder' ? 1 : node.children.reduce((sum, child) => sum + peopleIn(child), 0)
}
