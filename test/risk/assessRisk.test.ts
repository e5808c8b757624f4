import {
  assessRisk,
  createVillage,
  decisionOutlook,
  type Finding,
  type Interaction,
  RISK_RULES,
  retract,
  type Settings,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { strangeNumbers } from '../support/exact.js'
import { callLoosely, refused } from '../support/refusal.js'

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
        'conflict',
        'deciderAgainst',
        'deciderUnheard',
        'diverging',
        'handoverFlagged',
        'knowledgeLost',
        'left',
        'overinvested',
        'singleThreaded',
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

  test('are in order of severity, then of effect, then of id, and each has an id of its own', () => {
    const keyed = findings.map(({ severity, effect = -1, id }) => ({ gravity: GRAVITY.indexOf(severity), effect, id }))
    for (const [i, after] of keyed.entries()) {
      const before = keyed[i - 1]
      if (before === undefined) continue
      const inOrder =
        before.gravity < after.gravity ||
        (before.gravity === after.gravity && (before.effect > after.effect || (before.effect === after.effect && before.id < after.id)))
      expect(inOrder).toBe(true)
    }
    expect(new Set(keyed.map(({ effect }) => effect)).size).toBeGreaterThan(2)
    expect(new Set(keyed.map(({ id }) => id)).size).toBe(keyed.length)
  })

  test('have no effect and no money where nothing is open', () => {
    const without = of(TROUBLED)
    const fallen = of({ ...TROUBLED, decisions: [{ ...DEAL, outcome: { result: 'lost', at: day(90) } }] })
    for (const quiet of [without, fallen]) {
      expect(quiet.length).toBeGreaterThan(3)
      expect(quiet.filter(finding => 'effect' in finding || 'revenueAtRisk' in finding || 'decision' in finding)).toEqual([])
    }
  })

  test('tell money where the chance of yes rests on evidence, and nowhere else', () => {
    for (const { effect = 0, revenueAtRisk } of findings) {
      if (revenueAtRisk !== undefined) expect(revenueAtRisk).toEqual({ amount: expect.closeTo(1000 * effect, 9), currency: 'EUR' })
    }
    const s = snapshot(createVillage({ account: 'Acme', ...TROUBLED, decisions: [DEAL] }), day(100))
    expect(decisionOutlook(s).basis).toBe('evidence')
    expect(findings.filter(finding => 'revenueAtRisk' in finding).length).toBeGreaterThan(1)
    const unheard = of({ ...TROUBLED, observations: [], decisions: [DEAL] })
    expect(unheard.filter(finding => 'revenueAtRisk' in finding)).toEqual([])
    expect(unheard.filter(({ effect = 0 }) => effect > 0).length).toBeGreaterThan(1)
  })

  test('are those of each open decision, with its own roles, readings and threshold', () => {
    const other = { ...DEAL, id: 'renewal', kind: 'renewal' as const, rule: 'cyrus' }
    const both = of({ ...TROUBLED, decisions: [DEAL, other] })
    const village = createVillage({ account: 'Acme', ...TROUBLED, decisions: [DEAL, other] })
    for (const decision of ['deal', 'renewal']) {
      const own = assessRisk(snapshot(village, day(100), { decision })).filter(finding => finding.decision === decision)
      expect(own.length).toBeGreaterThan(0)
      expect(both.filter(finding => finding.decision === decision)).toEqual(own)
    }
    expect(both.filter(({ rule }) => rule === 'singleThreaded')).toHaveLength(1)
  })
})

describe('findings since an earlier snapshot', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'ann', roles: ['user'] },
      { id: 'bo', roles: ['economicBuyer'] },
    ],
    observations: [{ stakeholder: 'bo', at: day(50), sentiment: -0.7, via: 'interview' }],
    decisions: [DEAL],
  })

  test('are new or still open, and what is no longer true is withdrawn', () => {
    const [before, after] = [snapshot(village, day(40)), snapshot(village, day(60))]
    const found = assessRisk(after, { before })
    expect(found.map(({ rule, status }) => [rule, status])).toEqual([
      ['deciderAgainst', 'new'],
      ['noChampion', 'open'],
      ['deciderUnheard', 'withdrawn'],
    ])
    expect(assessRisk(after, { before: after }).map(({ status }) => status)).toEqual(['open', 'open'])
    expect(assessRisk(after).some(finding => 'status' in finding)).toBe(false)
  })

  test('are of one account', () => {
    const other = snapshot(createVillage({ account: 'Other' }), day(40))
    expect(refused(() => assessRisk(snapshot(village, day(60)), { before: other })).name).toBe('InvalidArgumentError')
  })

  test('end when the fact behind them is taken back', () => {
    const [reading] = village.observations
    const without = retract(village, reading?.id ?? '', { recordedAt: day(61) })
    expect(assessRisk(snapshot(without, day(62))).map(({ rule }) => rule)).toEqual(['deciderUnheard', 'noChampion'])
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
    expect(rulesOf(of(TROUBLED, { days }))).toContain('deciderUnheard')
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
    for (const disabledRules of [['deciderUnheard', 'nonsense'], ['constructor'], ['']]) {
      const { name, paths, message } = refused(() => of(TROUBLED, { disabledRules }))
      expect([name, paths]).toEqual(['InvalidArgumentError', ['settings.risk.disabledRules']])
      expect(message).toContain('deciderUnheard')
    }
    expect(refused(() => of(TROUBLED, { likelihoodRatio: { nonsense: 2 } })).paths).toEqual(['settings.risk.likelihoodRatio'])
  })
})

test('whatever is asked wrongly is refused in the name of the measure', () => {
  const s = snapshot(createVillage({ account: 'Acme' }), day(100))
  const other = snapshot(createVillage({ account: 'Other' }), day(100))
  const asked = [[{}], [s, { befor: s }], [s, { before: {} }], [s, { before: other }]]
  const messages = asked.map(given => refused(() => callLoosely(assessRisk, ...given)).message)
  for (const message of messages) expect(message).toMatch(/^assessRisk: /)
  expect(messages[2]).toContain('before')
  const unknown = refused(() => of({}, { disabledRules: ['deciderAgaints'] })).message
  expect(unknown).toContain('deciderAgainst, deciderUnheard')
})
