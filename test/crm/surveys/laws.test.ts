import { createVillage, parseVillage, record } from 'account-village'
import { fromSurveys, type SurveyOptions } from 'account-village/surveys'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import dates from '../../fixtures/hostile/dates.json' with { type: 'json' }
import { HOSTILE_CELLS } from '../../support/hostileIds.js'
import { always } from '../../support/law.js'
import { csv, KNOWN, qualtricsHeader, qualtricsRow } from './files.js'

const options: SurveyOptions = {
  known: KNOWN,
  timeZone: 'Europe/Berlin',
  dayOrder: 'dmy',
  columns: { id: 'nr', mail: 'mail', at: 'at' },
  questions: [
    { column: 'Q3', measure: 'csat', comment: 'Q2' },
    { column: 'mood', measure: 'sentiment' },
  ],
}

const rows = [
  qualtricsRow({
    ResponseId: 'R_1',
    RecipientEmail: 'anna@kessler.example',
    Q1: '9',
    Q1_NPS_GROUP: '3',
    Q2: 'Gut, "sehr" gut\nund schnell',
    Q3: '4',
  }),
  qualtricsRow({ ResponseId: 'R_2', RecipientEmail: 'anna@kessler.example', Q1: '3', Q1_NPS_GROUP: '1', EndDate: '2026-03-02 09:45:00' }),
  qualtricsRow({
    ResponseId: 'R_3',
    ExternalReference: 'bert',
    RecipientEmail: 'bert@oelbach.example',
    Q1: '11',
    Q3: 'Zufrieden',
    EndDate: '2026-10-25 02:30:00',
  }),
  qualtricsRow({ ResponseId: 'R_4', RecipientEmail: 'nobody@x.example', Q1: '5' }),
  qualtricsRow({ ResponseId: 'R_5', Q1: '5', DistributionChannel: 'anonymous' }),
  qualtricsRow({ ResponseId: 'R_6', RecipientEmail: 'bert@kessler.example', Finished: '0', Q1: '5' }),
  qualtricsRow({ ResponseId: 'R_7', RecipientEmail: 'bert@kessler.example', Status: '1', Q1: '5' }),
  qualtricsRow({ ResponseId: 'R_8', RecipientEmail: 'bert@kessler.example', Q3: 'Meh', EndDate: 'yesterday' }),
]
const header = qualtricsHeader('Europe/Berlin')
const file = (list: readonly string[][]): string => csv([...header, ...list])

const ratings = [1, 2, 3].map(id => ({
  id,
  score: id === 2 ? 'bad' : 'good',
  requester_id: id === 3 ? 999 : 501,
  ticket_id: id,
  comment: 'So so',
  updated_at: `2026-04-0${id}T09:00:00Z`,
}))
const other = csv([
  ['nr', 'mail', 'at', 'mood'],
  ['1', 'bert@kessler.example', '05/03/2026 10:00', 'sehr gut'],
  ['2', 'bert@kessler.example', '2026-03-06T10:00:00', 'Mixed'],
])
const input = [file(rows), ratings, other]
const expected = fromSurveys(input, options)
const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })

describe('what surveys add', () => {
  it('is something of everything', () => {
    expect(expected.villages.map(({ account, observations, comments }) => [account.id, observations.length, comments.length])).toEqual([
      ['kessler', 5, 2],
      ['oelbach', 1, 0],
    ])
    expect(expected.issues.map(({ code }) => code).sort()).toEqual(['invalidValue', 'invalidValue', 'missingRecord', 'missingRecord'])
    expect(expected.coverage.leftOut).toMatchObject({ unfinished: 2, anonymous: 1, duplicates: 1 })
  })

  it('is the same in whatever order responses come, however often, in one file or in several, in one page or in several', () => {
    const cut = fc.tuple(shuffled(rows), fc.subarray(rows), fc.integer({ min: 0, max: rows.length }), shuffled(ratings), fc.boolean())
    always(
      cut,
      ([order, again, at, list, paged]) => {
        const files = [file([...order.slice(0, at), ...again]), file(order.slice(at))]
        const pages = list.map((rating, i) => ({ satisfaction_ratings: [rating], count: 3, next_page: i < 2 ? 'x' : null }))
        expect(fromSurveys([other, paged ? pages : list, ...files], options)).toEqual(expected)
      },
      150,
    )
  })

  it('is the same for known villages in any order', () => {
    expect(fromSurveys(input, { ...options, known: [...KNOWN].reverse() })).toEqual(expected)
  })

  it('can be recorded, and recorded again without a change', () => {
    for (const added of expected.villages) {
      const known = KNOWN.find(({ account }) => account.id === added.account.id)
      if (known === undefined) throw new Error('no village')
      const heard = record(known, added)
      expect(record(heard, added)).toBe(heard)
      expect(parseVillage(JSON.parse(JSON.stringify(heard)))).toEqual(heard)
    }
  })

  it('is a part of it when a file is cut off, and the whole of what came before', () => {
    const text = file(rows)
    const whole = new Set(expected.villages.flatMap(({ observations }) => observations.map(({ id }) => id)))
    const alone = fromSurveys(text, options)
    const all = new Map(alone.villages.flatMap(({ observations }) => observations.map(reading => [reading.id, reading] as const)))
    always(
      fc.integer({ min: 0, max: text.length }),
      length => {
        const { villages } = fromSurveys(text.slice(0, length), options)
        for (const reading of villages.flatMap(({ observations }) => observations)) {
          // R_1 counts for as long as R_2, which the same person gave later that day, is not there.
          if (reading.id.includes('R_1')) continue
          expect(whole.has(reading.id)).toBe(true)
          expect(reading).toEqual(all.get(reading.id))
        }
      },
      120,
    )
  })

  it('never depends on the time zone of the machine', () => {
    const home = process.env.TZ
    for (const zone of dates.zones) {
      process.env.TZ = zone
      expect(fromSurveys(input, options)).toEqual(expected)
    }
    if (home === undefined) delete process.env.TZ
    else process.env.TZ = home
  })
})

