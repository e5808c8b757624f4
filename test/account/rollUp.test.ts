import {
  accountReport,
  accountSentiment,
  createVillage,
  type Money,
  type RollUpNode,
  revenueAtRisk,
  rollUp,
  type Snapshot,
  snapshot,
} from 'account-village'
import { explainRollUp } from 'account-village/portfolio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { amended } from '../../src/village/work.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { callLoosely, refusal, refused } from '../support/refusal.js'
import { shuffled } from '../support/shuffle.js'

const AT = '2026-03-02'
const NINETY = 1.6448536269514722

interface Facts {
  readonly parent?: string
  readonly revenue?: number | Money
  /** Heard with the error of the prior: the expected sentiment is half of it, its variance 1/8 and the coverage 1/2. */
  readonly heard?: number
  readonly value?: Money
}

/** An account of one person who is user and decider. */
function account(id: string, { parent, revenue, heard, value }: Facts = {}): Snapshot {
  const annualRevenue = typeof revenue === 'number' ? { amount: revenue, currency: 'EUR' } : revenue
  const village = createVillage({
    account: {
      id,
      name: `the account ${id}`,
      ...(parent !== undefined && { parent }),
      ...(annualRevenue !== undefined && { annualRevenue }),
    },
    stakeholders: [{ id: 'bo', roles: ['user', 'economicBuyer'] }],
    observations: heard === undefined ? [] : [{ stakeholder: 'bo', at: AT, sentiment: heard, via: 'interview', sd: 0.5 }],
    decisions: value === undefined ? [] : [{ id: 'deal', name: 'D', kind: 'new', value, rule: 'bo' }],
  })
  return snapshot(village, AT)
}

