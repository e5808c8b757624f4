import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always } from '../../support/law.js'
import { answer, bulk, chosen, DETAILS, monkey, rated, responsesPage, skipped, surveyed, written } from './api.js'
import { codes, read, readingsOf } from './files.js'

const WHEN = '2026-03-02T09:05:30.000Z'
const BERT = ['kessler', 'bert', WHEN] as const

describe("SurveyMonkey's API with the details of the survey", () => {
  const nps = (likelihood: number) => answer('900', { row_id: '9001', choice_id: `91${likelihood}` })

  it.each([
    [0, -1, '0'],
    [6, -1 / 7, '6'],
    [8, 1 / 7, '8'],
    [9, 4 / 7, '9'],
    [10, 1, 'Extremely likely - 10'],
  ])('tells its questions of NPS by their weights, which are not the answers: %i', (likelihood, sentiment, raw) => {
    const result = read([bulk([monkey('1', [nps(likelihood)])]), DETAILS])
    expect(readingsOf(result)).toEqual([[...BERT, sentiment]])
    expect(result.villages[0]?.observations).toMatchObject([
      {
        id: 'surveyMonkey:1:how likely are you to recommend us?',
        note: `how likely are you to recommend us?: ${raw} (NPS)`,
        source: 'surveyMonkey',
        confidence: 0.9,
      },
    ])
    expect(result.issues).toEqual([])
  })

  it.each([
    ['in a list', (page: object) => [DETAILS, page]],
    ['by name', (page: object) => ({ details: DETAILS, responses: page })],
    ['by name, in lists', (page: object) => ({ responses: [page], surveys: [DETAILS] })],
    ['with a single response', (page: object) => [Object.values(page)[0], DETAILS].flat()],
  ])('may give them %s', (_, form) => {
    const page = bulk([monkey('1', [nps(9)])])
    expect(read(form(page))).toEqual(read([page, DETAILS]))
    expect(readingsOf(read(form(page)))).toHaveLength(1)
  })

  const full = monkey('1', [
    nps(3),
    answer('901', { row_id: '9011', choice_id: '922' }, { row_id: '9012', choice_id: '929' }),
    answer('902', { row_id: '9021', choice_id: '934' }),
    answer('903', { choice_id: '940' }, { other_id: '949', text: 'mostly' }),
    answer('904', { text: 'Slow support' }),
  ])

  it('has columns by heading and row, by the ids of questions, and by weights', () => {
    const result = read([bulk([full]), DETAILS], {
      questions: [
        { column: 'rate us SPEED', measure: 'sentiment' },
        { column: 'Rate us Speed weight', measure: 'csat', scale: [1, 4] },
        { column: 'Rate us Price', measure: 'sentiment' },
        { column: 'How many stars?', measure: 'csat', comment: 'Why?' },
        { column: '903', measure: 'sentiment' },
      ],
    })
    expect(result.villages[0]?.observations.map(({ note, sentiment }) => [note, sentiment])).toEqual([
      ['903: Very satisfied (sentiment)', 1],
      ['how likely are you to recommend us?: 3 (NPS)', -4 / 7],
      ['How many stars?: 4 (CSAT)', 0.5],
      ['rate us SPEED: Good (sentiment)', 0.5],
      ['Rate us Speed weight: 3 (CSAT)', 1 / 3],
    ])
    expect(result.villages[0]?.comments.map(({ text }) => text)).toEqual(['Slow support'])
    // Nobody answers for the price to whom it does not apply, so that no response has the column.
    expect(result.issues.map(({ message }) => message)).toEqual(['No response has a column "Rate us Price".'])
    const other = read([full, DETAILS], { columns: { comment: 'How satisfied are you? Something else' } })
    expect(other.villages[0]?.comments.map(({ text }) => text)).toEqual(['mostly'])
  })

  it('reads a question once that it tells and that is named, by its heading or by its id', () => {
    for (const column of ['How likely are you to recommend us?', '900']) {
      const result = read([bulk([monkey('1', [nps(9)])]), DETAILS], { questions: [{ column, measure: 'nps' }] })
      expect(result.villages[0]?.observations.map(({ note }) => note)).toEqual([`${column}: 9 (NPS)`])
    }
  })

  it('reads several questions of one heading, all but the first by their ids', () => {
    const again = JSON.parse(JSON.stringify(DETAILS).replaceAll('"90', '"80').replaceAll('"91', '"81'))
    const second = answer('800', { row_id: '8001', choice_id: '812' })
    const result = read([bulk([monkey('1', [nps(9), second])]), DETAILS, again])
    expect(result.villages[0]?.observations.map(({ note }) => note)).toEqual([
      '800: 2 (NPS)',
      'how likely are you to recommend us?: 9 (NPS)',
    ])
    expect(result.issues).toEqual([])
  })

  it('says that details are missing of a choice that was added to them', () => {
    const result = read([bulk([monkey('1', [answer('903', { choice_id: '944' }), nps(9)])]), DETAILS])
    expect([readingsOf(result).length, codes(result)]).toEqual([1, ['survey 105723396 missingRecord']])
  })

  it('counts labels of which nothing is known, and guesses nothing by their weights', () => {
    const survey = JSON.parse(JSON.stringify(DETAILS).replaceAll('Good', 'Groovy'))
    const result = read([bulk([full]), survey], { questions: [{ column: 'Rate us Speed', measure: 'csat' }] })
    expect(result.unmapped).toEqual([{ field: 'surveyMonkey.Rate us Speed', value: 'Groovy', count: 1 }])
  })

  it.each<[string, object, readonly unknown[]]>([
    ['the mail address of its contact', {}, [['kessler', 0.9]]],
    ['an address in its place', { metadata: {}, email_address: 'bert@oelbach.example' }, [['oelbach', 0.9]]],
    [
      'a custom value',
      { metadata: {}, custom_value: '0035g00000An1aKAAR' },
      [
        ['kessler', 1],
        ['oelbach', 1],
      ],
    ],
    [
      'a custom variable',
      { metadata: {}, custom_variables: { contact_id: '0035g00000An1aKAAR' } },
      [
        ['kessler', 1],
        ['oelbach', 1],
      ],
    ],
    ['an address as a custom variable', { metadata: {}, custom_variables: { email: 'BERT@kessler.example' } }, [['kessler', 0.9]]],
  ])('knows respondents by %s', (_, more, expected) => {
    const { villages } = read([bulk([monkey('1', [nps(9)], more)]), DETAILS])
    expect(villages.flatMap(({ account, observations }) => observations.map(({ confidence }) => [account.id, confidence]))).toEqual(
      expected,
    )
  })

  it.each<[string, object, string, number]>([
    ['whoever is not known', { metadata: {}, recipient_id: '77' }, 'surveyMonkey 1 missingRecord', 0],
    ['nobody in particular', { metadata: {}, recipient_id: '0' }, '', 1],
  ])('reports and counts %s', (_, more, issue, anonymous) => {
    const result = read([bulk([monkey('1', [nps(9)], more)]), DETAILS])
    expect([result.villages, codes(result).join(), result.coverage.leftOut.anonymous]).toEqual([[], issue, anonymous])
  })

  it.each([
    { response_status: 'partial' },
    { response_status: 'disqualified' },
    { response_status: 'overquota' },
    { collection_mode: 'preview' },
    { collection_mode: 'survey_preview' },
  ])('counts what was not sent off or was a test: %j', more => {
    const result = read([bulk([monkey('1', [nps(9)], more)]), DETAILS])
    expect(result).toMatchObject({ villages: [], issues: [], coverage: { leftOut: { unfinished: 1 } } })
  })

  it('keeps the last answer of a day to one survey, and those to several', () => {
    const later = { date_modified: '2026-03-02T17:00:00+00:00' }
    const [first, second] = [monkey('1', [nps(2)]), monkey('2', [nps(9), answer('904', { text: 'Better' })], later)]
    const result = read([bulk([first, second]), DETAILS])
    expect([readingsOf(result), result.coverage.leftOut.duplicates]).toEqual([[['kessler', 'bert', '2026-03-02T17:00:00.000Z', 4 / 7]], 1])
    const elsewhere = monkey('2', [nps(9)], { ...later, survey_id: '7' })
    expect(readingsOf(read([bulk([first, elsewhere]), DETAILS]))).toHaveLength(2)
  })

  it('tells when pages are missing', () => {
    const more = { total: 2, links: { self: 'x', next: 'https://api.surveymonkey.com/v3/surveys/105723396/responses/bulk?page=2' } }
    const first = bulk([monkey('1', [nps(9)])], more)
    const second = bulk([monkey('2', [nps(9)], { date_modified: '2026-04-02T09:00:00+00:00' })], { total: 2, page: 2 })
    expect(codes(read([first, DETAILS]))).toEqual(['surveyMonkey incomplete'])
    expect(codes(read([first, second, DETAILS]))).toEqual([])
  })

  it('says which details are missing, and takes what needs none', () => {
    const page = bulk([full, monkey('2', [answer('904', { text: 'Fine' })], { date_modified: '2026-04-02T09:00:00+00:00' })])
    const result = read(page, { questions: [{ column: 'How many stars?', measure: 'csat', comment: '904' }] })
    expect(readingsOf(result)).toEqual([])
    expect(result.villages[0]?.comments.map(({ text }) => text)).toEqual(['Slow support', 'Fine'])
    expect(result.issues).toEqual([
      {
        object: 'survey',
        id: '105723396',
        code: 'missingRecord',
        message:
          'Responses name choices by their ids, so such answers were left out (1). Give GET /v3/surveys/105723396/details with them.',
      },
    ])
  })
})

