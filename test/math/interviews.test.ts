import { type InterviewsEnoughOptions, interviewsEnough, themeNews } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'
import { shuffled } from '../support/shuffle.js'

/** Interviews of few themes, so that many are held by one or two. */
const interviews = (maxLength: number) => fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 4 }), { maxLength })
const repeated = (count: number) => Array.from({ length: count }, () => ['price'])

/** Every order of some items. */
function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, i) => orders(items.filter((_, j) => j !== i)).map(rest => [item, ...rest]))
}

describe('news of interviews', () => {
  test('is how often the last of them brings any, over all their orders', () => {
    always(interviews(5), themes => {
      const all = themes.length === 0 ? [] : orders(themes)
      const brought = all.filter(order => (themeNews(order).newPerInterview.at(-1) ?? 0) > 0)
      expect(themeNews(themes).share).toEqual(all.length === 0 ? undefined : expect.closeTo(brought.length / all.length, 12))
    })
  })

  test('does not depend on the order of interviews, on case and spaces, nor on how often a theme is repeated', () => {
    always(fc.tuple(interviews(30), fc.nat()), ([themes, seed]) => {
      const { newPerInterview, ...news } = themeNews(themes)
      const { newPerInterview: other, ...same } = themeNews(shuffled(themes, seed))
      expect(same).toEqual(news)
      expect(other.reduce((sum, count) => sum + count, 0)).toBe(newPerInterview.reduce((sum, count) => sum + count, 0))
      const written = themes.map(own => own.flatMap(theme => [theme, ` ${theme.toUpperCase()} `]))
      expect(themeNews(written)).toEqual({ ...news, newPerInterview })
    })
  })

  test('has its share within its interval, within 0 and 1, and coverage by the estimate of Chao', () => {
    always(interviews(30), themes => {
      const { interviews: n, withNews, share = 0, interval: [low, high] = [0, 1], coverage, newPerInterview } = themeNews(themes)
      expect([n, newPerInterview.length]).toEqual([themes.length, themes.length])
      expect(withNews).toBeLessThanOrEqual(n)
      expect([0 <= low, low <= share, share <= high, high <= 1]).toEqual([true, true, true, true])
      expect(coverage).toEqual(coverageByCounting(themes))
      if (coverage !== undefined) expect(coverage).toBeGreaterThanOrEqual(0)
    })
  })

  test('is unknown without interviews, and coverage without themes; a single interview covers nothing', () => {
    expect(themeNews([])).toStrictEqual({ interviews: 0, withNews: 0, newPerInterview: [] })
    expect(themeNews([[], []])).toMatchObject({ interviews: 2, withNews: 0, share: 0 })
    expect(themeNews([[], []])).not.toHaveProperty('coverage')
    expect(themeNews([['a', 'b']])).toMatchObject({ share: 1, coverage: 0, newPerInterview: [2] })
  })

  test('covers everything where no theme is of one interview alone', () => {
    expect(themeNews([['a'], ['a'], ['a']]).coverage).toBe(1)
    expect(themeNews([['a'], ['a', 'b'], ['b']]).coverage).toBe(1)
  })

  test('has no theme more often than once an interview', () => {
    expect(themeNews([['Internal  charge', 'internal charge'], []])).toEqual(themeNews([['internal charge'], []]))
  })
})

/** Coverage from the table of interviews and themes. */
function coverageByCounting(themes: readonly (readonly string[])[]): number | undefined {
  const names = [...new Set(themes.flat())]
  const held = names.map(name => themes.filter(own => own.includes(name)).length)
  const n = themes.length
  const [q1, q2] = [1, 2].map(times => held.filter(count => count === times).length)
  const u = held.reduce((sum, count) => sum + count, 0)
  if (q1 === undefined || q2 === undefined || u === 0) return undefined
  if (q1 === 0) return 1
  if (n === 1) return 0
  const unseen = q2 > 0 ? ((n - 1) * q1) / ((n - 1) * q1 + 2 * q2) : ((n - 1) * (q1 - 1)) / ((n - 1) * (q1 - 1) + 2)
  return expect.closeTo(1 - (q1 / u) * unseen, 12)
}

