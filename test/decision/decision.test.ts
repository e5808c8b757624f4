import {
  accountSentiment,
  blockingCoalitions,
  byStakeholder,
  createVillage,
  type Decision,
  type DecisionRule,
  decisionOutlook,
  decisionOutlooks,
  recordDeparture,
  recordOutcome,
  revenueAtRisk,
  type StakeholderInput,
  sentiments,
  snapshot,
  type VetoFact,
  vetoHolders,
  votingPower,
} from 'account-village'
import { blockingCoalitions as blockingInRule, votingPower as powerOfRule } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { decidingRule } from '../../src/decision/rule.js'
import { normalCdf } from '../../src/support/normal.js'
import { gameOf, passes } from '../support/bruteForce.js'
import { callLoosely, refused } from '../support/refusal.js'

const people: StakeholderInput[] = [
  { id: 'ann', roles: ['user'] },
  { id: 'bo', roles: ['economicBuyer'] },
  { id: 'cy', roles: ['legalCompliance'] },
]
const heard = people.map(
  ({ id }, i) => ({ stakeholder: id, at: '2026-03-02', sentiment: [0.5, 0.3, -0.1][i] ?? 0, via: 'interview' }) as const,
)
const of = (rule: DecisionRule | undefined, vetoes: readonly VetoFact[] = [], stakeholders = people) =>
  createVillage({
    account: 'Acme',
    stakeholders,
    vetoes,
    observations: heard,
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' }, ...(rule !== undefined && { rule }) }],
  })
const holders = (village: ReturnType<typeof of>, options = {}) =>
  vetoHolders(snapshot(village, '2026-03-02', options)).map(({ stakeholder, basis }) => `${stakeholder} ${basis}`)

describe('a veto', () => {
  test('comes from a role, from being granted, or from the rule', () => {
    expect(holders(of(undefined))).toEqual(['bo role'])
    expect(holders(of(undefined, [{ stakeholder: 'cy' }]))).toEqual(['cy granted', 'bo role'])
    expect(holders(of(undefined, [{ stakeholder: 'bo' }]))).toEqual(['bo granted'])
    expect(holders(of({ quota: 2, members: [{ of: 'ann' }, { of: 'bo' }] }))).toEqual(['bo rule', 'ann rule'])
    expect(holders(of(undefined), { settings: { decision: { vetoRoles: ['legalCompliance'] } } })).toEqual(['cy role', 'bo rule'])
  })

  test('of a role counts for nothing beside a rule of the decision, one that was granted counts', () => {
    const rule = { quota: 1, members: [{ of: 'ann' }, { of: 'cy' }] }
    expect(holders(of(rule))).toEqual([])
    expect(holders(of(rule, [{ stakeholder: 'bo' }]))).toEqual(['bo granted'])
    expect(holders(of('ann', [{ stakeholder: 'cy' }]))).toEqual(['cy granted', 'ann rule'])
    expect(holders(of(rule, [{ stakeholder: 'ann' }]))).toEqual(['ann granted'])
  })

  test('is worst first, and tells how likely the no is', () => {
    const [first, second] = vetoHolders(snapshot(of(undefined, [{ stakeholder: 'cy' }]), '2026-03-02'))
    expect(first).toMatchObject({
      stakeholder: 'cy',
      value: expect.closeTo(-0.1 * (0.25 / 0.2725), 12),
      lastHeardAt: '2026-03-02T00:00:00.000Z',
    })
    expect(first?.probabilityOfNo).toBeGreaterThan(0.5)
    expect(second?.probabilityOfNo).toBeLessThan(0.1)
  })

  test('is known without an open decision, and how likely a no is not', () => {
    const village = createVillage({ account: 'Acme', stakeholders: people, observations: heard })
    expect(vetoHolders(snapshot(village, '2026-03-02'))).toMatchObject([{ stakeholder: 'bo', probabilityOfNo: undefined }])
  })

  test('that was granted stops the decision with certainty when its holder says no with certainty', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: people,
      vetoes: [{ stakeholder: 'cy' }],
      observations: people.map(
        ({ id }) => ({ stakeholder: id, at: '2026-03-02', sentiment: id === 'cy' ? -1 : 1, via: 'interview', sd: 1e-6 }) as const,
      ),
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', rule: { quota: 1, members: [{ of: 'ann' }, { of: 'bo' }] } }],
    })
    const s = snapshot(village, '2026-03-02')
    expect(decisionOutlook(s).probabilityOfYes).toBe(0)
    expect(accountSentiment(s).vetoAware).toMatchObject({ bar: expect.closeTo(-1, 9), cappedBy: 'cy' })
  })
})

