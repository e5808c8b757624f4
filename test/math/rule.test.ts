import { byStakeholder, type DecisionRule, RULE_LIMITS } from 'account-village'
import { blockingCoalitions, clearedBar, passProbability, votingPower } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { gameOf, passes } from '../support/bruteForce.js'
import { strangeNumbers } from '../support/exact.js'
import { always } from '../support/law.js'
import { callLoosely, refused, within } from '../support/refusal.js'
import { crowdedRules } from '../support/rules.js'

const of = (count: number, prefix = 'p') => Array.from({ length: count }, (_, i) => ({ of: `${prefix}${String(i).padStart(4, '0')}` }))
const half = (rule: DecisionRule) => new Map(gameOf({ quota: 1, members: [{ of: rule }] }).players.map(player => [player, 0.5]))
const QUESTIONS = [
  ['votingPower', votingPower],
  ['blockingCoalitions', blockingCoalitions],
  ['passProbability', (rule: DecisionRule) => passProbability(rule, new Map())],
  ['clearedBar', (rule: DecisionRule) => clearedBar(rule, new Map())],
] as const

describe.each(QUESTIONS)('%s', (name, ask) => {
  test.each([
    ['no rule', undefined, ['rule']],
    ['null', null, ['rule']],
    ['a number', 3, ['rule']],
    ['a list', [{ of: 'a' }], ['rule']],
    ['a body without members', { quota: 1, members: [] }, ['rule']],
    ['a quota of 0', { quota: 0, members: [{ of: 'a' }] }, ['rule.quota']],
    ['a quota that is no number', { quota: Number.NaN, members: [{ of: 'a' }] }, ['rule.quota']],
    ['an endless quota', { quota: Number.POSITIVE_INFINITY, members: [{ of: 'a' }] }, ['rule.quota']],
    ['a quota that all together do not reach', { quota: 3, members: [{ of: 'a' }, { of: 'b' }] }, ['rule.quota']],
    ['a member that is none', { quota: 1, members: [null, { of: 'a' }] }, ['rule.members[0]', 'rule.members[0].of']],
    ['a weight of 0', { quota: 1, members: [{ of: 'a' }, { of: 'b', weight: 0 }] }, ['rule.members[1].weight']],
    ['a weight with a fraction', { quota: 1, members: [{ of: 'a', weight: 1.5 }] }, ['rule.members[0].weight']],
    ['a weight that is a text', { quota: 1, members: [{ of: 'a', weight: '2' }] }, ['rule.members[0].weight']],
    ['a veto that is a text', { quota: 1, members: [{ of: 'a', veto: 'yes' }] }, ['rule.members[0].veto']],
    ['an unknown field of a body', { quota: 1, members: [{ of: 'a' }], threshold: 1 }, ['rule']],
    ['an unknown field of a member', { quota: 1, members: [{ of: 'a', votes: 1 }] }, ['rule.members[0]']],
    [
      'a fault deep inside',
      { quota: 1, members: [{ of: { quota: 1, members: [{ of: { quota: 2, members: [{ of: 'a' }] } }] } }] },
      ['rule.members[0].of.members[0].of.quota'],
    ],
  ])('refuses %s, and says where', (_, rule, paths) => {
    const refusal = refused(() => callLoosely(ask, rule))
    expect(refusal).toMatchObject({ name: 'InvalidRuleError', code: 'invalidRule', paths })
    expect(refusal.message.startsWith(`${name}: `)).toBe(true)
  })

  test('refuses fields that come from the prototype or would change it', () => {
    const inherited: unknown = Object.create({ quota: 1, members: [{ of: 'a' }] })
    expect(refused(() => callLoosely(ask, inherited)).code).toBe('invalidRule')
    const polluting: unknown = JSON.parse('{"quota":1,"members":[{"of":"a","__proto__":{"veto":true}}],"__proto__":{"polluted":true}}')
    expect(refused(() => callLoosely(ask, polluting)).paths.sort()).toEqual(['rule', 'rule.members[0]'])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test('names every fault at once', () => {
    const rule = {
      quota: -1,
      members: [
        { of: 'a', weight: -1 },
        { of: { quota: 9, members: [{ of: 'b' }] }, veto: 1 },
      ],
    }
    expect(refused(() => callLoosely(ask, rule)).paths.sort()).toEqual([
      'rule.members[0].weight',
      'rule.members[1].of.quota',
      'rule.members[1].veto',
      'rule.quota',
    ])
  })

  test('refuses a rule 100,000 levels deep, one that contains itself and one with 200,000 seats, and does not break on them', () => {
    let deep: DecisionRule = 'a'
    for (let level = 0; level < 100_000; level++) deep = { quota: 1, members: [{ of: deep }] }
    const circle: { quota: number; members: { of: unknown }[] } = { quota: 1, members: [] }
    circle.members.push({ of: circle })
    for (const rule of [
      deep,
      circle,
      { quota: 1, members: of(200_000) },
      { quota: 1, members: Array.from({ length: 200_000 }, () => null) },
    ]) {
      const { name } = within(5, () => refused(() => callLoosely(ask, rule)))
      expect(['LimitExceededError', 'InvalidRuleError']).toContain(name)
    }
  })

  test('refuses what is just beyond the limits', () => {
    let deep: DecisionRule = 'a'
    for (let level = 0; level < RULE_LIMITS.depth; level++) deep = { quota: 1, members: [{ of: deep }] }
    expect(refused(() => ask({ quota: 1, members: [{ of: deep }] }))).toMatchObject({ name: 'LimitExceededError', code: 'limitExceeded' })
    expect(refused(() => ask({ quota: 1, members: [...of(RULE_LIMITS.members), { of: 'one more' }] })).code).toBe('limitExceeded')
  })
})

describe('a rule just within the limits', () => {
  test('is answered', () => {
    let deep: DecisionRule = 'a'
    for (let level = 0; level < RULE_LIMITS.depth; level++) deep = { quota: 1, members: [{ of: deep }] }
    expect(votingPower(deep).winningCoalitions).toBe(1)
    expect(blockingCoalitions({ quota: 999, members: of(RULE_LIMITS.members) }).complete).toBe(false)
  })
})

describe('a rule that is one person', () => {
  test('hangs on that person alone', () => {
    const all = { stakeholder: 'ann', shapleyShubik: 1, banzhaf: 1, banzhafAbsolute: 1, preventive: 1, initiative: 1, veto: true }
    expect(votingPower('ann')).toEqual({ players: [all], winningCoalitions: 1 })
    expect(blockingCoalitions('ann')).toEqual({ coalitions: [['ann']], complete: true })
    expect(passProbability('ann', new Map([['ann', 0.3]]))).toEqual({
      probability: 0.3,
      pivotality: [{ stakeholder: 'ann', pivotality: 1 }],
    })
    expect(clearedBar('ann', new Map([['ann', -0.2]]))).toEqual({ bar: -0.2, cappedBy: 'ann' })
  })
})

describe('players', () => {
  test('that have no probability, or one outside 0..1, are named', () => {
    const rule = { quota: 1, members: of(4) }
    const yes = new Map([
      ['p0000', 0.5],
      ['p0001', -0.1],
      ['p0002', Number.NaN],
    ])
    const refusal = refused(() => passProbability(rule, yes))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths: ['yes', 'yes', 'yes'] })
    expect(refusal.message).toMatch(/^passProbability: /)
    for (const id of ['p0001', 'p0002', 'p0003']) expect(refusal.message).toContain(`"${id}"`)
    expect(refusal.message).not.toContain('"p0000"')
  })

  test('that have no finite value to be cleared are named', () => {
    const refusal = refused(() => clearedBar({ quota: 1, members: of(2) }, new Map([['p0000', Number.POSITIVE_INFINITY]])))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument', paths: ['values', 'values'] })
    expect(refusal.message).toMatch(/^clearedBar: /)
    for (const id of ['p0000', 'p0001']) expect(refusal.message).toContain(`"${id}" has no finite value`)
  })

  test.each([
    ['passProbability', passProbability, 'yes'],
    ['clearedBar', clearedBar, 'values'],
  ] as const)('whose numbers are not in a Map are refused by %s', (name, ask, path) => {
    const refusal = refused(() => callLoosely(ask, 'ann', { ann: 0.5 }))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: [path] })
    expect(refusal.message).toMatch(new RegExp(`^${name}: `))
  })

  test('with the same value cap the bar in an order of their own, whatever the order of their seats', () => {
    const values = new Map(['a', 'b', 'c', 'd'].map(id => [id, id === 'd' ? 1 : 0]))
    const capped = ['abcd', 'dcba', 'bdac'].map(seats => clearedBar({ quota: 2, members: [...seats].map(of => ({ of })) }, values).cappedBy)
    expect(new Set(capped).size).toBe(1)
    expect(values.get(capped[0] ?? '')).toBe(0)
  })
})

