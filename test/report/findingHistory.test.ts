import { assessRisk, createVillage, findingHistory, snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { refused } from '../support/refusal.js'

const DEAL = { id: 'deal', name: 'Deal', kind: 'new' as const }
const PEOPLE = [
  { id: 'ann', roles: ['user' as const] },
  { id: 'bo', roles: ['economicBuyer' as const] },
]
const of = (input: Partial<VillageInput>, to = 50) =>
  findingHistory(createVillage({ account: 'Acme', stakeholders: PEOPLE, decisions: [DEAL], ...input }), {
    from: day(0),
    to: day(to),
    step: { days: 10 },
  })
const spans = (input: Partial<VillageInput>, rule: string, to = 50) =>
  of(input, to).flatMap(span => (span.rule === rule ? [[span.since, span.until ?? 'open']] : []))

/** A champion who is there but from one day to another. */
const champion = (...gaps: readonly (readonly [from: number, to: number])[]): Partial<VillageInput> => ({
  stakeholders: [
    ...PEOPLE,
    { id: 'cy', roles: gaps.map(([from, to]) => ({ role: 'champion' as const, since: day(from), until: day(to) })) },
  ],
})

describe('the history of findings', () => {
  test('tells since when each was there and until when', () => {
    const heard = { observations: [{ stakeholder: 'bo', at: day(15), sentiment: 0.9, via: 'interview' as const }] }
    expect(spans(heard, 'deciderUnheard')).toEqual([[day(0), day(20)]])
    expect(spans({}, 'deciderUnheard')).toEqual([[day(0), 'open']])
  })

  test('keeps one open that is absent for a single moment, and ends it at the first of two', () => {
    expect(spans(champion([18, 22]), 'noChampion')).toEqual([[day(0), 'open']])
    expect(spans(champion([18, 32]), 'noChampion')).toEqual([
      [day(0), day(20)],
      [day(40), 'open'],
    ])
  })

  test('ends one that is absent at the last moment, there or at the moment before', () => {
    expect(spans(champion([48, 90]), 'noChampion')).toEqual([[day(0), day(50)]])
    expect(spans(champion([38, 90]), 'noChampion')).toEqual([[day(0), day(40)]])
  })

  test('has the gravest that each was, and the largest effect', () => {
    const worse = {
      observations: [
        { stakeholder: 'bo', at: day(0), sentiment: -0.05, via: 'interview' as const },
        { stakeholder: 'bo', at: day(20), sentiment: -0.9, via: 'interview' as const },
        { stakeholder: 'bo', at: day(40), sentiment: -0.3, via: 'interview' as const, sd: 0.05 },
      ],
    }
    const [span] = of(worse).filter(({ rule }) => rule === 'deciderAgainst')
    const village = createVillage({ account: 'Acme', stakeholders: PEOPLE, decisions: [DEAL], ...worse })
    const effects = [0, 10, 20, 30, 40, 50].flatMap(n =>
      assessRisk(snapshot(village, day(n))).flatMap(({ rule, effect }) => (rule === 'deciderAgainst' ? [effect ?? 0] : [])),
    )
    expect(span).toMatchObject({
      id: '["deciderAgainst","deal","bo"]',
      decision: 'deal',
      severity: 'critical',
      effect: Math.max(...effects),
    })
    expect(effects).toHaveLength(6)
  })

  test('refuses what timeline refuses, in its own name', () => {
    const village = createVillage({ account: 'Acme' })
    const { name, message } = refused(() => findingHistory(village, { from: day(9), to: day(1), step: { days: 1 } }))
    expect([name, message.startsWith('findingHistory: ')]).toEqual(['InvalidArgumentError', true])
  })
})