describe('a seat in a rule', () => {
  test('whose holder has left stays, and is judged like somebody never heard', () => {
    const village = recordDeparture(of({ quota: 2, members: [{ of: 'ann' }, { of: 'bo' }] }), 'bo', '2026-03-02')
    const s = snapshot(village, '2026-03-02')
    expect(byStakeholder(sentiments(s)).has('bo')).toBe(false)
    expect(byStakeholder(decisionOutlook(s).byStakeholder).get('bo')).toMatchObject({ probabilityOfYes: 0.5 })
    expect(vetoHolders(s).find(({ stakeholder }) => stakeholder === 'bo')).toStrictEqual({
      stakeholder: 'bo',
      basis: 'rule',
      value: undefined,
      reliability: 0,
      known: 0,
      probabilityOfNo: 0.5,
    })
    expect(decisionOutlook(s)).toMatchObject({ unheard: ['bo'], basis: 'mostlyPrior' })
    expect(blockingCoalitions(s).coalitions).toEqual([['ann'], ['bo']])
    expect(accountSentiment(s).vetoAware).toMatchObject({ bar: 0, cappedBy: 'bo', cappedByUnheard: true })
  })

  test('leaves those out who have none, however powerful', () => {
    const s = snapshot(of({ quota: 1, members: [{ of: 'ann' }] }), '2026-03-02')
    expect(votingPower(s).players.map(({ stakeholder }) => stakeholder)).toEqual(['ann'])
    expect(decisionOutlook(s).byStakeholder.map(({ stakeholder }) => stakeholder)).toEqual(['ann'])
  })
})

describe('a granted veto beside a rule in which many sit', () => {
  test('gives an answer also for more people than may sit in several places', () => {
    const many = Array.from({ length: 14 }, (_, i): StakeholderInput => ({ id: `p${String(i).padStart(2, '0')}` }))
    const rule = { quota: 1, members: many.map(({ id }) => ({ of: id })) }
    const village = createVillage({
      account: 'Acme',
      stakeholders: many.map(person => ({ ...person, veto: true })),
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', rule }],
    })
    expect(decisionOutlook(snapshot(village, '2026-03-02')).probabilityOfYes).toBeCloseTo(0.5 ** 14, 12)
  })
})

