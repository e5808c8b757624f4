import { InvalidArgumentError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { READING_RULES, type ReadingRules, type ResolvedRules, resolvedRules, ruleIssues } from '../../reading/rules.js'
import { isScale, refuseShapeless, unknownNames, wrongOption } from '../options.js'
import { isEndless, isObject, ownValue } from '../values.js'
import { type LabelTable, labelTable, type SurveyLabels } from './labels.js'
import { MEASURES, type SurveyQuestion } from './questions.js'

/** Whose answers are looked for, and how a survey is to be read. Only `known` is required. */
export interface SurveyOptions extends ReadingRules {
  /** The villages among whose people respondents are looked for. */
  readonly known: readonly Village[]
  /**
   * The questions that hold a sentiment. Not needed where an export tells by itself: the NPS questions of Qualtrics and of Typeform's API,
   * Delighted and Zendesk.
   */
  readonly questions?: readonly SurveyQuestion[] | undefined
  /** Where the rest stands, for files of no known tool, or beside the columns of the tool. */
  readonly columns?: SurveyColumns | undefined
  /** What answers in words mean, -1 to 1, in place of their usual meaning; `null` for an answer that says nothing, such as "don't know". */
  readonly labels?: SurveyLabels | undefined
  /** What facts of files of no known tool are said to come from. Default `survey`. */
  readonly source?: string | undefined
  /** Whether what people wrote, and the answers as they gave them, are left out. Default `false`. */
  readonly redact?: boolean | undefined
}

/** The names of columns, in any case. */
export interface SurveyColumns {
  /** The id of the response. */
  readonly id?: string | undefined
  /** The id of the respondent, as in one of the villages or in a system that is named there. */
  readonly respondent?: string | undefined
  /** The mail address of the respondent. */
  readonly mail?: string | undefined
  /** When the answers were sent off. */
  readonly at?: string | undefined
  /** Whether they were. */
  readonly finished?: string | undefined
  /** What people wrote. */
  readonly comment?: string | undefined
}

/** Options with their defaults filled in. */
export interface ResolvedOptions {
  readonly known: readonly Village[]
  readonly questions: readonly SurveyQuestion[]
  readonly columns: SurveyColumns
  readonly labels: LabelTable
  readonly rules: ResolvedRules
  readonly source: string
  readonly redact: boolean
}

/** @throws InvalidArgumentError naming every option that makes no sense */
export function resolvedOptions(options: SurveyOptions): ResolvedOptions {
  refuseShapeless('fromSurveys', options, ['columns', 'labels'])
  const { known, questions = [], columns = {}, labels = {}, source = 'survey', redact = false } = options
  const issues = [
    ...unknownNames(options, NAMES, ''),
    ...(Array.isArray(known) && !isEndless(known)
      ? known.flatMap((village, i) => (isVillage(village) ? [] : [wrongOption(`known[${i}]`, 'is no village')]))
      : [wrongOption('known', 'is no list of villages')]),
    ...(Array.isArray(questions) && !isEndless(questions)
      ? questions.flatMap((question, i) => questionIssues(question, `questions[${i}]`))
      : [wrongOption('questions', 'is no list of questions')]),
    ...unknownNames(columns, COLUMNS, 'columns.'),
    ...Object.entries(columns).flatMap(([name, column]) =>
      isName(column) ? [] : [wrongOption(`columns.${name}`, 'is not the name of a column')],
    ),
    ...Object.entries(labels).flatMap(([label, value]) =>
      value === null || (typeof value === 'number' && Math.abs(value) <= 1)
        ? []
        : [wrongOption(`labels.${label}`, 'is neither a number from -1 to 1 nor null')],
    ),
    ...ruleIssues(options).map(({ path, message }) => wrongOption(path, message)),
    ...(isName(source) ? [] : [wrongOption('source', 'is no name')]),
    ...(typeof redact === 'boolean' ? [] : [wrongOption('redact', 'is neither true nor false')]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('fromSurveys', issues)
  return { known, questions, columns, labels: labelTable(labels), rules: resolvedRules(options), source, redact }
}

const NAMES = ['known', 'questions', 'columns', 'labels', 'source', 'redact', ...READING_RULES]
const COLUMNS = ['id', 'respondent', 'mail', 'at', 'finished', 'comment']
const QUESTION = ['column', 'measure', 'scale', 'comment']

function questionIssues(question: unknown, path: string) {
  if (!isObject(question)) return [wrongOption(path, 'is no question')]
  const [column, measure, scale, comment] = QUESTION.map(name => ownValue(question, name))
  return [
    ...unknownNames(question, QUESTION, `${path}.`),
    ...(isName(column) ? [] : [wrongOption(`${path}.column`, 'is not the name of a column')]),
    ...(MEASURES.some(each => each === measure) ? [] : [wrongOption(`${path}.measure`, `is none of ${MEASURES.join(', ')}`)]),
    ...(scale === undefined || isScale(scale)
      ? []
      : [wrongOption(`${path}.scale`, 'is not two different numbers, the worst and the best')]),
    ...(comment === undefined || isName(comment) ? [] : [wrongOption(`${path}.comment`, 'is not the name of a column')]),
  ]
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function isVillage(value: unknown): value is Village {
  if (!isObject(value)) return false
  const account = ownValue(value, 'account')
  return isObject(account) && isName(ownValue(account, 'id')) && Array.isArray(ownValue(value, 'stakeholders'))
}
