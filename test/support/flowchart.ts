import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import mermaid from 'mermaid'

/** What Mermaid's own parser finds in a flowchart. */
export interface Flowchart {
  readonly nodes: readonly { readonly id: string; readonly text: string; readonly classes: readonly string[]; readonly type?: string }[]
  readonly edges: readonly {
    readonly start: string
    readonly end: string
    readonly text: string
    readonly type: string
    readonly stroke: string
  }[]
  readonly subgraphs: readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[]
}

/** A flowchart as Mermaid's own parser reads it. */
export async function readFlowchart(text: string): Promise<Flowchart> {
  await letLabelsPass()
  await mermaid.parse(text)
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text)
  const read = (method: string): Iterable<never> => Reflect.get(diagram.db, method).call(diagram.db)
  return {
    nodes: [...new Map<string, never>(read('getVertices')).values()],
    edges: [...read('getEdges')],
    subgraphs: [...read('getSubGraphs')],
  }
}

/** Mermaid cleans labels through the parser of a browser, which Node has not. Here they pass as they are: the parser gets to see more, not less. */
async function letLabelsPass(): Promise<void> {
  const own = createRequire(createRequire(import.meta.url).resolve('mermaid')).resolve('dompurify')
  const { default: purify } = await import(new URL('purify.es.mjs', pathToFileURL(own)).href)
  purify.addHook ??= () => {}
  purify.sanitize ??= (label: string) => label
}
