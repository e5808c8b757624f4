import { createVillage, type SentimentTrend, sentimentTrend, snapshot, type TrendOptions, whatIf } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { SEPARATE_WORDS } from '../support/independent.js'
import { always } from '../support/law.js'
import { refused } from '../support/refusal.js'

interface Heard {
  readonly who: number
  readonly day: number
  readonly value: number
  readonly sd: number
}

const UNITS = ['plant', 'plant', 'plant', 'hq']
const SD = 0.5
const HALF_LIFE = 180
const LAST = 400

function acme(heard: readonly Heard[]) {
  const village = createVillage({
    account: 'Acme',
    units: [
      { id: 'plant', name: 'Plant', kind: 'site' },
      { id: 'hq', name: 'HQ', kind: 'site' },
    ],
    stakeholders: UNITS.map((unit, i) => ({ id: `p${i}`, unit, roles: [i === 3 ? 'economicBuyer' : 'user'] })),
    observations: heard.map(({ who, day: at, value, sd }) => ({
      stakeholder: `p${who}`,
      at: day(at),
      sentiment: value,
      sd,
      via: 'survey',
    })),
  })
  return snapshot(village, day(LAST), {
    settings: { sentiment: { ...SEPARATE_WORDS, priorSd: SD, halfLifeDays: HALF_LIFE, sameUnitCorrelation: 0.3 } },
  })
}

/** The covariance of two people's sentiments on two days, before anything is heard. */
function priorCovariance(a: number, dayA: number, b: number, dayB: number): number {
  const together = a === b ? 1 : UNITS[a] === UNITS[b] ? 0.3 : 0
  return SD * SD * together * 2 ** (-Math.abs(dayA - dayB) / HALF_LIFE)
}

/** What all readings at once tell of the change of a person's sentiment: the textbook's conditional normal distribution, no filter in it. */
function conditioned(heard: readonly Heard[], who: number, since: number, until: number): { change: number; sd: number } {
  const toChange = heard.map(each => priorCovariance(each.who, each.day, who, until) - priorCovariance(each.who, each.day, who, since))
  const among = heard.map((a, i) => heard.map((b, j) => priorCovariance(a.who, a.day, b.who, b.day) + (i === j ? a.sd * a.sd : 0)))
  const weights = solved(among, toChange)
  const before = 2 * (SD * SD - priorCovariance(who, since, who, until))
  const told = (of: (i: number) => number) => weights.reduce((sum, weight, i) => sum + weight * of(i), 0)
  return { change: told(i => heard[i]?.value ?? 0), sd: Math.sqrt(Math.max(0, before - told(i => toChange[i] ?? 0))) }
}

