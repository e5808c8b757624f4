import {
  type AccountMoment,
  accountHistory,
  accountSentiment,
  createVillage,
  InvalidArgumentError,
  InvalidDateError,
  LimitExceededError,
  timeline,
} from 'account-village'
import { toTimelineSvg } from 'account-village/render'
import { afterAll, describe, expect, it } from 'vitest'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { OWN_WORDS } from '../../support/independent.js'
import { descendants, readXml, type XmlElement } from '../../support/xml.js'

const village = createVillage(foundry)
const history = accountHistory(village, '2026-03-02', { steps: 30 })

const ofClass = (svg: string, wanted: string): XmlElement[] =>
  descendants(readXml(svg)).filter(({ attributes }) => (attributes.get('class') ?? '').split(' ').includes(wanted))
const number = ({ attributes }: XmlElement, key: string): number => Number(attributes.get(key))
const textsOf = (svg: string): string[] => descendants(readXml(svg)).flatMap(({ name, text }) => (name === 'text' ? [text] : []))
/** The points of the lines of a class, each line by itself. */
const linesOf = (svg: string, wanted: string): [x: number, y: number][][] =>
  ofClass(svg, wanted).map(({ attributes }) =>
    [...(attributes.get('d') ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]): [number, number] => [Number(x), Number(y)]),
  )
/** Where a value stands on the first axis, by what stands written at its marks. */
function heightOf(svg: string, value: number): number {
  const marks = descendants(readXml(svg)).filter(({ name, text }) => name === 'text' && (text === '+1' || text === '−1'))
  const [top, bottom] = ['+1', '−1'].map(text => Number(marks.find(mark => mark.text === text)?.attributes.get('y')) - 4)
  return ((bottom ?? 0) + (top ?? 0)) / 2 - (value * ((bottom ?? 0) - (top ?? 0))) / 2
}

/** How many moments there are in each stretch in which something was known. */
function stretches(moments: readonly AccountMoment[]): number[] {
  const text = moments.map(({ value }) => (value.sentiment.value === undefined ? ' ' : 'x')).join('')
  return text.split(/ +/).flatMap(run => (run === '' ? [] : [run.length]))
}