describe('whether interviews are enough', () => {
  const options = fc.record(
    {
      first: fc.integer({ min: 1, max: 8 }),
      more: fc.integer({ min: 1, max: 6 }),
      run: fc.integer({ min: 1, max: 4 }),
      newsLimit: fc.double({ min: 0, max: 1, noNaN: true }),
      openQuestions: fc.integer({ min: 0, max: 1 }),
      left: fc.integer({ min: 0, max: 1 }),
    },
    { requiredKeys: [] },
  )

  test('is never so before the first round is held, nor with an open question', () => {
    always(fc.tuple(interviews(20), options), ([themes, given]) => {
      const { state } = interviewsEnough(themes, given)
      if (themes.length < (given.first ?? 10) || (given.openQuestions ?? 0) > 0) expect(state).not.toBe('enough')
    })
  })

  test('is as when round after round is held to its end', () => {
    always(fc.tuple(interviews(24), options), ([themes, given]) => {
      expect(interviewsEnough(themes, given)).toEqual(heldInRounds(themes, given))
    })
  })

  test('is exhausted where more are needed and nobody is left, and says what they were needed for', () => {
    expect(interviewsEnough(repeated(4), { left: 0 })).toEqual({ state: 'exhausted', target: 4, reasons: [] })
    expect(interviewsEnough(repeated(10), { left: 0 })).toEqual({ state: 'enough', target: 10, reasons: [] })
    expect(interviewsEnough(repeated(10), { left: 0, openQuestions: 2 })).toEqual({
      state: 'exhausted',
      target: 10,
      reasons: ['openQuestions'],
    })
    expect(interviewsEnough(repeated(12), { left: 0 })).toEqual({ state: 'exhausted', target: 12, reasons: [] })
  })

  test('takes one theme that only one of ten raised for a likely sign of more, whenever it was raised', () => {
    for (let i = 0; i < 10; i++) {
      const themes = [...repeated(i), ['canteen'], ...repeated(9 - i)]
      expect(themeNews(themes).interval?.[1]).toBeCloseTo(0.348, 3)
      expect(interviewsEnough(themes)).toMatchObject({ state: 'more', target: 20 })
      expect(interviewsEnough(themes, { newsLimit: 0.35 }).state).toBe(i < 8 ? 'enough' : 'more')
    }
    const [, upper = Number.NaN] = themeNews(repeated(10)).interval ?? []
    expect(upper).toBeCloseTo(0.213, 3)
    expect(interviewsEnough(repeated(10), { newsLimit: upper }).state).toBe('enough')
  })

  test('refuses what makes no sense, in its name', () => {
    expect(refused(() => callLoosely(themeNews, 4)).message).toMatch(/^themeNews: /)
    expect(refused(() => callLoosely(themeNews, [['a'], 'b', [1]])).paths).toEqual(['themes[1]', 'themes[2][0]'])
    expect(refused(() => callLoosely(themeNews, new Array(2))).paths).toEqual(['themes[0]', 'themes[1]'])
    expect(refused(() => callLoosely(interviewsEnough, [[1]])).message).toMatch(/^interviewsEnough: /)
    const wrong = { first: 0, more: 1.5, run: 0, newsLimit: 2, openQuestions: -1, left: Number.NaN }
    expect(refused(() => interviewsEnough([], wrong)).paths).toEqual(Object.keys(wrong))
  })
})

/** The answer by holding rounds one after another. */
function heldInRounds(themes: readonly (readonly string[])[], given: InterviewsEnoughOptions) {
  const { first = 10, more = 10, run = 2, newsLimit = 0.25, openQuestions = 0, left = 1 } = given
  const going = (state: 'first' | 'more', target: number, reasons: readonly string[]) =>
    left === 0 ? { state: 'exhausted', target: themes.length, reasons } : { state, target, reasons }
  let [end, next] = [first, more]
  if (themes.length < end) return going('first', end, [])
  while (themes.length > end) {
    end += next
    next = run
  }
  if (themes.length < end) return going('more', end, [])
  const before = new Set(themes.slice(0, -run).flat())
  const reasons = [
    ...(openQuestions > 0 ? ['openQuestions'] : []),
    ...(themes.slice(-run).some(own => own.some(theme => !before.has(theme))) ? ['newInLastRun'] : []),
    ...(end === first && (themeNews(themes).interval?.[1] ?? 1) > newsLimit ? ['newsLikely'] : []),
  ]
  return reasons.length > 0 ? going('more', end + next, reasons) : { state: 'enough', target: end, reasons }
}
