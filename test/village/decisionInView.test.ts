import {
  byStakeholder,
  createVillage,
  decisionOutlook,
  decisionOutlooks,
  power,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  snapshot,
  vetoHolders,
} from 'account-village'
import { describe, expect, test } from 'vitest'

const village = createVillage({
  account: 'Acme',
  stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo' }, { id: 'cy', roles: ['decisionMaker'] }],
  roles: [
    { stakeholder: 'bo', role: 'economicBuyer', decision: 'renewal' },
    { stakeholder: 'ann', role: 'champion', decision: 'extra' },
  ],
  vetoes: [
    { stakeholder: 'ann', decision: 'renewal' },
    { stakeholder: 'cy', decision: 'extra' },
  ],
  observations: [
    { id: 'general', stakeholder: 'ann', at: '2026-01-01', sentiment: 0.1, via: 'survey' },
    { id: 'of renewal', stakeholder: 'ann', at: '2026-01-01', sentiment: 0.9, via: 'survey', decision: 'renewal' },
    { id: 'of extra', stakeholder: 'ann', at: '2026-01-01', sentiment: -0.9, via: 'survey', decision: 'extra' },
  ],
  decisions: [
    { id: 'renewal', name: 'R', kind: 'renewal', value: { amount: 100, currency: 'EUR' }, outcome: { result: 'won', at: '2026-06-01' } },
    { id: 'extra', name: 'E', kind: 'expansion' },
    { id: 'first', name: 'F', kind: 'new', outcome: { result: 'won', at: '2020-01-01' } },
  ],
})
const at = (asOf: string, decision?: string): Snapshot => snapshot(village, asOf, decision === undefined ? {} : { decision })
const roles = (s: Snapshot): string[] =>
  s.roles
    .filter(({ stakeholder }) => !s.placeholders.includes(stakeholder))
    .map(({ stakeholder, role }) => `${stakeholder} ${role}`)
    .sort()
const readings = (s: Snapshot): string[] => s.observations.map(({ id }) => id)

describe('several open decisions', () => {
  test('of which none is named leave none in view: roles without a decision hold, and all readings count', () => {
    const s = at('2026-03-02')
    expect(s.decision).toBeUndefined()
    expect(s.decisions.map(({ id }) => id)).toEqual(['extra', 'first', 'renewal'])
    expect(roles(s)).toEqual(['ann user', 'cy decisionMaker'])
    expect(s.vetoes).toEqual([])
    expect(readings(s)).toEqual(['general', 'of extra', 'of renewal'])
    expect(decisionOutlook(s)).toMatchObject({ state: 'severalDecisions' })
    expect(decisionOutlook(s).probabilityOfYes).toBeUndefined()
    expect(decisionOutlooks(s).map(({ decision }) => decision)).toEqual(['extra', 'renewal'])
    // What is at risk in all of them is that of the one that has a value.
    expect(revenueAtRisk(s)).toMatchObject({
      amount: revenueAtRisk(at('2026-03-02', 'renewal')).amount,
      byDecision: [{ decision: 'renewal' }],
      omitted: [{ decision: 'extra', reason: 'decisionWithoutValue' }],
    })
  })

  test('of which one is named have its roles, vetoes and readings beside those without a decision', () => {
    const s = at('2026-03-02', 'renewal')
    expect(s.decision?.id).toBe('renewal')
    expect(roles(s)).toEqual(['ann user', 'bo economicBuyer', 'cy decisionMaker'])
    expect(s.vetoes.map(veto => veto.stakeholder)).toEqual(['ann'])
    expect(readings(s)).toEqual(['general', 'of renewal'])
    expect(
      vetoHolders(s)
        .map(({ stakeholder, basis }) => [stakeholder, basis])
        .sort(),
    ).toEqual([
      ['ann', 'granted'],
      ['bo', 'role'],
    ])
    expect(byStakeholder(power(s)).get('bo')?.class).toBe('decider')
  })

  test('do not speak of each other', () => {
    const [renewal, extra] = ['renewal', 'extra'].map(decision => byStakeholder(sentiments(at('2026-03-02', decision))).get('ann')?.value)
    expect(renewal).toBeGreaterThan(0.3)
    expect(extra).toBeLessThan(-0.2)
    expect(at('2026-03-02', 'extra').vetoes.map(veto => veto.stakeholder)).toEqual(['cy'])
  })

  test('each have the threshold of their kind', () => {
    const yes = (decision: string) => byStakeholder(decisionOutlook(at('2026-03-02', decision)).byStakeholder).get('cy')?.probabilityOfYes
    expect(yes('renewal')).toBeCloseTo(0.758, 4) // the normal distribution at 0.35 / 0.5
    expect(yes('extra')).toBe(0.5)
  })
})

describe('a single open decision', () => {
  test('is in view without being named, once the others have fallen', () => {
    expect(at('2026-06-01').decision?.id).toBe('extra')
    expect(roles(at('2026-06-01'))).toEqual(['ann champion', 'ann user', 'cy decisionMaker'])
    expect(at('2026-05-31').decision).toBeUndefined()
  })
})

describe('a decision that has fallen', () => {
  test('is in view when it is named, and has nothing more at risk', () => {
    const s = at('2026-06-01', 'renewal')
    expect(s.decision?.outcome?.result).toBe('won')
    expect(revenueAtRisk(s)).toMatchObject({ amounts: [], omitted: [], reason: 'decisionHasFallen' })
    expect(revenueAtRisk(s).amount).toBeUndefined()
    expect(decisionOutlook(s).revenueAtRisk).toBeUndefined()
    expect(revenueAtRisk(at('2026-05-31', 'renewal')).amount).toBeGreaterThan(0)
  })
})

describe('a decision without a value', () => {
  test('has nothing at risk and says why', () => {
    expect(revenueAtRisk(at('2026-03-02', 'extra'))).toEqual({
      amounts: [],
      byDecision: [],
      omitted: [{ decision: 'extra', reason: 'decisionWithoutValue' }],
      byStakeholder: [],
      reason: 'decisionWithoutValue',
    })
  })
})

describe('no decision at all', () => {
  test('has no outlook, and names those with a seat and how far they were heard', () => {
    const s = snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user', 'economicBuyer'] }] }), '2026-03-02')
    expect(decisionOutlook(s)).toEqual({
      state: 'noDecision',
      unheard: ['ann'],
      byStakeholder: [{ stakeholder: 'ann', known: 0 }],
      afterDeliberation: undefined,
    })
    expect(decisionOutlooks(s)).toEqual([])
    expect(revenueAtRisk(s).reason).toBe('noDecisionInView')
  })
})