describe('a rule by default', () => {
  test('needs more than half of the rights: exactly half is not enough', () => {
    const equal = ['ann', 'bo', 'cy', 'di'].map(
      (id): StakeholderInput => ({ id, roles: [{ role: id === 'ann' ? 'user' : 'decisionMaker', authority: 1 }] }),
    )
    const s = snapshot(createVillage({ account: 'Acme', stakeholders: equal }), '2026-03-02')
    expect(votingPower(s).winningCoalitions).toBe(5)
    expect(blockingCoalitions(s).coalitions).toHaveLength(6)
  })

  test('needs more than half of the rights, to within a few parts in a thousand, also where 18 people have 18 different ones', () => {
    const rights = Array.from({ length: 18 }, (_, i) => 1000 + 37 * i * i)
    const s = snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: rights.map((authority, i) => ({
          id: `p${String(i).padStart(2, '0')}`,
          roles: [{ role: i === 0 ? 'user' : 'decisionMaker', authority }],
        })),
      }),
      '2026-03-02',
    )
    // Counted by going through the sums of all groups: a group and all others never both reach more than half.
    const total = rights.reduce((sum, right) => sum + right, 0)
    let counts = new Map([[0, 1]])
    for (const right of rights) {
      const next = new Map(counts)
      for (const [sum, count] of counts) next.set(sum + right, (next.get(sum + right) ?? 0) + count)
      counts = next
    }
    const winning = [...counts].reduce((sum, [reached, count]) => sum + (reached > total / 2 ? count : 0), 0)
    const { winningCoalitions } = votingPower(s)
    expect(Math.abs(winningCoalitions / winning - 1)).toBeLessThan(0.01)
    expect(winningCoalitions).toBeLessThanOrEqual(2 ** 17)
  })

  /** The weights and the quota by default of people who hold rights of a size each. */
  const weighed = (sizes: readonly number[]) => {
    const stakeholders = sizes.map((authority, i): StakeholderInput => {
      const role = i === 0 ? 'user' : 'decisionMaker'
      return { id: `p${String(i).padStart(2, '0')}`, roles: [{ role, authority }] }
    })
    const { players, bodies } = decidingRule(snapshot(createVillage({ account: 'Acme', stakeholders }), '2026-03-02')).rule
    const [body] = bodies
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const weights = new Map((body?.others ?? []).map(({ member, weight }) => [member, weight]))
    return { players, quota: body?.rest, parts: sizes.map((size, i) => ({ right: size / total, weight: weights.get(i) ?? 0 })) }
  }
  const different = (count: number) => Array.from({ length: count }, (_, i) => 1000 + 37 * i * i)
  const FINE = 2 ** 30

  test.each([
    ['16 different rights, of which 65,536 sums can be made', different(16)],
    ['10 pairs of equal rights, of which 59,049 can', different(10).flatMap(right => [right, right])],
    ['16 different rights, beside people who have none', [...different(16), 0, 0]],
  ])('weighs finely %s, and asks for more than rounding can make of a half', (_, sizes) => {
    const { quota, parts } = weighed(sizes)
    expect(quota).toBe(FINE / 2 + sizes.filter(size => size > 0).length)
    for (const { right, weight } of parts) expect(weight).toBe(Math.round(right * FINE))
  })

  test.each([
    ['171', Array.from({ length: 18 }, (_, i) => i + 1)],
    ['2520', [...Array.from({ length: 17 }, (_, i) => i + 100), 684]],
  ])('weighs 18 different rights exactly where they are so many of %s whole parts', (all, sizes) => {
    const { quota, parts } = weighed(sizes)
    expect(quota).toBe(Math.floor(Number(all) / 2) + 1)
    expect(parts.map(({ weight }) => weight)).toEqual(sizes)
  })

  test.each([
    ['17 different rights', different(17)],
    ['11 pairs of equal rights', different(11).flatMap(right => [right, right])],
  ])('weighs %s in 512 parts, by the method of largest remainders', (_, sizes) => {
    const { players } = weighed([...sizes, 0.01])
    expect(players).toHaveLength(sizes.length)
    const { quota, parts } = weighed(sizes)
    expect(quota).toBe(257)
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(512)
    const remainders = parts.map(({ right, weight }) => ({ loss: (right * 512) % 1, extra: weight - Math.floor(right * 512) }))
    for (const { extra } of remainders) expect([0, 1]).toContain(extra)
    const given = remainders.filter(({ extra }) => extra === 1).map(({ loss }) => loss)
    const refusedTo = remainders.filter(({ extra }) => extra === 0).map(({ loss }) => loss)
    expect(Math.min(...given)).toBeGreaterThanOrEqual(Math.max(...refusedTo) - 1e-9)
    // Of equal ones the first are given more.
    const extras = parts.map(({ weight, right }, i) => [i, right, weight] as const)
    for (const [i, right, weight] of extras)
      for (const [j, other, its] of extras) if (i < j && right === other) expect(weight).toBeGreaterThanOrEqual(its)
  })

  test('leaves out those who have no right and no veto', () => {
    const s = snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [
          ...people,
          { id: 'di', roles: [{ role: 'coach', authority: 0 }] },
          { id: 'ed', roles: [{ role: 'approver', authority: 0 }] },
        ],
      }),
      '2026-03-02',
    )
    expect(votingPower(s).players.map(({ stakeholder }) => stakeholder)).toEqual(['ann', 'bo', 'cy', 'ed'])
    expect(byStakeholder(votingPower(s).players).get('ed')?.veto).toBe(true)
  })
})

describe('votingPower and blockingCoalitions', () => {
  test('are those of the rule of the decision in view', () => {
    const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] }
    const s = snapshot(of(rule), '2026-03-02')
    expect(votingPower(s)).toEqual(powerOfRule(rule))
    expect(blockingCoalitions(s)).toEqual(blockingInRule(rule))
  })

  test.each([[null], [undefined], [3], [{}], ['ann'], [{ quota: 1, members: [{ of: 'ann' }] }]])('refuse %j, which is no snapshot', of => {
    const measures = { votingPower, blockingCoalitions, decisionOutlook, decisionOutlooks, revenueAtRisk, vetoHolders }
    for (const [name, ask] of Object.entries(measures)) {
      const { name: error, code, message } = refused(() => callLoosely(ask, of))
      expect([error, code, message.split(':')[0]]).toEqual(['InvalidArgumentError', 'invalidArgument', name])
    }
  })
})

