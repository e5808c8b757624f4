import { createVillage, powerTransitions, record, sentimentTrend, snapshot, whatIf } from 'account-village'
import { expect, it } from 'vitest'

const DAY = '2026-01-01T00:00:00.000Z'

it('leaves no number undefined where somebody takes the place of a decider who was unknown and supposed to think better', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann', roles: ['user'] }],
    observations: [{ stakeholder: 'ann', at: '2025-12-31', sentiment: 0.4, via: 'interview' }],
  })
  const s = snapshot(village, DAY)
  const known = whatIf(whatIf(s, { sway: '?decider', by: 0.2 }), { add: { id: 'bo', roles: ['economicBuyer'] } })
  const never = whatIf(s, { add: { id: 'bo', roles: ['economicBuyer'] } })
  expect(sentimentTrend(known, { since: '2025-12-01' })).toEqual(sentimentTrend(never, { since: '2025-12-01' }))
})

it('asks of a newcomer too whether anybody decided when the role of a decider ended', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'bo' }],
    roles: [{ stakeholder: 'bo', role: 'decisionMaker', until: DAY }],
    interactions: [{ id: 'met', at: '2025-12-31T18:00:00Z', kind: 'meeting', participants: ['bo'], drivenBy: 'bo' }],
  })
  const cy = { id: 'cy', roles: ['economicBuyer'] } as const
  const events = [whatIf(snapshot(village, DAY), { add: cy }), snapshot(record(village, { stakeholders: [cy] }), DAY)].map(s =>
    powerTransitions(s)[0]?.events.map(({ id }) => id),
  )
  expect(events).toEqual([['met'], ['met']])
  expect(powerTransitions(snapshot(village, DAY))[0]?.events).toHaveLength(2)
})
