import { createVillage, explainChange, revise, sentiments, snapshot, type Village, type VillageInput, whatIf } from 'account-village'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/sentiment/reading.js'
import { readings } from '../../src/sentiment/readings.js'

/** A village in which something comes late, is withdrawn, or counts otherwise because of something else of its day. */
const VILLAGE = createVillage({
  account: 'Acme',
  units: [{ id: 'it', name: 'IT', kind: 'team' }],
  stakeholders: [
    { id: 'ann', unit: 'it', roles: ['user'] },
    { id: 'bo', unit: 'it', roles: ['economicBuyer'] },
    { id: 'cy', roles: ['user'] },
    { id: 'di', roles: ['user'], leftAt: '2026-03-12' },
  ],
  observations: [
    { id: 'o1', stakeholder: 'ann', at: '2026-03-02T08:00:00Z', sentiment: 0.6, via: 'survey' },
    { id: 'o2', stakeholder: 'ann', at: '2026-03-02T16:00:00Z', sentiment: -0.2, via: 'survey' },
    { id: 'o3', stakeholder: 'bo', at: '2026-03-01', sentiment: 0.9, via: 'impression', by: 'kim', recordedAt: '2026-03-05' },
    { id: 'o4', stakeholder: 'cy', at: '2026-03-04', sentiment: 0.4, via: 'impression', by: 'kim', retractedAt: '2026-03-08' },
    { id: 'o5', stakeholder: 'cy', at: '2026-03-10', sentiment: -0.7, via: 'impression', by: 'lee' },
    { id: 'o6', stakeholder: 'di', at: '2026-03-06', sentiment: -0.7, via: 'text' },
    { id: 'o7', stakeholder: 'bo', at: '2026-03-06', sentiment: 0.1, via: 'text' },
    // Texts share a larger error than impressions, and so all that Kim said does from then on.
    { id: 'o8', stakeholder: 'bo', at: '2026-03-11', sentiment: 0.1, via: 'text', by: 'kim' },
  ],
  interviews: [{ id: 'i1', at: '2026-03-07', stakeholder: 'ann', answers: [], sentiment: 0.3 }],
  requests: [
    { id: 'q1', stakeholder: 'cy', at: '2026-01-20', via: 'survey' },
    { id: 'q2', stakeholder: 'bo', at: '2026-02-05', via: 'survey' },
  ],
  comments: [{ id: 'c1', at: '2026-03-11', stakeholder: 'bo', text: 'Fine' }],
  upheavals: [
    { id: 'u1', at: '2026-03-09', kind: 'other', strength: 0.4, unit: 'it' },
    { id: 'u2', at: '2026-03-13', kind: 'other', strength: 0.9, recordedAt: '2026-03-14' },
    { id: 'u3', at: '2026-03-13', kind: 'other', strength: 0.5, stakeholders: ['cy'] },
  ],
})
const DAYS = Array.from({ length: 16 }, (_, i) => `2026-03-${String(i + 1).padStart(2, '0')}`)
const MOMENTS = DAYS.flatMap(day => [`${day}T07:00:00Z`, `${day}T12:00:00Z`, day])

/** The same facts, and beliefs that nobody else was asked under, so that nothing is known from before. */
const fresh = (village: Village, asOf: string) =>
  sentiments(snapshot(createVillage(village), asOf, { settings: { sentiment: { halfLifeDays: 180 } } }))

describe('what is known goes on from what was known before', () => {
  test.each([
    ['forwards', MOMENTS],
    ['backwards', [...MOMENTS].reverse()],
    ['to and fro', MOMENTS.map((_, i) => MOMENTS[(i * 29) % MOMENTS.length] ?? '')],
  ])('and is the same as by itself, %s', (_, moments) => {
    const village = createVillage(VILLAGE)
    for (const asOf of moments) expect([asOf, sentiments(snapshot(village, asOf))]).toEqual([asOf, fresh(VILLAGE, asOf)])
  })

  test('of villages that differ in what was said, whom it is about or who was there', () => {
    const { observations, interviews, upheavals, requests } = VILLAGE
    const others = [
      { observations: observations.map(each => ({ ...each, sentiment: -each.sentiment })) },
      { observations: observations.slice(1) },
      { observations: observations.map(each => (each.by === 'kim' ? { ...each, by: 'max' } : each)) },
      { interviews: interviews.map(each => ({ ...each, sentiment: -0.9 })) },
      { upheavals: upheavals.map(each => ({ ...each, strength: 0.2 })) },
      { requests: requests.slice(1) },
    ]
    for (const other of others) {
      const [one, another] = [createVillage(VILLAGE), createVillage({ ...VILLAGE, ...other })]
      for (const asOf of ['2026-03-08', '2026-03-15', '2026-03-16']) {
        expect(sentiments(snapshot(one, asOf))).toEqual(fresh(VILLAGE, asOf))
        expect(sentiments(snapshot(another, asOf))).toEqual(fresh(another, asOf))
      }
    }
  })
})

