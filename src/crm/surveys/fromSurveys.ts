import type { Village } from '../../model/village.js'
import { deepFreeze } from '../../support/freeze.js'
import { groupedBy } from '../../support/grouping.js'
import { reading as readSafely } from '../../support/reading.js'
import type { Arrived } from '../awaited.js'
import { coverageOf } from '../coverage.js'
import { fieldOf } from '../fields.js'
import { inferredOf, issuesOf, type Ledger, openLedger, report, unmappedOf } from '../ledger.js'
import { checkInput } from '../options.js'
import type { SourceRecord } from '../record.js'
import type { ImportResult } from '../result.js'
import { keepTaken } from '../taken.js'
import { hasColumn } from './columns.js'
import { lastOfEachDay } from './duplicates.js'
import type { SurveyKind } from './format.js'
import type { SurveyInput } from './input.js'
import { type ResolvedOptions, resolvedOptions, type SurveyOptions } from './options.js'
import { respondentsIn } from './respondents.js'
import { responseIn } from './responses.js'
import { recordsIn } from './rows.js'
import { UNNAMED_CHOICES } from './surveyMonkeyAnswers.js'
import { type Learned, learnedFrom } from './villages.js'

/**
 * What answers to surveys add to known villages: a reading of sentiment for each answer to a question of NPS, CSAT, CES or of sentiment,
 * and a comment for what people wrote.
 *
 * It takes exports of Qualtrics, SurveyMonkey, Typeform, Delighted and Zendesk, and any other file whose columns are named. Each village of
 * the result holds only what is new, with the people whom it is about, so that `record(known, imported)` adds it. Respondents are found by id
 * or by mail address and never guessed: whoever is not found is an issue. Responses that are unfinished, tests, given twice or anonymous
 * are left out and counted. Nothing in the data makes it throw.
 *
 * The answer as it was given stands in the `note` of the reading; how far the respondent was recognised is its `confidence`: 1 by id, 0.9 by
 * mail address alone.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { createVillage, record } from 'account-village'
 * import { fromSurveys } from 'account-village/surveys'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', email: 'ann@acme.example' }] })
 * const csv = 'Response ID,Mail,Sent,Recommend\n7,Ann@acme.example,2026-03-02,9\n8,bo@acme.example,2026-03-02,3\n'
 * const { villages, issues } = fromSurveys(csv, {
 *   known: [village],
 *   columns: { id: 'Response ID', mail: 'Mail', at: 'Sent' },
 *   questions: [{ column: 'Recommend', measure: 'nps' }],
 * })
 * const [reading] = villages.flatMap(({ observations }) => observations)
 * reading?.sentiment //=> 0.5714285714285714
 * reading?.note //=> 'Recommend: 9 (NPS)'
 * issues.map(({ id, code }) => [id, code]) //=> [['8', 'missingRecord']]
 * villages.map(added => record(village, added).observations.length) //=> [1]
 */
export function fromSurveys<Input extends SurveyInput>(input: Input & Arrived<Input>, options: SurveyOptions): ImportResult {
  const resolved = readSafely('fromSurveys', 'options', () => resolvedOptions(options))
  checkInput('fromSurveys', input)
  const ledger = openLedger()
  const records = recordsIn(input, resolved, ledger)
  const users = new Map(records.flatMap(record => (record.object === 'zendeskUser' ? [[record.id, record] as const] : [])))
  const context = { options: resolved, ledger, users, respondents: respondentsIn(resolved.known) }
  const areChoicesNamed = !reportMissingDetails(records, ledger)
  if (areChoicesNamed) reportMissingColumns(records, resolved, ledger)
  reportTickets(records, ledger)
  const responses = lastOfEachDay(
    records.flatMap(record => responseIn(record, context)),
    ledger,
  )
  const learned = learnedFrom(responses, resolved, ledger)
  const result = deepFreeze({
    villages: learned.map(({ added }) => added),
    issues: issuesOf(ledger),
    unmapped: unmappedOf(ledger, resolved),
    inferred: inferredOf(ledger),
    coverage: { accounts: learned.map(({ known, added }) => coverageOf(together(known, added))), leftOut: { ...ledger.leftOut } },
    withdrawn: { retracted: [], merged: [], moved: [], erased: 0 },
  })
  return keepTaken(result, 'added')
}

/** The known village with what is new in it, as far as its coverage depends on that. */
function together(known: Learned['known'], added: Village): Village {
  const people = new Map(known.stakeholders.map(person => [person.id, person]))
  return { ...known, stakeholders: [...people.values()], observations: [...known.observations, ...added.observations] }
}

/** Columns that the caller names and that no response has will be spelled wrong. */
function reportMissingColumns(records: readonly SourceRecord<SurveyKind>[], { questions, columns }: ResolvedOptions, ledger: Ledger): void {
  const named = [...questions.flatMap(({ column, comment = column }) => [column, comment]), ...Object.values(columns)]
  const missing = named.filter(name => records.length > 0 && !records.some(({ fields }) => hasColumn(fields, name)))
  for (const name of new Set(missing))
    report(ledger, { object: 'file' }, 'missingValue', `No response has a column ${JSON.stringify(name)}.`)
}

/** Reports the surveys whose choices are named by ids only, and says whether there are any; columns are then not known by their headings. */
function reportMissingDetails(records: readonly SourceRecord<SurveyKind>[], ledger: Ledger): boolean {
  const unnamed = groupedBy(
    records.filter(({ fields }) => fields.has(UNNAMED_CHOICES)),
    ({ fields }) => String(fieldOf(fields, 'survey_id') ?? ''),
  )
  for (const [id, { length }] of unnamed) {
    const message = `Responses name choices by their ids, so such answers were left out (${length}). Give GET /v3/surveys/${id}/details with them.`
    report(ledger, { object: 'survey', ...(id !== '' && { id }) }, 'missingRecord', message)
  }
  return unnamed.size > 0
}

/** Ratings that stand in tickets do not say when they were given. */
function reportTickets(records: readonly SourceRecord<SurveyKind>[], ledger: Ledger): void {
  const rated = records.filter(({ object, fields }) => {
    const score = object === 'zendeskTicket' ? String(fieldOf(fields, 'satisfaction_rating.score') ?? 'unoffered') : 'unoffered'
    return !/^(?:un)?offered$/i.test(score)
  })
  if (rated.length === 0) return
  const message = `Ratings in tickets do not say when they were given, so these were left out (${rated.length}). Fetch satisfaction_ratings.`
  report(ledger, { object: 'zendeskTicket' }, 'unknownObject', message)
}