describe('accounts of two levels', () => {
  const accounts = [
    account('North', { parent: 'Group', revenue: 300, heard: 0.8, value: { amount: 1000, currency: 'EUR' } }),
    account('South', { parent: 'Group', revenue: 100, heard: -0.4 }),
    account('South West', { parent: 'South', revenue: 60, heard: 0.2, value: { amount: 500, currency: 'USD' } }),
    account('South East', { parent: 'South', revenue: 40, value: { amount: 100, currency: 'EUR' } }),
    account('Alone', { revenue: 10, heard: 1 }),
  ]

  test('are weighed by revenue, as by hand', () => {
    const roots = rollUp(accounts)
    expect(roots.map(({ account: id }) => id)).toEqual(['Alone', 'Group'])
    const [alone, group] = roots
    expect(alone).toMatchObject({ name: 'the account Alone', given: true, weight: 1, ownWeight: 1, children: [] })
    expect(alone?.value).toBeCloseTo(0.5, 12)
    const south = group?.children[1]
    // South: 100 of its own, 60 and 40 below, of which the 40 were never heard: (0.5 * -0.2 + 0.3 * 0.1) / 0.8.
    expect(south).toMatchObject({ account: 'South', given: true, weight: expect.closeTo(0.4, 12), ownWeight: expect.closeTo(0.5, 12) })
    expect(south?.children.map(({ account: id, weight }) => [id, weight])).toEqual([
      ['South East', expect.closeTo(0.2, 12)],
      ['South West', expect.closeTo(0.3, 12)],
    ])
    expect(south?.value).toBeCloseTo(-0.0875, 12)
    expect(south?.sd).toBeCloseTo(Math.sqrt((0.25 + 0.09) / 8) / 0.8, 12)
    expect([south?.coverage, south?.shareHeard]).toEqual([expect.closeTo(0.4, 12), expect.closeTo(0.8, 12)])
    // Heard accounts lie in their own intervals, the other anywhere.
    const own = NINETY * Math.sqrt(1 / 8)
    expect(south?.bounds).toEqual([expect.closeTo(-0.07 - 0.8 * own - 0.2, 12), expect.closeTo(-0.07 + 0.8 * own + 0.2, 12)])
    expect([south?.missing, group?.missing, alone?.missing]).toEqual([['South East'], ['South East'], []])
    // Group: 300 and 200.
    expect(group).toMatchObject({ given: false, weight: 1, ownWeight: 0 })
    expect(group).not.toHaveProperty('name')
    expect(group?.children.map(({ account: id, weight }) => [id, weight])).toEqual([
      ['North', expect.closeTo(0.6, 12)],
      ['South', expect.closeTo(0.4, 12)],
    ])
    expect(group?.value).toBeCloseTo(0.6 * 0.4 + 0.4 * -0.0875, 12)
    const sd = Math.sqrt(0.36 / 8 + (0.16 * (0.25 + 0.09)) / 8 / 0.64)
    expect(group?.sd).toBeCloseTo(sd, 12)
    expect(group?.interval).toEqual([expect.closeTo(0.205 - NINETY * sd, 12), expect.closeTo(0.205 + NINETY * sd, 12)])
    expect(group?.coverage).toBeCloseTo(0.6 * 0.5 + 0.4 * 0.4, 12)
    expect(group?.shareHeard).toBeCloseTo(0.6 + 0.4 * 0.8, 12)
    expect(group?.bounds).toEqual([
      expect.closeTo(0.6 * (0.4 - own) + 0.4 * (south?.bounds[0] ?? Number.NaN), 12),
      expect.closeTo(0.6 * (0.4 + own) + 0.4 * (south?.bounds[1] ?? Number.NaN), 12),
    ])
    // The word is about all of it, what was never heard with the prior.
    const whole = Math.sqrt(0.36 / 8 + 0.16 * ((0.25 + 0.09) / 8 + 0.04 / 4))
    expect(group?.probabilityFavourable).toBeCloseTo(normalCdf(0.212 / whole), 12)
    expect(south?.probabilityFavourable).toBeCloseTo(normalCdf(-0.07 / Math.sqrt((0.25 + 0.09) / 8 + 0.04 / 4)), 12)
    expect([group?.state, south?.state, alone?.state]).toEqual(['favourable', 'undecided', 'favourable'])
  })

  test('put at risk what all of them do, one amount for each currency', () => {
    const [alone, group] = rollUp(accounts)
    const risk = (i: number): number => revenueAtRisk(accounts[i] ?? expect.fail()).amount ?? Number.NaN
    const rangeOf = (i: number) => revenueAtRisk(accounts[i] ?? expect.fail()).interval
    expect(alone?.revenueAtRisk).toEqual([])
    expect(group?.revenueAtRisk).toEqual([
      { amount: expect.closeTo(risk(0), 9), currency: 'EUR', range: [risk(0), risk(0)], interval: rangeOf(0) },
      { amount: expect.closeTo(risk(2), 9), currency: 'USD', range: [risk(2), risk(2)], interval: rangeOf(2) },
    ])
    expect(group?.omitted).toEqual([{ account: 'South East', decision: 'deal', reason: 'nobodyHeard' }])
    const [all] = rollUp([
      ...accounts.slice(0, 3),
      account('South East', { parent: 'South', revenue: 40, heard: 0, value: { amount: 100, currency: 'EUR' } }),
    ])
    expect(all?.revenueAtRisk[0]?.amount).toBeCloseTo(risk(0) + 50, 9)
    expect(all?.revenueAtRisk[0]?.interval[1]).toBeCloseTo((rangeOf(0)?.[1] ?? Number.NaN) + 100, 9)
    expect(all?.omitted).toEqual([])
  })

  test('are weighed by numbers of your own', () => {
    const weight = new Map([
      ['North', 1],
      ['South', 0],
      ['South West', 1],
      ['South East', 2],
      ['Alone', 0],
    ])
    const [alone, group] = rollUp(accounts, { weight })
    expect(group?.children[1]?.value).toBeCloseTo(0.1, 12)
    expect(group?.value).toBeCloseTo(0.4 / 4 + (3 * 0.1) / 4, 12)
    expect(group?.children[1]).toMatchObject({ ownWeight: 0, weight: expect.closeTo(0.75, 12) })
    expect(alone?.value).toBeCloseTo(0.5, 12)
  })

  test('are the same in any order, to the last bit', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(JSON.stringify(rollUp(shuffled(accounts, seed)))).toBe(JSON.stringify(rollUp(accounts)))
      expect(JSON.stringify(explainRollUp(shuffled(accounts, seed), accounts.slice(0, 4)))).toBe(
        JSON.stringify(explainRollUp(accounts, accounts.slice(0, 4))),
      )
    }
  })

  test('are the same by reports, also by those that were stored as JSON, and by some of each', () => {
    const reports = accounts.map(s => accountReport(s))
    const stored: typeof reports = JSON.parse(JSON.stringify(reports))
    expect(rollUp(reports)).toEqual(rollUp(accounts))
    expect(rollUp(stored)).toEqual(rollUp(accounts))
    expect(rollUp([...stored.slice(0, 2), ...accounts.slice(2)])).toEqual(rollUp(accounts))
    expect(explainRollUp(stored, accounts.slice(0, 3))).toEqual(explainRollUp(accounts, accounts.slice(0, 3)))
    expect(JSON.parse(JSON.stringify(rollUp(accounts)))).toEqual(rollUp(accounts))
  })

  test('are none where none are given', () => {
    expect(rollUp([])).toEqual([])
    expect(explainRollUp([], [])).toEqual([])
    expect(explainRollUp([], accounts)).toEqual([])
  })
})

