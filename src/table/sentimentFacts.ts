import { countUnmapped, report } from '../crm/ledger.js'
import { npsSentiment } from '../crm/nps.js'
import { onScale, type Scale } from '../crm/scale.js'
import { meaningOf, withLabels } from '../crm/surveys/labels.js'
import { quoted } from '../errors.js'
import { READING_SOURCES, type ReadingSource } from '../model/observation.js'
import type { Village } from '../model/village.js'
import { groupedBy } from '../support/grouping.js'
import { toInstant } from '../support/instants.js'
import { sortedByText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import { believedRows } from '../village/revise.js'
import { rowsOf } from '../village/village.js'
import { attitudeIn } from './attitudes.js'
import { percentOr } from './influence.js'
import { isDayGiven, isSourceGiven, type SentimentMapping } from './mapping.js'
import { originOf } from './people.js'
import type { TableReader } from './reader.js'
import type { RowsContext } from './rowFacts.js'
import { scaleOf } from './scales.js'
import type { SheetRow } from './sheet.js'

/** What the same source last said of a person by a day; `undefined` when it said nothing. */
export type SaidBefore = (stakeholder: string, at: string) => number | undefined

/** What a source said before in a village: a sheet without days that still says the same tells nothing new. */
export function saidIn(village: Village | undefined, { where, source }: TableReader['options']): SaidBefore {
  const said = village === undefined ? [] : [...believedRows(rowsOf(where, village).observations).values()].map(({ fact }) => fact)
  const own = groupedBy(
    said.filter(fact => fact.source === source),
    ({ stakeholder }) => stakeholder,
  )
  return (stakeholder, at) =>
    sortedByText(
      (own.get(stakeholder) ?? []).filter(fact => fact.at <= at),
      fact => fact.at,
    ).at(-1)?.sentiment
}

/** Adds how the people of rows think of us. What has no day is left out, and told once. */
export function addSentiments(
  rows: readonly SheetRow[],
  context: RowsContext,
  { decisionNamed, saidBefore }: { readonly decisionNamed: (text: string) => string | undefined; readonly saidBefore: SaidBefore },
): void {
  const { mapping, reader, people, draft, decisionOf } = context
  const given = mapping.sentiment
  if (given === undefined) return
  const plan = typeof given === 'string' ? { column: given } : given
  const read = attitudesOf(plan, reader)
  let undated = 0
  for (const row of rows) {
    const stakeholder = people.idOf.get(row)
    const sentiment = stakeholder === undefined ? undefined : read(row)
    if (stakeholder === undefined || sentiment === undefined) continue
    const at = plan.at === undefined ? undefined : isDayGiven(plan.at) ? toInstant(plan.at) : reader.instant(row, plan.at)
    if (at === undefined) {
      undated++
      continue
    }
    if (plan.at !== undefined && isDayGiven(plan.at) && saidBefore(stakeholder, at) === sentiment) continue
    const about = plan.decision === undefined ? undefined : decisionIn(row, plan.decision, decisionNamed, reader)
    const decision = about ?? decisionOf.get(row)
    const fact = {
      id: reader.text(row, plan.id) ?? [stakeholder, 'sentiment', at, ...(decision === undefined ? [] : [decision])].join(':'),
      stakeholder,
      at,
      sentiment,
      via: viaOf(row, plan, reader),
      ...(decision !== undefined && { decision }),
      ...detailsOf(row, plan, reader),
    }
    draft.observations.push({ fact, from: originOf(row, reader) })
  }
  if (undated > 0) {
    const message = `${quoted(plan.column)} has no day (${undated}), so it was left out. Name the column of the day, or a day for all, as sentiment.at.`
    report(reader.ledger, { object: reader.options.name }, 'missingValue', message)
  }
}

function detailsOf(row: SheetRow, plan: SentimentMapping, reader: TableReader) {
  const [by, note] = [reader.text(row, plan.by), reader.text(row, plan.note)]
  const [sd, confidence] = [reader.number(row, plan.sd), reader.number(row, plan.confidence)]
  const recordedAt = reader.instant(row, plan.recordedAt)
  if (sd !== undefined && sd <= 0) reader.report(row, 'invalidValue', `${quoted(plan.sd ?? '')} is not above 0, so it was left out.`)
  const isShare = confidence !== undefined && confidence >= 0 && confidence <= 1
  if (confidence !== undefined && !isShare) {
    reader.report(row, 'invalidValue', `${quoted(plan.confidence ?? '')} is not between 0 and 1, so it was left out.`)
  }
  return {
    ...(by !== undefined && { by }),
    ...(note !== undefined && { note }),
    ...(sd !== undefined && sd > 0 && { sd }),
    ...(isShare && { confidence }),
    ...(recordedAt !== undefined && { recordedAt }),
  }
}

function decisionIn(
  row: SheetRow,
  column: string,
  decisionNamed: (text: string) => string | undefined,
  reader: TableReader,
): string | undefined {
  const text = reader.text(row, column)
  const decision = text === undefined ? undefined : decisionNamed(text)
  if (text !== undefined && decision === undefined) {
    reader.report(
      row,
      'missingRecord',
      `${quoted(column)} names no decision that is known; the reading was taken for one of us as a whole.`,
    )
  }
  return decision
}

function viaOf(row: SheetRow, { via = 'impression' }: SentimentMapping, reader: TableReader): ReadingSource {
  const text = isSourceGiven(via) ? via : reader.text(row, via)
  const found = READING_SOURCES.find(source => source === foldedText(text ?? ''))
  if (text !== undefined && found === undefined) countUnmapped(reader.ledger, via, text)
  return found ?? 'impression'
}

/** What the cells of a column say, as sentiments. What is no word that is known is counted, and no number on the scale is an issue. */
function attitudesOf({ column, scale: asked, labels }: SentimentMapping, reader: TableReader): (row: SheetRow) => number | undefined {
  const found = scaleOf(column, reader)
  const scale = asked ?? found.scale
  const own = withLabels(new Map(), labels ?? {})
  const table = new Map([...reader.options.labels, ...own])
  const isSigned = reader.cellsOf(column).some(cell => typeof cell === 'string' && /^\s*\++\s*$/.test(cell))
  return row => {
    const cell = reader.cell(row, column)
    if (cell === undefined) return undefined
    const raw = String(cell).trim()
    const named = meaningOf(own, raw)
    if (named !== undefined) return named ?? undefined
    const signed = isSigned ? SIGNS.get(raw) : undefined
    if (signed !== undefined) return signed
    const text = reader.text(row, column)
    if (text === undefined) return undefined
    const number = percentOr(cell, reader.numbersOf(column))
    if (number !== undefined) return numberAs(number, scale, { row, column, isNps: asked === undefined && found.isNps }, reader)
    const meaning = attitudeIn(text, table)
    if (meaning === undefined) countUnmapped(reader.ledger, column, text)
    return meaning ?? undefined
  }
}

function numberAs(
  number: number,
  scale: Scale | undefined,
  { row, column, isNps }: { readonly row: SheetRow; readonly column: string; readonly isNps: boolean },
  reader: TableReader,
): number | undefined {
  const isOwn = scale !== undefined && scale[0] === -1 && scale[1] === 1
  // What is on our own scale already is not rounded anew.
  const sentiment = scale === undefined ? undefined : isOwn && Math.abs(number) <= 1 ? number : onScale(number, scale)
  if (sentiment === undefined) {
    const message = scale === undefined ? 'is a number, and its scale is not known' : `is not between ${scale[0]} and ${scale[1]}`
    reader.report(row, 'invalidValue', `${quoted(column)} ${message}, so it was left out.`)
    return undefined
  }
  return isNps ? npsSentiment(number) : sentiment
}

/** Where a column has a plus, a dash is a minus and no empty cell. */
const SIGNS: ReadonlyMap<string, number> = new Map([
  ['+', 0.5],
  ['++', 1],
  ['0', 0],
  ['o', 0],
  ['O', 0],
  ['-', -0.5],
  ['–', -0.5],
  ['--', -1],
  ['––', -1],
])
