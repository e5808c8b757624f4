import { pairedDifference, refitted, type ScoredOutcome } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always, inProportion } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'
import { shuffled } from '../support/shuffle.js'

const accounts = fc.oneof(
  { arbitrary: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), weight: 9 },
  { arbitrary: fc.constantFrom(...HOSTILE_IDS), weight: 1 },
)
const scores = fc.option(
  fc.oneof(
    fc.integer({ min: -3000, max: 3000 }).map(n => n / 1000),
    fc.constantFrom(-1, 0, 1, 2),
  ),
  { freq: 6, nil: undefined },
)
const rows: fc.Arbitrary<ScoredOutcome[]> = fc.array(fc.record({ account: accounts, came: fc.constantFrom(0, 1), score: scores }), {
  minLength: 1,
  maxLength: 60,
})
const closeTo = (chances: readonly number[], digits = 9) => chances.map(chance => expect.closeTo(chance, digits))

/** Where a falling function passes 0, by halving. */
function root(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high]
  for (let i = 0; i < 60; i++) {
    const middle = (a + b) / 2
    if (f(middle) > 0) a = middle
    else b = middle
  }
  return (a + b) / 2
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** The fit by its two equations, solved one within the other by bisection. */
function fitByBisection(z: readonly number[], came: readonly number[]): { readonly intercept: number; readonly slope: number } {
  const sum = (part: (i: number) => number): number => z.reduce((total, _, i) => total + part(i), 0)
  const missing = (intercept: number, slope: number, i: number): number => (came[i] ?? 0) - logistic(intercept + slope * (z[i] ?? 0))
  const interceptFor = (slope: number): number => root(intercept => sum(i => missing(intercept, slope, i)), -200, 200)
  const slope = root(each => sum(i => missing(interceptFor(each), each, i) * (z[i] ?? 0)) - each / 6.25, -40, 40)
  return { intercept: interceptFor(slope), slope }
}

/** `refitted` of rows with scores, of which each fold leaves enough, by bisection. */
function byBisection(all: readonly (ScoredOutcome & { readonly score: number })[]): number[] {
  const ranks = [...new Set(all.map(({ account }) => account))].sort()
  const foldOf = ({ account }: ScoredOutcome): number => ranks.indexOf(account) % Math.min(10, ranks.length)
  const curves = Array.from({ length: Math.min(10, ranks.length) }, (_, fold) => {
    const others = all.filter(row => foldOf(row) !== fold)
    const mean = others.reduce((total, { score }) => total + score, 0) / others.length
    const sd = Math.sqrt(others.reduce((total, { score }) => total + (score - mean) ** 2, 0) / others.length) || 1
    const { intercept, slope } = fitByBisection(
      others.map(({ score }) => (score - mean) / sd),
      others.map(({ came }) => came),
    )
    return (score: number): number => logistic(intercept + (slope * (score - mean)) / sd)
  })
  return all.map(row => curves[foldOf(row)]?.(row.score) ?? Number.NaN)
}