describe('an outlook without uncertainty', () => {
  test('is certain, at the threshold too', () => {
    const exactly = (sentiment: number) => {
      const observations = [{ stakeholder: 'ann', at: '2026-03-02', sentiment, via: 'interview', sd: 1e-9 } as const]
      const village = createVillage({
        account: 'Acme',
        stakeholders: people,
        observations,
        decisions: [{ id: 'deal', name: 'D', kind: 'new', rule: 'ann' }],
      })
      return decisionOutlook(snapshot(village, '2026-03-02T00:00:00Z')).probabilityOfYes
    }
    expect([exactly(-0.2), exactly(0.2)]).toEqual([0, 1])
    expect(exactly(0)).toBeGreaterThanOrEqual(0.5)
  })
})

describe('a rule of the decision with granted vetoes', () => {
  const inner = { quota: 1, members: [{ of: 'bo' }, { of: 'cy', veto: true }] }
  const rules: readonly DecisionRule[] = [
    'ann',
    inner,
    { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy' }] },
    { quota: 3, members: [{ of: 'ann', weight: 2 }, { of: inner }, { of: 'di' }] },
    { quota: 2, members: [{ of: 'ann', veto: true }, { of: { quota: 2, members: [{ of: 'ann' }, { of: inner }, { of: 'di' }] } }] },
  ]
  const everybody = ['ann', 'bo', 'cy', 'di']
  const subsets = Array.from({ length: 16 }, (_, set) => everybody.filter((__, bit) => (set >> bit) & 1))

  test.each(rules.map(rule => [JSON.stringify(rule), rule] as const))('passes when %s does and all of them agree', (_, rule) => {
    for (const granted of subsets) {
      const village = of(
        rule,
        granted.map(stakeholder => ({ stakeholder })),
        everybody.map(id => ({ id })),
      )
      const s = snapshot(village, '2026-03-02')
      const wins = (agreed: readonly string[]): boolean =>
        passes(rule, player => agreed.includes(player)) && granted.every(player => agreed.includes(player))
      const { players, winningCoalitions } = votingPower(s)
      expect(players.map(({ stakeholder }) => stakeholder)).toEqual([...new Set([...gameOf(rule).players, ...granted])].sort())
      expect(winningCoalitions * 2 ** (4 - players.length)).toBe(subsets.filter(wins).length)
      const needed = everybody.filter(player => !wins(everybody.filter(other => other !== player)))
      const basis = (player: string): string => (granted.includes(player) ? 'granted' : 'rule')
      expect(holders(village).sort()).toEqual(needed.map(player => `${player} ${basis(player)}`))
    }
  })

  test('is another for each decision of a village', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: people,
      decisions: [
        { id: 'd1', name: 'One', kind: 'new', rule: 'ann' },
        { id: 'd2', name: 'Two', kind: 'new', rule: 'cy' },
        { id: 'd3', name: 'Three', kind: 'new', rule: { quota: 2, members: [{ of: 'ann' }, { of: 'cy' }] } },
        { id: 'd4', name: 'Four', kind: 'new' },
      ],
    })
    expect(['d1', 'd2', 'd3', 'd4'].map(decision => holders(village, { decision }))).toEqual([
      ['ann rule'],
      ['cy rule'],
      ['ann rule', 'cy rule'],
      ['bo role'],
    ])
  })
})

