import {
  accountSentiment,
  BUYING_ROLES,
  createVillage,
  decisionOutlook,
  power,
  READING_SOURCES,
  revenueAtRisk,
  sentiments,
  snapshot,
  VILLAGE_LIMITS,
  type Village,
} from 'account-village'
import { expect, it } from 'vitest'

const HEARD = 40
const id = (i: number): string => `p${String(i).padStart(4, '0')}`

/** A village of one unit in which as many are heard, whatever its size. */
function villageOf(people: number): Village {
  return createVillage({
    account: 'Acme',
    units: [{ id: 'all', name: 'All', kind: 'department' }],
    stakeholders: Array.from({ length: people }, (_, i) => ({
      id: id(i),
      unit: 'all',
      ...(i < 6 && { roles: [BUYING_ROLES[i] ?? 'user'] }),
    })),
    ties: Array.from({ length: 2 * people }, (_, i) => ({
      from: id(i % people),
      to: id((i * 7919 + 1) % people),
      kind: 'influence' as const,
    })).filter(({ from, to }) => from !== to),
    observations: Array.from({ length: 4 * HEARD }, (_, i) => ({
      stakeholder: id(i % HEARD),
      at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(),
      sentiment: Math.sin(i),
      via: READING_SOURCES[i % READING_SOURCES.length] ?? 'survey',
    })),
    decisions: [{ id: 'renewal', name: 'Renewal', kind: 'renewal', value: { amount: 1000, currency: 'EUR' }, expectedAt: '2026-12-31' }],
  })
}

const AS_OF = '2026-07-01'

it('those who were heard are believed the same, however many of their unit were not', () => {
  const rows = (people: number) => sentiments(snapshot(villageOf(people), AS_OF)).filter(({ value }) => value !== undefined)
  const close = rows(HEARD + 1).map(({ value = Number.NaN, sd }) => ({ value: expect.closeTo(value, 12), sd: expect.closeTo(sd, 12) }))
  expect(close).toHaveLength(HEARD)
  expect(rows(600)).toMatchObject(close)
})

it('as many people as a village may hold give all four numbers without a matrix of them', () => {
  const people = VILLAGE_LIMITS.stakeholders
  expect(people).toBeGreaterThanOrEqual(5000)
  const village = villageOf(people)
  const before = process.memoryUsage().arrayBuffers
  const s = snapshot(village, AS_OF)
  const shares = power(s)
  expect(accountSentiment(s).value).toBeGreaterThan(-1)
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(decisionOutlook(s).probabilityOfYes).toBeGreaterThan(0)
  expect(revenueAtRisk(s).amounts).toHaveLength(1)
  // One matrix of all of them takes 200 MB.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 2 ** 20)
})