describe("Zendesk's responses to surveys", () => {
  it.each([
    [4, 'good', 5, 0.5, '4'],
    [1, 'bad', 5, -1, '1'],
    [2, 'neutral', 3, 0, '2'],
    [2, 'good', 2, 0.5, 'good'],
    [4, 'good', 0, 0.5, 'good'],
    [3, 'neutral', 0, 0, 'neutral'],
    [1, 'bad', 0, -0.5, 'bad'],
  ])(
    'are ratings of %i, %s, on the scale of %i steps that their question tells, or else by category',
    (rating, category, steps, sentiment, raw) => {
      const result = read(responsesPage([surveyed('01A', [rated(rating, category, steps), chosen('01SLOW'), written('So so')])]))
      expect(readingsOf(result)).toEqual([[...BERT, sentiment]])
      expect(result.villages[0]?.observations).toMatchObject([
        { id: 'zendesk:01A:score', note: `score: ${raw} (CSAT)`, source: 'zendesk', confidence: 1 },
      ])
      expect(result.villages[0]?.comments.map(({ text }) => text)).toEqual(['So so'])
      expect([result.issues, result.unmapped]).toEqual([[], []])
    },
  )

  it('are read one by one, too', () => {
    const one = surveyed('01A', [rated(4, 'good', 5)])
    expect(read({ survey_response: one })).toEqual(read(responsesPage([one])))
    expect(read(one)).toEqual(read(responsesPage([one])))
  })

  it.each([
    ['nothing', []],
    ['only what was passed over', [skipped]],
  ])('that hold %s are no answer', (_, answers) => {
    const result = read(responsesPage([surveyed('01A', answers)]))
    expect(result).toMatchObject({ villages: [], issues: [], coverage: { leftOut: { unfinished: 1 } } })
  })

  it('may hold a comment and no rating', () => {
    const result = read(responsesPage([surveyed('01A', [skipped, written('No')])]))
    expect([readingsOf(result), result.villages[0]?.comments.map(({ text }) => text)]).toEqual([[], ['No']])
  })

  it('have columns for what else they ask', () => {
    const result = read(responsesPage([surveyed('01A', [rated(4, 'good', 5), chosen('01SLOW')])]), {
      questions: [{ column: 'what went wrong?', measure: 'sentiment' }],
      labels: { 'too slow': -0.25 },
    })
    expect(readingsOf(result).map(([, , , sentiment]) => sentiment)).toEqual([0.5, -0.25])
  })

  it('know people by users beside them, and report who is not known', () => {
    const users = [{ id: 77, email: 'bert@oelbach.example', external_id: null }]
    const page = responsesPage([surveyed('01A', [rated(4, 'good', 5)], { responder_id: 77 })])
    expect(readingsOf(read({ ...page, users }))).toMatchObject([['oelbach', 'bert', {}, 0.5]])
    expect(codes(read(page))).toEqual(['zendesk 01A missingRecord'])
  })

  it('are told to be cut off by meta and not by links', () => {
    const pages = [responsesPage([surveyed('01A', [rated(4, 'good', 5)])], true), responsesPage([surveyed('01B', [rated(4, 'good', 5)])])]
    expect(codes(read(pages[0] ?? {}))).toEqual(['zendesk incomplete'])
    expect([codes(read(pages)), readingsOf(read(pages)).length]).toEqual([[], 2])
  })

  it('stand beside the ratings of before, whose pages go by cursors, too', () => {
    const rating = { id: 1, score: 'good', ticket_id: 5, requester_id: 501, comment: null, created_at: '2026-01-02T09:00:00Z' }
    const more = {
      satisfaction_ratings: [rating],
      meta: { has_more: true, after_cursor: 'x' },
      links: { next: 'https://k.zendesk.com/2', prev: null },
    }
    expect(codes(read(more))).toEqual(['zendesk incomplete'])
    const result = read([{ ...more, meta: { has_more: false } }, responsesPage([surveyed('01A', [rated(1, 'bad', 5)])])])
    expect([readingsOf(result).map(([, , , sentiment]) => sentiment), result.issues]).toEqual([[0.5, -1], []])
  })
})

describe('responses of both', () => {
  const days = [3, 4, 5].map(day => ({ date_modified: `2026-03-0${day}T09:00:00+00:00` }))
  const responses = days.map((day, i) => monkey(String(i), [answer('900', { row_id: '9001', choice_id: `91${i * 4}` })], day))
  const surveys = ['01A', '01B'].map(id => surveyed(id, [rated(2, 'bad', 5), written(id)]))
  const expected = read([...responses, ...surveys, DETAILS])

  it('give the same however they are cut into pages and ordered, and the details among them', () => {
    expect(readingsOf(expected)).toHaveLength(5)
    const cut = fc.tuple(fc.nat(responses.length), fc.nat(surveys.length))
    always(
      cut.chain(([at, by]) => {
        const pages = [
          bulk(responses.slice(0, at)),
          bulk(responses.slice(at)),
          responsesPage(surveys.slice(0, by)),
          responsesPage(surveys.slice(by)),
          DETAILS,
        ]
        return fc.shuffledSubarray(pages, { minLength: pages.length })
      }),
      pages => expect(read(pages)).toEqual(expected),
      100,
    )
  })
})
