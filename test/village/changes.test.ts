import {
  accountSentiment,
  addStakeholder,
  addTie,
  assignRole,
  createVillage,
  endRole,
  endTie,
  grantVeto,
  record,
  recordDeparture,
  recordInteraction,
  recordOutcome,
  recordSentiment,
  snapshot,
  type Village,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { exact } from '../support/exact.js'
import { refused } from '../support/refusal.js'

const village = createVillage({
  account: 'Acme',
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', title: 'CFO', roles: ['economicBuyer'] },
  ],
  ties: [{ id: 't', from: 'ann', to: 'bo', kind: 'influence' }],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 10, currency: 'EUR' } }],
})
const people = (from: Village, asOf: string, knownOn = asOf): string[] => {
  const s = snapshot(from, asOf, { knownOn })
  return s.stakeholders.map(({ id }) => id).filter(id => !s.placeholders.includes(id))
}

describe('the short ways to record', () => {
  test('are the same as record', () => {
    const reading = { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'survey' } as const
    const meeting = { at: '2026-03-02', kind: 'meeting', participants: ['ann'] } as const
    const role = { stakeholder: 'ann', role: 'champion' } as const
    const tie = { from: 'bo', to: 'ann', kind: 'conflict' } as const
    const pairs = [
      [recordSentiment(village, reading), { observations: [reading] }],
      [recordSentiment(village, [reading, { ...reading, sentiment: 0.5 }]), { observations: [reading, { ...reading, sentiment: 0.5 }] }],
      [recordInteraction(village, meeting), { interactions: [meeting] }],
      [assignRole(village, role), { roles: [role] }],
      [grantVeto(village, { stakeholder: 'ann' }), { vetoes: [{ stakeholder: 'ann' }] }],
      [addTie(village, tie), { ties: [tie] }],
      [
        addStakeholder(village, { id: 'cy', roles: ['coach'], veto: true }),
        { stakeholders: [{ id: 'cy' }], roles: [{ stakeholder: 'cy', role: 'coach' }], vetoes: [{ stakeholder: 'cy' }] },
      ],
    ] as const
    for (const [short, facts] of pairs) expect(exact(short)).toBe(exact(record(village, facts)))
  })

  test('give the same village back when nothing is new', () => {
    expect(recordSentiment(village, [])).toBe(village)
    expect(addTie(village, { id: 't', from: 'ann', to: 'bo', kind: 'influence' })).toBe(village)
    expect(addStakeholder(village, { id: 'bo', title: 'CFO', roles: ['economicBuyer'] })).toBe(village)
    expect(assignRole(village, { stakeholder: 'ann', role: 'user' })).toBe(village)
  })
})

describe('recordDeparture', () => {
  test('takes a person away from that day on, with their roles, and leaves all else as it was', () => {
    const left = recordDeparture(village, 'bo', '2026-03-02')
    expect([people(left, '2026-03-01'), people(left, '2026-03-02')]).toEqual([['ann', 'bo'], ['ann']])
    expect(snapshot(left, '2026-03-02').placeholders).toEqual(['?decider'])
    expect(snapshot(left, '2026-03-02').former).toMatchObject([{ id: 'bo', title: 'CFO', leftAt: '2026-03-02T00:00:00.000Z' }])
    const { stakeholders: _, ...rest } = left
    const { stakeholders: __, ...before } = village
    expect(rest).toEqual(before)
  })

  test('is known when it happens, or when we are told', () => {
    const known = recordDeparture(village, 'bo', '2026-03-02')
    expect(people(known, '2026-03-05', '2026-03-01')).toEqual(['ann', 'bo'])
    const told = recordDeparture(village, 'bo', '2026-03-02', { recordedAt: '2026-03-10' })
    expect([people(told, '2026-03-05'), people(told, '2026-03-10'), people(told, '2026-03-05', '2026-03-10')]).toEqual([
      ['ann', 'bo'],
      ['ann'],
      ['ann'],
    ])
    const announced = recordDeparture(village, 'bo', '2026-06-01', { recordedAt: '2026-03-02' })
    expect([people(announced, '2026-05-31'), people(announced, '2026-06-01')]).toEqual([['ann', 'bo'], ['ann']])
    expect(snapshot(announced, '2026-03-02').stakeholders.find(({ id }) => id === 'bo')?.leftAt).toBe('2026-06-01T00:00:00.000Z')
  })

  test('may be corrected, and repeated without effect', () => {
    const left = recordDeparture(village, 'bo', '2026-03-02')
    expect(recordDeparture(left, 'bo', '2026-03-02')).toBe(left)
    const corrected = recordDeparture(left, 'bo', '2026-03-09', { recordedAt: '2026-03-20' })
    expect([
      people(corrected, '2026-03-05'),
      people(corrected, '2026-03-05', '2026-03-20'),
      people(corrected, '2026-03-09', '2026-03-20'),
    ]).toEqual([['ann'], ['ann', 'bo'], ['ann']])
  })

  test('of somebody who comes later cannot be before they came', () => {
    const joining = addStakeholder(village, { id: 'cy', joinedAt: '2026-03-02' })
    expect(refused(() => recordDeparture(joining, 'cy', '2026-03-01')).name).toBe('InvalidVillageError')
    const brief = recordDeparture(
      addStakeholder(village, { id: 'cy', joinedAt: '2026-03-02', recordedAt: '2026-03-20' }),
      'cy',
      '2026-03-10',
    )
    expect([people(brief, '2026-03-05', '2026-03-20'), people(brief, '2026-03-10', '2026-03-20')]).toEqual([
      ['ann', 'bo', 'cy'].slice(0, 3),
      ['ann', 'bo'],
    ])
  })
})