describe('a veto', () => {
  test('counts with its weight towards the quota', () => {
    const rule = { quota: 3, members: [{ of: 'a', weight: 2, veto: true }, { of: 'b' }, { of: 'c' }] }
    expect(blockingCoalitions(rule).coalitions).toEqual([['a'], ['b', 'c']])
  })

  test('lets the others be superfluous when it reaches the quota alone', () => {
    const { players, winningCoalitions } = votingPower({ quota: 1, members: [{ of: 'a', veto: true }, { of: 'b' }] })
    expect(winningCoalitions).toBe(2)
    expect(byStakeholder(players).get('b')).toMatchObject({ shapleyShubik: 0, banzhaf: 0, preventive: 0, veto: false })
  })
})

describe('a large body', () => {
  test.each([
    ['any one of 60', { quota: 1, members: of(60) }],
    ['any one of 1,000', { quota: 1, members: of(1000) }],
    ['all of 1,000', { quota: 1000, members: of(1000) }],
    ['more than half of 301', { quota: 151, members: of(301) }],
  ])('of %s has indices that are numbers and sum to 1', (_, rule) => {
    const powers = within(20, () => votingPower(rule))
    expect(strangeNumbers(powers.players)).toEqual([])
    for (const index of ['shapleyShubik', 'banzhaf'] as const) {
      expect(powers.players.reduce((sum, power) => sum + power[index], 0)).toBeCloseTo(1, 8)
    }
  })

  test('of 60, all of whom are needed or any one, has the indices that counting gives', () => {
    const coalitions = 2 ** 60
    const all = votingPower({ quota: 60, members: of(60) })
    expect(all.winningCoalitions).toBe(1)
    for (const { stakeholder: _, ...indices } of all.players) {
      expect(indices).toEqual({
        shapleyShubik: expect.closeTo(1 / 60, 12),
        banzhaf: expect.closeTo(1 / 60, 12),
        banzhafAbsolute: 2 ** -59,
        preventive: 1,
        initiative: 1 / (coalitions - 1),
        veto: true,
      })
    }
    const any = votingPower({ quota: 1, members: of(60) })
    expect(any.winningCoalitions).toBe(coalitions - 1)
    for (const { banzhafAbsolute, preventive, initiative, veto } of any.players) {
      expect({ banzhafAbsolute, preventive, initiative, veto }).toEqual({
        banzhafAbsolute: 2 ** -59,
        preventive: 1 / (coalitions - 1),
        initiative: 1,
        veto: false,
      })
    }
  })

  test('lists all that can stop it up to 20 people, and those of up to three above', () => {
    expect(blockingCoalitions({ quota: 19, members: of(20) })).toMatchObject({ complete: true, coalitions: { length: 190 } })
    expect(blockingCoalitions({ quota: 20, members: of(21) })).toMatchObject({ complete: false, coalitions: { length: 210 } })
    expect(blockingCoalitions({ quota: 18, members: of(21) })).toEqual({ complete: false, coalitions: [] })
    const weighty = { quota: 30, members: [...of(20), { of: 'q', weight: 12 }, { of: 'r', weight: 11 }] }
    // 14 of the 43 votes must be missing: both of the weighty ones, or the weightier and two others.
    const { coalitions } = blockingCoalitions(weighty)
    expect(coalitions.slice(0, 2)).toEqual([
      ['q', 'r'],
      ['p0000', 'p0001', 'q'],
    ])
    expect(coalitions.length).toBe(1 + 190)
  })

  test('does not hang when the groups that can stop it are many and somebody sits twice', () => {
    const members = [...of(20), { of: 'p0000' }]
    const { coalitions, complete } = within(10, () => blockingCoalitions({ quota: 11, members }))
    expect(complete).toBe(true)
    expect(coalitions.length).toBeGreaterThan(100_000)
  })

  test('lists nobody beyond three, nor those who can stop it only as four in several places', () => {
    const anyOf = (members: { of: string }[]) => ({ of: { quota: 1, members } })
    const rule = { quota: 3, members: [anyOf(of(4, 'twice')), anyOf(of(4, 'twice')), anyOf(of(20))] }
    expect(blockingCoalitions(rule)).toEqual({ complete: false, coalitions: [] })
    expect(blockingCoalitions({ ...rule, members: [...rule.members.slice(1), { of: 'chair', veto: true }, anyOf(of(4, 'q'))] })).toEqual({
      complete: false,
      coalitions: [['chair']],
    })
  })

  test('counts those whom it takes to stop a part of it', () => {
    const pairs = Array.from({ length: 11 }, (_, i) => ({ of: { quota: 1, members: of(2, `pair ${i} `) } }))
    expect(blockingCoalitions({ quota: 11, members: pairs }).coalitions).toHaveLength(11)
    expect(blockingCoalitions({ quota: 10, members: pairs })).toEqual({ complete: false, coalitions: [] })
    const single = { quota: 10, members: [...pairs, { of: 'chair' }] }
    // The chair and one pair are three, two pairs are four.
    expect(blockingCoalitions({ ...single, quota: 11 }).coalitions).toHaveLength(11)
    expect(blockingCoalitions(single).coalitions).toEqual([])
  })

  test('is stopped by somebody who sits in many places, however few members may be listed', () => {
    const crowd = [...Array.from({ length: 9 }, () => ({ of: 'ann' })), ...of(21)]
    expect(blockingCoalitions({ quota: 22, members: crowd })).toEqual({ complete: false, coalitions: [['ann']] })
  })

  test('refuses more people in several places, and more different sums, than can be told apart', () => {
    const twice = [...of(RULE_LIMITS.peopleInSeveralPlaces + 1), ...of(RULE_LIMITS.peopleInSeveralPlaces + 1)]
    expect(refused(() => votingPower({ quota: 3, members: twice }))).toMatchObject({ name: 'LimitExceededError' })
    const sums = of(30).map((member, i) => ({ ...member, weight: 1_000_000 + ((7919 * i * i) % 104_729) }))
    const refusal = within(20, () => refused(() => votingPower({ quota: 15_700_000, members: sums })))
    expect(refusal).toMatchObject({ name: 'LimitExceededError', code: 'limitExceeded' })
  })
})

describe('blocking coalitions of more than 20 people', () => {
  test('are exactly the smallest groups of up to three whose complement loses, also where people sit in several places', () => {
    always(
      crowdedRules,
      rule => {
        // Nineteen more on a level with the rule, three of whom must agree with it: 20 to 24 people.
        const whole = { quota: 18, members: [{ of: rule, weight: 2 }, ...of(19, 'q')] }
        const players = [...half(whole).keys()]
        if (players.length <= 20) return
        const blocks = (group: readonly string[]): boolean => !passes(whole, player => !group.includes(player))
        const groups = players.flatMap((a, i) => [
          [a],
          ...players.slice(i + 1).flatMap((b, j) => [[a, b], ...players.slice(i + j + 2).map(c => [a, b, c])]),
        ])
        const minimal = groups.filter(group => blocks(group) && group.every(one => !blocks(group.filter(other => other !== one))))
        const { coalitions, complete } = blockingCoalitions(whole)
        expect(complete).toBe(false)
        expect(coalitions.map(group => group.join(' + ')).sort()).toEqual(minimal.map(group => group.join(' + ')).sort())
      },
      30,
    )
  })
})
