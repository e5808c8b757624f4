import { type Fields, fieldOf, isIterable, isObject, ownValue, partsOf, type RecordParts, type Scalar } from '../fields.js'
import type { PayloadFormat, Place, Row } from '../payload.js'
import type { SurveyTool } from './input.js'

/** What a row is: an answer, a user who gave some, or a ticket, whose rating has no date. */
export type SurveyKind = SurveyTool | 'zendeskUser' | 'zendeskTicket'

/** How the APIs of survey tools pack responses. */
export function surveyFormat(isCustom: boolean): PayloadFormat<SurveyKind> {
  return {
    pages: PAGES,
    isLast: page => typeof ownValue(page, 'next_page') !== 'string' && ownValue(ownValue(page, 'meta') ?? {}, 'has_more') !== true,
    totalOf: page => ownValue(page, 'count') ?? ownValue(page, 'total'),
    kindNamed: name => KINDS.get(name.toLowerCase()),
    kindOfPage: page => PAGES.flatMap(name => (Object.hasOwn(page, name) ? (KINDS.get(name) ?? []) : []))[0],
    isRecord: input => isResponse(input) || !Object.keys(input).some(name => isIterable(ownValue(input, name))),
    rowFrom: (parts, place) => rowFrom(parts, place, isCustom),
    holdsRecords: () => false,
  }
}

const PAGES = ['satisfaction_ratings', 'users', 'tickets', 'items', 'responses', 'results', 'data', 'value']

const KINDS: ReadonlyMap<string, SurveyKind> = new Map([
  ['satisfaction_ratings', 'zendesk'],
  ['users', 'zendeskUser'],
  ['tickets', 'zendeskTicket'],
])

/** The row that a response makes. */
export function rowFrom(parts: RecordParts, { object, name }: Place<SurveyKind>, isCustom: boolean): Row<SurveyKind> | string {
  const fields = withAnswers(parts)
  const kind = kindOf(fields, object) ?? (isCustom ? 'survey' : undefined)
  return kind === undefined ? (name ?? 'response') : { object: kind, fields }
}

/** What a row is by the columns that it has, or else by its place. */
export function kindOf(fields: Fields, place?: SurveyKind): SurveyKind | undefined {
  return MARKS.find(([, ...columns]) => columns.every(column => fields.has(column)))?.[0] ?? place
}

/** Columns that only the responses of one tool have. */
const MARKS: readonly (readonly [kind: SurveyKind, ...columns: string[]])[] = [
  ['qualtrics', 'responseid', 'enddate'],
  ['surveyMonkey', 'respondent id', 'collector id'],
  ['typeform', 'network id', 'submit date (utc)'],
  ['typeform', 'landed_at', 'submitted_at'],
  ['typeform', 'token', 'submitted_at'],
  ['delighted', 'survey_type', 'score'],
  ['zendesk', 'score', 'requester_id'],
  ['zendeskTicket', 'satisfaction_rating.score', 'requester_id'],
]

function isResponse(input: object): boolean {
  const names = new Set(Object.keys(input).map(name => name.trim().toLowerCase()))
  return MARKS.some(([, ...columns]) => columns.every(column => names.has(column)))
}

/** The fields of a response with its answers by the references and ids of their questions, as Typeform gives them in a list. */
function withAnswers({ fields, lists }: RecordParts): Fields {
  const answers = lists.find(([name]) => name.toLowerCase() === 'answers')?.[1]
  if (answers === undefined || !isIterable(answers)) return fields
  const own = new Map<string, Scalar | null>(fields)
  for (const answer of answersIn(answers)) {
    const type = String(fieldOf(answer, 'type') ?? '')
    const value = fieldOf(answer, type) ?? fieldOf(answer, `${type}.label`) ?? null
    const keys = ['field.ref', 'field.id'].flatMap(name => fieldOf(answer, name) ?? []).map(key => String(key).trim().toLowerCase())
    for (const key of keys) if (!own.has(key)) own.set(key, value)
    if (fieldOf(answer, 'field.type') === 'nps' && keys[0] !== undefined) own.set(keys[0] + NPS_MARK, true)
    if (type === 'email' && !own.has(MAIL_ANSWER)) own.set(MAIL_ANSWER, value)
  }
  return own
}

function answersIn(list: Iterable<unknown>): Fields[] {
  try {
    return [...list].flatMap(answer => (isObject(answer) ? [partsOf(answer, { pages: [] }).fields] : []))
  } catch {
    return []
  }
}

/** What follows the name of a column to say that it holds an NPS answer; Qualtrics has the class of the answer there. */
export const NPS_MARK = '_nps_group'
/** Where a mail address that was asked for in the survey stands. */
export const MAIL_ANSWER = 'answers.email'