describe('a score refitted', () => {
  test('is a probability for each row, by what other accounts tell alone', () => {
    let moved = 0
    always(fc.tuple(rows, fc.nat()), ([given, which]) => {
      const chances = refitted(given)
      expect(chances).toHaveLength(given.length)
      expect(strangeNumbers(chances)).toEqual([])
      expect(chances.every(chance => chance >= 0 && chance <= 1)).toBe(true)
      const one = given[which % given.length]?.account
      const turned = given.map(row => (row.account === one ? { ...row, came: 1 - row.came } : row))
      const after = refitted(turned)
      for (const [i, { account }] of given.entries()) {
        if (account === one) expect(after[i]).toBe(chances[i])
        else if (after[i] !== chances[i]) moved++
      }
    })
    expect(moved).toBeGreaterThan(inProportion(1000))
  })

  test('depends neither on the order of rows nor on the scale of the score, whichever end is up', () => {
    always(fc.tuple(rows, fc.nat(), fc.constantFrom(-40, -1, 0.03, 7), fc.constantFrom(-5, 0, 3)), ([given, seed, factor, shift]) => {
      const chances = refitted(given)
      const places = shuffled(
        given.map((_, i) => i),
        seed,
      )
      const mixed = refitted(places.flatMap(place => given[place] ?? []))
      expect(mixed).toEqual(closeTo(places.map(place => chances[place] ?? Number.NaN)))
      const scaled = given.map(row => (row.score === undefined ? row : { ...row, score: factor * row.score + shift }))
      expect(refitted(scaled)).toEqual(closeTo(chances, 7))
    })
  })

  test('solves the equations of the most probable curve, also where the score parts all that came from all that did not', () => {
    for (const parted of [0, 0.6, 1]) {
      const given = Array.from({ length: 24 }, (_, i) => {
        const score = ((7 * i) % 24) / 4 + (i % 5) / 10
        return { account: `account ${i}`, score, came: i % 10 < 10 * parted ? Number(score > 3) : i % 2 }
      })
      expect(refitted(given)).toEqual(closeTo(byBisection(given), 10))
    }
  })

  test('is the share that came in the other folds, a half added to each side, where there is no score or too little to learn from', () => {
    const won = (count: number, of: number, score?: (i: number) => number) =>
      Array.from({ length: of }, (_, i) => ({ account: `a${String(i).padStart(2, '0')}`, came: i < count ? 1 : 0, score: score?.(i) }))
    // Accounts 0 and 10 share a fold: of the other ten rows, all but one of the first ones came.
    expect(refitted(won(6, 12))[0]).toBeCloseTo((5 + 0.5) / 11, 15)
    expect(refitted(won(6, 12))[11]).toBeCloseTo((5 + 0.5) / 11, 15)
    // Nine scored rows are too few, ten are not.
    expect(refitted(won(4, 9, i => i))[0]).toBeCloseTo((3 + 0.5) / 9, 15)
    expect(refitted(won(4, 10, i => i))[0]).toBeCloseTo((3 + 0.5) / 10, 15)
    expect(refitted(won(4, 12, i => i))[0]).not.toBeCloseTo((3 + 0.5) / 11, 3)
    // One side alone tells no curve.
    expect(refitted(won(0, 30, i => i))).toEqual(closeTo(Array(30).fill(0.5 / 28), 12))
    // A score that is the same everywhere tells nothing.
    const same = refitted(won(15, 30, () => 3))
    expect(same[0]).toBeCloseTo((15 - 2) / 27, 12)
    expect(refitted([{ account: 'acme', came: 1, score: 5 }])).toEqual([0.5])
    expect(refitted([])).toEqual([])
  })

  test('tells a row without a score the share of all rows, with and without one', () => {
    const given = Array.from({ length: 40 }, (_, i) => ({
      account: `account ${i + 10}`,
      came: i % 4 === 0 ? 1 : 0,
      ...(i !== 7 && i !== 20 && { score: (7 * i) % 11 }),
    }))
    // Rows 7, 17, 27 and 37 share a fold, in which none came.
    expect(refitted(given)[7]).toBeCloseTo((10 + 0.5) / 37, 15)
  })

  test.each([
    [undefined, ['rows']],
    [[1], ['rows[0]']],
    [[{ account: 7, came: 1 }], ['rows[0].account']],
    [[{ account: 'a', came: 2 }], ['rows[0].came']],
    [[{ account: 'a', came: true }], ['rows[0].came']],
    [
      [
        { account: 'a', came: 1, score: Number.NaN },
        { account: 'b', came: 1, score: null },
      ],
      ['rows[0].score', 'rows[1].score'],
    ],
    [[{ account: 'a', came: 0, score: 1e51 }], ['rows[0].score']],
  ])('is refused for what is no row, by its place: %j', (given, paths) => {
    expect(refused(() => callLoosely(refitted, given))).toMatchObject({ name: 'InvalidArgumentError', paths })
  })
})

describe('a paired difference', () => {
  const pairs = fc.array(
    fc.record({ account: accounts, ours: fc.double({ min: 0, max: 1, noNaN: true }), other: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { minLength: 2, maxLength: 60 },
  )
  const difference = (all: readonly { readonly account: string; readonly ours: number; readonly other: number }[]) =>
    pairedDifference(
      all.map(({ ours }) => ours),
      all.map(({ other }) => other),
      all.map(({ account }) => account),
    )

  test('turns its sign when the two are exchanged, and is 0 of the same', () => {
    always(
      pairs.filter(all => new Set(all.map(({ account }) => account)).size > 1),
      all => {
        const { value, standardError } = difference(all)
        const turned = difference(all.map(({ account, ours, other }) => ({ account, ours: other, other: ours })))
        expect(turned.value).toBeCloseTo(-value, 12)
        expect(turned.standardError).toBeCloseTo(standardError, 12)
        expect(difference(all.map(each => ({ ...each, other: each.ours })))).toEqual({ value: 0, standardError: 0 })
        expect(standardError).toBeGreaterThanOrEqual(0)
      },
    )
  })

  test('is no surer when every decision of an account is there three times', () => {
    const once = 'abcdef'.split('').map((account, i) => ({ account, ours: i / 10, other: ((3 * i) % 5) / 7 }))
    const thrice = difference(once.flatMap(each => [each, each, each]))
    expect(thrice.standardError).toBeCloseTo(difference(once).standardError, 14)
    const apart = once.flatMap(each => ['1', '2', '3'].map(copy => ({ ...each, account: each.account + copy })))
    expect(difference(apart).standardError).toBeLessThan(0.6 * thrice.standardError)
  })

  test('is refused for lists that do not go together, and for one account, which tells nothing of chance', () => {
    expect(refused(() => pairedDifference([0.1], [0.2, 0.3], ['a', 'b']))).toMatchObject({ paths: ['other', 'accounts'] })
    expect(refused(() => pairedDifference([0.1, 0.2], [0.2, 0.3], ['a', 'a']))).toMatchObject({ paths: ['accounts'] })
    expect(refused(() => pairedDifference([], [], []))).toMatchObject({ paths: ['accounts'] })
    expect(refused(() => pairedDifference([Number.NaN], [0], ['a'])).paths).toEqual(['ours[0]'])
    expect(refused(() => callLoosely(pairedDifference, [1], [2], [3]))).toMatchObject({ paths: ['accounts[0]'] })
    expect(refused(() => callLoosely(pairedDifference, [1], 'two', ['a']))).toMatchObject({ paths: ['other'] })
  })
})
