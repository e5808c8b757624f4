import type { Instant } from '../../support/instants.js'
import { foldedText } from '../../support/text.js'
import { fieldOf } from '../fields.js'
import { countUnmapped, type Ledger, report } from '../ledger.js'
import type { SourceRecord } from '../record.js'
import { cellOf } from './columns.js'
import type { SurveyContext } from './context.js'
import type { SurveyKind } from './format.js'
import { identityOf } from './identity.js'
import { LAYOUTS, type Layout } from './layouts.js'
import { type SurveyQuestion, sentimentOf } from './questions.js'
import { type KnownPerson, matchOf } from './respondents.js'
import { originOf } from './rows.js'
import { UNNAMED_CHOICES } from './surveyMonkeyAnswers.js'
import { sentOffAt } from './times.js'

/** A response of somebody who is known. */
export interface Response {
  readonly record: SourceRecord<SurveyKind>
  /** The same person in each of the villages where they stand. */
  readonly people: readonly KnownPerson[]
  /** How sure it is that it is theirs, 0..1. */
  readonly confidence: number
  readonly at: Instant
  readonly answers: readonly Answer[]
  readonly comments: readonly { readonly column: string; readonly text: string }[]
  /** Whether the same person may answer several times on one day. */
  readonly isPerCase: boolean
}

/** An answer that holds a sentiment. */
export interface Answer {
  readonly question: SurveyQuestion
  readonly sentiment: number
  /** As it was given. */
  readonly raw: string
}

/** The response in a record, when it counts and somebody who is known gave it. What keeps it from that is counted, or an issue. */
export function responseIn(record: SourceRecord<SurveyKind>, context: SurveyContext): Response[] {
  const { ledger, options, respondents } = context
  const layout = LAYOUTS.get(record.object)
  if (layout === undefined || isLeftOut(record, layout, context)) return []
  const match = matchOf(identityOf(record, layout, context), respondents)
  if (match.kind === 'anonymous') ledger.leftOut.anonymous++
  if (match.kind !== 'found') {
    const message = UNMATCHED.get(match.kind)
    if (message !== undefined) report(ledger, originOf(record), match.kind === 'contradictory' ? 'contradiction' : 'missingRecord', message)
    return []
  }
  const questions = questionsIn(record, layout, context)
  const at = sentOffAt(record, layout, context)
  if (at === undefined) return []
  const answers = questions.flatMap(question => answerTo(record, question, context))
  const columns = new Set([options.columns, ...questions].flatMap(({ comment }) => (comment === undefined ? [] : foldedText(comment))))
  const comments = options.redact ? [] : [...columns].flatMap(column => commentIn(record, column))
  if (answers.length + comments.length === 0) return []
  const { people, confidence } = match
  return [{ record, people, confidence, at, answers, comments, isPerCase: layout.isPerCase }]
}

const UNMATCHED: ReadonlyMap<string, string> = new Map([
  ['unknown', 'Whoever gave it is none of the people in the known villages, so it was left out.'],
  ['ambiguous', 'Several people in the known villages could have given it, so it was left out.'],
  ['contradictory', 'Its id and its mail address are of different people in the known villages, so it was left out.'],
])

function isLeftOut({ fields }: SourceRecord<SurveyKind>, layout: Layout, { options, ledger }: SurveyContext): boolean {
  const { finished } = options.columns
  const own = finished === undefined ? undefined : String(cellOf(fields, finished) ?? '')
  const fate = own !== undefined && !FINISHED.has(foldedText(own)) ? 'unfinished' : layout.fateOf(fields)
  if (fate === 'unfinished') ledger.leftOut.unfinished++
  if (fate === 'duplicate') ledger.leftOut.duplicates++
  return fate !== 'counts'
}

const FINISHED = new Set(['true', '1', 'yes', '100', 'complete', 'completed', 'finished'])

/** The questions of a response: those that the caller names, and those that the export tells by itself. */
function questionsIn(record: SourceRecord<SurveyKind>, layout: Layout, { options, ledger }: SurveyContext): readonly SurveyQuestion[] {
  const named = new Set(options.questions.map(({ column }) => foldedText(column)))
  const fromLayout = layout
    .questionsIn(record.fields)
    .filter(({ column, alias = column }) => !named.has(foldedText(column)) && !named.has(foldedText(alias)))
  const questions = [...options.questions, ...fromLayout]
  const type = record.object === 'delighted' && questions.length === 0 ? fieldOf(record.fields, 'survey_type') : undefined
  if (type !== undefined) countUnmapped(ledger, 'delighted.survey_type', String(type))
  else if (questions.length === 0 && !record.fields.has(UNNAMED_CHOICES)) {
    const message = 'None of its questions is known to hold a sentiment. Name them with the option questions.'
    report(ledger, { object: record.object }, 'missingValue', message)
  }
  return questions
}

function answerTo(record: SourceRecord<SurveyKind>, question: SurveyQuestion, context: SurveyContext): Answer[] {
  const { options, ledger } = context
  const given = cellOf(record.fields, question.column)
  const raw = given === undefined ? '' : String(given).trim()
  // Qualtrics may write so what was seen and not answered.
  if (raw === '' || (raw === '-99' && record.object === 'qualtrics')) return []
  const meaning = sentimentOf(raw, question, options.labels)
  if (typeof meaning === 'number') return [{ question, sentiment: meaning, raw }]
  const { column, measure } = question
  if (meaning === 'beyond')
    report(ledger, originOf(record), 'invalidValue', `${column} is no answer on the scale of ${measure}, so it was left out.`)
  if (meaning === 'unknown') countUnknown(record, column, raw, ledger)
  return []
}

/** So long may a label be; what is longer is a text, which is nobody's business in a list of labels. */
const LONGEST_LABEL = 60

function countUnknown(record: SourceRecord<SurveyKind>, column: string, raw: string, ledger: Ledger): void {
  if (raw.length <= LONGEST_LABEL && !raw.includes('@')) countUnmapped(ledger, `${record.object}.${column}`, raw)
  else report(ledger, originOf(record), 'invalidValue', `${column} holds a text and no label of a scale, so it was left out.`)
}

function commentIn({ fields }: SourceRecord<SurveyKind>, column: string): Response['comments'] {
  const text = cellOf(fields, column)
  return text === undefined ? [] : [{ column, text: String(text).trim() }]
}
