import { VillageError } from '../../errors.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import { admit } from '../../village/admit.js'
import { contentText } from '../../village/merge.js'
import { believedRows, reviseAs } from '../../village/revise.js'
import type { Row } from '../../village/rows.js'
import { recordAs, rowsOf } from '../../village/village.js'
import { complete } from './identity.js'
import { type FactLine, type Refusal, refusal } from './lines.js'
import { type People, peopleOf } from './names.js'
import { lineFinder, refusedBy } from './refused.js'

/** How facts are to be learned. */
export interface Learning {
  /** Whether what says something else than before replaces it. */
  readonly revises: boolean
  /** When it was learned; when it became true if absent. */
  readonly recordedAt?: string | undefined
}

/** What became of facts. */
export type Fate = 'recorded' | 'revised' | 'known' | 'takenBack'

/** What became of a fact, and of which line it is. */
export interface Judged {
  readonly array: FactArray
  readonly id: string
  readonly fate: Fate
  readonly line: FactLine | undefined
}

/** A village with facts in it, what became of each, and the lines that did not fit. */
export interface TakenIn {
  readonly village: Village
  readonly fates: readonly Judged[]
  readonly refusals: readonly Refusal[]
}

/**
 * The village with every fact that fits. What is known already, or was taken back, is left as it is, unless lines say themselves when they
 * were believed.
 */
export function takeIn(village: Village, given: readonly FactLine[], { revises, recordedAt }: Learning): TakenIn {
  const people = peopleOf(village, given)
  const lines = given.map(line => ({ ...line, fact: complete(line.array, people.resolved(line)) }))
  const revised = (facts: object): Village => (recordedAt === undefined ? recorded(facts) : reviseAs('record', village, facts, recordedAt))
  const recorded = (facts: object): Village => recordAs('record', village, facts)
  const fit = fitting(lines, revises ? revised : recorded, people)
  const judged = judgedIn(village, fit.lines)
  const fates = judged.map(({ fate, ...each }) => ({ ...each, fate: revises && fate === 'takenBack' ? ('recorded' as const) : fate }))
  if (revises) return { village: fit.village, fates, refusals: fit.refusals }
  const news = newsAmong(fit.lines, judged)
  return { village: news.length === 0 ? village : revised(factsOf(news)), fates, refusals: fit.refusals }
}

/** The lines that say something new, or when it was believed. */
function newsAmong(lines: readonly FactLine[], judged: readonly Judged[]): readonly FactLine[] {
  const news = new Set(judged.flatMap(({ line, fate }) => (fate === 'recorded' || fate === 'revised' ? [line] : [])))
  return lines.filter(line => news.has(line) || line.fact.recordedAt !== undefined || line.fact.retractedAt !== undefined)
}

/** A village with the facts that fit, the lines that they are on, and the others. */
interface Fit {
  readonly village: Village
  readonly lines: readonly FactLine[]
  readonly refusals: readonly Refusal[]
}

/** Learns all facts at once, then without those that were at fault, until the others fit. */
function fitting(given: readonly FactLine[], learn: (facts: object) => Village, people: People): Fit {
  const refusals: Refusal[] = []
  let lines = given
  for (;;) {
    try {
      return { village: learn(factsOf(lines)), lines, refusals }
    } catch (error) {
      if (!(error instanceof VillageError) || lines.length === 0) throw error
      const refused = refusedBy(error, lines, people)
      if (refused.size === 0) throw error
      for (const [line, message] of refused) refusals.push(refusal(line, message))
      lines = lines.filter(line => !refused.has(line))
    }
  }
}

/** The facts of lines as a village takes them, in their order. */
function factsOf(lines: readonly FactLine[]): object {
  return Object.fromEntries([...groupedBy(lines, ({ array }) => array)].map(([array, own]) => [array, own.map(({ fact }) => fact)]))
}

/** What becomes of each fact of the lines; of the same fact twice, the second is known. */
function judgedIn(village: Village, lines: readonly FactLine[]): Judged[] {
  const known = rowsOf('record', village)
  const admitted = admit('record', factsOf(lines), known)
  const lineAt = lineFinder(lines)
  return FACT_ARRAYS.flatMap(array => {
    const ids = new Set(known[array].map(({ id }) => id))
    const believed = new Map<string, Row<unknown>>(believedRows<unknown>(known[array]))
    return admitted.rows[array].map((row: Row<unknown>): Judged => {
      const before = believed.get(row.id)
      const isOther = before !== undefined && contentText(before) !== contentText(row)
      const fate = isOther ? 'revised' : before !== undefined ? 'known' : ids.has(row.id) ? 'takenBack' : 'recorded'
      believed.set(row.id, row)
      return { array, id: row.id, fate, line: lineAt(admitted.placeOf(array, row.index)) }
    })
  })
}
