import { type Cell, flagIn, isNothing } from '../../reading/words.js'
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
  /** The question as the options gave it. */
  readonly question: SurveyQuestion
  /** -1..1, from the number on its scale or from the word. */
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
  if (match.kind === 'erased') ledger.leftOut.shouldForget++
  if (match.kind !== 'found') {
    const message = UNMATCHED.get(match.kind)
    if (message !== undefined) report(ledger, originOf(record), match.kind === 'contradictory' ? 'contradiction' : 'missingRecord', message)
    return []
  }
  const questions = questionsIn(record, layout, context)
  const at = sentOffAt(record, context)
  if (at === undefined) return []
  const answers = questions.flatMap(question => answerTo(record, question, context))
  const columns = new Set([options.columns, ...questions].flatMap(({ comment }) => (comment === undefined ? [] : foldedText(comment))))
  const comments = options.redact ? [] : [...columns].flatMap(column => commentIn(record, column))
  if (answers.length + comments.length === 0) return []
  const { people, confidence } = match
  return [{ record, people, confidence, at, answers, comments, isPerCase: layout.isPerCase }]
}

const UNMATCHED: ReadonlyMap<string, string> = new Map([
  ['unknown', 'The respondent is none of the people in the known villages, so it was left out.'],
  ['ambiguous', 'Several people in the known villages could have given it, so it was left out.'],
  ['contradictory', 'Its id and its mail address are of different people in the known villages, so it was left out.'],
])

function isLeftOut({ fields, object }: SourceRecord<SurveyKind>, layout: Layout, { options, ledger }: SurveyContext): boolean {
  const { finished } = options.columns
  const own = finished === undefined ? undefined : cellOf(fields, finished)
  const isFinished = own === undefined ? finished === undefined : finishedBy(own, options)
  if (isFinished === undefined) countUnmapped(ledger, `${object}.${finished}`, String(own).slice(0, LONGEST_LABEL))
  const fate = isFinished === true ? layout.fateOf(fields) : 'unfinished'
  if (fate === 'unfinished') ledger.leftOut.unfinished++
  if (fate === 'duplicate') ledger.leftOut.duplicates++
  return fate !== 'counts'
}

/** Whether a cell says that answers were sent off: yes or no, a share in percent, or in words; `undefined` when it says nothing of it. */
function finishedBy(cell: Cell, { rules }: SurveyContext['options']): boolean | undefined {
  const text = foldedText(String(cell)).replace(/ ?%$/, '')
  const isNumber = /^\d{1,3}(?:[.,]\d+)?$/.test(text)
  return isNothing(cell, rules.words) ? false : (flagIn(cell, rules.words) ?? (isNumber ? text.startsWith('100') : FINISHED.get(text)))
}

const FINISHED: ReadonlyMap<string, boolean> = new Map([
  ...[
    'complete',
    'completed',
    'finished',
    'submitted',
    'abgeschlossen',
    'beendet',
    'terminé',
    'completado',
    'completato',
    'concluído',
    'voltooid',
  ].map(word => [word, true] as const),
  ...[
    'incomplete',
    'partial',
    'in progress',
    'started',
    'opened',
    'disqualified',
    'unvollständig',
    'incomplet',
    'partiel',
    'incompleto',
    'onvolledig',
  ].map(word => [word, false] as const),
])

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
  const meaning = sentimentOf(raw, question, options)
  if (typeof meaning === 'number') return [{ question, sentiment: meaning, raw }]
  const { column, measure } = question
  if (meaning === 'beyond')
    report(ledger, originOf(record), 'invalidValue', `${column} is no answer on the scale of ${measure}, so it was left out.`)
  if (meaning === 'unclear') {
    const wanted = 'Say with the option decimal which sign is before decimals.'
    report(
      ledger,
      originOf(record),
      'invalidValue',
      `${column} is a number that can be read in several ways, so it was left out. ${wanted}`,
    )
  }
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
