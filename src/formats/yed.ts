import { type Child, type Markup, xmlElement } from '../support/markup.js'
import { hex, sentimentColour } from './colours.js'
import type { PersonRow } from './people.js'
import type { TieRow } from './ties.js'

/**
 * What yEd draws of a person: a box in the colour of their sentiment, the wider the more power, dashed where nobody is known yet, and with a
 * heavy border where they can stop the decision.
 *
 * @see yWorks, "The yFiles GraphML extension package", yFiles Developer's Guide
 */
export function yedShape(row: PersonRow): Markup {
  const { label, title, sentiment, power, placeholder, veto } = row
  const colour = sentimentColour(sentiment)
  const dark = 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b < 140
  return xmlElement(
    'y:ShapeNode',
    {},
    xmlElement('y:Geometry', { height: 44, width: Math.round(130 + 130 * power) }),
    xmlElement('y:Fill', { color: hex(colour), transparent: 'false' }),
    xmlElement('y:BorderStyle', { color: '#1b2430', type: placeholder ? 'dashed' : 'line', width: veto === undefined ? '1.0' : '3.0' }),
    xmlElement('y:NodeLabel', { textColor: dark ? '#ffffff' : '#1b2430' }, shown(title === undefined ? label : `${label}\n${title}`)),
    xmlElement('y:Shape', { type: 'roundrectangle' }),
  )
}

/**
 * What yEd draws of a tie: an arrow for who moves whom, a dotted one for who informs whom, a dashed one for who reports to whom, a red line
 * without head for a conflict.
 */
export function yedLine({ kind, weight }: TieRow): Markup {
  return xmlElement(
    'y:PolyLineEdge',
    {},
    xmlElement('y:LineStyle', { color: kind === 'conflict' ? '#b5391a' : '#556070', type: LINES[kind], width: '1.0' }),
    xmlElement('y:Arrows', { source: 'none', target: kind === 'conflict' ? 'none' : 'standard' }),
    xmlElement('y:EdgeLabel', {}, LABELS[kind], weight === 1 ? undefined : ` ${weight}`),
  )
}

const LABELS = { influence: 'influences', informs: 'informs', reportsTo: 'reports to', conflict: 'in conflict' } as const
const LINES = { influence: 'line', informs: 'dotted', reportsTo: 'dashed', conflict: 'line' } as const

/** What yEd draws of a unit: a group with its name on top. */
export function yedGroup(name: string): Markup {
  const label = xmlElement(
    'y:NodeLabel',
    { alignment: 'left', autoSizePolicy: 'node_width', modelName: 'internal', modelPosition: 't' },
    shown(name),
  )
  return xmlElement(
    'y:ProxyAutoBoundsNode',
    {},
    xmlElement('y:Realizers', { active: 0 }, groupNode(label, 'false'), groupNode(label, 'true')),
  )
}

function groupNode(label: Child, closed: 'true' | 'false'): Markup {
  return xmlElement(
    'y:GroupNode',
    {},
    xmlElement('y:Fill', { color: '#f4f6f9', transparent: 'false' }),
    xmlElement('y:BorderStyle', { color: '#7f8a99', type: 'line', width: '1.0' }),
    label,
    xmlElement('y:Shape', { type: 'roundrectangle' }),
    xmlElement('y:State', { closed, closedHeight: 50, closedWidth: 140, innerGraphDisplayEnabled: 'false' }),
  )
}

/** A label as yEd shows it. One that begins with `<html>` it would take for a page, which may load pictures from anywhere. */
function shown(label: string): string {
  return /^<html>/i.test(label) ? ` ${label}` : label
}