describe('hostile input', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          ',',
          '\n',
          '\r',
          ';',
          'ResponseId',
          'EndDate',
          '{"ImportId":"x"}',
          '{"ImportId"',
          '__proto__',
          'R_1',
          '9',
          'V1',
          '\uFEFF',
        ),
        { maxLength: 30 },
      )
      .map(parts => parts.join('')),
  )

  it('as text never makes it throw', () => {
    always(text, given => expect(fromSurveys(given, options)).toMatchObject({ villages: [] }), 500)
    always(text, given => expect(fromSurveys([file(rows) + given, given], options)).toHaveProperty('issues'), 150)
  })

  it('as data never makes it throw', () => {
    const names = [
      'satisfaction_ratings',
      'users',
      'items',
      'answers',
      'token',
      'submitted_at',
      'score',
      'requester_id',
      'survey_type',
      'id',
      '__proto__',
      'field',
      ...['survey_responses', 'responder_id', 'question', 'options', 'response_status', 'collector_id', 'pages', 'questions', 'headings'],
    ]
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue(),
        fc.constantFrom('501', 'good', 9, null, '2026-03-02'),
        fc.array(tie('tree'), { maxLength: 3 }),
        tie('node'),
      ),
      node: fc.array(fc.tuple(fc.constantFrom(...names), tie('tree')), { maxLength: 5 }).map(entries => Object.fromEntries(entries)),
    }))
    always(
      tree,
      given => {
        const result: unknown = Reflect.apply(fromSurveys, undefined, [given, options])
        expect(result).toMatchObject({ villages: expect.any(Array), issues: expect.any(Array) })
      },
      800,
    )
  })

  it('as cells survives in any place', () => {
    const cell = fc.constantFrom(
      '',
      ' ',
      '__proto__',
      '=1+1',
      "'@x",
      '\u0000',
      '\ud800',
      '1e400',
      'NaN',
      '-0',
      '2026-02-30',
      '9'.repeat(400),
      'a@b',
      '{"ImportId":"x"}',
    )
    always(
      fc.tuple(fc.array(cell, { minLength: 20, maxLength: 40 }), fc.integer({ min: 1, max: 20 })),
      ([cells, every]) => {
        let next = 0
        const hit = (value: string): string => (next++ % every === 0 ? (cells[next % cells.length] ?? '') : value)
        const { villages } = fromSurveys(file(rows.map(row => row.map(hit))), options)
        for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
      },
      150,
    )
  })

  it('as ids names who has them', () => {
    const ids = HOSTILE_CELLS.filter(id => id.trim() === id && id !== '' && !id.includes('@') && !id.startsWith("'") && id.length < 1000)
    const known = [createVillage({ account: 'Acme', stakeholders: ids.map(id => ({ id })) })]
    const list = ids.map((id, i) => ({ nr: `${i}`, ref: id, at: '2026-03-02', mood: 'good' }))
    const own: SurveyOptions = {
      known,
      columns: { id: 'nr', respondent: 'ref', at: 'at' },
      questions: [{ column: 'mood', measure: 'sentiment' }],
    }
    const found = fromSurveys(list, own).villages.flatMap(({ observations }) => observations.map(({ stakeholder }) => stakeholder))
    expect(new Set(found)).toEqual(new Set(ids))
  })
})