describe('a timeline', () => {
  const svg = toTimelineSvg(history, { account: 'Falkenberg' })

  it('has a line for each stretch in which enough was known, with a point for each moment', () => {
    // Moments at which nothing had been heard, as where a history was put together of several.
    const nothing = accountHistory(createVillage({ account: 'Falkenberg', stakeholders: [{ id: 'ann' }] }), '2026-03-02', { steps: 0 })
    const broken = history.map((moment, i) => (i % 7 === 3 ? { ...moment, value: nothing[0]?.value ?? expect.fail() } : moment))
    const svg = toTimelineSvg(broken, { account: 'Falkenberg' })
    const known = stretches(broken)
    expect(known.length).toBeGreaterThan(2)
    const several = known.filter(length => length > 1)
    expect(linesOf(svg, 'tl-line').map(points => points.length)).toEqual(several)
    expect(linesOf(svg, 'tl-veto').map(points => points.length)).toEqual(several)
    expect(linesOf(svg, 'tl-band').map(points => points.length)).toEqual(known.map(length => 2 * Math.max(length, 2)))
  })

  it('puts each moment at its value and its time, in the span of its interval', () => {
    const points = linesOf(svg, 'tl-line').flat()
    const isKnown = (moment: AccountMoment | undefined): boolean => moment?.value.sentiment.value !== undefined
    // A moment known by itself is no line.
    const shown = history.filter((each, i) => isKnown(each) && (isKnown(history[i - 1]) || isKnown(history[i + 1])))
    const times = history.map(({ at }) => Date.parse(at))
    const [from = 0, to = 0] = [times[0], times.at(-1)]
    shown.forEach(({ at, value: { sentiment } }, i) => {
      const [x = 0, y = 0] = points[i] ?? []
      expect(x).toBeCloseTo(60 + (740 * (Date.parse(at) - from)) / (to - from), 1)
      expect(y).toBeCloseTo(heightOf(svg, sentiment.value ?? 9), 1)
    })
    const band = linesOf(svg, 'tl-band').flat()
    for (const { value } of shown) {
      for (const end of value.sentiment.interval ?? []) {
        expect(band.some(([, y]) => Math.abs(y - heightOf(svg, end)) < 0.02)).toBe(true)
      }
    }
  })

  it('draws no line and no dot where too little was known, and hatches it', () => {
    const heard = { observations: [], interviews: [], comments: [] }
    const silent = toTimelineSvg(createVillage({ ...harbour, ...heard }), { to: '2026-03-02', steps: 12, decision: 'renewal' })
    for (const name of ['tl-line', 'tl-veto', 'tl-dot', 'tl-vetoDot', 'tl-band']) expect(ofClass(silent, name), name).toEqual([])
    expect(ofClass(silent, 'hatching')).toHaveLength(1)
    expect(textsOf(silent)).toContain('too little known')
    expect(textsOf(silent)).toContain('not enough signal')
    expect(textsOf(silent).filter(text => /neutral|\b0\.00\b/.test(text))).toEqual([])
  })

  it('marks when power passed and when that showed', () => {
    const [transition] = history.at(-1)?.value.powerTransitions ?? []
    expect(transition?.status).toBe('flagged')
    const [flag] = ofClass(svg, 'tl-flag')
    const times = history.map(({ at }) => Date.parse(at))
    const [from = 0, to = 0] = [times[0], times.at(-1)]
    const place = (instant = ''): number => 60 + (740 * (Date.parse(instant) - from)) / (to - from)
    expect(flag && number(flag, 'x1')).toBeCloseTo(place(transition?.flaggedAt), 1)
    const spans = ofClass(svg, 'tl-when')
    expect(spans).toHaveLength(3)
    for (const span of spans) {
      expect(number(span, 'x')).toBeCloseTo(place(transition?.happenedAt?.interval[0]), 1)
      expect(number(span, 'x') + number(span, 'width')).toBeCloseTo(place(transition?.happenedAt?.interval[1]), 1)
    }
    expect(textsOf(svg).find(text => text.startsWith('Power passed'))).toMatch(
      /^Power passed from users to deciders, most likely between .*it showed on \d+ \w{3} 2025/,
    )
    const quiet = history.map(moment => ({ ...moment, value: { ...moment.value, powerTransitions: [] } }))
    expect(ofClass(toTimelineSvg(quiet), 'tl-flag')).toEqual([])
  })

  it('fills the panel of power from nothing to everything', () => {
    const layers = ['decider', 'gate', 'advocate', 'user', 'unknown'].flatMap(name =>
      ofClass(svg, `tl-${name}`).filter(each => each.name === 'path'),
    )
    const heights = layers.map(({ attributes }) => {
      const points = [...(attributes.get('d') ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
      const first = points.filter(([x]) => x === 60).map(([, y]) => y)
      return Math.max(...first) - Math.min(...first)
    })
    expect(heights.reduce((sum, height) => sum + height, 0)).toBeCloseTo(120, 0)
    const first = history[0]?.value.powerByClass
    expect(heights[0]).toBeCloseTo(120 * (first?.decider ?? 0), 0)
  })

  it('of sentiment alone shows nothing else', () => {
    // So that no moment at which enough was known stands alone, which no line shows.
    const settings = { sentiment: OWN_WORDS }
    const series = timeline(village, accountSentiment, { from: '2025-01-06', to: '2026-03-02', step: { weeks: 2 }, settings })
    const alone = toTimelineSvg(series)
    expect(textsOf(alone)[0]).toBe('Sentiment over time')
    expect(textsOf(alone).filter(text => /Chance|power/.test(text))).toEqual([])
    expect(linesOf(alone, 'tl-line').flat()).toHaveLength(series.filter(({ value }) => value.value !== undefined).length)
  })

  it('of a village is that of its history', () => {
    const own = toTimelineSvg(history, { account: 'Falkenberg Foundries' })
    expect(toTimelineSvg(village, { to: '2026-03-02', steps: 30 })).toBe(own)
    expect(toTimelineSvg(village, { to: '2026-03-02', from: '2023-09-02' })).toBe(own)
    expect(toTimelineSvg(village, { to: '2026-03-02', from: '2023-08-03' })).toBe(own)
  })

  it('of one moment, or of none, says so', () => {
    const one = toTimelineSvg(history.slice(-1))
    expect(ofClass(one, 'tl-line')).toEqual([])
    expect(ofClass(one, 'tl-dot')).toHaveLength(1)
    expect(ofClass(one, 'tl-dot').map(dot => number(dot, 'cx'))).toEqual([430])
    expect(textsOf(one)).toContain('2 Mar 2026')
    expect(textsOf(toTimelineSvg([]))).toContain('At no moment was anybody known.')
  })

  it('is marked in years and months, wherever it is drawn', () => {
    const home = process.env.TZ
    afterAll(() => {
      if (home === undefined) delete process.env.TZ
      else process.env.TZ = home
    })
    for (const zone of ['Pacific/Kiritimati', 'America/St_Johns', 'UTC']) {
      process.env.TZ = zone
      expect(toTimelineSvg(history, { account: 'Falkenberg' })).toBe(svg)
    }
    expect(textsOf(svg).filter(text => /^([A-Z][a-z]{2}( \d{4})?|\d{4})$/.test(text))).toEqual([
      'Oct 2023',
      '2024',
      'Apr',
      'Jul',
      'Oct',
      '2025',
      'Apr',
      'Jul',
      'Oct',
      '2026',
    ])
  })

  it('refuses times that make no sense', () => {
    const of = (options: object) => () => toTimelineSvg(village, { to: '2026-03-02', ...options })
    expect(of({ from: '2026-02-30' })).toThrow(InvalidDateError)
    expect(of({ to: 'soon', from: '2026-01-01' })).toThrow(InvalidDateError)
    expect(of({ from: '2026-03-03' })).toThrow(InvalidArgumentError)
    expect(of({ from: '2026-01-01', steps: 3 })).toThrow(InvalidArgumentError)
    expect(of({ from: '2026-01-01', step: { months: 0 } })).toThrow(InvalidArgumentError)
    expect(of({ from: '1900-01-01', step: { days: 1 } })).toThrow(LimitExceededError)
    // @ts-expect-error no clock is read
    expect(() => toTimelineSvg(village)).toThrow('options: are required; pass { to }')
  })
})
