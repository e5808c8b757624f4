import { describe, expect, it } from 'vitest'
import { codes, csv, qualtrics, qualtricsHeader, qualtricsRow, read, readingsOf } from './files.js'

const BERT = { RecipientEmail: 'bert@kessler.example' }

describe('a file of Qualtrics', () => {
  it('has three rows of headers, of which the second is in any language, and tells its NPS questions and its time zone', () => {
    const text = qualtrics([{ ...BERT, ResponseId: 'R_1', Q1: '9', Q1_NPS_GROUP: '3', Q2: 'Gute Leute' }], 'America/Denver')
    const result = read(text, { questions: [{ column: 'q1', measure: 'nps', comment: 'Q2' }] })
    // Denver was seven hours behind in winter.
    expect(readingsOf(result)).toEqual([['kessler', 'bert', '2026-03-02T16:05:30.000Z', 4 / 7]])
    expect(result.villages[0]?.observations).toMatchObject([
      { id: 'qualtrics:R_1:q1', via: 'survey', note: 'q1: 9 (NPS)', source: 'qualtrics', basis: 'stated', confidence: 0.9 },
    ])
    expect(result.villages[0]?.comments).toMatchObject([
      { id: 'qualtrics:R_1:q2:comment', stakeholder: 'bert', text: 'Gute Leute', via: 'survey' },
    ])
    expect(result.issues).toEqual([])
    expect(readingsOf(read(text))).toEqual(readingsOf(result))
  })

  it.each([
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with semicolons', (text: string) => text.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')],
    ['with tabs', (text: string) => text.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '\t')],
  ])('may come %s', (_, change) => {
    const text = qualtrics([{ ...BERT, ResponseId: 'R_1', Q1: '2', Q1_NPS_GROUP: '1' }])
    expect(readingsOf(read(change(text)))).toEqual([['kessler', 'bert', '2026-03-02T09:05:30.000Z', -5 / 7]])
  })

  it('may lack the labels', () => {
    const [names = [], , imports = []] = qualtricsHeader('Z')
    const text = csv([names, imports, qualtricsRow({ ...BERT, ResponseId: 'R_1', Q1: '7', Q1_NPS_GROUP: '2' })])
    expect(readingsOf(read(text))).toEqual([['kessler', 'bert', '2026-03-02T09:05:30.000Z', 0]])
  })

  it('may be of the older kind, with two rows of headers', () => {
    const names = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10', 'Q1', '']
    const second = [
      'ResponseID',
      'ResponseSet',
      'Name',
      'ExternalDataReference',
      'EmailAddress',
      'IPAddress',
      'Status',
      'StartDate',
      'EndDate',
      'Finished',
      'How likely?',
      '',
    ]
    const row = ['R_1', 'Default', 'Bert', '', 'bert@kessler.example', '', '0', '2016-03-02 09:00:00', '2016-03-02 09:05:30', '1', '0', '']
    const result = read(`\uFEFF${csv([names, second, row])}`, { timeZone: '+01:00', questions: [{ column: 'Q1', measure: 'nps' }] })
    expect(readingsOf(result)).toEqual([['kessler', 'bert', '2016-03-02T08:05:30.000Z', -1]])
  })

  it('may be rows as objects, with those of the headers among them', () => {
    const [names = [], ...others] = qualtricsHeader('Z')
    const rows = [...others, qualtricsRow({ ...BERT, ResponseId: 'R_1', Q1: '10', Q1_NPS_GROUP: '3', EndDate: '2026-03-02T09:05:30Z' })]
    const objects = rows.map(row => Object.fromEntries(names.map((name, i) => [name, row[i]])))
    expect(readingsOf(read(objects))).toEqual([['kessler', 'bert', '2026-03-02T09:05:30.000Z', 1]])
    expect(read({ survey: objects })).toEqual(read(objects))
    expect(read(objects).issues).toEqual([])
  })

  it.each([
    [{ Finished: '0' }, 'unfinished'],
    [{ Finished: 'False' }, 'unfinished'],
    [{ Finished: 'Falsch', Progress: '64' }, 'unfinished'],
    [{ Status: '1' }, 'unfinished'],
    [{ Status: '2' }, 'unfinished'],
    [{ Status: '8' }, 'unfinished'],
    [{ Status: '9' }, 'unfinished'],
    [{ Status: '12' }, 'unfinished'],
    [{ Status: '17' }, 'unfinished'],
    [{ Status: '256' }, 'unfinished'],
    [{ Status: 'Survey Preview' }, 'unfinished'],
    [{ Status: 'Spam' }, 'unfinished'],
    [{ Status: 'Umfragevorschau' }, 'unfinished'],
    [{ Status: 'Pré-visualização', DistributionChannel: 'preview' }, 'unfinished'],
    [{ RecipientEmail: '', DistributionChannel: 'anonymous' }, 'anonymous'],
  ])('counts and leaves out what is unfinished, a test, spam or anonymous: %j', (fields, reason) => {
    const result = read(qualtrics([{ ...BERT, ResponseId: 'R_1', Q1: '9', Q1_NPS_GROUP: '3', ...fields }]))
    expect(result).toMatchObject({ villages: [], issues: [], coverage: { leftOut: { [reason]: 1 } } })
  })

  it.each([
    { Status: 'IP Address' },
    { Status: 'IP-Adresse' },
    { Status: '4' },
    { Status: '16' },
    { Finished: 'Wahr' },
    { Finished: 'True' },
  ])('takes what is finished and was meant: %j', fields => {
    expect(readingsOf(read(qualtrics([{ ...BERT, ResponseId: 'R_1', Q1: '9', Q1_NPS_GROUP: '3', ...fields }])))).toHaveLength(1)
  })

  it('asks for the questions that it does not tell, and says so once', () => {
    const text = qualtrics([1, 2].map(i => ({ ...BERT, ResponseId: `R_${i}`, Q3: '5' })))
    const plain = text.replaceAll('Q1_NPS_GROUP', 'Q1_GROUP')
    expect(codes(read(plain))).toEqual(['qualtrics missingValue'])
    expect(readingsOf(read(plain, { questions: [{ column: 'Q3', measure: 'csat' }] }))).toHaveLength(1)
  })
})

