import { attentionBalance, byStakeholder, createVillage, nextMoves, power, type Snapshot, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'

const HOURS = { u1: 6, u2: 8, u3: 5, u4: 7, coach: 9, boss: 1 } as const
const ROLES = { u1: 'user', u2: 'user', u3: 'user', u4: 'user', coach: 'coach', boss: 'economicBuyer' } as const
const PEOPLE = ['u1', 'u2', 'u3', 'u4', 'coach', 'boss'] as const

/** Users who get hours of ours, and a coach who gets more than any of them. */
function seen(overinvestment: number, isTold = true): Snapshot {
  const village = createVillage({
    account: 'Acme',
    stakeholders: PEOPLE.map(id => ({ id, roles: [ROLES[id]] })),
    interactions: PEOPLE.map(id => ({
      id: `with ${id}`,
      at: '2026-02-27',
      kind: 'meeting',
      participants: [id],
      ...(isTold && { effort: HOURS[id] }),
    })),
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }],
  })
  return snapshot(village, '2026-03-02', { settings: { risk: { overinvestment } } })
}

const takeFrom = (s: Snapshot) => nextMoves(s, { hours: 10 }).takeFrom

describe('the hours that could be taken from users', () => {
  test('are those above their share of power in all hours, the most first, of three at most, and of nobody else', () => {
    const s = seen(0)
    const all = PEOPLE.reduce((sum, id) => sum + HOURS[id], 0)
    const shares = byStakeholder(power(s))
    const spare = (id: (typeof PEOPLE)[number]) => HOURS[id] - (shares.get(id)?.share ?? Number.NaN) * all
    // The coach has more to spare than any user, and the fourth user has some as well.
    expect([spare('coach') > 0, spare('u3') > 0, shares.get('coach')?.class === 'user']).toEqual([true, true, false])
    expect(takeFrom(s)).toEqual((['u2', 'u4', 'u1'] as const).map(id => ({ stakeholder: id, hours: expect.closeTo(spare(id), 9) })))
  })

  test('are told from the setting on, and not just below it', () => {
    const { overinvestment = Number.NaN } = attentionBalance(seen(0), { days: seen(0).settings.risk.days })
    expect(takeFrom(seen(overinvestment)).length).toBeGreaterThan(0)
    expect(takeFrom(seen(overinvestment + 1e-9))).toEqual([])
  })

  test('are none where contacts are counted and no hours', () => {
    expect(takeFrom(seen(0, false))).toEqual([])
  })
})
