import { type Fields, fieldOf } from '../fields.js'
import { toFlag, toNumber } from '../record.js'
import { NPS_MARK } from './columns.js'
import type { SurveyKind } from './format.js'
import type { SurveyQuestion } from './questions.js'
import { BEST, WORST } from './zendeskSurvey.js'

/** What becomes of a response before anybody asks whose it is. */
export type Fate = 'counts' | 'unfinished' | 'duplicate' | 'header'

/** Where a tool writes what. */
export interface Layout {
  /** The id of the response. */
  readonly id: readonly string[]
  /** The id of the respondent in whatever system the sender of the survey chose. */
  readonly references: readonly string[]
  /** The id of the respondent in the tool itself. */
  readonly own: readonly string[]
  readonly mails: readonly string[]
  /** When the answers were sent off, and when we learned of them. */
  readonly at: readonly string[]
  /** The zone in which the tool writes its times, where it documents that. */
  readonly zone?: string
  readonly fateOf: (fields: Fields) => Fate
  /** The questions that the export tells by itself. */
  readonly questionsIn: (fields: Fields) => readonly LayoutQuestion[]
  /** Whether somebody may answer it several times on one day, once for each case. */
  readonly isPerCase: boolean
}

/** A question that an export tells, and what else its column is called. */
export interface LayoutQuestion extends SurveyQuestion {
  readonly alias?: string
}

const COMMON = {
  id: [],
  references: [],
  own: [],
  mails: [],
  fateOf: (): Fate => 'counts',
  questionsIn: (): readonly LayoutQuestion[] => [],
  isPerCase: false,
}

/** The layouts of the tools that are known. */
export const LAYOUTS: ReadonlyMap<SurveyKind, Layout> = new Map<SurveyKind, Layout>([
  [
    'qualtrics',
    {
      ...COMMON,
      id: ['responseid'],
      references: ['externalreference', 'externaldatareference'],
      mails: ['recipientemail', 'emailaddress'],
      at: ['enddate', 'recordeddate'],
      fateOf: qualtricsFate,
      // The tags of questions begin with a capital, Q1, until somebody names them.
      questionsIn: fields =>
        npsQuestions(fields).map(({ column, ...rest }) => ({ ...rest, column: column.charAt(0).toUpperCase() + column.slice(1) })),
    },
  ],
  [
    'surveyMonkey',
    {
      ...COMMON,
      id: ['respondent id', 'id'],
      references: [
        'custom data 1',
        'custom_value',
        'metadata.contact.custom_value.value',
        ...['contact_id', 'user_id', 'customer_id', 'id', 'email'].map(name => `custom_variables.${name}`),
      ],
      own: ['recipient_id'],
      mails: ['email address', 'email', 'email_address', 'metadata.contact.email.value', 'metadata.contact.email'],
      at: ['end date', 'date_modified', 'date_created'],
      fateOf: surveyMonkeyFate,
      questionsIn: npsQuestions,
    },
  ],
  [
    'typeform',
    {
      ...COMMON,
      id: ['response_id', 'token', '#'],
      references: ['hidden.contact_id', 'hidden.user_id', 'hidden.id', 'contact_id', 'user_id'],
      mails: ['hidden.email', 'answers.email', 'email'],
      at: ['submitted_at', 'submit date (utc)'],
      zone: 'Z',
      fateOf: typeformFate,
      questionsIn: npsQuestions,
    },
  ],
  [
    'delighted',
    {
      ...COMMON,
      id: ['id'],
      references: ['person_properties.contact_id', 'person_properties.user_id', 'person_properties.customer_id'],
      own: ['person', 'person.id'],
      mails: ['person.email', 'person_email'],
      at: ['created_at'],
      questionsIn: delightedQuestions,
    },
  ],
  [
    'zendesk',
    {
      ...COMMON,
      id: ['id'],
      references: ['requester.external_id'],
      own: ['requester_id'],
      mails: ['requester.email'],
      at: ['updated_at', 'created_at'],
      fateOf: fields => (/^(?:un)?offered$/i.test(String(fieldOf(fields, 'score') ?? '').trim()) ? 'unfinished' : 'counts'),
      questionsIn: zendeskQuestions,
      isPerCase: true,
    },
  ],
  ['survey', { ...COMMON, at: [] }],
])