describe('a file of SurveyMonkey', () => {
  const header = [
    'Respondent ID',
    'Collector ID',
    'Start Date',
    'End Date',
    'IP Address',
    'Email Address',
    'First Name',
    'Last Name',
    'Custom Data 1',
  ]
  const empty = header.map(() => '')
  const text = csv([
    [...header, 'How likely are you to recommend us?', '', 'Rate us', ''],
    [...empty, 'Response', 'Why?', 'Speed', 'Price'],
    [
      '101',
      '7',
      '03/02/2026 09:00:00 AM',
      '03/02/2026 01:05:30 PM',
      '',
      'BERT@kessler.example ',
      '',
      '',
      '',
      '10 - Extremely likely',
      'Fast',
      '4',
      'Very satisfied',
    ],
  ])
  const questions = [
    { column: 'How likely are you to recommend us?', measure: 'nps', comment: 'How likely are you to recommend us? Why?' },
    { column: 'rate us speed', measure: 'csat' },
    { column: 'Rate us Price', measure: 'sentiment' },
  ] as const

  it('has two rows of headers, of which the second names the parts of a question', () => {
    const result = read(text, { questions, dayOrder: 'mdy', timeZone: '-05:00' })
    expect(readingsOf(result)).toEqual([
      ['kessler', 'bert', '2026-03-02T18:05:30.000Z', 1],
      ['kessler', 'bert', '2026-03-02T18:05:30.000Z', 1],
      ['kessler', 'bert', '2026-03-02T18:05:30.000Z', 0.5],
    ])
    expect(result.villages[0]?.observations.map(({ note }) => note).sort()).toEqual([
      'How likely are you to recommend us?: 10 - Extremely likely (NPS)',
      'Rate us Price: Very satisfied (sentiment)',
      'rate us speed: 4 (CSAT)',
    ])
    expect(result.villages[0]?.comments.map(comment => comment.text)).toEqual(['Fast'])
  })

  it('has no column of the name of a question that is nothing but parts, and names one of a single part by the question', () => {
    const whole = read(text, { questions: [{ column: 'Rate us', measure: 'csat' }], dayOrder: 'mdy', timeZone: 'UTC' })
    expect(readingsOf(whole)).toEqual([])
    expect(whole.issues.map(({ message }) => message).join()).toContain('has a column')
    const single = csv([
      [...header, 'Rate us', 'Reliability', 'Why?', ''],
      [...empty, 'Price', 'Response', 'Open-Ended Response', ''],
      [...['101', '7', '', '03/02/2026 01:05:30 PM', '', 'bert@kessler.example', '', '', ''], '4', '2', 'Dear', ''],
    ])
    const result = read(single, {
      questions: [
        { column: 'Rate us', measure: 'csat', comment: 'Why?' },
        { column: 'Reliability', measure: 'csat' },
      ],
      dayOrder: 'mdy',
      timeZone: 'UTC',
    })
    expect(readingsOf(result).map(([, , , sentiment]) => sentiment)).toEqual([0.5, -0.5])
    expect(result.villages[0]?.comments.map(comment => comment.text)).toEqual(['Dear'])
  })

  it('does not say what comes first in its days, nor in which zone its times are', () => {
    expect(codes(read(text, { questions }))).toEqual(['surveyMonkey 101 invalidValue'])
    expect(read(text, { questions }).issues[0]?.message).toContain('dayOrder')
    expect(read(text, { questions, dayOrder: 'mdy' }).issues[0]?.message).toContain('timeZone')
  })
})

