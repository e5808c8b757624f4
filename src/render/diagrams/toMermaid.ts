import type { AccountReport } from '../../report/accountReport.js'
import { type MapData, mapDataOf } from '../../report/mapData.js'
import { type OptionShape, optionsOf, wholeOrAll } from '../../support/options.js'
import { makeFrom } from '../../village/given.js'
import type { Snapshot } from '../../village/snapshot.js'
import { fitted, plain } from '../plain.js'
import { DIRECTION, type Diagram, type DiagramPerson, type DiagramTie, type DiagramUnit, diagramOf } from './diagram.js'
import { encoded, longestWithin, MOST_EDGES } from './mermaidText.js'
import { STANCE_BOXES } from './stanceBoxes.js'

/** How a flowchart of Mermaid looks. */
export interface MermaidOptions {
  /** Which way reporting lines lead: to the top (`BT`, the default), to the bottom, to the right or to the left. */
  readonly direction?: 'BT' | 'TB' | 'LR' | 'RL' | undefined
  /** The most people shown, the most powerful first; all who fit when absent. */
  readonly people?: number | undefined
  /** The most ties shown, those of the most powerful first, at most 500; 500 when absent. */
  readonly ties?: number | undefined
}

const MERMAID_OPTIONS: OptionShape<MermaidOptions> = { direction: DIRECTION, people: wholeOrAll(0), ties: wholeOrAll(0) }

/**
 * The village as a flowchart of Mermaid, which GitHub, GitLab, Notion and others draw: people as boxes whose form tells the class of their
 * roles and whose colour their stance, units as subgraphs, reporting lines (thick), influence with its weight, who informs whom (dotted arrows), and
 * conflicts (dotted lines).
 *
 * Pages draw at most 50,000 characters and 500 edges, whatever they are told: of a larger village the most powerful people are shown and
 * the ties between them, and a note says so. Nodes are `p0`, `p1` and so on; in foreign text all but letters and digits is written as
 * numbers, so that none of it means anything to Mermaid or to a browser.
 *
 * @throws InvalidArgumentError for a number of people or ties that is none
 * @see `maxTextSize` and `maxEdges` in the configuration schema of Mermaid, mermaid.js.org
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toMermaid } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann', roles: ['user'] }, { id: 'bo', name: 'Bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 2 }],
 * })
 * const lines = toMermaid(snapshot(village, '2026-03-02')).split('\n')
 * lines[0] //=> 'flowchart BT'
 * lines.includes('p1 -->|2| p0') //=> true
 */
export function toMermaid(source: Snapshot | AccountReport, options?: MermaidOptions): string {
  const { direction = 'BT', people = Number.POSITIVE_INFINITY, ties = MOST_EDGES } = optionsOf('toMermaid', options, MERMAID_OPTIONS)
  const data = mapDataOf('toMermaid', source)
  const write = (mostPeople: number): string => written(data, direction, mostPeople, Math.min(ties, MOST_EDGES))
  return makeFrom('toMermaid', 'source', source, () => longestWithin(write, Math.min(people, data.people.length)))
}

function written(data: MapData, direction: string, mostPeople: number, mostTies: number): string {
  const diagram = diagramOf(data, mostPeople, mostTies)
  const note = omissions(data, Math.min(mostPeople, data.people.length), diagram.ties.length)
  const title = fitted(plain(data.account.name), 80).trim()
  const lines = [
    `flowchart ${direction}`,
    // Without a text, a title would take the next line for one.
    ...(title === '' ? [] : [`accTitle: ${encoded(title)}`]),
    ...(note === undefined ? [] : [`%% ${note}`, `note["${encoded(note)}"]:::note`]),
    ...insideOf(diagram),
    ...diagram.ties.map(edge),
    ...CLASSES,
    ...unitKeys(diagram.units).map(key => `class ${key} unit`),
  ]
  return `${lines.join('\n')}\n`
}

/** What is not shown, if anything is not. */
function omissions({ people, ties }: MapData, shownPeople: number, shownTies: number): string | undefined {
  if (shownPeople === people.length && shownTies === ties.length) return undefined
  return `Shown are the ${shownPeople} most powerful of ${people.length} people and ${shownTies} of ${ties.length} ties`
}

function insideOf({ units, people }: Pick<Diagram, 'units' | 'people'>): string[] {
  return [...people.map(node), ...units.flatMap(subgraph)]
}

function subgraph({ key, label, ...inside }: DiagramUnit): string[] {
  // A subgraph without any name cannot be read.
  return [`subgraph ${key}["${encoded(label) || ' '}"]`, ...insideOf(inside), 'end']
}

/** What stands on both sides of a text: users in an oval, advocates in a rounded box, gates in a hexagon, deciders in a box. */
const SHAPES = {
  user: ['([', '])'],
  advocate: ['(', ')'],
  gate: ['{{', '}}'],
  decider: ['[', ']'],
  unknown: ['[/', '/]'],
} as const

function node({ key, lines, class: own, stance, veto }: DiagramPerson): string {
  const [open, close] = SHAPES[own]
  return `${key}${open}"${lines.map(encoded).join('<br/>')}"${close}:::${stance}${veto ? 'Veto' : ''}`
}

function edge({ from, to, kind, weight }: DiagramTie): string {
  if (kind === 'reportsTo') return `${from} ===${weight === '1' ? '' : `|${encoded(weight)}|`} ${to}`
  if (kind === 'conflict') return `${from} -.-|conflict| ${to}`
  if (kind === 'informs') return `${from} -.->|informs${weight === '1' ? '' : ` ${encoded(weight)}`}| ${to}`
  return `${from} -->|${encoded(weight)}| ${to}`
}

const CLASSES = [
  ...Object.entries(STANCE_BOXES).flatMap(([stance, { fill, text, dashed }]) => {
    const look = `fill:${fill},color:${text},stroke:#556070${dashed ? ',stroke-dasharray:4 3' : ''}`
    return [`classDef ${stance} ${look}`, `classDef ${stance}Veto ${look},stroke-width:4px`]
  }),
  'classDef unit fill:#f4f6f9,color:#1b2430,stroke:#a9b3c0',
  'classDef note fill:#ffffff,color:#1b2430,stroke:none',
]

function unitKeys(units: readonly DiagramUnit[]): string[] {
  return units.flatMap(({ key, units: inner }) => [key, ...unitKeys(inner)])
}
