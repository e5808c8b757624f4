import { type Fields, fieldOf, type RecordParts, recordParts, type Scalar } from '../fields.js'
import { listIn } from '../lists.js'
import type { PayloadFormat, Place, Row } from '../payloadFormat.js'
import { isIterable, isObject, ownValue } from '../values.js'
import { NPS_MARK } from './columns.js'
import type { SurveyTool } from './input.js'
import type { Catalogue } from './surveyDetails.js'
import { withSurveyMonkeyAnswers } from './surveyMonkeyAnswers.js'
import { withZendeskAnswers } from './zendeskSurvey.js'

/** What a row is: an answer, a user who gave some, or a ticket, whose rating has no date. */
export type SurveyKind = SurveyTool | 'zendeskUser' | 'zendeskTicket'

/** How the APIs of survey tools pack responses; answers of SurveyMonkey are told by the catalogue of its questions. */
export function surveyFormat(isCustom: boolean, catalogue: Catalogue): PayloadFormat<SurveyKind> {
  return {
    pages: PAGES,
    inline: ['survey_response'],
    isLast,
    totalOf: page => ownValue(page, 'count') ?? ownValue(page, 'total'),
    kindNamed: name => KINDS.get(name.toLowerCase()),
    kindOfPage: page => PAGES.flatMap(name => (Object.hasOwn(page, name) ? (KINDS.get(name) ?? []) : []))[0],
    isRecord: input => isResponse(input) || !Object.keys(input).some(name => listIn(ownValue(input, name), { pages: PAGES }) !== undefined),
    rowFrom: (parts, place) => rowFrom(parts, place, isCustom, catalogue),
    holdsRecords: () => false,
  }
}

/** Whether no page follows: Zendesk says so in either of two ways, SurveyMonkey by a link to the next one. */
function isLast(page: object): boolean {
  const meta = ownValue(page, 'meta')
  const links = ownValue(page, 'links')
  if (isObject(meta) && Object.hasOwn(meta, 'has_more')) return ownValue(meta, 'has_more') !== true
  return typeof ownValue(page, 'next_page') !== 'string' && !(isObject(links) && typeof ownValue(links, 'next') === 'string')
}

const PAGES = ['satisfaction_ratings', 'survey_responses', 'users', 'tickets', 'items', 'responses', 'results', 'data', 'value']

const KINDS: ReadonlyMap<string, SurveyKind> = new Map([
  ['satisfaction_ratings', 'zendesk'],
  ['survey_responses', 'zendesk'],
  ['users', 'zendeskUser'],
  ['tickets', 'zendeskTicket'],
])

/** The row that a response makes. */
function rowFrom(
  parts: RecordParts,
  { object, name }: Place<SurveyKind>,
  isCustom: boolean,
  catalogue: Catalogue,
): Row<SurveyKind> | string {
  const fields = withAnswers(parts, catalogue)
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
  ['surveyMonkey', 'response_status', 'collector_id'],
  ['typeform', 'network id', 'submit date (utc)'],
  ['typeform', 'landed_at', 'submitted_at'],
  ['typeform', 'token', 'submitted_at'],
  ['delighted', 'survey_type', 'score'],
  ['zendesk', 'score', 'requester_id'],
  ['zendesk', 'responder_id', 'expires_at'],
  ['zendeskTicket', 'satisfaction_rating.score', 'requester_id'],
]

function isResponse(input: object): boolean {
  const names = new Set(Object.keys(input).map(name => name.trim().toLowerCase()))
  return MARKS.some(([, ...columns]) => columns.every(column => names.has(column)))
}

/** The fields of a response with its answers, which APIs give in lists. */
function withAnswers(parts: RecordParts, catalogue: Catalogue): Fields {
  const kind = kindOf(parts.fields)
  if (kind === 'surveyMonkey') return withSurveyMonkeyAnswers(parts, catalogue)
  return parts.fields.has('responder_id') ? withZendeskAnswers(parts) : withTypeformAnswers(parts)
}

/** The fields of a response with its answers by the references and ids of their questions. */
function withTypeformAnswers({ fields, lists }: RecordParts): Fields {
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
    return [...list].flatMap(answer => (isObject(answer) ? [recordParts(answer, { pages: [] }).fields] : []))
  } catch {
    return []
  }
}

/** Where a mail address that was asked for in the survey stands. */
export const MAIL_ANSWER = 'answers.email'