describe('Typeform', () => {
  it('as a file is in UTC and says which responses were sent off', () => {
    const header = [
      '#',
      'How likely?',
      'Your mail',
      'Response Type',
      'Start Date (UTC)',
      'Stage Date (UTC)',
      'Submit Date (UTC)',
      'Network ID',
      'Tags',
    ]
    const row = (id: string, type: string) => [
      id,
      '3',
      'bert@kessler.example',
      type,
      '2026-03-02 09:00:00',
      '',
      '2026-03-02 09:05:30',
      'n',
      '',
    ]
    const result = read(csv([header, row('a', 'completed'), row('b', 'started')]), {
      questions: [{ column: 'How likely?', measure: 'nps' }],
      columns: { mail: 'Your mail' },
    })
    expect(readingsOf(result)).toEqual([['kessler', 'bert', '2026-03-02T09:05:30.000Z', -4 / 7]])
    expect(result.coverage.leftOut.unfinished).toBe(1)
  })

  const item = {
    token: 't1',
    landed_at: '2026-03-02T09:00:00Z',
    submitted_at: '2026-03-02T09:05:30Z',
    hidden: { contact_id: '0035g00000An1aKAAR' },
    answers: [
      { type: 'number', number: 8, field: { id: 'f1', ref: 'Recommend', type: 'nps' } },
      { type: 'number', number: 2, field: { id: 'f2', ref: 'easy', type: 'opinion_scale' } },
      { type: 'text', text: 'Because', field: { id: 'f3', ref: 'why', type: 'long_text' } },
      { type: 'choice', choice: { label: 'Zufrieden' }, field: { id: 'f4', ref: 'mood', type: 'multiple_choice' } },
    ],
  }

  it('as data tells its NPS questions, and the others by their reference or id', () => {
    expect(readingsOf(read({ total_items: 1, page_count: 1, items: [item] }))).toEqual([
      ['kessler', '0035g00000An1aKAAR', '2026-03-02T09:05:30.000Z', 1 / 7],
      ['oelbach', '0035g00000An1aKAAR', '2026-03-02T09:05:30.000Z', 1 / 7],
    ])
    const questions = [
      { column: 'easy', measure: 'ces', comment: 'why' },
      { column: 'f4', measure: 'sentiment' },
    ] as const
    const [first] = read(item, { questions }).villages
    expect(first?.observations.map(({ id, sentiment }) => [id, sentiment])).toEqual([
      ['typeform:t1:easy', -2 / 3],
      ['typeform:t1:f4', 0.5],
      ['typeform:t1:recommend', 1 / 7],
    ])
    expect(first?.comments.map(({ text }) => text)).toEqual(['Because'])
  })

  it('as data knows respondents by the mail address that they give', () => {
    const mail = { type: 'email', email: 'bert@oelbach.example', field: { id: 'f9', ref: 'mail', type: 'email' } }
    expect(readingsOf(read([{ ...item, hidden: {}, answers: [...item.answers, mail] }]))).toMatchObject([['oelbach', 'bert', {}, 1 / 7]])
  })
})

