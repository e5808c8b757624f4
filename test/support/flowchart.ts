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

/** A bar or a milestone as Mermaid's own parser reads it. */
export interface GanttTask {
  readonly id: string
  readonly section: string
  readonly task: string
  readonly startTime: Date
  readonly endTime: Date
  readonly crit?: boolean
  readonly done?: boolean
  readonly active?: boolean
  readonly milestone?: boolean
}

/** The bars of a Gantt chart as Mermaid's own parser reads it, with texts as pages show them. */
export async function readGantt(text: string): Promise<readonly GanttTask[]> {
  await letLabelsPass()
  await mermaid.parse(text)
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text)
  const tasks: Iterable<GanttTask> = Reflect.get(diagram.db, 'getTasks').call(diagram.db)
  return [...tasks].map(each => ({ ...each, section: decoded(each.section), task: decoded(each.task) }))
}

/** What Mermaid makes of characters written as numbers until it has drawn, as pages show them in the end. */
function decoded(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code))).trim()
}

/** Mermaid cleans labels through the parser of a browser, which Node has not. Here they pass as they are: the parser gets to see more, not less. */
async function letLabelsPass(): Promise<void> {
  const own = createRequire(createRequire(import.meta.url).resolve('mermaid')).resolve('dompurify')
  const { default: purify } = await import(new URL('purify.es.mjs', pathToFileURL(own)).href)
  purify.addHook ??= () => {}
  purify.sanitize ??= (label: string) => label
}