describe('what was taken in is not taken in again', () => {
  const observations = Array.from({ length: 9 }, (_, i) => ({
    id: `o${i}`,
    stakeholder: i % 2 === 0 ? 'ann' : 'bo',
    at: i < 5 ? `2026-03-0${i + 1}` : `2026-03-09T0${i}:00:00Z`,
    sentiment: 0.1 * i,
    via: 'impression' as const,
    by: 'kim',
  }))
  const people = ['ann', 'bo', ...Array.from({ length: 9 }, (_, i) => `p${i}`)]
  const requests = people.slice(2).map((stakeholder, i) => ({ id: `q${i}`, stakeholder, at: `2026-02-0${i + 1}`, via: 'survey' as const }))

  /** Whose readings are taken in at each moment, asked for one after another: each is looked at once to be heard. */
  function takenAt(facts: Omit<VillageInput, 'stakeholders'>, moments: readonly string[]): string[] {
    const village = createVillage({ ...facts, stakeholders: people.map(id => ({ id })) })
    const seen = new Set<Reading>()
    let taken = ''
    return moments.map(asOf => {
      taken = ''
      const s = snapshot(village, asOf)
      for (const reading of readings(s)) {
        if (seen.has(reading)) continue
        seen.add(reading)
        const { variance, id } = reading
        Object.defineProperty(reading, 'variance', {
          get() {
            taken += id.slice(1)
            return variance
          },
        })
      }
      sentiments(s)
      return [...new Set(taken)].sort().join('')
    })
  }

  test('from day to day, and is from the beginning where a day before is asked for', () => {
    const days = ['2026-03-03', '2026-03-03', '2026-03-04', '2026-03-08', '2026-03-02']
    expect(takenAt({ account: 'Acme', observations }, days)).toEqual(['012', '', '3', '4', '01'])
  })

  test('within a day, of which what came before stays', () => {
    // The second reading of a person, source, day and reporter has the first count otherwise.
    const moments = ['T05:30:00Z', 'T06:30:00Z', 'T07:30:00Z', 'T08:30:00Z', ''].map(time => `2026-03-09${time}`)
    expect(takenAt({ account: 'Acme', observations }, moments)).toEqual(['012345', '6', '567', '5678', ''])
  })

  test('before a silence that a word withdraws, of the last seven', () => {
    // The silence of the i-th begins on the (i + 3)th of March.
    const asked = { account: 'Acme', observations: observations.slice(0, 5), requests }
    const answers = (who: number) => ({ ...asked, comments: [{ id: 'c', stakeholder: `p${who}`, at: '2026-03-20', text: 'Fine' }] })
    const days = ['2026-03-19', '2026-03-20']
    expect([0, 1, 2, 8].map(who => takenAt(answers(who), days)[1])).toEqual(['01234', '01234', '4', ''])
  })
})

describe('the readings of a snapshot', () => {
  test('are those of the one before, and more', () => {
    const observations = ['2026-03-01', '2026-03-02', '2026-03-03'].map((at, i) => ({
      id: `o${i}`,
      stakeholder: 'ann',
      at,
      sentiment: 0,
      via: 'survey' as const,
    }))
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }], observations })
    const [one, same, more] = ['2026-03-02', '2026-03-02T02:00:00Z', '2026-03-03'].map(asOf => readings(snapshot(village, asOf)))
    expect(same).toBe(one)
    expect(more?.length).toBeGreaterThan(one?.length ?? Number.NaN)
    for (const reading of one ?? []) expect(more?.some(each => each === reading)).toBe(true)
  })
})

test('a reading or an upheaval that is told otherwise is another one', () => {
  const upheaval = (id: string, rest: object) =>
    ({ id, at: '2026-03-02', kind: 'other', strength: 0.2, stakeholders: ['ann', 'bo'], ...rest }) as const
  const said = (id: string, sentiment: number) => ({ id, stakeholder: id, at: '2026-03-01', sentiment, via: 'survey' }) as const
  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann' }, { id: 'bo' }],
    observations: [said('ann', 0.5), said('bo', 0.5)],
    upheavals: [upheaval('u1', {}), upheaval('u2', {})],
  })
  const otherwise = revise(
    village,
    { observations: [said('bo', -0.4)], upheavals: [upheaval('u1', { strength: 0.4 }), upheaval('u2', { stakeholders: ['ann'] })] },
    { recordedAt: '2026-03-05' },
  )
  const { contributions, total } = explainChange(snapshot(otherwise, '2026-03-04'), snapshot(otherwise, '2026-03-05'))
  const told = contributions.map(({ kind, reading = '', upheaval = '' }) => `${kind} ${reading}${upheaval}`)
  expect(told.sort()).toEqual([
    'ageing ann',
    'newReading bo',
    ...['u1', 'u1', 'u2', 'u2'].map(id => `upheaval ${id}`),
    'withdrawnReading bo',
  ])
  expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 12)
})

test('the reasons of a change sum to it on any two days, silences and upheavals told apart, beliefs included', () => {
  const at = (asOf: string, priorMean?: number) =>
    snapshot(VILLAGE, asOf, { ...(priorMean !== undefined && { settings: { sentiment: { priorMean } } }) })
  for (const [i, day] of DAYS.entries()) {
    const [before, after] = [at(DAYS[(i * 7) % DAYS.length] ?? day, 0.2), at(day, i % 2 === 0 ? 0.2 : undefined)]
    const { contributions, total } = explainChange(before, after)
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 12)
    for (const { kind, upheaval, request, reading } of contributions) {
      if (kind === 'upheaval') expect(upheaval).toMatch(/^u/)
      if (kind === 'silence') expect(request).toMatch(/^q/)
      if (kind === 'newReading' || kind === 'withdrawnReading') expect(reading).toMatch(/^[oi]/)
    }
  }
  // An expectation that was met moves whoever holds it by what is supposed.
  const owed = createVillage({
    ...VILLAGE,
    expectations: [{ id: 'e1', stakeholder: 'bo', statement: 's', importance: 1, status: [] }],
  })
  const s = snapshot(owed, '2026-03-15')
  const { contributions, total } = explainChange(s, whatIf(s, { meet: 'e1' }))
  expect(contributions.map(({ kind }) => kind)).toContain('hypothesis')
  expect(contributions.every(({ kind, amount }) => kind === 'hypothesis' && amount > 0)).toBe(true)
  expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 12)
  const back = explainChange(whatIf(s, { meet: 'e1' }), s)
  expect(back.total).toBeCloseTo(-total, 12)
  expect(back.contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(-total, 12)
})