describe('Delighted', () => {
  const response = {
    id: 'd1',
    person: '501',
    survey_type: 'nps',
    score: 0,
    comment: 'No',
    created_at: 1_772_442_330,
    updated_at: 1_772_442_330,
    tags: [],
  }

  it('counts seconds, and knows people by its own ids and not by those of others', () => {
    const result = read([response])
    expect(readingsOf(result)).toEqual([['kessler', 'carla', '2026-03-02T09:05:30.000Z', -1]])
    expect(result.villages[0]?.comments.map(({ text }) => text)).toEqual(['No'])
    expect(codes(read([{ ...response, person: 'carla' }]))).toEqual(['delighted d1 missingRecord'])
  })

  it('may hold the person, in a record of its own', () => {
    expect(readingsOf(read({ ...response, person: { id: '9', email: 'bert@kessler.example' } }))).toMatchObject([
      ['kessler', 'bert', {}, -1],
    ])
  })

  it.each([
    ['csat', 4, 0.5],
    ['ces', 4, 0.5],
    ['ces7', 7, 1],
  ])('has scales of its own: %s', (survey_type, score, sentiment) => {
    expect(readingsOf(read([{ ...response, survey_type, score }]))[0]?.[3]).toBe(sentiment)
  })

  it('has surveys whose scale is not known, which are counted', () => {
    expect(read([{ ...response, survey_type: 'pmf' }])).toMatchObject({
      villages: [],
      unmapped: [{ field: 'delighted.survey_type', value: 'pmf', count: 1 }],
    })
  })
})

describe('Zendesk', () => {
  const rating = (id: number, score: string, more: object = {}) => ({
    id,
    score,
    ticket_id: 5,
    requester_id: 501,
    comment: null,
    created_at: '2026-03-02T09:00:00Z',
    updated_at: '2026-03-02T09:05:30Z',
    ...more,
  })

  it('says only on which side people are, and not whom it only asked', () => {
    const ratings = [
      rating(1, 'good', { comment: 'Thanks' }),
      rating(2, 'bad', { updated_at: '2026-04-02T09:00:00Z' }),
      rating(3, 'offered'),
    ]
    const result = read({ satisfaction_ratings: ratings, count: 3, next_page: null })
    expect(readingsOf(result)).toEqual([
      ['kessler', 'bert', '2026-03-02T09:05:30.000Z', 0.5],
      ['kessler', 'bert', '2026-04-02T09:00:00.000Z', -0.5],
    ])
    expect(result.villages[0]?.comments).toHaveLength(1)
    expect(result.coverage.leftOut.unfinished).toBe(1)
    expect(result.issues).toEqual([])
  })

  it('has several ratings of one person on one day, one for each ticket', () => {
    expect(readingsOf(read([rating(1, 'good'), rating(2, 'bad')]))).toHaveLength(2)
  })

  it('knows people by its users, which may stand beside the ratings', () => {
    const users = [{ id: 77, email: 'bert@oelbach.example', external_id: null, role: 'end-user' }]
    const ratings = [rating(1, 'good', { requester_id: 77 })]
    expect(readingsOf(read({ satisfaction_ratings: ratings, users }))).toMatchObject([['oelbach', 'bert', {}, 0.5]])
    expect(readingsOf(read([{ users }, { satisfaction_ratings: ratings }]))).toMatchObject([['oelbach', 'bert', {}, 0.5]])
  })

  it('tells when pages are missing', () => {
    const page = { satisfaction_ratings: [rating(1, 'good')], count: 2, next_page: 'https://kessler.zendesk.com/2' }
    expect(codes(read(page))).toEqual(['zendesk incomplete'])
    expect(codes(read([page, { satisfaction_ratings: [rating(2, 'good')], count: 2, next_page: null }]))).toEqual([])
  })

  it('does not say in its tickets when these were rated', () => {
    const ticket = { id: 5, requester_id: 501, satisfaction_rating: { score: 'good' }, updated_at: '2026-03-02T09:00:00Z' }
    expect(codes(read({ tickets: [ticket, { ...ticket, id: 6, satisfaction_rating: { score: 'unoffered' } }] }))).toEqual([
      'zendeskTicket unknownObject',
    ])
    expect(codes(read({ tickets: [{ ...ticket, satisfaction_rating: { score: 'unoffered' } }] }))).toEqual([])
  })
})

