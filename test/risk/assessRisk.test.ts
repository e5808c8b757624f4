import {
  assessRisk,
  createVillage,
  type Finding,
  type Interaction,
  RISK_RULES,
  type Settings,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'
import { refused } from '../support/refusal.js'

const NAMES = ['annabel', 'boris', 'cyrus', 'dimitri', 'edwina', 'fiona', 'gustav']

/** A village in which nearly everything is wrong. */
const TROUBLED: Partial<VillageInput> = {
  stakeholders: [
    { id: 'annabel', name: 'Annabel', roles: ['user'] },
    { id: 'boris', name: 'Boris', roles: ['economicBuyer'] },
    { id: 'cyrus', name: 'Cyrus', roles: ['champion'] },
    { id: 'dimitri', name: 'Dimitri', roles: ['legalCompliance'], veto: true },
    { id: 'edwina', name: 'Edwina', roles: ['champion'], leftAt: day(80) },
    { id: 'fiona', name: 'Fiona', roles: ['approver'] },
    { id: 'gustav', name: 'Gustav' },
  ],
  ties: [{ from: 'dimitri', to: 'cyrus', kind: 'conflict' }],
  observations: [
    { stakeholder: 'annabel', at: day(99), sentiment: 0.9, via: 'interview', themes: ['speed'] },
    { stakeholder: 'boris', at: day(95), sentiment: -0.4, via: 'interview' },
    { stakeholder: 'cyrus', at: day(1), sentiment: 0.8, via: 'meeting' },
  ],
  interactions: Array.from(
    { length: 26 },
    (_, i): Interaction => ({ at: day(20 + i * 3), kind: 'approval', participants: ['annabel'], drivenBy: i < 12 ? 'annabel' : 'boris' }),
  ),
}
const DEAL = { id: 'deal', name: 'Deal', kind: 'new' as const, value: { amount: 1000, currency: 'EUR' } }
const of = (input: Partial<VillageInput>, risk: Partial<Settings['risk']> = {}) =>
  assessRisk(snapshot(createVillage({ account: 'Acme', ...input }), day(100), { settings: { risk } }))
const rulesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule))].sort()
const GRAVITY = ['critical', 'warning', 'info']

describe('findings', () => {
  const findings = of({ ...TROUBLED, decisions: [DEAL] })

  test('are of many rules where much is wrong', () => {
    expect(rulesOf(findings)).toEqual(
      expect.arrayContaining([
        'championLeft',
        'championSilent',
        'championVetoConflict',
        'diverging',
        'handoverFlagged',
        'knowledgeLost',
        'overinvested',
        'singleThreaded',
        'vetoAgainst',
        'vetoUnheard',
      ]),
    )
  })

  test('each say what they rest on, in a sentence that names nobody', () => {
    for (const { rule, message, evidence } of findings) {
      expect(RISK_RULES.map(({ id }) => id)).toContain(rule)
      expect(evidence.length).toBeGreaterThan(0)
      expect(message).toMatch(/^[A-Z].*\.$/)
      expect(NAMES.filter(name => message.toLowerCase().includes(name))).toEqual([])
      expect(message).not.toContain('Acme')
    }
    expect(strangeNumbers(findings)).toEqual([])
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings)
  })

  test('stand in order of money, then of severity, then of rule and people', () => {
    const keyed = findings.map(({ revenueAtRisk, severity, rule, stakeholders }) => ({
      money: revenueAtRisk?.amount ?? -1,
      gravity: GRAVITY.indexOf(severity),
      id: JSON.stringify([rule, stakeholders]),
    }))
    for (const [i, after] of keyed.entries()) {
      const before = keyed[i - 1]
      if (before === undefined) continue
      const inOrder =
        before.money > after.money ||
        (before.money === after.money && (before.gravity < after.gravity || (before.gravity === after.gravity && before.id < after.id)))
      expect(inOrder).toBe(true)
    }
    expect(new Set(keyed.map(({ money }) => money)).size).toBeGreaterThan(2)
  })

  test('have no money where none is at stake, and then the gravest stand first', () => {
    const without = of(TROUBLED)
    expect(rulesOf(without)).toEqual(rulesOf(findings))
    expect(without.filter(finding => 'revenueAtRisk' in finding)).toEqual([])
    const gravities = without.map(({ severity }) => GRAVITY.indexOf(severity))
    expect(gravities).toEqual([...gravities].sort((a, b) => a - b))
    const fallen = of({ ...TROUBLED, decisions: [{ ...DEAL, outcome: { result: 'lost', at: day(90) } }] })
    expect(fallen.filter(finding => 'revenueAtRisk' in finding)).toEqual([])
  })

  test('are about no more money than is at risk', () => {
    const most = Math.max(...findings.map(({ revenueAtRisk }) => revenueAtRisk?.amount ?? 0))
    expect(most).toBeLessThanOrEqual(1000)
    for (const { revenueAtRisk } of findings) {
      expect(revenueAtRisk?.amount ?? 0).toBeGreaterThanOrEqual(0)
      expect(revenueAtRisk?.currency ?? 'EUR').toBe('EUR')
    }
  })
})

describe('the days over which risks are judged', () => {
  test.each([1, 36_500, 1_000_000, 1e9, Number.MAX_VALUE])('may be %d, unless the settings refuse it', days => {
    const village = createVillage({ account: 'Acme', ...TROUBLED })
    try {
      snapshot(village, day(100), { settings: { risk: { days } } })
    } catch (error) {
      expect(error).toMatchObject({ name: 'InvalidArgumentError', issues: [{ path: 'settings.risk.days' }] })
      return
    }
    expect(rulesOf(of(TROUBLED, { days }))).toContain('vetoUnheard')
  })
})

describe('a rule', () => {
  const loud = rulesOf(of(TROUBLED))

  test.each(loud)('can be disabled, and nothing else changes: %s', rule => {
    expect(of(TROUBLED, { disabledRules: [rule] })).toEqual(of(TROUBLED).filter(finding => finding.rule !== rule))
  })

  test('can be disabled with all others', () => {
    expect(of(TROUBLED, { disabledRules: RISK_RULES.map(({ id }) => id) })).toEqual([])
    expect(of(TROUBLED, { disabledRules: [] })).toEqual(of(TROUBLED))
  })

  test('that there is not cannot be disabled', () => {
    for (const disabledRules of [['vetoUnheard', 'nonsense'], ['constructor'], ['']]) {
      const { name, paths, message } = refused(() => of(TROUBLED, { disabledRules }))
      expect([name, paths]).toEqual(['InvalidArgumentError', ['settings.risk.disabledRules']])
      expect(message).toContain('vetoUnheard')
    }
  })

  test('finds what it is asked for on its own', () => {
    const s = snapshot(createVillage({ account: 'Acme', ...TROUBLED }), day(100))
    for (const { id, find } of RISK_RULES) {
      const own = assessRisk(s).filter(({ rule }) => rule === id)
      expect(own).toHaveLength(find(s).length)
      expect(own).toEqual(expect.arrayContaining(find(s).map(finding => ({ rule: id, ...finding }))))
    }
  })
})
