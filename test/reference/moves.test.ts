import { criticalPath, groupDifferences, selectMoves } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import criticalPaths from '../fixtures/reference/criticalPath.json' with { type: 'json' }
import differences from '../fixtures/reference/groupDifferences.json' with { type: 'json' }
import selections from '../fixtures/reference/selectMoves.json' with { type: 'json' }
import { nearly } from '../support/nearly.js'

describe('the critical path', () => {
  test.each(criticalPaths.cases.map(each => [each.name, each] as const))(
    'of "%s" is the published one',
    (_, { activities, options, expected }) => {
      expect(criticalPath(activities, options)).toEqual(nearly(expected))
    },
  )
})

describe('the differences of groups', () => {
  test.each(differences.cases.map(each => [each.name, each] as const))('of "%s" are those of the mixed model', (_, { rows, expected }) => {
    expect(groupDifferences(rows)).toEqual(nearly(expected))
  })
})

describe('the choice of moves', () => {
  test.each(selections.cases.map(each => [each.name, each] as const))('of "%s" is the best of all sets', (_, { problem, expected }) => {
    const { probability, probabilityAfter, worth, chosen } = selectMoves(problem)
    const { best, first, ...numbers } = expected
    expect({ probability, probabilityAfter, worth }).toEqual(nearly(numbers))
    expect(chosen.map(({ id }) => id).sort()).toEqual(best)
    // What each move is worth by itself, whatever it needs.
    const alone = problem.moves.map(({ needs: _, ...move }) => selectMoves({ ...problem, moves: [move] }))
    expect(alone.map(({ worth }, i) => ({ id: problem.moves[i]?.id, worth }))).toEqual(nearly(first))
  })
})