/**
 * Codes of the status of a response add up: 1 is a preview, 2 a test, 8 spam, 256 made up by Qualtrics itself. Files with labels have these
 * in its place, in the language of whoever exported them; the channel of a preview is never translated.
 */
function qualtricsFate(fields: Fields): Fate {
  // Parsers that know of one row of headers give the others as responses: labels, which have no numbers, and ids of columns.
  const cells = ['responseid', 'enddate', 'progress'].map(name => String(fieldOf(fields, name) ?? ''))
  if (cells.some(cell => cell.includes('ImportId')) || !cells.some(cell => /\d/.test(cell))) return 'header'
  const status = fieldOf(fields, 'status')
  const code = toNumber(status)
  const isTest = code === undefined ? /preview|test|spam|vorschau|aperçu|vista previa|anteprima/i.test(String(status ?? '')) : hasBit(code)
  if (isTest || /^preview$/i.test(String(fieldOf(fields, 'distributionchannel') ?? ''))) return 'unfinished'
  if (toFlag(fieldOf(fields, 'q_duplicaterespondent')) === true || toFlag(fieldOf(fields, 'q_ballotboxstuffing')) === true)
    return 'duplicate'
  // Labels of yes and no are translated too; the progress in percent is not.
  const progress = toNumber(fieldOf(fields, 'progress'))
  const isFinished = toFlag(fieldOf(fields, 'finished')) ?? (progress === undefined || progress >= 100)
  return isFinished ? 'counts' : 'unfinished'
}

function hasBit(code: number): boolean {
  return [1, 2, 8, 256].some(bit => Math.floor(code / bit) % 2 === 1)
}

function typeformFate(fields: Fields): Fate {
  const type = fieldOf(fields, 'response type') ?? fieldOf(fields, 'response_type')
  return type === undefined || /^completed$/i.test(String(type).trim()) ? 'counts' : 'unfinished'
}

/** Data says what became of a response, files hold only those that were sent off. */
function surveyMonkeyFate(fields: Fields): Fate {
  const status = fieldOf(fields, 'response_status')
  const isTest = /preview$/i.test(String(fieldOf(fields, 'collection_mode') ?? ''))
  return !isTest && (status === undefined || /^completed$/i.test(String(status))) ? 'counts' : 'unfinished'
}

function npsQuestions(fields: Fields): LayoutQuestion[] {
  return [...fields].flatMap(([name, mark]) =>
    name.endsWith(NPS_MARK)
      ? [{ column: name.slice(0, -NPS_MARK.length), measure: 'nps' as const, ...(typeof mark === 'string' && { alias: mark }) }]
      : [],
  )
}

/** A survey may tell the scale of its rating. */
function zendeskQuestions(fields: Fields): LayoutQuestion[] {
  const [worst, best] = [toNumber(fieldOf(fields, WORST)), toNumber(fieldOf(fields, BEST))]
  const scale = worst === undefined || best === undefined ? undefined : ([worst, best] as const)
  return [{ column: 'score', measure: 'csat', comment: 'comment', ...(scale !== undefined && { scale }) }]
}

/** The scales of Delighted, which has its own for effort and gives no labels. */
function delightedQuestions(fields: Fields): LayoutQuestion[] {
  const type = String(fieldOf(fields, 'survey_type') ?? '').toLowerCase()
  const known = DELIGHTED.get(type)
  return known === undefined ? [] : [{ ...known, column: 'score', comment: 'comment' }]
}

const DELIGHTED: ReadonlyMap<string, Pick<SurveyQuestion, 'measure' | 'scale'>> = new Map([
  ['nps', { measure: 'nps' }],
  ['csat', { measure: 'csat' }],
  ['ces', { measure: 'ces', scale: [1, 5] }],
  ['ces7', { measure: 'ces' }],
])
