import type { Snapshot } from 'account-village'
import { toGraph } from 'account-village/graph'

/** A tie without its id, so that graphs read back from files can be compared as sets. */
export interface ComparedTie {
  readonly from: string
  readonly to: string
  readonly kind: unknown
  readonly weight: unknown
  readonly confidence: unknown
}

/** People and ties of a graph, in an order that does not depend on the file. */
export interface ComparedGraph {
  readonly people: readonly string[]
  readonly ties: readonly ComparedTie[]
}

/** What a document of XML can keep of a text: characters that it may not hold are replaced, and line breaks are one character. */
export function keptByXml(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}').replace(/\r\n?/g, '\n')
}

/** The graph of a snapshot as graphology has it. */
export function expectedGraph(s: Snapshot, kept: (text: string) => string): ComparedGraph {
  const graph = toGraph(s)
  const ties: ComparedTie[] = []
  graph.forEachEdge((_, { kind, weight, confidence }, __, ___, from, to) => {
    ties.push({ from: kept(from.id), to: kept(to.id), kind, weight, confidence })
  })
  return compared(
    graph.nodes().map(node => kept(graph.getNodeAttributes(node).id)),
    ties,
  )
}

/** The same, whatever the order. */
export function compared(people: readonly string[], ties: readonly ComparedTie[]): ComparedGraph {
  const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  return { people: [...people].sort(byText), ties: [...ties].sort(byText) }
}
