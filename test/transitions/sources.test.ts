import { createVillage, DEFAULT_SETTINGS, powerTransitions, snapshot } from 'account-village'
import { expect, test } from 'vitest'
import { dayOf } from '../../src/transitions/known.js'
import { sourcesIn } from '../../src/transitions/sources.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

test('what hangs on a role or a person is found by its days, as looking at everything finds it', () => {
  always(
    scenes,
    scene => {
      const { s } = played(scene)
      const sources = sourcesIn(s.interactions, s.roleHistory, DEFAULT_SETTINGS.handover)
      const changes = s.roleHistory.flatMap(role => sources.of(role))
      const all = [...s.interactions.flatMap(interaction => sources.of(interaction)), ...changes]
      const times = [...new Set(all.map(({ time }) => time))].sort((a, b) => a - b)
      const [first = 0, last = 0] = [times[0], times.at(-1)]
      const daysOf = (some: readonly { readonly time: number }[], from: number, to: number): number[] =>
        [...new Set(some.filter(({ time }) => time >= from && time <= to).map(({ time }) => dayOf(time)))].sort((a, b) => a - b)
      for (const [from, to] of [
        [first, last],
        [first + 1, last],
        [first, last - 1],
        [times[1] ?? 0, times[1] ?? 0],
      ] as const) {
        expect(sources.roleChanges(from, to)).toEqual(daysOf(changes, from, to))
        for (const { id } of s.stakeholders) {
          const own = all.filter(({ people }) => people.includes(id))
          expect(sources.hangingOn(id, false, from, to)).toEqual(daysOf(own, from, to))
          const ended = changes.filter(({ endsDecider }) => endsDecider)
          expect(sources.hangingOn(id, true, from, to)).toEqual([...daysOf(own, from, to), ...daysOf(ended, from, to)])
        }
      }
    },
    150,
  )
})

test('a role that was taken back at the moment at which it was written down was never believed', () => {
  const at = (i: number): string => new Date(Date.UTC(2025, 0, 1 + 7 * i)).toISOString()
  const driven = (by: string, from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({ at: at(from + i), kind: 'meeting' as const, participants: [by], drivenBy: by }))
  const flaggedAt = (roles: NonNullable<Parameters<typeof createVillage>[0]['roles']>) =>
    powerTransitions(
      snapshot(
        createVillage({
          account: 'acme',
          stakeholders: [
            { id: 'ann', roles: ['user'] },
            { id: 'bo', roles: ['decisionMaker'] },
          ],
          roles,
          interactions: [...driven('ann', 0, 12), ...driven('bo', 12, 16)],
        }),
        '2026-03-02',
      ),
    )[0]?.flaggedAt
  const never = { stakeholder: 'ann', role: 'economicBuyer' as const, recordedAt: '2025-01-01', retractedAt: '2025-01-01' }
  expect(flaggedAt([])).toBeDefined()
  expect(flaggedAt([never])).toBe(flaggedAt([]))
})