describe('a single account', () => {
  test('is what its own snapshot says', () => {
    const s = account('A', { revenue: 5, heard: 0.6 })
    const { value, sd, coverage, interval } = accountSentiment(s)
    const [root] = rollUp([s])
    expect(root).toMatchObject({ sd, coverage, interval: interval?.map(end => expect.closeTo(end, 12)) })
    expect(root?.value).toBeCloseTo(value ?? Number.NaN, 12)
  })

  test('never heard leaves the value of its parent alone, widens its bounds and is named as missing', () => {
    const heard = account('A', { parent: 'G', revenue: 50, heard: 0.6 })
    const silent = (revenue: number): RollUpNode => rollUp([heard, account('B', { parent: 'G', revenue })])[0] ?? expect.fail()
    for (const revenue of [0, 30, 40, 5000]) {
      const share = 50 / (50 + revenue)
      expect(silent(revenue)).toMatchObject({
        value: expect.closeTo(0.3, 12),
        sd: expect.closeTo(Math.sqrt(1 / 8), 12),
        coverage: expect.closeTo(share / 2, 12),
        shareHeard: expect.closeTo(share, 12),
        missing: ['B'],
        bounds: [
          expect.closeTo(share * (0.3 - NINETY * Math.sqrt(1 / 8)) - (1 - share), 12),
          expect.closeTo(share * (0.3 + NINETY * Math.sqrt(1 / 8)) + (1 - share), 12),
        ],
        probabilityFavourable: expect.closeTo(normalCdf((0.3 * share) / Math.hypot(share * Math.sqrt(1 / 8), (1 - share) / 2)), 12),
      })
      expect(silent(revenue).children.map(({ value }) => value)).toEqual([expect.closeTo(0.3, 12), undefined])
    }
    // P(M > 0) is .802 without B and .730 with as much of it as of A; the coverage is .25 then.
    expect([silent(0).state, silent(30).state, silent(50).state]).toEqual(['favourable', 'undecided', 'insufficientSignal'])
  })

  test('never heard, as all others, leaves the parent without a number', () => {
    expect(rollUp([account('A', { parent: 'G', revenue: 1 }), account('B', { parent: 'G', revenue: 1 })])).toMatchObject([
      {
        value: undefined,
        sd: undefined,
        interval: undefined,
        probabilityFavourable: undefined,
        state: 'insufficientSignal',
        coverage: 0,
        shareHeard: 0,
        bounds: [-1, 1],
        missing: ['A', 'B'],
      },
    ])
  })

  test('divides equally among parts that weigh nothing', () => {
    const [group] = rollUp([account('A', { parent: 'G', revenue: 0, heard: 1 }), account('B', { parent: 'G', revenue: 0, heard: 0 })])
    expect(group?.value).toBeCloseTo(0.25, 12)
    expect(group?.children.map(({ weight }) => weight)).toEqual([0.5, 0.5])
    const [own] = rollUp([account('G', { revenue: 0 }), ...'AB'.split('').map(id => account(id, { parent: 'G', revenue: 0 }))])
    expect([own?.ownWeight, ...(own?.children ?? []).map(({ weight }) => weight)]).toEqual([1 / 3, 1 / 3, 1 / 3])
  })

  test('may be given before those to which it belongs, and all of them in any order', () => {
    const chain = [account('A', { parent: 'B', revenue: 1 }), account('B', { parent: 'C', revenue: 1 }), account('C', { revenue: 1 })]
    for (const order of ['012', '021', '102', '120', '201', '210']) {
      const [top, ...others] = rollUp([...order].map(i => chain[Number(i)] ?? expect.fail()))
      expect([top?.account, top?.missing, others]).toEqual(['C', ['A', 'B', 'C'], []])
    }
  })

  test('never heard has not enough signal, whatever was believed before', () => {
    const village = createVillage({ account: { id: 'A', name: 'A', annualRevenue: { amount: 1, currency: 'EUR' } } })
    const s = snapshot(village, AT, { settings: { sentiment: { priorMean: 0.9, priorSd: 0.1 } } })
    expect(rollUp([s])).toMatchObject([{ value: undefined, state: 'insufficientSignal' }])
  })
})

