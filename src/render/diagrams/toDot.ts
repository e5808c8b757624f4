import type { AccountReport } from '../../report/accountReport.js'
import { type MapData, mapDataOf } from '../../report/mapData.js'
import { optionsOf } from '../../support/options.js'
import { makeFrom } from '../../village/given.js'
import type { Snapshot } from '../../village/snapshot.js'
import { plain } from '../plain.js'
import { DIRECTION, type DiagramPerson, type DiagramTie, type DiagramUnit, diagramOf } from './diagram.js'
import { STANCE_BOXES } from './stanceBoxes.js'

/** How a diagram in DOT looks. */
export interface DotOptions {
  /** Which way reporting lines lead: to the top (`BT`, the default), to the bottom, to the right or to the left. */
  readonly direction?: 'BT' | 'TB' | 'LR' | 'RL' | undefined
}

/**
 * The village in the language of Graphviz: people as nodes whose form tells the class of their roles and whose colour their stance, units as
 * clusters, reporting lines, influence with its weight, and conflicts.
 *
 * Reporting lines decide who stands above whom, and influence only for whoever has none. Nodes are `p0`, `p1`
 * and so on, the most powerful first; units in which nobody is known are left out. Foreign text stands only in labels, where it means
 * nothing to Graphviz.
 *
 * @see "The DOT Language" and "escString", Graphviz, graphviz.org
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toDot } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann', roles: ['user'] }, { id: 'bo', name: 'Bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 2 }],
 * })
 * const dot = toDot(snapshot(village, '2026-03-02'))
 * dot.split('\n').find(line => line.includes('->'))?.trim() //=> '"p1" -> "p0" [label="2", penwidth=1.8]'
 */
export function toDot(source: Snapshot | AccountReport, options?: DotOptions): string {
  const { direction = 'BT' } = optionsOf<DotOptions>('toDot', options, { direction: DIRECTION })
  const data = mapDataOf('toDot', source)
  return makeFrom('toDot', 'source', source, () => written(data, direction))
}

function written(data: MapData, direction: string): string {
  const diagram = diagramOf(data, data.people.length, data.ties.length)
  const placed = new Set(diagram.ties.flatMap(({ from, to, kind }) => (kind === 'reportsTo' ? [from, to] : [])))
  const title = quoted(`${plain(data.account.name)} · ${data.asOf}`)
  const lines = [
    `graph [label=${title}, labelloc=t, fontsize=18, rankdir=${direction}, nodesep=0.35, ranksep=0.7]`,
    'graph [fontname="Helvetica"]',
    'node [fontname="Helvetica", fontsize=11, margin="0.14,0.08", style="filled", color="#556070"]',
    'edge [fontname="Helvetica", fontsize=9, color="#556070", fontcolor="#556070", arrowsize=0.7]',
    ...diagram.people.map(node),
    ...diagram.units.flatMap(unit => cluster(unit, direction)),
    ...diagram.ties.map(tie => edge(tie, placed)),
  ]
  return `digraph village {\n${lines.map(line => `  ${line}\n`).join('')}}\n`
}

function cluster({ key, label, people, units }: DiagramUnit, direction: string): string[] {
  // Graphviz turns what is above and below with the direction, also for labels.
  const top = direction === 'BT' ? 'b' : 't'
  const inside = [
    `graph [label=${quoted(label)}, labelloc=${top}, labeljust=l, style="rounded,filled", fillcolor="#f4f6f9", color="#a9b3c0", fontsize=12]`,
    ...people.map(node),
    ...units.flatMap(unit => cluster(unit, direction)),
  ]
  return [`subgraph "cluster_${key}" {`, ...inside.map(line => `  ${line}`), '}']
}

const SHAPES = { user: 'ellipse', advocate: 'hexagon', gate: 'octagon', decider: 'box', unknown: 'note' } as const

function node({ key, lines, class: own, stance, veto }: DiagramPerson): string {
  const { fill, text, dashed } = STANCE_BOXES[stance]
  const look = [
    `shape=${SHAPES[own]}`,
    `fillcolor="${fill}"`,
    `fontcolor="${text}"`,
    ...(dashed ? ['style="filled,dashed"'] : []),
    ...(veto ? ['peripheries=2', 'penwidth=2'] : []),
  ]
  return `"${key}" [label=${quoted(...lines)}, ${look.join(', ')}]`
}

function edge({ from, to, kind, weight, width }: DiagramTie, placed: ReadonlySet<string>): string {
  const ends = `"${from}" -> "${to}"`
  if (kind === 'reportsTo') return `${ends} [${weight === '1' ? '' : `label="${weight}", `}weight=6, style=bold, arrowhead=none]`
  if (kind === 'conflict')
    return `${ends} [label="conflict", dir=none, style=dotted, color="#b5391a", fontcolor="#b5391a", constraint=false]`
  const aside = placed.has(from) && placed.has(to) ? ', constraint=false' : ''
  if (kind === 'informs') return `${ends} [label="informs${weight === '1' ? '' : ` ${weight}`}", style=dashed${aside}]`
  return `${ends} [label="${weight}", penwidth=${width}${aside}]`
}

/**
 * Lines of text as a quoted string that Graphviz shows as they are: it reads backslashes and entities in labels, and quotes would end the
 * string. A label in quotes is never taken for HTML.
 */
function quoted(...lines: string[]): string {
  const shown = lines.map(line => line.replace(/["\\]/g, found => `\\${found}`).replace(/&/g, '&amp;'))
  return `"${shown.join('\\n')}"`
}