describe('endRole', () => {
  const roles = (from: Village, asOf: string, knownOn = asOf): string[] => {
    const s = snapshot(from, asOf, { knownOn })
    return s.roles
      .filter(({ stakeholder }) => !s.placeholders.includes(stakeholder))
      .map(({ stakeholder, role }) => `${stakeholder} ${role}`)
  }

  test('ends a role from that day on, by its id or by person and role', () => {
    const id = village.roles.find(role => role.stakeholder === 'bo')?.id ?? ''
    for (const ended of [
      endRole(village, id, '2026-03-02'),
      endRole(village, { stakeholder: 'bo', role: 'economicBuyer' }, '2026-03-02'),
    ]) {
      expect([roles(ended, '2026-03-01').length, roles(ended, '2026-03-02')]).toEqual([2, ['ann user']])
      expect(roles(ended, '2026-03-05', '2026-03-01')).toHaveLength(2)
    }
  })

  test('ends those in the decision that is named, and no others', () => {
    const both = assignRole(assignRole(village, { stakeholder: 'ann', role: 'coach', decision: 'deal' }), {
      stakeholder: 'ann',
      role: 'coach',
    })
    expect(
      roles(endRole(both, { stakeholder: 'ann', role: 'coach', decision: 'deal' }, '2026-03-02'), '2026-03-02').filter(
        role => role === 'ann coach',
      ),
    ).toHaveLength(1)
    expect(roles(endRole(both, { stakeholder: 'ann', role: 'coach' }, '2026-03-02'), '2026-03-02')).not.toContain('ann coach')
  })

  test('does not bring back to life a role that had already ended', () => {
    const twice = record(village, {
      roles: [
        { id: 'first', stakeholder: 'ann', role: 'champion', since: '2024-01-01', until: '2025-01-01' },
        { id: 'again', stakeholder: 'ann', role: 'champion', since: '2025-06-01' },
      ],
    })
    const ended = endRole(twice, { stakeholder: 'ann', role: 'champion' }, '2026-03-02')
    expect(roles(ended, '2026-03-02', '2026-04-01')).not.toContain('ann champion')
    expect(roles(ended, '2025-03-01', '2026-04-01')).not.toContain('ann champion')
    expect(roles(ended, '2025-07-01', '2026-04-01')).toContain('ann champion')
  })
})

describe('endTie', () => {
  test('ends a tie from that day on, by its id, by its people, or by its kind too', () => {
    const more = addTie(village, { id: 'c', from: 'ann', to: 'bo', kind: 'conflict' })
    const ties = (from: Village, asOf: string): string[] => snapshot(from, asOf).ties.map(({ id }) => id)
    expect(ties(endTie(more, 't', '2026-03-02'), '2026-03-02')).toEqual(['c'])
    expect(ties(endTie(more, { from: 'ann', to: 'bo' }, '2026-03-02'), '2026-03-02')).toEqual([])
    expect(ties(endTie(more, { from: 'ann', to: 'bo', kind: 'conflict' }, '2026-03-02'), '2026-03-02')).toEqual(['t'])
    expect(ties(endTie(more, 't', '2026-03-02'), '2026-03-01')).toEqual(['c', 't'])
    expect(refused(() => endTie(more, { from: 'bo', to: 'ann' }, '2026-03-02')).name).toBe('InvalidArgumentError')
  })
})

describe('recordOutcome', () => {
  test('closes a decision from that day on, and keeps what it was about', () => {
    const won = recordOutcome(village, 'deal', { result: 'won', at: '2026-03-02', reasons: ['price'] })
    expect(snapshot(won, '2026-03-01').decision?.outcome).toBeUndefined()
    expect(snapshot(won, '2026-03-02').decision).toBeUndefined()
    expect(snapshot(won, '2026-03-02', { decision: 'deal' }).decision).toMatchObject({
      value: { amount: 10, currency: 'EUR' },
      outcome: { result: 'won', at: '2026-03-02T00:00:00.000Z', reasons: ['price'] },
    })
    expect(snapshot(won, '2026-03-05', { knownOn: '2026-03-01' }).decision?.id).toBe('deal')
  })

  test('told late is known late', () => {
    const lost = recordOutcome(village, 'deal', { result: 'lost', at: '2026-03-02' }, { recordedAt: '2026-04-01' })
    expect(snapshot(lost, '2026-03-05').decision?.id).toBe('deal')
    expect(snapshot(lost, '2026-03-05', { knownOn: '2026-04-01' }).decision).toBeUndefined()
  })
})

describe('a village that was changed', () => {
  test('leaves the one before as it was', () => {
    const before = exact(village)
    recordOutcome(endTie(recordDeparture(grantVeto(village, { stakeholder: 'ann' }), 'bo', '2026-03-02'), 't', '2026-03-02'), 'deal', {
      result: 'won',
      at: '2026-03-02',
    })
    expect(exact(village)).toBe(before)
    expect(accountSentiment(snapshot(village, '2026-03-02'))).toEqual(accountSentiment(snapshot(createVillage(village), '2026-03-02')))
  })
})