describe('what cannot be rolled up', () => {
  const circle = (size: number): Snapshot[] =>
    Array.from({ length: size }, (_, i) =>
      account(`a${String(i).padStart(2, '0')}`, { parent: `a${String((i + 1) % size).padStart(2, '0')}`, revenue: 1 }),
    )

  test.each([2, 3, 40])('is a circle of %i accounts: each is named, whoever else is given', size => {
    const others = [
      account('tail', { parent: 'a00', revenue: 1 }),
      account('free', { revenue: 1 }),
      account('below', { parent: 'tail', revenue: 1 }),
    ]
    for (const accounts of [
      circle(size),
      [...circle(size), ...others],
      [...others, ...circle(size)],
      shuffled([...circle(size), ...others], size),
    ]) {
      for (const act of [() => rollUp(accounts), () => explainRollUp(accounts, []), () => explainRollUp([], accounts)]) {
        const issues = issuesOf(act)
        expect(issues).toHaveLength(size)
        for (let i = 0; i < size; i++) expect(issues.join('\n')).toContain(`"a${String(i).padStart(2, '0')}"`)
        expect(issues.join('\n')).not.toMatch(/"tail"|"free"|"below"/)
        expect(refused(act)).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument' })
      }
    }
  })

  test('is an account that is its own parent', () => {
    const own = amended(account('A', { revenue: 1 }), {
      account: { id: 'A', name: 'A', parent: 'A', annualRevenue: { amount: 1, currency: 'EUR' } },
    })
    expect(issuesOf(() => rollUp([own]))).toEqual([expect.stringContaining('"A"')])
  })

  test('is an account given twice, even if it says the same', () => {
    const twice = account('A', { revenue: 1, heard: 0.5 })
    expect(refused(() => rollUp([twice, twice])).message).toContain('"A" is given twice')
    expect(refused(() => rollUp([twice, accountReport(twice)])).message).toContain('"A" is given twice')
  })

  test('is an account without revenue, or without a weight', () => {
    const [rich, poor] = [account('A', { revenue: 1 }), account('B')]
    expect(issuesOf(() => rollUp([rich, poor]))).toEqual([expect.stringMatching(/"B" .*annualRevenue/)])
    expect(rollUp([rich, poor], { weight: new Map([...'AB'].map(id => [id, 1])) })).toHaveLength(2)
    expect(issuesOf(() => rollUp([rich, poor], { weight: new Map([['A', 1]]) }))).toEqual([expect.stringMatching(/"B" .*weight/)])
    for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1.1e100, '1'])
      expect(issuesOf(() => callLoosely(rollUp, [rich], { weight: new Map([['A', weight]]) }))).toEqual([expect.stringContaining('"A"')])
    expect(rollUp([rich], { weight: new Map([['A', 1e100]]) })).toEqual(rollUp([rich], { weight: 'revenue' }))
  })

  test('are revenues in several currencies, unless they do not matter', () => {
    const two = [account('A', { revenue: { amount: 1, currency: 'USD' } }), account('B', { revenue: 1 })]
    expect(refused(() => rollUp(two)).message).toContain('EUR and USD')
    expect(rollUp(two, { weight: new Map([...'AB'].map(id => [id, 1])) })).toHaveLength(2)
  })

  test.each([
    [[createVillage({ account: 'A' })], {}, 'rollUp: accounts[0]: is a village, not a snapshot or a report. '],
    [[5], {}, 'rollUp: accounts[0]: is a number, not a snapshot or a report. '],
    [[null], {}, 'rollUp: accounts[0]: is null, not a snapshot or a report. '],
    [new Array(1_000_001), {}, 'rollUp: 1000001 accounts'],
    [account('A', { revenue: 1 }), {}, 'rollUp: accounts: are no list of snapshots or reports'],
    [[account('A', { revenue: 1 })], { weight: 'people' }, `rollUp: weight: "people" is not 'revenue' or a Map of numbers by account id`],
  ])('is what JavaScript may give by mistake', (given, options, message) => {
    if (Array.isArray(given) && given.length === 1) {
      expect(refused(() => callLoosely(explainRollUp, given, given, options)).message).toContain(message.replace('rollUp', 'explainRollUp'))
    }
    expect(refused(() => callLoosely(rollUp, given, options)).message.slice(0, message.length)).toBe(message)
  })

  test('is told all at once', () => {
    const many = [...circle(2), account('x', { revenue: 1 }), account('x', { revenue: 1 }), account('y')]
    expect(issuesOf(() => rollUp(many)).length).toBe(4)
  })
})

