import { describe, expect, test } from 'vitest'
import { type CompiledRule, compileRule, compileSound, dualOf, passes, refuseManyShared } from '../../src/math/compiledRule.js'
import { copyRule, isSoundRule, RULE_LIMITS, ruleIssues } from '../../src/math/rule.js'
import { callLoosely, refusal, refused } from '../support/refusal.js'

const NESTED = {
  quota: 3,
  members: [
    { of: 'chair', veto: true },
    { of: 'ann', weight: 2 },
    { of: { quota: 1, members: [{ of: 'bo' }, { of: 'ann', veto: false }] } },
  ],
}
const problemsOf = (rule: unknown) => ruleIssues(rule, 'rule').map(({ path, message }) => `${path} ${message}`)
const bodyOf = (members: readonly unknown[]) => ({ quota: 1, members })

describe('what is wrong with a rule', () => {
  test.each([
    [3, ['rule is neither a stakeholder id nor a body { quota, members } with members']],
    [{ quota: '1', members: [{ of: 'a' }] }, ['rule.quota "1" is not a number above 0']],
    [{ quota: 0, members: [{ of: 'a' }] }, ['rule.quota 0 is not a number above 0']],
    [{ quota: 2, members: [{ of: 'a' }] }, ['rule.quota is 2, but all members together weigh 1']],
    [{ ...bodyOf([{ of: 'a' }]), least: 1 }, ['rule there is no field "least". There are quota, members.']],
    [
      bodyOf(['a']),
      [
        'rule.members[0] is not a member { of, weight, veto }',
        'rule.members[0].of is neither a stakeholder id nor a body { quota, members } with members',
      ],
    ],
    [bodyOf([{ of: 'a', weight: 1.5 }]), ['rule.members[0].weight 1.5 is not a whole number of at least 1']],
    [bodyOf([{ of: 'a', weight: 1n }]), ['rule.members[0].weight a bigint is not a whole number of at least 1']],
    [bodyOf([{ of: 'a', veto: 1 }]), ['rule.members[0].veto 1 is neither true nor false']],
    [bodyOf([{ of: 'a', votes: 1 }]), ['rule.members[0] there is no field "votes". There are of, weight, veto.']],
    [bodyOf([{ of: 'a', wieght: 1 }]), ['rule.members[0] there is no field "wieght". Did you mean "weight"?']],
    [bodyOf([{ of: 'a', weight: Number.MAX_SAFE_INTEGER }]), []],
    [bodyOf([{ of: 'a', weight: Number.MAX_SAFE_INTEGER }, { of: 'b' }]), ['rule.members weigh more together than can be counted']],
  ])('is said in words: %s', (rule, problems) => {
    expect(problemsOf(rule)).toEqual(problems)
    expect(ruleIssues(rule, 'rule').map(({ code }) => code)).toEqual(problems.map(() => 'invalidRule'))
  })

  test('is nothing for a person and a sound body, and only then the rule is sound', () => {
    expect([problemsOf('ann'), problemsOf(NESTED)]).toEqual([[], []])
    const issues = ruleIssues({}, 'rule')
    expect([isSoundRule(NESTED, []), isSoundRule(undefined, []), isSoundRule({}, issues), isSoundRule(undefined, issues)]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  test('is too much of it, with the limit and the way out', () => {
    const wide = bodyOf(Array.from({ length: RULE_LIMITS.members + 1 }, (_, i) => ({ of: `p${i}` })))
    const deep = Array.from({ length: RULE_LIMITS.depth + 1 }).reduce<unknown>(of => bodyOf([{ of }]), 'a')
    const wayOut = 'Merge members who always vote alike into one.'
    expect(refusal(() => problemsOf(wide)).message).toBe(
      `decision rule: 1001 members of a decision rule, at most 1000 are allowed. ${wayOut}`,
    )
    expect(refusal(() => problemsOf(deep)).message).toBe(`decision rule: 33 levels of a decision rule, at most 32 are allowed. ${wayOut}`)
  })

  test('stops its compilation, under the name of the function that was called', () => {
    expect(refused(() => callLoosely(compileRule, {}, 'votingPower'))).toMatchObject({
      name: 'InvalidRuleError',
      message: expect.stringMatching(/^votingPower: /),
    })
    const unreadable = new Proxy(NESTED, { getOwnPropertyDescriptor: () => expect.fail() })
    expect(refused(() => callLoosely(compileRule, unreadable, 'votingPower'))).toMatchObject({
      name: 'InvalidArgumentError',
      paths: ['rule'],
    })
  })
})

describe('people who sit in several places', () => {
  test('may be twelve and no more', () => {
    const withShared = (count: number) => ({ ...compileSound('ann'), shared: Array.from({ length: count }, (_, i) => i) })
    refuseManyShared(withShared(12))
    expect(refusal(() => refuseManyShared(withShared(13))).message).toBe(
      'decision rule: 13 people who sit in more than one place, at most 12 are allowed. Give them one seat each.',
    )
  })
})

describe('a copy of a rule', () => {
  test('says the same in one order of fields, and leaves out what was left out', () => {
    const shuffled = { members: NESTED.members.map(({ of, ...rest }) => ({ ...rest, of })), quota: 3 }
    expect(JSON.stringify(copyRule(shuffled))).toBe(
      '{"quota":3,"members":[{"of":"chair","veto":true},{"of":"ann","weight":2},' +
        '{"of":{"quota":1,"members":[{"of":"bo"},{"of":"ann","veto":false}]}}]}',
    )
    expect(copyRule('ann')).toBe('ann')
    expect(copyRule({ quota: 1, members: [{ of: 'a' }] }).valueOf()).toStrictEqual({ quota: 1, members: [{ of: 'a' }] })
  })
})

describe('a compiled rule', () => {
  const everyone = (rule: CompiledRule) =>
    Array.from({ length: 2 ** rule.players.length }, (_, set) => (player: number) => ((set >> player) & 1) === 1)

  test('has each person once, in order, and knows who sits twice', () => {
    expect(compileSound(NESTED)).toMatchObject({ players: ['ann', 'bo', 'chair'], seats: Int32Array.of(2, 0, 1, 0), shared: [0] })
  })

  test('passes with every veto and enough weight', () => {
    const rule = compileSound(NESTED)
    const said = everyone(rule).map(agrees => passes(rule, agrees))
    // The chair counts 1, ann 2, and the body of ann and bo 1: the chair and ann are enough, the chair and bo are not.
    expect(said).toEqual([false, false, false, false, false, true, false, true])
    expect([passes(compileSound('ann'), () => true), passes(compileSound('ann'), () => false)]).toEqual([true, false])
  })

  test('is stopped, by its dual, by exactly those without whom it fails', () => {
    const rule = compileSound(NESTED)
    const dual = dualOf(rule)
    for (const refuses of everyone(rule)) expect(passes(dual, refuses)).toBe(!passes(rule, player => !refuses(player)))
  })

  test('that cannot reach its quota, by a rounding, is stopped by nobody at all', () => {
    const never = { ...compileSound('ann'), bodies: [{ vetoes: [], others: [{ member: 0, weight: 1 }], rest: 1 + Number.EPSILON }] }
    expect(passes(never, () => true)).toBe(false)
    expect(dualOf(never).bodies).toEqual([{ vetoes: [], others: [], rest: 0 }])
    expect(passes(dualOf(never), () => false)).toBe(true)
  })

  test('has no place for members who weigh nothing, unless they have a veto', () => {
    const idle = compileSound({ quota: 1, members: [{ of: 'a' }, { of: 'b', weight: 0 }, { of: 'c', weight: 0, veto: true }] })
    expect(idle.bodies).toEqual([{ vetoes: [2], others: [{ member: 0, weight: 1 }], rest: 1 }])
  })
})
