import { type Child, type Markup, xmlDocument, xmlElement } from '../support/markup.js'
import { flag, optionsOf } from '../support/options.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Cell, type Field, PERSON_FIELDS, TIE_FIELDS } from './fields.js'
import { type PersonRow, personRows } from './people.js'
import { type TieRow, tieRows } from './ties.js'
import { outlineOf, type UnitOutline } from './units.js'
import { block, documentId, personId } from './xml.js'
import { yedGroup, yedLine, yedShape } from './yed.js'

/** How GraphML is written. */
export interface GraphmlOptions {
  /** Whether it holds what yEd draws: shapes, lines, labels, and units as groups; false when absent. */
  readonly yed?: boolean | undefined
}

/**
 * The snapshot in GraphML, for NetworkX, igraph and many others, and with `yed` for the editor yEd, whose own layouts then arrange it.
 *
 * Everything is declared as a key. A conflict, which has no direction, stands once as a directed edge that `kind` tells, because NetworkX
 * refuses graphs with edges of both sorts.
 *
 * @see U. Brandes et al., "GraphML progress report", Graph Drawing (2001), and http://graphml.graphdrawing.org
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toGraphml } from 'account-village/formats'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
 * toGraphml(snapshot(village, '2026-03-02')).match(/<node /g)?.length //=> 2
 */
export function toGraphml(snapshot: Snapshot, options?: GraphmlOptions): string {
  checkGiven('toGraphml', snapshot)
  const { yed = false } = optionsOf<GraphmlOptions>('toGraphml', options, { yed: flag })
  const people = new Map(personRows(snapshot).map(row => [row.stakeholder, personElement(row, yed)]))
  const outline = outlineOf(snapshot)
  const nodes = yed ? [...outline.units.map(unit => groupElement(unit, people)), ...membersOf(outline, people)] : [...people.values()]
  return xmlDocument(
    block('graphml', yed ? { ...NAMESPACES, 'xmlns:y': 'http://www.yworks.com/xml/graphml' } : NAMESPACES, [
      ...keys('graph', GRAPH_FIELDS),
      ...keys('node', NODE_FIELDS),
      ...keys('edge', TIE_FIELDS),
      yed && xmlElement('key', { id: 'node.graphics', for: 'node', 'yfiles.type': 'nodegraphics' }),
      yed && xmlElement('key', { id: 'edge.graphics', for: 'edge', 'yfiles.type': 'edgegraphics' }),
      block('graph', { id: 'village', edgedefault: 'directed' }, [
        data('graph', GRAPH_FIELDS, snapshot),
        ...nodes,
        ...tieRows(snapshot).map(row => tieElement(row, yed)),
      ]),
    ]),
  )
}

const NAMESPACES = { xmlns: 'http://graphml.graphdrawing.org/xmlns' } as const

const GRAPH_FIELDS: readonly Field<Snapshot>[] = [
  { name: 'account', type: 'string', of: s => s.account.id },
  { name: 'accountName', type: 'string', of: s => s.account.name },
  { name: 'asOf', type: 'string', of: s => s.asOf },
  { name: 'knownOn', type: 'string', of: s => s.knownOn },
]

const NODE_FIELDS: readonly Field<PersonRow>[] = [{ name: 'label', type: 'string', of: row => row.label }, ...PERSON_FIELDS]

function keys<Row>(scope: 'graph' | 'node' | 'edge', fields: readonly Field<Row>[]): Markup[] {
  return fields.map(({ name, type }) =>
    xmlElement('key', { id: `${scope}.${name}`, for: scope, 'attr.name': name, 'attr.type': type === 'integer' ? 'int' : type }),
  )
}

function data<Row>(scope: 'graph' | 'node' | 'edge', fields: readonly Field<Row>[], row: Row): Child {
  return fields.map(({ name, of }) => datum(`${scope}.${name}`, of(row)))
}

function datum(key: string, value: Cell): Child {
  return value !== undefined && xmlElement('data', { key }, `${value}`)
}

function personElement(row: PersonRow, yed: boolean): Markup {
  return xmlElement(
    'node',
    { id: personId(row) },
    data('node', NODE_FIELDS, row),
    yed && xmlElement('data', { key: 'node.graphics' }, yedShape(row)),
  )
}

function tieElement(row: TieRow, yed: boolean): Markup {
  const ends = { source: documentId('stakeholder', row.from), target: documentId('stakeholder', row.to) }
  return xmlElement(
    'edge',
    { id: documentId('tie', row.tie), ...ends },
    data('edge', TIE_FIELDS, row),
    yed && xmlElement('data', { key: 'edge.graphics' }, yedLine(row)),
  )
}

/** A unit as a group of yEd, with its parts and its people inside. */
function groupElement(outline: UnitOutline, people: ReadonlyMap<string, Markup>): Markup {
  const { unit, units } = outline
  const id = documentId('unit', unit.id)
  return block('node', { id, 'yfiles.foldertype': 'group' }, [
    datum('node.label', unit.name),
    xmlElement('data', { key: 'node.graphics' }, yedGroup(unit.name)),
    block('graph', { id: `${id}:`, edgedefault: 'directed' }, [
      ...units.map(part => groupElement(part, people)),
      ...membersOf(outline, people),
    ]),
  ])
}

function membersOf({ people }: Pick<UnitOutline, 'people'>, elements: ReadonlyMap<string, Markup>): Markup[] {
  return people.flatMap(person => elements.get(person) ?? [])
}
