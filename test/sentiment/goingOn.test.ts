import { createVillage, explainChange, sentiments, snapshot, type Village, whatIf } from 'account-village'
import { describe, expect, test } from 'vitest'

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
