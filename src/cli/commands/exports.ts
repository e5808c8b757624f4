import { explainChange } from '../../account/explainChange.js'
import { explainRisk, type RiskExplanation } from '../../decision/explainRisk.js'
import { quoted } from '../../errors.js'
import { backtest } from '../../forecast/backtest.js'
import { trackRecord } from '../../forecast/trackRecord.js'
import { toCsv, toCytoscape, toGexf, toGraphml, toNodeLink } from '../../formats/index.js'
import { isOpenDecision } from '../../model/openDecision.js'
import type { Village } from '../../model/village.js'
import { toDot, toHtmlReport, toMermaid, toSvg, toTimelineSvg } from '../../render/index.js'
import { accountHistory } from '../../report/accountHistory.js'
import { accountReport } from '../../report/accountReport.js'
import { stepFrom } from '../../support/calendar.js'
import { formatInstant, parseInstant } from '../../support/instants.js'
import { CliFailure } from '../failure.js'
import type { Io } from '../io.js'
import { seen, seenBeforeAndAfter, type View } from '../view.js'

/** The options by which a report is written as a page, as pictures and for other programs. */
export const exportArgs = {
  html: { type: 'string', description: 'write the report as a page to look at; - is standard output', valueHint: 'file' },
  svg: { type: 'string', description: 'write the village as a picture', valueHint: 'file' },
  timeline: { type: 'string', description: 'write sentiment and power over time as a picture', valueHint: 'file' },
  mermaid: { type: 'string', description: 'write the village as a flow chart of Mermaid', valueHint: 'file' },
  dot: { type: 'string', description: 'write the village for Graphviz', valueHint: 'file' },
  gexf: { type: 'string', description: 'write the village over time as GEXF for Gephi', valueHint: 'file' },
  graphml: { type: 'string', description: 'write the graph of the day as GraphML for NetworkX, igraph and others', valueHint: 'file' },
  yed: { type: 'string', description: 'write it as GraphML with what yEd draws', valueHint: 'file' },
  cytoscape: { type: 'string', description: 'write it as JSON for Cytoscape', valueHint: 'file' },
  'node-link': { type: 'string', description: 'write it as a node-link graph in JSON for d3 and NetworkX', valueHint: 'file' },
  csv: {
    type: 'string',
    description: 'write people, ties, readings and moves as four tables that begin with this name',
    valueHint: 'name',
  },
} as const

type ExportName = keyof typeof exportArgs

/** When a command looks at its villages, and since when its page explains what changed; three months before when absent. */
export interface ExportView extends View {
  readonly since?: string
}

/** What those options were given as. */
export type ExportInput = { readonly [Name in ExportName]?: string | undefined }

/** A format that was asked for, and where it goes. */
export interface AskedExport {
  readonly name: ExportName
  readonly target: string
}

const NAMES = [
  'html',
  'svg',
  'timeline',
  'mermaid',
  'dot',
  'gexf',
  'graphml',
  'yed',
  'cytoscape',
  'node-link',
  'csv',
] as const satisfies readonly ExportName[]

/** The files of each format: where they go, and what is in them. */
const WRITERS: {
  readonly [Name in ExportName]: (village: Village, view: ExportView, target: string) => readonly (readonly [string, string])[]
} = {
  html: (village, view, target) => [[target, page(village, view)]],
  svg: (village, view, target) => [[target, toSvg(seen(village, view))]],
  timeline: (village, view, target) => [[target, toTimelineSvg(village, { ...view.options, to: view.asOf })]],
  mermaid: (village, view, target) => [[target, toMermaid(seen(village, view))]],
  dot: (village, view, target) => [[target, toDot(seen(village, view))]],
  gexf: (village, view, target) => [[target, toGexf(village, { ...view.options, to: view.asOf })]],
  graphml: (village, view, target) => [[target, toGraphml(seen(village, view))]],
  yed: (village, view, target) => [[target, toGraphml(seen(village, view), { yed: true })]],
  cytoscape: (village, view, target) => [[target, json(toCytoscape(seen(village, view)))]],
  'node-link': (village, view, target) => [[target, json(toNodeLink(seen(village, view)))]],
  csv(village, view, target) {
    const tables = toCsv(seen(village, view), { byteOrderMark: true })
    return Object.entries(tables).map(([table, text]) => [tablePath(target, table), text] as const)
  },
}

/** The formats that the options ask for. What would be mixed on standard output is refused. */
export function exportsAsked(options: ExportInput, isReportPrinted: boolean): readonly AskedExport[] {
  const asked = NAMES.flatMap((name): AskedExport[] => {
    const target = options[name]
    return target === undefined ? [] : [{ name, target }]
  })
  const printed = asked.filter(({ target }) => target === '-')
  if (printed.some(({ name }) => name === 'csv'))
    throw new CliFailure('--csv writes four tables; give the name that their files begin with, or a folder that ends with a slash', 2)
  if (printed.length + (isReportPrinted ? 1 : 0) > 1)
    throw new CliFailure('only one thing can go to standard output; give the others a file', 2)
  return asked
}

/** Writes a village in the formats asked for, once all of them are made, and says where. */
export function writeExports(villages: readonly Village[], view: ExportView, asked: readonly AskedExport[], io: Io): void {
  const [village, second] = villages
  if (village === undefined) return
  if (second !== undefined)
    throw new CliFailure(`there are ${villages.length} villages; choose one with --account, such as ${quoted(village.account.id)}`, 2)
  const files = asked.flatMap(({ name, target }) => WRITERS[name](village, view, target))
  for (const [path, text] of files) io.update(path, write => write(text))
  for (const [path] of files) if (path !== '-') io.note(`${path} written`)
}

/** The page, with three years of history, what changed since a date, and how good the forecasts were. */
export function page(village: Village, view: ExportView): string {
  const history = accountHistory(village, view.asOf, { ...view.options, steps: 36 })
  const { report, ...told } = toldOf(village, view)
  return toHtmlReport(report, { history, ...told, timeZone: view.timeZone })
}

/** The report of a village, what changed since a date, and how good the forecasts were. */
export function toldOf(village: Village, view: ExportView) {
  const from = view.since ?? quarterBefore(view.asOf)
  const [before, after] = seenBeforeAndAfter(village, from, view)
  const report = accountReport(after)
  const risk = riskSince(village, from, view, report.moves.decision)
  const change = { from: before.asOf, explanation: explainChange(before, after), ...(risk !== undefined && { risk }) }
  return { report, change, trackRecord: trackRecord(backtest([village])) }
}

/** Why the money at risk in a decision is another than it was; nothing where it was not known, or had no value or another currency. */
function riskSince(village: Village, from: string, view: ExportView, decision: string | undefined): RiskExplanation | undefined {
  if (decision === undefined) return undefined
  const [before, after] = seenBeforeAndAfter(village, from, { ...view, options: { ...view.options, decision } })
  const isOpen = [before, after].every(({ decision: own }) => own?.value !== undefined && isOpenDecision(own))
  return isOpen && before.decision?.value?.currency === after.decision?.value?.currency ? explainRisk(before, after) : undefined
}

/** The day three months before a date that was looked at already. */
function quarterBefore(asOf: string): string {
  return formatInstant(stepFrom(parseInstant(asOf) ?? 0, { months: -3 }, 1)).slice(0, 10)
}

function tablePath(target: string, table: string): string {
  return /[/\\]$/.test(target) ? `${target}${table}.csv` : `${target.replace(/\.csv$/i, '')}-${table}.csv`
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