describe('accounts of hostile ids', () => {
  test('find their parents by exactly their ids', () => {
    const ids = HOSTILE_IDS.slice(0, 60)
    const chain = ids.map((id, i) => account(id, { revenue: 1, heard: 0.5, ...(i > 0 && { parent: ids[i - 1] ?? '' }) }))
    const [root, ...others] = rollUp(chain)
    expect(others).toEqual([])
    let node = root
    for (const id of ids) {
      expect(node?.account).toBe(id)
      node = node?.children[0]
    }
    expect(root?.value).toBeCloseTo(0.25, 12)
    const named = rollUp(ids.map((id, i) => account(`part ${i}`, { parent: id, revenue: 1 })))
    expect(new Set(named.map(({ account: id }) => id))).toEqual(new Set(ids))
  })
})

/** A forest: each account has some earlier one, one that is only named, or none as its parent; some are missing at one of the two times. */
const forests = fc.array(
  fc.record({
    parent: fc.option(fc.nat(20), { nil: null, freq: 4 }),
    revenue: fc.tuple(fc.nat(1000), fc.nat(1000)),
    heard: fc.tuple(fc.option(fc.integer({ min: -100, max: 100 })), fc.option(fc.integer({ min: -100, max: 100 }))),
    there: fc.constantFrom([true, true], [true, true], [true, true], [true, false], [false, true]),
    moved: fc.option(fc.nat(20), { nil: null, freq: 6 }),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('the change of any forest of accounts', () => {
  const at = (forest: typeof forests extends fc.Arbitrary<infer Forest> ? Forest : never, when: 0 | 1): Snapshot[] =>
    forest.flatMap(({ parent, revenue, heard, there, moved }, i) => {
      if (there[when] !== true) return []
      const above = when === 1 && moved !== null ? moved : parent
      const sentiment = heard[when]
      return [
        account(`a${i}`, {
          // Whoever is below comes later, so that nothing is a circle; the rest stands under one of two groups that are only named.
          ...(above !== null && { parent: above % (i + 2) < i ? `a${above % (i + 2)}` : `group ${above % 2}` }),
          revenue: revenue[when],
          ...(sentiment !== null && sentiment !== undefined && { heard: sentiment / 100 }),
        }),
      ]
    })

  test('is explained completely, and is the difference of what is rolled up', () => {
    always(
      forests,
      forest => {
        const [before, after] = [at(forest, 0), at(forest, 1)]
        const values = (accounts: readonly Snapshot[]): Map<string, number> =>
          new Map(rollUp(accounts).flatMap(({ account: id, value }) => (value === undefined ? [] : [[id, value]])))
        const [there, here] = [values(before), values(after)]
        const changes = explainRollUp(before, after)
        expect(changes.map(({ account: id }) => id)).toEqual([...here.keys()].filter(id => there.has(id)))
        for (const { account: id, before: start, after: end, total, contributions } of changes) {
          expect(Math.abs(contributions.reduce((sum, { amount }) => sum + amount, 0) - total)).toBeLessThanOrEqual(1e-12)
          expect(total).toBe(end - start)
          expect(start).toBeCloseTo(there.get(id) ?? Number.NaN, 12)
          expect(end).toBeCloseTo(here.get(id) ?? Number.NaN, 12)
          const sizes = contributions.map(({ amount }) => Math.abs(amount))
          expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
        }
      },
      300,
    )
  })

  test('adds up what is below, level by level, and every share to 1', () => {
    always(
      forests,
      forest => {
        const check = (node: RollUpNode): void => {
          if (node.children.length === 0) expect(node.ownWeight).toBe(1)
          expect(node.children.reduce((sum, { weight }) => sum + weight, node.ownWeight)).toBeCloseTo(1, 12)
          node.children.forEach(check)
        }
        const accounts = at(forest, 0)
        const nodes = rollUp(accounts)
        nodes.forEach(check)
        const own = new Map(accounts.map(s => [s.account.id, accountSentiment(s).value]))
        const heardIn = (node: RollUpNode): number | undefined => {
          const parts = [
            { weight: node.ownWeight, value: own.get(node.account) },
            ...node.children.map(child => ({ weight: child.weight, value: heardIn(child) })),
          ].flatMap(({ weight, value }) => (value === undefined ? [] : [{ weight, value }]))
          const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
          if (parts.length === 0) return undefined
          // Parts that weigh nothing count alike.
          return parts.reduce((sum, { weight, value }) => sum + (whole > 0 ? weight / whole : 1 / parts.length) * value, 0)
        }
        const silentIn = (node: RollUpNode): string[] => [
          ...(node.given && own.get(node.account) === undefined ? [node.account] : []),
          ...node.children.flatMap(silentIn),
        ]
        for (const node of nodes) {
          const value = heardIn(node)
          if (value === undefined) expect(node.value).toBeUndefined()
          else expect(node.value).toBeCloseTo(value, 12)
          expect(node.missing).toEqual(silentIn(node).sort())
        }
      },
      200,
    )
  })
})

describe('the change of a group', () => {
  const north = (heard: number, revenue = 100): Snapshot => account('North', { parent: 'Group', revenue, heard })
  const south = (heard: number, revenue = 100): Snapshot => account('South', { parent: 'Group', revenue, heard })

  test('names the account whose sentiment changed, with the mean of its shares', () => {
    const [change] = explainRollUp([north(0.2), south(0.4)], [north(0.6), south(0.4)])
    expect(change).toMatchObject({ account: 'Group', total: expect.closeTo(0.1, 12) })
    expect(change?.contributions).toEqual([{ kind: 'sentiment', account: 'North', amount: expect.closeTo(0.1, 12) }])
  })

  test('names the accounts whose weight changed, priced against the whole', () => {
    // North 0.4 and South 0: from halves to 3/4 and 1/4. The whole goes from 0.2 to 0.3, in the middle 0.25.
    const [change] = explainRollUp([north(0.8), south(0)], [north(0.8, 300), south(0)])
    expect(change?.contributions).toEqual([
      { kind: 'weight', account: 'South', amount: expect.closeTo(0.0625, 12) },
      { kind: 'weight', account: 'North', amount: expect.closeTo(0.0375, 12) },
    ])
  })

  test('goes down to the accounts of each part', () => {
    const below = (id: string, heard: number) => account(id, { parent: 'North', revenue: 100, heard })
    const group = (east: number, west: number) => [
      account('North', { parent: 'Group', revenue: 0 }),
      below('East', east),
      below('West', west),
      south(0),
    ]
    expect(explainRollUp(group(0.2, 0.4), group(0.8, 0.1))[0]?.contributions).toEqual([
      { kind: 'sentiment', account: 'East', amount: expect.closeTo(0.1, 12) },
      { kind: 'sentiment', account: 'West', amount: expect.closeTo(-0.05, 12) },
    ])
  })

  test('names the account that came or went', () => {
    const [change] = explainRollUp([north(0.8)], [north(0.8), south(0)])
    expect(change?.total).toBeCloseTo(-0.2, 12)
    expect(change?.contributions).toEqual([
      { kind: 'account', account: 'South', amount: expect.closeTo(-0.15, 12) },
      { kind: 'weight', account: 'North', amount: expect.closeTo(-0.05, 12) },
    ])
    // An account that is heard for the first time counts from then on.
    const [first] = explainRollUp([north(0.8), account('South', { parent: 'Group', revenue: 100 })], [north(0.8), south(0)])
    expect(first?.contributions).toEqual(change?.contributions)
    const [back] = explainRollUp([north(0.8), south(0)], [north(0.8)])
    expect(back?.contributions.map(({ kind, account: id }) => [kind, id])).toEqual([
      ['account', 'South'],
      ['weight', 'North'],
    ])
  })
})

function issuesOf(act: () => unknown): string[] {
  const issues: unknown = Reflect.get(refusal(act), 'issues')
  return Array.isArray(issues) ? issues.map((issue: { readonly message: string }) => issue.message) : []
}
