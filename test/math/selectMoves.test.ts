import { type MoveProblem, selectMoves } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { always } from '../support/law.js'
import { nearly } from '../support/nearly.js'
import { callLoosely, refused } from '../support/refusal.js'

type Move = MoveProblem['moves'][number]

/** Three people whose sentiments are related, who follow one another, and of whom some vote. */
const problems: fc.Arbitrary<MoveProblem> = fc
  .record({
    means: fc.tuple(tenths(-5, 5), tenths(-5, 5), tenths(-5, 5)),
    variances: fc.tuple(tenths(1, 4), tenths(1, 4), tenths(1, 4)),
    together: tenths(0, 5),
    follows: fc.tuple(tenths(0, 5), tenths(0, 5), tenths(0, 5)),
    quota: fc.integer({ min: 1, max: 3 }),
    vetoes: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    threshold: tenths(-3, 3),
    left: fc.option(tenths(3, 10), { nil: undefined }),
    hours: fc.integer({ min: 0, max: 14 }),
    limit: fc.nat(4),
    moves: fc.array(
      fc.record({
        effort: fc.integer({ min: 1, max: 8 }),
        chance: tenths(3, 10),
        person: fc.nat(2),
        kind: fc.constantFrom('sway', 'hear', 'other'),
        by: tenths(1, 4),
        needs: fc.option(fc.nat(8), { nil: undefined, freq: 2 }),
      }),
      { maxLength: 7 },
    ),
  })
  .map(({ variances, together, follows, vetoes, quota, left, moves, ...drawn }) => ({
    ...drawn,
    covariance: square(3, (i, j) => (i === j ? 1 : together) * Math.sqrt((variances[i] ?? 0) * (variances[j] ?? 0))),
    influence: square(3, (i, j) => (i === j ? 1 - (follows[i] ?? 0) : (follows[i] ?? 0) / 2)),
    rule: { quota, members: vetoes.map((veto, person) => ({ person, veto })) },
    ...(left !== undefined && {
      stillFalls: left,
      ageing: { factor: left, priorMean: 0, priorCovariance: square(3, (i, j) => (i === j ? 0.25 : 0)) },
    }),
    error: 0.02,
    indirectWeight: 0.25,
    leastPerHour: 0,
    moves: moves.map(
      ({ effort, chance, person, kind, by, needs }, i): Move => ({
        id: `m${i}`,
        effort,
        chance,
        // So little that nobody comes to the end of the scale.
        ...(kind === 'sway' && { sway: { person, by: by / 4 } }),
        ...(kind === 'hear' && { hear: person }),
        ...(kind === 'other' && { direct: by / 10, coverage: by / 10, indirect: by / 10 }),
        // Nothing waits for itself: each needs one before it.
        ...(needs !== undefined && needs < i && { needs: `m${needs}` }),
      }),
    ),
  }))

function tenths(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max }).map(n => n / 10)
}

function square(size: number, of: (i: number, j: number) => number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => of(i, j)))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** The chance of yes, by all votes. */
function chanceOf({ rule, threshold = 0, covariance, ageing, stillFalls = 1 }: MoveProblem, means: readonly number[]): number {
  const left = ageing?.factor ?? 1
  const yes = means.map((mean, i) => {
    const variance = left ** 2 * (covariance[i]?.[i] ?? 0) + (1 - left ** 2) * (ageing?.priorCovariance[i]?.[i] ?? 0)
    return normalCdf((left * mean - (typeof threshold === 'number' ? threshold : (threshold[i] ?? 0))) / Math.sqrt(variance))
  })
  const votes = Array.from({ length: 2 ** means.length }, (_, vote) => means.map((__, i) => ((vote >> i) & 1) === 1))
  const passing = votes.filter(vote => {
    const members = rule?.members ?? []
    const agreeing = members.filter(({ person }) => vote[person] === true)
    return (
      sum(agreeing.map(({ weight = 1 }) => weight)) >= (rule?.quota ?? 0) &&
      members.every(({ person, veto }) => veto !== true || vote[person])
    )
  })
  return stillFalls * sum(passing.map(vote => vote.reduce((p, agrees, i) => p * (agrees ? (yes[i] ?? 0) : 1 - (yes[i] ?? 0)), 1)))
}