describe('any other file', () => {
  const text = csv([
    ['Nr', 'Kunde', 'Am', 'Laune', 'Bemerkung'],
    ['1', 'bert@kessler.example', '02/03/2026', 'sehr gut', ''],
    ['2', 'bert@kessler.example', '2026-03-02', 'SEHR  GUT', 'Danke'],
  ])
  const columns = { id: 'Nr', mail: 'Kunde', at: 'Am' }
  const questions = [{ column: 'laune', measure: 'sentiment', comment: 'Bemerkung' }] as const

  it('is read by the names of its columns', () => {
    const result = read(text, { columns, questions, source: 'intranet' })
    expect(readingsOf(result)).toEqual([['kessler', 'bert', '2026-03-02T00:00:00.000Z', 1]])
    expect(result.villages[0]?.observations).toMatchObject([{ id: 'intranet:2:laune', source: 'intranet' }])
    expect(codes(result)).toEqual(['survey 1 invalidValue'])
  })

  it('is told when its columns are not named, or are not there', () => {
    expect(codes(read(text))).toEqual(['file unknownObject'])
    expect(codes(read(text, { columns: { at: 'Am', mail: 'Kunden' }, questions }))).toContain('file missingValue')
  })

  it('may say what is finished', () => {
    const own = csv([
      ['Id', 'Ref', 'At', 'Done', 'Mood'],
      ['1', '0035g00000An1aKAAR', '2026-03-02', 'no', '5'],
      ['2', '0035g00000An1aKAAR', '2026-03-03', 'yes', '4'],
    ])
    const result = read(own, {
      columns: { id: 'id', respondent: 'ref', at: 'at', finished: 'done' },
      questions: [{ column: 'mood', measure: 'sentiment', scale: [5, 1] }],
    })
    expect(readingsOf(result).map(([village, , at, sentiment]) => [village, at, sentiment])).toEqual([
      ['kessler', '2026-03-03T00:00:00.000Z', -0.5],
      ['oelbach', '2026-03-03T00:00:00.000Z', -0.5],
    ])
    expect(result.coverage.leftOut.unfinished).toBe(1)
  })

  it('without ids of responses is told by the line, and a row that comes twice is one response', () => {
    const own = csv([
      ['Mail', 'At', 'Mood'],
      ['bert@kessler.example', '2026-03-02', '4'],
      ['bert@kessler.example', '2026-03-02', '4'],
      ['x@y.example', '2026-03-02', '4'],
    ])
    const result = read(own, { columns: { mail: 'mail', at: 'at' }, questions: [{ column: 'mood', measure: 'csat' }] })
    expect(readingsOf(result)).toHaveLength(1)
    expect(codes(result)).toEqual(['survey line 4 missingRecord'])
  })
})
