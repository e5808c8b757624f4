import { type Markup, xmlElement } from '../support/markup.js'
import type { Snapshot } from '../village/snapshot.js'
import { PERSON_FIELDS, TIE_FIELDS } from './fields.js'
import { gexfAttributes, gexfDocument, gexfEnds, gexfLook, gexfValue, gexfValues } from './gexf.js'
import { type PersonRow, personRows } from './people.js'
import { type TieRow, tieRows } from './ties.js'
import { block, documentId, personId } from './xml.js'

/** A snapshot in GEXF, a graph without time. */
export function stillGexf(s: Snapshot): Markup {
  return gexfDocument(
    `${s.account.name} as of ${s.asOf}, as known on ${s.knownOn}`,
    block('graph', { mode: 'static', defaultedgetype: 'directed' }, [
      gexfAttributes('node', 'static', PERSON_FIELDS),
      gexfAttributes('edge', 'static', OWN_FIELDS),
      block('nodes', {}, personRows(s).map(nodeOf)),
      block('edges', {}, tieRows(s).map(edgeOf)),
    ]),
  )
}

/** What an edge of GEXF has no place of its own for. */
const OWN_FIELDS = TIE_FIELDS.filter(({ name }) => name !== 'kind' && name !== 'weight')

function nodeOf(row: PersonRow): Markup {
  const values = PERSON_FIELDS.map(({ name, of }) => gexfValue(name, of(row)))
  return xmlElement('node', { id: personId(row), label: row.label }, gexfValues(values), gexfLook(row))
}

function edgeOf(row: TieRow): Markup {
  const { tie, from, to, kind, weight } = row
  const ends = gexfEnds(kind, documentId('stakeholder', from), documentId('stakeholder', to), weight)
  const values = OWN_FIELDS.map(({ name, of }) => gexfValue(name, of(row)))
  return xmlElement('edge', { id: documentId('tie', tie), ...ends }, gexfValues(values))
}