/** What a set of moves is worth, each part by its definition: slopes by differences, what is heard by a pseudo-reading at once. */
function worthOf(problem: MoveProblem, moves: readonly Move[]): number {
  const { means, covariance, influence, error, indirectWeight, ageing, stillFalls = 1 } = problem
  const after = moves.reduce((now, { sway, chance = 1 }) => {
    if (sway === undefined) return now
    const moved = chance * sway.by
    return now.map((mean, i) => mean + moved * (i === sway.person ? 1 : (influence[i]?.[sway.person] ?? 0)))
  }, means)
  const before = chanceOf(problem, means)
  const slopes = means.map((_, i) => {
    const at = (step: number) =>
      chanceOf(
        problem,
        means.map((mean, j) => (i === j ? mean + step : mean)),
      )
    return (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3
  })
  const form = (matrix: readonly (readonly number[])[]): number =>
    sum(slopes.map((a, i) => sum(slopes.map((b, j) => a * b * (matrix[i]?.[j] ?? 0)))))
  const left = ageing?.factor ?? 1
  const aged = covariance.map((row, i) => row.map((each, j) => left ** 2 * each + (1 - left ** 2) * (ageing?.priorCovariance[i]?.[j] ?? 0)))
  const heard = moves.reduce((P, { hear, chance = 1 }) => {
    if (hear === undefined) return P
    const variance = (P[hear]?.[hear] ?? 0) + error / chance
    return P.map((row, i) => row.map((each, j) => each - ((P[i]?.[hear] ?? 0) * (P[hear]?.[j] ?? 0)) / variance))
  }, covariance)
  const uncertainty = 2 * before * (stillFalls - before)
  const whole = form(aged)
  const share = whole === 0 ? 0 : (left ** 2 * (form(covariance) - form(heard))) / whole
  const total = (part: (move: Move) => number | undefined): number => sum(moves.map(move => (move.chance ?? 1) * (part(move) ?? 0)))
  const knowledge = uncertainty * (share + total(({ coverage }) => coverage)) + total(({ indirect }) => indirect)
  return chanceOf(problem, after) - before + total(({ direct }) => direct) + indirectWeight * knowledge
}

/** The sets of moves that fit, each with all that it needs. */
function setsOf({ moves, hours, limit }: MoveProblem): Move[][] {
  const sets = Array.from({ length: 2 ** moves.length }, (_, set) => moves.filter((__, i) => ((set >> i) & 1) === 1))
  return sets.filter(
    set =>
      set.length <= limit &&
      sum(set.map(({ effort }) => effort)) <= hours &&
      set.every(({ needs }) => needs === undefined || set.some(({ id }) => id === needs)),
  )
}

describe('the choice of moves', () => {
  test('fits, is worth what its moves are worth together, and is hardly ever less than the best of all sets', () => {
    const ratios: number[] = []
    always(problems, problem => {
      const { chosen, worth, probability, probabilityAfter } = selectMoves(problem)
      const set = problem.moves.filter(({ id }) => chosen.some(each => each.id === id))
      expect(setsOf(problem)).toContainEqual(set)
      expect(worth).toBeCloseTo(worthOf(problem, set), 6)
      expect(sum(chosen.map(each => each.worth))).toBeCloseTo(worth, 9)
      expect(probability).toBeCloseTo(chanceOf(problem, problem.means), 9)
      const gained = sum(set.map(({ direct = 0, chance = 1 }) => direct * chance))
      expect(probabilityAfter - probability + gained).toBeCloseTo(sum(chosen.map(({ gain }) => gain)), 9)
      const best = Math.max(...setsOf(problem).map(each => worthOf(problem, each)))
      expect(worth).toBeLessThan(best + 1e-6)
      if (best > 1e-6) ratios.push(worth / best)
    })
    expect(sum(ratios) / ratios.length).toBeGreaterThan(0.98)
  })

  test('does not depend on the order in which people and moves are given', () => {
    always(problems, problem => {
      const { covariance, influence, rule, ageing, ...rest } = problem
      const turned = <Each>(list: readonly Each[]): Each[] => [...list].reverse()
      const other = (person: number): number => problem.means.length - 1 - person
      const mirrored: MoveProblem = {
        ...rest,
        means: turned(problem.means),
        covariance: turned(covariance).map(turned),
        influence: turned(influence).map(turned),
        ...(ageing !== undefined && { ageing: { ...ageing, priorCovariance: turned(ageing.priorCovariance).map(turned) } }),
        ...(rule !== undefined && { rule: { ...rule, members: rule.members.map(each => ({ ...each, person: other(each.person) })) } }),
        moves: turned(problem.moves).map(({ sway, hear, ...move }) => ({
          ...move,
          ...(sway !== undefined && { sway: { ...sway, person: other(sway.person) } }),
          ...(hear !== undefined && { hear: other(hear) }),
        })),
      }
      expect(selectMoves({ ...problem, moves: turned(problem.moves) })).toEqual(selectMoves(problem))
      expect(selectMoves(mirrored).worth).toBeCloseTo(selectMoves(problem).worth, 9)
    })
  })

  test('is the same with hours of another length', () => {
    always(problems, problem => {
      const { hours, moves } = problem
      const double = { ...problem, hours: 2 * hours, moves: moves.map(move => ({ ...move, effort: 2 * move.effort })) }
      const [one, two] = [selectMoves(problem), selectMoves(double)]
      expect(two.chosen).toEqual(one.chosen.map(each => ({ ...each, perHour: each.perHour / 2 })))
      expect(two.worth).toBe(one.worth)
    })
  })

  test('leaves out what an hour is not worth', () => {
    always(fc.tuple(problems, tenths(0, 3)), ([problem, tenth]) => {
      const { moves, ...rest } = problem
      const leastPerHour = tenth / 10
      const free = moves.map(({ needs: _, ...move }) => move)
      const { chosen } = selectMoves({ ...rest, moves: free, leastPerHour })
      // In the order told each is worth it at its turn; what was begun with may by then be worth less beside the others.
      if (chosen.length > 0) expect(chosen[0]?.perHour).toBeGreaterThanOrEqual(leastPerHour)
      expect(selectMoves({ ...rest, moves: free, leastPerHour: 1e3 }).chosen).toEqual([])
    })
  })

  test('may look for the sentiment of an account, where a sway counts by its weight and each hearing by its share of the variance', () => {
    const problem = {
      means: [0.2, -0.4],
      covariance: [
        [0.04, 0],
        [0, 0.09],
      ],
      influence: [
        [1, 0],
        [0.5, 0.5],
      ],
      weights: [0.25, 0.75],
      error: 0.01,
      indirectWeight: 1,
      hours: 9,
      limit: 2,
      leastPerHour: 0,
      moves: [
        { id: 'hear', effort: 1, hear: 1 },
        { id: 'win', effort: 1, sway: { person: 0, by: 0.1 }, chance: 0.5 },
      ],
    }
    const { probability, probabilityAfter, chosen } = selectMoves(problem)
    expect([probability, probabilityAfter]).toEqual(nearly([-0.25, -0.25 + 0.05 * (0.25 + 0.5 * 0.75)]))
    const variance = 0.0625 * 0.04 + 0.5625 * 0.09
    const share = (0.75 * 0.09) ** 2 / (0.09 + 0.01) / variance
    expect(chosen.find(({ id }) => id === 'hear')?.knowledge).toBeCloseTo(Math.sqrt((2 / Math.PI) * variance) * share, 12)
  })

  test('keeps sentiments on their scale, those of who follows by what was moved', () => {
    const of = (by: number) =>
      selectMoves({
        means: [0.9, 0.95],
        covariance: square(2, (i, j) => (i === j ? 0.1 : 0)),
        influence: square(2, (i, j) => (i === j ? 0.5 : 0.5)),
        weights: [1, 1],
        error: 0,
        indirectWeight: 0,
        hours: 1,
        limit: 1,
        leastPerHour: 0,
        moves: [{ id: 'm', effort: 1, sway: { person: 0, by } }],
      }).probabilityAfter
    expect(of(0.5)).toBeCloseTo(1 + 1, 12)
    expect(of(0.06)).toBeCloseTo(0.96 + 0.98, 12)
  })

  test('waits for what a move needs where that is among the moves, and for nothing that waits for itself', () => {
    const problem = (...moves: readonly Partial<Move>[]): MoveProblem => ({
      means: [0],
      covariance: [[0.1]],
      influence: [[1]],
      weights: [1],
      error: 0.1,
      indirectWeight: 0.1,
      hours: 10,
      limit: 5,
      leastPerHour: 0,
      moves: moves.map((move, i) => ({ id: `m${i}`, effort: 1, ...move })),
    })
    const ids = (given: MoveProblem) => selectMoves(given).chosen.map(({ id }) => id)
    expect(ids(problem({ direct: 0.5, needs: 'elsewhere' }))).toEqual(['m0'])
    expect(ids(problem({ direct: 0.5, needs: 'm1' }, { hear: 0 }))).toEqual(['m1', 'm0'])
    expect(ids(problem({ direct: 0.5, needs: 'm1' }, { direct: 0.1, needs: 'm0' }))).toEqual([])
    expect(ids(problem({ direct: 0.5, needs: 'm1', effort: 6 }, { direct: 0.1, effort: 6 }))).toEqual(['m1'])
  })

  test('looks at forty candidates, and takes of thousands no longer than anybody waits', () => {
    const size = 60
    const moves = Array.from(
      { length: 400 },
      (_, i): Move => ({ id: `m${i}`, effort: 1, ...(i % 2 === 0 ? { hear: i % size } : { sway: { person: i % size, by: 0.1 } }) }),
    )
    const { chosen } = selectMoves({
      means: Array.from({ length: size }, (_, i) => ((7 * i) % 11) / 11 - 0.5),
      covariance: square(size, (i, j) => (i === j ? 0.2 : 0.02)),
      influence: square(size, (i, j) => (i === j ? 0.5 : 0.5 / (size - 1))),
      rule: { quota: 31, members: Array.from({ length: size }, (_, person) => ({ person })) },
      threshold: 0,
      error: 0.02,
      indirectWeight: 0.25,
      hours: 100,
      limit: 5,
      leastPerHour: 0,
      moves,
    })
    expect(chosen).toHaveLength(5)
  })

  test.each<[string, Partial<Record<keyof MoveProblem, unknown>>]>([
    ['rule', { rule: undefined }],
    ['rule', { weights: [1] }],
    ['threshold', { threshold: undefined }],
    ['covariance', { covariance: [] }],
    ['covariance[0][0]', { covariance: [[-0.1]] }],
    ['influence[0]', { influence: [[1, 0]] }],
    ['limit', { limit: 0.5 }],
    ['hours', { hours: -1 }],
    ['rule.members[0].person', { rule: { quota: 1, members: [{ person: 1 }] } }],
    ['moves[0].effort', { moves: [{ id: 'm', effort: 0 }] }],
    ['moves[0].chance', { moves: [{ id: 'm', effort: 1, chance: 0 }] }],
    ['moves[0].sway.person', { moves: [{ id: 'm', effort: 1, sway: { person: -1, by: 0 } }] }],
    [
      'moves[1].id',
      {
        moves: [
          { id: 'm', effort: 1 },
          { id: 'm', effort: 1 },
        ],
      },
    ],
  ])('is refused where %s makes no sense', (path, more) => {
    const sound = { means: [0], covariance: [[0.1]], influence: [[1]], rule: { quota: 1, members: [{ person: 0 }] }, threshold: 0 }
    const rest = { error: 0, indirectWeight: 0, hours: 1, limit: 1, leastPerHour: 0, moves: [] }
    const { name, paths } = refused(() => callLoosely(selectMoves, { ...sound, ...rest, ...more }))
    expect([name, paths]).toEqual(['InvalidArgumentError', [path]])
  })
})