describe('what is at risk', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann', roles: ['economicBuyer', 'user'] }],
    observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.1, via: 'interview' }],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule: 'ann' }],
  })

  test('is the value times the probability of no, and all or nothing once the one who decides is known', () => {
    const s = snapshot(village, '2026-03-02')
    const { value = Number.NaN, sd = Number.NaN } = byStakeholder(sentiments(s)).get('ann') ?? {}
    const no = 1 - normalCdf(value / sd)
    expect(decisionOutlook(s)).toMatchObject({
      probabilityOfYes: expect.closeTo(1 - no, 12),
      revenueAtRisk: { amount: expect.closeTo(1000 * no, 9), currency: 'EUR' },
      byStakeholder: [
        {
          stakeholder: 'ann',
          pivotality: 1,
          probabilityOfYes: expect.closeTo(1 - no, 12),
          worthSaving: expect.closeTo(1000 * no, 9),
          mustKeep: expect.closeTo(1000 * (1 - no), 9),
        },
      ],
    })
    const money = {
      amount: expect.closeTo(1000 * no, 9),
      currency: 'EUR',
      range: [expect.closeTo(1000 * no, 9), expect.closeTo(1000 * no, 9)],
      interval: [0, 1000],
    }
    expect(revenueAtRisk(s)).toEqual({
      amounts: [money],
      ...money,
      byDecision: [{ decision: 'deal', basis: 'evidence', ...money }],
      omitted: [],
      byStakeholder: [{ stakeholder: 'ann', amount: expect.closeTo(1000 * no, 9), currency: 'EUR' }],
    })
  })

  test('is unknown without a value, without a decision and after it has fallen, each for its reason', () => {
    const reasonOf = (decisions: readonly Decision[]) =>
      revenueAtRisk(snapshot(createVillage({ account: 'Acme', stakeholders: people, decisions }), '2026-03-02'))
    const deal = { id: 'deal', name: 'Deal', kind: 'new' } as const
    const none = { amounts: [], byDecision: [], byStakeholder: [] }
    const without = [{ decision: 'deal', reason: 'decisionWithoutValue' }]
    expect(reasonOf([])).toEqual({ ...none, omitted: [], reason: 'noDecisionInView' })
    expect(reasonOf([deal])).toEqual({ ...none, omitted: without, reason: 'decisionWithoutValue' })
    const fallen = snapshot(recordOutcome(village, 'deal', { result: 'lost', at: '2026-03-01' }), '2026-03-02', { decision: 'deal' })
    expect(revenueAtRisk(fallen)).toEqual({ ...none, omitted: [], reason: 'decisionHasFallen' })
    expect(decisionOutlook(fallen)).toEqual({
      decision: 'deal',
      state: 'decided',
      outcome: 'lost',
      decidedAt: '2026-03-01T00:00:00.000Z',
      unheard: [],
      byStakeholder: [{ stakeholder: 'ann', known: 1 }],
      afterDeliberation: undefined,
    })
  })

  test('is in no sum where nobody who decides was heard', () => {
    const decisions = [
      { id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule: 'ann' },
      { id: 'other', name: 'Other', kind: 'new' },
    ] as const
    const silent = createVillage({ account: 'Acme', stakeholders: people, decisions })
    const s = snapshot(silent, '2026-03-02', { decision: 'deal' })
    const none = { amounts: [], byDecision: [], byStakeholder: [] }
    expect(revenueAtRisk(s)).toEqual({ ...none, omitted: [{ decision: 'deal', reason: 'nobodyHeard' }], reason: 'nobodyHeard' })
    expect(decisionOutlook(s)).toMatchObject({ basis: 'priorOnly', range: [0, 1], revenueAtRisk: { amount: 500 } })
    // Of several reasons the first of those that apply to any decision: without a value before nobody heard.
    expect(revenueAtRisk(snapshot(silent, '2026-03-02'))).toEqual({
      ...none,
      omitted: [
        { decision: 'deal', reason: 'nobodyHeard' },
        { decision: 'other', reason: 'decisionWithoutValue' },
      ],
      reason: 'decisionWithoutValue',
    })
  })

  test('is summed over open decisions by currency, each with its own rule, and told for one where it was named', () => {
    const priced = (id: string, amount: number, currency: string, rule: string) =>
      ({ id, name: id, kind: 'new', value: { amount, currency }, rule }) as const
    const several = createVillage({
      account: 'Acme',
      stakeholders: people,
      observations: heard,
      decisions: [
        priced('b', 300, 'USD', 'bo'),
        priced('0', 40, 'USD', 'ann'),
        priced('a', 1000, 'EUR', 'ann'),
        priced('c', 500, 'EUR', 'cy'),
        priced('d', 70, 'EUR', 'ann'),
      ],
    })
    const s = snapshot(several, '2026-03-02')
    const no = (i: number): number =>
      1 - normalCdf((([0.5, 0.3, -0.1][i] ?? Number.NaN) * (0.25 / 0.2725)) / Math.sqrt((0.25 * 0.0225) / 0.2725))
    const eur = 1070 * no(0) + 500 * no(2)
    const { amounts, amount, currency, range, byDecision, byStakeholder: savings } = revenueAtRisk(s)
    expect(amounts).toMatchObject([
      { amount: expect.closeTo(eur, 9), currency: 'EUR', range: [expect.closeTo(eur, 9), expect.closeTo(eur, 9)] },
      { amount: expect.closeTo(300 * no(1) + 40 * no(0), 9), currency: 'USD' },
    ])
    expect([amount, currency, range]).toEqual([undefined, undefined, undefined])
    expect(byDecision.map(({ decision }) => decision)).toEqual(['0', 'a', 'b', 'c', 'd'])
    expect(savings).toEqual([
      { stakeholder: 'ann', amount: expect.closeTo(1070 * no(0), 9), currency: 'EUR' },
      { stakeholder: 'ann', amount: expect.closeTo(40 * no(0), 9), currency: 'USD' },
      { stakeholder: 'bo', amount: expect.closeTo(300 * no(1), 9), currency: 'USD' },
      { stakeholder: 'cy', amount: expect.closeTo(500 * no(2), 9), currency: 'EUR' },
    ])
    const sumOf = (...ids: string[]) =>
      [0, 1].map(end => ids.reduce((sum, id) => sum + (byDecision.find(({ decision }) => decision === id)?.interval[end] ?? Number.NaN), 0))
    expect(amounts.map(({ interval }) => interval)).toEqual([sumOf('a', 'c', 'd'), sumOf('0', 'b')])
    const named = revenueAtRisk(snapshot(several, '2026-03-02', { decision: 'c' }))
    expect(named).toMatchObject({ amount: expect.closeTo(500 * no(2), 9), currency: 'EUR', byDecision: [{ decision: 'c' }] })
    expect(decisionOutlook(s)).toMatchObject({ state: 'severalDecisions' })
    expect(decisionOutlook(s)).not.toHaveProperty('probabilityOfYes')
  })
})

