/** The details of a survey of SurveyMonkey, as `GET /v3/surveys/{id}/details` gives them, with a question of every kind that is read. */
export const DETAILS = {
  id: '105723396',
  title: 'How we did',
  question_count: 5,
  page_count: 1,
  pages: [
    {
      id: '103332310',
      title: '',
      questions: [
        question('900', 'matrix', '<b>How likely</b> are you to recommend us?', {
          rows: [{ id: '9001', text: '' }],
          choices: [...Array(11).keys()].map(i => ({
            id: `91${i}`,
            text: i === 10 ? 'Extremely likely - 10' : String(i),
            weight: i < 7 ? -100 : i < 9 ? 0 : 100,
            is_na: false,
            position: i + 1,
          })),
        }),
        question('901', 'matrix', 'Rate us', {
          rows: [
            { id: '9011', text: 'Speed' },
            { id: '9012', text: 'Price' },
          ],
          choices: [
            ...['Poor', 'Fair', 'Good', 'Excellent'].map((text, i) => ({ id: `92${i}`, text, weight: i + 1, is_na: false })),
            { id: '929', text: 'Not for us', weight: null, is_na: true },
          ],
        }),
        question('902', 'matrix', 'How many stars?', {
          rows: [{ id: '9021', text: '' }],
          choices: [1, 2, 3, 4, 5].map(weight => ({ id: `93${weight}`, text: '', weight, is_na: false })),
        }),
        question('903', 'single_choice', 'How satisfied are you?', {
          choices: ['Very satisfied', 'Satisfied', 'Dissatisfied'].map((text, i) => ({ id: `94${i}`, text, position: i + 1 })),
          other: { id: '949', text: 'Something else' },
        }),
        question('904', 'open_ended', 'Why?', undefined),
      ],
    },
  ],
}

function question(id: string, family: string, heading: string, answers: object | undefined): object {
  return { id, family, subtype: 'rating', headings: [{ heading }], ...(answers !== undefined && { answers }) }
}

/** An answer to a question. */
export const answer = (id: string, ...answers: readonly object[]): object => ({ id, answers })

/** A response of SurveyMonkey, as `GET /v3/surveys/{id}/responses/bulk` gives it. */
export function monkey(id: string, questions: readonly object[], more: object = {}): object {
  return {
    id,
    survey_id: '105723396',
    collector_id: '50253586',
    recipient_id: '',
    collection_mode: 'default',
    response_status: 'completed',
    custom_value: '',
    custom_variables: {},
    total_time: 8,
    ip_address: '',
    logic_path: {},
    page_path: [],
    metadata: { contact: { email: { type: 'string', value: 'bert@kessler.example' } } },
    date_created: '2026-03-02T08:55:00+00:00',
    date_modified: '2026-03-02T09:05:30+00:00',
    pages: [
      { id: '103332310', questions },
      { id: '103332311', questions: [] },
    ],
    ...more,
  }
}

/** A page of responses. */
export const bulk = (data: readonly object[], more: object = {}): object => ({
  data,
  per_page: 50,
  page: 1,
  total: data.length,
  links: { self: 'https://api.surveymonkey.com/v3/surveys/105723396/responses/bulk?page=1' },
  ...more,
})

const at = { created_at: '2026-03-02T09:05:30.000Z', updated_at: '2026-03-02T09:05:30.000Z' }
const label = (value: string) => ({ type: 'static', value })

/** An answer to the question of Zendesk how satisfied somebody is, on a scale of so many steps, or of which nothing is told. */
export function rated(rating: number, rating_category: string, steps = 0): object {
  const options = Array.from({ length: steps }, (_, i) => ({ rating: i + 1, label: label(`Step ${i + 1}`) }))
  const question = { id: '01RATING', type: 'rating_scale_numeric', sub_type: 'customer_satisfaction', ...(steps > 0 && { options }) }
  return { type: 'rating_scale', rating, rating_category, question, ...at }
}

/** What somebody wrote to Zendesk, what they chose, and what they passed over. */
export const written = (value: string): object => ({
  type: 'open_ended',
  value,
  question: { id: '01OPEN', type: 'open_ended', alias: 'comment', headline: label('Anything else?') },
  ...at,
})
export const chosen = (option_id: string): object => ({
  type: 'closed_ended',
  selections: [{ type: 'predefined', option_id }],
  question: {
    id: '01CLOSED',
    type: 'closed_ended',
    headline: label('What went wrong?'),
    options: [{ id: '01SLOW', label: label('Too slow') }],
  },
  ...at,
})
export const skipped = { type: 'skipped', question: { id: '01OPEN', type: 'open_ended' }, ...at }

/** A response to a survey of Zendesk, as `GET /api/v2/guide/survey_responses` gives it. */
export function surveyed(id: string, answers: readonly object[], more: object = {}): object {
  return {
    id,
    answers,
    expires_at: '2026-04-02T09:05:30.000Z',
    responder_id: 501,
    subject_zrns: ['zen:ticket:99'],
    subjects: [{ id: '99', type: 'ticket', zrn: 'zen:ticket:99' }],
    survey: { id: '01SURVEY', state: 'enabled', version: 3 },
    ...more,
  }
}

/** A page of them. */
export const responsesPage = (survey_responses: readonly object[], has_more = false): object => ({
  survey_responses,
  meta: { has_more, after_cursor: 'MW', before_cursor: 'MQ' },
  links: { next: 'https://kessler.zendesk.com/api/v2/guide/survey_responses?page[after]=MW' },
})
