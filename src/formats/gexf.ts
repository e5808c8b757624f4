import { type Child, type Markup, xmlElement } from '../support/markup.js'
import { sentimentColour } from './colours.js'
import type { Cell, Field } from './fields.js'
import type { PersonRow } from './people.js'
import { block } from './xml.js'

/** A document of GEXF 1.3. */
export function gexfDocument(description: string, graph: Markup): Markup {
  return block('gexf', { xmlns: 'http://gexf.net/1.3', 'xmlns:viz': 'http://gexf.net/1.3/viz', version: '1.3' }, [
    block('meta', {}, [xmlElement('creator', {}, 'account-village'), xmlElement('description', {}, description)]),
    graph,
  ])
}

/**
 * The declaration of attributes. Nodes and edges have one each, since readers know of no second; ids are titles, since readers differ in
 * which of the two they show.
 */
export function gexfAttributes(
  scope: 'node' | 'edge',
  mode: 'static' | 'dynamic',
  fields: readonly Pick<Field<never>, 'name' | 'type'>[],
): Child {
  return (
    fields.length > 0 &&
    block(
      'attributes',
      { class: scope, mode },
      fields.map(({ name, type }) => xmlElement('attribute', { id: name, title: name, type })),
    )
  )
}

/** The value of an attribute, for a span of time where one is given. */
export function gexfValue(field: string, value: Cell, span: GexfSpan = {}): Child {
  return value !== undefined && xmlElement('attvalue', { for: field, value: `${value}`, ...span })
}

/** Values together; nothing where there are none. */
export function gexfValues(values: readonly Child[]): Child {
  return values.length > 0 && block('attvalues', {}, values)
}

/** A span of time, both ends inclusive; without end where one is absent. */
export interface GexfSpan {
  readonly start?: string
  readonly end?: string
}

/** How a person looks before anything else is chosen: in the colour of their sentiment, of an area that grows with their power. */
export function gexfLook({ sentiment, power }: PersonRow): Child {
  return [
    xmlElement('viz:color', { ...sentimentColour(sentiment) }),
    xmlElement('viz:size', { value: Math.round((10 + 50 * Math.sqrt(power)) * 10) / 10 }),
  ]
}

/** Attributes of an edge that every reader knows. */
export function gexfEnds(kind: string, source: string, target: string, weight: number) {
  return { source, target, type: kind === 'conflict' ? 'undirected' : 'directed', weight, kind }
}
