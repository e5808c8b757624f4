import {
  accountSentiment,
  createVillage,
  record,
  recordDeparture,
  recordOutcome,
  recordSentiment,
  retract,
  revise,
  setTie,
  snapshot,
  type Village,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { exact } from '../support/exact.js'
import { callLoosely, refused } from '../support/refusal.js'

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
    const both = [reading, { ...reading, sentiment: 0.5 }]
    expect(exact(recordSentiment(village, reading))).toBe(exact(record(village, { observations: [reading] })))
    expect(exact(recordSentiment(village, both))).toBe(exact(record(village, { observations: both })))
  })

  test('let roles and a veto stand with their person, also with one known by name, title and unit, who stays who they are', () => {
    const added = record(village, { stakeholders: [{ id: 'cy', roles: ['coach'], veto: true }] })
    const facts = { roles: [{ stakeholder: 'cy', role: 'coach' }], vetoes: [{ stakeholder: 'cy' }] } as const
    expect(exact(added)).toBe(exact(record(record(village, { stakeholders: [{ id: 'cy' }] }), facts)))
    const source = { source: 'crm', recordedAt: '2026-03-02' } as const
    const more = record(village, { stakeholders: [{ id: 'bo', ...source, roles: ['champion'], veto: { scope: 'budget' } }] })
    expect(more.stakeholders).toEqual(village.stakeholders)
    const known = {
      roles: [{ stakeholder: 'bo', role: 'champion', ...source }],
      vetoes: [{ stakeholder: 'bo', scope: 'budget', ...source }],
    } as const
    expect(exact(more)).toBe(exact(record(village, known)))
    const revised = revise(village, { stakeholders: [{ id: 'bo', roles: ['champion'] }] }, { recordedAt: '2026-03-02' })
    expect(snapshot(revised, '2026-03-02').stakeholders.find(({ id }) => id === 'bo')?.title).toBe('CFO')
  })

  test('still refuse another title of somebody known, and name what is wrong where it was written', () => {
    expect(refused(() => record(village, { stakeholders: [{ id: 'bo', title: 'CTO', roles: ['user'] }] })).name).toBe(
      'ConflictingFactError',
    )
    const known = { id: 'bo', roles: ['user'] } as const
    expect(refused(() => record(village, { stakeholders: [known, { id: 'cy', unit: 'nowhere' }] })).paths).toEqual(['stakeholders[1].unit'])
    const wrong = { stakeholders: [known, { id: 'cy', roles: ['king'] }] }
    expect(refused(() => callLoosely(record, village, wrong)).paths).toEqual(['stakeholders[1].roles[0].role'])
  })

  test('do not bring back somebody who is no longer believed by their roles alone', () => {
    const without = retract(village, 'bo', { recordedAt: '2026-03-02', kind: 'stakeholders' })
    expect(people(record(without, { stakeholders: [{ id: 'bo', recordedAt: '2026-03-05', roles: ['user'] }] }), '2026-03-06')).toContain(
      'bo',
    )
  })

  test('give the same village back when nothing is new', () => {
    expect(recordSentiment(village, [])).toBe(village)
    expect(record(village, { ties: [{ id: 't', from: 'ann', to: 'bo', kind: 'influence' }] })).toBe(village)
    expect(record(village, { stakeholders: [{ id: 'bo', title: 'CFO', roles: ['economicBuyer'] }] })).toBe(village)
    expect(record(village, { stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }] })).toBe(village)
    expect(record(village, { roles: [{ stakeholder: 'ann', role: 'user' }] })).toBe(village)
  })
})

describe('recordDeparture', () => {
  test('takes a person away from that day on, with their roles, and leaves all else as it was', () => {
    const left = recordDeparture(village, 'bo', '2026-03-02')
    expect([people(left, '2026-03-01'), people(left, '2026-03-02')]).toEqual([['ann', 'bo'], ['ann']])
    expect(snapshot(left, '2026-03-02').placeholders).toEqual(['?economicBuyer'])
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
    const joining = record(village, { stakeholders: [{ id: 'cy', joinedAt: '2026-03-02' }] })
    expect(refused(() => recordDeparture(joining, 'cy', '2026-03-01')).name).toBe('InvalidVillageError')
    const brief = recordDeparture(
      record(village, { stakeholders: [{ id: 'cy', joinedAt: '2026-03-02', recordedAt: '2026-03-20' }] }),
      'cy',
      '2026-03-10',
    )
    expect([people(brief, '2026-03-05', '2026-03-20'), people(brief, '2026-03-10', '2026-03-20')]).toEqual([
      ['ann', 'bo', 'cy'].slice(0, 3),
      ['ann', 'bo'],
    ])
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
    const gone = recordDeparture(record(village, { vetoes: [{ stakeholder: 'ann' }] }), 'bo', '2026-03-02')
    const apart = setTie(gone, { from: 'ann', to: 'bo', kind: 'influence', weight: 0, since: '2026-03-02' }, { recordedAt: '2026-03-02' })
    recordOutcome(apart, 'deal', { result: 'won', at: '2026-03-02' })
    expect(exact(village)).toBe(before)
    expect(accountSentiment(snapshot(village, '2026-03-02'))).toEqual(accountSentiment(snapshot(createVillage(village), '2026-03-02')))
  })
})