/** Gauss and Jordan's elimination; covariances of readings with errors need no pivots. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  rows.forEach((pivotRow, k) => {
    const pivot = pivotRow[k] ?? 1
    rows.forEach((row, i) => {
      if (i === k) return
      const factor = (row[k] ?? 0) / pivot
      row.forEach((value, j) => {
        row[j] = value - factor * (pivotRow[j] ?? 0)
      })
    })
  })
  return rows.map((row, i) => (row[row.length - 1] ?? 0) / (row[i] ?? 1))
}

const readings = fc.array(
  fc.record({
    who: fc.nat({ max: 3 }),
    day: fc.nat({ max: LAST }),
    value: fc.integer({ min: -100, max: 100 }).map(n => n / 100),
    sd: fc.integer({ min: 10, max: 60 }).map(n => n / 100),
  }),
  { minLength: 1, maxLength: 12 },
)
const windows = fc.tuple(fc.nat({ max: LAST }), fc.nat({ max: LAST })).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)

describe('the trend over a window that has ended', () => {
  test('is the difference as all readings tell it, those before, within and after the window', () => {
    always(
      fc.record({ heard: readings, who: fc.nat({ max: 3 }), window: windows }),
      ({ heard, who, window: [since, until] }) => {
        const s = acme(heard)
        const trend = sentimentTrend(s, { since: day(since), until: day(until), stakeholder: `p${who}` })
        if (!heard.some(each => each.who === who)) return expect(trend.change).toBeUndefined()
        const wanted = conditioned(heard, who, since, until)
        expect(trend.change).toBeCloseTo(wanted.change, 9)
        expect(trend.sd).toBeCloseTo(wanted.sd, 6)
      },
      300,
    )
  })

  test('adds up: two windows that follow each other have moved as far as both together', () => {
    always(
      fc.record({ heard: readings, window: windows, middle: fc.nat({ max: LAST }) }),
      ({ heard, window: [first, last], middle }) => {
        const s = acme(heard)
        const [a, b, c] = [first, Math.min(Math.max(first, middle), last), last].map(day)
        if (a === undefined || b === undefined || c === undefined) return
        const moved = (options: TrendOptions) => sentimentTrend(s, options).change ?? 0
        expect(moved({ since: a, until: b }) + moved({ since: b, until: c })).toBeCloseTo(moved({ since: a, until: c }), 10)
      },
      300,
    )
  })

  test('is the trend up to the snapshot where it ends there, and none at all where it has no length', () => {
    const s = acme([
      { who: 0, day: 100, value: 0.8, sd: 0.2 },
      { who: 0, day: 300, value: -0.4, sd: 0.2 },
    ])
    const since = day(50)
    expect(sentimentTrend(s, { since, until: day(LAST) })).toEqual(sentimentTrend(s, { since }))
    expect(sentimentTrend(s, { since, until: since, stakeholder: 'p0' })).toEqual<SentimentTrend>({
      change: 0,
      sd: 0,
      probabilityOfDecline: 0,
    })
  })

  test('ends on a day with the latest reading of that day, as a snapshot of it would', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }],
      observations: [{ stakeholder: 'ann', at: '2026-02-01T15:00:00Z', sentiment: 0.6, via: 'interview' }],
    })
    const later = snapshot(village, '2026-03-01')
    const over = (until: string) => sentimentTrend(later, { since: '2026-01-01', until, stakeholder: 'ann' })
    expect(over('2026-02-01')).toEqual(over('2026-02-01T15:00:00Z'))
    expect(over('2026-02-01')).not.toEqual(over('2026-02-01T00:00:00Z'))
    expect(over('2026-02-01')).toEqual(sentimentTrend(snapshot(village, '2026-02-01'), { since: '2026-01-01', stakeholder: 'ann' }))
  })

  test('is moved by a hypothesis only if it ends now', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }],
      observations: [{ stakeholder: 'ann', at: '2026-02-01', sentiment: 0.2, via: 'interview' }],
      expectations: [{ id: 'e', stakeholder: 'ann', statement: 'x', importance: 1, status: [{ at: '2026-01-01', state: 'open' }] }],
    })
    const s = snapshot(village, '2026-03-01')
    const met = whatIf(s, { meet: 'e' })
    const shift = met.shifts?.[0]?.amount ?? 0
    expect(shift).toBeGreaterThan(0)
    const past = { since: '2026-01-05', until: '2026-02-15', stakeholder: 'ann' }
    expect(sentimentTrend(met, past)).toEqual(sentimentTrend(s, past))
    const now = { since: '2026-01-05', stakeholder: 'ann' }
    expect(sentimentTrend(met, now).change).toBeCloseTo((sentimentTrend(s, now).change ?? 0) + shift, 12)
  })

  test('is refused where it ends before it begins or lies ahead', () => {
    const s = acme([{ who: 0, day: 100, value: 0.2, sd: 0.2 }])
    const refusal = (options: TrendOptions) => refused(() => sentimentTrend(s, options))
    expect(refusal({ since: day(10), until: day(9) })).toMatchObject({ name: 'InvalidArgumentError', paths: ['until'] })
    expect(refusal({ since: day(10), until: day(LAST + 1) })).toMatchObject({ name: 'InvalidArgumentError', paths: ['until'] })
    expect(refusal({ since: day(10), until: 'soon' })).toMatchObject({ name: 'InvalidDateError', paths: ['until'] })
  })
})