describe('the interval of an outlook', () => {
  const input = {
    account: 'A',
    stakeholders: [
      { id: 'ann', roles: ['user' as const] },
      { id: 'bo', roles: ['economicBuyer' as const] },
      { id: 'cy', roles: ['decisionMaker' as const] },
    ],
    observations: [
      { stakeholder: 'bo', at: '2026-03-02', sentiment: 0.3, via: 'meeting' as const },
      { stakeholder: 'cy', at: '2026-03-01', sentiment: 0.2, via: 'survey' as const },
    ],
    decisions: [{ id: 'd', name: 'd', kind: 'new' as const }],
  }

  test('asks how the whole account may think, units in which nobody is known among it', () => {
    const units = [{ id: 'hq', name: 'HQ', kind: 'site' as const, share: 0.5 }]
    const { interval, range } = decisionOutlook(snapshot(createVillage({ ...input, units }), '2026-03-02'))
    // By the formula, recomputed on its own: half of what the account thinks says nothing of these three.
    expect(interval).toEqual([expect.closeTo(0.4808, 4), expect.closeTo(0.8182, 3)])
    expect(range?.map(end => Number(end.toFixed(3)))).toEqual([0.569, 0.75])
    const alone = decisionOutlook(snapshot(createVillage(input), '2026-03-02')).interval
    expect(alone?.map(end => Number(end.toFixed(4)))).toEqual([0.0769, 0.9886])
  })
})

describe('the cause of a seat', () => {
  test('is never that nobody was heard where somebody was, whatever is left of it', () => {
    const village = createVillage({
      account: 'A',
      stakeholders: [{ id: 'bo', roles: ['economicBuyer', 'user'] }],
      observations: [{ stakeholder: 'bo', at: '2026-02-02', sentiment: 0.3, via: 'interview' }],
      upheavals: [{ kind: 'leadership', strength: 1, at: '2026-03-01' }],
      decisions: [{ id: 'd', name: 'd', kind: 'renewal' }],
    })
    const { byStakeholder: rows, unheard } = decisionOutlook(snapshot(village, '2026-03-02'))
    expect(rows).toMatchObject([{ stakeholder: 'bo', known: 0, cause: 'stale' }])
    expect(unheard).toEqual(['bo'])
  })
})
