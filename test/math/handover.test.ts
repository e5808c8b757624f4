import { detectHandover, type HandoverEvent, type HandoverOptions } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { callLoosely, refusal, refused } from '../support/refusal.js'

const USUAL: HandoverOptions = { hazardPerDay: 1 / 365, falseAlarmShare: 0.05, withinDayCorrelation: 0.3, day: 100 }
const event = (over: Partial<HandoverEvent> = {}): HandoverEvent => ({ day: 1, byDecider: true, ...over })
const weekly = (count: number): HandoverEvent[] => Array.from({ length: count }, (_, week) => event({ day: 7 * week }))

describe('the detector of hand-overs', () => {
  test.each<[string, Partial<HandoverOptions>, Partial<HandoverEvent>, string, string]>([
    ['a hazard of 0', { hazardPerDay: 0 }, {}, 'hazardPerDay', 'is not a number between 0 and 1'],
    ['a hazard of 1', { hazardPerDay: 1 }, {}, 'hazardPerDay', 'is not a number between 0 and 1'],
    ['a hazard that is no number', { hazardPerDay: Number.NaN }, {}, 'hazardPerDay', 'is not a number between 0 and 1'],
    ['a share of false alarms of 0', { falseAlarmShare: 0 }, {}, 'falseAlarmShare', 'is not a number between 0 and 1'],
    ['a share of false alarms of 1', { falseAlarmShare: 1 }, {}, 'falseAlarmShare', 'is not a number between 0 and 1'],
    ['a correlation below 0', { withinDayCorrelation: -0.01 }, {}, 'withinDayCorrelation', 'is not a number from 0 to 1'],
    ['a correlation above 1', { withinDayCorrelation: 1.01 }, {}, 'withinDayCorrelation', 'is not a number from 0 to 1'],
    ['a question on no day', { day: Number.NaN }, {}, 'day', 'is not a'],
    ['a question on an endless day', { day: Number.POSITIVE_INFINITY }, {}, 'day', 'is not a'],
    ['an event on no day', {}, { day: Number.NaN }, 'events[1].day', 'is not a number'],
    ['a part below 0', {}, { byDecider: -0.01 }, 'events[1].byDecider', 'is neither true nor false nor within 0..1'],
    ['a part above 1', {}, { byDecider: 1.01 }, 'events[1].byDecider', 'is neither true nor false nor within 0..1'],
    ['a p0 of 0', {}, { p0: 0 }, 'events[1]', 'has a p0 or p1 that is not between 0 and 1'],
    ['a p0 of 1', {}, { p0: 1 }, 'events[1]', 'has a p0 or p1 that is not between 0 and 1'],
    ['a p1 of 0', {}, { p1: 0 }, 'events[1]', 'has a p0 or p1 that is not between 0 and 1'],
    ['a p1 of 1', {}, { p1: 1 }, 'events[1]', 'has a p0 or p1 that is not between 0 and 1'],
    ['a weight below 0', {}, { weight: -0.01 }, 'events[1].weight', 'is not within 0..1'],
    ['a weight above 1', {}, { weight: 1.01 }, 'events[1].weight', 'is not within 0..1'],
  ])('refuses %s, and says where', (_, options, over, path, message) => {
    const found = refused(() => detectHandover([event(), event(over)], { ...USUAL, ...options }))
    expect(found).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths: [path] })
    expect(found.message).toMatch(/^detectHandover: /)
    expect(found.message).toContain(message)
  })

  test.each([
    ['events that are no list', [3, USUAL], ['events']],
    ['an event without fields', [[event(), null], USUAL], ['events[1]']],
    ['options without fields', [[], {}], ['hazardPerDay', 'falseAlarmShare', 'withinDayCorrelation', 'day']],
  ])('refuses %s', (_, given, paths) => {
    const found = refused(() => callLoosely(detectHandover, ...given))
    expect(found).toMatchObject({ name: 'InvalidArgumentError', paths })
    expect(found.message).toMatch(/^detectHandover: /)
  })

  test('refuses everything at once, later events too', () => {
    const events = [event({ day: 1e9, weight: 2 }), event({ byDecider: Number.NaN, p0: 0 })]
    const options = { hazardPerDay: 2, falseAlarmShare: 2, withinDayCorrelation: 2, day: Number.NaN }
    expect(refusal(() => detectHandover(events, options))).toMatchObject({ issues: Array(7).fill({ code: 'invalidArgument' }) })
    expect(refused(() => detectHandover(events, options)).paths).toEqual([
      'hazardPerDay',
      'falseAlarmShare',
      'withinDayCorrelation',
      'day',
      'events[0].weight',
      'events[1].byDecider',
      'events[1]',
    ])
  })

  test.each<[string, Partial<HandoverOptions>, Partial<HandoverEvent>]>([
    ['no correlation', { withinDayCorrelation: 0 }, {}],
    ['a full correlation', { withinDayCorrelation: 1 }, {}],
    ['no weight', {}, { weight: 0 }],
    ['a full weight', {}, { weight: 1 }],
    ['a part of 0', {}, { byDecider: 0 }],
    ['a part of 1', {}, { byDecider: 1 }],
  ])('takes %s', (_, options, over) => {
    expect(detectHandover([event(), event(over)], { ...USUAL, ...options }).path).toHaveLength(1)
  })

  test('takes an event without probabilities as one of 0.3 before and 0.6 after, of full weight', () => {
    const spelledOut = weekly(8).map(each => ({ ...each, p0: 0.3, p1: 0.6, weight: 1 }))
    expect(detectHandover(weekly(8), USUAL)).toEqual(detectHandover(spelledOut, USUAL))
  })

  test('has no opinion before the first event, and none of what comes after the question', () => {
    expect(detectHandover([], USUAL)).toStrictEqual({ probability: 0, path: [] })
    expect(detectHandover(weekly(8), { ...USUAL, day: -1 })).toEqual({ probability: 0, path: [] })
    expect(detectHandover(weekly(8), { ...USUAL, day: 14 })).toEqual(detectHandover(weekly(3), { ...USUAL, day: 14 }))
  })

  test('grows surer with each day without events, but flags nothing on such a day', () => {
    const options = { ...USUAL, hazardPerDay: 0.02 }
    const [now, later] = [7, 400].map(day => detectHandover(weekly(2), { ...options, day }))
    const last = now?.path.at(-1)?.probability ?? Number.NaN
    expect(now?.probability).toBe(last)
    expect(later?.probability).toBeCloseTo(1 - (1 - last) * 0.98 ** 393, 12)
    expect(later?.probability).toBeGreaterThan(0.95)
    expect(later).not.toHaveProperty('flaggedDay')
  })

  test('flags the first event after which it is as sure as asked, and not before', () => {
    const { path, flaggedDay } = detectHandover(weekly(15), USUAL)
    const first = path.find(({ probability }) => probability >= 0.95)
    expect(first).toBeDefined()
    expect(flaggedDay).toBe(first?.day)
    const exactly = { ...USUAL, falseAlarmShare: 1 - (path[5]?.probability ?? Number.NaN) }
    expect(detectHandover(weekly(15), exactly).flaggedDay).toBe(path[5]?.day)
  })
})
