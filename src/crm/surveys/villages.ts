import { VillageError } from '../../errors.js'
import type { Comment } from '../../model/comment.js'
import type { Recorded } from '../../model/fact.js'
import type { Observation } from '../../model/observation.js'
import type { Village } from '../../model/village.js'
import { sortedByText } from '../../support/order.js'
import { createVillage } from '../../village/village.js'
import { type Ledger, report } from '../ledger.js'
import type { ResolvedOptions } from './options.js'
import type { SurveyMeasure } from './questions.js'
import type { Response } from './responses.js'

/** What was learned of a known village. */
export interface Learned {
  /** As it was known. */
  readonly known: Village
  /** Only what is new, with the people whom it is about. */
  readonly added: Village
}

/** What the responses add to each of the known villages, in the order of the ids of their accounts. Villages of which they say nothing are left out. */
export function learnedFrom(responses: readonly Response[], options: ResolvedOptions, ledger: Ledger): Learned[] {
  const found = options.known.flatMap((known, village) => {
    const own = responses.flatMap(response =>
      response.people.flatMap(({ village: place, person }) => (place === village ? [{ response, id: person.id }] : [])),
    )
    return own.length === 0 ? [] : learnedBy(known, own, options, ledger)
  })
  return sortedByText(found, ({ known }) => known.account.id)
}

function learnedBy(
  known: Village,
  own: readonly { readonly response: Response; readonly id: string }[],
  options: ResolvedOptions,
  ledger: Ledger,
): Learned[] {
  const people = new Set(own.map(({ id }) => id))
  const stakeholders = known.stakeholders.filter(({ id }) => people.has(id))
  try {
    const added = createVillage({
      account: known.account,
      units: stakeholders.some(({ unit }) => unit !== undefined) ? known.units : [],
      stakeholders,
      observations: own.flatMap(({ response, id }) => observationsFrom(response, id, options)),
      comments: own.flatMap(({ response, id }) => commentsFrom(response, id, options)),
    })
    return [{ known, added }]
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    report(ledger, { object: 'village', id: known.account.id }, 'refused', error.message)
    return []
  }
}

function observationsFrom(response: Response, stakeholder: string, options: ResolvedOptions): Recorded<Observation>[] {
  const { answers, at, confidence, record } = response
  return answers.map(({ question, sentiment, raw }) => ({
    id: `${idOf(response, options)}:${question.column.trim().toLowerCase()}`,
    stakeholder,
    at,
    sentiment,
    via: 'survey',
    ...(!options.redact && { note: `${question.column.trim()}: ${raw} (${NAMES[question.measure]})` }),
    basis: 'stated',
    confidence,
    source: sourceOf(record.object, options),
  }))
}

const NAMES: Readonly<Record<SurveyMeasure, string>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES', sentiment: 'sentiment' }

function commentsFrom(response: Response, stakeholder: string, options: ResolvedOptions): Comment[] {
  const { comments, at, confidence, record } = response
  return comments.map(({ column, text }) => ({
    id: `${idOf(response, options)}:${column.trim().toLowerCase()}:comment`,
    at,
    stakeholder,
    text,
    via: 'survey',
    basis: 'stated',
    confidence,
    source: sourceOf(record.object, options),
  }))
}

function idOf({ record }: Response, options: ResolvedOptions): string {
  return `${sourceOf(record.object, options)}:${record.id}`
}

function sourceOf(tool: string, { source }: ResolvedOptions): string {
  return tool === 'survey' ? source.trim() : tool
}
