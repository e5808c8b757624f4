import type { Village } from '../model/village.js'
import { formatInstant } from '../support/instants.js'
import { type Child, type Markup, xmlElement } from '../support/markup.js'
import { FILMED_FIELDS, type FilmedPerson, type FilmedTie, filmPeople, filmTies } from './film.js'
import { type GexfSpan, gexfAttributes, gexfDocument, gexfEnds, gexfLook, gexfValue, gexfValues } from './gexf.js'
import { type FilmOptions, momentsOf } from './moments.js'
import type { Run } from './runs.js'
import { block, documentId } from './xml.js'

/** A village in GEXF, a graph over time. */
export function movingGexf(village: Village, options: FilmOptions): Markup {
  const moments = momentsOf(village, options)
  const people = filmPeople(moments)
  const ties = filmTies(moments)
  const dated = moments.filter(({ at }) => Number.isFinite(at)).map(({ at }) => formatInstant(at))
  const [first] = dated
  const last = dated.at(-1)
  // Weights take a column of their own only where one of them ever changes.
  const areWeightsMoving = [...ties.values()].some(({ weights }) => new Set(weights.map(({ value }) => value)).size > 1)
  const name = moments.at(-1)?.snapshot.account.name ?? village.account.name
  return gexfDocument(
    first === undefined ? name : `${name} from ${first} to ${last}`,
    block('graph', { mode: 'dynamic', defaultedgetype: 'directed', timeformat: 'dateTime', start: first, end: last }, [
      gexfAttributes('node', 'dynamic', FILMED_FIELDS),
      areWeightsMoving && gexfAttributes('edge', 'dynamic', [{ name: 'weight', type: 'double' }]),
      block(
        'nodes',
        {},
        [...people].map(([id, person]) => nodeOf(id, person, first)),
      ),
      block(
        'edges',
        {},
        [...ties].map(([id, tie]) => edgeOf(id, tie, areWeightsMoving, first)),
      ),
    ]),
  )
}

function nodeOf(id: string, { row, presence, values }: FilmedPerson, first: string | undefined): Markup {
  const written = [...values].flatMap(([field, runs]) => runs.map(run => gexfValue(field, run.value, valueSpan(run, first))))
  return block('node', { id, label: row.label }, [gexfValues(written), spellsElement(presence), gexfLook(row)])
}

function edgeOf(
  id: string,
  { kind, from, to, presence, weights }: FilmedTie,
  areWeightsMoving: boolean,
  first: string | undefined,
): Markup {
  const ends = gexfEnds(kind, documentId('stakeholder', from), documentId('stakeholder', to), weights.at(-1)?.value ?? 1)
  const written = areWeightsMoving ? weights.map(run => gexfValue('weight', run.value, valueSpan(run, first))) : []
  return xmlElement('edge', { id, ...ends }, gexfValues(written), spellsElement(presence))
}

/** When something stood; nothing for what always did. */
function spellsElement(presence: readonly Run<true>[]): Child {
  const spans = presence.map(spanOf)
  if (spans.every(({ start, end }) => start === undefined && end === undefined)) return undefined
  return xmlElement(
    'spells',
    {},
    spans.map(span => xmlElement('spell', { ...span })),
  )
}

/** The span of a value, which readers want to have a beginning or an end. */
function valueSpan(run: Run<unknown>, first: string | undefined): GexfSpan {
  const span = spanOf(run)
  return first === undefined || span.start !== undefined || span.end !== undefined ? span : { start: first }
}

/** A run whose end is exclusive as a span whose end is inclusive. */
function spanOf({ from, to }: Run<unknown>): GexfSpan {
  return {
    ...(Number.isFinite(from) && { start: formatInstant(from) }),
    ...(Number.isFinite(to) && { end: formatInstant(to - 1) }),
  }
}
